// SPDX-License-Identifier: Apache-2.0
/* roll.h -- figures added up: over agencies by the dated tree, over terms as the indicator says; and who has reported.
 *
 * *As it was*: each figure counts for those who stood above its agency in its term.  *As of* a day: a figure counts for
 * whoever answers on that day for the agency that earned it (its successor, and those above).  The value itself stays
 * with the agency that reported it. */
#pragma once
#include "indicator/indicator.h"

typedef struct {
    Str org; /* code; empty = all */
    Figure figure;
} Rolled;
typedef LIST(Rolled) RolledList;

typedef struct {
    Term from, to; /* both within */
    Day as_of;     /* NO_DAY = as it was */
} RollChoice;

/* Each agency that reported or stands above one that did, and all ('' is the first; nothing at all = an empty list).
 * Over terms: sums are added; of `last` the newest figure counts, where several agencies became one those of their last
 * term together; averages keep sum and number.  OVER_NONE: every level has what it said itself.  Of a ratio, numerator
 * and denominator are rolled, of those agencies that reported both in a term, and then divided. */
Fail indicator_roll(Ctx *c, const OrgDated *tree, const IndicatorSet *set, const Indicator *k, RollChoice choice,
                    RolledList *rolled) CHECKED;
Figure rolled_of(const RolledList *rolled, Str org);

/* -- by the counters: one term, as it was ----------------------------------------------------------------------------
 */

typedef struct {
    Id indicator;
    Day term;
    Figure figure;
} TermFigure;
typedef LIST(TermFigure) TermFigureList;
/* Every indicator of every set for one agency (empty = all), terms from `since` on.  No ratios: which agencies have
 * both parts only the values tell (indicator_roll). */
Fail indicator_figures(Ctx *c, Str org, Day since, TermFigureList *figures) CHECKED;
/* Of one of them. */
Figure figure_in(const TermFigureList *figures, const Indicator *k, Term t);

/* -- who has reported ------------------------------------------------------------------------------------------------
 */

typedef enum { REPORT_IN_TIME, REPORT_LATE, REPORT_PART, REPORT_NONE, REPORT_STATES } ReportState;
typedef struct {
    const char *key, *name, *sign;
} ReportStateRow;
extern const ReportStateRow report_states[REPORT_STATES];

typedef struct {
    const Org *org;
    ReportState state;
    int filled, owed; /* cells */
    int64_t last_at;  /* 0 = nothing yet */
} AgencyReport;
typedef LIST(AgencyReport) AgencyReportList;

typedef struct {
    Term term;
    Day due;
    int n[REPORT_STATES], expected;
    AgencyReportList agencies; /* in the order of the directory */
} TermReport;
/* Only those that exist on the last day of the term; `under` = only this agency and what stands under it (empty = all).
 */
Fail indicator_report(Ctx *c, const OrgDated *tree, const IndicatorSet *set, Term t, Str under,
                      TermReport *report) CHECKED;
