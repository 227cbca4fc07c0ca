// SPDX-License-Identifier: Apache-2.0
/* view.h -- what the pages of urging show. */
#pragma once
#include "http/request.h"
#include "http/view.h"
#include "urge/urge.h"

typedef struct {
    const Request *q;
    const UrgeCandidateList *list;
    const IdList *ticked;   /* as they were sent, when the form came back */
    int late, soon, silent; /* tasks, in all */
    bool all_ticked;
    Day today;
} UrgePage;
void urge_page(Out *o, const UrgePage *m);

typedef struct {
    Id batch;
    const UrgeList *urges;
    Str letter;
} LetterPage;
void letter_page(Out *o, const LetterPage *m);
