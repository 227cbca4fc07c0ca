// SPDX-License-Identifier: Apache-2.0
/* value.c -- answers as what dossiers are told apart, found and counted by. */
#include "procedure/act.h"
#include "viet/text.h"

Answer dossier_answer(const Dossier *d, const DesignField *f)
{
    const Procedure *p = d->version.procedure;
    if (f >= p->form.field && f < p->form.field + p->form.n) return answers_of(&d->answers, f->name);
    for (size_t i = DOSSIER_NAME_COUNT; i < p->n_more; i++)
        if (p->more_fields[i] && str_equal(p->more[i], f->name)) return d->more[i];
    return (Answer){0};
}

Str value_of(Ctx *c, const Dossier *d, const DesignField *f)
{
    Str text = answer_text(&c->mem, dossier_answer(d, f));
    bool is_free =
        f->type == FIELD_TEXT || f->type == FIELD_LINES || f->type == FIELD_PERSON || f->type == FIELD_ADDRESS;
    return is_free ? viet_fold(&c->mem, text) : text;
}

Str quota_item(Ctx *c, const Dossier *d, const ProcedureQuota *q) { return q->per ? value_of(c, d, q->per) : (Str){0}; }
