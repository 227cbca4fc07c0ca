// SPDX-License-Identifier: Apache-2.0
/* ruled_inside.h -- between ruled.c, which finds lines, and ruled_grid.c, which makes tables of them. */
#pragma once
#include "sight/ruled.h"

/* A line: from where to where it goes, and where it is across that, in its middle.  First in pixels of the picture,
 * then in upright pixels, which turn with the rules. */
typedef struct {
    float from, to, at;
    float lean; /* how much `at` grows from pixel to pixel */
    int group;
} Rule;
typedef LIST(Rule) RuleList;

typedef struct {
    RuleList across, down;
} Rules;

/* Changes the rules.  `unit`: pixels that are one at 150 dots an inch. */
void ruled_grids(Ctx *c, Rules *rules, float unit, Ruled *found);
