// SPDX-License-Identifier: Apache-2.0
/* tasks.c -- a workbook as a document: each visible sheet is its name and a table, what stands above the head are
 * lines. Which of them hold tasks the reader tells by their heads. */
#include "doc/formats.h"
#include "doc/sheet.h"

enum { TASK_SHEETS_MAX = 30 };

/* A row with nothing but a text heads those below it. */
static bool is_group(const SheetRow *row)
{
    size_t filled = 0;
    for (size_t k = 0; k < row->n; k++) filled += row->cell[k].n > 0;
    return filled == 1;
}

/* A sheet of notes has no row of three cells. */
static bool is_table(const Sheet *sheet)
{
    enum { COLUMNS_MIN = 3 };
    for (size_t i = 0; i < sheet->n; i++) {
        size_t filled = 0;
        for (size_t k = 0; k < sheet->row[i].n; k++) filled += sheet->row[i].cell[k].n > 0;
        if (filled >= COLUMNS_MIN) return true;
    }
    return false;
}

/* A cell that goes on with a merged one above. */
static bool goes_on(const Sheet *sheet, int row, int column)
{
    for (size_t i = 0; i < sheet->merges; i++) {
        const SheetMerge *m = &sheet->merge[i];
        if (m->column == column && m->row < row && row < m->row + m->rows) return true;
    }
    return false;
}

/* Days are written as plans write them. */
static Str shown(Ctx *c, Str cell)
{
    Day day = day_parse_iso(cell);
    return day == NO_DAY ? cell : day_vietnamese(&c->mem, day);
}

static void add_row(Ctx *c, const Sheet *sheet, const SheetRow *from, int columns, Grid *grid)
{
    GridRow *row = list_add(&c->mem, &grid->rows);
    *row = (GridRow){0};
    bool group = is_group(from);
    for (int k = 0; k < columns; k++) {
        Str text = (size_t)k < from->n ? from->cell[k] : (Str){0};
        bool merged = !text.n && !group && goes_on(sheet, from->number, k);
        if (!text.n && (group || (!merged && (size_t)k >= from->n))) continue;
        GridCell *cell = list_add(&c->mem, &row->cells);
        *cell = (GridCell){.column = group ? 0 : k, .span = group ? columns : 1, .goes_on = merged};
        *list_add(&c->mem, &cell->blocks) = (Block){.text = shown(c, text)};
    }
}

static Grid *grid_of(Ctx *c, const Sheet *sheet)
{
    size_t columns = 0;
    Grid *grid = NEW(&c->mem, Grid, 1);
    for (size_t i = 0; i < sheet->n; i++)
        if (sheet->row[i].n > columns) columns = sheet->row[i].n;
    for (size_t i = 0; i < sheet->n; i++) add_row(c, sheet, &sheet->row[i], (int)columns, grid);
    return grid;
}

static Fail read_sheets(Ctx *c, Str bytes, Sheet *sheet, Str *name, int *n)
{
    SheetBook book = {.sheets = 1};
    for (*n = 0; *n < book.sheets; ++*n) {
        TRY(sheet_read_one(c, bytes, *n, &sheet[*n], &book));
        name[*n] = book.name;
        if (book.sheets > TASK_SHEETS_MAX)
            return fail(c, FAIL_ROOM, "Tệp có hơn %d trang tính. Hãy để bảng nhiệm vụ trong một tệp riêng rồi gửi lại.",
                        TASK_SHEETS_MAX);
    }
    return OK;
}

Fail tasks_parse(Ctx *c, Str bytes, Parsed *parsed)
{
    Sheet sheet[TASK_SHEETS_MAX];
    Str name[TASK_SHEETS_MAX];
    BlockList blocks = {0};
    int n, tables = 0, rows = 0;
    TRY(read_sheets(c, bytes, sheet, name, &n));
    for (int k = 0; k < n; k++) tables += is_table(&sheet[k]), rows += sheet[k].n > 0;
    for (int k = 0; k < n; k++) {
        if (!sheet[k].n || (tables && !is_table(&sheet[k]))) continue;
        if (tables > 1) *list_add(&c->mem, &blocks) = (Block){.text = name[k], .page_begins = blocks.n > 0};
        *list_add(&c->mem, &blocks) = (Block){.grid = grid_of(c, &sheet[k])};
    }
    if (!rows) return fail(c, FAIL_INPUT, "Bảng không có chữ nào. Hãy chọn đúng tệp rồi gửi lại.");
    blocks_text(c, &blocks, parsed);
    parsed->workbook = true;
    return OK;
}
