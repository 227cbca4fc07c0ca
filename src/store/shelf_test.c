// SPDX-License-Identifier: Apache-2.0
/* Bytes on the shelf are what would have been made: they go with the first change of a table that they were made from,
 * never reach into a write, and what a snapshot was handed stays while it lasts. */
#include "store/reader_testing.h"

static int made; /* how often */

/* The last name, from the shelf or made. */
static Fail last_name(Ctx *c, Str key, Str *name)
{
    Rows r;
    if (store_shelf_get(c, key, name)) return OK;
    ShelfMark before = store_shelf_begin(c);
    made++;
    TRY(store_query(c, &r, "SELECT name FROM agency ORDER BY id DESC LIMIT 1"));
    *name = rows_next(&r) ? row_text(&r, 0) : S("none");
    TRY(rows_end(&r));
    store_shelf_put(c, &before, key, *name);
    return OK;
}

static Fail add(Ctx *c, void *name)
{
    Str last;
    int before = made;
    TRY(store_run(c, "INSERT INTO agency (id, name) SELECT count(*) + 1, $1 FROM agency", (const char *)name));
    TRY(last_name(c, S("k"), &last));
    assert_int_equal(made, before + 1); /* in a write it is what was just written, and is not kept */
    assert_str(last, str_of(name));
    return OK;
}
#define must_add(w, name) assert_int_equal(store_write(&(w)->c, (w)->store, add, (void *)(uintptr_t)(name)), OK)

static void open_snapshot(World *w)
{
    assert_int_equal(store_read_begin(&w->c), OK);
    store_use_memos(&w->c);
}

static Str page(World *w, Str key, ReadMark *mark)
{
    Str name;
    open_snapshot(w);
    assert_int_equal(last_name(&w->c, key, &name), OK);
    name = str_copy(&w->c.mem, name);
    store_read_mark(&w->c, mark);
    store_read_end(&w->c);
    return name;
}

static void it_is_made_once_until_its_table_changes(void **state)
{
    World *w = *state;
    ReadMark mark, again;
    must_add(w, "Sở Y tế");
    made = 0;
    assert_str(page(w, S("k"), &mark), S("Sở Y tế"));
    assert_str(page(w, S("k"), &again), S("Sở Y tế"));
    assert_int_equal(made, 1);
    assert_memory_equal(&mark, &again, sizeof mark);
    assert_int_equal(store_write(&w->c, w->store, add_other, NULL), OK);
    assert_str(page(w, S("k"), &again), S("Sở Y tế"));
    assert_int_equal(made, 1);
    must_add(w, "Sở Tài chính");
    assert_false(store_is_current(w->store, again)); /* a page that only met what was kept */
    made = 0;
    assert_str(page(w, S("k"), &mark), S("Sở Tài chính"));
    assert_str(page(w, S("another"), &mark), S("Sở Tài chính"));
    assert_int_equal(made, 2);
}

static void a_snapshot_that_others_outlive_keeps_nothing(void **state)
{
    World *w = *state;
    Str name;
    made = 0;
    for (int i = 0; i < 2; i++) {
        assert_int_equal(store_read_begin(&w->c), OK);
        assert_int_equal(last_name(&w->c, S("k"), &name), OK);
        store_read_end(&w->c);
    }
    assert_int_equal(made, 2);
}

static void what_a_snapshot_was_handed_stays_however_much_it_keeps(void **state)
{
    World *w = *state;
    enum { MANY = 3000, LARGE = 300 << 10 };
    Str held, all[MANY];
    char *large = malloc(LARGE);
    memset(large, 'x', LARGE);
    must_add(w, "Sở Y tế");
    page(w, S("k"), &(ReadMark){0});
    open_snapshot(w);
    made = 0;
    assert_int_equal(last_name(&w->c, S("k"), &held), OK);
    assert_int_equal(made, 0);
    for (int i = 0; i < MANY; i++) assert_int_equal(last_name(&w->c, str_format(&w->c.mem, "key %d", i), &all[i]), OK);
    for (int i = 0; i < 100; i++) { /* far more than there is room for */
        ShelfMark before = store_shelf_begin(&w->c);
        store_shelf_put(&w->c, &before, str_format(&w->c.mem, "large %d", i), (Str){large, LARGE});
    }
    assert_str(held, S("Sở Y tế"));
    for (int i = 0; i < MANY; i++) assert_str(all[i], S("Sở Y tế"));
    store_read_end(&w->c);
    free(large);
}

/* Far more comes by than there is room for, each once: pages that everybody opens stay. */
static void what_is_asked_often_stays(void **state)
{
    World *w = *state;
    enum { OFTEN = 20, ONCE = 2000, PAGE = 40 << 10 };
    char *bytes = malloc(PAGE);
    int lost = 0;
    memset(bytes, 'x', PAGE);
    for (int i = 0; i < OFTEN + ONCE; i++) {
        open_snapshot(w);
        ShelfMark before = store_shelf_begin(&w->c);
        store_shelf_put(&w->c, &before, str_format(&w->c.mem, "page %d", i), (Str){bytes, PAGE});
        store_read_end(&w->c);
        Str found;
        open_snapshot(w);
        for (int k = 0; k < OFTEN && k <= i; k++)
            lost += !store_shelf_get(&w->c, str_format(&w->c.mem, "page %d", k), &found);
        store_read_end(&w->c);
    }
    free(bytes);
    assert_int_equal(lost, 0);
}

static void what_is_too_large_is_made_each_time(void **state)
{
    World *w = *state;
    enum { HUGE_BYTES = 4 << 20 };
    Str found;
    char *huge = malloc(HUGE_BYTES);
    memset(huge, 'x', HUGE_BYTES);
    open_snapshot(w);
    ShelfMark before = store_shelf_begin(&w->c);
    store_shelf_put(&w->c, &before, S("huge"), (Str){huge, HUGE_BYTES});
    assert_false(store_shelf_get(&w->c, S("huge"), &found));
    store_read_end(&w->c);
    free(huge);
}

int main(void)
{
#define T(test) cmocka_unit_test_setup_teardown(test, begin, end)
    const struct CMUnitTest tests[] = {T(it_is_made_once_until_its_table_changes),
                                       T(a_snapshot_that_others_outlive_keeps_nothing),
                                       T(what_a_snapshot_was_handed_stays_however_much_it_keeps),
                                       T(what_is_asked_often_stays), T(what_is_too_large_is_made_each_time)};
    return cmocka_run_group_tests_name("shelf", tests, NULL, NULL);
}
