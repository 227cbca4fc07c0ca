// SPDX-License-Identifier: Apache-2.0
/* morning.c -- whose letter is still to be made, and making it. */
#include "contact/contact.h"
#include "digest/digest.h"
#include "viet/workday.h"

enum { HOUR_MS = 3600 * 1000, DAY_HOURS = 24, VIETNAM_HOURS = 7 };

Fail digest_since(Ctx *c, Id person, int64_t *since)
{
    Rows r;
    *since = c->now - (int64_t)DIGEST_FIRST_DAYS * DAY_HOURS * HOUR_MS;
    TRY(store_query(c, &r, "SELECT at FROM digest_made WHERE office_id = $1 AND person_id = $2", OFFICE, person));
    if (rows_next(&r)) *since = row_integer(&r, 0);
    return rows_end(&r);
}

/* Whose letter was not made this morning.  Who has no duty, left, or has neither a telephone nor an address that was
 * shown to be theirs gets none. */
static Fail find_readers(Ctx *c, PersonList *readers)
{
    Rows r;
    *readers = (PersonList){0};
    TRY(store_query(c, &r,
                    "SELECT p.id, p.name, p.mail, p.phone FROM people_person p "
                    "LEFT JOIN digest_made m ON m.office_id = p.office_id AND m.person_id = p.id "
                    "WHERE p.office_id = $1 AND p.state = 'active' AND (p.mail <> '' OR p.phone <> '') AND "
                    "coalesce(m.day, '') < $2 "
                    "ORDER BY p.id LIMIT $3",
                    OFFICE, day_iso(&c->mem, c->today), (int)DIGEST_PEOPLE_A_WRITE));
    while (rows_next(&r))
        *list_add(&c->mem, readers) = (Person){.id = row_integer(&r, 0),
                                               .name = row_text(&r, 1),
                                               .mail = row_text(&r, 2),
                                               .phone = row_text(&r, 3),
                                               .is_mail_proved = true}; /* the view has no other */
    return rows_end(&r);
}

static Fail note_made(Ctx *c, Id person)
{
    return store_run(c,
                     "INSERT INTO digest_made (office_id, person_id, day, at) VALUES ($1, $2, $3, $4) "
                     "ON CONFLICT (office_id, person_id) DO UPDATE SET day = excluded.day, at = excluded.at",
                     OFFICE, person, day_iso(&c->mem, c->today), c->now);
}

/* After the working day it speaks of, nobody needs it. */
static int64_t end_of_day(const Ctx *c) { return c->now + (int64_t)(DAY_HOURS - DIGEST_FROM_HOUR) * HOUR_MS; }

static Fail write_letter(Ctx *c, const Person *reader, Str site, int *made)
{
    Digest d;
    Contact contact;
    int64_t since;
    bool sent;
    TRY(contact_of(c, reader, &contact));
    TRY(digest_since(c, reader->id, &since));
    TRY(digest_gather(c, reader->id, since, &d));
    TRY(note_made(c, reader->id));
    if (digest_is_empty(&d)) return OK;
    News m = {.subject = digest_subject(c, &d),
              .letter = digest_letter(c, &d, reader->name, site),
              .sentence = digest_sentence(c, &d),
              .path = S("/cap-nhat"),
              .site = site,
              .dedupe = str_format(&c->mem, "thu sang %lld %.*s", (long long)reader->id,
                                   STR_ARGS(day_iso(&c->mem, c->today))),
              .until = end_of_day(c)};
    TRY(contact_send(c, reader, &contact, &m, &sent));
    *made += sent;
    return OK;
}

typedef struct {
    Str site;
    int made;
    bool is_over; /* nobody is left */
} Part;

static Fail make_part(Ctx *c, void *arg)
{
    Part *p = arg;
    PersonList readers;
    p->made = 0;
    TRY(find_readers(c, &readers));
    p->is_over = !readers.n;
    for (size_t i = 0; i < readers.n; i++) {
        Arena mark = c->mem;
        TRY(write_letter(c, &readers.at[i], p->site, &p->made));
        arena_back(&c->mem, mark);
    }
    return OK;
}

Fail digest_morning(Ctx *c, Store *store, Str site, int *made)
{
    int hour = (int)((c->now / HOUR_MS + VIETNAM_HOURS) % DAY_HOURS);
    const Workdays *days = workdays();
    Part p = {.site = site};
    *made = 0;
    if (hour < DIGEST_FROM_HOUR || hour >= DIGEST_TO_HOUR || !workday_is(days, c->today)) return OK;
    while (!p.is_over) {
        TRY(store_write(c, store, make_part, &p));
        *made += p.made;
    }
    return OK;
}
