// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "base/out.h"
#include "digest/digest.h"
#include "http/view.h"

typedef struct {
    const DigestSwitches *switches;
    Str mail;            /* empty = they have no address */
    bool is_mail_proved; /* else nothing is sent there */
    Str subject, letter; /* empty = there would be nothing to tell */
    bool is_saved;
} DigestPage;
void digest_page(Out *o, const DigestPage *m);
