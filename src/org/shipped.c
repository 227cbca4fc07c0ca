// SPDX-License-Identifier: Apache-2.0
/* shipped.c -- the agencies that travel inside the program, and what became of them: data/org. */
#include "base/asset.h"
#include "org/inside.h"

static Fail keep_succession(Ctx *c)
{
    Sheet t = sheet_shipped(&c->mem, "org/succession.tsv");
    const Directory *d;
    TRY(org_directory(c, &d));
    int day = sheet_column(&t, S("day")), code = sheet_column(&t, S("code")),
        successor = sheet_column(&t, S("successor")), outside = sheet_column(&t, S("outside"));
    for (size_t i = 1; i < t.n; i++) {
        const SheetRow *row = &t.row[i];
        const Org *o = directory_by_code(d, sheet_cell(row, code)),
                  *next = directory_by_code(d, sheet_cell(row, successor));
        if (!o) return fail(c, FAIL_INPUT, "succession.tsv, dòng %d: không có mã này.", row->number);
        TRY(store_run(c,
                      "INSERT INTO org_succession (office_id, id, org_id, on_day, successor_id, outside) "
                      "VALUES ($1, $2, $3, $4, $5, $6)",
                      OFFICE, id_new(c->now), o->id, sheet_cell(row, day), next ? value_integer(next->id) : SQL_NULL,
                      sheet_cell(row, outside)));
    }
    return OK;
}

/* The first parent in the order of time is the one it moved from. */
static Fail keep_moves(Ctx *c)
{
    Sheet t = sheet_shipped(&c->mem, "org/moves.tsv");
    const Directory *d;
    TRY(org_directory(c, &d));
    int day = sheet_column(&t, S("day")), code = sheet_column(&t, S("code")), from = sheet_column(&t, S("from"));
    for (size_t i = 1; i < t.n; i++) {
        const SheetRow *row = &t.row[i];
        const Org *o = directory_by_code(d, sheet_cell(row, code)),
                  *before = directory_by_code(d, sheet_cell(row, from)),
                  *now = o ? directory_by_code(d, o->parent) : NULL;
        if (!now || !before) return fail(c, FAIL_INPUT, "moves.tsv, dòng %d: không có mã này.", row->number);
        TRY(store_run(c,
                      "UPDATE org_edge SET parent_id = $3, valid_to = $4 WHERE office_id = $1 AND org_id = $2 "
                      "AND place = 0",
                      OFFICE, o->id, before->id, sheet_cell(row, day)));
        TRY(store_run(c,
                      "INSERT INTO org_edge (office_id, org_id, place, parent_id, valid_from) "
                      "VALUES ($1, $2, 1, $3, $4)",
                      OFFICE, o->id, now->id, sheet_cell(row, day)));
    }
    return OK;
}

Fail org_ensure_shipped(Ctx *c)
{
    Rows r;
    OrgImport result;
    TRY(store_query(c, &r, "SELECT 1 FROM org WHERE office_id = $1 LIMIT 1", OFFICE));
    bool there = rows_next(&r);
    TRY(rows_end(&r));
    if (there) return OK;
    TRY(org_import(c, asset("org/bac-giang.tsv"), &result));
    TRY(keep_succession(c));
    TRY(keep_moves(c));
    return store_analyze(c);
}
