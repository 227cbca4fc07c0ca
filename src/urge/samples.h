// SPDX-License-Identifier: Apache-2.0
/* samples.h -- an urging of each agency, for *_test.c only (http/samples.h). */
#pragma once
#include "http/samples.h"
#include "urge/urge.h"

static inline Fail urge_samples(Ctx *c, SampleOf *k)
{
    Org org;
    IdList orgs = {0};
    Id batch;
    TRY(org_by_code(c, k->org, &org));
    *list_add(&c->mem, &orgs) = org.id;
    TRY(urge_send(c, &orgs, sample_mark(c, k, MARK_urge), S("để thử"), NULL, &batch));
    sample_id(k, "urge", "batch", batch);
    sample_id(k, "urge", "co-quan", org.id);
    return OK;
}
