// SPDX-License-Identifier: Apache-2.0
/* steps.h -- where a page stands that speaks of a task: down the plan (plan/steps.h), the task that it is part of, the
 * task itself.  Before reply_page. */
#pragma once
#include "http/reply.h"
#include "work/work.h"

Fail task_steps(Ctx *c, Reply *r, const Task *t) CHECKED;
