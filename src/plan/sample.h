// SPDX-License-Identifier: Apache-2.0
/* sample.h -- the real plan of the samples, taken in, settled and active, for *_test.c only (also of the folders
 * above). */
#pragma once
#include "doc/doc.h"
#include "plan/wording.h"

/* In a write, into a store that may be empty: a text as a plan in review. */
static inline Fail sample_take(Ctx *c, Str name, Str text, Id *plan)
{
    PlanDraft *draft;
    bool existed;
    TRY(org_ensure_shipped(c));
    TRY(plan_draft(c, name, text, &draft));
    return plan_take(c, draft, plan, &existed);
}

/* The same of the sample, as an OCR left it. */
static inline Fail sample_plan_read(Ctx *c, Id *plan)
{
    Str text;
    TRY(doc_load_file(c, "data/samples/ke-hoach-136-2024.ocr.txt", &text));
    return sample_take(c, S("ke-hoach-136.txt"), text, plan);
}

/* In a write: what has to be settled before it can be activated is accepted. */
static inline Fail sample_settle(Ctx *c, Id plan)
{
    PlanFindingList findings;
    TRY(plan_findings(c, plan, &findings));
    for (size_t i = 0; i < findings.n; i++)
        if (str_equal(findings.at[i].severity, S("blocking"))) TRY(plan_settle(c, plan, findings.at[i].id, true));
    return OK;
}

/* In a write: what the restorer made of the titles is taken as it is. */
static inline Fail sample_titles_looked_at(Ctx *c, Id plan)
{
    PlanLookList looks;
    TRY(plan_looks(c, plan, &looks));
    for (size_t i = 0; i < looks.n; i++) {
        const PlanValue *v = &looks.at[i].value;
        TRY(plan_confirm(c, plan, v->id, v->version, v->value));
    }
    return OK;
}

/* In a write, into an empty store. */
static inline Fail sample_plan_active(Ctx *c, Id *plan)
{
    TRY(sample_plan_read(c, plan));
    TRY(sample_titles_looked_at(c, *plan));
    TRY(sample_settle(c, *plan));
    return plan_activate(c, *plan);
}
