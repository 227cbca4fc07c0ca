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
