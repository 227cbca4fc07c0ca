// SPDX-License-Identifier: Apache-2.0
/* web_timeline.c -- a plan on a line of days: its page, and the orders that are set from it. */
#include "http/record.h"
#include "http/shared.h"
#include "people/rights.h"
#include "plan/steps.h"
#include "schedule/view.h"
#include "schedule/web.h"
#include "work/json.h"
#include "work/web.h"

Fail place_of_plan_rows(Ctx *c, const Request *q, Place *place)
{
    Str lead = {0};
    TRY(lead_asked_for(c, q, &lead));
    *place = (Place){.org = lead, .plan = input_id(q, "ke-hoach")};
    return OK;
}

Fail place_of_order(Ctx *c, const Request *q, Place *place)
{
    return place_of_assigner_of(c, input_id(q, "viec"), place);
}

/* -- JSON ---------------------------------------------------------------------------------------------------------- */

static RecordValue wrong_of(Ctx *c, const void *before)
{
    (void)c;
    const Before *b = before;
    return (RecordValue){.text = b->wrong.n ? b->wrong : (Str){0}};
}

static const Column before_columns[] = {
    COL_INTEGER(Before, id, "id"), COL_TEXT(Before, name, "name"), COL_MADE(COLUMN_TEXT, "wrong", wrong_of), {0}};
static const Record before_record = {.name = "OrderBefore", .columns = before_columns};

static const Column its_columns[] = {COL_INTEGER(PlanActivity, node, "id"),  COL_TEXT(PlanActivity, code, "code"),
                                     COL_TEXT(PlanActivity, title, "title"), COL_DAY(PlanActivity, from, "from"),
                                     COL_DAY(PlanActivity, to, "to"),        {0}};
static const Record its_record = {.name = "TimelineActivityItself", .columns = its_columns};
static const Column activity_columns[] = {COL_ALL_AT(PlanRow, activity, &its_record),
                                          COL_INTEGER(PlanRow, all, "tasks"),
                                          COL_INTEGER(PlanRow, done, "done"),
                                          COL_INTEGER(PlanRow, overdue, "overdue"),
                                          COL_ROWS(PlanRow, befores, "after", &before_record),
                                          {0}};
static const Record activity_record = {.name = "TimelineActivity", .columns = activity_columns};

static RecordValue begins_of(Ctx *c, const void *row)
{
    (void)c;
    return (RecordValue){.day = ((const PlanRow *)row)->task->begins};
}

static const Column task_columns[] = {COL_ALL_AT(PlanRow, task, &task_record),
                                      COL_MADE(COLUMN_DAY, "begins", begins_of),
                                      COL_DAY(PlanRow, asked, "asked_due"),
                                      COL_ROWS(PlanRow, befores, "after", &before_record),
                                      {0}};
static const Record timeline_task_record = {.name = "TimelineTask", .columns = task_columns};

static RecordValue rows_of(Ctx *c, const void *page, bool tasks)
{
    const PlanRowList *all = &((const PlanRowsPage *)page)->rows->rows;
    PlanRowList *some = NEW(&c->mem, PlanRowList, 1);
    for (size_t i = 0; i < all->n; i++)
        if ((all->at[i].task != NULL) == tasks) *list_add(&c->mem, some) = all->at[i];
    return (RecordValue){.at = some};
}
static RecordValue activities_of(Ctx *c, const void *page) { return rows_of(c, page, false); }
static RecordValue tasks_of(Ctx *c, const void *page) { return rows_of(c, page, true); }

/* Without a plan there is nothing else to tell. */
static RecordValue plan_of(Ctx *c, const void *page)
{
    (void)c;
    const PlanRowsPage *m = page;
    return (RecordValue){.integer = m->choice ? m->choice->plan->id : 0};
}

static RecordValue rest_of(Ctx *c, const void *page)
{
    (void)c;
    return (RecordValue){.at = ((const PlanRowsPage *)page)->choice ? page : NULL};
}

static const Column rows_columns[] = {COL_DAY(PlanRows, line.from, "from"),
                                      COL_DAY(PlanRows, line.to, "to"),
                                      COL_NUMBER(PlanRows, wrong, "wrong"),
                                      COL_TEXT(PlanRows, next, "next"),
                                      {0}};
static const Record rows_record = {.name = "TimelineLine", .columns = rows_columns};
static const Column page_columns[] = {
    COL_DAY(PlanRowsPage, today, "today"),
    COL_ALL_AT(PlanRowsPage, rows, &rows_record),
    COL_MADE(COLUMN_ROWS, "activities", activities_of, .of = &activity_record, .step = sizeof(PlanRow)),
    COL_MADE(COLUMN_ROWS, "tasks", tasks_of, .of = &timeline_task_record, .step = sizeof(PlanRow)),
    {0}};
static const Record page_record = {.name = "TimelinePlan", .columns = page_columns};
static const Column timeline_columns[] = {COL_MADE(COLUMN_INTEGER, "plan", plan_of),
                                          COL_MADE(COLUMN_ALL, "", rest_of, .of = &page_record, .some = true),
                                          {0}};
const Record timeline_record = {.name = "Timeline", .columns = timeline_columns};

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

/* What the page and its JSON say; what it points to is in c's memory.  m->choice stays NULL without a plan. */
static Fail find_rows(Ctx *c, const Request *q, PlanRowsPage *m)
{
    PlanCard *plan = NEW(&c->mem, PlanCard, 1);
    PlanRowsChoice *choice = NEW(&c->mem, PlanRowsChoice, 1);
    PlanRows *rows = NEW(&c->mem, PlanRows, 1);
    *m = (PlanRowsPage){.q = q, .today = c->today};
    TRY(choice_of(c, q, plan, choice));
    if (!plan->id) return OK;
    m->choice = choice, m->rows = rows, m->proposed = input_day(q, "ngay");
    m->may_order = !c->actor || right_at(c->actor, "work.assign", (Place){.plan = plan->id});
    return plan_rows(c, choice, rows);
}

static Fail draw_rows(Ctx *c, const Request *q, Reply *r, Out *o, const void *unused)
{
    PlanRowsPage m;
    PlanCardList plans;
    (void)unused;
    TRY(find_rows(c, q, &m));
    shared_title(c, r, S("Tiến độ"));
    if (!m.choice) return plan_rows_empty(o, right_here(c, "plan.review")), OK;
    m.day_note = task_day_note(c, NULL, m.proposed);
    TRY(plan_cards(c, &plans));
    m.plans = &plans;
    if (m.choice->lead.n) {
        Org org;
        TRY(org_by_code(c, m.choice->lead, &org));
        m.lead_name = org.name;
    }
    TRY(plan_steps(c, r, m.choice->plan->id, 0));
    plan_rows_page(o, &m);
    return OK;
}

Fail plan_rows_get(Ctx *c, const Request *q, Reply *r)
{
    PlanRowsPage m;
    if (!reply_is_json(r)) return shared_page(c, q, r, (Str){0}, draw_rows, NULL);
    TRY(find_rows(c, q, &m));
    if (!m.choice) m = (PlanRowsPage){0};
    return reply_record(c, r, &timeline_record, &m);
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
