// SPDX-License-Identifier: Apache-2.0
/* draft_part.c -- a long form as pages, cut at its headings: one thing at a time. */
#include "form/draft_inside.h"

static size_t asked_in(const Asked *asked, size_t first, size_t end)
{
    size_t n = 0;
    for (size_t i = first; i < end; i++) {
        const DesignField *f = &asked->design->field[i];
        n += f->rows == NO_ROWS && field_is_typed(f) && asked_is(asked, f);
    }
    return n;
}

/* A heading under which nothing is asked goes with what follows: a note, an introduction. */
Parts parts_of(Arena *mem, const Asked *asked)
{
    const Design *d = asked->design;
    Parts parts = {0};
    if (asked_in(asked, 0, d->n) > PART_FIELDS_MIN)
        for (size_t i = 0, first = 0; i < d->n; i++) {
            bool is_last = i + 1 == d->n;
            if (!is_last && d->field[i + 1].type != FIELD_HEADING) continue;
            if (!asked_in(asked, first, i + 1) && !is_last) continue;
            *list_add(mem, &parts) = (Part){.first = first, .end = i + 1};
            first = i + 1;
        }
    if (parts.n < 2) {
        parts.n = 0;
        *list_add(mem, &parts) = (Part){.first = 0, .end = d->n};
    }
    for (size_t k = 0; k < parts.n; k++) {
        Part *p = &parts.at[k];
        p->title = d->field[p->first].type == FIELD_HEADING ? d->field[p->first].label.text : S("Thông tin chung");
    }
    return parts;
}

static bool is_begun(const Typed *t, const DesignField *f)
{
    if (f->type == FIELD_ROWS) return t->raw.rows[design_place(t->raw.design, f)].n;
    return typed_text(t, f, 0).n;
}

void parts_judge(Arena *mem, Parts *parts, const Asked *asked, const Typed *t, const Answers *a,
                 const AnswerProblems *problems, Day today)
{
    Shown shown = answers_shown(mem, a, today);
    for (size_t k = 0; k < parts->n; k++) {
        Part *p = &parts->at[k];
        p->problems = 0, p->is_shown = p->is_begun = false;
        for (size_t i = p->first; i < p->end; i++) {
            const DesignField *f = &asked->design->field[i];
            bool is_asked = f->rows == NO_ROWS && field_is_typed(f) && asked_is(asked, f);
            p->is_shown |= is_asked && shown_is(&shown, f, 0);
            p->is_begun |= is_asked && is_begun(t, f);
        }
        for (size_t i = 0; i < problems->n; i++) {
            size_t place = design_place(asked->design, problems->at[i].field);
            p->problems += place >= p->first && place < p->end;
        }
    }
}

StrList part_names(Arena *mem, const Asked *asked, const Part *part)
{
    StrList names = {0};
    for (size_t i = part->first; i < part->end; i++)
        if (asked_is(asked, &asked->design->field[i])) *list_add(mem, &names) = asked->design->field[i].name;
    return names;
}
