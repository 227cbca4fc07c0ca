// SPDX-License-Identifier: Apache-2.0
/* The head of a letter, the options, the page, and the thread. */
#include "mail/courier.h"
#include "mail/mail_testing.h"

/* -- the head of a letter ------------------------------------------------------------------------------------------ */

static void heads_are_ascii_and_fold(void **state)
{
    World *w = *state;
    Out o = {.mem = &w->c.mem};
    put_encoded(&o, S("Plain words, 100%"));
    assert_str(out_str(&o), S("Plain words, 100%"));
    o.n = 0;
    put_encoded(&o, S("Việc"));
    assert_str(out_str(&o), S("=?UTF-8?B?Vmnhu4dj?="));
    o.n = 0;
    put_encoded(&o, S("=?UTF-8?B?not ours?="));
    assert_true(str_starts(out_str(&o), S("=?UTF-8?B?PT9V")));
    o.n = 0;
    put_encoded(&o, S("Tổng hợp việc phải làm của Sở Thông tin và Truyền thông trong tuần này và tuần sau"));
    Str rest = out_str(&o), line;
    for (bool first = true; str_cut(&rest, '\n', &line); first = false) {
        assert_true(str_trim(line).n <= 75 && str_starts(line, first ? S("=?UTF-8?B?") : S(" =?UTF-8?B?")));
        for (size_t i = 0; i < line.n; i++) assert_true((unsigned char)line.p[i] < 0x7f);
    }
    assert_str(letter_date(&w->c.mem, 1727490000000), S("Sat, 28 Sep 2024 09:20:00 +0700"));
    assert_str(letter_date(&w->c.mem, 1727455199000), S("Fri, 27 Sep 2024 23:39:59 +0700"));
    assert_str(lines_crlf(&w->c.mem, S("a\nb\r\nc")), S("a\r\nb\r\nc"));
}

/* -- whose mail it is ------------------------------------------------------------------------------------------- */

static Fail connect_mail(Ctx *c, void *unused)
{
    (void)unused;
    return store_run(c, "INSERT INTO mail_way (office_id, channel, host) VALUES ($1, 'mail', 'mail.vn')", OFFICE);
}

/* The path in the newest letter that begins so. */
static const char *link_of_letter(World *w, const char *begins)
{
    Rows r;
    assert_int_equal(
        store_one(&w->c, &r, "SELECT body FROM mail_message WHERE office_id = $1 AND id = $2", OFFICE, newest(w).id),
        OK);
    Str body = row_text(&r, 0);
    assert_int_equal(rows_end(&r), OK);
    Str rest = str_from(body, str_find(body, str_of(begins)));
    return str_c(&w->c.mem, str_slice(rest, 0, str_index(rest, '\n')));
}

static bool is_proved(World *w, const SignedIn *who)
{
    Person p;
    assert_int_equal(person_by_id(&w->c, who->person, &p), OK);
    return p.is_mail_proved;
}

static void who_reads_the_letter_shows_whose_mail_it_is(void **state)
{
    World *w = *state;
    assert_status(submit(w, &official, "/toi/thu", ""), 409); /* no mail server */
    assert_int_equal(store_write(&w->c, w->store, connect_mail, NULL), OK);
    assert_status(submit(w, &official, "/toi/thu", ""), 409); /* no address */
    assert_status(submit(w, &official, "/toi", "ho-ten=An&thu=an@bacgiang.gov.vn"), 303);
    assert_status(submit(w, &official, "/toi/thu", ""), 303);
    assert_str(newest(w).address, S("an@bacgiang.gov.vn"));
    const char *link = link_of_letter(w, "/toi/thu/");
    assert_status(ask(w, link, admin.cookie, NULL), 404); /* somebody else's */
    assert_status(submit(w, &admin, link, ""), 404);
    Str as_invitation = str_format(&w->c.mem, "/loi-moi/%s", link + strlen("/toi/thu/"));
    assert_status(ask(w, as_invitation.p, NULL, NULL), 404); /* it sets no password */
    assert_status(ask(w, link, NULL, NULL), 303);
    assert_status(ask(w, link, official.cookie, NULL), 200);
    assert_false(is_proved(w, &official)); /* looking is not enough: mail servers look too */
    assert_status(submit(w, &official, link, ""), 303);
    assert_true(is_proved(w, &official));
    assert_status(submit(w, &official, link, ""), 404);
}

static void a_letter_speaks_of_one_address(void **state)
{
    World *w = *state;
    assert_int_equal(store_write(&w->c, w->store, connect_mail, NULL), OK);
    assert_status(submit(w, &official, "/toi", "ho-ten=An&thu=an@bacgiang.gov.vn"), 303);
    assert_status(submit(w, &official, "/toi/thu", ""), 303);
    const char *link = link_of_letter(w, "/toi/thu/");
    assert_status(submit(w, &official, "/toi", "ho-ten=An&thu=nguoi.khac@bacgiang.gov.vn"), 303);
    assert_status(submit(w, &official, link, ""), 404);
    assert_false(is_proved(w, &official));
    for (int i = 1; i < MAIL_PROOFS_A_DAY; i++) assert_status(submit(w, &official, "/toi/thu", ""), 303);
    assert_status(submit(w, &official, "/toi/thu", ""), 429); /* nobody's box is filled */
}

/* -- a forgotten password --------------------------------------------------------------------------------------- */

static const char new_password[] = "b%E1%BA%A3y+con+m%C3%A8o+t%C3%ADm+b%C6%A1i+ng%C6%B0%E1%BB%A3c";

static Fail give_password(Ctx *c, void *person)
{
    return store_run(c, "UPDATE person SET password = 'x' WHERE office_id = $1 AND id = $2", OFFICE, *(Id *)person);
}

static Fail prove_mail(Ctx *c, void *unused)
{
    (void)unused;
    TRY(connect_mail(c, NULL));
    TRY(give_password(c, &official.person));
    return signed_in_mail(c, &official, "binh@bacgiang.gov.vn");
}

static LocalReply forgot(World *w, const char *who)
{
    return ask(w, "/quen-mat-khau", NULL, str_format(&w->c.mem, "tai-khoan=%s", who).p);
}

static void a_forgotten_password_is_set_anew_by_a_letter_once(void **state)
{
    World *w = *state;
    assert_has_not(get(w, "/dang-nhap").body, "/quen-mat-khau"); /* no mail server */
    assert_status(forgot(w, "binh@bacgiang.gov.vn"), 409);
    assert_has(get(w, "/quen-mat-khau").body, "chưa nối máy chủ thư");
    assert_int_equal(store_write(&w->c, w->store, prove_mail, NULL), OK);
    assert_has(get(w, "/dang-nhap").body, "href=\"/quen-mat-khau\"");
    assert_status(forgot(w, "Binh@bacgiang.gov.vn"), 303);
    assert_str(newest(w).address, S("binh@bacgiang.gov.vn"));
    const char *link = link_of_letter(w, "/loi-moi/");
    assert_status(get(w, link), 200);
    assert_status(visit(w, &official, "/toi"), 200); /* asking changes nothing */
    Str set = str_format(&w->c.mem, "mat-khau=%s&mat-khau-lai=%s", new_password, new_password);
    LocalReply r = ask(w, link, NULL, set.p);
    assert_status(r, 303);
    assert_has(r.headers, "Location: /dang-nhap");   /* a second factor is still asked for */
    assert_status(visit(w, &official, "/toi"), 303); /* whoever was in is out */
    assert_status(ask(w, link, NULL, set.p), 404);
}

static void the_answer_does_not_tell_who_has_an_account(void **state)
{
    World *w = *state;
    assert_int_equal(store_write(&w->c, w->store, prove_mail, NULL), OK);
    LocalReply known = forgot(w, "binh@bacgiang.gov.vn");
    int64_t letters = in_state(w, MAIL_QUEUED);
    LocalReply unknown = forgot(w, "khong.co.ai");
    assert_int_equal(in_state(w, MAIL_QUEUED), letters);
    assert_status(known, 303);
    assert_status(unknown, 303);
    assert_int_equal(known.headers.n, unknown.headers.n);
    /* Three letters a day, then silence; after five requests the same sentence to all. */
    for (int i = 1; i < 5; i++) assert_status(forgot(w, "binh@bacgiang.gov.vn"), 303);
    assert_int_equal(in_state(w, MAIL_QUEUED), LOST_A_DAY);
    for (int i = 1; i < 5; i++) assert_status(forgot(w, "khong.co.ai"), 303);
    known = forgot(w, "binh@bacgiang.gov.vn"), unknown = forgot(w, "khong.co.ai");
    assert_status(known, 429);
    assert_status(unknown, 429);
    assert_has(known.body, "Đã yêu cầu nhiều lần");
}

static Fail lock_account(Ctx *c, void *unused)
{
    (void)unused;
    return store_run(c, "UPDATE person SET state = 'disabled' WHERE office_id = $1 AND id = $2", OFFICE,
                     official.person);
}
static Fail unprove(Ctx *c, void *unused)
{
    (void)unused;
    return store_run(c, "UPDATE person SET mail_proved_at = 0 WHERE office_id = $1 AND id = $2", OFFICE,
                     official.person);
}

static Fail prove_again(Ctx *c, void *unused)
{
    (void)unused;
    return signed_in_mail(c, &official, "binh@bacgiang.gov.vn");
}

static void no_letter_goes_to_who_is_locked_or_whose_mail_is_not_proved(void **state)
{
    World *w = *state;
    Person p;
    assert_int_equal(store_write(&w->c, w->store, prove_mail, NULL), OK);
    assert_int_equal(person_by_id(&w->c, official.person, &p), OK);
    const char *account = str_c(&w->c.mem, p.account);
    assert_int_equal(store_write(&w->c, w->store, unprove, NULL), OK);
    assert_status(forgot(w, account), 303);
    assert_int_equal(store_write(&w->c, w->store, prove_again, NULL), OK);
    assert_int_equal(store_write(&w->c, w->store, lock_account, NULL), OK);
    assert_status(forgot(w, account), 303);
    assert_int_equal(in_state(w, MAIL_QUEUED), 0);
}

/* -- options ---------------------------------------------------------------------------------------------------------
 */

static const char *secret_file(World *w, const char *text, mode_t mode)
{
    const char *path = str_format(&w->c.mem, "/tmp/ngayso-secret-%d", (int)getpid()).p;
    unlink(path);
    FILE *f = fopen(path, "w");
    assert_non_null(f);
    fputs(text, f);
    fclose(f);
    assert_int_equal(chmod(path, mode), 0);
    return path;
}

static void options_are_checked(void **state)
{
    World *w = *state;
    MailWay *way;
    static const MailOptions bad[] = {
        {.smtp = "http://mail.vn", .from = "a@b.vn"},
        {.smtp = "smtp://", .from = "a@b.vn"},
        {.smtp = "smtp://u:p@mail.vn", .from = "a@b.vn"},
        {.smtp = "smtp://mail.vn/x", .from = "a@b.vn"},
        {.smtp = "smtp://mail.vn"},
        {.smtp = "smtp://mail.vn", .from = "Ngày Số"},
        {.smtp = "smtp://mail.vn", .from = "Ngày\nSố <a@b.vn>"},
        {.smtp = "smtp://mail.vn", .from = "a@b.vn", .user = "u"},
        {.smtp = "smtp://mail.vn", .from = "a@b.vn", .user = "u", .password_file = "/khong/co"},
        {.from = "a@b.vn"},
        {.hook = "http://sms.vn/gui"},
        {.hook = "http://127.evil.vn/gui"},
        {.hook = "ftp://127.0.0.1/"},
        {.hook = "https://u:p@sms.vn/"},
        {.hook = "https://"},
        {.token_file = "/dev/null"},
    };
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        w->c.why[0] = 0;
        if (mail_way(&w->c, &bad[i], &way) != FAIL_INPUT) test_fails("options %zu were taken", i);
        assert_true(w->c.why[0] != 0);
    }
    w->c.why[0] = 0;
    MailOptions good = {.smtp = "smtp://mail.bacgiang.gov.vn:587",
                        .from = "Ngày Số <ngayso@bacgiang.gov.vn>",
                        .user = "ngayso",
                        .password_file = secret_file(w, "mật khẩu\n", 0600),
                        .site = "https://ngayso.bacgiang.gov.vn",
                        .hook = "http://127.0.0.1:9/gui"};
    assert_int_equal(mail_way(&w->c, &good, &way), OK);
    assert_string_equal(way->password, "mật khẩu");
    assert_string_equal(way->url, "smtp://mail.bacgiang.gov.vn:587/ngayso.bacgiang.gov.vn");
    assert_false(way->is_near);
    assert_true(way->hook_is_near);
    assert_str(way->from_name, S("Ngày Số"));
    secret_file(w, "ai cũng đọc được", 0644);
    assert_int_equal(mail_way(&w->c, &good, &way), FAIL_INPUT);
    unlink(secret_file(w, "hai\ndòng", 0600));
    assert_true(url_is_near("localhost") && url_is_near("[::1]") && !url_is_near("10.0.0.1"));
}

/* -- the page
 * ---------------------------------------------------------------------------------------------------------- */

static LocalReply send_form(World *w, const SignedIn *who, Id id, const char *what)
{
    return submit(w, who, "/thu", text_in(w, "lam=%s&thu=%lld", what, (long long)id));
}

static void the_page_says_what_waits_and_why(void **state)
{
    World *w = *state;
    Fake f = {.answers = {OUTCOME_LATER, OUTCOME_UNSURE, OUTCOME_SENT}, .n = 3};
    LocalReply r = visit(w, &admin, "/thu");
    assert_status(r, 200);
    assert_has(r.body, "Chưa nối máy chủ thư điện tử");
    assert_has(r.body, "Không có thư nào ở đây");
    put_many(w, 3);
    deliver(w, &f);
    r = visit(w, &admin, "/thu");
    assert_has(r.body, "1 thư đang chờ, 0 không gửi được, 1 chưa rõ");
    assert_has(r.body, "an@bacgiang.gov.vn");
    assert_has(r.body, "451 thử lại");
    assert_has_not(r.body, "3 việc đến hạn");
    r = visit(w, &admin, "/thu?xem=chua-ro");
    assert_has(r.body, "Hỏi người nhận trước");
    assert_has_not(r.body, "đã thử");
    assert_status(visit(w, &official, "/thu"), 403);
}

static void a_person_sends_again_or_leaves_it(void **state)
{
    World *w = *state;
    Fake f = {.answers = {OUTCOME_UNSURE, OUTCOME_REFUSED, OUTCOME_SENT}, .n = 3};
    put_many(w, 3);
    deliver(w, &f);
    assert_status(send_form(w, &admin, f.ids[0], "gui-lai"), 303);
    assert_status(send_form(w, &admin, f.ids[1], "bo"), 303);
    LocalReply r = send_form(w, &admin, f.ids[2], "gui-lai");
    assert_status(r, 409);
    assert_has(r.body, "đã gửi xong");
    assert_status(send_form(w, &admin, 12345, "bo"), 404);
    assert_status(send_form(w, &official, f.ids[1], "gui-lai"), 403);
    assert_int_equal(in_state(w, MAIL_QUEUED), 1);
    assert_int_equal(in_state(w, MAIL_DROPPED), 1);
    JournalRowList journal;
    assert_int_equal(journal_rows(&w->c, (JournalChoice){.object = f.ids[0]}, &journal), OK);
    assert_int_equal(journal.n, 1);
    assert_str(journal.at[0].after, S("đang chờ"));
    assert_status(ask(w, "/thu/gui-ngay", admin.cookie, str_format(&w->c.mem, "_token=%s", admin.form).p), 303);
}

static void many_are_dropped_at_once_and_taken_back(void **state)
{
    World *w = *state;
    Fake f = {.answers = {OUTCOME_REFUSED, OUTCOME_SENT, OUTCOME_UNSURE}, .n = 3};
    put_many(w, 3);
    deliver(w, &f);
    const char *all =
        text_in(w, "lam=bo&thu=%lld&thu=%lld&thu=%lld", (long long)f.ids[0], (long long)f.ids[1], (long long)f.ids[2]);
    LocalReply r = submit_and_follow(w, &admin, "/thu", all);
    assert_has(r.body, "Đã bỏ 2 thư.");
    assert_has(r.body, "đã gửi xong, không bỏ được nữa"); /* passed over, and why */
    assert_int_equal(in_state(w, MAIL_DROPPED), 2);
    assert_status(submit(w, &admin, undo_in(w, r.body), ""), 303);
    assert_int_equal(in_state(w, MAIL_DROPPED), 0);
    assert_int_equal(in_state(w, MAIL_FAILED), 1);
    assert_int_equal(in_state(w, MAIL_UNSURE), 1);
    assert_status(submit(w, &admin, "/thu", "lam=bo"), 400);
    assert_status(submit(w, &admin, "/thu", text_in(w, "thu=%lld", (long long)f.ids[0])), 400);
}

static Fail add_mail(Ctx *c, void *unused)
{
    (void)unused;
    return store_run(c, "UPDATE person SET mail = 'qt@bacgiang.gov.vn' WHERE office_id = $1 AND id = $2", OFFICE,
                     admin.person);
}

static void a_letter_to_oneself_shows_that_it_works(void **state)
{
    World *w = *state;
    const char *form = str_format(&w->c.mem, "_token=%s", admin.form).p;
    LocalReply r = ask(w, "/thu/thu-nghiem", admin.cookie, form);
    assert_status(r, 400);
    assert_has(r.body, "chưa có địa chỉ thư");
    assert_int_equal(store_write(&w->c, w->store, add_mail, NULL), OK);
    assert_status(ask(w, "/thu/thu-nghiem", admin.cookie, form), 303);
    assert_str(newest(w).address, S("qt@bacgiang.gov.vn"));
}

static void long_lists_have_pages(void **state)
{
    World *w = *state;
    MailRowList rows;
    bool more;
    LocalReply r;
    put_many(w, MAIL_PAGE + 3);
    assert_int_equal(mail_list(&w->c, MAIL_QUEUED, 0, &rows, &more), OK);
    assert_true(more && rows.n == MAIL_PAGE);
    assert_int_equal(mail_list(&w->c, MAIL_QUEUED, rows.at[rows.n - 1].id, &rows, &more), OK);
    assert_true(!more && rows.n == 3);
    r = visit(w, &admin, "/thu?xem=dang-cho");
    assert_has(r.body, "Trang sau →");
    assert_has(r.body, "Tình trạng: <b>Đang chờ</b>");
    assert_true(r.body.n < 30000);
    assert_status(visit(w, &admin, "/thu?sau=x"), 400);
}

/* -- the thread
 * ------------------------------------------------------------------------------------------------------------ */

static void the_thread_delivers_by_itself_and_ends(void **state)
{
    World *w = *state;
    Fake f = {.answers = {OUTCOME_SENT}, .n = 1, .w = w, .is_blind = true}; /* this thread looks, with the same eyes */
    MailWay way = {.send = {fake_send, NULL}, .host = {STR("smtp://127.0.0.1:25")}, .of_test = &f, .hurry = 1};
    MailThread *t;
    Str hosts[MAIL_CHANNELS];
    put_many(w, 1);
    Connection *mine = w->c.store;
    assert_int_equal(mail_start(&w->c, w->store, &way, &t), OK);
    wait_for(in_state(w, MAIL_SENT) == 1);
    mail_stop(t);
    w->c.store = mine;
    assert_int_equal(in_state(w, MAIL_SENT), 1);
    assert_int_equal(mail_ways(&w->c, hosts), OK);
    assert_str(hosts[MAIL_LETTER], S("smtp://127.0.0.1:25"));
    assert_int_equal(mail_start(&w->c, w->store, &(MailWay){.hurry = 1}, &t), OK);
    assert_null(t);
    assert_int_equal(mail_ways(&w->c, hosts), OK);
    assert_int_equal(hosts[MAIL_LETTER].n, 0);
}

int main(void)
{
#define T(test) cmocka_unit_test_setup_teardown(test, begin, end)
    const struct CMUnitTest tests[] = {
        T(heads_are_ascii_and_fold),
        T(options_are_checked),
        T(who_reads_the_letter_shows_whose_mail_it_is),
        T(a_letter_speaks_of_one_address),
        T(a_forgotten_password_is_set_anew_by_a_letter_once),
        T(the_answer_does_not_tell_who_has_an_account),
        T(no_letter_goes_to_who_is_locked_or_whose_mail_is_not_proved),
        T(the_page_says_what_waits_and_why),
        T(a_person_sends_again_or_leaves_it),
        T(many_are_dropped_at_once_and_taken_back),
        T(a_letter_to_oneself_shows_that_it_works),
        T(long_lists_have_pages),
        T(the_thread_delivers_by_itself_and_ends),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
