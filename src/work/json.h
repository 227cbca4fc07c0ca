// SPDX-License-Identifier: Apache-2.0
/* json.h -- a task in JSON, the same wherever one is told. */
#pragma once
#include "work/work.h"
#include <jansson.h>

json_t *task_json(Ctx *c, const Task *t);
