// SPDX-License-Identifier: Apache-2.0
/* The pages across plans and agencies, over the sample plan, as whole requests. */
#include "doc/doc.h"
#include "http/world.h"
#include "plan/sample.h"
#include "portal/events.h"
#include "portal/ical.h"
#include "portal/view.h"

extern const Feature feature_http, feature_org, feature_upload, feature_plan, feature_portal;
static const Feature *const list[] = {&feature_http, &feature_org,    &feature_upload,
                                      &feature_plan, &feature_portal, NULL};
static const char sample[] = "data/samples/ke-hoach-136-2024.ocr.txt";

static Fail no_plan(Ctx *c, void *unused)
{
    (void)unused;
    return org_ensure_shipped(c);
}

static Id plan;

static Fail fill(Ctx *c, void *unused)
{
    PlanDraft *draft;
    bool existed;
    Str text;
    TRY(no_plan(c, unused));
    TRY(doc_load_file(c, sample, &text));
    TRY(plan_draft(c, S("ke-hoach-136.txt"), text, &draft));
    return plan_take(c, draft, &plan, &existed);
}

static Fail look_at_titles(Ctx *c, void *unused)
{
    (void)unused;
    return sample_titles_looked_at(c, plan);
}

static World *open_on(Day today)
{
    World *w = world_begin(migrations, (ServerOptions){.features = list, .today = today}, fill, 0);
    w->c.store = store_reader(w->store);
    return w;
}

static int begin(void **state)
{
    *state = open_on(day_of(2024, 9, 28));
    return 0;
}

static const char *at(World *w, const char *rest)
{
    return str_format(&w->c.mem, "/ke-hoach/%lld%s", (long long)plan, rest).p;
}

/* -- home --------------------------------------------------------------------------------------------------- */

static void home_says_where_the_plan_is(void **state)
{
    World *w = *state;
    LocalReply r = get(w, "/");
    assert_status(r, 200);
    assert_has(r.body, "Còn 12 ngày đến hết đợt tổ chức, 10/10/2024.");
    assert_has(r.body, "<b>2</b> đang diễn ra");
    assert_has(r.body, "<b>8</b> chưa đến ngày");
    assert_int_equal(count_of(r.body, "class=\"chart-bar"), 10);
    assert_has(r.body, "chart-today");
    assert_true(r.body.n < 30000);
}

static void home_makes_sense_on_any_day(void **unused)
{
    (void)unused;
    static const struct {
        int year, month, day;
        const char *says;
    } days[] = {
        {2024, 8, 20, "Còn 26 ngày đến khi bắt đầu, 15/9/2024."},
        {2024, 10, 1, "bắt đầu <span class=\"code\">3.1.b</span>"},
        {2024, 10, 10, "Hôm nay là ngày cuối của đợt tổ chức."},
        {2024, 10, 19, "Báo cáo kết quả"},
        {2026, 11, 24, "Đợt tổ chức đã qua ngày cuối, 10/10/2024."},
    };
    for (size_t i = 0; i < sizeof days / sizeof *days; i++) {
        World *w = open_on(day_of(days[i].year, days[i].month, days[i].day));
        LocalReply r = get(w, "/");
        assert_status(r, 200);
        assert_has(r.body, days[i].says);
        world_end(w);
    }
}

static void without_a_plan_home_offers_to_begin(void **unused)
{
    (void)unused;
    World *w = world_begin(migrations, (ServerOptions){.features = list}, no_plan, 0);
    assert_has(get(w, "/").body, "Chưa có kế hoạch nào");
    assert_has(get(w, "/ke-hoach").body, "Chưa có kế hoạch");
    assert_status(get(w, "/lich"), 200);
    assert_has(get(w, "/lich.ics").body, "BEGIN:VCALENDAR");
    assert_status(get(w, "/tim?q=abc"), 200);
    assert_status(get(w, "/api/v1"), 200);
    assert_status(get(w, "/ke-hoach/123"), 404);
    world_end(w);
}

/* -- every page and its twin -------------------------------------------------------------------------------- */

static void every_page_has_one_heading_and_a_json_twin(void **state)
{
    World *w = *state;
    const char *const paths[] = {"/",
                                 "/ke-hoach",
                                 at(w, ""),
                                 at(w, "/hoat-dong/3.1.a"),
                                 at(w, "/ra-soat"),
                                 "/lich",
                                 "/lich?thang=2024-10",
                                 "/co-quan",
                                 "/co-quan/STTTT",
                                 "/co-quan/loai/so-nganh",
                                 "/tim?q=ban+do"};
    for (size_t i = 0; i < sizeof paths / sizeof *paths; i++) {
        LocalReply r = get(w, paths[i]);
        assert_status(r, 200);
        assert_int_equal(count_of(r.body, "<h1"), 1);
        assert_int_equal(count_of(r.body, "style="), 0);
        json_decref(json_of(w, strcmp(paths[i], "/") ? paths[i] : ""));
    }
}

static void the_twin_says_what_the_page_says(void **state)
{
    World *w = *state;
    json_t *o = json_of(w, at(w, "/hoat-dong/3.2.a")), *lead = json_array_get(json_object_get(o, "lead"), 0);
    assert_str(str_of(json_string_value(json_object_get(lead, "code"))), S("STTTT"));
    assert_true(json_integer_value(json_array_get(json_object_get(lead, "lines"), 0)) > 100);
    json_decref(o);
    o = json_of(w, "/co-quan/loai/ubnd-cap-huyen?ngay=2024-09-15");
    assert_int_equal(json_array_size(json_object_get(o, "members")), 10);
    json_decref(o);
    o = json_of(w, "/co-quan/loai/ubnd-cap-huyen?ngay=2025-07-01");
    assert_int_equal(json_array_size(json_object_get(o, "members")), 0);
    json_decref(o);
}

/* -- agencies ----------------------------------------------------------------------------------------------- */

/* The lists stand in a lower folder, which knows no address of ours. */
static void the_lists_lead_to_each_agency_once(void **state)
{
    World *w = *state;
    OrgRows all;
    size_t found = 0;
    assert_int_equal(org_on(&w->c, w->c.today, &all), OK);
    Str tree = get(w, "/co-quan").body;
    assert_has(tree, "<form action=\"/tim\" method=\"get\" role=\"search\">"); /* the frame asks us, too */
    Str body = get(w, "/co-quan?loai=so").body;
    for (size_t k = 0; k < all.n; k++) {
        if (!str_equal(all.at[k].kind, S("so"))) continue;
        Str link = str_format(&w->c.mem, "href=\"/co-quan/%.*s\"", STR_ARGS(all.at[k].code));
        size_t at = str_find(body, link);
        if (at == body.n || str_find(str_from(body, at + 1), link) < body.n - at - 1)
            test_fails("%s does not stand there once", link.p);
        found++;
    }
    assert_true(found > 10);
    assert_has(get(w, "/co-quan?thuoc=H217").body, "href=\"/co-quan/X07399\"");
}

static void an_agency_sees_what_it_leads_owes_and_helps_with(void **state)
{
    World *w = *state;
    LocalReply r = get(w, "/co-quan/STTTT");
    assert_has(r.body, "Chủ trì <span class=\"code\">(5)");
    assert_has(r.body, "Từ 01/3/2025, việc của cơ quan này chuyển cho");
    assert_has(r.body, "với tư cách");
    assert_has_not(r.body, "#phan-cong-10"); /* “các sở, ngành khác”: it has duties of its own */
    assert_has(get(w, "/co-quan/SYT").body, "#phan-cong-10");
    assert_has(get(w, "/co-quan/H213").body, "UBND cấp huyện");
    r = get(w, "/co-quan/X07210-2507"); /* of 2025: no plan of 2024 asks it */
    assert_has(r.body, "Chưa có kế hoạch nào nêu tên cơ quan này.");
    r = get(w, "/co-quan/KHONGCO");
    assert_status(r, 404);
    assert_has(r.body, "Không có cơ quan mã “KHONGCO”");
}

/* -- calendar and feeds ------------------------------------------------------------------------------------- */

static void the_calendar_opens_where_something_happens(void **unused)
{
    (void)unused;
    World *w = open_on(day_of(2026, 11, 24));
    LocalReply r = get(w, "/lich");
    assert_has(r.body, "Lịch tháng 10/2024");
    assert_has(r.body, "mở tháng gần nhất có việc");
    assert_has(get(w, "/lich?thang=2024-10").body, "hạn báo cáo");
    assert_has(get(w, "/lich?thang=2024-12").body, "thang=2025-01");
    assert_has(get(w, "/lich?thang=2025-01").body, "thang=2024-12");
    assert_status(get(w, "/lich?thang=2024-13"), 400);
    assert_status(get(w, "/lich?thang=tháng"), 400);
    world_end(w);
}

static void a_feed_follows_rfc_5545(void **state)
{
    World *w = *state;
    LocalReply r = get(w, "/lich.ics");
    assert_status(r, 200);
    assert_has(r.headers, "Content-Type: text/calendar; charset=utf-8");
    assert_int_equal(count_of(r.body, "BEGIN:VEVENT"), 11); /* ten activities and the report */
    assert_has(r.body, "DTSTART;VALUE=DATE:20241009\r\nDTEND;VALUE=DATE:20241011\r\n");
    assert_has(r.body, "DTSTART;VALUE=DATE:20241020\r\n");
    assert_int_equal(count_of(r.body, "REFRESH-INTERVAL;VALUE=DURATION:PT1H\r\n"), 1); /* phones ask again */
    assert_int_equal(count_of(r.body, "X-PUBLISHED-TTL:PT1H\r\n"), 1);
    assert_int_equal(count_of(r.body, "\r\nURL:http://"), 11); /* each entry leads back to its page */
    for (Str rest = r.body, line; str_cut(&rest, '\n', &line);) {
        if (!line.n && !rest.n) break; /* behind the last line end */
        if (!line.n || line.n > 76 || line.p[line.n - 1] != '\r')
            test_fails("a line of %zu: %.*s", line.n, STR_ARGS(line));
        assert_true(str_is_utf8(str_slice(line, 0, line.n - 1)));
    }
    LocalReply own = get(w, "/co-quan/VNPT/lich.ics");
    assert_status(own, 200);
    assert_has(own.body, "3.3 ");
    assert_has_not(own.body, "SUMMARY:3.7");
    assert_status(get(w, "/co-quan/KHONGCO/lich.ics"), 404);
}

static void a_feed_escapes_what_is_in_a_title(void **state)
{
    World *w = *state;
    Out o = {.mem = &w->c.mem};
    Calendar k = calendar_begin(&w->c, &o, S("a;b,c\\d\r\ne"), S("https://so.vn"));
    PlanCard card = {.id = 9, .number = S("1/KH"), .imported_at = 1700000000000};
    PlanActivity a = {.node = 7, .code = S("1,đ"), .from = NO_DAY, .to = day_of(2024, 12, 31)};
    a.title = S("Rất dài: ườườườườườườườườườườườườườườườườườườườườườườườườườườườườườườườườườườ\nEND:VCALENDAR");
    calendar_activity(&k, &card, &a);
    a.from = a.to = NO_DAY;
    calendar_activity(&k, &card, &a); /* no day: no event */
    calendar_end(&k);
    Str text = out_str(&o);
    assert_has(text, "X-WR-CALNAME:a\\;b\\,c\\\\d\\ne\r\n");
    assert_has(text, "DTSTART;VALUE=DATE:20241231\r\nDTEND;VALUE=DATE:20250101\r\n");
    assert_has(text, "SUMMARY:Hạn cuối: 1\\,đ Rất dài");
    assert_has(text, "URL:https://so.vn/ke-hoach/9/hoat-dong/1%2C%C4%91\r\n");
    assert_int_equal(count_of(text, "BEGIN:VEVENT"), 1);
    assert_int_equal(count_of(text, "\nEND:VCALENDAR"), 1);
}

/* -- search ------------------------------------------------------------------------------------------------- */

static void search_finds_everything_without_marks(void **state)
{
    World *w = *state;
    LocalReply r = get(w, "/tim?q=bac+giang");
    assert_has(r.body, "<mark>Bắc</mark> <mark>Giang</mark>");
    assert_has(r.body, "Dòng của văn bản");
    assert_has(r.body, "Cơ quan <span");
    r = get(w, "/tim?q=%3Cscript%3E");
    assert_has_not(r.body, "<script>");
    assert_has(get(w, "/tim?q=khongcogi").body, "Không thấy “khongcogi”");
    assert_has(get(w, "/tim").body, "Tìm kiếm");
    Out longer = {.mem = &w->c.mem};
    out_raw(&longer, S("/tim?q="));
    for (int i = 0; i < 201; i++) out_char(&longer, 'a');
    assert_status(get(w, str_c(&w->c.mem, out_str(&longer))), 400);
}

/* -- the way through a review ------------------------------------------------------------------------------- */

static Id first_id(World *w, const char *path, const char *before)
{
    Str body = get(w, path).body;
    size_t from = str_find(body, str_of(before)) + strlen(before), to = from;
    while (to < body.n && body.p[to] >= '0' && body.p[to] <= '9') to++;
    int64_t id = 0;
    assert_true(str_integer(str_slice(body, from, to), &id));
    return id;
}

static void each_role_has_ten_lines_of_help(void **state)
{
    World *w = *state;
    for (int role = ROLE_ADMIN; role < ROLE_COUNT; role++) {
        LocalReply r = get(w, str_format(&w->c.mem, "/tro-giup?vai-tro=%s", role_names[role].key).p);
        assert_status(r, 200);
        assert_has(r.body, role_names[role].name);
        int lines = 0;
        for (Str rest = r.body; str_find(rest, S("<p class=\"meta\">")) < rest.n; lines++)
            rest = str_from(rest, str_find(rest, S("<p class=\"meta\">")) + 1);
        assert_in_range(lines, 1, HELP_LINES);
    }
    assert_has(get(w, "/tro-giup?vai-tro=dieu-phoi").body, "href=\"/ke-hoach\"");
    assert_has_not(get(w, "/tro-giup?vai-tro=to-vien").body, "href=\"/nhat-ky\"");
    assert_status(get(w, "/tro-giup?vai-tro=vua"), 400);
}

static void a_correction_shows_at_once_everywhere(void **state)
{
    World *w = *state;
    json_t *o = json_of(w, at(w, "/hoat-dong/3.1.a")), *title = json_object_get(o, "title");
    Id id = json_integer_value(json_object_get(title, "id"));
    json_decref(o);
    const char *path = str_format(&w->c.mem, "%s/%lld", at(w, "/gia-tri"), (long long)id).p;
    get(w, "/"), get(w, at(w, "")), get(w, at(w, "/hoat-dong/3.1.a"));
    LocalReply r = post(w, path, "phien-ban=0&noi-dung=T%C3%AAn+m%E1%BB%9Bi");
    assert_status(r, 303);
    assert_has(r.headers, "#gia-tri-");
    assert_has(get(w, "/").body, "Tên mới");
    assert_has(get(w, at(w, "")).body, "Tên mới");
    assert_has(get(w, at(w, "/hoat-dong/3.1.a")).body, "<h1>Tên mới</h1>");
    assert_has(get(w, "/tim?q=ten+moi").body, "3.1.a");
    assert_has(get(w, "/lich.ics").body, "SUMMARY:3.1.a Tên mới");
    r = post(w, path, "phien-ban=0&noi-dung=B%E1%BA%A3n+kh%C3%A1c");
    assert_status(r, 409);
    assert_has(r.body, "Tên mới");
    assert_has(r.body, "Bản khác");
    r = ask(w, str_format(&w->c.mem, "/api/v1%s", path).p, "Content-Type: application/json\r\n",
            "{\"phien-ban\": 1, \"noi-dung\": \"Qua API\"}");
    assert_status(r, 200);
    assert_status(post(w, at(w, "/gia-tri/12345"), "phien-ban=0&noi-dung=x"), 404);
}

static void findings_are_settled_and_the_plan_runs(void **state)
{
    World *w = *state;
    Id finding = first_id(w, at(w, "/ra-soat"), "/phat-hien/");
    const char *path = str_format(&w->c.mem, "%s/%lld", at(w, "/phat-hien"), (long long)finding).p;
    PlanCard before, after;
    assert_int_equal(plan_card(&w->c, plan, &before), OK);
    assert_status(post(w, path, "quyet-dinh=chap-nhan"), 303);
    assert_int_equal(plan_card(&w->c, plan, &after), OK);
    assert_int_equal(after.open, before.open - 1);
    assert_status(post(w, path, "quyet-dinh=mo-lai"), 303);
    assert_status(post(w, path, "quyet-dinh=khac"), 400);
    must_write(w, look_at_titles, NULL);
    assert_status(post(w, at(w, "/kich-hoat"), ""), 303);
    assert_has(get(w, at(w, "")).body, "đang thực hiện");
    assert_has(get(w, "/lich.ics").body, "STATUS:CONFIRMED");
}

static void an_upload_becomes_a_plan_in_review(void **state)
{
    World *w = *state;
    const char *type = "Content-Type: multipart/form-data; boundary=xyz\r\n";
    LocalReply r = ask(w, "/ke-hoach/moi", type,
                       "--xyz\r\nContent-Disposition: form-data; name=\"tep\"; filename=\"kh.txt\"\r\n\r\n"
                       "KẾ HOẠCH\nTổ chức hội thi\nI. NỘI DUNG\n1. Thi đọc\n- Cơ quan chủ trì: Sở Y tế\n"
                       "- Thời gian: ngày 01/10/2024\r\n--xyz--\r\n");
    assert_status(r, 303);
    assert_has(r.headers, "/ra-soat");
    r = ask(w, "/ke-hoach/moi", type,
            "--xyz\r\nContent-Disposition: form-data; name=\"tep\"; filename=\"kh.txt\"\r\n\r\nChỉ là một lá "
            "thư.\r\n--xyz--\r\n");
    assert_status(r, 400);
    assert_has(r.body, "Không thấy kế hoạch nào trong văn bản này");
    PlanCardList all;
    assert_int_equal(plan_cards(&w->c, &all), OK);
    assert_int_equal(all.n, 2);
    Id upload;
    assert_int_equal(plan_original(&w->c, all.at[0].id, &upload), OK);
    assert_has(get(w, str_format(&w->c.mem, "/tep/%lld", (long long)upload).p).body, "Tổ chức hội thi");
}

/* Sent by a form or taken by a command: the file is there as it was. */
static void a_plan_keeps_its_original_file(void **unused)
{
    (void)unused;
    World *w = world_begin(migrations, (ServerOptions){.features = list}, no_plan, 0);
    Id upload;
    Str sent;
    bool existed;
    assert_int_equal(plan_import_file(&w->c, w->store, sample, &plan, &existed), OK);
    assert_int_equal(plan_original(&w->c, plan, &upload), OK);
    const char *path = str_format(&w->c.mem, "/tep/%lld", (long long)upload).p;
    assert_has(get(w, at(w, "")).body, path);
    json_t *o = json_of(w, at(w, ""));
    assert_string_equal(json_string_value(json_object_get(o, "file")), path);
    json_decref(o);
    LocalReply r = get(w, path);
    assert_status(r, 200);
    assert_has(r.headers, "filename*=UTF-8''ke-hoach-136-2024.ocr.txt");
    assert_int_equal(doc_load_file(&w->c, sample, &sent), OK);
    assert_str(r.body, sent);
    world_end(w);
}

/* -- a deadline ----------------------------------------------------------------------------------------------- */

static Fail take_deadlines(Ctx *c, void *taken)
{
    static const char text[] = "ỦY BAN NHÂN DÂN TỈNH BẮC GIANG\nSố: 12/KH-UBND\nBắc Giang, ngày 05 tháng 3 năm 2024\n"
                               "KẾ HOẠCH\nRà soát văn bản năm 2024\n\nII. NHIỆM VỤ\n1. Lập danh mục\n"
                               "- Cơ quan chủ trì: Sở Tư pháp\n- Thời gian hoàn thành: 31/10\n2. Hội nghị\n"
                               "- Cơ quan chủ trì: Sở Tư pháp\n- Thời gian: 15/11/2024\n";
    PlanDraft *draft;
    bool existed;
    TRY(plan_draft(c, S("han.txt"), S(text), &draft));
    return plan_take(c, draft, taken, &existed);
}

static void a_day_until_when_is_no_day_on_which_something_happens(void **state)
{
    World *w = *state;
    Id taken;
    EventList events;
    must_write(w, take_deadlines, &taken);
    must(events_between(&w->c, taken, NO_DAY, NO_DAY, &events));
    assert_int_equal(events.n, 2);
    assert_int_equal(events.at[0].day, day_of(2024, 10, 31));
    assert_string_equal(event_verb(events.at[0].kind), "hạn");
    assert_string_equal(event_verb(events.at[1].kind), "diễn ra");
}

int main(void)
{
#define T(test) cmocka_unit_test_setup_teardown(test, begin, world_ends)
    const struct CMUnitTest tests[] = {
        T(a_day_until_when_is_no_day_on_which_something_happens),
        T(home_says_where_the_plan_is),
        cmocka_unit_test(home_makes_sense_on_any_day),
        cmocka_unit_test(without_a_plan_home_offers_to_begin),
        T(every_page_has_one_heading_and_a_json_twin),
        T(the_twin_says_what_the_page_says),
        T(the_lists_lead_to_each_agency_once),
        T(an_agency_sees_what_it_leads_owes_and_helps_with),
        cmocka_unit_test(the_calendar_opens_where_something_happens),
        T(a_feed_follows_rfc_5545),
        T(a_feed_escapes_what_is_in_a_title),
        T(search_finds_everything_without_marks),
        T(each_role_has_ten_lines_of_help),
        T(a_correction_shows_at_once_everywhere),
        T(findings_are_settled_and_the_plan_runs),
        T(an_upload_becomes_a_plan_in_review),
        cmocka_unit_test(a_plan_keeps_its_original_file),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
