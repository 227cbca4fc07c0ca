// SPDX-License-Identifier: Apache-2.0
/* report.c -- who has reported for a term, and in time: only those that exist on its last day are asked. */
#include "base/map.h"
#include "indicator/inside.h"
#include "indicator/roll.h"

const ReportStateRow report_states[REPORT_STATES] = {
    [REPORT_IN_TIME] = {"dung-han", "đủ, đúng hạn", "good"},
    [REPORT_LATE] = {"tre", "đủ, sau hạn", "warn"},
    [REPORT_PART] = {"do-dang", "còn thiếu ô", "now"},
    [REPORT_NONE] = {"chua", "chưa báo cáo", "bad"},
};

typedef struct {
    int filled;
    bool is_complete;
    int64_t last_at;
} Filled;

static Fail read_filled(Ctx *c, const IndicatorSet *set, Term t, Map *by_org)
{
    Rows r;
    TRY(store_query(c, &r,
                    "SELECT org, filled, is_complete, last_at FROM indicator_filled WHERE office_id = $1 "
                    "AND set_id = $2 AND term = $3",
                    OFFICE, set->id, term_key(&c->mem, t)));
    while (rows_next(&r)) {
        Filled *f = NEW(&c->mem, Filled, 1);
        *f = (Filled){(int)row_integer(&r, 1), row_integer(&r, 2), row_integer(&r, 3)};
        *map_put(&c->mem, by_org, row_text(&r, 0)) = f;
    }
    return rows_end(&r);
}

static ReportState state_of(const Filled *f, Day due)
{
    if (!f) return REPORT_NONE;
    if (!f->is_complete) return REPORT_PART;
    return !f->last_at || day_at(f->last_at) <= due ? REPORT_IN_TIME : REPORT_LATE; /* the end of its local day */
}

static bool is_under(const OrgDated *tree, const Org *o, Str under, Day on)
{
    const Org *above[ORG_ABOVE_MAX];
    if (!under.n || str_equal(o->code, under)) return true;
    size_t n = org_dated_above(tree, o, on, above);
    for (size_t i = 0; i < n; i++)
        if (str_equal(above[i]->code, under)) return true;
    return false;
}

static int owed_cells(const IndicatorSet *set)
{
    static const bool nothing[INDICATORS_MAX * 4];
    int n = 0;
    for (size_t i = 0; i < set->indicators.n && i < sizeof nothing; i++) n += indicator_is_owed(set, i, nothing);
    return n;
}

Fail indicator_report(Ctx *c, const OrgDated *tree, const IndicatorSet *set, Term t, Str under, TermReport *report)
{
    Map by_org = {0};
    *report = (TermReport){.term = t, .due = indicator_due(workdays(), set, t)};
    int owed = owed_cells(set);
    if (!owed) return OK; /* all of it is counted from records, or may be left out */
    TRY(read_filled(c, set, t, &by_org));
    for (size_t i = 0; i < org_dated_size(tree); i++) {
        const Org *o = org_dated_at(tree, i);
        if (!is_under(tree, o, under, t.last) || !indicator_reports(tree, set, o, t)) continue;
        const Filled *f = map_get(&by_org, o->code);
        ReportState state = state_of(f, report->due);
        *list_add(&c->mem, &report->agencies) = (AgencyReport){o, state, f ? f->filled : 0, owed, f ? f->last_at : 0};
        report->n[state]++, report->expected++;
    }
    return OK;
}
