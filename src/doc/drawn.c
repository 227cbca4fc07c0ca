// SPDX-License-Identifier: Apache-2.0
#include "doc/drawn.h"
#include "doc/table_inside.h"

/* -- of blocks ---------------------------------------------------------------------------------------------- */

static Str text_of(Ctx *c, const BlockList *blocks)
{
    Str text = {0};
    for (size_t i = 0; i < blocks->n; i++) {
        const Block *b = &blocks->at[i];
        Str own = str_trim(b->text);
        text = table_joined(c, text, own);
        for (size_t r = 0; b->grid && r < b->grid->rows.n; r++)
            for (size_t k = 0; k < b->grid->rows.at[r].cells.n; k++)
                text = table_joined(c, text, text_of(c, &b->grid->rows.at[r].cells.at[k].blocks));
    }
    return text;
}

static int page_of(const BlockList *blocks)
{
    for (size_t i = 0; i < blocks->n; i++)
        if (blocks->at[i].boxes.n) return blocks->at[i].boxes.at[0].page;
    return 0;
}

/* The cell that a merged one goes on with: the last one above in its column. */
static DrawnCell *above(DrawnTable *t, int row, int column)
{
    for (size_t i = t->cells.n; i-- > 0;) {
        DrawnCell *cell = &t->cells.at[i];
        if (cell->column == column && cell->row + cell->rows == row) return cell;
    }
    return NULL;
}

void drawn_table(Ctx *c, const Grid *grid, DrawnTable *t)
{
    *t = (DrawnTable){.rows = (int)grid->rows.n};
    for (size_t r = 0; r < grid->rows.n; r++)
        for (size_t k = 0; k < grid->rows.at[r].cells.n; k++) {
            const GridCell *from = &grid->rows.at[r].cells.at[k];
            DrawnCell *merged = from->goes_on ? above(t, (int)r, from->column) : NULL;
            if (from->column + from->span > t->columns) t->columns = from->column + from->span;
            if (merged) {
                merged->rows++;
                continue;
            }
            *list_add(&c->mem, &t->cells) = (DrawnCell){.row = (int)r,
                                                        .column = from->column,
                                                        .rows = 1,
                                                        .columns = from->span,
                                                        .page = page_of(&from->blocks),
                                                        .text = text_of(c, &from->blocks)};
        }
}

/* -- of lines ----------------------------------------------------------------------------------------------- */

static void add(Ctx *c, DrawnTable *t, int column, int columns, Str text)
{
    if (column < 0) column = 0;
    *list_add(&c->mem, &t->cells) = (DrawnCell){t->rows, column, 1, columns, 0, text};
}

void drawn_tables(Ctx *c, const Doc *doc, DrawnTableList *tables)
{
    DocTableList found = {0};
    for (size_t i = 0; i < doc->drawn.n; i++) *list_add(&c->mem, tables) = doc->drawn.at[i];
    if (doc->drawn.n || !doc->is_text) return;
    doc_tables(c, doc, &found);
    for (size_t i = 0; i < found.n; i++) {
        const DocTable *from = &found.at[i];
        DrawnTable *t = list_add(&c->mem, tables);
        *t = (DrawnTable){.columns = from->columns};
        for (int k = 0; k < from->columns; k++) add(c, t, k, 1, from->head[k]);
        t->rows = 1;
        for (size_t r = 0; r < from->rows.n; r++, t->rows++)
            for (size_t k = 0; k < from->rows.at[r].cells.n; k++) {
                const DocCell *cell = &from->rows.at[r].cells.at[k];
                add(c, t, cell->column < 0 ? (int)k : cell->column, cell->span, cell->text);
            }
    }
}
