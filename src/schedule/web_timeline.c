// SPDX-License-Identifier: Apache-2.0
/* web_timeline.c -- a plan on a line of days: its page, and the orders that are set from it. */
#include "http/reply.h"
#include "people/rights.h"
#include "schedule/view.h"
#include "schedule/web.h"
#include "work/json.h"

Fail place_of_plan_rows(Ctx *c, const Request *q, Place *place)
{
    Str lead = {0};
    TRY(lead_asked_for(c, q, &lead));
    *place = (Place){.org = lead, .plan = input_id(q, "ke-hoach")};
    return OK;
}

Fail place_of_order(Ctx *c, const Request *q, Place *place)
{
    Task t;
    TRY(task_by_id(c, input_id(q, "viec"), &t));
    *place = (Place){.org = t.assigner.n ? t.assigner : S("-"), .plan = t.plan};
    return OK;
}

/* -- JSON ---------------------------------------------------------------------------------------------------------- */

static json_t *befores_json(const BeforeList *befores)
{
    json_t *all = json_array();
    for (size_t i = 0; i < befores->n; i++) {
        const Before *b = &befores->at[i];
        json_array_append_new(all, json_pack("{s:I,s:o,s:o}", "id", (json_int_t)b->id, "name", json_str(b->name),
                                             "wrong", b->wrong.n ? json_str(b->wrong) : json_null()));
    }
    return all;
}

static json_t *activity_json(Ctx *c, const PlanRow *row)
{
    const PlanActivity *k = row->activity;
    return json_pack("{s:I,s:o,s:o,s:o,s:o,s:I,s:I,s:I,s:o}", "id", (json_int_t)k->node, "code", json_str(k->code),
                     "title", json_str(k->title), "from", json_day(c, k->from), "to", json_day(c, k->to), "tasks",
                     (json_int_t)row->all, "done", (json_int_t)row->done, "overdue", (json_int_t)row->overdue, "after",
                     befores_json(&row->befores));
}

static Fail plan_rows_json(Ctx *c, Reply *r, const PlanRowsPage *m)
{
    const PlanRows *p = m->rows;
    json_t *activities = json_array(), *tasks = json_array();
    for (size_t i = 0; i < p->rows.n; i++) {
        const PlanRow *row = &p->rows.at[i];
        json_t *one = row->task ? task_json(c, row->task) : activity_json(c, row);
        if (row->task) {
            json_object_set_new(one, "begins", json_day(c, row->task->begins));
            json_object_set_new(one, "asked_due", json_day(c, row->asked));
            json_object_set_new(one, "after", befores_json(&row->befores));
        }
        json_array_append_new(row->task ? tasks : activities, one);
    }
    return reply_json(c, r,
                      json_pack("{s:I,s:o,s:o,s:o,s:i,s:o,s:o,s:o}", "plan", (json_int_t)m->choice->plan->id, "today",
                                json_day(c, m->today), "from", json_day(c, p->line.from), "to", json_day(c, p->line.to),
                                "wrong", p->wrong, "activities", activities, "tasks", tasks, "next",
                                json_str(p->next)));
}

/* -- the page --------------------------------------------------------------------------------------------------------
 */

static Fail choice_of(Ctx *c, const Request *q, PlanCard *plan, PlanRowsChoice *k)
{
    *k = (PlanRowsChoice){
        .plan = plan, .open = input_id(q, "hoat-dong"), .after = input_text(q, "sau"), .edited = input_id(q, "viec")};
    TRY(lead_asked_for(c, q, &k->lead));
    Id asked = input_id(q, "ke-hoach") ? input_id(q, "ke-hoach") : actor_plan(c->actor);
    return asked ? plan_card(c, asked, plan) : plan_current(c, plan);
}

Fail plan_rows_get(Ctx *c, const Request *q, Reply *r)
{
    PlanCard plan;
    PlanRowsChoice choice;
    PlanRows rows;
    PlanCardList plans;
    StrList agencies;
    TRY(choice_of(c, q, &plan, &choice));
    if (!plan.id && reply_is_json(r)) return reply_json(c, r, json_pack("{s:n}", "plan"));
    if (!plan.id) {
        plan_rows_empty(reply_page(c, q, r, S("Tiến độ")), right_here(c, "plan.review"));
        return OK;
    }
    PlanRowsPage m = {.q = q,
                      .choice = &choice,
                      .rows = &rows,
                      .plans = &plans,
                      .agencies = &agencies,
                      .today = c->today,
                      .proposed = input_day(q, "ngay"),
                      .problem = request_problem(q, ""),
                      .may_order = !c->actor || right_at(c->actor, "work.assign", (Place){.plan = plan.id})};
    TRY(plan_rows(c, &choice, &rows));
    if (reply_is_json(r)) return plan_rows_json(c, r, &m);
    TRY(plan_cards(c, &plans));
    TRY(org_names(c, &agencies));
    if (choice.lead.n) {
        Org org;
        TRY(org_by_code(c, choice.lead, &org));
        m.lead_name = org.name;
    }
    plan_rows_page(reply_page(c, q, r, S("Tiến độ")), &m);
    return OK;
}

/* -- orders -----------------------------------------------------------------------------------------------------------
 */

/* The page as it was, at the row. */
static Fail back(Ctx *c, const Request *q, Reply *r, const char *row, Id id)
{
    PlanCard plan;
    PlanRowsChoice k;
    TRY(choice_of(c, q, &plan, &k));
    Link page = plan_rows_link(&c->mem, &k, k.open, k.after, k.edited);
    return reply_redirect(c, r, "/%.*s#%s-%lld", STR_ARGS(page.rest), row, (long long)id);
}

Fail task_order_post(Ctx *c, const Request *q, Reply *r)
{
    TRY(task_after_add(c, input_id(q, "viec"), input_id(q, "truoc")));
    return back(c, q, r, "viec", input_id(q, "viec"));
}

Fail task_order_drop_post(Ctx *c, const Request *q, Reply *r)
{
    TRY(task_after_drop(c, input_id(q, "viec"), input_id(q, "truoc")));
    return back(c, q, r, "viec", input_id(q, "viec"));
}

Fail activity_order_post(Ctx *c, const Request *q, Reply *r)
{
    TRY(node_after_add(c, input_id(q, "ke-hoach"), input_id(q, "hoat-dong"), input_id(q, "truoc")));
    return back(c, q, r, "hoat-dong", input_id(q, "hoat-dong"));
}

Fail activity_order_drop_post(Ctx *c, const Request *q, Reply *r)
{
    TRY(node_after_drop(c, input_id(q, "ke-hoach"), input_id(q, "hoat-dong"), input_id(q, "truoc")));
    return back(c, q, r, "hoat-dong", input_id(q, "hoat-dong"));
}
