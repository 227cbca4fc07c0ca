// SPDX-License-Identifier: Apache-2.0
/* web.h -- the handlers of the route rows in feature.c. */
#pragma once
#include "http/route.h"

Fail upload_get(Ctx *c, const Request *q, Reply *r);
Fail upload_show_get(Ctx *c, const Request *q, Reply *r);
Fail upload_place(Ctx *c, const Request *q, Place *place);
