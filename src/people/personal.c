// SPDX-License-Identifier: Apache-2.0
#include "people/personal.h"

Fail personal_forget(Ctx *c, Id person)
{
    for (const Feature *const *f = features; *f; f++)
        for (const Personal *k = (*f)->personal; k && k->table; k++)
            if (k->forget) TRY(store_run_values(c, k->forget, VALUES(OFFICE, person), NULL));
    return OK;
}
