// SPDX-License-Identifier: Apache-2.0
/* check.c -- is a table of agencies fit to be taken in?  Every bad row is named; the cost is linear in the rows. */
#include "org/inside.h"
#include "viet/text.h"
#include <ctype.h>
#include <stdlib.h>

/* Keep the sentence that `fail` left behind. */
static void problem(Import *m, int line)
{
    Ctx *c = m->c;
    *list_add(&c->mem, &m->result->problems) = (OrgProblem){line, str_copy(&c->mem, str_of(c->why))};
    c->why[0] = 0;
}

static int by_line(const void *x, const void *y)
{
    return ((const OrgProblem *)x)->line - ((const OrgProblem *)y)->line;
}

/* -- a row by itself, and beside the others ----------------------------------------------------------------- */

/* A code is asked for without case, so two may not differ by case alone. */
static Str without_case(Arena *a, Str code)
{
    char *p = NEW(a, char, code.n + 1);
    for (size_t i = 0; i < code.n; i++) p[i] = (char)toupper((unsigned char)code.p[i]);
    return (Str){p, code.n};
}

/* The code that stands there already and is the same but for case: `code` itself when it is the first. */
static Str first_code(Import *m, Str code)
{
    Arena *a = &m->c->mem;
    void **at = map_put(a, &m->codes, without_case(a, code));
    if (!*at) {
        Str *first = NEW(a, Str, 1);
        *first = code, *at = first;
    }
    return *(const Str *)*at;
}

/* What the file has no column for stays as the store has it. */
static void keep_missing_columns(const Sheet *t, Incoming *row)
{
    if (!row->was) return;
    row->id = row->was->id;
    if (sheet_column(t, S("kind")) < 0) row->org.kind = row->was->kind;
    if (sheet_column(t, S("parent_code")) < 0) row->org.parent = row->was->parent;
    if (sheet_column(t, S("valid_from")) < 0) row->org.from = row->was->from;
    if (sheet_column(t, S("valid_to")) < 0) row->org.to = row->was->to;
}

static Fail check_row(Import *m, const Sheet *t, const SheetRow *from, Incoming *row)
{
    Ctx *c = m->c;
    Str code = sheet_named(t, from, S("code"));
    bool twice = code.n && map_get(&m->named, code);
    if (code.n) *map_put(&c->mem, &m->named, code) = m;
    TRY(org_row_read(c, t, from, &row->org));
    if (twice) return fail(c, FAIL_INPUT, "Dòng %d: mã “%.*s” đã có ở dòng trên.", from->number, STR_ARGS(code));
    Str first = first_code(m, code);
    if (!str_equal(first, code))
        return fail(c, FAIL_INPUT, "Dòng %d: mã “%.*s” chỉ khác mã “%.*s” ở chữ hoa, chữ thường.", from->number,
                    STR_ARGS(code), STR_ARGS(first));
    if (!viet_fold(&c->mem, row->org.name).n)
        return fail(c, FAIL_INPUT, "Dòng %d: tên “%.*s” không có chữ nào.", from->number, STR_ARGS(row->org.name));
    row->was = directory_by_code(m->in_store, code);
    keep_missing_columns(t, row);
    if (row->org.from != NO_DAY && row->org.to != NO_DAY && row->org.to <= row->org.from)
        return fail(c, FAIL_INPUT, "Dòng %d: ngày hết hiệu lực đứng trước ngày bắt đầu đã lưu.", from->number);
    return OK;
}

static Fail read_rows(Import *m, Str bytes)
{
    Ctx *c = m->c;
    Sheet t;
    TRY(org_table_read(c, bytes, &t));
    for (size_t i = 0; i < directory_size(m->in_store); i++) (void)first_code(m, directory_at(m->in_store, i)->code);
    for (size_t i = 1; i < t.n; i++) {
        Incoming row = {.line = t.row[i].number};
        if (check_row(m, &t, &t.row[i], &row)) problem(m, row.line);
        else *list_add(&c->mem, &m->rows) = row;
    }
    for (size_t i = 0; i < m->rows.n; i++) *map_put(&c->mem, &m->by_code, m->rows.at[i].org.code) = &m->rows.at[i];
    return OK;
}

/* -- the tree that would come out --------------------------------------------------------------------------- */

/* The agency as it would be after the import, or NULL. */
static const Org *after(const Import *m, Str code)
{
    const Incoming *row = map_get(&m->by_code, code);
    return row ? &row->org : directory_by_code(m->in_store, code);
}

/* A parent must be in the file or in the store.  One whose own row is bad was named already. */
static void check_parent(Import *m, const Incoming *row)
{
    Str code = row->org.parent;
    if (!code.n || map_get(&m->named, code) || directory_by_code(m->in_store, code)) return;
    (void)fail(m->c, FAIL_INPUT, "Dòng %d: cơ quan cấp trên “%.*s” không có trong danh mục.", row->line,
               STR_ARGS(code));
    problem(m, row->line);
}

static void name_circle(Import *m, const Org *first)
{
    const Org *o = first;
    do {
        const Incoming *row = map_get(&m->by_code, o->code);
        o = after(m, o->parent);
        if (!row) continue;
        (void)fail(m->c, FAIL_INPUT, "Dòng %d: “%.*s” là cấp trên của chính nó.", row->line, STR_ARGS(row->org.code));
        problem(m, row->line);
    } while (o != first);
}

/* Nobody may stand above himself, be it through agencies of the store.  Every agency is walked over once: a walk ends
 * where an earlier one was, and has found a circle where it meets itself. */
static void check_circles(Import *m)
{
    Map seen = {0};
    for (size_t i = 0; i < m->rows.n; i++)
        for (const Org *o = &m->rows.at[i].org; o; o = o->parent.n ? after(m, o->parent) : NULL) {
            void **at = map_put(&m->c->mem, &seen, o->code);
            if (*at == &m->rows.at[i]) name_circle(m, o);
            if (*at) break;
            *at = &m->rows.at[i];
        }
}

Fail org_import_check(Import *m, Str bytes)
{
    OrgImport *result = m->result;
    TRY(org_directory(m->c, &m->in_store));
    TRY(read_rows(m, bytes));
    for (size_t i = 0; i < m->rows.n; i++) check_parent(m, &m->rows.at[i]);
    check_circles(m);
    if (result->problems.n) qsort(result->problems.at, result->problems.n, sizeof *result->problems.at, by_line);
    if (result->problems.n)
        return fail(m->c, FAIL_INPUT, "Có %zu dòng chưa đúng nên chưa lưu gì. Hãy sửa các dòng đó rồi nhập lại.",
                    result->problems.n);
    if (!m->rows.n) return fail(m->c, FAIL_INPUT, "Tệp không có cơ quan nào dưới dòng tên cột.");
    return OK;
}
