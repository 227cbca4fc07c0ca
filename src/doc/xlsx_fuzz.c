// SPDX-License-Identifier: Apache-2.0
/* Anything that somebody uploads as a spreadsheet. */
#include "doc/table.h"
#include "doc/xlsx.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

static Fail read_it(Ctx *c, void *arg)
{
    Str text;
    Table t;
    TRY(xlsx_table(c, *(Str *)arg, &text));
    if (!table_open(&c->mem, text, &t)) return OK;
    while (table_next(&c->mem, &t))
        for (int i = 0; i < 4; i++) (void)table_cell(&t, i);
    return OK;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    static Arena whole;
    if (!whole.at) whole = arena_reserve((size_t)256 << 20);
    Ctx c = {.mem = whole};
    Str bytes = {(const char *)data, n};
    (void)edge_run(&c, read_it, &bytes);
    return 0;
}
