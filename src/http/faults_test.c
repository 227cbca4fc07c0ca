// SPDX-License-Identifier: Apache-2.0
/* Whole requests that run out of room or of a store, and pages that are kept. */
#include "http/http_testing.h"

/* -- faults ------------------------------------------------------------------------------------------------- */

static void a_statement_that_fails_leaves_nothing_half_done(void **state)
{
    World *w = *state;
    int n = 1;
    for (; n < 40; n++) {
        char body[32];
        int64_t notes = count(w, "note"), tally = count(w, "tally");
        snprintf(body, sizeof body, "text=note%d", n);
        store_fail_statement(w->store, n);
        LocalReply r = post(w, "/ghi/tho", body);
        if (!store_has_failed(w->store)) break;
        assert_status(r, 500);
        assert_int_equal(count(w, "note"), notes);
        assert_int_equal(count(w, "tally"), tally);
    }
    assert_true(n > 5);
    store_fail_statement(w->store, 0);
    assert_status(post(w, "/ghi/tho", "text=after"), 303);
    assert_has(get(w, "/ghi").body, "after");
}

static void a_request_without_room_leaves_nothing_half_done(void **unused)
{
    (void)unused;
    bool small = false, enough = false;
    for (size_t room = 1; room < 1 << 20 && !enough; room += (size_t)test_times(29, 1)) {
        World *w = world_begin(steps, (ServerOptions){.features = list, .room = room}, NULL, 0);
        LocalReply r = post(w, "/ghi/moi", "text=abc");
        enough = r.status == 303;
        small |= r.status == 413 || r.status == 503;
        assert_true(enough || r.status == 413 || r.status == 503);
        assert_int_equal(count(w, "note"), enough);
        assert_int_equal(count(w, "tally"), enough ? 2 : 0);
        world_end(w);
    }
    assert_true(small && enough);
}

static void a_full_queue_says_busy(void **unused)
{
    (void)unused;
    World *w = world_begin(steps, (ServerOptions){.features = list}, NULL, -1);
    LocalReply r = post(w, "/ghi/moi", "text=abc");
    assert_status(r, 503);
    assert_has(r.headers, "Retry-After: ");
    assert_has(r.body, "<input value=\"abc\">");
    assert_int_equal(count(w, "note"), 0);
    world_end(w);
}

/* -- kept pages --------------------------------------------------------------------------------------------- */

static void a_kept_page_shows_a_write_at_once_and_only_then(void **state)
{
    World *w = *state;
    get(w, "/ghi"), get(w, "/khac");
    assert_int_equal(drawn, 2);
    get(w, "/ghi"), get(w, "/khac"), get(w, "/ghi");
    assert_int_equal(drawn, 2);
    for (int i = 0; i < 50; i++) {
        char body[32], shown[32];
        snprintf(body, sizeof body, "text=note%d", i);
        snprintf(shown, sizeof shown, "<p>note%d</p>", i);
        assert_status(post(w, "/ghi/tho", body), 303);
        assert_has(get(w, "/ghi").body, shown);
    }
    assert_int_equal(drawn, 52);
    get(w, "/khac"); /* reads another table */
    assert_int_equal(drawn, 52);
    assert_status(post(w, "/ghi/tho", "text=denied"), 403);
    get(w, "/ghi"); /* nothing changed */
    assert_int_equal(drawn, 52);
}

static void a_page_of_one_host_is_not_given_to_another(void **state)
{
    World *w = *state;
    assert_status(get(w, "/ghi"), 200);
    assert_status(ask(w, "/ghi", "Host: example.com\r\n", NULL), 403);
    assert_status(ask(w, "/ghi", "Host: localhost:8080\r\n", NULL), 200);
}

int main(void)
{
#define T(test) cmocka_unit_test_setup_teardown(test, begin, world_ends)
    const struct CMUnitTest tests[] = {
        T(a_statement_that_fails_leaves_nothing_half_done),
        cmocka_unit_test(a_request_without_room_leaves_nothing_half_done),
        cmocka_unit_test(a_full_queue_says_busy),
        T(a_kept_page_shows_a_write_at_once_and_only_then),
        T(a_page_of_one_host_is_not_given_to_another),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
