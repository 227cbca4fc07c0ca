// SPDX-License-Identifier: Apache-2.0
/* view.h -- what the pages of difficulties show. */
#pragma once
#include "difficulty/difficulty.h"
#include "work/view.h"

/* "chờ lãnh đạo chỉ đạo 5 ngày làm việc", marked when that is long. */
void difficulty_state(Out *o, const Difficulty *d);

/* What says the same and waits for the same. */
typedef struct {
    const Difficulty *first; /* the oldest */
    DifficultyList all;      /* it too */
    bool is_one_proposal;    /* the coordinator proposes the same for all */
    int days_here;           /* that the one waits which waits the longest */
} DifficultyGroup;
typedef LIST(DifficultyGroup) DifficultyGroupList;
/* A grouped list as lines that open: all that say the same under the oldest. */
Fail difficulty_groups(Ctx *c, const DifficultyChoice *a, const DifficultyList *list,
                       DifficultyGroupList *groups) CHECKED;
void difficulty_group_state(Out *o, const DifficultyGroup *g);
/* What agreeing with what is proposed makes, for whom: "giao Sở Tài chính thực hiện", "thành 2 việc, giao …". */
Str difficulty_will_be(Arena *a, const DifficultyGroup *g);

typedef struct {
    const Request *q;
    const DifficultyList *list;
    const DifficultyGroupList *groups; /* of it, as the page shows it */
    const Listing *listing;            /* NULL = the weekly list of the oldest, for printing */
    const ListWord *words;
    bool may_answer;
    const int *counts; /* by WAITS_… */
    DifficultyWaits waits;
    Id opened; /* the first of the group; 0 = none */
    Str next, org_name;
    Day today;
} DifficultyListPage;
void difficulty_list_page(Out *o, const DifficultyListPage *m);

typedef struct {
    const Difficulty *difficulty;
    const Task *task;
    const PlanNode *node; /* NULL = of no activity */
    const DifficultyList *joined;
} Context;

typedef struct {
    const Request *q;
    const DifficultyGroupList *waiting;
    Day today, due; /* due: proposed for a direction */
    Str due_said;   /* of the day that was just set */
    Str next;       /* address of the next page; empty = the last one */
    bool is_first;
    int n; /* that wait in all */
} ChairmanPage;
void chairman_page(Out *o, const ChairmanPage *m);

typedef struct {
    const Request *q;
    Context context;
    const DifficultyEntryList *entries;
    const DifficultyList *others; /* with which it could be joined */
    Day today, due;               /* due: proposed for a direction */
    bool may_raise, may_answer, may_direct;
} DifficultyPage;
void difficulty_page(Out *o, const DifficultyPage *m);

typedef struct {
    const Request *q;
    const Task *task;
    const DifficultyList *there; /* what was raised of it already */
} RaisePage;
void raise_page(Out *o, const RaisePage *m);
