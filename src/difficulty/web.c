// SPDX-License-Identifier: Apache-2.0
/* web.c -- the coordinator's inbox, the chairman's screen, one difficulty. */
#include "difficulty/web.h"
#include "difficulty/view.h"
#include "http/record.h"
#include "http/shared.h"
#include "people/rights.h"
#include "viet/workday.h"
#include "work/steps.h"

enum { DIRECTION_DAYS = 7, DECISIONS_PAGE = 8 /* groups, each with its form */ };

Fail place_of_difficulty(Ctx *c, const Request *q, Place *place)
{
    Difficulty d;
    Task t;
    TRY(difficulty_by_id(c, input_id(q, "difficulty"), &d));
    *place = place_at(d.org, d.plan);
    if (right_at(c->actor, request_right(q), *place)) return OK;
    TRY(task_by_id(c, d.task, &t));
    return task_place(c, &t, request_right(q), place);
}

Fail place_of_difficulties(Ctx *c, const Request *q, Place *place)
{
    *place = (Place){0};
    return task_lead_typed(c, input_text(q, "co-quan"), &place->org);
}

/* Who may not read everybody's sees their own agency's, or those of one under it. */
static void only_own(const Ctx *c, Str *org)
{
    if (!c->actor || right_at(c->actor, "work.inside", place_at(*org, 0))) return;
    *org = c->actor->org;
}

Fail difficulties_to_direct(Ctx *c, int *n) { return difficulty_count(c, WAITS_CHAIRMAN, (Str){0}, n); }

/* On the coordinator's desk; back at an agency that asked. */
Fail difficulties_waiting(Ctx *c, int *n)
{
    if (right_here(c, "difficulty.answer")) return difficulty_count(c, WAITS_COORDINATOR, (Str){0}, n);
    return right_here(c, "difficulty.raise") && c->actor && c->actor->org.n
               ? difficulty_count(c, WAITS_AGENCY, c->actor->org, n)
               : OK;
}

static DifficultyWaits waits_typed(Str typed)
{
    static const char *const keys[] = {"xong", "dieu-phoi", "lanh-dao", "co-quan"};
    for (int i = 0; i < WAITS_COUNT; i++)
        if (str_equal(typed, str_of(keys[i]))) return (DifficultyWaits)i;
    return WAITS_COUNT;
}

static const char *state_key(int state) { return difficulty_states[state].key; }
static const char *state_name(int state) { return difficulty_states[state].name; }

static RecordValue waits_for(Ctx *c, const void *difficulty)
{
    (void)c;
    return (RecordValue){.words = difficulty_waits[difficulty_states[((const Difficulty *)difficulty)->state].waits]};
}

static const Column columns[] = {
    COL_INTEGER(Difficulty, id, "id"),
    COL_INTEGER(Difficulty, task, "task"),
    COL_TEXT(Difficulty, org, "org", .title = "Mã cơ quan", .width = 12),
    COL_KEY(Difficulty, state, "state", state_key, .title = "Tình trạng", .width = 32, .word = state_name),
    COL_MADE(COLUMN_WORDS, "waits_for", waits_for),
    COL_DAY(Difficulty, raised, "raised", .title = "Ngày nêu"),
    COL_NUMBER(Difficulty, days, "days", .title = "Số ngày làm việc đã chờ", .width = 14),
    COL_TEXT(Difficulty, text, "text", .title = "Khó khăn, vướng mắc", .width = 60),
    COL_TEXT(Difficulty, org_name, "org_name", .title = "Cơ quan", .width = 40),
    COL_TEXT(Difficulty, task_title, "task_title", .title = "Của việc", .width = 50),
    {0}};
static const Record record = {.name = "Difficulty", .columns = columns};
static const Column list_columns[] = {COL_ROWS_AT(DifficultyListPage, list, "difficulties", &record), {0}};
const Record difficulty_list_record = {.name = "DifficultyList", .columns = list_columns};

static Fail list_json(Ctx *c, Reply *r, const DifficultyList *list)
{
    return reply_record(c, r, &difficulty_list_record, &(DifficultyListPage){.list = list});
}

Fail difficulty_groups(Ctx *c, const DifficultyChoice *a, const DifficultyList *list, DifficultyGroupList *groups)
{
    for (size_t i = 0; i < list->n; i++) {
        DifficultyGroup *g = list_add(&c->mem, groups);
        *g = (DifficultyGroup){.first = &list->at[i], .is_one_proposal = true};
        if (list->at[i].n > 1) TRY(difficulties_alike(c, a, g->first, &g->all));
        else *list_add(&c->mem, &g->all) = list->at[i];
        for (size_t k = 0; k < g->all.n; k++) {
            g->is_one_proposal &= str_equal(g->all.at[k].proposal, g->first->proposal);
            if (g->all.at[k].days_here > g->days_here) g->days_here = g->all.at[k].days_here;
        }
    }
    return OK;
}

static const ListColumn shown[] = {{"kho-khan", "Khó khăn, vướng mắc", .is_fixed = true},
                                   {"co-quan", "Cơ quan nêu", .sort = NULL},
                                   {"cho", "Chờ ai, bao lâu", .sort = NULL},
                                   {"neu", "Ngày nêu", .sort = "moi"},
                                   {"tat-ca", "Từ khi nêu", .sort = "lau", .is_extra = true},
                                   {"viec", "Của việc", .is_extra = true},
                                   {0}};
const ListKind difficulty_list_kind = {"kho-khan", "/kho-khan", shown, .ticks = "kho-khan", .groups = "nhom-kho-khan"};

Fail difficulty_chosen(Ctx *c, const Request *q, DifficultyChoice *a)
{
    *a = (DifficultyChoice){.plan = actor_plan(c->actor),
                            .waits = waits_typed(input_text(q, "cho")),
                            .newest = str_equal(input_text(q, "xep"), S("moi"))};
    TRY(input_rule(q, "co-quan", task_lead_typed(c, input_text(q, "co-quan"), &a->org)));
    only_own(c, &a->org);
    return OK;
}

/* What the page and its JSON say. */
static Fail find_list(Ctx *c, const Request *q, Reply *r, DifficultyChoice *a, DifficultyList *list,
                      DifficultyListPage *m)
{
    TRY(difficulty_chosen(c, q, a));
    a->after = input_text(q, "sau"), a->grouped = !reply_is_json(r), a->most = reply_rows(r, 0);
    m->waits = a->waits;
    return difficulty_list(c, a, list, &m->next);
}

static Fail draw_list(Ctx *c, const Request *q, Reply *r, Out *o, const void *listing)
{
    DifficultyList list;
    DifficultyGroupList groups = {0};
    DifficultyChoice a;
    Listing l = *(const Listing *)listing;
    Org org;
    ListWord words[2] = {0};
    int counts[WAITS_COUNT];
    DifficultyListPage m = {.q = q,
                            .list = &list,
                            .listing = &l,
                            .words = words,
                            .groups = &groups,
                            .may_answer = right_here(c, "difficulty.answer"),
                            .counts = counts,
                            .opened = input_id(q, "mo"),
                            .today = c->today};
    TRY(find_list(c, q, r, &a, &list, &m));
    TRY(difficulty_counts(c, a.plan, a.org, counts));
    TRY(difficulty_groups(c, &a, &list, &groups));
    if (input_given(q, "co-quan")) {
        TRY(org_by_code(c, a.org, &org));
        m.org_name = org.name, words[0] = (ListWord){"co-quan", org.name};
    }
    shared_title(c, r, S("Khó khăn, vướng mắc"));
    difficulty_list_page(o, &m);
    return OK;
}

Fail difficulty_list_get(Ctx *c, const Request *q, Reply *r)
{
    DifficultyList list;
    DifficultyChoice a;
    DifficultyListPage m = {0};
    Listing l;
    if (reply_is_json(r)) {
        TRY(find_list(c, q, r, &a, &list, &m));
        return list_json(c, r, &list);
    }
    TRY(listing_open(c, q, &difficulty_list_kind, right_here(c, "difficulty.answer"), &l));
    return shared_page(c, q, r, listing_key(c, &l), draw_list, &l);
}

static Fail find_oldest(Ctx *c, bool is_grouped, DifficultyChoice *a, DifficultyList *list)
{
    Str next;
    *a = (DifficultyChoice){
        .plan = actor_plan(c->actor), .waits = WAITS_COUNT, .most = DIFFICULTY_OLDEST, .grouped = is_grouped};
    only_own(c, &a->org);
    return difficulty_list(c, a, list, &next);
}

static Fail draw_oldest(Ctx *c, const Request *q, Reply *r, Out *o, const void *unused)
{
    DifficultyChoice a;
    DifficultyList list;
    DifficultyGroupList groups = {0};
    int counts[WAITS_COUNT];
    DifficultyListPage m = {
        .q = q, .list = &list, .groups = &groups, .counts = counts, .waits = WAITS_COUNT, .today = c->today};
    (void)unused;
    TRY(find_oldest(c, true, &a, &list));
    TRY(difficulty_counts(c, a.plan, a.org, counts));
    TRY(difficulty_groups(c, &a, &list, &groups));
    shared_title(c, r, S("Khó khăn chờ lâu nhất"));
    difficulty_list_page(o, &m);
    return OK;
}

Fail difficulty_oldest_get(Ctx *c, const Request *q, Reply *r)
{
    DifficultyChoice a;
    DifficultyList list;
    if (!reply_is_json(r)) return shared_page(c, q, r, (Str){0}, draw_oldest, NULL);
    TRY(find_oldest(c, false, &a, &list));
    return list_json(c, r, &list);
}

static Fail context_of(Ctx *c, const Difficulty *d, Context *x)
{
    Task *t = NEW(&c->mem, Task, 1);
    DifficultyList *joined = NEW(&c->mem, DifficultyList, 1);
    TRY(task_by_id(c, d->task, t));
    TRY(difficulties_joined(c, d->id, joined));
    *x = (Context){.difficulty = d, .task = t, .joined = joined};
    return d->plan && d->node ? plan_node_by_id(c, d->plan, d->node, &x->node) : OK;
}

Day difficulty_direction_due(Ctx *c) { return workday_before(workdays(), c->today + DIRECTION_DAYS + 1, 1); }

static Fail find_chairmans(Ctx *c, const Request *q, bool is_page, DifficultyChoice *a, DifficultyList *list, Str *next)
{
    *a = (DifficultyChoice){.plan = actor_plan(c->actor),
                            .waits = WAITS_CHAIRMAN,
                            .after = input_text(q, "sau"),
                            .most = is_page ? DECISIONS_PAGE : 0,
                            .grouped = is_page};
    return difficulty_list(c, a, list, next);
}

static Fail draw_chairman(Ctx *c, const Request *q, Reply *r, Out *o, const void *unused)
{
    DifficultyChoice a;
    DifficultyList list;
    DifficultyGroupList waiting = {0};
    Str next;
    (void)unused;
    TRY(find_chairmans(c, q, true, &a, &list, &next));
    ChairmanPage m = {
        .q = q, .waiting = &waiting, .today = c->today, .due = difficulty_direction_due(c), .is_first = !a.after.n};
    TRY(difficulty_groups(c, &a, &list, &waiting));
    TRY(difficulty_count(c, WAITS_CHAIRMAN, (Str){0}, &m.n));
    if (next.n) m.next = str_format(&c->mem, "/chi-dao?sau=%.*s", STR_ARGS(next));
    m.due_said = due_said(c, q);
    shared_title(c, r, S("Chỉ đạo"));
    chairman_page(o, &m);
    return OK;
}

Fail difficulty_chairman_get(Ctx *c, const Request *q, Reply *r)
{
    DifficultyChoice a;
    DifficultyList list;
    Str next;
    if (!reply_is_json(r)) return shared_page(c, q, r, (Str){0}, draw_chairman, NULL);
    TRY(find_chairmans(c, q, false, &a, &list, &next));
    return list_json(c, r, &list);
}

static Fail find_others(Ctx *c, const Difficulty *d, DifficultyList *others)
{
    Str next;
    DifficultyList list;
    DifficultyChoice a = {.plan = actor_plan(c->actor), .waits = WAITS_COORDINATOR, .most = 50};
    TRY(difficulty_list(c, &a, &list, &next));
    for (size_t i = 0; i < list.n; i++)
        if (list.at[i].id != d->id) *list_add(&c->mem, others) = list.at[i];
    return OK;
}

static Fail draw_one(Ctx *c, const Request *q, Reply *r, Out *o, const void *unused)
{
    Difficulty d;
    DifficultyEntryList entries;
    DifficultyList others = {0};
    (void)unused;
    TRY(difficulty_by_id(c, input_id(q, "difficulty"), &d));
    DifficultyPage m = {.q = q,
                        .entries = &entries,
                        .others = &others,
                        .today = c->today,
                        .due = difficulty_direction_due(c),
                        .may_answer = right_here(c, "difficulty.answer"),
                        .may_direct = right_here(c, "difficulty.direct"),
                        .may_raise = !c->actor || right_at(c->actor, "difficulty.raise", (Place){.org = d.org})};
    TRY(context_of(c, &d, &m.context));
    TRY(difficulty_entries(c, d.id, &entries));
    if (m.may_answer && d.state == DIFFICULTY_OPEN) TRY(find_others(c, &d, &others));
    TRY(task_steps(c, r, m.context.task));
    shared_title(c, r, S("Khó khăn, vướng mắc"));
    difficulty_page(o, &m);
    return OK;
}

Fail difficulty_get(Ctx *c, const Request *q, Reply *r)
{
    Difficulty d;
    if (!reply_is_json(r)) return shared_page(c, q, r, (Str){0}, draw_one, NULL);
    TRY(difficulty_by_id(c, input_id(q, "difficulty"), &d));
    return list_json(c, r, &(DifficultyList){.at = &d, .n = 1});
}

Fail difficulty_raise_get(Ctx *c, const Request *q, Reply *r)
{
    Task t;
    TRY(task_by_id(c, input_id(q, "task"), &t));
    DifficultyList there;
    TRY(difficulties_of(c, t.id, &there));
    RaisePage m = {.q = q, .task = &t, .there = &there};
    TRY(task_steps(c, r, &t));
    raise_page(reply_page(c, q, r, S("Nêu khó khăn")), &m);
    return OK;
}

Fail difficulty_raise_post(Ctx *c, const Request *q, Reply *r)
{
    Id id;
    TRY(difficulty_raise(c, input_id(q, "task"), input_text(q, "noi-dung"), &id));
    return reply_redirect(c, r, "/kho-khan/%lld", (long long)id);
}
