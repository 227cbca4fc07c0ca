// SPDX-License-Identifier: Apache-2.0
/* What changed since the working day before: each number, its page, and what is no news. */
#include "figures/figures.h"
#include "http/world.h"

extern const Feature feature_work, feature_difficulty, feature_figures;
static const Feature *const list[] = {&feature_work, &feature_difficulty, &feature_figures, NULL};

enum { FINISHED, OLD, LATE, LONG_LATE, ASKING, TASKS };
static Id task[TASKS];
static Day today; /* a Tuesday */

static Fail on(Ctx *c, Day day)
{
    c->today = day;
    c->now = day_begins(day) + 9 * 3600000;
    return OK;
}

static Fail add(Ctx *c, int i, Day due)
{
    NewTask n = {.lead = S("SCT"), .assigner = S("STTTT"), .begins = NO_DAY, .due = due};
    n.title = str_format(&c->mem, "Việc thứ %d", i);
    TRY(task_add(c, &n, true, &task[i]));
    return task_move(c, task[i], MOVE_ACCEPT, (Str){0});
}

static Fail finish(Ctx *c, int i)
{
    TRY(task_report(c, &(TaskReport){.task = task[i], .percent = 100, .asks = true}));
    return task_move(c, task[i], MOVE_CONFIRM, (Str){0});
}

static Fail fill(Ctx *c, void *unused)
{
    (void)unused;
    TRY(org_ensure_shipped(c));
    today = c->today;
    TRY(on(c, today - 10));
    for (int i = 0; i < TASKS; i++) TRY(add(c, i, i == LATE ? today - 1 : i == LONG_LATE ? today - 5 : today + 20));
    TRY(on(c, today - 4));
    TRY(finish(c, OLD));
    TRY(on(c, today - 1));
    TRY(finish(c, FINISHED));
    TRY(task_extension_ask(c, task[ASKING], today + 30, S("Chờ hàng về")));
    TRY(task_excuse(c, task[LONG_LATE], true, S("bão")));
    return on(c, today);
}

static int begin(void **state) { return world_begins(state, (ServerOptions){.features = list}, fill); }

static void each_change_is_told_once_and_nothing_else(void **state)
{
    World *w = *state;
    FigureSince s;
    w->c.today = today;
    must(figure_since(&w->c, 0, true, &s));
    assert_int_equal(s.done.n, 1);
    assert_int_equal(s.done.at[0].task, task[FINISHED]);
    assert_int_equal(s.overdue.n, 1);
    assert_int_equal(s.overdue.at[0].task, task[LATE]);
    assert_int_equal(s.asking.n, 1);
    assert_int_equal(s.asking.at[0].task, task[ASKING]);
    must(figure_since(&w->c, 12345, true, &s)); /* a plan that is not there */
    assert_int_equal(s.done.n + s.overdue.n + s.asking.n, 0);
}

static void on_a_monday_it_is_since_friday(void **state)
{
    World *w = *state;
    w->c.today = day_of(2024, 9, 30);
    assert_int_equal(figure_since_day(&w->c), day_of(2024, 9, 27));
    assert_str(figure_since_words(&w->c, day_of(2024, 9, 27)), S("Từ Thứ Sáu, 27/9/2024"));
    assert_str(figure_since_words(&w->c, day_of(2024, 9, 29)), S("Từ hôm qua"));
}

static void the_page_has_what_the_numbers_count(void **state)
{
    World *w = *state;
    LocalReply r = get(w, "/tu-hom-qua");
    assert_status(r, 200);
    assert_has(r.body, "id=\"xong\">Xong thêm (1)");
    assert_has(r.body, "id=\"qua-han\">Thành quá hạn (1)");
    assert_has(r.body, "id=\"gia-han\">Xin gia hạn, chưa trả lời (1)");
    assert_has_not(r.body, "Chờ hàng về"); /* why is inside of the task */
}

int main(void)
{
#define T(f) cmocka_unit_test_setup_teardown(f, begin, world_ends)
    const struct CMUnitTest tests[] = {T(each_change_is_told_once_and_nothing_else), T(on_a_monday_it_is_since_friday),
                                       T(the_page_has_what_the_numbers_count)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
