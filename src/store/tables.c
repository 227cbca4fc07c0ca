// SPDX-License-Identifier: Apache-2.0
/* tables.c -- which tables a statement uses, and how often each was changed.
 *
 * A table is the name behind FROM, JOIN, INTO or UPDATE; nobody lists them by hand, so a cached page cannot forget one.
 * That no statement of the program escapes this is shown against SQLite's own authorizer (app/statements_test.c). */
#include "store/inside.h"
#include <stdlib.h>

/* The last place is shared by all that come too late, which only makes pages stale more often. */
int table_number(Store *s, Str name)
{
    pthread_mutex_lock(&s->mutex);
    int i = 0;
    while (i < s->n_tables && !str_equal(str_of(s->tables[i]), name)) i++;
    if (i == s->n_tables && i < STORE_TABLES_MAX - 1) {
        char *copy = strndup(name.p, name.n);
        if (copy) s->tables[s->n_tables++] = copy;
        else i = STORE_TABLES_MAX - 1;
    }
    pthread_mutex_unlock(&s->mutex);
    return i;
}

static bool is_word(char letter)
{
    return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') || (letter >= '0' && letter <= '9') ||
           letter == '_';
}

/* The next word of *sql; texts in quotes are passed over.  Empty at the end. */
static Str next_word(const char **sql)
{
    const char *p = *sql;
    while (*p && !is_word(*p)) {
        if (*p == '\'')
            for (p++; *p && *p != '\'';) p++;
        if (*p) p++;
    }
    const char *from = p;
    while (is_word(*p)) p++;
    *sql = p;
    return (Str){from, (size_t)(p - from)};
}

void tables_of(Store *s, const char *sql, uint64_t *reads, uint64_t *writes)
{
    Str first = {0}, second = {0}, word;
    for (*reads = *writes = 0; (word = next_word(&sql)).n; first = second, second = word) {
        bool from = str_equal(second, S("FROM")), deletes = from && str_equal(first, S("DELETE")),
             updates = str_equal(second, S("UPDATE")) && !str_equal(word, S("SET")), /* ON CONFLICT … DO UPDATE SET */
            changes = deletes || updates || str_equal(second, S("INTO"));
        if ((!from && !changes && !str_equal(second, S("JOIN"))) || str_equal(word, S("SELECT"))) continue;
        uint64_t bit = UINT64_C(1) << table_number(s, word);
        *reads |= bit; /* what changes a table looks at its rows, too */
        if (changes) *writes |= bit;
    }
}

void tables_raise(Store *s, uint64_t tables)
{
    for (int i = 0; i < STORE_TABLES_MAX; i++)
        if (tables >> i & 1) atomic_fetch_add(&s->version[i], 1);
}
