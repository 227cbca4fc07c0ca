// SPDX-License-Identifier: Apache-2.0
/* A plan on a line of days: its rows and pages, what does not fit, orders set from it, days proposed from it. */
#include "http/world.h"
#include "people/signed_in.h"
#include "plan/sample.h"
#include "schedule/schedule.h"

extern const Feature feature_schedule, feature_work;
static const Feature *const list[] = {&feature_work, &feature_schedule, NULL};
static SignedIn coordinator, official, member;
enum { TASKS = 28 };
static Id plan, nodes[3], tasks[TASKS], undated;

static Fail add_task(Ctx *c, Id node, Str lead, Str title, Day due, Id *task)
{
    NewTask n = {
        .plan = plan, .node = node, .lead = lead, .assigner = S("STTTT"), .title = title, .begins = NO_DAY, .due = due};
    return task_add(c, &n, true, task);
}

static Fail prepare(Ctx *c, void *unused)
{
    PlanActivityList activities;
    Id other;
    (void)unused;
    TRY(sample_plan_active(c, &plan));
    TRY(signed_in_new(c, "Chi", "STTTT", ROLE_COORDINATOR, &coordinator));
    TRY(signed_in_new(c, "An", "SYT", ROLE_OFFICIAL, &official));
    TRY(signed_in_new(c, "Tổ", "SYT", ROLE_TEAM, &member));
    TRY(plan_activities(c, plan, &activities));
    for (int i = 0; i < 3; i++) nodes[i] = activities.at[i].node;
    for (int i = 0; i < TASKS; i++)
        TRY(add_task(c, nodes[0], i % 2 ? S("SCT") : S("SYT"), str_format(&c->mem, "Việc <%d>", i), c->today + 2 + i,
                     &tasks[i]));
    TRY(add_task(c, nodes[1], S("SYT"), S("Việc không hạn"), NO_DAY, &undated));
    return add_task(c, 0, S("SYT"), S("Việc thêm tay"), c->today, &other);
}

static int begin(void **state)
{
    return world_begins(state, (ServerOptions){.features = list, .gate = &people_gate, .today = day_of(2024, 9, 28)},
                        prepare);
}

#define at1(w, format, a)    str_c(&(w)->c.mem, str_format(&(w)->c.mem, format, (long long)(a)))
#define at2(w, format, a, b) str_c(&(w)->c.mem, str_format(&(w)->c.mem, format, (long long)(a), (long long)(b)))

#define OPEN "/tien-do?ke-hoach=%lld&hoat-dong=%lld"

static void activities_stand_on_the_line(void **state)
{
    World *w = *state;
    LocalReply r = ask(w, "/tien-do", coordinator.cookie, NULL);
    assert_status(r, 200);
    assert_has(r.body, "Trình tự và thời hạn các việc");
    assert_has(r.body, at1(w, "id=\"hoat-dong-%lld\"", nodes[2]));
    assert_has(r.body, "0/28 việc xong");
    assert_has(r.body, "1 việc không thuộc hoạt động nào");
    assert_has_not(r.body, "Việc &lt;0&gt;"); /* closed */
    assert_has_not(r.body, "style=");
    assert_status(ask(w, at1(w, "/tien-do?ke-hoach=%lld", 77), coordinator.cookie, NULL), 404);
    assert_status(ask(w, at2(w, OPEN, plan, 77), coordinator.cookie, NULL), 404);
    assert_status(ask(w, "/tien-do", NULL, NULL), 303);
}

static void an_open_activity_shows_its_tasks_a_page_at_a_time(void **state)
{
    World *w = *state;
    PlanCard card;
    PlanRows rows;
    PlanRowsChoice choice = {.plan = &card, .open = nodes[0]};
    LocalReply r = ask(w, at2(w, OPEN, plan, nodes[0]), coordinator.cookie, NULL);
    assert_status(r, 200);
    assert_has(r.body, "Việc &lt;0&gt;");
    assert_has_not(r.body, "Việc &lt;25&gt;");
    assert_has(r.body, "aria-expanded=\"true\"");
    assert_has(r.body, text_in(w, "%d việc tiếp theo", LINE_TASKS));
    assert_int_equal(plan_card(&w->c, plan, &card), OK);
    assert_int_equal(plan_rows(&w->c, &choice, &rows), OK);
    assert_int_equal(rows.tasks.n, LINE_TASKS);
    assert_true(rows.rows.at[1].width > 0 && rows.rows.at[1].at + rows.rows.at[1].width <= 100);
    for (int left = TASKS - LINE_TASKS; left > 0; left -= LINE_TASKS) {
        choice.after = rows.next;
        assert_int_equal(plan_rows(&w->c, &choice, &rows), OK);
        assert_int_equal(rows.tasks.n, left < LINE_TASKS ? left : LINE_TASKS);
    }
    assert_int_equal(rows.next.n, 0);
    choice.after = task_list_from(&w->c, &rows.tasks.at[3]); /* as a task's page leads here */
    Id fourth = rows.tasks.at[3].id;
    assert_int_equal(plan_rows(&w->c, &choice, &rows), OK);
    assert_int_equal(rows.tasks.at[0].id, fourth);
    r = ask(w, at2(w, OPEN, plan, nodes[1]), coordinator.cookie, NULL);
    assert_has(r.body, "không có hạn");
    assert_has_not(r.body, "data-due");
    assert_status(ask(w, at2(w, OPEN "&sau=xyz", plan, nodes[0]), coordinator.cookie, NULL), 400);
}

static void of_one_agency_only(void **state)
{
    World *w = *state;
    LocalReply r = ask(w, at2(w, OPEN "&co-quan=SCT", plan, nodes[0]), coordinator.cookie, NULL);
    assert_status(r, 200);
    assert_has(r.body, "0/14 việc xong");
    assert_has_not(r.body, "Việc &lt;0&gt;");
    assert_has_not(r.body, at1(w, "id=\"hoat-dong-%lld\"", nodes[1]));
    r = ask(w, at2(w, OPEN, plan, nodes[0]), member.cookie, NULL); /* who sees no other's */
    assert_status(r, 200);
    assert_has(r.body, "Việc &lt;0&gt;");
    assert_has_not(r.body, "Việc &lt;1&gt;");
    assert_status(ask(w, "/tien-do?co-quan=SCT", member.cookie, NULL), 404);
    assert_has(ask(w, "/tien-do?co-quan=SGTVT", coordinator.cookie, NULL).body, "không chủ trì việc nào");
}

/* -- orders -----------------------------------------------------------------------------------------------------------
 */

static void a_task_is_put_behind_another(void **state)
{
    World *w = *state;
    const char *path = at1(w, "/viec/%lld/sau", tasks[0]), *page = at2(w, OPEN, plan, nodes[0]);
    LocalReply r = submit(w, &coordinator, path, at2(w, "truoc=%lld&ke-hoach=%lld", tasks[3], plan));
    assert_status(r, 303);
    r = ask(w, page, coordinator.cookie, NULL);
    assert_has(r.body, "sau: ");
    assert_has(r.body, "class=\"thread wrong\"");
    assert_has(r.body, "đến hạn 30/9/2024 trong khi việc trước hạn 03/10/2024");
    assert_has(r.body, "1 chỗ sai thứ tự");
    r = ask(w, at1(w, "/viec/%lld", tasks[0]), coordinator.cookie, NULL);
    assert_has(r.body, "Phải xong trước");
    assert_has(r.body, "đến hạn 30/9/2024 trong khi việc trước hạn 03/10/2024");
    assert_has(ask(w, at1(w, "/viec/%lld", tasks[3]), coordinator.cookie, NULL).body, "Đang đợi việc này");
    /* What is refused is drawn again with the sentence, and with what was chosen. */
    r = submit(w, &coordinator, at1(w, "/viec/%lld/sau", tasks[3]),
               at2(w, "truoc=%lld&hoat-dong=%lld", tasks[0], nodes[0]));
    assert_status(r, 409);
    assert_has(r.body, "phải đợi");
    assert_has(r.body, at1(w, "<option value=\"%lld\" selected>", tasks[0]));
    assert_status(submit(w, &official, path, at2(w, "truoc=%lld&ke-hoach=%lld", tasks[4], plan)), 404);
    assert_status(submit(w, &official, at2(w, "/viec/%lld/sau/%lld/bo", tasks[0], tasks[3]), "x=1"), 404);
    r = submit(w, &coordinator, at2(w, "/viec/%lld/sau/%lld/bo", tasks[0], tasks[3]),
               at2(w, "hoat-dong=%lld&ke-hoach=%lld", nodes[0], plan));
    assert_status(r, 303);
    assert_has_not(ask(w, page, coordinator.cookie, NULL).body, "sau: ");
}

static void an_activity_is_put_behind_another(void **state)
{
    World *w = *state;
    const char *path = at2(w, "/tien-do/%lld/%lld/sau", plan, nodes[1]);
    const char *drop = str_c(&w->c.mem, str_format(&w->c.mem, "%s/%lld/bo", path, (long long)nodes[0]));
    LocalReply r = submit(w, &official, path, at1(w, "truoc=%lld", nodes[0]));
    assert_status(r, 404);
    assert_status(submit(w, &coordinator, path, at1(w, "truoc=%lld", nodes[0])), 303);
    r = ask(w, "/tien-do", coordinator.cookie, NULL);
    assert_has(r.body, "bắt đầu 01/10/2024 trong khi việc trước hạn 10/10/2024");
    assert_has(r.body, at1(w, "<a href=\"#hoat-dong-%lld\">3.1.a", nodes[0]));
    r = submit(w, &coordinator, at2(w, "/tien-do/%lld/%lld/sau", plan, nodes[0]), at1(w, "truoc=%lld", nodes[1]));
    assert_status(r, 409);
    assert_has(r.body, "Không đặt được");
    r = submit(w, &coordinator, drop, "x=1");
    assert_status(r, 303);
    assert_has_not(ask(w, "/tien-do", coordinator.cookie, NULL).body, "sau: ");
}

/* -- days
 * --------------------------------------------------------------------------------------------------------------- */

static void whose_bar_can_be_moved(void **state)
{
    World *w = *state;
    const char *path = at2(w, "/tien-do?ngay=2024-10-14&hoat-dong=%lld&viec=%lld", nodes[0], tasks[0]);
    LocalReply r = ask(w, path, coordinator.cookie, NULL);
    assert_has(r.body, at1(w, "action=\"/viec/%lld/han\"", tasks[0]));
    assert_has(r.body, "value=\"14/10/2024\"");
    assert_has(r.body, "autofocus");
    r = ask(w, path, official.cookie, NULL); /* of the agency that leads it */
    assert_has(r.body, at1(w, "action=\"/viec/%lld/gia-han\"", tasks[0]));
    assert_has(r.body, at1(w, "id=\"viec-%lld\" class=\"part\" data-due=", tasks[0]));
    assert_has_not(r.body, at1(w, "id=\"viec-%lld\" class=\"part\" data-due=", tasks[1]));
    assert_has_not(r.body, "Thêm thứ tự");
    r = submit(w, &official, at1(w, "/viec/%lld/gia-han", tasks[0]), "han=14/10/2024&ly-do=mua");
    assert_status(r, 303);
    r = ask(w, path, official.cookie, NULL);
    assert_has(r.body, "xin gia hạn đến 14/10/2024, chờ trả lời");
    assert_has_not(r.body, "gia-han\"");
}

static void it_is_told_as_json_too(void **state)
{
    World *w = *state;
    LocalReply r = ask(w, at2(w, "/api/v1" OPEN, plan, nodes[0]), coordinator.cookie, NULL);
    assert_status(r, 200);
    json_t *o = json_in(r);
    assert_int_equal(json_array_size(json_object_get(o, "tasks")), LINE_TASKS);
    assert_true(json_array_size(json_object_get(o, "activities")) > 5);
    json_t *first = json_array_get(json_object_get(o, "activities"), 0);
    assert_int_equal(json_integer_value(json_object_get(first, "tasks")), TASKS);
    json_decref(o);
}

static void without_a_plan_it_says_what_to_do(void **state)
{
    (void)state;
    World *w = world_begin(migrations, (ServerOptions){.features = list}, NULL, 0);
    LocalReply r = get(w, "/tien-do");
    assert_status(r, 200);
    assert_has(r.body, "Chưa có kế hoạch nào");
    assert_status(get(w, "/api/v1/tien-do"), 200);
    world_end(w);
}

int main(void)
{
#define T(f) cmocka_unit_test_setup_teardown(f, begin, world_ends)
    const struct CMUnitTest tests[] = {
        T(activities_stand_on_the_line),
        T(an_open_activity_shows_its_tasks_a_page_at_a_time),
        T(of_one_agency_only),
        T(a_task_is_put_behind_another),
        T(an_activity_is_put_behind_another),
        T(whose_bar_can_be_moved),
        T(it_is_told_as_json_too),
        cmocka_unit_test(without_a_plan_it_says_what_to_do),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
