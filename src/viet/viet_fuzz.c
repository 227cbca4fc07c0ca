// SPDX-License-Identifier: Apache-2.0
/* Any bytes through text, distance and dates; what must hold for all of them is asserted. */
#include "base/fail.h"
#include "viet/date.h"
#include "viet/distance.h"
#include "viet/encoding.h"
#include "viet/repair.h"
#include "viet/text.h"
#include <assert.h>

enum { REPAIRED_MAX = 160 }; /* under the sanitizers a word takes milliseconds */
static Repairer *repairer;

/* Tokens follow each other in the text and in what comes out; between them nothing changes; numbers stay. */
static void repair(Ctx *c, Str text)
{
    Repair r;
    size_t at = 0, out = 0;
    viet_repair(&c->mem, repairer, text, (Str){0}, &r);
    assert(str_is_utf8(r.text));
    for (size_t i = 0; i < r.tokens.n; i++) {
        const RepairToken *t = &r.tokens.at[i];
        assert(t->begin >= at && t->end >= t->begin && t->end <= text.n && t->out_begin >= out &&
               t->out_end <= r.text.n);
        assert(str_equal(str_slice(text, t->begin, t->end), t->read));
        assert(str_equal(str_slice(r.text, t->out_begin, t->out_end), t->restored));
        int64_t number;
        assert(!str_integer(t->read, &number) || str_equal(t->read, t->restored));
        assert(t->alternatives >= 0 && t->alternatives <= REPAIR_ALTERNATIVES);
        at = t->end, out = t->out_end;
    }
    assert(r.by != READ_WELL || (str_equal(r.text, text) && !r.tokens.n));
}

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
    Str utf8;
    assert(!viet_to_utf8(&c->mem, s, &utf8) || str_is_utf8(utf8));
    repair(c, str_head(nfc, REPAIRED_MAX));
    return OK;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    static Arena whole, kept; /* the model's words outlive all runs */
    if (!whole.at) {
        whole = arena_reserve(64 << 20), kept = arena_reserve(32 << 20);
        repairer = repairer_load(&kept, (Str){0});
    }
    Ctx c = {.mem = whole};
    Str s = {(const char *)bytes, n < 4096 ? n : 4096};
    Fail result = edge_run(&c, properties, &s);
    assert(result == OK);
    return 0;
}
