// SPDX-License-Identifier: Apache-2.0
/* figures.h -- tasks in numbers: by agency and by activity, today or as of the end of any past day; which tasks a
 * number counts; what waits for a decision.
 *
 * Every task that was assigned is in exactly one of the classes of work/state.h, so each row adds up to its total and
 * each column to that of all; README.md says which base a percentage has.  Today's numbers are counters (task_counts):
 * they cost as much with 600,000 tasks as with 600.  Those of a past day are made from how each task stood then. */
#pragma once
#include "difficulty/difficulty.h"
#include "viet/number.h"
#include "work/work.h"

typedef struct {
    Id plan;        /* 0 = of all plans */
    Day on;         /* as at the end of this day; c->today = now */
    bool by_branch; /* units and communes are counted with the department or district above them */
    Str kind;       /* only agencies of this kind; empty = of all */
    Str under;      /* only what stands under this agency; empty = under any */
    bool idle_too;  /* those of `kind` that exist on that day and have no tasks, too */
} FigureChoice;

typedef struct {
    Str item; /* code of the agency; empty where several are one row, or no agency was chosen */
    Id node;  /* of an activity; 0 = none */
    Str name, kind;
    size_t place; /* in Vietnamese order, in the order of the plan */
    Counts n;
    Str under;    /* code of the agency above it */
    bool is_gone; /* the agency was no more on that day: its tasks are still counted */
} FigureRow;
typedef LIST(FigureRow) FigureRowList;

typedef struct {
    FigureRowList rows;
    FigureRow rest;       /* what figures_cut left out, as one row */
    size_t n_rest;        /* how many rows that were */
    Counts total;         /* of all rows and the rest */
    StrList kinds;        /* of agencies, before `kind` chose */
    bool is_of_all_tasks; /* `kind` chose none: total is every task of the choice */
} Figures;

/* The names of agencies on a day, short: "UBND huyện Lục Ngạn", "Sở Y tế". */
typedef struct FigureNames FigureNames;
Fail figure_names(Ctx *c, Day on, FigureNames **names) CHECKED;
typedef struct {
    Str name, kind, under;
    size_t place; /* in Vietnamese order */
    bool is_gone; /* not there on that day */
} FigureName;
/* Of one that is not there on that day its last name; of an unknown one its code. */
Fail figure_name(Ctx *c, FigureNames *names, Str code, const FigureName **name) CHECKED;
/* All that exist on that day. */
const OrgRows *figure_orgs(const FigureNames *names);

/* Agencies that have tasks, in Vietnamese order, with their names of that day. */
Fail figures_by_agency(Ctx *c, const FigureChoice *choice, FigureNames *names, Figures *f) CHECKED;
/* Activities; what a plan assigns to agencies directly is one row, tasks that people added another. */
Fail figures_by_activity(Ctx *c, const FigureChoice *choice, Figures *f) CHECKED;

/* -- columns -------------------------------------------------------------------------------------------------- */

typedef struct {
    int64_t part, base;
} Share;
Share share_in_time(const Counts *n); /* of those that are done */
Share share_done(const Counts *n);    /* of those that were assigned, without the cancelled ones */
Share share_overdue(const Counts *n); /* of those that were assigned */
int share_compare(Share x, Share y);  /* one without base is the smallest */
/* "87,5 %", "100 %", "–" without base; never 0 % or 100 % by rounding. */
Str share_words(Arena *a, Share s);

/* Columns of the table: name, total, the classes, two shares. */
enum {
    COLUMN_NAME,
    COLUMN_TOTAL,
    COLUMN_CLASS,
    COLUMN_IN_TIME = COLUMN_CLASS + TASK_CLASS_COUNT,
    COLUMN_DONE,
    COLUMNS,
    COLUMN_OVERDUE_SHARE = COLUMNS, /* of the map alone: the table has no room for it */
    MAP_COLUMNS,
    COLUMN_FIRST = COLUMN_CLASS + CLASS_OVERDUE /* by which the table is sorted unless asked otherwise */
};
/* symbol, key in addresses, name as pages say it */
#define FIGURE_SHARES(X)                                                                                               \
    X(IN_TIME, "ty-le-dung-han", "Đúng hạn, % trên số đã hoàn thành")                                                  \
    X(DONE, "ty-le-xong", "Đã xong, % trên số đã giao trừ việc hủy")
#define FIGURE_SHARES_OF_MAP(X) X(OVERDUE_SHARE, "ty-le-qua-han", "Quá hạn, % trên số đã giao")
typedef struct {
    const char *key, *name; /* in addresses; as a heading, with its base */
} FigureColumn;
extern const FigureColumn figure_columns[MAP_COLUMNS];
const char *figure_brief(int column); /* its name where there is little room: beside each number on a phone */
int figure_column_of(Str key);        /* COLUMN_NAME when there is no such column */
static inline bool figure_is_share(int column) { return column >= COLUMN_IN_TIME; }
Share figure_value(const Counts *n, int column); /* a count is a part of base 1 */
Str figure_words(Arena *a, Share value, int column);
/* "12 việc quá hạn"; "87,5 % đúng hạn, trên 8 việc đã hoàn thành"; "chưa có việc hoàn thành". */
Str figure_said(Arena *a, const Counts *n, int column);

/* Largest first, or smallest when `rises`; equal ones by place.  COLUMN_NAME is by place. */
void figures_sort(Figures *f, int column, bool rises);
/* Most overdue first, then the larger share of overdue ones. */
void figures_sort_worst(Figures *f);
/* Keep the first `most` rows, add the others up. */
void figures_cut(Figures *f, size_t most);

/* What to see in one or two sentences: "Ba cơ quan chiếm 70 % việc quá hạn: …".  After figures_sort_worst. */
Str figures_sentence(Arena *a, const Figures *f);
/* The same of any column but the name, of `who`: "huyện", "xã".  After figures_sort by that column, largest first. */
Str figures_column_sentence(Arena *a, const Figures *f, int column, const char *who);

/* -- the tasks that a number counts --------------------------------------------------------------------------- */

typedef struct {
    Id task, node;
    Str title, lead, branch;
    TaskState state;
    TaskClass class;
    Day due, asked;
    int percent;
} FigureTask;
typedef LIST(FigureTask) FigureTaskList;
typedef struct {
    Id plan, node;    /* node 0 = any */
    Str lead, branch; /* empty = any */
    TaskClass class;  /* TASK_CLASS_COUNT = any */
    Day on;
    Str after; /* *next of the page before */
    int most;
} FigureTaskChoice;
enum { FIGURE_TASKS_PAGE = 40, FIGURE_TASKS_EXPORT = 50000 };
/* As they stood at the end of a day, the nearest due day first; *next empty = there are no more. */
Fail figure_tasks(Ctx *c, const FigureTaskChoice *choice, FigureTaskList *tasks, Str *next) CHECKED;

/* -- what changed -------------------------------------------------------------------------------------------- */

typedef struct {
    Id task;
    Str title, lead;
    Day day; /* reported done; was due; asked for */
    Str lead_name;
} SinceTask;
typedef LIST(SinceTask) SinceTaskList;
enum { SINCE_MAX = 200 }; /* of each */
typedef struct {
    Day since;
    SinceTaskList done, overdue, asking;
} FigureSince;
/* Since the beginning of the working day before c->today: confirmed as done, run over, asked for more time and not
 * answered yet.  Without lead_name. */
Fail figure_since(Ctx *c, Id plan, bool with_asking, FigureSince *since) CHECKED;
Day figure_since_day(Ctx *c);
Str figure_since_words(Ctx *c, Day since); /* "Từ hôm qua", "Từ thứ Sáu, 27/9/2024" */

/* -- decisions ------------------------------------------------------------------------------------------------ */

typedef enum {
    DECIDE_DIRECTION, /* a difficulty that was laid before the chairman */
    DECIDE_EXTENSION, /* a later due day is asked for */
    DECIDE_RETURNED,  /* the agency gave it back */
    DECIDE_CONFIRM,   /* reported as done */
    DECIDE_OVERDUE,
    DECISION_KINDS
} DecisionKind;
typedef struct {
    const char *name, *act; /* of the kind, on the button */
} DecisionRow;
extern const DecisionRow decision_kinds[DECISION_KINDS];

typedef struct {
    DecisionKind kind;
    Id task, difficulty; /* difficulty 0 = the task itself is to be opened */
    Str title, org;      /* of the task; code of the agency that leads it */
    Str what;            /* "hạn 15/10/2024, xin gia hạn đến 25/10/2024: chờ hàng về" */
    Day since;           /* since when it waits */
    int days;            /* working days that it has waited; of DECIDE_OVERDUE days that it is late */
} Decision;
typedef LIST(Decision) DecisionList;
enum { DECISIONS = 10 };
/* Of each kind those that have waited the longest, in turns until there are `most`; together by kind. */
Fail figure_decisions(Ctx *c, Id plan, size_t most, DecisionList *decisions) CHECKED;

/* -- the last weeks (week.c) ----------------------------------------------------------------------------------- */

enum { FIGURE_WEEKS = 6 };
typedef struct {
    Day day;
    int64_t assigned, done, overdue; /* assigned without the cancelled ones */
} FigureWeek;
typedef LIST(FigureWeek) FigureWeekList;
/* As at the end of the last Fridays before today, the oldest first; `org` with all under it, empty = of all. */
Fail figure_weeks(Ctx *c, Id plan, Str org, FigureWeekList *weeks) CHECKED;
/* Outside of a write, by a job: those that were not counted yet. */
Fail figure_weeks_count(Ctx *c, Store *store) CHECKED;
/* Today, in the same shape. */
static inline FigureWeek figure_week_of(Day day, const Counts *n)
{
    return (FigureWeek){day, count_total(n) - n->class[CLASS_CANCELLED],
                        n -> class[CLASS_IN_TIME] + n -> class[CLASS_LATE], n -> class[CLASS_OVERDUE]};
}
/* "Từ thứ Sáu 20/9/2024: thêm 14 việc xong, thêm 2 việc quá hạn." Empty without a week before. */
Str figure_weeks_sentence(Arena *a, const FigureWeekList *weeks, const FigureWeek *now);

/* -- days ----------------------------------------------------------------------------------------------------- */

/* The Friday of the week before the one of `today`. */
Day friday_before(Day today);
