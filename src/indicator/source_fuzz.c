// SPDX-License-Identifier: Apache-2.0
/* Any bytes as the declaration of a set, as a term, as an amount: what is good comes out and in again as the same; an
 * amount keeps its bounds and reads back from its own words. */
#include "indicator/source.h"
#include <assert.h>

static void check_amount(Arena *a, Str typed)
{
    for (int decimals = 0; decimals <= INDICATOR_DECIMALS_MAX; decimals++)
        for (int from_file = 0; from_file < 2; from_file++) {
            Indicator k = {.title = S("x"), .decimals = decimals, .has_least = true, .least = -INDICATOR_AMOUNT_MAX};
            int64_t amount = 0, again = 1;
            const char *problem = amount_read(a, &k, typed, from_file, &amount);
            if (problem) continue;
            assert(!amount_read(a, &k, amount_words(a, &k, amount), false, &again) && again == amount);
            assert(!amount_read(a, &k, amount_plain(a, &k, amount), true, &again) && again == amount);
        }
}

static void check_term(Arena *a, Str typed)
{
    for (int kind = 0; kind < TERM_KINDS; kind++) {
        Term t, again;
        if (!term_read(typed, (TermKind)kind, &t)) continue;
        assert(t.kind == (TermKind)kind && t.first <= t.last);
        assert(term_read(term_key(a, t), t.kind, &again) && again.first == t.first && again.last == t.last);
    }
}

static Fail properties(Ctx *c, void *arg)
{
    Str bytes = *(Str *)arg;
    IndicatorSet set, again;
    DesignProblems problems;
    Out first = {.mem = &c->mem}, second = {.mem = &c->mem};
    if (bytes.n < 60) check_amount(&c->mem, bytes), check_term(&c->mem, bytes);
    if (!indicator_from_yaml(c, bytes, &set, &problems)) {
        assert(problems.n);
        return OK;
    }
    assert(set.indicators.n && set.indicators.n <= INDICATORS_MAX);
    indicator_put_yaml(&first, &set);
    bool good = indicator_from_yaml(c, out_str(&first), &again, &problems);
    assert(good);
    indicator_put_yaml(&second, &again);
    assert(str_equal(out_str(&first), out_str(&second)));
    return OK;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    static Arena whole;
    if (!whole.at) whole = arena_reserve(256 << 20);
    Ctx c = {.mem = whole};
    Fail result = edge_run(&c, properties, &(Str){(const char *)bytes, n});
    assert(!result || c.why[0]);
    return 0;
}
