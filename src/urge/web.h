// SPDX-License-Identifier: Apache-2.0
/* web.h -- the handlers that feature.c gives to the routes. */
#pragma once
#include "http/route.h"

/* home.html */
DrawPanel urge_home;

Fail urge_get(Ctx *c, const Request *q, Reply *r);
Fail urge_post(Ctx *c, const Request *q, Reply *r);
Fail urge_batch_get(Ctx *c, const Request *q, Reply *r);

/* What the JSON of these pages is made from. */
extern const Record urge_list_record;
extern const ListKind urge_list_kind;
