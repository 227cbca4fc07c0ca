// SPDX-License-Identifier: Apache-2.0
/* key.c -- what dossiers are found by: each answer to a field that lists are filtered by, each two of them, words, who
 * may read it.  A list asks for one key and reads a range of an index, however many dossiers there are. */
#include "base/out.h"
#include "procedure/act.h"
#include "secret/secret.h"

enum { WORDS_MAX = 12, VALUES_OF_ONE_MAX = 8 };

/* Dozens of them a dossier: printf would take longer than the digest. */
static Str with_between(Ctx *c, Str a, char between, Str b)
{
    Out o = {.mem = &c->mem};
    out_raw(&o, a);
    out_char(&o, between);
    out_raw(&o, b);
    return out_str(&o);
}

Id key_of(Ctx *c, Str procedure, Str field, Str value)
{
    return digest_number("dossier key", with_between(c, with_between(c, procedure, '|', field), '|', value));
}

Id key_of_two(Ctx *c, Str procedure, DossierFilter a, DossierFilter b)
{
    if (str_compare(a.field, b.field) > 0) return key_of_two(c, procedure, b, a);
    return key_of(c, procedure, with_between(c, a.field, '&', b.field), with_between(c, a.value, '&', b.value));
}

Id key_of_reader(Ctx *c, Str procedure, Str audience) { return key_of(c, procedure, S("@"), audience); }

Id key_of_waiting(Ctx *c, Str procedure, Str quota, Str item)
{
    return key_of(c, procedure, str_format(&c->mem, "^%.*s", STR_ARGS(quota)), item);
}

Id key_of_alike(Ctx *c, const Dossier *d)
{
    const Procedure *p = d->version.procedure;
    Out all = {.mem = &c->mem};
    bool some = false;
    for (size_t i = 0; i < p->n_duplicates; i++) {
        Str value = value_of(c, d, p->duplicates[i]);
        some |= value.n > 0;
        out_format(&all, "%.*s|", STR_ARGS(value));
    }
    return some ? key_of(c, d->row.procedure, S("%"), out_str(&all)) : 0;
}

typedef LIST(DossierFilter) FilterList;

/* The state and the answers to indexed fields, one row each; of several choices one each. */
static FilterList filters_of(Ctx *c, const Dossier *d)
{
    const Procedure *p = d->version.procedure;
    FilterList list = {0};
    *list_add(&c->mem, &list) = (DossierFilter){S(""), d->row.state};
    for (size_t i = 0; i < p->n_indexed; i++) {
        Str rest = value_of(c, d, p->indexed[i]), one;
        if (p->indexed[i]->type != FIELD_CHOICES) {
            if (rest.n) *list_add(&c->mem, &list) = (DossierFilter){p->indexed[i]->name, rest};
            continue;
        }
        for (int n = 0; n < VALUES_OF_ONE_MAX && str_cut(&rest, ' ', &one); n++)
            if (one.n) *list_add(&c->mem, &list) = (DossierFilter){p->indexed[i]->name, one};
    }
    return list;
}

/* "~": words for who decides; "'": for who may only look. */
static void add_words(Ctx *c, const Dossier *d, Str field, ShownTo who, IdList *keys)
{
    Str text = dossier_open_words(c, d, who);
    int n = 0;
    for (Str word; n < WORDS_MAX && str_cut(&text, ' ', &word);)
        if (word.n) *list_add(&c->mem, keys) = key_of(c, d->row.procedure, field, word), n++;
}

/* Who reads this one and not all of the procedure; on which days is asked when it is read (dossier_shown_to). */
static void add_readers(Ctx *c, const Dossier *d, IdList *keys)
{
    const Procedure *p = d->version.procedure;
    Scope s = dossier_scope(c, d, dossier_day(d));
    for (size_t i = 0; i < p->moves; i++)
        for (size_t j = 0; j < p->move[i].who.n; j++) {
            const Who *w = &p->move[i].who.at[j];
            bool is_meant = !who_is_general(w) && (!w->when || expression_holds(w->when, &s));
            Str audience = is_meant ? who_audience(c, d, w) : (Str){0};
            if (audience.n) *list_add(&c->mem, keys) = key_of_reader(c, d->row.procedure, audience);
        }
}

static void add_kept(Ctx *c, const Dossier *d, IdList *keys)
{
    const Procedure *p = d->version.procedure;
    for (size_t i = 0; state_holds(d->state) && i < p->form.n; i++) {
        const DesignField *f = &p->form.field[i];
        if (!f->is_unique || f->rows != NO_ROWS) continue;
        Str value = value_of(c, d, f);
        if (value.n)
            *list_add(&c->mem, keys) =
                key_of(c, d->row.procedure, str_format(&c->mem, "=%.*s", STR_ARGS(f->name)), value);
    }
    for (size_t i = 0; i < p->quotas; i++)
        if (p->quota[i].waiting == d->state)
            *list_add(&c->mem, keys) =
                key_of_waiting(c, d->row.procedure, p->quota[i].name, quota_item(c, d, &p->quota[i]));
    Id alike = key_of_alike(c, d);
    if (alike) *list_add(&c->mem, keys) = alike;
}

/* All keys of a dossier, in their order, none twice. */
static IdList keys_of(Ctx *c, const Dossier *d)
{
    IdList keys = {0};
    if (!d) return keys;
    *list_add(&c->mem, &keys) = key_of(c, d->row.procedure, S("*"), S(""));
    if (d->row.published_until != NO_DAY) *list_add(&c->mem, &keys) = key_of(c, d->row.procedure, S("!"), S(""));
    FilterList filters = filters_of(c, d);
    for (size_t i = 0; i < filters.n && !d->row.erased_at; i++) {
        *list_add(&c->mem, &keys) = key_of(c, d->row.procedure, filters.at[i].field, filters.at[i].value);
        for (size_t j = i + 1; j < filters.n; j++)
            if (!str_equal(filters.at[i].field, filters.at[j].field))
                *list_add(&c->mem, &keys) = key_of_two(c, d->row.procedure, filters.at[i], filters.at[j]);
    }
    if (d->row.erased_at) *list_add(&c->mem, &keys) = key_of(c, d->row.procedure, S(""), d->row.state);
    else {
        add_words(c, d, S("~"), SHOWN_TO_DECIDERS, &keys);
        add_words(c, d, S("'"), SHOWN_TO_SIGNED_IN, &keys);
        add_kept(c, d, &keys);
    }
    add_readers(c, d, &keys);
    for (size_t i = 1; i < keys.n; i++) /* few, nearly all different */
        for (size_t j = i; j > 0 && keys.at[j - 1] > keys.at[j]; j--) {
            Id one = keys.at[j];
            keys.at[j] = keys.at[j - 1], keys.at[j - 1] = one;
        }
    size_t n = 0;
    for (size_t i = 0; i < keys.n; i++)
        if (!i || keys.at[i] != keys.at[i - 1]) keys.at[n++] = keys.at[i];
    keys.n = n;
    return keys;
}

Fail dossier_keys_add(Ctx *c, const DossierKey *key, size_t n)
{
    enum { AT_ONCE = 8 }; /* one statement; where fewer are left, the last stands there again */
    for (size_t from = 0; from < n; from += AT_ONCE) {
        DossierKey k[AT_ONCE];
        for (size_t i = 0; i < AT_ONCE; i++) k[i] = key[from + i < n ? from + i : n - 1];
        TRY(store_run(c,
                      "INSERT INTO dossier_key (office_id, key, dossier_id) VALUES ($1, $2, $3), ($1, $4, $5), "
                      "($1, $6, $7), ($1, $8, $9), ($1, $10, $11), ($1, $12, $13), ($1, $14, $15), ($1, $16, $17) "
                      "ON CONFLICT (office_id, key, dossier_id) DO NOTHING",
                      OFFICE, k[0].key, k[0].dossier, k[1].key, k[1].dossier, k[2].key, k[2].dossier, k[3].key,
                      k[3].dossier, k[4].key, k[4].dossier, k[5].key, k[5].dossier, k[6].key, k[6].dossier, k[7].key,
                      k[7].dossier));
    }
    return OK;
}

void dossier_keys(Ctx *c, const Dossier *d, DossierKeys *list)
{
    IdList keys = keys_of(c, d);
    for (size_t i = 0; i < keys.n; i++) *list_add(&c->mem, list) = (DossierKey){keys.at[i], d->row.id};
}

Fail keys_move(Ctx *c, const Dossier *before, const Dossier *after)
{
    IdList was = keys_of(c, before), is = keys_of(c, after);
    DossierKeys fresh = {0};
    for (size_t i = 0, j = 0; i < was.n || j < is.n;) {
        if (i < was.n && j < is.n && was.at[i] == is.at[j]) i++, j++;
        else if (j == is.n || (i < was.n && was.at[i] < is.at[j]))
            TRY(store_run(c, "DELETE FROM dossier_key WHERE office_id = $1 AND key = $2 AND dossier_id = $3", OFFICE,
                          was.at[i++], before->row.id));
        else *list_add(&c->mem, &fresh) = (DossierKey){is.at[j++], after->row.id};
    }
    return dossier_keys_add(c, fresh.at, fresh.n);
}

/* -- for whom it waits -----------------------------------------------------------------------------------------------
 */

typedef struct {
    Str audience, from, until;
} Awaited;
typedef LIST(Awaited) AwaitedList;

static Str day_text(Ctx *c, Day d, const char *none) { return d == NO_DAY ? str_of(none) : day_iso(&c->mem, d); }

static void add_wait(Ctx *c, const Dossier *d, const Who *w, AwaitedList *list)
{
    Str audience = who_audience(c, d, w);
    Scope s = dossier_scope(c, d, dossier_day(d));
    if (!audience.n || (w->when && !expression_holds(w->when, &s))) return;
    Awaited one = {audience, day_text(c, w->from, "0000-01-01"), day_text(c, w->until, "9999-12-31")};
    for (size_t i = 0; i < list->n; i++)
        if (str_equal(list->at[i].audience, audience) && str_equal(list->at[i].from, one.from)) return;
    *list_add(&c->mem, list) = one;
}

static AwaitedList waits_of(Ctx *c, const Dossier *d)
{
    AwaitedList list = {0};
    if (!d || d->state->kind != STATE_OPEN || d->state->waits_applicant || d->row.erased_at) return list;
    const Procedure *p = d->version.procedure;
    for (size_t i = 1; i < p->moves; i++)
        for (size_t j = 0; p->move[i].from & state_bit(p, d->state) && j < p->move[i].who.n; j++)
            add_wait(c, d, &p->move[i].who.at[j], &list);
    return list;
}

static bool waits_so(const AwaitedList *list, const Awaited *one)
{
    for (size_t i = 0; i < list->n; i++)
        if (str_equal(list->at[i].audience, one->audience) && str_equal(list->at[i].from, one->from) &&
            str_equal(list->at[i].until, one->until))
            return true;
    return false;
}

Fail waits_move(Ctx *c, const Dossier *before, const Dossier *after)
{
    AwaitedList was = waits_of(c, before), is = waits_of(c, after);
    bool same_due = before && before->row.due == after->row.due;
    for (size_t i = 0; i < was.n; i++)
        if (!same_due || !waits_so(&is, &was.at[i]))
            TRY(store_run(c,
                          "DELETE FROM dossier_wait WHERE office_id = $1 AND audience = $2 AND due = $3 AND dossier_id "
                          "= $4 AND valid_from = $5",
                          OFFICE, was.at[i].audience, day_text(c, before->row.due, "9999-12-31"), before->row.id,
                          was.at[i].from));
    for (size_t i = 0; i < is.n; i++)
        if (!same_due || !waits_so(&was, &is.at[i]))
            TRY(store_run(
                c,
                "INSERT INTO dossier_wait (office_id, audience, due, dossier_id, valid_from, valid_until, procedure) "
                "VALUES ($1, $2, $3, $4, $5, $6, $7)",
                OFFICE, is.at[i].audience, day_text(c, after->row.due, "9999-12-31"), after->row.id, is.at[i].from,
                is.at[i].until, after->row.procedure));
    return OK;
}
