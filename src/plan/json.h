// SPDX-License-Identifier: Apache-2.0
/* json.h -- the JSON twins: what the pages show, under /api/v1.  All return new references; NULL when jansson is out of
 * memory. */
#pragma once
#include "plan/plan.h"
#include <jansson.h>

json_t *card_json(Ctx *c, const PlanCard *card);
json_t *party_json(const PlanParty *p);
/* Each field by its name: {"text" or "day" or the party, "id" and "version" to correct it by, "lines": [first, last],
 * "confidence", "raw"};
 * an array where there may be several. */
json_t *node_json(Ctx *c, const PlanNode *n);
json_t *activity_row_json(Ctx *c, const PlanActivity *a);
json_t *finding_json(const PlanFinding *f);
