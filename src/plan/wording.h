// SPDX-License-Identifier: Apache-2.0
/* wording.h -- the wording of a plan that an OCR garbled: the text as it was restored, the words that are doubtful, and
 * the titles that somebody has to look at before the plan runs.  A clean plan has nothing of it. */
#pragma once
#include "plan/plan.h"

typedef struct {
    Id id;      /* within its plan: doubt_id */
    int line;   /* index of Doc.line, from 0 */
    int number; /* of the line, as people count */
    size_t at;  /* bytes of that line before it, as it reads now (of plan_doubts: as it was restored) */
    Str read, restored;
    Str word;             /* as it reads now: as restored, or as somebody put it; empty = taken out */
    Str before, after;    /* what stands beside it in the line, DOUBT_BESIDE bytes or less */
    StrList alternatives; /* likeliest first */
    int version;          /* how often somebody decided about it */
    bool is_seen;         /* somebody did, and it holds */
} PlanDoubt;
typedef LIST(PlanDoubt) PlanDoubtList;
enum { DOUBT_BESIDE = 24 };

/* A word by its line and its place in it, as it was restored: it stays, whatever is decided.  Smaller than any id of a
 * row. */
static inline Id doubt_id(int line, size_t place) { return (Id)line << 20 | (Id)place; }
enum { DOUBT_PLACE_MAX = (1 << 20) - 1 };
_Static_assert((int)DOC_LINE_MAX <= (int)DOUBT_PLACE_MAX, "a place fits");

typedef struct {
    Doc read;  /* as it came */
    Doc meant; /* line by line the same, restored; `read` itself when nothing was */
    bool is_restored;
    PlanDoubtList doubts; /* in the order of the text */
} PlanText;
Fail plan_text(Ctx *c, Id plan, PlanText *text) CHECKED;
Fail plan_doubts(Ctx *c, Id plan, PlanDoubtList *doubts) CHECKED;

/* A text cut at its doubtful words that nobody looked at yet, to mark them: those of lines [first, last] that stand in
 * it. */
typedef struct {
    Str text;
    const PlanDoubt *doubt; /* NULL = nothing is doubtful here */
    int nth;                /* so many times the same word stands whole before it */
} PlanPiece;
typedef LIST(PlanPiece) PlanPieceList;
void plan_pieces(Arena *a, const PlanDoubtList *doubts, Str text, int first, int last, PlanPieceList *pieces);
/* The same with those that were looked at. */
void plan_all_pieces(Arena *a, const PlanDoubtList *doubts, Str text, int first, int last, PlanPieceList *pieces);
/* The same as plan_pieces of one line of PlanText.meant. */
void plan_line_pieces(Arena *a, const PlanDoubtList *doubts, Str text, int line, PlanPieceList *pieces);

/* -- one word (doubt.c) --------------------------------------------------------------------------------------- */

enum { PLAN_WORD_MAX = 120 }; /* letters that stand in the place of one */

/* In a write: somebody looked at a doubtful word, of which version `seen` was shown, and says that it reads `text`
 * (empty: nothing belongs there).  The line reads so from now on, and so does every value that has the word, which gets
 * a correction; a title whose last doubtful word it was has been looked at.  FAIL_CONFLICT when somebody else put
 * another one there meanwhile.  The same again changes nothing. */
Fail plan_word_decide(Ctx *c, Id plan, Id word, int seen, Str text) CHECKED;
/* In a write: as it was restored, and asked about again. */
Fail plan_word_reopen(Ctx *c, Id plan, Id word, int seen) CHECKED;

/* A title, theme, group of activities or heading of duties that nobody looked at yet. */
typedef struct {
    PlanValue value;
    Str kind, code; /* of its node; of a group the first activity that has it */
    bool is_doubtful;
} PlanLook;
typedef LIST(PlanLook) PlanLookList;
Fail plan_looks(Ctx *c, Id plan, PlanLookList *looks) CHECKED; /* in the order of the text */

/* In a write: somebody looked at the value, of which version `seen` was shown, and says that it reads `text`: the value
 * has a correction more, also when nothing had to be changed, so that it is known who looked.  A group is all its
 * activities'.  FAIL_CONFLICT when it says something else by now, FAIL_INPUT for an empty text.  Again: changes
 * nothing. */
Fail plan_confirm(Ctx *c, Id plan, Id value, int seen, Str text) CHECKED;
