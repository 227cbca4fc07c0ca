// SPDX-License-Identifier: Apache-2.0
/* tasks.c -- a workbook as a document: its first visible sheet is one table, what stands above its head are lines. */
#include "doc/formats.h"
#include "doc/sheet.h"

/* A row with nothing but a text at its beginning heads those below it. */
static bool is_group(const SheetRow *row)
{
    size_t filled = 0;
    for (size_t k = 0; k < row->n; k++) filled += row->cell[k].n > 0;
    return filled == 1 && row->n <= 2;
}

Fail tasks_parse(Ctx *c, Str bytes, Parsed *parsed)
{
    Sheet sheet;
    BlockList blocks = {0};
    size_t columns = 0;
    TRY(sheet_read(c, bytes, &sheet));
    for (size_t i = 0; i < sheet.n; i++)
        if (sheet.row[i].n > columns) columns = sheet.row[i].n;
    Grid *grid = NEW(&c->mem, Grid, 1);
    *list_add(&c->mem, &blocks) = (Block){.grid = grid};
    for (size_t i = 0; i < sheet.n; i++) {
        const SheetRow *from = &sheet.row[i];
        GridRow *row = list_add(&c->mem, &grid->rows);
        *row = (GridRow){0};
        bool group = is_group(from);
        for (size_t k = 0; k < from->n; k++) {
            if (group && !from->cell[k].n) continue;
            GridCell *cell = list_add(&c->mem, &row->cells);
            *cell = (GridCell){.column = group ? 0 : (int)k, .span = group ? (int)columns : 1};
            *list_add(&c->mem, &cell->blocks) = (Block){.text = from->cell[k]};
        }
    }
    blocks_text(c, &blocks, parsed);
    return OK;
}
