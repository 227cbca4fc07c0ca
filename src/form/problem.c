// SPDX-License-Identifier: Apache-2.0
/* What is wrong with a source: named where it stands, settled into one list. */
#include "form/design.h"
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

/* A broken file may have a problem in each of its lines; nobody reads so many, and their texts take room. */
enum { SAID_MAX = 20 * DESIGN_PROBLEMS_MAX };

/* A column as Excel calls it: A … Z, AA … */
static Str column_letters(Arena *mem, int column)
{
    char letters[8];
    size_t at = sizeof letters;
    for (; column > 0 && at; column = (column - 1) / 26) letters[--at] = (char)('A' + (column - 1) % 26);
    return str_copy(mem, (Str){letters + at, sizeof letters - at});
}

Str problem_line(Arena *mem, const DesignProblem *p)
{
    if (!p->spot.line) return p->text;
    if (!p->spot.sheet.n)
        return str_format(mem, "dòng %d, cột %d: %.*s", p->spot.line, p->spot.column, STR_ARGS(p->text));
    if (!p->spot.column)
        return str_format(mem, "trang tính %.*s, dòng %d: %.*s", STR_ARGS(p->spot.sheet), p->spot.line,
                          STR_ARGS(p->text));
    return str_format(mem, "trang tính %.*s, ô %.*s%d: %.*s", STR_ARGS(p->spot.sheet),
                      STR_ARGS(column_letters(mem, p->spot.column)), p->spot.line, STR_ARGS(p->text));
}

/* Of those that are said: what keeps a form from being used is worth more.  NULL = there is none. */
static DesignProblem *last_warning(DesignProblems *problems)
{
    for (size_t i = SAID_MAX; i-- > 0;)
        if (problems->at[i].is_warning) return &problems->at[i];
    return NULL;
}

__attribute__((format(printf, 4, 0))) static void add(Arena *mem, DesignProblems *problems, DesignProblem p,
                                                      const char *format, va_list args)
{
    char text[1000];
    DesignProblem *place = list_add(mem, problems);
    if (problems->n > SAID_MAX) {
        *place = p;
        place = p.is_warning ? NULL : last_warning(problems);
    }
    if (!place) return;
    vsnprintf(text, sizeof text, format, args);
    p.text = str_copy(mem, str_head(str_of(text), sizeof text - 4));
    *place = p;
}

void problem_add(Arena *mem, DesignProblems *problems, Spot spot, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    add(mem, problems, (DesignProblem){.spot = spot}, format, args);
    va_end(args);
}

void problem_warn(Arena *mem, DesignProblems *problems, Spot spot, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    add(mem, problems, (DesignProblem){.spot = spot, .is_warning = true}, format, args);
    va_end(args);
}

/* An XLSForm's sheets against the alphabet: survey, settings, choices. */
static int by_place(const void *left, const void *right)
{
    const Spot *a = &((const DesignProblem *)left)->spot, *b = &((const DesignProblem *)right)->spot;
    int sheets = -str_compare(a->sheet, b->sheet);
    if (sheets) return sheets;
    return a->line != b->line ? (a->line > b->line ? 1 : -1) : (a->column > b->column) - (a->column < b->column);
}

static int by_weight(const void *left, const void *right)
{
    const DesignProblem *a = left, *b = right;
    return a->is_warning != b->is_warning ? a->is_warning - b->is_warning : by_place(left, right);
}

static bool is_said(const DesignProblem *a, const DesignProblem *b)
{
    return a->spot.line == b->spot.line && a->spot.column == b->spot.column &&
           str_equal(a->spot.sheet, b->spot.sheet) && str_equal(a->text, b->text);
}

bool problems_settle(Arena *mem, DesignProblems *problems)
{
    size_t said = problems->n < SAID_MAX ? problems->n : SAID_MAX, more = problems->n - said, kept = 0;
    bool is_good = true;
    for (size_t i = 0; i < problems->n; i++) is_good = is_good && problems->at[i].is_warning;
    if (said) qsort(problems->at, said, sizeof *problems->at, by_place);
    for (size_t i = 0; i < said; i++)
        if (!kept || !is_said(&problems->at[kept - 1], &problems->at[i])) problems->at[kept++] = problems->at[i];
    problems->n = kept < DESIGN_PROBLEMS_MAX ? kept : DESIGN_PROBLEMS_MAX;
    if (kept > problems->n) {
        qsort(problems->at, kept, sizeof *problems->at, by_weight);
        qsort(problems->at, problems->n, sizeof *problems->at, by_place);
    }
    more += kept - problems->n;
    if (more)
        *list_add(mem, problems) = (DesignProblem){
            .spot = problems->at[problems->n - 1].spot,
            .is_warning = is_good,
            .text = str_format(mem, "Còn %zu chỗ nữa chưa kể ra: sửa những chỗ trên rồi thử lại.", more)};
    return is_good;
}
