// SPDX-License-Identifier: Apache-2.0
/* view.h -- what the page of the outbox shows (mail.html). */
#pragma once
#include "http/request.h"
#include "http/view.h"
#include "mail/mail.h"

typedef struct {
    const Request *q;
    const MailCounts *counts;
    const MailRowList *rows;
    const Str *hosts; /* of each channel; empty = it is not set up */
    MailState only;   /* MAIL_STATE_COUNT = all */
    Id older;         /* 0 = this is the end */
    const char *problem, *done;
    bool may_see_people; /* names and addresses */
    int64_t now;
} MailPage;
void mail_page(Out *o, const MailPage *m);
