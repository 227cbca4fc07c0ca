// SPDX-License-Identifier: Apache-2.0
/* Tasks: proposed, counted, coming again, found; the sample plan as work. */
#include "work/work_testing.h"
#include <pthread.h>

/* -- proposals ------------------------------------------------------------------------------------------------- */

static void the_plan_becomes_proposals(void **state)
{
    World *w = *state;
    TaskSync result;
    must_write(w, sync_plan, &result);
    TaskList tasks = proposals(w);
    assert_int_equal(result.proposed, tasks.n);
    assert_in_range(tasks.n, 450, 750);
    size_t communes = 0, report = 0;
    for (size_t i = 0; i < tasks.n; i++) {
        const Task *t = &tasks.at[i];
        communes += str_starts(t->lead, S("X"));
        if (!str_contains(t->title, S("20/10/2024"))) continue;
        report++;
        assert_str(t->lead, S("STTTT"));
        assert_int_equal(t->due, day_of(2024, 10, 19)); /* "trước ngày 20/10/2024" */
    }
    assert_int_equal(communes, 209);
    assert_int_equal(report, 1);
    must_write(w, sync_plan, &result); /* once more changes nothing */
    assert_int_equal(result.proposed + result.changed + result.gone, 0);
    TaskChoice any = TASK_ANY; /* and nobody sees them yet */
    assert_int_equal(tasks_of(w, any).n, 0);
}

static Fail assign_all(Ctx *c, void *arg)
{
    const TaskList *tasks = arg;
    for (size_t i = 0; i < tasks->n; i++)
        if (tasks->at[i].lead.n) TRY(task_move(c, tasks->at[i].id, MOVE_ASSIGN, (Str){0}));
    return OK;
}

static Fail correct_it(Ctx *c, void *value)
{
    const PlanValue *v = value;
    return plan_correct(c, plan, v->id, v->version, S("2024-10-12"));
}

static void a_correction_changes_only_what_changed(void **state)
{
    World *w = *state;
    TaskSync result;
    must_write(w, sync_plan, &result);
    TaskList tasks = proposals(w);
    must_write(w, assign_all, &tasks);
    PlanNode node;
    assert_int_equal(plan_node(&w->c, plan, S("activity"), S("3.6"), &node), OK);
    const PlanValue *to = node_value(&node, PLAN_TO);
    must_write(w, correct_it, (void *)to);
    TaskDifferenceList differences;
    assert_int_equal(task_differences(&w->c, plan, &differences), OK);
    assert_int_equal(differences.n, 1);
    assert_has(differences.at[0].sentence, "12/10/2024");
    must_write(w, sync_plan, &result);
    assert_int_equal(result.changed, 1);
    assert_int_equal(result.proposed + result.gone, 0);
    TaskChoice choice = TASK_ANY;
    choice.node = node.id;
    TaskList changed = tasks_of(w, choice);
    assert_int_equal(changed.n, 1);
    assert_int_equal(changed.at[0].due, day_of(2024, 10, 12));
    assert_int_equal(changed.at[0].due_first, day_of(2024, 10, 9)); /* what was assigned stays to be seen */
}

/* -- counters
 * ---------------------------------------------------------------------------------------------------------- */

enum { RANDOM_TASKS = 60, RANDOM_STEPS = 220 };

typedef struct {
    Id tasks[RANDOM_TASKS];
    unsigned seed;
} Random;

static unsigned draw(Random *r, unsigned below)
{
    r->seed = r->seed * 1664525u + 1013904223u;
    return (r->seed >> 8) % below;
}

enum { RANDOM_LEADS = 6 };
static const char *const leads[RANDOM_LEADS] = {"SCT", "SYT", "H213", "X07201", "STTTT", "VNPT"};

static Fail add_random(Ctx *c, void *arg)
{
    Random *r = arg;
    for (int i = 0; i < RANDOM_TASKS; i++) {
        NewTask n = {.plan = plan + (int)draw(r, 2),
                     .node = draw(r, 4),
                     .title = S("Việc"),
                     .begins = NO_DAY,
                     .lead = str_of(leads[draw(r, RANDOM_LEADS)]),
                     .assigner = S("STTTT"),
                     .due = draw(r, 6) ? c->today + (int)draw(r, 25) : NO_DAY};
        TRY(task_add(c, &n, draw(r, 8) > 0, &r->tasks[i]));
    }
    return OK;
}

/* Something that may or may not be allowed now. */
static Fail random_step(Ctx *c, void *arg)
{
    Random *r = arg;
    Id task = r->tasks[draw(r, RANDOM_TASKS)];
    switch (draw(r, 4)) {
    case 0:
        return task_report(
            c, &(TaskReport){.task = task, .percent = (int)draw(r, 101), .asks = draw(r, 2), .cause = S("mưa")});
    case 1: return task_set_due(c, task, c->today + (int)draw(r, 20) - 8, S("điều chỉnh"));
    case 2: return task_excuse(c, task, draw(r, 2), S("bão"));
    default: return task_move(c, task, (TaskMove)draw(r, TASK_MOVE_COUNT), S("lý do"));
    }
}

static Fail rebuild(Ctx *c, void *arg)
{
    (void)arg;
    TRY(store_run(c, "DELETE FROM task_counted WHERE office_id = $1", OFFICE));
    return task_roll(c);
}

static void assert_same_counts(World *w, TaskGrain grain, Day on, const TaskCountList *expected)
{
    TaskCountList counts;
    assert_int_equal(task_counts(&w->c, 0, grain, on, &counts), OK);
    assert_int_equal(counts.n, expected->n);
    for (size_t i = 0; i < counts.n; i++) {
        assert_str(counts.at[i].item, expected->at[i].item);
        assert_memory_equal(&counts.at[i].n, &expected->at[i].n, sizeof(Counts));
    }
}

static Fail roll(Ctx *c, void *arg)
{
    (void)arg;
    return task_roll(c);
}

/* What every class's list has is what its counter says. */
static void assert_lists_agree(World *w, const TaskCountList *all)
{
    for (int class = 0; class < TASK_CLASS_COUNT; class ++) {
        TaskChoice choice = TASK_ANY;
        choice.class = (TaskClass) class;
        TaskList tasks = tasks_of(w, choice);
        assert_int_equal(tasks.n, counts_of(all, S("")).class[class]);
        for (size_t i = 0; i < tasks.n; i++) assert_int_equal(tasks.at[i].class, class);
    }
}

/* And what is owed: late, soon, silent, looked at one by one. */
static void assert_owed_agrees(World *w, const TaskCountList *all)
{
    TaskChoice choice = TASK_ANY;
    choice.only_open = true;
    TaskList tasks = tasks_of(w, choice);
    Counts n = counts_of(all, S(""));
    int late = 0, soon = 0, silent = 0;
    for (size_t i = 0; i < tasks.n; i++) {
        const Task *t = &tasks.at[i];
        if (t->state == TASK_ASKED) continue;
        late += t->class == CLASS_OVERDUE;
        soon += t->class == CLASS_SOON;
        silent += t->said == NO_DAY || t->said <= w->c.today - TASK_SILENT_DAYS;
    }
    assert_int_equal(count_late(&n), late);
    assert_int_equal(n.class[CLASS_SOON], soon);
    assert_int_equal(n.silent, silent);
}

/* The same of each agency, without what is in others' hands; what waits for its head is found by itself. */
static int assert_each_owes_what_its_tasks_say(World *w)
{
    int handed = 0;
    for (int i = 0; i < RANDOM_LEADS; i++) {
        TaskChoice choice = TASK_ANY;
        choice.only_open = true, choice.lead = str_of(leads[i]);
        TaskList tasks = tasks_of(w, choice), waiting;
        TaskOwed owed, n = {0};
        size_t to_sign = 0;
        assert_int_equal(tasks_waiting_head(&w->c, 0, choice.lead, RANDOM_TASKS, &waiting), OK);
        for (size_t k = 0; k < tasks.n; k++) {
            const Task *t = &tasks.at[k];
            if (t->is_waiting_head) assert_int_equal(waiting.at[to_sign++].id, t->id);
            bool is_handed = t->state == TASK_RETURNED || t->is_waiting_head;
            handed += is_handed;
            if (t->state == TASK_ASKED || is_handed) continue;
            n.all++, n.late += t->class == CLASS_OVERDUE, n.soon += t->class == CLASS_SOON;
        }
        assert_int_equal(waiting.n, to_sign);
        assert_int_equal(task_owed(&w->c, choice.lead, &owed), OK);
        assert_memory_equal(&owed, &n, sizeof n);
    }
    return handed;
}

/* What is read of a day to which they did not roll yet is what is read behind it; then it is this day again. */
static void assert_before_they_roll_they_are_right(World *w, int days)
{
    Day today = w->c.today;
    TaskCountList before[GRAIN_NODE + 1];
    bool rolled;
    w->c.today += days;
    for (TaskGrain g = GRAIN_ALL; g <= GRAIN_NODE; g++)
        assert_int_equal(task_counts(&w->c, 0, g, w->c.today, &before[g]), OK);
    assert_int_equal(task_is_rolled(&w->c, &rolled), OK);
    assert_false(rolled);
    must_write(w, rebuild, NULL);
    for (TaskGrain g = GRAIN_ALL; g <= GRAIN_NODE; g++) assert_same_counts(w, g, w->c.today, &before[g]);
    w->c.today = today;
    must_write(w, rebuild, NULL);
}

static bool is_past_kept(World *w, Day day)
{
    bool kept;
    assert_int_equal(task_past_is_kept(&w->c, day, &kept), OK);
    return kept;
}

/* `days` of them had tasks; and the one before that had none. */
static void keep_all_past(World *w, int days)
{
    int n = 0;
    bool more = true;
    for (; more; n += more) assert_int_equal(task_past_keep(&w->c, w->store, &more), OK);
    assert_int_equal(n, days + 1);
    for (int i = 1; i <= days; i++) assert_true(is_past_kept(w, w->c.today - i));
}

static void counters_add_up_on_every_day(void **state)
{
    World *w = *state;
    Random r = {.seed = 7};
    enum { DAYS = 22 };
    TaskCountList kept[DAYS][GRAIN_NODE + 1];
    Day first = w->c.today;
    int handed = 0;
    must_write(w, want, NULL);
    must_write(w, add_random, &r);
    for (int day = 0; day < DAYS; day++) {
        w->c.today = first + day;
        for (int i = 0; i < RANDOM_STEPS / DAYS; i++) (void)do_write(w, random_step, &r);
        if (day % 2) assert_int_equal(task_roll_beside(&w->c, w->store), OK);
        else must_write(w, roll, NULL);
        for (TaskGrain g = GRAIN_ALL; g <= GRAIN_NODE; g++)
            assert_int_equal(task_counts(&w->c, 0, g, w->c.today, &kept[day][g]), OK);
        assert_before_they_roll_they_are_right(w, day % 3 ? 1 : 5);
        assert_lists_agree(w, &kept[day][GRAIN_ALL]);
        assert_owed_agrees(w, &kept[day][GRAIN_ALL]);
        handed += assert_each_owes_what_its_tasks_say(w);
    }
    assert_true(handed > DAYS);
    must_write(w, rebuild, NULL); /* recounted, the same */
    for (TaskGrain g = GRAIN_ALL; g <= GRAIN_NODE; g++) assert_same_counts(w, g, w->c.today, &kept[DAYS - 1][g]);
    for (int day = 0; day < DAYS - 1; day++)
        for (TaskGrain g = GRAIN_ALL; g <= GRAIN_NODE; g++)
            for (size_t i = 0; i < kept[day][g].n; i++) kept[day][g].at[i].n.silent = 0; /* no stand knows of it */
    for (int is_kept = 0; is_kept < 2; is_kept++) { /* and as of each past day, as that day's page had shown */
        for (int day = 0; day < DAYS - 1; day++)
            for (TaskGrain g = GRAIN_ALL; g <= GRAIN_NODE; g++) assert_same_counts(w, g, first + day, &kept[day][g]);
        if (!is_kept) keep_all_past(w, DAYS - 1);
    }
    w->c.today = first + 10; /* a clock that is set back: that day is not over any more */
    must_write(w, roll, NULL);
    assert_true(is_past_kept(w, first + 9));
    assert_false(is_past_kept(w, first + 10));
    assert_false(is_past_kept(w, first + DAYS - 2));
}

static Day counted_for(World *w)
{
    Rows r;
    assert_int_equal(store_one(&w->c, &r, "SELECT day FROM task_counted WHERE office_id = $1", OFFICE), OK);
    Day day = row_day(&r, 0);
    assert_int_equal(rows_end(&r), OK);
    return day;
}

/* Nobody counts all tasks because one waited: the counters stay on the new day, and are right. */
static void an_act_that_waited_over_midnight_counts_on_the_new_day(void **state)
{
    World *w = *state;
    Random r = {.seed = 13};
    TaskCountList kept;
    Day today = w->c.today;
    must_write(w, add_random, &r);
    for (int i = 0; i < RANDOM_STEPS / 10; i++) {
        w->c.today = today - i % 2; /* every second one began yesterday */
        (void)do_write(w, random_step, &r);
        assert_int_equal(counted_for(w), today);
    }
    w->c.today = today;
    assert_int_equal(task_counts(&w->c, 0, GRAIN_ALL, today, &kept), OK);
    must_write(w, rebuild, NULL);
    assert_same_counts(w, GRAIN_ALL, today, &kept);
    w->c.today = today - 1; /* one minute to midnight, where another copy's clock is ahead */
    w->c.now = day_begins(today) - 60 * 1000;
    assert_int_equal(task_roll_beside(&w->c, w->store), OK);
    assert_int_equal(counted_for(w), today);
    w->c.now -= 3600 * 1000; /* a clock that was set back: the server's job believes it */
    assert_int_equal(task_roll_beside(&w->c, w->store), OK);
    assert_int_equal(counted_for(w), today - 1);
}

typedef struct {
    World *w;
    Random *random;
} Meanwhile;

static void *act_meanwhile(void *arg)
{
    const Meanwhile *m = arg;
    Ctx c = {.mem = arena_reserve((size_t)64 << 20), .now = m->w->c.now, .today = m->w->c.today};
    int done = 0;
    for (int i = 0; i < RANDOM_STEPS / 10; i++) done += !store_write(&c, m->w->store, random_step, m->random);
    arena_release(&c.mem);
    return done ? m->random : NULL;
}

/* What moves when a day begins is read beside the writer, while people act: none of them is counted twice or not. */
static void a_day_begins_while_people_act(void **state)
{
    World *w = *state;
    Random r = {.seed = 11};
    TaskCountList kept[GRAIN_NODE + 1];
    must_write(w, add_random, &r);
    for (int day = 0; day < 12; day++) {
        pthread_t other;
        Meanwhile m = {w, &r};
        void *acted;
        w->c.today++;
        assert_int_equal(pthread_create(&other, NULL, act_meanwhile, &m), 0);
        assert_int_equal(task_roll_beside(&w->c, w->store), OK);
        assert_int_equal(pthread_join(other, &acted), 0);
        assert_non_null(acted);
    }
    for (TaskGrain g = GRAIN_ALL; g <= GRAIN_NODE; g++)
        assert_int_equal(task_counts(&w->c, 0, g, w->c.today, &kept[g]), OK);
    must_write(w, rebuild, NULL);
    for (TaskGrain g = GRAIN_ALL; g <= GRAIN_NODE; g++) assert_same_counts(w, g, w->c.today, &kept[g]);
}

static Id found_task;

/* -- coming again ------------------------------------------------------------------------------------------------- */

static Fail begin_to_repeat(Ctx *c, void *monthly)
{
    NewTask n = {
        .lead = S("SYT"), .assigner = S("STTTT"), .title = S("Báo cáo tuần"), .begins = NO_DAY, .due = c->today + 2};
    int64_t target = 5;
    Id item;
    TRY(task_add(c, &n, true, &found_task));
    TRY(task_item_add(c, found_task, true, S("Số hộ"), S("hộ"), &target, &item));
    return task_repeat_set(c, found_task, monthly != NULL, c->today + 45);
}

static Fail run_repeats(Ctx *c, void *made) { return task_repeats_run(c, made); }

/* Due days of all tasks of that title, in order. */
static TaskList repeated(World *w)
{
    TaskChoice a = TASK_ANY;
    a.lead = S("SYT");
    return tasks_of(w, a);
}

static int run_on(World *w, Day day)
{
    int made = 0;
    w->c.today = day;
    must_write(w, run_repeats, &made);
    return made;
}

static void a_task_comes_again(void **state)
{
    World *w = *state;
    Day first = w->c.today, due = first + 2;
    must_write(w, begin_to_repeat, NULL);
    assert_int_equal(run_on(w, due), 0);
    assert_int_equal(run_on(w, due + 1), 1);
    assert_int_equal(run_on(w, due + 1), 0);
    assert_int_equal(repeated(w).at[1].due, due + 7);
    TaskItemList items;
    assert_int_equal(task_items(&w->c, repeated(w).at[1].id, &items), OK);
    assert_int_equal(items.n, 1);
    assert_int_equal(items.at[0].target, 5);
    assert_int_equal(run_on(w, due + 23), 1); /* nobody was there for two weeks: only the present one */
    assert_int_equal(repeated(w).at[2].due, due + 28);
    assert_int_equal(run_on(w, due + 29), 1);
    assert_int_equal(run_on(w, due + 36), 1); /* due on the 44th day, the last one before `until` */
    assert_int_equal(run_on(w, due + 60), 0);
    TaskRepeat repeat;
    assert_int_equal(task_repeat_get(&w->c, found_task, &repeat), OK);
    assert_false(repeat.is_on);
}

static void months_have_their_last_days(void **state)
{
    World *w = *state;
    w->c.today = day_of(2024, 10, 29);
    must_write(w, begin_to_repeat, "monthly"); /* due on 31 October */
    assert_int_equal(run_on(w, day_of(2024, 10, 31)), 0);
    assert_int_equal(run_on(w, day_of(2024, 11, 1)), 1);
    assert_int_equal(repeated(w).at[1].due, day_of(2024, 11, 30));
}

static Fail repeat_badly(Ctx *c, void *unused)
{
    (void)unused;
    NewTask n = {.lead = S("SYT"), .assigner = S("STTTT"), .title = S("Không hạn"), .begins = NO_DAY, .due = NO_DAY};
    TRY(task_add(c, &n, true, &found_task));
    return task_repeat_set(c, found_task, false, c->today + 30);
}

static void only_what_has_a_due_day_comes_again(void **state)
{
    assert_int_equal(do_write(*state, repeat_badly, NULL), FAIL_INPUT);
}

/* -- search ----------------------------------------------------------------------------------------------------- */

static Fail write_of_one(Ctx *c, void *unused)
{
    (void)unused;
    NewTask n = {.lead = S("SYT"),
                 .assigner = S("STTTT"),
                 .title = S("Khám sức khỏe điện tử"),
                 .begins = NO_DAY,
                 .due = NO_DAY,
                 .content = S("Tổ công nghệ số cộng đồng đến từng nhà")};
    Id item;
    TRY(task_add(c, &n, true, &found_task));
    TRY(task_item_add(c, found_task, false, S("Đọc mã QR"), (Str){0}, NULL, &item));
    return task_comment(c, found_task, S("Thiếu máy đo huyết áp"));
}

static Fail write_anew(Ctx *c, void *unused)
{
    (void)unused;
    NewTask n = {.lead = S("SYT"), .title = S("Khám bệnh từ xa"), .begins = NO_DAY, .due = NO_DAY};
    return task_change(c, found_task, 0, &n);
}

static TaskHitList found_by(World *w, const char *query)
{
    TaskHitList hits;
    Id next;
    if (task_search(&w->c, str_of(query), 0, 10, &hits, &next)) test_fails("search: %s", w->c.why);
    return hits;
}

static bool finds_it(World *w, const char *query)
{
    TaskHitList hits = found_by(w, query);
    for (size_t i = 0; i < hits.n; i++)
        if (hits.at[i].task.id == found_task) return true;
    return false;
}

static void words_find_tasks(void **state)
{
    World *w = *state;
    static const char *const good[] = {"kham suc khoe", "KHÁM Sức", "cong nghe so cong dong",
                                       "huyet ap",      "ma qr",    "may do huy"};
    static const char *const bad[] = {"kham benh", "zzz", "", "  ", "'; --", "khams"};
    must_write(w, write_of_one, NULL);
    for (size_t i = 0; i < sizeof good / sizeof *good; i++)
        if (!finds_it(w, good[i])) test_fails("'%s' does not find it", good[i]);
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        if (finds_it(w, bad[i])) test_fails("'%s' finds it", bad[i]);
    assert_str(found_by(w, "huyet ap").at[0].snippet, S("Thiếu máy đo huyết áp"));
    must_write(w, write_anew, NULL);
    assert_true(finds_it(w, "kham benh"));
    assert_false(finds_it(w, "suc khoe")); /* what is not there any more finds nothing */
    assert_false(finds_it(w, "cong dong"));
    must_write(w, rebuild, NULL);
    assert_true(finds_it(w, "huyet ap"));
}

static void only_those_who_may_see_it_find_it(void **state)
{
    World *w = *state;
    Actor other = {.person = 5, .role = ROLE_TEAM, .org = STR("X07201"), .subtree = STR("\nX07201\n")};
    Actor viewer = {.person = 6, .role = ROLE_VIEWER, .org = STR("SYT"), .subtree = STR("\nSYT\n")};
    must_write(w, write_of_one, NULL);
    w->c.actor = &other;
    assert_false(finds_it(w, "huyet ap"));
    w->c.actor = &viewer;
    assert_true(finds_it(w, "huyet ap"));
    w->c.actor = NULL;
    must_write(w, sync_plan, &(TaskSync){0});
    TaskHitList hits = found_by(w, "bang ron");
    assert_int_equal(hits.n, 0); /* proposals are the coordinator's */
}

/* However a list is chosen, "open" leaves out what is finished. */
static void open_means_open(void **state)
{
    World *w = *state;
    Random r = {.seed = 5};
    size_t closed = 0;
    must_write(w, add_random, &r);
    for (int i = 0; i < RANDOM_STEPS; i++) (void)do_write(w, random_step, &r);
    TaskList all = tasks_of(w, TASK_ANY);
    for (size_t i = 0; i < all.n; i++) {
        const Task *t = &all.at[i];
        TaskChoice by[] = {TASK_ANY, TASK_ANY, TASK_ANY, TASK_ANY, TASK_ANY};
        by[0].lead = t->lead, by[1].branch = t->branch, by[2].node = t->node, by[3].plan = t->plan;
        by[4].sort = SORT_UPDATED;
        if (task_states[t->state].is_open || closed++ > 20) continue;
        for (size_t k = 0; k < sizeof by / sizeof *by; k++) {
            Arena mark = w->c.mem;
            by[k].only_open = true;
            TaskList open = tasks_of(w, by[k]);
            for (size_t n = 0; n < open.n; n++) assert_true(task_states[open.at[n].state].is_open);
            arena_back(&w->c.mem, mark);
        }
    }
    assert_true(closed > 0);
}

static void pages_of_a_list_have_no_gap(void **state)
{
    World *w = *state;
    Random r = {.seed = 3};
    must_write(w, add_random, &r);
    for (int i = 0; i < 2 * (RANDOM_LEADS + 1); i++) { /* of all, and of each agency */
        TaskChoice choice = TASK_ANY;
        int lead = i / 2;
        if (lead < RANDOM_LEADS) choice.lead = str_of(leads[lead]);
        size_t n = 0, all = tasks_of(w, choice).n;
        TaskList page;
        int64_t last = INT64_MAX;
        choice.most = 7;
        choice.sort = i % 2 ? SORT_UPDATED : SORT_DUE;
        do {
            assert_int_equal(task_list(&w->c, &choice, &page, &choice.after), OK);
            n += page.n;
            for (size_t k = 0; i % 2 && k < page.n; k++) {
                assert_true(page.at[k].updated_at <= last);
                last = page.at[k].updated_at;
            }
        } while (choice.after.n);
        assert_int_equal(n, all);
    }
    TaskChoice bad = TASK_ANY;
    TaskList page;
    Str next;
    bad.after = S("x';--");
    assert_int_equal(task_list(&w->c, &bad, &page, &next), FAIL_INPUT);
}

/* -- faults
 * ------------------------------------------------------------------------------------------------------------- */

static void a_failing_statement_leaves_nothing(void **state)
{
    World *w = *state;
    Added a = {.due = day_of(2024, 9, 20)};
    must_write(w, add_one, &a);
    Task before = task_of(w, a.task);
    TaskEntryList told; /* added and assigned at once is told in one line */
    assert_int_equal(task_entries(&w->c, a.task, &told), OK);
    assert_int_equal(told.n, 1);
    TaskReport p = {.task = a.task, .percent = 100, .result = S("xong"), .asks = true, .link = S("https://x.vn")};
    int n = 0;
    do {
        store_fail_statement(w->store, ++n);
        Fail result = do_write(w, report, &p);
        if (!store_has_failed(w->store)) {
            assert_int_equal(result, OK);
            break;
        }
        assert_int_not_equal(result, OK);
        Task after = task_of(w, a.task);
        assert_int_equal(after.version, before.version);
        TaskEntryList entries;
        assert_int_equal(task_entries(&w->c, a.task, &entries), OK);
        assert_int_equal(entries.n, told.n);
    } while (n < 100);
    store_fail_statement(w->store, 0);
    assert_in_range(n, 5, 99);
}

int main(void)
{
#define T(f) cmocka_unit_test_setup_teardown(f, begin, world_ends)
    const struct CMUnitTest tests[] = {T(the_plan_becomes_proposals),
                                       T(a_correction_changes_only_what_changed),
                                       T(counters_add_up_on_every_day),
                                       T(a_day_begins_while_people_act),
                                       T(an_act_that_waited_over_midnight_counts_on_the_new_day),
                                       T(a_task_comes_again),
                                       T(months_have_their_last_days),
                                       T(only_what_has_a_due_day_comes_again),
                                       T(words_find_tasks),
                                       T(only_those_who_may_see_it_find_it),
                                       T(open_means_open),
                                       T(pages_of_a_list_have_no_gap),
                                       T(a_failing_statement_leaves_nothing)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
