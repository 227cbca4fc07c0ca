// SPDX-License-Identifier: Apache-2.0
/* due.c -- clocks that are about to end or over: each is warned of once, and ends once. */
#include "procedure/act.h"

static Fail warn_deciders(Ctx *c, Dossier *d, const ClockRow *k)
{
    const Effect letter = {.kind = EFFECT_MAIL,
                           .what = S("deciders"),
                           .subject = {S("Hồ sơ ${_so} sắp đến hạn")},
                           .text = {str_format(&c->mem, "Hồ sơ ${_so}, thủ tục “${_thu_tuc}”: %.*s là ngày %.*s.",
                                               STR_ARGS(k->label), STR_ARGS(day_vietnamese(&c->mem, k->due)))}};
    return effects_run(c, d, &(EffectList){&letter, 1});
}

static Fail end_clock(Ctx *c, Dossier *d, const ProcedureClock *of)
{
    for (size_t i = 0; of && i < of->end.n; i++) {
        const Effect *e = &of->end.at[i];
        bool may;
        if (e->kind != EFFECT_MOVE) {
            TRY(effects_run(c, d, &(EffectList){e, 1}));
            continue;
        }
        TRY(move_allows(c, d, e->move, AS_CLOCK, &may));
        if (!may) continue; /* somebody went on before */
        Dossier after;
        TRY(dossier_move(c, d->row.id, &(MoveOrder){.move = e->move->name, .as = AS_CLOCK}, &after));
        *d = after;
    }
    return OK;
}

typedef struct {
    Id dossier;
    Str name;
} DueClock;

/* One clock: warned of, or ended, once; looked at again inside of the write. */
static Fail run_clock(Ctx *c, void *arg)
{
    const DueClock *due = arg;
    ClockRows rows;
    Dossier d;
    const ProcedureClock *of = NULL;
    TRY(dossier_by_id(c, due->dossier, &d));
    TRY(dossier_clocks(c, due->dossier, &rows));
    ClockRow *k = clock_named(&rows, due->name);
    if (!k || k->state != CLOCK_RUNNING) return OK;
    for (size_t i = 0; i < d.version.procedure->clocks; i++)
        if (str_equal(d.version.procedure->clock[i].name, k->name)) of = &d.version.procedure->clock[i];
    if (k->warns != NO_DAY && k->warns <= c->today) {
        k->warns = NO_DAY;
        TRY(clock_save(c, k));
        if (k->due >= c->today) TRY(warn_deciders(c, &d, k));
    }
    if (k->due >= c->today || k->is_ended) return OK;
    k->is_ended = true;
    if (of && of->end.n && !of->n_stops) k->state = CLOCK_OVER;
    TRY(clock_save(c, k));
    TRY(dossier_note(c, &d, (NewEntry){.kind = "clock", .text = k->label, .is_applicant = true}));
    return end_clock(c, &d, of);
}

enum { CLOCKS_STEP = 200 };

static Fail due_clocks(Ctx *c, DueClock *due, int *n)
{
    Rows r;
    Str today = day_iso(&c->mem, c->today);
    *n = 0;
    TRY(store_query(c, &r,
                    "SELECT dossier_id, name, due FROM (SELECT dossier_id, name, due FROM dossier_clock WHERE "
                    "office_id = $1 AND state = 'running' AND due < $2 AND is_ended = 0 ORDER BY due, dossier_id, name "
                    "LIMIT $3) over_now UNION SELECT dossier_id, name, due FROM (SELECT dossier_id, name, due FROM "
                    "dossier_clock WHERE office_id = $1 AND state = 'running' AND warns > '' AND warns <= $2 ORDER BY "
                    "warns, dossier_id, name LIMIT $3) to_warn ORDER BY due, dossier_id LIMIT $3",
                    OFFICE, today, (int)CLOCKS_STEP));
    while (rows_next(&r)) due[(*n)++] = (DueClock){row_integer(&r, 0), row_text(&r, 1)};
    return rows_end(&r);
}

Fail clocks_run(Ctx *c, Store *store, int *done)
{
    DueClock due[CLOCKS_STEP];
    int n = CLOCKS_STEP;
    *done = 0;
    while (n == CLOCKS_STEP) {
        int failed = 0;
        TRY(due_clocks(c, due, &n));
        for (int i = 0; i < n; i++) {
            /* One that cannot be ended keeps no other from its turn; it is tried again at the next run. */
            if (store_write(c, store, run_clock, &due[i])) c->why[0] = 0, failed++;
            else (*done)++;
        }
        if (failed) break;
    }
    return OK;
}
