// SPDX-License-Identifier: Apache-2.0
/* web.c -- the leader's page, and what all pages of figures take from their addresses. */
#include "figures/web.h"
#include "figures/view.h"
#include "http/record.h"
#include "http/shared.h"
#include "people/rights.h"

enum { LEADER_AGENCIES = 10, LEADER_ACTIVITIES = 8 }; /* as many as one sheet of paper has room for */

/* All agencies' together: nobody is at "-" but who has the right everywhere. */
Fail place_of_figures(Ctx *c, const Request *q, Place *place)
{
    (void)c;
    *place = place_at((Str){0}, input_id(q, "ke-hoach"));
    return OK;
}

/* What waits for a decision says what agencies ask and why: for whom it concerns them all. */
static bool may_decide(const Ctx *c)
{
    Place everywhere = place_at((Str){0}, 0);
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

static RecordValue in_time(Ctx *c, const void *row)
{
    Share *s = NEW(&c->mem, Share, 1);
    *s = share_in_time(&((const FigureRow *)row)->n);
    return (RecordValue){.at = s->base ? s : NULL};
}

static RecordValue done(Ctx *c, const void *row)
{
    Share *s = NEW(&c->mem, Share, 1);
    *s = share_done(&((const FigureRow *)row)->n);
    return (RecordValue){.at = s->base ? s : NULL};
}

static const Column share_columns[] = {COL_INTEGER(Share, part, "part"), COL_INTEGER(Share, base, "base"), {0}};
static const Record share_record = {.name = "Share", .columns = share_columns};

static const Column row_columns[] = {COL_ALL(FigureRow, n, &task_count_record),
                                     COL_TEXT(FigureRow, name, "name"),
                                     COL_TEXT(FigureRow, item, "code", .some = true),
                                     COL_INTEGER(FigureRow, node, "node", .some = true),
                                     COL_TEXT(FigureRow, kind, "kind", .some = true),
                                     COL_MADE(COLUMN_RECORD, "in_time_of_done", in_time, .of = &share_record),
                                     COL_MADE(COLUMN_RECORD, "done_of_assigned", done, .of = &share_record),
                                     {0}};
static const Record row_record = {.name = "FigureRow", .columns = row_columns};

static RecordValue rest_of(Ctx *c, const void *figures)
{
    (void)c;
    const Figures *f = figures;
    return (RecordValue){.at = f->n_rest ? &f->rest.n : NULL};
}

static RecordValue rest_rows(Ctx *c, const void *figures)
{
    (void)c;
    return (RecordValue){.integer = (int64_t)((const Figures *)figures)->n_rest};
}

static const Column figures_columns[] = {
    COL_ROWS(Figures, rows, "rows", &row_record),
    COL_IN(Figures, total, "total", &task_count_record),
    COL_MADE(COLUMN_RECORD, "rest", rest_of, .of = &task_count_record, .some = true),
    COL_MADE(COLUMN_INTEGER, "rest_rows", rest_rows, .some = true),
    {0}};
const Record figures_record = {.name = "Figures", .columns = figures_columns};

static const char *decision_key(int kind) { return decision_kinds[kind].name; }

static const Column decision_columns[] = {COL_KEY(Decision, kind, "kind", decision_key),
                                          COL_INTEGER(Decision, task, "task"),
                                          COL_INTEGER(Decision, difficulty, "difficulty"),
                                          COL_TEXT(Decision, title, "title"),
                                          COL_TEXT(Decision, org, "org"),
                                          COL_TEXT(Decision, what, "what"),
                                          COL_DAY(Decision, since, "since"),
                                          {0}};
static const Record decision_record = {.name = "Decision", .columns = decision_columns};
static const Column shown_columns[] = {COL_ALL_AT(DecisionShown, decision, &decision_record), {0}};
static const Record shown_record = {.name = "DecisionShown", .columns = shown_columns};

RecordValue chosen_on(Ctx *c, const void *page)
{
    const Chosen *k;
    (void)c;
    memcpy(&k, page, sizeof k); /* the first member of each page of figures */
    return (RecordValue){.day = k->choice.on};
}

static const Column leader_columns[] = {COL_MADE(COLUMN_DAY, "on", chosen_on),
                                        COL_IN(LeaderPage, total, "total", &task_count_record),
                                        COL_TEXT(LeaderPage, sentence, "sentence"),
                                        COL_AT(LeaderPage, agencies, "agencies", &figures_record, .always = true),
                                        COL_AT(LeaderPage, activities, "activities", &figures_record, .always = true),
                                        COL_ROWS_AT(LeaderPage, decisions, "decisions", &shown_record),
                                        COL_ROWS_AT(LeaderPage, weeks, "weeks", &figure_week_record),
                                        {0}};
const Record leader_record = {.name = "Leader", .columns = leader_columns};

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

/* All that the page shows; what it points to is in c's memory. */
static Fail find_leader(Ctx *c, const Request *q, LeaderPage *m)
{
    Chosen *k = NEW(&c->mem, Chosen, 1);
    Figures *agencies = NEW(&c->mem, Figures, 1), *activities = NEW(&c->mem, Figures, 1);
    DecisionShownList *decisions = NEW(&c->mem, DecisionShownList, 1);
    FigureWeekList *weeks = NEW(&c->mem, FigureWeekList, 1);
    FigureNames *names;
    TaskCountList all;
    int waiting[WAITS_COUNT];
    TRY(chosen_of(c, q, false, k));
    TRY(figure_names(c, k->choice.on, &names));
    TRY(figures_by_agency(c, &k->choice, names, agencies));
    TRY(figures_by_activity(c, &k->choice, activities));
    TRY(task_counts(c, k->choice.plan, GRAIN_ALL, k->choice.on, &all));
    TRY(find_decisions(c, k, names, decisions));
    if (k->choice.on == c->today) TRY(figure_weeks(c, k->choice.plan, S(""), weeks));
    TRY(difficulty_counts(c, k->choice.plan, (Str){0}, waiting));
    figures_sort_worst(agencies);
    figures_sort_worst(activities);
    *m = (LeaderPage){.q = q,
                      .chosen = k,
                      .total = counts_of(&all, S("")),
                      .agencies = agencies,
                      .activities = activities,
                      .sentence = figures_sentence(&c->mem, agencies),
                      .decisions = decisions,
                      .weeks = weeks,
                      .to_direct = waiting[WAITS_CHAIRMAN],
                      .may_decide = may_decide(c),
                      .may_direct = right_here(c, "difficulty.direct")};
    figures_cut(agencies, LEADER_AGENCIES);
    figures_cut(activities, LEADER_ACTIVITIES);
    return OK;
}

static Fail draw_leader(Ctx *c, const Request *q, Reply *r, Out *o, const void *unused)
{
    LeaderPage m;
    (void)unused;
    TRY(find_leader(c, q, &m));
    shared_title(c, r, S("Toàn cảnh"));
    leader_page(o, &m);
    return OK;
}

Fail leader_get(Ctx *c, const Request *q, Reply *r)
{
    LeaderPage m;
    if (!reply_is_json(r)) return shared_page(c, q, r, (Str){0}, draw_leader, NULL);
    TRY(find_leader(c, q, &m));
    return reply_record(c, r, &leader_record, &m);
}

/* -- since yesterday -------------------------------------------------------------------------------------------- */

static const Column since_task_columns[] = {COL_INTEGER(SinceTask, task, "task"),
                                            COL_TEXT(SinceTask, title, "title"),
                                            COL_TEXT(SinceTask, lead, "lead"),
                                            COL_DAY(SinceTask, day, "day"),
                                            {0}};
static const Record since_task_record = {.name = "SinceTask", .columns = since_task_columns};
static const Column since_columns[] = {COL_DAY(FigureSince, since, "since"),
                                       COL_ROWS(FigureSince, done, "done", &since_task_record),
                                       COL_ROWS(FigureSince, overdue, "overdue", &since_task_record),
                                       COL_ROWS(FigureSince, asking, "asking", &since_task_record),
                                       {0}};
const Record since_record = {.name = "Since", .columns = since_columns};

static Fail name_leads(Ctx *c, FigureNames *names, SinceTaskList *tasks)
{
    for (size_t i = 0; i < tasks->n; i++) {
        const FigureName *name;
        TRY(figure_name(c, names, tasks->at[i].lead, &name));
        tasks->at[i].lead_name = name->name;
    }
    return OK;
}

static Fail find_since(Ctx *c, const Request *q, FigureSince *since)
{
    Id plan = actor_plan(c->actor) ? actor_plan(c->actor) : input_id(q, "ke-hoach");
    return figure_since(c, plan, may_decide(c), since);
}

static Fail draw_since(Ctx *c, const Request *q, Reply *r, Out *o, const void *unused)
{
    FigureSince since;
    FigureNames *names;
    (void)unused;
    TRY(find_since(c, q, &since));
    TRY(figure_names(c, c->today, &names));
    TRY(name_leads(c, names, &since.done));
    TRY(name_leads(c, names, &since.overdue));
    TRY(name_leads(c, names, &since.asking));
    SincePage m = {.since = &since, .since_words = figure_since_words(c, since.since), .may_decide = may_decide(c)};
    shared_title(c, r, m.since_words);
    since_page(o, &m);
    return OK;
}

Fail since_get(Ctx *c, const Request *q, Reply *r)
{
    FigureSince since;
    if (!reply_is_json(r)) return shared_page(c, q, r, (Str){0}, draw_since, NULL);
    TRY(find_since(c, q, &since));
    return reply_record(c, r, &since_record, &since);
}
