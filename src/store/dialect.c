// SPDX-License-Identifier: Apache-2.0
/* dialect.c -- the words of a migration that PostgreSQL says otherwise.  Texts are compared by their bytes in SQLite,
 * so they are here ("C"), whatever the locale of the database. */
#include "base/out.h"
#include "store/inside.h"

static const struct {
    Str sqlite, postgres;
} words[] = {
    {STR("INTEGER"), STR("BIGINT")},
    {STR("TEXT"), STR("TEXT COLLATE \"C\"")},
    {STR("REAL"), STR("DOUBLE PRECISION")},
    {STR("WITHOUT ROWID"), STR("")}, /* there, tables are kept in the order of their key */
};

static bool is_letter(char letter)
{
    return (letter >= 'A' && letter <= 'Z') || (letter >= 'a' && letter <= 'z') || letter == '_';
}

static bool stands_at(const char *p, Str word) { return !strncmp(p, word.p, word.n) && !is_letter(p[word.n]); }

const char *postgres_sql(Ctx *c, const char *sql)
{
    Out o = {.mem = &c->mem};
    for (const char *p = sql; *p;) {
        size_t i = 0, n = sizeof words / sizeof *words;
        bool begins = p == sql || !is_letter(p[-1]);
        while (i < n && !(begins && stands_at(p, words[i].sqlite))) i++;
        if (i < n) {
            out_raw(&o, words[i].postgres);
            p += words[i].sqlite.n;
        } else {
            out_char(&o, *p++);
        }
    }
    return str_c(&c->mem, out_str(&o));
}
