// SPDX-License-Identifier: Apache-2.0
/* answers_check.c -- what is wrong with answers: what is missing, out of bounds, not to be chosen, against a
 * constraint.  What is not shown is never wrong. */
#include "form/answers_inside.h"
#include <stdarg.h>

typedef struct {
    Arena *mem;
    Answers a; /* as everybody sees them */
    Shown shown;
    bool is_draft;
    Day today;
    AnswerProblems *problems;
    const DesignField *f; /* at hand */
    size_t row;
} Check;

__attribute__((format(printf, 2, 3))) static bool say(Check *c, const char *format, ...)
{
    char text[1000];
    va_list args;
    va_start(args, format);
    vsnprintf(text, sizeof text, format, args);
    va_end(args);
    *list_add(c->mem, c->problems) =
        (AnswerProblem){c->f, c->row, str_copy(c->mem, str_head(str_of(text), sizeof text - 4))};
    return false;
}

static Scope scope_of(Check *c)
{
    return (Scope){
        .mem = c->mem, .answers = &c->a, .row = c->row, .today = c->today, .self = *answers_cell(&c->a, c->f, c->row)};
}

/* -- missing ------------------------------------------------------------------------------------------------ */

static bool is_missing(Check *c, Answer a)
{
    bool is_empty = c->f->type == FIELD_ROWS ? !c->a.rows[design_place(c->a.design, c->f)].n : answer_is_empty(a);
    if (!is_empty || c->is_draft || !c->f->required || c->f->computed) return false;
    Scope s = scope_of(c);
    return expression_holds(c->f->required, &s);
}

static void say_missing(Check *c)
{
    Str label = c->f->label.text.n ? c->f->label.text : c->f->name;
    const char *end = label.n && strchr("?!.", label.p[label.n - 1]) ? "" : "."; /* a question has its mark already */
    if (c->f->required_says.text.n) say(c, "%.*s", STR_ARGS(c->f->required_says.text));
    else if (c->f->type == FIELD_ROWS) say(c, "Hãy thêm ít nhất một dòng: %.*s%s", STR_ARGS(label), end);
    else if (c->f->type == FIELD_FILE || c->f->type == FIELD_IMAGE) say(c, "Hãy gửi tệp: %.*s%s", STR_ARGS(label), end);
    else if (c->f->list || c->f->type == FIELD_YES) say(c, "Hãy chọn: %.*s%s", STR_ARGS(label), end);
    else say(c, "Hãy điền: %.*s%s", STR_ARGS(label), end);
}

/* -- bounds ------------------------------------------------------------------------------------------------- */

static Str bound_words(Check *c, double bound)
{
    const DesignField *f = c->f;
    if (f->type == FIELD_DAY || f->type == FIELD_PERIOD) return day_vietnamese(c->mem, (Day)bound);
    Str number = decimal_words(c->mem, bound, f->type == FIELD_DECIMAL ? f->decimals : 0);
    return f->type == FIELD_MONEY ? str_format(c->mem, "%.*s đồng", STR_ARGS(number)) : number;
}

/* Of a value that lies within [least, most], which may be one: "nhiều nhất 3 tệp". */
static bool check_bounds(Check *c, double least, double most, const char *what)
{
    const DesignField *f = c->f;
    if (f->has_min && least < f->min)
        return say(c, "%s %s nhất %.*s.", what, f->type == FIELD_DAY || f->type == FIELD_PERIOD ? "sớm" : "ít",
                   STR_ARGS(bound_words(c, f->min)));
    if (f->has_max && most > f->max)
        return say(c, "%s %s nhất %.*s.", what, f->type == FIELD_DAY || f->type == FIELD_PERIOD ? "muộn" : "nhiều",
                   STR_ARGS(bound_words(c, f->max)));
    return true;
}

static bool check_number(Check *c, Answer a)
{
    double x = answer_double(a);
    if (x > (double)ANSWER_NUMBER_MAX || x < -(double)ANSWER_NUMBER_MAX)
        return say(c, "Số này quá lớn; nhiều nhất %.*s.", STR_ARGS(bound_words(c, (double)ANSWER_NUMBER_MAX)));
    return check_bounds(c, x, x, "Phải");
}

static bool check_letters(Check *c, Str text)
{
    const DesignField *f = c->f;
    double n = (double)str_letters(text), most = f->type == FIELD_LINES ? ANSWER_LINES_MAX : ANSWER_TEXT_MAX;
    if (f->has_max) most = f->max < DESIGN_LETTERS_MAX ? f->max : DESIGN_LETTERS_MAX;
    if (f->has_min && n < f->min) return say(c, "Cần ít nhất %.0f chữ, ở đây có %.0f.", f->min, n);
    return n <= most || say(c, "Dài %.0f chữ; rút xuống còn nhiều nhất %.0f chữ.", n, most);
}

static size_t keys_of(Str text)
{
    size_t n = 0;
    for (Str key; answer_next_key(&text, &key);) n++;
    return n;
}

static bool check_size(Check *c, Answer a)
{
    Day from, to;
    double n;
    switch (c->f->type) {
    case FIELD_TEXT:
    case FIELD_LINES:
    case FIELD_PERSON:
    case FIELD_ADDRESS:
    case FIELD_URL: return check_letters(c, a.text);
    case FIELD_INTEGER:
    case FIELD_MONEY:
    case FIELD_DECIMAL: return check_number(c, a);
    case FIELD_DAY: return check_bounds(c, a.day, a.day, "Phải là ngày");
    case FIELD_PERIOD: return !period_split(a.text, &from, &to) || check_bounds(c, from, to, "Phải là ngày");
    case FIELD_CHOICES: n = (double)keys_of(a.text); return check_bounds(c, n, n, "Số mục chọn phải");
    case FIELD_FILE:
    case FIELD_IMAGE: n = (double)keys_of(a.text); return check_bounds(c, n, n, "Số tệp phải");
    default: return true;
    }
}

static bool check_rows(Check *c)
{
    double n = (double)c->a.rows[design_place(c->a.design, c->f)].n;
    return check_bounds(c, n, n, "Số dòng phải");
}

/* -- choices ------------------------------------------------------------------------------------------------ */

/* Whether the list has it and the filter, asked of this one only, lets it through. */
static bool can_choose(Check *c, Str key)
{
    const DesignList *list = c->f->list;
    Scope s = scope_of(c);
    for (size_t i = 0; i < list->n; i++) {
        if (!str_equal(list->choice[i].key, key)) continue;
        s.choice = &list->choice[i];
        return !c->f->filter || expression_holds(c->f->filter, &s);
    }
    return false;
}

static bool check_choices(Check *c, Str keys)
{
    Answer one = {IS_TEXT, .text = {0}};
    while (answer_next_key(&keys, &one.text))
        if (!can_choose(c, one.text))
            return say(c, "“%.*s” không có trong các mục chọn được với những câu trả lời khác. Hãy chọn lại.",
                       STR_ARGS(str_head(answer_words(c->mem, c->f, one), 200)));
    return true;
}

/* -- constraints -------------------------------------------------------------------------------------------- */

static void check_constraint(Check *c)
{
    Scope s = scope_of(c);
    if (expression_holds(c->f->constraint, &s)) return;
    if (c->f->constraint_says.text.n) say(c, "%.*s", STR_ARGS(c->f->constraint_says.text));
    else say(c, "Câu trả lời này không được chấp nhận. Điều kiện: %.*s", STR_ARGS(expression_text(c->f->constraint)));
}

static void check_one(Check *c)
{
    const DesignField *f = c->f;
    Answer a = *answers_cell(&c->a, f, c->row);
    if (!shown_is(&c->shown, f, c->row)) return;
    if (is_missing(c, a)) {
        say_missing(c);
        return;
    }
    if (f->type != FIELD_ROWS && answer_is_empty(a)) return;
    if (f->type == FIELD_ROWS ? !check_rows(c) : !check_size(c, a)) return;
    if (f->list && a.kind == IS_TEXT && !check_choices(c, a.text)) return;
    if (f->constraint) check_constraint(c);
}

/* Nothing is calculated for it, so that is all that is said. */
static bool has_room(Check *c, const Answers *a)
{
    for (size_t i = 0; i < a->design->n; i++) {
        c->f = &a->design->field[i];
        if (c->f->type == FIELD_ROWS && a->rows[i].n > DESIGN_ROWS_MAX)
            return say(c, "Bảng có %zu dòng; nhiều nhất %d dòng.", a->rows[i].n, DESIGN_ROWS_MAX);
    }
    return true;
}

static void check_table(Check *c, size_t table)
{
    const Design *d = c->a.design;
    for (size_t r = 0; r < c->a.rows[table].n; r++)
        for (size_t k = table + 1; k < d->n && d->field[k].rows == table; k++) {
            c->f = &d->field[k];
            c->row = r;
            if (field_is_answered(c->f)) check_one(c);
        }
}

/* A table, then its rows one after the other. */
void answers_check(Arena *mem, const Answers *a, bool is_draft, Day today, AnswerProblems *problems)
{
    const Design *d = a->design;
    Check c = {.mem = mem, .is_draft = is_draft, .today = today, .problems = problems};
    if (!has_room(&c, a)) return;
    c.a = answers_as_seen(mem, a, today, &c.shown);
    for (size_t i = 0; i < d->n; i++) {
        if (d->field[i].rows != NO_ROWS || !field_is_answered(&d->field[i])) continue;
        c.f = &d->field[i];
        c.row = 0;
        check_one(&c);
        if (d->field[i].type == FIELD_ROWS) check_table(&c, i);
        if (!work_is_over(c.a.work)) continue;
        problems->n = 0; /* what was not calculated is not wrong */
        c.f = &d->field[i], c.row = 0;
        say(&c, "%s", WORK_SAYS);
        return;
    }
}
