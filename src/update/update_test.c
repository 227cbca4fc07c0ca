// SPDX-License-Identifier: Apache-2.0
/* The page on which an agency reports: one save keeps what is good, gives back what is not, and nobody reports for
 * others. */
#include "http/world.h"
#include "people/signed_in.h"
#include "work/work.h"

extern const Feature feature_work, feature_update, feature_people, feature_receipt;
extern const Gate people_gate;
static const Feature *const list[] = {&feature_receipt, &feature_people, &feature_work, &feature_update, NULL};

static Id first, late, figure;
static SignedIn official, other, head;

static Fail prepare(Ctx *c, void *unused)
{
    (void)unused;
    int64_t target = 300;
    TRY(org_ensure_shipped(c));
    TRY(signed_in_new(c, "Trần Thị Bình", "SCT", ROLE_OFFICIAL, &official));
    TRY(signed_in_new(c, "Lê Văn Khác", "SYT", ROLE_OFFICIAL, &other));
    TRY(signed_in_new(c, "Phạm Thị Trưởng", "SCT", ROLE_HEAD, &head));
    NewTask n = {.lead = S("SCT"),
                 .assigner = S("STTTT"),
                 .title = S("Vận động hộ lên sàn"),
                 .begins = NO_DAY,
                 .due = day_of(2024, 9, 30)};
    TRY(task_add(c, &n, true, &first));
    TRY(task_item_add(c, first, true, S("Số hộ"), S("hộ"), &target, &figure));
    n.title = S("Báo cáo khuyến mại");
    n.due = day_of(2024, 9, 26);
    return task_add(c, &n, true, &late);
}

static int begin(void **state)
{
    return world_begins(state, (ServerOptions){.features = list, .gate = &people_gate}, prepare);
}

__attribute__((format(printf, 4, 5))) static LocalReply send_to(World *w, const SignedIn *who, const char *path,
                                                                const char *format, ...)
{
    char body[3000];
    va_list args;
    va_start(args, format);
    vsnprintf(body, sizeof body, format, args);
    va_end(args);
    return submit(w, who, path, body);
}

static Task task_of(World *w, Id id)
{
    Task t;
    if (task_by_id(&w->c, id, &t)) test_fails("%s", w->c.why);
    return t;
}

static void everything_owed_is_on_one_page(void **state)
{
    World *w = *state;
    LocalReply r = visit(w, &official, "/cap-nhat");
    assert_status(r, 303);
    r = visit(w, &official, "/cap-nhat/SCT");
    assert_status(r, 200);
    assert_has(r.body, "2 việc, 1 quá hạn, 1 sắp đến hạn");
    assert_has(r.body, "quá hạn 2 ngày");
    assert_true(str_find(r.body, S("Báo cáo khuyến mại")) < str_find(r.body, S("Vận động hộ")));
    assert_status(visit(w, &other, "/cap-nhat/SCT"), 404);
    assert_status(send_to(w, &other, "/cap-nhat/SCT", "xem.%lld=1&tien-do.%lld=99", (long long)first, (long long)first),
                  404);
    assert_int_equal(task_of(w, first).percent, 0);
}

static void one_save_keeps_all(void **state)
{
    World *w = *state;
    Task a = task_of(w, first), b = task_of(w, late);
    LocalReply r = send_to(w, &official, "/cap-nhat/SCT",
                           "xem.%lld=%d&tien-do.%lld=70&ket-qua.%lld=214+h%%E1%%BB%%99&muc-co.%lld=1&so-lieu.%lld=214&"
                           "xem.%lld=%d&tien-do.%lld=0&con-lai=khong-moi",
                           (long long)first, a.version, (long long)first, (long long)first, (long long)figure,
                           (long long)figure, (long long)late, b.version, (long long)late);
    assert_status(r, 303);
    assert_has(r.headers, "da-luu=2");
    a = task_of(w, first), b = task_of(w, late);
    assert_int_equal(a.percent, 70);
    assert_str(a.result, S("214 hộ"));
    assert_int_equal(a.state, TASK_DOING);
    assert_int_equal(b.said, w->c.today); /* it said: nothing new */
    TaskItemList items;
    assert_int_equal(task_items(&w->c, first, &items), OK);
    assert_int_equal(items.at[0].value, 214);
    assert_has(visit(w, &official, "/cap-nhat/SCT?da-luu=2").body, "data-saved"); /* the browser's draft goes */
    r = send_to(w, &official, "/cap-nhat/SCT", "xem.%lld=%d&tien-do.%lld=70&ket-qua.%lld=214+h%%E1%%BB%%99",
                (long long)first, a.version, (long long)first, (long long)first);
    assert_has(r.headers, "da-luu=0"); /* the same again is no news */
}

static TaskItem figure_now(World *w)
{
    TaskItemList items;
    must(task_items(&w->c, first, &items));
    return items.at[0];
}

static int64_t figure_days(World *w)
{
    Rows r;
    must(store_one(&w->c, &r, "SELECT count(*) FROM task_figure WHERE office_id = $1 AND item_id = $2", (int64_t)1,
                   figure));
    int64_t n = row_integer(&r, 0);
    must(rows_end(&r));
    return n;
}

static void a_save_is_said_and_taken_back_with_its_figures(void **state)
{
    World *w = *state;
    Task a = task_of(w, first), b = task_of(w, late);
    LocalReply r = submit_and_follow(
        w, &official, "/cap-nhat/SCT",
        text_in(w,
                "xem.%lld=%d&tien-do.%lld=70&ket-qua.%lld=xong+mot+nua&muc-co.%lld=1&so-lieu.%lld=214&xem.%lld=%d&"
                "nguyen-nhan.%lld=mua&xong.%lld=1",
                (long long)first, a.version, (long long)first, (long long)first, (long long)figure, (long long)figure,
                (long long)late, b.version, (long long)late, (long long)late));
    assert_has(r.body, "Đã lưu 2 việc; 1 việc đã gửi đề nghị xác nhận hoàn thành.");
    assert_int_equal(figure_now(w).value, 214);
    assert_int_equal(figure_days(w), 1);
    r = submit_and_follow(w, &official, undo_in(w, r.body), "");
    assert_has(r.body, "Đã hoàn tác 2 việc.");
    assert_int_equal(task_of(w, first).percent, 0);
    assert_str(task_of(w, first).result, S(""));
    assert_int_equal(task_of(w, late).state, b.state);
    assert_str(task_of(w, late).cause, S(""));
    assert_false(figure_now(w).has_value);
    assert_int_equal(figure_days(w), 0);
}

static void what_was_saved_beside_an_error_is_taken_back_too(void **state)
{
    World *w = *state;
    Task a = task_of(w, first), b = task_of(w, late);
    LocalReply r = send_to(w, &official, "/cap-nhat/SCT", "xem.%lld=%d&tien-do.%lld=40&xem.%lld=%d&xong.%lld=1",
                           (long long)first, a.version, (long long)first, (long long)late, b.version, (long long)late);
    assert_status(r, 409);
    const char *path = undo_in(w, r.body);
    r = visit(w, &official, path);
    assert_has(r.body, "Đã lưu 1 việc.");
    assert_has(r.body, "Báo cáo khuyến mại</a>: Việc này quá hạn");
    (void)submit_and_follow(w, &official, text_in(w, "%s/hoan-tac", path), "");
    assert_int_equal(task_of(w, first).percent, 0);
}

static void nothing_new_is_said_as_such(void **state)
{
    World *w = *state;
    Task a = task_of(w, first), b = task_of(w, late);
    LocalReply r = submit_and_follow(w, &official, "/cap-nhat/SCT",
                                     text_in(w, "xem.%lld=%d&xem.%lld=%d&con-lai=khong-moi", (long long)first,
                                             a.version, (long long)late, b.version));
    assert_has(r.body, "Đã lưu 2 việc, trong đó 2 việc không có gì mới.");
    r = submit_and_follow(w, &official, "/cap-nhat/SCT", text_in(w, "xem.%lld=%d", (long long)first, a.version + 1));
    assert_has(r.body, "Không có gì thay đổi nên không lưu gì.");
    assert_has_not(r.body, "/hoan-tac");
}

static void what_is_wrong_comes_back_and_the_rest_stays(void **state)
{
    World *w = *state;
    Task a = task_of(w, first), b = task_of(w, late);
    LocalReply r =
        send_to(w, &official, "/cap-nhat/SCT",
                "xem.%lld=%d&tien-do.%lld=40&xem.%lld=%d&tien-do.%lld=100&ket-qua.%lld=g%%C3%%B5+xong&xong.%lld=1",
                (long long)first, a.version, (long long)first, (long long)late, b.version, (long long)late,
                (long long)late, (long long)late);
    assert_status(r, 409);
    assert_has(r.body, "1 việc đã lưu, 1 việc chưa");
    assert_has(r.body, "hãy ghi nguyên nhân chậm");
    assert_has(r.body, "value=\"gõ xong\"");
    assert_int_equal(task_of(w, first).percent, 40);
    assert_int_equal(task_of(w, late).percent, 0);
    r = send_to(w, &official, "/cap-nhat/SCT",
                "xem.%lld=%d&tien-do.%lld=50&xem.%lld=%d&nguyen-nhan.%lld=m%%C6%%B0a&xong.%lld=1", (long long)first,
                a.version, (long long)first, (long long)late, b.version, (long long)late, (long long)late);
    assert_status(r, 409); /* somebody, here oneself, changed the first one meanwhile */
    assert_has(r.body, "vừa có người khác cập nhật (40 %");
    assert_int_equal(task_of(w, late).state, TASK_ASKED);
}

static void one_percentage_over_100_leaves_the_other_rows_kept(void **state)
{
    World *w = *state;
    Task a = task_of(w, first), b = task_of(w, late);
    LocalReply r = send_to(
        w, &official, "/cap-nhat/SCT",
        "xem.%lld=%d&tien-do.%lld=101&ket-qua.%lld=g%%C3%%B5+r%%E1%%BB%%93i&xem.%lld=%d&tien-do.%lld=30",
        (long long)first, a.version, (long long)first, (long long)first, (long long)late, b.version, (long long)late);
    assert_status(r, 409);
    assert_has(r.body, "1 việc đã lưu, 1 việc chưa");
    assert_has(r.body,
               str_format(&w->c.mem, "<a href=\"#tien-do-%lld\">Vận động hộ lên sàn</a>: Tiến độ phải từ 0 đến 100.",
                          (long long)first)
                   .p);
    assert_has(r.body, str_format(&w->c.mem, "id=\"tien-do-%lld-sai\">Tiến độ phải từ 0 đến 100.", (long long)first).p);
    assert_has(r.body, "value=\"101\" maxlength");
    assert_has(
        r.body,
        str_format(&w->c.mem, "aria-invalid=\"true\" aria-describedby=\"tien-do-%lld-sai\"", (long long)first).p);
    assert_has(r.body, "value=\"gõ rồi\"");
    assert_has(r.body, "class=\"errors\" role=\"alert\" tabindex=\"-1\" autofocus");
    assert_int_equal(task_of(w, late).percent, 30);
    assert_int_equal(task_of(w, first).percent, 0);
    assert_str(task_of(w, first).result, S(""));
}

static void a_figure_that_is_no_number_is_said_beside_its_field(void **state)
{
    World *w = *state;
    Task a = task_of(w, first), b = task_of(w, late);
    LocalReply r =
        send_to(w, &official, "/cap-nhat/SCT",
                "xem.%lld=%d&muc-co.%lld=1&so-lieu.%lld=nhi%%E1%%BB%%81u&tien-do.%lld=20&xem.%lld=%d&tien-do.%lld=30",
                (long long)first, a.version, (long long)figure, (long long)figure, (long long)first, (long long)late,
                b.version, (long long)late);
    assert_status(r, 409);
    assert_has(r.body, str_format(&w->c.mem, "id=\"so-lieu-%lld-sai\">Số liệu phải là một số", (long long)figure).p);
    assert_has(r.body, "value=\"nhiều\"");
    assert_int_equal(task_of(w, first).percent, 0);
    assert_int_equal(task_of(w, late).percent, 30);
}

static void the_head_decides_whether_reports_pass_them(void **state)
{
    World *w = *state;
    assert_status(send_to(w, &official, "/cap-nhat/SCT/cach-bao-cao", "thu-truong=1"), 404);
    assert_status(send_to(w, &head, "/cap-nhat/SCT/cach-bao-cao", "thu-truong=1"), 303);
    assert_has(visit(w, &official, str_format(&w->c.mem, "/viec/%lld", (long long)first).p).body,
               "thủ trưởng xác nhận trước khi gửi đi");
    Task a = task_of(w, first);
    assert_status(send_to(w, &official, "/cap-nhat/SCT", "xem.%lld=%d&xong.%lld=1", (long long)first, a.version,
                          (long long)first),
                  303);
    assert_true(task_of(w, first).is_waiting_head);
    LocalReply r = visit(w, &head, str_format(&w->c.mem, "/viec/%lld", (long long)first).p);
    assert_has(r.body, "Xác nhận và gửi");
    char path[80];
    snprintf(path, sizeof path, "/viec/%lld/ky", (long long)first);
    assert_status(send_to(w, &official, path, "dong-y=co"), 404);
    assert_status(send_to(w, &head, path, "dong-y=co"), 303);
    assert_int_equal(task_of(w, first).state, TASK_ASKED);
}

/* -- more than one page has room for ------------------------------------------------------------------------------ */

enum { MORE = 14 };
static Id more[MORE];

static Fail add_more(Ctx *c, void *unused)
{
    (void)unused;
    NewTask n = {.lead = S("SCT"), .assigner = S("STTTT"), .begins = NO_DAY};
    for (int i = 0; i < MORE; i++) {
        n.title = str_format(&c->mem, "Việc thứ %d", i), n.due = day_of(2024, 10, 1) + i;
        TRY(task_add(c, &n, true, &more[i]));
    }
    return OK;
}

static Str row_of(World *w, Id task) { return str_format(&w->c.mem, "id=\"viec-%lld\"", (long long)task); }
static bool has_row(World *w, Str page, Id task) { return str_contains(page, row_of(w, task)); }

static void what_has_no_room_is_on_the_next_page(void **state)
{
    World *w = *state;
    must_write(w, add_more, NULL);
    Str one = visit(w, &official, "/cap-nhat/SCT").body, two = visit(w, &official, "/cap-nhat/SCT?trang=2").body;
    assert_has(one, "16 việc, 1 quá hạn"); /* of all pages */
    assert_has(one, "name=\"sang\" value=\"2\"");
    assert_true(one.n < 30 << 10 && two.n < 30 << 10);
    assert_true(has_row(w, one, late) && !has_row(w, two, late)); /* what burns comes first */
    for (int i = 0; i < MORE; i++) {
        Str there = visit(w, &official, text_in(w, "/cap-nhat/SCT?viec=%lld", (long long)more[i])).body;
        assert_true(has_row(w, there, more[i])); /* a link to one of them opens its page */
    }
    LocalReply r = send_to(w, &official, "/cap-nhat/SCT", "trang=1&sang=2&xem.%lld=1&tien-do.%lld=30", (long long)first,
                           (long long)first);
    assert_status(r, 303);
    assert_has(r.headers, "Location: /cap-nhat/SCT?trang=2\r\n");
    assert_int_equal(task_of(w, first).percent, 30); /* the page that was left is saved */

    /* What comes back is what was sent, on whichever page it stood. */
    Id last = more[MORE - 1];
    r = send_to(w, &official, "/cap-nhat/SCT", "trang=2&xem.%lld=1&tien-do.%lld=150&xem.%lld=2&tien-do.%lld=40",
                (long long)last, (long long)last, (long long)first, (long long)first);
    assert_status(r, 409);
    assert_true(has_row(w, r.body, last) && has_row(w, r.body, first) && !has_row(w, r.body, late));
    assert_has(r.body, "value=\"150\"");
}

int main(void)
{
#define T(f) cmocka_unit_test_setup_teardown(f, begin, world_ends)
    const struct CMUnitTest tests[] = {T(everything_owed_is_on_one_page),
                                       T(one_save_keeps_all),
                                       T(a_save_is_said_and_taken_back_with_its_figures),
                                       T(what_was_saved_beside_an_error_is_taken_back_too),
                                       T(nothing_new_is_said_as_such),
                                       T(what_has_no_room_is_on_the_next_page),
                                       T(what_is_wrong_comes_back_and_the_rest_stays),
                                       T(one_percentage_over_100_leaves_the_other_rows_kept),
                                       T(a_figure_that_is_no_number_is_said_beside_its_field),
                                       T(the_head_decides_whether_reports_pass_them)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
