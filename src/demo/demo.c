// SPDX-License-Identifier: Apache-2.0
/* demo.c -- the order of things: the plan, the people, the assignment, two weeks, one write each. */
#include "base/asset.h"
#include "demo/inside.h"
#include "plan/wording.h"
#include "privacy/privacy.h"
#include "secret/secret.h"

#define PLAN "ke-hoach-136-2024.ocr.txt" /* of the program's own, when no other is named */

enum { MORE_AT_ONCE = 2000, CLOSING_DAYS = 7 };

Day demo_today(void) { return day_of(2024, 9, 28); }
static Day first_day(void) { return day_of(2024, 9, 15); }
static Day last_day(const DemoOptions *o) { return o->last ? o->last : demo_today(); }

Fail demo_is(Ctx *c, bool *is)
{
    Rows r;
    TRY(store_query(c, &r, "SELECT seed FROM demo WHERE office_id = $1", OFFICE));
    *is = rows_next(&r);
    return rows_end(&r);
}

/* The people of a step live longer than the writer's memory: what they are is copied. */
static void keep_actor(Arena *a, Actor *actor)
{
    Str *texts[] = {&actor->name, &actor->account, &actor->org, &actor->org_name, &actor->subtree};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) *texts[i] = str_copy(a, *texts[i]);
}

static void tell(Ctx *c, Demo *d, Actor *actor)
{
    keep_actor(&c->mem, actor);
    *list_add(&c->mem, d->accounts) =
        (DemoAccount){actor->account, actor->name, actor->role_name, actor->org, actor->org_name};
}

/* -- writes ------------------------------------------------------------------------------------------------------- */

static Fail mark_and_first_people(Ctx *c, void *arg)
{
    Demo *d = arg;
    TRY(store_run(c, "INSERT INTO demo (office_id, made_at, seed) VALUES ($1, $2, $3)", OFFICE, c->now,
                  (int64_t)d->o->seed));
    return demo_first_people(c, d);
}

/* Where the plan names no day, the coordinator sets one, so that not everything falls on the same. */
static Fail set_due(Ctx *c, Demo *d, const Task *t)
{
    enum { DAYS = 28 };
    int days = (int)dice(d, DAYS);
    Day due = first_day() + 5 + days;
    if (t->due == NO_DAY && days == DAYS - 1) return OK; /* nobody gave it one */
    if ((t->due != NO_DAY && dice_says(d, 700)) || (t->begins != NO_DAY && due < t->begins)) return OK;
    return task_set_due(c, t->id, due, (Str){0});
}

static Fail assign_all(Ctx *c, Demo *d)
{
    IdList proposed;
    TRY(demo_tasks(c, TASK_PROPOSED, &proposed));
    for (size_t i = 0; i < proposed.n; i++) {
        Arena mark = c->mem;
        Task t;
        TRY(task_by_id(c, proposed.at[i], &t));
        if (t.lead.n) {
            TRY(set_due(c, d, &t));
            TRY(task_move(c, t.id, MOVE_ASSIGN, (Str){0}));
        }
        arena_back(&c->mem, mark);
    }
    return OK;
}

/* What the coordinator types where the machine's proposal is wrong (data/demo/titles.tsv: code, field, text). */
static Str title_typed(const Demo *d, const PlanLook *look)
{
    Str rest = d->o->plan ? (Str){0} : asset("demo/titles.tsv"), row, code, field;
    while (str_cut(&rest, '\n', &row)) {
        if (!str_cut(&row, '\t', &code) || !str_cut(&row, '\t', &field)) continue;
        if (str_equal(code, look->code) && str_equal(field, str_of(plan_fields[look->value.field].name))) return row;
    }
    return look->value.value;
}

static Fail look_at_titles(Ctx *c, const Demo *d)
{
    PlanLookList looks;
    TRY(plan_looks(c, d->plan, &looks));
    for (size_t i = 0; i < looks.n; i++) {
        const PlanValue *v = &looks.at[i].value;
        TRY(plan_confirm(c, d->plan, v->id, v->version, title_typed(d, &looks.at[i])));
    }
    return OK;
}

/* A stray mark that an OCR left in a word: the coordinator takes it out. */
static Str without_marks(Ctx *c, Str word)
{
    static const char *const marks[] = {"‘", "’", "`", "'"};
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        for (size_t at; (at = str_find(word, str_of(marks[i]))) < word.n;)
            word = str_format(&c->mem, "%.*s%.*s", STR_ARGS(str_slice(word, 0, at)),
                              STR_ARGS(str_from(word, at + strlen(marks[i]))));
    return word;
}

static Fail look_at_words(Ctx *c, const Demo *d)
{
    PlanDoubtList all;
    TRY(plan_doubts(c, d->plan, &all));
    for (size_t i = 0; i < all.n; i++) {
        const PlanDoubt *w = &all.at[i];
        Str right = without_marks(c, w->word);
        if (!w->is_seen && !str_equal(right, w->word)) TRY(plan_word_decide(c, d->plan, w->id, w->version, right));
    }
    return OK;
}

static Fail activate_and_assign(Ctx *c, void *arg)
{
    Demo *d = arg;
    PlanFindingList findings;
    TaskSync sync;
    dice_begin(d, 3);
    demo_act(c, d, &d->coordinator, 8);
    TRY(look_at_titles(c, d));
    TRY(look_at_words(c, d));
    TRY(plan_findings(c, d->plan, &findings));
    for (size_t i = 0; i < findings.n; i++)
        if (str_equal(findings.at[i].severity, S("blocking"))) TRY(plan_settle(c, d->plan, findings.at[i].id, true));
    TRY(plan_activate(c, d->plan));
    TRY(task_sync(c, d->plan, &sync));
    return assign_all(c, d);
}

static Fail make_agency_people(Ctx *c, void *arg)
{
    TRY(demo_agency_people(c, arg));
    return task_agency_set(c, demo_with_head, true);
}

static Fail live_day(Ctx *c, void *arg)
{
    TRY(demo_day(c, arg));
    return demo_figures_day(c, arg);
}

static Fail begin_figures(Ctx *c, void *arg) { return demo_figures_begin(c, arg); }

typedef struct {
    Demo *d;
    int from, n;
} More;

static Fail add_more(Ctx *c, void *arg)
{
    More *m = arg;
    dice_begin(m->d, 5000 + (unsigned)m->from);
    return demo_more(c, m->d, m->n);
}

/* -- reads -------------------------------------------------------------------------------------------------------- */

static Fail check_empty(Ctx *c)
{
    PlanCardList plans;
    TRY(plan_cards(c, &plans));
    if (!plans.n) return OK;
    return fail(c, FAIL_CONFLICT, "Tệp này đã có dữ liệu. Trình diễn cần một tệp mới: chọn tên khác sau --data.");
}

static Fail find_agencies(Ctx *c, Demo *d)
{
    Rows r;
    TRY(store_query(c, &r, "SELECT lead FROM work_task WHERE office_id = $1 AND lead <> '' GROUP BY lead ORDER BY lead",
                    OFFICE));
    while (rows_next(&r)) *list_add(&c->mem, &d->agencies) = (Agency){.code = row_text(&r, 0)};
    return rows_end(&r);
}

static Fail count_tasks(Ctx *c, int64_t *n)
{
    TaskCountList counts;
    TRY(task_counts(c, 0, GRAIN_ALL, c->today, &counts));
    *n = counts.n ? count_total(&counts.at[0].n) : 0;
    return OK;
}

/* Its people live in a year of their own, which is no reason to mistrust the clock of whoever looks at them. */
static Fail believe_clock(Ctx *c, void *unused)
{
    (void)unused;
    return clock_trust(c);
}

/* -- all of it ---------------------------------------------------------------------------------------------------- */

static Fail add_until(Ctx *c, Store *store, Demo *d)
{
    int64_t n;
    d->today = c->today = last_day(d->o);
    TRY(count_tasks(c, &n));
    for (More m = {.d = d, .from = (int)n}; m.from < d->o->tasks; m.from += m.n) {
        m.n = d->o->tasks - m.from < MORE_AT_ONCE ? d->o->tasks - m.from : MORE_AT_ONCE;
        TRY(store_write(c, store, add_more, &m));
    }
    return OK;
}

static Fail live(Ctx *c, Store *store, Demo *d)
{
    const Workdays *days = workdays();
    for (d->today = first_day() + 1; d->today <= last_day(d->o); d->today++) {
        c->today = d->today;
        d->left = d->o->last > demo_today() && d->today > d->o->last - CLOSING_DAYS ? d->o->last - d->today + 1 : 0;
        if (workday_is(days, d->today)) TRY(store_write(c, store, live_day, d));
        c->store = store_reader(store);
        if (d->o->evening) TRY(d->o->evening(c, d->o->evening_arg));
    }
    return OK;
}

Fail demo_make(Ctx *c, Store *store, const DemoOptions *o, DemoAccountList *accounts)
{
    Demo d = {.o = o, .accounts = accounts, .today = first_day()};
    bool existed;
    *accounts = (DemoAccountList){0};
    c->today = first_day();
    c->store = store_reader(store);
    if (!c->store) return fail(c, FAIL_STORE, "Không mở được tệp dữ liệu để đọc.");
    TRY(check_empty(c));
    TRY(password_hash(c, S(DEMO_PASSWORD), &d.password));
    TRY(upload_keep(c, UPLOAD_PICTURES, S("buoi-tuyen-truyen.jpg"), asset("demo/buoi-tuyen-truyen.jpg"), &d.picture));
    TRY(store_write(c, store, mark_and_first_people, &d));
    tell(c, &d, &d.coordinator);
    tell(c, &d, &d.chairman);
    tell(c, &d, &d.viewer);
    tell(c, &d, &d.admin);
    if (o->plan) TRY(plan_import_file(c, store, o->plan, &d.plan, &existed));
    else TRY(plan_import_text(c, store, S(PLAN), asset("samples/" PLAN), &d.plan, &existed));
    TRY(store_write(c, store, activate_and_assign, &d));
    c->store = store_reader(store);
    TRY(find_agencies(c, &d));
    TRY(store_write(c, store, make_agency_people, &d));
    for (size_t i = 0; i < d.agencies.n; i++) {
        Agency *a = &d.agencies.at[i];
        a->kind = str_copy(&c->mem, a->kind), a->parent = str_copy(&c->mem, a->parent);
    }
    TRY(demo_keep_evidence(c, &d));
    for (size_t i = 0; i < d.agencies.n; i++) {
        tell(c, &d, &d.agencies.at[i].official);
        tell(c, &d, &d.agencies.at[i].head);
    }
    TRY(store_write(c, store, begin_figures, &d));
    TRY(live(c, store, &d));
    TRY(add_until(c, store, &d));
    return store_write(c, store, believe_clock, NULL);
}
