// SPDX-License-Identifier: Apache-2.0
/* web_place.c -- where the rights over documents and letters are needed: a document speaks of all agencies of its plan.
 */
#include "http/request.h"
#include "report/report.h"
#include "report/web.h"

Fail place_of_document(Ctx *c, const Request *q, Place *place)
{
    Document d;
    TRY(document_by_id(c, input_id(q, "document"), &d));
    *place = place_at((Str){0}, d.plan);
    return OK;
}

Fail place_of_sent_plan(Ctx *c, const Request *q, Place *place)
{
    PlanCard plan;
    TRY(plan_card(c, input_id(q, "plan"), &plan));
    *place = place_at((Str){0}, plan.id);
    return OK;
}

/* The plan that it is about; of a task, the task's. */
Fail place_of_draft(Ctx *c, const Request *q, Place *place)
{
    bool of_task = document_kind_of(input_text(q, "loai")) == DOCUMENT_ASSIGNMENT && input_given(q, "ve");
    Task t;
    *place = place_at((Str){0}, 0);
    if (!of_task) return OK;
    TRY(task_by_id(c, input_id(q, "ve"), &t));
    *place = place_at((Str){0}, t.plan);
    return OK;
}

Fail place_of_receipt(Ctx *c, const Request *q, Place *place)
{
    Receipt r;
    Document d;
    TRY(receipt_by_id(c, input_id(q, "den"), &r));
    *place = place_at(r.org, r.thing);
    if (r.kind == SENT_PLAN) return OK;
    TRY(document_by_id(c, r.thing, &d));
    place->plan = d.plan;
    return OK;
}
