// SPDX-License-Identifier: Apache-2.0
/* Forms on one page: drawn from a design, read by the checks of answers.h, refused with all that was typed; shown when
 * they are filled in. */
#include "form/fill_inside.h"
#include "form/form_world.h"

static SignedIn hoa;

static Fail begin_rows(Ctx *c, void *nothing)
{
    (void)nothing;
    TRY(org_ensure_shipped(c));
    return signed_in_new(c, "Nguyễn Thị Hoa", "STTTT", ROLE_OFFICIAL, &hoa);
}

static int begin(void **state)
{
    memset(&sent, 0, sizeof sent);
    return world_begins(state, (ServerOptions){.features = thing_features, .gate = &people_gate, .no_limits = true},
                        begin_rows);
}

static Str piece(Str s, const char *from, const char *to)
{
    size_t at = str_find(s, str_of(from));
    if (at == s.n) test_fails("there is no %s in %.*s", from, STR_ARGS(s));
    Str rest = str_from(s, at);
    return str_slice(rest, 0, str_find(rest, str_of(to)));
}

#define GOOD "ten=Gian+A&so_luong=2&loai=trong"

/* -- drawn ------------------------------------------------------------------------------------------------------ */

static void a_design_is_drawn_as_every_form(void **state)
{
    LocalReply r = get(*state, "/don/ngan");
    assert_status(r, 200);
    assert_has(r.body, "enctype=\"multipart/form-data\" novalidate");
    assert_has(r.body, "<label for=\"ten\">Tên gian hàng</label>");
    assert_has(piece(r.body, "id=\"ten\"", ">"), "required");
    assert_has(r.body, "Kinh phí (không bắt buộc)</label>");
    assert_has(piece(r.body, "id=\"kinh_phi\"", "</div>"), "<span class=\"unit\">đồng</span>");
    assert_has(piece(r.body, "id=\"so_luong\"", ">"), "inputmode=\"numeric\"");
    assert_has(piece(r.body, "<legend>Loại</legend>", "</fieldset>"), "type=\"radio\" value=\"ngoai\"");
    assert_has(r.body, "name=\"ngay-tu\" type=\"date\"");
    assert_has(piece(r.body, "id=\"anh\"", ">"), "accept=\".txt,.pdf,.png\"");
    assert_has(r.body, "Mỗi tệp nhiều nhất 2 MB: txt, pdf, png; đến 2 tệp.");
    /* what is not asked, as the answers are, is there without a script and says so */
    assert_has(piece(r.body, "<legend>Có mái che</legend>", "</fieldset>"),
               "Không cần điền theo các câu trả lời hiện có.");
    assert_has(r.body, "value=\"them:hang\"");
    /* Enter sends the form, whatever buttons stand before the last */
    assert_has(piece(r.body, "<button", ">"), "value=\"gui\"");
}

static bool fits(World *w, Agencies *all, const DesignField *f, Str code)
{
    bool is_one;
    must(agency_check(&w->c, all, f, code, &is_one));
    return is_one;
}

static void agencies_and_communes_are_chosen_by_their_names(void **state)
{
    World *w = *state;
    Agencies all = {0};
    DesignField commune = {.type = FIELD_COMMUNE, .rows = NO_ROWS}, agency = {.type = FIELD_AGENCY, .rows = NO_ROWS};
    must(agencies_load(&w->c, &all));
    AgencyChoices k = agencies_for(&w->c, &all, &commune);
    assert_int_equal(k.keys.n, 209);
    assert_true(fits(w, &all, &commune, S("X07201")));
    assert_false(fits(w, &all, &commune, S("STTTT")));
    assert_str(agency_name(&all, &commune, S("X07201")), S("phường Thọ Xương"));
    for (size_t i = 1; i < k.groups.n; i++) /* each heading once */
        for (size_t j = 0; j + 1 < i && !str_equal(k.groups.at[i], k.groups.at[i - 1]); j++)
            assert_false(str_equal(k.groups.at[j], k.groups.at[i]));
    assert_true(fits(w, &all, &agency, S("STTTT")));
    agency.agencies = S("so");
    assert_true(fits(w, &all, &agency, S("STTTT")));
    assert_false(fits(w, &all, &agency, S("X07201")));
    agency.agencies = S("so-nganh");
    assert_true(fits(w, &all, &agency, S("STTTT")));
    assert_false(fits(w, &all, &agency, S("khong-co")));
    assert_false(fits(w, &all, &agency, S("stttt"))); /* a code is what it is */
    w->c.today = day_of(2025, 8, 1);
    assert_false(fits(w, &all, &commune, S("X07201"))); /* it is no more */
}

/* -- read --------------------------------------------------------------------------------------------------------- */

static void what_was_typed_becomes_answers(void **state)
{
    World *w = *state;
    LocalReply r =
        post(w, "/don/ngan",
             "ten=Gian+A&so_luong=2&kinh_phi=1%2C5+tri%E1%BB%87u&loai=ngoai&mai_che=false&ngay-tu=2024-10-01&"
             "ngay-den=2024-10-10&ten_hang.3=V%E1%BA%A3i&gia.3=35.000&so.3=2&ten_hang.7=&gia.7=&nut-bam=gui");
    assert_status(r, 303);
    assert_has(sent.json, "\"kinh_phi\":1500000");
    assert_has(sent.json, "\"mai_che\":false");
    assert_has(sent.json, "\"ngay\":\"2024-10-01/2024-10-10\"");
    assert_has(sent.json, "\"tien\":70000");
    assert_has(sent.json, "\"tong\":70000");
    assert_int_equal(count_of(sent.json, "ten_hang"), 1); /* an empty row is none */
}

static void a_form_that_is_refused_comes_back_with_all_that_was_typed(void **state)
{
    World *w = *state;
    LocalReply r = post(w, "/don/ngan",
                        "ten=&so_luong=nhi%E1%BB%81u&loai=ngoai&ngay-tu=2024-10-11&ngay-den=2024-10-01&"
                        "hang.5=1&ten_hang.5=&gia.5=x%3Cy&nut-bam=gui");
    assert_status(r, 400);
    Str listed = piece(r.body, "<div class=\"errors\"", "</div>");
    assert_has(listed, "<a href=\"#sai-ten\">Hãy điền: Tên gian hàng.</a>");
    assert_has(listed, "<a href=\"#sai-so_luong\">Số gian: Ô này phải là một số");
    assert_has(listed, "<a href=\"#sai-mai_che\">");
    assert_has(listed, "<a href=\"#sai-ngay\">");
    assert_has(listed, "<a href=\"#sai-gia-5\">Giá, dòng 1: ");
    assert_has(piece(r.body, "id=\"sai-so_luong\"", ">"), "value=\"nhiều\"");
    assert_has(piece(r.body, "id=\"sai-so_luong\"", ">"),
               "aria-invalid=\"true\" aria-describedby=\"sai-so_luong-sai\"");
    assert_has(piece(r.body, "id=\"sai-gia-5\"", ">"), "value=\"x&lt;y\"");
    assert_has(piece(r.body, "name=\"ngay-tu\"", ">"), "value=\"2024-10-11\"");
    assert_has(piece(r.body, "id=\"sai-ngay\"", "</legend>"), "Thời gian");
    assert_has(piece(r.body, "value=\"ngoai\"", ">"), "checked");
    assert_int_equal(sent.n, 0);
}

static void rows_come_and_go_without_a_script_and_without_being_refused(void **state)
{
    World *w = *state;
    LocalReply r = post(w, "/don/ngan", "ten=A&hang.1=1&ten_hang.1=V%E1%BA%A3i&nut-bam=them:hang");
    assert_status(r, 200);
    assert_has_not(r.body, "class=\"errors\"");
    assert_has(piece(r.body, "name=\"ten_hang.1\"", ">"), "value=\"Vải\"");
    assert_has(r.body, "name=\"ten_hang.2\"");
    r = post(w, "/don/ngan", "ten=A&hang.1=1&ten_hang.1=V%E1%BA%A3i&hang.2=1&ten_hang.2=Ch%C3%A8&nut-bam=bot:hang:1");
    assert_has_not(r.body, "Vải");
    assert_has(piece(r.body, "name=\"ten_hang.2\"", ">"), "value=\"Chè\"");
    r = post(w, "/don/ngan", "hang.1=1&hang.2=1&hang.3=1&hang.4=1&nut-bam=them:hang");
    assert_has(r.body, "Đã đủ 4 dòng.");
    assert_has_not(r.body, "value=\"them:hang\"");
}

static void another_that_has_the_same_answer_is_seen_in_the_write_too(void **state)
{
    World *w = *state;
    LocalReply r = post(w, "/don/ngan", "ten=%C4%90%C3%A3+c%C3%B3&so_luong=2&loai=trong&nut-bam=gui");
    assert_status(r, 400);
    assert_has(r.body, "<a href=\"#sai-ten\">Tên gian hàng này đã có ở một hồ sơ khác.");
    Design d;
    DesignProblems problems;
    assert_true(design_from_yaml(&w->c.mem, str_of(short_yaml), &d, &problems));
    Filled f = {.answers = answers_empty(&w->c.mem, &d)};
    *answers_cell(&f.answers, design_field(&d, S("ten")), 0) = answer_of_text(S("Gian B"));
    assert_int_equal(f.answers.at[0].kind, IS_TEXT);
}

static void a_program_that_sends_json_is_told_every_field(void **state)
{
    World *w = *state;
    const char *type = "Content-Type: application/json\r\n";
    LocalReply r = ask(w, "/api/v1/don/ngan", type, "{\"ten\":\"A\",\"so_luong\":9,\"loai\":\"trong\"}");
    assert_status(r, 400);
    assert_has(r.body, "\"problems\":{\"so_luong\":\"Số gian: Phải nhiều nhất 5.\"}");
    assert_status(ask(w, "/api/v1/don/ngan", type, "{\"ten\":\"A\",\"so_luong\":3,\"loai\":\"trong\"}"), 200);
    r = ask(w, "/api/v1/don/ngan", type, "{\"ten\":\"A\",\"mau\":\"đỏ\"}");
    assert_status(r, 400);
    assert_has(r.body, "Biểu mẫu không có ô “mau”");
}

/* -- files ------------------------------------------------------------------------------------------------------------
 */

static LocalReply with_file(World *w, const SignedIn *who, const char *more, const char *name, Str bytes)
{
    Out body = {.mem = &w->c.mem};
    LocalReply r = {0};
    Str rest = str_of(more), one;
    out_format(&body, "--xyz\r\nContent-Disposition: form-data; name=\"_token\"\r\n\r\n%s\r\n", who->form);
    while (str_cut(&rest, '&', &one)) {
        size_t at = str_index(one, '=');
        out_format(&body, "--xyz\r\nContent-Disposition: form-data; name=\"%.*s\"\r\n\r\n%.*s\r\n",
                   STR_ARGS(str_slice(one, 0, at)), STR_ARGS(str_from(one, at + 1)));
    }
    out_format(&body, "--xyz\r\nContent-Disposition: form-data; name=\"anh\"; filename=\"%s\"\r\n\r\n", name);
    out_raw(&body, bytes);
    OUT_LITERAL(&body, "\r\n--xyz--\r\n");
    const char *headers = text_in(w, "%sContent-Type: multipart/form-data; boundary=xyz\r\n", who->cookie);
    LocalRequest q = {.method = "POST", .path = "/don/ngan", .headers = headers, .body = out_str(&body)};
    if (server_local(&w->c, w->server, q, &r)) test_fails("no answer: %s", w->c.why);
    return r;
}

static Str value_of(Str page, const char *input)
{
    Str tag = piece(page, input, ">");
    Str value = str_from(tag, str_find(tag, S("value=\"")) + strlen("value=\""));
    return str_slice(value, 0, str_index(value, '"'));
}

static void a_file_stays_with_a_form_that_is_refused(void **state)
{
    World *w = *state;
    LocalReply r = with_file(w, &hoa, "so_luong=2&loai=trong&nut-bam=gui", "bản vẽ.txt", S("một gian\n"));
    assert_status(r, 400);
    assert_has(r.body, "<b>bản vẽ.txt</b>");
    Str sealed = value_of(r.body, "name=\"anh-co\"");
    Out fields = {.mem = &w->c.mem};
    out_format(&fields, GOOD "&nut-bam=gui&anh-co=");
    out_url(&fields, sealed);
    assert_status(submit(w, &hoa, "/don/ngan", str_copy(&w->c.mem, out_str(&fields)).p), 303);
    UploadList uploads;
    must(uploads_of(&w->c, sent.id, &uploads));
    assert_int_equal(uploads.n, 1);
    assert_str(uploads.at[0].name, S("bản vẽ.txt"));
}

static void nobody_else_can_show_such_a_file_again(void **state)
{
    World *w = *state;
    LocalReply r = with_file(w, &hoa, "so_luong=2&loai=trong&nut-bam=gui", "a.txt", S("một gian\n"));
    Str sealed = value_of(r.body, "name=\"anh-co\"");
    Out fields = {.mem = &w->c.mem};
    out_format(&fields, GOOD "&nut-bam=gui&anh-co=");
    out_url(&fields, sealed);
    assert_status(post(w, "/don/ngan", str_copy(&w->c.mem, out_str(&fields)).p), 303); /* nobody is signed in */
    UploadList uploads;
    must(uploads_of(&w->c, sent.id, &uploads));
    assert_int_equal(uploads.n, 0);
    assert_has_not(sent.json, "anh");
}

static void a_file_is_judged_by_its_contents(void **state)
{
    LocalReply r = with_file(*state, &hoa, GOOD "&nut-bam=gui", "a.png", S("MZ\x90\x01 chương trình"));
    assert_status(r, 400);
    assert_has(r.body, "<a href=\"#sai-anh\">Bản vẽ: “a.png”: Nội dung tệp không phải");
    assert_has(piece(r.body, "id=\"ten\"", ">"), "value=\"Gian+A\"");
}

/* -- shown ------------------------------------------------------------------------------------------------------------
 */

static Str shown_to(World *w, ShownTo who)
{
    Design d;
    DesignProblems problems;
    Answers a;
    Out o = {.mem = &w->c.mem};
    assert_true(design_from_yaml(&w->c.mem, str_of(long_yaml), &d, &problems));
    must(answers_from_json(&w->c, &d,
                           S("{\"ho_ten\":\"Hoa\",\"noi_dung\":\"<b>Chào</b>\",\"so_luong\":3,\"xa_treo\":\"X07201\"}"),
                           &a, NULL));
    must(fill_show(&w->c, &o, &a, who));
    return out_str(&o);
}

static void each_sees_what_they_may(void **state)
{
    Str all = shown_to(*state, SHOWN_TO_ALL), in = shown_to(*state, SHOWN_TO_SIGNED_IN),
        decider = shown_to(*state, SHOWN_TO_DECIDERS);
    assert_has(all, "&lt;b&gt;Chào");
    assert_has_not(all, "Số lượng");
    assert_has_not(all, "Người xin"); /* no heading without anything below it */
    assert_has(in, "Số lượng");
    assert_has_not(in, "Hoa"); /* a purpose: personal */
    assert_has(decider, "Hoa");
    assert_has(decider, "phường Thọ Xương");
}

#define T(test) cmocka_unit_test_setup_teardown(test, begin, world_ends)

int main(void)
{
    const struct CMUnitTest tests[] = {
        T(a_design_is_drawn_as_every_form),
        T(agencies_and_communes_are_chosen_by_their_names),
        T(what_was_typed_becomes_answers),
        T(a_form_that_is_refused_comes_back_with_all_that_was_typed),
        T(rows_come_and_go_without_a_script_and_without_being_refused),
        T(another_that_has_the_same_answer_is_seen_in_the_write_too),
        T(a_program_that_sends_json_is_told_every_field),
        T(a_file_stays_with_a_form_that_is_refused),
        T(nobody_else_can_show_such_a_file_again),
        T(a_file_is_judged_by_its_contents),
        T(each_sees_what_they_may),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
