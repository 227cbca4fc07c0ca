// SPDX-License-Identifier: Apache-2.0
/* counted.c -- indicators that are counted from records of higher folders. */
#include "indicator/desk.h"
#include "indicator/inside.h"

/* The running set with a counted indicator of that code, whose term is open; *k = NULL when there is none. */
static Fail find(Ctx *c, Str code, Day on, IndicatorSet *set, const Indicator **k, Term *t)
{
    Rows r;
    *k = NULL;
    TRY(store_query(c, &r,
                    "SELECT s.code FROM indicator i JOIN indicator_set s ON s.office_id = i.office_id "
                    "AND s.id = i.set_id WHERE i.office_id = $1 AND i.code = $2 AND i.source = 'counted' "
                    "AND i.is_gone = 0 AND s.state = 'running'",
                    OFFICE, code));
    Str its_set = rows_next(&r) ? row_text(&r, 0) : (Str){0};
    TRY(rows_end(&r));
    if (!its_set.n) return OK;
    TRY(indicator_set_by_code(c, its_set, set));
    *t = term_of(set->term, on);
    if (!indicator_covers(set, *t)) return OK;
    TRY(store_query(c, &r, "SELECT 1 FROM indicator_published WHERE office_id = $1 AND set_id = $2 AND term = $3",
                    OFFICE, set->id, term_key(&c->mem, *t)));
    bool is_published = rows_next(&r);
    TRY(rows_end(&r));
    if (!is_published) *k = indicator_in(set, code);
    return OK;
}

static Fail move(Ctx *c, const Indicator *k, Str org, Term t, int64_t n, int64_t by)
{
    const OrgDated *tree;
    TRY(org_dated(c, &tree));
    IndicatorMoves *m = indicator_moves(c, tree);
    indicator_move(c, m, k, org_dated_by_code(tree, org), t, n, by);
    return indicator_moves_end(c, m);
}

static Fail put(Ctx *c, const Indicator *k, Str org, Term t, int64_t amount)
{
    IndicatorValue v;
    TRY(indicator_value(c, k, org, t, &v));
    TRY(store_run(c,
                  "INSERT INTO indicator_value (office_id, indicator_id, term, org, amount, first_at, at, person_id) "
                  "VALUES ($1, $2, $3, $4, $5, $6, $6, 0) ON CONFLICT (office_id, indicator_id, term, org) "
                  "DO UPDATE SET amount = excluded.amount, at = excluded.at",
                  OFFICE, k->id, term_key(&c->mem, t), org, amount, c->now));
    return move(c, k, org, t, !v.is_there, amount - v.amount);
}

Fail indicator_count(Ctx *c, Str code, Str org, Day on, int64_t by)
{
    IndicatorSet set;
    const Indicator *k;
    IndicatorValue v;
    Term t;
    TRY(find(c, code, on, &set, &k, &t));
    if (!k || !by) return OK;
    TRY(indicator_value(c, k, org, t, &v));
    return put(c, k, org, t, v.amount + by);
}

Fail indicator_count_is(Ctx *c, Str code, Str org, Day on, int64_t amount)
{
    IndicatorSet set;
    const Indicator *k;
    Term t;
    TRY(find(c, code, on, &set, &k, &t));
    return k ? put(c, k, org, t, amount) : OK;
}
