// SPDX-License-Identifier: Apache-2.0
/* symbol.c -- of Symbol what Unicode's table of that font says
 * (www.unicode.org/Public/MAPPINGS/VENDORS/ADOBE/symbol.txt), of Wingdings what plans tick and point with. */
#include "doc/symbol.h"
#include "base/out.h"

typedef struct {
    unsigned char code;
    Str text;
} Sign;

static const Sign of_symbol[] = {
    {0x22, STR("∀")}, {0x24, STR("∃")}, {0x2A, STR("*")}, {0x2D, STR("-")}, {0x40, STR("≅")}, {0x44, STR("Δ")},
    {0x46, STR("Φ")}, {0x47, STR("Γ")}, {0x4C, STR("Λ")}, {0x50, STR("Π")}, {0x51, STR("Θ")}, {0x53, STR("Σ")},
    {0x57, STR("Ω")}, {0x59, STR("Ψ")}, {0x5E, STR("⊥")}, {0x61, STR("α")}, {0x62, STR("β")}, {0x64, STR("δ")},
    {0x65, STR("ε")}, {0x66, STR("φ")}, {0x67, STR("γ")}, {0x68, STR("η")}, {0x6C, STR("λ")}, {0x6D, STR("μ")},
    {0x70, STR("π")}, {0x71, STR("θ")}, {0x72, STR("ρ")}, {0x73, STR("σ")}, {0x74, STR("τ")}, {0x77, STR("ω")},
    {0x7E, STR("~")}, {0xA3, STR("≤")}, {0xA5, STR("∞")}, {0xAB, STR("↔")}, {0xAC, STR("←")}, {0xAD, STR("↑")},
    {0xAE, STR("→")}, {0xAF, STR("↓")}, {0xB0, STR("°")}, {0xB1, STR("±")}, {0xB2, STR("″")}, {0xB3, STR("≥")},
    {0xB4, STR("×")}, {0xB6, STR("∂")}, {0xB7, STR("•")}, {0xB8, STR("÷")}, {0xB9, STR("≠")}, {0xBA, STR("≡")},
    {0xBB, STR("≈")}, {0xBC, STR("…")}, {0xC5, STR("⊕")}, {0xC6, STR("∅")}, {0xC7, STR("∩")}, {0xC8, STR("∪")},
    {0xCE, STR("∈")}, {0xCF, STR("∉")}, {0xD6, STR("√")}, {0xD7, STR("⋅")}, {0xD8, STR("¬")}, {0xDB, STR("⇔")},
    {0xDC, STR("⇐")}, {0xDE, STR("⇒")}, {0xE5, STR("∑")}, {0xF2, STR("∫")},
};

static const Sign of_wingdings[] = {
    {0x28, STR("☎")}, {0x2A, STR("✉")}, {0x6C, STR("●")}, {0x6E, STR("■")}, {0x6F, STR("☐")}, {0x71, STR("☐")},
    {0x75, STR("◆")}, {0x76, STR("❖")}, {0x77, STR("•")}, {0x9F, STR("•")}, {0xA1, STR("○")}, {0xA7, STR("▪")},
    {0xA8, STR("☐")}, {0xD8, STR("➢")}, {0xDF, STR("←")}, {0xE0, STR("→")}, {0xE1, STR("↑")}, {0xE2, STR("↓")},
    {0xE8, STR("→")}, {0xF0, STR("⇨")}, {0xFB, STR("✗")}, {0xFC, STR("✓")}, {0xFD, STR("☒")}, {0xFE, STR("☑")},
};

Str symbol_text(Str font, unsigned code)
{
    bool dings = str_starts(font, S("Wingdings"));
    const Sign *sign = dings ? of_wingdings : of_symbol;
    size_t n = dings ? sizeof of_wingdings / sizeof *of_wingdings : sizeof of_symbol / sizeof *of_symbol;
    if (code >= 0xF000) code -= 0xF000;
    for (size_t i = 0; i < n; i++)
        if (sign[i].code == code) return sign[i].text;
    static const char plain[] = " !\"#$%&'()*+,-./0123456789:;<=>?";
    if (!dings && code >= 0x20 && code < 0x40) return (Str){plain + (code - 0x20), 1};
    return S("□");
}

/* U+F020..U+F0FF are EF 80 A0 .. EF 83 BF. */
static unsigned private_at(Str s, size_t i)
{
    const unsigned char *b = (const unsigned char *)s.p + i;
    if (s.n - i < 3 || b[0] != 0xEF || b[1] < 0x80 || b[1] > 0x83) return 0;
    unsigned code = (b[1] & 3U) << 6 | (b[2] & 0x3FU);
    return code >= 0x20 ? code : 0;
}

Str symbols_shown(Arena *a, Str font, Str text)
{
    Out o = {.mem = a};
    if (!str_contains(text, S("\xEF"))) return text;
    for (size_t i = 0; i < text.n;) {
        unsigned code = private_at(text, i);
        if (code) out_raw(&o, symbol_text(font, code));
        else out_char(&o, text.p[i]);
        i += code ? 3 : 1;
    }
    return out_str(&o);
}
