// SPDX-License-Identifier: Apache-2.0
/* personal_test.c -- nothing about a person stands anywhere that they are not told of, and that is not forgotten with
 * them: the columns of all tables against the rows of people/personal.h. */
#include "app/rights_world.h"
#include "people/personal.h"
#include "privacy/privacy.h"
#include <sqlite3.h>

#define EACH_PERSONAL(k)                                                                                               \
    for (const Feature *const *f_ = features; *f_; f_++)                                                               \
        for (const Personal *k = (*f_)->personal; k && k->table; k++)

/* -- columns ------------------------------------------------------------------------------------------------- */

/* Whatever its table: "person_id", "raised_by", "behalf_id", "subject_id". */
static bool names_a_person(Str column)
{
    return str_find(column, S("person")) < column.n || str_ends(column, S("_by")) || str_starts(column, S("behalf")) ||
           str_starts(column, S("subject_id"));
}

/* Columns of that kind which name nobody, and why. */
static const struct {
    const char *table, *column, *why;
} free_ones[] = {
    {"journal", "personal", "the digest of the row beside it, not a number"},
};

static bool has_row(Str table, Str column)
{
    EACH_PERSONAL (k)
        if (str_equal(table, str_of(k->table)) && str_equal(column, str_of(k->column))) return true;
    for (size_t i = 0; i < sizeof free_ones / sizeof *free_ones; i++)
        if (str_equal(table, str_of(free_ones[i].table)) && str_equal(column, str_of(free_ones[i].column))) return true;
    return false;
}

static sqlite3 *all_tables(void)
{
    sqlite3 *db;
    assert_int_equal(sqlite3_open(":memory:", &db), SQLITE_OK);
    for (const Migration *m = migrations; m->feature; m++)
        assert_int_equal(sqlite3_exec(db, m->sql, NULL, NULL, NULL), SQLITE_OK);
    return db;
}

static void each_column_that_names_a_person_is_told_of(void **state)
{
    (void)state;
    sqlite3 *db = all_tables();
    sqlite3_stmt *s;
    int n = 0;
    assert_int_equal(sqlite3_prepare_v2(db,
                                        "SELECT m.name, p.name FROM sqlite_schema m JOIN pragma_table_info(m.name) p "
                                        "WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite%'",
                                        -1, &s, NULL),
                     SQLITE_OK);
    while (sqlite3_step(s) == SQLITE_ROW) {
        Str table = str_of((const char *)sqlite3_column_text(s, 0)),
            column = str_of((const char *)sqlite3_column_text(s, 1));
        if (!names_a_person(column)) continue;
        if (!has_row(table, column))
            test_fails(
                "%.*s.%.*s names a person: say in .personal of its feature what it holds and how it is forgotten.",
                STR_ARGS(table), STR_ARGS(column));
        n++;
    }
    sqlite3_finalize(s);
    assert_true(n > 25);
    sqlite3_close(db);
}

/* The statements of the rows, prepared: no table is called otherwise, and each names its office. */
static void each_row_can_be_counted_and_forgotten(void **state)
{
    (void)state;
    sqlite3 *db = all_tables();
    EACH_PERSONAL (k) {
        const char *const sql[] = {k->count, k->forget};
        for (int i = 0; i < 2; i++) {
            sqlite3_stmt *s = NULL;
            if (sql[i] && sqlite3_prepare_v2(db, sql[i], -1, &s, NULL) != SQLITE_OK)
                test_fails("%s: %s", sqlite3_errmsg(db), sql[i]);
            if (sql[i] && !strstr(sql[i], "office_id = $1")) test_fails("no office: %s", sql[i]);
            sqlite3_finalize(s);
        }
        assert_true(!k->kept == !k->why);
    }
    sqlite3_close(db);
}

/* -- forgetting ------------------------------------------------------------------------------------------------ */

static int64_t rows_of(World *w, const Personal *k, Id person)
{
    Rows r;
    assert_int_equal(store_query_values(&w->c, &r, k->count, VALUES(OFFICE, person)), OK);
    int64_t n = rows_next(&r) ? row_integer(&r, 0) : 0;
    assert_int_equal(rows_end(&r), OK);
    return n;
}

static Fail forget(Ctx *c, void *person) { return person_forget(c, *(Id *)person); }

static void who_is_forgotten_leaves_no_row_that_goes_with_them(void **state)
{
    (void)state;
    World *w = rights_world(false);
    Id person = 0;
    int64_t before = 0;
    assert_true(str_integer(str_of(sample_value("people", "nguoi", PLACE_OTHER)), &person));
    EACH_PERSONAL (k)
        if (k->forget && k->count && !strncmp(k->forget, "DELETE", 6)) before += rows_of(w, k, person);
    assert_true(before > 5);
    assert_int_equal(store_write(&w->c, w->store, forget, &person), OK);
    EACH_PERSONAL (k)
        if (k->forget && k->count && !strncmp(k->forget, "DELETE", 6) && rows_of(w, k, person))
            test_fails("%s.%s: rows are left", k->table, k->column);
    world_end(w);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_column_that_names_a_person_is_told_of),
        cmocka_unit_test(each_row_can_be_counted_and_forgotten),
        cmocka_unit_test(who_is_forgotten_leaves_no_row_that_goes_with_them),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
