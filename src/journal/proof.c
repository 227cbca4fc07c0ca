// SPDX-License-Identifier: Apache-2.0
/* proof.c -- what the journal says of things, against their tables. */
#include "journal/proof.h"
#include "journal/inside.h"

static Proof *declared, **last = &declared; /* before main, and never again */

void proof_declare(Proof *p)
{
    *last = p;
    last = &p->next;
}

enum { SECRET_LETTERS = 16 };

static Str joined(Ctx *c, Str facts, Str secret)
{
    if (!secret.n) return facts;
    Str mark = digest(&c->mem, "proof", secret);
    return str_format(&c->mem, "%.*s #%.*s", STR_ARGS(facts), SECRET_LETTERS, mark.p);
}

Fail proof_facts(Ctx *c, Str object, Id id, Str *facts)
{
    *facts = (Str){0};
    for (const Proof *p = declared; p; p = p->next) {
        Str shown, secret;
        if (!p->one || !str_equal(object, str_of(p->object))) continue;
        TRY(p->one(c, id, &shown, &secret));
        *facts = joined(c, shown, secret);
        return OK;
    }
    return OK;
}

static void note(Ctx *c, ProofReport *report, Id id, Str has, Str proven)
{
    size_t a = str_find(has, S(" #")), b = str_find(proven, S(" #"));
    if (report->wrong++ >= UNPROVEN_SHOWN_MAX) return;
    *list_add(&c->mem, &report->first) =
        (Unproven){.id = id,
                   .has = str_copy(&c->mem, str_slice(has, 0, a)),
                   .proven = str_copy(&c->mem, str_slice(proven, 0, b)),
                   .is_secret = proven.n && str_equal(str_slice(has, 0, a), str_slice(proven, 0, b))};
}

/* Rows are many: their texts are given back one by one, but those of what differs. */
static Fail compare(Ctx *c, const Proof *p, ProofReport *report)
{
    Rows r;
    TRY(p->all(c, &r));
    for (;;) {
        Arena mark = c->mem;
        if (!rows_next(&r)) break;
        Str has = joined(c, row_text(&r, 1), row_text(&r, 2)), proven = row_text(&r, 3);
        bool told = row_integer(&r, 4) != 0, wrong = proven.n ? !str_equal(has, proven) : !told;
        report->things++;
        report->unknown += !proven.n && told;
        if (wrong) note(c, report, row_integer(&r, 0), has, proven);
        else arena_back(&c->mem, mark);
    }
    return rows_end(&r);
}

static Fail find_gone(Ctx *c, const Proof *p, ProofReport *report)
{
    Rows r;
    TRY(p->gone(c, &r));
    while (rows_next(&r)) note(c, report, row_integer(&r, 0), (Str){0}, S("có trong nhật ký"));
    return rows_end(&r);
}

Fail proofs_check(Ctx *c, ProofReportList *reports)
{
    *reports = (ProofReportList){0};
    for (const Proof *p = declared; p; p = p->next) {
        ProofReport *report = list_add(&c->mem, reports);
        *report = (ProofReport){.what = p->what};
        TRY(compare(c, p, report));
        if (p->gone) TRY(find_gone(c, p, report));
    }
    return OK;
}
