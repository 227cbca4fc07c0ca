// SPDX-License-Identifier: Apache-2.0
/* pdf_ruled.c -- tables with rules: each word goes into the cell in which its middle lies. */
#include "sight/pdf_cells.h"

typedef struct {
    const RuledTable *ruled;
    float scale;
    PdfWordList *cell; /* of each its words */
} Filling;

static int cell_of(const Filling *f, const PdfWord *w)
{
    const RuledCell *cell =
        ruled_at(f->ruled, (w->left + w->right) / 2 * f->scale, (w->top + w->bottom) / 2 * f->scale);
    return cell ? (int)(cell - f->ruled->cell) : -1;
}

/* A grid in which next to nothing is written is a drawing, or a form's lines. */
static bool is_filled(const Filling *f)
{
    size_t filled = 0;
    for (size_t i = 0; i < f->ruled->n; i++) filled += f->cell[i].n > 0;
    return filled >= 3 && filled * 4 >= f->ruled->n;
}

static void add_cell(Ctx *c, PdfWordList *words, PdfPaper paper, GridCell *cell)
{
    PdfLineList lines = {0};
    pdf_lines(c, words->at, words->n, paper, &lines);
    for (size_t i = 0; i < lines.n; i++) {
        Block *block = list_add(&c->mem, &cell->blocks);
        *block = (Block){.text = pdf_text(c, lines.at[i].word, lines.at[i].n)};
        *list_add(&c->mem, &block->boxes) = pdf_box(&lines.at[i], 0, lines.at[i].n);
    }
}

static Grid *grid_of(Ctx *c, const Filling *f, PdfPaper paper)
{
    const RuledTable *t = f->ruled;
    Grid *grid = NEW(&c->mem, Grid, 1);
    for (int r = 0; r < t->rows; r++) {
        GridRow *row = list_add(&c->mem, &grid->rows);
        *row = (GridRow){0};
        for (int k = 0; k < t->columns;) {
            int i = t->at[r * t->columns + k];
            const RuledCell *from = &t->cell[i];
            GridCell *to = list_add(&c->mem, &row->cells);
            *to = (GridCell){.column = k, .span = from->columns, .goes_on = from->row < r};
            if (!to->goes_on) add_cell(c, &f->cell[i], paper, to);
            k += from->columns;
        }
    }
    return grid;
}

/* -- rows without rules ------------------------------------------------------------------------------------- */

/* The figures under each other in a cell: how many lines; 0 when not all are. */
static size_t figures_of(Ctx *c, PdfWordList *words, PdfPaper paper)
{
    enum { LEAST = 3 };
    PdfLineList lines = {0};
    size_t figures = 0;
    pdf_lines(c, words->at, words->n, paper, &lines);
    for (size_t i = 0; i < lines.n; i++) figures += text_is_figure(pdf_text(c, lines.at[i].word, lines.at[i].n));
    return lines.n >= LEAST && figures * 10 >= lines.n * 9 ? lines.n : 0;
}

/* A row in which two columns have as many figures each stands for that many rows. */
static bool is_stacked(Ctx *c, const Filling *f, PdfPaper paper)
{
    const RuledTable *t = f->ruled;
    for (int r = 0; r < t->rows; r++) {
        size_t before = 0;
        for (int k = 0; k < t->columns; k++) {
            size_t figures = figures_of(c, &f->cell[t->at[r * t->columns + k]], paper);
            if (figures && figures == before) return true;
            if (figures) before = figures;
        }
    }
    return false;
}

static Grid *stacked_grid(Ctx *c, const Filling *f, PdfPaper paper)
{
    const RuledTable *t = f->ruled;
    PdfWordList words = {0};
    PdfLineList lines = {0};
    float *rule = NEW(&c->mem, float, (size_t)t->rows);
    for (size_t i = 0; i < t->n; i++)
        for (size_t k = 0; k < f->cell[i].n; k++) *list_add(&c->mem, &words) = f->cell[i].at[k];
    pdf_lines(c, words.at, words.n, paper, &lines);
    for (int r = 1; r < t->rows; r++) rule[r - 1] = t->y[r] / f->scale;
    Cells cells = {.line = lines.at, .n = lines.n, .rule = rule, .rules = (size_t)t->rows - 1, .columns = t->columns};
    for (int k = 0; k <= t->columns; k++) cells.edge[k] = t->x[k] / f->scale;
    cells_columns(c, &cells);
    return cells_grid(c, &cells);
}

static void add_table(Ctx *c, const Filling *f, PdfPaper paper, PdfLineList *tables)
{
    const RuledTable *t = f->ruled;
    PdfTable *table = NEW(&c->mem, PdfTable, 1);
    float *edge = NEW(&c->mem, float, (size_t)t->columns + 1);
    PdfWord *none = NEW(&c->mem, PdfWord, 1);
    for (int k = 0; k <= t->columns; k++) edge[k] = t->x[k] / f->scale;
    bool stacked = t->columns <= CELLS_COLUMNS_MAX && is_stacked(c, f, paper);
    *table = (PdfTable){.grid = stacked ? stacked_grid(c, f, paper) : grid_of(c, f, paper),
                        .edge = edge,
                        .columns = t->columns,
                        .open = !t->all_ruled};
    *none = (PdfWord){(float)t->box.left / f->scale, (float)t->box.right / f->scale, (float)t->box.top / f->scale,
                      (float)t->box.bottom / f->scale, S("")};
    *list_add(&c->mem, tables) = (PdfLine){.word = none,
                                           .n = 1,
                                           .left = none->left,
                                           .right = none->right,
                                           .top = none->top,
                                           .bottom = none->bottom,
                                           .page = paper.number,
                                           .paper_width = paper.width,
                                           .paper_height = paper.height,
                                           .table = table};
}

void pdf_ruled(Ctx *c, const Ruled *found, float scale, PdfPaper paper, PdfWordList *words, PdfLineList *tables)
{
    for (size_t i = 0; i < found->tables.n; i++) {
        Filling f = {.ruled = &found->tables.at[i], .scale = scale};
        f.cell = NEW(&c->mem, PdfWordList, f.ruled->n);
        for (size_t k = 0; k < words->n; k++) {
            int cell = cell_of(&f, &words->at[k]);
            if (cell >= 0) *list_add(&c->mem, &f.cell[cell]) = words->at[k];
        }
        if (!is_filled(&f)) continue;
        size_t n = 0;
        for (size_t k = 0; k < words->n; k++)
            if (cell_of(&f, &words->at[k]) < 0) words->at[n++] = words->at[k];
        words->n = n;
        add_table(c, &f, paper, tables);
    }
}
