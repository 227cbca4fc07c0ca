// SPDX-License-Identifier: Apache-2.0
/* roll.c -- figures added up over agencies and terms. */
#include "indicator/roll.h"
#include "indicator/inside.h"
#include <stdlib.h>

/* -- one indicator, from its values ----------------------------------------------------------------------------------
 */

/* Of an agency, or (the last one) of all. */
typedef struct {
    int64_t amount, values, terms, leaves;
    Day last_term; /* that was counted in `terms` */
    bool is_there;
} Node;

/* Of whoever answers at the end for some agencies: the newest term in which one of them reported. */
typedef struct {
    Day newest;
} Heir;

typedef struct {
    const Org *leaf;
    Term term;
    int64_t amount;
} Value1;

typedef struct {
    Ctx *c;
    const OrgDated *tree;
    const Indicator *k;
    Id beside; /* only of agencies that reported this one too in the term; 0 = of all */
    RollChoice choice;
    size_t n; /* agencies of the tree; node n is all */
    Node *nodes;
    uint64_t *seen; /* bits: node × leaf */
    LIST(Value1) values;
} Roll;

static Fail read_values(Roll *r, TermKind kind)
{
    Rows rows;
    Ctx *c = r->c;
    TRY(store_query(c, &rows,
                    "SELECT v.org, v.term, v.amount FROM indicator_value v WHERE v.office_id = $1 "
                    "AND v.indicator_id = $2 AND v.term >= $3 AND v.term <= $4 AND (CAST($5 AS BIGINT) = 0 "
                    "OR EXISTS (SELECT 1 FROM indicator_value b WHERE b.office_id = v.office_id "
                    "AND b.indicator_id = $5 AND b.term = v.term AND b.org = v.org)) ORDER BY v.term, v.org",
                    OFFICE, r->k->id, term_key(&c->mem, r->choice.from), term_key(&c->mem, r->choice.to), r->beside));
    while (rows_next(&rows))
        *list_add(&c->mem, &r->values) = (Value1){org_dated_by_code(r->tree, row_text(&rows, 0)),
                                                  term_of(kind, row_day(&rows, 1)), row_integer(&rows, 2)};
    return rows_end(&rows);
}

/* The same of two parts that an agency must both have reported in a term, at once. */
static Fail read_both(Roll *a, Roll *b, TermKind kind)
{
    Rows rows;
    Ctx *c = a->c;
    TRY(store_query(c, &rows,
                    "SELECT a.org, a.term, a.amount, b.amount FROM indicator_value a JOIN indicator_value b "
                    "ON b.office_id = a.office_id AND b.indicator_id = $3 AND b.term = a.term AND b.org = a.org "
                    "WHERE a.office_id = $1 AND a.indicator_id = $2 AND a.term >= $4 AND a.term <= $5 "
                    "ORDER BY a.term, a.org",
                    OFFICE, a->k->id, b->k->id, term_key(&c->mem, a->choice.from), term_key(&c->mem, a->choice.to)));
    while (rows_next(&rows)) {
        Value1 v = {org_dated_by_code(a->tree, row_text(&rows, 0)), term_of(kind, row_day(&rows, 1)),
                    row_integer(&rows, 2)};
        *list_add(&c->mem, &a->values) = v;
        v.amount = row_integer(&rows, 3);
        *list_add(&c->mem, &b->values) = v;
    }
    return rows_end(&rows);
}

static void add_to(Roll *r, size_t node, const Value1 *v)
{
    Node *n = &r->nodes[node];
    if (!n->is_there || n->last_term != v->term.first) n->terms++, n->last_term = v->term.first;
    n->is_there = true, n->amount += v->amount, n->values++;
    size_t leaf = v->leaf ? org_dated_place(r->tree, v->leaf) : r->n, bit = node * (r->n + 1) + leaf;
    if (r->seen[bit / 64] >> (bit % 64) & 1) return;
    r->seen[bit / 64] |= (uint64_t)1 << (bit % 64);
    n->leaves++;
}

/* For whom it counts: itself (or who answers for it), those above, all. */
static void add_value(Roll *r, const Value1 *v)
{
    const Org *above[ORG_ABOVE_MAX], *own = v->leaf;
    Day on = NO_DAY;
    if (r->k->agencies != OVER_NONE || !own) add_to(r, r->n, v);
    if (own && r->choice.as_of != NO_DAY) own = org_dated_heir(r->tree, own, on = r->choice.as_of);
    else if (own) on = indicator_tree_day(own, v->term);
    if (!own) return;
    add_to(r, org_dated_place(r->tree, own), v);
    if (r->k->agencies == OVER_NONE) return;
    size_t levels = org_dated_above(r->tree, own, on, above);
    for (size_t i = 0; i < levels; i++) add_to(r, org_dated_place(r->tree, above[i]), v);
}

/* Who answers for it at the end of the last term (as of the day that was asked for): what it last said is replaced by
 * what that one says later. */
static size_t heir_place(const Roll *r, const Value1 *v)
{
    Day on = r->choice.as_of != NO_DAY ? r->choice.as_of : r->choice.to.last;
    const Org *heir = v->leaf ? org_dated_heir(r->tree, v->leaf, on) : NULL;
    return heir ? org_dated_place(r->tree, heir) : v->leaf ? org_dated_place(r->tree, v->leaf) : r->n;
}

static void add_newest(Roll *r)
{
    Heir *heirs = NEW(&r->c->mem, Heir, r->n + 1);
    for (size_t i = 0; i <= r->n; i++) heirs[i].newest = NO_DAY;
    for (size_t i = 0; i < r->values.n; i++) { /* in the order of their terms */
        Heir *h = &heirs[heir_place(r, &r->values.at[i])];
        h->newest = r->values.at[i].term.first;
    }
    for (size_t i = 0; i < r->values.n; i++)
        if (heirs[heir_place(r, &r->values.at[i])].newest == r->values.at[i].term.first) add_value(r, &r->values.at[i]);
}

static Figure figure_of(const Indicator *k, const Node *n)
{
    bool over_terms = k->time == OVER_AVERAGE, over_agencies = k->agencies == OVER_AVERAGE;
    int64_t base = over_terms && over_agencies ? n->values : over_terms ? n->terms : over_agencies ? n->leaves : 1;
    return (Figure){n->amount, base, n->leaves};
}

static Roll roll_begin(Ctx *c, const OrgDated *tree, const Indicator *k, Id beside, RollChoice choice)
{
    size_t n = org_dated_size(tree);
    return (Roll){.c = c,
                  .tree = tree,
                  .k = k,
                  .beside = beside,
                  .choice = choice,
                  .n = n,
                  .nodes = NEW(&c->mem, Node, n + 1),
                  .seen = NEW(&c->mem, uint64_t, (n + 1) * (n + 1) / 64 + 1)};
}

/* Of the values that were read. */
static void roll_up(Roll *r, RolledList *rolled)
{
    Ctx *c = r->c;
    *rolled = (RolledList){0};
    if (r->k->time == OVER_LAST) add_newest(r);
    else
        for (size_t i = 0; i < r->values.n; i++) add_value(r, &r->values.at[i]);
    if (r->nodes[r->n].is_there) *list_add(&c->mem, rolled) = (Rolled){S(""), figure_of(r->k, &r->nodes[r->n])};
    for (size_t i = 0; i < r->n; i++)
        if (r->nodes[i].is_there)
            *list_add(&c->mem, rolled) = (Rolled){org_dated_at(r->tree, i)->code, figure_of(r->k, &r->nodes[i])};
}

static Fail roll_amounts(Ctx *c, const OrgDated *tree, TermKind kind, const Indicator *k, Id beside, RollChoice choice,
                         RolledList *rolled)
{
    Roll r = roll_begin(c, tree, k, beside, choice);
    TRY(read_values(&r, kind));
    roll_up(&r, rolled);
    return OK;
}

static Fail roll_both(Ctx *c, const OrgDated *tree, TermKind kind, const Indicator *k[2], RollChoice choice,
                      RolledList rolled[2])
{
    Roll a = roll_begin(c, tree, k[0], 0, choice), b = roll_begin(c, tree, k[1], 0, choice);
    TRY(read_both(&a, &b, kind));
    roll_up(&a, &rolled[0]);
    roll_up(&b, &rolled[1]);
    return OK;
}

Figure rolled_of(const RolledList *rolled, Str org)
{
    for (size_t i = 0; i < rolled->n; i++)
        if (str_equal(rolled->at[i].org, org)) return rolled->at[i].figure;
    return (Figure){0};
}

/* Who has both parts, divided.  Of one that says 0 by its silence fewer agencies have values. */
static Figure divided(Figure numerator, Figure denominator)
{
    if (!numerator.base || !denominator.base || !denominator.part) return (Figure){0};
    return (Figure){numerator.part * denominator.base, denominator.part * numerator.base,
                    numerator.n > denominator.n ? numerator.n : denominator.n};
}

/* Which other part an agency must have reported for its own to count: both parts are of the same agencies.  Not where
 * silence says 0, nor where each level says its own number. */
static Id wanted_beside(const Indicator *k, const Indicator *other)
{
    bool is_free =
        other->is_counted || other->empty_is_zero || k->agencies == OVER_NONE || other->agencies == OVER_NONE;
    return is_free ? 0 : other->id;
}

Fail indicator_roll(Ctx *c, const OrgDated *tree, const IndicatorSet *set, const Indicator *k, RollChoice choice,
                    RolledList *rolled)
{
    RolledList parts[2] = {0};
    const Indicator *of[2] = {indicator_in(set, k->numerator), indicator_in(set, k->denominator)};
    if (k->kind != INDICATOR_RATIO) return roll_amounts(c, tree, set->term, k, 0, choice, rolled);
    *rolled = (RolledList){0};
    if (!of[0] || !of[1]) return OK;
    Id beside[2] = {wanted_beside(of[0], of[1]), wanted_beside(of[1], of[0])};
    if (beside[0] && beside[1]) TRY(roll_both(c, tree, set->term, of, choice, parts));
    else
        for (int i = 0; i < 2; i++) TRY(roll_amounts(c, tree, set->term, of[i], beside[i], choice, &parts[i]));
    for (size_t i = 0, at = 0; i < parts[0].n; i++) { /* both in the order of the tree */
        const Rolled *part = &parts[0].at[i];
        bool is_next = at < parts[1].n && str_equal(parts[1].at[at].org, part->org);
        Figure f = divided(part->figure, is_next ? parts[1].at[at++].figure : rolled_of(&parts[1], part->org));
        if (figure_is_there(f)) *list_add(&c->mem, rolled) = (Rolled){part->org, f};
    }
    return OK;
}

/* -- by the counters -------------------------------------------------------------------------------------------------
 */

Fail indicator_figures(Ctx *c, Str org, Day since, TermFigureList *figures)
{
    Rows r;
    *figures = (TermFigureList){0};
    TRY(store_query(c, &r,
                    "SELECT s.indicator_id, s.term, s.n, s.amount, i.over_agencies FROM indicator_sum s "
                    "JOIN indicator i ON i.office_id = s.office_id AND i.id = s.indicator_id "
                    "WHERE s.office_id = $1 AND s.org = $2 AND s.term >= $3 AND s.n > 0",
                    OFFICE, org, day_iso(&c->mem, since)));
    while (rows_next(&r)) {
        bool is_average = str_equal(row_text(&r, 4), S("average"));
        int64_t n = row_integer(&r, 2);
        *list_add(&c->mem, figures) =
            (TermFigure){row_integer(&r, 0), row_day(&r, 1), {row_integer(&r, 3), is_average ? n : 1, n}};
    }
    TRY(rows_end(&r));
    TRY(store_query(c, &r,
                    "SELECT indicator_id, term, amount FROM indicator_value WHERE office_id = $1 AND org = $2 "
                    "AND term >= $3",
                    OFFICE, org, day_iso(&c->mem, since)));
    while (rows_next(&r))
        *list_add(&c->mem, figures) = (TermFigure){row_integer(&r, 0), row_day(&r, 1), {row_integer(&r, 2), 1, 1}};
    return rows_end(&r);
}

/* What an agency says itself, and what is said below it. */
Figure figure_in(const TermFigureList *figures, const Indicator *k, Term t)
{
    Figure sum = {0};
    for (size_t i = 0; i < figures->n; i++) {
        const TermFigure *f = &figures->at[i];
        if (f->indicator != k->id || f->term != t.first) continue;
        sum.part += f->figure.part, sum.n += f->figure.n;
        sum.base = k->agencies == OVER_AVERAGE ? sum.n : 1;
    }
    return sum;
}
