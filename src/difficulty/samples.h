// SPDX-License-Identifier: Apache-2.0
/* samples.h -- a difficulty of each agency, answered, and one that waits for the chairman; for *_test.c only
 * (http/samples.h). */
#pragma once
#include "difficulty/difficulty.h"
#include "http/samples.h"

static inline Fail difficulty_samples(Ctx *c, SampleOf *k)
{
    Id answered, waits;
    Str text = sample_mark(c, k, MARK_difficulty), answer = sample_mark(c, k, MARK_answer);
    TRY(difficulty_raise(c, k->task, text, &answered));
    TRY(difficulty_move(c, answered, DIFFICULTY_ANSWER, answer));
    TRY(difficulty_raise(c, k->task, text, &waits));
    TRY(difficulty_move(c, waits, DIFFICULTY_SUBMIT, answer));
    sample_id(k, "difficulty", "difficulty", answered);
    sample_id(k, "difficulty", "voi", waits);
    sample_id(k, "difficulty", "task", k->task);
    sample_text(k, "difficulty", "co-quan", k->org);
    return OK;
}

static const InputFree difficulty_free[] = {
    {"/kho-khan/{difficulty}", "co-quan",
     "whom a proposal names: only who answers difficulties proposes, of all agencies"},
    {0},
};
