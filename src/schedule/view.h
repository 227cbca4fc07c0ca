// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "base/out.h"
#include "http/request.h"
#include "http/view.h"
#include "portal/events.h"
#include "portal/ical.h"
#include "schedule/schedule.h"
#include "viet/workday.h"
#include "work/view.h"

enum { BOARD_COLUMNS = 6 };
typedef struct {
    const Task *task;
    TaskMove move[BOARD_COLUMNS]; /* what brings it to each column, as far as this person may; or TASK_MOVE_COUNT */
    bool needs_cause;             /* it is late: asking for confirming has to say why */
} BoardCard;
typedef LIST(BoardCard) BoardCardList;
typedef struct {
    TaskState state;
    BoardCardList cards;
    int64_t all; /* -1 = not counted */
} BoardColumn;
typedef struct {
    const Request *q;
    BoardColumn column[BOARD_COLUMNS];
    Str org, org_name; /* empty = of all agencies */
    const Task *moved; /* that was just brought to another column; NULL = none */
    Id opened;         /* the card whose moves with words are open; 0 = none */
    Id refused;        /* whose move was refused: it is open, with what was typed; 0 = none */
    Day today;
    bool has_own; /* it opens on the agency of who asks */
} BoardPage;
void board_page(Out *o, const BoardPage *m);

typedef struct {
    Day day;
    int n;            /* open tasks that are due; as DayCount */
    bool is_more;     /* than n */
    TaskList tasks;   /* the first of them */
    EventList events; /* of the plans: what begins, ends, is reported; not when one agency was chosen */
    bool is_workday;
} CalendarDay;
typedef LIST(CalendarDay) CalendarDayList;
typedef struct {
    const Request *q;
    Day month, before, after, today; /* first days of months */
    Str org, org_name;
    const CalendarDayList *days;
    const FeedList *feeds;
    Str new_address;                         /* of the feed that was just made */
    bool may_subscribe, has_agency, has_own; /* has_own: it opens on the agency of who asks */
} CalendarPage;
void schedule_calendar_page(Out *o, const CalendarPage *m);

typedef struct {
    const Request *q;
    const PlanRowsChoice *choice;
    const PlanRows *rows;
    const PlanCardList *plans;
    Str lead_name;       /* empty = of all */
    Str day_note;        /* of the proposed day; empty = a working day */
    Day today, proposed; /* proposed: where a bar's end was moved to; NO_DAY = nowhere */
    bool may_order;      /* say which activity waits for which */
} PlanRowsPage;
void plan_rows_page(Out *o, const PlanRowsPage *m);
/* Whose a board or a calendar is; `path` = its address without either choice. */
void schedule_chip(Out *o, Str org_name, bool has_own, Str path);
void plan_rows_empty(Out *o, bool may_import);
/* "/tien-do?ke-hoach=…": what is not 0 or empty is in it. */
Link plan_rows_link(Arena *a, const PlanRowsChoice *k, Id open, Str after, Id edited);
