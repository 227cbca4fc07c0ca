// SPDX-License-Identifier: Apache-2.0
/* typed.c -- what stands in the fields: from a request, into answers. */
#include "form/typed.h"
#include <assert.h>

bool field_is_typed(const DesignField *f) { return field_is_answered(f) && f->type != FIELD_COMPUTED && !f->computed; }

bool asked_is(const Asked *asked, const DesignField *f)
{
    if (!asked->only) return true;
    Str table = f->rows == NO_ROWS ? (Str){0} : asked->design->field[f->rows].name;
    for (size_t i = 0; i < asked->only->n; i++)
        if (str_equal(asked->only->at[i], f->name) || (table.n && str_equal(asked->only->at[i], table))) return true;
    return false;
}

const char *field_part(Arena *mem, const DesignField *f, const char *suffix)
{
    return str_format(mem, "%.*s%s", STR_ARGS(f->name), suffix).p;
}

size_t table_rows_max(const DesignField *table)
{
    return table->has_max && table->max >= 0 && table->max < DESIGN_ROWS_MAX ? (size_t)table->max : DESIGN_ROWS_MAX;
}

static const DesignField *table_of(const Design *d, const DesignField *f)
{
    return f->rows == NO_ROWS ? NULL : &d->field[f->rows];
}

static size_t rows_of(const Typed *t, const DesignField *table)
{
    return t->raw.rows[design_place(t->raw.design, table)].n;
}

Typed typed_empty(Arena *mem, const Design *d)
{
    return (Typed){.raw = answers_empty(mem, d), .rows = NEW(mem, IdList, d->n + 1)};
}

Str typed_text(const Typed *t, const DesignField *f, size_t row)
{
    Answer a = *answers_cell(&t->raw, f, row);
    return a.kind == IS_TEXT ? a.text : (Str){0};
}

void typed_set(Typed *t, const DesignField *f, size_t row, Str text)
{
    *answers_cell(&t->raw, f, row) = answer_of_text(text);
}

Typed typed_copy(Arena *mem, const Typed *t)
{
    const Design *d = t->raw.design;
    Typed copy = typed_empty(mem, d);
    for (size_t i = 0; i < d->n; i++) {
        const DesignField *f = &d->field[i];
        if (f->type != FIELD_ROWS) {
            if (f->rows == NO_ROWS) copy.raw.at[i] = t->raw.at[i];
            continue;
        }
        for (size_t row = 0; row < rows_of(t, f); row++) {
            answers_add_row(mem, &copy.raw, f, NO_DAY);
            *list_add(mem, &copy.rows[i]) = t->rows[i].at[row];
            for (size_t k = i + 1; k < d->n && d->field[k].rows == i; k++)
                typed_set(&copy, &d->field[k], row, typed_text(t, &d->field[k], row));
        }
    }
    return copy;
}

/* -- of answers ------------------------------------------------------------------------------------------------ */

/* "1.234.500": as people write it, and as answer_read takes it. */
static Str with_points(Arena *mem, int64_t n)
{
    Str digits = str_format(mem, "%lld", (long long)n);
    char *p = NEW(mem, char, digits.n * 2 + 1);
    size_t to = 0;
    for (size_t i = 0; i < digits.n; i++) {
        p[to++] = digits.p[i];
        size_t left = digits.n - 1 - i;
        if (left && left % 3 == 0 && digits.p[i] != '-') p[to++] = '.';
    }
    return (Str){p, to};
}

static Str with_comma(Arena *mem, Str number)
{
    char *p = (char *)(uintptr_t)str_copy(mem, number).p;
    for (size_t i = 0; i < number.n; i++)
        if (p[i] == '.') p[i] = ',';
    return (Str){p, number.n};
}

static Str typed_answer(Arena *mem, const DesignField *f, Answer a)
{
    if (answer_is_empty(a)) return (Str){0};
    if (f->type == FIELD_MONEY && a.kind == IS_INTEGER) return with_points(mem, a.integer);
    if (f->type == FIELD_PERIOD && a.kind == IS_TEXT) {
        size_t at = str_index(a.text, '/');
        return str_format(mem, "%.*s - %.*s", STR_ARGS(str_slice(a.text, 0, at)), STR_ARGS(str_from(a.text, at + 1)));
    }
    if (a.kind == IS_DECIMAL) return with_comma(mem, answer_text(mem, a));
    return answer_text(mem, a);
}

static void copy_rows(Arena *mem, Typed *t, const Answers *a, const DesignField *table)
{
    const Design *d = a->design;
    size_t place = design_place(d, table);
    for (size_t row = 0; row < a->rows[place].n; row++) {
        answers_add_row(mem, &t->raw, table, NO_DAY);
        *list_add(mem, &t->rows[place]) = (Id)row + 1;
        for (size_t i = place + 1; i < d->n && d->field[i].rows == place; i++)
            typed_set(t, &d->field[i], row, typed_answer(mem, &d->field[i], *answers_cell(a, &d->field[i], row)));
    }
}

Typed typed_of_answers(Arena *mem, const Answers *a)
{
    const Design *d = a->design;
    Typed t = typed_empty(mem, d);
    for (size_t i = 0; i < d->n; i++) {
        const DesignField *f = &d->field[i];
        if (f->type == FIELD_ROWS) copy_rows(mem, &t, a, f);
        else if (f->rows == NO_ROWS && field_is_answered(f)) typed_set(&t, f, 0, typed_answer(mem, f, a->at[i]));
    }
    return t;
}

/* -- rows ------------------------------------------------------------------------------------------------------ */

void typed_add_row(Arena *mem, Typed *t, const DesignField *table, Day today)
{
    const Design *d = t->raw.design;
    size_t place = design_place(d, table), row = t->raw.rows[place].n;
    IdList *ids = &t->rows[place];
    answers_add_row(mem, &t->raw, table, today);
    Id id = ids->n ? ids->at[ids->n - 1] + 1 : 1;
    *list_add(mem, ids) = id;
    for (size_t i = place + 1; i < d->n && d->field[i].rows == place; i++) {
        Answer *cell = answers_cell(&t->raw, &d->field[i], row);
        *cell = answer_of_text(typed_answer(mem, &d->field[i], *cell));
    }
}

void typed_drop_row(Typed *t, const DesignField *table, size_t row)
{
    size_t place = design_place(t->raw.design, table), *n = &t->raw.rows[place].n;
    AnswerRow *at = t->raw.rows[place].at;
    IdList *ids = &t->rows[place];
    if (row >= *n) return;
    memmove(&at[row], &at[row + 1], (*n - row - 1) * sizeof *at);
    memmove(&ids->at[row], &ids->at[row + 1], (ids->n - row - 1) * sizeof *ids->at);
    t->raw.at[place] = answer_of_integer((int64_t)-- * n);
    ids->n--;
}

void typed_drop_empty_rows(Typed *t)
{
    const Design *d = t->raw.design;
    for (size_t place = 0; place < d->n; place++) {
        if (d->field[place].type != FIELD_ROWS) continue;
        for (size_t row = t->raw.rows[place].n; row-- > 0;) {
            bool is_empty = true;
            for (size_t i = place + 1; i < d->n && d->field[i].rows == place; i++)
                is_empty &= !typed_text(t, &d->field[i], row).n;
            if (is_empty) typed_drop_row(t, &d->field[place], row);
        }
    }
}

/* "them:hang_muc", "bot:hang_muc:3" */
bool typed_press(Arena *mem, Typed *t, Str button, Day today)
{
    Str rest = button, what, name, number = {0};
    int64_t id = 0;
    if (!str_cut(&rest, ':', &what) || !str_cut(&rest, ':', &name)) return false;
    str_cut(&rest, ':', &number);
    const DesignField *table = design_field(t->raw.design, name);
    if (!table || table->type != FIELD_ROWS) return false;
    const IdList *ids = &t->rows[design_place(t->raw.design, table)];
    if (str_equal(what, S("them"))) {
        if (rows_of(t, table) < table_rows_max(table)) typed_add_row(mem, t, table, today);
        return true;
    }
    if (!str_equal(what, S("bot")) || !str_integer(number, &id)) return false;
    for (size_t i = 0; i < ids->n; i++)
        if (ids->at[i] == id) {
            typed_drop_row(t, table, i);
            return true;
        }
    return true;
}

/* -- of a request ---------------------------------------------------------------------------------------------- */

/* Where it comes from: checked inputs, or as it was sent. */
typedef struct {
    Ctx *c;
    const Request *q;
    bool is_again;
} Source;

static StrList texts(const Source *s, const char *name, Id row)
{
    if (!s->is_again) return input_texts(s->c, s->q, name, row);
    Str field = row ? str_format(&s->c->mem, "%s.%lld", name, (long long)row) : str_of(name);
    return request_typed_all(s->c, s->q, field);
}

static Str last(StrList list) { return list.n ? list.at[list.n - 1] : (Str){0}; }

static bool has(const StrList *list, Str one)
{
    for (size_t i = 0; i < list->n; i++)
        if (str_equal(list->at[i], one)) return true;
    return false;
}

/* Keys with blanks between: a key has none. */
static Str joined(Arena *mem, const StrList *keys, const StrList *but)
{
    Out o = {.mem = mem};
    for (size_t i = 0; i < keys->n; i++) {
        if (!keys->at[i].n || (but && has(but, keys->at[i]))) continue;
        if (o.n) out_char(&o, ' ');
        out_raw(&o, keys->at[i]);
    }
    return out_str(&o);
}

static Str sent(const Source *s, const DesignField *f, Id row)
{
    Arena *mem = &s->c->mem;
    StrList all;
    switch (f->type) {
    case FIELD_PERIOD: {
        Str from = last(texts(s, field_part(mem, f, "-tu"), row)), to = last(texts(s, field_part(mem, f, "-den"), row));
        return from.n || to.n ? str_format(mem, "%.*s - %.*s", STR_ARGS(from), STR_ARGS(to)) : (Str){0};
    }
    case FIELD_FILE:
    case FIELD_IMAGE: {
        StrList there = texts(s, field_part(mem, f, "-co"), row), out = texts(s, field_part(mem, f, "-bo"), row);
        return joined(mem, &there, s->is_again ? NULL : &out); /* drawn again it is there, ticked */
    }
    case FIELD_CHOICES: all = texts(s, field_part(mem, f, ""), row); return joined(mem, &all, NULL);
    default: return last(texts(s, field_part(mem, f, ""), row));
    }
}

/* The names of the fields by which a row is seen to be there: the table's own, and its columns'. */
static const char *const *names_of_rows(Arena *mem, const Design *d, const DesignField *table)
{
    static const char *const parts[] = {"", "-tu", "-den", "-co"};
    LIST(const char *) names = {0};
    size_t place = design_place(d, table);
    *list_add(mem, &names) = field_part(mem, table, "");
    for (size_t i = place + 1; i < d->n && d->field[i].rows == place; i++) {
        const DesignField *f = &d->field[i];
        bool is_period = f->type == FIELD_PERIOD, is_file = f->type == FIELD_FILE || f->type == FIELD_IMAGE;
        if (!field_is_typed(f)) continue;
        if (!is_period) *list_add(mem, &names) = field_part(mem, f, parts[0]);
        if (is_period) *list_add(mem, &names) = field_part(mem, f, parts[1]);
        if (is_period) *list_add(mem, &names) = field_part(mem, f, parts[2]);
        if (is_file) *list_add(mem, &names) = field_part(mem, f, parts[3]);
    }
    *list_add(mem, &names) = NULL;
    return names.at;
}

static void take_rows(const Source *s, Typed *t, const DesignField *table)
{
    Arena *mem = &s->c->mem;
    const Design *d = t->raw.design;
    size_t place = design_place(d, table);
    const char *const *names = names_of_rows(mem, d, table);
    IdList ids = s->is_again ? request_typed_rows(s->c, s->q, names) : input_rows(s->c, s->q, names);
    t->rows[place] = ids;
    for (size_t row = 0; row < ids.n; row++) answers_add_row(mem, &t->raw, table, NO_DAY);
    for (size_t i = place + 1; i < d->n && d->field[i].rows == place; i++)
        for (size_t row = 0; row < ids.n; row++)
            typed_set(t, &d->field[i], row,
                      field_is_typed(&d->field[i]) ? sent(s, &d->field[i], ids.at[row]) : (Str){0});
}

static Typed typed_from(const Source *s, const Asked *asked, const Typed *had)
{
    const Design *d = asked->design;
    Typed t = typed_empty(&s->c->mem, d);
    for (size_t i = 0; i < d->n; i++) {
        const DesignField *f = &d->field[i];
        bool is_asked = asked_is(asked, f);
        if (f->rows != NO_ROWS || !field_is_answered(f)) continue;
        if (!is_asked && had) t.raw.at[i] = had->raw.at[i], t.raw.rows[i] = had->raw.rows[i], t.rows[i] = had->rows[i];
        if (!is_asked) continue;
        if (f->type == FIELD_ROWS) take_rows(s, &t, f);
        else if (field_is_typed(f)) typed_set(&t, f, 0, sent(s, f, 0));
    }
    return t;
}

Typed typed_sent(Ctx *c, const Request *q, const Asked *asked, const Typed *had)
{
    return typed_from(&(Source){c, q, false}, asked, had);
}

Typed typed_again(Ctx *c, const Request *q, const Asked *asked, const Typed *had)
{
    return typed_from(&(Source){c, q, true}, asked, had);
}

bool typed_differs(const Typed *a, const Typed *b, const DesignField *f)
{
    const Design *d = a->raw.design;
    size_t place = design_place(d, f);
    if (f->type != FIELD_ROWS) return !str_equal(typed_text(a, f, 0), typed_text(b, f, 0));
    if (rows_of(a, f) != rows_of(b, f)) return true;
    for (size_t i = place + 1; i < d->n && d->field[i].rows == place; i++)
        for (size_t row = 0; row < rows_of(a, f); row++)
            if (!str_equal(typed_text(a, &d->field[i], row), typed_text(b, &d->field[i], row))) return true;
    return false;
}

/* -- into answers ---------------------------------------------------------------------------------------------- */

void typed_period(Str text, Str *from, Str *to)
{
    size_t at = str_find(text, S(" - "));
    *from = str_trim(str_slice(text, 0, at));
    *to = str_trim(str_from(text, at + 3));
}

static void read_one(Arena *mem, const Typed *t, const Asked *asked, const DesignField *f, size_t row, Answer *a,
                     AnswerProblems *problems)
{
    Str text = typed_text(t, f, row), problem = {0};
    *a = (Answer){0};
    if (!text.n || answer_read(mem, f, text, a, &problem)) return;
    *a = (Answer){0};
    if (asked_is(asked, f)) *list_add(mem, problems) = (AnswerProblem){f, row, problem};
}

Answers typed_read(Arena *mem, const Typed *t, const Asked *asked, Day today, AnswerProblems *problems)
{
    const Design *d = t->raw.design;
    Answers a = answers_empty(mem, d);
    for (size_t i = 0; i < d->n; i++) {
        const DesignField *f = &d->field[i], *table = table_of(d, f);
        if (f->type == FIELD_ROWS)
            for (size_t row = 0; row < rows_of(t, f); row++) answers_add_row(mem, &a, f, NO_DAY);
        else if (field_is_answered(f))
            for (size_t row = 0; row < (table ? rows_of(t, table) : 1); row++)
                read_one(mem, t, asked, f, row, answers_cell(&a, f, row), problems);
    }
    answers_compute(mem, &a, today);
    return a;
}
