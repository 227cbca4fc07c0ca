// SPDX-License-Identifier: Apache-2.0
/* Consents, requests with their deadlines, forgetting, and what is over: the rules, and whole requests. */
#include "http/world.h"
#include "people/signed_in.h"
#include "privacy/privacy.h"
#include "privacy/view.h"

extern const Feature feature_http, feature_org, feature_people, feature_privacy;
static const Feature *const list[] = {&feature_http, &feature_org, &feature_people, &feature_privacy, NULL};

static SignedIn admin, official, other;

static Fail fill(Ctx *c, void *unused)
{
    (void)unused;
    TRY(org_ensure_shipped(c));
    TRY(signed_in_new(c, "Nguyễn Quản Trị", "STTTT", ROLE_ADMIN, &admin));
    TRY(signed_in_new(c, "Trần Thị Bình", "STTTT", ROLE_OFFICIAL, &official));
    return signed_in_new(c, "Lê Văn Cường", "STTTT", ROLE_OFFICIAL, &other);
}

static int begin(void **state)
{
    Day today = day_at(clock_ms());
    return world_begins(state, (ServerOptions){.features = list, .gate = &people_gate, .today = today}, fill);
}

/* -- helpers ------------------------------------------------------------------------------------------------ */

/* A rule in a write, at a time. */
static Fail at(World *w, int64_t now, Fail (*run)(Ctx *, void *), void *arg)
{
    w->c.now = now;
    w->c.today = day_at(now);
    w->c.why[0] = 0;
    return store_write(&w->c, w->store, run, arg);
}

static int64_t noon(int year, int month, int day)
{
    return (int64_t)day_of(year, month, day) * 24 * 3600 * 1000 + 5 * 3600 * 1000; /* 12:00 in Vietnam */
}

#define DAYS(n) ((n)*INT64_C(24) * 3600 * 1000)

static int64_t number(World *w, const char *what, Id person)
{
    Rows r;
    bool consents = !strcmp(what, "consent"), requests = !strcmp(what, "request");
    if (consents)
        assert_int_equal(store_one(&w->c, &r, "SELECT count(*) FROM consent WHERE office_id = $1 AND person_id = $2",
                                   OFFICE, person),
                         OK);
    else if (requests)
        assert_int_equal(store_one(&w->c, &r,
                                   "SELECT count(*) FROM data_request WHERE office_id = $1 AND person_id = $2", OFFICE,
                                   person),
                         OK);
    else
        assert_int_equal(store_one(&w->c, &r, "SELECT count(*) FROM session WHERE office_id = $1 AND person_id = $2",
                                   OFFICE, person),
                         OK);
    int64_t n = row_integer(&r, 0);
    assert_int_equal(rows_end(&r), OK);
    return n;
}

static bool holds(World *w, Id person, Str purpose)
{
    bool yes;
    assert_int_equal(consent_holds(&w->c, person, purpose, &yes), OK);
    return yes;
}

static Id newest_request(World *w, Id person)
{
    DataRequestList all;
    assert_int_equal(data_requests_of(&w->c, person, &all), OK);
    assert_true(all.n > 0);
    return all.at[0].id;
}

static const char *path_of(World *w, const char *before, Id id, const char *after)
{
    return str_format(&w->c.mem, "%s%lld%s", before, (long long)id, after).p;
}

static void chain_is_whole(World *w, int64_t *erased)
{
    JournalProof proof;
    assert_int_equal(journal_verify(&w->c, &proof), OK);
    assert_int_equal(proof.wrong, 0);
    *erased = proof.erased;
}

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

typedef struct {
    Id person, id;
    DataKind kind;
} Asked;

static Fail run_make(Ctx *c, void *arg)
{
    Asked *a = arg;
    return data_request_make(c, a->person, a->kind, S("…"), &a->id);
}
static Fail run_extend(Ctx *c, void *arg) { return data_request_extend(c, ((Asked *)arg)->id, S("lý do")); }

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

/* -- forgetting --------------------------------------------------------------------------------------------- */

static void whoever_asks_is_forgotten_and_the_journal_stays_whole(void **state)
{
    World *w = *state;
    Person p;
    DutyList duties;
    int64_t before, after;
    Id id;
    assert_status(submit(w, &official, "/toi/du-lieu/dong-y", "muc-dich=nhan-tin&phien-ban=1&dong-y=co"), 303);
    assert_status(submit(w, &official, "/toi/du-lieu/yeu-cau", "loai=xem&noi-dung=riêng"), 303);
    assert_status(submit(w, &official, "/toi/du-lieu/yeu-cau", "loai=xoa"), 303);
    id = newest_request(w, official.person);
    chain_is_whole(w, &before);
    const char *page = path_of(w, "/du-lieu-ca-nhan/yeu-cau/", id, "");
    const char *act = str_format(&w->c.mem, "%s/xoa", page).p;
    assert_int_equal(person_by_id(&w->c, official.person, &p), OK);

    assert_status(submit(w, &admin, str_format(&w->c.mem, "%s/xong", page).p, "ket-qua=done"), 409);
    assert_status(submit(w, &admin, act, "tai-khoan=somebody.else"), 400);
    assert_int_equal(person_by_id(&w->c, official.person, &p), OK);
    assert_str(p.state, S("active"));
    LocalReply r = submit(w, &admin, act, str_format(&w->c.mem, "tai-khoan=%.*s", STR_ARGS(p.account)).p);
    assert_status(r, 303);

    assert_int_equal(person_by_id(&w->c, official.person, &p), OK);
    assert_str(p.name, S("Người đã xóa thông tin"));
    assert_str(p.state, S("forgotten"));
    assert_true(str_starts(p.account, S("da-xoa-")));
    assert_true(!p.mail.n && !p.phone.n && !p.has_password && !p.has_second);
    assert_int_equal(number(w, "session", official.person), 0);
    assert_int_equal(duties_of(&w->c, official.person, false, &duties), OK);
    assert_int_equal(duties.n, 0);
    assert_int_equal(duties_of(&w->c, official.person, true, &duties), OK);
    assert_int_equal(duties.n, 1);
    assert_false(holds(w, official.person, S("nhan-tin")));
    assert_status(visit(w, &official, "/toi/du-lieu"), 303);

    chain_is_whole(w, &after);
    assert_true(after > before);
    r = visit(w, &admin, "/nhat-ky");
    assert_status(r, 200);
    assert_has_not(r.body, "Trần Thị Bình");
    r = visit(w, &admin, page);
    assert_has(r.body, "đã giải quyết");
    assert_has_not(visit(w, &admin, "/du-lieu-ca-nhan/yeu-cau").body, "Trần Thị Bình");
    assert_status(submit(w, &admin, act, str_format(&w->c.mem, "tai-khoan=%.*s", STR_ARGS(p.account)).p), 409);
}

static Fail run_forget(Ctx *c, void *person) { return person_forget(c, *(Id *)person); }

static Fail confirmed_long_ago(Ctx *c, void *session)
{
    return store_run(c, "UPDATE session SET confirmed_at = $3 WHERE office_id = $1 AND id = $2", OFFICE, *(Id *)session,
                     c->now - SESSION_FRESH_MS);
}

static void forgetting_asks_again_who_it_is(void **state)
{
    World *w = *state;
    Person p;
    assert_status(submit(w, &official, "/toi/du-lieu/yeu-cau", "loai=xoa"), 303);
    Id id = newest_request(w, official.person);
    assert_int_equal(at(w, clock_ms(), confirmed_long_ago, &admin.session), OK);
    const char *act = path_of(w, "/du-lieu-ca-nhan/yeu-cau/", id, "/xoa");
    assert_status(submit(w, &admin, act, "tai-khoan=tran.thi.binh"), 403);
    assert_int_equal(person_by_id(&w->c, official.person, &p), OK);
    assert_str(p.state, S("active"));
}

static void the_last_administrator_is_not_forgotten(void **state)
{
    World *w = *state;
    Person p;
    assert_int_equal(at(w, clock_ms(), run_forget, &admin.person), FAIL_CONFLICT);
    assert_int_equal(person_by_id(&w->c, admin.person, &p), OK);
    assert_str(p.state, S("active"));
    assert_int_equal(at(w, clock_ms(), run_forget, &other.person), OK);
    assert_int_equal(at(w, clock_ms(), run_forget, &other.person), FAIL_CONFLICT);
}

/* Whichever statement fails, nothing is half forgotten. */
static void a_failure_forgets_nothing(void **state)
{
    World *w = *state;
    Person p;
    int n = 1;
    for (; n < 200; n++) {
        store_fail_statement(w->store, n);
        Fail result = at(w, clock_ms(), run_forget, &other.person);
        bool failed = store_has_failed(w->store);
        store_fail_statement(w->store, 0);
        assert_int_equal(person_by_id(&w->c, other.person, &p), OK);
        if (!failed) {
            assert_int_equal(result, OK);
            break;
        }
        assert_int_equal(result, FAIL_STORE);
        assert_str(p.name, S("Lê Văn Cường"));
        assert_int_equal(number(w, "session", other.person), 1);
    }
    assert_true(n > 15 && n < 200);
    assert_str(p.state, S("forgotten"));
}

/* -- what is over ------------------------------------------------------------------------------------------- */

static Fail run_purge(Ctx *c, void *done) { return privacy_purge_told(c, done); }

/* The clock as a server that runs all the time knows it. */
static void days_pass(World *w, int64_t from, int days)
{
    Purged done;
    for (int d = MASS_CLOCK_DAYS - 1; d < days; d += MASS_CLOCK_DAYS - 1)
        assert_int_equal(at(w, from + DAYS(d), run_purge, &done), OK);
}

static Fail run_trust(Ctx *c, void *unused)
{
    (void)unused;
    return clock_trust(c);
}

static Fail confirm_locking(Ctx *c, void *done)
{
    MassState state;
    TRY(mass_state(c, &state));
    return mass_confirm(c, S("khoa-tai-khoan"), state.holds[MASS_IDLE].wanted, done);
}

static Fail sign_everybody_in(Ctx *c, void *person)
{
    return store_run(c, "UPDATE person SET signed_in_at = $2 WHERE office_id = $1 AND ($3 = 0 OR id = $3)", OFFICE,
                     c->now, *(Id *)person);
}

static void idle_accounts_are_locked_but_never_the_last_administrator(void **state)
{
    World *w = *state;
    Purged done;
    Person p;
    Id all = 0;
    int64_t start = clock_ms();
    assert_int_equal(at(w, start, sign_everybody_in, &all), OK);
    days_pass(w, start, ACCOUNT_IDLE_DAYS - 1);
    assert_int_equal(at(w, start + DAYS(ACCOUNT_IDLE_DAYS) - 1000, run_purge, &done), OK);
    assert_int_equal(done.locked, 0);
    assert_int_equal(at(w, start + DAYS(40), sign_everybody_in, &other.person), OK);
    assert_int_equal(at(w, start + DAYS(ACCOUNT_IDLE_DAYS) + 1000, run_purge, &done), OK);
    assert_int_equal(done.locked, 1);
    assert_int_equal(person_by_id(&w->c, official.person, &p), OK);
    assert_str(p.state, S("disabled"));
    assert_int_equal(person_by_id(&w->c, other.person, &p), OK);
    assert_str(p.state, S("active"));
    assert_int_equal(person_by_id(&w->c, admin.person, &p), OK);
    assert_str(p.state, S("active"));
}

static Fail run_reopen(Ctx *c, void *person) { return person_disable(c, *(Id *)person, false); }
static Fail run_activate(Ctx *c, void *person)
{
    return store_run(c, "UPDATE person SET state = 'active' WHERE office_id = $1 AND id = $2", OFFICE, *(Id *)person);
}
static Fail second_admin(Ctx *c, void *s) { return signed_in_new(c, "Quản Trị Hai", "STTTT", ROLE_ADMIN, s); }

static void of_idle_administrators_the_last_one_seen_stays(void **state)
{
    World *w = *state;
    Purged done;
    Person p;
    SignedIn two;
    int64_t start = clock_ms();
    assert_int_equal(at(w, start, second_admin, &two), OK);
    assert_int_equal(at(w, start + 5000, sign_everybody_in, &admin.person), OK);
    days_pass(w, start, 90);
    assert_int_equal(at(w, start + DAYS(90), run_purge, &done), OK);
    assert_int_equal(done.locked, 0); /* three of four at once: it asks */
    int64_t locked;
    assert_int_equal(at(w, start + DAYS(90), confirm_locking, &locked), OK);
    assert_int_equal(locked, 3);
    assert_int_equal(person_by_id(&w->c, two.person, &p), OK);
    assert_str(p.state, S("disabled"));
    assert_int_equal(person_by_id(&w->c, admin.person, &p), OK);
    assert_str(p.state, S("active"));

    /* Who was let in again is not locked the next day. */
    assert_int_equal(at(w, start + DAYS(91), run_reopen, &two.person), OK);
    assert_int_equal(at(w, start + DAYS(91), run_activate, &two.person), OK);
    assert_int_equal(at(w, start + DAYS(92), run_purge, &done), OK);
    assert_int_equal(person_by_id(&w->c, two.person, &p), OK);
    assert_str(p.state, S("active"));
    assert_int_equal(done.locked, 1); /* the one who stayed so long as the only one */
}

static Fail agree_then_withdraw(Ctx *c, void *person)
{
    TRY(consent_give(c, *(Id *)person, S("nhan-tin"), 1, S("/x"), (Str){0}));
    TRY(consent_give(c, *(Id *)person, S("cong-bo-anh"), 1, S("/x"), (Str){0}));
    return consent_withdraw(c, *(Id *)person, S("nhan-tin"));
}
static Fail make_and_take_back(Ctx *c, void *arg)
{
    Asked *a = arg;
    a->kind = DATA_VIEW;
    TRY(run_make(c, a));
    TRY(data_request_take_back(c, a->person, a->id));
    a->kind = DATA_CORRECT;
    return run_make(c, a);
}

static void only_what_is_over_is_taken_away(void **state)
{
    World *w = *state;
    Purged done;
    int64_t start = clock_ms(), erased;
    Asked asked = {.person = official.person};
    assert_int_equal(at(w, start, agree_then_withdraw, &official.person), OK);
    assert_int_equal(at(w, start, make_and_take_back, &asked), OK);
    assert_int_equal(number(w, "consent", official.person), 2);
    assert_int_equal(number(w, "request", official.person), 2);

    Id all = 0;
    days_pass(w, start, 300);
    assert_int_equal(at(w, start + DAYS(300), run_purge, &done), OK);
    assert_int_equal(done.consents + done.requests + done.journal_rows, 0);
    chain_is_whole(w, &erased);
    assert_int_equal(erased, 0);
    for (int d = 300; d < JOURNAL_PERSONAL_DAYS; d += MASS_CLOCK_DAYS - 1)
        assert_int_equal(at(w, start + DAYS(d), run_purge, &done), OK);
    assert_int_equal(at(w, start + DAYS(JOURNAL_PERSONAL_DAYS + 1), run_purge, &done), OK);
    assert_true(done.journal_rows > 0);
    assert_int_equal(done.consents + done.requests, 0);
    assert_int_equal(at(w, start + DAYS(CONSENT_KEPT_DAYS), sign_everybody_in, &all), OK);
    assert_int_equal(at(w, start + DAYS(CONSENT_KEPT_DAYS + 1), run_trust, NULL), OK);
    assert_int_equal(at(w, start + DAYS(CONSENT_KEPT_DAYS + 1), run_purge, &done), OK);
    assert_int_equal(done.consents, 1); /* the withdrawn one */
    assert_int_equal(done.requests, 1); /* the closed one */
    assert_int_equal(number(w, "consent", official.person), 1);
    assert_int_equal(number(w, "request", official.person), 1);
    assert_int_equal(number(w, "session", official.person), 0);
    chain_is_whole(w, &erased);
    assert_true(erased > 0);
    assert_int_equal(at(w, start + DAYS(CONSENT_KEPT_DAYS + 1), run_purge, &done), OK);
    assert_int_equal(done.consents + done.requests + done.journal_rows + done.locked, 0);
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
        t(whoever_asks_is_forgotten_and_the_journal_stays_whole),
        t(forgetting_asks_again_who_it_is),
        t(the_last_administrator_is_not_forgotten),
        t(a_failure_forgets_nothing),
        t(idle_accounts_are_locked_but_never_the_last_administrator),
        t(of_idle_administrators_the_last_one_seen_stays),
        t(only_what_is_over_is_taken_away),
        t(everybody_may_read_the_notice),
        t(everything_held_can_be_taken_along),
        t(letters_are_shown_to_whom_they_are_for_and_go_with_them),
        t(an_empty_queue_says_so),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
