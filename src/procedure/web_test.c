// SPDX-License-Identifier: Apache-2.0
/* The pages: from the first field to the last decision, by people without an account and by those who decide. */
#include "http/world.h"
#include "people/signed_in.h"
#include "procedure/testing.h"
#include "procedure/view.h"

extern const Feature feature_people, feature_receipt, feature_form, feature_upload, feature_listing, feature_procedure;
static const Feature *const list[] = {
    &feature_listing, &feature_people, &feature_receipt, &feature_upload, &feature_form, &feature_procedure, NULL};
static SignedIn coordinator, official, other;

static Fail prepare(Ctx *c, void *unused)
{
    Id id;
    (void)unused;
    TRY(org_ensure_shipped(c));
    TRY(signed_in_new(c, "Nguyễn Điều Phối", "STTTT", ROLE_COORDINATOR, &coordinator));
    TRY(signed_in_new(c, "Trần Thị Bình", "STTTT", ROLE_OFFICIAL, &official));
    TRY(signed_in_new(c, "Lê Văn Khác", "SYT", ROLE_OFFICIAL, &other));
    TRY(version_publish(c, manual_procedure(c), false, &id));
    return version_publish(c, S(course_procedure), false, &id);
}

static int begin(void **state)
{
    return world_begins(state, (ServerOptions){.features = list, .gate = &people_gate}, prepare);
}

/* A header line's value up to `end`. */
static const char *led_to(World *w, LocalReply r, char end)
{
    Str to = header_part(r, "Location: ", end);
    if (!to.n) test_fails("leads nowhere: %.*s", STR_ARGS(str_head(r.body, 500)));
    return str_copy(&w->c.mem, to).p;
}

static const char answers[] = "don_vi=C%C3%B4ng+ty+A&phone=0912345678&so_nguoi=2&cach=truc_tiep";

static LocalReply send_draft(World *w, const char *draft, const char *fields)
{
    return ask(w, draft, NULL, text_in(w, "%s&nut-bam=gui", fields));
}

static const char *new_draft(World *w) { return led_to(w, ask(w, "/thu-tuc/hoi-thao/nop", NULL, ""), '\r'); }

/* Submitted by somebody without an account: the page that follows, with its code. */
static const char *applied(World *w) { return led_to(w, send_draft(w, new_draft(w), answers), '\r'); }

static Id newest(World *w)
{
    Rows r;
    must(store_one(&w->c, &r, "SELECT max(id) FROM dossier WHERE office_id = $1", OFFICE));
    Id id = row_integer(&r, 0);
    must(rows_end(&r));
    return id;
}

static void anybody_applies_and_follows_it_by_code_and_phone(void **state)
{
    World *w = *state;
    assert_has(get(w, "/thu-tuc").body, "Đăng ký dự hội thảo");
    assert_has(get(w, "/thu-tuc/hoi-thao").body, "Bắt đầu nộp hồ sơ");
    const char *draft = new_draft(w);
    LocalReply wrong = send_draft(w, draft, "don_vi=C%C3%B4ng+ty+A&phone=0912345678&so_nguoi=0&cach=truc_tiep");
    if (header_part(wrong, "Location: ", '\r').n) wrong = get(w, led_to(w, wrong, '\r'));
    assert_has(wrong.body, "Công ty A"); /* what was typed is kept */
    assert_has(wrong.body, "class=\"problem\"");
    draft = new_draft(w);
    const char *there = led_to(w, send_draft(w, draft, answers), '\r');
    assert_str(str_of(led_to(w, send_draft(w, draft, answers), '\r')), str_of(there)); /* sent once */
    LocalReply page = get(w, there);
    assert_has(page.body, "Đã nhận hồ sơ, số 01/2024");
    assert_has(page.body, "class=\"qr\"");
    assert_has(page.body, "Công ty A");
    Str code = str_from(str_of(there), str_find(str_of(there), S("?ma=")) + 4);
    assert_has(page.body, str_copy(&w->c.mem, code).p);
    LocalReply no = ask(w, "/tra-cuu", NULL, text_in(w, "ma=%.*s&dien-thoai=0900000000", STR_ARGS(code)));
    assert_status(no, 400);
    assert_has(no.body, "không khớp với hồ sơ nào");
    assert_has(no.body, text_in(w, "value=\"%.*s\"", STR_ARGS(code))); /* what was typed is kept */
    assert_has(no.body, "value=\"0900000000\"");
    assert_has(get(w, text_in(w, "/tra-cuu?ma=%.*s", STR_ARGS(code))).body,
               text_in(w, "value=\"%.*s\"", STR_ARGS(code)));
    const char *mine =
        led_to(w, ask(w, "/tra-cuu", NULL, text_in(w, "ma=%.*s&dien-thoai=%%2B84912345678", STR_ARGS(code))), '\r');
    assert_has(get(w, mine).body, "Chờ xác nhận");
    assert_status(get(w, text_in(w, "/ho-so/%lld", (long long)newest(w))), 404); /* its number opens nothing */
    assert_status(ask(w, text_in(w, "%s/tin", mine), NULL, "noi-dung=Xin+h%E1%BB%8Fi"), 303);
    assert_has(visit(w, &coordinator, text_in(w, "/ho-so/%lld", (long long)newest(w))).body, "Xin hỏi");
    assert_has(get(w, text_in(w, "%s/chuyen/huy", mine)).body, "Hủy");
    assert_status(ask(w, text_in(w, "%s/chuyen/dong_y", mine), NULL, "nut-bam=gui"), 403); /* not theirs */
    assert_status(ask(w, text_in(w, "%s/chuyen/huy", mine), NULL, "nut-bam=gui"), 303);
    assert_has(get(w, mine).body, "Đã hủy");
    assert_status(ask(w, text_in(w, "%s/chuyen/huy", mine), NULL, "nut-bam=gui"), 409);
}

/* Who opens the site without an account sees a way in, while there is anything to apply for. */
static void the_public_finds_its_way(void **state)
{
    World *w = *state;
    static const char links[] = "<a href=\"/thu-tuc\">Nộp hồ sơ</a>", foot[] = "· <a href=\"/thu-tuc\">Nộp hồ sơ</a>";
    LocalReply page = get(w, "/dang-nhap");
    assert_has(page.body, "Không cần tài khoản: ");
    assert_has(page.body, foot);
    assert_has(page.body, "· <a href=\"/tra-cuu\">Tra cứu hồ sơ</a>");
    assert_has(get(w, "/thu-tuc").body, foot);
    assert_has_not(visit(w, &coordinator, "/thu-tuc").body, foot);
    assert_status(submit(w, &coordinator, "/thu-tuc/hoi-thao/mo", "mo=khong"), 303);
    assert_status(submit(w, &coordinator, "/thu-tuc/treo-bang-ron/mo", "mo=khong"), 303);
    assert_has_not(get(w, "/dang-nhap").body, links);
}

static void guesses_are_limited(void **state)
{
    World *w = *state;
    Str there = str_of(applied(w)), code = str_from(there, str_find(there, S("?ma=")) + 4);
    for (int i = 0; i < GUESSES_AN_HOUR; i++)
        assert_status(ask(w, "/tra-cuu", NULL, text_in(w, "ma=%.*s&dien-thoai=09%08d", STR_ARGS(code), i)), 400);
    LocalReply locked = ask(w, "/tra-cuu", NULL, text_in(w, "ma=%.*s&dien-thoai=0912345678", STR_ARGS(code)));
    assert_status(locked, 400);
    assert_has(locked.body, "Đã thử quá nhiều lần");
    assert_status(get(w, "/tra-cuu/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"), 404);
}

static void what_waits_is_decided_one_by_one(void **state)
{
    World *w = *state;
    applied(w);
    Id id = newest(w);
    LocalReply page = visit(w, &official, "/cho-toi");
    assert_has(page.body, "Công ty A");
    assert_has_not(visit(w, &other, "/cho-toi").body, "Công ty A");
    assert_status(visit(w, &other, text_in(w, "/ho-so/%lld", (long long)id)), 404);
    page = visit(w, &official, text_in(w, "/ho-so/%lld", (long long)id));
    assert_has(page.body, "0912345678");
    assert_has(page.body, "Từ chối");
    assert_status(submit(w, &other, text_in(w, "/ho-so/%lld/chuyen/dong_y", (long long)id), "phien-ban=1&nut-bam=gui"),
                  404);
    assert_status(
        submit(w, &official, text_in(w, "/ho-so/%lld/chuyen/dong_y", (long long)id), "phien-ban=7&nut-bam=gui"), 409);
    LocalReply done = submit_and_follow(w, &official, text_in(w, "/ho-so/%lld/chuyen/dong_y", (long long)id),
                                        "phien-ban=1&nut-bam=gui");
    assert_has(done.body, "đã “Đồng ý”, nay là “Được dự”");
    assert_has_not(visit(w, &official, "/cho-toi").body, "Công ty A");
    assert_status(submit(w, &official, text_in(w, "/ho-so/%lld/chuyen/khong-co", (long long)id), "nut-bam=gui"), 404);
}

/* As many as one act may decide. */
static Fail many(Ctx *c, void *arg)
{
    Version v;
    int n = *(int *)arg;
    TRY(version_current(c, S("hoi-thao"), &v));
    for (int i = 0; i < n; i++) {
        Arena mark = c->mem;
        Answers a;
        StrList lost = {0};
        Id id;
        Str code;
        TRY(answers_from_json(
            c, &v.procedure->form,
            str_format(&c->mem, "{\"don_vi\":\"N%d\",\"so_nguoi\":1,\"cach\":\"truc_tiep\",\"phone\":\"0912345678\"}",
                       i),
            &a, &lost));
        TRY(dossier_submit(c, &v, &(NewDossier){.answers = &a}, &id, &code));
        arena_back(&c->mem, mark);
    }
    return OK;
}

static void a_thousand_are_decided_at_once_each_with_its_own_result(void **state)
{
    World *w = *state;
    int n = DOSSIER_BULK_MAX;
    must_write(w, many, &n);
    assert_has(visit(w, &official, "/cho-toi?thu-tuc=hoi-thao").body, "Đồng ý");
    LocalReply done = submit_and_follow(w, &official, "/cho-toi", "thu-tuc=hoi-thao&buoc-di=dong_y&tat-ca=1");
    assert_has(done.body, "Đã “Đồng ý” 20 trong 1000 hồ sơ"); /* the seats there are */
    assert_has(done.body, "đang ở trạng thái “Danh sách chờ”");
    assert_status(submit(w, &official, "/cho-toi", "thu-tuc=hoi-thao&buoc-di=dong_y"), 400);
    assert_status(submit(w, &official, "/cho-toi", "thu-tuc=treo-bang-ron&buoc-di=yeu_cau_bo_sung&tat-ca=1"), 400);
}

static void lists_go_out_as_files_by_the_same_rights(void **state)
{
    World *w = *state;
    applied(w);
    LocalReply page = visit(w, &official, "/ho-so?thu-tuc=hoi-thao&trang-thai=cho&loc-1=cach:truc_tiep");
    assert_has(page.body, "Công ty A");
    assert_has(page.body, "Cách dự: Trực tiếp");
    assert_has_not(visit(w, &official, "/ho-so?thu-tuc=hoi-thao&loc-1=cach:truc_tuyen").body, "Công ty A");
    assert_has(visit(w, &official, "/ho-so?thu-tuc=hoi-thao&tim=cong+ty").body, "Công ty A");
    assert_has_not(visit(w, &other, "/ho-so?thu-tuc=hoi-thao").body, "Công ty A");
    LocalReply csv = visit(w, &official, "/ho-so.csv?thu-tuc=hoi-thao");
    assert_has(csv.body, "Công ty A");
    assert_has(csv.body, "0912345678");
    assert_has_not(visit(w, &other, "/ho-so.csv?thu-tuc=hoi-thao").body, "Công ty A");
    assert_true(str_starts(visit(w, &official, "/ho-so.xlsx?thu-tuc=hoi-thao").body, S("PK")));
    json_t *all = json_in(visit(w, &official, "/api/v1/ho-so?thu-tuc=hoi-thao"));
    json_t *one = json_array_get(json_object_get(all, "dossiers"), 0);
    assert_string_equal(json_string_value(json_object_get(json_object_get(one, "answers"), "phone")), "0912345678");
    json_decref(all);
    all = json_in(visit(w, &coordinator, "/api/v1/ho-so?thu-tuc=treo-bang-ron"));
    assert_int_equal(json_array_size(json_object_get(all, "dossiers")), 0);
    json_decref(all);
    assert_has(visit(w, &official, "/thu-tuc/hoi-thao/so-lieu").body, "Lượt đăng ký");
}

static void a_procedure_is_written_checked_and_published_on_a_page(void **state)
{
    World *w = *state;
    assert_has(visit(w, &coordinator, "/thu-tuc-moi?tu=hoi-thao").body, "code: hoi-thao");
    assert_status(visit(w, &official, "/thu-tuc-moi"), 403);
    LocalReply wrong =
        submit(w, &coordinator, "/thu-tuc-moi", "lam=cong-bo&van-ban=code%3A+x%0Atitle%3A+X%0Astates%3A+moi%0A");
    assert_status(wrong, 400);
    assert_has(wrong.body, "<a href=\"#dong-3\" data-line=\"3\">Dòng 3, cột ");
    assert_has(wrong.body, "id=\"dong-3\"");
    assert_has(wrong.body, "title: X");
    Out text = {.mem = &w->c.mem};
    out_url(&text, str_format(&w->c.mem, "%s", course_procedure));
    LocalReply same =
        submit(w, &coordinator, "/thu-tuc-moi", text_in(w, "lam=kiem-tra&van-ban=%.*s", STR_ARGS(out_str(&text))));
    assert_status(same, 200);
    assert_has(same.body, "Công bố được");
    assert_has(same.body, "Không có gì khác");
    LocalReply edited =
        submit(w, &coordinator, "/thu-tuc-moi", text_in(w, "lam=sua-truong&van-ban=%.*s", STR_ARGS(out_str(&text))));
    assert_status(edited, 303);
    const char *copy = str_copy(&w->c.mem, header_part(edited, "Location: ", '\r')).p;
    assert_has(visit(w, &coordinator, copy).body, "Xem cả thủ tục và công bố");
    assert_has(visit(w, &coordinator, text_in(w, "%s/khac", copy)).body, "Không khác bản đang dùng");
    assert_status(submit(w, &coordinator, text_in(w, "%s/truong", copy),
                         "lan=1&sau=x&kieu=day&ten=ngay_toi&nhan=Ng%C3%A0y+t%E1%BB%9Bi"),
                  303);
    assert_has(visit(w, &coordinator, text_in(w, "%s/khac", copy)).body, "trường mới, kiểu Ngày");
    const char *next = text_in(w, "/thu-tuc-moi?ban-sua=%s", copy + strlen("/bieu-mau/"));
    assert_has(visit(w, &coordinator, next).body, "ngay_toi:");
    assert_status(submit(w, &coordinator, "/thu-tuc/hoi-thao/mo", "mo=khong"), 303);
    assert_status(ask(w, "/thu-tuc/hoi-thao/nop", NULL, ""), 409);
    assert_has(get(w, "/thu-tuc/hoi-thao").body, "tạm dừng nhận hồ sơ");
}

static void a_spreadsheet_is_taken_whole_or_not_at_all(void **state)
{
    World *w = *state;
    DossierRows rows;
    Id next;
    Str bad = S("Đơn vị,Số người,Cách dự,Màu\nCông ty A,ba,Trực tiếp,đỏ\n,2,Trên trời,\n"),
        good = S("Đơn vị,Số người,Cách dự\nCông ty A,3,Trực tiếp\nCông ty B,2,trực tuyến\n");
    LocalReply r = submit_file(w, &official, "/thu-tuc/hoi-thao/nhap", "a.csv", bad);
    assert_status(r, 400);
    assert_has(r.body, "không có mục “Màu”");
    assert_has(r.body, "Dòng 2, “Số người”");
    assert_has(r.body, "Dòng 3, ");
    w->c.actor = NULL;
    must(actor_by_duty(&w->c, official.person, official.duty, &w->c.actor));
    must(dossier_list(&w->c, &(DossierChoice){.procedure = S("hoi-thao")}, &rows, &next));
    assert_int_equal(rows.n, 0);
    assert_status(submit_file(w, &official, "/thu-tuc/hoi-thao/nhap", "a.csv", good), 303);
    must(dossier_list(&w->c, &(DossierChoice){.procedure = S("hoi-thao")}, &rows, &next));
    assert_int_equal(rows.n, 2);
    assert_has(rows.at[1].answers, "truc_tiep");
    assert_status(submit_file(w, &other, "/thu-tuc/hoi-thao/nhap", "a.csv", good), 404);
}

static void programs_apply_by_one_call_that_is_described(void **state)
{
    World *w = *state;
    json_t *all = json_in(get(w, "/thu-tuc/hoi-thao/openapi.json"));
    json_t *call = json_object_get(json_object_get(json_object_get(all, "paths"), "/thu-tuc/hoi-thao/gui"), "post");
    json_t *schema = json_object_get(
        json_object_get(json_object_get(json_object_get(call, "requestBody"), "content"), "multipart/form-data"),
        "schema");
    assert_string_equal(json_string_value(json_array_get(json_object_get(schema, "required"), 0)), "don_vi");
    json_decref(all);
    all = json_in(ask(w, "/api/v1/thu-tuc/hoi-thao/gui", NULL, answers));
    assert_true(str_starts(str_of(json_string_value(json_object_get(all, "location"))), S("/tra-cuu/")));
    json_decref(all);
    assert_status(ask(w, "/api/v1/thu-tuc/hoi-thao/gui", NULL, "don_vi=X&so_nguoi=hai"), 400);
    assert_status(ask(w, "/api/v1/thu-tuc/hoi-thao/gui", NULL, "don_vi=X&la=1"),
                  400); /* a field that it does not have */
}

static Fail publish_text(Ctx *c, void *arg)
{
    Id id;
    return version_publish(c, *(Str *)arg, false, &id);
}

static void only_who_is_invited_applies_where_it_says_so(void **state)
{
    World *w = *state;
    Str course = str_of(course_procedure);
    size_t at = str_find(course, S("states:"));
    Str text =
        str_format(&w->c.mem, "%.*sapply: {by: invited}\n%.*s", (int)at, course.p, STR_ARGS(str_from(course, at)));
    must_write(w, publish_text, &text);
    assert_status(ask(w, "/thu-tuc/hoi-thao/nop", NULL, ""), 403);
    assert_status(ask(w, "/api/v1/thu-tuc/hoi-thao/gui", NULL, answers), 403);
    assert_status(submit(w, &other, "/thu-tuc/hoi-thao/moi", "ten=An"), 404);
    LocalReply page = submit(w, &official, "/thu-tuc/hoi-thao/moi", "ten=Cong+ty+A&thu=a@example.vn");
    assert_status(page, 200);
    Str link = str_from(page.body, str_find(page.body, S("/moi/")));
    link = str_copy(&w->c.mem, str_slice(link, 0, str_index(link, '<')));
    assert_has(get(w, link.p).body, "Bắt đầu nộp hồ sơ");
    const char *draft = led_to(w, ask(w, link.p, NULL, ""), '\r'), *second = led_to(w, ask(w, link.p, NULL, ""), '\r');
    assert_has(get(w, led_to(w, send_draft(w, draft, answers), '\r')).body, "Đã nhận hồ sơ");
    assert_status(get(w, link.p), 409); /* good for one */
    LocalReply again = send_draft(w, second, "don_vi=B&phone=0912345678&so_nguoi=1&cach=truc_tiep");
    assert_true(again.status != 303 || !str_contains(str_of(led_to(w, again, '\r')), S("/tra-cuu/")));
    assert_has(visit(w, &official, "/thu-tuc/hoi-thao/moi").body, "đã nộp hồ sơ");
}

static const char with_papers[] =
    "code: tra-loi\ntitle: Đề nghị có trả lời\n"
    "fields:\n"
    "  - {name: don_vi, type: text, label: Đơn vị, required: true}\n"
    "  - {name: phone, type: phone, label: Điện thoại, purpose: Liên hệ}\n"
    "  - {name: so, type: integer, label: Số lượng, min: 1}\n"
    "states:\n"
    "  - {name: cho, label: Chờ, kind: open}\n"
    "  - {name: bo_sung, label: Chờ bổ sung, kind: open, waits: applicant}\n"
    "  - {name: xong, label: Xong, kind: ended, outcome: agreed, seen_by: all}\n"
    "moves:\n"
    "  - {name: hoi, label: Yêu cầu bổ sung, from: cho, to: bo_sung, who: {agency: STTTT}, supplement: true}\n"
    "  - {name: gui_lai, label: Gửi bản bổ sung, from: bo_sung, to: back, who: applicant, edits: asked}\n"
    "  - name: dong_y\n    label: Đồng ý\n    from: cho\n    to: xong\n    who: {agency: STTTT}\n"
    "    fields: [{name: loi, type: lines, label: Lời dặn, required: true}]\n"
    "    effects:\n      - document: tra_loi\n        title: Trả lời đề nghị\n        kind: letter\n        agency: "
    "STTTT\n"
    "        text: |\n          Đồng ý ${so} cho ${don_vi}.\n          ${loi}\n      - publish: yes\n";

static void what_is_missing_is_asked_for_and_the_answer_is_a_document(void **state)
{
    World *w = *state;
    Str text = S(with_papers);
    must_write(w, publish_text, &text);
    const char *mine =
        led_to(w, ask(w, "/thu-tuc/tra-loi/gui", NULL, "don_vi=B%E1%BA%A3n+A&phone=0912345678&so=2&nut-bam=gui"), '?');
    const char *one = text_in(w, "/ho-so/%lld", (long long)newest(w));
    assert_has(visit(w, &official, text_in(w, "%s/chuyen/hoi", one)).body, "Những mục phải bổ sung");
    LocalReply wrong = submit(w, &official, text_in(w, "%s/chuyen/hoi", one), "phien-ban=1&_muc=so&nut-bam=gui");
    assert_status(wrong, 400);
    assert_has(wrong.body, "checked"); /* what was ticked stays */
    assert_status(submit(w, &official, text_in(w, "%s/chuyen/hoi", one),
                         "phien-ban=1&_muc=so&_bo_sung=S%E1%BB%91+n%C3%A0o&nut-bam=gui"),
                  303);
    LocalReply page = get(w, mine);
    assert_has(page.body, "Cần bổ sung");
    assert_has(page.body, "Số nào");
    page = get(w, text_in(w, "%s/chuyen/gui_lai", mine));
    assert_has(page.body, "name=\"so\"");
    assert_has_not(page.body, "name=\"don_vi\""); /* only what was asked */
    assert_status(ask(w, text_in(w, "%s/chuyen/gui_lai", mine), NULL, "phien-ban=2&so=5&don_vi=Kh%C3%A1c&nut-bam=gui"),
                  400);
    assert_status(ask(w, text_in(w, "%s/chuyen/gui_lai", mine), NULL, "phien-ban=2&so=5&nut-bam=gui"), 303);
    assert_status(submit(w, &official, text_in(w, "%s/chuyen/dong_y", one), "phien-ban=3&nut-bam=gui"), 400);
    assert_status(submit(w, &official, text_in(w, "%s/chuyen/dong_y", one),
                         "phien-ban=3&loi=Nh%E1%BB%9B+%C4%91%C3%BAng+h%E1%BA%B9n&nut-bam=gui"),
                  303);
    page = get(w, mine);
    Str link = str_from(page.body, str_find(page.body, S("/van-ban/")));
    Str number = str_slice(str_from(link, 9), 0, str_index(str_from(link, 9), '"'));
    LocalReply paper = get(w, text_in(w, "%s/van-ban/%.*s", mine, STR_ARGS(number)));
    assert_true(str_starts(paper.body, S("PK")));
    assert_status(get(w, text_in(w, "/ho-so/%lld/van-ban/%.*s", (long long)newest(w), STR_ARGS(number))),
                  303);                          /* sign in first */
    page = get(w, "/thu-tuc/tra-loi/cong-khai"); /* public, without what nobody may read */
    assert_has_not(page.body, "0912345678");
    assert_has_not(page.body, "Bản A");
}

/* In the rows of a table as beside them. */
static void what_nobody_may_read_is_in_no_json(void **state)
{
    World *w = *state;
    Design d;
    DesignProblems problems = {0};
    assert_true(design_from_yaml(&w->c.mem,
                                 S("code: x\ntitle: Đoàn\nfields:\n"
                                   "  - {name: dien_thoai, type: phone, label: Số, seen_by: all, purpose: Gọi}\n"
                                   "  - name: doan\n    type: rows\n    label: Đoàn\n    seen_by: all\n    columns:\n"
                                   "      - {name: ten, type: person, label: Tên, seen_by: all, purpose: Đón}\n"
                                   "      - {name: mon, type: text, label: Món, seen_by: all}\n"),
                                 &d, &problems));
    const char *kept = "{\"dien_thoai\":\"0912345678\",\"doan\":[{\"ten\":\"Kín\",\"mon\":\"Chè\"}]}";
    static const ShownTo all[] = {SHOWN_TO_ALL, SHOWN_TO_SIGNED_IN, SHOWN_TO_DECIDERS};
    for (int i = 0; i < 3; i++) {
        json_t *given = json_loads(kept, 0, NULL);
        answers_hide(&w->c, given, &d, all[i]);
        char *text = json_dumps(given, JSON_COMPACT);
        assert_string_equal(text, i < 2 ? "{\"doan\":[{\"mon\":\"Chè\"}]}" : kept);
        free(text);
        json_decref(given);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
#define T(name) cmocka_unit_test_setup_teardown(name, begin, world_ends)
        T(anybody_applies_and_follows_it_by_code_and_phone),
        T(the_public_finds_its_way),
        T(guesses_are_limited),
        T(what_waits_is_decided_one_by_one),
        T(a_thousand_are_decided_at_once_each_with_its_own_result),
        T(lists_go_out_as_files_by_the_same_rights),
        T(a_procedure_is_written_checked_and_published_on_a_page),
        T(a_spreadsheet_is_taken_whole_or_not_at_all),
        T(programs_apply_by_one_call_that_is_described),
        T(only_who_is_invited_applies_where_it_says_so),
        T(what_is_missing_is_asked_for_and_the_answer_is_a_document),
        T(what_nobody_may_read_is_in_no_json),
#undef T
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
