// SPDX-License-Identifier: Apache-2.0
/* samples.h -- a consent and a request of somebody of each agency, for *_test.c only (http/samples.h). */
#pragma once
#include "http/samples.h"
#include "people/rights.h"
#include "privacy/privacy.h"

static inline Fail privacy_samples(Ctx *c, SampleOf *k)
{
    PurposeList purposes;
    ConsentList consents;
    Id request;
    size_t asked = 0;
    purposes_on(&c->mem, c->today, &purposes);
    while (asked + 1 < purposes.n && !purposes.at[asked].needs_consent) asked++;
    const Purpose *p = &purposes.at[asked];
    TRY(consent_give(c, k->person, p->key, p->version, S("biểu mẫu"), S("Test")));
    TRY(consents_of(c, k->person, &consents));
    TRY(data_request_make(c, k->person, DATA_CORRECT, sample_mark(c, k, MARK_request), &request));
    sample_id(k, "privacy", "dong-y", consents.at[0].id);
    sample_id(k, "privacy", "yeu-cau", request);
    sample_text(k, "privacy", "muc-dich", p->key);
    sample_text(k, "privacy", "tai-khoan", sample_mark(c, k, MARK_account));
    return OK;
}

static const InputCase privacy_cases[] = {
    {"/toi/du-lieu/yeu-cau/{yeu-cau}/rut", "yeu-cau", ROLE_OFFICIAL, "", .refused = 404, .taken = 303},
    {0},
};
