// SPDX-License-Identifier: Apache-2.0
/* count.c -- sums by the agencies above, and how far each report is: moved with every value, made anew by a rebuild. */
#include "base/map.h"
#include "indicator/inside.h"

/* -- sums ------------------------------------------------------------------------------------------------------------
 */

typedef struct {
    Str org;
    Id indicator;
    Term term;
    int64_t n, amount;
} Move;

struct IndicatorMoves {
    const OrgDated *tree;
    Map by_key; /* place + 1 */
    LIST(Move) moves;
};

IndicatorMoves *indicator_moves(Ctx *c, const OrgDated *tree)
{
    IndicatorMoves *m = NEW(&c->mem, IndicatorMoves, 1);
    m->tree = tree;
    return m;
}

static void move_one(Ctx *c, IndicatorMoves *m, const Indicator *k, Str org, Term t, int64_t n, int64_t amount)
{
    char text[INDICATOR_CODE_MAX + 64];
    int length = snprintf(text, sizeof text, "%lld %d %.*s", (long long)k->id, t.first, STR_ARGS(org));
    Str key = {text, (size_t)length};
    size_t at = (size_t)map_get(&m->by_key, key);
    if (!at) {
        *list_add(&c->mem, &m->moves) = (Move){org, k->id, t, 0, 0};
        at = m->moves.n;
        *map_put(&c->mem, &m->by_key, str_copy(&c->mem, key)) = (void *)at;
    }
    m->moves.at[at - 1].n += n, m->moves.at[at - 1].amount += amount;
}

void indicator_move(Ctx *c, IndicatorMoves *m, const Indicator *k, const Org *o, Term t, int64_t n, int64_t amount)
{
    const Org *above[ORG_ABOVE_MAX];
    if (k->agencies == OVER_NONE || !o) return; /* each level says its own number */
    size_t levels = org_dated_above(m->tree, o, indicator_tree_day(o, t), above);
    move_one(c, m, k, S(""), t, n, amount);
    for (size_t i = 0; i < levels; i++) move_one(c, m, k, above[i]->code, t, n, amount);
}

Fail indicator_moves_end(Ctx *c, IndicatorMoves *m)
{
    for (size_t i = 0; i < m->moves.n; i++) {
        const Move *v = &m->moves.at[i];
        if (!v->n && !v->amount) continue;
        TRY(store_run(c,
                      "INSERT INTO indicator_sum (office_id, org, indicator_id, term, n, amount) "
                      "VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (office_id, org, indicator_id, term) "
                      "DO UPDATE SET n = indicator_sum.n + excluded.n, amount = indicator_sum.amount + excluded.amount",
                      OFFICE, v->org, v->indicator, term_key(&c->mem, v->term), v->n, v->amount));
    }
    return OK;
}

/* -- how far a report is ---------------------------------------------------------------------------------------------
 */

static bool names_one_filled(const IndicatorSet *set, const Indicator *asked, const bool *filled)
{
    for (size_t i = 0; i < set->indicators.n; i++)
        if (filled[i] && indicator_names(set->indicators.at[i].needs, asked->code)) return true;
    return false;
}

bool indicator_is_owed(const IndicatorSet *set, size_t i, const bool *filled)
{
    const Indicator *k = &set->indicators.at[i];
    if (k->is_gone || k->is_counted || k->kind == INDICATOR_RATIO || k->empty_is_zero) return false;
    return !k->is_optional || names_one_filled(set, k, filled);
}

typedef struct {
    bool filled[INDICATORS_MAX * 4]; /* those that are gone are behind the others, and never owed */
    int64_t at[INDICATORS_MAX * 4];
    bool any;
} Report;

static void report_add(const IndicatorSet *set, Report *r, Id indicator, int64_t first_at)
{
    for (size_t i = 0; i < set->indicators.n && i < sizeof r->filled; i++)
        if (set->indicators.at[i].id == indicator) r->filled[i] = r->any = true, r->at[i] = first_at;
}

static Fail report_keep(Ctx *c, const IndicatorSet *set, Str org, Str term, const Report *r)
{
    int owed = 0, filled = 0;
    int64_t last = 0;
    for (size_t i = 0; i < set->indicators.n && i < sizeof r->filled; i++) {
        if (!indicator_is_owed(set, i, r->filled)) continue;
        owed++, filled += r->filled[i];
        if (r->at[i] > last) last = r->at[i];
    }
    if (!r->any)
        return store_run(c,
                         "DELETE FROM indicator_filled WHERE office_id = $1 AND set_id = $2 AND term = $3 AND org = $4",
                         OFFICE, set->id, term, org);
    return store_run(c,
                     "INSERT INTO indicator_filled (office_id, set_id, term, org, filled, is_complete, last_at) "
                     "VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (office_id, set_id, term, org) "
                     "DO UPDATE SET filled = excluded.filled, is_complete = excluded.is_complete, "
                     "last_at = excluded.last_at",
                     OFFICE, set->id, term, org, filled, owed == filled, last);
}

Fail indicator_filled_move(Ctx *c, const IndicatorSet *set, Str org, Term t)
{
    Rows r;
    Report report = {0};
    Str term = term_key(&c->mem, t);
    TRY(store_query(c, &r,
                    "SELECT v.indicator_id, v.first_at FROM indicator_value v WHERE v.office_id = $1 AND v.org = $2 "
                    "AND v.term = $3 AND v.indicator_id IN (SELECT id FROM indicator WHERE office_id = $1 AND set_id = "
                    "$4)",
                    OFFICE, org, term, set->id));
    while (rows_next(&r)) report_add(set, &report, row_integer(&r, 0), row_integer(&r, 1));
    TRY(rows_end(&r));
    return report_keep(c, set, org, term, &report);
}

typedef struct {
    Str org, term;
    Id indicator;
    int64_t at;
} Reported;

static Fail filled_anew(Ctx *c, const IndicatorSet *set)
{
    Rows r;
    Str org = {0}, term = {0};
    Report report = {0};
    LIST(Reported) all = {0};
    TRY(store_run(c, "DELETE FROM indicator_filled WHERE office_id = $1 AND set_id = $2", OFFICE, set->id));
    TRY(store_query(c, &r,
                    "SELECT v.org, v.term, v.indicator_id, v.first_at FROM indicator_value v JOIN indicator i "
                    "ON i.office_id = v.office_id AND i.id = v.indicator_id WHERE v.office_id = $1 AND i.set_id = $2 "
                    "ORDER BY v.term, v.org",
                    OFFICE, set->id));
    while (rows_next(&r))
        *list_add(&c->mem, &all) = (Reported){row_text(&r, 0), row_text(&r, 1), row_integer(&r, 2), row_integer(&r, 3)};
    TRY(rows_end(&r));
    for (size_t i = 0; i < all.n; i++) {
        bool is_same = report.any && str_equal(org, all.at[i].org) && str_equal(term, all.at[i].term);
        if (!is_same && report.any) TRY(report_keep(c, set, org, term, &report));
        if (!is_same) report = (Report){0};
        org = all.at[i].org, term = all.at[i].term;
        report_add(set, &report, all.at[i].indicator, all.at[i].at);
    }
    return report.any ? report_keep(c, set, org, term, &report) : OK;
}

Fail indicator_filled_recount(Ctx *c, Str code)
{
    IndicatorSet set;
    TRY(indicator_set_by_code(c, code, &set));
    return filled_anew(c, &set);
}

/* -- all of it anew --------------------------------------------------------------------------------------------------
 */

static Fail sums_anew(Ctx *c, const OrgDated *tree, const IndicatorSet *set, const Indicator *k)
{
    Rows r;
    IndicatorMoves *m = indicator_moves(c, tree);
    TRY(store_query(c, &r, "SELECT org, term, amount FROM indicator_value WHERE office_id = $1 AND indicator_id = $2",
                    OFFICE, k->id));
    while (rows_next(&r)) {
        Term t = term_of(set->term, row_day(&r, 1));
        indicator_move(c, m, k, org_dated_by_code(tree, row_text(&r, 0)), t, 1, row_integer(&r, 2));
    }
    TRY(rows_end(&r));
    return indicator_moves_end(c, m);
}

Fail indicator_rebuild(Ctx *c)
{
    const OrgDated *tree;
    IndicatorSetList sets;
    TRY(org_dated(c, &tree));
    TRY(indicator_sets(c, &sets));
    for (size_t i = 0; i < sets.n; i++) {
        const IndicatorSet *set = &sets.at[i];
        for (size_t k = 0; k < set->indicators.n; k++) {
            Arena mark = c->mem; /* an indicator's values at a time */
            TRY(sums_anew(c, tree, set, &set->indicators.at[k]));
            arena_back(&c->mem, mark);
        }
        TRY(filled_anew(c, set));
    }
    return OK;
}
