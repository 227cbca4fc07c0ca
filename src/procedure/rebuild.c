// SPDX-License-Identifier: Apache-2.0
/* rebuild.c -- all that is derived of dossiers: moved with each change, made again from all of them. */
#include "procedure/act.h"

Fail dossier_settle(Ctx *c, const Dossier *before, const Dossier *after)
{
    TRY(keys_move(c, before, after));
    TRY(waits_move(c, before, after));
    return counts_move(c, before, after);
}

enum { REBUILD_STEP = 500 };

static Fail rebuild_some(Ctx *c, Id *after, int *n)
{
    Rows r;
    DossierRows rows;
    TRY(store_query(
        c, &r, "SELECT " DOSSIER_COLUMNS " FROM dossier d WHERE d.office_id = $1 AND d.id > $2 ORDER BY d.id LIMIT $3",
        OFFICE, *after, (int)REBUILD_STEP));
    TRY(dossier_rows(c, &r, &rows));
    for (size_t i = 0; i < rows.n; i++) {
        Dossier d;
        TRY(dossier_open(c, &rows.at[i], &d));
        TRY(dossier_settle(c, NULL, &d));
        *after = d.row.id;
    }
    *n = (int)rows.n;
    return OK;
}

Fail dossiers_rebuild(Ctx *c)
{
    Id after = 0;
    for (int n = REBUILD_STEP; n == REBUILD_STEP;) {
        Arena mark = c->mem;
        TRY(rebuild_some(c, &after, &n));
        arena_back(&c->mem, mark);
    }
    return OK;
}
