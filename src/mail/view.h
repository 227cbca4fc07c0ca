// SPDX-License-Identifier: Apache-2.0
/* view.h -- what the pages of mail show (*.html). */
#pragma once
#include "http/request.h"
#include "http/view.h"
#include "listing/listing.h"
#include "mail/mail.h"
#include "people/people.h"

typedef struct {
    const Request *q;
    const Listing *list;
    const MailCounts *counts;
    const MailRowList *rows;
    const Str *hosts; /* of each channel; empty = it is not set up */
    MailState only;   /* MAIL_STATE_COUNT = all */
    Str next;         /* where the next page begins; empty = this is the end */
    const char *done;
    bool may_see_people; /* names and addresses */
} MailPage;
void mail_page(Out *o, const MailPage *m);

typedef struct {
    const Request *q;
    const Person *person;
    Str token;    /* of the link that was opened; empty = none */
    bool has_way; /* letters can leave */
    bool is_sent; /* one is on its way */
} OwnMailPage;
void own_mail_page(Out *o, const OwnMailPage *m);

typedef struct {
    const Request *q;
    bool has_way; /* letters can leave */
    bool is_sent; /* it was asked for; whether there is such an account is not told */
} LostPage;
void lost_page(Out *o, const LostPage *m);
void link_of_sign_in(Out *o);
