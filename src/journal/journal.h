// SPDX-License-Identifier: Apache-2.0
/* journal.h -- who did what, when: written in the same transaction as what it records, chained by BLAKE2b.
 *
 * The chain proves that no row was changed, taken out, put in or moved.  Whoever can write the whole file could make a
 * new chain: so keep the head (journal_verify prints it) somewhere else from time to time, and compare. */
#pragma once
#include "base/list.h"
#include "journal/actor.h"
#include "store/store.h"

typedef struct {
    const char *act;    /* what was done, as a list shows it: "Sửa giá trị" */
    const char *object; /* kind of what was changed: "value", "plan", "person", "org" … */
    Id id, within;      /* of the object, and of the larger thing that it is part of (0 = none) */
    Str title;          /* the object in words, without anything about a person: "3.1.b: đến hết ngày" */
    Str before, after;  /* old and new value; empty = none.  At most JOURNAL_VALUE_MAX bytes are kept. */
    /* What speaks of a person: kept beside the chain, which holds only its digest. */
    Str personal_before, personal_after;
    Id who;               /* who did it, when that came out only now (signing in); 0 = c->actor */
    Id subject;           /* the person whom these speak of, when it is not who does it */
    bool changes_nothing; /* in the columns that proof.h's PROOF of this object names */
} JournalEntry;

enum { JOURNAL_VALUE_MAX = 16 << 10 };

/* In a write: add a row.  Who and from where come from c->actor. */
Fail journal_write(Ctx *c, JournalEntry entry) CHECKED;

/* -- reading ------------------------------------------------------------------------------------------------ */

typedef struct {
    int64_t n, at;
    Id person, duty, behalf;
    Str org, act, object, title, before, after;
    Id id, within;
    Str address;      /* with before and after filled from what is kept beside the chain, as far as it still is */
    bool is_erased;   /* it had personal contents that were deleted */
    bool is_personal; /* before and after are such contents */
} JournalRow;
typedef LIST(JournalRow) JournalRowList;

/* Which rows: 0 and empty do not choose.  The newest first, `most` of them, older than row `before` (0 = from the end).
 */
typedef struct {
    Id object; /* this thing, and what is part of it */
    Id person; /* done by or for this person */
    Str org;   /* done in a duty of this agency */
    int64_t before;
    int most; /* 0 = JOURNAL_PAGE */
} JournalChoice;
enum { JOURNAL_PAGE = 30, JOURNAL_EXPORT_MAX = 30000 };
Fail journal_rows(Ctx *c, JournalChoice choice, JournalRowList *rows) CHECKED;

/* How many rows there are, in a write with its own: when two looks agree, nobody did anything between them. */
Fail journal_count(Ctx *c, int64_t *n) CHECKED;
/* The last row that is older than `at` (UTC, milliseconds); 0 = none.  Where a clock was set back one of several: the
 * row behind it is not older. */
Fail journal_last_before(Ctx *c, int64_t at, int64_t *n) CHECKED;

/* -- proving ------------------------------------------------------------------------------------------------ */

typedef struct {
    int64_t rows;   /* that were read */
    int64_t erased; /* of them, whose personal contents were deleted on request */
    int64_t wrong;  /* the first row that is not as it was written; 0 = all are */
    Str what;       /* what is wrong with it, in Vietnamese */
    Str head;       /* the last hash */
} JournalProof;

/* Walk the chain.  OK also when something is wrong: read proof->wrong. */
Fail journal_verify(Ctx *c, JournalProof *proof) CHECKED;

/* In a write: delete what is kept beside the chain about a person: as who did it (addresses) and as whom it speaks of.
 */
Fail journal_forget(Ctx *c, Id person) CHECKED;
/* In a write: delete addresses and personal values of rows older than `before` (UTC, milliseconds); *rows = how many.
 */
Fail journal_forget_before(Ctx *c, int64_t before, int64_t *rows) CHECKED;
