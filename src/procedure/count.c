// SPDX-License-Identifier: Apache-2.0
/* count.c -- figures over dossiers: what one counts for is told by its row alone, so that a recount gives what the
 * moves gave.  A change takes off what it counted for and adds what it counts for. */
#include "procedure/act.h"
#include "secret/secret.h"
#include <jansson.h>

static void add(Ctx *c, CountedList *list, Str counter, Str part, Str item, int64_t value, int64_t thing)
{
    *list_add(&c->mem, list) = (Counted){counter, part, item, value, thing};
}

/* So much of one dossier: what a form takes, and 9,000 of them still fit. */
#define AMOUNT_MAX ANSWER_NUMBER_MAX

static int64_t within(int64_t n) { return n > AMOUNT_MAX ? AMOUNT_MAX : n < -AMOUNT_MAX ? -AMOUNT_MAX : n; }

int64_t amount_whole(double x)
{
    if (!(x > -(double)AMOUNT_MAX)) return x < 0 ? -AMOUNT_MAX : 0; /* the latter: not a number */
    return x < (double)AMOUNT_MAX ? (int64_t)(x + (x < 0 ? -0.5 : 0.5)) : AMOUNT_MAX;
}

/* Whole numbers, and money, stay whole and never become a double; of a decimal so many digits as its field keeps. */
static int64_t amount_of(const DesignField *f, Answer a)
{
    if (a.kind == IS_INTEGER) return within(a.integer);
    if (a.kind != IS_DECIMAL || answer_is_empty(a)) return 0;
    double scale = 1;
    for (int i = 0; i < f->decimals; i++) scale *= 10;
    return amount_whole(a.decimal * scale);
}

static void add_parts(Ctx *c, const Dossier *d, const ProcedureCounter *k, int64_t value, int64_t thing,
                      CountedList *list)
{
    add(c, list, k->name, S(""), S(""), value, thing);
    for (size_t i = 0; i < k->n_by; i++) {
        Str rest = value_of(c, d, k->by[i]), one;
        if (k->by[i]->type != FIELD_CHOICES) add(c, list, k->name, k->by[i]->name, rest, value, thing);
        else
            while (str_cut(&rest, ' ', &one))
                if (one.n) add(c, list, k->name, k->by[i]->name, one, value, thing);
    }
    if (k->by_applicant) add(c, list, k->name, S("applicant_agency"), d->row.org, value, thing);
}

static void count_one(Ctx *c, const Dossier *d, const ProcedureCounter *k, CountedList *list)
{
    Scope s = dossier_scope(c, d, dossier_day(d));
    if (!(k->in & state_bit(d->version.procedure, d->state)) || (k->when && !expression_holds(k->when, &s))) return;
    if (k->kind == COUNTER_COUNT) add_parts(c, d, k, 1, 0, list);
    else if (k->kind == COUNTER_SUM) {
        int64_t amount = amount_of(k->of, dossier_answer(d, k->of));
        if (amount) add_parts(c, d, k, amount, 0, list);
    } else {
        Str value = value_of(c, d, k->of);
        if (value.n) add_parts(c, d, k, 0, digest_number("dossier thing", value), list);
    }
}

/* -- quotas are counted like figures, under a name that no counter can have ------------------------------------------
 */

static Str quota_counter(Ctx *c, const ProcedureQuota *q) { return str_format(&c->mem, "%%%.*s", STR_ARGS(q->name)); }

bool quota_holds(const ProcedureQuota *q, const ProcedureState *s) { return state_holds(s) && s != q->waiting; }

int64_t quota_needs(const Dossier *d, const ProcedureQuota *q)
{
    int64_t n = q->sum ? amount_of(q->sum, dossier_answer(d, q->sum)) : 1;
    return n > 0 ? n : 0;
}

static bool limit_in(const Procedure *p, Str quota, Str item, int64_t *most)
{
    const ProcedureQuota *q = procedure_quota(p, quota);
    bool is_set = false;
    for (size_t i = 0; q && i < q->limits; i++)
        if (!q->limit[i].key.n || str_equal(q->limit[i].key, item)) *most = q->limit[i].most, is_set = true;
    return is_set;
}

/* There is one room for all versions: as large as the newest says, else as the dossier's own does. */
static Fail find_limit(Ctx *c, const Dossier *d, const ProcedureQuota *q, Str item, int64_t *most)
{
    Version now;
    *most = INT64_MAX; /* nobody set a limit for this choice */
    if (d->version.row.id) {
        TRY(version_current(c, d->row.procedure, &now));
        if (limit_in(now.procedure, q->name, item, most)) return OK;
    }
    limit_in(d->version.procedure, q->name, item, most);
    return OK;
}

Fail quota_room(Ctx *c, const Dossier *d, const ProcedureQuota *q, int64_t *left, int64_t *needs)
{
    Rows r;
    Str item = quota_item(c, d, q);
    *needs = quota_needs(d, q);
    TRY(find_limit(c, d, q, item, left));
    if (*left == INT64_MAX) return OK;
    TRY(store_query(c, &r,
                    "SELECT value FROM dossier_count WHERE office_id = $1 AND procedure = $2 AND counter = $3 AND part "
                    "= '' AND item = $4",
                    OFFICE, d->row.procedure, quota_counter(c, q), item));
    if (rows_next(&r)) *left -= row_integer(&r, 0);
    return rows_end(&r);
}

/* -- what was kept of an erased one ----------------------------------------------------------------------------------
 */

Str counted_json(Ctx *c, const CountedList *list)
{
    json_t *all = json_array();
    for (size_t i = 0; i < list->n; i++) {
        const Counted *k = &list->at[i];
        json_array_append_new(all, json_pack("[s%, s%, s%, I, I]", k->counter.n ? k->counter.p : "", k->counter.n,
                                             k->part.n ? k->part.p : "", k->part.n, k->item.n ? k->item.p : "",
                                             k->item.n, (json_int_t)k->value, (json_int_t)k->thing));
    }
    char *text = json_dumps(all, JSON_COMPACT);
    Str copy = str_copy(&c->mem, str_of(text ? text : "[]"));
    free(text);
    json_decref(all);
    return copy;
}

static void counted_read(Ctx *c, Str text, CountedList *list)
{
    json_t *all = json_loadb(text.p, text.n, 0, NULL), *one;
    size_t i;
    json_array_foreach(all, i, one)
    {
        const char *counter, *part, *item;
        json_int_t value, thing;
        if (json_unpack(one, "[s, s, s, I, I]", &counter, &part, &item, &value, &thing)) continue;
        add(c, list, str_copy(&c->mem, str_of(counter)), str_copy(&c->mem, str_of(part)),
            str_copy(&c->mem, str_of(item)), value, thing);
    }
    json_decref(all);
}

Fail dossier_counted(Ctx *c, const Dossier *d, CountedList *list)
{
    const Procedure *p = d->version.procedure;
    *list = (CountedList){0};
    if (d->row.erased_at) {
        counted_read(c, d->row.counted, list);
        return OK;
    }
    for (size_t i = 0; i < p->counters; i++) count_one(c, d, &p->counter[i], list);
    for (size_t i = 0; i < p->quotas; i++)
        if (quota_holds(&p->quota[i], d->state))
            add(c, list, quota_counter(c, &p->quota[i]), S(""), quota_item(c, d, &p->quota[i]),
                quota_needs(d, &p->quota[i]), 0);
    return OK;
}

/* -- moving ----------------------------------------------------------------------------------------------------------
 */

static Fail count_up(Ctx *c, Str procedure, const Counted *k, int64_t by)
{
    if (!by) return OK;
    return store_run(
        c,
        "INSERT INTO dossier_count (office_id, procedure, counter, part, item, value) VALUES ($1, $2, $3, $4, $5, $6) "
        "ON CONFLICT (office_id, procedure, counter, part, item) DO UPDATE SET value = dossier_count.value + "
        "excluded.value",
        OFFICE, procedure, k->counter, k->part, k->item, by);
}

/* A thing that is counted once counts as long as one dossier at least stands behind it. */
static Fail thing_up(Ctx *c, Str procedure, const Counted *k, int by)
{
    Rows r;
    int64_t n = 0;
    TRY(store_query(c, &r,
                    "SELECT n FROM dossier_distinct WHERE office_id = $1 AND procedure = $2 AND counter = $3 AND part "
                    "= $4 AND item = $5 AND thing = $6",
                    OFFICE, procedure, k->counter, k->part, k->item, k->thing));
    if (rows_next(&r)) n = row_integer(&r, 0);
    TRY(rows_end(&r));
    if (n + by <= 0)
        TRY(store_run(c,
                      "DELETE FROM dossier_distinct WHERE office_id = $1 AND procedure = $2 AND counter = $3 AND part "
                      "= $4 AND item = $5 AND thing = $6",
                      OFFICE, procedure, k->counter, k->part, k->item, k->thing));
    else
        TRY(store_run(c,
                      "INSERT INTO dossier_distinct (office_id, procedure, counter, part, item, thing, n) VALUES ($1, "
                      "$2, $3, $4, $5, $6, $7) "
                      "ON CONFLICT (office_id, procedure, counter, part, item, thing) DO UPDATE SET n = excluded.n",
                      OFFICE, procedure, k->counter, k->part, k->item, k->thing, n + by));
    return count_up(c, procedure, k, (n + by > 0) - (n > 0));
}

Fail count_add(Ctx *c, Str procedure, const Counted *k)
{
    if (!k->thing) return count_up(c, procedure, k, k->value);
    return store_run(c,
                     "INSERT INTO dossier_distinct (office_id, procedure, counter, part, item, thing, n) VALUES ($1, "
                     "$2, $3, $4, $5, $6, $7) "
                     "ON CONFLICT (office_id, procedure, counter, part, item, thing) DO UPDATE SET n = "
                     "dossier_distinct.n + excluded.n",
                     OFFICE, procedure, k->counter, k->part, k->item, k->thing, k->value);
}

Fail count_things(Ctx *c)
{
    return store_run(c,
                     "INSERT INTO dossier_count (office_id, procedure, counter, part, item, value) "
                     "SELECT office_id, procedure, counter, part, item, count(*) FROM dossier_distinct "
                     "WHERE office_id = $1 GROUP BY office_id, procedure, counter, part, item",
                     OFFICE);
}

static bool counted_same(const Counted *a, const Counted *b)
{
    return str_equal(a->counter, b->counter) && str_equal(a->part, b->part) && str_equal(a->item, b->item) &&
           a->thing == b->thing;
}

/* What stays the same is not touched. */
static Fail count_all(Ctx *c, Str procedure, CountedList *was, CountedList *is)
{
    for (size_t i = 0; i < is->n; i++) {
        Counted *k = &is->at[i];
        int64_t by = k->thing ? 1 : k->value;
        for (size_t j = 0; j < was->n; j++) {
            Counted *old = &was->at[j];
            if (!old->counter.n || !counted_same(old, k)) continue;
            by -= old->thing ? 1 : old->value;
            old->counter = (Str){0};
            break;
        }
        TRY(k->thing ? (by ? thing_up(c, procedure, k, (int)by) : OK) : count_up(c, procedure, k, by));
    }
    for (size_t j = 0; j < was->n; j++) {
        const Counted *old = &was->at[j];
        if (old->counter.n)
            TRY(old->thing ? thing_up(c, procedure, old, -1) : count_up(c, procedure, old, -old->value));
    }
    return OK;
}

Fail counts_move(Ctx *c, const Dossier *before, const Dossier *after)
{
    CountedList was = {0}, is = {0};
    if (before) TRY(dossier_counted(c, before, &was));
    if (after) TRY(dossier_counted(c, after, &is));
    return count_all(c, (after ? after : before)->row.procedure, &was, &is);
}

Fail procedure_counts(Ctx *c, Str procedure, CountRows *rows)
{
    Rows r;
    *rows = (CountRows){0};
    TRY(store_query(
        c, &r,
        "SELECT counter, part, item, value FROM dossier_count WHERE office_id = $1 AND procedure = $2 AND value <> 0 "
        "ORDER BY counter, part, value DESC, item",
        OFFICE, procedure));
    while (rows_next(&r))
        *list_add(&c->mem, rows) = (CountRow){row_text(&r, 0), row_text(&r, 1), row_text(&r, 2), row_integer(&r, 3)};
    return rows_end(&r);
}
