// SPDX-License-Identifier: Apache-2.0
/* web.c -- what I want in my morning letter, and what it would say now. */
#include "digest/web.h"
#include "digest/view.h"
#include "http/reply.h"
#include "http/request.h"

Fail digest_get(Ctx *c, const Request *q, Reply *r)
{
    Person p;
    DigestSwitches switches;
    Digest d;
    int64_t since;
    TRY(person_by_id(c, c->actor->person, &p));
    TRY(digest_switches(c, p.id, &switches));
    TRY(digest_since(c, p.id, &since));
    TRY(digest_gather(c, p.id, since, &d));
    DigestPage m = {.q = q,
                    .switches = &switches,
                    .mail = p.mail,
                    .is_mail_proved = p.is_mail_proved,
                    .phone = p.phone,
                    .is_saved = input_given(q, "xong")};
    TRY(contact_of(c, &p, &m.contact));
    if (!digest_is_empty(&d)) {
        m.subject = digest_subject(c, &d);
        m.letter = digest_letter(c, &d, p.name, request_site(q));
        Str link = str_format(&c->mem, "%.*s/cap-nhat", STR_ARGS(request_site(q)));
        if (m.contact.way != CONTACT_MAIL) m.message = contact_message(c, m.contact.way, digest_sentence(c, &d), link);
    }
    digest_page(reply_page(c, q, r, S("Thư buổi sáng")), &m);
    return OK;
}

Fail digest_post(Ctx *c, const Request *q, Reply *r)
{
    DigestSwitches s;
    for (int k = 0; k < DIGEST_KIND_COUNT; k++)
        s.is_off[k] = digest_kinds[k].may_be_off && !input_given(q, digest_kinds[k].key);
    TRY(digest_switch(c, c->actor->person, &s));
    return reply_redirect(c, r, "/thu-sang?xong=1");
}

Fail news_get(Ctx *c, const Request *q, Reply *r)
{
    Digest d;
    NewsPage m = {.digest = &d, .is_week = input_given(q, "ca-tuan")};
    if (m.is_week) m.since = digest_week(c);
    else TRY(digest_seen_at(c, c->actor->person, &m.since));
    TRY(digest_gather(c, c->actor->person, m.since, &d));
    news_page(reply_page(c, q, r, S("Tin mới")), &m);
    return OK;
}

Fail news_post(Ctx *c, const Request *q, Reply *r)
{
    (void)q;
    TRY(digest_saw(c, c->actor->person));
    return reply_redirect(c, r, "/tin-moi");
}
