// SPDX-License-Identifier: Apache-2.0
/* What was acknowledged is there, whole, whatever the disk does: crashes at any write, calls that fail, no room. */
#include "base/testing.h"
#include "store/fault_vfs.h"
#include "store/store.h"

enum { THREADS = 8, JOBS = 6, KEYS = THREADS * JOBS, SWEEP_MAX = 4000 };

static const Migration steps[] = {
    {"test", 1, "CREATE TABLE a (k INTEGER PRIMARY KEY, text TEXT); CREATE TABLE b (k INTEGER PRIMARY KEY)"}, {0}};
static char path[80];
static Fail outcome[KEYS]; /* of each job; -1 = not submitted */

static void remove_files(void)
{
    static const char *const ends[] = {"", "-wal", "-shm"};
    for (size_t i = 0; i < 3; i++) {
        char name[96];
        snprintf(name, sizeof name, "%s%s", path, ends[i]);
        unlink(name);
    }
}

/* -- the workload ------------------------------------------------------------------------------------------- */

/* A row in each of two tables: half a job would show. */
static Fail insert(Ctx *c, void *arg)
{
    static const char text[] =
        "một dòng đủ dài để mỗi việc chạm vào nhiều trang của tệp dữ liệu, chứ không chỉ một trang ........";
    int64_t k = *(int *)arg;
    TRY(store_run(c, "INSERT INTO a (k, text) VALUES ($1, $2)", k * 7919 % 1000003, text));
    return store_run(c, "INSERT INTO b (k) VALUES ($1)", k);
}

static Store *store;

static void *work(void *arg)
{
    int first = *(int *)arg * JOBS;
    Arena own = arena_reserve(1 << 20);
    Ctx c = {.mem = own, .now = clock_ms()};
    for (int k = first; k < first + JOBS; k++) {
        c.why[0] = 0;
        outcome[k] = store_write(&c, store, insert, &k);
    }
    arena_release(&own);
    return NULL;
}

static bool open_store(Arena mem, const char *vfs)
{
    Ctx c = {.mem = mem, .now = clock_ms()};
    store = NULL;
    return !store_open(&c, (StoreOptions){.path = path, .steps = steps, .vfs = vfs, .room = 1 << 20}, &store);
}

static void work_all(void)
{
    pthread_t thread[THREADS];
    int number[THREADS];
    for (int i = 0; i < THREADS; i++) {
        number[i] = i;
        if (pthread_create(&thread[i], NULL, work, &number[i])) abort();
    }
    for (int i = 0; i < THREADS; i++) pthread_join(thread[i], NULL);
}

/* A new file, healthy, with its tables. */
static void prepare_file(Arena mem)
{
    fault_clear();
    remove_files();
    for (int k = 0; k < KEYS; k++) outcome[k] = (Fail)-1;
    assert_true(open_store(mem, FAULT_VFS));
}

/* -- the promise -------------------------------------------------------------------------------------------- */

static Fail is_there(Ctx *c, int64_t k, int *parts)
{
    Rows r;
    TRY(store_one(c, &r, "SELECT (SELECT count(*) FROM a WHERE k = $1) + (SELECT count(*) FROM b WHERE k = $2)",
                  k * 7919 % 1000003, k));
    *parts = (int)row_integer(&r, 0);
    return rows_end(&r);
}

/* Opens by itself, is sound, holds each acknowledged job whole and no half one; `strict`: none that was refused. */
static void check_promise(Arena mem, bool strict, const char *what, int n)
{
    Rows r;
    fault_clear();
    if (!open_store(mem, NULL)) test_fails("%s %d: does not open", what, n);
    Ctx c = {.mem = mem, .store = store_reader(store)};
    assert_int_equal(store_one(&c, &r, "SELECT integrity_check FROM pragma_integrity_check"), OK);
    assert_str(row_text(&r, 0), S("ok"));
    assert_int_equal(rows_end(&r), OK);
    for (int k = 0; k < KEYS; k++) {
        int parts = 0;
        assert_int_equal(is_there(&c, k, &parts), OK);
        if (parts == 1) test_fails("%s %d: job %d is half there", what, n, k);
        if (outcome[k] == OK && parts != 2) test_fails("%s %d: job %d was acknowledged and is lost", what, n, k);
        if (strict && outcome[k] != OK && parts) test_fails("%s %d: job %d was refused and is there", what, n, k);
    }
    store_close(store);
    arena_back(&c.mem, mem);
}

static int count(Fail result)
{
    int n = 0;
    for (int k = 0; k < KEYS; k++) n += outcome[k] == result;
    return n;
}

/* -- the tests ---------------------------------------------------------------------------------------------- */

static Arena whole;
static int begin(void **state)
{
    (void)state;
    snprintf(path, sizeof path, "%s/ngayso-fault-%d.db", test_folder(), (int)getpid());
    whole = arena_reserve(64 << 20);
    fault_register();
    return 0;
}
static int end(void **state)
{
    (void)state;
    fault_clear();
    remove_files();
    arena_release(&whole);
    return 0;
}

static int writes_of_a_run(void)
{
    prepare_file(whole);
    fault.writes = 0;
    work_all();
    store_close(store);
    int n = fault.writes;
    assert_int_equal(count(OK), KEYS);
    check_promise(whole, true, "healthy", 0);
    return n;
}

/* What was not synced is kept, lost or torn, each write for itself. */
static void a_crash_at_any_write_loses_nothing_acknowledged(void **state)
{
    (void)state;
    int seeds = test_times(16, 250), writes = writes_of_a_run(), acknowledged = 0, crashed = 0;
    for (int i = 0; i < 4; i++) { /* how many jobs share a batch is the scheduler's choice: the fewest writes count */
        int n = writes_of_a_run();
        if (n < writes) writes = n;
    }
    for (int seed = 1; seed <= seeds; seed++) {
        prepare_file(whole);
        fault.random = (uint64_t)seed;
        fault.crash_in = 1 + (int)(fault_random() % (uint32_t)writes);
        work_all();
        store_close(store);
        crashed += fault.crashed;
        acknowledged += count(OK);
        fault_lose((uint64_t)seed * 77);
        check_promise(whole, false, "seed", seed);
    }
    assert_true(crashed > seeds / 3);
    assert_true(acknowledged > seeds);
}

/* Each call in turn, until the work runs through without meeting it. */
static void any_call_may_fail(void **state)
{
    (void)state;
    static const char *const names[FAULT_KINDS] = {"read", "write", "sync", "truncate", "open", "delete"};
    for (int kind = 0; kind < FAULT_KINDS; kind++) {
        int n = 1, refused = 0;
        for (bool fired = true; fired && n < SWEEP_MAX; n += test_times(7, 1)) {
            prepare_file(whole);
            fault.fail_in[kind] = n;
            work_all();
            refused += KEYS - count(OK);
            store_close(store);
            fired = fault.fired;
            check_promise(whole, true, names[kind], n);
        }
        assert_true(n < SWEEP_MAX);
        print_message("%s: failed at calls up to the %dth, %d jobs were refused\n", names[kind], n, refused);
    }
}

/* The same, and the machine goes down at once: what was refused may be there then, but whole. */
static void any_call_may_fail_and_the_machine_with_it(void **state)
{
    (void)state;
    for (int n = 1; n < 60; n += test_times(6, 1)) {
        prepare_file(whole);
        fault.fail_in[FAULT_SYNC] = n;
        work_all();
        fault.crashed = true;
        store_close(store);
        fault_lose((uint64_t)n);
        check_promise(whole, false, "sync and crash", n);
    }
}

static void a_full_disk_refuses_and_goes_on_when_there_is_room(void **state)
{
    (void)state;
    Fail first[KEYS];
    prepare_file(whole);
    fault.full = true;
    work_all();
    assert_int_equal(count(OK), 0);
    assert_int_equal(count(FAIL_STORE), KEYS);
    memcpy(first, outcome, sizeof first);
    fault.full = false;
    work_all(); /* the same jobs again */
    assert_int_equal(count(OK), KEYS);
    store_close(store);
    check_promise(whole, true, "full", 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_crash_at_any_write_loses_nothing_acknowledged, begin, end),
        cmocka_unit_test_setup_teardown(any_call_may_fail, begin, end),
        cmocka_unit_test_setup_teardown(any_call_may_fail_and_the_machine_with_it, begin, end),
        cmocka_unit_test_setup_teardown(a_full_disk_refuses_and_goes_on_when_there_is_room, begin, end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
