// SPDX-License-Identifier: Apache-2.0
/* indicator.h -- figures by agency and term, declared in YAML (README.md), reported by agencies or counted from
 * records.
 *
 * A *set* is what some agencies report together: its indicators, how often, by when.  A figure belongs to the agency
 * that reported it, for ever; who stands above that agency is asked of the dated tree.  An amount is a whole number of
 * units of the indicator's last decimal, so sums are exact; what is divided is kept as two numbers. */
#pragma once
#include "base/id.h"
#include "base/list.h"
#include "indicator/term.h"
#include "org/dated.h"
#include "viet/workday.h"

/* -- what is declared ------------------------------------------------------------------------------------------------
 */

/* Each speaks when it is reached.  A set is a grid of agencies × indicators that people fill in. */
enum {
    INDICATORS_MAX = 18, /* of a set */
    INDICATOR_SETS_MAX = 100,
    INDICATOR_CODE_MAX = 40, /* letters */
    INDICATOR_TITLE_MAX = 200,
    INDICATOR_HELP_MAX = 500,
    INDICATOR_UNIT_MAX = 30,
    INDICATOR_SOURCE_MAX = 64 << 10, /* bytes of YAML */
    INDICATOR_DECIMALS_MAX = 4,
    INDICATOR_DEADLINE_MAX = 60,
    INDICATOR_WHY_MAX = 500,
    INDICATOR_NOTE_MAX = 1000
};
#define INDICATOR_AMOUNT_MAX INT64_C(1000000000000000) /* 10^15, of either sign: 209 × 1,000 of them fit */

/* symbol, in YAML and tables, in words */
#define INDICATOR_KIND_LIST(X)                                                                                         \
    X(STOCK, "stock", "hiện có cuối kỳ")                                                                               \
    X(FLOW, "flow", "phát sinh trong kỳ")                                                                              \
    X(RATIO, "ratio", "tỷ lệ")
#define INDICATOR_OVER_LIST(X)                                                                                         \
    X(SUM, "sum", "cộng lại")                                                                                          \
    X(LAST, "last", "lấy số của kỳ cuối")                                                                              \
    X(AVERAGE, "average", "lấy bình quân")                                                                             \
    X(NONE, "none", "không cộng")
#define INDICATOR_STATE_LIST(X)                                                                                        \
    X(OFFERED, "offered", "chưa dùng")                                                                                 \
    X(RUNNING, "running", "đang thu thập")                                                                             \
    X(CLOSED, "closed", "đã dừng")
#define X(symbol, key, name) INDICATOR_##symbol,
typedef enum { INDICATOR_KIND_LIST(X) INDICATOR_KINDS } IndicatorKind;
#undef X
#define X(symbol, key, name) OVER_##symbol,
typedef enum { INDICATOR_OVER_LIST(X) OVERS } IndicatorOver;
#undef X
#define X(symbol, key, name) SET_##symbol,
typedef enum { INDICATOR_STATE_LIST(X) SET_STATES } IndicatorState;
#undef X
extern const char *const indicator_kinds[INDICATOR_KINDS], *const indicator_kind_names[INDICATOR_KINDS];
extern const char *const indicator_overs[OVERS], *const indicator_over_names[OVERS];
extern const char *const indicator_states[SET_STATES], *const indicator_state_names[SET_STATES];

typedef struct {
    Id id, set;
    int place;
    Str code, title, help, unit;
    IndicatorKind kind;
    IndicatorOver time, agencies; /* time: not NONE; agencies: not LAST */
    bool is_counted;              /* from records (indicator_count), nobody types it */
    bool is_distinct;             /* different persons, households …: no sum of it is true */
    bool empty_is_zero;           /* an empty cell says 0 and is not owed */
    bool is_optional;             /* an empty cell is not owed, and says nothing */
    bool is_gone;
    int decimals;
    bool has_least, has_most, has_target, target_is_total;
    int64_t least, most, target; /* amounts; of a ratio the target is in tenths of a percent */
    Str needs, excludes;         /* codes of the same set, with blanks between */
    Str within;                  /* … of which this is a part: it is not more than each of them */
    Str numerator, denominator;  /* of a ratio */
    Str records;                 /* "/…": the records that it counts; {co-quan}, {tu}, {den} stand for the figure's */
} Indicator;
typedef LIST(Indicator) IndicatorList;

typedef struct {
    Id id;
    Str code, title, about;
    IndicatorState state;
    TermKind term;
    Str reporters; /* a rule (org/dated.h) */
    Str who;       /* "UBND cấp xã" */
    int deadline;  /* working days after the end of the term, to the end of that day in Vietnam */
    Day first, last;
    int version;
    Str source;
    IndicatorList indicators; /* those that are gone stand last */
} IndicatorSet;
typedef LIST(IndicatorSet) IndicatorSetList;

/* All, running ones first.  With their indicators. */
Fail indicator_sets(Ctx *c, IndicatorSetList *sets) CHECKED;
Fail indicator_set_by_code(Ctx *c, Str code, IndicatorSet *set) CHECKED; /* FAIL_MISSING with a sentence */
/* An indicator and its set. */
Fail indicator_by_code(Ctx *c, Str code, IndicatorSet *set, const Indicator **one) CHECKED;
const Indicator *indicator_in(const IndicatorSet *set, Str code); /* NULL = there is none */
/* One of the codes of `needs`, `excludes`, `within`. */
bool indicator_names(Str codes, Str code);

/* In a write: declare it (source.h made it), or change the one of that code.  What figures depend on cannot change any
 * more once there are some: term, decimals, the kind of an indicator.  FAIL_CONFLICT with a sentence. */
Fail indicator_set_put(Ctx *c, const IndicatorSet *set, Id *id) CHECKED;
/* The same from YAML; FAIL_INPUT with the first thing that is wrong (source.h names them all). */
Fail indicator_declare(Ctx *c, Str yaml, Id *id) CHECKED;
/* In a write: begin to collect from `first` to `last` (NO_DAY = without an end). */
Fail indicator_set_run(Ctx *c, const IndicatorSet *set, Day first, Day last) CHECKED;
Fail indicator_set_close(Ctx *c, const IndicatorSet *set) CHECKED;
/* In a write: those that the program ships and that are not there yet, as an offer. */
Fail indicator_ensure_shipped(Ctx *c) CHECKED;

/* -- terms of a set --------------------------------------------------------------------------------------------------
 */

/* Whether it is collected for that term at all. */
bool indicator_covers(const IndicatorSet *set, Term t);
/* The last day on which the figures of a term are in time. */
Day indicator_due(const Workdays *days, const IndicatorSet *set, Term t);
/* The term that people look at: the last one that is over, the first one at the beginning. */
Term indicator_term_now(const IndicatorSet *set, Day today);
/* Nobody types anything of it: it is counted from records as they come. */
bool indicator_set_is_counted(const IndicatorSet *set);
/* The term whose figures people look at: the same; of what is counted as it comes the one that runs. */
Term indicator_term_shown(const IndicatorSet *set, Day today);
/* Who has to report for a term: all that exist on its last day and that the rule names. */
bool indicator_reports(const OrgDated *tree, const IndicatorSet *set, const Org *o, Term t);
/* Who may: whoever existed on a day of it. */
bool indicator_may_report(const OrgDated *tree, const IndicatorSet *set, const Org *o, Term t);
/* The day whose tree a figure of that term belongs to: the agency's last one within it. */
Day indicator_tree_day(const Org *o, Term t);

/* -- figures ---------------------------------------------------------------------------------------------------------
 */

/* A number, and what it is divided by (1 for sums).  base 0 = there is none. */
typedef struct {
    int64_t part, base;
    int64_t n; /* agencies that reported it */
} Figure;
static inline bool figure_is_there(Figure f) { return f.base != 0; }
/* "1.234", "12,5", "87,5 %"; "–" where there is none. */
Str indicator_words(Arena *a, const Indicator *k, Figure f);
Str amount_words(Arena *a, const Indicator *k, int64_t amount); /* "1.234,5" */
/* As programs write it: "1234.5". */
Str amount_plain(Arena *a, const Indicator *k, int64_t amount);
/* In tenths of the unit, of a ratio of a percent: to compare and to draw. */
double indicator_number(const Indicator *k, Figure f);
/* The target for so many agencies; base 0 = none. */
Figure indicator_target(const Indicator *k, int64_t agencies, bool is_all);

/* What somebody typed, as an amount: 1.234 and 1 234 are thousands, 12,5 has a decimal; in a file (`from_file`) 1234.5
 * has one.  NULL, or one sentence that says what to write instead.  Bounds are looked at too. */
const char *amount_read(Arena *a, const Indicator *k, Str typed, bool from_file, int64_t *amount);

/* -- counted from records --------------------------------------------------------------------------------------------
 */

/* In a write, for folders above: an indicator with `source: counted` moves by `by` for an agency in the term of that
 * day. Nothing happens when no running set has such an indicator, or the term was published. */
Fail indicator_count(Ctx *c, Str code, Str org, Day on, int64_t by) CHECKED;
/* The same of what is counted distinct: the number itself, at each level by itself; org empty = of all. */
Fail indicator_count_is(Ctx *c, Str code, Str org, Day on, int64_t amount) CHECKED;

/* The rebuilder of derived.sql. */
Fail indicator_rebuild(Ctx *c) CHECKED;
