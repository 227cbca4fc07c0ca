// SPDX-License-Identifier: Apache-2.0
/* The first page of each role: what they have to do comes first, with the act beside it, and nobody else's. */
#include "difficulty/difficulty.h"
#include "doc/doc.h"
#include "people/signed_in.h"
#include "plan/sample.h"
#include "store/backup.h"
#include "work/work.h"

extern const Gate people_gate;

static Id plan, late, reported, hard;
static SignedIn coordinator, chairman, official, other, viewer, admin;

static Fail fill(Ctx *c, void *unused)
{
    (void)unused;
    TRY(sample_plan_read(c, &plan));
    TRY(signed_in_new(c, "Nguyễn Điều Phối", "STTTT", ROLE_COORDINATOR, &coordinator));
    TRY(signed_in_new(c, "Lê Chủ Tịch", "UBND", ROLE_CHAIRMAN, &chairman));
    TRY(signed_in_new(c, "Trần Thị Bình", "SCT", ROLE_OFFICIAL, &official));
    TRY(signed_in_new(c, "Vũ Văn Khác", "SYT", ROLE_OFFICIAL, &other));
    TRY(signed_in_new(c, "Đỗ Xem", "UBND", ROLE_VIEWER, &viewer));
    TRY(signed_in_new(c, "Phan Văn Quản", "STTTT", ROLE_ADMIN, &admin));
    NewTask n = {.plan = plan, .lead = S("SCT"), .assigner = S("STTTT"), .begins = NO_DAY};
    n.title = S("Báo cáo khuyến mại"), n.due = c->today - 3;
    TRY(task_add(c, &n, true, &late));
    n.title = S("Gửi danh sách gian hàng"), n.due = c->today + 1;
    TRY(task_add(c, &n, true, &reported));
    TRY(task_report(c, &(TaskReport){.task = reported, .percent = 100, .result = S("đã gửi"), .asks = true}));
    return difficulty_raise(c, late, S("Thiếu kinh phí in tờ rơi"), &hard);
}

static int begin(void **state)
{
    ServerOptions o = {.features = features, .gate = &people_gate, .today = day_of(2024, 9, 28)};
    *state = world_begin(migrations, o, fill, 0);
    return 0;
}

static Str home_of(World *w, const SignedIn *who)
{
    LocalReply r = visit(w, who, "/");
    assert_status(r, 200);
    return r.body;
}

static bool has(Str page, const char *part) { return str_find(page, str_of(part)) < page.n; }

static void an_official_sees_what_burns_with_its_button(void **state)
{
    World *w = *state;
    Str page = home_of(w, &official);
    assert_has(page, "Việc cần làm hôm nay");
    assert_has(page, text_in(w, "<a class=\"button quiet\" href=\"/cap-nhat/SCT?viec=%lld#viec-%lld\">Cập nhật",
                             (long long)late, (long long)late));
    assert_has(page, "1 việc quá hạn, 0 việc sắp đến hạn, trong 1 việc cơ quan đang làm");
    assert_has_not(page, "Gửi danh sách gian hàng"); /* reported: it is others' turn */
    assert_true(str_find(page, S("Việc cần làm hôm nay")) < str_find(page, S("Mỗi hoạt động đang ở đâu?")));
    page = home_of(w, &other);
    assert_has(page, "kế hoạch đang được rà soát, kích hoạt xong mới giao việc"); /* so it is in this world */
    assert_has_not(page, "Báo cáo khuyến mại");
    assert_has_not(page, "Thiếu kinh phí");
}

static void a_coordinator_sees_what_waits_for_them(void **state)
{
    World *w = *state;
    Str page = home_of(w, &coordinator);
    assert_has(page, "<b>1 việc báo đã xong, chờ xác nhận</b>");
    assert_has(page, "href=\"/viec?trang-thai=asked\"");
    assert_has(page, "Thiếu kinh phí in tờ rơi");
    assert_has(page, "1 cơ quan có việc quá hạn");
    LocalReply r = visit(w, &coordinator, "/don-doc?loai=qua-han&chon=moi-trang");
    assert_int_equal(count_of(r.body, "aria-label=\"Đánh dấu\" checked"),
                     1); /* the agency that is late is ticked already */
}

typedef struct {
    Id id;
    const char *text;
} Submit;
static Fail submit_hard(Ctx *c, void *arg)
{
    Submit *s = arg;
    return difficulty_move(c, s->id, DIFFICULTY_SUBMIT, str_of(s->text));
}

static void a_chairman_agrees_with_one_press_and_it_comes_back_to_the_agency(void **state)
{
    World *w = *state;
    Submit s = {hard, "Bổ sung 20 triệu đồng từ nguồn dự phòng"};
    assert_has_not(home_of(w, &chairman), "Thiếu kinh phí");
    assert_int_equal(store_write(&w->c, w->store, submit_hard, &s), OK);
    Str page = home_of(w, &chairman);
    assert_has(page, "Đề xuất: Bổ sung 20 triệu đồng từ nguồn dự phòng");
    assert_has(page, "name=\"dong-y\" value=\"1\">Đồng ý");
    assert_has(page, "Việc đang đến đâu?");
    LocalReply r = submit(w, &chairman, text_in(w, "/kho-khan/%lld/chi-dao", (long long)hard),
                          "noi-dung=B%E1%BB%95+sung&co-quan=SCT&han=2024-10-04&dong-y=1");
    assert_status(r, 303);
    assert_has_not(home_of(w, &chairman), "Thiếu kinh phí");
    page = home_of(w, &official);
    assert_has(page, "Lãnh đạo chỉ đạo: ");
    r = submit(w, &official, text_in(w, "/kho-khan/%lld", (long long)hard),
               text_in(w, "lam=%s", difficulty_moves[DIFFICULTY_CONFIRM].key));
    assert_status(r, 303);
    assert_has_not(home_of(w, &official), "Lãnh đạo chỉ đạo: ");
}

static Fail finish_reported(Ctx *c, void *unused)
{
    (void)unused;
    return task_move(c, reported, MOVE_CONFIRM, (Str){0});
}

/* Each number leads to the page that has what it counts. */
static void a_coordinator_is_told_what_changed_since_yesterday(void **state)
{
    World *w = *state;
    assert_has_not(home_of(w, &coordinator), "/tu-hom-qua#");
    assert_int_equal(store_write(&w->c, w->store, finish_reported, NULL), OK);
    Str page = home_of(w, &coordinator);
    assert_has(page, "<b>Từ hôm qua</b>");
    assert_has(page, "<a href=\"/tu-hom-qua#xong\">1 việc xong thêm</a>");
    assert_has(page, "không có việc thành quá hạn");
    assert_has_not(home_of(w, &official), "Từ hôm qua");
    LocalReply r = visit(w, &coordinator, "/tu-hom-qua");
    assert_has(r.body, text_in(w, "<a href=\"/viec/%lld\">Gửi danh sách gian hàng</a>", (long long)reported));
    assert_has(r.body, "Xin gia hạn, chưa trả lời (0)");
    assert_has_not(visit(w, &viewer, "/tu-hom-qua").body, "Xin gia hạn"); /* what agencies ask is not everybody's */
}

/* Drawn each time: a disk fills up, a copy is made, without any table changing. */
static void who_keeps_the_system_sees_whether_it_is_well(void **state)
{
    World *w = *state;
    Str page = home_of(w, &admin);
    assert_has(page, "Việc khác hôm nay"); /* below what is left until the plan runs */
    assert_has(page, "Thư: không thư nào chờ gửi, không thư nào bị lỗi");
    assert_has(page, "Chưa nối máy chủ thư điện tử");
    assert_has_not(home_of(w, &coordinator), "Sao lưu: ");
    if (store_is_address(w->path)) {
        assert_has(page, "Sao lưu: do máy chủ PostgreSQL lo");
        assert_has(page, "Đĩa: không xem được từ đây");
        return;
    }
    assert_has(page, "<b class=\"state bad\">Sao lưu: chưa có bản nào");
    assert_has(page, "Đĩa: còn trống ");
    store_backup_note(&w->c, w->path);
    page = home_of(w, &admin);
    assert_has(page, "Sao lưu: lần gần nhất ");
    assert_has_not(page, "chưa có bản nào");
}

static void who_only_reads_gets_the_plan_first(void **state)
{
    World *w = *state;
    Str page = home_of(w, &viewer);
    assert_has_not(page, "Việc cần làm hôm nay");
    assert_true(has(page, "<h1>") && str_find(page, S("Chuyển đổi số")) < str_find(page, S("Việc đang đến đâu?")));
    assert_has_not(page, "Thiếu kinh phí");
}

static Fail of_first_activity(Ctx *c, void *node)
{
    NewTask n = {.plan = plan, .node = *(Id *)node, .lead = S("SCT"), .assigner = S("STTTT"), .begins = NO_DAY};
    n.title = S("Việc của hoạt động đầu"), n.due = c->today + 9;
    TRY(task_add(c, &n, true, &reported));
    return task_report(c, &(TaskReport){.task = reported, .percent = 100, .result = S("xong"), .asks = true});
}

static Fail confirm_all(Ctx *c, void *node)
{
    (void)node;
    TRY(task_move(c, reported, MOVE_CONFIRM, (Str){0}));
    return task_move(c, late, MOVE_CANCEL, S("thôi"));
}

/* The calendar completes nothing. */
static void what_is_over_is_green_only_when_its_work_is_done(void **state)
{
    World *w = *state;
    PlanActivityList all;
    assert_int_equal(plan_activities(&w->c, plan, &all), OK);
    Str page = home_of(w, &viewer);
    assert_int_equal(count_of(page, "việc đã xong"), 0); /* tasks of no activity are nobody's line */
    assert_int_equal(count_of(page, "chart-bar good"), 0);
    assert_int_equal(store_write(&w->c, w->store, of_first_activity, &all.at[0].node), OK);
    page = home_of(w, &viewer);
    assert_has(page, "0/1 việc đã xong</a>");
    assert_int_equal(store_write(&w->c, w->store, confirm_all, NULL), OK);
    page = home_of(w, &viewer);
    assert_has(page, "đủ 1/1 việc đã xong</a>");
    assert_int_equal(count_of(page, "chart-bar good"), 1);
}

static void the_palette_finds_acts_pages_agencies_and_tasks_by_right(void **state)
{
    World *w = *state;
    Str found = visit(w, &coordinator, "/tim/goi-y?q=don+doc").body;
    assert_has(found, "<a href=\"/don-doc?loai=qua-han&amp;chon=moi-trang\" tabindex=\"-1\">");
    assert_has(found, "làm ngay");
    assert_has(found, "<a href=\"/don-doc\" tabindex=\"-1\">");
    assert_has_not(found, "<html");
    found = visit(w, &coordinator, "/tim/goi-y?q=khuyen+mai").body;
    assert_has(found, text_in(w, "<a href=\"/viec/%lld\" tabindex=\"-1\">", (long long)late));
    found = visit(w, &coordinator, "/tim/goi-y?q=so+cong+thuong").body;
    assert_has(found, "<a href=\"/co-quan/SCT\" tabindex=\"-1\">");
    assert_has(visit(w, &coordinator, "/tim/goi-y").body, "Nhập kế hoạch"); /* nothing typed yet: what can be done */
    found = visit(w, &official, "/tim/goi-y?q=don+doc").body;
    assert_has_not(found, "/don-doc");
}

int main(void)
{
#define T(test) cmocka_unit_test_setup_teardown(test, begin, world_ends)
    const struct CMUnitTest tests[] = {
        T(an_official_sees_what_burns_with_its_button),
        T(a_coordinator_sees_what_waits_for_them),
        T(a_chairman_agrees_with_one_press_and_it_comes_back_to_the_agency),
        T(a_coordinator_is_told_what_changed_since_yesterday),
        T(who_keeps_the_system_sees_whether_it_is_well),
        T(who_only_reads_gets_the_plan_first),
        T(what_is_over_is_green_only_when_its_work_is_done),
        T(the_palette_finds_acts_pages_agencies_and_tasks_by_right),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
