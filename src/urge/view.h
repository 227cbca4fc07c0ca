// SPDX-License-Identifier: Apache-2.0
/* view.h -- what the pages of urging show. */
#pragma once
#include "http/panel.h"
#include "http/request.h"
#include "http/view.h"
#include "urge/urge.h"

typedef struct {
    const Request *q;
    const UrgeCandidateList *list;
    const IdList *ticked;   /* as they were sent, when the form came back */
    int late, soon, silent; /* tasks, in all */
    int answered;           /* other overdue ones: reported as done, given back: nobody is urged for them */
    bool all_ticked;
    Day today;
} UrgePage;
void urge_page(Out *o, const UrgePage *m);

typedef struct {
    const UrgeList *urges;
    Panels panels;
} BatchPage;
void batch_page(Out *o, const BatchPage *m);
