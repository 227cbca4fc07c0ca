// SPDX-License-Identifier: Apache-2.0
/* Lists: what has the same text is one line that opens, ticks stay over pages and errors, views and columns are one's
 * own. */
#include "listing/listing.h"
#include "people/signed_in.h"
#include "upload/upload.h"
#include "work/work.h"

extern const Feature feature_work, feature_people, feature_receipt, feature_listing;
extern const Gate people_gate;
static const Feature *const list[] = {&feature_listing, &feature_people, &feature_receipt, &feature_work, NULL};

enum { SAME = 12, OTHERS = 30 };
static Id same[SAME], others[OTHERS];
static SignedIn coordinator, other, official;
static const char *const codes[SAME] = {"SCT", "SYT", "STC", "SNV", "SGTVT", "SKHCN",
                                        "SXD", "STP", "SCT", "SYT", "STC",   "SNV"};

static Fail fill(Ctx *c, void *unused)
{
    (void)unused;
    TRY(org_ensure_shipped(c));
    TRY(signed_in_new(c, "Nguyễn Điều Phối", "STTTT", ROLE_COORDINATOR, &coordinator));
    TRY(signed_in_new(c, "Lê Cũng Điều Phối", "STTTT", ROLE_COORDINATOR, &other));
    TRY(signed_in_new(c, "Trần Thị Bình", "SCT", ROLE_OFFICIAL, &official));
    for (int i = 0; i < SAME; i++) {
        NewTask n = {.lead = str_of(codes[i]), .assigner = S("STTTT"), .begins = NO_DAY, .due = c->today + i - 2};
        n.title = i % 2 ? S("Xây dựng kế hoạch chi tiết") : S("XÂY DỰNG  kế hoạch chi tiết.");
        TRY(task_add(c, &n, true, &same[i]));
    }
    for (int i = 0; i < OTHERS; i++) {
        NewTask n = {.lead = S("SCT"), .assigner = S("STTTT"), .begins = NO_DAY, .due = c->today + 10 + i};
        n.title = str_format(&c->mem, "Việc số %d", i + 1);
        TRY(task_add(c, &n, true, &others[i]));
    }
    return OK;
}

static int begin(void **state)
{
    return world_begins(state, (ServerOptions){.features = list, .gate = &people_gate}, fill);
}

static size_t times(Str text, const char *part)
{
    size_t n = 0;
    for (size_t at; (at = str_find(text, str_of(part))) < text.n; n++) text = str_from(text, at + strlen(part));
    return n;
}

static void equal_texts_are_one_line_that_opens(void **state)
{
    World *w = *state;
    TaskChoice a = TASK_ANY;
    TaskList tasks;
    TaskAlike n[TASK_PAGE];
    Str next;
    a.grouped = true;
    if (task_list(&w->c, &a, &tasks, &next)) test_fails("%s", w->c.why);
    assert_int_equal(tasks.n, TASK_PAGE);
    assert_true(next.n > 0);
    assert_true(tasks.at[0].id == same[0]);
    assert_true(tasks.at[1].id == others[0]);
    if (tasks_count_alike(&w->c, &a, &tasks, n)) test_fails("%s", w->c.why);
    assert_int_equal(n[0].n, SAME);
    assert_int_equal(n[0].class[CLASS_OVERDUE], 2);
    assert_int_equal(n[1].n, 1);
    /* All groups of all pages are all tasks. */
    size_t sum = 0;
    a.after = (Str){0};
    do {
        if (task_list(&w->c, &a, &tasks, &next)) test_fails("%s", w->c.why);
        if (tasks_count_alike(&w->c, &a, &tasks, n)) test_fails("%s", w->c.why);
        for (size_t i = 0; i < tasks.n; i++) sum += (size_t)n[i].n;
        a.after = next;
    } while (next.n);
    assert_int_equal(sum, SAME + OTHERS);
    /* A filter speaks of the members, too: the first that it lets through stands for them. */
    a.class = CLASS_SOON;
    if (task_list(&w->c, &a, &tasks, &next)) test_fails("%s", w->c.why);
    assert_int_equal(tasks.n, 1);
    assert_true(tasks.at[0].id == same[2]);
}

static void the_page_groups_for_who_sees_all(void **state)
{
    World *w = *state;
    LocalReply r = visit(w, &coordinator, "/viec");
    assert_has(r.body, "<b>12 việc</b> cùng tên");
    assert_has(r.body, "0 xong, 2 quá hạn");
    assert_int_equal(times(r.body, "<th scope=\"row\">"), TASK_PAGE);
    assert_true(r.body.n < 30000);
    Task t;
    assert_int_equal(task_by_id(&w->c, same[0], &t), OK);
    r = visit(w, &coordinator, text_in(w, "/viec?mo=%lld", (long long)t.alike));
    assert_int_equal(times(r.body, "class=\"member\""), 8 + 1); /* the first, and where all are */
    assert_has(r.body, "Xem cả 12 việc");
    assert_true(r.body.n < 30000);
    r = visit(w, &coordinator, text_in(w, "/viec?nhom=%lld", (long long)t.alike));
    assert_int_equal(times(r.body, "<th scope=\"row\">"), SAME);
    assert_has(r.body, "Chỉ xem: <b>một việc của nhiều cơ quan</b>");
    r = visit(w, &coordinator, "/viec?co-quan=SCT&loai=qua-han");
    assert_has_not(r.body, "cùng tên");
    assert_has(r.body, "Theo hạn: <b>Quá hạn</b>");
    assert_has(r.body, "<a href=\"/viec?co-quan=SCT\">Theo hạn"); /* taken off one by one */
    assert_has(r.body, "<a href=\"/viec?loai=qua-han\">Cơ quan chủ trì");
    assert_has_not(visit(w, &coordinator, "/viec?tung-viec=1").body, "cùng tên");
}

static void an_official_finds_their_own(void **state)
{
    World *w = *state;
    LocalReply r = visit(w, &official, "/viec");
    assert_has(r.body, "Cơ quan chủ trì: <b>Sở Công Thương");
    assert_has(r.body, "href=\"/viec?moi-co-quan=1\"");
    assert_has(r.body, "32 việc"); /* theirs */
    r = visit(w, &official, "/viec?moi-co-quan=1");
    assert_has(r.body, "42 việc");
    assert_has(r.body, "Mọi cơ quan<span aria-hidden"); /* the way back */
    assert_has(visit(w, &official, "/viec?loai=qua-han").body,
               "2 việc Quá hạn"); /* what is asked for is not narrowed */
    assert_has_not(visit(w, &coordinator, "/viec").body, "moi-co-quan");
}

static void the_bar_opens_on_what_the_state_waits_for(void **state)
{
    World *w = *state;
    LocalReply r = visit(w, &coordinator, "/viec?trang-thai=new");
    assert_has(r.body, "value=\"han\" selected");
    assert_status(submit(w, &official, text_in(w, "/viec/%lld/thuc-hien", (long long)others[0]), "lam=de-nghi"), 303);
    r = visit(w, &coordinator, "/viec?trang-thai=asked");
    assert_has(r.body, "<button class=\"act\">Xác nhận hoàn thành</button>");
    assert_has(r.body, "value=\"xac-nhan\" selected");
    r = submit_and_follow(w, &coordinator, "/viec?trang-thai=asked",
                          text_in(w, "lam=xac-nhan&viec=%lld", (long long)others[0]));
    assert_has(r.body, "Đã xác nhận hoàn thành 1 việc.");
    const char *one = text_in(w, "/viec/%lld/thuc-hien", (long long)others[1]);
    assert_status(submit(w, &official, one, "lam=tra-lai&ly-do=nh%E1%BA%A7m"), 303);
    r = visit(w, &coordinator, "/viec?trang-thai=returned");
    assert_has(r.body, "<summary>Giao lại, kèm lý do</summary>");
    assert_has(r.body, "value=\"giao-lai\" selected");
    r = submit_and_follow(w, &coordinator, "/viec?trang-thai=returned",
                          text_in(w, "lam=giao-lai&ly-do=%%C4%%91%%C3%%BAng&viec=%lld", (long long)others[1]));
    assert_has(r.body, "Đã giao lại 1 việc.");
}

/* Confirming is not blind: what was reported and how much proves it stand in the list, each task by itself. */
static Fail add_evidence(Ctx *c, void *kept)
{
    Id file;
    TRY(store_run(c, "UPDATE task SET result = 'Đã ban hành' WHERE office_id = $1 AND id = $2", OFFICE, same[0]));
    return upload_add(c, kept, "task", same[0], &file);
}

static void what_is_to_be_confirmed_shows_what_was_reported(void **state)
{
    World *w = *state;
    UploadKept kept;
    assert_status(
        submit(w, &official, text_in(w, "/viec/%lld/thuc-hien", (long long)same[0]), "lam=de-nghi&ly-do=m%C6%B0a"),
        303);
    assert_status(submit(w, &official, text_in(w, "/viec/%lld/thuc-hien", (long long)same[8]), "lam=de-nghi"), 303);
    assert_int_equal(upload_keep(&w->c, UPLOAD_SET(UPLOAD_TEXT), S("bien-ban.txt"), S("Biên bản nghiệm thu\n"), &kept),
                     OK);
    assert_int_equal(do_write(w, add_evidence, &kept), OK);
    LocalReply r = visit(w, &coordinator, "/viec?trang-thai=asked");
    assert_has_not(r.body, "cùng tên");
    assert_has(r.body, "Kết quả: Đã ban hành");
    assert_has(r.body, text_in(w, "href=\"/viec/%lld#minh-chung\">1 minh chứng", (long long)same[0]));
    assert_has(r.body, "Không ghi kết quả · <span class=\"nowrap\">không có minh chứng");
    assert_has_not(visit(w, &coordinator, "/viec").body, "class=\"reported\"");
}

static Fail add_undated(Ctx *c, void *unused)
{
    (void)unused;
    for (int i = 0; i < 3; i++) {
        NewTask n = {.lead = S("SYT"), .assigner = S("STTTT"), .begins = NO_DAY, .due = NO_DAY};
        n.title = str_format(&c->mem, "Việc không hạn %d", i);
        Id task;
        TRY(task_add(c, &n, true, &task));
    }
    return OK;
}

static void what_has_no_due_day_is_a_class(void **state)
{
    World *w = *state;
    Counts n;
    assert_int_equal(do_write(w, add_undated, NULL), OK);
    assert_int_equal(task_counts_of(&w->c, GRAIN_ALL, (Str){0}, &n), OK);
    assert_int_equal(n.class[CLASS_UNDATED], 3);
    assert_int_equal(count_total(&n), SAME + OTHERS + 3);
    LocalReply r = visit(w, &coordinator, "/viec?loai=khong-han");
    assert_has(r.body, "3 việc Không có hạn");
    assert_int_equal(times(r.body, "<th scope=\"row\">"), 3);
    assert_has_not(visit(w, &coordinator, "/viec?loai=chua-den-han&tung-viec=1").body, "Việc không hạn");
    TaskChoice a = TASK_ANY;
    TaskList tasks;
    Str next;
    a.class = CLASS_UNDATED, a.most = 2;
    assert_int_equal(task_list(&w->c, &a, &tasks, &next), OK);
    assert_int_equal(tasks.n, 2);
    a.after = next;
    assert_int_equal(task_list(&w->c, &a, &tasks, &next), OK);
    assert_int_equal(tasks.n, 1);
    assert_int_equal(next.n, 0);
}

static void what_is_ticked_stays_over_pages(void **state)
{
    World *w = *state;
    LocalReply r = visit(w, &coordinator, "/viec");
    size_t at = str_find(r.body, S("name=\"sang\" value=\""));
    assert_true(at < r.body.n);
    Str cursor = str_from(r.body, at + strlen("name=\"sang\" value=\""));
    cursor = str_slice(cursor, 0, str_index(cursor, '"'));
    r = submit(w, &coordinator, "/viec",
               text_in(w, "lam=tam-dung&ly-do=x&viec=%lld&sang=%.*s", (long long)others[0], STR_ARGS(cursor)));
    assert_status(r, 303);
    Str to = str_copy(&w->c.mem, header_part(r, "Location: ", '#'));
    assert_has(to, "viec=");
    r = visit(w, &coordinator, str_c(&w->c.mem, to));
    assert_has(r.body, ", và <b>1</b> ở trang khác");
    assert_has(r.body, text_in(w, "<input type=\"hidden\" name=\"viec\" value=\"%lld\">", (long long)others[0]));
    /* An error on that page: both are there still, and so is the page. */
    r = submit(w, &coordinator, "/viec",
               text_in(w, "lam=tam-dung&ly-do=&sau=%.*s&viec=%lld&viec=%lld", STR_ARGS(cursor), (long long)others[0],
                       (long long)others[OTHERS - 1]));
    assert_status(r, 400);
    assert_has(r.body, ", và <b>1</b> ở trang khác");
    assert_has(r.body, text_in(w, "value=\"%lld\" aria-label=\"Đánh dấu\" checked", (long long)others[OTHERS - 1]));
    r = submit_and_follow(w, &coordinator, "/viec",
                          text_in(w, "lam=tam-dung&ly-do=mua+bao&viec=%lld&viec=%lld", (long long)others[0],
                                  (long long)others[OTHERS - 1]));
    assert_has(r.body, "Đã tạm dừng 2 việc.");
    Out many = {.mem = &w->c.mem};
    for (int i = 1; i <= LIST_TICKED_MAX + 1; i++) out_format(&many, "&viec=%d", i);
    r = submit(w, &coordinator, "/viec", text_in(w, "lam=han&sang=dau%.*s", STR_ARGS(out_str(&many))));
    assert_status(r, 400);
    assert_has(r.body, "nhiều nhất 300 dòng");
}

static void a_line_of_many_is_done_whole_and_taken_back(void **state)
{
    World *w = *state;
    Task t;
    assert_int_equal(task_by_id(&w->c, same[0], &t), OK);
    const char *press = text_in(w, "lam=tam-dung&ly-do=mua+bao&nhom-viec=%lld", (long long)t.alike);
    assert_status(submit(w, &official, "/viec", press), 403);
    LocalReply r = submit_and_follow(w, &coordinator, "/viec", press);
    assert_has(r.body, "Đã tạm dừng 12 việc.");
    for (int i = 0; i < SAME; i++) {
        assert_int_equal(task_by_id(&w->c, same[i], &t), OK);
        assert_int_equal(t.state, TASK_PAUSED);
    }
    r = submit_and_follow(w, &coordinator, undo_in(w, r.body), "");
    assert_has(r.body, "Đã hoàn tác 12 việc.");
    /* Of a list that is chosen: only those that are on it. */
    r = submit_and_follow(w, &coordinator, "/viec?loai=qua-han",
                          text_in(w, "lam=tam-dung&ly-do=mua+bao&nhom-viec=%lld", (long long)t.alike));
    assert_has(r.body, "Đã tạm dừng 2 việc.");
}

static void views_and_columns_are_ones_own(void **state)
{
    World *w = *state;
    assert_status(
        submit(w, &coordinator, "/danh-sach/cach-xem", "bang=viec&ten=Qu%C3%A1+h%E1%BA%A1n&loc=loai%3Dqua-han"), 303);
    assert_status(submit(w, &coordinator, "/danh-sach/cach-xem", "bang=viec&ten=x&loc=%22%3E"), 400);
    assert_status(submit(w, &coordinator, "/danh-sach/cach-xem", "bang=khong-co&ten=x&loc=a"), 404);
    assert_has(visit(w, &coordinator, "/viec").body, "href=\"/viec?loai=qua-han\" >Quá hạn</a>");
    assert_has_not(visit(w, &other, "/viec").body, ">Quá hạn</a>");
    assert_has_not(visit(w, &coordinator, "/viec").body, "Kết quả mới nhất</th>");
    assert_status(submit(w, &coordinator, "/danh-sach/cot", "bang=viec&cot=3&cot=6&cot=999&loc=loai%3Dqua-han"), 303);
    LocalReply r = visit(w, &coordinator, "/viec");
    assert_has(r.body, "Kết quả mới nhất</th>");
    assert_has_not(r.body, "Cơ quan chủ trì</th>");
    assert_has(r.body, "<th scope=\"col\">Việc</th>"); /* without which nothing would be left */
    assert_has(visit(w, &other, "/viec").body, "Cơ quan chủ trì</th>");
}

int main(void)
{
#define T(test) cmocka_unit_test_setup_teardown(test, begin, world_ends)
    const struct CMUnitTest tests[] = {
        T(equal_texts_are_one_line_that_opens),
        T(the_page_groups_for_who_sees_all),
        T(an_official_finds_their_own),
        T(what_has_no_due_day_is_a_class),
        T(what_is_to_be_confirmed_shows_what_was_reported),
        T(the_bar_opens_on_what_the_state_waits_for),
        T(what_is_ticked_stays_over_pages),
        T(a_line_of_many_is_done_whole_and_taken_back),
        T(views_and_columns_are_ones_own),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
