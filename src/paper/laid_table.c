// SPDX-License-Identifier: Apache-2.0
/* laid_table.c -- the places of a table: spans over columns and rows resolved. */
#include "paper/laid.h"
#include <assert.h>

typedef struct {
    LaidCell cell;
    int left; /* rows that it still takes */
} Open;

static int at_least_one(int n) { return n < 1 ? 1 : n; }

/* The next cell that is given, at this column. */
static LaidCell place(const PaperTable *t, const PaperRow *row, size_t *next, int column, const Open *open)
{
    const PaperCell *cell = *next < row->cells.n ? &row->cells.at[(*next)++] : NULL;
    int span = cell ? at_least_one(cell->span) : 1;
    if (span > t->columns - column) span = t->columns - column;
    for (int k = 1; k < span; k++)
        if (open[column + k].left) span = k; /* one from above stands in its way */
    return (LaidCell){.cell = cell, .column = column, .span = span};
}

static void place_row(Arena *a, const PaperTable *t, size_t r, Open *open, LaidRow *to)
{
    const PaperRow *row = &t->rows.at[r];
    size_t next = 0;
    for (int column = 0; column < t->columns;) {
        LaidCell cell = open[column].cell;
        if (open[column].left) {
            open[column].left--;
            cell.goes_on = true;
        } else {
            cell = place(t, row, &next, column, open);
            int rows = cell.cell ? at_least_one(cell.cell->rows) : 1, most = (int)(t->rows.n - r);
            cell.rows = rows > most ? most : rows;
            open[column] = (Open){cell, cell.rows - 1};
        }
        *list_add(a, &to->cells) = cell;
        column += cell.span;
    }
    assert(next == row->cells.n && "no more cells than columns");
}

LaidRows laid_rows(Arena *a, const PaperTable *t)
{
    LaidRows rows = {0};
    Open open[PAPER_COLUMNS_MAX] = {0};
    for (size_t r = 0; r < t->rows.n; r++) {
        LaidRow *to = list_add(a, &rows);
        to->head = t->rows.at[r].head && (!r || rows.at[r - 1].head), to->strong = t->rows.at[r].strong;
        place_row(a, t, r, open, to);
    }
    return rows;
}

bool laid_row_is_whole(const LaidRow *row)
{
    enum { LETTERS_MAX = 800 }; /* bytes of a cell: more may be as high as half a page */
    for (size_t i = 0; i < row->cells.n && !row->head; i++) {
        const PaperCell *cell = row->cells.at[i].cell;
        size_t n = 0;
        for (size_t k = 0; cell && k < cell->texts.n; k++)
            for (size_t r = 0; r < cell->texts.at[k].runs.n; r++) n += cell->texts.at[k].runs.at[r].text.n;
        if (n > LETTERS_MAX) return false;
    }
    return true;
}

PaperStyle laid_cell_style(const LaidRow *row) { return row->head ? PAPER_CELL_HEAD : PAPER_CELL; }

TextAlign laid_cell_align(const PaperTable *t, const LaidRow *row, const LaidCell *cell)
{
    static const TextAlign aligns[] = {TEXT_LEFT, TEXT_CENTRED, TEXT_RIGHT};
    if (cell->cell && cell->cell->aligned) return aligns[cell->cell->align];
    if (row->head) return TEXT_CENTRED;
    return cell->span == 1 ? aligns[t->column[cell->column].align] : TEXT_LEFT;
}
