// SPDX-License-Identifier: Apache-2.0
/* samples.h -- the parts of one plan: it is everybody's, so they are the same for each agency.  For *_test.c only
 * (http/samples.h). */
#pragma once
#include "http/samples.h"
#include "plan/intake.h"
#include "plan/learnt.h"
#include "plan/plan.h"

static inline Fail plan_samples(Ctx *c, SampleOf *k)
{
    Rows r;
    PlanActivityList activities;
    LearntList all;
    TRY(plan_activities(c, k->plan, &activities));
    TRY(learn_agency(c, k->plan, k->org, S("STTTT")));
    TRY(learnt_all(c, &all));
    Id learnt = all.at[0].id;
    TRY(store_one(c, &r,
                  "SELECT (SELECT min(id) FROM plan_value WHERE office_id = $1 AND plan_id = $2), "
                  "(SELECT min(id) FROM plan_node WHERE office_id = $1 AND plan_id = $2), "
                  "(SELECT min(id) FROM plan_finding WHERE office_id = $1 AND plan_id = $2)",
                  OFFICE, k->plan));
    Id intake;
    TRY(intake_add(c, &(UploadKept){.name = S("quet.pdf")}, 3, (Str){0}, &intake));
    sample_id(k, "plan", "quet", intake);
    sample_id(k, "plan", "plan", k->plan);
    sample_text(k, "plan", "code", activities.at[0].code);
    sample_text(k, "plan", "trang", S("1"));
    sample_id(k, "plan", "dieu", learnt);
    sample_id(k, "plan", "gia-tri", row_integer(&r, 0));
    sample_id(k, "plan", "them", row_integer(&r, 1));
    sample_id(k, "plan", "finding", row_integer(&r, 2));
    return rows_end(&r);
}
