// SPDX-License-Identifier: Apache-2.0
/* figures.c -- what agencies report by week: the coordinator brings the weeks before the plan from a file, then each
 * reports on the Monday or, when it is slow, days later; some do not.  It knows no set: stocks grow, flows vary, the
 * numerator of a ratio is a part of its denominator. */
#include "demo/inside.h"
#include "indicator/desk.h"

enum { WEEKS_BEFORE = 5, IN_TIME = 800, LATE = 600, EARLY = 150 }; /* of a thousand agencies */

/* The same for an agency and an indicator each time: 0 … 999. */
static unsigned nature(Str org, Str code)
{
    uint32_t h = 2166136261;
    for (size_t i = 0; i < org.n; i++) h = (h ^ (uint8_t)org.p[i]) * 16777619;
    for (size_t i = 0; i < code.n; i++) h = (h ^ (uint8_t)code.p[i]) * 16777619;
    return h % 1000;
}

static const Indicator *denominator_of(const IndicatorSet *set, const Indicator *k)
{
    for (size_t i = 0; i < set->indicators.n; i++)
        if (str_equal(set->indicators.at[i].numerator, k->code))
            return indicator_in(set, set->indicators.at[i].denominator);
    return NULL;
}

static int64_t amount_of(Demo *d, const IndicatorSet *set, const Indicator *k, Str org, int week, int agencies)
{
    const Indicator *whole = denominator_of(set, k);
    int64_t base = 40 + nature(org, k->code);
    if (whole)
        return amount_of(d, set, whole, org, week, agencies) * (620 + nature(org, k->code) / 4 + 6 * week) / 1000;
    for (size_t i = 0; i < set->indicators.n; i++)
        if (str_equal(set->indicators.at[i].denominator, k->code)) return 900 + 3 * base;
    if (k->has_target && k->target_is_total && k->kind == INDICATOR_FLOW) /* two thirds of it in eleven weeks */
        return (int64_t)dice(d, (unsigned)(2 * k->target / agencies / 16) + 2);
    if (k->kind == INDICATOR_STOCK) return base * (100 + 2 * week) / 100;
    return base / 6 * (80 + dice(d, 40) + 4 * (unsigned)week) / 100;
}

static Fail report(Ctx *c, Demo *d, IndicatorDesk *desk, const Org *o, Term t, int agencies)
{
    const IndicatorSet *set = desk_set(desk);
    int week = term_distance(term_of(set->term, day_of(2024, 8, 12)), t);
    bool forgets = dice_says(d, 40); /* the last cell */
    for (size_t i = 0; i + forgets < set->indicators.n; i++) {
        const Indicator *k = &set->indicators.at[i];
        if (k->is_counted || k->is_gone || k->kind == INDICATOR_RATIO) continue;
        Str typed = str_format(&c->mem, "%lld", (long long)amount_of(d, set, k, o->code, week, agencies));
        IndicatorCell cell = desk_cell(c, desk, k, o->code, t, typed, false);
        if (!cell.problem) TRY(desk_put(c, desk, &cell, S("bổ sung")));
    }
    return OK;
}

/* Of those that have to and have not, so many of a thousand. */
static Fail report_some(Ctx *c, Demo *d, const IndicatorSet *set, Term t, unsigned per_mille)
{
    IndicatorDesk *desk;
    TRY(desk_open(c, set, &desk));
    const OrgDated *tree = desk_tree(desk);
    int agencies = 0;
    for (size_t i = 0; i < org_dated_size(tree); i++)
        agencies += indicator_reports(tree, set, org_dated_at(tree, i), t);
    for (size_t i = 0; i < org_dated_size(tree); i++) {
        const Org *o = org_dated_at(tree, i);
        IndicatorValue v;
        if (!indicator_reports(tree, set, o, t) || !dice_says(d, per_mille)) continue;
        TRY(indicator_value(c, &set->indicators.at[0], o->code, t, &v));
        if (!v.is_there) TRY(report(c, d, desk, o, t, agencies));
    }
    return desk_close(c, desk, "Nhập số liệu");
}

Fail demo_figures_begin(Ctx *c, Demo *d)
{
    IndicatorSetList sets;
    dice_begin(d, 7000);
    demo_act(c, d, &d->coordinator, 9);
    TRY(indicator_ensure_shipped(c));
    TRY(indicator_sets(c, &sets));
    for (size_t i = 0; i < sets.n; i++) {
        IndicatorSet set;
        Term first = term_after(term_of(sets.at[i].term, d->today), -WEEKS_BEFORE);
        TRY(indicator_set_run(c, &sets.at[i], first.first, day_of(2024, 11, 3)));
        TRY(indicator_set_by_code(c, sets.at[i].code, &set));
        for (int k = 0; k < WEEKS_BEFORE; k++) TRY(report_some(c, d, &set, term_after(first, k), 1000));
    }
    return OK;
}

Fail demo_figures_day(Ctx *c, Demo *d)
{
    IndicatorSetList sets;
    dice_begin(d, 7001 + (unsigned)(d->today % 1000));
    demo_act(c, d, &d->coordinator, 16);
    TRY(indicator_sets(c, &sets));
    for (size_t i = 0; i < sets.n && sets.at[i].state == SET_RUNNING; i++) {
        Term now = term_of(sets.at[i].term, d->today), last = term_after(now, -1);
        int weekday = day_weekday(d->today);
        if (indicator_covers(&sets.at[i], last) && weekday == MONDAY)
            TRY(report_some(c, d, &sets.at[i], last, IN_TIME));
        if (indicator_covers(&sets.at[i], last) && weekday == THURSDAY) TRY(report_some(c, d, &sets.at[i], last, LATE));
        if (indicator_covers(&sets.at[i], now) && weekday == FRIDAY) TRY(report_some(c, d, &sets.at[i], now, EARLY));
    }
    return OK;
}
