// SPDX-License-Identifier: Apache-2.0
/* inside.h -- what the files of work/ share; nobody outside includes it. */
#pragma once
#include "journal/journal.h"
#include "org/sql.h"
#include "people/sql.h"
#include "work/sql.h"
#include "work/work.h"

/* In words, for histories: "15/9/2024", "không có hạn". */
Str due_words(Ctx *c, Day due);

/* The columns of read_task; task t, and behind them LEFT JOINs for the name of its lead. */
#define TASK_COLUMNS                                                                                                   \
    "SELECT t.id, t.plan_id, t.node_id, t.parent_id, t.lead, t.branch, t.assigner, " ORG_NAME(                         \
        "t.lead") ", "                                                                                                 \
                  "t.title, "                                                                                          \
                  "t.content, t.product, t.begins, t.due, t.due_first, t.state, t.percent, t.result, t.asked_day, "    \
                  "t.said_day, "                                                                                       \
                  "t.is_late_excused, t.is_waiting_head, t.cause, t.assigned_at, t.updated_at, t.version, t.alike "    \
                  "FROM "                                                                                              \
                  "task "                                                                                              \
                  "t " ORG_NAME_JOIN("t", "lead")
Task read_task(Ctx *c, Rows *r);
Fail read_tasks(Ctx *c, Rows *r, TaskList *tasks) CHECKED; /* to the end */

/* move.c: FAIL_INPUT with a sentence when nobody leads what is to be assigned. */
Fail task_must_have_lead(Ctx *c, Str lead, Str title) CHECKED;
/* part.c: FAIL_DENIED when c->actor may not make `lead` the agency that leads the task. */
Fail task_may_lead(Ctx *c, const Task *t, Str lead) CHECKED;

/* -- save.c: the one way in which a task that is kept changes ---------------------------------------------------- */

/* In a write: `after` in the place of `before` (same id): its state, percent, days, result, due; its stand of today;
 * the counters. */
Fail task_save(Ctx *c, const Task *before, Task *after) CHECKED;
/* In a write: what it says and whom it is for, where nothing is counted yet or the counters were told by task_save. */
Fail task_save_texts(Ctx *c, const Task *after) CHECKED;
/* A row of its history, and one of the journal; `act` as a list shows it. */
Fail task_note(Ctx *c, const Task *t, const char *kind, const char *act, Str text, Str before, Str after) CHECKED;
/* The same where the task itself stays as it is: the journal does not vouch for its state anew. */
Fail task_remark(Ctx *c, const Task *t, const char *kind, const char *act, Str text, Str before, Str after) CHECKED;
/* A new row, proposed, or assigned at once: as by hand in two steps, written once.  `origin` empty = by hand; `branch`
 * is found.  *made is as task_by_id reads it, but for the names of agencies and `class`. */
Fail task_insert(Ctx *c, const NewTask *n, Str origin, Str branch, bool assign_now, Task *made) CHECKED;

/* In a write: Task.alike where it was not known yet. */
Fail task_alike_fill(Ctx *c) CHECKED;

/* -- count.c ------------------------------------------------------------------------------------------------- */

/* In a write, the counters hold for c->today: one task less, one more; NULL = none. */
Fail count_move(Ctx *c, const Task *before, const Task *after) CHECKED;
/* For roll.c: `n` tasks of these properties; a counter and by how much it moves; all of them from the tasks; for which
 * day they hold, NO_DAY = for none. */
void counts_add_tasks(Counts *s, TaskState state, TaskClass class, bool excused, bool silent, int64_t n);
bool count_is_nothing(const Counts *s);
Fail count_put(Ctx *c, Id plan, TaskGrain grain, Str item, const Counts *s) CHECKED;
Fail count_anew(Ctx *c) CHECKED;
Fail count_day(Ctx *c, Day *day) CHECKED;
Fail task_counted_day(Ctx *c, Day *day) CHECKED; /* the same, kept between two days */
extern const char *const count_grains[];         /* as tables call them */
/* By plan and item, in that order: on c->today from all tasks, at the end of a day from all stands (plan 0 = of all).
 */
Fail counts_from_tasks(Ctx *c, Id plan, TaskGrain grain, TaskPlanCountList *list) CHECKED;
Fail counts_from_stands(Ctx *c, Id plan, TaskGrain grain, Day on, TaskPlanCountList *list) CHECKED;

/* -- roll.c ------------------------------------------------------------------------------------------------------- */

/* By how much the counters, which hold for a day before, move until c->today: added to the list.  Seconds of counting
 * less for who reads in the minute after midnight. */
Fail counts_rolled_on(Ctx *c, Id plan, TaskGrain grain, TaskPlanCountList *list) CHECKED;
/* In a write, before a task changes: task_roll, with c->today the day that came while the act waited. */
Fail task_roll_for_act(Ctx *c) CHECKED;

/* -- past.c ------------------------------------------------------------------------------------------------------- */

/* In a write: of that day and all after it nothing is kept; NO_DAY = of none. */
Fail past_forget(Ctx *c, Day from) CHECKED;

/* -- words.c: what search finds a task by ------------------------------------------------------------------------ */

Fail task_words(Ctx *c, Id task, Str text) CHECKED; /* in a write: these were written of it */
Fail task_words_rebuild(Ctx *c) CHECKED;            /* in a write: all anew */

/* -- duty.c ------------------------------------------------------------------------------------------------------- */

/* What a duty asks: one thing, or several with a due day each, as printed.  NO_DAY = it names none; days before the
 * plan's issue are of decrees.  Where only the days differ ("trước ngày 15/6/2024 và trước ngày 15/12/2024"), each text
 * is the whole. */
typedef struct {
    Str text;
    Day due; /* the last day: of "trước ngày 20/10/2024" the one before */
} DutyAsk;
typedef LIST(DutyAsk) DutyAskList;
void duty_asks(Arena *a, Str text, Day issued, DutyAskList *asks);

/* -- propose.c -------------------------------------------------------------------------------------------------- */

/* What a plan asks of one agency. */
typedef struct {
    Str origin; /* the same for the same thing when the plan is read again */
    NewTask task;
    Str branch;
    StrList items;
    TaskPartnerList partners;
} Proposal;
typedef LIST(Proposal) ProposalList;
Fail proposals_of(Ctx *c, Id plan, ProposalList *proposals) CHECKED;
