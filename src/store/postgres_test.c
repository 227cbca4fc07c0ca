// SPDX-License-Identifier: Apache-2.0
/* What only PostgreSQL has: several writers, copies that know each other, replicas. */
#include "store/postgres_testing.h"

/* -- what two at once cannot do ------------------------------------------------------------------------------ */

enum { ROUNDS = 60 };

typedef struct {
    int copy, round;
    Id dossier;
    int won;
} Rival;

/* There is one place a round. */
static Fail take_last_place(Ctx *c, void *arg)
{
    Rival *r = arg;
    Rows rows;
    TRY(store_one(c, &rows, "SELECT count(*) FROM place WHERE office_id = $1 AND round = $2", OFFICE, r->round));
    int64_t taken = row_integer(&rows, 0);
    TRY(rows_end(&rows));
    if (taken) return fail(c, FAIL_CONFLICT, "Hết chỗ.");
    return store_run(c, "INSERT INTO place (office_id, id, round, who) VALUES ($1, $2, $3, $4)", OFFICE, id_new(c->now),
                     r->round, r->copy ? "b" : "a");
}

static Fail take_number(Ctx *c, void *arg)
{
    (void)arg;
    return store_run(c,
                     "INSERT INTO register (office_id, id, number) SELECT $1, $2, coalesce(max(number), 0) + 1 FROM "
                     "register WHERE office_id = $1",
                     OFFICE, id_new(c->now));
}

static Fail approve(Ctx *c, void *arg)
{
    const Rival *r = arg;
    int64_t changed;
    TRY(store_change(c, &changed,
                     "UPDATE dossier SET state = 'approved' WHERE office_id = $1 AND id = $2 AND state = 'open'",
                     OFFICE, r->dossier));
    return changed ? OK : fail(c, FAIL_CONFLICT, "Đã duyệt.");
}

static void *rival(void *arg)
{
    Rival *r = arg;
    Ctx c = {.mem = arena_reserve(1 << 20), .now = clock_ms()};
    Arena whole = c.mem;
    Store *s = p.store[r->copy];
    for (r->round = 0; r->round < ROUNDS; r->round++) {
        r->dossier = r->round + 1;
        r->won += !store_write(&c, s, take_last_place, r);
        if (store_write(&c, s, take_number, r)) r->won = -1000;
        r->won += !store_write(&c, s, approve, r);
    }
    arena_release(&whole);
    return NULL;
}

static void the_last_place_the_next_number_and_one_approval(void **state)
{
    NEEDS_POSTGRES();
    (void)state;
    Rival rivals[COPIES] = {{.copy = 0}, {.copy = 1}};
    pthread_t threads[COPIES];
    for (Id id = 1; id <= ROUNDS; id++) assert_int_equal(store_write(&p.c[0], p.store[0], add_dossier, &id), OK);
    for (int i = 0; i < COPIES; i++) pthread_create(&threads[i], NULL, rival, &rivals[i]);
    for (int i = 0; i < COPIES; i++) pthread_join(threads[i], NULL);
    assert_int_equal(rivals[0].won + rivals[1].won, 2 * ROUNDS); /* each place once, each approval once */
    assert_int_equal(number(&p.c[0], "SELECT count(*) FROM place"), ROUNDS);
    assert_int_equal(number(&p.c[0], "SELECT count(DISTINCT number) FROM register"), COPIES * ROUNDS);
    assert_int_equal(number(&p.c[0], "SELECT max(number) FROM register"), COPIES * ROUNDS);
}

/* -- copies know each other ---------------------------------------------------------------------------------- */

static void copies_have_numbers_of_their_own(void **state)
{
    NEEDS_POSTGRES();
    (void)state;
    assert_int_equal(number(&p.c[0], "SELECT count(DISTINCT n) FROM store_copy"), COPIES);
    int n;
    assert_int_equal(store_count_copies(&p.c[0], &n), OK);
    assert_int_equal(n, COPIES);
    close_copy(1); /* gives its number back */
    assert_int_equal(store_count_copies(&p.c[0], &n), OK);
    assert_int_equal(n, 1);
    open_copy(1, NULL);
    assert_int_equal(number(&p.c[0], "SELECT max(n) FROM store_copy"), 1);
}

static Fail mark_of_places(Ctx *c, ReadMark *mark)
{
    Rows r;
    TRY(store_read_begin(c));
    Fail result = store_one(c, &r, "SELECT count(*) FROM place WHERE office_id = $1", OFFICE);
    if (!result) result = rows_end(&r);
    store_read_mark(c, mark);
    store_read_end(c);
    return result;
}

/* Whether a page that copy 0 drew is as good as before once it has caught up with what copy 1 did meanwhile.  Never for
 * sure at one try: whoever heard nothing for some seconds, on a loaded machine, believes nothing that it kept. */
static bool stays_current(ReadMark *mark, Fail (*meanwhile)(Ctx *, void *))
{
    assert_int_equal(mark_of_places(&p.c[0], mark), OK);
    if (meanwhile) assert_int_equal(store_write(&p.c[1], p.store[1], meanwhile, NULL), OK);
    p.c[0].seen = meanwhile ? store_written(p.store[1]) : INT64_MAX; /* a lie costs a question */
    assert_int_equal(store_catch_up(&p.c[0]), OK);
    return store_is_current(p.store[0], *mark);
}

static void a_page_is_stale_when_another_copy_wrote(void **state)
{
    NEEDS_POSTGRES();
    (void)state;
    ReadMark mark;
    Rival r = {.copy = 1};
    wait_for(stays_current(&mark, NULL));
    assert_int_equal(store_write(&p.c[1], p.store[1], take_last_place, &r), OK);
    wait_for(!store_is_current(p.store[0], mark)); /* it hears of it */
    wait_for(stays_current(&mark, take_number));   /* another table: no reason to draw it again */
    r.round = 1;
    assert_int_equal(store_write(&p.c[1], p.store[1], take_last_place, &r), OK);
    p.c[0].seen = store_written(p.store[1]); /* whoever wrote there comes here at once */
    assert_int_equal(store_catch_up(&p.c[0]), OK);
    assert_false(store_is_current(p.store[0], mark));
    wait_for(stays_current(&mark, NULL));
}

static int made; /* how often the places were counted */
static Fail count_places(Ctx *c, int64_t of, const void **n)
{
    Rows r;
    (void)of;
    made++;
    TRY(store_one(c, &r, "SELECT count(*) FROM place WHERE office_id = $1", OFFICE));
    *n = NEW(&c->mem, int64_t, 1);
    return rows_end(&r);
}

/* A memo, and what lies on the shelf: is it made anew for a page of copy 0? */
static bool keeps_nothing(void)
{
    Str found;
    Ctx *c = &p.c[0];
    const void *n;
    int before = made;
    Arena mem = c->mem;
    assert_int_equal(store_read_begin(c), OK);
    store_use_memos(c);
    bool is_on_shelf = store_shelf_get(c, S("a page"), &found);
    ShelfMark mark = store_shelf_begin(c);
    assert_int_equal(store_memo(c, count_places, 0, &n), OK);
    store_shelf_put(c, &mark, S("a page"), S("places"));
    store_read_end(c);
    arena_back(&c->mem, mem);
    return made > before && !is_on_shelf;
}

/* So that no copy gives a sign of life, nor hears anything meanwhile. */
static Fail hold_copies(Ctx *c, void *goes_on)
{
    int64_t n; /* asked for so that the statement is there before we wait */
    TRY(store_run_values(c, "UPDATE store_copy SET until = until", VALUES(), &n));
    while (atomic_load((atomic_bool *)goes_on)) usleep(1000);
    return OK;
}

static void *hold(void *goes_on)
{
    Ctx c = {.mem = arena_reserve(1 << 20), .now = clock_ms()};
    Arena whole = c.mem;
    if (store_write(&c, p.store[1], hold_copies, goes_on)) atomic_store((atomic_bool *)goes_on, false);
    arena_release(&whole);
    return NULL;
}

static void who_hears_nothing_believes_nothing_that_it_kept(void **state)
{
    NEEDS_POSTGRES();
    (void)state;
    pthread_t holder;
    atomic_bool goes_on = true;
    wait_for(!keeps_nothing());
    pthread_create(&holder, NULL, hold, &goes_on);
    wait_for(keeps_nothing() && keeps_nothing());
    assert_true(atomic_load(&goes_on));
    atomic_store(&goes_on, false);
    pthread_join(holder, NULL);
    wait_for(!keeps_nothing());
}

typedef struct {
    int64_t ms;
    bool is_ours;
} Lease;

static Fail lease(Ctx *c, void *arg)
{
    Lease *l = arg;
    return store_lease(c, "job", l->ms, &l->is_ours);
}

static bool leases(int copy, int64_t ms)
{
    Lease l = {.ms = ms};
    assert_int_equal(store_write(&p.c[copy], p.store[copy], lease, &l), OK);
    return l.is_ours;
}

static void one_copy_does_a_job_and_another_takes_over(void **state)
{
    NEEDS_POSTGRES();
    (void)state;
    enum { HOUR_MS = 3600 * 1000 };
    assert_true(leases(0, HOUR_MS));
    assert_false(leases(1, HOUR_MS));
    assert_true(leases(0, 0)); /* goes on, and dies: its time is over at once */
    wait_for(leases(1, HOUR_MS));
    assert_false(leases(0, HOUR_MS));
}

/* -- replicas ------------------------------------------------------------------------------------------------ */

static bool reads_from_replica(Ctx *c)
{
    return number(c, "SELECT CASE WHEN current_setting('application_name') = 'replica' THEN 1 ELSE 0 END") == 1;
}

static void a_replica_is_asked_when_it_has_all_that_was_seen(void **state)
{
    NEEDS_POSTGRES();
    (void)state;
    char replica[sizeof p.path], old[sizeof p.path];
    ReadMark mark;
    snprintf(replica, sizeof replica, "%.*sapplication_name=replica",
             (int)(strstr(p.path, "application_name") - p.path), p.path);
    snprintf(old, sizeof old, "%s", replica); /* one that stays where it is: another schema */
    close_copy(1);
    open_copy(1, replica);
    assert_true(reads_from_replica(&p.c[1]));
    close_copy(1);
    new_province();
    open_copy(1, old);
    assert_int_equal(store_write(&p.c[1], p.store[1], take_number, NULL), OK);
    p.c[1].seen = store_written(p.store[1]);
    assert_int_equal(p.c[1].seen, 1);
    assert_false(reads_from_replica(&p.c[1])); /* who wrote sees what they wrote */
    p.c[1].seen = 0;
    assert_true(reads_from_replica(&p.c[1])); /* who did not may see it a little later, */
    assert_int_equal(mark_of_places(&p.c[1], &mark), OK);
    assert_false(store_is_current(p.store[1], mark)); /* but that page is not kept */
    wait_for(!reads_from_replica(&p.c[1]));           /* it stays behind: it is left out */
}

static void a_replica_that_does_not_answer_is_left_out(void **state)
{
    NEEDS_POSTGRES();
    (void)state;
    close_copy(1);
    open_copy(1, "postgresql://127.0.0.1:1/none");
    assert_false(reads_from_replica(&p.c[1]));
    assert_int_equal(store_write(&p.c[1], p.store[1], take_number, NULL), OK);
    assert_int_equal(number(&p.c[1], "SELECT count(*) FROM register"), 1);
}

int main(void)
{
#define T(test) cmocka_unit_test_setup_teardown(test, begin, end)
    const struct CMUnitTest tests[] = {
        T(the_last_place_the_next_number_and_one_approval), T(copies_have_numbers_of_their_own),
        T(a_page_is_stale_when_another_copy_wrote),         T(who_hears_nothing_believes_nothing_that_it_kept),
        T(one_copy_does_a_job_and_another_takes_over),      T(a_replica_is_asked_when_it_has_all_that_was_seen),
        T(a_replica_that_does_not_answer_is_left_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
