// SPDX-License-Identifier: Apache-2.0
/* A wrong clock, an old backup: nothing is locked or deleted in mass without somebody who says so; and what was locked
 * is opened again in one act. */
#include "http/world.h"
#include "people/signed_in.h"
#include "privacy/inside.h"

extern const Feature feature_http, feature_org, feature_people, feature_privacy;
static const Feature *const list[] = {&feature_http, &feature_org, &feature_people, &feature_privacy, NULL};

enum { OFFICIALS = 30 };
static SignedIn admin, official[OFFICIALS];
static int64_t start;

static Fail fill(Ctx *c, void *unused)
{
    (void)unused;
    start = c->now;
    TRY(org_ensure_shipped(c));
    TRY(signed_in_new(c, "Nguyễn Quản Trị", "STTTT", ROLE_ADMIN, &admin));
    for (int i = 0; i < OFFICIALS; i++) TRY(signed_in_new(c, "Trần Thị Bình", "STTTT", ROLE_OFFICIAL, &official[i]));
    TRY(store_run(c, "UPDATE person SET signed_in_at = $2 WHERE office_id = $1", OFFICE, c->now));
    return mail_queue(c, &(Mail){.person = official[0].person,
                                 .address = S("binh@bacgiang.gov.vn"),
                                 .subject = S("Việc tuần này"),
                                 .body = S("Có 3 việc.")});
}

static int begin(void **state)
{
    return world_begins(state, (ServerOptions){.features = list, .gate = &people_gate}, fill);
}

/* -- helpers -------------------------------------------------------------------------------------------------- */

#define DAYS(n) ((n)*DAY_MS)

static Fail at(World *w, int64_t now, Fail (*run)(Ctx *, void *), void *arg)
{
    w->c.now = now;
    w->c.today = day_at(now);
    w->c.why[0] = 0;
    return store_write(&w->c, w->store, run, arg);
}

static Fail run_purge(Ctx *c, void *done) { return privacy_purge_told(c, done); }
static Fail run_dismiss(Ctx *c, void *key) { return mass_dismiss(c, str_of(key)); }

static Purged purge(World *w, int64_t now)
{
    Purged done;
    assert_int_equal(at(w, now, run_purge, &done), OK);
    return done;
}

static int64_t active(World *w)
{
    Rows r;
    assert_int_equal(
        store_one(&w->c, &r, "SELECT count(*) FROM person WHERE office_id = $1 AND state = 'active'", OFFICE), OK);
    int64_t n = row_integer(&r, 0);
    assert_int_equal(rows_end(&r), OK);
    return n;
}

static MassState state_of(World *w)
{
    MassState s;
    assert_int_equal(mass_state(&w->c, &s), OK);
    return s;
}

/* With a session of this moment, whatever the clock did meanwhile. */
static Fail fresh_session(Ctx *c, void *s)
{
    Str token;
    SignedIn *who = s;
    TRY(session_new(c, &(NewSession){.person = who->person, .has_second = true, .agent = S("Test")}, &token));
    memcpy(who->token, token.p, TOKEN_LETTERS);
    digest_into(who->form, "form", token);
    snprintf(who->cookie, sizeof who->cookie, "Cookie: __Host-ngayso=%s\r\n", who->token);
    return OK;
}

static LocalReply send(World *w, const char *path, const char *fields)
{
    return ask(w, path, admin.cookie, str_format(&w->c.mem, "_token=%s&%s", admin.form, fields).p);
}

/* -- the claims ------------------------------------------------------------------------------------------------ */

static void a_start_with_a_wrong_clock_does_nothing_and_says_so(void **state)
{
    World *w = *state;
    Purged done = purge(w, start + DAYS(60));
    assert_int_equal(done.locked, 0);
    assert_false(done.clock_believed);
    assert_int_equal(active(w), OFFICIALS + 1);
    MassState s = state_of(w);
    assert_int_equal(s.jumped_from, start);
    assert_int_equal(s.holds[MASS_IDLE].wanted, OFFICIALS);
    assert_true(s.holds[MASS_IDLE].is_clock && s.holds[MASS_SESSIONS].is_clock && s.holds[MASS_MAIL].is_clock);
    /* Neither the next hours nor somebody who signs in make it believed. */
    assert_int_equal(at(w, start + DAYS(60), fresh_session, &official[0]), OK);
    for (int hour = 1; hour < 5; hour++) assert_int_equal(purge(w, start + DAYS(60) + hour * 3600000).locked, 0);
    assert_int_equal(active(w), OFFICIALS + 1);
}

static void a_clock_that_is_set_right_leaves_no_trace(void **state)
{
    World *w = *state;
    assert_false(purge(w, start + DAYS(60)).clock_believed);
    Purged done = purge(w, start + 3600000);
    assert_true(done.clock_believed);
    assert_int_equal(done.waiting, 0);
    assert_int_equal(state_of(w).jumped_from, 0);
    assert_int_equal(active(w), OFFICIALS + 1);
}

static void a_server_that_runs_all_the_time_locks_who_is_idle_one_by_one(void **state)
{
    World *w = *state;
    for (int d = 1; d <= ACCOUNT_IDLE_DAYS; d++) (void)purge(w, start + DAYS(d));
    assert_int_equal(active(w), OFFICIALS + 1);
    /* All became idle on one day: too many at once, whatever the clock. */
    Purged done = purge(w, start + DAYS(ACCOUNT_IDLE_DAYS) + 1000);
    assert_true(done.clock_believed);
    assert_int_equal(done.locked, 0);
    assert_int_equal(done.waiting, 1);
    assert_false(state_of(w).holds[MASS_IDLE].is_clock);
}

static Fail all_but_two_sign_in(Ctx *c, void *unused)
{
    (void)unused;
    return store_run(c, "UPDATE person SET signed_in_at = $2 WHERE office_id = $1 AND id <> $3 AND id <> $4", OFFICE,
                     c->now, official[3].person, official[4].person);
}

static void a_few_are_locked_without_asking(void **state)
{
    World *w = *state;
    for (int d = 1; d <= ACCOUNT_IDLE_DAYS; d++) (void)purge(w, start + DAYS(d));
    assert_int_equal(at(w, start + DAYS(ACCOUNT_IDLE_DAYS), all_but_two_sign_in, NULL), OK);
    Purged done = purge(w, start + DAYS(ACCOUNT_IDLE_DAYS) + 1000);
    assert_int_equal(done.locked, 2);
    assert_int_equal(done.waiting, 0);
    assert_int_equal(state_of(w).idle_locked, 2);
}

static void what_was_refused_is_not_asked_again_for_a_month(void **state)
{
    World *w = *state;
    char key[] = "khoa-tai-khoan";
    int64_t idle = start + DAYS(ACCOUNT_IDLE_DAYS) + 1000;
    for (int d = 1; d <= ACCOUNT_IDLE_DAYS; d++) (void)purge(w, start + DAYS(d));
    assert_int_equal(purge(w, idle).waiting, 1);
    assert_int_equal(at(w, idle, run_dismiss, key), OK);
    assert_int_equal(at(w, idle, run_dismiss, key), FAIL_CONFLICT);
    for (int d = 1; d < MASS_DISMISSED_DAYS; d++) assert_int_equal(purge(w, idle + DAYS(d)).waiting, 0);
    assert_int_equal(active(w), OFFICIALS + 1);
    assert_int_equal(purge(w, idle + DAYS(MASS_DISMISSED_DAYS)).waiting, 1);
}

static Fail lock_one(Ctx *c, void *unused)
{
    (void)unused;
    return person_disable(c, official[7].person, true);
}

typedef struct {
    int64_t seen, done;
} Confirm;
static Fail confirm(Ctx *c, void *arg)
{
    Confirm *k = arg;
    return mass_confirm(c, S("khoa-tai-khoan"), k->seen, &k->done);
}

static Fail reopen(Ctx *c, void *opened) { return idle_reopen(c, opened); }

/* An administrator says yes to what they saw; and takes it back in one act. */
static void what_was_confirmed_is_undone_in_one_act(void **state)
{
    World *w = *state;
    Confirm k = {.seen = OFFICIALS - 2};
    int64_t opened;
    assert_int_equal(at(w, start, lock_one, NULL), OK); /* for a reason of its own */
    (void)purge(w, start + DAYS(60));
    assert_int_equal(at(w, start + DAYS(60), confirm, &k), FAIL_CONFLICT); /* it is one more than they were shown */
    k.seen = OFFICIALS - 1;
    if (at(w, start + DAYS(60), confirm, &k)) test_fails("%s", w->c.why);
    assert_int_equal(k.done, OFFICIALS - 1);
    assert_int_equal(active(w), 1); /* the last administrator */
    assert_int_equal(state_of(w).idle_locked, OFFICIALS - 1);
    assert_int_equal(at(w, start + DAYS(61), reopen, &opened), OK);
    assert_int_equal(opened, OFFICIALS - 1);
    Person p;
    assert_int_equal(person_by_id(&w->c, official[7].person, &p), OK);
    assert_str(p.state, S("disabled"));
    assert_int_equal(person_by_id(&w->c, official[8].person, &p), OK);
    assert_false(str_equal(p.state, S("disabled")));
    assert_int_equal(state_of(w).idle_locked, 0);
}

static void the_page_tells_and_decides(void **state)
{
    World *w = *state;
    (void)purge(w, start - DAYS(60)); /* the last run by a clock that was believed */
    (void)purge(w, start);
    assert_int_equal(at(w, start, fresh_session, &admin), OK);
    LocalReply r = ask(w, MASS_PATH, admin.cookie, NULL);
    assert_int_equal(r.status, 200);
    assert_has(r.body, "Đồng hồ có đúng không?");
    assert_int_equal(ask(w, MASS_PATH, official[1].cookie, NULL).status, 403);
    r = send(w, MASS_PATH "/dong-ho", "");
    assert_int_equal(r.status, 303);
    assert_int_equal(state_of(w).jumped_from, 0);
    assert_has_not(ask(w, MASS_PATH, admin.cookie, NULL).body, "Đồng hồ có đúng không?");
    assert_int_equal(send(w, MASS_PATH "/lam", "viec=khoa-tai-khoan&so=5").status, 409);
    assert_int_equal(send(w, MASS_PATH "/bo", "viec=khoa-tai-khoan").status, 409);
    assert_int_equal(send(w, MASS_PATH "/mo-khoa", "").status, 303);
}

#define T(test) cmocka_unit_test_setup_teardown(test, begin, world_ends)
int main(void)
{
    const struct CMUnitTest tests[] = {
        T(a_start_with_a_wrong_clock_does_nothing_and_says_so),
        T(a_clock_that_is_set_right_leaves_no_trace),
        T(a_server_that_runs_all_the_time_locks_who_is_idle_one_by_one),
        T(a_few_are_locked_without_asking),
        T(what_was_refused_is_not_asked_again_for_a_month),
        T(what_was_confirmed_is_undone_in_one_act),
        T(the_page_tells_and_decides),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
