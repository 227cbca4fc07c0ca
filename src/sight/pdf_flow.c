// SPDX-License-Identifier: Apache-2.0
/* pdf_flow.c -- lines on pages as paragraphs: what is set side by side is read one after the other, a full line goes on
 * in the next. */
#include "doc/table_inside.h"
#include "sight/pdf_page.h"

typedef struct {
    float left, right, leading; /* of the text: where most lines begin and end, from one to the next */
    bool indents;               /* paragraphs begin further right */
} Shape;

static int by_value(const void *a, const void *b)
{
    float x = *(const float *)a, y = *(const float *)b;
    return x < y ? -1 : x > y;
}

static float part_of(float *values, size_t n, double part)
{
    if (n) qsort(values, n, sizeof *values, by_value);
    return n ? values[(size_t)((double)(n - 1) * part)] : 0;
}

static Shape shape_of(Ctx *c, const PdfLineList *lines)
{
    float *left = NEW(&c->mem, float, lines->n + 1), *right = NEW(&c->mem, float, lines->n + 1),
          *step = NEW(&c->mem, float, lines->n + 1);
    size_t steps = 0, further = 0;
    size_t n = 0;
    for (size_t i = 0; i < lines->n; i++) {
        const PdfLine *l = &lines->at[i];
        if (l->table) continue;
        left[n] = l->left, right[n++] = l->right;
        if (i && l[-1].page == l->page && l->top > l[-1].top) step[steps++] = l->top - l[-1].top;
    }
    Shape s = {part_of(left, n, 0.1), part_of(right, n, 0.9), part_of(step, steps, 0.3), false};
    for (size_t i = 0; i < n; i++) further += left[i] > s.left + 8 && left[i] < s.left + 80;
    s.indents = further * 6 > n;
    return s;
}

/* -- side by side ------------------------------------------------------------------------------------------- */

typedef struct {
    float left, right;
} River;

/* The only wide gap of a line, near its middle. */
static bool gap_of(const PdfLine *l, River *river)
{
    int gaps = 0;
    for (size_t i = 1; i < l->n; i++) {
        if (l->word[i].left - l->word[i - 1].right < 1.2F * pdf_height(l)) continue;
        gaps++, *river = (River){l->word[i - 1].right, l->word[i].left};
    }
    return gaps == 1;
}

/* A line beside or around the river leaves it open, if narrower. */
static bool leaves_open(const PdfLine *l, River *river)
{
    enum { LEAST = 6 };
    River r = *river, own;
    if (gap_of(l, &own)) {
        if (own.left > r.left) r.left = own.left;
        if (own.right < r.right) r.right = own.right;
    } else if (l->left < r.left) {
        if (l->right > r.left) r.left = l->right;
    } else if (l->left < r.right) r.right = l->left;
    if (r.right - r.left < LEAST) return false;
    *river = r;
    return true;
}

/* Where the last line of a column stands. */
typedef struct {
    float left, middle;
} Stand;

/* Of a line on one side: it stands under that column's last one, at its edge or in its middle. */
static bool stands_under(const PdfLine *l, const River *river, const Stand column[2])
{
    enum { EDGE = 4, MIDDLE = 8 };
    const Stand *s = &column[l->left > river->left];
    float left = l->left - s->left, middle = (l->left + l->right) / 2 - s->middle;
    return (left < EDGE && left > -EDGE) || (middle < MIDDLE && middle > -MIDDLE);
}

static void stand(const PdfLine *l, const River *own, Stand column[2])
{
    column[0] = (Stand){l->left, (l->left + own->left) / 2};
    column[1] = (Stand){own->right, (own->right + l->right) / 2};
}

/* Lines from i on that stand in two columns, as the head of a letter and its end do; 0 = none. */
static size_t side_by_side(const PdfLineList *lines, size_t i, River *river)
{
    size_t n = 1;
    Stand column[2];
    if (!gap_of(&lines->at[i], river)) return 0;
    stand(&lines->at[i], river, column);
    for (; i + n < lines->n && lines->at[i + n].page == lines->at[i].page; n++) {
        const PdfLine *l = &lines->at[i + n];
        River own;
        bool both = gap_of(l, &own);
        if (!leaves_open(l, river) || (!both && !stands_under(l, river, column))) break;
        if (both) stand(l, &own, column);
    }
    return n > 1 ? n : 0;
}

static void add_column(Ctx *c, const PdfLineList *lines, size_t i, size_t n, const River *river, bool right,
                       BlockList *blocks)
{
    for (size_t k = i; k < i + n; k++) {
        const PdfLine *l = &lines->at[k];
        size_t cut = 0;
        while (cut < l->n && l->word[cut].left < (river->left + river->right) / 2) cut++;
        size_t from = right ? cut : 0, many = right ? l->n - cut : cut;
        if (!many) continue;
        Block b = {.text = pdf_text(c, l->word + from, many),
                   .page_begins = k == i && !right && k && l[-1].page != l->page};
        *list_add(&c->mem, &b.boxes) = pdf_box(l, from, many);
        *list_add(&c->mem, blocks) = b;
    }
}

/* -- paragraphs --------------------------------------------------------------------------------------------- */

static bool is_marker(Str s)
{
    if (!s.n) return false;
    if (strchr("-+*", s.p[0]) || str_starts(s, S("–")) || str_starts(s, S("•"))) return s.n <= 3;
    if (s.n > 8 || !strchr(".)", s.p[s.n - 1])) return false;
    s = str_slice(s, s.p[0] == '(', s.n - 1);
    size_t numbers = 0, roman = 0;
    for (size_t i = 0; i < s.n; i++)
        numbers += strchr("0123456789.", s.p[i]) != NULL, roman += strchr("IVX", s.p[i]) != NULL;
    return s.n == 1 || numbers == s.n || roman == s.n || str_equal(s, S("đ")); /* not "Tĩnh." */
}

/* As far from the one edge as from the other: a title. */
static bool is_centred(const Shape *s, const PdfLine *l)
{
    enum { INSET = 8, APART = 6 };
    float left = l->left - s->left, right = s->right - l->right;
    return left > INSET && right > INSET && left - right < APART && right - left < APART;
}

/* A line that begins with a marker, behind one that ended a sentence or a heading. */
static bool begins_anew(const PdfLine *before, const PdfLine *l)
{
    Str last = before->word[before->n - 1].text;
    return is_marker(l->word[0].text) && last.n && strchr(".;:", last.p[last.n - 1]);
}

/* Does a line go on with the paragraph of the one before? */
static bool goes_on(const Shape *s, const PdfLine *before, const PdfLine *l)
{
    enum { NEAR = 4 };
    float height = pdf_height(before), gap = l->top - before->top;
    bool full = before->right > s->right - 2.5F * height, same_page = before->page == l->page;
    if (!full || l->right - l->left < 1) return false;
    if (same_page && gap > 1.35F * (s->leading > height ? s->leading : height)) return false;
    if (same_page && (pdf_height(l) < 0.76F * height || pdf_height(l) > 1.32F * height)) return false;
    bool at_margin = l->left < s->left + NEAR;
    if (at_margin && is_centred(s, before)) return false;
    bool hangs = (before->n > 1 && is_marker(before->word[0].text) && l->left > before->word[1].left - NEAR &&
                  l->left < before->word[1].left + NEAR) ||
                 (l->left < before->left + NEAR && l->left > before->left - NEAR && !is_marker(before->word[0].text));
    if (s->indents) return (at_margin && !begins_anew(before, l)) || (hangs && !is_marker(l->word[0].text));
    return !is_marker(l->word[0].text);
}

/* The foot of a page: small letters, a number first. */
static bool is_note(const PdfLineList *lines, const Shape *s, size_t i)
{
    const PdfLine *l = &lines->at[i];
    int64_t number;
    if (!str_integer(l->word[0].text, &number) || l->n < 2 || pdf_height(l) > 0.9F * s->leading) return false;
    for (size_t k = i; k < lines->n && lines->at[k].page == l->page; k++)
        if (pdf_height(&lines->at[k]) > 1.25F * pdf_height(l)) return false;
    size_t body = 0;
    for (size_t k = 0; k < i; k++)
        body += lines->at[k].page == l->page && pdf_height(&lines->at[k]) > 1.1F * pdf_height(l);
    return body > 3;
}

static size_t add_paragraph(Ctx *c, const PdfLineList *lines, const Shape *s, size_t i, BlockList *blocks)
{
    const PdfLine *first = &lines->at[i];
    Block b = {.text = pdf_text(c, first->word, first->n), .page_begins = i && first[-1].page != first->page};
    b.note = is_note(lines, s, i);
    *list_add(&c->mem, &b.boxes) = pdf_box(first, 0, first->n);
    size_t n = 1;
    for (; i + n < lines->n && !lines->at[i + n].table && goes_on(s, &lines->at[i + n - 1], &lines->at[i + n]); n++) {
        const PdfLine *l = &lines->at[i + n];
        Block none;
        if (l->page != l[-1].page && pdf_counted(c, lines, i + n, &none)) break;
        if (side_by_side(lines, i + n, &(River){0}) > 2) break; /* recipients and signer, close below the last word */
        b.text = str_format(&c->mem, "%.*s %.*s", STR_ARGS(b.text), STR_ARGS(pdf_text(c, l->word, l->n)));
        *list_add(&c->mem, &b.boxes) = pdf_box(l, 0, l->n);
    }
    *list_add(&c->mem, blocks) = b;
    return n;
}

/* -- tables ------------------------------------------------------------------------------------------------- */

static Str cell_text(Ctx *c, const GridCell *cell)
{
    Str text = {0};
    for (size_t i = 0; i < cell->blocks.n; i++) text = table_joined(c, text, cell->blocks.at[i].text);
    return text;
}

static bool same_row(Ctx *c, const GridRow *a, const GridRow *b)
{
    for (size_t i = 0; i < a->cells.n; i++)
        if (i >= b->cells.n || !str_equal(cell_text(c, &a->cells.at[i]), cell_text(c, &b->cells.at[i]))) return false;
    return a->cells.n == b->cells.n;
}

/* How many rows at the front of `more` say the same as those at the front of `grid`. */
static size_t head_again(Ctx *c, const Grid *grid, const Grid *more)
{
    size_t n = 0;
    while (n < grid->rows.n && n < more->rows.n && same_row(c, &grid->rows.at[n], &more->rows.at[n])) n++;
    return n;
}

static bool same_columns(const PdfTable *a, const PdfTable *b)
{
    enum { NEAR = 5 };
    if (a->columns != b->columns) return false;
    for (int k = 0; k <= a->columns; k++) {
        float shift = a->edge[k] - b->edge[k] - (a->edge[0] - b->edge[0]);
        if (shift > NEAR || shift < -NEAR) return false;
    }
    return true;
}

/* The rest of a row that the page broke: it has no number of its own, and more than one cell goes on, or the page did
 * not close it. */
static bool is_rest(Ctx *c, const PdfTable *above, const Grid *grid, const GridRow *row)
{
    const GridRow *last = &grid->rows.at[grid->rows.n - 1];
    bool counted = table_is_counter(c, cell_text(c, &grid->rows.at[0].cells.at[0]));
    bool first = cell_text(c, &row->cells.at[0]).n > 0, merged = row->cells.n < 2 || last->cells.n != row->cells.n;
    return !first && !merged && (counted || above->open);
}

static void append_rows(Ctx *c, const PdfTable *above, Grid *grid, const Grid *more)
{
    size_t from = head_again(c, grid, more);
    for (size_t i = from; i < more->rows.n; i++) {
        const GridRow *row = &more->rows.at[i];
        if (i == from && is_rest(c, above, grid, row)) {
            GridRow *last = &grid->rows.at[grid->rows.n - 1];
            for (size_t k = 0; k < row->cells.n; k++)
                for (size_t b = 0; b < row->cells.at[k].blocks.n; b++)
                    *list_add(&c->mem, &last->cells.at[k].blocks) = row->cells.at[k].blocks.at[b];
        } else *list_add(&c->mem, &grid->rows) = *row;
    }
}

/* A table with rules, and what it goes on with at the beginning of the next pages. */
static size_t add_table(Ctx *c, const PdfLineList *lines, size_t i, BlockList *blocks)
{
    const PdfLine *first = &lines->at[i];
    size_t n = 1;
    *list_add(&c->mem, blocks) = (Block){.grid = first->table->grid, .page_begins = i && first[-1].page != first->page};
    while (i + n < lines->n) {
        const PdfLine *l = &lines->at[i + n];
        if (!l->table || l->page != l[-1].page + 1 || !same_columns(l[-1].table, l->table)) break;
        append_rows(c, l[-1].table, first->table->grid, l->table->grid);
        n++;
    }
    return n;
}

void pdf_flow(Ctx *c, const PdfLineList *lines, const PdfRuleList *rules, BlockList *blocks)
{
    Shape shape = shape_of(c, lines);
    for (size_t i = 0; i < lines->n;) {
        Block table = {0};
        River river;
        size_t n;
        if (lines->at[i].table) n = add_table(c, lines, i, blocks);
        else if ((n = pdf_counted(c, lines, i, &table)) || (n = pdf_aligned(c, lines, rules, i, &table)))
            *list_add(&c->mem, blocks) = table;
        else if ((n = side_by_side(lines, i, &river))) {
            add_column(c, lines, i, n, &river, false, blocks);
            add_column(c, lines, i, n, &river, true, blocks);
        } else n = add_paragraph(c, lines, &shape, i, blocks);
        i += n;
    }
}
