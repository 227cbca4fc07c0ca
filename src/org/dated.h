// SPDX-License-Identifier: Apache-2.0
/* dated.h -- the tree of all times in memory: who existed on a day, whom they stood under, who came after them.  For
 * whoever adds figures up over many days; org.h asks the store for one day at a time. */
#pragma once
#include "org/org.h"

typedef struct OrgDated OrgDated;

/* Kept from page to page (store_memo); made of three queries, which take about a millisecond for some hundred agencies.
 */
Fail org_dated(Ctx *c, const OrgDated **tree) CHECKED;

/* In the order of the table; NULL = there is no such code.  `parent` of what is returned is not filled in. */
const Org *org_dated_by_code(const OrgDated *tree, Str code);
size_t org_dated_size(const OrgDated *tree);
const Org *org_dated_at(const OrgDated *tree, size_t i);
size_t org_dated_place(const OrgDated *tree, const Org *o); /* `i` of one that the tree gave */

static inline bool org_is_there(const Org *o, Day on)
{
    return (o->from == NO_DAY || o->from <= on) && (o->to == NO_DAY || on < o->to);
}

/* Who stood above `o` on a day on which it existed: its parent, or whoever came after that one; NULL = nobody. */
const Org *org_dated_parent(const OrgDated *tree, const Org *o, Day on);
/* Who answers for `o` on a day: itself while it exists, then its successor, or that one's …; NULL = nobody in the
 * directory does, also before it began. */
const Org *org_dated_heir(const OrgDated *tree, const Org *o, Day on);
/* All above it on that day, the nearest first, at most ORG_ABOVE_MAX; a circle in the table ends there. */
enum { ORG_ABOVE_MAX = 8 };
size_t org_dated_above(const OrgDated *tree, const Org *o, Day on, const Org *above[ORG_ABOVE_MAX]);
/* Whether it is one of those that a rule of the table of classes names ("kind=so | kind=ban-nganh under=ubnd-tinh"). */
bool org_dated_fits(const OrgDated *tree, Str rule, const Org *o, Day on);
/* NULL when it is a rule, else one Vietnamese sentence about what is wrong with it. */
const char *org_rule_problem(Arena *mem, Str rule);
