// SPDX-License-Identifier: Apache-2.0
/* The pages: who sees whose figures, the grid saved with and without a script, files looked at before they are taken
 * in, a set declared in the browser, who is reminded; as whole requests. */
#include "doc/sheet.h"
#include "indicator/indicator_world.h"
#include "mail/mail.h"

extern const Feature feature_indicator, feature_people, feature_mail;
extern const Gate people_gate;
static const Feature *const list[] = {&feature_people, &feature_mail, &feature_indicator, NULL};
static const Day today = 19994; /* Saturday 28/9/2024 */

static SignedIn coordinator, district, commune, department, viewer;

static const char weekly[] =
    "code: xa\ntitle: Số của xã\nterm: week\nreporters: ubnd-cap-xa\ndeadline: 2\nindicators:\n"
    "  - {code: ho, title: Số hộ, unit: hộ, kind: stock}\n"
    "  - {code: don, title: Đơn hàng, unit: đơn, kind: flow, target_total: 100}\n"
    "  - {code: tien, title: Tiền, kind: flow, decimals: 1, optional: true}\n"
    "  - {code: ty-le, title: Tỷ lệ, ratio: [don, ho], target: 80}\n";

static Fail prepare(Ctx *c, void *unused)
{
    (void)unused;
    TRY(org_ensure_shipped(c));
    TRY(signed_in_new(c, "Trần Thị Điều", "STTTT", ROLE_COORDINATOR, &coordinator));
    TRY(signed_in_new(c, "Lê Văn Huyện", "H213", ROLE_OFFICIAL, &district));
    TRY(signed_in_new(c, "Ngô Thị Xã", "X07201", ROLE_OFFICIAL, &commune));
    TRY(signed_in_new(c, "Đỗ Văn Sở", "SYT", ROLE_OFFICIAL, &department));
    TRY(signed_in_new(c, "Vũ Thị Xem", "UBND", ROLE_VIEWER, &viewer));
    TRY(signed_in_mail(c, &commune, "xa@bacgiang.gov.vn"));
    return set_begun(c, weekly, day_of(2024, 9, 2), NO_DAY);
}

static int begin(void **state)
{
    return world_begins(state, (ServerOptions){.features = list, .gate = &people_gate, .today = today}, prepare);
}

static Id org_id(World *w, const char *code)
{
    Org org;
    must(org_by_code(&w->c, str_of(code), &org));
    return org.id;
}

static Figure figure_now(World *w, const char *code, const char *org)
{
    IndicatorSet set;
    const Indicator *k;
    TermFigureList figures;
    must(indicator_by_code(&w->c, str_of(code), &set, &k));
    must(indicator_figures(&w->c, str_of(org), day_of(2024, 1, 1), &figures));
    return figure_in(&figures, k, term_of(set.term, today - 7));
}

/* -- the grid --------------------------------------------------------------------------------------------------------
 */

static void one_save_keeps_what_is_good_and_gives_back_the_rest(void **state)
{
    World *w = *state;
    Id a = org_id(w, "X07201"), b = org_id(w, "X07204");
    LocalReply r = visit(w, &district, "/so-lieu/nhap/xa?ky=2024-09-16");
    assert_status(r, 200);
    assert_has(r.body, "UBND phường Thọ Xương");
    assert_has_not(r.body, "huyện Yên Thế");
    r = submit(w, &district, "/so-lieu/nhap/xa",
               text_in(w,
                       "ky=2024-09-16&trong=H213&xem.%lld=||&o1.%lld=1.234&o2.%lld=5&o3.%lld=&xem.%lld=||&o1.%lld=nhi%%"
                       "E1%%BB%%81u&o2.%lld=7",
                       (long long)a, (long long)a, (long long)a, (long long)a, (long long)b, (long long)b,
                       (long long)b));
    assert_status(r, 409);
    assert_has(r.body, "3 ô đã lưu, 1 ô chưa");
    assert_has(r.body, "“nhiều” không phải là số. Hãy viết như 1.234.");
    assert_has(r.body, "value=\"nhiều\"");
    assert_has(r.body, "aria-invalid=\"true\"");
    /* What was kept of a row that was refused is its writer's own: the next save meets nobody else's. */
    assert_has(r.body, text_in(w, "name=\"xem.%lld\" value=\"|7|\"", (long long)b));
    assert_int_equal(figure_now(w, "ho", "X07201").part, 1234);
    assert_int_equal(figure_now(w, "don", "H213").part, 12);
    assert_false(figure_is_there(figure_now(w, "ho", "X07204")));
    /* The same again: nothing is new. */
    r = submit(w, &district, "/so-lieu/nhap/xa",
               text_in(w, "ky=2024-09-16&trong=H213&xem.%lld=1.234|5|&o1.%lld=1.234&o2.%lld=5&o3.%lld=", (long long)a,
                       (long long)a, (long long)a, (long long)a));
    assert_status(r, 303);
    assert_has(r.headers, "da-luu=0");
    /* Somebody else's correction is not written over. */
    r = submit(w, &district, "/so-lieu/nhap/xa",
               text_in(w, "ky=2024-09-16&trong=H213&ly-do=x&xem.%lld=1.000|5|&o1.%lld=1.300&o2.%lld=5&o3.%lld=",
                       (long long)a, (long long)a, (long long)a, (long long)a));
    assert_status(r, 409);
    assert_has(r.body, "Vừa có người khác sửa thành 1.234");
    assert_has(r.body, text_in(w, "name=\"xem.%lld\" value=\"1.234|5|\"", (long long)a)); /* told, and known now */
    assert_int_equal(figure_now(w, "ho", "X07201").part, 1234);
    /* A row of another agency is refused, and nothing of the save is kept. */
    r = submit(w, &commune, "/so-lieu/nhap/xa",
               text_in(w, "ky=2024-09-16&xem.%lld=|7|&o1.%lld=9", (long long)b, (long long)b));
    assert_status(r, 404);
    assert_false(figure_is_there(figure_now(w, "ho", "X07204")));
}

/* Is the field of that name marked as wrong? */
static bool is_marked(LocalReply r, const char *name)
{
    char called[40];
    snprintf(called, sizeof called, "name=\"%s\"", name);
    Str rest = str_from(r.body, str_find(r.body, str_of(called)));
    return str_contains(str_slice(rest, 0, str_index(rest, '>')), S("aria-invalid"));
}

/* What is no number is told beside the number, not that its reason is missing. */
static void a_late_value_that_is_no_number_is_told_so(void **state)
{
    World *w = *state;
    const char *cell = "/so-lieu/o/ho/X07201/2024-09-16";
    assert_null(enter(w, "ho", "X07201", today - 7, "5", ""));
    LocalReply r = submit(w, &commune, cell, "gia-tri=abc&da-xem=5");
    assert_status(r, 400);
    assert_has(r.body, "“abc” không phải là số");
    assert_true(is_marked(r, "gia-tri") && !is_marked(r, "ly-do"));
    assert_has_not(r.body, "hãy ghi lý do sửa ở ô");
    r = submit(w, &commune, cell, "gia-tri=6&da-xem=5");
    assert_true(is_marked(r, "ly-do") && !is_marked(r, "gia-tri"));
}

static const char counted[] = "code: ho-so\ntitle: Đếm từ hồ sơ\nterm: week\nreporters: kind=so\nindicators:\n"
                              "  - {code: bang-ron, title: Băng rôn, kind: flow, source: counted}\n";

static Fail count_today(Ctx *c, void *unused)
{
    (void)unused;
    TRY(set_begun(c, counted, day_of(2024, 9, 2), NO_DAY));
    return indicator_count(c, S("bang-ron"), S("SVHTTDL"), today, 3);
}

/* What was decided today stands on the first page today, not next week. */
static void what_is_counted_shows_the_week_that_runs(void **state)
{
    World *w = *state;
    must_write(w, count_today, NULL);
    LocalReply r = visit(w, &coordinator, "/so-lieu");
    assert_has(r.body, "Đếm từ hồ sơ");
    assert_has(r.body, "tuần 39");
    assert_has(visit(w, &coordinator, "/so-lieu/chi-tieu/bang-ron").body, "tuần 39");
    assert_has(visit(w, &coordinator, "/api/v1/so-lieu").body, "\"words\":\"3\"");
}

static void one_agency_gets_a_form_with_labels(void **state)
{
    World *w = *state;
    LocalReply r = visit(w, &commune, "/so-lieu/nhap/xa?ky=2024-09-16");
    assert_status(r, 200);
    assert_has(r.body, "Số hộ</label>");
    assert_has_not(r.body, "grid.js");
    assert_has(visit(w, &department, "/so-lieu/nhap/xa?ky=2024-09-16").body, "Không có gì để nhập");
    assert_status(visit(w, &commune, "/so-lieu/nhap/xa?ky=hom-nay"), 400);
    assert_status(visit(w, &commune, "/so-lieu/nhap/khong-co"), 404);
}

static void a_cell_says_whether_it_was_taken_and_why_not(void **state)
{
    World *w = *state;
    static const char path[] = "/api/v1/so-lieu/nhap/xa/o";
    json_t *o = json_in(submit(w, &commune, path, "code=X07201&chi-tieu=don&ky=2024-09-16&gia-tri=1.234&da-xem="));
    assert_string_equal(json_string_value(json_object_get(o, "state")), "saved");
    assert_string_equal(json_string_value(json_object_get(o, "value")), "1.234");
    json_decref(o);
    o = json_in(submit(w, &commune, path, "code=X07201&chi-tieu=don&ky=2024-09-16&gia-tri=1,5&da-xem=1.234&ly-do=x"));
    assert_string_equal(json_string_value(json_object_get(o, "state")), "refused");
    assert_has(str_of(json_string_value(json_object_get(o, "why"))), "số nguyên");
    json_decref(o);
    assert_status(submit(w, &commune, path, "code=X07204&chi-tieu=don&ky=2024-09-16&gia-tri=1&da-xem="), 404);
    assert_int_equal(figure_now(w, "don", "X07201").part, 1234);
}

/* -- whose figures ---------------------------------------------------------------------------------------------------
 */

static void an_agency_sees_its_own_and_those_below_it(void **state)
{
    World *w = *state;
    assert_null(enter(w, "don", "X07201", today - 7, "11", ""));
    assert_null(enter(w, "don", "X07207", today - 7, "22", "")); /* of the same city */
    assert_null(enter(w, "don", "X07288", today - 7, "44", "")); /* of another district */
    assert_has(visit(w, &coordinator, "/so-lieu").body, ">77</a>");
    assert_has(visit(w, &viewer, "/so-lieu").body, ">77</a>");
    assert_has(visit(w, &district, "/so-lieu").body, ">33</a>");
    assert_has(visit(w, &commune, "/so-lieu").body, ">11</a>");
    assert_has_not(visit(w, &department, "/so-lieu").body, "Đơn hàng");
    assert_status(visit(w, &district, "/so-lieu/co-quan/X07201"), 200);
    assert_status(visit(w, &commune, "/so-lieu/co-quan/X07207"), 404);
    assert_status(visit(w, &commune, "/so-lieu/chi-tieu/don?trong=H213"), 404);
    LocalReply r = visit(w, &coordinator, "/so-lieu/chi-tieu/don");
    assert_has(r.body, "Tuần 38 (16/9 – 22/9/2024): 77 đơn");
    assert_has(r.body, "77,0 %"); /* of the target */
    assert_has(r.body, "206 trong 209 cơ quan chưa báo cáo");
    assert_has(r.body, "href=\"/so-lieu/chi-tieu/don?ky=2024-09-16&amp;trong=H213\"");
    r = visit(w, &district, "/so-lieu/chi-tieu/don");
    assert_has(r.body, "33 đơn");
    assert_has_not(r.body, "Yên Thế");
    assert_has(r.body, "href=\"/so-lieu/o/don/X07201/2024-09-16\"");
    /* Only rows that who asks may read go out. */
    r = visit(w, &district, "/so-lieu/tai/xa?ky=2024-09-16&dang=csv");
    assert_has(r.body, "X07201");
    assert_has_not(r.body, "X07288");
    json_t *o = json_in(visit(w, &commune, "/api/v1/so-lieu"));
    assert_string_equal(json_string_value(json_object_get(o, "agency")), "X07201");
    json_decref(o);
}

static void as_of_a_day_a_figure_opens_those_it_is_made_of(void **state)
{
    World *w = *state;
    const OrgDated *tree;
    must(org_dated(&w->c, &tree));
    const Org *own = org_dated_by_code(tree, S("X07201")), *heir = org_dated_heir(tree, own, day_of(2025, 7, 2));
    assert_true(heir && heir != own);
    assert_null(enter(w, "don", "X07201", today - 7, "11", ""));
    LocalReply r = visit(w, &coordinator, "/so-lieu/chi-tieu/don?tinh-den=2025-07-02");
    assert_has(r.body, text_in(w, "trong=%.*s&amp;tinh-den=2025-07-02\">11</a>", STR_ARGS(heir->code)));
    assert_has(r.body, "cộng theo cơ quan của ngày 02/7/2025");
    r = visit(w, &coordinator,
              text_in(w, "/so-lieu/chi-tieu/don?trong=%.*s&tinh-den=2025-07-02", STR_ARGS(heir->code)));
    assert_has(r.body, "href=\"/so-lieu/o/don/X07201/2024-09-16\">11</a>");
}

static void a_sum_of_other_agencies_than_before_says_so(void **state)
{
    World *w = *state;
    assert_null(enter(w, "don", "X07201", today - 14, "10", ""));
    assert_null(enter(w, "don", "X07207", today - 14, "10", ""));
    assert_null(enter(w, "don", "X07201", today - 7, "15", ""));
    LocalReply r = visit(w, &district, "/so-lieu");
    assert_has(r.body, "chưa so được: 1/2 nơi của kỳ trước");
    assert_has_not(r.body, "Đổi nhiều nhất"); /* what is not like is not compared */
    assert_has(visit(w, &commune, "/so-lieu").body, "thêm 5</td>");
}

static void a_rate_of_other_agencies_than_before_is_not_compared(void **state)
{
    World *w = *state;
    static const char *const both[] = {"X07201", "X07207"};
    for (int i = 0; i < 2; i++) {
        assert_null(enter(w, "don", both[i], today - 14, "10", ""));
        assert_null(enter(w, "ho", both[i], today - 14, "40", ""));
        assert_null(enter(w, "don", both[i], today - 7, "30", "")); /* ho: only the first */
    }
    assert_null(enter(w, "ho", both[0], today - 7, "50", ""));
    LocalReply r = visit(w, &coordinator, "/so-lieu/chi-tieu/ty-le");
    assert_has(r.body, "Tuần 38 (16/9 – 22/9/2024): 60,0 %, chưa so được: 1/2 nơi của kỳ trước.");
    assert_has_not(r.body, "chỉ tiêu."); /* 60 % of some is not 75 % of the target of all */
    r = visit(w, &coordinator, "/so-lieu");
    assert_has(r.body, ">60,0 %</a>");
    assert_has_not(r.body, "120,0 %");
    assert_has_not(r.body, "75,0 %");
    assert_has_not(r.body, "Đổi nhiều nhất: Tỷ lệ");
    json_t *o = json_in(visit(w, &coordinator, "/api/v1/so-lieu/chi-tieu/ty-le"));
    assert_string_equal(json_string_value(json_object_get(json_object_get(o, "total"), "words")), "60,0 %");
    json_decref(o);
    assert_has(visit(w, &commune, "/so-lieu").body, "75,0 %"); /* its own is whole */
}

static void a_figure_tells_its_history_to_whom_it_concerns(void **state)
{
    World *w = *state;
    static const char path[] = "/so-lieu/o/ho/X07201/2024-09-16";
    assert_status(submit(w, &commune, path, "gia-tri=100&da-xem="), 303);
    LocalReply r = submit(w, &commune, path, "gia-tri=120&da-xem=100");
    assert_status(r, 400);
    assert_has(r.body, "hãy ghi lý do sửa");
    assert_has(r.body, "value=\"120\"");
    assert_status(submit(w, &commune, path, "gia-tri=120&da-xem=100&ly-do=d%C3%A3y+tr%E1%BB%8D+b%E1%BB%8F+s%C3%B3t"),
                  303);
    assert_status(
        submit(w, &commune, text_in(w, "%s/ghi-chu", path), "ghi-chu=theo+s%E1%BB%95+h%E1%BB%99+kh%E1%BA%A9u"), 303);
    r = visit(w, &district, path);
    assert_has(r.body, "100 → 120");
    assert_has(r.body, "dãy trọ bỏ sót");
    assert_has(r.body, "theo sổ hộ khẩu");
    assert_has(r.body, "Ngô Thị Xã");
    r = visit(w, &viewer, path);
    assert_has(r.body, "<b>120</b>");
    assert_has_not(r.body, "dãy trọ");
    assert_has_not(r.body, "sổ hộ khẩu");
}

/* -- files
 * --------------------------------------------------------------------------------------------------------------------
 */

static LocalReply look_at(World *w, const SignedIn *who, Str bytes)
{
    LocalReply r = submit_file(w, who, "/so-lieu/nap/xa?ky=2024-09-16", "so-lieu.csv", bytes);
    assert_status(r, 303);
    return visit(w, who, str_copy(&w->c.mem, header_part(r, "Location: ", '#')).p);
}

static void a_file_is_looked_at_before_anything_changes(void **state)
{
    World *w = *state;
    static const char csv[] = "Mã cơ quan,Cơ quan,Kỳ,Số hộ,don,Ghi chú\n"
                              "X07201,,2024W38,100,5,x\n"
                              ",UBND phường Trần Nguyên Hãn,16/9/2024,200,abc,\n"
                              "KHONGCO,,2024W38,1,1,\n"
                              "X07207,,tuần tới,1,1,\n"
                              "X07288,,2024W38,7,7,\n";
    LocalReply sent = submit_file(w, &district, "/so-lieu/nap/xa", "so.csv", str_of(csv));
    assert_status(sent, 303);
    Str path = str_copy(&w->c.mem, header_part(sent, "Location: ", '#'));
    LocalReply r = visit(w, &district, path.p);
    assert_status(r, 200);
    assert_has(r.body, "<b>3</b> ô mới");
    assert_has(r.body, "cả cột được bỏ qua"); /* row 1: Ghi chú */
    assert_has(
        r.body,
        "<th scope=\"row\">3</th><td data-label=\"Cột\">don</td><td data-label=\"Vì sao\">“abc” không phải là số");
    assert_has(r.body, "Không có cơ quan “KHONGCO” trong danh mục");
    assert_has(r.body, "“tuần tới” không phải là một tuần");
    assert_has(r.body, "Bạn không nhập thay");
    assert_false(figure_is_there(figure_now(w, "ho", "X07201"))); /* nothing changed yet */
    assert_status(visit(w, &commune, path.p), 404);               /* it is another one's file */
    assert_status(submit(w, &district, path.p, ""), 303);
    assert_int_equal(figure_now(w, "ho", "H213").part, 300);
    assert_int_equal(figure_now(w, "don", "H213").part, 5);
    assert_false(figure_is_there(figure_now(w, "ho", "X07288")));
    assert_status(submit(w, &district, path.p, ""), 404); /* once */
}

static void what_goes_out_comes_in_again(void **state)
{
    World *w = *state;
    assert_null(enter(w, "ho", "X07201", today - 7, "1.500", ""));
    assert_null(enter(w, "tien", "X07201", today - 7, "12,5", ""));
    static const char *const kinds[] = {"csv", "xlsx", "adx"};
    for (int i = 0; i < 3; i++) {
        LocalReply r = visit(w, &coordinator, text_in(w, "/so-lieu/tai/xa?ky=2024-09-16&dang=%s", kinds[i]));
        assert_status(r, 200);
        r = look_at(w, &coordinator, r.body);
        assert_has(r.body, "<b>0</b> ô mới");
        assert_has(r.body, "<b>2</b> ô như đã có");
        assert_has(r.body, "<b>0</b> không nạp được");
    }
}

static void what_dhis2_exports_is_understood(void **state)
{
    World *w = *state;
    LocalReply r = look_at(w, &coordinator,
                           S("dataelement,period,orgunit,categoryoptioncombo,value\nho,2024W38,X07201,default,12\n"
                             "tien,2024W38,X07201,default,3.5\nla,2024W38,X07201,default,1\n"));
    assert_has(r.body, "<b>2</b> ô mới");
    assert_has(r.body, "Bộ này không có chỉ tiêu “la”");
    r = look_at(w, &coordinator,
                S("<?xml version='1.0'?><adx xmlns=\"urn:ihe:qrph:adx:2015\" exported=\"2024-09-28\">\n"
                  "<group orgUnit=\"X07201\" period=\"2024-09-16/P7D\" dataSet=\"xa\" completeDate=\"2024-09-23\">\n"
                  "<dataValue dataElement=\"ho\" value=\"10\"/>\n<dataValue dataElement=\"don\" value=\"1e3\"/></group>"
                  "<group orgUnit=\"X07201\" period=\"2024-09-16/P1M\" dataSet=\"xa\"><dataValue dataElement=\"ho\" "
                  "value=\"1\"/></group></adx>"));
    assert_has(r.body, "<b>1</b> ô mới");
    assert_has(r.body, "<th scope=\"row\">4</th><td data-label=\"Cột\">cột 1</td>");
    assert_has(r.body, "“2024-09-16/P1M” không phải là một tuần");
}

static void a_bad_file_gets_one_sentence(void **state)
{
    World *w = *state;
    static const struct {
        const char *bytes, *why;
    } cases[] = {{"a,b\n1,2\n", "thiếu cột “Mã cơ quan”"},
                 {"Mã cơ quan,x\nX07201,2\n", "không cột nào là chỉ tiêu"},
                 {"<!DOCTYPE adx [<!ENTITY a 'b'>]><adx/>", "DOCTYPE"},
                 {"<adx><group", "XML bị hỏng"},
                 {"<html></html>", "không phải ADX"}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        LocalReply r = submit_file(w, &coordinator, "/so-lieu/nap/xa", "x", str_of(cases[i].bytes));
        r = visit(w, &coordinator, str_copy(&w->c.mem, header_part(r, "Location: ", '#')).p);
        assert_status(r, 400);
        assert_has(r.body, cases[i].why);
    }
}

/* -- declaring, publishing, reminding --------------------------------------------------------------------------------
 */

static void a_set_is_declared_in_the_browser(void **state)
{
    World *w = *state;
    assert_status(visit(w, &district, "/so-lieu/khai-bao"), 403);
    LocalReply r = submit(w, &coordinator, "/so-lieu/khai-bao",
                          "lam=soan&ten=L%E1%BB%9Bp+h%E1%BB%8Dc+s%E1%BB%91&chu-ky=month&ai=ubnd-cap-huyen&han=3&"
                          "chi-tieu=S%E1%BB%91+l%E1%BB%9Bp%3B+l%E1%BB%9Bp%3B+trong+k%E1%BB%B3%0AH%E1%BB%8Dc+vi%C3%AAn%"
                          "3B+ng%C6%B0%E1%BB%9Di%3B+hi%E1%BB%87n+c%C3%B3");
    assert_status(r, 200);
    assert_has(r.body, "2 chỉ tiêu, mỗi tháng, 10 cơ quan báo cáo");
    r = submit(w, &coordinator, "/so-lieu/khai-bao",
               "lam=luu&yaml=code%3A+lop%0Atitle%3A+L%E1%BB%9Bp%0Areporters%3A+ubnd-cap-huyen%0Aindicators%3A%0A++-+%"
               "7Bcode%3A+so-lop%2C+title%3A+S%E1%BB%91+l%E1%BB%9Bp%7D%0A");
    assert_status(r, 303);
    assert_has(r.headers, "/so-lieu/bo/lop");
    r = submit(w, &coordinator, "/so-lieu/khai-bao", "lam=luu&yaml=code%3A+lop%0Atitel%3A+x%0A");
    assert_status(r, 400);
    assert_has(r.body, "dòng 2, cột 1");
    assert_has(r.body, "titel: x"); /* what was typed stays */
    assert_status(submit(w, &coordinator, "/so-lieu/bo/lop/chay", "tu=2024-09-30&den=2024-09-01"), 400);
    assert_status(submit(w, &coordinator, "/so-lieu/bo/lop/chay", "tu=2024-09-01"), 303);
    assert_has(visit(w, &district, "/so-lieu").body, "Lớp");
    assert_status(submit(w, &coordinator, "/so-lieu/bo/lop/dung", ""), 303);
    assert_status(submit(w, &coordinator, "/so-lieu/bo/lop/dung", ""), 409);
}

static void who_has_not_reported_is_reminded_once(void **state)
{
    World *w = *state;
    LocalReply r = visit(w, &coordinator, "/so-lieu/bao-cao?bo=xa");
    assert_status(r, 200);
    assert_has(r.body, "Còn 209 trong số 209 báo cáo chưa đủ");
    assert_has(r.body, "UBND phường Thọ Xương");
    const char *form = text_in(w, "bo=xa&ky=2024-09-16&co-quan=%lld&noi-dung=", (long long)org_id(w, "X07201"));
    assert_status(submit(w, &coordinator, "/so-lieu/bao-cao", "bo=xa&ky=2024-09-16"), 400);
    assert_status(submit(w, &coordinator, "/so-lieu/bao-cao", form), 303);
    assert_status(submit(w, &coordinator, "/so-lieu/bao-cao", form), 303);
    MailCounts counts;
    must(mail_count(&w->c, &counts));
    assert_int_equal(counts.n[MAIL_QUEUED], 1);
    assert_status(submit(w, &coordinator, "/so-lieu/bo/xa/cong-bo", "ky=2024-09-16"), 303);
    assert_has(visit(w, &commune, "/so-lieu/nhap/xa?ky=2024-09-16").body, "đã công bố");
    assert_status(submit(w, &coordinator, "/so-lieu/bo/xa/mo-lai", "ky=2024-09-16&ly-do="), 400);
    assert_status(submit(w, &coordinator, "/so-lieu/bo/xa/mo-lai", "ky=2024-09-16&ly-do=sai"), 303);
}

int main(void)
{
#define T(f) cmocka_unit_test_setup_teardown(f, begin, world_ends)
    const struct CMUnitTest tests[] = {T(one_save_keeps_what_is_good_and_gives_back_the_rest),
                                       T(a_late_value_that_is_no_number_is_told_so),
                                       T(what_is_counted_shows_the_week_that_runs),
                                       T(one_agency_gets_a_form_with_labels),
                                       T(a_cell_says_whether_it_was_taken_and_why_not),
                                       T(an_agency_sees_its_own_and_those_below_it),
                                       T(as_of_a_day_a_figure_opens_those_it_is_made_of),
                                       T(a_sum_of_other_agencies_than_before_says_so),
                                       T(a_rate_of_other_agencies_than_before_is_not_compared),
                                       T(a_figure_tells_its_history_to_whom_it_concerns),
                                       T(a_file_is_looked_at_before_anything_changes),
                                       T(what_goes_out_comes_in_again),
                                       T(what_dhis2_exports_is_understood),
                                       T(a_bad_file_gets_one_sentence),
                                       T(a_set_is_declared_in_the_browser),
                                       T(who_has_not_reported_is_reminded_once)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
