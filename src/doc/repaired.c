// SPDX-License-Identifier: Apache-2.0
#include "doc/repaired.h"
#include "base/out.h"
#include "doc/table.h"

static Str joined_lines(Ctx *c, const Doc *doc)
{
    Out all = {.mem = &c->mem};
    for (size_t i = 0; i < doc->n; i++) {
        out_raw(&all, doc->line[i].text);
        out_char(&all, '\n');
    }
    return out_str(&all);
}

/* `raw` holds the same words between other blanks: each is replaced where it stands. */
static Str raw_repaired(Ctx *c, Str raw, const RepairToken *token, size_t n)
{
    Out o = {.mem = &c->mem};
    Str rest = raw;
    for (size_t i = 0; i < n; i++) {
        size_t at = str_find(rest, token[i].read);
        if (at == rest.n) continue;
        out_raw(&o, str_slice(rest, 0, at));
        out_raw(&o, token[i].restored);
        rest = str_from(rest, at + token[i].read.n);
    }
    out_raw(&o, rest);
    return out_str(&o);
}

/* -- tables that the file named ------------------------------------------------------------------------------- */

/* The next piece of a row's line that is not empty: block.c parts cells with tabs, and leaves out none that says
 * something. */
static bool next_cell(Str *rest, Str *cell)
{
    while (str_cut(rest, '\t', cell))
        if (str_trim(*cell).n) return true;
    return false;
}

static const Line *line_of(const Doc *doc, size_t at, int number)
{
    while (at < doc->n && doc->line[at].number < number) at++;
    return at < doc->n ? &doc->line[at] : NULL;
}

static bool head_repaired(const Doc *doc, DocTable *t)
{
    Str rest = doc->line[t->begin].raw, cell;
    for (int k = 0; k < t->columns; k++) {
        if (!t->head[k].n) continue;
        if (!next_cell(&rest, &cell)) return false;
        t->head[k] = str_trim(cell);
    }
    return !next_cell(&rest, &cell);
}

static bool row_repaired(Ctx *c, const Doc *doc, size_t begin, DocRow *row)
{
    const Line *line = row->cells.n ? line_of(doc, begin, row->cells.at[0].first) : NULL;
    DocCell *cells = NEW(&c->mem, DocCell, row->cells.n + 1);
    if (!line) return !row->cells.n;
    Str rest = line->raw, text;
    memcpy(cells, row->cells.at, row->cells.n * sizeof *cells);
    row->cells.at = cells;
    for (size_t i = 0; i < row->cells.n; i++) {
        if (cells[i].first != line->number || cells[i].last != line->number || !next_cell(&rest, &text)) return false;
        cells[i].text = str_trim(text);
    }
    return !next_cell(&rest, &text);
}

static bool table_repaired(Ctx *c, const Doc *doc, DocTable *t)
{
    DocRow *rows = NEW(&c->mem, DocRow, t->rows.n + 1);
    memcpy(rows, t->rows.at, t->rows.n * sizeof *rows);
    t->rows.at = rows;
    bool good = t->begin < doc->n && head_repaired(doc, t);
    for (size_t i = 0; i < t->rows.n && good; i++) good = row_repaired(c, doc, t->begin, &rows[i]);
    return good;
}

/* With the restored wording in their cells; where rows are not lines (doc/block.h) they are found again among the
 * lines. */
static void repair_tables(Ctx *c, Doc *repaired)
{
    DocTable *tables = NEW(&c->mem, DocTable, repaired->tables + 1);
    bool good = true;
    if (!repaired->tables) return;
    memcpy(tables, repaired->table, repaired->tables * sizeof *tables);
    for (size_t i = 0; i < repaired->tables && good; i++) good = table_repaired(c, repaired, &tables[i]);
    repaired->table = good ? tables : NULL;
    if (!good) repaired->tables = 0;
}

ReadBy doc_repaired(Ctx *c, const Doc *doc, Str names, Str office, const GivenWordList *given, Doc *repaired)
{
    Repair r = {0};
    *repaired = *doc;
    Repairer *repairer = repairer_load(&c->mem, office);
    if (!repairer) repairer = repairer_load(&c->mem, (Str){0});
    viet_repair(&c->mem, repairer, joined_lines(c, doc), names, &r);
    if (r.by == READ_WELL) return READ_WELL;
    repair_give(&c->mem, &r, given);
    repaired->line = NEW(&c->mem, Line, doc->n + 1);
    Str rest = r.text, text;
    for (size_t i = 0, k = 0; i < doc->n && str_cut(&rest, '\n', &text); i++) {
        Line *line = &repaired->line[i];
        size_t first = k;
        *line = doc->line[i];
        while (k < r.tokens.n && r.tokens.at[k].line == i + 1) k++;
        line->words = r.tokens.n ? &r.tokens.at[first] : NULL, line->n_words = k - first;
        line->text = text;
        line->raw = raw_repaired(c, doc->line[i].raw, &r.tokens.at[first], k - first);
    }
    repair_tables(c, repaired);
    return r.by;
}
