// SPDX-License-Identifier: Apache-2.0
/* json.h -- the JSON twins: what the pages show, under /api/v1, as tables of columns (http/record.h). */
#pragma once
#include "http/record.h"
#include "plan/plan.h"

extern const Record plan_card_record, plan_activity_record, plan_finding_record;
/* Each field by its name: {"text" or "day" or the party, "id" and "version" to correct it by, "lines": [first, last],
 * "confidence", "raw"}; an array where there may be several. */
extern const Record plan_node_record;
extern const Record plan_list_record, plan_page_record, plan_review_record; /* of plan/view.h */
extern const Record plan_wording_record;                                    /* WordingPage */
extern const Record plan_learnt_record;                                     /* LearntPage */
