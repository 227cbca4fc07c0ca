// SPDX-License-Identifier: Apache-2.0
/* held.c -- everything that stands about one person, gathered for them. */
#include "people/personal.h"
#include "privacy/privacy.h"
#include "viet/number.h"

static void add_rows(HeldKind *k, int64_t rows)
{
    k->is_more |= rows > PERSONAL_COUNTED;
    k->n += rows > PERSONAL_COUNTED ? PERSONAL_COUNTED : rows;
}

/* Every feature's rows about them; those that say the same together. */
static Fail read_kinds(Ctx *c, Held *h)
{
    for (const Feature *const *f = features; *f; f++)
        for (const Personal *k = (*f)->personal; k && k->table; k++) {
            Rows r;
            HeldKind *kind = NULL;
            for (size_t i = 0; i < h->kinds.n && !kind; i++)
                if (!strcmp(h->kinds.at[i].row->what, k->what)) kind = &h->kinds.at[i];
            if (!kind) kind = list_add(&c->mem, &h->kinds), kind->row = k;
            kind->is_uncounted |= !k->count;
            if (!k->count) continue;
            TRY(store_query_values(c, &r, k->count, VALUES(OFFICE, h->person.id)));
            if (rows_next(&r)) add_rows(kind, row_integer(&r, 0));
            TRY(rows_end(&r));
        }
    return OK;
}

HeldKind held_kind(const Held *h, const char *table, const char *column)
{
    for (size_t i = 0; i < h->kinds.n; i++) {
        const Personal *k = h->kinds.at[i].row;
        if (!strcmp(k->table, table) && !strcmp(k->column, column)) return h->kinds.at[i];
    }
    return (HeldKind){0};
}

Str held_words(Arena *a, HeldKind kind)
{
    return str_format(a, "%s%.*s", kind.is_more ? "hơn " : "", STR_ARGS(number_words(a, kind.n)));
}

/* Joined with itself: asked for who did it as well, SQLite would rather walk along the whole journal. */
#define ABOUT(which)                                                                                                   \
    "SELECT n FROM (SELECT i.n FROM journal_row i CROSS JOIN journal_row j WHERE i.office_id = $1 AND i." which        \
    " = $2 AND j.office_id = i.office_id AND j.n = i.n AND j.person_id <> $2 LIMIT $3) AS in_" which " "

static Fail count_about(Ctx *c, Held *h)
{
    Rows r;
    TRY(store_one(
        c, &r, "SELECT count(*) FROM (" ABOUT("object_id") "UNION " ABOUT("within_id") "ORDER BY n LIMIT $3) AS about",
        OFFICE, h->person.id, PERSONAL_COUNTED + 1));
    add_rows(&h->journal_about, row_integer(&r, 0));
    return rows_end(&r);
}

Fail held_of(Ctx *c, Id person, int newest, Held *h)
{
    *h = (Held){0};
    TRY(person_by_id(c, person, &h->person));
    TRY(duties_of(c, person, true, &h->duties));
    TRY(offers_to(c, person, &h->offers));
    TRY(sessions_of(c, person, &h->sessions));
    TRY(consents_of(c, person, &h->consents));
    TRY(data_requests_of(c, person, &h->requests));
    TRY(links_of(c, person, &h->links));
    TRY(walls_of(c, person, &h->walls));
    TRY(uploads_by(c, person, newest, &h->uploads));
    TRY(mail_of(c, person, &h->mails));
    TRY(read_kinds(c, h));
    TRY(count_about(c, h));
    TRY(journal_rows(c, (JournalChoice){.person = person, .most = newest}, &h->journal));
    return journal_rows(c, (JournalChoice){.object = person, .most = newest}, &h->about);
}
