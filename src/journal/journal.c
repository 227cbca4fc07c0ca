// SPDX-License-Identifier: Apache-2.0
/* journal.c -- adding to the chain, and reading it. */
#include "base/out.h"
#include "journal/inside.h"

/* -- hashing ------------------------------------------------------------------------------------------------ */

static void add_number(Out *o, int64_t number) { out_raw(o, (Str){(const char *)&number, sizeof number}); }

static void add_text(Out *o, Str text)
{
    add_number(o, (int64_t)text.n);
    out_raw(o, text);
}

_Static_assert(__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__, "the chain is hashed in this order of bytes");

Str row_hash(Ctx *c, const ChainRow *k, Str previous)
{
    Out o = {.mem = &c->mem};
    const int64_t numbers[] = {OFFICE, k->n, k->at, k->person, k->duty, k->behalf, k->id, k->within};
    const Str texts[] = {previous, k->org, k->act, k->object, k->title, k->before, k->after, k->personal};
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) add_number(&o, numbers[i]);
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) add_text(&o, texts[i]);
    if (k->facts.n) add_text(&o, k->facts);
    return digest(&c->mem, "journal", out_str(&o));
}

Str personal_digest(Ctx *c, Str salt, Str address, Str before, Str after)
{
    Out o = {.mem = &c->mem};
    add_text(&o, salt);
    add_text(&o, address);
    add_text(&o, before);
    add_text(&o, after);
    return digest(&c->mem, "journal-personal", out_str(&o));
}

/* -- writing ------------------------------------------------------------------------------------------------ */

static Fail read_head(Ctx *c, int64_t *n, Str *hash)
{
    Rows r;
    TRY(store_query(c, &r, "SELECT n, hash FROM journal_head WHERE office_id = $1", OFFICE));
    bool found = rows_next(&r);
    *n = found ? row_integer(&r, 0) : 0;
    *hash = found ? row_text(&r, 1) : (Str){0};
    return rows_end(&r);
}

static Fail write_head(Ctx *c, int64_t n, Str hash)
{
    if (n == 1)
        return store_run(c, "INSERT INTO journal_head (office_id, n, hash) VALUES ($1, $2, $3)", OFFICE, n, hash);
    return store_run(c, "UPDATE journal_head SET n = $2, hash = $3 WHERE office_id = $1", OFFICE, n, hash);
}

/* A row beside the chain, when there is anything to keep there; its digest. */
static Fail write_personal(Ctx *c, int64_t n, const JournalEntry *e, Str *kept)
{
    Str address = c->actor ? c->actor->address : (Str){0}, salt;
    *kept = (Str){0};
    if (!address.n && !e->personal_before.n && !e->personal_after.n) return OK;
    Str before = str_head(e->personal_before, JOURNAL_VALUE_MAX),
        after = str_head(e->personal_after, JOURNAL_VALUE_MAX);
    salt = salt_new(&c->mem);
    *kept = personal_digest(c, salt, address, before, after);
    return store_run(c,
                     "INSERT INTO journal_personal (office_id, n, subject_id, salt, address, before, after) "
                     "VALUES ($1, $2, $3, $4, $5, $6, $7)",
                     OFFICE, n, e->subject, salt, address, before, after);
}

Fail journal_write(Ctx *c, JournalEntry e)
{
    static const Actor nobody = {0};
    const Actor *a = c->actor ? c->actor : &nobody;
    int64_t n;
    Str previous, personal, facts = {0};
    if (e.id && !e.changes_nothing) TRY(proof_facts(c, str_of(e.object), e.id, &facts));
    TRY(read_head(c, &n, &previous));
    TRY(write_personal(c, ++n, &e, &personal));
    ChainRow k = {.n = n,
                  .at = c->now,
                  .person = e.who ? e.who : a->person,
                  .duty = a->duty,
                  .behalf = a->behalf,
                  .org = a->org,
                  .act = str_of(e.act),
                  .object = str_of(e.object),
                  .id = e.id,
                  .within = e.within,
                  .title = str_head(e.title, JOURNAL_VALUE_MAX),
                  .before = str_head(e.before, JOURNAL_VALUE_MAX),
                  .after = str_head(e.after, JOURNAL_VALUE_MAX),
                  .personal = personal,
                  .facts = facts};
    Str hash = row_hash(c, &k, previous);
    TRY(store_run(c,
                  "INSERT INTO journal (office_id, n, at, person_id, duty_id, behalf_id, org, act, object, object_id, "
                  "within_id, title, before, after, personal, hash) "
                  "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)",
                  OFFICE, n, k.at, k.person, k.duty, k.behalf, k.org, k.act, k.object, k.id, k.within, k.title,
                  k.before, k.after, k.personal, hash));
    if (facts.n)
        TRY(store_run(c,
                      "INSERT INTO journal_fact (office_id, object, object_id, n, facts) VALUES ($1, $2, $3, $4, $5)",
                      OFFICE, k.object, k.id, n, facts));
    return write_head(c, n, hash);
}

/* -- how far ------------------------------------------------------------------------------------------------ */

Fail journal_count(Ctx *c, int64_t *n)
{
    Str hash;
    return read_head(c, n, &hash);
}

static Fail is_older(Ctx *c, int64_t n, int64_t at, bool *older)
{
    Rows r;
    TRY(store_one(c, &r, "SELECT at FROM journal WHERE office_id = $1 AND n = $2", OFFICE, n));
    *older = row_integer(&r, 0) < at;
    return rows_end(&r);
}

/* By halves: rows stand in the order in which they were written, without a gap. */
Fail journal_last_before(Ctx *c, int64_t at, int64_t *n)
{
    int64_t behind; /* the first that is known not to be older */
    *n = 0;
    TRY(journal_count(c, &behind));
    for (behind++; *n + 1 < behind;) {
        int64_t middle = *n + (behind - *n) / 2;
        bool older;
        TRY(is_older(c, middle, at, &older));
        if (older) *n = middle;
        else behind = middle;
    }
    return OK;
}

/* -- forgetting --------------------------------------------------------------------------------------------- */

Fail journal_forget(Ctx *c, Id person)
{
    TRY(store_run(c, "DELETE FROM journal_personal WHERE office_id = $1 AND subject_id = $2", OFFICE, person));
    return store_run(c,
                     "DELETE FROM journal_personal WHERE office_id = $1 AND n IN "
                     "(SELECT n FROM journal WHERE office_id = $1 AND person_id = $2)",
                     OFFICE, person);
}

Fail journal_forget_before(Ctx *c, int64_t before, int64_t *rows)
{
    int64_t last;
    TRY(journal_last_before(c, before, &last));
    return store_change(c, rows, "DELETE FROM journal_personal WHERE office_id = $1 AND n <= $2", OFFICE, last);
}

/* -- reading ------------------------------------------------------------------------------------------------ */

#define JOURNAL_COLUMNS                                                                                                \
    "SELECT j.n, j.at, j.person_id, j.duty_id, j.behalf_id, j.org, j.act, j.object, j.object_id, j.within_id, "        \
    "j.title, j.before, j.after, j.personal, p.address, p.before, p.after FROM journal j "                             \
    "LEFT JOIN journal_personal p ON p.office_id = j.office_id AND p.n = j.n "

/* The newest of two kinds of rows, each found by an index of its own: an OR would walk along the whole journal.  The
 * first are the few of one thing, sorted; the second stand in their order already. */
#define NEWEST(which, n)                                                                                               \
    "SELECT n FROM (SELECT j.n FROM journal j WHERE j.office_id = $1 AND " which " AND " n " < $3 "                    \
    "ORDER BY " n " DESC LIMIT $4) AS newest "
#define OF_EITHER(of_thing, in_order)                                                                                  \
    "WHERE j.office_id = $1 AND j.n IN (" NEWEST(of_thing, "j.n + 0") "UNION " NEWEST(                                 \
        in_order, "j.n") ") "                                                                                          \
                         "ORDER BY j.n DESC LIMIT $4"

static JournalRow read_row(Rows *r)
{
    bool beside = !row_is_null(r, 14);
    JournalRow row = {.n = row_integer(r, 0),
                      .at = row_integer(r, 1),
                      .person = row_integer(r, 2),
                      .duty = row_integer(r, 3),
                      .behalf = row_integer(r, 4),
                      .org = row_text(r, 5),
                      .act = row_text(r, 6),
                      .object = row_text(r, 7),
                      .id = row_integer(r, 8),
                      .within = row_integer(r, 9),
                      .title = row_text(r, 10),
                      .before = row_text(r, 11),
                      .after = row_text(r, 12),
                      .address = row_text(r, 14)};
    row.is_erased = row_text(r, 13).n && !beside;
    Str before = row_text(r, 15), after = row_text(r, 16);
    row.is_personal = before.n || after.n;
    if (!row.before.n) row.before = before;
    if (!row.after.n) row.after = after;
    return row;
}

static Fail query(Ctx *c, const JournalChoice *k, Rows *r)
{
    int64_t before = k->before ? k->before : INT64_MAX;
    int most = k->most ? k->most : JOURNAL_PAGE;
    if (k->object)
        return store_query(c, r, JOURNAL_COLUMNS OF_EITHER("j.object_id = $2", "j.within_id = $2"), OFFICE, k->object,
                           before, most);
    if (k->person)
        return store_query(c, r,
                           JOURNAL_COLUMNS OF_EITHER("j.object = 'person' AND j.object_id = $2", "j.person_id = $2"),
                           OFFICE, k->person, before, most);
    if (k->org.n)
        return store_query(c, r,
                           JOURNAL_COLUMNS "WHERE j.office_id = $1 AND j.org = $2 AND j.n < $3 "
                                           "ORDER BY j.n DESC LIMIT $4",
                           OFFICE, k->org, before, most);
    return store_query(c, r, JOURNAL_COLUMNS "WHERE j.office_id = $1 AND j.n < $2 ORDER BY j.n DESC LIMIT $3", OFFICE,
                       before, most);
}

Fail journal_rows(Ctx *c, JournalChoice choice, JournalRowList *rows)
{
    Rows r;
    *rows = (JournalRowList){0};
    TRY(query(c, &choice, &r));
    while (rows_next(&r)) *list_add(&c->mem, rows) = read_row(&r);
    return rows_end(&r);
}
