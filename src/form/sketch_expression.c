// SPDX-License-Identifier: Apache-2.0
#include "base/out.h"
#include "form/expression.h"
#include "form/sketch_inside.h"

/* -- parsing -------------------------------------------------------------------------------------------------- */

/* What is asked by this text was in a part that could not be read, or has no type: nothing is said about it. */
static bool asks_what_is_broken(const Sketch *d, const Design *design, Str text)
{
    for (size_t at; (at = str_find(text, S("${"))) < text.n;) {
        text = str_from(text, at + 2);
        Str name = str_trim(str_slice(text, 0, str_index(text, '}')));
        const DesignField *f = design_field(design, name);
        if (f ? d->fields.at[design_place(design, f)].is_broken : d->is_cut) return true;
    }
    return false;
}

static const Expression *parse(Sketch *d, const Design *design, const DesignField *self, const SketchExpression *e,
                               const char *what, const DesignList *tags)
{
    ExpressionProblem problem = {0};
    if (!e->text.n) return NULL;
    Names names = {.design = design, .self = self, .tags = tags};
    const Expression *parsed = expression_parse(d->mem, e->text, &names, &problem);
    if (parsed || asks_what_is_broken(d, design, e->text)) return parsed;
    Spot spot = e->spot;
    int at = problem.at > 0 ? problem.at : 1;
    if (e->is_in_line) spot.column += at - 1;
    if (e->is_in_line || (size_t)at > str_letters(e->text))
        problem_add(d->mem, d->problems, spot, "%s của «%.*s»: %.*s", what, STR_ARGS(self->name),
                    STR_ARGS(problem.text));
    else
        problem_add(d->mem, d->problems, spot, "%s của «%.*s», từ chữ thứ %d: %.*s", what, STR_ARGS(self->name), at,
                    STR_ARGS(problem.text));
    return NULL;
}

void sketch_parse(Sketch *d, const Design *design, DesignField *field)
{
    for (size_t i = 0; i < design->n; i++) {
        const SketchField *f = &d->fields.at[i];
#define X(symbol, words)                                                                                               \
    field[i].symbol = parse(d, design, &field[i], &f->symbol, words, &f->symbol == &f->filter ? field[i].list : NULL);
        SKETCH_EXPRESSIONS(X)
#undef X
        if (f->filter.text.n && !field[i].list && f->list.n == 0)
            problem_add(d->mem, d->problems, f->filter.spot, "«%.*s» không chọn trong danh sách nên không có gì để lọc",
                        STR_ARGS(f->f.name));
        if (f->f.type == FIELD_COMPUTED && !f->computed.text.n && !d->is_cut)
            problem_add(d->mem, d->problems, f->f.spot, "«%.*s» tự tính mà chưa có công thức", STR_ARGS(f->f.name));
    }
}

void sketch_name_circles(Sketch *d, const Design *design, DesignField *field)
{
    const size_t *order;
    StrList circle = {0};
    for (; !design_order(d->mem, design, &order, &circle); circle.n = 0) {
        size_t first = design_place(design, design_field(design, circle.at[0]));
        Out names = {.mem = d->mem};
        for (size_t i = 0; i < circle.n; i++) out_format(&names, "%.*s → ", STR_ARGS(circle.at[i]));
        out_raw(&names, circle.at[0]);
        problem_add(d->mem, d->problems, field[first].spot,
                    "các trường hỏi vòng quanh nhau nên không bao giờ có giá trị: %.*s", STR_ARGS(out_str(&names)));
        for (size_t i = 0; i < circle.n; i++) {
            size_t at = design_place(design, design_field(design, circle.at[i]));
            field[at].shown = field[at].computed = NULL;
        }
    }
}
