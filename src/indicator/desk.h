// SPDX-License-Identifier: Apache-2.0
/* desk.h -- values on their way in: one cell of the grid, or a hundred thousand of a file, by the same rules.
 *
 *     IndicatorDesk *d;
 *     TRY(desk_open(c, &set, &d));
 *     IndicatorCell cell = desk_cell(c, d, indicator, S("X07201"), term, typed, false);
 *     if (!cell.problem) TRY(desk_put(c, d, &cell, why));       in a write
 *     TRY(desk_close(c, d, "Nhập số liệu"));                    sums, reports, one row of the journal
 *
 * What a person can cause is a problem of the cell, one sentence; the other cells go on. */
#pragma once
#include "indicator/indicator.h"

#define RIGHT_INDICATOR_READ   "indicator.read"
#define RIGHT_INDICATOR_WRITE  "indicator.write"
#define RIGHT_INDICATOR_MANAGE "indicator.manage"

typedef struct IndicatorDesk IndicatorDesk;
Fail desk_open(Ctx *c, const IndicatorSet *set, IndicatorDesk **desk) CHECKED;
const OrgDated *desk_tree(const IndicatorDesk *d);
const IndicatorSet *desk_set(const IndicatorDesk *d);
/* When the figures of that term were published; 0 = they were not. */
int64_t desk_published(const IndicatorDesk *d, Term t);
Day desk_due(const IndicatorDesk *d, Term t);

typedef enum { CELL_SAME, CELL_NEW, CELL_CHANGED, CELL_CLEARED } CellDoes;
typedef struct {
    const Indicator *indicator;
    const Org *org;
    Term term;
    bool is_empty;
    int64_t amount;
    bool knows_seen; /* what stood there when it was typed: another one's correction is not written over … */
    Str seen;        /* … amount_words, or empty; after it was refused for that: what stands there, which is told */
    bool is_overdue; /* a correction needs a reason */
    bool wants_why;  /* the problem is that there is none */
    const char *problem; /* NULL = none */
    CellDoes does;       /* after desk_put, desk_look */
    int64_t before;      /* of CELL_CHANGED, CELL_CLEARED */
} IndicatorCell;

/* All rules that no value of the store is needed for: who may, which term, bounds. */
IndicatorCell desk_cell(Ctx *c, const IndicatorDesk *d, const Indicator *k, Str org, Term t, Str typed, bool from_file);
/* What is about to be put beside others (a row, a file): checks between indicators look at these before what is kept,
 * so that their order does not matter. */
void desk_expect(Ctx *c, IndicatorDesk *d, const IndicatorCell *cell);
/* What desk_put would do, from a reader. */
Fail desk_look(Ctx *c, IndicatorDesk *d, IndicatorCell *cell, Str why) CHECKED;
/* In a write.  A problem (somebody changed it, a figure that excludes this one, no reason) is kept in the cell, and
 * nothing of it is stored. */
Fail desk_put(Ctx *c, IndicatorDesk *d, IndicatorCell *cell, Str why) CHECKED;
/* In a write: what desk_put gathered.  `act` for the journal; nothing is written when nothing changed. */
Fail desk_close(Ctx *c, IndicatorDesk *d, const char *act) CHECKED;
size_t desk_changed(const IndicatorDesk *d); /* cells so far */

/* -- one value -------------------------------------------------------------------------------------------------------
 */

typedef struct {
    bool is_there;
    int64_t amount, at;
    Str by; /* a name; empty = unknown, or counted */
} IndicatorValue;
Fail indicator_value(Ctx *c, const Indicator *k, Str org, Term t, IndicatorValue *v) CHECKED;

typedef struct {
    bool is_note, is_cleared;
    int64_t before, after, at;
    Str text, by; /* why, or what was noted */
} IndicatorEvent;
typedef LIST(IndicatorEvent) IndicatorEventList;
/* Corrections and notes of a cell, the newest first. */
Fail indicator_events(Ctx *c, const Indicator *k, Str org, Term t, IndicatorEventList *events) CHECKED;
Fail indicator_note(Ctx *c, const IndicatorDesk *d, const Indicator *k, Str org, Term t, Str text) CHECKED;

/* -- publishing ------------------------------------------------------------------------------------------------------
 */

/* In a write: the figures of a term stand from now on.  FAIL_CONFLICT when it is not over, or was published already. */
Fail indicator_publish(Ctx *c, const IndicatorDesk *d, Term t) CHECKED;
Fail indicator_reopen(Ctx *c, const IndicatorDesk *d, Term t, Str why) CHECKED;
