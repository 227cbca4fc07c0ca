// SPDX-License-Identifier: Apache-2.0
/* tables.c -- which tables a statement uses, and how often each was changed.
 *
 * A table is the name behind FROM, JOIN, INTO or UPDATE that some migration makes; nobody lists them by hand, so a
 * cached page cannot forget one, and what a statement calls by a name of its own (WITH … AS) is none.  That no table of
 * the program's statements escapes this is shown against SQLite's own authorizer (app/statements_test.c). */
#include "store/inside.h"
#include <stdlib.h>

/* -- sets ----------------------------------------------------------------------------------------------------- */

bool table_set_is_empty(const TableSet *s) { return table_set_next(s, 0) < 0; }

int table_set_next(const TableSet *s, int table)
{
    for (int i = table / 64; i < STORE_TABLES_MAX / 64; i++) {
        uint64_t rest = s->bits[i];
        if (i == table / 64) rest = rest >> table % 64 << table % 64;
        if (rest) return i * 64 + __builtin_ctzll(rest);
    }
    return -1;
}

/* -- names ---------------------------------------------------------------------------------------------------- */

static int place_of(char *const *names, int n, Str name)
{
    int i = 0;
    while (i < n && !str_equal(str_of(names[i]), name)) i++;
    return i < n ? i : -1;
}

int table_number(const TableNames *names, Str name) { return place_of(names->table, names->n_tables, name); }

static bool is_word(char letter)
{
    return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') || (letter >= '0' && letter <= '9') ||
           letter == '_';
}

/* The next word of *sql; texts in quotes and comments are passed over.  Empty at the end. */
static Str next_word(const char **sql)
{
    const char *p = *sql;
    while (*p && !is_word(*p)) {
        if (*p == '\'')
            for (p++; *p && *p != '\'';) p++;
        if (*p == '-' && p[1] == '-') p += strcspn(p, "\n");
        if (*p) p++;
    }
    const char *from = p;
    while (is_word(*p)) p++;
    *sql = p;
    return (Str){from, (size_t)(p - from)};
}

void tables_of(const TableNames *names, const char *sql, TableSet *reads, TableSet *writes)
{
    Str first = {0}, second = {0}, word;
    for (*reads = *writes = (TableSet){0}; (word = next_word(&sql)).n; first = second, second = word) {
        bool from = str_equal(second, S("FROM")), deletes = from && str_equal(first, S("DELETE")),
             updates = str_equal(second, S("UPDATE")), changes = deletes || updates || str_equal(second, S("INTO"));
        if (!from && !changes && !str_equal(second, S("JOIN"))) continue;
        int table = table_number(names, word), view = place_of(names->view, names->n_views, word);
        if (view >= 0) table_set_join(reads, &names->made_of[view]);
        if (table < 0) continue;
        table_set_add(reads, table); /* what changes a table looks at its rows, too */
        if (changes) table_set_add(writes, table);
    }
}

static Fail learn(Ctx *c, char **names, int *n, int most, Str name)
{
    if (place_of(names, *n, name) >= 0) return OK;
    if (*n == most)
        return fail(c, FAIL_STORE, "Chương trình có quá %d bảng dữ liệu: cần nới STORE_TABLES_MAX trong store.h.",
                    most);
    names[*n] = strndup(name.p, name.n);
    if (!names[*n]) return fail(c, FAIL_STORE, "Hết bộ nhớ khi mở kho dữ liệu.");
    ++*n;
    return OK;
}

/* "CREATE TABLE name", "CREATE TABLE IF NOT EXISTS name", "CREATE VIRTUAL TABLE name", "CREATE VIEW name AS SELECT …;".
 */
static Fail learn_step(Ctx *c, TableNames *names, const char *sql)
{
    for (Str word, before = {0}; (word = next_word(&sql)).n; before = word) {
        bool is_view = str_equal(word, S("VIEW")), is_table = str_equal(word, S("TABLE"));
        if ((!is_view && !is_table) || !(str_equal(before, S("CREATE")) || str_equal(before, S("VIRTUAL")))) continue;
        do word = next_word(&sql);
        while (str_equal(word, S("IF")) || str_equal(word, S("NOT")) || str_equal(word, S("EXISTS")));
        if (is_table) {
            TRY(learn(c, names->table, &names->n_tables, STORE_TABLES_MAX, word));
            continue;
        }
        int n = names->n_views;
        TRY(learn(c, names->view, &names->n_views, VIEWS_MAX, word));
        const char *end = strchr(sql, ';');
        char *select = strndup(sql, end ? (size_t)(end - sql) : strlen(sql));
        if (!select) return fail(c, FAIL_STORE, "Hết bộ nhớ khi mở kho dữ liệu.");
        TableSet writes;
        if (n < names->n_views) tables_of(names, select, &names->made_of[n], &writes);
        free(select);
    }
    return OK;
}

Fail tables_learn(Ctx *c, TableNames *names, const Migration *steps)
{
    for (const Migration *m = steps; m->feature; m++) TRY(learn_step(c, names, m->sql));
    return OK;
}

void tables_forget(TableNames *names)
{
    for (int i = 0; i < names->n_tables; i++) free(names->table[i]);
    for (int i = 0; i < names->n_views; i++) free(names->view[i]);
    *names = (TableNames){0};
}

/* -- versions ------------------------------------------------------------------------------------------------- */

void tables_raise(Store *s, const TableSet *tables)
{
    EACH_TABLE (i, tables) atomic_fetch_add(&s->version[i], 1);
}

void tables_raise_all(Store *s)
{
    for (int i = 0; i < STORE_TABLES_MAX; i++) atomic_fetch_add(&s->version[i], 1);
}

uint64_t tables_versions(const Store *s, const TableSet *tables)
{
    uint64_t sum = 0;
    EACH_TABLE (i, tables) sum += atomic_load(&s->version[i]);
    return sum;
}
