// SPDX-License-Identifier: Apache-2.0
/* What one press did is said, and taken back: all of it, in time, by who did it, and nothing that others changed. */
#include "people/signed_in.h"
#include "plan/sample.h"
#include "work/work.h"

extern const Feature feature_work, feature_people, feature_receipt, feature_plan;
extern const Gate people_gate;
static const Feature *const list[] = {&feature_receipt, &feature_people, &feature_plan, &feature_work, NULL};

enum { TASKS = 3 };
static Id task[TASKS];
static SignedIn coordinator, other, official;

static Fail fill(Ctx *c, void *unused)
{
    (void)unused;
    TRY(org_ensure_shipped(c));
    TRY(signed_in_new(c, "Nguyễn Điều Phối", "STTTT", ROLE_COORDINATOR, &coordinator));
    TRY(signed_in_new(c, "Lê Cũng Điều Phối", "STTTT", ROLE_COORDINATOR, &other));
    TRY(signed_in_new(c, "Trần Thị Bình", "SCT", ROLE_OFFICIAL, &official));
    for (int i = 0; i < TASKS; i++) {
        NewTask n = {.lead = S("SCT"), .assigner = S("STTTT"), .begins = NO_DAY, .due = c->today + 5};
        n.title = str_format(&c->mem, "Việc số %d", i + 1);
        TRY(task_add(c, &n, true, &task[i]));
    }
    return OK;
}

static int begin(void **state)
{
    return world_begins(state, (ServerOptions){.features = list, .gate = &people_gate}, fill);
}

static Task task_now(World *w, Id id)
{
    Task t;
    if (task_by_id(&w->c, id, &t)) test_fails("%s", w->c.why);
    return t;
}

static Counts counts(World *w)
{
    TaskCountList all;
    if (task_counts(&w->c, 0, GRAIN_ALL, w->c.today, &all)) test_fails("%s", w->c.why);
    return counts_of(&all, (Str){0});
}

static const char *pause_all(World *w)
{
    return text_in(w, "viec=%lld&viec=%lld&viec=%lld&lam=tam-dung&ly-do=mua+bao", (long long)task[0],
                   (long long)task[1], (long long)task[2]);
}

static void an_act_on_many_is_taken_back_whole(void **state)
{
    World *w = *state;
    Counts before = counts(w), after;
    Task kept = task_now(w, task[1]);
    LocalReply r = submit_and_follow(w, &coordinator, "/viec", pause_all(w));
    assert_has(r.body, "Đã tạm dừng 3 việc.");
    assert_has(r.headers, "__Host-ngayso-bien-nhan=-1; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=0"); /* once */
    assert_int_equal(task_now(w, task[1]).state, TASK_PAUSED);
    r = submit_and_follow(w, &coordinator, undo_in(w, r.body), "");
    assert_has(r.body, "Đã hoàn tác 3 việc.");
    Task back = task_now(w, task[1]);
    assert_int_equal(back.state, kept.state);
    assert_int_equal(back.due, kept.due);
    assert_int_equal(back.percent, kept.percent);
    assert_true(back.assigned_at == kept.assigned_at);
    after = counts(w);
    assert_memory_equal(&before, &after, sizeof before);
    assert_has(visit(w, &coordinator, text_in(w, "/viec/%lld", (long long)task[1])).body, "hoàn tác");
}

static void what_others_changed_meanwhile_stays(void **state)
{
    World *w = *state;
    LocalReply r = submit_and_follow(w, &coordinator, "/viec", pause_all(w));
    const char *undo = undo_in(w, r.body);
    submit_and_follow(w, &other, text_in(w, "/viec/%lld/quan-ly", (long long)task[2]), "lam=huy&ly-do=thoi");
    r = submit_and_follow(w, &coordinator, undo, "");
    assert_has(r.body, "Đã hoàn tác 2 việc.");
    assert_has(r.body, "Việc số 3</a>: đã có người đổi tiếp sau đó");
    assert_int_equal(task_now(w, task[2]).state, TASK_CANCELLED);
    assert_status(submit(w, &coordinator, undo, ""), 409); /* once */
}

static Fail grow_old(Ctx *c, void *nothing)
{
    (void)nothing;
    return store_run(c, "UPDATE receipt SET at = at - $2 WHERE office_id = $1", OFFICE, (int64_t)RECEIPT_UNDO_MS);
}

static void nobody_takes_back_what_another_did_nor_when_it_is_late(void **state)
{
    World *w = *state;
    LocalReply r = submit_and_follow(w, &coordinator, "/viec", pause_all(w));
    const char *undo = undo_in(w, r.body);
    assert_status(submit(w, &other, undo, ""), 404);
    assert_status(visit(w, &other, text_in(w, "%.*s", (int)(strlen(undo) - strlen("/hoan-tac")), undo)), 404);
    assert_int_equal(task_now(w, task[0]).state, TASK_PAUSED);
    if (store_write(&w->c, w->store, grow_old, NULL)) test_fails("%s", w->c.why);
    r = submit(w, &coordinator, undo, "");
    assert_status(r, 409);
    assert_has(r.body, "Đã quá 10 phút");
    assert_int_equal(task_now(w, task[0]).state, TASK_PAUSED);
}

static void one_press_on_one_task_has_a_receipt_too(void **state)
{
    World *w = *state;
    const char *its = text_in(w, "/viec/%lld", (long long)task[0]);
    LocalReply r = submit_and_follow(w, &official, text_in(w, "%s/thuc-hien", its), "lam=de-nghi");
    assert_has(r.body, "Đã đề nghị xác nhận việc “Việc số 1”.");
    r = submit_and_follow(w, &official, undo_in(w, r.body), "");
    assert_has(r.body, "Đã hoàn tác 1 việc.");
    assert_int_equal(task_now(w, task[0]).state, TASK_NEW);
}

/* A script that follows its own redirect does not use the receipt up; one that says itself what it did gets none. */
static void a_script_leaves_the_receipt_to_the_page_that_somebody_comes_to(void **state)
{
    World *w = *state;
    const char *its = text_in(w, "/viec/%lld/thuc-hien", (long long)task[0]);
    LocalReply r = submit(w, &official, its, "lam=de-nghi");
    Str receipt = header_part(r, "__Host-ngayso-bien-nhan=", ';');
    assert_true(receipt.n);
    const char *cookies =
        text_in(w, "Cookie: __Host-ngayso=%s; __Host-ngayso-bien-nhan=%.*s\r\n", official.token, STR_ARGS(receipt));
    const char *its_page = text_in(w, "/viec/%lld", (long long)task[0]);
    r = ask(w, its_page, text_in(w, "%sSec-Fetch-Dest: empty\r\n", cookies), NULL);
    assert_has_not(r.body, "Đã đề nghị xác nhận");
    assert_false(header_part(r, "__Host-ngayso-bien-nhan=", ';').n);
    r = ask(w, its_page, text_in(w, "%sSec-Fetch-Dest: document\r\n", cookies), NULL);
    assert_has(r.body, "Đã đề nghị xác nhận");
    assert_str(header_part(r, "__Host-ngayso-bien-nhan=", ';'), S("-1"));
    its = text_in(w, "/viec/%lld/thuc-hien", (long long)task[1]);
    r = ask(w, its, text_in(w, "%sHX-Request: true\r\n", official.cookie),
            text_in(w, "_token=%s&lam=de-nghi", official.form));
    assert_status(r, 303);
    assert_false(header_part(r, "__Host-ngayso-bien-nhan=", ';').n);
}

static Id plan;

static Fail take_plan(Ctx *c, void *unused)
{
    (void)unused;
    TRY(sample_plan_read(c, &plan));
    TRY(sample_titles_looked_at(c, plan));
    return sample_settle(c, plan);
}

static Fail add_its_task(Ctx *c, void *unused)
{
    NewTask n = {.plan = plan, .lead = S("SCT"), .assigner = S("STTTT"), .begins = NO_DAY, .due = NO_DAY};
    (void)unused;
    n.title = S("Việc của kế hoạch");
    return task_add(c, &n, false, &task[0]);
}

/* Nothing has left the house until there are tasks. */
static void an_activation_is_taken_back_before_there_are_tasks(void **state)
{
    World *w = *state;
    PlanCard card;
    must(store_write(&w->c, w->store, take_plan, NULL));
    const char *path = text_in(w, "/ke-hoach/%lld/kich-hoat", (long long)plan);
    LocalReply r = submit_and_follow(w, &coordinator, path, "");
    assert_has(r.body, "Đã kích hoạt kế hoạch.");
    must(plan_card(&w->c, plan, &card));
    assert_true(plan_is_active(&card));
    (void)submit_and_follow(w, &coordinator, undo_in(w, r.body), "");
    must(plan_card(&w->c, plan, &card));
    assert_false(plan_is_active(&card));
    r = submit_and_follow(w, &coordinator, path, "");
    const char *undo = undo_in(w, r.body);
    must(store_write(&w->c, w->store, add_its_task, NULL));
    r = submit_and_follow(w, &coordinator, undo, "");
    assert_has(r.body, "đã lập danh sách việc từ kế hoạch này");
    must(plan_card(&w->c, plan, &card));
    assert_true(plan_is_active(&card));
}

int main(void)
{
#define T(test) cmocka_unit_test_setup_teardown(test, begin, world_ends)
    const struct CMUnitTest tests[] = {
        T(an_act_on_many_is_taken_back_whole),
        T(what_others_changed_meanwhile_stays),
        T(nobody_takes_back_what_another_did_nor_when_it_is_late),
        T(one_press_on_one_task_has_a_receipt_too),
        T(a_script_leaves_the_receipt_to_the_page_that_somebody_comes_to),
        T(an_activation_is_taken_back_before_there_are_tasks),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
