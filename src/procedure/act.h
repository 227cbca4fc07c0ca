// SPDX-License-Identifier: Apache-2.0
/* act.h -- what the files that change a dossier share. */
#pragma once
#include "journal/journal.h"
#include "procedure/dossier.h"
#include "secret/secret.h"

/* Columns of dossier d, and a row of them (dossier.c). */
#define DOSSIER_COLUMNS                                                                                                \
    "d.id, d.procedure, d.version_id, d.number, d.state, d.before_state, d.subject, d.name, d.phone, d.mail, "         \
    "d.person_id, d.org, d.draft_id, d.answers, d.asked, d.supplement, d.reason, d.marks, d.due, d.published_until, "  \
    "d.edition, d.created_at, d.moved_at, d.moved_day, d.ended_day, d.counted, d.erased_at, d.code_digest"
DossierRow dossier_row(Rows *r);
Fail dossier_rows(Ctx *c, Rows *r, DossierRows *rows) CHECKED;
/* Its row, as it is now in the store. */
Fail dossier_save(Ctx *c, const Dossier *d) CHECKED;
Fail dossier_insert(Ctx *c, const Dossier *d, Str code_digest) CHECKED;

typedef struct {
    const char *kind, *move;
    Str from, to, text, data;
    bool is_applicant;
} NewEntry;
Str dossier_code_digest(Ctx *c, Str code);
Fail dossier_note(Ctx *c, const Dossier *d, NewEntry e) CHECKED;

/* The day on which what a dossier counts for, and who may see it, is told: that of its last move, so that it is told
 * the same when it is made again. */
static inline Day dossier_day(const Dossier *d) { return d->row.moved_day; }

/* -- who (right.c) */
/* For whom people may be, as dossier_wait has it: "ROLE@ORG", "ROLE@", "@ORG", "ROLE#KIND", "#KIND". */
Str who_audience(Ctx *c, const Dossier *d, const Who *w); /* empty = nobody's: an agency that no answer names */
enum { AUDIENCES_MAX = 5 };
typedef struct {
    Str at[AUDIENCES_MAX];
    int n;
} Audiences;
Fail actor_audiences(Ctx *c, Audiences *a) CHECKED;
/* dossier_shown_to, of many. */
ShownTo dossier_shown_by(Ctx *c, const Dossier *d, ActAs as, const Audiences *mine, bool *may);
bool who_is_general(const Who *w); /* it does not depend on the dossier */
/* Words by which it is found, as far as `who` may read them (read.c); folded. */
Str dossier_open_words(Ctx *c, const Dossier *d, ShownTo who);

/* -- what it is found by (key.c): diffs of what was and what is; NULL = nothing was, nothing is */
Id key_of(Ctx *c, Str procedure, Str field, Str value);
Id key_of_two(Ctx *c, Str procedure, DossierFilter a, DossierFilter b);
Id key_of_reader(Ctx *c, Str procedure, Str audience);
Id key_of_waiting(Ctx *c, Str procedure, Str quota, Str item); /* for room of a quota */
Id key_of_alike(Ctx *c, const Dossier *d);                     /* 0 = it has no duplicates */
Fail keys_move(Ctx *c, const Dossier *before, const Dossier *after) CHECKED;
typedef struct {
    Id key, dossier;
} DossierKey;
typedef LIST(DossierKey) DossierKeys;
void dossier_keys(Ctx *c, const Dossier *d, DossierKeys *list); /* all of one, behind those that are in the list */
/* In their order, where there are many: each goes where the last one went. */
Fail dossier_keys_add(Ctx *c, const DossierKey *key, size_t n) CHECKED;
Fail waits_move(Ctx *c, const Dossier *before, const Dossier *after) CHECKED;
/* How an answer is told apart from others: "" = not answered; of FIELD_CHOICES one of several. */
Str value_of(Ctx *c, const Dossier *d, const DesignField *f);
/* To a field of the form, or to one that a move asked. */
Answer dossier_answer(const Dossier *d, const DesignField *f);

/* -- counters and quotas (count.c) */
/* The nearest whole number, within what one dossier may add to a figure (AMOUNT_MAX); 0 = not a number. */
int64_t amount_whole(double x);
typedef struct {
    Str counter, part, item;
    int64_t value, thing; /* thing 0 = value is added; else it is one of the things that are counted once */
} Counted;
typedef LIST(Counted) CountedList;
Fail dossier_counted(Ctx *c, const Dossier *d, CountedList *list) CHECKED;
Fail counts_move(Ctx *c, const Dossier *before, const Dossier *after) CHECKED;
/* For a rebuild, into empty tables: of k->value dossiers, or so much, at once; at the end things that are counted once
 * are counted by those that stand behind them. */
Fail count_add(Ctx *c, Str procedure, const Counted *k) CHECKED;
Fail count_things(Ctx *c) CHECKED;
Str counted_json(Ctx *c, const CountedList *list);
/* Room of a quota for this dossier: what is left when it is out of it, and what it needs. */
Fail quota_room(Ctx *c, const Dossier *d, const ProcedureQuota *q, int64_t *left, int64_t *needs) CHECKED;
bool quota_holds(const ProcedureQuota *q, const ProcedureState *s);
int64_t quota_needs(const Dossier *d, const ProcedureQuota *q);
/* The choice of `per` that a dossier takes from; empty = all together. */
Str quota_item(Ctx *c, const Dossier *d, const ProcedureQuota *q);

/* -- room (quota.c) */
/* Does it hold a share of this choice, by the rules of its own version?  *n = how much. */
bool quota_held(Ctx *c, const Dossier *d, Str quota, Str item, int64_t *n);
typedef struct {
    const Dossier *was; /* as it stood before; NULL = it is new */
    bool begins;        /* submitted: it may wait, and overtakes nobody who does */
    bool is_taken_over; /* by a version: it may wait */
    CountedList *tried; /* of a trial that writes nothing: what it gave away; NULL = it is meant */
} QuotaAsk;
/* With room for it where it goes, *to; or the state in which it waits for some.  FAIL_CONFLICT with a sentence. */
Fail quotas_allow(Ctx *c, const Dossier *d, const QuotaAsk *ask, const ProcedureState **to) CHECKED;
/* In a write: room may have come free, so the first that wait come in (move.c). */
Fail quota_promote(Ctx *c, Str procedure, Str quota, Str item) CHECKED;

/* What dossier_take_over would say, without writing (care.c); *tried keeps what others before it were given. */
Fail dossier_try_over(Ctx *c, const Dossier *d, const Version *to, const ProcedureState *state,
                      CountedList *tried) CHECKED;

/* May this field be changed at this move? */
bool move_edits(const Dossier *d, const ProcedureMove *m, const DesignField *f);
/* What it is called, taken from its answers (move.c). */
Fail dossier_call(Ctx *c, Dossier *d) CHECKED;

/* All of the above at once. */
Fail dossier_settle(Ctx *c, const Dossier *before, const Dossier *after) CHECKED;

/* -- clocks of a move (clock.c) */
Fail clock_save(Ctx *c, const ClockRow *k) CHECKED;
ClockRow *clock_named(ClockRows *rows, Str name); /* NULL = there is none */
Fail clocks_move(Ctx *c, Dossier *after, const ProcedureMove *m, const ProcedureState *from) CHECKED;

/* -- what a move does (effect.c) */
Fail effects_run(Ctx *c, Dossier *d, const EffectList *effects) CHECKED;
