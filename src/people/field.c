// SPDX-License-Identifier: Apache-2.0
/* field.c -- a field of a form of people/, with what was typed. */
#include "people/view.h"

FormField field_of(const Request *q, const char *name, const char *label, Str value)
{
    Str typed = request_typed(q, name);
    return (FormField){.name = name,
                       .label = label,
                       .value = typed.n ? typed : value,
                       .problem = request_is_again(q) ? request_problem(q, name) : NULL};
}
