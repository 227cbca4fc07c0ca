// SPDX-License-Identifier: Apache-2.0
/* quota.c -- what may not be oversold: is there room for a dossier where it goes?  Counted under the quota's name over
 * all versions of a procedure, each dossier by the limits of its own. */
#include "procedure/act.h"

bool quota_held(Ctx *c, const Dossier *d, Str quota, Str item, int64_t *n)
{
    const ProcedureQuota *q = procedure_quota(d->version.procedure, quota);
    *n = 0;
    if (!q || !quota_holds(q, d->state) || !str_equal(quota_item(c, d, q), item)) return false;
    *n = quota_needs(d, q);
    return true;
}

/* Who has a place, or comes back to where they waited, is told that there is no room; who comes anew may wait. */
static bool may_wait(const QuotaAsk *ask, const ProcedureQuota *q)
{
    if (!q->waiting || !ask->was) return q->waiting;
    const ProcedureQuota *old = procedure_quota(ask->was->version.procedure, q->name);
    if (!old) return true;
    return !quota_holds(old, ask->was->state) && (ask->is_taken_over || old->waiting != ask->was->state);
}

/* Nobody overtakes those that wait. */
static Fail others_wait(Ctx *c, const Dossier *d, const ProcedureQuota *q, bool *do_they)
{
    Rows r;
    TRY(store_query(c, &r, "SELECT 1 FROM dossier_key WHERE office_id = $1 AND key = $2 AND dossier_id <> $3 LIMIT 1",
                    OFFICE, key_of_waiting(c, d->row.procedure, q->name, quota_item(c, d, q)), d->row.id));
    *do_they = rows_next(&r);
    return rows_end(&r);
}

/* What a trial has given away before. */
static int64_t *tried(Ctx *c, const QuotaAsk *ask, Str quota, Str item)
{
    for (size_t i = 0; i < ask->tried->n; i++)
        if (str_equal(ask->tried->at[i].counter, quota) && str_equal(ask->tried->at[i].item, item))
            return &ask->tried->at[i].value;
    Counted *k = list_add(&c->mem, ask->tried);
    *k = (Counted){.counter = quota, .item = item};
    return &k->value;
}

static Fail refuse(Ctx *c, const ProcedureQuota *q, int64_t left, int64_t needs)
{
    if (q->full.text.n) return fail(c, FAIL_CONFLICT, "%.*s", STR_ARGS(q->full.text));
    return fail(c, FAIL_CONFLICT, "“%.*s” chỉ còn %lld, hồ sơ này cần %lld.", STR_ARGS(q->label.text),
                (long long)(left > 0 ? left : 0), (long long)needs);
}

/* Asked of one quota; *waits: there is no room, but a place where it may wait for some. */
static Fail ask_one(Ctx *c, const Dossier *d, const QuotaAsk *ask, const ProcedureQuota *q, bool *waits)
{
    int64_t left, needs, had = 0;
    bool others = false;
    Str item = quota_item(c, d, q);
    *waits = false;
    TRY(quota_room(c, d, q, &left, &needs));
    /* What holds its share already needs room for what was put to it since. */
    bool holds = ask->was && quota_held(c, ask->was, q->name, item, &had);
    if (holds && needs <= had) return OK;
    needs -= had;
    if (ask->tried) left -= *tried(c, ask, q->name, item);
    if (ask->begins && q->waiting && needs <= left) TRY(others_wait(c, d, q, &others));
    if (needs <= left && !others) {
        if (ask->tried) *tried(c, ask, q->name, item) += needs;
        return OK;
    }
    *waits = may_wait(ask, q);
    return *waits ? OK : refuse(c, q, left, needs);
}

Fail quotas_allow(Ctx *c, const Dossier *d, const QuotaAsk *ask, const ProcedureState **to)
{
    const Procedure *p = d->version.procedure;
    for (size_t i = 0; i < p->quotas; i++) {
        bool waits;
        if (!quota_holds(&p->quota[i], *to)) continue;
        TRY(ask_one(c, d, ask, &p->quota[i], &waits));
        if (!waits) continue;
        *to = p->quota[i].waiting;
        return OK;
    }
    return OK;
}
