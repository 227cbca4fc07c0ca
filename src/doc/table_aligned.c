// SPDX-License-Identifier: Apache-2.0
/* table_aligned.c -- cells that stand under each other, parted by two blanks or more, as a page drawn as text has them.
 * A row begins with its number; lines without one go on with the cells they stand under. */
#include "doc/table_inside.h"
#include "viet/text.h"

typedef struct {
    Str text;
    size_t begin, end; /* letters from the left edge */
} Piece;

typedef struct {
    Piece piece[TABLE_COLUMNS_MAX];
    int n;
} Pieces;

static bool is_blank(char c) { return strchr(" \t\r\f", c) != NULL && c; }

/* Runs of text parted by two blanks or more, and where they stand. */
static Pieces cut_line(Str raw)
{
    Pieces cut = {0};
    size_t from = 0, letter = 0, begin = 0;
    bool open = false;
    for (size_t i = 0; i <= raw.n; i++) {
        bool blank = i == raw.n || is_blank(raw.p[i]);
        bool ends = blank && (i + 1 >= raw.n || is_blank(raw.p[i + 1]));
        if (open && ends) {
            if (cut.n < TABLE_COLUMNS_MAX) cut.piece[cut.n++] = (Piece){str_slice(raw, from, i), begin, letter};
            open = false;
        } else if (!open && !blank) open = true, from = i, begin = letter;
        if (i < raw.n) letter += ((unsigned char)raw.p[i] & 0xC0) != 0x80;
    }
    return cut;
}

typedef struct {
    size_t begin[TABLE_COLUMNS_MAX], end[TABLE_COLUMNS_MAX];
    int n;
} Columns;

static size_t apart(const Piece *p, const Columns *columns, int k)
{
    if (p->end <= columns->begin[k]) return columns->begin[k] - p->end + 1;
    return columns->end[k] <= p->begin ? p->begin - columns->end[k] + 1 : 0;
}

/* The column a piece stands under; under two heads, the one that begins nearer to it. */
static int column_of(const Columns *columns, const Piece *p)
{
    int best = 0;
    for (int k = 1; k < columns->n; k++) {
        size_t d = apart(p, columns, k), least = apart(p, columns, best);
        bool nearer = p->begin + 2 >= columns->begin[k];
        if (d < least || (d == 0 && least == 0 && nearer)) best = k;
    }
    return best;
}

/* The head takes the lines up to the first number; 0 when no row follows. */
static size_t read_head(Ctx *c, const Doc *doc, size_t i, Columns *columns, DocTable *t)
{
    Pieces first = cut_line(doc->line[i].raw);
    if (first.n < 3 || !table_is_counter(c, first.piece[0].text)) return 0;
    *columns = (Columns){.n = first.n};
    t->columns = first.n, t->numbered = true;
    for (int k = 0; k < first.n; k++)
        columns->begin[k] = first.piece[k].begin, columns->end[k] = first.piece[k].end,
        t->head[k] = viet_nfc(&c->mem, first.piece[k].text);
    for (size_t at = i + 1; at < doc->n && at < i + 2 * TABLE_HEAD_LINES; at++) {
        Pieces more = cut_line(doc->line[at].raw);
        if (!more.n) continue;
        bool rule = true; /* "-----  -----" */
        for (size_t k = 0; k < doc->line[at].text.n; k++) rule &= strchr("-=_ +", doc->line[at].text.p[k]) != NULL;
        if (rule) continue;
        bool section = more.n == 1 && more.piece[0].begin < columns->end[0] + 2;
        if (cell_is_number(more.piece[0].text) || section) return at;
        for (int k = 0; k < more.n; k++) {
            int column = column_of(columns, &more.piece[k]);
            t->head[column] = table_joined(c, t->head[column], viet_nfc(&c->mem, more.piece[k].text));
            if (more.piece[k].begin < columns->begin[column]) columns->begin[column] = more.piece[k].begin;
            if (more.piece[k].end > columns->end[column]) columns->end[column] = more.piece[k].end;
        }
    }
    return 0;
}

static bool number_follows(const Doc *doc, size_t i)
{
    size_t next = table_next_line(doc, i);
    if (next >= doc->n) return false;
    Pieces cut = cut_line(doc->line[next].raw);
    return cut.n > 1 && cell_is_number(cut.piece[0].text);
}

static bool read_line(Ctx *c, const Doc *doc, size_t i, const Columns *columns, bool gap, DocTable *t)
{
    const Line *line = &doc->line[i];
    Pieces cut = cut_line(line->raw);
    bool number = cell_is_number(cut.piece[0].text) && column_of(columns, &cut.piece[0]) == 0;
    bool left = cut.piece[0].begin + 2 < columns->begin[1];
    if (number && cut.n > 1) table_add_row(c, t)->parted = true;
    else if (left || (gap && cut.n == 1 && (table_is_heading(line->text) || viet_is_upper(line->text)))) {
        /* At the left edge and no number, or a heading behind an empty line: it heads the rows below, or the table is
         * over. */
        if (cut.n > 1 || !number_follows(doc, i + 1)) return false;
        table_add_cell(c, table_add_row(c, t), line->text, 0, t->columns, line);
        return true;
    }
    if (!t->rows.n) return false;
    DocRow *row = &t->rows.at[t->rows.n - 1];
    if (table_across(t, row).n) return false;
    for (int k = 0; k < cut.n; k++)
        if (!table_join(c, row, cut.piece[k].text, column_of(columns, &cut.piece[k]), line)) return false;
    return true;
}

bool table_aligned(Ctx *c, const Doc *doc, size_t i, DocTable *t)
{
    Columns columns;
    size_t at = read_head(c, doc, i, &columns, t), gap = 0;
    if (!at) return false;
    for (; at < doc->n && gap <= TABLE_GAP_LINES; at++) {
        const Line *line = &doc->line[at];
        if (!line->text.n || (gap && line_is_page_number(line))) {
            gap++;
            continue;
        }
        if (!str_equal(line->text, doc->line[i].text) && !read_line(c, doc, at, &columns, gap > 0, t)) break;
        gap = 0, t->end = at + 1;
    }
    return t->rows.n > 0;
}
