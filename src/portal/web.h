// SPDX-License-Identifier: Apache-2.0
/* web.h -- the handlers that feature.c gives to the routes. */
#pragma once
#include "http/route.h"

Fail home_get(Ctx *c, const Request *q, Reply *r);
Fail calendar_get(Ctx *c, const Request *q, Reply *r);
Fail calendar_feed(Ctx *c, const Request *q, Reply *r);
Fail agency_get(Ctx *c, const Request *q, Reply *r);
Fail agency_feed(Ctx *c, const Request *q, Reply *r);
Fail class_get(Ctx *c, const Request *q, Reply *r);
Fail search_get(Ctx *c, const Request *q, Reply *r);
Fail palette_get(Ctx *c, const Request *q, Reply *r);
Fail help_get(Ctx *c, const Request *q, Reply *r);

/* panel.html */
DrawPanel portal_panel;
/* health.html */
DrawPanel health_home;

/* What the JSON of these pages is made from. */
extern const Record home_record, calendar_record, class_record, agency_record, search_record;
