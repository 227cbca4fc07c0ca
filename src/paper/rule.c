// SPDX-License-Identifier: Apache-2.0
/* rule.c -- how numbers, symbols, days, markers and capacities are written. */
#include "base/out.h"
#include "paper/paper.h"
#include "viet/text.h"
#include <assert.h>

static const struct {
    Str abbreviation, name;
} kinds[PAPER_KINDS_N] = {
#define X(kind, abbreviation, name) [kind] = {STR(abbreviation), STR(name)},
    PAPER_KINDS(X)
#undef X
};

Str paper_kind_name(PaperKind kind) { return kinds[kind].name; }
Str paper_kind_abbreviation(PaperKind kind) { return kinds[kind].abbreviation; }

bool paper_kind_of(Arena *a, Str name, PaperKind *kind)
{
    Str folded = viet_lower(a, viet_nfc(a, str_trim(name)));
    for (int k = 0; k < PAPER_KINDS_N; k++)
        if (str_equal(folded, viet_lower(a, kinds[k].name))) {
            *kind = (PaperKind)k;
            return true;
        }
    return false;
}

Str paper_symbol(Arena *a, PaperKind kind, Str issuer, Str unit)
{
    if (kind != PAPER_LETTER) return str_format(a, "%.*s-%.*s", STR_ARGS(kinds[kind].abbreviation), STR_ARGS(issuer));
    return unit.n ? str_format(a, "%.*s-%.*s", STR_ARGS(issuer), STR_ARGS(unit)) : issuer;
}

Str paper_number(Arena *a, int64_t number) { return str_format(a, "%02lld", (long long)number); }

Str paper_day(Arena *a, Day day)
{
    int y, m, d;
    if (day == NO_DAY) return S("ngày       tháng       năm 20…");
    day_split(day, &y, &m, &d);
    return str_format(a, m < 3 ? "ngày %02d tháng %02d năm %d" : "ngày %02d tháng %d năm %d", d, m, y);
}

Str paper_roman(Arena *a, int n)
{
    static const struct {
        int value;
        const char *sign;
    } signs[] = {{1000, "M"}, {900, "CM"}, {500, "D"}, {400, "CD"}, {100, "C"}, {90, "XC"}, {50, "L"},
                 {40, "XL"},  {10, "X"},   {9, "IX"},  {5, "V"},    {4, "IV"},  {1, "I"}};
    Out o = {.mem = a};
    if (n < 1 || n > 3999) return str_format(a, "%d", n);
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
        for (; n >= signs[i].value; n -= signs[i].value) out_c(&o, signs[i].sign);
    return out_str(&o);
}

Str paper_letter(Arena *a, int n)
{
    static const char *const letters[] = {"a", "b", "c", "d", "đ", "e", "g", "h", "i", "k", "l", "m",
                                          "n", "o", "p", "q", "r", "s", "t", "u", "v", "x", "y"};
    enum { LETTERS = sizeof letters / sizeof *letters };
    assert(n > 0);
    const char *last = letters[(n - 1) % LETTERS];
    return n <= LETTERS ? str_of(last) : str_format(a, "%.*s%s", STR_ARGS(paper_letter(a, (n - 1) / LETTERS)), last);
}

/* -- who signs ------------------------------------------------------------------------------------------------ */

static const Str capacities[] = {[PAPER_OWN] = {0},
                                 [PAPER_KT] = STR("KT."),
                                 [PAPER_TL] = STR("TL."),
                                 [PAPER_TUQ] = STR("TUQ."),
                                 [PAPER_Q] = STR("Q.")};

Str paper_signer_lines(Arena *a, const PaperSigner *s)
{
    Out o = {.mem = a};
    Str sign = capacities[s->capacity];
    if (s->body.n) out_format(&o, "TM. %.*s\n", STR_ARGS(viet_upper(a, s->body)));
    if (s->capacity == PAPER_Q) out_format(&o, "%.*s ", STR_ARGS(sign));
    else if (s->capacity != PAPER_OWN && s->head.n)
        out_format(&o, "%.*s %.*s\n", STR_ARGS(sign), STR_ARGS(viet_upper(a, s->head)));
    if (s->chief.n) out_format(&o, "%.*s %.*s\n", STR_ARGS(capacities[PAPER_KT]), STR_ARGS(viet_upper(a, s->chief)));
    out_raw(&o, viet_upper(a, s->post));
    return out_str(&o);
}

/* Without the sign at its front, if it stands there. */
static bool begins(Str *line, Str sign)
{
    if (!sign.n || !str_starts(*line, sign)) return false;
    *line = str_trim(str_from(*line, sign.n));
    return true;
}

PaperSigner paper_signer_of(Arena *a, Str lines, Str name)
{
    PaperSigner s = {.name = name};
    Str upper = viet_upper(a, lines);
    for (Str line; str_cut(&upper, '\n', &line);) {
        line = str_trim(line);
        if (begins(&line, S("TM."))) s.body = line;
        else if (begins(&line, capacities[PAPER_Q])) s.capacity = PAPER_Q, s.post = line;
        else if (s.head.n && begins(&line, capacities[PAPER_KT])) s.chief = line;
        else {
            bool is_head = false;
            for (int k = PAPER_KT; !is_head && k <= PAPER_TUQ; k++)
                if (begins(&line, capacities[k])) s.capacity = (PaperCapacity)k, s.head = line, is_head = true;
            if (!is_head && line.n)
                s.post = s.post.n ? str_format(a, "%.*s\n%.*s", STR_ARGS(s.post), STR_ARGS(line)) : line;
        }
    }
    return s;
}
