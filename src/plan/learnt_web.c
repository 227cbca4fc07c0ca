// SPDX-License-Identifier: Apache-2.0
/* learnt_web.c -- what was learnt from reviews, and revoking it. */
#include "http/reply.h"
#include "http/request.h"
#include "plan/json.h"

#include "plan/view.h"
#include "plan/web.h"
#include "receipt/receipt.h"

Fail learnt_get(Ctx *c, const Request *q, Reply *r)
{
    LearntList list;
    TRY(learnt_all(c, &list));
    LearntPage m = {.list = &list};
    if (reply_is_json(r)) return reply_record(c, r, &plan_learnt_record, &m);
    learnt_page(reply_page(c, q, r, S("Điều đã học")), &m);
    return OK;
}

Fail learnt_post(Ctx *c, const Request *q, Reply *r)
{
    Id learnt = input_id(q, "dieu");
    ReceiptDraft *k = receipt_open(c, S("/ke-hoach/da-hoc"));
    TRY(learnt_revoke(c, learnt));
    receipt_did(k, "plan.learnt", learnt, 0, S(""));
    TRY(receipt_close(c, r, k, S("Đã bỏ. Văn bản nhập từ nay không dùng điều này nữa; kế hoạch đã nhập vẫn như cũ.")));
    return reply_redirect(c, r, "/ke-hoach/da-hoc");
}
