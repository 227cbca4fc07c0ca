// SPDX-License-Identifier: Apache-2.0
/* One task's way: its states, merging and splitting; over the sample plan. */
#include "work/work_testing.h"

/* -- one task's way ---------------------------------------------------------------------------------------------- */

static void lateness_is_fixed_when_completion_is_reported(void **state)
{
    World *w = *state;
    Added a = {.due = day_of(2024, 9, 20)};
    must_write(w, add_one, &a);
    assert_int_equal(task_of(w, a.task).class, CLASS_LATER);
    w->c.today = day_of(2024, 9, 17);
    assert_int_equal(task_of(w, a.task).class, CLASS_SOON);
    w->c.today = day_of(2024, 9, 20); /* on the due day is in time */
    must_write(w, report, (&(TaskReport){.task = a.task, .percent = 100, .result = S("Đã gửi"), .asks = true}));
    w->c.today = day_of(2024, 9, 30); /* the confirming may take its time */
    assert_int_equal(task_of(w, a.task).class, CLASS_LATER);
    must_write(w, move, (&(Move){a.task, MOVE_CONFIRM, NULL}));
    assert_int_equal(task_of(w, a.task).class, CLASS_IN_TIME);
    assert_int_equal(do_write(w, move, &(Move){a.task, MOVE_CONFIRM, NULL}), FAIL_CONFLICT);
}

static void a_late_task_says_why(void **state)
{
    World *w = *state;
    Added a = {.due = day_of(2024, 9, 20)};
    must_write(w, add_one, &a);
    w->c.today = day_of(2024, 9, 21);
    TaskReport r = {.task = a.task, .percent = -1, .asks = true};
    assert_int_equal(do_write(w, report, &r), FAIL_INPUT);
    assert_non_null(strstr(w->c.why, "nguyên nhân"));
    r.cause = S("Mưa bão số 3");
    must_write(w, report, &r);
    assert_int_equal(task_of(w, a.task).class, CLASS_OVERDUE);
    must_write(w, move, (&(Move){a.task, MOVE_REDO, "thiếu số liệu"}));
    assert_int_equal(task_of(w, a.task).state, TASK_DOING);
    must_write(w, report, &r);
    must_write(w, move, (&(Move){a.task, MOVE_CONFIRM, NULL}));
    assert_int_equal(task_of(w, a.task).class, CLASS_LATE);
    must_write(w, excuse, &a.task);
    TaskCountList counts;
    assert_int_equal(task_counts(&w->c, plan, GRAIN_ALL, w->c.today, &counts), OK);
    assert_int_equal(counts.at[0].n.excused, 1);
    assert_int_equal(counts.at[0].n.class[CLASS_LATE], 1);
}

static void given_back_only_before_it_began(void **state)
{
    World *w = *state;
    Added a = {.due = NO_DAY};
    must_write(w, add_one, &a);
    assert_int_equal(do_write(w, move, &(Move){a.task, MOVE_RETURN, ""}), FAIL_INPUT);
    must_write(w, move, (&(Move){a.task, MOVE_RETURN, "không thuộc chức năng"}));
    must_write(w, move, (&(Move){a.task, MOVE_INSIST, "theo Điều 3"}));
    must_write(w, move, (&(Move){a.task, MOVE_ACCEPT, NULL}));
    assert_int_equal(do_write(w, move, &(Move){a.task, MOVE_RETURN, "bận"}), FAIL_CONFLICT);
}

static void an_extension_leaves_the_first_due_day(void **state)
{
    World *w = *state;
    Added a = {.due = day_of(2024, 9, 20)};
    must_write(w, add_one, &a);
    Day wanted = day_of(2024, 9, 30);
    assert_int_equal(do_write(w, wish, &(Wish){a.task, wanted, "", 0}), FAIL_INPUT);
    must_write(w, wish, (&(Wish){a.task, wanted, "chờ số liệu huyện", 0}));
    assert_int_equal(do_write(w, wish, &(Wish){a.task, wanted, "nữa", 0}), FAIL_CONFLICT);
    TaskExtensionList open;
    assert_int_equal(task_extensions_open(&w->c, &open), OK);
    assert_int_equal(open.n, 1);
    Day granted = day_of(2024, 9, 25);
    assert_int_equal(do_write(w, answer, &(Wish){open.at[0].id, granted, "", a.task}),
                     FAIL_INPUT); /* shorter needs a reason */
    must_write(w, answer, (&(Wish){open.at[0].id, granted, "cần trước 27/9", a.task}));
    assert_int_equal(do_write(w, answer, &(Wish){open.at[0].id, granted, "x", a.task}), FAIL_CONFLICT);
    Task t = task_of(w, a.task);
    assert_int_equal(t.due, granted);
    assert_int_equal(t.due_first, day_of(2024, 9, 20));
    TaskExtensionList all;
    assert_int_equal(task_extensions(&w->c, a.task, &all), OK);
    assert_str(all.at[0].state, S("shortened"));
}

static void the_head_confirms_first_where_the_agency_wants_it(void **state)
{
    World *w = *state;
    Added a = {.due = day_of(2024, 9, 20)};
    must_write(w, add_one, &a);
    must_write(w, want, NULL);
    w->c.today = day_of(2024, 9, 20);
    must_write(w, report, (&(TaskReport){.task = a.task, .percent = 100, .asks = true}));
    assert_true(task_of(w, a.task).is_waiting_head);
    assert_int_equal(task_of(w, a.task).state, TASK_DOING);
    w->c.today = day_of(2024, 9, 23);
    must_write(w, sign, &a.task);
    must_write(w, move, (&(Move){a.task, MOVE_CONFIRM, NULL}));
    assert_int_equal(task_of(w, a.task).class, CLASS_IN_TIME); /* by the official's day */
}

static void two_at_once_are_both_shown(void **state)
{
    World *w = *state;
    Added a = {.due = NO_DAY};
    must_write(w, add_one, &a);
    int seen = task_of(w, a.task).version;
    must_write(w, report, (&(TaskReport){.task = a.task, .seen = seen, .percent = 40, .result = S("của chị Hoa")}));
    assert_int_equal(do_write(w, report, &(TaskReport){.task = a.task, .seen = seen, .percent = 50}), FAIL_CONFLICT);
    assert_non_null(strstr(w->c.why, "của chị Hoa"));
}

static void due_days_are_typed_as_plans_write_them(void **state)
{
    World *w = *state;
    Day due;
    Str warning;
    assert_int_equal(task_due_typed(&w->c, S("trước ngày 20/10/2024"), &due, &warning), OK);
    assert_int_equal(due, day_of(2024, 10, 19));
    assert_str(warning, S("“Trước ngày 20/10/2024” là chậm nhất hết ngày 19/10/2024. Ngày 19/10/2024 là Thứ Bảy, cơ "
                          "quan không làm việc; ngày làm việc liền trước là Thứ Sáu, 18/10/2024."));
    assert_int_equal(task_due_typed(&w->c, S("2024-10-10"), &due, &warning), OK);
    assert_int_equal(due, day_of(2024, 10, 10));
    assert_int_equal(warning.n, 0);
    assert_int_equal(task_due_typed(&w->c, S("32/10/2024"), &due, &warning), FAIL_INPUT);
}

/* -- merging and splitting ------------------------------------------------------------------------------------------
 */

static void proposals_are_merged_and_split(void **state)
{
    World *w = *state;
    TaskSync result;
    must_write(w, sync_plan, &result);
    TaskList tasks = proposals(w);
    Ids same = {0};
    for (size_t i = 0; i < tasks.n; i++)
        if (str_equal(tasks.at[i].lead, S("SNV"))) *list_add(&w->c.mem, &same) = tasks.at[i].id;
    assert_in_range(same.n, 2, 20);
    must_write(w, merge, &same);
    assert_int_equal(proposals(w).n, tasks.n - same.n + 1);
    TaskItemList items;
    assert_int_equal(task_items(&w->c, same.at[0], &items), OK);
    assert_true(items.n >= same.n - 1);
    must_write(w, split, &same.at[0]);
    assert_int_equal(proposals(w).n, tasks.n - same.n + items.n);
    must_write(w, sync_plan, &result); /* what the coordinator took out does not come again */
    assert_int_equal(result.proposed, 0);
}

int main(void)
{
#define T(f) cmocka_unit_test_setup_teardown(f, begin, world_ends)
    const struct CMUnitTest tests[] = {
        T(lateness_is_fixed_when_completion_is_reported),
        T(a_late_task_says_why),
        T(given_back_only_before_it_began),
        T(an_extension_leaves_the_first_due_day),
        T(the_head_confirms_first_where_the_agency_wants_it),
        T(two_at_once_are_both_shown),
        T(due_days_are_typed_as_plans_write_them),
        T(proposals_are_merged_and_split),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
