// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "base/out.h"
#include "contact/contact.h"
#include "digest/digest.h"
#include "http/request.h"
#include "http/view.h"

typedef struct {
    const Request *q;
    const DigestSwitches *switches;
    Str mail;            /* empty = they have no address */
    bool is_mail_proved; /* else nothing is sent there */
    Contact contact;     /* address empty = they cannot be reached */
    Str phone, message;  /* of who is reached by SMS or Zalo: what it would say */
    Str subject, letter; /* empty = there would be nothing to tell */
    bool is_saved;
} DigestPage;
void digest_page(Out *o, const DigestPage *m);

typedef struct {
    const Digest *digest;
    int64_t since;
    bool is_week; /* not since the last look: the last days */
} NewsPage;
void news_page(Out *o, const NewsPage *m);
