// SPDX-License-Identifier: Apache-2.0
/* view.h -- what the pages across plans and agencies show. */
#pragma once
#include "base/out.h"
#include "figures/view.h"
#include "http/panel.h"
#include "http/record.h"
#include "people/people.h"
#include "plan/view.h"
#include "portal/events.h"
#include "portal/timeline.h"
#include "work/view.h"

/* "bắt đầu 3.1.a Tuyên truyền …", a link to the activity. */
void event_line(Out *o, const Event *e);
/* The same by day. */
void event_days(Out *o, const EventList *events, Day today);

/* -- until the first plan runs, for those who bring it about: setup.c ---------------------------------------- */

typedef enum { SETUP_ADMIN, SETUP_COORDINATOR, SETUP_IMPORT, SETUP_REVIEW, SETUP_ACTIVATE, SETUP_STEPS } SetupStep;
typedef struct {
    bool is_shown; /* there is something left, and the actor is one of those who do it */
    bool done[SETUP_STEPS];
    int left;
    const PlanCard *plan;      /* id 0 = none yet */
    Duty coordinator, invited; /* the first that came in, the first that did not yet; id 0 = none */
    Id own_duty;               /* as a coordinator, of the actor; 0 = none */
    Id me;
    bool may_invite, may_review;
} Setup;
Fail setup_find(Ctx *c, const PlanCard *plan, Setup *s) CHECKED;
extern const Record setup_record; /* which steps are done */
void setup_steps(Out *o, const Setup *s);

typedef struct {
    const PlanCard *plan;
    const Setup *setup;
    const Timeline *timeline;
    const EventList *week; /* Monday to Sunday */
    const Event *next;     /* the first event behind the week, or NULL */
    const PlanFindingList *findings;
    Day today, week_from;
    Str countdown;        /* "Còn 12 ngày đến hết đợt (10/10/2024)." */
    int now, later, over; /* activities */
    const Panels *panels; /* what waits for who is signed in; what else they look at first */
    const Actor *actor;   /* NULL = nobody */
    bool may_review;      /* settle what was found in the plan */
    bool has_desk;        /* they have something to do with tasks, today or not */
} HomePage;
void home_page(Out *o, const HomePage *m);
void home_empty(Out *o);
void home_acts(Out *o, const Panels *panels);

typedef struct {
    Day month; /* its first day */
    Day today;
    const EventList *events;
    const PlanCard *plan; /* of one plan only; NULL = of all */
    Day before, after;    /* the months to go to */
    bool moved;           /* nothing happens this month: the nearest one with events is shown */
} CalendarPage;
void calendar_page(Out *o, const CalendarPage *m);

typedef struct {
    const Org *org;
    const Org *parent; /* NULL = none */
    const OrgSuccessorList *successors, *predecessors;
    const PlanRoleList *roles;       /* those that hold: in class roles the agency existed then */
    const PlanNodeList *assignments; /* the nodes of its assignments, in the order of the roles */
    int leads, partners, duties;
    Day today;
    bool may_read_people, may_read_journal, may_read_tasks;
    FigureWeek now; /* its tasks, with those of all under it; may_read_tasks */
    const FigureWeekList *weeks;
} AgencyPage;
void agency_page(Out *o, const AgencyPage *m);

typedef struct {
    const Request *q;
    const OrgClass *class;
    const OrgList *members;
    Day on;
} ClassPage;
void class_page(Out *o, const ClassPage *m);

typedef struct {
    Str query;
    const StrList *words; /* folded */
    const PlanHitList *hits;
    const OrgRows *agencies;
    const TaskHitList *tasks;
    Id next;         /* of tasks: the next page's `sau`; 0 = there is none */
    bool only_tasks; /* a page of tasks behind the first */
    Day today;
} SearchPage;
void search_page(Out *o, const SearchPage *m);
StrList search_words(Ctx *c, Str query); /* folded */
/* What the palette offers while somebody types. */
typedef struct {
    const StrList *words;
    const MenuRow **pages; /* of the menu and acts, ended by NULL */
    const PlanHitList *hits;
    const OrgRows *agencies;
    const TaskHitList *tasks;
    Str query;
} PalettePage;
void palette_part(Out *o, const PalettePage *m);
/* `text` with the words that were found marked. */
void marked_text(Out *o, Str text, const StrList *words);

/* -- help: help.html ---------------------------------------------------------------------------------------- */

enum { HELP_LINES = 10 };
typedef struct {
    const MenuRow *row;
    const char *help; /* of its route */
} HelpLine;
typedef struct {
    Role role;
    LIST(HelpLine) lines;
    LIST(const Route *) manuals; /* pages below /huong-dan/, of whatever feature */
} HelpPage;
void help_page(Out *o, const HelpPage *m);
