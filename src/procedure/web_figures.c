// SPDX-License-Identifier: Apache-2.0
/* web_figures.c -- what a procedure counts, over all its versions. */
#include "procedure/act.h"
#include "procedure/view.h"
#include "procedure/web.h"
#include "procedure/web_inside.h"
#include "viet/number.h"

Str counter_words(Arena *mem, const ProcedureCounter *k, int64_t value)
{
    if (!k || !k->of || !k->of->decimals || k->kind != COUNTER_SUM) return number_words(mem, value);
    int64_t scale = 1;
    for (int i = 0; i < k->of->decimals; i++) scale *= 10;
    int64_t rest = value % scale < 0 ? -(value % scale) : value % scale;
    return str_format(mem, "%.*s,%0*lld", STR_ARGS(number_words(mem, value / scale)), k->of->decimals, (long long)rest);
}

static Fail org_called(Ctx *c, Str code, Str *name)
{
    const Directory *all; /* hundreds of communes are asked for: in memory */
    TRY(org_directory(c, &all));
    const Org *org = directory_by_code(all, code);
    *name = org ? org->name : code;
    return OK;
}

/* Of the form, or asked at a move. */
static const DesignField *field_named(const Procedure *p, Str name)
{
    const DesignField *f = design_field(&p->form, name);
    for (size_t i = DOSSIER_NAME_COUNT; !f && i < p->n_more; i++)
        if (str_equal(p->more[i], name)) f = p->more_fields[i];
    return f;
}

static Fail item_name(Ctx *c, const Procedure *p, Str part, Str item, Str *name)
{
    const DesignField *f = field_named(p, part);
    *name = item;
    if (!item.n) *name = S("(không ghi)");
    else if (str_equal(part, S("applicant_agency")) || (f && (f->type == FIELD_AGENCY || f->type == FIELD_COMMUNE)))
        return org_called(c, item, name);
    else if (f && f->type == FIELD_YES) *name = str_equal(item, S("true")) ? S("Có") : S("Không");
    for (size_t i = 0; f && f->list && i < f->list->n; i++)
        if (str_equal(f->list->choice[i].key, item)) *name = f->list->choice[i].label.text;
    return OK;
}

static Str part_label(const Procedure *p, Str part)
{
    const DesignField *f = field_named(p, part);
    if (str_equal(part, S("applicant_agency"))) return S("cơ quan nộp");
    return f ? f->label.text : part;
}

static Fail view_of(Ctx *c, const Procedure *p, const ProcedureCounter *k, const CountRows *rows, CounterView *view)
{
    *view = (CounterView){.name = k->name, .label = k->label.text, .total = S("0")};
    CounterPart *part = NULL;
    Str part_name = {0};
    for (size_t i = 0; i < rows->n; i++) {
        const CountRow *n = &rows->at[i];
        if (!str_equal(n->counter, k->name)) continue;
        if (!n->part.n) {
            view->total = counter_words(&c->mem, k, n->value);
            continue;
        }
        if (!part || !str_equal(part_name, n->part)) {
            part = list_add(&c->mem, &view->parts);
            part->label = part_label(p, n->part), part_name = n->part;
        }
        CounterRow *row = list_add(&c->mem, &part->rows);
        row->value = counter_words(&c->mem, k, n->value);
        TRY(item_name(c, p, n->part, n->item, &row->name));
    }
    return OK;
}

static Fail quota_of(Ctx *c, const Procedure *p, const ProcedureQuota *q, const CountRows *rows, CounterViews *views)
{
    for (size_t i = 0; i < q->limits; i++) {
        CounterView *v = list_add(&c->mem, views);
        Str name = {0};
        *v = (CounterView){.label = q->label.text, .total = S("0"), .most = number_words(&c->mem, q->limit[i].most)};
        if (q->limit[i].key.n) {
            TRY(item_name(c, p, q->per->name, q->limit[i].key, &name));
            v->label = str_format(&c->mem, "%.*s, %.*s", STR_ARGS(q->label.text), STR_ARGS(name));
        }
        for (size_t j = 0; j < rows->n; j++)
            if (str_starts(rows->at[j].counter, S("%")) && str_equal(str_from(rows->at[j].counter, 1), q->name) &&
                str_equal(rows->at[j].item, q->limit[i].key))
                v->total = number_words(&c->mem, rows->at[j].value);
    }
    return OK;
}

Fail figures_get(Ctx *c, const Request *q, Reply *r)
{
    Version v;
    CountRows rows;
    CounterViews counters = {0}, quotas = {0};
    TRY(version_current(c, input_text(q, "thu-tuc"), &v));
    const Procedure *p = v.procedure;
    TRY(procedure_counts(c, v.row.code, &rows));
    for (size_t i = 0; i < p->counters; i++) TRY(view_of(c, p, &p->counter[i], &rows, list_add(&c->mem, &counters)));
    for (size_t i = 0; i < p->quotas; i++) TRY(quota_of(c, p, &p->quota[i], &rows, &quotas));
    figures_page(reply_page(c, q, r, str_format(&c->mem, "Số liệu: %.*s", STR_ARGS(v.row.title))),
                 &(FiguresPage){.v = &v, .counters = &counters, .quotas = &quotas});
    return OK;
}
