// SPDX-License-Identifier: Apache-2.0
/* difficulty.h -- what stands in the way of a task: raised by its agency, answered by the coordinator or directed by
 * the chairman, settled when the agency says so.  Whoever has to act next, and since when, is always known.
 *
 * Rights: difficulty.raise at the agency, difficulty.answer (coordinator), difficulty.direct (chairman). */
#pragma once
#include "work/work.h"

/* symbol, in tables, as pages say it, for whom it waits then */
#define DIFFICULTY_STATES(X)                                                                                           \
    X(OPEN, "open", "Chờ điều phối trả lời", WAITS_COORDINATOR)                                                        \
    X(SUBMITTED, "submitted", "Chờ lãnh đạo chỉ đạo", WAITS_CHAIRMAN)                                                  \
    X(ANSWERED, "answered", "Đã trả lời, chờ cơ quan xác nhận", WAITS_AGENCY)                                          \
    X(DIRECTED, "directed", "Đã chỉ đạo, chờ cơ quan xác nhận", WAITS_AGENCY)                                          \
    X(JOINED, "joined", "Xử lý chung với việc giống nó", WAITS_NOBODY)                                                 \
    X(DONE, "done", "Đã giải quyết", WAITS_NOBODY)                                                                     \
    X(WITHDRAWN, "withdrawn", "Đã rút", WAITS_NOBODY)

typedef enum { WAITS_NOBODY, WAITS_COORDINATOR, WAITS_CHAIRMAN, WAITS_AGENCY, WAITS_COUNT } DifficultyWaits;
typedef enum {
#define X(symbol, key, name, waits) DIFFICULTY_##symbol,
    DIFFICULTY_STATES(X)
#undef X
        DIFFICULTY_STATE_COUNT
} DifficultyState;
typedef struct {
    const char *key, *name;
    DifficultyWaits waits;
} DifficultyStateRow;
extern const DifficultyStateRow difficulty_states[DIFFICULTY_STATE_COUNT];
DifficultyState difficulty_state_of(Str key);
extern const char *const difficulty_waits[WAITS_COUNT]; /* in tables and addresses */

/* What may be done, from which states, by whom. */
typedef enum {
    DIFFICULTY_ANSWER,   /* the coordinator answers */
    DIFFICULTY_SUBMIT,   /* … or lays it before the chairman with a proposal */
    DIFFICULTY_ASK_BACK, /* the chairman wants to know more */
    DIFFICULTY_CONFIRM,  /* the agency: it is solved */
    DIFFICULTY_AGAIN,    /* the agency: not yet */
    DIFFICULTY_WITHDRAW, /* the agency: not needed any more */
    DIFFICULTY_PART,     /* handled by itself again */
    DIFFICULTY_MOVE_COUNT
} DifficultyMove;
typedef struct {
    const char *key, *name; /* in forms, on buttons */
    unsigned from;          /* bit of each state */
    DifficultyState to;
    bool needs_text;
    const char *right;
    const char *did, *did_all; /* what the receipt says; of many: NULL = it is not done to many */
} DifficultyMoveRow;
extern const DifficultyMoveRow difficulty_moves[DIFFICULTY_MOVE_COUNT];
DifficultyMove difficulty_move_of(Str key); /* DIFFICULTY_MOVE_COUNT when there is none */

enum { DIFFICULTY_TEXT_MAX = 2000, DIFFICULTY_PAGE = 25, DIFFICULTY_OLDEST = 20, DIFFICULTY_ALIKE_MAX = 500 };

typedef struct {
    Id id, task, plan, node, direction_task, joined_to;
    Str org, org_name, task_title;
    DifficultyState state;
    Day raised, waits_since;
    int days;      /* working days that it has waited in all, up to c->today */
    int days_here; /* of them, for whom it waits now */
    Str text, answer, proposal, direction;
    Str proposal_lead, proposal_lead_name; /* who is to do what is proposed; empty = the agency that raised it */
    int version;
    Id alike; /* the same number for the same words */
    int n;    /* that wait for the same and say the same, in a list that is grouped; else 1 */
} Difficulty;
typedef LIST(Difficulty) DifficultyList;
/* The chairman has still to decide: what lists and reports call "chờ lãnh đạo". */
static inline bool difficulty_awaits_decision(const Difficulty *d)
{
    return difficulty_states[d->state].waits == WAITS_CHAIRMAN;
}
/* Who does it when the chairman agrees. */
static inline Str difficulty_doer(const Difficulty *d) { return d->proposal_lead.n ? d->proposal_lead : d->org; }
static inline Str difficulty_doer_name(const Difficulty *d)
{
    return d->proposal_lead.n ? d->proposal_lead_name : d->org_name;
}

typedef struct {
    Id id;
    Str kind, text, person_name, org;
    Day day;
} DifficultyEntry;
typedef LIST(DifficultyEntry) DifficultyEntryList;

Fail difficulty_by_id(Ctx *c, Id id, Difficulty *d) CHECKED; /* FAIL_MISSING with a sentence */
Fail difficulty_entries(Ctx *c, Id id, DifficultyEntryList *entries) CHECKED;
/* Those that wait for somebody (WAITS_COUNT = for anybody, WAITS_NOBODY = that are over), of one agency or all; the
 * oldest first, a page by keyset as in task_list. */
typedef struct {
    DifficultyWaits waits;
    Id plan; /* 0 = of all */
    Str org, after;
    int most;     /* 0 = DIFFICULTY_PAGE */
    bool grouped; /* of those that say the same the oldest, with how many there are */
    bool newest;  /* the last raised first */
} DifficultyChoice;
Fail difficulty_list(Ctx *c, const DifficultyChoice *choice, DifficultyList *list, Str *next) CHECKED;
/* All that wait for the same and say the same as one of a grouped list, the oldest first. */
Fail difficulties_alike(Ctx *c, const DifficultyChoice *choice, const Difficulty *d, DifficultyList *list) CHECKED;
Fail difficulties_of(Ctx *c, Id task, DifficultyList *list) CHECKED;
Fail difficulties_joined(Ctx *c, Id id, DifficultyList *list) CHECKED;
/* How many wait for each; of one plan and agency, or 0 and empty = of all. */
Fail difficulty_counts(Ctx *c, Id plan, Str org, int counts[WAITS_COUNT]) CHECKED;

/* How many wait for one of them, of an agency or all (empty), in the plans of c->actor's duty; by an index. */
Fail difficulty_count(Ctx *c, DifficultyWaits waits, Str org, int *n) CHECKED;

/* In a write.  Of a task that is not over. */
Fail difficulty_raise(Ctx *c, Id task, Str text, Id *id) CHECKED;
Fail difficulty_move(Ctx *c, Id id, DifficultyMove move, Str text) CHECKED;
/* DIFFICULTY_SUBMIT, with who is to do what is proposed: empty = the agency that `proposal` names, else the one that
 * raised it. */
Fail difficulty_submit(Ctx *c, Id id, Str proposal, Str lead) CHECKED;
/* `id` is handled together with `with`: its agency gets the same answer. */
Fail difficulty_join(Ctx *c, Id id, Id with) CHECKED;
/* The chairman's direction becomes a task of `lead`, assigned at once. */
Fail difficulty_direct(Ctx *c, Id id, Str text, Str lead, Day due) CHECKED;
/* All of them by one decision: empty `text` = each as the coordinator proposed; empty `lead` = who was
 * proposed (difficulty_doer).  The
 * same words for the same agency are one task; *tasks = those. */
Fail difficulty_direct_all(Ctx *c, const IdList *ids, Str text, Str lead, Day due, IdList *tasks) CHECKED;

/* -- taking back (undo.c; receipt/receipt.h) -- */

/* It and those that are handled with it, as they stand before an act; behind it the receipt is told of those that
 * changed. */
Fail difficulty_before(Ctx *c, Id id, DifficultyList *before) CHECKED;
Fail difficulty_receipt(Ctx *c, ReceiptDraft *k, const DifficultyList *before) CHECKED;
/* The undoer of the kind "difficulty". */
Fail difficulty_undo(Ctx *c, Id id, int version, Str kept, Str *title) CHECKED;
Fail difficulty_rebuild(Ctx *c) CHECKED;
