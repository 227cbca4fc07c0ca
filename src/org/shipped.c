// SPDX-License-Identifier: Apache-2.0
/* shipped.c -- the agencies that travel inside the program, and what became of them: data/org. */
#include "base/asset.h"
#include "org/inside.h"

static Fail keep_succession(Ctx *c, Str bytes)
{
    Table t;
    const Directory *d;
    TRY(org_directory(c, &d));
    if (!table_open(&c->mem, bytes, &t)) return OK;
    int day = table_column(&t, S("day")), code = table_column(&t, S("code")),
        successor = table_column(&t, S("successor")), outside = table_column(&t, S("outside"));
    while (table_next(&c->mem, &t)) {
        const Org *o = directory_by_code(d, table_cell(&t, code)),
                  *next = directory_by_code(d, table_cell(&t, successor));
        if (!o) return fail(c, FAIL_INPUT, "succession.tsv, dòng %d: không có mã này.", t.line);
        TRY(store_run(c,
                      "INSERT INTO org_succession (office_id, id, org_id, on_day, successor_id, outside) "
                      "VALUES ($1, $2, $3, $4, $5, $6)",
                      OFFICE, id_new(c->now), o->id, table_cell(&t, day), next ? value_integer(next->id) : SQL_NULL,
                      table_cell(&t, outside)));
    }
    return OK;
}

/* The first parent in the order of time is the one it moved from. */
static Fail keep_moves(Ctx *c, Str bytes)
{
    Table t;
    const Directory *d;
    TRY(org_directory(c, &d));
    if (!table_open(&c->mem, bytes, &t)) return OK;
    int day = table_column(&t, S("day")), code = table_column(&t, S("code")), from = table_column(&t, S("from"));
    while (table_next(&c->mem, &t)) {
        const Org *o = directory_by_code(d, table_cell(&t, code)), *before = directory_by_code(d, table_cell(&t, from)),
                  *now = o ? directory_by_code(d, o->parent) : NULL;
        if (!now || !before) return fail(c, FAIL_INPUT, "moves.tsv, dòng %d: không có mã này.", t.line);
        TRY(store_run(c,
                      "UPDATE org_edge SET parent_id = $3, valid_to = $4 WHERE office_id = $1 AND org_id = $2 "
                      "AND place = 0",
                      OFFICE, o->id, before->id, table_cell(&t, day)));
        TRY(store_run(c,
                      "INSERT INTO org_edge (office_id, org_id, place, parent_id, valid_from) "
                      "VALUES ($1, $2, 1, $3, $4)",
                      OFFICE, o->id, now->id, table_cell(&t, day)));
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
    TRY(keep_succession(c, asset("org/succession.tsv")));
    return keep_moves(c, asset("org/moves.tsv"));
}
