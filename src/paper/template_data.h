// SPDX-License-Identifier: Apache-2.0
/* template_data.h -- where names are looked for. */
#pragma once
#include "paper/template.h"

typedef struct Scope {
    TemplateValue *value;
    const struct Scope *outer;
} Scope;

/* NULL when no scope has it. */
TemplateValue *data_find(const Scope *scope, Str name);
bool data_is_there(const TemplateValue *v);               /* for {#…} and {^…} */
Str data_nearest(Arena *a, const Scope *scope, Str name); /* empty when none is near */
