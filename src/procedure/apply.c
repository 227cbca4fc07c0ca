// SPDX-License-Identifier: Apache-2.0
/* apply.c -- who may apply, when, and by which fields people are known. */
#include "procedure/inside.h"

static const char *const ways[] = {"public", "signed_in", "agency", "invited"};
enum { WAYS = sizeof ways / sizeof *ways };

static void take_ways(Reading *r, YamlMap *m, ProcedureApply *a)
{
    size_t n;
    const YamlNode *const *item = yaml_list(m, "by", false, &n);
    for (size_t i = 0; i < n; i++) {
        int at = 0;
        Str word;
        if (!yaml_is_text(&r->y, item[i], "by", &word)) continue;
        while (at < WAYS && !str_equal(word, str_of(ways[at]))) at++;
        if (at < WAYS) a->by |= 1u << at;
        else
            yaml_problem(&r->y, item[i]->spot, "“%.*s”: ai được nộp là public, signed_in, agency hoặc invited.",
                         STR_ARGS(word));
    }
    if (!n) a->by = BY_PUBLIC;
}

static void take_kinds(Reading *r, YamlMap *m, ProcedureApply *a)
{
    size_t n;
    const YamlNode *const *item = yaml_list(m, "kinds", false, &n);
    Str *kinds = NEW(r->mem, Str, n);
    a->kinds = kinds;
    for (size_t i = 0; i < n; i++) {
        if (!yaml_is_text(&r->y, item[i], "kinds", &kinds[a->n_kinds])) continue;
        if (str_equal(org_kind_name(kinds[a->n_kinds]), kinds[a->n_kinds]))
            yaml_problem(&r->y, item[i]->spot, "Không có loại cơ quan “%.*s”.", STR_ARGS(kinds[a->n_kinds]));
        a->n_kinds++;
    }
}

/* The first field of one of these types. */
static const DesignField *first_of(const Design *d, FieldType one, FieldType other)
{
    for (size_t i = 0; i < d->n; i++)
        if (d->field[i].rows == NO_ROWS && (d->field[i].type == one || d->field[i].type == other)) return &d->field[i];
    return NULL;
}

static const DesignField *take_typed(Reading *r, YamlMap *m, const char *key, FieldType type)
{
    const DesignField *f = take_field(r, m, key, false);
    if (f && f->type != type)
        yaml_problem(&r->y, m->node->spot, "“%s” phải là trường loại %s; “%.*s” thì không.", key, field_words[type],
                     STR_ARGS(f->name));
    return f ? f : first_of(&r->p->form, type, type);
}

static Wording subject_of(Reading *r)
{
    const DesignField *f = first_of(&r->p->form, FIELD_TEXT, FIELD_LINES);
    return (Wording){f ? str_format(r->mem, "${%.*s}", STR_ARGS(f->name)) : S("${_thu_tuc}")};
}

void take_apply(Reading *r, YamlMap *top)
{
    const YamlNode *node = yaml_take(top, "apply", false);
    YamlMap m = yaml_map(&r->y, node, "apply");
    ProcedureApply *a = &r->p->apply;
    take_ways(r, &m, a);
    take_kinds(r, &m, a);
    a->from = take_day(&m, "from"), a->until = take_day(&m, "until");
    a->closed = take_words(&m, "closed", false);
    a->name = take_field(r, &m, "name", false);
    if (!a->name) a->name = first_of(&r->p->form, FIELD_PERSON, FIELD_AGENCY);
    a->phone = take_typed(r, &m, "phone", FIELD_PHONE);
    a->mail = take_typed(r, &m, "mail", FIELD_MAIL);
    a->subject = take_wording(r, &m, "subject", false);
    if (!a->subject.text.n) a->subject = subject_of(r);
    a->number = yaml_text(&m, "number", false);
    if (!a->number.n) a->number = S("{so}/{nam}");
    yaml_end(&m);
    Spot spot = node ? node->spot : top->node->spot;
    if (!str_contains(a->number, S("{so}"))) yaml_problem(&r->y, spot, "“number” phải có {so}.");
    if (str_letters(a->number) > 40) yaml_problem(&r->y, spot, "“number” dài quá 40 chữ.");
    if (a->from != NO_DAY && a->until != NO_DAY && a->until < a->from)
        yaml_problem(&r->y, spot, "“until” phải sau “from”.");
    if (a->by & (BY_PUBLIC | BY_INVITED) && !a->phone)
        yaml_problem(&r->y, spot,
                     "Ai cũng nộp được thì biểu mẫu cần một trường loại phone: người nộp xem tình trạng bằng mã và số "
                     "điện thoại.");
}
