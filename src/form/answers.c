// SPDX-License-Identifier: Apache-2.0
/* answers.c -- the answers of one form, before anything was typed, and where each stands. */
#include "form/answers.h"

/* The columns of a table follow it. */
static size_t columns_of(const Design *d, const DesignField *rows)
{
    size_t place = design_place(d, rows), n = 0;
    while (place + 1 + n < d->n && d->field[place + 1 + n].rows == place) n++;
    return n;
}

Answers answers_empty(Arena *mem, const Design *d)
{
    Answers a = {.design = d, .at = NEW(mem, Answer, d->n), .work = NEW(mem, Work, 1)};
    a.work->left = WORK_MAX;
    a.rows = arena_take(mem, sizeof *a.rows, _Alignof(max_align_t), d->n);
    for (size_t i = 0; i < d->n; i++)
        if (d->field[i].type == FIELD_ROWS) a.at[i] = answer_of_integer(0);
    return a;
}

/* Only what the field's type can hold. */
static Answer first_of(Arena *mem, const Answers *a, const DesignField *f, size_t row, Day today)
{
    Scope scope = {.mem = mem, .answers = a, .row = row, .today = today};
    return f->first ? answer_fitting(mem, f, expression_value(f->first, &scope)) : (Answer){0};
}

Answers answers_new(Arena *mem, const Design *d, Day today)
{
    Answers a = answers_empty(mem, d);
    for (size_t i = 0; i < d->n; i++)
        if (d->field[i].rows == NO_ROWS && d->field[i].type != FIELD_ROWS)
            a.at[i] = first_of(mem, &a, &d->field[i], 0, today);
    return a;
}

Answer answers_of(const Answers *a, Str name)
{
    const DesignField *f = design_field(a->design, name);
    return f && f->rows == NO_ROWS ? a->at[design_place(a->design, f)] : (Answer){0};
}

Answer *answers_cell(const Answers *a, const DesignField *f, size_t row)
{
    size_t place = design_place(a->design, f);
    return f->rows == NO_ROWS ? &a->at[place] : &a->rows[f->rows].at[row].at[place - f->rows - 1];
}

AnswerRow *answers_add_empty_row(Arena *mem, Answers *a, const DesignField *rows)
{
    size_t place = design_place(a->design, rows);
    AnswerRow *row = list_add(mem, &a->rows[place]);
    row->at = NEW(mem, Answer, columns_of(a->design, rows));
    a->at[place] = answer_of_integer((int64_t)a->rows[place].n);
    return row;
}

AnswerRow *answers_add_row(Arena *mem, Answers *a, const DesignField *rows, Day today)
{
    AnswerRow *row = answers_add_empty_row(mem, a, rows);
    size_t place = design_place(a->design, rows), n = columns_of(a->design, rows);
    for (size_t k = 0; k < n; k++)
        row->at[k] = first_of(mem, a, &a->design->field[place + 1 + k], a->rows[place].n - 1, today);
    return row;
}
