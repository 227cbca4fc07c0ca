// SPDX-License-Identifier: Apache-2.0
/* scrambled_row.c -- one row of a table that an OCR took apart: its number, its lines, its cells. */
#include "reading/scrambled.h"
#include "viet/text.h"

Str cell_word(Str s) { return str_slice(s, 0, str_index(s, ' ')); }

/* "STT|Nhiệm vụ": up to a blank or what is left of a border. */
Str cell_first(Str s)
{
    size_t border = str_index(s, '|');
    Str word = cell_word(s);
    return border && border < word.n ? str_slice(s, 0, border) : word;
}

Str cell_bare(Str s)
{
    while (s.n && strchr("|_[]{} ,", s.p[0])) s = str_from(s, 1);
    return without_final(s, "|_[]{} ");
}

Str cell_joined(Ctx *c, Str a, Str b)
{
    return !a.n ? b : !b.n ? a : str_format(&c->mem, "%.*s %.*s", STR_ARGS(a), STR_ARGS(b));
}

bool word_is_capital(Ctx *c, Str word)
{
    Arena mark = c->mem;
    bool capital = !str_equal(viet_lower(&c->mem, word), word);
    c->mem.at = mark.at;
    return capital;
}

/* -- rows --------------------------------------------------------------------------------------------------- */

/* "1.1 | Cắt giảm …": the number of a row and what stands behind it. */
bool row_takes_number(Str line, Str *number, Str *rest)
{
    size_t end = 0; /* "1.1]", "2.1|Số hóa" */
    while (end < line.n && !strchr(" |]", line.p[end])) end++;
    Str word = without_final(str_slice(line, 0, end), ".,)_");
    *rest = cell_bare(str_from(line, end));
    size_t roman = 0;
    while (roman < word.n && strchr("IVX1l|", word.p[roman])) roman++;
    *number = word;
    if (roman == word.n && word.n > 1 && word.p[0] == 'I') *number = word.n == 2 ? S("II") : S("III");
    return rest->n && cell_is_number(*number);
}

/* Does this number come behind that one, or begin a count? */
bool row_follows(Str number, int64_t last)
{
    int64_t n;
    enum { LOST_MAX = 2 }; /* rows whose number the OCR lost */
    if (str_integer(number, &n)) return n == 1 || (n > last && n <= last + 1 + LOST_MAX);
    return true;
}

/* The number of the next section: as it was read, else what comes next ("i", "a" for II). */
static Str section_number(Columns *columns, Str read)
{
    static const Str roman[] = {STR("I"), STR("II"), STR("III"), STR("IV"),
                                STR("V"), STR("VI"), STR("VII"), STR("VIII")};
    enum { ROMANS = sizeof roman / sizeof *roman };
    for (int i = columns->sections; i < ROMANS; i++)
        if (str_equal(read, roman[i])) return columns->sections = i + 1, read;
    bool spoilt = !read.n || (read.n == 1 && read.p[0] >= 'a' && read.p[0] <= 'z');
    return spoilt && columns->sections < ROMANS ? roman[columns->sections++] : read;
}

void row_add(Ctx *c, const Reader *r, Columns *columns, DocTable *t, const Row *row)
{
    Str cells[UNSCRAMBLED_MAX] = {0};
    DocRow *to = list_add(&c->mem, &t->rows);
    *to = (DocRow){.parted = true};
    bool heads = row->number.n && (row->number.p[0] < '0' || row->number.p[0] > '9'); /* "II Chế biến" */
    bool capitals = heads && row->n && viet_is_upper(cell_bare(row->line[0]));
    Str number = capitals ? section_number(columns, row->number) : row->number;
    if (number.n) *list_add(&c->mem, &to->cells) = (DocCell){number, 0, 1, row->first, row->first};
    int task = columns->counted;
    for (int k = 0; k < columns->n; k++)
        if (columns->kind[k] == FIELD_NONE) task = k + columns->counted;
    if (heads) {
        for (int i = 0; i < row->n; i++) cells[0] = cell_joined(c, cells[0], cell_bare(row->line[i]));
        *list_add(&c->mem, &to->cells) = (DocCell){cells[0], task, 1, row->first, row->last};
        return;
    }
    row_unscramble(c, r, columns->bonds, columns->kind, columns->n, row->line, (size_t)row->n, cells);
    for (int k = 0; k < columns->n; k++)
        if (cells[k].n)
            *list_add(&c->mem, &to->cells) = (DocCell){cells[k], k + columns->counted, 1, row->first, row->last};
}
