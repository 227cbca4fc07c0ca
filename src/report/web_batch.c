// SPDX-License-Identifier: Apache-2.0
/* web_batch.c -- reports of many agencies at once: asked for, watched, cancelled. */
#include "people/rights.h"
#include "report/view.h"
#include "report/web.h"

static const char *state_key(int state) { return batch_states[state].key; }
static const char *scope_key(int scope) { return report_scopes[scope]; }
static const Column columns[] = {COL_INTEGER(Batch, id, "id"),    COL_KEY(Batch, scope, "scope", scope_key),
                                 COL_DAY(Batch, as_of, "as_of"),  COL_KEY(Batch, state, "state", state_key),
                                 COL_NUMBER(Batch, done, "done"), COL_NUMBER(Batch, wanted, "wanted"),
                                 COL_TEXT(Batch, note, "note"),   {0}};
static const Record one_record = {.name = "ReportBatch", .columns = columns};
static const Column list_columns[] = {COL_ROWS_AT(BatchPage, list, "batches", &one_record), {0}};
const Record batch_record = {.name = "ReportBatches", .columns = list_columns};

Fail batch_get(Ctx *c, const Request *q, Reply *r)
{
    BatchList list;
    BatchPage m = {.q = q, .list = &list, .today = c->today, .now = c->now};
    TRY(batch_list(c, &list));
    if (reply_is_json(r)) return reply_record(c, r, &batch_record, &m);
    TRY(plans_running(c, &m.plans));
    TRY(report_issuers(c, &m.issuers, &m.issuer_names));
    batches_page(reply_page(c, q, r, S("Báo cáo hàng loạt")), &m);
    return OK;
}

Fail batch_post(Ctx *c, const Request *q, Reply *r)
{
    Id batch, plan = actor_plan(c->actor) ? actor_plan(c->actor) : input_id(q, "ke-hoach");
    PlanCard card;
    Str org = input_text(q, "ban-hanh");
    bool districts = str_equal(input_text(q, "cua"), S("huyen"));
    TRY(plan_card(c, plan, &card));
    TRY(issuer_check(c, q, org));
    TRY(batch_add(c, plan, districts ? SCOPE_BRANCH : SCOPE_AGENCY, org, input_day(q, "ngay"), &batch));
    return reply_redirect(c, r, "/van-ban/hang-loat");
}

Fail batch_cancel_post(Ctx *c, const Request *q, Reply *r)
{
    TRY(batch_cancel(c, input_id(q, "loat")));
    return reply_redirect(c, r, "/van-ban/hang-loat");
}
