// SPDX-License-Identifier: Apache-2.0
/* table_cells.c -- a table whose cells stand one a line, as copying from a PDF leaves it: "TT", "Nhiệm vụ", "Cơ quan
 * chủ trì", …, "1", "Xây dựng …", "Sở A", …  A wrapped cell goes on in small letters.  Where a row has another number
 * of cells than the head has columns, its cells have no column: whoever knows what they say places them. */
#include "doc/table_inside.h"
#include "viet/text.h"

enum { HEAD_LINES_MAX = 24, ROW_CELLS_MAX = 40, HEAD_BYTES_MAX = 60 };

/* Does a line go on with the cell above it? */
static bool goes_on(Ctx *c, Str above, Str line)
{
    Str first = str_slice(line, 0, str_index(line, ' '));
    Arena mark = c->mem;
    bool small = str_equal(viet_lower(&c->mem, first), first) && !str_equal(viet_upper(&c->mem, first), first);
    c->mem.at = mark.at;
    return small || str_ends(above, S(",")) || str_ends(above, S(";")) || str_ends(above, S(" và")) ||
           str_ends(above, S("-"));
}

/* Numbers go on by one, or begin anew; Roman ones and letters head sections. */
static bool begins_row(Str s, int64_t last)
{
    int64_t n;
    if (!cell_is_number(s)) return false;
    while (s.n && strchr(".)", s.p[s.n - 1])) s.n--;
    if (str_integer(s, &n)) return n == last + 1 || n == 1;
    return s.p[0] > '9' || str_index(s, '.') < s.n; /* "1.1" */
}

/* "II. Kinh tế số" on one line: it heads rows, or begins the next part of the document. */
static bool is_part(Str s)
{
    size_t n = 0;
    while (n < s.n && strchr("IVX", s.p[n])) n++;
    return n > 0 && n + 1 < s.n && strchr(".-/)", s.p[n]) && s.p[n + 1] == ' ';
}

/* "TT" alone, short lines, then the number of the first row; the line of that, or 0. */
static size_t read_head(Ctx *c, const Doc *doc, size_t i, DocTable *t)
{
    size_t at = i + 1, last = doc->n < i + HEAD_LINES_MAX ? doc->n : i + HEAD_LINES_MAX;
    if (!table_is_counter(c, doc->line[i].text)) return 0;
    t->head[0] = doc->line[i].text, t->columns = 1, t->numbered = true;
    for (; at < last; at++) {
        Str s = doc->line[at].text;
        if (!s.n || s.p[0] == '(') continue; /* "(1)", "(2)": the columns are numbered */
        if (cell_is_number(s) || is_part(s)) break;
        if (s.n > HEAD_BYTES_MAX) return 0;
        if (t->columns > 1 && goes_on(c, t->head[t->columns - 1], s))
            t->head[t->columns - 1] = table_joined(c, t->head[t->columns - 1], s);
        else if (t->columns == TABLE_COLUMNS_MAX) return 0;
        else t->head[t->columns++] = s;
    }
    return at < last && t->columns >= 3 ? at : 0;
}

/* Does the next row begin soon?  Then a cell too many is one that wrapped before a capital. */
static bool row_follows(const Doc *doc, size_t at, int64_t last)
{
    enum { LOOK_LINES = 8 };
    for (size_t k = at; k < doc->n && k < at + LOOK_LINES; k++) {
        int64_t n;
        if (is_part(doc->line[k].text)) return false;
        if (str_integer(doc->line[k].text, &n) && n == last + 1) return true;
    }
    return false;
}

/* The cells of a row from line `at` on; its end. */
static size_t read_row(Ctx *c, const Doc *doc, size_t at, int64_t last, DocTable *t)
{
    DocRow *row = table_add_row(c, t);
    row->parted = true;
    table_add_cell(c, row, doc->line[at].text, 0, 1, &doc->line[at]);
    for (at++; at < doc->n && !begins_row(doc->line[at].text, last); at++) {
        const Line *line = &doc->line[at];
        DocCell *above = &row->cells.at[row->cells.n - 1];
        if (!line->text.n) continue;
        bool more = row->cells.n > 1 && goes_on(c, above->text, line->text);
        if (is_part(line->text) || (!more && (int)row->cells.n >= t->columns && !row_follows(doc, at, last)) ||
            (more && above->text.n > TABLE_CELL_MAX) || row->cells.n == ROW_CELLS_MAX)
            break;
        if (more) above->text = table_joined(c, above->text, line->text), above->last = line->number;
        else table_add_cell(c, row, line->text, -1, 1, line);
    }
    for (size_t k = 1; (int)row->cells.n == t->columns && k < row->cells.n; k++) row->cells.at[k].column = (int)k;
    return at;
}

bool table_cells(Ctx *c, const Doc *doc, size_t i, DocTable *t)
{
    size_t at = read_head(c, doc, i, t);
    int64_t last = 0;
    if (!at) return false;
    while (at < doc->n) {
        const Line *line = &doc->line[at];
        size_t next = table_next_line(doc, at + 1);
        if (!line->text.n) at++;
        else if (is_part(line->text) && next < doc->n && begins_row(doc->line[next].text, last)) {
            table_add_cell(c, table_add_row(c, t), line->text, 0, t->columns, line);
            t->end = ++at;
        } else if (begins_row(line->text, last)) {
            Str number = line->text;
            while (number.n && strchr(".)", number.p[number.n - 1])) number.n--;
            str_integer(number, &last);
            t->end = at = read_row(c, doc, at, last, t);
        } else break;
    }
    return t->rows.n > 0;
}
