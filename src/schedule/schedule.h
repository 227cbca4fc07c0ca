// SPDX-License-Identifier: Apache-2.0
/* schedule.h -- tasks by state (board) and by day (calendar), and calendars of them that phones subscribe to. */
#pragma once
#include "people/people.h"
#include "work/work.h"

enum { FEEDS_MAX = 10, FEED_TASKS_MAX = 500, BOARD_CARDS = 25, CALENDAR_SHOWN = 4 };

typedef struct {
    Id id;
    Str org, org_name;
    int64_t made_at;
} Feed;
typedef LIST(Feed) FeedList;
Fail feeds_of(Ctx *c, Id person, FeedList *feeds) CHECKED;
/* In a write: a new one of c->actor for the agency of their duty; *token is what the address holds, told this once.
 * FAIL_CONFLICT when they have FEEDS_MAX. */
Fail feed_new(Ctx *c, Str *token) CHECKED;
/* In a write: of c->actor; whoever subscribed finds nothing from then on. */
Fail feed_drop(Ctx *c, Id feed) CHECKED;
/* Its agency and open tasks with a due day.  FAIL_MISSING with a sentence when there is no such feed, or when its
 * person may not read the agency's tasks today. */
Fail feed_tasks(Ctx *c, Str token, Org *org, TaskList *tasks) CHECKED;

/* How many open tasks are due on each day of [from, to]; `lead` empty = of all agencies. */
typedef struct {
    Day day;
    int n;
} DayCount;
typedef LIST(DayCount) DayCountList;
Fail schedule_days(Ctx *c, Str lead, Day from, Day to, DayCountList *days) CHECKED;
