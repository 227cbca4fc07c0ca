// SPDX-License-Identifier: Apache-2.0
/* held.c -- everything that stands about one person, gathered for them. */
#include "privacy/privacy.h"

static Fail read_links(Ctx *c, Held *h)
{
    Rows r;
    TRY(store_query(c, &r,
                    "SELECT kind, created_at, expires_at, used_at FROM invitation "
                    "WHERE office_id = $1 AND person_id = $2 ORDER BY id DESC",
                    OFFICE, h->person.id));
    while (rows_next(&r))
        *list_add(&c->mem, &h->links) =
            (HeldLink){row_text(&r, 0), row_integer(&r, 1), row_integer(&r, 2), row_integer(&r, 3) != 0};
    TRY(rows_end(&r));
    TRY(store_query(c, &r,
                    "SELECT created_at, expires_at FROM wall WHERE office_id = $1 AND person_id = $2 ORDER BY id DESC",
                    OFFICE, h->person.id));
    while (rows_next(&r))
        *list_add(&c->mem, &h->links) = (HeldLink){S("wall"), row_integer(&r, 0), row_integer(&r, 1), false};
    return rows_end(&r);
}

static Fail read_sessions(Ctx *c, Held *h)
{
    Rows r;
    TRY(store_query(c, &r,
                    "SELECT created_at, address, agent FROM session WHERE office_id = $1 AND person_id = $2 "
                    "ORDER BY id DESC",
                    OFFICE, h->person.id));
    while (rows_next(&r))
        *list_add(&c->mem, &h->sessions) = (HeldSession){row_integer(&r, 0), row_text(&r, 1), row_text(&r, 2)};
    return rows_end(&r);
}

static Fail count(Ctx *c, Held *h)
{
    Rows r;
    TRY(store_one(c, &r, "SELECT count(*) FROM person_recovery WHERE office_id = $1 AND person_id = $2", OFFICE,
                  h->person.id));
    h->recovery_codes = row_integer(&r, 0);
    TRY(rows_end(&r));
    TRY(store_one(c, &r, "SELECT count(*) FROM journal WHERE office_id = $1 AND (person_id = $2 OR behalf_id = $2)",
                  OFFICE, h->person.id));
    h->journal_by = row_integer(&r, 0);
    TRY(rows_end(&r));
    TRY(store_one(c, &r,
                  "SELECT count(*) FROM journal WHERE office_id = $1 AND (object_id = $2 OR within_id = $2) "
                  "AND person_id <> $2",
                  OFFICE, h->person.id));
    h->journal_about = row_integer(&r, 0);
    return rows_end(&r);
}

Fail held_of(Ctx *c, Id person, int journal, Held *h)
{
    *h = (Held){0};
    TRY(person_by_id(c, person, &h->person));
    TRY(duties_of(c, person, true, &h->duties));
    TRY(offers_to(c, person, &h->offers));
    TRY(known_count(c, person, &h->known));
    TRY(read_sessions(c, h));
    TRY(consents_of(c, person, &h->consents));
    TRY(data_requests_of(c, person, &h->requests));
    TRY(read_links(c, h));
    TRY(uploads_by(c, person, &h->uploads));
    TRY(mail_of(c, person, &h->mails));
    TRY(count(c, h));
    TRY(journal_rows(c, (JournalChoice){.person = person, .most = journal}, &h->journal));
    return journal_rows(c, (JournalChoice){.object = person, .most = journal}, &h->about);
}
