// SPDX-License-Identifier: Apache-2.0
/* inside.h -- what the files of demo/ share; nobody outside includes it. */
#pragma once
#include "demo/demo.h"
#include "org/org.h"
#include "people/people.h"
#include "upload/upload.h"
#include "viet/workday.h"
#include "work/work.h"

/* The agency whose head confirms what its official reports. */
static const Str demo_with_head = STR("H219");

/* How an agency works. */
typedef enum { TEMPER_DILIGENT, TEMPER_SLOW, TEMPER_SILENT, TEMPERS } Temper;

typedef struct {
    Str code, name, kind, parent; /* kind as in the directory of agencies; code of the agency above it */
    Temper temper;
    Actor official, head; /* head.person 0 = has no account here */
    UploadKept report;    /* its list of results, as evidence */
} Agency;
typedef LIST(Agency) AgencyList;

typedef struct {
    const DemoOptions *o;
    Id plan;
    AgencyList agencies; /* those that lead tasks, by code */
    Actor coordinator, chairman, viewer, admin;
    UploadKept picture; /* a photograph as evidence */
    Str password;       /* hash */
    DemoAccountList *accounts;
    Day today;   /* that is lived now */
    int left;    /* days until the end in its last week, when whatever is open is finished and answered; 0 = before */
    uint64_t at; /* of the dice */
} Demo;

/* -- dice (words.c): the same throws for the same seed and day ------------------------------------------------ */

void dice_begin(Demo *d, unsigned part);
unsigned dice(Demo *d, unsigned n);          /* 0 … n-1 */
bool dice_says(Demo *d, unsigned per_mille); /* true so often */

/* -- words (words.c) ------------------------------------------------------------------------------------------ */

typedef enum {
    SAY_RESULT,
    SAY_DONE_PICTURE, /* with a photograph, with the agency's report, with a page of its portal */
    SAY_DONE_REPORT,
    SAY_DONE_PAGE,
    SAY_CAUSE,
    SAY_EXTENSION,
    SAY_RETURN,
    SAY_INSIST,
    SAY_REDO,
    SAY_COMMENT,
    SAY_TITLE,
    SAY_WHERE,
    SAY_KINDS
} Say;
Str say(Demo *d, Say kind);
Str demo_name(Demo *d, Arena *a); /* of a person */

/* -- what stands in the way (hardship.c): of an agency that has such things, with its own answers --------------- */

typedef struct {
    enum { FITS_OFFICE, FITS_LOCAL, FITS_MOUNTAIN, FITS_FIRM } fits;
    const char *text, *answer, *proposal, *direction, *lead; /* lead: code of who is to do what is proposed, directed */
} Hardship;
bool demo_fits(const Agency *a, const Hardship *h);
const Hardship *demo_hardship(Demo *d, const Agency *a); /* one that fits */
const Hardship *demo_hardship_of(Str text);              /* NULL when it is none of them */

/* -- the steps, each in a write -------------------------------------------------------------------------------- */

Fail demo_first_people(Ctx *c, Demo *d) CHECKED;    /* people.c: coordinator, chairman */
Fail demo_agency_people(Ctx *c, Demo *d) CHECKED;   /* people.c: all of d->agencies */
Fail demo_day(Ctx *c, Demo *d) CHECKED;             /* day.c: d->today */
Fail demo_desk(Ctx *c, Demo *d) CHECKED;            /* desk.c: what coordinator and chairman do on that day */
Fail demo_more(Ctx *c, Demo *d, int tasks) CHECKED; /* more.c */
Fail demo_figures_begin(Ctx *c, Demo *d) CHECKED;   /* figures.c: the weeks before */
Fail demo_figures_day(Ctx *c, Demo *d) CHECKED;     /* figures.c: d->today */

/* letters.c: the coordinator's letter to those that were urged together, and the plan to all on its second day; who
 * reads them, by temper. */
Fail demo_letter(Ctx *c, Demo *d, Id batch) CHECKED;
Fail demo_letters_read(Ctx *c, Demo *d) CHECKED;

/* evidence.c.  Not in a write: the files that agencies will show. */
Fail demo_keep_evidence(Ctx *c, Demo *d) CHECKED;
/* In a write: show something for a task that is done; the report says what. */
Fail demo_show(Ctx *c, Demo *d, const Agency *a, const Task *t, TaskReport *report) CHECKED;
Str demo_portal_page(Ctx *c, Str code, Id task);

/* Somebody acts at an hour of d->today. */
void demo_act(Ctx *c, Demo *d, const Actor *actor, int hour);
const Agency *demo_agency(const Demo *d, Str code); /* NULL when it is none of them */
/* Ids of tasks in a state; TASK_STATE_COUNT = all that are open. */
Fail demo_tasks(Ctx *c, TaskState state, IdList *tasks) CHECKED;
