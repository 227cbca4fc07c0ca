// SPDX-License-Identifier: Apache-2.0
/* The outbox: what is taken in, how it leaves, and what becomes of it when anything fails.  The real ways out are tried
 * against a real server in test/mail/run.sh. */
#include "mail/mail_testing.h"
#include "people/personal.h"

static Fail purge(Ctx *c, void *unused)
{
    (void)unused;
    return mail_purge(c);
}

/* -- taking in -------------------------------------------------------------------------------------------------- */

static void what_could_not_be_sent_is_refused(void **state)
{
    World *w = *state;
    static const char *const addresses[] = {
        "",          "an",      "an@",      "@b.vn",    "an@b",     "an@b.vn\n",     "a n@b.vn",  "an@b.vn\r\nX:",
        "<an@b.vn>", "ấn@b.vn", "an@b..vn", ".an@b.vn", "an@b.vn.", "an@b.vn,x@y.z", "a\"b@c.vn", "an@[1.2.3.4]"};
    static const char *const subjects[] = {"", "hai\ndòng", "hai\rdòng", "Tiêu\r\nBcc: x@y.vn", "\x1b[1m", "\xff"};
    static const char *const numbers[] = {"0912345678", "sms:", "sms:09 12", "fax:0912", "sms:0912\n", "zalo:x'y"};
    for (size_t i = 0; i < sizeof addresses / sizeof *addresses; i++) {
        Mail m = letter;
        m.address = str_of(addresses[i]);
        if (put(w, m) != FAIL_INPUT) test_fails("taken: %s", addresses[i]);
        assert_has(str_of(w->c.why), "Địa chỉ");
    }
    for (size_t i = 0; i < sizeof subjects / sizeof *subjects; i++) {
        Mail m = letter;
        m.subject = str_of(subjects[i]);
        if (put(w, m) != FAIL_INPUT) test_fails("taken: %s", subjects[i]);
    }
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        Mail m = letter;
        m.channel = MAIL_HOOK;
        m.address = str_of(numbers[i]);
        if (put(w, m) != FAIL_INPUT) test_fails("taken: %s", numbers[i]);
    }
    Mail bad = letter;
    bad.body = (Str){"a\0b", 3};
    assert_int_equal(put(w, bad), FAIL_INPUT);
    bad.body = (Str){NEW(&w->c.mem, char, MAIL_BODY_MAX + 1), MAIL_BODY_MAX + 1};
    assert_int_equal(put(w, bad), FAIL_INPUT);
    assert_int_equal(in_state(w, MAIL_QUEUED), 0);
}

static void the_same_twice_is_once(void **state)
{
    World *w = *state;
    Mail m = letter;
    m.dedupe = S("tổng hợp 7 2024-09-28");
    assert_int_equal(put(w, m), OK);
    assert_int_equal(put(w, m), OK);
    assert_int_equal(in_state(w, MAIL_QUEUED), 1);
    assert_int_equal(deliver(w, &(Fake){0}).sent, 1);
    assert_int_equal(put(w, m), OK); /* also when it was sent, or dropped */
    assert_int_equal(in_state(w, MAIL_QUEUED), 0);
    assert_int_equal(put(w, letter), OK); /* without a key each is a new one */
    assert_int_equal(put(w, letter), OK);
    assert_int_equal(in_state(w, MAIL_QUEUED), 2);
}

/* -- leaving ---------------------------------------------------------------------------------------------------- */

static void each_leaves_once_in_order(void **state)
{
    World *w = *state;
    Fake f = {0};
    put_many(w, 20);
    assert_int_equal(deliver(w, &f).sent, 20);
    for (int i = 1; i < 20; i++) assert_true(f.ids[i] > f.ids[i - 1]);
    assert_int_equal(in_state(w, MAIL_SENT), 20);
    MailDone done = deliver(w, &f);
    assert_int_equal(f.calls, 20);
    assert_true(done.next_at == INT64_MAX);
}

static void a_channel_that_is_not_set_up_waits(void **state)
{
    World *w = *state;
    Mail m = letter;
    m.channel = MAIL_HOOK;
    m.address = S("sms:0912345678");
    assert_int_equal(put(w, m), OK);
    Fake f = {0};
    MailDone done = deliver(w, &f);
    assert_int_equal(f.calls, 0);
    assert_true(done.next_at == INT64_MAX);
    assert_int_equal(in_state(w, MAIL_QUEUED), 1);
}

static void pauses_grow_and_end_after_two_days(void **state)
{
    World *w = *state;
    Fake f = {.answers = {OUTCOME_LATER}, .n = 1};
    int64_t first = w->c.now;
    put_many(w, 1);
    int attempts = 0;
    for (; in_state(w, MAIL_FAILED) == 0; attempts++) {
        if (attempts > 100) test_fails("it never gives up");
        deliver(w, &f);
        assert_int_equal(f.calls, attempts + 1);
        MailRow row = newest(w);
        if (row.state == MAIL_FAILED) break;
        assert_int_equal(row.attempts, attempts + 1);
        int pause = mail_pauses[attempts < mail_pauses_count ? attempts : mail_pauses_count - 1];
        assert_true(row.next_at - w->c.now <= MINUTES(pause) && row.next_at - w->c.now > MINUTES(pause) - 5000);
        deliver(w, &f); /* too early */
        assert_int_equal(f.calls, attempts + 1);
        w->c.now = row.next_at;
    }
    assert_true(attempts >= 8);
    assert_true(w->c.now - first <= HOURS(MAIL_GIVE_UP_HOURS) && w->c.now - first > HOURS(MAIL_GIVE_UP_HOURS - 12));
    assert_has(newest(w).error, "451");
}

static void a_refusal_is_final_and_the_others_go_on(void **state)
{
    World *w = *state;
    Fake f = {.answers = {OUTCOME_SENT, OUTCOME_REFUSED, OUTCOME_UNSURE, OUTCOME_LATER, OUTCOME_SENT}, .n = 5};
    put_many(w, 6);
    MailDone done = deliver(w, &f);
    assert_int_equal(done.sent, 3);
    assert_int_equal(done.failed, 1);
    assert_int_equal(done.unsure, 1);
    assert_int_equal(done.later, 1);
    assert_int_equal(in_state(w, MAIL_FAILED), 1);
    assert_int_equal(in_state(w, MAIL_UNSURE), 1);
}

static void when_nobody_is_there_the_others_wait_too(void **state)
{
    World *w = *state;
    Fake f = {.answers = {OUTCOME_AWAY, OUTCOME_SENT}, .n = 2};
    put_many(w, 30);
    MailDone done = deliver(w, &f);
    assert_int_equal(f.calls, 1);
    assert_int_equal(in_state(w, MAIL_QUEUED), 30);
    assert_true(done.next_at > w->c.now + 50 * 1000);
    w->c.now = done.next_at + 5000;
    assert_int_equal(deliver(w, &f).sent, 30);
    assert_int_equal(f.calls, 31);
}

static void what_waited_too_long_does_not_leave(void **state)
{
    World *w = *state;
    Fake f = {0};
    put_many(w, 1);
    w->c.now += DAYS(MAIL_WAIT_DAYS) + 1;
    deliver(w, &f);
    assert_int_equal(f.calls, 0);
    assert_int_equal(store_write(&w->c, w->store, purge, NULL), OK);
    assert_int_equal(in_state(w, MAIL_FAILED), 1);
    assert_int_equal(act(w, mail_retry, newest(w).id), OK); /* a person may want it all the same */
    assert_int_equal(deliver(w, &f).sent, 1);
}

/* -- crashes ---------------------------------------------------------------------------------------------------- */

static void a_crash_leaves_it_unsure_and_it_never_leaves_by_itself(void **state)
{
    World *w = *state;
    Fake dying = {.dies = true}, f = {0};
    put_many(w, 3);
    deliver(w, &dying);
    assert_int_equal(dying.calls, 1);
    assert_int_equal(in_state(w, MAIL_SENDING), 1);
    assert_int_equal(deliver(w, &f).sent, 2);
    assert_int_equal(in_state(w, MAIL_UNSURE), 1);
    for (int i = 0; i < f.calls; i++) assert_true(f.ids[i] != dying.ids[0]);
    for (int day = 0; day < 10; day++) {
        w->c.now += DAYS(1);
        deliver(w, &f);
    }
    assert_int_equal(f.calls, 2);
    assert_int_equal(act(w, mail_retry, dying.ids[0]), OK);
    assert_int_equal(deliver(w, &f).sent, 1);
    assert_true(f.ids[2] == dying.ids[0]);
}

static void a_crash_of_the_hook_goes_again_by_its_key(void **state)
{
    World *w = *state;
    Mail m = letter;
    m.channel = MAIL_HOOK;
    m.address = S("zalo:0912345678");
    assert_int_equal(put(w, m), OK);
    Fake f = {.dies = true, .answers = {OUTCOME_SENT}, .n = 1, .w = w};
    MailWay way = {.send = {NULL, fake_send}, .of_test = &f, .hurry = 1};
    MailDone done;
    assert_int_equal(mail_deliver(&w->c, w->store, &way, &f.ending, &done), FAIL_STORE);
    assert_int_equal(in_state(w, MAIL_SENDING), 1);
    f.dies = false, f.ending = false;
    assert_int_equal(mail_deliver(&w->c, w->store, &way, &f.ending, &done), OK);
    assert_int_equal(done.sent, 1);
    assert_true(f.ids[0] == f.ids[1]);
}

/* Another program took the round over while this one stood still: then its answer comes after all. */
static Fail give_up_for_unsure(Ctx *c, void *unused)
{
    (void)unused;
    return store_run(c, "UPDATE mail_message SET state = 'unsure' WHERE office_id = $1 AND state = 'sending'", OFFICE);
}
static void given_up(World *w, Id id)
{
    (void)id;
    assert_int_equal(store_write(&w->c, w->store, give_up_for_unsure, NULL), OK);
}
static void asked_again(World *w, Id id)
{
    given_up(w, id);
    assert_int_equal(act(w, mail_retry, id), OK);
}

static void a_late_answer_is_believed(void **state)
{
    World *w = *state;
    Fake f = {.meanwhile = given_up}, g = {.meanwhile = asked_again}, h = {0};
    put_many(w, 1);
    deliver(w, &f);
    assert_int_equal(in_state(w, MAIL_SENT), 1);
    assert_int_equal(put(w, letter), OK);
    deliver(w, &g); /* it was asked for again, and arrived meanwhile: so it does not leave twice */
    deliver(w, &h);
    assert_int_equal(h.calls, 0);
    assert_int_equal(in_state(w, MAIL_SENT), 2);
}

static void who_ends_takes_nothing_more(void **state)
{
    World *w = *state;
    Fake f = {.answers = {OUTCOME_CANCELLED}, .n = 1, .ending = true}, g = {0};
    put_many(w, 2);
    deliver(w, &f);
    assert_int_equal(f.calls, 0);
    f.ending = false;
    assert_int_equal(act(w, mail_retry, newest(w).id), OK);
    put_many(w, 1);
    assert_int_equal(deliver(w, &g).sent, 2);
    assert_int_equal(in_state(w, MAIL_SENDING), 0);
}

static void a_cancelled_one_costs_no_attempt(void **state)
{
    World *w = *state;
    Fake f = {.answers = {OUTCOME_CANCELLED, OUTCOME_SENT}, .n = 2};
    put_many(w, 1);
    MailDone done = deliver(w, &f);
    assert_int_equal(done.later, 1);
    assert_int_equal(done.sent, 1);
    assert_int_equal(newest(w).attempts, 1);
}

/* Each statement of a round fails once: whatever happens, nobody gets it twice. */
static void no_failing_statement_sends_twice(void **state)
{
    World *w = *state;
    int n = 1;
    for (bool failed = true; failed; n++) {
        Fake f = {.is_blind = true};
        Mail m = letter;
        MailDone done;
        MailWay way = {.send = {fake_send, NULL}, .of_test = &f, .hurry = 1};
        m.dedupe = str_format(&w->c.mem, "lần %d", n);
        assert_int_equal(put(w, m), OK);
        f.answers[0] = OUTCOME_SENT, f.n = 1, f.w = w;
        w->c.why[0] = 0;
        store_fail_statement(w->store, n);
        Fail first = mail_deliver(&w->c, w->store, &way, &f.ending, &done);
        failed = store_has_failed(w->store);
        store_fail_statement(w->store, 0);
        if (first) assert_true(w->c.why[0] != 0);
        w->c.why[0] = 0;
        assert_int_equal(mail_deliver(&w->c, w->store, &way, &f.ending, &done), OK);
        if (f.calls != 1) test_fails("statement %d failed: sent %d times", n, f.calls);
        assert_int_equal(in_state(w, MAIL_SENT), n);
    }
    assert_true(n > 4);
}

static void no_failing_statement_leaves_half_a_message(void **state)
{
    World *w = *state;
    for (int n = 1;; n++) {
        Mail m = letter;
        m.dedupe = str_format(&w->c.mem, "lần %d", n);
        store_fail_statement(w->store, n);
        Fail result = put(w, m);
        bool failed = store_has_failed(w->store);
        store_fail_statement(w->store, 0);
        if (!failed) {
            assert_int_equal(result, OK);
            break;
        }
        assert_int_equal(in_state(w, MAIL_QUEUED), result ? 0 : 1);
        if (!result) assert_int_equal(act(w, mail_drop, newest(w).id), OK);
    }
}

/* -- people and time ---------------------------------------------------------------------------------------------- */

static void sent_content_goes_after_a_month_and_its_key_stays(void **state)
{
    World *w = *state;
    put_many(w, 2);
    Fake f = {.answers = {OUTCOME_SENT, OUTCOME_LATER}, .n = 2};
    deliver(w, &f);
    w->c.now += DAYS(MAIL_CONTENT_DAYS - 1);
    assert_int_equal(store_write(&w->c, w->store, purge, NULL), OK);
    assert_int_equal(newest(w).state, MAIL_FAILED); /* it waited too long */
    w->c.now += DAYS(2);
    assert_int_equal(store_write(&w->c, w->store, purge, NULL), OK);
    MailRowList rows;
    bool more;
    assert_int_equal(mail_list(&w->c, MAIL_SENT, 0, &rows, &more), OK);
    assert_int_equal(rows.n, 1);
    assert_false(rows.at[0].has_content);
    assert_int_equal(rows.at[0].address.n + rows.at[0].subject.n, 0);
    assert_true(newest(w).has_content); /* it rests for two days only */
    put_many(w, 2);
    assert_int_equal(in_state(w, MAIL_QUEUED), 0);
    w->c.now += DAYS(MAIL_ROW_DAYS + 1);
    assert_int_equal(store_write(&w->c, w->store, purge, NULL), OK);
    assert_int_equal(mail_list(&w->c, MAIL_STATE_COUNT, 0, &rows, &more), OK);
    assert_int_equal(rows.n, 0);
}

static void who_is_forgotten_gets_nothing_and_leaves_nothing(void **state)
{
    World *w = *state;
    Mail m = letter;
    m.person = official.person;
    assert_int_equal(put(w, m), OK);
    Fake f = {0};
    deliver(w, &f);
    assert_int_equal(put(w, m), OK);
    assert_int_equal(put(w, letter), OK); /* somebody else's */
    assert_int_equal(act(w, personal_forget, official.person), OK);
    deliver(w, &f);
    assert_int_equal(f.calls, 2);
    assert_int_equal(in_state(w, MAIL_DROPPED), 1);
    MailRowList rows;
    assert_int_equal(mail_of(&w->c, official.person, &rows), OK);
    assert_int_equal(rows.n, 2);
    for (size_t i = 0; i < rows.n; i++) assert_int_equal(rows.at[i].address.n + rows.at[i].subject.n, 0);
    assert_int_equal(act(w, mail_retry, rows.at[0].id), FAIL_CONFLICT);
}

static void a_link_that_lets_in_leaves_the_outbox_with_its_letter(void **state)
{
    World *w = *state;
    Mail m = letter;
    Rows r;
    m.is_secret = true;
    assert_int_equal(put(w, m), OK);
    assert_int_equal(put(w, letter), OK);
    assert_int_equal(deliver(w, &(Fake){0}).sent, 2);
    assert_int_equal(store_query(&w->c, &r,
                                 "SELECT body, address, has_content FROM mail_message WHERE office_id = $1 ORDER BY id",
                                 OFFICE),
                     OK);
    assert_true(rows_next(&r));
    assert_int_equal(row_text(&r, 0).n + row_text(&r, 1).n + (size_t)row_integer(&r, 2), 0);
    assert_true(rows_next(&r));
    assert_str(row_text(&r, 0), letter.body);
    assert_int_equal(rows_end(&r), OK);
}

int main(void)
{
#define T(test) cmocka_unit_test_setup_teardown(test, begin, end)
    const struct CMUnitTest tests[] = {
        T(what_could_not_be_sent_is_refused),
        T(the_same_twice_is_once),
        T(each_leaves_once_in_order),
        T(a_channel_that_is_not_set_up_waits),
        T(pauses_grow_and_end_after_two_days),
        T(a_refusal_is_final_and_the_others_go_on),
        T(when_nobody_is_there_the_others_wait_too),
        T(a_link_that_lets_in_leaves_the_outbox_with_its_letter),
        T(what_waited_too_long_does_not_leave),
        T(a_crash_leaves_it_unsure_and_it_never_leaves_by_itself),
        T(a_crash_of_the_hook_goes_again_by_its_key),
        T(a_late_answer_is_believed),
        T(who_ends_takes_nothing_more),
        T(a_cancelled_one_costs_no_attempt),
        T(no_failing_statement_sends_twice),
        T(no_failing_statement_leaves_half_a_message),
        T(sent_content_goes_after_a_month_and_its_key_stays),
        T(who_is_forgotten_gets_nothing_and_leaves_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
