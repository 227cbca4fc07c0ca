// SPDX-License-Identifier: Apache-2.0
/* table_marked.c -- cells between bars, as Markdown writes them, or between tabs, as a table copied from an office
 * program leaves them. */
#include "doc/table_inside.h"
#include "viet/text.h"

typedef struct {
    Str cell[TABLE_COLUMNS_MAX];
    int n;
    bool marked; /* the line has as many signs as rows of a table have */
} Cut;

/* "|---|:---:|" */
static bool is_rule(Str raw)
{
    bool dash = false;
    for (size_t i = 0; i < raw.n; i++) {
        if (!strchr("|-:+= \t\r", raw.p[i])) return false;
        dash |= raw.p[i] == '-' || raw.p[i] == '=';
    }
    return dash;
}

static Str plain(Str s)
{
    s = str_trim(s);
    while (s.n && s.p[0] == '*') s = str_from(s, 1); /* bold, in Markdown */
    while (s.n && strchr("* \r", s.p[s.n - 1])) s.n--;
    return s;
}

static Cut cut_line(Str raw, char sign)
{
    Cut cut = {0};
    int signs = 0;
    Str s = sign == '|' ? str_trim(raw) : raw;
    if (sign == '|' && s.n && s.p[0] == '|') s = str_from(s, 1), signs++;
    if (sign == '|' && s.n && s.p[s.n - 1] == '|') s = str_slice(s, 0, s.n - 1), signs++;
    for (Str part; str_cut(&s, sign, &part); signs++)
        if (cut.n < TABLE_COLUMNS_MAX) cut.cell[cut.n++] = plain(part);
    cut.marked = signs >= 3;
    return cut;
}

/* Is the second line of the head below the first, "| | Chủ trì | Phối hợp |"? */
static bool goes_on_as_head(const Cut *first, const Cut *more)
{
    bool below = false;
    if (!more->marked || more->cell[0].n || more->n > first->n) return false;
    for (int k = 0; k < more->n; k++) {
        if (more->cell[k].n > 60) return false;
        below |= more->cell[k].n > 0;
    }
    return below;
}

/* Has it something below a cell that the first line leaves empty, because the one beside it stands above both? */
static bool fills_gap(const Cut *first, const Cut *more)
{
    for (int k = 1; k < more->n; k++)
        if (more->cell[k].n && !first->cell[k].n) return true;
    return false;
}

/* The head takes the lines up to the first row; a cell above several columns counts for each of them. */
static size_t read_head(Ctx *c, const Doc *doc, size_t i, char sign, DocTable *t)
{
    Cut first = cut_line(doc->line[i].raw, sign);
    Str above = {0};
    if (!first.marked || first.n < 3 || is_rule(doc->line[i].raw)) return 0;
    for (int k = 0; k < first.n; k++)
        if (cell_is_number(first.cell[k]) && k == 0) return 0;
    t->columns = first.n;
    size_t at = i + 1;
    bool ruled = at < doc->n && is_rule(doc->line[at].raw);
    if (ruled) at++; /* Markdown has one line above its rule: the other stands below */
    Cut second = at < doc->n ? cut_line(doc->line[at].raw, sign) : (Cut){0};
    bool two = at < doc->n && !is_rule(doc->line[at].raw) && goes_on_as_head(&first, &second) &&
               (!ruled || fills_gap(&first, &second));
    for (int k = 0; k < first.n; k++) {
        if (first.cell[k].n) above = first.cell[k];
        Str below = two && k < second.n ? second.cell[k] : (Str){0};
        t->head[k] = viet_nfc(&c->mem, table_joined(c, below.n && !first.cell[k].n ? above : first.cell[k], below));
    }
    return at + two;
}

/* A line without signs between two rows heads those below it; false when it is no part of the table. */
static bool read_across(Ctx *c, const Doc *doc, size_t i, char sign, DocTable *t)
{
    size_t next = table_next_line(doc, i + 1);
    if (next >= doc->n || !t->numbered) return false;
    Cut row = cut_line(doc->line[next].raw, sign);
    if (row.n < 2 || !cell_is_number(row.cell[0])) return false;
    table_add_cell(c, table_add_row(c, t), doc->line[i].text, 0, t->columns, &doc->line[i]);
    return true;
}

/* Do the lines from i on, none of them a row of its own, bring the cells that the row still lacks? */
static bool is_completed(const Doc *doc, size_t i, int lacking)
{
    enum { CELL_LINES_MAX = 12 };
    for (size_t k = i; k < doc->n && k < i + CELL_LINES_MAX; k++) {
        Cut cut = cut_line(doc->line[k].raw, '\t');
        if (table_is_heading(doc->line[k].text) || (cut.n > 1 && cell_is_number(cut.cell[0]))) return false;
        if (cut.n > 1) return cut.n - 1 <= lacking;
    }
    return false;
}

/* A cell with lines of its own breaks its row: what stands before the first tab goes on with the cell that was open. */
static bool read_broken(Ctx *c, const Doc *doc, size_t i, DocTable *t, int *open)
{
    const Line *line = &doc->line[i];
    DocRow *row = t->rows.n ? &t->rows.at[t->rows.n - 1] : NULL;
    int lacking = t->columns - 1 - *open;
    Cut cut = cut_line(line->raw, '\t');
    if (!row || *open < 1 || table_across(t, row).n) return false;
    bool last = !lacking && cut.n == 1 && strchr("-+", line->text.p[0]); /* a list in the last cell */
    if (!last && (!lacking || !is_completed(doc, i, lacking))) return false;
    for (int k = 0; k < cut.n; k++)
        if (cut.cell[k].n && !table_join(c, row, cut.cell[k], *open + k, line)) return false;
    *open += cut.n - 1;
    return true;
}

/* False when the line is no row: the table ends.  *open = the column that the row's lines have reached. */
static bool read_row(Ctx *c, const Doc *doc, size_t i, char sign, DocTable *t, int *open)
{
    const Line *line = &doc->line[i];
    Cut cut = cut_line(line->raw, sign);
    if (sign == '\t' && t->numbered && !cell_is_number(cut.cell[0]) && read_broken(c, doc, i, t, open)) return true;
    *open = 0;
    if (cut.n < 2) return sign == '\t' && read_across(c, doc, i, sign, t);
    if (!cut.marked && !(cut.n == 2 && cell_is_number(cut.cell[0]))) return false;
    if (cut.n > t->columns && sign == '\t' && !cell_is_number(cut.cell[0]) && cut.cell[0].n) return false;
    int filled = 0, only = 0;
    for (int k = 0; k < cut.n && k < t->columns; k++)
        if (cut.cell[k].n) filled++, only = k;
    if (!filled) return true;
    DocRow *row = table_add_row(c, t);
    row->parted = true;
    if (filled == 1 && only < 2 && !cell_is_number(cut.cell[only])) {
        table_add_cell(c, row, cut.cell[only], 0, t->columns, line);
        return true;
    }
    for (int k = 0; k < cut.n && k < t->columns; k++)
        if (cut.cell[k].n) table_add_cell(c, row, cut.cell[k], k, 1, line);
    *open = cut.n - 1;
    return true;
}

static bool read_marked(Ctx *c, const Doc *doc, size_t i, char sign, DocTable *t)
{
    if (str_index(doc->line[i].raw, sign) == doc->line[i].raw.n) return false;
    size_t at = read_head(c, doc, i, sign, t), gap = 0;
    int open = 0;
    if (!at) return false;
    t->numbered = table_is_counter(c, t->head[0]), t->end = at;
    for (; at < doc->n && gap <= TABLE_GAP_LINES; at++) {
        const Line *line = &doc->line[at];
        if (!line->text.n || (gap && line_is_page_number(line))) {
            gap++;
            continue;
        }
        bool skipped = is_rule(line->raw) || str_equal(line->text, doc->line[i].text);
        if (!skipped && !read_row(c, doc, at, sign, t, &open)) break;
        gap = 0, t->end = at + 1;
    }
    return t->rows.n > 0;
}

bool table_bars(Ctx *c, const Doc *doc, size_t i, DocTable *t) { return read_marked(c, doc, i, '|', t); }
bool table_tabs(Ctx *c, const Doc *doc, size_t i, DocTable *t) { return read_marked(c, doc, i, '\t', t); }
