// SPDX-License-Identifier: Apache-2.0
/* table.c -- tables over pages: the head again on each, rows whole where they are small, cells that span rows going on
 * behind a break.
 *
 * Rows are placed first; a page's rows are drawn when it is known where all of them end, each cell at its first row of
 * the page, so that the text of the file has the order of the table. */
#include "press/inside.h"

typedef struct Cell {
    const LaidCell *place;
    Box *box;
    size_t next;       /* the line to draw next */
    size_t begin, end; /* its rows, end behind the last */
    bool on_page;
    double top; /* where it begins on this page */
} Cell;

/* A row, or a part of one, on this page. */
typedef struct {
    size_t row;
    double y, height;
} Slice;

struct TablePress {
    const PaperTable *table;
    LaidRows rows;
    double x[PAPER_COLUMNS_MAX + 1];   /* edges of the columns */
    Cell *(*cells)[PAPER_COLUMNS_MAX]; /* of each row, where they begin; set when the row is reached */
    size_t set_rows, heads;
    double heads_height;
    LIST(Slice) slices;
    bool repeated; /* the heads stand there for the second time */
};

enum { PADDING_Y = 2, TORN_LEAST = 60, GAP = 6 }; /* points */

static double across(const TablePress *t, const LaidCell *place)
{
    return t->x[place->column + place->span] - t->x[place->column];
}

/* -- setting -------------------------------------------------------------------------------------------------- */

static Box *set_cell(Press *p, const TablePress *t, const LaidRow *row, const LaidCell *place)
{
    Box *b = NEW(&p->c->mem, Box, 1);
    TextAlign align = laid_cell_align(t->table, row, place);
    b->width = across(t, place) - 2 * POINTS(STYLE_CELL_MARGIN);
    if (b->width < 1) b->width = 1;
    for (size_t i = 0; place->cell && i < place->cell->texts.n; i++) {
        PaperText *text = NEW(&p->c->mem, PaperText, 1);
        *text = place->cell->texts.at[i];
        if (text->style == PAPER_CELL) text->style = laid_cell_style(row);
        box_text(p, b, text,
                 (Setting){.width = b->width, .align = &align, .strong = row->strong, .size = t->table->size});
    }
    return b;
}

static void set_row(Press *p, TablePress *t, size_t r)
{
    const LaidRow *row = &t->rows.at[r];
    if (r < t->set_rows) return;
    t->set_rows = r + 1;
    for (size_t k = 0; k < row->cells.n; k++) {
        const LaidCell *place = &row->cells.at[k];
        if (place->goes_on) {
            t->cells[r][k] = NULL; /* found through its column */
            for (size_t m = 0; m < t->rows.at[r - 1].cells.n; m++)
                if (t->rows.at[r - 1].cells.at[m].column == place->column) t->cells[r][k] = t->cells[r - 1][m];
            continue;
        }
        Cell *cell = t->cells[r][k] = NEW(&p->c->mem, Cell, 1);
        *cell = (Cell){.place = place, .begin = r, .end = r + (size_t)place->rows, .box = set_cell(p, t, row, place)};
    }
}

TablePress *table_begin(Press *p, const PaperTable *table)
{
    TablePress *t = NEW(&p->c->mem, TablePress, 1);
    double sum = 0;
    t->table = table, t->rows = laid_rows(&p->c->mem, table);
    t->cells = (Cell * (*)[PAPER_COLUMNS_MAX])(void *)NEW(&p->c->mem, Cell *, (t->rows.n + 1) * PAPER_COLUMNS_MAX);
    for (int k = 0; k < table->columns; k++) sum += table->column[k].width;
    t->x[0] = p->left;
    for (int k = 0; k < table->columns; k++) t->x[k + 1] = t->x[k] + p->width * table->column[k].width / sum;
    while (t->heads < t->rows.n && t->rows.at[t->heads].head) t->heads++;
    return t;
}

/* -- placing --------------------------------------------------------------------------------------------------- */

static double rest_of(const Cell *cell)
{
    return box_height(cell->box, cell->next, cell->box->lines.n) + 2 * PADDING_Y;
}

/* The height that a row needs at y: of the cells that end with it, what does not stand in the rows above. */
static double row_height(Press *p, TablePress *t, size_t r, double y)
{
    double height = look_of(PAPER_CELL)->size + 2 * PADDING_Y;
    set_row(p, t, r);
    for (size_t k = 0; k < t->rows.at[r].cells.n; k++) {
        const Cell *cell = t->cells[r][k];
        if (cell->end != r + 1) continue;
        double own = rest_of(cell) - (cell->on_page ? y - cell->top : 0);
        if (own > height) height = own;
    }
    return height;
}

static double row_notes(const TablePress *t, size_t r)
{
    double height = 0;
    for (size_t k = 0; k < t->rows.at[r].cells.n; k++) {
        const Cell *cell = t->cells[r][k];
        if (cell->begin == r && !cell->next) height += box_notes(cell->box, 0, cell->box->lines.n);
    }
    return height;
}

static void place_row(Press *p, TablePress *t, size_t r, double height)
{
    *list_add(&p->c->mem, &t->slices) = (Slice){r, p->y, height};
    for (size_t k = 0; k < t->rows.at[r].cells.n; k++) {
        Cell *cell = t->cells[r][k];
        if (cell->begin == r && !cell->next && !t->repeated) page_notes(p, cell->box, 0, cell->box->lines.n);
        if (!cell->on_page) cell->on_page = true, cell->top = p->y;
    }
    p->y += height, p->fresh = false;
}

static void place_heads(Press *p, TablePress *t)
{
    double begun = p->y;
    for (size_t r = 0; r < t->heads; r++) place_row(p, t, r, row_height(p, t, r, p->y));
    t->heads_height = p->y - begun;
}

/* -- drawing --------------------------------------------------------------------------------------------------- */

/* Where the cell ends on this page. */
static double bottom_of(const TablePress *t, const Cell *cell)
{
    double bottom = cell->top;
    for (size_t i = t->slices.n; i-- > 0;)
        if (t->slices.at[i].row >= cell->begin && t->slices.at[i].row < cell->end)
            return t->slices.at[i].y + t->slices.at[i].height;
    return bottom;
}

static void draw_cell(Press *p, TablePress *t, Cell *cell, bool ends, const char *tag)
{
    double x = t->x[cell->place->column], bottom = bottom_of(t, cell);
    size_t all = cell->box->lines.n;
    size_t to = ends ? all : box_fit(cell->box, cell->next, bottom - cell->top - 2 * PADDING_Y);
    if (tag && (to > cell->next || !all)) tag_begin(p, tag);
    draw_lines(p, cell->box, cell->next, to, x + POINTS(STYLE_CELL_MARGIN), cell->top + PADDING_Y,
               tag ? TAG_IF_MANY : TAG_NOTHING);
    if (tag && (to > cell->next || !all)) tag_end(p, tag);
    cell->next = to;
    cairo_rectangle(p->cr, x, cell->top, across(t, cell->place), bottom - cell->top);
}

static void draw_slice(Press *p, TablePress *t, const Slice *slice, size_t torn)
{
    bool is_head = slice->row < t->heads, tagged = !is_head || !t->repeated;
    if (tagged) tag_begin(p, "TR");
    for (size_t k = 0; k < t->rows.at[slice->row].cells.n; k++) {
        Cell *cell = t->cells[slice->row][k];
        if (!cell->on_page || cell->top < slice->y) continue;
        draw_cell(p, t, cell, cell->end <= torn, !tagged ? NULL : is_head ? "TH" : "TD");
    }
    if (tagged) tag_end(p, "TR");
}

/* All rows of this page; those from `torn` on are not complete. */
static void draw_page(Press *p, TablePress *t, size_t torn)
{
    for (size_t i = 0; i < t->slices.n; i++) draw_slice(p, t, &t->slices.at[i], torn);
    cairo_set_line_width(p->cr, 0.5);
    cairo_stroke(p->cr);
    for (size_t i = 0; i < t->slices.n; i++)
        for (size_t k = 0; k < t->rows.at[t->slices.at[i].row].cells.n; k++) {
            Cell *cell = t->cells[t->slices.at[i].row][k];
            if (cell->on_page && cell->begin >= t->heads && cell->end <= torn) box_free(p, cell->box);
            if (cell->begin < t->heads) cell->next = 0;
            cell->on_page = false;
        }
    t->slices.n = 0, t->repeated = true;
}

static void turn(Press *p, TablePress *t, size_t r)
{
    draw_page(p, t, r);
    page_turn(p);
    if (t->heads_height < (p->bottom - p->top) / 2) place_heads(p, t);
}

/* What has to stand on the page if this row does: a heading of a group needs a row below it. */
static double wanted(const TablePress *t, size_t r, double height)
{
    bool groups = t->rows.at[r].strong && r + 1 < t->rows.n;
    return height + row_notes(t, r) + (groups ? look_of(PAPER_CELL)->size * 2 : 0);
}

double table_least(Press *p, TablePress *t)
{
    double height = GAP;
    for (size_t r = 0; r <= t->heads && r < t->rows.n; r++) {
        double own = row_height(p, t, r, 0);
        height += r == t->heads && !laid_row_is_whole(&t->rows.at[r]) && own > TORN_LEAST ? TORN_LEAST : own;
    }
    return height;
}

void table_put(Press *p, TablePress *t)
{
    if (!p->fresh) p->y += GAP;
    tag_begin(p, "Table");
    place_heads(p, t);
    for (size_t r = t->heads; r < t->rows.n;) {
        double height = row_height(p, t, r, p->y), room = page_left(p), most = p->bottom - p->top - t->heads_height;
        bool alone = t->slices.n <= t->heads; /* nothing but the head above it */
        if (wanted(t, r, height) <= room || (alone && height <= room)) place_row(p, t, r++, height);
        else if (alone || ((!laid_row_is_whole(&t->rows.at[r]) || height > most) && room > TORN_LEAST)) {
            place_row(p, t, r, room);
            turn(p, t, r);
        } else turn(p, t, r);
    }
    draw_page(p, t, t->rows.n);
    for (size_t r = 0; r < t->heads; r++)
        for (size_t k = 0; k < t->rows.at[r].cells.n; k++)
            if (t->cells[r][k]->begin == r) box_free(p, t->cells[r][k]->box);
    tag_end(p, "Table");
    p->y += GAP;
}
