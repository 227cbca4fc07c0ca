// SPDX-License-Identifier: Apache-2.0
/* Lines to PostgreSQL that die: whoever waited hears of it, and nothing is there twice. */
#include "store/postgres_testing.h"

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

int main(void)
{
#define T(test) cmocka_unit_test_setup_teardown(test, begin, end)
    const struct CMUnitTest tests[] = {
        T(a_lost_batch_runs_again),
        T(a_refused_job_takes_no_other_with_it),
        T(what_the_server_says_becomes_a_sentence),
        T(a_commit_whose_answer_was_lost_is_not_repeated),
        T(a_server_that_is_away_is_told_and_comes_back),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
