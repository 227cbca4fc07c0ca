// SPDX-License-Identifier: Apache-2.0
/* learnt_web.c -- what was learnt from reviews, and revoking it. */
#include "http/reply.h"
#include "http/request.h"
#include "plan/json.h"
#include "plan/view.h"
#include "plan/web.h"

Fail learnt_get(Ctx *c, const Request *q, Reply *r)
{
    LearntList list;
    TRY(learnt_all(c, &list));
    LearntPage m = {.list = &list, .revoked = input_given(q, "da-bo")};
    if (reply_is_json(r)) return reply_record(c, r, &plan_learnt_record, &m);
    learnt_page(reply_page(c, q, r, S("Điều đã học")), &m);
    return OK;
}

Fail learnt_post(Ctx *c, const Request *q, Reply *r)
{
    TRY(learnt_revoke(c, input_id(q, "dieu")));
    return reply_redirect(c, r, "/ke-hoach/da-hoc?da-bo=1");
}
