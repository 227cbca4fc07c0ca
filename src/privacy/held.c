// SPDX-License-Identifier: Apache-2.0
/* held.c -- everything that stands about one person, gathered for them. */
#include "people/personal.h"
#include "privacy/privacy.h"

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
            if (rows_next(&r)) kind->n += row_integer(&r, 0);
            TRY(rows_end(&r));
        }
    return OK;
}

int64_t held_rows(const Held *h, const char *table, const char *column)
{
    for (size_t i = 0; i < h->kinds.n; i++) {
        const Personal *k = h->kinds.at[i].row;
        if (!strcmp(k->table, table) && !strcmp(k->column, column)) return h->kinds.at[i].n;
    }
    return 0;
}

static Fail count_about(Ctx *c, Held *h)
{
    Rows r;
    TRY(store_one(c, &r,
                  "SELECT count(*) FROM journal_row WHERE office_id = $1 AND n IN "
                  "(SELECT n FROM (SELECT n FROM journal_row WHERE office_id = $1 AND object_id = $2) AS of_it "
                  "UNION SELECT n FROM (SELECT n FROM journal_row WHERE office_id = $1 AND within_id = $2) AS in_it) "
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
    TRY(sessions_of(c, person, &h->sessions));
    TRY(consents_of(c, person, &h->consents));
    TRY(data_requests_of(c, person, &h->requests));
    TRY(links_of(c, person, &h->links));
    TRY(walls_of(c, person, &h->walls));
    TRY(uploads_by(c, person, &h->uploads));
    TRY(mail_of(c, person, &h->mails));
    TRY(read_kinds(c, h));
    TRY(count_about(c, h));
    TRY(journal_rows(c, (JournalChoice){.person = person, .most = journal}, &h->journal));
    return journal_rows(c, (JournalChoice){.object = person, .most = journal}, &h->about);
}
