// SPDX-License-Identifier: Apache-2.0
/* privacy.h -- personal data: what it is used for and who agreed to it; what people ask about their own; how long
 * anything is kept; and how somebody is forgotten.
 *
 * Luật 91/2025/QH15 and NĐ 356/2025/NĐ-CP, from 01/01/2026; before, NĐ 13/2023/NĐ-CP. */
#pragma once
#include "mail/mail.h"
#include "people/people.h"
#include "upload/upload.h"
#include "viet/workday.h"

/* -- purposes and consents ---------------------------------------------------------------------------------- */

typedef struct {
    Str key;
    int version;
    Day from;           /* the first day of this text */
    bool needs_consent; /* else the law is its basis: shown, not asked */
    Str law, title, data, why, who, kept, without;
} Purpose;
typedef LIST(Purpose) PurposeList;

/* Each purpose in the text of that day. */
void purposes_on(Arena *a, Day on, PurposeList *purposes);
/* The text of a version; version 0 = of c->today.  FAIL_MISSING with a sentence. */
Fail purpose_of(Ctx *c, Str key, int version, Purpose *p) CHECKED;

typedef struct {
    Id id, person;
    Str purpose;
    int version;
    int64_t given_at, withdrawn_at; /* withdrawn_at 0 = it holds */
    Str proof, form;
} Consent;
typedef LIST(Consent) ConsentList;

Fail consents_of(Ctx *c, Id person, ConsentList *consents) CHECKED; /* also withdrawn ones, the newest first */
Fail consent_by_id(Ctx *c, Id id, Consent *consent) CHECKED;
/* In a write: the person agrees to the text `version` of a purpose, seen on the page `form`.  FAIL_CONFLICT when that
 * is not today's text.  Agreeing twice is agreeing once. */
Fail consent_give(Ctx *c, Id person, Str purpose, int version, Str form, Str agent) CHECKED;
Fail consent_withdraw(Ctx *c, Id person, Str purpose) CHECKED; /* in a write */
/* True when the person agreed to the text of today and has not withdrawn it.  Ask right before each use. */
Fail consent_holds(Ctx *c, Id person, Str purpose, bool *holds) CHECKED;
/* True when this consent was given from that address with that browser: for whoever must prove it. */
bool consent_was_from(Ctx *c, const Consent *consent, Str address, Str agent);

/* -- requests ----------------------------------------------------------------------------------------------- */

typedef enum {
    DATA_VIEW,     /* xem: see them, get a copy */
    DATA_CORRECT,  /* sua */
    DATA_RESTRICT, /* han-che */
    DATA_OBJECT,   /* phan-doi */
    DATA_WITHDRAW, /* rut: a consent, where the button is not enough */
    DATA_DELETE,   /* xoa */
    DATA_KINDS
} DataKind;
typedef struct {
    const char *key, *title, *help;
} DataKindName;
extern const DataKindName data_kinds[DATA_KINDS];

/* What the law in force on a day gives for a kind of request: deadline.c holds the rows. */
typedef struct {
    const char *from; /* ISO: the first day of that law */
    DataKind kind;
    int acknowledge; /* working days; 0 = not demanded */
    int days;        /* calendar days; 0 = counted in hours */
    int hours;
    int more; /* days by which it may be prolonged, once; 0 = not at all */
    const char *source;
} DataTerm;
extern const DataTerm data_terms[]; /* ended by a row without `from` */
const DataTerm *data_term(DataKind kind, Day received);

typedef struct {
    const DataTerm *term;
    Day acknowledge_by; /* NO_DAY = not demanded */
    Day due;
    int64_t due_at; /* the last millisecond in time */
} DataDeadline;
DataDeadline data_deadline(const Workdays *w, DataKind kind, int64_t received_at, bool extended);

enum { DATA_TEXT_MAX = 2000, DATA_ANSWER_MIN = 3 }; /* letters */

typedef struct {
    Id id, person;
    Str person_name, person_account, person_state;
    DataKind kind;
    Str text, state; /* open, done, refused, withdrawn */
    int64_t received_at, acknowledged_at, extended_at, closed_at;
    Str extension, answer;
    DataDeadline deadline;
} DataRequest;
typedef LIST(DataRequest) DataRequestList;

Fail data_request_by_id(Ctx *c, Id id, DataRequest *r) CHECKED;
Fail data_requests_of(Ctx *c, Id person, DataRequestList *list) CHECKED; /* the newest first */
/* Open ones, what must be done first comes first; then the newest closed ones. */
Fail data_requests_all(Ctx *c, DataRequestList *open, DataRequestList *closed) CHECKED;

/* In a write, by the person: FAIL_CONFLICT while one of the same kind is open. */
Fail data_request_make(Ctx *c, Id person, DataKind kind, Str text, Id *id) CHECKED;
Fail data_request_take_back(Ctx *c, Id person, Id id) CHECKED;

/* In a write, by who is in charge. */
Fail data_request_acknowledge(Ctx *c, Id id) CHECKED;
Fail data_request_extend(Ctx *c, Id id, Str why) CHECKED; /* once, in time, with a reason */
/* `answer` goes to the person.  A deletion is done by data_request_forget only. */
Fail data_request_close(Ctx *c, Id id, bool done, Str answer) CHECKED;
/* Forget the person who asked for it; `typed` must be their account. */
Fail data_request_forget(Ctx *c, Id id, Str typed) CHECKED;

/* -- forgetting --------------------------------------------------------------------------------------------- */

/* In a write: nothing is left that tells who they were.  Their number stays in the journal, which stays whole; their
 * duties are ended, not deleted.  FAIL_CONFLICT for the last administrator. */
Fail person_forget(Ctx *c, Id person) CHECKED;
/* True when nobody but this person is an active administrator today. */
Fail person_is_last_admin(Ctx *c, Id person, bool *last) CHECKED;

/* -- what is held ------------------------------------------------------------------------------------------- */

/* What the features hold about somebody: their rows of people/personal.h. */
typedef struct {
    const Personal *row;
    int64_t n;         /* rows; of all that say the same */
    bool is_more;      /* than n: it is not counted further than PERSONAL_COUNTED in one place */
    bool is_uncounted; /* there may be more */
} HeldKind;
typedef struct {
    Person person;
    DutyList duties; /* also ended ones */
    OfferList offers;
    SessionRowList sessions;
    LinkRowList links;
    WallList walls;
    UploadList uploads; /* the newest that they sent: records of the office, which keep their number only */
    MailRowList mails;  /* the newest that were sent, or wait */
    ConsentList consents;
    DataRequestList requests;
    LIST(HeldKind) kinds;
    HeldKind journal_about;        /* rows of what others did with their account; without `row` */
    JournalRowList journal, about; /* the newest of what they did, and of these */
} Held;
/* A kind by where it stands: held_kind(h, "session", "person_id"); without rows when nobody declares it. */
HeldKind held_kind(const Held *h, const char *table, const char *column);
/* How many, in words: "12", "hơn 10.000". */
Str held_words(Arena *a, HeldKind kind);
enum { HELD_NEWEST_MAX = 2000 };
/* Of the journal and of files the `newest`.  As dear for who did a million things as for who did a hundred. */
Fail held_of(Ctx *c, Id person, int newest, Held *held) CHECKED;

/* -- how long ----------------------------------------------------------------------------------------------- */

enum {
    JOURNAL_PERSONAL_DAYS = 366, /* addresses and personal values in the journal */
    CONSENT_KEPT_DAYS = 5 * 366, /* after it was withdrawn */
    REQUEST_KEPT_DAYS = 5 * 366, /* after it was closed */
    ACCOUNT_IDLE_DAYS = 45       /* then an account is locked */
};
typedef struct {
    const char *what, *kept, *why;
} Retention;
extern const Retention retention[]; /* what the notice shows; ended by a row without `what` */

typedef struct {
    int64_t consents, requests, journal_rows, locked; /* that were taken away, or locked */
    int64_t waiting;                                  /* jobs that wait for a decision: mass_state */
    bool clock_believed;                              /* else nothing was done */
} Purged;
/* In a write, each hour: what is over is taken away; accounts that nobody used are locked; but not much at once. */
Fail privacy_purge_told(Ctx *c, Purged *done) CHECKED;

/* -- not much at once without asking (mass.c) ------------------------------------------------------------------ */

enum {
    MASS_SHARE = 10,         /* percent of all things of a kind; more at once is asked about … */
    MASS_FEW_ACCOUNTS = 2,   /* … unless they are so few: accounts, */
    MASS_FEW_PROOFS = 10,    /* consents and requests, */
    MASS_FEW_ROWS = 1000,    /* rows of the journal, letters */
    MASS_CLOCK_DAYS = 14,    /* a longer step of the clock between two runs is not believed */
    MASS_DISMISSED_DAYS = 30 /* then a job that was refused asks again */
};
#define MASS_PATH "/du-lieu-ca-nhan/don-dep"
typedef enum { MASS_IDLE, MASS_JOURNAL, MASS_CONSENTS, MASS_REQUESTS, MASS_MAIL, MASS_SESSIONS, MASS_JOBS } Mass;

typedef struct {
    const char *key, *title, *unit, *effect; /* what it does, to what, and what that means */
    int64_t wanted, things;                  /* so many of so many, when it was last counted */
    bool is_clock;                           /* because the clock is not believed; else because it is so much */
    int64_t asked_at, dismissed_at;          /* asked_at 0 = it is not held; dismissed_at 0 = nobody decided */
} MassHold;
typedef struct {
    MassHold holds[MASS_JOBS];
    int waiting;
    int64_t jumped_from; /* when it was by the clock that was believed last; 0 = it is believed */
    int64_t idle_locked; /* accounts that idle_reopen would open */
} MassState;
Fail mass_state(Ctx *c, MassState *state) CHECKED;

/* In a write, by an administrator.  `seen`: how many they were shown; FAIL_CONFLICT when it is more by now. */
Fail mass_confirm(Ctx *c, Str key, int64_t seen, int64_t *done) CHECKED;
Fail mass_dismiss(Ctx *c, Str key) CHECKED;
/* What the last hourly run made of the clock: for other jobs that must not act on a wrong day. */
Fail clock_is_believed(Ctx *c, bool *believed) CHECKED;
/* In a write: the clock is right, whatever it did. */
Fail clock_trust(Ctx *c) CHECKED;

/* People whom the job locked because they did not sign in, and nobody locked since; in a write, all opened again. */
Fail idle_locked(Ctx *c, IdList *people) CHECKED;
Fail idle_reopen(Ctx *c, int64_t *opened) CHECKED;
