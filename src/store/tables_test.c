// SPDX-License-Identifier: Apache-2.0
/* What there may be at most: tables, views over them, values in one statement. */
#include "base/testing.h"
#include "store/place.h"
#include "store/store.h"
#include <stdio.h>
#include <stdlib.h>

enum { ROOM = 1 << 16 };

typedef struct {
    char path[PLACE_ROOM], *sql;
    Migration steps[2];
    Store *store;
    Arena whole;
    Ctx c;
} World;

/* As many tables as asked for, and a view over two of them. */
static char *make_tables(int n)
{
    char *sql = calloc(1, ROOM);
    size_t at = 0;
    for (int i = 0; i < n; i++)
        at += (size_t)snprintf(sql + at, ROOM - at, "CREATE TABLE t%d (id INTEGER PRIMARY KEY, n INTEGER);", i);
    snprintf(
        sql + at, ROOM - at,
        "CREATE VIEW pairs AS SELECT a.id AS id FROM t0 a JOIN t%d b ON b.id = a.id; CREATE TABLE last (id INTEGER);",
        n - 1);
    return sql;
}

static Fail open_world(World *w, int tables)
{
    *w = (World){.whole = arena_reserve(16 << 20)};
    place_make(w->path, "tables");
    w->c = (Ctx){.mem = w->whole, .now = 1};
    w->sql = make_tables(tables);
    w->steps[0] = (Migration){"toy", 1, w->sql};
    Fail result = store_open(&w->c, (StoreOptions){.path = w->path, .steps = w->steps}, &w->store);
    if (!result) w->c.store = store_reader(w->store);
    return result;
}

static void close_world(World *w)
{
    store_close(w->store);
    arena_release(&w->whole);
    place_remove(w->path);
    free(w->sql);
}

static Fail add(Ctx *c, void *table)
{
    if (!strcmp(table, "t0")) return store_run(c, "INSERT INTO t0 (id, n) SELECT coalesce(max(id), 0) + 1, 0 FROM t0");
    if (!strcmp(table, "t1")) return store_run(c, "INSERT INTO t1 (id, n) SELECT coalesce(max(id), 0) + 1, 0 FROM t1");
    return store_run(c, "INSERT INTO t254 (id, n) SELECT coalesce(max(id), 0) + 1, 0 FROM t254");
}

static void write_to(World *w, const char *table)
{
    assert_int_equal(store_write(&w->c, w->store, add, (void *)(uintptr_t)table), OK);
}

static ReadMark read_view(World *w)
{
    Rows r;
    ReadMark mark;
    assert_int_equal(store_read_begin(&w->c), OK);
    assert_int_equal(store_one(&w->c, &r, "SELECT count(*) FROM pairs"), OK);
    assert_int_equal(rows_end(&r), OK);
    store_read_mark(&w->c, &mark);
    store_read_end(&w->c);
    return mark;
}

static void a_view_is_stale_when_one_of_its_tables_changed_and_no_other(void **state)
{
    (void)state;
    World w;
    assert_int_equal(open_world(&w, STORE_TABLES_MAX - 1), OK);
    ReadMark mark = read_view(&w);
    write_to(&w, "t1");
    assert_true(store_is_current(w.store, mark));
    write_to(&w, "t254"); /* the last that there is room for has a place of its own */
    assert_false(store_is_current(w.store, mark));
    mark = read_view(&w);
    write_to(&w, "t0");
    assert_false(store_is_current(w.store, mark));
    close_world(&w);
}

static void one_table_too_many_is_refused_with_a_sentence(void **state)
{
    (void)state;
    World w;
    assert_int_equal(open_world(&w, STORE_TABLES_MAX), FAIL_STORE);
    assert_non_null(strstr(w.c.why, "quá 256 bảng"));
    close_world(&w);
}

static void a_statement_takes_as_many_values_as_it_may(void **state)
{
    (void)state;
    World w;
    Rows r;
    assert_int_equal(open_world(&w, 1), OK);
    assert_int_equal(store_read_begin(&w.c), OK);
    assert_int_equal(
        store_one(
            &w.c, &r,
            "SELECT $1 + $2 + $3 + $4 + $5 + $6 + $7 + $8 + $9 + $10 + $11 + $12 + $13 + $14 + $15 + $16 + $17 + $18 + "
            "$19 + $20 + $21 + $22 + $23 + $24 + $25 + $26 + $27 + $28 + $29 + $30 + $31, $32",
            1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29,
            30, 31, S("ba mươi hai")),
        OK);
    assert_int_equal(row_integer(&r, 0), 31 * 32 / 2);
    assert_true(str_equal(row_text(&r, 1), S("ba mươi hai")));
    assert_int_equal(rows_end(&r), OK);
    store_read_end(&w.c);
    close_world(&w);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_view_is_stale_when_one_of_its_tables_changed_and_no_other),
        cmocka_unit_test(one_table_too_many_is_refused_with_a_sentence),
        cmocka_unit_test(a_statement_takes_as_many_values_as_it_may),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
