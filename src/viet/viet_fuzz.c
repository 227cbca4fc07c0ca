// SPDX-License-Identifier: Apache-2.0
/* Any bytes through text, distance and dates; what must hold for all of them is asserted. */
#include "base/fail.h"
#include "viet/date.h"
#include "viet/distance.h"
#include "viet/restore.h"
#include "viet/text.h"
#include <assert.h>

static const Restorer *restorer;

static Fail properties(Ctx *c, void *arg)
{
    Str s = *(Str *)arg, half = str_slice(s, 0, s.n / 2), token;
    Str nfc = viet_nfc(&c->mem, s), folded = viet_fold(&c->mem, s);
    assert(str_is_utf8(nfc) && str_equal(viet_nfc(&c->mem, nfc), nfc));
    assert(str_equal(viet_fold(&c->mem, folded), folded) && str_equal(viet_fold(&c->mem, nfc), folded));
    assert(str_equal(viet_order_key(&c->mem, s), viet_order_key(&c->mem, s)));
    double d = viet_distance(folded, viet_fold(&c->mem, half), 50);
    assert(d >= 0 && viet_distance(folded, folded, 1) >= 0);
    for (Str rest = s; viet_token(&rest, &token);) assert(token.n && token.p >= s.p && token.p + token.n <= s.p + s.n);
    Period p;
    viet_period(&c->mem, s, day_of(2024, 9, 1), &p);
    FoundDate f = viet_find_date(s);
    assert(f.day == NO_DAY || (f.text.p >= s.p && f.text.p + f.text.n <= s.p + s.n));
    viet_fold_ocr(&c->mem, s);
    viet_lower(&c->mem, viet_upper(&c->mem, viet_capital(&c->mem, s)));
    viet_is_upper(s);
    for (Str rest = s; viet_token(&rest, &token);) viet_is_syllable(token);
    assert(str_is_utf8(viet_restore(&c->mem, restorer, nfc)));
    return OK;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    static Arena whole, kept; /* the phrases outlive all runs */
    if (!whole.at) {
        whole = arena_reserve(64 << 20), kept = arena_reserve(16 << 20);
        restorer = restorer_load(&kept);
    }
    Ctx c = {.mem = whole};
    Str s = {(const char *)bytes, n < 4096 ? n : 4096};
    Fail result = edge_run(&c, properties, &s);
    assert(result == OK);
    return 0;
}
