// SPDX-License-Identifier: Apache-2.0
/* read.c -- who reads what of a dossier that is there for them: the one place that says it.  Whether it is there is
 * said by right.c (dossier_shown_to), of a field by its form (fill_is_seen). */
#include "procedure/act.h"
#include "viet/text.h"

enum {
    SIGNED_IN = 1 << SHOWN_TO_SIGNED_IN,
    DECIDERS = 1 << SHOWN_TO_DECIDERS,
    GIVER = 1 << SHOWN_TO_GIVER,
};

bool dossier_part_is_read(DossierPart part, ShownTo who)
{
    static const unsigned readers[DOSSIER_PARTS] = {
        [PART_CLOCKS] = SIGNED_IN | DECIDERS | GIVER,
        [PART_STEPS] = SIGNED_IN | DECIDERS | GIVER,
        [PART_WORDS] = DECIDERS | GIVER,
        [PART_INSIDE] = DECIDERS,
    };
    return readers[part] >> who & 1;
}

bool dossier_subject_is_seen(const Dossier *d, ShownTo who)
{
    const Procedure *p = d->version.procedure;
    for (size_t i = 0; who < SHOWN_TO_DECIDERS && i < p->form.n; i++) {
        const DesignField *f = &p->form.field[i];
        char name[DESIGN_NAME_MAX + 8];
        int n = snprintf(name, sizeof name, "${%.*s}", STR_ARGS(f->name));
        if (str_contains(p->apply.subject.text, (Str){name, (size_t)n}) && !fill_is_seen(f, who)) return false;
    }
    return true;
}

/* Where no field says it, it is who was signed in. */
bool dossier_name_is_seen(const Dossier *d, ShownTo who)
{
    const DesignField *f = d->version.procedure->apply.name;
    return who >= SHOWN_TO_DECIDERS || (f && fill_is_seen(f, who));
}

Str dossier_open_words(Ctx *c, const Dossier *d, ShownTo who)
{
    Str name = dossier_name_is_seen(d, who) ? d->row.name : (Str){0},
        subject = dossier_subject_is_seen(d, who) ? d->row.subject : (Str){0};
    return viet_fold(&c->mem,
                     str_format(&c->mem, "%.*s %.*s %.*s", STR_ARGS(d->row.number), STR_ARGS(name), STR_ARGS(subject)));
}

static bool has_word(Str text, Str word)
{
    for (Str one; str_cut(&text, ' ', &one);)
        if (str_equal(one, word)) return true;
    return false;
}

bool dossier_may_be_found(Ctx *c, const Dossier *d, ShownTo who, const DossierChoice *by)
{
    if (who >= SHOWN_TO_DECIDERS) return true;
    for (int i = 0; i < by->filters; i++) {
        const DesignField *f = design_field(&d->version.procedure->form, by->filter[i].field);
        if (by->filter[i].field.n && (!f || !fill_is_seen(f, who))) return false;
    }
    Str words = viet_fold(&c->mem, by->query), open = dossier_open_words(c, d, who), word;
    while (str_cut(&words, ' ', &word))
        if (word.n && !has_word(open, word)) return false;
    return true;
}
