// SPDX-License-Identifier: Apache-2.0
/* events.h -- what happens on a day: activities that begin or end, reports that are due.  For home, calendar, feeds. */
#pragma once
#include "http/record.h"
#include "plan/plan.h"

typedef enum { EVENT_BEGINS, EVENT_ENDS, EVENT_ONE_DAY, EVENT_DUE, EVENT_REPORT } EventKind;

typedef struct {
    Day day;
    EventKind kind;
    Id plan;
    Str code, title; /* code empty for a report */
    Str plan_number;
} Event;
typedef LIST(Event) EventList;

/* Of the plans (one, or all when `plan` is 0) on the days [from, to], by day; NO_DAY = without that bound. */
Fail events_between(Ctx *c, Id plan, Day from, Day to, EventList *events) CHECKED;

const char *event_verb(EventKind kind); /* "bắt đầu", "kết thúc", "diễn ra", "hạn" */
extern const Record event_record;
