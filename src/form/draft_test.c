// SPDX-License-Identifier: Apache-2.0
/* Drafts: kept with every press, resumed elsewhere, sent once; two at once; older designs; files in pieces.
 * `draft_test --serve PORT` serves the forms of form_world.h, to look at. */
#include "form/draft_testing.h"
#include <unistd.h>

/* -- kept --------------------------------------------------------------------------------------------------------- */

static void every_press_keeps_what_was_typed_also_what_is_wrong(void **state)
{
    World *w = *state;
    const char *path = begun(w, "ngan");
    assert_has(press(w, path, "lan-luu=0&ten=&so_luong=nhi%E1%BB%81u&kinh_phi=12+tri%E1%BB%87u&nut-bam=luu"),
               "?phan-so=1&luu=1");
    LocalReply r = get(w, path);
    assert_has(field_in(r, "id=\"so_luong\""), "value=\"nhiều\"");
    assert_has(field_in(r, "id=\"kinh_phi\""), "value=\"12 triệu\"");
    assert_has_not(r.body, "class=\"errors\""); /* a draft is asked nothing */
    assert_has(get(w, text_in(w, "%s?luu=1", path)).body, "Đã lưu nháp");
}

static void what_is_sent_with_something_wrong_is_kept_and_told_beside_its_fields(void **state)
{
    World *w = *state;
    const char *path = begun(w, "ngan");
    Str to = press(w, path, "lan-luu=0&ten=Gian+A&so_luong=9&loai=ngoai&nut-bam=gui");
    LocalReply r = get(w, str_copy(&w->c.mem, to).p);
    assert_has(r.body, "<a href=\"#sai-so_luong\">Số gian: Phải nhiều nhất 5.</a>");
    assert_has(r.body, "<a href=\"#sai-mai_che\">Hãy chọn: Có mái che.</a>");
    assert_has(field_in(r, "id=\"sai-so_luong\""), "value=\"9\"");
    assert_has(field_in(r, "id=\"ten\""), "value=\"Gian A\"");
    assert_int_equal(sent.n, 0);
}

static Fail some_minutes_later(Ctx *c, void *unused)
{
    (void)unused;
    return store_run(c, "UPDATE form_draft SET changed_at = changed_at - $2 WHERE office_id = $1", OFFICE,
                     (DRAFT_AGAIN_MINUTES + 1) * 60000);
}

static void what_is_right_is_sent_once_however_often_it_is_pressed(void **state)
{
    World *w = *state;
    const char *path = begun(w, "ngan");
    Str first = press(w, path, "lan-luu=0&" GOOD "&nut-bam=gui");
    assert_has(first, "/don?da-nop=");
    assert_has(sent.json, "\"ten\":\"Gian A\"");
    assert_has(sent.json, "\"so_luong\":2");
    assert_str(press(w, path, "lan-luu=0&" GOOD "&nut-bam=gui"), first); /* a double click, the button back */
    assert_str(press(w, path, "lan-luu=1&ten=Gian+B&nut-bam=luu"), first);
    assert_int_equal(sent.n, 1);
    assert_status(get(w, path), 303);
    assert_int_equal(store_write(&w->c, w->store, some_minutes_later, NULL),
                     OK); /* whoever was given the link to help */
    LocalReply r = get(w, path);
    assert_status(r, 409);
    assert_has(r.body, "Biểu mẫu này đã được nộp");
    assert_has_not(r.body, "da-nop");
    assert_status(post(w, path, "lan-luu=0&" GOOD "&nut-bam=gui"), 409);
}

static void a_rule_that_refuses_what_was_sent_loses_nothing(void **state)
{
    World *w = *state;
    const char *path = begun(w, "ngan");
    LocalReply r = post(w, path, "lan-luu=0&ten=het+cho&so_luong=2&loai=trong&nut-bam=gui");
    assert_status(r, 409);
    assert_has(r.body, "Đã hết chỗ.");
    assert_has(field_in(r, "id=\"ten\""), "value=\"het cho\"");
    assert_has(field_in(r, "name=\"lan-luu\""), "value=\"1\"");
    assert_has(field_in(get(w, path), "id=\"ten\""), "value=\"het cho\"");
    assert_has(press(w, path, "lan-luu=1&ten=con+cho&so_luong=2&loai=trong&nut-bam=gui"), "/don?da-nop=");
}

static void another_with_the_same_answer_is_told_before_it_is_sent(void **state)
{
    World *w = *state;
    const char *path = begun(w, "ngan");
    Str to = press(w, path, "lan-luu=0&ten=%C4%90%C3%A3+c%C3%B3&so_luong=2&loai=trong&nut-bam=gui");
    assert_has(get(w, str_copy(&w->c.mem, to).p).body, "Tên gian hàng này đã có ở một hồ sơ khác.");
}

static void what_is_closed_is_not_sent_and_stays(void **state)
{
    World *w = *state;
    const char *path = begun(w, "ngan");
    closed = "Đã hết hạn nộp ngày 25/9/2024.";
    Str to = press(w, path, "lan-luu=0&" GOOD "&nut-bam=gui");
    LocalReply r = get(w, str_copy(&w->c.mem, to).p);
    assert_has(r.body, closed);
    assert_has(field_in(r, "id=\"ten\""), "value=\"Gian A\"");
    assert_int_equal(sent.n, 0);
}

/* -- part by part -------------------------------------------------------------------------------------------------- */

static void a_long_form_is_filled_in_part_by_part_and_looked_through(void **state)
{
    World *w = *state;
    const char *path = begun(w, "dai");
    LocalReply r = get(w, path);
    assert_has(r.body, "Phần 1 trong 4");
    assert_has(r.body, "id=\"ho_ten\"");
    assert_has_not(r.body, "id=\"noi_dung\"");
    assert_has(r.body, "Mục đích: để liên hệ."); /* personal data is told what for */
    assert_has(press(w, path, "phan-so=1&lan-luu=0&ho_ten=Hoa&nut-bam=tiep"), "?phan-so=1&soat=1");
    assert_has(get(w, text_in(w, "%s?phan-so=1&soat=1", path)).body, "<a href=\"#sai-dien_thoai\">");
    assert_has(press(w, path, "phan-so=1&lan-luu=1&" PART_ONE "&nut-bam=tiep"), "?phan-so=2");
    assert_has(press(w, path, "phan-so=2&lan-luu=2&" PART_TWO "&nut-bam=den:4"), "?phan-so=4");
    r = get(w, text_in(w, "%s?phan-so=4", path));
    assert_has(r.body, "<dt>Họ và tên</dt>");
    assert_has(r.body, "Còn 2 chỗ cần xem lại");
    assert_has(press(w, path, "phan-so=4&lan-luu=3&nut-bam=gui"),
               "?phan-so=3&soat=1"); /* the first with something missing */
    assert_has(press(w, path, "phan-so=3&lan-luu=4&" PART_THREE "&nut-bam=tiep"), "?phan-so=4");
    assert_has(press(w, path, "phan-so=4&lan-luu=5&nut-bam=gui"), "/don?da-nop=");
    assert_has(sent.json, "\"cam_ket\":\"thao dep\"");
    assert_has(sent.json, "\"noi_dung\":\"Chào mừng\"");
}

static void what_is_hidden_stays_in_the_draft_and_is_dropped_at_the_end(void **state)
{
    World *w = *state;
    const char *path = begun(w, "ngan");
    press(w, path, "lan-luu=0&ten=A&so_luong=1&loai=ngoai&mai_che=true&nut-bam=luu");
    press(w, path, "lan-luu=1&ten=A&so_luong=1&loai=trong&mai_che=true&nut-bam=luu");
    assert_has(field_in(get(w, path), "id=\"mai_che\""), "checked");
    press(w, path, "lan-luu=2&ten=A&so_luong=1&loai=trong&mai_che=true&nut-bam=gui");
    assert_has_not(sent.json, "mai_che");
}

static void rows_come_and_go_and_are_calculated_without_a_script(void **state)
{
    World *w = *state;
    const char *path = begun(w, "ngan");
    assert_has(press(w, path, "lan-luu=0&ten=A&nut-bam=them:hang"), "?phan-so=1#hang");
    assert_has(get(w, path).body, "name=\"ten_hang.1\"");
    press(w, path, "lan-luu=1&ten=A&hang.1=1&ten_hang.1=V%E1%BA%A3i&gia.1=1.000&so.1=3&nut-bam=them:hang");
    press(w, path,
          "lan-luu=2&ten=A&hang.1=1&ten_hang.1=V%E1%BA%A3i&gia.1=1.000&so.1=3&hang.2=1&ten_hang.2=Ch%C3%A8&gia.2=500&"
          "so.2="
          "2&nut-bam=tinh");
    LocalReply r = get(w, path);
    assert_has(r.body, "4.000");
    press(w, path,
          "lan-luu=3&ten=A&hang.1=1&ten_hang.1=V%E1%BA%A3i&gia.1=1.000&so.1=3&hang.2=1&ten_hang.2=Ch%C3%A8&gia.2=500&"
          "so.2="
          "2&nut-bam=bot:hang:1");
    r = get(w, path);
    assert_has(field_in(r, "name=\"ten_hang.1\""), "value=\"Chè\"");
    assert_has_not(r.body, "ten_hang.2\"");
    /* A row that was left empty is none: it asks nothing, and is not sent. */
    press(w, path, "lan-luu=4&ten=A&hang.1=1&ten_hang.1=Ch%C3%A8&gia.1=500&so.1=2&nut-bam=them:hang");
    press(w, path,
          "lan-luu=5&ten=A&so_luong=1&loai=trong&hang.1=1&ten_hang.1=Ch%C3%A8&gia.1=500&so.1=2&hang.2=1&ten_hang.2=&"
          "gia.2=&so.2=&nut-bam=gui");
    assert_has(sent.json, "\"tong\":1000");
    assert_has_not(sent.json, "},{");
}

/* The questions in another language of the form; what was typed stays, what is sent is the same. */
static void questions_are_read_in_another_language(void **state)
{
    World *w = *state;
    const char *path = begun(w, "ngan");
    assert_has(get(w, path).body, "value=\"ngon-ngu:en\" lang=\"en\">English</button>");
    Str to = press(w, path, "lan-luu=0&ten=A&so_luong=2&nut-bam=ngon-ngu:en");
    assert_has(to, "&ngon-ngu=en");
    LocalReply r = get(w, str_copy(&w->c.mem, to).p);
    assert_has(r.body, "Name of the stand");
    assert_has(r.body, "Indoors");
    assert_has(r.body, "<div lang=\"en\">");
    assert_has(r.body, "Ngoài trời"); /* not said in English */
    assert_has(r.body, "value=\"A\"");
    assert_has(r.body, "<b>English</b>");
    assert_has_not(get(w, path).body, "Indoors");
    to = press(w, path, "lan-luu=1&ten=A&so_luong=2&loai=trong&ngon-ngu=en&nut-bam=luu");
    assert_has(to, "&ngon-ngu=en");
    press(w, path, "lan-luu=2&ten=A&so_luong=2&loai=trong&ngon-ngu=en&nut-bam=gui");
    assert_has(sent.json, "\"loai\":\"trong\"");
    /* A language that it does not have is Vietnamese. */
    assert_has(get(w, text_in(w, "%s?ngon-ngu=xx", begun(w, "ngan"))).body, "Tên gian hàng");
}

/* -- resumed ------------------------------------------------------------------------------------------------------- */

static void only_who_has_the_link_or_began_it_opens_it(void **state)
{
    World *w = *state;
    LocalReply r = submit(w, &hoa, "/don/ngan/bat-dau", "");
    const char *path = str_copy(&w->c.mem, header_part(r, "Location: ", '\r')).p;
    assert_status(submit(w, &hoa, path, "lan-luu=0&ten=C%E1%BB%A7a+Hoa&nut-bam=luu"), 303);
    assert_has(get(w, path).body, "Của Hoa"); /* another device, by the link */
    r = visit(w, &hoa, "/ban-nhap");
    assert_has(r.body, "Đăng ký gian hàng");
    Str own = str_slice(str_from(r.body, str_find(r.body, S("/ban-nhap/"))), 0, 40);
    own = str_slice(own, 0, str_index(own, '"'));
    const char *by_number = str_copy(&w->c.mem, own).p;
    assert_has(visit(w, &hoa, by_number).body, "Của Hoa");
    assert_status(visit(w, &minh, by_number), 404);
    assert_status(get(w, by_number), 404);
    assert_status(get(w, "/ban-nhap/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"), 404);
    assert_has(visit(w, &minh, "/ban-nhap").body, "Không có bản nháp nào");
    assert_has(r.headers.n ? get(w, path).headers : S(""), "no-store");
}

static void the_link_is_sent_by_mail_a_few_times(void **state)
{
    World *w = *state;
    const char *drawn = begun(w, "ngan");
    assert_has(get(w, drawn).body, text_in(w, "href=\"%s/lien-ket\"", drawn));
    assert_has(get(w, text_in(w, "%s/lien-ket", drawn)).body, "<path class=\"qr-ink\" d=\"M0 0h7v1h-7z");
    assert_status(get(w, "/ban-nhap/khong-co/lien-ket"), 404);
    const char *path = begun(w, "ngan");
    LocalReply r = post(w, text_in(w, "%s/lien-ket", path), "thu=khong-phai");
    MailCounts mails;
    assert_status(r, 400);
    assert_has(r.body, "value=\"khong-phai\"");
    assert_status(post(w, text_in(w, "%s/lien-ket", path), "thu=hoa%40bacgiang.vn"), 400); /* nothing to go on with */
    press(w, path, "lan-luu=0&ten=A&nut-bam=luu");
    for (int i = 0; i < DRAFT_LETTERS_MAX; i++)
        assert_status(post(w, text_in(w, "%s/lien-ket", path), "thu=hoa%40bacgiang.vn"), 303);
    assert_status(post(w, text_in(w, "%s/lien-ket", path), "thu=hoa%40bacgiang.vn"), 429);
    must(mail_count(&w->c, &mails));
    assert_true(mails.n[MAIL_QUEUED] == 1 || mails.n[MAIL_QUEUED] == 2); /* one an hour for each address */
}

static void a_draft_that_is_dropped_is_gone(void **state)
{
    World *w = *state;
    const char *path = begun(w, "ngan");
    assert_has(press(w, text_in(w, "%s/bo", path), ""), "/don");
    assert_status(get(w, path), 404);
}

/* -- two at once --------------------------------------------------------------------------------------------------- */

static void two_who_save_one_draft_see_both(void **state)
{
    World *w = *state;
    const char *path = begun(w, "ngan");
    press(w, path, "lan-luu=0&ten=M%E1%BB%99t&so_luong=1&nut-bam=luu");
    LocalReply r = post(w, path, "lan-luu=0&ten=Hai&so_luong=1&nut-bam=luu");
    assert_status(r, 409);
    assert_has(field_in(r, "id=\"ten\""), "value=\"Hai\"");
    assert_has(r.body, "Nơi khác vừa lưu: “Một”.");
    assert_int_equal(count_of(r.body, "Nơi khác vừa lưu"), 1);
    assert_has(field_in(r, "name=\"lan-luu\""), "value=\"1\"");
    assert_has(field_in(get(w, path), "id=\"ten\""), "value=\"Một\""); /* nothing was written over */
    press(w, path, "lan-luu=1&ten=Hai&so_luong=1&nut-bam=luu");
    assert_has(field_in(get(w, path), "id=\"ten\""), "value=\"Hai\"");
}

static void the_same_from_an_older_page_is_no_conflict(void **state)
{
    World *w = *state;
    const char *path = begun(w, "dai");
    press(w, path, "phan-so=1&lan-luu=0&" PART_ONE "&nut-bam=luu");
    press(w, path, "phan-so=1&lan-luu=0&" PART_ONE "&nut-bam=luu");
    assert_has(press(w, path, "phan-so=2&lan-luu=2&" PART_TWO "&nut-bam=luu"), "luu=1");
    assert_has(field_in(get(w, path), "id=\"ho_ten\""), "value=\"Hoa\"");
}

static void the_page_saves_by_itself_and_hears_of_others(void **state)
{
    World *w = *state;
    const char *path = begun(w, "ngan"), *twin = text_in(w, "/api/v1%s", path);
    json_t *o = json_in(post(w, twin, "phan-so=1&lan-luu=0&ten=A&nut-bam=tu-luu"));
    assert_int_equal(json_integer_value(json_object_get(o, "edition")), 1);
    json_decref(o);
    LocalReply r = post(w, twin, "phan-so=1&lan-luu=0&ten=B&nut-bam=tu-luu");
    assert_status(r, 409);
    assert_has(r.body, "\"error\"");
}

/* -- older designs ------------------------------------------------------------------------------------------------- */

static void a_draft_of_an_older_design_opens_in_the_new_one(void **state)
{
    World *w = *state;
    const char *path = begun(w, "dai");
    press(w, path, "phan-so=2&lan-luu=0&" PART_TWO "&dai=4&nut-bam=luu");
    other_long_yaml = "code: dai\ntitle: Xin treo băng rôn\nfields:\n"
                      "  - noi_dung: {type: lines, label: Nội dung, required: true}\n"
                      "  - mau: {type: text, label: Màu nền}\n";
    long_version = 2;
    LocalReply r = get(w, path);
    assert_has(r.body, "Biểu mẫu đã đổi từ khi bạn bắt đầu");
    assert_has(r.body, "<dt>dai</dt><dd class=\"words\">4</dd>");
    assert_has(r.body, ">Chào mừng</textarea>");
    /* what was on the page of the older one */
    r = post(w, path, "phan-so=1&lan-luu=1&noi_dung=M%E1%BB%9Bi&so_luong=3&nut-bam=gui");
    assert_status(r, 400);
    assert_has(r.body, "Biểu mẫu không có ô “so_luong”");
    assert_has(r.body, "<dt>so_luong</dt><dd>3</dd>");
    assert_has(r.body, ">Mới</textarea>");
    long_version = 1;
    assert_has(field_in(get(w, text_in(w, "%s?phan-so=2", path)), "id=\"dai\""),
               "value=\"4\""); /* it was not thrown away */
    long_version = 2;
    press(w, path, "phan-so=1&lan-luu=1&noi_dung=M%E1%BB%9Bi&nut-bam=luu");
    assert_has_not(get(w, path).body, "đã đổi từ khi");
    assert_has(press(w, path, "phan-so=1&lan-luu=2&noi_dung=M%E1%BB%9Bi&nut-bam=gui"), "/don?da-nop=");
}

/* -- only some fields ------------------------------------------------------------------------------------------------
 */

static void only_what_is_named_is_asked_again(void **state)
{
    World *w = *state;
    supplemented = 77;
    const char *path = begun(w, "dai");
    LocalReply r = get(w, path);
    assert_has(r.body, "Chỉ cần bổ sung, sửa những câu dưới đây");
    assert_has(field_in(r, "id=\"so_luong\""), "value=\"3\"");
    assert_has_not(r.body, "id=\"ho_ten\"");
    assert_status(post(w, path, "lan-luu=0&so_luong=4&noi_dung=X&ho_ten=K%E1%BA%BB+kh%C3%A1c&nut-bam=gui"), 400);
    assert_has(press(w, path, "lan-luu=0&so_luong=4&noi_dung=X&nut-bam=gui"), "/don?da-nop=");
    assert_int_equal(sent.about, 77);
    assert_has(sent.json, "\"ho_ten\":\"Nguyễn Thị Hoa\"");
    assert_has(sent.json, "\"so_luong\":4");
}

/* -- files --------------------------------------------------------------------------------------------------------- */

static void a_file_stays_when_another_field_is_wrong(void **state)
{
    World *w = *state;
    const char *path = begun(w, "ngan");
    LocalReply r = send_file(w, path, "lan-luu=0&ten=&so_luong=2&loai=trong&nut-bam=gui", "anh", "ban-ve.txt",
                             S("Bản vẽ gian hàng\n"));
    assert_status(r, 303);
    r = get(w, text_in(w, "%s?phan-so=1&soat=1", path));
    Str link = field_in(r, "<a href=\"/ban-nhap/");
    link = str_slice(str_from(link, 9), 0, str_index(str_from(link, 9), '"'));
    assert_str(get(w, str_copy(&w->c.mem, link).p).body, S("Bản vẽ gian hàng\n"));
    const char *other = begun(w, "ngan");
    size_t at = str_find(link, S("/tep/"));
    assert_status(get(w, text_in(w, "%s%.*s", other, STR_ARGS(str_from(link, at)))), 404);
    Str key = field_in(r, "name=\"anh-co\"");
    key = str_slice(str_from(key, str_find(key, S("value=\"")) + 7), 0, 100);
    key = str_slice(key, 0, str_index(key, '"'));
    assert_has(press(w, path, text_in(w, "lan-luu=1&" GOOD "&anh-co=%.*s&nut-bam=gui", STR_ARGS(key))), "/don?da-nop=");
    UploadList uploads;
    must(uploads_of(&w->c, sent.id, &uploads));
    assert_int_equal(uploads.n, 1);
    assert_str(uploads.at[0].name, S("ban-ve.txt"));
    assert_has(sent.json, text_in(w, "\"anh\":\"%lld\"", (long long)uploads.at[0].id));
}

static void a_file_that_may_not_be_taken_is_told_and_the_rest_kept(void **state)
{
    World *w = *state;
    const char *path = begun(w, "ngan");
    LocalReply r =
        send_file(w, path, "lan-luu=0&ten=A&so_luong=2&nut-bam=luu", "anh", "hai.pdf", S("MZ\x90 không phải"));
    assert_status(r, 400);
    assert_has(r.body, "“hai.pdf”: ");
    assert_has(field_in(r, "name=\"lan-luu\""), "value=\"1\"");
    assert_has(field_in(get(w, path), "id=\"ten\""), "value=\"A\"");
    /* somebody else's file, by a key that was guessed */
    press(w, path, "lan-luu=1&ten=A&so_luong=2&anh-co=h1&anh-co=123&nut-bam=luu");
    assert_has_not(get(w, path).body, "anh-bo");
}

static void a_large_file_goes_on_where_it_broke(void **state)
{
    World *w = *state;
    const char *path = begun(w, "ngan"), *to = text_in(w, "/api/v1%s/tep", path);
    char *bytes = NEW(&w->c.mem, char, 1500000);
    for (int i = 0; i < 1500000; i++) bytes[i] = "mot dong chu\n"[i % 13];
    json_t *o = json_in(post(w, to, "o=anh&ten=dai.txt&co=1500000"));
    int64_t id = 0;
    assert_true(str_integer(str_of(json_string_value(json_object_get(o, "id"))), &id));
    json_decref(o);
    json_decref(
        json_in(send_file(w, to, text_in(w, "tep=%lld&tu=0", (long long)id), "khuc", "k", (Str){bytes, 1 << 20})));
    /* the answer was lost: the same piece comes again, then one that does not follow */
    json_decref(
        json_in(send_file(w, to, text_in(w, "tep=%lld&tu=0", (long long)id), "khuc", "k", (Str){bytes, 1 << 20})));
    o = json_in(send_file(w, to, text_in(w, "tep=%lld&tu=1400000", (long long)id), "khuc", "k", (Str){bytes, 100000}));
    assert_int_equal(json_integer_value(json_object_get(o, "here")), 1 << 20);
    json_decref(o);
    assert_status(post(w, to, text_in(w, "tep=%lld&o=anh&xong=1", (long long)id)), 409);
    o = json_in(post(w, to, "o=anh&ten=dai.txt&co=1500000")); /* the page was opened again */
    assert_str(str_of(json_string_value(json_object_get(o, "id"))), str_format(&w->c.mem, "%lld", (long long)id));
    assert_int_equal(json_integer_value(json_object_get(o, "here")), 1 << 20);
    json_decref(o);
    assert_has(get(w, path).body, "Tệp dai.txt mới gửi được 69 %. Chọn lại đúng tệp ấy để gửi tiếp từ chỗ dở.");
    json_decref(json_in(send_file(w, to, text_in(w, "tep=%lld&tu=%d", (long long)id, 1 << 20), "khuc", "k",
                                  (Str){bytes + (1 << 20), 1500000 - (1 << 20)})));
    o = json_in(post(w, to, text_in(w, "tep=%lld&o=anh&xong=1", (long long)id)));
    const char *key = json_string_value(json_object_get(o, "key"));
    press(w, path, text_in(w, "lan-luu=0&" GOOD "&anh-co=%s&nut-bam=gui", key));
    json_decref(o);
    UploadList uploads;
    Str kept;
    must(uploads_of(&w->c, sent.id, &uploads));
    must(upload_bytes(&w->c, &uploads.at[0], &kept));
    assert_int_equal(kept.n, 1500000);
    assert_false(memcmp(kept.p, bytes, kept.n));
}

static void pieces_are_bounded(void **state)
{
    World *w = *state;
    const char *path = begun(w, "ngan"), *to = text_in(w, "/api/v1%s/tep", path);
    assert_status(post(w, to, "o=anh&ten=a.pdf&co=900000000"), 400);
    assert_status(post(w, to, "o=ten&ten=a.pdf&co=9"), 400);
    assert_status(post(w, to, "tep=5&tu=0&khuc=a"), 404);
    for (int i = 0; i < UPLOAD_COMING_MAX; i++)
        assert_status(post(w, to, text_in(w, "o=anh&ten=a%d.txt&co=9", i)), 200);
    assert_status(post(w, to, "o=anh&ten=mot-nua.txt&co=9"), 429);
    json_t *o = json_in(post(w, to, "o=anh&ten=a1.txt&co=9"));
    int64_t id = 0;
    assert_true(str_integer(str_of(json_string_value(json_object_get(o, "id"))), &id));
    json_decref(o);
    assert_status(send_file(w, to, text_in(w, "tep=%lld&tu=0", (long long)id), "khuc", "k", S("quá dài so với đã báo")),
                  400);
}

/* -- bad input
 * --------------------------------------------------------------------------------------------------------- */

static void what_was_sent_twice_comes_back_with_both(void **state)
{
    World *w = *state;
    const char *path = begun(w, "ngan");
    LocalReply r = post(w, path, "lan-luu=0&ten=M%E1%BB%99t&ten=Hai&so_luong=2&nut-bam=luu");
    assert_status(r, 400);
    assert_has(r.body, "Tên gian hàng được gửi hai lần, “Một” và “Hai”. Hãy giữ một.");
    assert_has(field_in(r, "id=\"so_luong\""), "value=\"2\"");
}

static void ten_thousand_rows_get_one_sentence_and_come_back(void **state)
{
    World *w = *state;
    Out body = {.mem = &w->c.mem};
    const char *path = begun(w, "ngan");
    out_raw(&body, S("lan-luu=0&" GOOD "&nut-bam=gui"));
    for (int i = 1; i <= 10000; i++) out_format(&body, "&ten_hang.%d=H%d&gia.%d=5", i, i, i);
    LocalReply r = post(w, path, str_copy(&w->c.mem, out_str(&body)).p);
    assert_status(r, 303);
    r = get(w, text_in(w, "%s?soat=1", path));
    assert_int_equal(count_of(r.body, "Bảng có 10000 dòng"), 2); /* on top and beside */
    assert_has(r.body, "H10000\t5");
    assert_has(r.body, "value=\"H4\"");
    assert_int_equal(sent.n, 0);
}

static int serve(int64_t port)
{
    World *w = world_begin(migrations, options, begin_rows, 0);
    Server *server;
    ServerOptions o = options;
    o.store = w->store, o.host = "127.0.0.1", o.port = (int)port, o.today = w->c.today;
    must(server_start(&w->c, o, &server));
    printf("http://127.0.0.1:%d/don  %s\n", server_port(server), hoa.token);
    fflush(stdout);
    pause();
    return 0;
}

#define T(test) cmocka_unit_test_setup_teardown(test, begin, world_ends)

int main(int argc, char **argv)
{
    int64_t port;
    const struct CMUnitTest tests[] = {
        T(every_press_keeps_what_was_typed_also_what_is_wrong),
        T(what_is_sent_with_something_wrong_is_kept_and_told_beside_its_fields),
        T(what_is_right_is_sent_once_however_often_it_is_pressed),
        T(a_rule_that_refuses_what_was_sent_loses_nothing),
        T(another_with_the_same_answer_is_told_before_it_is_sent),
        T(what_is_closed_is_not_sent_and_stays),
        T(a_long_form_is_filled_in_part_by_part_and_looked_through),
        T(what_is_hidden_stays_in_the_draft_and_is_dropped_at_the_end),
        T(rows_come_and_go_and_are_calculated_without_a_script),
        T(questions_are_read_in_another_language),
        T(only_who_has_the_link_or_began_it_opens_it),
        T(the_link_is_sent_by_mail_a_few_times),
        T(a_draft_that_is_dropped_is_gone),
        T(two_who_save_one_draft_see_both),
        T(the_same_from_an_older_page_is_no_conflict),
        T(the_page_saves_by_itself_and_hears_of_others),
        T(a_draft_of_an_older_design_opens_in_the_new_one),
        T(only_what_is_named_is_asked_again),
        T(a_file_stays_when_another_field_is_wrong),
        T(a_file_that_may_not_be_taken_is_told_and_the_rest_kept),
        T(a_large_file_goes_on_where_it_broke),
        T(pieces_are_bounded),
        T(what_was_sent_twice_comes_back_with_both),
        T(ten_thousand_rows_get_one_sentence_and_come_back),
    };
    if (argc == 3 && !strcmp(argv[1], "--serve") && str_integer(str_of(argv[2]), &port)) return serve(port);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
