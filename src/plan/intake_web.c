// SPDX-License-Identifier: Apache-2.0
/* intake_web.c -- how far a scan is; cancelling it, trying it again. */
#include "http/reply.h"
#include "http/request.h"
#include "plan/intake.h"
#include "plan/view.h"
#include "plan/web.h"

Fail intake_get(Ctx *c, const Request *q, Reply *r)
{
    Intake one;
    TRY(intake_by_id(c, input_id(q, "quet"), &one));
    intake_page(reply_page(c, q, r, S("Đọc bản quét")), q, &one);
    return OK;
}

Fail intake_cancel_post(Ctx *c, const Request *q, Reply *r)
{
    TRY(intake_cancel(c, input_id(q, "quet")));
    return reply_redirect(c, r, "/ke-hoach");
}

Fail intake_again_post(Ctx *c, const Request *q, Reply *r)
{
    TRY(intake_again(c, input_id(q, "quet")));
    return reply_redirect(c, r, "/quet/%lld", (long long)input_id(q, "quet"));
}
