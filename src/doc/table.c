// SPDX-License-Identifier: Apache-2.0
#include "base/out.h"
#include "doc/table_inside.h"
#include "viet/text.h"

enum { NUMBER_BYTES_MAX = 8 };

bool cell_is_number(Str s)
{
    while (s.n && strchr(".) ", s.p[s.n - 1])) s.n--;
    if (!s.n || s.n > NUMBER_BYTES_MAX) return false;
    bool digits = true, roman = true;
    for (size_t i = 0; i < s.n; i++) {
        digits &= (s.p[i] >= '0' && s.p[i] <= '9') || s.p[i] == '.';
        roman &= strchr("IVX", s.p[i]) != NULL;
    }
    return (digits && s.p[0] != '.') || roman ||
           (s.n == 1 && ((s.p[0] >= 'A' && s.p[0] <= 'H') || (s.p[0] >= 'a' && s.p[0] <= 'z')));
}

bool table_is_counter(Ctx *c, Str head)
{
    static const Str names[] = {STR("tt"), STR("stt"), STR("so tt"), STR("so thu tu")};
    if (head.n < 2 || head.n > 20) return false;
    Arena mark = c->mem;
    Str folded = viet_fold(&c->mem, head);
    bool found = false;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) found |= str_equal(folded, names[i]);
    c->mem.at = mark.at;
    return found;
}

bool line_is_page_number(const Line *line)
{
    int64_t n;
    return line->text.n <= 3 && str_integer(line->text, &n);
}

bool table_is_heading(Str s)
{
    size_t n = 0;
    while (n < s.n && strchr("IVX0123456789", s.p[n])) n++;
    return n > 0 && n + 1 < s.n && strchr(".)/", s.p[n]) && s.p[n + 1] == ' ';
}

size_t table_next_line(const Doc *doc, size_t i)
{
    for (size_t gap = 0; i < doc->n && gap <= TABLE_GAP_LINES; i++, gap++)
        if (doc->line[i].text.n) return i;
    return doc->n;
}

/* -- rows and cells ----------------------------------------------------------------------------------------- */

Str table_joined(Ctx *c, Str a, Str b)
{
    return !a.n ? b : !b.n ? a : str_format(&c->mem, "%.*s %.*s", STR_ARGS(a), STR_ARGS(b));
}

DocRow *table_add_row(Ctx *c, DocTable *table)
{
    DocRow *row = list_add(&c->mem, &table->rows);
    *row = (DocRow){0};
    return row;
}

/* Markdown breaks the lines of a cell with "<br>". */
static Str without_breaks(Ctx *c, Str s)
{
    if (!str_contains(s, S("<br"))) return s;
    Out o = {.mem = &c->mem};
    for (size_t at = 0; at < s.n;) {
        Str rest = str_from(s, at);
        size_t close = str_index(str_head(rest, sizeof "<br /"), '>');
        bool tag = str_starts(rest, S("<br")) && close < rest.n && rest.p[close] == '>';
        if (tag) out_char(&o, ' ');
        else out_char(&o, s.p[at]);
        at += tag ? close + 1 : 1;
    }
    return out_str(&o);
}

void table_add_cell(Ctx *c, DocRow *row, Str text, int column, int span, const Line *line)
{
    *list_add(&c->mem, &row->cells) =
        (DocCell){viet_nfc(&c->mem, without_breaks(c, text)), column, span, line->number, line->number};
}

bool table_join(Ctx *c, DocRow *row, Str text, int column, const Line *line)
{
    for (size_t i = 0; i < row->cells.n; i++) {
        DocCell *cell = &row->cells.at[i];
        if (cell->column != column) continue;
        if (cell->text.n > TABLE_CELL_MAX) return false;
        cell->text = table_joined(c, cell->text, viet_nfc(&c->mem, text));
        cell->last = line->number;
        return true;
    }
    table_add_cell(c, row, text, column, 1, line);
    return true;
}

Str table_cell(const DocRow *row, int column)
{
    for (size_t i = 0; i < row->cells.n; i++)
        if (row->cells.at[i].column == column) return row->cells.at[i].text;
    return (Str){0};
}

Str table_across(const DocTable *table, const DocRow *row)
{
    if (row->cells.n == 1 && row->cells.at[0].span >= table->columns) return row->cells.at[0].text;
    return (Str){0};
}
