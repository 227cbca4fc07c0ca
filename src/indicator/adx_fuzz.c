// SPDX-License-Identifier: Apache-2.0
/* Any bytes as ADX: what is read is bounded and stands where it says; whatever is refused has a sentence. */
#include "indicator/adx.h"
#include <assert.h>

static Fail properties(Ctx *c, void *arg)
{
    AdxValueList values;
    TRY(adx_read(c, *(Str *)arg, &values));
    assert(values.n <= ADX_VALUES_MAX);
    for (size_t i = 0; i < values.n; i++) {
        const AdxValue *v = &values.at[i];
        const Str parts[] = {v->org, v->period, v->set, v->element, v->value};
        for (size_t k = 0; k < sizeof parts / sizeof *parts; k++)
            assert(parts[k].n <= ADX_TEXT_MAX && str_is_utf8(parts[k]));
        assert(v->line >= 1 && v->column >= 1 && (!i || v->line >= values.at[i - 1].line));
    }
    return OK;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    static Arena whole;
    if (!whole.at) whole = arena_reserve(64 << 20);
    Ctx c = {.mem = whole};
    Fail result = edge_run(&c, properties, &(Str){(const char *)bytes, n});
    assert(!result || c.why[0]);
    return 0;
}
