// SPDX-License-Identifier: Apache-2.0
/* samples.h -- for *_test.c only (http/samples.h). */
#pragma once
#include "http/samples.h"
#include "people/rights.h"

static inline Fail update_samples(Ctx *c, SampleOf *k)
{
    (void)c;
    sample_text(k, "update", "code", k->org);
    sample_id(k, "update", "xem", k->task);
    return OK;
}

static const InputCase update_cases[] = {
    {"/cap-nhat/{code}", "xem", ROLE_OFFICIAL, "xem.@=0&tien-do.@=40", .refused = 409, .taken = 303},
    {0},
};

static const InputFree update_free[] = {
    {"/cap-nhat/{code}", NULL, "a row is read for the tasks that `xem` names, of which each is looked at"},
    {0},
};
