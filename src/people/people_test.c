// SPDX-License-Identifier: Apache-2.0
/* Forms, lists of people, the journal, and what is kept. */
#include "doc/sheet.h"
#include "people/people_testing.h"
#include "people/view.h"

/* -- forms of other pages ----------------------------------------------------------------------------------- */

static void forms_carry_the_token_of_their_session(void **state)
{
    World *w = *state;
    const char *fields = "ho-ten=Tên+Mới";
    assert_status(ask(w, "/toi", official.cookie, fields), 403);
    Str others = str_format(&w->c.mem, "_token=%s&%s", stranger.form, fields);
    assert_status(ask(w, "/toi", official.cookie, others.p), 403);
    Str evil = str_format(&w->c.mem, "%sOrigin: http://evil.vn\r\n", official.cookie);
    Str right = str_format(&w->c.mem, "_token=%s&%s", official.form, fields);
    assert_status(ask(w, "/toi", evil.p, right.p), 403);
    assert_status(submit(w, &official, "/toi", fields), 303);
    assert_str(account_of(w, official.person), S("chuyen.vien"));
    LocalReply r = visit(w, &official, "/toi");
    assert_has(r.body, "Tên Mới");
    assert_has(r.body, official.form);
    r = ask(w, "/toi", official.cookie, fields);
    assert_has(r.body, "Tên Mới"); /* what was typed is kept */
    assert_has_not(r.body, "name=\"_token\" value=\"\"");
}

/* -- lists -------------------------------------------------------------------------------------------------- */

static void a_list_is_checked_whole_before_anybody_is_added(void **state)
{
    World *w = *state;
    int64_t before = count_people(w);
    LocalReply r = send_file(w, &coordinator, "/nguoi/nhieu",
                             "Họ và tên,Cơ quan,Thư điện tử,Vai trò\n"
                             "Lê Văn Một,SYT,mot@bg.vn,\n"
                             ",SYT,hai@bg.vn,\n"
                             "Lê Văn Ba,Sở Không Có,ba@bg.vn,Xem\n"
                             "Lê Văn Bốn,SYT,bon@,Xem\n"
                             "Lê Văn Năm,SYT,MOT@bg.vn,Xem\n"
                             "Lê Văn Sáu,SYT,sau@bg.vn,Quản trị\n"
                             "Lê Văn Bảy,SYT,bay@bg.vn,Ông trùm\n"
                             "4711,Sở Không Đâu,bon@,Bà trùm\n",
                             "");
    assert_status(r, 400);
    static const char *const says[] = {
        "Cần sửa 7 trên 8 dòng", "Dòng 3",         "Thiếu họ và tên",         "Dòng 4",          "Không có cơ quan",
        "như an@bacgiang",       "đã có ở dòng 2", "không giao được vai trò", "Vai trò không có"};
    for (size_t i = 0; i < sizeof says / sizeof *says; i++) assert_has(r.body, says[i]);
    /* All four errors of one row at once. */
    Str last = str_from(r.body, str_find(r.body, S("Dòng 9")));
    last = str_slice(last, 0, str_find(last, S("</tr>")));
    static const char *const all[] = {"chỉ gồm chữ", "như an@bacgiang", "“Sở Không Đâu”", "Vai trò không có"};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) assert_has(last, all[i]);
    assert_int_equal(count_people(w), before);
    const char *right = "ten;co quan;vai tro;thu\nLê Văn Một;Sở Y tế tỉnh Bắc Giang;thu truong;mot@bg.vn\n"
                        "Lê Văn Hai;X07201;;hai@bg.vn\n";
    r = send_file(w, &coordinator, "/nguoi/nhieu", right,
                  "--grenze\r\nContent-Disposition: form-data; name=\"chi-kiem-tra\"\r\n\r\n1\r\n");
    assert_status(r, 200);
    assert_int_equal(count_people(w), before);
    assert_status(send_file(w, &head, "/nguoi/nhieu", right, ""), 400); /* Sở Y tế is not theirs */
    r = send_file(w, &coordinator, "/nguoi/nhieu", right, "");
    assert_status(r, 200);
    assert_has(r.body, "le.van.mot");
    assert_has(r.body, "/loi-moi/");
    assert_int_equal(count_people(w), before + 2);
    assert_status(send_file(w, &coordinator, "/nguoi/nhieu", right, ""), 200); /* again: nobody twice */
    assert_int_equal(count_people(w), before + 2);
    assert_status(send_file(w, &coordinator, "/nguoi/nhieu", "ho ten\nA", ""), 400);
    assert_status(send_file(w, &coordinator, "/nguoi/nhieu", "PK broken", ""), 400);
}

static void the_template_names_the_inputs_and_its_example_invites_nobody(void **state)
{
    World *w = *state;
    Sheet sheet;
    int64_t before = count_people(w);
    LocalReply r = visit(w, &coordinator, "/nguoi/nhieu/mau.xlsx");
    assert_status(r, 200);
    assert_has(header_of(r, "Content-Disposition"), "mau-danh-sach-nguoi.xlsx");
    assert_int_equal(sheet_read(&w->c, r.body, &sheet), OK);
    Out csv = {.mem = &w->c.mem};
    for (size_t i = 0; i < sheet.n && i < 2; i++) /* heads and example, as they come back */
        for (size_t k = 0; k < sheet.row[i].n; k++)
            out_format(&csv, "%.*s%s", STR_ARGS(sheet.row[i].cell[k]), k + 1 < sheet.row[i].n ? ";" : "\n");
    Str heads = S("Họ và tên;Mã cơ quan;Chức vụ;Thư điện tử;Điện thoại;Vai trò\n");
    assert_true(str_starts(out_str(&csv), heads));
    const char *only = str_c(&w->c.mem, out_str(&csv));
    assert_has(send_file(w, &coordinator, "/nguoi/nhieu", only, "").body, "chưa có người nào");
    const char *more = str_format(&w->c.mem, "%sLê Văn Một;SYT;;;;\n", only).p;
    assert_status(send_file(w, &coordinator, "/nguoi/nhieu", more, ""), 200);
    assert_int_equal(count_people(w), before + 1);
}

static void hundreds_of_links_leave_as_one_file_for_who_made_them(void **state)
{
    World *w = *state;
    enum { MANY = INVITED_EACH + 5 };
    Sheet sheet;
    Out file = {.mem = &w->c.mem}, sent = {.mem = &w->c.mem};
    out_raw(&file, S("ten;co quan\n"));
    for (int i = 0; i < MANY; i++) out_format(&file, "Lê Văn %c;SYT\n", 'A' + i);
    LocalReply r = send_file(w, &coordinator, "/nguoi/nhieu", str_c(&w->c.mem, out_str(&file)), "");
    assert_status(r, 200);
    assert_has_not(r.body, "/loi-moi/"); /* no copying one by one */
    Str tokens =
        str_from(r.body, str_find(r.body, S("name=\"lien-ket\" value=\"")) + strlen("name=\"lien-ket\" value=\""));
    out_raw(&sent, S("lien-ket="));
    out_url(&sent, str_slice(tokens, 0, str_index(tokens, '"')));
    const char *fields = str_c(&w->c.mem, out_str(&sent));
    r = submit(w, &coordinator, "/nguoi/nhieu/lien-ket.xlsx", fields);
    assert_status(r, 200);
    assert_int_equal(sheet_read(&w->c, r.body, &sheet), OK);
    assert_int_equal(sheet.n, 1 + MANY);
    Str link = sheet_cell(&sheet.row[1], 4);
    assert_status(get(w, str_c(&w->c.mem, str_from(link, str_find(link, S("/loi-moi/"))))), 200);
    assert_status(submit(w, &admin, "/nguoi/nhieu/lien-ket.xlsx", fields), 404); /* not of their making */
}

static void the_journal_leaves_as_a_file(void **state)
{
    World *w = *state;
    LocalReply r = visit(w, &admin, "/nhat-ky.csv");
    assert_status(r, 200);
    assert_true(str_starts(r.body, S("\xEF\xBB\xBF"
                                     "Dòng,Lúc,Ai")));
    assert_has(header_of(r, "Content-Disposition"), "attachment");
    r = visit(w, &admin, "/nhat-ky.xlsx?co-quan=H213");
    assert_status(r, 200);
    assert_true(str_starts(r.body, S("PK")));
    assert_status(visit(w, &head, "/nhat-ky.csv"), 403);
}

static Fail write_long(Ctx *c, void *text)
{
    c->actor = NULL;
    return journal_write(
        c, (JournalEntry){
               .act = "Ghi thử", .object = "person", .id = admin.person, .after = str_of(text), .who = admin.person});
}

static void a_long_value_of_the_journal_is_behind_a_link(void **state)
{
    World *w = *state;
    char text[600];
    memset(text, 'a', sizeof text);
    text[sizeof text - 1] = 0;
    must_write(w, write_long, text);
    Str page = visit(w, &admin, "/nhat-ky").body;
    assert_has_not(page, text);
    size_t at = str_find(page, S("/nhat-ky?dong="));
    assert_true(at < page.n);
    const char *one = str_c(&w->c.mem, str_slice(str_from(page, at), 0, str_index(str_from(page, at), '"')));
    Str row = visit(w, &admin, one).body;
    assert_has(row, text);
    assert_has_not(visit(w, &head, one).body, text); /* of another agency's row nothing */
    assert_status(visit(w, &admin, "/nhat-ky?dong=99999999"), 200);
    assert_has(visit(w, &admin, "/nhat-ky?dong=99999999").body, "Chưa có dòng nào");
}

/* -- how often, and what is kept ---------------------------------------------------------------------------- */

static void who_sends_too_often_waits(void **state)
{
    World *w = *state;
    int often = 0;
    for (int i = 0; i < 100000 && !often; i++) {
        LocalReply r = submit(w, &official, "/toi", "ho-ten=An");
        if (r.status == 429) often = i;
        if (r.status == 429) assert_has(r.headers, "Retry-After");
    }
    assert_true(often >= 200);
    assert_status(submit(w, &stranger, "/toi", "ho-ten=Binh"), 303); /* others do not */
}

static void secrets_are_in_no_journal(void **state)
{
    World *w = *state;
    const char *account = give(w, stranger.person, good, NULL);
    SignedIn s = cookie_of(w, try_in(w, account, good, "/"));
    assert_status(try_in(w, account, "mật khẩu gõ nhầm", "/"), 401);
    JournalRowList rows;
    assert_int_equal(journal_rows(&w->c, (JournalChoice){.most = 1000}, &rows), OK);
    assert_true(rows.n > 10);
    const Str secrets[] = {S("mèo"), S("gõ nhầm"), str_of(s.token), str_of(s.form), str_of(setup)};
    for (size_t i = 0; i < rows.n; i++)
        for (size_t k = 0; k < sizeof secrets / sizeof *secrets; k++) {
            const JournalRow *row = &rows.at[i];
            assert_false(str_contains(row->title, secrets[k]) || str_contains(row->before, secrets[k]) ||
                         str_contains(row->after, secrets[k]));
        }
}

#define T(test) cmocka_unit_test_setup_teardown(test, begin, end)
int main(void)
{
    const struct CMUnitTest tests[] = {
        T(forms_carry_the_token_of_their_session),
        T(a_list_is_checked_whole_before_anybody_is_added),
        T(the_template_names_the_inputs_and_its_example_invites_nobody),
        T(hundreds_of_links_leave_as_one_file_for_who_made_them),
        T(the_journal_leaves_as_a_file),
        T(a_long_value_of_the_journal_is_behind_a_link),
        T(who_sends_too_often_waits),
        T(secrets_are_in_no_journal),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
