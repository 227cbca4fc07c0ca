// SPDX-License-Identifier: Apache-2.0
/* web.h -- the handlers that feature.c gives to the routes. */
#pragma once
#include "http/route.h"

/* A draft that is sent back with its page, so that a copy can be made without keeping it. */
enum { LINT_SENT_BACK_MAX = 3 << 20 /* bytes of the file */, LINT_SENT_BACK_LETTERS = LINT_SENT_BACK_MAX / 3 * 4 + 4 };

Fail lint_get(Ctx *c, const Request *q, Reply *r);
Fail lint_prepare(Ctx *c, const Request *q, Reply *r);
Fail lint_post(Ctx *c, const Request *q, Reply *r);
Fail lint_copy_prepare(Ctx *c, const Request *q, Reply *r);
Fail lint_copy_post(Ctx *c, const Request *q, Reply *r);
