// SPDX-License-Identifier: Apache-2.0
/* What is kept how long: forgetting, and what is over. */
#include "privacy/privacy_testing.h"

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

#define t(f) cmocka_unit_test_setup_teardown(f, begin, world_ends)

int main(void)
{
    const struct CMUnitTest tests[] = {
        t(whoever_asks_is_forgotten_and_the_journal_stays_whole),
        t(forgetting_asks_again_who_it_is),
        t(the_last_administrator_is_not_forgotten),
        t(a_failure_forgets_nothing),
        t(idle_accounts_are_locked_but_never_the_last_administrator),
        t(of_idle_administrators_the_last_one_seen_stays),
        t(only_what_is_over_is_taken_away),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
