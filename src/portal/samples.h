// SPDX-License-Identifier: Apache-2.0
/* samples.h -- what pages across features are asked by, for *_test.c only (http/samples.h). */
#pragma once
#include "http/samples.h"

static inline Fail portal_samples(Ctx *c, SampleOf *k)
{
    sample_text(k, "portal", "code", k->org);
    sample_text(k, "portal", "class", S("so-nganh"));
    sample_id(k, "portal", "ke-hoach", k->plan);
    sample_text(k, "portal", "q", sample_mark(c, k, MARK_title));
    return OK;
}
