// SPDX-License-Identifier: Apache-2.0
/* web.h -- the handlers that feature.c gives to the routes. */
#pragma once
#include "http/route.h"

Fail update_own_get(Ctx *c, const Request *q, Reply *r);
Fail update_get(Ctx *c, const Request *q, Reply *r);
Fail update_prepare(Ctx *c, const Request *q, Reply *r);
Fail update_post(Ctx *c, const Request *q, Reply *r);
Fail update_setting_post(Ctx *c, const Request *q, Reply *r);

/* On the menu. */
CountWaiting update_waiting;

/* panel.html */
DrawPanel update_panel;
/* home.html */
DrawPanel update_home;

/* What the JSON of these pages is made from. */
extern const Record update_record;
