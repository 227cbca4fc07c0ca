// SPDX-License-Identifier: Apache-2.0
/* samples.h -- for *_test.c only (http/samples.h). */
#pragma once
#include "http/samples.h"

static inline void update_samples(const SampleOf *k)
{
    sample_text(k, "update", "code", k->org);
    sample_id(k, "update", "xem", k->task);
}
