// SPDX-License-Identifier: Apache-2.0
/* The law on personal data: purposes, consents, deadlines, requests, the pages. */
#include "people/personal.h"
#include "privacy/privacy_testing.h"

/* -- purposes and consents ---------------------------------------------------------------------------------- */

static void each_purpose_has_the_text_of_its_day(void **state)
{
    World *w = *state;
    PurposeList then, now;
    purposes_on(&w->c.mem, day_of(2024, 9, 28), &then);
    purposes_on(&w->c.mem, day_of(2026, 1, 1), &now);
    assert_int_equal(then.n, now.n);
    assert_str(then.at[0].key, S("tai-khoan"));
    assert_int_equal(then.at[0].version, 1);
    assert_has(then.at[0].law, "13/2023");
    assert_int_equal(now.at[0].version, 2);
    assert_has(now.at[0].law, "91/2025");
    assert_false(now.at[0].needs_consent);
    assert_true(now.at[1].needs_consent);
}

static void silence_is_not_consent(void **state)
{
    World *w = *state;
    LocalReply page = visit(w, &official, "/toi/du-lieu");
    assert_status(page, 200);
    assert_has_not(page.body, "checked");
    LocalReply r = submit(w, &official, "/toi/du-lieu/dong-y", "muc-dich=nhan-tin&phien-ban=1");
    assert_status(r, 400);
    assert_has(r.body, "Để trống nghĩa là không đồng ý");
    assert_int_equal(number(w, "consent", official.person), 0);
    assert_false(holds(w, official.person, S("nhan-tin")));
    assert_true(holds(w, official.person, S("tai-khoan"))); /* by law */
}

static void consent_is_given_for_one_purpose_and_taken_back(void **state)
{
    World *w = *state;
    ConsentList all;
    assert_status(submit(w, &official, "/toi/du-lieu/dong-y", "muc-dich=nhan-tin&phien-ban=1&dong-y=co"), 303);
    assert_true(holds(w, official.person, S("nhan-tin")));
    assert_false(holds(w, official.person, S("cong-bo-anh")));
    assert_false(holds(w, other.person, S("nhan-tin")));
    assert_int_equal(consents_of(&w->c, official.person, &all), OK);
    assert_true(consent_was_from(&w->c, &all.at[0], S("127.0.0.1"), (Str){0}) ||
                consent_was_from(&w->c, &all.at[0], (Str){0}, (Str){0}));
    assert_false(consent_was_from(&w->c, &all.at[0], S("203.0.113.7"), (Str){0}));

    const char *proof = path_of(w, "/toi/du-lieu/dong-y/", all.at[0].id, "");
    assert_has(visit(w, &official, proof).body, "Trần Thị Bình");
    assert_has(visit(w, &official, proof).body, "đang có hiệu lực");
    assert_status(visit(w, &other, proof), 404);
    assert_status(visit(w, &admin, path_of(w, "/du-lieu-ca-nhan/dong-y/", all.at[0].id, "")), 200);
    assert_has(visit(w, &admin, path_of(w, "/du-lieu-ca-nhan/dong-y/", all.at[0].id, "?dia-chi=203.0.113.7")).body,
               "không khớp địa chỉ và trình duyệt đó");
    assert_status(visit(w, &other, path_of(w, "/du-lieu-ca-nhan/dong-y/", all.at[0].id, "")), 404);

    /* Twice is once. */
    assert_status(submit(w, &official, "/toi/du-lieu/dong-y", "muc-dich=nhan-tin&phien-ban=1&dong-y=co"), 303);
    assert_int_equal(number(w, "consent", official.person), 1);

    assert_status(submit(w, &official, "/toi/du-lieu/rut-dong-y", "muc-dich=nhan-tin"), 303);
    assert_false(holds(w, official.person, S("nhan-tin")));
    assert_status(submit(w, &official, "/toi/du-lieu/rut-dong-y", "muc-dich=nhan-tin"), 404);
    assert_has(visit(w, &official, proof).body, "đã rút lại");
    assert_status(submit(w, &official, "/toi/du-lieu/dong-y", "muc-dich=nhan-tin&phien-ban=1&dong-y=co"), 303);
    assert_int_equal(number(w, "consent", official.person), 2);
}

static void only_the_text_of_today_is_agreed_to(void **state)
{
    World *w = *state;
    assert_status(submit(w, &official, "/toi/du-lieu/dong-y", "muc-dich=nhan-tin&phien-ban=9&dong-y=co"), 409);
    assert_status(submit(w, &official, "/toi/du-lieu/dong-y", "muc-dich=tai-khoan&phien-ban=2&dong-y=co"), 400);
    assert_status(submit(w, &official, "/toi/du-lieu/dong-y", "muc-dich=khac&phien-ban=1&dong-y=co"), 404);
    assert_status(submit(w, &official, "/toi/du-lieu/dong-y", "muc-dich=nhan-tin&phien-ban=1&dong-y=khong"), 400);
    assert_int_equal(number(w, "consent", official.person), 0);
}

static Fail read_an_older_text(Ctx *c, void *person)
{
    return store_run(c, "UPDATE consent SET version = 7 WHERE office_id = $1 AND person_id = $2", OFFICE,
                     *(Id *)person);
}

static void a_new_text_asks_anew(void **state)
{
    World *w = *state;
    const char *yes = "muc-dich=nhan-tin&phien-ban=1&dong-y=co";
    assert_status(submit(w, &official, "/toi/du-lieu/dong-y", yes), 303);
    assert_int_equal(at(w, clock_ms(), read_an_older_text, &official.person), OK);
    assert_false(holds(w, official.person, S("nhan-tin")));
    assert_has(visit(w, &official, "/toi/du-lieu").body, "nội dung đã đổi nên hiện không được dùng");
    assert_status(submit(w, &official, "/toi/du-lieu/dong-y", yes), 303);
    assert_true(holds(w, official.person, S("nhan-tin")));
    assert_int_equal(number(w, "consent", official.person), 2); /* the older one is withdrawn, and still there */
}

/* -- deadlines ---------------------------------------------------------------------------------------------- */

static void deadlines_are_those_of_the_law(void **state)
{
    World *w = *state;
    const Workdays *days = workdays();
    static const struct {
        DataKind kind;
        int year, month, day;
        bool extended;
        int ack_month, ack_day, due_month, due_day;
    } cases[] = {
        /* A Monday in June 2026: Tuesday 1, Wednesday 2; the 10th day is a Thursday. */
        {DATA_VIEW, 2026, 6, 1, false, 6, 3, 6, 11},
        {DATA_CORRECT, 2026, 6, 1, true, 6, 3, 6, 22}, /* 21/6 is a Sunday */
        {DATA_RESTRICT, 2026, 6, 1, false, 6, 3, 6, 16},
        {DATA_OBJECT, 2026, 6, 1, true, 6, 3, 7, 1},
        {DATA_WITHDRAW, 2026, 6, 5, false, 6, 9, 6, 22}, /* a Friday: Monday 1, Tuesday 2; 20/6 is a Saturday */
        {DATA_DELETE, 2026, 6, 1, false, 6, 3, 6, 22},
        {DATA_DELETE, 2026, 6, 1, true, 6, 3, 7, 13}, /* 11/7 is a Saturday */
        /* Over 30/4 and 1/5/2026, Thursday and Friday. */
        {DATA_VIEW, 2026, 4, 29, false, 5, 5, 5, 11},
        {DATA_VIEW, 2026, 4, 20, false, 4, 22, 5, 4},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        DataDeadline d =
            data_deadline(days, cases[i].kind, noon(cases[i].year, cases[i].month, cases[i].day), cases[i].extended);
        Day ack = day_of(2026, cases[i].ack_month, cases[i].ack_day),
            due = day_of(2026, cases[i].due_month, cases[i].due_day);
        if (d.acknowledge_by != ack || d.due != due)
            test_fails("case %zu: %.*s and %.*s", i, STR_ARGS(day_iso(&w->c.mem, d.acknowledge_by)),
                       STR_ARGS(day_iso(&w->c.mem, d.due)));
        assert_int_equal(day_at(d.due_at), d.due);
        assert_int_equal(day_at(d.due_at + 1), d.due + 1);
    }
}

static void before_2026_it_was_72_hours(void **state)
{
    (void)state;
    const Workdays *days = workdays();
    int64_t asked = noon(2025, 12, 31);
    DataDeadline d = data_deadline(days, DATA_DELETE, asked, false);
    assert_int_equal(d.due_at, asked + DAYS(3));
    assert_int_equal(d.due, day_of(2026, 1, 3)); /* a Saturday: hours run through */
    assert_int_equal(d.acknowledge_by, NO_DAY);
    assert_int_equal(d.term->more, 0);
    assert_int_equal(data_deadline(days, DATA_DELETE, noon(2026, 1, 1), false).term->days, 20);
    for (int k = 0; k < DATA_KINDS; k++) assert_non_null(data_term((DataKind)k, day_of(1999, 1, 1)));
}

/* -- requests ----------------------------------------------------------------------------------------------- */

static void a_request_is_acknowledged_prolonged_and_answered(void **state)
{
    World *w = *state;
    DataRequest k;
    LocalReply r =
        submit(w, &official, "/toi/du-lieu/yeu-cau", "loai=sua&noi-dung=S%E1%BB%ADa+ch%E1%BB%A9c+v%E1%BB%A5");
    assert_status(r, 303);
    Id id = newest_request(w, official.person);
    assert_has(visit(w, &official, "/toi/du-lieu").body, "chờ tiếp nhận");
    assert_has(visit(w, &admin, "/du-lieu-ca-nhan/yeu-cau").body, "Trần Thị Bình");
    const char *page = path_of(w, "/du-lieu-ca-nhan/yeu-cau/", id, "");
    assert_has(visit(w, &admin, page).body, "Sửa chức vụ");

    assert_status(submit(w, &admin, "/du-lieu-ca-nhan/yeu-cau/7/tiep-nhan", ""), 404);
    assert_status(submit(w, &admin, str_format(&w->c.mem, "%s/tiep-nhan", page).p, ""), 303);
    assert_status(submit(w, &admin, str_format(&w->c.mem, "%s/gia-han", page).p, "vi-sao="), 400);
    assert_int_equal(data_request_by_id(&w->c, id, &k), OK);
    Day due = k.deadline.due;
    assert_true(k.acknowledged_at > 0);
    assert_status(submit(w, &admin, str_format(&w->c.mem, "%s/gia-han", page).p, "vi-sao=Ch%E1%BB%9D+x%C3%A1c+minh"),
                  303);
    assert_int_equal(data_request_by_id(&w->c, id, &k), OK);
    assert_true(k.deadline.due > due);
    assert_status(submit(w, &admin, str_format(&w->c.mem, "%s/gia-han", page).p, "vi-sao=again"), 409);
    assert_has(visit(w, &official, "/toi/du-lieu").body, "Chờ xác minh");

    assert_status(submit(w, &admin, str_format(&w->c.mem, "%s/xong", page).p, "ket-qua="), 400);
    assert_status(submit(w, &admin, str_format(&w->c.mem, "%s/xong", page).p, "ket-qua=Changed"), 303);
    assert_has(visit(w, &official, "/toi/du-lieu").body, "Trả lời: Changed");
    assert_status(submit(w, &admin, str_format(&w->c.mem, "%s/tu-choi", page).p, "ly-do=too+late"), 409);
    assert_has(visit(w, &admin, "/du-lieu-ca-nhan/yeu-cau").body, "Đã kết thúc");
}

static void a_request_is_its_persons_own(void **state)
{
    World *w = *state;
    assert_status(submit(w, &official, "/toi/du-lieu/yeu-cau", "loai=xem"), 303);
    assert_status(submit(w, &official, "/toi/du-lieu/yeu-cau", "loai=xem"), 409);
    assert_status(submit(w, &official, "/toi/du-lieu/yeu-cau", "loai=khac"), 400);
    Id id = newest_request(w, official.person);
    assert_has_not(visit(w, &other, "/toi/du-lieu").body, "chờ tiếp nhận");
    assert_status(submit(w, &other, path_of(w, "/toi/du-lieu/yeu-cau/", id, "/rut"), ""), 404);
    assert_status(visit(w, &other, path_of(w, "/du-lieu-ca-nhan/yeu-cau/", id, "")), 404);
    assert_status(submit(w, &other, path_of(w, "/du-lieu-ca-nhan/yeu-cau/", id, "/tiep-nhan"), ""), 404);
    assert_status(visit(w, &other, "/du-lieu-ca-nhan/yeu-cau"), 403);
    assert_status(get(w, "/toi/du-lieu"), 303);
    assert_status(submit(w, &official, path_of(w, "/toi/du-lieu/yeu-cau/", id, "/rut"), ""), 303);
    assert_status(submit(w, &official, path_of(w, "/toi/du-lieu/yeu-cau/", id, "/rut"), ""), 409);
    assert_status(submit(w, &official, "/toi/du-lieu/yeu-cau", "loai=xem"), 303);
}

static void what_is_due_first_comes_first_and_nothing_is_prolonged_too_late(void **state)
{
    World *w = *state;
    DataRequestList open, closed;
    Asked delete = {.person = official.person, .kind = DATA_DELETE}, view = {.person = other.person, .kind = DATA_VIEW},
          old = {.person = other.person, .kind = DATA_DELETE};
    assert_int_equal(at(w, noon(2026, 6, 1), run_make, &delete), OK);
    assert_int_equal(at(w, noon(2026, 6, 2), run_make, &view), OK);
    assert_int_equal(at(w, noon(2025, 6, 2), run_make, &old), OK);
    assert_int_equal(data_requests_all(&w->c, &open, &closed), OK);
    assert_int_equal(open.n, 3);
    assert_int_equal(open.at[0].id, old.id);
    assert_int_equal(open.at[1].id, delete.id); /* must be acknowledged by 3/6 */
    assert_int_equal(open.at[2].id, view.id);

    assert_int_equal(at(w, noon(2025, 6, 3), run_extend, &old), FAIL_CONFLICT); /* the old law has no such thing */
    assert_int_equal(at(w, noon(2026, 6, 13), run_extend, &view), FAIL_CONFLICT);
    assert_int_equal(at(w, noon(2026, 6, 12), run_extend, &view), OK);
}

static void days_left_are_told_in_words(void **state)
{
    World *w = *state;
    static const struct {
        int day;
        const char *words;
    } cases[] = {{5, "còn 6 ngày"}, {9, "còn 2 ngày"}, {11, "hạn cuối hôm nay"}, {14, "quá hạn 3 ngày"}};
    const Workdays *days = workdays();
    DataRequest q = {.state = S("open"), .acknowledged_at = 1, .received_at = noon(2026, 6, 1)};
    q.deadline = data_deadline(days, DATA_VIEW, q.received_at, false);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        Out o = {.mem = &w->c.mem};
        int64_t now = noon(2026, 6, cases[i].day);
        deadline_state(&o, &q, now);
        assert_has(out_str(&o), cases[i].words);
    }
}

static void hours_left_are_told_in_hours(void **state)
{
    World *w = *state;
    const Workdays *days = workdays();
    DataRequest q = {.state = S("open"), .received_at = noon(2025, 6, 2)};
    q.deadline = data_deadline(days, DATA_VIEW, q.received_at, false);
    const struct {
        int64_t now;
        const char *words;
    } cases[] = {{noon(2025, 6, 4), "còn 24 giờ"},
                 {noon(2025, 6, 5) + 1, "giải quyết: quá hạn</span>"},
                 {noon(2025, 6, 7), "quá hạn 2 ngày"}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        Out o = {.mem = &w->c.mem};
        deadline_state(&o, &q, cases[i].now);
        assert_has(out_str(&o), cases[i].words);
    }
}

/* -- pages -------------------------------------------------------------------------------------------------- */

static void everybody_may_read_the_notice(void **state)
{
    World *w = *state;
    LocalReply r = get(w, "/du-lieu-ca-nhan");
    assert_status(r, 200);
    assert_has(r.body, "TCVN 14423");
    assert_has(r.body, "Nghị định 356/2025/NĐ-CP Điều 5");
    assert_has(r.body, "Sở Thông tin và Truyền thông");
    assert_has_not(r.body, "Nguyễn Quản Trị");
    assert_has_not(r.body, "style=");
}

static void everything_held_can_be_taken_along(void **state)
{
    World *w = *state;
    assert_status(submit(w, &official, "/toi/du-lieu/dong-y", "muc-dich=nhan-tin&phien-ban=1&dong-y=co"), 303);
    assert_status(submit(w, &official, "/toi/du-lieu/yeu-cau", "loai=xem&noi-dung=b%E1%BA%A3n+sao"), 303);
    LocalReply r = visit(w, &official, "/toi/du-lieu.json");
    assert_status(r, 200);
    assert_has(r.headers, "attachment");
    json_t *o = json_in(r);
    const json_t *person = json_object_get(o, "person");
    assert_string_equal(json_string_value(json_object_get(person, "name")), "Trần Thị Bình");
    assert_true(json_is_array(json_object_get(o, "files")));
    assert_int_equal(json_array_size(json_object_get(o, "duties")), 1);
    assert_int_equal(json_array_size(json_object_get(o, "sessions")), 1);
    assert_int_equal(json_array_size(json_object_get(o, "consents")), 1);
    assert_int_equal(json_array_size(json_object_get(o, "requests")), 1);
    assert_true(json_integer_value(json_object_get(json_object_get(o, "journal"), "rows_by_you")) >= 2);
    json_decref(o);
    assert_has(r.body, "Giao nhiệm vụ"); /* what others did with the account */
    assert_has_not(r.body, "Lê Văn Cường");
    assert_has_not(r.body, "argon2");
    assert_status(get(w, "/toi/du-lieu.json"), 303);
}

static Fail act_often(Ctx *c, void *unused)
{
    const Actor *before = c->actor;
    Actor as = {.person = official.person};
    Fail result = OK;
    (void)unused;
    c->actor = &as;
    for (int i = 0; i < PERSONAL_COUNTED + 1 && !result; i++) {
        Arena mark = c->mem;
        result = journal_write(c, (JournalEntry){.act = "Thử", .object = "thing", .title = S("một việc")});
        arena_back(&c->mem, mark);
    }
    c->actor = before;
    return result;
}

/* Who did very much is told so, in words: nobody counts a million rows to draw a page. */
static void what_is_very_much_is_told_in_words(void **state)
{
    World *w = *state;
    assert_has(visit(w, &official, "/toi/du-lieu").body, "<p>1 dòng ghi việc bạn làm;");
    assert_int_equal(store_write(&w->c, w->store, act_often, NULL), OK);
    LocalReply r = visit(w, &official, "/toi/du-lieu");
    assert_has(r.body, "<p>hơn 10.000 dòng ghi việc bạn làm;");
    assert_has(r.body, "<td class=\"number\">hơn 10.000</td>");
    json_t *o = json_in(visit(w, &official, "/toi/du-lieu.json")), *journal = json_object_get(o, "journal");
    assert_int_equal(json_integer_value(json_object_get(journal, "rows_by_you")), PERSONAL_COUNTED);
    assert_true(json_is_true(json_object_get(journal, "more_by_you")));
    assert_true(json_is_false(json_object_get(journal, "more_about_you")));
    assert_int_equal(json_array_size(json_object_get(journal, "newest_by_you")), HELD_NEWEST_MAX);
    json_decref(o);
    assert_has(visit(w, &other, "/toi/du-lieu").body, "<p>1 dòng ghi việc bạn làm;");
}

static Fail write_letter(Ctx *c, void *unused)
{
    (void)unused;
    return mail_queue(c, &(Mail){.person = official.person,
                                 .address = S("binh@bacgiang.gov.vn"),
                                 .subject = S("Việc tuần này"),
                                 .body = S("Có 3 việc.")});
}

static Fail forget_official(Ctx *c, void *unused)
{
    (void)unused;
    return person_forget(c, official.person);
}

static void letters_are_shown_to_whom_they_are_for_and_go_with_them(void **state)
{
    World *w = *state;
    assert_int_equal(at(w, clock_ms(), write_letter, NULL), OK);
    assert_has(visit(w, &official, "/toi/du-lieu").body, "binh@bacgiang.gov.vn");
    assert_has(visit(w, &official, "/toi/du-lieu.json").body, "Việc tuần này");
    assert_has_not(visit(w, &other, "/toi/du-lieu").body, "binh@bacgiang.gov.vn");
    assert_int_equal(at(w, clock_ms(), forget_official, NULL), OK);
    MailRowList rows;
    assert_int_equal(mail_of(&w->c, official.person, &rows), OK);
    assert_int_equal(rows.n, 1);
    assert_int_equal(rows.at[0].state, MAIL_DROPPED);
    assert_int_equal(rows.at[0].address.n + rows.at[0].subject.n, 0);
}

static void an_empty_queue_says_so(void **state)
{
    World *w = *state;
    assert_has(visit(w, &admin, "/du-lieu-ca-nhan/yeu-cau").body, "Không có yêu cầu nào đang chờ");
    assert_status(visit(w, &admin, "/du-lieu-ca-nhan/yeu-cau/123"), 404);
}

#define t(f) cmocka_unit_test_setup_teardown(f, begin, world_ends)

int main(void)
{
    const struct CMUnitTest tests[] = {
        t(each_purpose_has_the_text_of_its_day),
        t(silence_is_not_consent),
        t(consent_is_given_for_one_purpose_and_taken_back),
        t(only_the_text_of_today_is_agreed_to),
        t(a_new_text_asks_anew),
        t(deadlines_are_those_of_the_law),
        t(before_2026_it_was_72_hours),
        t(a_request_is_acknowledged_prolonged_and_answered),
        t(a_request_is_its_persons_own),
        t(what_is_due_first_comes_first_and_nothing_is_prolonged_too_late),
        t(days_left_are_told_in_words),
        t(hours_left_are_told_in_hours),
        t(everybody_may_read_the_notice),
        t(everything_held_can_be_taken_along),
        t(what_is_very_much_is_told_in_words),
        t(letters_are_shown_to_whom_they_are_for_and_go_with_them),
        t(an_empty_queue_says_so),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
