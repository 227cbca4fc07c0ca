// SPDX-License-Identifier: Apache-2.0
/* What waits for what: set and taken out, refused with a sentence, judged by the days. */
#include "http/world.h"
#include "plan/sample.h"
#include "work/inside.h"

enum { TASKS = 14 };
static Id plan, tasks[TASKS], elsewhere, proposed, nodes[3];

static Fail add_task(Ctx *c, Id of_plan, int i, bool assign_now, Id *task)
{
    NewTask n = {.plan = of_plan,
                 .lead = S("SYT"),
                 .assigner = S("STTTT"),
                 .title = str_format(&c->mem, "Việc %d", i),
                 .begins = c->today + i,
                 .due = c->today + i + 5};
    return task_add(c, &n, assign_now, task);
}

static Fail prepare(Ctx *c, void *unused)
{
    PlanActivityList activities;
    (void)unused;
    TRY(sample_plan_active(c, &plan));
    TRY(plan_activities(c, plan, &activities));
    for (size_t i = 0; i < 3; i++) nodes[i] = activities.at[i].node;
    for (int i = 0; i < TASKS; i++) TRY(add_task(c, plan, i, true, &tasks[i]));
    TRY(add_task(c, plan, TASKS, false, &proposed));
    return add_task(c, plan + 1, TASKS, true, &elsewhere);
}

static int begin(void **state)
{
    return world_begins(state, (ServerOptions){.features = (const Feature *const[]){NULL}}, prepare);
}

typedef struct {
    Id item, after;
    bool nodes, drop;
} Order;
static Fail set_order(Ctx *c, void *arg)
{
    const Order *k = arg;
    if (k->nodes && k->drop) return node_after_drop(c, plan, k->item, k->after);
    if (k->nodes) return node_after_add(c, plan, k->item, k->after);
    return k->drop ? task_after_drop(c, k->item, k->after) : task_after_add(c, k->item, k->after);
}

static Fail order(World *w, Order k)
{
    w->c.why[0] = 0;
    return store_write(&w->c, w->store, set_order, &k);
}
static Fail put(World *w, Id item, Id after) { return order(w, (Order){item, after, false, false}); }
static Fail drop(World *w, Id item, Id after) { return order(w, (Order){item, after, false, true}); }
static Fail put_node(World *w, Id item, Id after) { return order(w, (Order){item, after, true, false}); }
static Fail drop_node(World *w, Id item, Id after) { return order(w, (Order){item, after, true, true}); }

static void an_order_is_kept_told_and_taken_out(void **state)
{
    World *w = *state;
    TaskList all;
    TaskEntryList entries;
    JournalRowList rows;
    assert_int_equal(put(w, tasks[1], tasks[0]), OK);
    assert_int_equal(put(w, tasks[1], tasks[2]), OK);
    assert_int_equal(task_befores(&w->c, tasks[1], &all), OK);
    assert_int_equal(all.n, 2);
    assert_int_equal(task_waiters(&w->c, tasks[0], &all), OK);
    assert_int_equal(all.n, 1);
    assert_int_equal(all.at[0].id, tasks[1]);
    assert_int_equal(drop(w, tasks[1], tasks[0]), OK);
    assert_int_equal(drop(w, tasks[1], tasks[0]), FAIL_MISSING);
    assert_int_equal(task_befores(&w->c, tasks[1], &all), OK);
    assert_int_equal(all.n, 1);
    assert_int_equal(task_entries(&w->c, tasks[1], &entries), OK);
    const TaskEntry *last = &entries.at[entries.n - 1];
    assert_str(last->kind, S("after"));
    assert_str(last->before, S("Việc 0"));
    assert_str(entries.at[entries.n - 2].after, S("Việc 2"));
    assert_int_equal(journal_rows(&w->c, (JournalChoice){.object = tasks[1]}, &rows), OK);
    assert_str(rows.at[0].act, S("Bỏ việc phải xong trước"));
    assert_str(rows.at[1].act, S("Đặt việc phải xong trước"));
}

static void what_makes_no_sense_is_refused(void **state)
{
    World *w = *state;
    assert_int_equal(put(w, tasks[0], tasks[0]), FAIL_INPUT);
    assert_has(str_of(w->c.why), "chính nó");
    assert_int_equal(put(w, tasks[0], elsewhere), FAIL_INPUT);
    assert_has(str_of(w->c.why), "cùng một kế hoạch");
    assert_int_equal(put(w, tasks[0], proposed), FAIL_INPUT);
    assert_int_equal(put(w, proposed, tasks[0]), FAIL_INPUT);
    assert_int_equal(put(w, tasks[0], 77), FAIL_MISSING);
    assert_int_equal(put(w, tasks[1], tasks[0]), OK);
    assert_int_equal(put(w, tasks[1], tasks[0]), FAIL_CONFLICT);
    assert_has(str_of(w->c.why), "“Việc 1” đã đứng sau “Việc 0”");
    for (int i = 1; i < AFTER_MAX; i++) assert_int_equal(put(w, tasks[1], tasks[1 + i]), OK);
    assert_int_equal(put(w, tasks[1], tasks[1 + AFTER_MAX]), FAIL_CONFLICT);
}

static void nothing_waits_for_itself_over_others(void **state)
{
    World *w = *state;
    for (int i = 1; i < TASKS; i++) assert_int_equal(put(w, tasks[i], tasks[i - 1]), OK);
    assert_int_equal(put(w, tasks[0], tasks[1]), FAIL_CONFLICT);
    assert_int_equal(put(w, tasks[0], tasks[TASKS - 1]), FAIL_CONFLICT);
    assert_has(str_of(w->c.why), "“Việc 0” sau “Việc 13”");
    assert_has(str_of(w->c.why), "“Việc 13” phải đợi “Việc 0”");
    assert_int_equal(drop(w, tasks[5], tasks[4]), OK); /* then it comes back no more */
    assert_int_equal(put(w, tasks[0], tasks[TASKS - 1]), OK);
}

/* A chain that is longer than what is followed. */
static Fail make_long(Ctx *c, void *unused)
{
    (void)unused;
    for (int i = 0; i <= AFTER_WALK_MAX; i++)
        TRY(store_run(c,
                      "INSERT INTO task_after (office_id, id, kind, item_id, after_id) VALUES ($1, $2, 'task', $3, $4)",
                      OFFICE, id_new(c->now), i ? (Id)i + 1000 : tasks[0], (Id)i + 1001));
    return OK;
}

static void the_walk_is_bounded(void **state)
{
    World *w = *state;
    assert_int_equal(store_write(&w->c, w->store, make_long, NULL), OK);
    assert_int_equal(put(w, tasks[1], tasks[0]), FAIL_CONFLICT);
    assert_has(str_of(w->c.why), "dài quá 500");
}

static void activities_wait_for_activities(void **state)
{
    World *w = *state;
    NodeAfterList all;
    JournalRowList rows;
    assert_int_equal(put_node(w, nodes[1], nodes[0]), OK);
    assert_int_equal(put_node(w, nodes[2], nodes[1]), OK);
    assert_int_equal(put_node(w, nodes[1], nodes[0]), FAIL_CONFLICT);
    assert_int_equal(put_node(w, nodes[0], nodes[2]), FAIL_CONFLICT);
    assert_has(str_of(w->c.why), "3.1.a");
    assert_int_equal(put_node(w, nodes[0], nodes[0]), FAIL_INPUT);
    assert_int_equal(put_node(w, nodes[0], tasks[0]), FAIL_INPUT);
    assert_int_equal(node_afters(&w->c, plan, &all), OK);
    assert_int_equal(all.n, 2);
    assert_int_equal(drop_node(w, nodes[1], nodes[0]), OK);
    assert_int_equal(drop_node(w, nodes[1], nodes[0]), FAIL_MISSING);
    assert_int_equal(node_afters(&w->c, plan, &all), OK);
    assert_int_equal(all.n, 1);
    assert_int_equal(journal_rows(&w->c, (JournalChoice){.object = nodes[1]}, &rows), OK);
    assert_str(rows.at[0].act, S("Bỏ hoạt động phải xong trước"));
}

static void what_does_not_fit_is_said_in_days(void **state)
{
    World *w = *state;
    Arena *a = &w->c.mem;
    Day d = day_of(2024, 10, 5);
    AfterEnd before = {.begins = NO_DAY, .due = d}, item = {.begins = day_of(2024, 10, 1), .due = d + 9};
    assert_str(task_after_wrong(a, &item, &before), S("bắt đầu 01/10/2024 trong khi việc trước hạn 05/10/2024"));
    item.begins = d;
    assert_str(task_after_wrong(a, &item, &before), S(""));
    item.begins = NO_DAY;
    assert_str(task_after_wrong(a, &item, &before), S(""));
    item.due = d - 1;
    assert_str(task_after_wrong(a, &item, &before), S("đến hạn 04/10/2024 trong khi việc trước hạn 05/10/2024"));
    item.due = NO_DAY;
    assert_str(task_after_wrong(a, &item, &before), S(""));
    before.is_late = item.is_under_way = true;
    assert_str(task_after_wrong(a, &item, &before), S("đang làm trong khi việc trước quá hạn 05/10/2024 chưa xong"));
    before.is_over = true;
    assert_str(task_after_wrong(a, &item, &before), S(""));
    before.is_over = false, before.due = NO_DAY;
    assert_str(task_after_wrong(a, &item, &before), S(""));
}

int main(void)
{
#define T(f) cmocka_unit_test_setup_teardown(f, begin, world_ends)
    const struct CMUnitTest tests[] = {T(an_order_is_kept_told_and_taken_out),  T(what_makes_no_sense_is_refused),
                                       T(nothing_waits_for_itself_over_others), T(the_walk_is_bounded),
                                       T(activities_wait_for_activities),       T(what_does_not_fit_is_said_in_days)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
