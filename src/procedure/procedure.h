// SPDX-License-Identifier: Apache-2.0
/* procedure.h -- a procedure as it is declared: a form, states, moves, clocks, counters, quotas.  README.md has the
 * YAML.  It is read whole, checked whole, and never changes once it is made: a published version keeps its text, and
 * what is in memory may be used by all threads.
 *
 * Dossiers, which follow it, are in dossier.h. */
#pragma once
#include "form/answers.h"
#include "form/source.h"
#include "org/org.h"
#include "people/rights.h"
#include "store/store.h"

/* Each speaks when it is reached. */
enum {
    PROCEDURE_STATES_MAX = 60,
    PROCEDURE_MOVES_MAX = 200,
    PROCEDURE_CLOCKS_MAX = 20,
    PROCEDURE_COUNTERS_MAX = 40,
    PROCEDURE_INDEXED_MAX = 5,  /* fields that lists are filtered by */
    PROCEDURE_EFFECTS_MAX = 20, /* of one move */
    PROCEDURE_TEXT_MAX = 8000   /* letters of a letter or document */
};

typedef struct ProcedureState ProcedureState;
typedef struct ProcedureMove ProcedureMove;

typedef enum { STATE_OPEN, STATE_DECIDED, STATE_ENDED, STATE_KINDS } StateKind;
extern const char *const state_kinds[STATE_KINDS];
typedef enum { OUTCOME_NONE, OUTCOME_AGREED, OUTCOME_REFUSED, OUTCOME_WITHDRAWN, OUTCOMES } Outcome;
extern const char *const outcomes[OUTCOMES], *const outcome_names[OUTCOMES];

struct ProcedureState {
    Str name;
    DesignText label;
    StateKind kind;
    Outcome outcome;
    bool waits_applicant;
    SeenBy seen_by;
    Spot spot;
};
/* What is open or agreed keeps its unique answers and its share of a quota. */
static inline bool state_holds(const ProcedureState *s)
{
    return s->kind == STATE_OPEN || s->outcome == OUTCOME_AGREED;
}

/* Who may do something: all parts that are there must hold. */
typedef struct {
    enum { WHO_PEOPLE, WHO_APPLICANT, WHO_CLOCK } kind;
    Role role;                /* ROLE_NONE = any; of an agency: an official or its head */
    Str agency, agency_kind;  /* codes; empty = any */
    const DesignField *field; /* the agency, or that of the commune, that this field names; NULL = none */
    const Expression *when;   /* over the dossier; NULL = always */
    Day from, until;          /* the last day counts; NO_DAY = open */
    Spot spot;
} Who;
typedef struct {
    const Who *at;
    size_t n;
} WhoList;

/* A text with ${…} in it, as people read it. */
typedef struct {
    Str text;
} Wording;

/* symbol, key in YAML */
#define EFFECT_KINDS(X)                                                                                                \
    X(MAIL, "mail")                                                                                                    \
    X(TASK, "task")                                                                                                    \
    X(DOCUMENT, "document")                                                                                            \
    X(PUBLISH, "publish")                                                                                              \
    X(INDICATOR, "indicator")                                                                                          \
    X(MARK, "mark")                                                                                                    \
    X(MOVE, "move") /* of a clock only */
typedef enum {
#define X(symbol, word) EFFECT_##symbol,
    EFFECT_KINDS(X)
#undef X
        EFFECT_KIND_COUNT
} EffectKind;
extern const char *const effect_keys[EFFECT_KIND_COUNT];

typedef struct {
    EffectKind kind;
    const Expression *when;    /* NULL = always */
    Str what;                  /* what stands at the key: applicant, deciders, a code; a name; of MARK the words */
    Wording subject, text;     /* title of a task or document */
    Wording agency;            /* a code, or ${field} */
    Str paper;                 /* of DOCUMENT: letter, notice … */
    int days;                  /* of TASK: working days; 0 = none */
    const Expression *value;   /* of INDICATOR; of PUBLISH the last day; NULL = 1, without end */
    const ProcedureMove *move; /* of MOVE */
    Spot spot;
} Effect;
typedef struct {
    const Effect *at;
    size_t n;
} EffectList;

typedef enum { EDITS_NOTHING, EDITS_ASKED, EDITS_ALL, EDITS_LISTED } Edits;

struct ProcedureMove {
    Str name;
    DesignText label, help;
    uint64_t from;            /* a bit for each state; 0 = the submission */
    const ProcedureState *to; /* NULL = back to the state before */
    WhoList who;
    const Expression *guard;
    DesignText guard_says;
    Design asked;       /* its fields; n = 0: none */
    bool is_supplement; /* the mover ticks fields that the applicant has to put right */
    Edits edits;
    const DesignField *const *edited; /* of EDITS_LISTED */
    size_t n_edited;
    bool no_bulk;
    EffectList effects;
    Spot spot;
};

typedef struct {
    Str name;
    DesignText label;
    int days;                /* 0 = `until` says */
    bool is_calendar;        /* else working days */
    const Expression *until; /* the last day */
    const ProcedureMove *const *starts, *const *stops;
    size_t n_starts, n_stops;
    uint64_t pauses; /* a bit for each state */
    int warns;       /* days of its kind before its end; 0 = never */
    EffectList end;
    Spot spot;
} ProcedureClock;

typedef enum { COUNTER_COUNT, COUNTER_SUM, COUNTER_DISTINCT, COUNTER_KINDS } CounterKind;
extern const char *const counter_kinds[COUNTER_KINDS];
typedef struct {
    Str name;
    DesignText label;
    CounterKind kind;
    const DesignField *of;
    uint64_t in; /* states */
    const Expression *when;
    const DesignField *const *by; /* beside the whole */
    size_t n_by;
    bool by_applicant; /* and by the applicant's agency */
    Spot spot;
} ProcedureCounter;

typedef struct {
    Str key; /* of a choice; empty = whatever is chosen */
    int64_t most;
} QuotaLimit;
typedef struct {
    Str name;
    DesignText label;
    const DesignField *sum, *per; /* NULL: dossiers are counted; in one */
    const QuotaLimit *limit;
    size_t limits;
    const ProcedureState *waiting; /* NULL = who comes too late is refused */
    const ProcedureMove *promote;
    DesignText full;
    Spot spot;
} ProcedureQuota;

typedef struct {
    const Str *from; /* names of states, of older versions */
    size_t n;
    const ProcedureState *to;
    const Expression *when;
    Spot spot;
} TakeOver;

enum { BY_PUBLIC = 1, BY_SIGNED_IN = 2, BY_AGENCY = 4, BY_INVITED = 8 };
typedef struct {
    unsigned by;
    const Str *kinds;
    size_t n_kinds;
    Day from, until;
    DesignText closed;
    const DesignField *name, *phone, *mail; /* NULL = there is none */
    Wording subject;
    Str number; /* "{so}/BR-{nam}" */
} ProcedureApply;

/* What expressions and texts know of a dossier beside its answers: symbol, name, kind. */
#define DOSSIER_NAMES(X)                                                                                               \
    X(NUMBER, "_so", IS_TEXT)                                                                                          \
    X(STATE, "_trang_thai", IS_TEXT)                                                                                   \
    X(SUBMITTED, "_ngay_nop", IS_DAY)                                                                                  \
    X(DUE, "_han", IS_DAY)                                                                                             \
    X(ORG, "_co_quan_nop", IS_TEXT)                                                                                    \
    X(REASON, "_ly_do", IS_TEXT)                                                                                       \
    X(TITLE, "_thu_tuc", IS_TEXT)                                                                                      \
    X(PATH, "_duong_dan", IS_TEXT)
enum {
#define X(symbol, name, kind) NAME_##symbol,
    DOSSIER_NAMES(X)
#undef X
        DOSSIER_NAME_COUNT
};

typedef struct {
    Design form;
    Str category, activity;
    ProcedureApply apply;
    const ProcedureState *state;
    size_t states;
    const ProcedureMove *move; /* the submission is the first */
    size_t moves;
    const ProcedureClock *clock;
    size_t clocks;
    const ProcedureCounter *counter;
    size_t counters;
    const ProcedureQuota *quota;
    size_t quotas;
    const DesignField *const *duplicates;
    size_t n_duplicates;
    const DesignField *const *indexed; /* fields that lists are filtered by */
    size_t n_indexed;
    const TakeOver *take_over;
    size_t take_overs;
    int keep_days; /* 0 = for ever */
    bool removes_all;
    /* ${…} beside the form's fields: DOSSIER_NAMES, _tu_p and _den_p of each period p, fields asked at moves. */
    const Str *more;
    const AnswerKind *more_kinds;
    const DesignField *const *more_fields; /* NULL for what is no field; of _tu_p the period */
    size_t n_more;
    Str source; /* the text */
} Procedure;

/* By name; NULL = there is none. */
const ProcedureState *procedure_state(const Procedure *p, Str name);
const ProcedureMove *procedure_move(const Procedure *p, Str name);
const ProcedureQuota *procedure_quota(const Procedure *p, Str name);
static inline uint64_t state_bit(const Procedure *p, const ProcedureState *s) { return (uint64_t)1 << (s - p->state); }

/* Everything of a text that is wrong, in its order.  true when nothing is: only warnings at most.  `codes`: agencies
 * that exist, to name those that do not as warnings; NULL = nobody knows.  Lives in `mem`, keeps slices of `text`. */
bool procedure_read(Arena *mem, Str text, const Directory *agencies, Procedure *p, DesignProblems *problems);

/* -- versions (version.c) ----------------------------------------------------------------------------------------- */

typedef struct {
    Id id;
    Str code, title, category, digest;
    int version;     /* 1, 2 …; 0 = a draft */
    bool is_shipped; /* as the program came with it */
    bool is_open;    /* the newest of its code, and it takes dossiers */
    int64_t published_at;
    Id published_by;
    Str published_by_name;
} VersionRow;
typedef LIST(VersionRow) VersionRows;

/* What was published, parsed once and kept: NULL never.  FAIL_MISSING with a sentence. */
typedef struct {
    VersionRow row;
    const Procedure *procedure;
} Version;
Fail version_by_id(Ctx *c, Id id, Version *v) CHECKED;
/* Of a row that was read. */
Fail version_of_row(Ctx *c, const VersionRow *row, Version *v) CHECKED;
/* The same, for many that follow few: what was read before is in the list. */
typedef LIST(Version) VersionList;
Fail version_in(Ctx *c, Id id, VersionList *known, Version *v) CHECKED;
Fail version_current(Ctx *c, Str code, Version *v) CHECKED;
/* The newest of each code, in the order of their titles. */
Fail versions_current(Ctx *c, VersionRows *rows) CHECKED;
Fail versions_of(Ctx *c, Str code, VersionRows *rows) CHECKED; /* the newest first */
Fail version_source(Ctx *c, Id id, Str *text) CHECKED;
/* In a write: the newest version takes dossiers, or none for now. */
Fail version_open(Ctx *c, Str code, bool is_open) CHECKED;
/* What differs beside the form: states, moves, clocks, one Vietnamese line each (changes.c). */
void procedure_changes(Arena *mem, const Procedure *before, const Procedure *after, StrList *changes);

/* What publishing a text would do, without doing it: what differs, and every open dossier tried against it. */
typedef struct {
    Version before; /* row.id 0 = the first */
    StrList changes;
    DesignChanges fields;
    int open, moved, stays; /* dossiers of older versions; taken over by a rule; that stay with theirs */
    StrList refused;        /* sentences: what a rule would move and cannot */
} PublishTrial;
Fail version_try(Ctx *c, const Procedure *p, PublishTrial *trial) CHECKED;
/* In a write: freezes it, and moves what its rules move.  The same text again is the version that is there.
 * FAIL_INPUT with the first problem. */
Fail version_publish(Ctx *c, Str text, bool is_shipped, Id *id) CHECKED;
/* In a write, at the start: what the program ships and the office has not (in this text) yet, unless it published its
 * own. */
Fail versions_ensure_shipped(Ctx *c) CHECKED;
