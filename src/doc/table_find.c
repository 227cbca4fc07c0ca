// SPDX-License-Identifier: Apache-2.0
/* table_find.c -- the walk over the lines: which of the forms begins a table where. */
#include "doc/table_inside.h"

void doc_tables(Ctx *c, const Doc *doc, DocTableList *tables)
{
    for (size_t i = 0; i < doc->tables; i++) *list_add(&c->mem, tables) = doc->table[i];
    if (doc->tables) return;
    static bool (*const forms[])(Ctx *, const Doc *, size_t, DocTable *) = {table_bars, table_tabs, table_cells,
                                                                            table_aligned};
    for (size_t i = 0; i < doc->n;) {
        DocTable table = {0};
        bool found = false;
        for (size_t k = 0; doc->line[i].text.n && k < sizeof forms / sizeof *forms && !found; k++) {
            table = (DocTable){.begin = i};
            found = forms[k](c, doc, i, &table);
        }
        if (found) *list_add(&c->mem, tables) = table;
        i = found && table.end > i ? table.end : i + 1;
    }
}
