// SPDX-License-Identifier: Apache-2.0
/* pdf_counted.c -- tables by the places of their words: a head that begins with "TT", rows that it counts, and between
 * the columns room that no line crosses.  Rules are not looked at. */
#include "doc/table_inside.h"
#include "sight/pdf_page.h"

enum { HEAD_LINES_MAX = 8, ROOM = 2000 };

typedef struct {
    const PdfLineList *lines;
    size_t begin, end;                 /* lines of the table */
    size_t body;                       /* the first behind the head */
    float edge[TABLE_COLUMNS_MAX + 1]; /* columns end at edge[k] */
    int columns;
} Found;

/* The number in the first column, or empty: under the head's "TT". */
static Str number_of(const PdfLine *l, const PdfWord *counter)
{
    const PdfWord *w = &l->word[0];
    float middle = (w->left + w->right) / 2, height = counter->bottom - counter->top;
    bool under = middle > counter->left - height && middle < counter->right + height;
    bool apart = l->n < 2 || l->word[1].left - w->right > 0.35F * (w->bottom - w->top);
    return under && apart && cell_is_number(w->text) ? w->text : (Str){0};
}

/* The head's counter among the lines of a head that begins at line i. */
static const PdfWord *counter_of(Ctx *c, const PdfLineList *lines, size_t i, size_t *at)
{
    for (size_t k = i; k < lines->n && k < i + HEAD_LINES_MAX && lines->at[k].page == lines->at[i].page; k++)
        if (table_is_counter(c, lines->at[k].word[0].text)) {
            *at = k;
            return &lines->at[k].word[0];
        }
    return NULL;
}

/* The head's first line: those above the counter's that are as close as lines of a cell. */
static size_t head_begin(const PdfLineList *lines, size_t at)
{
    while (at > 0) {
        const PdfLine *l = &lines->at[at];
        if (l[-1].page != l->page || l->top - l[-1].bottom > 0.35F * pdf_height(l)) break;
        at--;
    }
    return at;
}

/* Points of the page's width that a line covers; words of a cell hold together. */
static void cover(const PdfLine *l, int *covered)
{
    for (size_t i = 0; i < l->n; i++) {
        float right = l->word[i].right, near = 0.31F * pdf_height(l);
        if (i + 1 < l->n && l->word[i + 1].left - right < near) right = l->word[i + 1].left;
        for (int x = (int)l->word[i].left; x < (int)right && x < ROOM; x++)
            if (x >= 0) covered[x]++;
    }
}

/* How many of the edges that were found so far words of a line stand across. */
static int crossings(const Found *t, const PdfLine *l)
{
    int n = 0;
    for (int k = 0; k + 1 < t->columns; k++)
        for (size_t i = 0; i < l->n; i++)
            if (l->word[i].left < t->edge[k] - 1 && l->word[i].right > t->edge[k] + 1) {
                n++;
                break;
            }
    return n;
}

/* Between two columns the middle of the widest stretch that fewest lines cover: heads reach further than what is below.
 */
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

/* Columns are parted by what at most one line in fifteen covers. */
static void edges_of(Found *t, const int *covered, int lines)
{
    enum { ONE_OF = 15, WIDE = 3 };
    int clear = 0, n = 0;
    bool seen = false;
    for (int x = 0; x < ROOM; x++) {
        if (covered[x] <= lines / ONE_OF) {
            clear++;
            continue;
        }
        if (seen && clear >= WIDE && n < TABLE_COLUMNS_MAX) t->edge[n++] = emptiest(covered, x - clear, x);
        seen = true, clear = 0;
    }
    if (n < TABLE_COLUMNS_MAX) t->edge[n++] = ROOM;
    t->columns = n;
}

/* First by the head and the lines with numbers; then also by those between, but for rows across all columns. */
static void find_edges(Ctx *c, Found *t, const PdfWord *counter)
{
    int *covered = NEW(&c->mem, int, ROOM), lines = 0;
    for (int pass = 0; pass < 2; pass++)
        for (size_t i = t->begin; i <= t->end; i++) {
            const PdfLine *l = &t->lines->at[i];
            bool sure = i < t->end && (i < t->body || number_of(l, counter).n);
            if (i == t->end) edges_of(t, covered, lines);
            else if (pass ? !sure && crossings(t, l) < 2 : sure) cover(l, covered), lines++;
        }
}

static int column_of(const Found *t, const PdfWord *w)
{
    int k = 0;
    while (k + 1 < t->columns && (w->left + w->right) / 2 > t->edge[k]) k++;
    return k;
}

static bool crosses(const Found *t, const PdfLine *l) { return crossings(t, l) > 0; }

/* -- rows --------------------------------------------------------------------------------------------------- */

/* Where the row that is numbered at line `next` begins: behind the widest gap since the number before it, the last of
 * several that are as wide; so numbers may stand in the middle of their rows. */
static size_t row_begin(const Found *t, size_t before, size_t next)
{
    size_t best = next;
    float widest = -1000;
    for (size_t k = before + 1; k <= next; k++) {
        const PdfLine *l = &t->lines->at[k];
        float gap = l->page == l[-1].page ? l->top - l[-1].bottom : 0;
        if (gap > widest - 0.7F) best = k;
        if (gap > widest) widest = gap;
    }
    return best;
}

/* What a row goes on with behind the head of the next page. */
static void join_cells(Ctx *c, const Found *t, size_t from, size_t to, Grid *grid)
{
    GridRow *row = &grid->rows.at[grid->rows.n - 1];
    for (size_t i = from; i < to; i++)
        for (size_t k = 0; k < t->lines->at[i].n; k++) {
            const PdfWord *w = &t->lines->at[i].word[k];
            size_t column = (size_t)column_of(t, w);
            if (column >= row->cells.n) continue;
            Block *block = list_add(&c->mem, &row->cells.at[column].blocks);
            *block = (Block){.text = w->text};
            *list_add(&c->mem, &block->boxes) = pdf_box(&t->lines->at[i], k, 1);
        }
}

static void add_cells(Ctx *c, const Found *t, size_t from, size_t to, Grid *grid)
{
    GridRow *row = list_add(&c->mem, &grid->rows);
    *row = (GridRow){0};
    Block block[TABLE_COLUMNS_MAX] = {0};
    bool across = to == from + 1 && crosses(t, &t->lines->at[from]);
    for (size_t i = from; i < to; i++) {
        const PdfLine *l = &t->lines->at[i];
        for (size_t k = 0; k < l->n; k++) {
            int column = across ? 0 : column_of(t, &l->word[k]);
            block[column].text = table_joined(c, block[column].text, l->word[k].text);
            *list_add(&c->mem, &block[column].boxes) = pdf_box(l, k, 1);
        }
    }
    for (int k = 0; k < t->columns && !(across && k); k++) {
        GridCell *cell = list_add(&c->mem, &row->cells);
        *cell = (GridCell){.column = k, .span = across ? t->columns : 1};
        if (block[k].text.n) *list_add(&c->mem, &cell->blocks) = block[k];
    }
}

static bool same_line(Ctx *c, const PdfLine *a, const PdfLine *b)
{
    return str_equal(pdf_text(c, a->word, a->n), pdf_text(c, b->word, b->n));
}

/* The head once more, at the beginning of a page: how many lines. */
static size_t head_again(Ctx *c, const Found *t, size_t i)
{
    size_t n = t->body - t->begin;
    if (!i || t->lines->at[i].page == t->lines->at[i - 1].page) return 0;
    for (size_t k = 0; k < n; k++)
        if (i + k >= t->lines->n || !same_line(c, &t->lines->at[i + k], &t->lines->at[t->begin + k])) return 0;
    return n;
}

static Grid *rows_of(Ctx *c, const Found *t, const PdfWord *counter)
{
    Grid *grid = NEW(&c->mem, Grid, 1);
    add_cells(c, t, t->begin, t->body, grid);
    size_t from = t->body, number = 0; /* of the row that is open, and of its number; 0 = not met yet */
    for (size_t i = t->body; i < t->end; i++) {
        size_t again = head_again(c, t, i);
        bool counts = number_of(&t->lines->at[i], counter).n > 0, alone = crosses(t, &t->lines->at[i]);
        if (!again && !counts && !alone) continue;
        size_t begin = again || alone ? i : number ? row_begin(t, number, i) : from;
        bool rest = number + 1 == from && from > t->body; /* of the row before the page's head */
        if (begin > from && rest) join_cells(c, t, from, begin, grid);
        else if (begin > from) add_cells(c, t, from, begin, grid);
        from = begin, number = i;
        if (alone && !again) add_cells(c, t, i, i + 1, grid);
        if (again || alone) from = i + (again ? again : 1), number = again ? from - 1 : 0, i = from - 1;
    }
    if (t->end > from) add_cells(c, t, from, t->end, grid);
    return grid;
}

/* -- the whole ---------------------------------------------------------------------------------------------- */

/* How far the numbers go: the last counted line, and what stands below it as close as cells do. */
static size_t find_end(Ctx *c, const Found *t, const PdfWord *counter)
{
    size_t last = 0, quiet = 0;
    for (size_t i = t->body; i < t->lines->n && quiet < 40; i++, quiet++)
        if (number_of(&t->lines->at[i], counter).n) last = i, quiet = 0;
        else if (head_again(c, t, i)) quiet = 0;
    return last ? last + 1 : 0;
}

static size_t with_last_row(const Found *t)
{
    size_t end = t->end;
    while (end < t->lines->n) {
        const PdfLine *l = &t->lines->at[end];
        float gap = l->page == l[-1].page ? l->top - l[-1].bottom : 0;
        if (crosses(t, l) || gap > 0.9F * pdf_height(l) || l->page != l[-1].page) break;
        end++;
    }
    return end;
}

size_t pdf_counted(Ctx *c, const PdfLineList *lines, size_t i, Block *block)
{
    enum { COLUMNS_MIN = 3 };
    size_t at;
    if (lines->at[i].n < 2) return 0;
    const PdfWord *counter = counter_of(c, lines, i, &at);
    if (!counter || i < head_begin(lines, at)) return 0;
    Found t = {.lines = lines, .begin = i, .body = at + 1};
    while (t.body < lines->n && t.body < i + HEAD_LINES_MAX && !number_of(&lines->at[t.body], counter).n) t.body++;
    if (t.body >= lines->n || !number_of(&lines->at[t.body], counter).n) return 0;
    t.end = find_end(c, &t, counter);
    if (t.end <= t.body) return 0;
    t.body = row_begin(&t, at, t.body);
    find_edges(c, &t, counter);
    if (t.columns < COLUMNS_MIN) return 0;
    for (size_t k = i; k < t.body; k++)
        if (crosses(&t, &lines->at[k])) return 0; /* a line above the head */
    t.end = with_last_row(&t);
    *block = (Block){.grid = rows_of(c, &t, counter), .page_begins = i && lines->at[i].page != lines->at[i - 1].page};
    return t.end - i;
}
