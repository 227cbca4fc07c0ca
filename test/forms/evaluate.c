// SPDX-License-Identifier: Apache-2.0
/* evaluate -- expressions on stdin, what they give on stdout, for test/forms/agree.mjs.  A line is one of
 *     today TAB 2024-09-30
 *     answers TAB JSON             the answers from here on, to the design of src/form/made_design.h
 *     top TAB EXPRESSION           {"values":[text],"script":…} or {"at":…,"problem":"…"}
 *     row TAB EXPRESSION           the same, asked by a column: one value a row
 *     plain                        no field is calculated or hidden
 *     shown TAB NAME TAB EXPRESSION, computed TAB NAME TAB EXPRESSION
 *     settle                       the answers calculated, without what is hidden, as JSON; null when they go in a
 * circle */
#include "form/made_design.h"
#include <jansson.h>
#include <stdio.h>

typedef struct {
    const Design *design;
    DesignField *field;
    Answers answers;
    Day today;
} State;

static void say_text(Str s)
{
    json_t *text = json_stringn(s.p ? s.p : "", s.n);
    json_dumpf(text, stdout, JSON_ENCODE_ANY);
    json_decref(text);
}

static void say_problem(ExpressionProblem problem)
{
    printf("{\"at\":%d,\"problem\":", problem.at);
    say_text(problem.text);
    puts("}");
}

static void say_values(Arena *mem, const State *s, const Expression *e, const DesignField *self)
{
    size_t n = self ? s->answers.rows[MADE_TABLE].n : 1;
    Str script = expression_script(mem, e);
    printf("{\"script\":%.*s,\"values\":[", STR_ARGS(script));
    for (size_t r = 0; r < n; r++) {
        Scope scope = {.mem = mem, .answers = &s->answers, .row = r, .today = s->today};
        if (r) putchar(',');
        say_text(answer_text(mem, expression_value(e, &scope)));
    }
    puts("]}");
}

static void set_rule(Arena *mem, State *s, bool is_shown, Str rest)
{
    ExpressionProblem problem;
    size_t tab = str_index(rest, '\t');
    DesignField *f = made_field(s->field, str_c(mem, str_slice(rest, 0, tab)));
    Names names = {.design = s->design, .self = f};
    const Expression *e = expression_parse(mem, str_from(rest, tab + 1), &names, &problem);
    if (!e) fprintf(stderr, "%.*s: %.*s\n", STR_ARGS(rest), STR_ARGS(problem.text));
    if (is_shown) f->shown = e;
    else f->computed = e;
}

static void settle(Arena *mem, const State *s)
{
    const size_t *order;
    StrList circle = {0};
    Answers a = s->answers;
    bool is_good = design_order(mem, s->design, &order, &circle);
    if (is_good) answers_drop_hidden(mem, &a, s->today);
    puts(is_good ? answers_json(mem, &a).p : "null");
}

static Fail evaluate(Ctx *c, State *s, Str what, Str rest)
{
    if (str_equal(what, S("today"))) s->today = day_parse_iso(rest);
    if (str_equal(what, S("answers"))) TRY(answers_from_json(c, s->design, rest, &s->answers, NULL));
    if (str_equal(what, S("plain"))) memcpy(s->field, made_fields, sizeof made_fields);
    if (str_equal(what, S("shown")) || str_equal(what, S("computed")))
        set_rule(&c->mem, s, str_equal(what, S("shown")), rest);
    if (str_equal(what, S("settle"))) settle(&c->mem, s);
    bool is_row = str_equal(what, S("row"));
    if (!is_row && !str_equal(what, S("top"))) return OK;
    const DesignField *self = is_row ? design_field(s->design, S("thanh_tien")) : NULL;
    Names names = {.design = s->design, .self = self};
    ExpressionProblem problem;
    const Expression *e = expression_parse(&c->mem, rest, &names, &problem);
    if (e) say_values(&c->mem, s, e, self);
    else say_problem(problem);
    return OK;
}

int main(void)
{
    Ctx c = {.mem = arena_reserve((size_t)1 << 32)};
    State s = {0};
    s.design = made_design(&c.mem, &s.field);
    s.answers = answers_empty(&c.mem, s.design);
    char *line = NULL;
    size_t room = 0;
    for (ssize_t n; (n = getline(&line, &room, stdin)) > 0;) {
        Str text = str_copy(&c.mem, str_trim((Str){line, (size_t)n}));
        size_t tab = str_index(text, '\t');
        if (evaluate(&c, &s, str_slice(text, 0, tab), str_from(text, tab + 1))) {
            fprintf(stderr, "%s\n", c.why);
            return 1;
        }
    }
    free(line);
    return 0;
}
