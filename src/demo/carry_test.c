// SPDX-License-Identifier: Apache-2.0
/* The plan of Bắc Giang is carried out, day by day from 15 September to 20 October 2024, by every agency through the
 * rules that people's pages call.  Each evening the figures add up; at the end every task has its class and its
 * evidence, every lateness its cause, every difficulty its answer, and last Friday's report comes out again as it was.
 */
#include "demo/demo_testing.h"
#include "difficulty/difficulty.h"
#include "figures/figures.h"
#include "http/world.h"
#include "journal/journal.h"
#include "secret/secret.h"
#include "urge/urge.h"

extern const Feature feature_work;
static const Feature *const list[] = {&feature_work, NULL};

enum { FRIDAYS_MAX = 8, BRANCHES_MAX = 100 };

typedef struct {
    Day day;
    Counts all, branch[BRANCHES_MAX];
    char code[BRANCHES_MAX][ORG_CODE_MAX + 1];
    size_t n;
} Friday;
static Friday fridays[FRIDAYS_MAX];
static size_t n_fridays;
static int evenings;

/* -- an evening --------------------------------------------------------------------------------------------------- */

static int64_t sum_of(const Figures *f, TaskClass class)
{
    int64_t n = 0;
    for (size_t i = 0; i < f->rows.n; i++) n += f->rows.at[i].n.class[class];
    return n;
}

static Fail figures_add_up(Ctx *c, const Counts *all)
{
    FigureNames *names;
    Figures by_lead, by_branch, by_activity;
    FigureChoice choice = {.on = c->today};
    TRY(figure_names(c, c->today, &names));
    TRY(figures_by_agency(c, &choice, names, &by_lead));
    choice.by_branch = true;
    TRY(figures_by_agency(c, &choice, names, &by_branch));
    TRY(figures_by_activity(c, &choice, &by_activity));
    for (int k = 0; k < TASK_CLASS_COUNT; k++) {
        assert_int_equal(sum_of(&by_lead, k), all->class[k]);
        assert_int_equal(sum_of(&by_branch, k), all->class[k]);
        assert_int_equal(sum_of(&by_activity, k), all->class[k]);
    }
    return OK;
}

static Fail remember_friday(Ctx *c, const Counts *all)
{
    TaskCountList counts;
    Friday *f = &fridays[n_fridays++];
    assert_true(n_fridays <= FRIDAYS_MAX);
    f->day = c->today, f->all = *all;
    TRY(task_counts(c, 0, GRAIN_BRANCH, c->today, &counts));
    assert_true(counts.n > 30 && counts.n <= BRANCHES_MAX);
    for (f->n = 0; f->n < counts.n; f->n++) {
        snprintf(f->code[f->n], sizeof f->code[0], "%.*s", STR_ARGS(counts.at[f->n].item));
        f->branch[f->n] = counts.at[f->n].n;
    }
    return OK;
}

static Fail all_of(Ctx *c, Day on, Counts *all)
{
    TaskCountList counts;
    TRY(task_counts(c, 0, GRAIN_ALL, on, &counts));
    assert_int_equal(counts.n, 1);
    *all = counts.at[0].n;
    return OK;
}

static Fail evening(Ctx *c, void *unused)
{
    Counts all;
    bool rolled;
    (void)unused;
    evenings++;
    TRY(task_is_rolled(c, &rolled));
    if (!rolled) return OK; /* a day off: nobody wrote, and the server that rolls the counters on is not here */
    TRY(all_of(c, c->today, &all));
    TRY(figures_add_up(c, &all));
    return day_weekday(c->today) == FRIDAY ? remember_friday(c, &all) : OK;
}

/* -- the end ------------------------------------------------------------------------------------------------------ */

static void every_friday_comes_out_again(World *w)
{
    for (size_t i = 0; i < n_fridays; i++) {
        const Friday *f = &fridays[i];
        Counts all;
        TaskCountList counts;
        must(all_of(&w->c, f->day, &all));
        assert_memory_equal(all.class, f->all.class, sizeof all.class);
        must(task_counts(&w->c, 0, GRAIN_BRANCH, f->day, &counts));
        assert_int_equal(counts.n, f->n);
        for (size_t k = 0; k < f->n; k++) {
            assert_str(counts.at[k].item, str_of(f->code[k]));
            assert_memory_equal(counts.at[k].n.class, f->branch[k].class, sizeof f->branch[k].class);
        }
    }
}

static void every_difficulty_is_answered(World *w)
{
    int waiting[WAITS_COUNT];
    must(difficulty_counts(&w->c, 0, S(""), waiting));
    assert_int_equal(waiting[WAITS_COORDINATOR] + waiting[WAITS_CHAIRMAN], 0);
    assert_true(count("difficulty WHERE office_id = $1 AND state IN ('done', 'answered', 'directed')", OFFICE) > 20);
}

static void must_be_none(const char *what, int64_t n)
{
    if (n) test_fails("%lld tasks: %s", (long long)n, what);
}

static void every_result_has_evidence_and_every_lateness_a_cause(World *w)
{
    assert_int_equal(count("task WHERE office_id = $1 AND state = 'done' AND result = ''", OFFICE), 0);
    assert_int_equal(count("task WHERE office_id = $1 AND state = 'done' AND asked_day > due AND cause = ''", OFFICE),
                     0);
    must_be_none("done without evidence",
                 count("task AS t WHERE t.office_id = $1 AND t.state = 'done' AND NOT EXISTS (SELECT 1 FROM task_entry "
                       "AS e WHERE e.office_id = $2 AND e.task_id = t.id AND e.kind IN ('evidence', 'link'))",
                       OFFICE, OFFICE));
}

/* What a result says is attached is attached. */
static void the_evidence_is_what_the_result_says(World *w)
{
    static const struct {
        const char *says, *kind, *like;
    } shown[] = {{"%ảnh kèm theo%", "evidence", "%.jpg"},
                 {"%báo cáo kết quả kèm theo%", "evidence", "bao-cao-ket-qua-%.xlsx"},
                 {"%cổng thông tin điện tử%", "link", "https://%.example/%"}};
    int64_t all = count("task WHERE office_id = $1 AND state = 'done'", OFFICE), told = 0;
    for (size_t i = 0; i < sizeof shown / sizeof *shown; i++) {
        int64_t n = count("task WHERE office_id = $1 AND state = 'done' AND result LIKE $2", OFFICE, shown[i].says);
        assert_true(n > 20);
        told += n;
        must_be_none(shown[i].says,
                     count("task AS t WHERE t.office_id = $1 AND t.state = 'done' AND t.result LIKE $2 AND NOT EXISTS "
                           "(SELECT 1 FROM task_entry AS e WHERE e.office_id = $3 AND e.task_id = t.id AND e.kind = $4 "
                           "AND e.text LIKE $5)",
                           OFFICE, shown[i].says, OFFICE, shown[i].kind, shown[i].like));
    }
    assert_int_equal(told, all);
}

static void it_is_carried_out(void **state)
{
    (void)state;
    DemoAccountList accounts;
    Counts n;
    JournalProof proof;
    if (!test_times(0, 1)) skip(); /* two seconds */
    World *w = world_begin(migrations, (ServerOptions){.features = list}, agencies, 0);
    DemoOptions o = {.seed = DEMO_SEED, .last = day_of(2024, 10, 20), .evening = evening};
    must(demo_make(&w->c, w->store, &o, &accounts));
    w->c.store = store_reader(w->store);
    w->c.today = day_of(2024, 10, 18);
    assert_int_equal(evenings, 35);
    assert_int_equal(n_fridays, 5);
    must(all_of(&w->c, w->c.today, &n));
    assert_true(count_total(&n) > 500);
    assert_int_equal(n.asked + n.returned + n.fresh, 0); /* nobody waits for the coordinator */
    assert_int_equal(n.class[CLASS_OVERDUE], 0);
    assert_true(n.class[CLASS_IN_TIME] > 100 && n.class[CLASS_LATE] > 50);
    every_result_has_evidence_and_every_lateness_a_cause(w);
    the_evidence_is_what_the_result_says(w);
    every_difficulty_is_answered(w);
    every_friday_comes_out_again(w);
    must(journal_verify(&w->c, &proof));
    assert_true(!proof.wrong && proof.rows > 5000);
    world_end(w);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(it_is_carried_out)};
    password_make_cheap();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
