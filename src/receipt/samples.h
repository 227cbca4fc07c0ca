// SPDX-License-Identifier: Apache-2.0
/* samples.h -- a receipt of somebody of each agency, for *_test.c only (http/samples.h). */
#pragma once
#include "http/samples.h"
#include "receipt/receipt.h"

static inline Fail receipt_samples(Ctx *c, SampleOf *k)
{
    const Actor *before = c->actor, who = {.person = k->person, .duty = k->duty};
    ReceiptDraft *r = receipt_open(c, S("/"));
    Id id;
    receipt_did(r, "task", 1, 0, S("")); /* of a task that is not there (any more) */
    c->actor = &who;
    Fail result = receipt_keep(c, r, S("Đã làm 1 việc."), &id);
    c->actor = before;
    sample_id(k, "receipt", "bien-nhan", id);
    return result;
}

static const InputCase receipt_cases[] = {
    {"/bien-nhan/{bien-nhan}/hoan-tac", "bien-nhan", ROLE_OFFICIAL, "", .refused = 404, .taken = 303},
    {0},
};
