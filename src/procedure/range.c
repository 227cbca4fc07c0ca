// SPDX-License-Identifier: Apache-2.0
#include "procedure/range.h"

const char *const range_from[PROCEDURE_INDEXED_MAX] = {"tu-1", "tu-2", "tu-3", "tu-4", "tu-5"};
const char *const range_until[PROCEDURE_INDEXED_MAX] = {"den-1", "den-2", "den-3", "den-4", "den-5"};

bool field_has_range(const DesignField *f) { return field_is_number(f) || f->type == FIELD_DAY; }

static void take_end(Ctx *c, const Request *q, const char *input, const DesignField *f, RangeEnd *end)
{
    Str problem = {0};
    *end = (RangeEnd){0};
    if (!input_given(q, input) || answer_read(&c->mem, f, input_text(q, input), &end->answer, &problem)) return;
    end->answer = (Answer){0}, end->problem = str_c(&c->mem, problem);
}

void range_of(Ctx *c, const Request *q, const Procedure *p, DossierRange *range)
{
    *range = (DossierRange){.from = input_day(q, "nop-tu"), .until = input_day(q, "nop-den")};
    for (size_t i = 0; i < p->n_indexed; i++) {
        if (!field_has_range(p->indexed[i])) continue;
        FieldRange *of = &range->of[i];
        of->field = p->indexed[i];
        take_end(c, q, range_from[i], of->field, &of->from);
        take_end(c, q, range_until[i], of->field, &of->until);
        range->is_wrong |= of->from.problem || of->until.problem;
    }
}

static bool chooses(const FieldRange *of)
{
    return of->field && (!answer_is_empty(of->from.answer) || !answer_is_empty(of->until.answer));
}

bool range_is_open(const DossierRange *range)
{
    bool any = range->from != NO_DAY || range->until != NO_DAY;
    for (int i = 0; i < PROCEDURE_INDEXED_MAX; i++) any |= chooses(&range->of[i]);
    return !any;
}

/* < 0, 0, > 0; both are days or numbers. */
static int compare(Answer a, Answer b)
{
    if (a.kind == IS_DAY && b.kind == IS_DAY) return (a.day > b.day) - (a.day < b.day);
    a = answer_number(a), b = answer_number(b);
    if (a.kind == IS_INTEGER && b.kind == IS_INTEGER) return (a.integer > b.integer) - (a.integer < b.integer);
    double x = a.kind == IS_INTEGER ? (double)a.integer : a.decimal,
           y = b.kind == IS_INTEGER ? (double)b.integer : b.decimal;
    return (x > y) - (x < y);
}

bool range_holds(const DossierRange *range, const DossierLine *line)
{
    Day submitted = day_at(line->d.row.created_at);
    const Design *form = &line->d.version.procedure->form;
    if (range->from != NO_DAY && submitted < range->from) return false;
    if (range->until != NO_DAY && submitted > range->until) return false;
    for (int i = 0; i < PROCEDURE_INDEXED_MAX; i++) {
        const FieldRange *of = &range->of[i];
        if (!chooses(of)) continue;
        const DesignField *own = design_field(form, of->field->name);
        if (!own || own->rows != NO_ROWS || !field_has_range(own) || !fill_is_seen(own, line->who)) return false;
        Answer a = line->d.answers.at[design_place(form, own)];
        if (answer_is_empty(a)) return false;
        if (!answer_is_empty(of->from.answer) && compare(a, of->from.answer) < 0) return false;
        if (!answer_is_empty(of->until.answer) && compare(a, of->until.answer) > 0) return false;
    }
    return true;
}

bool range_is_over(const DossierRange *range, const DossierRow *row)
{
    return range->from != NO_DAY && day_at(row->created_at) < range->from;
}
