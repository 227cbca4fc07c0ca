// SPDX-License-Identifier: Apache-2.0
/* PostgreSQL: several copies at once, lines that die, replicas.  Skipped where no server is named (store/place.h). */
#include "base/testing.h"
#include "store/place.h"
#include "store/store.h"
#include <pthread.h>
#include <stdatomic.h>

static const Migration steps[] = {
    {"test", 1,
     "CREATE TABLE place (office_id INTEGER NOT NULL, id INTEGER NOT NULL, round INTEGER NOT NULL, who TEXT NOT NULL, "
     "PRIMARY KEY (office_id, id));"
     "CREATE TABLE register (office_id INTEGER NOT NULL, id INTEGER NOT NULL, number INTEGER NOT NULL, "
     "PRIMARY KEY (office_id, id));"
     "CREATE TABLE dossier (office_id INTEGER NOT NULL, id INTEGER NOT NULL, state TEXT NOT NULL, PRIMARY KEY "
     "(office_id, id));"},
    {0}};

enum { COPIES = 2 };
typedef struct {
    char path[PLACE_ROOM + 80], name[40];
    Store *store[COPIES];
    Ctx c[COPIES];
    Arena whole[COPIES];
} Province;

static Province p;

static void open_copy(int i, const char *read_path)
{
    p.whole[i] = arena_reserve(16 << 20);
    p.c[i] = (Ctx){.mem = p.whole[i], .now = clock_ms()};
    StoreOptions o = {.path = p.path, .read_path = read_path, .steps = steps};
    assert_int_equal(store_open(&p.c[i], o, &p.store[i]), OK);
    p.c[i].store = store_reader(p.store[i]);
}

static void close_copy(int i)
{
    if (!p.store[i]) return;
    store_close(p.store[i]);
    arena_release(&p.whole[i]);
    p.store[i] = NULL;
}

static void new_province(void)
{
    char place[PLACE_ROOM];
    static int n;
    place_make(place, "province");
    snprintf(p.name, sizeof p.name, "lost_%d_%d", (int)getpid(), ++n);
    snprintf(p.path, sizeof p.path, "%s&application_name=%s", place, p.name);
}

static int begin(void **state)
{
    (void)state;
    if (!place_is_postgres()) return 0;
    new_province();
    for (int i = 0; i < COPIES; i++) open_copy(i, NULL);
    return 0;
}

static int end(void **state)
{
    (void)state;
    for (int i = 0; i < COPIES; i++) close_copy(i);
    return 0;
}

#define NEEDS_POSTGRES()                                                                                               \
    if (!place_is_postgres()) skip()

static int64_t number(Ctx *c, const char *sql)
{
    Rows r;
    assert_int_equal(store_read_begin(c), OK);
    assert_int_equal(store_query_values(c, &r, sql, VALUES()), OK);
    assert_true(rows_next(&r));
    int64_t n = row_integer(&r, 0);
    assert_int_equal(rows_end(&r), OK);
    store_read_end(c);
    return n;
}

/* False while the line to the server is broken. */
static bool reads(Ctx *c)
{
    Rows r;
    Fail result = store_read_begin(c);
    if (!result) result = store_query(c, &r, "SELECT count(*) FROM place WHERE office_id = $1", OFFICE);
    if (!result && rows_next(&r)) result = rows_end(&r);
    store_read_end(c);
    return !result;
}

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

static Fail add_dossier(Ctx *c, void *id)
{
    return store_run(c, "INSERT INTO dossier (office_id, id, state) VALUES ($1, $2, 'open')", OFFICE, *(Id *)id);
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

/* -- lines that die ------------------------------------------------------------------------------------------ */

/* What a line of its own to the server answers: a number; -1 = nothing. */
static int64_t asked_apart(const char *sql)
{
    PGconn *pg = PQconnectdb(getenv("NGAYSO_TEST_STORE"));
    PGresult *r = PQexec(pg, sql);
    int64_t n = PQntuples(r) ? strtoll(PQgetvalue(r, 0, 0), NULL, 10) : -1;
    PQclear(r);
    PQfinish(pg);
    return n;
}

/* Those that are open now; what opens anew stays. */
static void end_lines(void)
{
    char sql[240];
    snprintf(sql, sizeof sql,
             "SELECT pg_terminate_backend(pid, %d) FROM pg_stat_activity WHERE application_name = '%s'",
             TEST_PATIENCE_MS, p.name);
    (void)asked_apart(sql);
}

typedef struct {
    int runs;
    const char *first; /* what the first run does besides */
} Fragile;

static Fail write_once(Ctx *c, void *arg)
{
    Fragile *f = arg;
    if (!f->runs++ && f->first) {
        Rows r;
        TRY(store_query_values(c, &r, f->first, VALUES()));
        while (rows_next(&r)) {}
        TRY(rows_end(&r));
    }
    return store_run(c, "INSERT INTO register (office_id, id, number) VALUES ($1, $2, 1)", OFFICE, id_new(c->now));
}

static int runs_with(const char *first)
{
    Fragile f = {.first = first};
    int64_t before = number(&p.c[0], "SELECT count(*) FROM register");
    Fail result = store_write(&p.c[0], p.store[0], write_once, &f);
    if (result) test_fails("%s: %s", first, p.c[0].why);
    assert_int_equal(number(&p.c[0], "SELECT count(*) FROM register"), before + 1);
    return f.runs;
}

static void a_lost_batch_runs_again(void **state)
{
    NEEDS_POSTGRES();
    (void)state;
    assert_int_equal(runs_with(NULL), 1);
    assert_int_equal(runs_with("SELECT pg_terminate_backend(pg_backend_pid())"), 2);
    assert_int_equal(runs_with("DO 'BEGIN RAISE EXCEPTION ''x'' USING ERRCODE = ''40001''; END'"), 2);
    assert_int_equal(runs_with("DO 'BEGIN RAISE EXCEPTION ''x'' USING ERRCODE = ''40P01''; END'"), 2);
    end_lines(); /* between two jobs, all of them: readers' too */
    wait_for(reads(&p.c[0]));
    assert_int_equal(runs_with(NULL), 1);
}

enum { TOGETHER = 40 };
typedef struct {
    WriteJob job;
    int number, runs;
    Fail result;
    _Atomic int *left;
} Together;

/* Each third one's last statement is refused: nobody waits for it before the next job has begun. */
static Fail write_together(Ctx *c, void *arg)
{
    Together *t = arg;
    t->runs++;
    TRY(store_run(c, "INSERT INTO register (office_id, id, number) VALUES ($1, $2, $3)", OFFICE, id_new(c->now),
                  t->number));
    if (t->number % 3) return OK;
    return store_run(c, "INSERT INTO dossier (office_id, id, state) VALUES ($1, 1, 'twice')", OFFICE);
}

static void together_done(void *arg, Fail result, const char *why)
{
    (void)why;
    Together *t = arg;
    t->result = result;
    atomic_fetch_sub(t->left, 1);
}

static void a_refused_job_takes_no_other_with_it(void **state)
{
    NEEDS_POSTGRES();
    (void)state;
    Together jobs[TOGETHER];
    _Atomic int left = TOGETHER;
    Id one = 1;
    assert_int_equal(store_write(&p.c[0], p.store[0], add_dossier, &one), OK);
    for (int i = 0; i < TOGETHER; i++) {
        jobs[i] = (Together){.number = i, .left = &left};
        jobs[i].job = (WriteJob){.run = write_together, .done = together_done, .arg = &jobs[i]};
        assert_true(store_submit(p.store[0], &jobs[i].job));
    }
    wait_for(!atomic_load(&left));
    int most = 0;
    for (int i = 0; i < TOGETHER; i++) {
        assert_int_equal(jobs[i].result, i % 3 ? OK : FAIL_CONFLICT);
        if (jobs[i].runs > most) most = jobs[i].runs;
    }
    assert_int_equal(most, 2); /* once in a hurry, once with care */
    assert_int_equal(number(&p.c[0], "SELECT count(*) FROM register"), TOGETHER - (TOGETHER + 2) / 3);
}

static void what_the_server_says_becomes_a_sentence(void **state)
{
    NEEDS_POSTGRES();
    (void)state;
    static const struct {
        const char *sql;
        Fail kind;
        const char *says;
    } known[] = {{"DO 'BEGIN RAISE EXCEPTION ''x'' USING ERRCODE = ''53100''; END'", FAIL_STORE, "Đĩa đã đầy"},
                 {"DO 'BEGIN RAISE EXCEPTION ''x'' USING ERRCODE = ''23505''; END'", FAIL_CONFLICT, "trùng"},
                 {"SELECT 1 / 0", FAIL_INPUT, "không nhận"},
                 {"SELECT nonsense FROM register", FAIL_STORE, "báo lỗi"}};
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        Fragile f = {.first = known[i].sql};
        p.c[0].why[0] = 0;
        assert_int_equal(store_write(&p.c[0], p.store[0], write_once, &f), known[i].kind);
        assert_true(str_contains(str_of(p.c[0].why), str_of(known[i].says)));
    }
    assert_int_equal(number(&p.c[0], "SELECT count(*) FROM register"), 0);
}

/* The name of a standby whom each commit waits for; "" = it waits for none. */
static void wait_for_standby(const char *name)
{
    char sql[160], is_so[160];
    snprintf(sql, sizeof sql, "ALTER SYSTEM SET synchronous_standby_names = '%s'", name);
    snprintf(is_so, sizeof is_so, "SELECT (current_setting('synchronous_standby_names') = '%s')::int", name);
    place_ask(sql);
    place_ask("DO 'BEGIN PERFORM pg_reload_conf(); END'");
    wait_for(asked_apart(is_so) == 1);
}

static bool waits_for_standby(void)
{
    char sql[200];
    snprintf(sql, sizeof sql,
             "SELECT count(*) FROM pg_stat_activity WHERE application_name = '%s' AND wait_event = 'SyncRep'", p.name);
    return asked_apart(sql) > 0;
}

static _Atomic bool has_written;

static void *write_in_thread(void *fragile)
{
    Ctx c = {.mem = arena_reserve(1 << 20), .now = clock_ms()};
    Arena whole = c.mem;
    Fail result = store_write(&c, p.store[0], write_once, fragile);
    arena_release(&whole);
    has_written = true;
    return (void *)(uintptr_t)result;
}

/* The commit is on disk, but its answer never comes: the line dies while the server waits for a standby. */
static void a_commit_whose_answer_was_lost_is_not_repeated(void **state)
{
    NEEDS_POSTGRES();
    (void)state;
    pthread_t thread;
    void *result;
    Fragile f;
    int64_t before;
    wait_for_standby("nobody");
    for (bool waits = false; !waits;) { /* one that came before the server had told its own processes does not wait */
        f = (Fragile){.first = "SELECT set_config('synchronous_commit', 'on', true)"};
        before = number(&p.c[1], "SELECT count(*) FROM register");
        has_written = false;
        pthread_create(&thread, NULL, write_in_thread, &f);
        wait_for(has_written || (waits = waits_for_standby()));
        if (!waits) pthread_join(thread, &result);
    }
    end_lines();
    wait_for_standby("");
    pthread_join(thread, &result);
    assert_int_equal((uintptr_t)result, OK);
    assert_int_equal(f.runs, 1);
    wait_for(reads(&p.c[1]));
    assert_int_equal(number(&p.c[1], "SELECT count(*) FROM register"), before + 1);
}

static void a_server_that_is_away_is_told_and_comes_back(void **state)
{
    NEEDS_POSTGRES();
    (void)state;
    char sql[160];
    Rows r;
    snprintf(sql, sizeof sql, "CREATE ROLE %s LOGIN SUPERUSER", p.name);
    place_ask(sql);
    for (int i = 0; i < COPIES; i++) close_copy(i);
    char *user = strstr(p.path, "postgres@"), path[sizeof p.path];
    assert_non_null(user);
    snprintf(path, sizeof path, "postgresql://%s%s", p.name, user + strlen("postgres"));
    memcpy(p.path, path, sizeof path);
    open_copy(0, NULL);
    assert_int_equal(number(&p.c[0], "SELECT count(*) FROM register"), 0);
    snprintf(sql, sizeof sql, "ALTER ROLE %s NOLOGIN", p.name);
    place_ask(sql);
    end_lines();
    for (int i = 0; i < 3; i++) {
        Fail result = store_read_begin(&p.c[0]);
        if (!result) result = store_query(&p.c[0], &r, "SELECT count(*) FROM place WHERE office_id = $1", OFFICE);
        store_read_end(&p.c[0]);
        assert_int_equal(result, FAIL_BUSY);
    }
    assert_true(p.c[0].why[0]);
    snprintf(sql, sizeof sql, "ALTER ROLE %s LOGIN", p.name);
    place_ask(sql);
    wait_for(reads(&p.c[0])); /* it is not asked all the time */
    assert_int_equal(number(&p.c[0], "SELECT count(*) FROM register"), 0);
    assert_int_equal(runs_with(NULL), 1);
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
        T(the_last_place_the_next_number_and_one_approval),
        T(copies_have_numbers_of_their_own),
        T(a_page_is_stale_when_another_copy_wrote),
        T(one_copy_does_a_job_and_another_takes_over),
        T(a_lost_batch_runs_again),
        T(a_refused_job_takes_no_other_with_it),
        T(what_the_server_says_becomes_a_sentence),
        T(a_commit_whose_answer_was_lost_is_not_repeated),
        T(a_server_that_is_away_is_told_and_comes_back),
        T(a_replica_is_asked_when_it_has_all_that_was_seen),
        T(a_replica_that_does_not_answer_is_left_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
