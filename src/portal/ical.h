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
} Calendar;

Calendar calendar_begin(Ctx *c, Out *out, Str name);
/* Nothing is written for an activity without any date; with one end only, that day. */
void calendar_activity(Calendar *k, const PlanCard *plan, const PlanActivity *a);
void calendar_report(Calendar *k, const PlanCard *plan); /* the day on which the report is due */
/* Its due day; nothing for a task without one. */
void calendar_task(Calendar *k, const Task *t, Str site);
void calendar_end(Calendar *k);
