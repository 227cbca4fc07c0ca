// SPDX-License-Identifier: Apache-2.0
/* Any bytes as an expression, asked by no field, by a field, by a column: refused with a sentence at a letter of it, or
 * a tree that gives the same twice, in each of some sets of answers, and is JSON for the page. */
#include "form/made_design.h"
#include <assert.h>
#include <jansson.h>

enum { TODAY = 19996 };

static Answers some_answers(Arena *mem, const Design *d, bool is_full)
{
    Answers a = answers_empty(mem, d);
    for (size_t i = 0; is_full && i < d->n; i++) {
        const DesignField *f = &d->field[i];
        if (f->type == FIELD_ROWS)
            for (int r = 0; r < 3; r++) {
                AnswerRow *row = answers_add_row(mem, &a, f, TODAY);
                row->at[1] = answer_of_integer(r);
                row->at[2] = answer_of_integer(INT64_MAX / (r + 1));
            }
        else if (f->rows != NO_ROWS) continue;
        else if (field_is_number(f)) a.at[i] = answer_of_integer((int64_t)i - 3);
        else if (f->type == FIELD_DAY) a.at[i] = answer_of_day(TODAY + (Day)i);
        else if (f->type == FIELD_YES) a.at[i] = answer_of_boolean(true);
        else a.at[i] = answer_of_text(S("nham_bien tan_an 12 2024-10-01/2024-10-10"));
    }
    return a;
}

static bool same(Arena *mem, Answer a, Answer b)
{
    return a.kind == b.kind && str_equal(answer_text(mem, a), answer_text(mem, b));
}

static void evaluate(Arena *mem, const Expression *e, const Answers *answers, size_t row)
{
    Scope s = {.mem = mem, .answers = answers, .row = row, .self = answer_of_integer(5), .today = TODAY};
    Answer a = expression_value(e, &s);
    assert(same(mem, a, expression_value(e, &s)) && expression_holds(e, &s) == answer_truth(a));
    assert(str_is_utf8(answer_text(mem, a)));
    for (size_t i = 0; i < MADE_FIELDS; i++) {
        Answer fits = answer_fitting(mem, &made_fields[i], a);
        assert(same(mem, fits, answer_fitting(mem, &made_fields[i], fits)) || made_fields[i].type == FIELD_DECIMAL);
        answer_words(mem, &made_fields[i], fits);
    }
}

static void try(Ctx *c, const Design *d, const DesignField *self, Str text)
{
    ExpressionProblem problem;
    Names names = {.design = d, .self = self, .tags = self ? self->list : NULL};
    const Expression *e = expression_parse(&c->mem, text, &names, &problem);
    if (!e) {
        assert(problem.text.n && str_is_utf8(problem.text));
        assert(problem.at >= 1 && problem.at <= (int)str_letters(text) + 1);
        return;
    }
    FieldPlaces asks = {0};
    expression_asks(&c->mem, e, &asks);
    for (size_t i = 0; i < asks.n; i++) assert(asks.at[i] < d->n);
    Str script = expression_script(&c->mem, e);
    json_t *tree = json_loadb(script.p, script.n, JSON_DECODE_ANY | JSON_ALLOW_NUL | JSON_DECODE_INT_AS_REAL, NULL);
    assert(tree);
    json_decref(tree);
    Answers full = some_answers(&c->mem, d, true), empty = some_answers(&c->mem, d, false);
    evaluate(&c->mem, e, &full, 0);
    evaluate(&c->mem, e, &full, 2);
    evaluate(&c->mem, e, &empty, 0);
}

static Fail properties(Ctx *c, void *arg)
{
    DesignField *field;
    const Design *d = made_design(&c->mem, &field);
    Str text = *(Str *)arg;
    try(c, d, NULL, text);
    try(c, d, made_field(field, "xa"), text);
    try(c, d, made_field(field, "thanh_tien"), text);
    return OK;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    static Arena whole;
    if (!whole.at) whole = arena_reserve(64 << 20);
    Ctx c = {.mem = whole, .now = 1, .today = TODAY};
    Fail result = edge_run(&c, properties, &(Str){(const char *)bytes, n});
    assert(result == OK || result == FAIL_ROOM);
    return 0;
}
