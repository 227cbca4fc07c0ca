// SPDX-License-Identifier: Apache-2.0
/* view.h -- what the pages show on which somebody chooses a way. */
#pragma once
#include "base/out.h"
#include "contact/contact.h"
#include "http/request.h"
#include "http/view.h"
#include "privacy/privacy.h"

typedef struct {
    const Person *person;
    ContactWay now;
    bool has_hook;
    Purpose purpose[CONTACT_WAYS]; /* of those that need a consent */
    bool is_saved;
} ContactPage;
void contact_link(Out *o); /* to that page, on the page of one's account */
void contact_page(Out *o, const ContactPage *m);

typedef struct {
    const Person *person;
    Str token;
    bool is_offered[CONTACT_WAYS]; /* it is set up, and the person has an address for it */
    const char *sent_by;           /* NULL = not yet */
} LinkSendPage;
void link_send_form(Out *o, const Person *p, Str token); /* to that page, where the link is shown */
void link_send_page(Out *o, const LinkSendPage *m);

typedef struct {
    size_t sent;
    StrList left; /* names of those who have no address */
} LinksSentPage;
void links_send_form(Out *o, const ManyLinks *links);
void links_sent_page(Out *o, const LinksSentPage *m);
