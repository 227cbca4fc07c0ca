// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "http/route.h"

Fail digest_get(Ctx *c, const Request *q, Reply *r);
Fail digest_post(Ctx *c, const Request *q, Reply *r);
Fail news_get(Ctx *c, const Request *q, Reply *r);
Fail news_post(Ctx *c, const Request *q, Reply *r);

/* panel.html */
DrawPanel digest_panel;
