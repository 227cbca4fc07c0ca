// SPDX-License-Identifier: Apache-2.0
#include "doc/table.h"

/* A quoted cell of RFC 4180: "" is a quote, line ends belong to it. */
static Str quoted_cell(Arena *a, Table *t)
{
    Str from = str_from(t->rest, 1);
    size_t end = 0, n = 0;
    while (end < from.n && (from.p[end] != '"' || (end + 1 < from.n && from.p[end + 1] == '"')))
        end += from.p[end] == '"' ? 2 : 1;
    char *p = NEW(a, char, end + 1);
    for (size_t i = 0; i < end; i += from.p[i] == '"' ? 2 : 1) {
        t->next_line += from.p[i] == '\n';
        p[n++] = from.p[i];
    }
    t->unclosed |= end == from.n;
    t->rest = str_from(from, end + 1);
    return (Str){p, n};
}

static Str plain_cell(Table *t, char separator)
{
    size_t n = 0;
    while (n < t->rest.n && t->rest.p[n] != separator && t->rest.p[n] != '\n') n++;
    Str cell = str_slice(t->rest, 0, n);
    t->rest = str_from(t->rest, n);
    return cell;
}

/* Read the cells of one line; false at the end of the table. */
static bool read_line(Arena *a, Table *t, StrList *cells)
{
    char separator = t->separator;
    if (!t->rest.n) return false;
    cells->n = 0;
    t->line = t->next_line++;
    for (;;) {
        bool quoted = separator != '\t' && t->rest.n && t->rest.p[0] == '"';
        Str cell = quoted ? quoted_cell(a, t) : plain_cell(t, separator);
        if (quoted) plain_cell(t, separator); /* what stands between the closing quote and the separator */
        if (cells->n < TABLE_COLUMNS_MAX) *list_add(a, cells) = str_trim(cell);
        bool more = t->rest.n && t->rest.p[0] == separator;
        if (t->rest.n) t->rest = str_from(t->rest, 1);
        if (!more) return true;
    }
}

/* Excel writes CSV with semicolons where the comma parts decimals, as in Vietnam. */
static char separator_of(Str names)
{
    if (str_contains(names, S("\t"))) return '\t';
    return str_contains(names, S(";")) && !str_contains(names, S(",")) ? ';' : ',';
}

bool table_open(Arena *a, Str bytes, Table *t)
{
    if (str_starts(bytes, S("\xEF\xBB\xBF"))) bytes = str_from(bytes, 3);
    Str first = str_slice(bytes, 0, str_index(bytes, '\n'));
    *t = (Table){.separator = separator_of(first), .rest = bytes, .next_line = 1};
    return read_line(a, t, &t->names) && t->names.at[0].n;
}

static bool is_empty(const StrList *cells)
{
    for (size_t i = 0; i < cells->n; i++)
        if (cells->at[i].n) return false;
    return true;
}

bool table_next(Arena *a, Table *t)
{
    do {
        t->cells = (StrList){0}; /* earlier rows may be kept by the caller */
        if (!read_line(a, t, &t->cells)) return false;
    } while (is_empty(&t->cells));
    t->too_many = t->cells.n > t->names.n;
    return true;
}

int table_column(const Table *t, Str name)
{
    for (size_t i = 0; i < t->names.n; i++)
        if (str_equal_ascii(t->names.at[i], name)) return (int)i;
    return -1;
}

Str table_cell(const Table *t, int column)
{
    return column >= 0 && (size_t)column < t->cells.n ? t->cells.at[column] : (Str){0};
}
