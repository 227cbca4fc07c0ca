// SPDX-License-Identifier: Apache-2.0
/* Any bytes as a table of agencies: refused with a sentence, or a directory in which each agency is found by its code
 * and by its name. */
#include "org/directory.h"
#include <assert.h>

static Fail properties(Ctx *c, void *arg)
{
    const Directory *d;
    TRY(directory_from_table(c, *(Str *)arg, &d));
    for (size_t i = 0; i < directory_size(d); i++) {
        const Org *o = directory_at(d, i);
        double ratio;
        Str key = org_key(&c->mem, o->name, false);
        assert(directory_by_code(d, o->code) == o);
        assert(str_is_utf8(o->name) && o->name.n);
        assert(!key.n || directory_exact(d, key));
        assert(str_equal(org_key(&c->mem, key, false), key));
        directory_nearest(d, org_key(&c->mem, o->name, true), 0.2, &ratio);
    }
    return OK;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    static Arena whole;
    if (!whole.at) whole = arena_reserve(64 << 20);
    Ctx c = {.mem = whole, .now = 1, .today = 20000};
    Fail result = edge_run(&c, properties, &(Str){(const char *)bytes, n});
    assert(!result || c.why[0]);
    return 0;
}
