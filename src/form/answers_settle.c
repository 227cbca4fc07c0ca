// SPDX-License-Identifier: Apache-2.0
/* answers_settle.c -- what is calculated and what is shown, in the order of who asks whom: so a chain of fields that
 * hide each other, and sums over calculated columns, come right in one pass.  It works on a copy in which what is not
 * shown is empty. */
#include "form/answers.h"

typedef struct {
    Arena *mem;
    Answers as_seen;
    bool *at;
    bool **cells;
    Day today;
} Settling;

static void copy_rows(Settling *s, const Answers *a, size_t place)
{
    const Design *d = a->design;
    size_t columns = 0, n = a->rows[place].n;
    while (place + 1 + columns < d->n && d->field[place + 1 + columns].rows == place) columns++;
    s->as_seen.rows[place].at = NEW(s->mem, AnswerRow, n);
    s->as_seen.rows[place].n = s->as_seen.rows[place].room = n;
    Answer *cell = NEW(s->mem, Answer, n * columns);
    for (size_t r = 0; r < n; r++, cell += columns) {
        memcpy(cell, a->rows[place].at[r].at, columns * sizeof *cell);
        s->as_seen.rows[place].at[r].at = cell;
    }
    for (size_t k = 1; k <= columns; k++) s->cells[place + k] = NEW(s->mem, bool, n);
}

static Settling begin(Arena *mem, const Answers *a, Day today)
{
    const Design *d = a->design;
    Settling s = {mem, answers_empty(mem, d), NEW(mem, bool, d->n), NEW(mem, bool *, d->n), today};
    s.as_seen.work = a->work;
    memcpy(s.as_seen.at, a->at, d->n * sizeof *a->at);
    for (size_t i = 0; i < d->n; i++)
        if (d->field[i].type == FIELD_ROWS) copy_rows(&s, a, i);
    return s;
}

/* Nothing of a hidden table is asked. */
static void hide(Settling *s, size_t place)
{
    s->as_seen.at[place] = (Answer){0};
    if (s->as_seen.design->field[place].type != FIELD_ROWS) return;
    s->as_seen.at[place] = answer_of_integer(0);
    s->as_seen.rows[place].n = 0;
}

static bool settle_one(Settling *s, const DesignField *f, size_t row, Answer *answer)
{
    Scope scope = {.mem = s->mem, .answers = &s->as_seen, .row = row, .self = *answer, .today = s->today};
    bool is_shown = !f->shown || expression_holds(f->shown, &scope);
    if (is_shown && f->computed) *answer = answer_fitting(s->mem, f, expression_value(f->computed, &scope));
    return is_shown;
}

static void settle_field(Settling *s, const DesignField *f)
{
    size_t place = design_place(s->as_seen.design, f);
    if (f->rows == NO_ROWS) {
        s->at[place] = settle_one(s, f, 0, &s->as_seen.at[place]);
        if (!s->at[place]) hide(s, place);
        return;
    }
    for (size_t r = 0; r < s->as_seen.rows[f->rows].n; r++) {
        Answer *cell = answers_cell(&s->as_seen, f, r);
        s->cells[place][r] = settle_one(s, f, r, cell);
        if (!s->cells[place][r]) *cell = (Answer){0};
    }
}

static Settling settle(Arena *mem, const Answers *a, Day today)
{
    const Design *d = a->design;
    Settling s = begin(mem, a, today);
    const size_t *order;
    StrList circle = {0};
    bool has_order = design_order(mem, d, &order, &circle); /* else it was never published */
    for (size_t i = 0; i < d->n; i++) settle_field(&s, &d->field[has_order ? order[i] : i]);
    return s;
}

void answers_compute(Arena *mem, Answers *a, Day today)
{
    const Design *d = a->design;
    Settling s = settle(mem, a, today);
    for (size_t i = 0; i < d->n; i++) {
        const DesignField *f = &d->field[i];
        if (!f->computed) continue;
        size_t n = f->rows == NO_ROWS ? 1 : a->rows[f->rows].n,
               seen = f->rows == NO_ROWS ? 1 : s.as_seen.rows[f->rows].n;
        for (size_t r = 0; r < n; r++)
            *answers_cell(a, f, r) = r < seen ? *answers_cell(&s.as_seen, f, r) : (Answer){0};
    }
}

Shown answers_shown(Arena *mem, const Answers *a, Day today)
{
    Settling s = settle(mem, a, today);
    return (Shown){a->design, s.at, (const bool *const *)s.cells};
}

bool shown_is(const Shown *s, const DesignField *f, size_t row)
{
    size_t place = design_place(s->design, f);
    return f->rows == NO_ROWS ? s->at[place] : s->at[f->rows] && s->cells[place][row];
}

Answers answers_as_seen(Arena *mem, const Answers *a, Day today, Shown *shown)
{
    Settling s = settle(mem, a, today);
    *shown = (Shown){a->design, s.at, (const bool *const *)s.cells};
    return s.as_seen;
}

void answers_drop_hidden(Arena *mem, Answers *a, Day today) { *a = settle(mem, a, today).as_seen; }

ChoiceList answers_choices(Arena *mem, const Answers *a, const DesignField *f, size_t row, Day today)
{
    ChoiceList choices = {0};
    for (size_t i = 0; f->list && i < f->list->n; i++) {
        Scope scope = {.mem = mem, .answers = a, .row = row, .choice = &f->list->choice[i], .today = today};
        if (!f->filter || expression_holds(f->filter, &scope)) *list_add(mem, &choices) = &f->list->choice[i];
    }
    return choices;
}
