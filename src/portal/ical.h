// SPDX-License-Identifier: Apache-2.0
/* ical.h -- activities and tasks as an iCalendar feed (RFC 5545): whole days, one VEVENT each, UIDs that stay the same,
 * so that a phone that subscribed shows a corrected date and no second entry. */
#pragma once
#include "base/out.h"
#include "plan/plan.h"
#include "work/work.h"

typedef struct {
    Ctx *c;
    Out *out;
    Str site;       /* request_site: each entry leads back to its page there */
    int days_ahead; /* whoever subscribed is reminded of a task so many days before it is due, in the morning; 0 = never
                     */
} Calendar;

/* Hours after which a subscribed calendar asks again, and the hour of the day at which it reminds. */
enum { CALENDAR_REFRESH_HOURS = 1, CALENDAR_ALARM_HOUR = 8 };

Calendar calendar_begin(Ctx *c, Out *out, Str name, Str site);
/* Nothing is written for an activity without any date; with one end only, that day. */
void calendar_activity(Calendar *k, const PlanCard *plan, const PlanActivity *a);
void calendar_report(Calendar *k, const PlanCard *plan); /* the day on which the report is due */
/* Its due day; nothing for a task without one. */
void calendar_task(Calendar *k, const Task *t);
void calendar_end(Calendar *k);
