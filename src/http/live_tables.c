// SPDX-License-Identifier: Apache-2.0
/* live_tables.c -- the tables that a row of a live page names, and how often the store saw them change.
 *
 * Not by store_is_current: while a copy hears nothing of the others it calls everything stale, and every open page
 * would ask again every two seconds just when the database is away.  When it hears again it raises what it missed. */
#include "http/inside.h"
#include "store/inside.h"

uint64_t live_tables(Store *store, const char *names)
{
    uint64_t tables = 0;
    Str rest = str_of(names), name;
    while (str_cut(&rest, ' ', &name)) tables |= UINT64_C(1) << table_number(store, name);
    return tables;
}

uint64_t live_versions(const Store *store, uint64_t tables)
{
    uint64_t sum = 0;
    for (; tables; tables &= tables - 1) sum += atomic_load(&store->version[__builtin_ctzll(tables)]);
    return sum;
}

static bool makes(Str sql, Str name)
{
    static const Str create = STR("CREATE TABLE ");
    for (size_t at; (at = str_find(sql, create)) < sql.n;) {
        sql = str_from(sql, at + create.n);
        if (str_starts(sql, name) && sql.n > name.n && (sql.p[name.n] == ' ' || sql.p[name.n] == '(')) return true;
    }
    return false;
}

Str live_unknown_table(const Store *store, const char *names)
{
    Str rest = str_of(names), name;
    bool any = false;
    while (str_cut(&rest, ' ', &name)) {
        bool made = false;
        for (const Migration *m = store->steps; m->sql && !made; m++) made = makes(str_of(m->sql), name);
        if (!made || !name.n) return name.n ? name : S(" ");
        any = true;
    }
    return any ? (Str){0} : S(" ");
}
