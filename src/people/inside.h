// SPDX-License-Identifier: Apache-2.0
/* inside.h -- what the files of people/ share. */
#pragma once
#include "people/people.h"
#include "receipt/receipt.h"
#include "secret/secret.h"

Str account_folded(Arena *a, Str typed); /* small letters, trimmed */
/* guess.c: in a guess are counted an account 'a', an address 'i', an account from where it is known 'k', its code 'm'
 * and 'n', a session that proves itself again 'c', a letter that is asked for
 * by an account 'q' and from an address 'r'. */
void guess_in(Ctx *c, Guess *g, char kind, Str of, int is_free);
/* From a reader or in a write: one more in each, before it is checked; none and g->locked when one of them is locked.
 */
Fail guess_count(Ctx *c, Guess *g) CHECKED;
Fail guess_was_right(Ctx *c, const Guess *g) CHECKED; /* in a write: it was no failure */
Fail guess_forget(Ctx *c, const Guess *g) CHECKED;    /* in a write: also those before it, but the address's */
Fail guess_refill(Ctx *c) CHECKED;                    /* in a write: somebody came in from this address */
Fail attempts_clear(Ctx *c, Str account) CHECKED;
/* What is known of where this request comes from, as a name for guess_in; empty = nothing. */
Fail known_find(Ctx *c, Id person, Str device, Str *known) CHECKED;
Fail no_such_person(Ctx *c);
/* The codes of the agencies under one, each between two line ends (Actor.subtree). */
Fail people_subtree(Ctx *c, Str org, Str *subtree) CHECKED;
Fail person_by_mail(Ctx *c, Str mail, Person *p) CHECKED; /* proved; FAIL_MISSING */
Fail mail_unprove(Ctx *c, Id person) CHECKED;             /* in a write */
/* What is wrong with a duty that is to be given; the agency of its code. */
Fail duty_check(Ctx *c, const NewPerson *n, Org *org) CHECKED;
/* The same duty of theirs, their own, that holds today; 0 = none. */
Fail duty_find(Ctx *c, Id person, const NewPerson *n, Id *duty) CHECKED;

/* In a write: it ends again on that day as it did once (NO_DAY = open); none that they were given anew meanwhile. */
Fail duty_restore(Ctx *c, Id duty, Day to) CHECKED;
Str duty_words(Ctx *c, Role role, Str org_name); /* "Chuyên viên, Sở Y tế" */
/* offer.c, in a write: a row that was taken away, as it was; by whom it was for, one that was declined waits again. */
Fail offer_restore(Ctx *c, const Offer *f) CHECKED;
Fail offer_reopen(Ctx *c, Id offer) CHECKED;

/* -- undo.c: what an act on a person's duties changed, and taking it back -------------------------------------- */

typedef struct {
    Id duty;
    Day to; /* until when it holds, as its own row says */
} DutyEnd;
/* Their duties, those in which others act for them, the offers to them: all that an act on this person may change. */
typedef struct {
    Id person;
    LIST(DutyEnd) ends;
    OfferList offers;
} DutyState;
Fail duty_state(Ctx *c, Id person, DutyState *state) CHECKED;
/* What is another one than `before`, for the receipt. */
Fail duty_receipt(Ctx *c, ReceiptDraft *k, const DutyState *before) CHECKED;
Fail duty_undo(Ctx *c, Id duty, int version, Str before, Str *title) CHECKED;
Fail offer_undo(Ctx *c, Id offer, int version, Str before, Str *title) CHECKED;

/* -- sealed.c: keys of second factors, encrypted -------------------------------------------------------------- */

/* In a write: `key` as it may be kept.  FAIL_CONFLICT with a sentence when the key file is not there or another one. */
Fail second_seal(Ctx *c, Id person, Str key, Str *sealed) CHECKED;
/* As it was before, also when it was kept plainly; empty when the key file is lost. */
Fail second_open(Ctx *c, Id person, Str kept, Str *key) CHECKED;

/* In a write: a new key behind the old ones of the file; it encrypts from now on. */
Fail second_key_new(Ctx *c) CHECKED;
typedef struct {
    const char *path;   /* NULL = none was named */
    Str name, problem;  /* of the key that holds; why the file cannot be read, empty = it can */
    int64_t good, lost; /* second factors that can be used, and that cannot */
} SecondKeyReport;
Fail second_key_report(Ctx *c, SecondKeyReport *report) CHECKED;
