// SPDX-License-Identifier: Apache-2.0
/* receipt.h -- what one press did: to how many things, what it passed over and why, and how it is taken back.
 *
 * A handler that changes things opens a receipt, tells it each of them, closes it and redirects; the page that comes
 * next shows it on top (http/reply.h: reply_receipt).  While nothing has left the house, whoever pressed may take all
 * of it back for RECEIPT_UNDO_MS: each thing by the undoer of its kind (Feature.undos), but none that somebody changed
 * meanwhile. */
#pragma once
#include "base/list.h"
#include "http/reply.h"

enum {
    RECEIPT_UNDO_MS = 10 * 60 * 1000,
    RECEIPT_KEPT_DAYS = 7,
    RECEIPT_SENTENCE_MAX = 400,
    RECEIPT_SHOWN =
        5 /* of what was passed over, of what came of it, on top of a page; the receipt's own page has all */
};

typedef struct {
    Str title, path, why;
    Fail kind; /* while it is written: as the rule refused it */
} ReceiptSkip;
typedef LIST(ReceiptSkip) ReceiptSkipList;

/* What came of it: a task, a document; shown as a link below the sentence. */
typedef struct {
    Str title, path;
} ReceiptMade;
typedef LIST(ReceiptMade) ReceiptMadeList;

typedef struct ReceiptDraft ReceiptDraft;
/* In a write, in the arena of c; `path` = the page to go back to when it is taken back. */
ReceiptDraft *receipt_open(Ctx *c, Str path);
/* Something was done to it; `version` is the one that it has now, `before` what its undoer needs (base/… any text). */
void receipt_did(ReceiptDraft *k, const char *kind, Id id, int version, Str before);
/* Something was done that cannot be taken back: then nothing of the receipt can. */
void receipt_did_for_good(ReceiptDraft *k);
void receipt_passed_over(ReceiptDraft *k, Fail kind, Str title, Str path, Str why);
void receipt_made(ReceiptDraft *k, Str title, Str path);
size_t receipt_done(const ReceiptDraft *k);                   /* how many things so far */
const ReceiptSkip *receipt_first_skip(const ReceiptDraft *k); /* NULL = none */
/* Its rows, of c->actor; *kept = its number. */
Fail receipt_keep(Ctx *c, const ReceiptDraft *k, Str sentence, Id *kept) CHECKED;
/* The same, as an answer: "Đã giao 326 việc." with the number in its place is the caller's sentence.  The next page of
 * `r` shows it. */
Fail receipt_close(Ctx *c, Reply *r, ReceiptDraft *k, Str sentence) CHECKED;

/* Of what `before` is made: parts with RECEIPT_PART between them, which no text that was typed has (http/input.c). Each
 * takes the next part off *rest. */
#define RECEIPT_PART "\x1f"
Str receipt_part(Str *rest);
int64_t receipt_number(Str *rest);   /* 0 when it is none */
Day receipt_day(Str *rest);          /* NO_DAY when it is none */
Str receipt_day_kept(Ctx *c, Day d); /* as receipt_day reads it */

typedef struct {
    Id id, person, duty;
    Str sentence, path;
    int64_t at, undone_at;
    int done, skipped;
    bool can_be_undone; /* by c->actor, now */
} ReceiptCard;
/* Of c->actor only: FAIL_MISSING for anybody else's. */
Fail receipt_card(Ctx *c, Id receipt, ReceiptCard *card) CHECKED;
Fail receipt_skips(Ctx *c, Id receipt, int most, ReceiptSkipList *skips) CHECKED;
Fail receipt_all_made(Ctx *c, Id receipt, int most, ReceiptMadeList *made) CHECKED;

typedef struct {
    int n;                /* things that were taken back */
    const char *noun;     /* as people count them; NULL = they are not all of one kind that is counted */
    ReceiptSkipList kept; /* what somebody changed since */
} ReceiptUndone;
/* In a write: everything that nobody changed since.  FAIL_CONFLICT with a sentence when it is too late, was undone, or
 * was done in another duty. */
Fail receipt_undo(Ctx *c, Id receipt, ReceiptUndone *undone) CHECKED;

/* In a write: those older than RECEIPT_KEPT_DAYS go. */
Fail receipts_purge(Ctx *c) CHECKED;
