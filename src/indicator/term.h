// SPDX-License-Identifier: Apache-2.0
/* term.h -- the days, weeks and months that figures are reported for.  Weeks begin on Monday and are numbered as ISO
 * 8601 does; nothing is ever derived from how long a month is. */
#pragma once
#include "base/day.h"

/* symbol, in YAML and in tables, in words */
#define TERM_KIND_LIST(X)                                                                                              \
    X(DAY, "day", "ngày")                                                                                              \
    X(WEEK, "week", "tuần")                                                                                            \
    X(MONTH, "month", "tháng")
typedef enum {
#define X(symbol, key, name) TERM_##symbol,
    TERM_KIND_LIST(X)
#undef X
        TERM_KINDS
} TermKind;
extern const char *const term_keys[TERM_KINDS], *const term_names[TERM_KINDS];
TermKind term_kind_of(Str key); /* TERM_KINDS when it is none */

typedef struct {
    TermKind kind;
    Day first, last; /* both within */
} Term;

Term term_of(TermKind kind, Day on);
Term term_after(Term t, int by); /* so many later; earlier when it is negative */
/* How many terms from `a` to `b`; negative when `b` is earlier. */
int term_distance(Term a, Term b);

/* What stands in addresses and tables: its first day, "2024-09-23". */
Str term_key(Arena *a, Term t);
Str term_name(Arena *a, Term t);  /* "tuần 39 (23/9 – 29/9/2024)", "tháng 9/2024", "ngày 28/9/2024" */
Str term_short(Arena *a, Term t); /* "tuần 39", "9/2024", "28/9" */

/* As people and other programs write it: 2024-09-23, 23/9/2024 (any day within it); 2024W39, 2024-W39; 202409, 2024-09,
 * 9/2024; 20240923; 2024-09-23/P7D, 2024-09-01/P1M, 2024-09-28/P1D (ISO 8601, as ADX has it).  False when it is none,
 * or one of another kind. */
bool term_read(Str written, TermKind kind, Term *t);
