// SPDX-License-Identifier: Apache-2.0
/* timeline.h -- activities on a line of days: where each bar begins and how long it is, in percent. */
#pragma once
#include "base/out.h"
#include "plan/plan.h"
#include "plan/when.h"

typedef struct {
    const PlanActivity *activity;
    When when;
    const PlanFinding *wrong; /* the first thing that is wrong with it, or NULL */
    Str wrong_label;
    double at, width; /* percent of the line; width 0 = no time is known */
    int tasks, done;  /* of it, that were assigned and not cancelled; the calendar alone completes nothing */
    bool open;        /* one end is not known: the bar reaches the end of the line there */
} TimelineRow;

typedef struct {
    double at;
    Str label; /* "9/2024"; empty where there is no room for it */
} TimelineTick;

typedef struct {
    Day from, to; /* the line: whole months */
    Day today;
    double period_at, period_width; /* of the plan as a whole; width 0 = not known */
    double today_at;                /* below 0 = outside of the line */
    LIST(TimelineTick) ticks;
    LIST(TimelineRow) rows;
} Timeline;

/* `findings` as plan_findings gives them: those that are open come first.  `from` and `to` are on the line too, NO_DAY
 * = whatever the plan says. */
Timeline timeline_of(Ctx *c, const PlanCard *plan, const PlanActivityList *activities, const PlanFindingList *findings,
                     Day from, Day to);
/* Where a day begins, in percent of the line. */
double timeline_at(const Timeline *t, Day d);

/* The table with its bars (timeline.html), and its pieces: "12.50%", the axis above the bars, what lies under them,
 * today; what the ground means. */
void timeline_table(Out *o, const Timeline *t);
Str timeline_percent(Arena *a, double value);
void timeline_axis(Out *o, const Timeline *t);
void timeline_ground(Out *o, const Timeline *t);
void timeline_today(Out *o, const Timeline *t);
const char *timeline_ground_words(const Timeline *t);
