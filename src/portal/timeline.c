// SPDX-License-Identifier: Apache-2.0
#include "portal/timeline.h"

enum { DAYS_SHOWN_WITHOUT_DATES = 30, LABELS_MAX = 7 };

static Day month_begin(Day d)
{
    int year, month, day;
    day_split(d, &year, &month, &day);
    return day_of(year, month, 1);
}

static Day next_month(Day d)
{
    int year, month, day;
    day_split(d, &year, &month, &day);
    return month == 12 ? day_of(year + 1, 1, 1) : day_of(year, month + 1, 1);
}

static void take_in(Timeline *t, Day d)
{
    if (d == NO_DAY) return;
    if (t->from == NO_DAY || d < t->from) t->from = d;
    if (t->to == NO_DAY || d > t->to) t->to = d;
}

static void find_span(Timeline *t, const PlanCard *plan, const PlanActivityList *all)
{
    take_in(t, plan->from);
    take_in(t, plan->to);
    for (size_t i = 0; i < all->n; i++) take_in(t, all->at[i].from), take_in(t, all->at[i].to);
    if (t->from == NO_DAY) t->from = t->today, t->to = t->today + DAYS_SHOWN_WITHOUT_DATES;
    t->from = month_begin(t->from);
    t->to = next_month(t->to) - 1;
}

double timeline_at(const Timeline *t, Day d) { return 100.0 * (d - t->from) / (t->to - t->from + 1); }

static void add_ticks(Ctx *c, Timeline *t)
{
    int months = 0, n = 0;
    for (Day d = t->from; d <= t->to; d = next_month(d)) months++;
    int every = (months + LABELS_MAX - 1) / LABELS_MAX;
    for (Day d = t->from; d <= t->to; d = next_month(d), n++) {
        int year, month, day;
        day_split(d, &year, &month, &day);
        Str label = n % every ? (Str){0} : str_format(&c->mem, "%d/%d", month, year);
        *list_add(&c->mem, &t->ticks) = (TimelineTick){timeline_at(t, d), label};
    }
}

static TimelineRow row_of(Ctx *c, const Timeline *t, const PlanActivity *a)
{
    TimelineRow row = {.activity = a, .when = when_of(&c->mem, a->from, a->to, t->today)};
    if (a->from == NO_DAY && a->to == NO_DAY) return row;
    row.open = a->from == NO_DAY || a->to == NO_DAY;
    Day from = a->from == NO_DAY ? t->from : a->from, to = a->to == NO_DAY ? t->to : a->to;
    row.at = timeline_at(t, from);
    row.width = timeline_at(t, to + 1) - row.at;
    return row;
}

/* One thing: the row says what to look at, the review page says it all. */
static void find_wrong(Ctx *c, TimelineRow *row, const PlanFindingList *findings)
{
    for (size_t i = 0; i < findings->n && !row->wrong_label.n; i++) {
        const PlanFinding *f = &findings->at[i];
        if (f->node != row->activity->node || !str_equal(f->state, S("open"))) continue;
        row->wrong_label = finding_label(&c->mem, f, c->today);
        row->wrong = f;
    }
}

Timeline timeline_of(Ctx *c, const PlanCard *plan, const PlanActivityList *all, const PlanFindingList *findings,
                     Day from, Day to)
{
    Timeline t = {.from = NO_DAY, .to = NO_DAY, .today = c->today, .today_at = -1};
    take_in(&t, from), take_in(&t, to);
    find_span(&t, plan, all);
    if (plan->from != NO_DAY && plan->to != NO_DAY) {
        t.period_at = timeline_at(&t, plan->from);
        t.period_width = timeline_at(&t, plan->to + 1) - t.period_at;
    }
    if (t.from <= c->today && c->today <= t.to) t.today_at = timeline_at(&t, c->today);
    add_ticks(c, &t);
    for (size_t i = 0; i < all->n; i++) {
        TimelineRow *row = list_add(&c->mem, &t.rows);
        *row = row_of(c, &t, &all->at[i]);
        if (row->when.state != WHEN_OVER) find_wrong(c, row, findings);
    }
    return t;
}
