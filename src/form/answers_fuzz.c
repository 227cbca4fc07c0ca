// SPDX-License-Identifier: Apache-2.0
/* Any bytes as what was typed into each field, and as the JSON of answers: refused with a sentence, or answers that
 * are calculated, shown and checked, and that come back the same from what is kept. */
#include "form/made_design.h"
#include <assert.h>

enum { TODAY = 19996 };

static void type(Ctx *c, const DesignField *f, Str typed)
{
    Answer a, again;
    Str problem;
    if (!answer_read(&c->mem, f, typed, &a, &problem)) {
        assert(problem.n && str_is_utf8(problem));
        return;
    }
    Str text = answer_text(&c->mem, a);
    assert(str_is_utf8(text) && str_is_utf8(answer_words(&c->mem, f, a)));
    /* What was read is read as itself; "1.234" of a decimal would be a thousand. */
    if (f->type == FIELD_DECIMAL) return;
    assert(answer_read(&c->mem, f, text, &again, &problem) && str_equal(answer_text(&c->mem, again), text));
}

static const Expression *asks(Ctx *c, const Design *d, DesignField *self, const char *text)
{
    ExpressionProblem problem;
    Names names = {.design = d, .self = self, .tags = self->list};
    const Expression *e = expression_parse(&c->mem, str_of(text), &names, &problem);
    assert(e);
    return e;
}

static Fail properties(Ctx *c, void *arg)
{
    DesignField *field;
    const Design *d = made_design(&c->mem, &field);
    Str bytes = *(Str *)arg, json;
    Answers a, back;
    AnswerProblems problems = {0};
    StrList lost = {0};
    for (size_t i = 0; i < d->n; i++) type(c, &d->field[i], bytes);
    DesignField *hang = made_field(field, "hang"), *xa = made_field(field, "xa"), *sum = made_field(field, "tong");
    hang->shown = asks(c, d, hang, "${so_luong} != 3");
    xa->filter = asks(c, d, xa, "huyen = ${huyen}");
    sum->computed = asks(c, d, sum, "sum(${so}) + ${dien_tich}");
    TRY(answers_from_json(c, d, bytes, &a, &lost));
    json = answers_json(&c->mem, &a);
    assert(answers_from_json(c, d, json, &back, NULL) == OK && str_equal(answers_json(&c->mem, &back), json));
    answers_compute(&c->mem, &a, TODAY);
    answers_check(&c->mem, &a, false, TODAY, &problems);
    for (size_t i = 0; i < problems.n; i++) assert(problems.at[i].text.n && str_is_utf8(problems.at[i].text));
    answers_drop_hidden(&c->mem, &a, TODAY);
    json = answers_json(&c->mem, &a);
    answers_drop_hidden(&c->mem, &a, TODAY);
    assert(str_equal(answers_json(&c->mem, &a), json));
    return OK;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    static Arena whole;
    if (!whole.at) whole = arena_reserve(256 << 20);
    Ctx c = {.mem = whole, .now = 1, .today = TODAY};
    Fail result = edge_run(&c, properties, &(Str){(const char *)bytes, n});
    assert(!result || c.why[0]);
    return 0;
}
