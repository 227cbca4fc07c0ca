// SPDX-License-Identifier: Apache-2.0
/* design.c -- what can be asked of every design. */
#include "form/design.h"

const char *const field_words[FIELD_TYPE_COUNT] = {
#define X(symbol, word, name) word,
    FIELD_TYPES(X)
#undef X
};
const char *const field_names[FIELD_TYPE_COUNT] = {
#define X(symbol, word, name) name,
    FIELD_TYPES(X)
#undef X
};

const DesignField *design_field(const Design *d, Str name)
{
    for (size_t i = 0; name.n && i < d->n; i++)
        if (str_equal(d->field[i].name, name)) return &d->field[i];
    return NULL;
}

bool field_is_answered(const DesignField *f) { return f->type != FIELD_HEADING && f->type != FIELD_NOTE; }

Str problem_line(Arena *mem, const DesignProblem *p)
{
    Str place = {0};
    if (p->spot.line > 0 && p->spot.column > 0)
        place = str_format(mem, "dòng %d, cột %d: ", p->spot.line, p->spot.column);
    else if (p->spot.line > 0) place = str_format(mem, "dòng %d: ", p->spot.line);
    if (p->spot.sheet.n && place.n)
        place = str_format(mem, "trang tính %.*s, %.*s", STR_ARGS(p->spot.sheet), STR_ARGS(place));
    else if (p->spot.sheet.n) place = str_format(mem, "trang tính %.*s: ", STR_ARGS(p->spot.sheet));
    return str_format(mem, "%.*s%.*s", STR_ARGS(place), STR_ARGS(p->text));
}
