// SPDX-License-Identifier: Apache-2.0
/* import.c -- figures of a file, cell by cell. */
#include "indicator/import.h"
#include "base/map.h"
#include "doc/sheet.h"
#include "indicator/adx.h"
#include "viet/text.h"
#include <stdlib.h>

/* A cell of the file, and where it stands. */
typedef struct {
    IndicatorCell cell;
    int row;
    Str column;
} Coming;

typedef struct {
    Ctx *c;
    IndicatorDesk *d;
    const IndicatorSet *set;
    const Directory *names; /* made when a name is not a code */
    Map orgs;               /* what was written → Org *, or &unknown */
    Term otherwise;
    Str why;
    bool takes;
    LIST(Coming) coming;
    ImportResult *result;
    bool any;
} Import;

static const Org unknown;

static void problem(Import *m, int row, Str column, const char *why)
{
    m->result->n_problems++;
    if (m->result->problems.n < IMPORT_PROBLEMS_SHOWN)
        *list_add(&m->c->mem, &m->result->problems) = (ImportProblem){row, column, str_of(why)};
}

/* -- what is named ---------------------------------------------------------------------------------------------------
 */

/* A code, or a name that the directory knows. */
static Fail org_of(Import *m, Str typed, const Org **org)
{
    void **at = map_put(&m->c->mem, &m->orgs, typed);
    if (!*at) {
        const Org *found = org_dated_by_code(desk_tree(m->d), typed), *named = NULL;
        if (!found && !m->names) TRY(org_directory(m->c, &m->names));
        if (!found) named = directory_exact(m->names, org_key(&m->c->mem, typed, false));
        if (named) found = org_dated_by_code(desk_tree(m->d), named->code);
        *at = (void *)(found ? found : &unknown);
    }
    *org = *at == (void *)&unknown ? NULL : *at;
    return OK;
}

static Str without_unit(Str head)
{
    size_t at = str_index(head, '(');
    return at < head.n ? str_trim(str_slice(head, 0, at)) : head;
}

static const Indicator *indicator_called(Import *m, Str head)
{
    Str folded = viet_fold(&m->c->mem, head), bare = viet_fold(&m->c->mem, without_unit(head));
    const Indicator *k = indicator_in(m->set, head);
    for (size_t i = 0; !k && i < m->set->indicators.n; i++) {
        Str title = viet_fold(&m->c->mem, m->set->indicators.at[i].title);
        if (str_equal(title, folded) || str_equal(title, bare)) k = &m->set->indicators.at[i];
    }
    return k;
}

/* -- one cell --------------------------------------------------------------------------------------------------------
 */

static void count(Import *m, const IndicatorCell *cell)
{
    ImportResult *r = m->result;
    if (!m->any || cell->term.first < r->first.first) r->first = cell->term;
    if (!m->any || cell->term.first > r->last.first) r->last = cell->term;
    m->any = true;
    if (cell->does == CELL_NEW) r->n_new++;
    else if (cell->does == CELL_SAME) r->same++;
    else r->changed++;
}

/* An empty cell of a file says nothing. */
static void note(Import *m, int row, Str column, const Indicator *k, const Org *org, Term t, Str typed)
{
    if (!str_trim(typed).n) return;
    Coming *one = list_add(&m->c->mem, &m->coming);
    *one = (Coming){desk_cell(m->c, m->d, k, org->code, t, typed, true), row, column};
    desk_expect(m->c, m->d, &one->cell);
}

static Fail put(Import *m, Coming *one)
{
    IndicatorCell *cell = &one->cell;
    TRY(m->takes ? desk_put(m->c, m->d, cell, m->why) : desk_look(m->c, m->d, cell, m->why));
    if (!cell->problem) {
        count(m, cell);
        return OK;
    }
    m->result->refused++;
    problem(m, one->row, one->column, cell->problem);
    return OK;
}

static bool term_of_row(Import *m, Str typed, Term *t)
{
    *t = m->otherwise;
    return !typed.n || term_read(typed, m->set->term, t);
}

static const char *no_term(Import *m, Str typed)
{
    return str_format(&m->c->mem, "“%.*s” không phải là một %s.", STR_ARGS(str_head(typed, 40)),
                      term_names[m->set->term])
        .p;
}

static const char *no_org(Import *m, Str typed)
{
    return typed.n ? str_format(&m->c->mem, "Không có cơ quan “%.*s” trong danh mục.", STR_ARGS(str_head(typed, 80))).p
                   : "Thiếu cơ quan.";
}

/* -- a table ---------------------------------------------------------------------------------------------------------
 */

enum { HEAD_ORG, HEAD_NAME, HEAD_TERM, HEAD_INDICATOR, HEAD_VALUE, HEADS };
static const char *const heads[HEADS] = {
    [HEAD_ORG] = "ma co quan|ma|orgunit|org unit|organisation unit|co quan ma",
    [HEAD_NAME] = "co quan|ten co quan|don vi|xa|agency",
    [HEAD_TERM] = "ky|period|ky bao cao|thang|tuan|ngay",
    [HEAD_INDICATOR] = "dataelement|data element|chi tieu|ma chi tieu",
    [HEAD_VALUE] = "value|gia tri|so lieu",
};

static bool is_called(Str folded, const char *names)
{
    Str rest = str_of(names), one;
    while (str_cut(&rest, '|', &one))
        if (str_equal(one, folded)) return true;
    return false;
}

typedef struct {
    int at[HEADS]; /* -1 = not there */
    const Indicator *indicator[SHEET_COLUMNS_MAX];
    size_t n;
    const SheetRow *row;
} Heads;

static void read_heads(Import *m, const SheetRow *row, Heads *h)
{
    *h = (Heads){.row = row, .n = row->n};
    for (int i = 0; i < HEADS; i++) h->at[i] = -1;
    for (size_t i = 0; i < row->n; i++) {
        Str folded = viet_fold(&m->c->mem, row->cell[i]);
        bool found = false;
        for (int k = 0; k < HEADS && !found; k++)
            if (h->at[k] < 0 && is_called(folded, heads[k])) h->at[k] = (int)i, found = true;
        if (!found) h->indicator[i] = indicator_called(m, row->cell[i]);
    }
}

static bool is_long(const Heads *h) { return h->at[HEAD_INDICATOR] >= 0 && h->at[HEAD_VALUE] >= 0; }

/* Of a wide table the columns that are no indicator are named once. */
static Fail check_heads(Import *m, const Heads *h)
{
    size_t known = 0;
    for (size_t i = 0; i < h->n; i++) {
        bool is_head = false;
        for (int k = 0; k < HEADS; k++) is_head |= h->at[k] == (int)i;
        known += h->indicator[i] != NULL;
        if (!is_head && !h->indicator[i] && h->row->cell[i].n && !is_long(h))
            problem(m, h->row->number, h->row->cell[i], "Không phải chỉ tiêu của bộ này: cả cột được bỏ qua.");
    }
    if (h->at[HEAD_ORG] < 0 && h->at[HEAD_NAME] < 0)
        return fail(m->c, FAIL_INPUT, "Dòng %d: thiếu cột “Mã cơ quan”. Hãy lấy mẫu ở nút “Tải mẫu” rồi dán số vào.",
                    h->row->number);
    if (!known && !is_long(h))
        return fail(m->c, FAIL_INPUT,
                    "Dòng %d: không cột nào là chỉ tiêu của bộ “%.*s”. Đầu cột phải là mã hoặc tên chỉ tiêu.",
                    h->row->number, STR_ARGS(m->set->title));
    return OK;
}

static Fail read_row(Import *m, const Heads *h, const SheetRow *row)
{
    const Org *org;
    Term t;
    Str code = sheet_cell(row, h->at[HEAD_ORG]), period = sheet_cell(row, h->at[HEAD_TERM]);
    if (!code.n) code = sheet_cell(row, h->at[HEAD_NAME]);
    TRY(org_of(m, code, &org));
    if (!org || !term_of_row(m, period, &t)) {
        m->result->refused++;
        problem(m, row->number,
                h->row->cell[org                    ? h->at[HEAD_TERM]
                             : h->at[HEAD_ORG] >= 0 ? h->at[HEAD_ORG]
                                                    : h->at[HEAD_NAME]],
                org ? no_term(m, period) : no_org(m, code));
        return OK;
    }
    if (is_long(h)) {
        Str name = sheet_cell(row, h->at[HEAD_INDICATOR]);
        const Indicator *k = indicator_called(m, name);
        if (k) {
            note(m, row->number, h->row->cell[h->at[HEAD_VALUE]], k, org, t, sheet_cell(row, h->at[HEAD_VALUE]));
            return OK;
        }
        m->result->refused++;
        problem(m, row->number, h->row->cell[h->at[HEAD_INDICATOR]],
                str_format(&m->c->mem, "Bộ này không có chỉ tiêu “%.*s”.", STR_ARGS(str_head(name, 60))).p);
        return OK;
    }
    for (size_t i = 0; i < h->n; i++)
        if (h->indicator[i]) note(m, row->number, h->row->cell[i], h->indicator[i], org, t, sheet_cell(row, (int)i));
    return OK;
}

static Fail import_sheet(Import *m, Str bytes)
{
    Sheet sheet;
    Heads h;
    TRY(sheet_read(m->c, bytes, &sheet));
    read_heads(m, &sheet.row[0], &h);
    TRY(check_heads(m, &h));
    for (size_t i = 1; i < sheet.n; i++) TRY(read_row(m, &h, &sheet.row[i]));
    return OK;
}

/* -- ADX
 * ---------------------------------------------------------------------------------------------------------------------
 */

static Fail import_value(Import *m, const AdxValue *v)
{
    const Org *org;
    Term t;
    Str place = str_format(&m->c->mem, "cột %d", v->column);
    const Indicator *k = indicator_in(m->set, v->element);
    const char *why = NULL;
    TRY(org_of(m, v->org, &org));
    if (v->set.n && !str_equal(v->set, m->set->code))
        why = str_format(&m->c->mem, "Thuộc bộ “%.*s”, không phải “%.*s”.", STR_ARGS(str_head(v->set, 40)),
                         STR_ARGS(m->set->code))
                  .p;
    else if (!k) why = str_format(&m->c->mem, "Bộ này không có chỉ tiêu “%.*s”.", STR_ARGS(str_head(v->element, 60))).p;
    else if (!org) why = no_org(m, v->org);
    else if (!v->period.n || !term_read(v->period, m->set->term, &t)) why = no_term(m, v->period);
    if (!why) {
        note(m, v->line, place, k, org, t, v->value);
        return OK;
    }
    m->result->refused++;
    problem(m, v->line, place, why);
    return OK;
}

static int by_row(const void *a, const void *b)
{
    const ImportProblem *x = a, *y = b;
    return (x->row > y->row) - (x->row < y->row);
}

Fail indicator_import(Ctx *c, IndicatorDesk *d, Str bytes, Term otherwise, Str why, bool takes, ImportResult *result)
{
    *result = (ImportResult){0};
    Import m = {
        .c = c, .d = d, .set = desk_set(d), .otherwise = otherwise, .why = why, .takes = takes, .result = result};
    AdxValueList values = {0};
    TRY(adx_is(bytes) ? adx_read(c, bytes, &values) : import_sheet(&m, bytes));
    for (size_t i = 0; i < values.n; i++) TRY(import_value(&m, &values.at[i]));
    for (size_t i = 0; i < m.coming.n; i++) TRY(put(&m, &m.coming.at[i]));
    if (result->problems.n) qsort(result->problems.at, result->problems.n, sizeof *result->problems.at, by_row);
    return OK;
}
