// SPDX-License-Identifier: Apache-2.0
/* samples.h -- what the figures of each agency are asked by, for *_test.c only (http/samples.h). */
#pragma once
#include "http/samples.h"

static inline Fail figures_samples(Ctx *c, SampleOf *k)
{
    (void)c;
    sample_id(k, "figures", "ke-hoach", k->plan);
    sample_text(k, "figures", "co-quan", k->org);
    sample_text(k, "figures", "nhanh", k->org);
    return OK;
}
