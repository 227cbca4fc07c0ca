// SPDX-License-Identifier: Apache-2.0
/* web_home.c -- on the home page: what the procedures have counted so far, to who decides in them or oversees them. */
#include "people/rights.h"
#include "procedure/act.h"
#include "procedure/view.h"
#include "procedure/web.h"
#include "procedure/web_inside.h"

enum { SHOWN_MAX = 6, COUNTERS_SHOWN = 3 };

/* The whole of each counter, of all procedures; by procedure. */
typedef struct {
    Str procedure, counter;
    int64_t value;
} Total;
typedef LIST(Total) Totals;

static Fail totals_of(Ctx *c, Totals *totals)
{
    Rows r;
    TRY(store_query(c, &r,
                    "SELECT procedure, counter, value FROM dossier_count WHERE office_id = $1 AND part = '' AND value "
                    "<> 0 ORDER BY procedure, counter",
                    OFFICE));
    while (rows_next(&r)) *list_add(&c->mem, totals) = (Total){row_text(&r, 0), row_text(&r, 1), row_integer(&r, 2)};
    return rows_end(&r);
}

static bool counts_any(const Totals *totals, Str procedure)
{
    for (size_t i = 0; i < totals->n; i++)
        if (str_equal(totals->at[i].procedure, procedure)) return true;
    return false;
}

static void add_line(Ctx *c, const Version *v, const Totals *totals, HomeCounts *lines)
{
    const Procedure *p = v->procedure;
    HomeCount line = {.code = v->row.code, .title = v->row.title};
    for (size_t k = 0; k < p->counters && line.totals.n < COUNTERS_SHOWN; k++)
        for (size_t i = 0; i < totals->n; i++)
            if (str_equal(totals->at[i].procedure, v->row.code) && str_equal(totals->at[i].counter, p->counter[k].name))
                *list_add(&c->mem, &line.totals) =
                    (CounterRow){p->counter[k].label.text, counter_words(&c->mem, &p->counter[k], totals->at[i].value)};
    if (line.totals.n) *list_add(&c->mem, lines) = line;
}

Fail counted_home_panel(Ctx *c, const PanelSubject *s, Out *o)
{
    Totals totals = {0};
    VersionRows versions;
    HomeCounts lines = {0};
    (void)s;
    if (!actor_is_known(c->actor)) return OK;
    TRY(totals_of(c, &totals));
    if (!totals.n) return OK;
    TRY(versions_current(c, &versions));
    for (size_t i = 0; i < versions.n && lines.n < SHOWN_MAX; i++) {
        Version v;
        bool decides = right_here(c, "dossier.oversee");
        if (!counts_any(&totals, versions.at[i].code)) continue;
        TRY(version_by_id(c, versions.at[i].id, &v));
        if (!decides) TRY(procedure_is_decided_by(c, v.procedure, &decides));
        if (decides) add_line(c, &v, &totals, &lines);
    }
    if (lines.n) counted_home(o, &lines);
    return OK;
}
