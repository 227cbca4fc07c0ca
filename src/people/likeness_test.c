// SPDX-License-Identifier: Apache-2.0
/* Whose pages are drawn once for all of them (http/shared.h): those who may do the same for the same agency, and nobody
 * else, from the next page on. */
#include "people/people_testing.h"

static SignedIn an, binh;
static void *memory; /* the gate's */

static Fail two_more(Ctx *c, void *unused)
{
    (void)unused;
    TRY(signed_in_new(c, "Lê Thị An", "H213", ROLE_HEAD, &an));
    return signed_in_new(c, "Vũ Đức Bình", "H213", ROLE_HEAD, &binh);
}

static int begin_two(void **state)
{
    int result = begin(state);
    World *w = *state;
    must_write(w, two_more, NULL);
    w->c.now = clock_ms();
    w->c.today = day_at(w->c.now);
    memory = people_gate.begin(w->store);
    return result;
}

static int end_two(void **state)
{
    people_gate.end(memory);
    return end(state);
}

static uint64_t likeness(World *w, const SignedIn *who)
{
    const Actor *a;
    must(people_gate.who(&w->c, memory, str_of(who->token), &a));
    assert_non_null(a);
    return a->likeness;
}

static bool are_alike(World *w) { return likeness(w, &an) == likeness(w, &binh); }

typedef struct {
    const char *sql; /* of $2 */
    Id id;
} Change;
static Fail change(Ctx *c, void *arg)
{
    const Change *k = arg;
    int64_t n;
    TRY(store_run_values(c, k->sql, VALUES(OFFICE, k->id), &n));
    return n == 1 ? OK : FAIL_MISSING;
}
static void changes(World *w, const char *sql, Id id)
{
    Change k = {sql, id};
    must_write(w, change, &k);
}

static void who_may_do_the_same_is_alike(void **state)
{
    World *w = *state;
    assert_true(are_alike(w));
    assert_int_not_equal(likeness(w, &an), 0);
    const SignedIn *const others[] = {&admin, &coordinator, &official, &stranger, &child};
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        assert_int_not_equal(likeness(w, others[i]), likeness(w, &an));
        for (size_t k = 0; k < i; k++) assert_int_not_equal(likeness(w, others[i]), likeness(w, others[k]));
    }
    changes(w, "UPDATE person SET name = 'Tên Khác', phone = '0912345678' WHERE office_id = $1 AND id = $2", an.person);
    assert_true(are_alike(w)); /* who they are is not on such a page */
}

/* What of a duty decides: one thing after the other is different, and the same again. */
static void whose_duty_differs_is_not_alike(void **state)
{
    static const char *const there_and_back[][2] = {
        {"UPDATE duty SET role = 'chuyen-vien' WHERE office_id = $1 AND id = $2",
         "UPDATE duty SET role = 'thu-truong' WHERE office_id = $1 AND id = $2"},
        {"UPDATE duty SET org = 'SYT' WHERE office_id = $1 AND id = $2",
         "UPDATE duty SET org = 'H213' WHERE office_id = $1 AND id = $2"},
        {"UPDATE duty SET plan_id = 7 WHERE office_id = $1 AND id = $2",
         "UPDATE duty SET plan_id = 0 WHERE office_id = $1 AND id = $2"},
        {"UPDATE duty SET behalf_id = 7 WHERE office_id = $1 AND id = $2",
         "UPDATE duty SET behalf_id = 0 WHERE office_id = $1 AND id = $2"},
        {"UPDATE duty SET to_day = '2020-01-01' WHERE office_id = $1 AND id = $2",
         "UPDATE duty SET to_day = NULL WHERE office_id = $1 AND id = $2"}};
    World *w = *state;
    for (size_t i = 0; i < sizeof there_and_back / sizeof *there_and_back; i++) {
        changes(w, there_and_back[i][0], binh.duty);
        assert_false(are_alike(w));
        changes(w, there_and_back[i][1], binh.duty);
        assert_true(are_alike(w));
    }
}

static void whose_second_factor_is_missing_is_not_alike(void **state)
{
    World *w = *state;
    changes(w, "UPDATE session SET has_second = 0 WHERE office_id = $1 AND id = $2", binh.session);
    assert_false(are_alike(w));
    changes(w, "UPDATE person SET totp_key = 'x' WHERE office_id = $1 AND id = $2", binh.person);
    assert_int_equal(likeness(w, &binh), 0); /* who is asked for a code shares nothing */
    changes(w, "UPDATE session SET has_second = 1 WHERE office_id = $1 AND id = $2", binh.session);
    assert_true(are_alike(w));
}

/* A head's rights reach down to what is under their agency. */
static void where_an_agency_moved_away_all_are_others(void **state)
{
    World *w = *state;
    Org moved;
    static const char earlier[] = "UPDATE duty SET from_day = '2024-01-01' WHERE office_id = $1 AND id = $2";
    changes(w, earlier, an.duty);
    changes(w, earlier, binh.duty);
    w->c.today = day_of(2024, 9, 28); /* when it was there */
    uint64_t before = likeness(w, &an);
    assert_int_equal(org_by_code(&w->c, S("X07201"), &moved), OK);
    changes(w, "DELETE FROM org_edge WHERE office_id = $1 AND org_id = $2", moved.id);
    assert_int_not_equal(likeness(w, &an), before);
    assert_true(are_alike(w));
}

int main(void)
{
#define T(f) cmocka_unit_test_setup_teardown(f, begin_two, end_two)
    const struct CMUnitTest tests[] = {T(who_may_do_the_same_is_alike), T(whose_duty_differs_is_not_alike),
                                       T(whose_second_factor_is_missing_is_not_alike),
                                       T(where_an_agency_moved_away_all_are_others)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
