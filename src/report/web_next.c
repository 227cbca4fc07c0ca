// SPDX-License-Identifier: Apache-2.0
/* web_next.c -- next year's plan as a draft: what to look at, and the file. */
#include "plan/steps.h"
#include "report/view.h"
#include "report/web.h"

Fail next_plan_get(Ctx *c, const Request *q, Reply *r)
{
    NextPlan next;
    NextPage m = {.next = &next};
    TRY(next_plan(c, input_id(q, "plan"), &next));
    TRY(plan_steps(c, r, next.card.id, 0));
    next_page(reply_page(c, q, r, str_format(&c->mem, "Dự thảo kế hoạch năm %d", next.year)), &m);
    return OK;
}

Fail next_plan_docx_get(Ctx *c, const Request *q, Reply *r)
{
    NextPlan next;
    Str bytes;
    TRY(next_plan(c, input_id(q, "plan"), &next));
    TRY(paper_docx(c, &next.paper, &bytes));
    out_raw(reply_text(c, r, report_media_type(REPORT_DOCX)), bytes);
    reply_file_name(c, r, next_plan_file_name(c, &next));
    return OK;
}
