// SPDX-License-Identifier: Apache-2.0
/* samples.h -- a link for somebody of each agency, for *_test.c only (http/samples.h). */
#pragma once
#include "http/samples.h"
#include "people/people.h"

static inline Fail contact_samples(Ctx *c, SampleOf *k)
{
    Str token;
    TRY(link_new(c, LINK_INVITE, k->person, &token));
    sample_id(k, "contact", "nguoi", k->person);
    sample_text(k, "contact", "token", token);
    return OK;
}
