// SPDX-License-Identifier: Apache-2.0
/* testing.h -- a procedure to try things with, for *_test.c only: the one that README.md shows. */
#pragma once
#include "doc/doc.h"
#include "procedure/dossier.h"

static inline Str manual_procedure(Ctx *c)
{
    Str text;
    if (doc_load_file(c, "src/procedure/README.md", &text)) return (Str){0};
    text = str_from(text, str_find(text, S("```yaml\n")) + 8);
    return str_slice(text, 0, str_find(text, S("\n```")) + 1);
}
