// SPDX-License-Identifier: Apache-2.0
/* schedule.h -- tasks by state (board), by day (calendar) and on a line of days with what has to wait for what;
 * calendars of them that phones subscribe to. */
#pragma once
#include "people/people.h"
#include "portal/timeline.h"
#include "work/work.h"

enum { FEEDS_MAX = 10, FEED_TASKS_MAX = 500, BOARD_CARDS = 6, CALENDAR_SHOWN = 3, SCHEDULE_COUNTED = 200 };

typedef struct {
    Id id;
    Str org;  /* code of the agency whose tasks it has; empty = of the tasks that its person watches */
    Str name; /* of the agency, or "Việc tôi theo dõi" */
    int64_t made_at;
    int days_ahead; /* phones remind so many days before a task is due; 0 = never */
} Feed;
typedef LIST(Feed) FeedList;
Fail feeds_of(Ctx *c, Id person, FeedList *feeds) CHECKED;
/* In a write: a new one of c->actor, for what they watch or for the agency of their duty; *token is what the address
 * holds, told this once.  FAIL_CONFLICT when they have FEEDS_MAX. */
Fail feed_new(Ctx *c, bool of_watched, int days_ahead, Str *token) CHECKED;
/* In a write: of c->actor; whoever subscribed finds nothing from then on. */
Fail feed_drop(Ctx *c, Id feed) CHECKED;
/* Open tasks with a due day that its person may read today.  FAIL_MISSING with a sentence when there is no such feed,
 * or when they may not read the agency's tasks any more. */
Fail feed_tasks(Ctx *c, Str token, Feed *feed, TaskList *tasks) CHECKED;

/* How many open tasks are due on each day of [from, to] that has any; `lead` empty = of all agencies. */
typedef struct {
    Day day;
    int n;        /* at most SCHEDULE_COUNTED */
    bool is_more; /* than n */
} DayCount;
typedef LIST(DayCount) DayCountList;
Fail schedule_days(Ctx *c, Id plan, Str lead, Day from, Day to, DayCountList *days) CHECKED;

/* -- a plan on a line of days (timeline.c) --------------------------------------------------------------------- */

/* What has to end before something begins. */
typedef struct {
    Id id;
    Str name;
    Str wrong; /* what does not fit; empty = nothing */
    int row;   /* where it is on the page; -1 = it is not */
} Before;
typedef LIST(Before) BeforeList;

/* The part of a connector that lies in one row: down (or up) at x1, in the last row across to the bar at x2. */
typedef struct {
    double x1, x2;
    bool above, below, arrives, is_wrong; /* above: in the upper half of the row */
} Thread;
typedef LIST(Thread) ThreadList;

/* A row: an activity, or a task of the one that is open. */
typedef struct {
    const PlanActivity *activity; /* NULL = a task's */
    const Task *task;             /* NULL = an activity's */
    When when;                    /* of an activity */
    int64_t all, done, overdue;   /* its tasks */
    double at, width;             /* percent of the line; width 0 = no bar, its days are not known */
    bool is_unsure;               /* one end is not known */
    BeforeList befores;
    ThreadList threads;
    Day asked;                /* the later day for which the agency asks; NO_DAY = none */
    bool may_manage, may_ask; /* change its due day; ask for a later one */
} PlanRow;
typedef LIST(PlanRow) PlanRowList;

typedef struct {
    const PlanCard *plan;
    Str lead;  /* only what this agency leads; empty = all */
    Id open;   /* the activity whose tasks are shown; 0 = none */
    Str after; /* of task_list */
    Id edited; /* a task whose forms are shown; 0 = none */
} PlanRowsChoice;
enum {
    LINE_TASKS = 12,       /* of the open activity, on one page */
    LINE_CHOICES = 50,     /* other tasks of an agency, to choose from */
    LINE_CONNECTORS = 60,  /* that are drawn; the others are said only */
    LINE_DAYS_BEHIND = 14, /* behind the last due day, to move it there */
    BEFORE_NAME_MAX = 90   /* bytes of a name behind "sau:" */
};
typedef struct {
    Timeline line;
    PlanActivityList activities; /* of the plan, shown or not */
    PlanRowList rows;
    TaskList tasks;           /* of the open activity, this page */
    TaskList others;          /* of the edited task's agency, in other activities */
    const PlanActivity *open; /* NULL = none */
    Str next;                 /* of task_list */
    int now, shown, wrong;    /* activities under way, activities shown, orders that do not fit */
    int64_t elsewhere;        /* tasks of the plan that hang on no activity */
} PlanRows;
/* As dear for a plan with 600,000 tasks as for one with 600.  FAIL_MISSING when the plan has no such activity. */
Fail plan_rows(Ctx *c, const PlanRowsChoice *choice, PlanRows *rows) CHECKED;
