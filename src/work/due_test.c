// SPDX-License-Identifier: Apache-2.0
/* "Trước ngày 20/10/2024", when the 19th is a Saturday: whoever sets such a day, has it set, or decides about it reads
 * so on the page. */
#include "http/world.h"
#include "people/signed_in.h"
#include "plan/sample.h"
#include "work/work.h"

extern const Feature feature_work, feature_plan, feature_people;
extern const Gate people_gate;
static const Feature *const list[] = {&feature_people, &feature_plan, &feature_work, NULL};

static const char interpreted[] =
    "“Trước ngày 20/10/2024” là chậm nhất hết ngày 19/10/2024. Ngày 19/10/2024 là Thứ Bảy, "
    "cơ quan không làm việc; ngày làm việc liền trước là Thứ Sáu, 18/10/2024.";
static const char before_sunday[] = "tr%C6%B0%E1%BB%9Bc+ng%C3%A0y+20/10/2024";

static Id task, plan;
static SignedIn coordinator, official;

static Fail prepare(Ctx *c, void *unused)
{
    (void)unused;
    TaskSync sync;
    TRY(sample_plan_active(c, &plan));
    TRY(task_sync(c, plan, &sync));
    TRY(signed_in_new(c, "Nguyễn Văn Phối", "STTTT", ROLE_COORDINATOR, &coordinator));
    TRY(signed_in_new(c, "Trần Thị Bình", "SCT", ROLE_OFFICIAL, &official));
    NewTask n = {.lead = S("SCT"),
                 .assigner = S("STTTT"),
                 .title = S("Vận động hộ lên sàn"),
                 .begins = NO_DAY,
                 .due = day_of(2024, 10, 10)};
    return task_add(c, &n, true, &task);
}

static int begin(void **state)
{
    return world_begins(state, (ServerOptions){.features = list, .gate = &people_gate}, prepare);
}

__attribute__((format(printf, 2, 3))) static const char *at(World *w, const char *format, ...)
{
    char text[900];
    va_list args;
    va_start(args, format);
    vsnprintf(text, sizeof text, format, args);
    va_end(args);
    return str_copy(&w->c.mem, str_of(text)).p;
}

/* What is sent leads to a page: that one. */
static void who_sets_a_due_day_is_told_what_it_means(void **state)
{
    World *w = *state;
    LocalReply r = submit_and_follow(w, &coordinator, at(w, "/viec/%lld/han", (long long)task),
                                     at(w, "han=%s&ly-do=mua", before_sunday));
    assert_has(r.body, interpreted);
    r = submit_and_follow(w, &coordinator, "/viec",
                          at(w, "viec=%lld&lam=han&han=%s&ly-do=mua", (long long)task, before_sunday));
    assert_has(r.body, interpreted);
    r = submit_and_follow(w, &coordinator, at(w, "/viec/%lld/sua", (long long)task),
                          at(w, "ten=Viec&co-quan=SCT&han=%s", before_sunday));
    assert_has(r.body, interpreted);
    r = submit_and_follow(w, &coordinator, at(w, "/ke-hoach/%lld/viec/moi", (long long)plan),
                          at(w, "ten=Them&co-quan=SCT&han=%s", before_sunday));
    assert_has(r.body, interpreted);
}

static void the_day_stays_marked_where_people_decide_about_it(void **state)
{
    World *w = *state;
    const char *its = at(w, "/viec/%lld", (long long)task);
    submit_and_follow(w, &coordinator, at(w, "%s/han", its), at(w, "han=%s&ly-do=mua", before_sunday));
    assert_has(visit(w, &official, its).body, "Ngày này là Thứ Bảy, cơ quan không làm việc");
    assert_has(visit(w, &coordinator, at(w, "%s/sua", its)).body, "Ngày 19/10/2024 là Thứ Bảy");
    assert_has(ask(w, at(w, "/api/v1%s", its), coordinator.cookie, NULL).body, "\"due_note\":\"là Thứ Bảy");
    LocalReply r = submit_and_follow(w, &official, at(w, "%s/gia-han", its), "han=27/10/2024&ly-do=mua");
    assert_has(r.body, "Ngày 27/10/2024 là Chủ nhật");
    assert_has(visit(w, &coordinator, its).body, "Ngày 27/10/2024 là Chủ nhật"); /* who answers sees it too */
    assert_has(ask(w, at(w, "/api/v1%s", its), coordinator.cookie, NULL).body, "\"asked\":\"2024-10-27\"");
}

static void the_review_before_assigning_counts_and_marks_days_off(void **state)
{
    World *w = *state;
    const char *review = at(w, "/ke-hoach/%lld/giao-viec", (long long)plan);
    LocalReply r = submit_and_follow(w, &coordinator, at(w, "/ke-hoach/%lld/viec/moi", (long long)plan),
                                     at(w, "ten=Them&co-quan=SCT&han=%s", before_sunday));
    assert_has(r.body, "Thứ Bảy, ngày nghỉ");
    r = visit(w, &coordinator, review);
    assert_has(r.body, "có hạn vào ngày nghỉ");
    assert_has(r.body, "data-label=\"Hạn vào ngày nghỉ\">1</td>");
}

static void what_was_done_to_the_proposed_list_is_said(void **state)
{
    World *w = *state;
    const char *review = at(w, "/ke-hoach/%lld/giao-viec", (long long)plan);
    TaskChoice proposed = TASK_ANY;
    TaskList tasks;
    Str next;
    submit_and_follow(w, &coordinator, at(w, "/ke-hoach/%lld/viec/moi", (long long)plan), "ten=Nua&co-quan=SCT");
    proposed.plan = plan, proposed.state = TASK_PROPOSED, proposed.most = 1;
    assert_int_equal(task_list(&w->c, &proposed, &tasks, &next), OK);
    assert_int_equal(tasks.n, 1);
    long long its = tasks.at[0].id;
    LocalReply r = submit_and_follow(w, &coordinator, review, at(w, "viec=%lld&lam=han&han=25/10/2024", its));
    assert_has(r.body, "Đã đặt hạn cho 1 việc.");
    r = submit_and_follow(w, &coordinator, review, at(w, "viec=%lld&muc=tay&lam=han&han=", its));
    assert_has(r.body, "Đã bỏ hạn của 1 việc.");
    r = submit_and_follow(w, &coordinator, review, at(w, "viec=%lld&muc=tay&lam=giao", its));
    assert_has(r.body, "Đã giao 1 việc.");
}

static Fail second_task(Ctx *c, void *id)
{
    NewTask n = {.lead = S("SCT"),
                 .assigner = S("STTTT"),
                 .title = S("Báo cáo khuyến mại"),
                 .begins = day_of(2024, 10, 15),
                 .due = day_of(2024, 10, 20)};
    return task_add(c, &n, true, id);
}

static void what_cannot_be_done_to_one_of_many_is_passed_over_and_said(void **state)
{
    World *w = *state;
    Id other;
    Task t;
    if (store_write(&w->c, w->store, second_task, &other)) test_fails("%s", w->c.why);
    const char *both = at(w, "viec=%lld&viec=%lld", (long long)task, (long long)other);
    LocalReply r = submit_and_follow(w, &coordinator, "/viec", at(w, "%s&lam=han&han=12/10/2024&ly-do=mua", both));
    assert_has(r.body, "Đã đổi hạn 1 việc.");
    assert_has(r.body, "Báo cáo khuyến mại</a>: Hạn phải từ ngày bắt đầu 15/10/2024 trở đi.");
    assert_has(r.body, "Hoàn tác");
    assert_int_equal(task_by_id(&w->c, task, &t), OK);
    assert_int_equal(t.due, day_of(2024, 10, 12));
}

static void what_can_be_done_to_none_comes_back_with_its_ticks(void **state)
{
    World *w = *state;
    Id other;
    if (store_write(&w->c, w->store, second_task, &other)) test_fails("%s", w->c.why);
    Str headers = str_format(&w->c.mem, "Sec-Fetch-Site: same-origin\r\n%s", coordinator.cookie);
    LocalReply r =
        ask(w, "/viec", headers.p,
            at(w, "_token=%s&viec=%lld&lam=han&han=12/10/2024&ly-do=mua", coordinator.form, (long long)other));
    assert_status(r, 400);
    assert_has(r.body, "Chưa đổi việc nào. “Báo cáo khuyến mại”: Hạn phải từ ngày bắt đầu 15/10/2024 trở đi.");
    assert_has(r.body, at(w, "name=\"viec\" value=\"%lld\" aria-label=\"Đánh dấu\" checked", (long long)other));
}

static void an_address_made_by_others_says_nothing(void **state)
{
    World *w = *state;
    LocalReply r = visit(w, &coordinator, at(w, "/viec/%lld?han-ghi=khong+co+ngay", (long long)task));
    assert_status(r, 200);
    assert_has_not(r.body, "notice warn");
}

static Fail take_foreign(Ctx *c, void *id)
{
    static const char text[] =
        "ỦY BAN NHÂN DÂN\nTỈNH HÀ NAM\nSố: 12/KH-UBND\nHà Nam, ngày 03 tháng 9 năm 2024\nKẾ HOẠCH\n"
        "Tổ chức Ngày hội đọc sách tỉnh Hà Nam năm 2024\nI. NỘI DUNG\n1. Thi đọc\n"
        "- Cơ quan chủ trì: UBND các huyện, thị xã, thành phố\n- Thời gian: ngày 20/9/2024\n";
    TaskSync sync;
    Id *foreign = id;
    TRY(sample_take(c, S("ha-nam.txt"), S(text), foreign));
    TRY(sample_settle(c, *foreign));
    TRY(plan_activate(c, *foreign));
    return task_sync(c, *foreign, &sync);
}

/* Their districts are not ours, though they are called the same. */
static void a_plan_from_elsewhere_gives_no_work_to_our_districts(void **state)
{
    World *w = *state;
    Id foreign;
    TaskChoice a = TASK_ANY;
    TaskList tasks;
    Str next;
    if (store_write(&w->c, w->store, take_foreign, &foreign)) test_fails("%s", w->c.why);
    a.plan = foreign, a.state = TASK_PROPOSED;
    assert_int_equal(task_list(&w->c, &a, &tasks, &next), OK);
    assert_int_equal(tasks.n, 1);
    assert_int_equal(tasks.at[0].lead.n, 0);
}

static void who_assigns_is_told_what_would_be_late_at_once(void **state)
{
    World *w = *state;
    const char *all = at(w, "/ke-hoach/%lld/giao-viec", (long long)plan);
    assert_has_not(visit(w, &coordinator, at(w, "%s/tat-ca", all)).body, "có hạn đã qua");
    submit_and_follow(w, &coordinator, at(w, "/ke-hoach/%lld/viec/moi", (long long)plan),
                      "ten=Muon&co-quan=SCT&han=01/9/2024");
    assert_has(visit(w, &coordinator, at(w, "%s/tat-ca", all)).body, "1 việc có hạn đã qua");
}

int main(void)
{
#define T(f) cmocka_unit_test_setup_teardown(f, begin, world_ends)
    const struct CMUnitTest tests[] = {T(who_sets_a_due_day_is_told_what_it_means),
                                       T(the_day_stays_marked_where_people_decide_about_it),
                                       T(the_review_before_assigning_counts_and_marks_days_off),
                                       T(what_was_done_to_the_proposed_list_is_said),
                                       T(what_cannot_be_done_to_one_of_many_is_passed_over_and_said),
                                       T(what_can_be_done_to_none_comes_back_with_its_ticks),
                                       T(a_plan_from_elsewhere_gives_no_work_to_our_districts),
                                       T(who_assigns_is_told_what_would_be_late_at_once),
                                       T(an_address_made_by_others_says_nothing)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
