// SPDX-License-Identifier: Apache-2.0
/* copies.c -- several programs over one database, as the rest asks of them: an engine that has none is alone. */
#include "store/inside.h"

static const struct CopiesEngine *copies_of(const Store *s) { return s->copies ? &s->engine->copies : NULL; }

int store_copies(const Store *s) { return s->copies ? copies_of(s)->alive(s) : 1; }

Fail store_count_copies(Ctx *c, int *n)
{
    const struct CopiesEngine *copies = copies_of(c->store->store);
    *n = 1;
    return copies ? copies->count(c, n) : OK;
}

int64_t store_written(const Store *s) { return s->copies ? copies_of(s)->written(s) : 0; }

Fail store_catch_up(Ctx *c)
{
    const struct CopiesEngine *copies = c->store ? copies_of(c->store->store) : NULL;
    return copies ? copies->catch_up(c) : OK;
}

Fail store_lease(Ctx *c, const char *name, int64_t ms, bool *is_ours)
{
    const struct CopiesEngine *copies = copies_of(c->store->store);
    *is_ours = true;
    return copies ? copies->lease(c, name, ms, is_ours) : OK;
}
