// SPDX-License-Identifier: Apache-2.0
/* pdf_cells.c -- see pdf_cells.h. */
#include "sight/pdf_cells.h"
#include "doc/table_inside.h"

#define WORD_GAP  0.62F /* of the height of a line: wider gaps part pieces */
#define BLANK_GAP 0.27F /* blanks of a text that is not justified are narrower */

static float height_of(const PdfWord *w) { return w->bottom - w->top; }

bool text_is_figure(Str s)
{
    size_t digits = 0, letters = 0, others = 0;
    for (size_t i = 0; i < s.n; i++) {
        unsigned char b = (unsigned char)s.p[i];
        if (b >= '0' && b <= '9') digits++;
        else if ((b | 32) >= 'a' && (b | 32) <= 'z') letters++;
        else others += b < 0x80 && b > ' ';
    }
    if (!digits) return s.n && !letters && others <= 3 && s.n <= 6; /* "-", "..", ":" */
    return letters <= 2 || digits * 2 >= letters + digits;
}

size_t line_pieces(const PdfLine *l)
{
    size_t n = l->n > 0;
    for (size_t i = 1; i < l->n; i++) {
        const PdfWord *a = &l->word[i - 1], *b = &l->word[i];
        float gap = (b->left - a->right) / pdf_height(l);
        n += gap > 0.9F || (gap > BLANK_GAP && text_is_figure(a->text) && text_is_figure(b->text));
    }
    return n;
}

/* -- columns ------------------------------------------------------------------------------------------------ */

enum { ROOM = 2000 }; /* points; pages are narrower, posters are cut */

static int by_size(const void *a, const void *b)
{
    size_t x = *(const size_t *)a, y = *(const size_t *)b;
    return x < y ? -1 : x > y;
}

/* Lines of which columns are told: those with nearly as many pieces as most have. */
static size_t strong_pieces(Ctx *c, const Cells *cells)
{
    size_t *pieces = NEW(&c->mem, size_t, cells->n + 1), n = 0;
    for (size_t i = 0; i < cells->n; i++)
        if (line_pieces(&cells->line[i]) > 1) pieces[n++] = line_pieces(&cells->line[i]);
    if (!n) return 2;
    qsort(pieces, n, sizeof *pieces, by_size);
    size_t most = (pieces[n * 4 / 5] * 3 + 4) / 5;
    return most < 2 ? 2 : most;
}

static void cover(const PdfLine *l, int *covered)
{
    for (size_t i = 0; i < l->n; i++) {
        float right = l->word[i].right;
        if (i + 1 < l->n && l->word[i + 1].left - right < BLANK_GAP * pdf_height(l)) right = l->word[i + 1].left;
        for (int x = (int)l->word[i].left; x < (int)right && x < ROOM; x++)
            if (x >= 0) covered[x]++;
    }
}

static void insert_edge(Cells *cells, float at)
{
    enum { APART = 6 };
    int k = 0;
    if (cells->columns >= CELLS_COLUMNS_MAX) return;
    while (k <= cells->columns && cells->edge[k] < at) k++;
    if (k == 0 || k > cells->columns || at - cells->edge[k - 1] < APART || cells->edge[k] - at < APART) return;
    memmove(cells->edge + k + 1, cells->edge + k, (size_t)(cells->columns + 1 - k) * sizeof *cells->edge);
    cells->edge[k] = at, cells->columns++;
}

/* No edge that is given lies in this room already. */
static bool is_new(const Cells *cells, int from, int to)
{
    for (int k = 1; k < cells->columns; k++)
        if (cells->edge[k] > (float)from - 3 && cells->edge[k] < (float)to + 3) return false;
    return true;
}

/* The middle of the widest stretch that fewest lines cover: heads reach further than what is below, one label may. */
static float emptiest(const int *covered, int from, int to)
{
    int least = covered[from], best = from, longest = 0;
    for (int x = from; x < to; x++)
        if (covered[x] < least) least = covered[x];
    for (int x = from, run = 0; x < to; x++) {
        run = covered[x] == least ? run + 1 : 0;
        if (run > longest) longest = run, best = x;
    }
    return (float)best + 1 - (float)longest / 2;
}

/* Room as narrow as a wide blank parts columns where figures stand beside it, or where many lines have it. */
static bool is_river(const Cells *cells, float at, float wide, float height)
{
    enum { MANY = 9 };
    size_t pairs = 0, figures = 0;
    if (wide > WORD_GAP * height) return true;
    for (size_t i = 0; i < cells->n; i++) {
        const PdfLine *l = &cells->line[i];
        size_t k = 0;
        while (k < l->n && l->word[k].left < at) k++;
        if (!k || k == l->n) continue;
        pairs++, figures += text_is_figure(l->word[k - 1].text) || text_is_figure(l->word[k].text);
    }
    return pairs >= MANY || figures * 2 >= pairs;
}

void cells_columns(Ctx *c, Cells *cells)
{
    int *covered = NEW(&c->mem, int, ROOM), *by_all = NEW(&c->mem, int, ROOM), lines = 0, clear = 0;
    float height = 0, left = ROOM, right = 0;
    size_t least = strong_pieces(c, cells);
    bool seen = false;
    for (size_t i = 0; i < cells->n; i++) {
        const PdfLine *l = &cells->line[i];
        if (l->left < left) left = l->left;
        if (l->right > right) right = l->right;
        cover(l, by_all);
        if (line_pieces(l) >= least) cover(l, covered), lines++, height += pdf_height(l);
    }
    if (!cells->columns) cells->edge[0] = left - 1, cells->edge[1] = right + 1, cells->columns = 1;
    if (!lines) return;
    float narrow = (lines < 4 ? 0.6F : lines < 8 ? 0.36F : 0.24F) * height / (float)lines;
    for (int x = 0; x < ROOM; x++) {
        if (covered[x] <= (lines < 5 ? 0 : lines < 16 ? 1 : lines / 8)) {
            clear++;
            continue;
        }
        float at = seen && clear ? emptiest(by_all, x - clear, x) : 0;
        if (seen && (float)clear >= narrow && is_new(cells, x - clear, x) &&
            is_river(cells, at, (float)clear, height / (float)lines))
            insert_edge(cells, at);
        seen = true, clear = 0;
    }
}

/* -- pieces in columns -------------------------------------------------------------------------------------- */

static int column_at(const Cells *cells, float x)
{
    int k = 0;
    while (k + 1 < cells->columns && x > cells->edge[k + 1]) k++;
    return k;
}

/* What a line has in a column; `span` columns from there, 0 = nothing. */
typedef struct {
    size_t from, n; /* its words */
    int span;
    float left, right;
} Piece;

typedef struct {
    Piece at[CELLS_COLUMNS_MAX];
    int filled;
    bool figures; /* one of them, behind the labels, is a figure */
} Row;

static bool parted(const Cells *cells, const PdfWord *a, const PdfWord *b)
{
    float gap = b->left - a->right, height = height_of(a);
    if (gap > WORD_GAP * height) return true;
    for (int k = 1; k < cells->columns; k++)
        if (cells->edge[k] > a->right - 1 && cells->edge[k] < b->left + 1) return gap > BLANK_GAP * height;
    return false;
}

/* A line with a piece for each column, or each but that of the labels, has them in that order: heads need not stand
 * right above their figures. */
static bool one_a_column(Ctx *c, const Cells *cells, const PdfLine *l, Row *row)
{
    size_t from[CELLS_COLUMNS_MAX + 1] = {0};
    int n = 0;
    for (size_t i = 0; i < l->n; i++) {
        if (i && l->word[i].left - l->word[i - 1].right <= WORD_GAP * pdf_height(l)) continue;
        if (n == cells->columns) return false;
        from[n++] = i;
    }
    int skip = cells->columns - n;
    if (n < 2 || skip > 1 || (skip && l->left < cells->edge[1])) return false;
    from[n] = l->n;
    for (int k = 0; k < n; k++) {
        size_t words = from[k + 1] - from[k];
        row->at[k + skip] = (Piece){from[k], words, 1, l->word[from[k]].left, l->word[from[k + 1] - 1].right};
        row->figures |= k + skip && text_is_figure(pdf_text(c, l->word + from[k], words));
    }
    row->filled = n;
    return true;
}

static Row row_of(Ctx *c, const Cells *cells, const PdfLine *l)
{
    Row row = {0};
    if (one_a_column(c, cells, l, &row)) return row;
    for (size_t i = 0, k; i < l->n; i = k) {
        for (k = i + 1; k < l->n && !parted(cells, &l->word[k - 1], &l->word[k]);) k++;
        float left = l->word[i].left, right = l->word[k - 1].right;
        int first = column_at(cells, left + 1), last = column_at(cells, right - 1);
        if (k == i + 1) { /* a word stands in one column */
            first = last = column_at(cells, (left + right) / 2);
            if (row.at[first].span && column_at(cells, right - 1) != first) first = last = column_at(cells, right - 1);
        }
        Piece *p = &row.at[first];
        if (p->span) p->n = k - p->from, p->right = right;
        else *p = (Piece){i, k - i, 1, left, right}, row.filled++;
        if (last - first + 1 > p->span) p->span = last - first + 1;
        row.figures |= first && text_is_figure(pdf_text(c, l->word + i, k - i));
    }
    return row;
}

bool cells_hold(const Cells *cells, const PdfLine *line)
{
    int held = 0, last = -1, across = 0;
    for (size_t i = 0; i < line->n; i++) {
        const PdfWord *w = &line->word[i];
        int k = column_at(cells, (w->left + w->right) / 2);
        across += column_at(cells, w->left + 2) != column_at(cells, w->right - 2);
        held += k != last, last = k;
    }
    return held > 1 && across * 3 <= held;
}

/* -- rows --------------------------------------------------------------------------------------------------- */

typedef struct {
    Ctx *c;
    const Cells *cells;
    Row *row;                                                /* of each line */
    bool *begins;                                            /* a row begins with the line */
    float left[CELLS_COLUMNS_MAX], right[CELLS_COLUMNS_MAX]; /* how far texts of a column reach */
    float pitch;                                             /* from line to line in a text */
    bool two_gaps;                                           /* lines of a row are nearer to each other than rows */
    size_t body;                                             /* the first line with figures */
} Rows;

static float step(const Rows *r, size_t i) { return r->cells->line[i].top - r->cells->line[i - 1].top; }

static bool rule_between(const Cells *cells, size_t i)
{
    const PdfLine *a = &cells->line[i - 1], *b = &cells->line[i];
    for (size_t k = 0; k < cells->rules; k++)
        if (cells->rule[k] > a->top + 0.5F * pdf_height(a) && cells->rule[k] < b->top + 0.5F * pdf_height(b))
            return true;
    return false;
}

static void measure(Rows *r)
{
    size_t near = 0, far = 0;
    for (int k = 0; k < r->cells->columns; k++) r->left[k] = ROOM, r->right[k] = 0;
    for (size_t i = 0; i < r->cells->n; i++) {
        r->row[i] = row_of(r->c, r->cells, &r->cells->line[i]);
        for (int k = 0; k < r->cells->columns; k++) {
            const Piece *p = &r->row[i].at[k];
            if (p->span != 1) continue;
            if (p->left < r->left[k]) r->left[k] = p->left;
            if (p->right > r->right[k]) r->right[k] = p->right;
        }
        if (i && step(r, i) > 1 && (r->pitch <= 0 || step(r, i) < r->pitch)) r->pitch = step(r, i);
    }
    for (size_t i = 1; i < r->cells->n; i++) near += step(r, i)<1.12F * r->pitch, far += step(r, i)> 1.22F * r->pitch;
    r->two_gaps = near && far && near * 8 >= r->cells->n && far * 6 >= r->cells->n;
    for (r->body = 0; r->body < r->cells->n;) {
        const Row *row = &r->row[r->body];
        int figures = 0;
        for (int k = 1; k < r->cells->columns; k++) {
            const Piece *p = &row->at[k];
            if (p->span) figures += text_is_figure(pdf_text(r->c, r->cells->line[r->body].word + p->from, p->n));
        }
        if (row->at[0].span && figures * 2 >= row->filled - 1 && figures) break;
        r->body++;
    }
    if (r->body >= r->cells->n) r->body = 1;
}

/* Could the first word of the piece have stood behind the one above it? */
static bool would_fit(const Rows *r, size_t i, int column)
{
    const Piece *above = &r->row[i - 1].at[column], *p = &r->row[i].at[column];
    const PdfWord *first = &r->cells->line[i].word[p->from];
    float free = r->right[column] - r->left[column] - (above->right - above->left);
    return first->right - first->left + 0.25F * height_of(first) < free;
}

/* Every piece of the line goes on with the one above it. */
static bool wraps(const Rows *r, size_t i)
{
    const Row *row = &r->row[i], *above = &r->row[i - 1];
    bool long_text = false;
    for (int k = 0; k < r->cells->columns; k++) {
        const Piece *p = &row->at[k], *q = &above->at[k];
        if (!p->span) continue;
        if (!q->span || p->span > 1 || q->span > 1 || would_fit(r, i, k)) return false;
        if (text_is_figure(pdf_text(r->c, r->cells->line[i].word + p->from, p->n))) return false;
        long_text |= q->n > 1;
    }
    return long_text && row->filled <= above->filled;
}

/* A label of two lines whose figures stand beside the second. */
static bool label_goes_on(const Rows *r, size_t i)
{
    const Row *row = &r->row[i], *above = &r->row[i - 1];
    if (above->filled != 1 || above->at[0].span != 1 || row->at[0].span != 1 || row->filled < 2) return false;
    char first = r->cells->line[i].word[row->at[0].from].text.p[0];
    return !would_fit(r, i, 0) && first >= 'a' && first <= 'z';
}

/* Lines of a head are one row, unless a piece above several columns parts them. */
static bool head_goes_on(const Rows *r, size_t i)
{
    if (i >= r->body || step(r, i) > 1.35F * r->pitch) return false;
    for (int k = 0; k < r->cells->columns; k++)
        if (r->row[i - 1].at[k].span > 1 || r->row[i].at[k].span > 1) return false;
    return true;
}

static bool goes_on(const Rows *r, size_t i, bool ruled)
{
    if (rule_between(r->cells, i)) return false;
    if (ruled && r->cells->line[i].top > r->cells->rule[0]) return true;
    if (head_goes_on(r, i) || label_goes_on(r, i)) return true;
    if (r->two_gaps && step(r, i) < 1.12F * r->pitch && !(r->row[i].at[0].span && r->row[i].figures)) return true;
    if (step(r, i) > 1.22F * r->pitch) return false;
    return wraps(r, i);
}

/* Rules part rows when most lines have one between; where they stand among groups of figures, lines are rows. */
static bool rows_are_ruled(const Rows *r)
{
    size_t between = 0, figures = 0;
    for (size_t i = 1; i < r->cells->n; i++) {
        bool rule = rule_between(r->cells, i);
        between += rule;
        figures += !rule && i > r->body && r->row[i].figures && r->row[i - 1].figures;
    }
    return between > 2 && figures * 4 < r->cells->n;
}

/* -- the grid ----------------------------------------------------------------------------------------------- */

/* A head above several columns stands in their middle, though it may be as narrow as one. */
static void widen_heads(const Rows *r, size_t i)
{
    Row *row = &r->row[i];
    const Cells *cells = r->cells;
    for (int k = 1; k < cells->columns; k++) {
        Piece *p = &row->at[k];
        int first = k, last = k + p->span - 1;
        if (!p->span) continue;
        while (first > 1 && !row->at[first - 1].span) first--;
        while (last + 1 < cells->columns && !row->at[last + 1].span) last++;
        float middle = (p->left + p->right) / 2, best = 1e9F;
        int a = k, b = k + p->span - 1;
        for (int x = first; x <= k; x++)
            for (int y = k + p->span - 1; y <= last; y++) {
                float off = middle - (r->left[x] + r->right[y]) / 2;
                off = off < 0 ? -off : off;
                off += 2.0F * (float)(x == y && y == k); /* rather over several */
                if (off < best - 0.5F) best = off, a = x, b = y;
            }
        if (best > 6 || (a == k && b == k + p->span - 1)) continue;
        Piece moved = *p;
        moved.span = b - a + 1;
        *p = (Piece){0}, row->at[a] = moved;
        k = b;
    }
}

static void add_row(Rows *r, size_t from, size_t to, Grid *grid)
{
    const Cells *cells = r->cells;
    GridRow *row = list_add(&r->c->mem, &grid->rows);
    *row = (GridRow){0};
    for (int k = 0; k < cells->columns;) {
        GridCell *cell = list_add(&r->c->mem, &row->cells);
        *cell = (GridCell){.column = k, .span = 1};
        for (size_t i = from; i < to; i++) {
            const Piece *p = &r->row[i].at[k];
            if (!p->span) continue;
            if (p->span > cell->span) cell->span = p->span;
            Block *block = list_add(&r->c->mem, &cell->blocks);
            *block = (Block){.text = pdf_text(r->c, cells->line[i].word + p->from, p->n)};
            *list_add(&r->c->mem, &block->boxes) = pdf_box(&cells->line[i], p->from, p->n);
        }
        k += cell->span;
    }
}

Grid *cells_grid(Ctx *c, const Cells *cells)
{
    Rows r = {.c = c, .cells = cells};
    Grid *grid = NEW(&c->mem, Grid, 1);
    r.row = NEW(&c->mem, Row, cells->n);
    measure(&r);
    bool ruled = rows_are_ruled(&r);
    for (size_t i = 0; i < r.body && i + 1 < cells->n; i++)
        if (r.row[i].filled * 10 <= cells->columns * 7) widen_heads(&r, i);
    for (size_t from = 0, i = 1; i <= cells->n; i++)
        if (i == cells->n || !goes_on(&r, i, ruled)) add_row(&r, from, i, grid), from = i;
    return grid;
}
