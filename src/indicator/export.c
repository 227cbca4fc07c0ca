// SPDX-License-Identifier: Apache-2.0
/* export.c -- figures as a file: the columns that import.c reads. */
#include "base/out.h"
#include "doc/sheet_write.h"
#include "indicator/import.h"

typedef struct {
    Str org, term;
    const char *cell[INDICATORS_MAX];
    Str name;
} ExportRow;
typedef LIST(ExportRow) ExportRowList;

typedef struct {
    const Indicator *at[INDICATORS_MAX];
    size_t n;
} Columns;

static size_t column_of(const Columns *k, Id indicator)
{
    size_t i = 0;
    while (i < k->n && k->at[i]->id != indicator) i++;
    return i;
}

static Fail read_rows(Ctx *c, const IndicatorSet *set, Term from, Term to, bool (*may)(const Ctx *, Str),
                      const Columns *k, ExportRowList *rows)
{
    Rows r;
    const OrgDated *tree;
    *rows = (ExportRowList){0};
    TRY(org_dated(c, &tree));
    TRY(store_query(c, &r,
                    "SELECT v.org, v.term, v.indicator_id, v.amount FROM indicator_value v WHERE v.office_id = $1 "
                    "AND v.term >= $3 AND v.term <= $4 AND v.org <> '' AND v.indicator_id IN (SELECT id FROM indicator "
                    "WHERE office_id = $1 AND set_id = $2) ORDER BY v.term, v.org",
                    OFFICE, set->id, term_key(&c->mem, from), term_key(&c->mem, to)));
    while (rows_next(&r)) {
        Str org = row_text(&r, 0), term = row_text(&r, 1);
        size_t column = column_of(k, row_integer(&r, 2));
        if (column == k->n || (may && !may(c, org))) continue;
        ExportRow *last = rows->n ? &rows->at[rows->n - 1] : NULL;
        if (!last || !str_equal(last->org, org) || !str_equal(last->term, term)) {
            const Org *o = org_dated_by_code(tree, org);
            last = list_add(&c->mem, rows);
            *last = (ExportRow){.org = org, .term = term, .name = o ? o->name : org};
        }
        last->cell[column] = amount_plain(&c->mem, k->at[column], row_integer(&r, 3)).p;
    }
    return rows_end(&r);
}

/* Every agency that has to report has a row, also an empty one: the file is the form to fill in. */
static Fail add_empty(Ctx *c, const IndicatorSet *set, Term t, bool (*may)(const Ctx *, Str), ExportRowList *rows)
{
    const OrgDated *tree;
    TRY(org_dated(c, &tree));
    size_t there = rows->n;
    for (size_t i = 0; i < org_dated_size(tree); i++) {
        const Org *o = org_dated_at(tree, i);
        bool is_there = !indicator_reports(tree, set, o, t) || (may && !may(c, o->code));
        for (size_t k = 0; k < there && !is_there; k++)
            is_there = str_equal(rows->at[k].org, o->code) && str_equal(rows->at[k].term, term_key(&c->mem, t));
        if (!is_there)
            *list_add(&c->mem, rows) = (ExportRow){.org = o->code, .term = term_key(&c->mem, t), .name = o->name};
    }
    return OK;
}

/* In a workbook a whole number is a number; CSV and decimals are as programs write them. */
static void put_cell(SheetWriter *w, const char *cell)
{
    int64_t n;
    if (cell && str_integer(str_of(cell), &n)) sheet_integer(w, n);
    else sheet_text(w, str_of(cell));
}

static Fail put_sheet(Ctx *c, const IndicatorSet *set, const Columns *k, const ExportRowList *rows, SheetFile file,
                      Str *bytes)
{
    SheetWriter *w;
    SheetColumn columns[3 + INDICATORS_MAX] = {{"Mã cơ quan", 14}, {"Cơ quan", 44}, {"Kỳ", 14}};
    for (size_t i = 0; i < k->n; i++)
        columns[3 + i] =
            (SheetColumn){file == SHEET_CSV ? str_c(&c->mem, k->at[i]->code) : str_c(&c->mem, k->at[i]->title), 18};
    TRY(sheet_begin(c, file, set->title, columns, 3 + k->n, &w));
    for (size_t i = 0; i < rows->n; i++) {
        const ExportRow *row = &rows->at[i];
        sheet_text(w, row->org), sheet_text(w, row->name), sheet_text(w, row->term);
        for (size_t j = 0; j < k->n; j++) put_cell(w, row->cell[j]);
        sheet_end_row(w);
    }
    return sheet_end(w, bytes);
}

static void put_adx(Ctx *c, const IndicatorSet *set, const Columns *k, const ExportRowList *rows, Str *bytes)
{
    static const char *const lengths[TERM_KINDS] = {"P1D", "P7D", "P1M"};
    Out o = {.mem = &c->mem};
    OUT_LITERAL(&o, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<adx xmlns=\"urn:ihe:qrph:adx:2015\">\n");
    for (size_t i = 0; i < rows->n; i++) {
        const ExportRow *row = &rows->at[i];
        OUT_LITERAL(&o, "<group orgUnit=\"");
        out_text(&o, row->org);
        out_format(&o, "\" period=\"%.*s/%s\" dataSet=\"%.*s\">\n", STR_ARGS(row->term), lengths[set->term],
                   STR_ARGS(set->code));
        for (size_t j = 0; j < k->n; j++)
            if (row->cell[j])
                out_format(&o, "<dataValue dataElement=\"%.*s\" value=\"%s\"/>\n", STR_ARGS(k->at[j]->code),
                           row->cell[j]);
        OUT_LITERAL(&o, "</group>\n");
    }
    OUT_LITERAL(&o, "</adx>\n");
    *bytes = out_str(&o);
}

Fail indicator_export(Ctx *c, const IndicatorSet *set, Term from, Term to, bool (*may)(const Ctx *, Str org),
                      ExportKind kind, Str *bytes)
{
    Columns k = {0};
    ExportRowList rows;
    for (size_t i = 0; i < set->indicators.n && k.n < INDICATORS_MAX; i++)
        if (!set->indicators.at[i].is_gone && set->indicators.at[i].kind != INDICATOR_RATIO)
            k.at[k.n++] = &set->indicators.at[i];
    TRY(read_rows(c, set, from, to, may, &k, &rows));
    if (kind != EXPORT_ADX && from.first == to.first) TRY(add_empty(c, set, to, may, &rows));
    if (kind == EXPORT_ADX) put_adx(c, set, &k, &rows, bytes);
    else TRY(put_sheet(c, set, &k, &rows, kind == EXPORT_CSV ? SHEET_CSV : SHEET_XLSX, bytes));
    return OK;
}
