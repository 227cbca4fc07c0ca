// SPDX-License-Identifier: Apache-2.0
/* inside.h -- what the files of people/ share. */
#pragma once
#include "people/people.h"
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
