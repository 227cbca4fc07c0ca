// SPDX-License-Identifier: Apache-2.0
/* web.c -- the leader's page, and what all pages of figures take from their addresses. */
#include "figures/web.h"
#include "figures/view.h"
#include "http/reply.h"
#include "people/rights.h"

enum { LEADER_AGENCIES = 12, LEADER_ACTIVITIES = 10 }; /* as many as one sheet of paper has room for */

/* All agencies' together: nobody is at "-" but who has the right everywhere. */
Fail place_of_figures(Ctx *c, const Request *q, Place *place)
{
    (void)c;
    *place = (Place){.org = S("-"), .plan = input_id(q, "ke-hoach")};
    return OK;
}

/* What waits for a decision says what agencies ask and why: for whom it concerns them all. */
static bool may_decide(const Ctx *c)
{
    Place everywhere = {.org = S("-")};
    return !c->actor ||
           (right_at(c->actor, "work.inside", everywhere) && right_at(c->actor, "work.manage", everywhere));
}

static Fail load_plans(Ctx *c, PlanCardList *plans)
{
    PlanCardList all;
    *plans = (PlanCardList){0};
    TRY(plan_cards(c, &all));
    for (size_t i = 0; i < all.n; i++)
        if (plan_is_active(&all.at[i])) *list_add(&c->mem, plans) = all.at[i];
    return OK;
}

Fail chosen_of(Ctx *c, const Request *q, bool is_table, Chosen *k)
{
    Day on = input_day(q, "ngay");
    *k = (Chosen){.choice = {.plan = input_id(q, "ke-hoach"), .on = on == NO_DAY ? c->today : on, .by_branch = true},
                  .today = c->today,
                  .is_table = is_table};
    if (k->choice.on > c->today)
        return fail(c, FAIL_INPUT, "Ngày %.*s chưa đến nên chưa có số liệu. Hãy chọn hôm nay hoặc một ngày đã qua.",
                    STR_ARGS(day_vietnamese(&c->mem, on)));
    if (!k->choice.plan) k->choice.plan = actor_plan(c->actor);
    TRY(load_plans(c, &k->plans));
    if (!is_table) return OK;
    k->choice.by_branch = !str_equal(input_text(q, "xem"), S("tung-co-quan"));
    k->choice.kind = input_text(q, "loai-co-quan");
    k->column = figure_column_of(input_text(q, "xep"));
    if (!input_given(q, "xep")) k->column = COLUMN_FIRST;
    k->rises = str_equal(input_text(q, "chieu"), S("tang"));
    return OK;
}

/* -- JSON ----------------------------------------------------------------------------------------------------- */

json_t *count_json(const TaskCount *n)
{
    json_t *o =
        json_pack("{s:I,s:I,s:I,s:I,s:I}", "total", (json_int_t)count_total(n), "new", (json_int_t)n->fresh, "asked",
                  (json_int_t)n->asked, "returned", (json_int_t)n->returned, "excused", (json_int_t)n->excused);
    for (int i = 0; i < TASK_CLASS_COUNT; i++)
        json_object_set_new(o, task_classes[i].key, json_integer((json_int_t)n->class[i]));
    return o;
}

static json_t *share_json(Share s)
{
    return s.base ? json_pack("{s:I,s:I}", "part", (json_int_t)s.part, "base", (json_int_t)s.base) : json_null();
}

static json_t *row_json(const FigureRow *row)
{
    json_t *o = count_json(&row->n);
    json_object_set_new(o, "name", json_str(row->name));
    if (row->item.n) json_object_set_new(o, "code", json_str(row->item));
    if (row->node) json_object_set_new(o, "node", json_integer((json_int_t)row->node));
    if (row->kind.n) json_object_set_new(o, "kind", json_str(row->kind));
    json_object_set_new(o, "in_time_of_done", share_json(share_in_time(&row->n)));
    json_object_set_new(o, "done_of_assigned", share_json(share_done(&row->n)));
    return o;
}

json_t *figures_json(const Figures *f)
{
    json_t *rows = json_array();
    for (size_t i = 0; i < f->rows.n; i++) json_array_append_new(rows, row_json(&f->rows.at[i]));
    json_t *o = json_pack("{s:o,s:o}", "rows", rows, "total", count_json(&f->total));
    if (!f->n_rest) return o;
    json_object_set_new(o, "rest", count_json(&f->rest.n));
    json_object_set_new(o, "rest_rows", json_integer((json_int_t)f->n_rest));
    return o;
}

static Fail leader_json(Ctx *c, Reply *r, const LeaderPage *m)
{
    json_t *decisions = json_array();
    for (size_t i = 0; i < m->decisions->n; i++) {
        const Decision *d = m->decisions->at[i].decision;
        json_array_append_new(decisions,
                              json_pack("{s:s,s:I,s:I,s:o,s:o,s:o,s:o}", "kind", decision_kinds[d->kind].name, "task",
                                        (json_int_t)d->task, "difficulty", (json_int_t)d->difficulty, "title",
                                        json_str(d->title), "org", json_str(d->org), "what", json_str(d->what), "since",
                                        json_day(c, d->since)));
    }
    return reply_json(c, r,
                      json_pack("{s:o,s:o,s:o,s:o,s:o,s:o}", "on", json_day(c, m->chosen->choice.on), "total",
                                count_json(&m->total), "sentence", json_str(m->sentence), "agencies",
                                figures_json(m->agencies), "activities", figures_json(m->activities), "decisions",
                                decisions));
}

/* -- the page ------------------------------------------------------------------------------------------------- */

/* What waits now; a day that is over has nothing to decide any more. */
static Fail find_decisions(Ctx *c, const Chosen *k, FigureNames *names, DecisionShownList *shown)
{
    DecisionList decisions;
    *shown = (DecisionShownList){0};
    if (k->choice.on != c->today || !may_decide(c)) return OK;
    TRY(figure_decisions(c, k->choice.plan, DECISIONS, &decisions));
    for (size_t i = 0; i < decisions.n; i++) {
        const FigureName *name;
        TRY(figure_name(c, names, decisions.at[i].org, &name));
        *list_add(&c->mem, shown) = (DecisionShown){&decisions.at[i], name->name};
    }
    return OK;
}

Fail leader_get(Ctx *c, const Request *q, Reply *r)
{
    Chosen k;
    FigureNames *names;
    Figures agencies, activities;
    DecisionShownList decisions;
    TaskCountList all;
    TRY(chosen_of(c, q, false, &k));
    TRY(figure_names(c, k.choice.on, &names));
    TRY(figures_by_agency(c, &k.choice, names, &agencies));
    TRY(figures_by_activity(c, &k.choice, &activities));
    TRY(task_counts(c, k.choice.plan, GRAIN_ALL, k.choice.on, &all));
    TRY(find_decisions(c, &k, names, &decisions));
    figures_sort_worst(&agencies);
    figures_sort_worst(&activities);
    LeaderPage m = {.chosen = &k,
                    .agencies = &agencies,
                    .activities = &activities,
                    .sentence = figures_sentence(&c->mem, &agencies),
                    .decisions = &decisions,
                    .may_decide = may_decide(c)};
    if (all.n) m.total = all.at[0];
    figures_cut(&agencies, LEADER_AGENCIES);
    figures_cut(&activities, LEADER_ACTIVITIES);
    if (reply_is_json(r)) return leader_json(c, r, &m);
    leader_page(reply_page(c, q, r, S("Toàn cảnh")), &m);
    return OK;
}
