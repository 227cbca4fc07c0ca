// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "http/route.h"

Fail receipt_get(Ctx *c, const Request *q, Reply *r);
Fail receipt_undo_post(Ctx *c, const Request *q, Reply *r);

/* receipt.html */
DrawPanel receipt_panel;
