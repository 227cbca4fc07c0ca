// SPDX-License-Identifier: Apache-2.0
/* consent.c -- what data is used for, and who agreed to it.  One consent a purpose; nothing is ticked before; a new
 * text asks anew; whoever must prove it has the text, the time, the page and a digest of address and browser. */
#include "doc/sheet.h"
#include "privacy/privacy.h"
#include "secret/secret.h"
#include <assert.h>

/* -- purposes ----------------------------------------------------------------------------------------------- */

static Purpose read_purpose(const Sheet *t, const SheetRow *row)
{
    int64_t version = 0;
    bool good = str_integer(sheet_named(t, row, S("version")), &version);
    Purpose p = {.key = sheet_named(t, row, S("key")),
                 .version = (int)version,
                 .from = day_parse_iso(sheet_named(t, row, S("from"))),
                 .needs_consent = !str_equal(sheet_named(t, row, S("basis")), S("luat")),
                 .law = sheet_named(t, row, S("law")),
                 .title = sheet_named(t, row, S("title")),
                 .data = sheet_named(t, row, S("data")),
                 .why = sheet_named(t, row, S("why")),
                 .who = sheet_named(t, row, S("who")),
                 .kept = sheet_named(t, row, S("kept")),
                 .without = sheet_named(t, row, S("without"))};
    assert(good && p.from != NO_DAY && p.key.n && p.without.n && "data/privacy/purposes.tsv is whole");
    (void)good;
    return p;
}

static void all_purposes(Arena *a, PurposeList *all)
{
    Sheet t = sheet_shipped(a, "privacy/purposes.tsv");
    *all = (PurposeList){0};
    for (size_t i = 1; i < t.n; i++) *list_add(a, all) = read_purpose(&t, &t.row[i]);
}

void purposes_on(Arena *a, Day on, PurposeList *purposes)
{
    PurposeList all;
    *purposes = (PurposeList){0};
    all_purposes(a, &all);
    for (size_t i = 0; i < all.n; i++) {
        Purpose *same = NULL;
        if (all.at[i].from > on) continue;
        for (size_t k = 0; k < purposes->n; k++)
            if (str_equal(purposes->at[k].key, all.at[i].key)) same = &purposes->at[k];
        if (!same) *list_add(a, purposes) = all.at[i];
        else if (same->version < all.at[i].version) *same = all.at[i];
    }
}

Fail purpose_of(Ctx *c, Str key, int version, Purpose *p)
{
    PurposeList some;
    if (version) all_purposes(&c->mem, &some);
    else purposes_on(&c->mem, c->today, &some);
    for (size_t i = 0; i < some.n; i++) {
        *p = some.at[i];
        if (str_equal(p->key, key) && (!version || p->version == version)) return OK;
    }
    return fail(c, FAIL_MISSING, "Không có mục đích này. Hãy tải lại trang.");
}

/* -- reading consents --------------------------------------------------------------------------------------- */

#define CONSENT_COLUMNS                                                                                                \
    "SELECT id, person_id, purpose, version, given_at, withdrawn_at, proof, form FROM consent WHERE office_id = $1 "

static Consent read_consent(Rows *r)
{
    return (Consent){.id = row_integer(r, 0),
                     .person = row_integer(r, 1),
                     .purpose = row_text(r, 2),
                     .version = (int)row_integer(r, 3),
                     .given_at = row_integer(r, 4),
                     .withdrawn_at = row_integer(r, 5),
                     .proof = row_text(r, 6),
                     .form = row_text(r, 7)};
}

Fail consents_of(Ctx *c, Id person, ConsentList *consents)
{
    Rows r;
    *consents = (ConsentList){0};
    TRY(store_query(c, &r, CONSENT_COLUMNS "AND person_id = $2 ORDER BY id DESC", OFFICE, person));
    while (rows_next(&r)) *list_add(&c->mem, consents) = read_consent(&r);
    return rows_end(&r);
}

Fail consent_by_id(Ctx *c, Id id, Consent *consent)
{
    Rows r;
    Fail result = store_one(c, &r, CONSENT_COLUMNS "AND id = $2", OFFICE, id);
    if (result == FAIL_MISSING) return fail_rather(c, FAIL_MISSING, "Không có lần đồng ý này.");
    TRY(result);
    *consent = read_consent(&r);
    return rows_end(&r);
}

/* The one that holds now, whatever its version; id 0 = none. */
static Fail held(Ctx *c, Id person, Str purpose, Consent *consent)
{
    Rows r;
    *consent = (Consent){0};
    TRY(store_query(c, &r, CONSENT_COLUMNS "AND person_id = $2 AND purpose = $3 AND withdrawn_at = 0", OFFICE, person,
                    purpose));
    if (rows_next(&r)) *consent = read_consent(&r);
    return rows_end(&r);
}

Fail consent_holds(Ctx *c, Id person, Str purpose, bool *holds)
{
    Purpose p;
    Consent consent;
    *holds = false;
    TRY(purpose_of(c, purpose, 0, &p));
    TRY(held(c, person, purpose, &consent));
    *holds = !p.needs_consent || (consent.id && consent.version == p.version);
    return OK;
}

/* -- giving and taking back --------------------------------------------------------------------------------- */

static Str proof_of(Ctx *c, Id id, Str address, Str agent)
{
    Str bytes = str_format(&c->mem, "%lld\n%.*s\n%.*s", (long long)id, STR_ARGS(address), STR_ARGS(agent));
    return digest(&c->mem, "consent", bytes);
}

bool consent_was_from(Ctx *c, const Consent *k, Str address, Str agent)
{
    return secret_equal(k->proof, proof_of(c, k->id, address, agent));
}

static Fail note(Ctx *c, const char *act, const Consent *k, Str title)
{
    return journal_write(c, (JournalEntry){.act = act,
                                           .object = "consent",
                                           .id = k->id,
                                           .within = k->person,
                                           .subject = k->person,
                                           .title = str_format(&c->mem, "%.*s, bản %d", STR_ARGS(title), k->version)});
}

static Fail take_back(Ctx *c, const Consent *k)
{
    return store_run(c, "UPDATE consent SET withdrawn_at = $3 WHERE office_id = $1 AND id = $2", OFFICE, k->id, c->now);
}

Fail consent_give(Ctx *c, Id person, Str purpose, int version, Str form, Str agent)
{
    Purpose p;
    Consent old;
    TRY(purpose_of(c, purpose, 0, &p));
    if (!p.needs_consent) return fail(c, FAIL_INPUT, "Mục đích này dựa trên luật nên không cần xin đồng ý.");
    if (p.version != version)
        return fail(c, FAIL_CONFLICT, "Nội dung của mục đích này vừa thay đổi. Hãy đọc bản mới rồi quyết định.");
    TRY(held(c, person, purpose, &old));
    if (old.id && old.version == version) return OK;
    if (old.id) TRY(take_back(c, &old));
    Consent k = {.id = id_new(c->now), .person = person, .purpose = purpose, .version = version};
    TRY(store_run(c,
                  "INSERT INTO consent (office_id, id, person_id, purpose, version, given_at, withdrawn_at, proof, "
                  "form) VALUES ($1, $2, $3, $4, $5, $6, 0, $7, $8)",
                  OFFICE, k.id, person, purpose, version, c->now,
                  proof_of(c, k.id, c->actor ? c->actor->address : (Str){0}, agent), form));
    return note(c, "Đồng ý cho dùng dữ liệu", &k, p.title);
}

Fail consent_withdraw(Ctx *c, Id person, Str purpose)
{
    Purpose p;
    Consent k;
    TRY(held(c, person, purpose, &k));
    if (!k.id) return fail(c, FAIL_MISSING, "Bạn chưa đồng ý hoặc đã rút lại rồi.");
    TRY(purpose_of(c, purpose, k.version, &p));
    TRY(take_back(c, &k));
    return note(c, "Rút lại đồng ý", &k, p.title);
}
