// SPDX-License-Identifier: Apache-2.0
/* work.h -- tasks: what one agency owes by a day.  Made from an active plan, reviewed, assigned, reported, confirmed.
 *
 * Rights (people/rights.c): work.read; work.manage at the agency that assigned (coordinator everywhere, a head for what
 * their own agency gave its units); work.report at the agency that leads; work.sign for its head.  The routes check
 * them; the rules here check states, days and reasons.  Who does it and on which day is in Ctx. */
#pragma once
#include "base/list.h"
#include "http/route.h"
#include "org/org.h"
#include "plan/plan.h"
#include "receipt/receipt.h"
#include "store/store.h"
#include "viet/workday.h"
#include "work/state.h"

enum {
    TASK_TITLE_MAX = 500,
    TASK_TEXT_MAX = 4000,
    TASK_ITEMS_MAX = 60,
    TASK_PARTNERS_MAX = 60,
    TASK_REASON_MAX = 1000,
    TASK_RESULT_MAX = 1000
};

typedef struct {
    Id id, plan, node, parent;
    Str lead, branch, assigner; /* codes of agencies; lead empty = not chosen yet */
    Str lead_name;              /* as of today; the code when the directory has no name */
    Str title, content, product;
    Day begins, due, due_first; /* NO_DAY = none; due_first = as it was assigned */
    TaskState state;
    TaskClass class; /* on c->today */
    int percent;
    Str result;
    Day asked, said; /* of the last report of completion; of the last word of the agency, at first of the assignment */
    bool is_late_excused, is_waiting_head;
    Str cause;
    int64_t assigned_at, updated_at;
    int version;
    Id alike; /* the same number for the same title in the same activity of the plan */
} Task;
typedef LIST(Task) TaskList;

/* -- reading ------------------------------------------------------------------------------------------------ */

Fail task_by_id(Ctx *c, Id task, Task *t) CHECKED; /* FAIL_MISSING with a sentence */

/* Where the rights over it are asked for: at who leads it; at who assigned it.  Nobody is at "-": a task without an
 * agency is nobody's, not everybody's. */
static inline Place task_lead_place(const Task *t) { return place_at(t->lead, t->plan); }
static inline Place task_assigner_place(const Task *t) { return place_at(t->assigner, t->plan); }

/* Which tasks: empty and 0 do not choose.  Never proposals, unless asked by state. */
typedef enum { SORT_DUE, SORT_UPDATED } TaskSort;
typedef struct {
    Id plan, node, parent;
    Str lead, branch;
    TaskState state;      /* TASK_STATE_COUNT = any */
    TaskClass class;      /* TASK_CLASS_COUNT = any */
    Day due_from, due_to; /* NO_DAY = without that bound */
    bool only_open;
    Id alike;
    bool grouped;          /* of those that are alike the first, by due day; SORT_DUE only */
    bool only_late_silent; /* open, and the agency has said nothing for TASK_SILENT_DAYS */
    TaskSort sort;         /* the nearest due day first; or the last changed first */
    Str after;             /* Page.next of the page before; empty = the first page */
    int most;              /* 0 = TASK_PAGE; at most TASK_EXPORT_MAX */
} TaskChoice;
#define TASK_ANY                                                                                                       \
    ((TaskChoice){.state = TASK_STATE_COUNT, .class = TASK_CLASS_COUNT, .due_from = NO_DAY, .due_to = NO_DAY})
enum { TASK_PAGE = 20, TASK_PAGE_MAX = 1000, TASK_EXPORT_MAX = 50000, TASK_SILENT_DAYS = 7 };
/* The `after` of a page, by due day, that begins with this task. */
Str task_list_from(Ctx *c, const Task *t);
/* One page by keyset; *next is for the next page's `after`, empty when there is none. */
Fail task_list(Ctx *c, const TaskChoice *choice, TaskList *tasks, Str *next) CHECKED;

/* How those of a choice that are alike stand. */
typedef struct {
    int n, class[TASK_CLASS_COUNT], percent;
    Day last_due; /* the first one's is the first */
} TaskAlike;
/* Of each task of a grouped list: counts[i]. */
Fail tasks_count_alike(Ctx *c, const TaskChoice *choice, const TaskList *tasks, TaskAlike *counts) CHECKED;

typedef struct {
    Id id, task;
    bool is_figure; /* else to be ticked off */
    Str text, unit;
    bool is_done;
    bool has_target, has_value;
    int64_t target, value;
} TaskItem;
typedef LIST(TaskItem) TaskItemList;
Fail task_items(Ctx *c, Id task, TaskItemList *items) CHECKED;

typedef struct {
    Str org, class, name; /* code of an agency or of a class; name as a page shows it */
} TaskPartner;
typedef LIST(TaskPartner) TaskPartnerList;
Fail task_partners(Ctx *c, Id task, TaskPartnerList *partners) CHECKED;
/* Open tasks with which an agency helps, itself or as one of `classes` (org_classes_of): of the newest thousand of
 * each. */
enum { TASKS_HELPED_MAX = 100 };
Fail tasks_helped(Ctx *c, Str org, const StrList *classes, TaskList *tasks) CHECKED;
/* Open tasks of an agency that its head has to confirm, the nearest due day first; `plan` 0 = of all plans. */
Fail tasks_waiting_head(Ctx *c, Id plan, Str org, int most, TaskList *tasks) CHECKED;
/* Open tasks that a person watches, the nearest due day first; whether they may still read each is the caller's. */
Fail tasks_watched(Ctx *c, Id person, int most, TaskList *tasks) CHECKED;

/* The history, the newest last. */
typedef struct {
    Id id, task, person;
    Str kind; /* key of a move ("nhan"), or progress, nothing, comment, evidence, urge, cause, excuse, due, extension …
               */
    Str person_name, org, text, before, after;
    int64_t at;
    Day day;
} TaskEntry;
typedef LIST(TaskEntry) TaskEntryList;
Fail task_entries(Ctx *c, Id task, TaskEntryList *entries) CHECKED;
/* In a write: a row for whoever has something to add to a task's history (urge, difficulty).  Does not touch the task.
 */
Fail task_entry_add(Ctx *c, Id task, const char *kind, Str text, Str before, Str after) CHECKED;

/* Percent and how many of the parts of a task, over all that are not cancelled: what its parent shows. */
typedef struct {
    int parts, done, percent, overdue;
} TaskRollUp;
Fail task_roll_up(Ctx *c, Id task, TaskRollUp *sum) CHECKED;

/* -- whom it concerns (place.c) ------------------------------------------------------------------------------- */

/* Where `right` over a task is needed: of the agencies that it concerns (lead, assigner, partners, also as one of a
 * class) one at which c->actor has it, when there is one; else the lead's.  A proposal asks for work.assign too. */
Fail task_place(Ctx *c, const Task *t, const char *right, Place *place) CHECKED;
/* True when c->actor has it there; always where nobody signs in. */
Fail task_allows(Ctx *c, const Task *t, const char *right, bool *may) CHECKED;

/* -- search --------------------------------------------------------------------------------------------------- */

typedef struct {
    Task task;
    Str snippet; /* of what else was written of it, where more of the words stand than in its title; empty = nowhere */
} TaskHit;
typedef LIST(TaskHit) TaskHitList;
enum { TASK_HITS = 25 };
/* Tasks of which every word of `query` was written (marks and case do not count; the last word may be the beginning of
 * one) in title, content, items or history, that c->actor may read (what lies inside of
 * a task only whom it concerns): the newest first, at most `most`.  `before` 0 =
 * from the newest on; *next is the next page's `before`, 0 = there is none.  As dear with 600,000 tasks as with 600: of
 * a word that very many have, the newest 20,000 are looked at. */
Fail task_search(Ctx *c, Str query, Id before, int most, TaskHitList *hits, Id *next) CHECKED;

/* -- counters ----------------------------------------------------------------------------------------------- */

/* Of all tasks that were assigned.  The classes add up to the total, by construction. */
typedef struct {
    int64_t class[TASK_CLASS_COUNT];
    int64_t fresh, asked, returned,
        excused;        /* among them: not accepted yet, waits for confirming, given back, late with a good reason */
    int64_t asked_late; /* of `asked` the overdue ones: reported after their last day */
    int64_t silent; /* of those that are owed: nothing was said for TASK_SILENT_DAYS.  Not known of earlier days: 0 */
} Counts;
int64_t count_total(const Counts *n);
/* Not finished. */
static inline int64_t count_open(const Counts *n)
{
    return n->class[CLASS_LATER] + n->class[CLASS_SOON] + n->class[CLASS_OVERDUE] + n->class[CLASS_UNDATED];
}
/* Overdue, and the agency still has to act. */
static inline int64_t count_late(const Counts *n) { return n->class[CLASS_OVERDUE] - n->asked_late; }
void counts_add(Counts *sum, const Counts *n); /* every number of it */

typedef struct {
    Str item; /* code of an agency or branch, number of a node; empty for all */
    Counts n;
} TaskCount;
typedef LIST(TaskCount) TaskCountList;
/* Of this item; nothing when there is none of it. */
Counts counts_of(const TaskCountList *counts, Str item);

typedef enum { GRAIN_ALL, GRAIN_LEAD, GRAIN_BRANCH, GRAIN_NODE } TaskGrain;
/* By agency, by the agency under the province that it belongs to, or by activity; `plan` 0 = of all plans.  On
 * c->today: from the counters.  On an earlier day: made from task_stand, the same figures as that day's pages showed at
 * its end. */
Fail task_counts(Ctx *c, Id plan, TaskGrain grain, Day on, TaskCountList *counts) CHECKED;
/* At the end of a day before c->today, of each plan, in order of plan and item: all stands are walked along once, so
 * not for a page. */
typedef struct {
    Id plan;
    TaskCount count;
} TaskPlanCount;
typedef LIST(TaskPlanCount) TaskPlanCountList;
Fail task_counts_by_plan(Ctx *c, TaskGrain grain, Day on, TaskPlanCountList *counts) CHECKED;
/* Outside of a write, by a job: what task_counts says of the newest day that is over and of which it is not kept yet is
 * kept, for pages to read; *more = there was one, ask again. */
Fail task_past_keep(Ctx *c, Store *store, bool *more) CHECKED;
Fail task_past_is_kept(Ctx *c, Day day, bool *kept) CHECKED;
/* Of one item, in the plans of c->actor's duty, on c->today. */
Fail task_counts_of(Ctx *c, TaskGrain grain, Str item, Counts *n) CHECKED;
/* What the agency has to act on now: its open tasks, without those that wait for others, that are late or soon due. */
Fail task_owed_now(Ctx *c, Str org, int *n) CHECKED;
/* The same, told apart, without what it gave back and what waits for its head; `all`: with what is due later. */
typedef struct {
    int64_t late, soon, all;
} TaskOwed;
Fail task_owed(Ctx *c, Str org, TaskOwed *n) CHECKED;
/* Of these and of the silent ones the first by due day, in the plan (0 = any), and the branch under which it counts;
 * NO_DAY = there is none. */
Fail task_owed_first(Ctx *c, Id plan, Str org, Day *due, Str *branch) CHECKED;
/* The same of each agency that owed something when the counters rolled on, by code. */
typedef struct {
    Str org;
    Day due;
    Str branch;
} TaskOwedFirst;
typedef LIST(TaskOwedFirst) TaskOwedFirstList;
Fail task_owed_firsts(Ctx *c, Id plan, TaskOwedFirstList *firsts) CHECKED;
/* In a write: make the counters hold for c->today.  Rules do it by themselves; the server does it each minute. */
Fail task_roll(Ctx *c) CHECKED;
/* Outside of a write: the same, so that nobody who saves waits for more than the counters to be written. */
Fail task_roll_beside(Ctx *c, Store *store) CHECKED;
/* True when they do. */
Fail task_is_rolled(Ctx *c, bool *rolled) CHECKED;

/* -- from a plan: proposals (propose.c, sync.c) ------------------------------------------------------------- */

/* In a write: what the plan asks of whom, as tasks in state proposed; what is there already stays.  Of an active plan
 * whose values were corrected: new ones are proposed, dates and titles of assigned ones follow unless somebody changed
 * them here, and what the plan asks no more is told.  FAIL_CONFLICT when the plan is not active. */
typedef struct {
    int proposed, changed, same, gone;
} TaskSync;
Fail task_sync(Ctx *c, Id plan, TaskSync *result) CHECKED;
/* What task_sync would change, in sentences: without writing. */
typedef struct {
    Id task; /* 0 = a new one */
    Str sentence;
} TaskDifference;
typedef LIST(TaskDifference) TaskDifferenceList;
Fail task_differences(Ctx *c, Id plan, TaskDifferenceList *differences) CHECKED;

/* -- rules, all in a write ---------------------------------------------------------------------------------- */

typedef struct {
    Id plan, node, parent;
    Str lead, assigner, title, content, product;
    Day begins, due;
} NewTask;
/* A task, proposed: or assigned at once.  FAIL_INPUT with a sentence for an empty title, a day before `begins`. */
Fail task_add(Ctx *c, const NewTask *n, bool assign_now, Id *task) CHECKED;
/* What may be typed of a task: FAIL_CONFLICT when version `seen` is not the newest any more (0 = whatever it is). */
Fail task_change(Ctx *c, Id task, int seen, const NewTask *n) CHECKED;
/* The due day alone, with a reason once it is assigned; the first one stays visible. */
Fail task_set_due(Ctx *c, Id task, Day due, Str reason) CHECKED;
/* "15/9/2024", ISO, "trước ngày 20/10/2024" (the day before; *warning says so, and when it is no working day: the page
 * that follows shows it, view.h: due_query). */
Fail task_due_typed(Ctx *c, Str typed, Day *due, Str *warning) CHECKED;
/* Of a day on which agencies do not work, to be read behind it: "là Thứ Bảy, cơ quan không làm việc; ngày làm việc liền
 * trước là …"; empty = it is a working day, or NO_DAY.  `days` NULL = they are loaded. */
Str task_day_note(Ctx *c, const Workdays *days, Day due);
/* Proposals with the same lead become one: the first keeps the titles of the others as items. */
Fail task_merge(Ctx *c, const Id *tasks, size_t n) CHECKED;
/* Each item of a proposal becomes a proposal of its own. */
Fail task_split(Ctx *c, Id task) CHECKED;
Fail task_item_add(Ctx *c, Id task, bool is_figure, Str text, Str unit, const int64_t *target, Id *item) CHECKED;
Fail task_item_drop(Ctx *c, Id task, Id item) CHECKED;
Fail task_partner_add(Ctx *c, Id task, TaskPartner p) CHECKED;

/* A row of task_moves.  FAIL_CONFLICT with a sentence when the state does not allow it, FAIL_INPUT without a reason
 * that is needed, or, when it asks for confirming late, without a cause (`reason`). */
Fail task_move(Ctx *c, Id task, TaskMove move, Str reason) CHECKED;

/* What an agency says of one task at once. */
typedef struct {
    Id task;
    int seen;          /* the version that was on its page; 0 = whatever it is */
    bool says_nothing; /* "Không có gì mới": the rest is not looked at */
    int percent;       /* -1 = as it is */
    Str result;        /* empty = nothing new to tell */
    Str link;          /* evidence elsewhere: https://… */
    Str cause;         /* why it is late */
    bool asks;         /* done: please confirm */
} TaskReport;
/* The first report of a new task accepts it.  When the agency wants it (task_agency), the head has to confirm before a
 * report of completion counts as asked.  FAIL_CONFLICT with both sides in the sentence when somebody else was faster.
 */
Fail task_report(Ctx *c, const TaskReport *report) CHECKED;
/* A move of the board or of a task's page with its reason: a request for confirming goes the way of the reports. */
Fail task_act(Ctx *c, Id task, TaskMove move, Str reason) CHECKED;
/* Whether task_report would take it, without writing: so that of many reports the good ones are kept. */
Fail task_report_check(Ctx *c, const TaskReport *report) CHECKED;
Fail task_item_set(Ctx *c, Id task, Id item, bool is_done, const int64_t *value) CHECKED;
/* The head confirms what the official reported, or gives it back with a reason. */
Fail task_sign(Ctx *c, Id task, bool yes, Str reason) CHECKED;
Fail task_agency_set(Ctx *c, Str org, bool head_confirms) CHECKED;
Fail task_agency_get(Ctx *c, Str org, bool *head_confirms) CHECKED;

Fail task_set_cause(Ctx *c, Id task, Str cause) CHECKED;
Fail task_excuse(Ctx *c, Id task, bool excused, Str reason) CHECKED; /* "chậm do khách quan", by the assigner */
Fail task_comment(Ctx *c, Id task, Str text) CHECKED; /* @account names people: they watch from now on (watch.c) */

/* -- taking back (undo.c; receipt/receipt.h) ------------------------------------------------------------------ */

/* What an act may be taken back to, and the undoer of the kind "task". */
Str task_kept(Ctx *c, const Task *t);
Fail task_undo(Ctx *c, Id task, int version, Str kept, Str *title) CHECKED;
Fail task_undo_activation(Ctx *c, Id plan, int version, Str before, Str *title) CHECKED;
/* Behind an act: tells the receipt of it, when it changed the task. */
Fail task_receipt(Ctx *c, ReceiptDraft *k, const Task *before) CHECKED;
/* The same with those of its `items` (as they were) that are others now. */
Fail task_receipt_items(Ctx *c, ReceiptDraft *k, const Task *before, const TaskItemList *items) CHECKED;

/* -- extension of the due day ------------------------------------------------------------------------------- */

typedef struct {
    Id id, task;
    Str state; /* asked, granted, shortened, refused, withdrawn */
    Day before, asked, granted;
    Str reason, answer;
    int64_t asked_at, answered_at;
    Str asked_by, answered_by; /* names */
} TaskExtension;
typedef LIST(TaskExtension) TaskExtensionList;
Fail task_extensions(Ctx *c, Id task, TaskExtensionList *extensions) CHECKED; /* the newest last */
Fail task_extensions_open(Ctx *c, TaskExtensionList *extensions) CHECKED;     /* those that wait for an answer */
/* By the agency: a later day and why.  FAIL_CONFLICT while one waits for its answer. */
Fail task_extension_ask(Ctx *c, Id task, Day due, Str reason) CHECKED;
/* By who assigned: the day asked for, an earlier one (reason needed), or NO_DAY = refused (reason needed). */
Fail task_extension_answer(Ctx *c, Id task, Id extension, Day due, Str reason) CHECKED;

/* -- what comes after what (after.c) ------------------------------------------------------------------------ */

enum {
    AFTER_MAX = 10,         /* that one has to wait for */
    AFTER_WAITERS_MAX = 20, /* shown of those that wait for one */
    AFTER_WALK_MAX = 500    /* so many are followed to see whether an order comes back to where it began */
};
/* In a write: `task` begins after `after` ended, both of one plan and assigned.  FAIL_INPUT for itself and for another
 * plan's; FAIL_CONFLICT with both names when it is so already or the other has to wait for this one. */
Fail task_after_add(Ctx *c, Id task, Id after) CHECKED;
Fail task_after_drop(Ctx *c, Id task, Id after) CHECKED;
Fail task_befores(Ctx *c, Id task, TaskList *tasks) CHECKED; /* what has to end before it begins */
Fail task_waiters(Ctx *c, Id task, TaskList *tasks) CHECKED; /* what waits for it: the first AFTER_WAITERS_MAX */

/* The same between two activities of a plan. */
Fail node_after_add(Ctx *c, Id plan, Id node, Id after) CHECKED;
Fail node_after_drop(Ctx *c, Id plan, Id node, Id after) CHECKED;
typedef struct {
    Id node, after;
} NodeAfter;
typedef LIST(NodeAfter) NodeAfterList;
Fail node_afters(Ctx *c, Id plan, NodeAfterList *afters) CHECKED; /* all of a plan */

/* What says whether an order is kept, of a task or of an activity. */
typedef struct {
    Day begins, due;                     /* NO_DAY = not known */
    bool is_over, is_late, is_under_way; /* done or cancelled; its day has passed and it is not over; somebody works */
} AfterEnd;
AfterEnd task_after_end(const Task *t);
/* What does not fit, to be read behind the name of `before`: "bắt đầu 01/10/2024 trong khi việc trước hạn 05/10/2024".
 * Empty = nothing, also once either is over. */
Str task_after_wrong(Arena *a, const AfterEnd *item, const AfterEnd *before);

/* -- breaking down ------------------------------------------------------------------------------------------ */

/* By the agency that leads `parent`: a part of it for itself or somebody under it, assigned at once.  FAIL_DENIED for
 * an agency that does not stand under it. */
Fail task_break_down(Ctx *c, Id parent, const NewTask *part, Id *task) CHECKED;
/* A name or code that was typed -> the code; FAIL_INPUT with a sentence.  Empty stays empty. */
Fail task_lead_typed(Ctx *c, Str typed, Str *code) CHECKED;

/* -- coming again (repeat.c) -------------------------------------------------------------------------------- */

typedef struct {
    bool is_on, monthly;
    Day next_due, until; /* of the next one; the last day on which one may be due */
} TaskRepeat;
Fail task_repeat_get(Ctx *c, Id task, TaskRepeat *repeat) CHECKED;
/* A task with a due day comes again each week or month until a day.  FAIL_INPUT with a sentence. */
Fail task_repeat_set(Ctx *c, Id task, bool monthly, Day until) CHECKED;
Fail task_repeat_stop(Ctx *c, Id task) CHECKED;
/* In a write, by the server: the next ones, of whose period the day has come; *made = how many. */
Fail task_repeats_run(Ctx *c, int *made) CHECKED;

/* -- people ------------------------------------------------------------------------------------------------- */

Fail task_watch(Ctx *c, Id task, Id person, bool watch) CHECKED;
Fail task_watchers(Ctx *c, Id task, IdList *people) CHECKED;

/* Counts everything anew: for a rebuild. */
Fail work_rebuild(Ctx *c) CHECKED;
