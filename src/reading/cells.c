// SPDX-License-Identifier: Apache-2.0
/* cells.c -- a table whose cells stand one a line, as copying from a PDF leaves it: "TT", "Nhiệm vụ", "Cơ quan chủ
 * trì", …, "1", "Xây dựng …", "Sở A", …  Its rows are put together again, with tabs between the cells, and read as any
 * table (table.c).
 *
 * A wrapped cell goes on in small letters.  Where a row then has another number of cells than the head has columns, a
 * cell goes under the next head of its kind: a time, an agency, anything else. */
#include "reading/inside.h"
#include "viet/text.h"

enum { COLUMNS_MIN = 3, COLUMNS_MAX = 12, HEAD_LINES_MAX = 20, ROW_LINES_MAX = 40, LABEL_BYTES_MAX = 60 };

typedef enum { KIND_OTHER, KIND_AGENCY, KIND_TIME } Kind;

typedef struct {
    Str label[COLUMNS_MAX];
    Kind kind[COLUMNS_MAX];
    int n;
    size_t first; /* the line of the first row */
} Head;

typedef struct {
    Str at[ROW_LINES_MAX];
    int n;
} Cells;

static Kind kind_of_label(Ctx *c, Str label)
{
    static const char *const times[] = {"thoi gian", "thoi han", "tien do", "lo trinh", "hoan thanh"};
    static const char *const agencies[] = {"chu tri", "phoi hop", "don vi", "co quan", "thuc hien"};
    Str folded = viet_fold(&c->mem, label);
    for (size_t i = 0; i < sizeof times / sizeof *times; i++)
        if (str_contains(folded, str_of(times[i]))) return KIND_TIME;
    for (size_t i = 0; i < sizeof agencies / sizeof *agencies; i++)
        if (str_contains(folded, str_of(agencies[i]))) return KIND_AGENCY;
    return KIND_OTHER;
}

static Kind kind_of_cell(Ctx *c, const Reader *r, Str cell)
{
    Period p;
    if (party_begins(c, r, cell)) return KIND_AGENCY;
    return cell.n < LABEL_BYTES_MAX && viet_period(&c->mem, cell, r->reading->date, &p) ? KIND_TIME : KIND_OTHER;
}

/* Does a line go on with the cell above it? */
static bool goes_on(Ctx *c, Str above, Str line)
{
    Str first = str_slice(line, 0, str_index(line, ' '));
    bool small = str_equal(viet_lower(&c->mem, first), first) && !str_equal(viet_upper(&c->mem, first), first);
    return small || str_ends(above, S(",")) || str_ends(above, S(";")) || str_ends(above, S(" và")) ||
           str_ends(above, S("-"));
}

static void add_line(Ctx *c, Cells *cells, Str line)
{
    if (cells->n && goes_on(c, cells->at[cells->n - 1], line))
        cells->at[cells->n - 1] = str_format(&c->mem, "%.*s %.*s", STR_ARGS(cells->at[cells->n - 1]), STR_ARGS(line));
    else if (cells->n < ROW_LINES_MAX) cells->at[cells->n++] = line;
}

static bool is_number_head(Ctx *c, Str s)
{
    if (s.n < 2 || s.n > 8) return false;
    Str folded = viet_fold(&c->mem, s);
    return str_equal(folded, S("tt")) || str_equal(folded, S("stt")) || str_equal(folded, S("so tt"));
}

/* "TT" alone, short lines, then the number of the first row. */
static bool read_head(Ctx *c, const Reader *r, size_t i, size_t end, Head *head)
{
    Cells cells = {0};
    bool who = false;
    if (!is_number_head(c, r->doc->line[i].text)) return false;
    size_t at = i + 1, last = end < i + HEAD_LINES_MAX ? end : i + HEAD_LINES_MAX;
    for (; at < last; at++) {
        Str s = r->doc->line[at].text;
        if (!s.n || s.p[0] == '(') continue; /* "(1)", "(2)": the columns are numbered */
        if (cell_is_number(s)) break;
        if (s.n > LABEL_BYTES_MAX || cells.n == COLUMNS_MAX) return false;
        add_line(c, &cells, s);
    }
    *head = (Head){.n = cells.n, .first = at};
    for (int k = 0; k < cells.n && k < COLUMNS_MAX; k++) {
        head->label[k] = cells.at[k], head->kind[k] = kind_of_label(c, cells.at[k]);
        who |= head->kind[k] == KIND_AGENCY;
    }
    return at < last && who && head->n >= COLUMNS_MIN - 1 && head->n <= COLUMNS_MAX && head->kind[0] == KIND_OTHER;
}

bool cells_begin(Ctx *c, const Reader *r, size_t i, size_t end)
{
    Head head;
    return read_head(c, r, i, end, &head);
}

/* -- rows --------------------------------------------------------------------------------------------------- */

static int column_for(const Head *head, int last, Kind kind)
{
    for (int k = last + 1; k < head->n; k++)
        if (head->kind[k] == kind) return k;
    return last < 0 ? 0 : last;
}

/* The cells of a row under their heads, as a line with tabs. */
static Str row_text(Ctx *c, const Reader *r, const Head *head, Str number, const Cells *cells)
{
    Str under[COLUMNS_MAX] = {{0}}, row = number;
    int last = -1;
    for (int k = 0; k < cells->n; k++) {
        int at = cells->n == head->n ? k : column_for(head, last, k ? kind_of_cell(c, r, cells->at[k]) : KIND_OTHER);
        under[at] =
            under[at].n ? str_format(&c->mem, "%.*s %.*s", STR_ARGS(under[at]), STR_ARGS(cells->at[k])) : cells->at[k];
        last = at;
    }
    for (int k = 0; k < head->n; k++) row = str_format(&c->mem, "%.*s\t%.*s", STR_ARGS(row), STR_ARGS(under[k]));
    return row;
}

/* Numbers go on by one, or begin anew; Roman ones and letters head sections. */
static bool begins_row(Str s, int64_t last)
{
    int64_t n;
    Str number = without_final(s, ".)");
    if (!cell_is_number(s)) return false;
    if (str_integer(number, &n)) return n == last + 1 || n == 1;
    return number.p[0] > '9' || str_index(number, '.') < number.n; /* "1.1" */
}

static void add_row(Ctx *c, Doc *table, size_t *room, Str raw, const Line *line)
{
    if (table->n == *room)
        table->line = list_grown(&c->mem, table->line, table->n, room, sizeof *table->line, _Alignof(Line));
    table->line[table->n] = *line;
    table->line[table->n].raw = table->line[table->n].text = raw;
    table->n++;
}

size_t cells_read(Ctx *c, Reader *r, size_t i, size_t end)
{
    Head head;
    if (!read_head(c, r, i, end, &head)) return 0;
    const Doc *doc = r->doc;
    Doc table = {0};
    size_t room = 0, at = head.first;
    int64_t last = 0;
    Str labels = S("TT");
    for (int k = 0; k < head.n; k++)
        labels = str_format(&c->mem, "%.*s\t%.*s", STR_ARGS(labels), STR_ARGS(head.label[k]));
    add_row(c, &table, &room, labels, &doc->line[i]);
    while (at < end && begins_row(doc->line[at].text, last)) {
        const Line *line = &doc->line[at];
        Cells cells = {0};
        str_integer(without_final(line->text, ".)"), &last);
        size_t first = ++at;
        for (; at < end && at - first < ROW_LINES_MAX && !begins_row(doc->line[at].text, last); at++) {
            Str s = doc->line[at].text;
            if (line_is_part(c, s) ||
                (cells.n >= head.n && !goes_on(c, cells.at[cells.n - 1], s) && !doc->line[at - 1].text.n))
                break;
            if (s.n) add_line(c, &cells, s);
        }
        add_row(c, &table, &room, row_text(c, r, &head, without_final(line->text, ".)"), &cells), line);
    }
    r->doc = &table;
    size_t rows = table_read(c, r, 0, table.n);
    r->doc = doc;
    return rows ? at - i : 0;
}
