// SPDX-License-Identifier: Apache-2.0
/* dossier.h -- one filled-in form that goes through the states of its procedure.
 *
 * Everything that changes one is a rule in a write: guard, right, state and edition are looked at there, whatever a
 * page said before.  What it is found and counted by moves in the same transaction, and is made again from the facts
 * by dossiers_rebuild. */
#pragma once
#include "form/fill.h"
#include "procedure/procedure.h"
#include "viet/workday.h"

enum { DOSSIER_TEXT_MAX = 4000, DOSSIER_PAGE = 25, DOSSIER_BULK_MAX = 1000 };

typedef struct {
    Id id;
    Str procedure, number, state, before, subject, name, phone, mail, org;
    Id version, person, draft;
    Str code_digest;
    Str answers, asked, supplement, reason, marks, counted;
    Day due, published_until, moved_day, ended_day; /* NO_DAY = none */
    int edition;
    int64_t created_at, moved_at, erased_at;
} DossierRow;
typedef LIST(DossierRow) DossierRows;

/* With the version it follows. */
typedef struct {
    DossierRow row;
    Version version;
    const ProcedureState *state;
    Answers answers;
    const Answer *more; /* of Procedure.more */
    Str path;           /* of the status page with the code, while that is known; else empty */
} Dossier;

/* FAIL_MISSING with a sentence. */
Fail dossier_by_id(Ctx *c, Id id, Dossier *d) CHECKED;
/* Makes d->more of row, version and answers. */
Fail dossier_open_more(Ctx *c, Dossier *d) CHECKED;
/* Of a row that was read: parses its answers. */
Fail dossier_open(Ctx *c, const DossierRow *row, Dossier *d) CHECKED;
/* The same of many: versions that were read before are in the list. */
Fail dossier_open_in(Ctx *c, const DossierRow *row, VersionList *known, Dossier *d) CHECKED;
/* ${…} in a text, in people's words.  `path` stands for ${_duong_dan}. */
Fail dossier_words(Ctx *c, const Dossier *d, Wording w, Str *text) CHECKED;
Scope dossier_scope(Ctx *c, const Dossier *d, Day today);

/* -- who ------------------------------------------------------------------------------------------------------------
 */

typedef enum { AS_SIGNED_IN, AS_APPLICANT, AS_CLOCK } ActAs; /* AS_APPLICANT: they showed code and phone */

/* May c->actor apply, today?  FAIL_DENIED, FAIL_CONFLICT with a sentence. */
Fail apply_allows(Ctx *c, const Procedure *p, bool is_invited) CHECKED;
bool dossier_is_mine(const Ctx *c, const Dossier *d); /* c->actor submitted it, or their agency did */
/* May they make this move now, guard aside? */
Fail move_allows(Ctx *c, const Dossier *d, const ProcedureMove *m, ActAs as, bool *may) CHECKED;
typedef LIST(const ProcedureMove *) MoveList;
Fail moves_now(Ctx *c, const Dossier *d, ActAs as, MoveList *moves) CHECKED;
/* Who looks at it, c->actor; *may = false: to them it is not there. */
Fail dossier_shown_to(Ctx *c, const Dossier *d, ActAs as, ShownTo *who, bool *may) CHECKED;
/* What is read of it, beside the fields of its form (read.c). */
typedef enum {
    PART_CLOCKS, /* its deadlines */
    PART_STEPS,  /* which states it went through, when, by which agency */
    PART_WORDS,  /* what was written along: reasons, what has to be supplemented, messages, answers to moves, documents
                  */
    PART_INSIDE, /* what deciders keep to themselves: marks, who did a step, letters among them, dossiers like it */
    DOSSIER_PARTS
} DossierPart;
bool dossier_part_is_read(DossierPart part, ShownTo who);
/* May the line by which lists call it be read: does it name no field that may not?  Who applied? */
bool dossier_subject_is_seen(const Dossier *d, ShownTo who);
bool dossier_name_is_seen(const Dossier *d, ShownTo who);
/* Is c->actor somebody who decides in this procedure, on all dossiers? */
Fail procedure_is_decided_by(Ctx *c, const Procedure *p, bool *is) CHECKED;

/* -- changing, in a write -------------------------------------------------------------------------------------------
 */

typedef struct {
    Id id;            /* made before, so that files hang on it; 0 = made here */
    Id draft, invite; /* 0 = none */
    bool is_entered;  /* by who decides, for somebody: whoever may apply, and whenever */
    const Answers *answers;
} NewDossier;
/* *code is for the applicant, kept as a digest only.  The same draft again is the dossier that is there, *code empty.
 */
Fail dossier_submit(Ctx *c, const Version *v, const NewDossier *n, Id *id, Str *code) CHECKED;

typedef struct {
    int seen; /* the edition that was looked at; 0 = whatever it is */
    Str move; /* its name */
    ActAs as;
    Str text;              /* a reason, a word along */
    const Answers *asked;  /* of the move's own fields; NULL = none */
    const Answers *edited; /* the whole form as it was put right; NULL = unchanged */
    const StrList *fields; /* that the applicant has to put right */
} MoveOrder;
/* FAIL_CONFLICT: somebody was faster, the state does not allow it, no room is left; FAIL_DENIED: not theirs (any more);
 * FAIL_INPUT: the guard's sentence; nothing was changed. */
Fail dossier_move(Ctx *c, Id id, const MoveOrder *order, Dossier *after) CHECKED;
/* To the other side. */
Fail dossier_write_message(Ctx *c, Id id, ActAs as, Str text) CHECKED;
/* Contents that speak of people go: when their time is over. */
Fail dossier_erase(Ctx *c, Id id) CHECKED;
/* An open dossier follows another version from now on; where its quotas have no room it waits.  FAIL_CONFLICT with a
 * sentence where it cannot: it stays as it is. */
Fail dossier_take_over(Ctx *c, const Dossier *d, const Version *to, const ProcedureState *state) CHECKED;

/* -- the applicant without an account (pass.c) ----------------------------------------------------------------------
 */

enum { PASS_HOURS = 12, GUESSES_AN_HOUR = 10 /* of a code; of an address five times as many */ };
/* In a write: a token for an address, for whoever was just given the code of this dossier. */
Fail pass_new(Ctx *c, Id dossier, Str *token) CHECKED;
/* In a write: the same for who shows code and telephone number.  A wrong guess is counted: *problem is its sentence,
 * *token empty.  FAIL_OFTEN after too many. */
Fail pass_by_code(Ctx *c, Str code, Str phone, Str *token, const char **problem) CHECKED;
Fail pass_find(Ctx *c, Str token, Id *dossier) CHECKED; /* FAIL_MISSING with a sentence */
Fail passes_purge(Ctx *c) CHECKED;                      /* in a write */
bool code_is_of(Ctx *c, const Dossier *d, Str code);    /* its code, as it was given out */

/* -- who is invited (invite.c) --------------------------------------------------------------------------------------
 */

typedef struct {
    Id id, dossier; /* that came of it; 0 = none yet */
    Str procedure, name, mail;
    int64_t made_at;
} InviteRow;
typedef LIST(InviteRow) InviteRows;
/* In a write: a link for one dossier, sent when there is a mail.  *token: /moi/TOKEN. */
Fail invite_add(Ctx *c, const Version *v, Str name, Str mail, Str *token) CHECKED;
Fail invites_of(Ctx *c, Str procedure, InviteRows *rows) CHECKED; /* the newest first */
Fail invite_find(Ctx *c, Str token, InviteRow *invite) CHECKED;   /* FAIL_MISSING; FAIL_CONFLICT when it was used */
Fail invite_is_open(Ctx *c, Id id, bool *is_open) CHECKED;

/* -- lists ----------------------------------------------------------------------------------------------------------
 */

/* A field and what was answered; "" = the state. */
typedef struct {
    Str field, value;
} DossierFilter;
enum { DOSSIER_FILTERS_MAX = 6 };
typedef struct {
    Str procedure;
    DossierFilter filter[DOSSIER_FILTERS_MAX];
    int filters;
    Str query; /* words of subject, name, number */
    Id before; /* the page begins behind this one; 0 = the newest */
    int most;
} DossierChoice;
/* The newest first, those that c->actor may find; *next = 0: no more.  Whoever shows them asks of each dossier_shown_to
 * and dossier_may_be_found: nobody learns by a search what they may not read. */
Fail dossier_list(Ctx *c, const DossierChoice *choice, DossierRows *rows, Id *next) CHECKED;

bool dossier_may_be_found(Ctx *c, const Dossier *d, ShownTo who, const DossierChoice *by);

/* What waits for c->actor, the most urgent first. */
typedef struct {
    DossierRow row;
    Str title, state; /* of the procedure; in words */
    Day due;
    int days;         /* left, below 0 = late; INT_MAX = no clock */
    bool is_calendar; /* days of the calendar; else working days */
} WaitRow;
typedef LIST(WaitRow) WaitRows;
enum { WAITS_MAX = 200, WAITS_COUNTED_MAX = 999 };
/* At most so many; of one procedure, or of all. */
Fail dossiers_waiting(Ctx *c, Str procedure, int most, WaitRows *rows) CHECKED;
Fail dossiers_waiting_count(Ctx *c, int *n) CHECKED;
/* Submitted by c->actor or their agency, the newest first. */
Fail dossiers_mine(Ctx *c, DossierRows *rows) CHECKED;
Fail dossiers_has_own(Ctx *c, bool *has) CHECKED; /* did c->actor themself submit any? */
/* What is public of a procedure today. */
Fail dossiers_published(Ctx *c, Str procedure, Id before, DossierRows *rows, Id *next) CHECKED;
Fail dossiers_alike(Ctx *c, const Dossier *d, DossierRows *rows) CHECKED; /* by `duplicates` */
/* Another one that waits or was agreed has this answer (Asked.is_taken). */
Fail dossier_is_taken(Ctx *c, Str procedure, Id but, const DesignField *f, Str answer, bool *is_taken) CHECKED;

typedef struct {
    Id id;
    Str kind, move, from, to, person_name, behalf_name, org, text, data;
    Id person, behalf;
    bool is_applicant;
    int64_t at;
    Day day;
} DossierEntry;
typedef LIST(DossierEntry) DossierEntries;
Fail dossier_entries(Ctx *c, Id id, DossierEntries *entries) CHECKED; /* the oldest first */

typedef enum { CLOCK_RUNNING, CLOCK_PAUSED, CLOCK_DONE, CLOCK_OVER, CLOCK_STATES } ClockState;
extern const char *const clock_states[CLOCK_STATES];
typedef struct {
    Id dossier;
    Str name, label;
    ClockState state;
    Day begun, runs_to, due, paused, warns;
    int days_left;
    bool is_ended;
} ClockRow;
typedef LIST(ClockRow) ClockRows;
/* Whether its days are those of the calendar. */
bool clock_is_calendar(const Procedure *p, Str name);
Fail dossier_clocks(Ctx *c, Id id, ClockRows *clocks) CHECKED;

/* -- clocks (clock.c, due.c)
 * -----------------------------------------------------------------------------------------------
 */

/* A clock's arithmetic, without the store: the day it began is not counted (Civil Code 2015 art. 147), a last day of
 * rest moves to the next working day (art. 148).  Days on which it was paused, from the day after the pause began to
 * the day it went on, are not counted. */
void clock_begin(const Workdays *w, ClockRow *k, Day on, int days, bool is_calendar);
void clock_pause(const Workdays *w, ClockRow *k, Day on, bool is_calendar);
void clock_resume(const Workdays *w, ClockRow *k, Day on, bool is_calendar);
/* In writes of its own: what is due is warned of, what is over has its end.  *done = how many. */
Fail clocks_run(Ctx *c, Store *store, int *done) CHECKED;

/* -- figures (count.c) ----------------------------------------------------------------------------------------------
 */

typedef struct {
    Str counter, part, item;
    int64_t value;
} CountRow;
typedef LIST(CountRow) CountRows;
Fail procedure_counts(Ctx *c, Str procedure, CountRows *rows) CHECKED;
Fail dossiers_rebuild(Ctx *c) CHECKED;
/* In a write: counters and quotas counted again from all dossiers; *was_right = they said the same before. */
Fail dossiers_recount(Ctx *c, bool *was_right) CHECKED;
/* In a write: those whose time is over, at most `most`. */
Fail dossiers_erase_old(Ctx *c, int most, int *erased) CHECKED;
