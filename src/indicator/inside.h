// SPDX-License-Identifier: Apache-2.0
/* inside.h -- what the files of indicator/ share. */
#pragma once
#include "indicator/indicator.h"

/* -- counters: count.c -----------------------------------------------------------------------------------------------
 */

/* Moves of sums, gathered: a thousand values of a file are a few rows. */
typedef struct IndicatorMoves IndicatorMoves;
IndicatorMoves *indicator_moves(Ctx *c, const OrgDated *tree);
/* The value of an agency (one of the tree, or NULL: of all) in a term changed so. */
void indicator_move(Ctx *c, IndicatorMoves *m, const Indicator *k, const Org *o, Term t, int64_t n, int64_t amount);
Fail indicator_moves_end(Ctx *c, IndicatorMoves *m) CHECKED;

/* Whether a cell is owed when `filled` tells which of the set's indicators have a figure. */
bool indicator_is_owed(const IndicatorSet *set, size_t i, const bool *filled);
/* How far the report of an agency is now. */
Fail indicator_filled_move(Ctx *c, const IndicatorSet *set, Str org, Term t) CHECKED;
/* The same of all of a set: its indicators changed. */
Fail indicator_filled_recount(Ctx *c, Str set) CHECKED;
