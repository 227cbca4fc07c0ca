// SPDX-License-Identifier: Apache-2.0
/* live_tables.c -- the tables that a row of a live page names, and how often the store saw them change.
 *
 * Not by store_is_current: while a copy hears nothing of the others it calls everything stale, and every open page
 * would ask again every two seconds just when the database is away.  When it hears again it raises what it missed. */
#include "http/inside.h"
#include "store/inside.h"

TableSet live_tables(const Store *store, const char *names)
{
    TableSet tables = {0};
    Str rest = str_of(names), name;
    while (str_cut(&rest, ' ', &name)) table_set_add(&tables, table_number(&store->names, name));
    return tables;
}

uint64_t live_versions(const Store *store, const TableSet *tables) { return tables_versions(store, tables); }

Str live_unknown_table(const Store *store, const char *names)
{
    Str rest = str_of(names), name;
    bool any = false;
    while (str_cut(&rest, ' ', &name)) {
        if (table_number(&store->names, name) < 0) return name.n ? name : S(" ");
        any = true;
    }
    return any ? (Str){0} : S(" ");
}
