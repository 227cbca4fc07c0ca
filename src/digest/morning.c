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

/* What is told is read beside the writer: for all who get a letter that takes seconds, and everybody's saving would
 * wait. */
typedef struct {
    Person reader;
    bool is_empty; /* there is nothing to tell */
    Str subject, text, sentence;
} Letter;
typedef struct {
    Str site;
    LIST(Letter) letters;
    int made;
} Part;

static Fail read_letter(Ctx *c, const Person *reader, Str site, Letter *l)
{
    Digest d;
    int64_t since;
    *l = (Letter){.reader = *reader};
    TRY(digest_since(c, reader->id, &since));
    TRY(digest_gather(c, reader->id, since, &d));
    l->is_empty = digest_is_empty(&d);
    if (l->is_empty) return OK;
    l->subject = digest_subject(c, &d);
    l->text = digest_letter(c, &d, reader->name, site);
    l->sentence = digest_sentence(c, &d);
    return OK;
}

static Fail read_part(Ctx *c, Part *p)
{
    PersonList readers;
    TRY(find_readers(c, &readers));
    for (size_t i = 0; i < readers.n; i++) TRY(read_letter(c, &readers.at[i], p->site, list_add(&c->mem, &p->letters)));
    return OK;
}

/* Another copy of the program may have been faster. */
static Fail was_made(Ctx *c, Id person, bool *made)
{
    Rows r;
    TRY(store_query(c, &r, "SELECT 1 FROM digest_made WHERE office_id = $1 AND person_id = $2 AND day >= $3", OFFICE,
                    person, day_iso(&c->mem, c->today)));
    *made = rows_next(&r);
    return rows_end(&r);
}

static Fail write_letter(Ctx *c, const Letter *l, Str site, int *made)
{
    Contact contact;
    bool is_made, sent;
    TRY(was_made(c, l->reader.id, &is_made));
    if (is_made) return OK;
    TRY(note_made(c, l->reader.id));
    if (l->is_empty) return OK;
    TRY(contact_of(c, &l->reader, &contact));
    News m = {.subject = l->subject,
              .letter = l->text,
              .sentence = l->sentence,
              .path = S("/cap-nhat"),
              .site = site,
              .dedupe = str_format(&c->mem, "thu sang %lld %.*s", (long long)l->reader.id,
                                   STR_ARGS(day_iso(&c->mem, c->today))),
              .until = end_of_day(c)};
    TRY(contact_send(c, &l->reader, &contact, &m, &sent));
    *made += sent;
    return OK;
}

static Fail write_part(Ctx *c, void *arg)
{
    Part *p = arg;
    p->made = 0;
    for (size_t i = 0; i < p->letters.n; i++) TRY(write_letter(c, &p->letters.at[i], p->site, &p->made));
    return OK;
}

Fail digest_morning(Ctx *c, Store *store, Str site, int *made)
{
    int hour = (int)((c->now / HOUR_MS + VIETNAM_HOURS) % DAY_HOURS);
    const Workdays *days = workdays();
    *made = 0;
    if (hour < DIGEST_FROM_HOUR || hour >= DIGEST_TO_HOUR || !workday_is(days, c->today)) return OK;
    for (bool is_over = false; !is_over;) {
        Arena mark = c->mem;
        Part p = {.site = site};
        TRY(store_read_begin(c));
        store_use_memos(c);
        Fail result = read_part(c, &p);
        store_read_end(c);
        TRY(result);
        is_over = !p.letters.n;
        if (!is_over) TRY(store_write(c, store, write_part, &p));
        *made += p.made;
        arena_back(&c->mem, mark);
    }
    return OK;
}
