// SPDX-License-Identifier: Apache-2.0
/* What is kept between pages is what they would have read: it goes with the first change of a table that it was made
 * from, never reaches into a write, and a page that was made from it is as stale as one that read the rows. */
#include "store/reader_testing.h"

static int made; /* how often */

static Fail make_names(Ctx *c, int64_t of, const void **names)
{
    Rows r;
    StrList *list = NEW(&c->mem, StrList, 1);
    made++;
    TRY(store_query(c, &r, "SELECT name FROM agency WHERE id >= $1 ORDER BY id", of));
    while (rows_next(&r)) *list_add(&c->mem, list) = row_text(&r, 0);
    *names = list;
    return rows_end(&r);
}

static Fail make_endlessly(Ctx *c, int64_t of, const void **names)
{
    Rows r;
    (void)of, (void)names;
    made++;
    TRY(store_query(c, &r, "SELECT name FROM agency ORDER BY id"));
    while (rows_next(&r))
        for (;;) arena_bytes(&c->mem, 1 << 20);
    return rows_end(&r);
}

static Fail fail_to_make(Ctx *c, int64_t of, const void **names)
{
    (void)of, (void)names;
    made++;
    return fail(c, FAIL_MISSING, "Không có.");
}

static Fail add(Ctx *c, void *name)
{
    const void *names;
    int before = made;
    TRY(store_run(c, "INSERT INTO agency (id, name) SELECT count(*) + 1, $1 FROM agency", (const char *)name));
    TRY(store_memo(c, make_names, 0, &names));
    const StrList *list = names;
    assert_int_equal(made, before + 1); /* in a write it is what was just written, and is not kept */
    assert_str(list->at[list->n - 1], str_of(name));
    return OK;
}

static size_t page(World *w, int64_t of, ReadMark *mark)
{
    const void *names;
    assert_int_equal(store_read_begin(&w->c), OK);
    store_use_memos(&w->c);
    assert_int_equal(store_memo(&w->c, make_names, of, &names), OK);
    size_t n = ((const StrList *)names)->n;
    store_read_mark(&w->c, mark);
    store_read_end(&w->c);
    return n;
}

static void it_is_made_once_until_its_table_changes(void **state)
{
    World *w = *state;
    ReadMark mark, again;
    assert_int_equal(store_write(&w->c, w->store, add, (void *)(uintptr_t) "Sở Y tế"), OK);
    made = 0;
    assert_int_equal(page(w, 0, &mark), 1);
    assert_int_equal(page(w, 0, &again), 1);
    assert_int_equal(made, 1);
    assert_memory_equal(&mark, &again, sizeof mark);
    assert_int_equal(store_write(&w->c, w->store, add_other, NULL), OK);
    assert_int_equal(page(w, 0, &mark), 1);
    assert_int_equal(made, 1);
    assert_true(store_is_current(w->store, again));
    assert_int_equal(store_write(&w->c, w->store, add, (void *)(uintptr_t) "Sở Tài chính"), OK);
    assert_false(store_is_current(w->store, again)); /* a page that only met the memo */
    made = 0;
    assert_int_equal(page(w, 0, &mark), 2);
    assert_int_equal(page(w, 2, &mark), 1); /* another of the same maker */
    assert_int_equal(page(w, 0, &mark), 2);
    assert_int_equal(made, 2);
}

static void a_snapshot_that_others_outlive_keeps_nothing(void **state)
{
    World *w = *state;
    const void *first, *second;
    made = 0;
    for (int i = 0; i < 2; i++) {
        assert_int_equal(store_read_begin(&w->c), OK);
        assert_int_equal(store_memo(&w->c, make_names, 0, i ? &second : &first), OK);
        store_read_end(&w->c);
    }
    assert_int_equal(made, 2);
    assert_ptr_not_equal(first, second);
}

static void what_a_snapshot_holds_stays_however_many_it_asks_for(void **state)
{
    World *w = *state;
    enum { MANY = 70 };
    const void *all[MANY];
    assert_int_equal(store_write(&w->c, w->store, add, (void *)(uintptr_t) "Sở Y tế"), OK);
    assert_int_equal(store_read_begin(&w->c), OK);
    store_use_memos(&w->c);
    for (int i = 0; i < MANY; i++) assert_int_equal(store_memo(&w->c, make_names, i, &all[i]), OK);
    for (int i = 0; i < MANY; i++) assert_int_equal(((const StrList *)all[i])->n, i < 2);
    assert_str(((const StrList *)all[0])->at[0], S("Sở Y tế"));
    store_read_end(&w->c);
}

/* From another memo: its names, last first. */
static Fail make_last(Ctx *c, int64_t of, const void **name)
{
    const void *names;
    Str *last = NEW(&c->mem, Str, 1);
    TRY(store_memo(c, make_names, of, &names));
    const StrList *list = names;
    *last = list->at[list->n - 1];
    *name = last;
    return OK;
}

static void one_that_is_made_from_another_outlives_it(void **state)
{
    World *w = *state;
    enum { MANY = 70 };
    const void *name;
    ReadMark mark;
    assert_int_equal(store_write(&w->c, w->store, add, (void *)(uintptr_t) "Sở Y tế"), OK);
    for (int i = 0; i < MANY; i++) { /* each page asks for one more, so that all others go */
        assert_int_equal(store_read_begin(&w->c), OK);
        store_use_memos(&w->c);
        assert_int_equal(store_memo(&w->c, make_last, 0, &name), OK);
        assert_str(*(const Str *)name, S("Sở Y tế"));
        store_read_end(&w->c);
        page(w, 100 + i, &mark);
    }
    assert_int_equal(store_write(&w->c, w->store, add, (void *)(uintptr_t) "Sở Tài chính"), OK);
    assert_int_equal(store_read_begin(&w->c), OK); /* its tables are those of what it was made from */
    store_use_memos(&w->c);
    assert_int_equal(store_memo(&w->c, make_last, 0, &name), OK);
    assert_str(*(const Str *)name, S("Sở Tài chính"));
    store_read_end(&w->c);
}

static Fail too_much(Ctx *c, void *unused)
{
    const void *names;
    (void)unused;
    return store_memo(c, make_endlessly, 0, &names);
}

static void what_fails_or_runs_out_of_room_is_not_kept(void **state)
{
    World *w = *state;
    const void *names;
    ReadMark mark;
    assert_int_equal(store_write(&w->c, w->store, add, (void *)(uintptr_t) "Sở Y tế"), OK);
    made = 0;
    for (int i = 0; i < 2; i++) {
        assert_int_equal(store_read_begin(&w->c), OK);
        store_use_memos(&w->c);
        assert_int_equal(store_memo(&w->c, fail_to_make, 0, &names), FAIL_MISSING);
        assert_int_equal(edge_run(&w->c, too_much, NULL), FAIL_ROOM);
        store_read_end(&w->c);
    }
    assert_int_equal(made, 4);
    assert_int_equal(page(w, 0, &mark), 1);
}

int main(void)
{
#define T(test) cmocka_unit_test_setup_teardown(test, begin, end)
    const struct CMUnitTest tests[] = {
        T(it_is_made_once_until_its_table_changes), T(a_snapshot_that_others_outlive_keeps_nothing),
        T(what_a_snapshot_holds_stays_however_many_it_asks_for), T(one_that_is_made_from_another_outlives_it),
        T(what_fails_or_runs_out_of_room_is_not_kept)};
    return cmocka_run_group_tests_name("memo", tests, NULL, NULL);
}
