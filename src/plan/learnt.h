// SPDX-License-Identifier: Apache-2.0
/* learnt.h -- what the office's people put right while they reviewed, learnt for its next document: words as an OCR
 * read them, and names as agencies were printed.  Everybody who reviews sees all of it, by whom, when and from which
 * plan, and can revoke each. */
#pragma once
#include "org/org.h"
#include "plan/plan.h"
#include "viet/given.h"

typedef enum { LEARNT_WORD, LEARNT_AGENCY } LearntKind;

typedef struct {
    Id id, plan;
    LearntKind kind;
    Str was, became;   /* an agency by its code */
    Str before, after; /* of a word: those beside it */
    Str agency;        /* its name */
    Str plan_name, by, revoked_by;
    int64_t at, revoked_at;
    bool holds; /* it was not revoked */
} Learnt;
typedef LIST(Learnt) LearntList;

/* The newest first, those that hold before those that were revoked; at most LEARNT_MAX of each, which is also how many
 * are applied: the older ones are of documents of years ago. */
enum { LEARNT_MAX = 2000 };
Fail learnt_all(Ctx *c, LearntList *list) CHECKED;
Fail learnt_count(Ctx *c, Id plan, int *n) CHECKED; /* from this plan, that hold */

/* In a write: in place of what was learnt of the same before.  Learning the same again changes nothing. */
Fail learn_word(Ctx *c, Id plan, const GivenWord *word) CHECKED;
Fail learn_agency(Ctx *c, Id plan, Str printed, Str code) CHECKED;
/* In a write: what was learnt in this plan was taken back there; nothing when it was not. */
Fail unlearn(Ctx *c, Id plan, LearntKind kind, Str was, Str became) CHECKED;
/* In a write, by its number: it is applied no more.  FAIL_MISSING with a sentence; again: changes nothing. */
Fail learnt_revoke(Ctx *c, Id id) CHECKED;
/* In a write: it is applied again, unless something else was learnt in its place; the undoer of "plan.learnt". */
Fail learnt_undo_revoke(Ctx *c, Id id, int version, Str before, Str *title) CHECKED;

/* For reading the next document: the agencies with the names that were learnt among their aliases, and the words. */
Fail learnt_directory(Ctx *c, const Directory **directory) CHECKED;
Fail learnt_words(Ctx *c, GivenWordList *words) CHECKED;
