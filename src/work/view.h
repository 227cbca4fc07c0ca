// SPDX-License-Identifier: Apache-2.0
/* view.h -- what the pages of tasks show. */
#pragma once
#include "base/out.h"
#include "http/form.h"
#include "http/panel.h"
#include "http/request.h"
#include "http/view.h"
#include "listing/listing.h"
#include "org/view.h"
#include "people/people.h"
#include "plan/view.h"
#include "upload/upload.h"
#include "work/work.h"

/* -- pieces that other pages use too ------------------------------------------------------------------------ */

/* How it stands in time: "còn 3 ngày", "hôm nay là hạn", "quá hạn 2 ngày", "xong đúng hạn", "không có hạn". */
Str task_when(Arena *a, const Task *t, Day today);
/* The same with its mark and colour. */
void task_state(Out *o, const Task *t, Day today);
/* A bar of percent with its number. */
void task_bar(Out *o, int percent);
/* A table of tasks, cards on phones; `ticks` = each row has a box named viec. */
typedef struct {
    const TaskList *tasks;
    Day today;
    bool ticks, all_ticked;
    const IdList *ticked; /* by the form that comes back; NULL = none */
    bool no_lead;         /* they are all of one agency */
    const Workdays *days; /* due days that are no working days are marked; NULL = they are not */
} TaskTable;
void task_table(Out *o, const TaskTable *m);
/* What is to be said of a due day as it was typed travels to the next page in its address: due_query ("?han-ghi=…",
 * `before` = "?" or "&"; empty when there is nothing to say), read there by due_said of a row that declares DUE_SAID,
 * shown by due_notice. */
#define DUE_SAID                                                                                                       \
    {                                                                                                                  \
        INPUT_TEXT, "han-ghi", "Hạn như vừa ghi", .max = 60                                                            \
    }
Str due_query(Ctx *c, Str typed, Str warning, const char *before);
Str due_said(Ctx *c, const Request *q);
/* Many tasks at once, one after the other: the receipt tells what was done, and what was passed over and why (`result`
 * and c->why as the rule gave them).  When nothing was done the form comes back with its ticks.  `did`: "giao". */
Fail task_did(Ctx *c, ReceiptDraft *k, const Task *before, Fail result);
Fail tasks_close(Ctx *c, Reply *r, ReceiptDraft *k, const char *did);
void due_notice(Out *o, Str warning);

/* -- pages ------------------------------------------------------------------------------------------------------ */

enum { TASK_LIST_WORDS = 6 };
typedef struct {
    const Request *q;
    const Listing *list;
    const ListWord *words;
    const TaskChoice *choice;
    const TaskList *tasks, *members; /* members: of the group that is opened */
    TaskAlike *alike;                /* of each of tasks, where they are grouped */
    const int *files; /* evidence of each of tasks, -1 = not shown to who asks; NULL = not in this list */
    Id opened;        /* the group; 0 = none */
    Str next;         /* where the next page begins; empty = this is the last one */
    Str heading;      /* "Việc của Sở Y tế" */
    Str due_said;
    int64_t total; /* as the counters say; -1 = not counted for this choice */
    Day today;
    bool may_manage, has_own; /* has_own: it opens on the agency of who asks */
    TaskMove awaited;         /* what the state that was chosen waits for; TASK_MOVE_COUNT = nothing in particular */
} TaskListPage;
void task_list_page(Out *o, const TaskListPage *m);

typedef struct {
    const Request *q;
    const Task *task, *parent; /* parent NULL = none */
    const PlanCard *plan;      /* NULL = of no plan */
    const PlanNode *node;      /* NULL = of no activity */
    const TaskItemList *items;
    const TaskPartnerList *partners;
    const TaskEntryList *entries;
    const TaskExtensionList *extensions;
    const TaskList *parts, *befores, *waiters; /* what has to end before it, what waits for it */
    Panels panels;
    const UploadList *files;
    TaskRollUp roll_up;
    Day today;
    bool may_manage, may_report, may_sign, may_comment, may_inside, watches, head_confirms;
    TaskRepeat repeat;
    Str day_note;   /* of its due day, while that can still be changed; empty = a working day */
    Str asked_note; /* of the day that is asked for */
    Str due_said;
} TaskPage;
void task_page(Out *o, const TaskPage *m);

typedef struct {
    const Request *q;
    const Task *task; /* NULL = a new one */
    const PlanCard *plan;
    Id within;    /* a part of this task; 0 = not */
    Str day_note; /* of the due day that stands there */
    Day today;
} TaskForm;
void task_form(Out *o, const TaskForm *m);

typedef struct {
    const PlanNode *node; /* NULL = added by hand */
    Id id;
    int n, without_due, without_lead, due_off; /* due_off: due on a day on which agencies do not work */
} ProposalGroup;
typedef LIST(ProposalGroup) ProposalGroupList;
typedef struct {
    const Request *q;
    const PlanCard *plan;
    const ProposalGroupList *groups;
    const TaskDifferenceList *differences;
    const ProposalGroup *open; /* the group that is looked at; NULL = none */
    const TaskList *tasks;     /* of it */
    int n, without_due, without_lead, due_off, assigned;
    const Workdays *days;
    Str due_said;
    const IdList *ticked;
    bool all_ticked;
    Day today;
} AssignPage;
void assign_page(Out *o, const AssignPage *m);

typedef struct {
    const PlanCard *plan;
    int ready, without_due, without_lead, passed, agencies; /* passed: among the ready, late from the first day */
} AssignAllPage;
void assign_all_page(Out *o, const AssignAllPage *m);
