// SPDX-License-Identifier: Apache-2.0
#include "base/testing.h"
#include "store/cursor.h"
#include "store/place.h"
#include "store/store.h"
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static const Migration steps[] = {
    {"note", 1,
     "CREATE TABLE note (id INTEGER PRIMARY KEY, text TEXT NOT NULL, day TEXT, weight REAL);"
     "CREATE TABLE other (id INTEGER PRIMARY KEY);"},
    {"note", 0, "DROP TABLE IF EXISTS note_length; CREATE TABLE note_length (id INTEGER PRIMARY KEY, n INTEGER);"},
    {0},
};

typedef struct {
    char path[PLACE_ROOM];
    Store *store;
    Arena whole;
    Ctx c;
} World;

static Fail fill_lengths(Ctx *c)
{
    return store_run(c, "INSERT INTO note_length (id, n) SELECT id, length(text) FROM note");
}
static const Rebuilder rebuilders[] = {fill_lengths};

static void open_world(World *w, size_t room)
{
    assert_int_equal(store_open(&w->c, (StoreOptions){.path = w->path, .steps = steps, .room = room}, &w->store), OK);
    if (store_needs_rebuild(w->store)) assert_int_equal(store_rebuild(&w->c, w->store, rebuilders, 1), OK);
    w->c.store = store_reader(w->store);
    assert_non_null(w->c.store);
}

static int begin(void **state)
{
    World *w = calloc(1, sizeof *w);
    place_make(w->path, "store");
    w->whole = arena_reserve(16 << 20);
    w->c = (Ctx){.mem = w->whole, .now = 1};
    open_world(w, 0);
    *state = w;
    return 0;
}

static int end(void **state)
{
    World *w = *state;
    store_close(w->store);
    arena_release(&w->whole);
    place_remove(w->path);
    free(w);
    return 0;
}

static void again(World *w, size_t room)
{
    store_close(w->store);
    w->c.why[0] = 0;
    open_world(w, room);
}

static int64_t count(Ctx *c)
{
    Rows r;
    assert_int_equal(store_read_begin(c), OK);
    assert_int_equal(store_one(c, &r, "SELECT count(*) FROM note"), OK);
    int64_t n = row_integer(&r, 0);
    assert_int_equal(rows_end(&r), OK);
    store_read_end(c);
    return n;
}

/* -- jobs --------------------------------------------------------------------------------------------------- */

static Fail add_two(Ctx *c, void *arg)
{
    (void)arg;
    Rows r;
    int64_t most = 0;
    TRY(store_query(c, &r, "SELECT max(id) FROM note"));
    if (rows_next(&r)) most = row_integer(&r, 0);
    TRY(rows_end(&r));
    NEW(&c->mem, char, 2000);
    TRY(store_run(c, "INSERT INTO note (id, text, day, weight) VALUES ($1, $2, $3, $4)", most + 1, S("một"),
                  value_day(c, 19980), 0.5));
    NEW(&c->mem, char, 2000);
    return store_run(c, "INSERT INTO note (id, text) VALUES ($2, $1)", "hai", most + 2);
}

static Fail add_then_refuse(Ctx *c, void *arg)
{
    TRY(add_two(c, arg));
    return fail(c, FAIL_CONFLICT, "Không được.");
}

static Fail add_same_twice(Ctx *c, void *arg)
{
    TRY(add_two(c, arg));
    return store_run(c, "INSERT INTO note (id, text) VALUES (1, 'trùng')");
}

static void test_values_come_back(void **state)
{
    World *w = *state;
    Ctx *c = &w->c;
    Rows r;
    assert_int_equal(store_write(c, w->store, add_two, NULL), OK);
    assert_int_equal(store_one(c, &r, "SELECT id, text, day, weight FROM note WHERE id = $1", 1), OK);
    assert_int_equal(row_integer(&r, 0), 1);
    assert_str(row_text(&r, 1), S("một"));
    assert_int_equal(row_day(&r, 2), 19980);
    assert_true(row_real(&r, 3) == 0.5);
    assert_int_equal(rows_end(&r), OK);
    assert_int_equal(store_one(c, &r, "SELECT day, weight FROM note WHERE id = 2"), OK);
    assert_int_equal(row_day(&r, 0), NO_DAY);
    assert_true(row_is_null(&r, 1));
    assert_int_equal(rows_end(&r), OK);
    assert_int_equal(store_one(c, &r, "SELECT 1 FROM note WHERE id = $1", 99), FAIL_MISSING);
}

static int64_t nested_sum(Ctx *c, int depth)
{
    Rows r;
    int64_t sum = 0;
    assert_int_equal(store_query(c, &r, "SELECT id FROM note ORDER BY id"), OK);
    while (rows_next(&r)) sum += row_integer(&r, 0) + (depth ? nested_sum(c, depth - 1) : 0);
    assert_int_equal(rows_end(&r), OK);
    return sum;
}

static void test_one_statement_runs_inside_itself(void **state)
{
    World *w = *state;
    assert_int_equal(store_write(&w->c, w->store, add_two, NULL), OK);
    assert_int_equal(nested_sum(&w->c, 2), 3 + 2 * (3 + 2 * 3));
}

static void test_a_failing_job_leaves_nothing(void **state)
{
    World *w = *state;
    assert_int_equal(store_write(&w->c, w->store, add_then_refuse, NULL), FAIL_CONFLICT);
    assert_string_equal(w->c.why, "Không được.");
    assert_int_equal(count(&w->c), 0);
    w->c.why[0] = 0;
    assert_int_equal(store_write(&w->c, w->store, add_same_twice, NULL), FAIL_CONFLICT);
    assert_int_equal(count(&w->c), 0);
}

static Fail write_as_reader(Ctx *c, void *arg)
{
    (void)arg;
    return store_run(c, "INSERT INTO note (id, text) VALUES (7, '')");
}

static void test_readers_cannot_write(void **state)
{
    World *w = *state;
    assert_int_equal(write_as_reader(&w->c, NULL), FAIL_STORE);
}

/* -- sweeps ------------------------------------------------------------------------------------------------- */

static void test_every_statement_may_fail(void **state)
{
    World *w = *state;
    int n = 1, failures = 0;
    for (;; n++) {
        int64_t before = count(&w->c);
        store_fail_statement(w->store, n);
        w->c.why[0] = 0;
        Fail result = store_write(&w->c, w->store, add_two, NULL);
        bool failed = store_has_failed(w->store);
        store_fail_statement(w->store, 0);
        assert_int_equal(result, failed ? FAIL_STORE : OK);
        assert_int_equal(count(&w->c), before + (failed ? 0 : 2));
        if (!failed) break;
        assert_true(w->c.why[0]);
        failures++;
    }
    /* begin, query, two inserts, commit; on PostgreSQL also savepoint and release: a file tries a batch without */
    assert_int_equal(failures, place_is_postgres() ? 7 : 5);
}

static void test_every_room_size(void **state)
{
    World *w = *state;
    int failures = 0;
    for (size_t room = 64;; room += 256) {
        again(w, room);
        int64_t before = count(&w->c);
        Fail result = store_write(&w->c, w->store, add_two, NULL);
        assert_int_equal(count(&w->c), before + (result ? 0 : 2));
        if (!result) break;
        assert_int_equal(result, FAIL_ROOM);
        failures++;
    }
    assert_true(failures > 8);
}

static Fail fill_disk(Ctx *c, void *arg)
{
    (void)arg;
    for (int i = 0; i < 2000; i++)
        TRY(store_run(c, "INSERT INTO note (id, text) SELECT coalesce(max(id), 0) + 1, $1 FROM note",
                      S("một dòng đủ dài để đĩa đầy trước khi xong việc")));
    return OK;
}

static Fail limit_disk(Ctx *c, void *arg)
{
    (void)arg;
    return store_run(c, "PRAGMA max_page_count = 12");
}

static void test_full_disk(void **state)
{
    if (place_is_postgres()) skip(); /* it has no page limit to set; its error is read in postgres_test.c */
    World *w = *state;
    assert_int_equal(store_write(&w->c, w->store, limit_disk, NULL), OK);
    assert_int_equal(store_write(&w->c, w->store, fill_disk, NULL), FAIL_STORE);
    assert_true(str_contains(str_of(w->c.why), S("Đĩa đã đầy")));
    assert_int_equal(count(&w->c), 0);
    w->c.why[0] = 0;
    assert_int_equal(store_write(&w->c, w->store, add_two, NULL), OK); /* and it goes on */
    assert_int_equal(count(&w->c), 2);
}

/* -- many at once ------------------------------------------------------------------------------------------- */

enum { JOBS = 500 };
typedef struct {
    WriteJob job;
    int number;
    Fail result;
    _Atomic int *left;
} Numbered;

static Fail add_numbered(Ctx *c, void *arg)
{
    const Numbered *n = arg;
    TRY(store_run(c, "INSERT INTO note (id, text) VALUES ($1, 'x')", n->number));
    return n->number % 5 ? OK : fail(c, FAIL_INPUT, "Số %d không được.", n->number);
}

static void note_result(void *arg, Fail result, const char *why)
{
    (void)why;
    Numbered *n = arg;
    n->result = result;
    atomic_fetch_sub(n->left, 1);
}

typedef struct {
    Store *store;
    Numbered *jobs;
    int from;
} Submitter;

static void *submit_some(void *arg)
{
    Submitter *s = arg;
    for (int i = s->from; i < JOBS; i += 4) assert_true(store_submit(s->store, &s->jobs[i].job));
    return NULL;
}

static void test_batches_keep_the_good(void **state)
{
    World *w = *state;
    _Atomic int left = JOBS;
    Numbered jobs[JOBS];
    pthread_t threads[4];
    Submitter submitters[4];
    for (int i = 0; i < JOBS; i++) {
        jobs[i] = (Numbered){.number = i + 1, .left = &left};
        jobs[i].job = (WriteJob){.run = add_numbered, .done = note_result, .arg = &jobs[i]};
    }
    for (int t = 0; t < 4; t++) {
        submitters[t] = (Submitter){w->store, jobs, t};
        pthread_create(&threads[t], NULL, submit_some, &submitters[t]);
    }
    for (int t = 0; t < 4; t++) pthread_join(threads[t], NULL);
    wait_for(!atomic_load(&left));
    for (int i = 0; i < JOBS; i++) assert_int_equal(jobs[i].result, jobs[i].number % 5 ? OK : FAIL_INPUT);
    assert_int_equal(count(&w->c), JOBS - JOBS / 5);
}

typedef struct {
    WriteJob job;
    _Atomic bool may_end, has_ended;
} Held;

static Fail hold_the_writer(Ctx *c, void *arg)
{
    Held *h = arg;
    (void)c;
    wait_for(atomic_load(&h->may_end));
    return OK;
}

static void note_end(void *arg, Fail result, const char *why)
{
    Held *h = arg;
    (void)result, (void)why;
    atomic_store(&h->has_ended, true);
}

static void test_a_full_queue_refuses(void **state)
{
    World *w = *state;
    store_close(w->store);
    StoreOptions o = {.path = w->path, .steps = steps, .queue_max = 1};
    assert_int_equal(store_open(&w->c, o, &w->store), OK);
    _Atomic int left = 0;
    Numbered jobs[64];
    int refused = 0;
    Held held = {.job = {.run = hold_the_writer, .done = note_end, .arg = &held}};
    assert_true(store_submit(w->store, &held.job));
    for (int i = 0; i < 64; i++) {
        jobs[i] = (Numbered){.number = 5 * i + 1, .left = &left};
        jobs[i].job = (WriteJob){.run = add_numbered, .done = note_result, .arg = &jobs[i]};
        atomic_fetch_add(&left, 1);
        if (store_submit(w->store, &jobs[i].job)) continue;
        atomic_fetch_sub(&left, 1);
        refused++;
    }
    atomic_store(&held.may_end, true);
    wait_for(atomic_load(&held.has_ended) && !atomic_load(&left));
    assert_true(refused >= 62); /* one waits behind it; which one, when the writer had not begun yet, nobody knows */
}

/* -- versions ----------------------------------------------------------------------------------------------- */

static Fail touch_other(Ctx *c, void *arg)
{
    (void)arg;
    return store_run(c, "INSERT INTO other (id) SELECT coalesce(max(id), 0) + 1 FROM other");
}

static void test_a_page_is_stale_when_its_table_changed(void **state)
{
    World *w = *state;
    ReadMark mark;
    Rows r;
    assert_int_equal(store_read_begin(&w->c), OK);
    assert_int_equal(store_one(&w->c, &r, "SELECT count(*) FROM note"), OK);
    assert_int_equal(rows_end(&r), OK);
    store_read_mark(&w->c, &mark);
    store_read_end(&w->c);
    assert_true(store_is_current(w->store, mark));
    assert_int_equal(store_write(&w->c, w->store, touch_other, NULL), OK);
    assert_true(store_is_current(w->store, mark));
    assert_int_equal(store_write(&w->c, w->store, add_two, NULL), OK);
    assert_false(store_is_current(w->store, mark));
}

static void test_a_snapshot_stands_still(void **state)
{
    World *w = *state;
    Rows r;
    assert_int_equal(store_read_begin(&w->c), OK);
    for (int i = 0; i < 2; i++) {
        assert_int_equal(store_one(&w->c, &r, "SELECT count(*) FROM note WHERE text = 'một'"), OK);
        assert_int_equal(row_integer(&r, 0), 0);
        assert_int_equal(rows_end(&r), OK);
        assert_int_equal(store_write(&w->c, w->store, add_two, NULL), OK);
    }
    store_read_end(&w->c);
    assert_int_equal(count(&w->c), 4);
}

/* -- files -------------------------------------------------------------------------------------------------- */

static void test_derived_tables_are_made_again(void **state)
{
    World *w = *state;
    static const Migration newer[] = {
        {"note", 1, NULL},
        {"note", 0, "DROP TABLE IF EXISTS note_length; CREATE TABLE note_length (id INTEGER, n INTEGER);"},
        {0}};
    Migration mixed[3];
    memcpy(mixed, newer, sizeof mixed);
    mixed[0] = steps[0];
    Rows r;
    assert_int_equal(store_write(&w->c, w->store, add_two, NULL), OK);
    store_close(w->store);
    assert_int_equal(store_open(&w->c, (StoreOptions){.path = w->path, .steps = mixed}, &w->store), OK);
    assert_true(store_needs_rebuild(w->store));
    assert_int_equal(store_rebuild(&w->c, w->store, rebuilders, 1), OK);
    assert_false(store_needs_rebuild(w->store));
    w->c.store = store_reader(w->store);
    assert_int_equal(store_one(&w->c, &r, "SELECT sum(n) FROM note_length"), OK);
    assert_int_equal(row_integer(&r, 0), 6);
    assert_int_equal(rows_end(&r), OK);
}

static Fail open_with(World *w, const char *path, const Migration *with)
{
    Store *s = NULL;
    w->c.why[0] = 0;
    Fail result = store_open(&w->c, (StoreOptions){.path = path, .steps = with}, &s);
    store_close(s);
    return result;
}

static void test_files_that_are_refused(void **state)
{
    World *w = *state;
    static const Migration none[] = {{0}};
    static const Migration edited[] = {{"note", 1, "CREATE TABLE note (id INTEGER)"}, {0}};
    if (!place_is_postgres()) assert_int_equal(open_with(w, w->path, steps), FAIL_CONFLICT); /* open already */
    store_close(w->store);
    w->store = NULL;
    assert_int_equal(open_with(w, w->path, none), FAIL_INPUT); /* newer than the program */
    assert_int_equal(open_with(w, w->path, edited), FAIL_INPUT);
    assert_int_equal(open_with(w, "/nirgends/x.db", steps), FAIL_STORE);
    assert_int_equal(open_with(w, "postgresql://127.0.0.1:1/nirgends", steps), FAIL_BUSY);
    if (place_is_postgres()) return;
    FILE *f = fopen(w->path, "w");
    for (int i = 0; i < 300; i++) fputs("not a database at all\n", f);
    fclose(f);
    assert_int_equal(open_with(w, w->path, steps), FAIL_INPUT);
}

/* A list's page: only what cursor_write_… wrote is taken, and what is refused leaves the beginning as it was. */
static void test_where_a_page_begins_comes_back_from_its_address(void **state)
{
    World *w = *state;
    Cursor k = CURSOR_FIRST;
    assert_int_equal(cursor_read_day(&w->c, S(""), &k), OK);
    assert_str(k.day, S("0000"));
    assert_int_equal(cursor_read_day(&w->c, cursor_write_day(&w->c.mem, S("9999-12-31"), INT64_MAX), &k), OK);
    assert_str(k.day, S("9999-12-31"));
    assert_true(k.id == INT64_MAX);
    assert_int_equal(cursor_read_time(&w->c, cursor_write_time(&w->c.mem, 1727514000000, 12), &k), OK);
    assert_true(k.time == 1727514000000 && k.id == 12);
    static const char *const days[] = {"x",
                                       ".",
                                       "2024-09-28",
                                       "2024-09-28.",
                                       "2024-09-28.x",
                                       "2024-09-28.-1",
                                       "2024-09-28.5.7",
                                       "2024-09-28.5.",
                                       "2024-09-2.5",
                                       "2024/09/28.5",
                                       "hom-qua-10.5",
                                       "1727514000000.5"};
    for (size_t i = 0; i < sizeof days / sizeof *days; i++) {
        k = CURSOR_FIRST, w->c.why[0] = 0;
        assert_int_equal(cursor_read_day(&w->c, str_of(days[i]), &k), FAIL_INPUT);
        assert_non_null(strstr(w->c.why, "Hãy mở lại danh sách từ đầu."));
        assert_true(str_equal(k.day, S("0000")) && k.id == -1);
    }
    assert_int_equal(cursor_read_time(&w->c, S("2024-09-28.5"), &k), FAIL_INPUT);
    assert_int_equal(cursor_read_time(&w->c, S("99999999999999999999.5"), &k), FAIL_INPUT);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)
        TEST(test_values_come_back),
        TEST(test_one_statement_runs_inside_itself),
        TEST(test_a_failing_job_leaves_nothing),
        TEST(test_readers_cannot_write),
        TEST(test_every_statement_may_fail),
        TEST(test_every_room_size),
        TEST(test_full_disk),
        TEST(test_batches_keep_the_good),
        TEST(test_a_full_queue_refuses),
        TEST(test_a_page_is_stale_when_its_table_changed),
        TEST(test_a_snapshot_stands_still),
        TEST(test_derived_tables_are_made_again),
        TEST(test_files_that_are_refused),
        TEST(test_where_a_page_begins_comes_back_from_its_address),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
