// SPDX-License-Identifier: Apache-2.0
/* Urging: whom, when not, how many times; and that it is seen. */
#include "http/world.h"
#include "people/signed_in.h"
#include "urge/urge.h"

extern const Feature feature_work, feature_urge, feature_people, feature_receipt, feature_listing;
extern const Gate people_gate;
static const Feature *const list[] = {&feature_listing, &feature_people, &feature_receipt,
                                      &feature_work,    &feature_urge,   NULL};

static Id late, soon;
static SignedIn coordinator, official;
#define NOON ((int64_t)day_of(2024, 9, 27) * 86400000 + 5 * 3600000) /* Friday, 12 o'clock in Vietnam */

static Fail prepare(Ctx *c, void *unused)
{
    (void)unused;
    TRY(org_ensure_shipped(c));
    TRY(signed_in_new(c, "Nguyễn Điều Phối", "STTTT", ROLE_COORDINATOR, &coordinator));
    TRY(signed_in_new(c, "Trần Thị Bình", "SCT", ROLE_OFFICIAL, &official));
    NewTask n = {.lead = S("SCT"),
                 .assigner = S("STTTT"),
                 .title = S("Báo cáo khuyến mại"),
                 .begins = NO_DAY,
                 .due = day_of(2024, 9, 20)};
    TRY(task_add(c, &n, true, &late));
    n.lead = S("SYT"), n.title = S("Khám bệnh từ xa"), n.due = day_of(2024, 9, 29);
    return task_add(c, &n, true, &soon);
}

static int begin(void **state)
{
    World *w = world_begin(migrations, (ServerOptions){.features = list, .gate = &people_gate}, prepare, 0);
    w->c.today = day_of(2024, 9, 27);
    w->c.now = NOON;
    *state = w;
    return 0;
}

static UrgeCandidateList candidates(World *w)
{
    UrgeCandidateList all;
    if (urge_candidates(&w->c, 0, &all)) test_fails("%s", w->c.why);
    return all;
}

typedef struct {
    IdList orgs;
    const char *note, *forced;
    ReceiptDraft *receipt;
    Id batch;
} Sending;
static Fail send_it(Ctx *c, void *arg)
{
    Sending *s = arg;
    return urge_send(c, &s->orgs, str_of(s->note), str_of(s->forced), s->receipt, &s->batch);
}

static Sending to_all(World *w)
{
    Sending s = {0};
    UrgeCandidateList all = candidates(w);
    for (size_t i = 0; i < all.n; i++) *list_add(&w->c.mem, &s.orgs) = all.at[i].org_id;
    return s;
}

static void the_late_come_first(void **state)
{
    World *w = *state;
    UrgeCandidateList all = candidates(w);
    assert_int_equal(all.n, 2);
    assert_str(all.at[0].org, S("SCT"));
    assert_int_equal(all.at[0].late, 1);
    assert_int_equal(all.at[1].soon, 1);
    assert_int_equal(all.at[1].silent, 0); /* it has only just been assigned */
    w->c.today += TASK_SILENT_DAYS + 1;
    assert_int_equal(candidates(w).at[1].silent, 1);
}

static int urges_lately_of(World *w)
{
    int n;
    assert_int_equal(urges_lately(&w->c, &n), OK);
    return n;
}

static void once_in_four_hours_and_counted(void **state)
{
    World *w = *state;
    Sending s = to_all(w);
    s.note = "Mong sớm nhận được";
    assert_int_equal(do_write(w, send_it, &s), OK);
    assert_int_equal(do_write(w, send_it, &s), FAIL_CONFLICT);
    assert_non_null(strstr(w->c.why, "4 giờ"));
    s.forced = "họp gấp chiều nay";
    assert_int_equal(do_write(w, send_it, &s), OK);
    s.forced = NULL;
    assert_true(candidates(w).at[0].spared_until == w->c.now + URGE_EVERY_MS);
    assert_int_equal(urges_lately_of(w), 4);
    w->c.now += URGE_EVERY_MS - 1;
    assert_int_equal(urges_lately_of(w), 4);
    assert_true(candidates(w).at[0].spared_until);
    w->c.now++; /* no table changed, but nobody is spared any more */
    assert_int_equal(urges_lately_of(w), 0);
    assert_false(candidates(w).at[0].spared_until);
    assert_int_equal(do_write(w, send_it, &s), OK);
    UrgeList urges;
    assert_int_equal(urges_open(&w->c, S("SCT"), &urges), OK);
    assert_int_equal(urges.n, 3);
    assert_int_equal(urges.at[0].nth, 3);
    TaskEntryList entries;
    assert_int_equal(task_entries(&w->c, late, &entries), OK);
    assert_has(entries.at[entries.n - 1].text, "lần thứ 3");
}

static void only_in_working_time(void **state)
{
    World *w = *state;
    Sending s = to_all(w);
    w->c.now = NOON + (int64_t)7 * 3600000; /* 19 o'clock */
    assert_int_equal(do_write(w, send_it, &s), FAIL_CONFLICT);
    assert_non_null(strstr(w->c.why, "30/9/2024")); /* Monday */
    w->c.today = day_of(2024, 9, 28);
    w->c.now = NOON + 86400000;
    assert_int_equal(do_write(w, send_it, &s), FAIL_CONFLICT);
    s.forced = "lũ lụt";
    assert_int_equal(do_write(w, send_it, &s), OK);
    Sending none = {0};
    assert_int_equal(do_write(w, send_it, &none), FAIL_INPUT);
}

static Fail seen(Ctx *c, void *unused)
{
    (void)unused;
    return urges_seen(c, S("SCT"));
}

static void who_reports_has_seen_it(void **state)
{
    World *w = *state;
    Sending s = to_all(w);
    assert_int_equal(do_write(w, send_it, &s), OK);
    assert_int_equal(do_write(w, seen, NULL), OK);
    UrgeList urges;
    assert_int_equal(urges_open(&w->c, S("SCT"), &urges), OK);
    assert_int_equal(urges.n, 0);
}

static Fail urge_the_first(Ctx *c, void *arg)
{
    Sending *s = arg;
    UrgeCandidateList all;
    TRY(urge_candidates(c, 0, &all));
    s->orgs = (IdList){&all.at[0].org_id, 1, 1};
    return urge_send(c, &s->orgs, S(""), S(""), NULL, &s->batch);
}

static void who_was_urged_just_now_is_passed_over(void **state)
{
    World *w = *state;
    Sending first = {0}, s = to_all(w);
    assert_int_equal(do_write(w, urge_the_first, &first), OK);
    assert_int_equal(do_write(w, send_it, &s), OK);
    UrgeList urges;
    assert_int_equal(urges_of_batch(&w->c, s.batch, &urges), OK);
    assert_int_equal(urges.n, 1);
    assert_str(urges.at[0].org, S("SYT"));
}

enum { COMMUNES = 40 };
static Fail many_communes(Ctx *c, void *unused)
{
    (void)unused;
    OrgRows all;
    int n = 0;
    TRY(org_on(c, c->today, &all));
    for (size_t i = 0; i < all.n && n < COMMUNES; i++) {
        if (!str_equal(all.at[i].kind, S("ubnd-xa"))) continue;
        NewTask k = {.lead = all.at[i].code, .assigner = S("STTTT"), .title = S("Tổ công nghệ số"), .begins = NO_DAY};
        k.due = c->today + (n++ ? 2 : -1); /* the first is late */
        Id task;
        TRY(task_add(c, &k, true, &task));
    }
    return OK;
}

static size_t times(Str text, const char *part)
{
    size_t n = 0;
    for (size_t at; (at = str_find(text, str_of(part))) < text.n; n++) text = str_from(text, at + strlen(part));
    return n;
}

static void those_under_one_agency_are_a_line_that_opens(void **state)
{
    World *w = *state;
    assert_int_equal(do_write(w, many_communes, NULL), OK);
    LocalReply r = visit(w, &coordinator, "/don-doc");
    assert_has(r.body, "cơ quan thuộc ");
    assert_true(r.body.n < 30000);
    size_t lines = times(r.body, "<th scope=\"row\">");
    assert_in_range(lines, 4, 15);
    assert_has_not(r.body, "Trang sau →");
    size_t at = str_find(r.body, S("mo="));
    Str group = str_slice(str_from(r.body, at), 3, str_index(str_from(r.body, at), '#'));
    r = visit(w, &coordinator, text_in(w, "/don-doc?mo=%.*s", STR_ARGS(group)));
    assert_in_range(times(r.body, "class=\"member\""), 2, COMMUNES);
    /* One by one, a page by keyset: every agency is on one page, none on two. */
    Str next = S(""), seen = S("");
    size_t all = 0;
    do {
        r = visit(w, &coordinator, text_in(w, "/don-doc?tung-co-quan=1&sau=%.*s", STR_ARGS(next)));
        assert_status(r, 200);
        all += times(r.body, "name=\"co-quan\" value=");
        size_t end = str_find(r.body, S("\" formnovalidate>Trang sau"));
        for (at = end; end < r.body.n && r.body.p[at - 1] != '"';) at--;
        next = end < r.body.n ? str_copy(&w->c.mem, str_slice(r.body, at, end)) : (Str){0};
        assert_has_not(seen, next.n ? next.p : "never");
        seen = str_format(&w->c.mem, "%.*s %.*s", STR_ARGS(seen), STR_ARGS(next));
    } while (next.n);
    assert_int_equal(all, candidates(w).n);
    assert_status(visit(w, &coordinator, "/don-doc?sau=x"), 400);
    assert_status(visit(w, &coordinator, "/don-doc?sau=1.2.3.4.5"), 400);
    /* All that are late are ticked; so is what stands behind a line. */
    r = visit(w, &coordinator, "/don-doc?loai=qua-han&chon=moi-trang");
    assert_int_equal(times(r.body, "aria-label=\"Đánh dấu\" checked"), times(r.body, "<th scope=\"row\">"));
    r = submit(w, &coordinator, "/don-doc", text_in(w, "van-gui=b%%C3%%A3o&nhom=%.*s", STR_ARGS(group)));
    assert_status(r, 200);
    assert_has(r.body, "cơ quan?</h1>");
    assert_has(r.body, "chưa có chuyên viên hay thủ trưởng nào có tài khoản");
    r = submit(w, &coordinator, "/don-doc", text_in(w, "sang=dau&nhom=%.*s", STR_ARGS(group)));
    assert_has(r.headers, text_in(w, "nhom=%.*s", STR_ARGS(group))); /* no: the tick is kept */
}

static UrgeSum sum(World *w)
{
    UrgeSum n;
    must(urge_sum(&w->c, 0, &n));
    return n;
}

static void who_was_urged_today_is_not_asked_for_again(void **state)
{
    World *w = *state;
    Sending s = to_all(w);
    assert_int_equal(sum(w).agencies, 1);
    assert_int_equal(sum(w).urged, 0);
    assert_int_equal(do_write(w, send_it, &s), OK);
    assert_int_equal(sum(w).agencies, 1);
    assert_int_equal(sum(w).urged, 1);
    w->c.today++;
    assert_int_equal(sum(w).urged, 0); /* another day */
}

static Fail connect_mail(Ctx *c, void *unused)
{
    (void)unused;
    return store_run(c, "INSERT INTO mail_way (office_id, channel, host) VALUES ($1, 'mail', 'smtp://127.0.0.1:25')",
                     OFFICE);
}

static void pages(void **state)
{
    World *w = *state;
    LocalReply r = ask(w, "/don-doc?chon=moi-trang", coordinator.cookie, NULL);
    assert_status(r, 200);
    assert_has(r.body, "2 cơ quan, đếm riêng từng xã, từng đơn vị: 1 việc quá hạn, 1 việc sắp đến hạn");
    assert_has(r.body, "Ngoài giờ làm việc: gửi được từ <b>7 giờ Thứ Hai, 30/9/2024</b>"); /* before anybody presses */
    assert_status(ask(w, "/don-doc", official.cookie, NULL), 403);
    UrgeCandidateList all = candidates(w);
    const char *body = text_in(w, "co-quan=%lld&noi-dung=g%%C3%%B5", (long long)all.at[0].org_id);
    r = submit(w, &coordinator, "/don-doc", body); /* the server's day is a Saturday */
    assert_status(r, 409);
    assert_has(r.body, "Ngoài giờ làm việc");
    assert_has(r.body, "id=\"sai-van-gui\""); /* said beside its field */
    assert_has(r.body, ">gõ</textarea>");
    assert_has(r.body, "checked");
    assert_status(submit(w, &coordinator, "/don-doc", "noi-dung=x"), 400); /* nobody is ticked */
    /* Many: first what will happen. */
    body = text_in(w, "%s&co-quan=%lld&van-gui=g%%E1%%BA%%A5p", body, (long long)all.at[1].org_id);
    r = submit(w, &coordinator, "/don-doc", body);
    assert_status(r, 200);
    assert_has(r.body, "<h1>Đôn đốc 2 cơ quan?</h1>");
    assert_has(r.body, "Chưa nối máy chủ thư điện tử");
    assert_has(r.body, "1 người của 1 cơ quan chỉ thấy lời nhắc khi mở hệ thống");
    assert_has(r.body, "Lý do vẫn gửi: “gấp”");
    must_write(w, connect_mail, NULL);
    assert_has(submit(w, &coordinator, "/don-doc", body).body, "1 người của 1 cơ quan nhận thư hoặc tin nhắn ngay");
    r = submit_and_follow(w, &coordinator, "/don-doc", text_in(w, "%s&dong-y=1", body));
    assert_has(r.body, "Đã đôn đốc 2 cơ quan.");
    assert_has_not(r.body, "Hoàn tác"); /* letters went out */
    assert_has(visit(w, &coordinator, "/don-doc").body, "gửi lại từ ");
    assert_status(submit(w, &coordinator, "/don-doc", text_in(w, "%s&dong-y=1", body)), 303); /* it has a reason */
}

int main(void)
{
#define T(f) cmocka_unit_test_setup_teardown(f, begin, world_ends)
    const struct CMUnitTest tests[] = {T(the_late_come_first),
                                       T(once_in_four_hours_and_counted),
                                       T(only_in_working_time),
                                       T(who_reports_has_seen_it),
                                       T(who_was_urged_just_now_is_passed_over),
                                       T(those_under_one_agency_are_a_line_that_opens),
                                       T(who_was_urged_today_is_not_asked_for_again),
                                       T(pages)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
