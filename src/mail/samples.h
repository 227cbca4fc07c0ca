// SPDX-License-Identifier: Apache-2.0
/* samples.h -- a letter to somebody of each agency, and one that shows whose mail it is, for *_test.c only
 * (http/samples.h). */
#pragma once
#include "http/samples.h"
#include "mail/mail.h"
#include "people/people.h"
#include "people/rights.h"

static inline Fail mail_samples(Ctx *c, SampleOf *k)
{
    Rows r;
    Str token, subject = sample_mark(c, k, MARK_letter);
    TRY(mail_queue(c, &(Mail){.channel = MAIL_LETTER,
                              .person = k->person,
                              .address = S("ai@example.vn"),
                              .subject = subject,
                              .body = S("Nội dung thư.\n")}));
    TRY(store_one(c, &r, "SELECT id FROM mail_message WHERE office_id = $1 AND subject = $2", OFFICE, subject));
    sample_id(k, "mail", "thu", row_integer(&r, 0));
    TRY(rows_end(&r));
    TRY(mail_proof_begin(c, k->person, &token));
    sample_text(k, "mail", "token", token);
    return OK;
}

static const InputCase mail_cases[] = {
    {"/toi/thu/{token}", "token", ROLE_OFFICIAL, "", .refused = 404, .taken = 303},
    {0},
};
