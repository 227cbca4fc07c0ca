// SPDX-License-Identifier: Apache-2.0
/* web.h -- the handlers that feature.c gives to the routes. */
#pragma once
#include "http/route.h"

DrawPanel contact_panel, link_panel, links_panel;

Fail contact_get(Ctx *c, const Request *q, Reply *r);
Fail contact_post(Ctx *c, const Request *q, Reply *r);
Fail link_choose_post(Ctx *c, const Request *q, Reply *r);
Fail link_send_post(Ctx *c, const Request *q, Reply *r);
Fail links_send_post(Ctx *c, const Request *q, Reply *r);
