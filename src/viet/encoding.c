// SPDX-License-Identifier: Apache-2.0
/* encoding.c -- which code a text is in.  Every code is tried on the beginning of the text; the one that makes most
 * words Vietnamese syllables wins.  Codes that iconv knows are left to it; TCVN3, VNI and VIQR it does not know as they
 * are used in Vietnam: their rows are the fonts' (TCVN 5712:1993 annex; VNI-Windows; RFC 1456 for VIQR). */
#include "viet/encoding.h"
#include "base/out.h"
#include "viet/letter.h"
#include "viet/text.h"
#include <iconv.h>

enum { LOOKED_AT = 96 << 10 }; /* bytes that decide */

const char *text_code_name(TextCode code)
{
    static const char *const names[] = {"", "UTF-8", "UTF-16 (Unicode)", "windows-1258", "TCVN3 (ABC)", "VNI", "VIQR"};
    return names[code];
}

/* -- by iconv ----------------------------------------------------------------------------------------------- */

/* What iconv does not know becomes U+FFFD. */
static Str by_iconv(Arena *a, const char *from, Str bytes)
{
    enum { GROWTH = 4 };
    iconv_t how = iconv_open("UTF-8", from);
    if (how == (iconv_t)-1) return (Str){0};
    iconv_close(how); /* nothing may be open while the arena is asked */
    size_t room = bytes.n * GROWTH + GROWTH, left = room;
    char *to = arena_bytes(a, room), *at = to, *in = (char *)bytes.p;
    how = iconv_open("UTF-8", from);
    if (how == (iconv_t)-1) return (Str){0};
    size_t step = str_starts(str_of(from), S("UTF-16")) ? 2 : 1; /* over what it does not know */
    for (size_t n = bytes.n; n && left >= GROWTH && iconv(how, &in, &n, &at, &left) == (size_t)-1;) {
        if (left < GROWTH || !n) break;
        memcpy(at, "\xEF\xBF\xBD", 3);
        at += 3, left -= 3, in += n < step ? n : step, n -= n < step ? n : step;
    }
    if (left >= GROWTH) iconv(how, NULL, NULL, &at, &left); /* a letter that waited for its mark */
    iconv_close(how);
    return (Str){to, (size_t)(at - to)};
}

/* -- UTF-16 without a mark ---------------------------------------------------------------------------------- */

/* Blanks and line ends are most frequent in every text; which byte of theirs is zero tells the order. */
static const char *utf16_order(Str s)
{
    size_t little = 0, big = 0, points = s.n / 2;
    for (size_t i = 0; i + 1 < s.n; i += 2) {
        little += (s.p[i] == ' ' || s.p[i] == '\n') && !s.p[i + 1];
        big += !s.p[i] && (s.p[i + 1] == ' ' || s.p[i + 1] == '\n');
    }
    enum { ONE_OF = 50 };
    if (little * ONE_OF > points && little > big) return "UTF-16LE";
    return big * ONE_OF > points && big > little ? "UTF-16BE" : NULL;
}

/* -- the fonts' codes, of bytes ----------------------------------------------------------------------------- */

/* Both were fonts over windows-1252: signs below 0xA0 are that code's. */
static const uint16_t windows_1252[32] = {
    0x20AC, 0xFFFD, 0x201A, 0x192,  0x201E, 0x2026, 0x2020, 0x2021, 0x2C6,  0x2030, 0x160,
    0x2039, 0x152,  0xFFFD, 0x17D,  0xFFFD, 0xFFFD, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x2DC,  0x2122, 0x161,  0x203A, 0x153,  0xFFFD, 0x17E,  0x178,
};

static void add_point(Out *o, uint32_t point)
{
    if (point < 0x80) {
        out_char(o, (char)point);
        return;
    }
    if (point >= 0x800) {
        out_char(o, (char)(0xE0 | point >> 12));
        out_char(o, (char)(0x80 | (point >> 6 & 63)));
    } else out_char(o, (char)(0xC0 | point >> 6));
    out_char(o, (char)(0x80 | (point & 63)));
}

static uint32_t western(unsigned char byte) { return byte >= 0x80 && byte < 0xA0 ? windows_1252[byte - 0x80] : byte; }

/* The bytes of which a newer program made letters of Western Europe; NULL when other letters are among them. */
static const char *western_bytes(Arena *a, Str s, size_t *n)
{
    char *bytes = arena_bytes(a, s.n + 1);
    *n = 0;
    while (s.n) {
        uint32_t point = letter_next(&s);
        for (uint32_t i = 0; point > 0xFF && i < 32; i++)
            if (windows_1252[i] == point && point != POINT_BAD) point = 0x80 + i;
        if (point > 0xFF) return NULL;
        bytes[(*n)++] = (char)point;
    }
    return bytes;
}

/* From 0xA1 on; 0 is the sign of Western Europe. */
static const uint16_t tcvn3[] = {
    0x102,  0xC2,   0xCA,   0xD4,   0x1A0,  0x1AF,  0x110,  0x103,  0xE2,   0xEA,   0xF4,   0x1A1,  /* A1 */
    0x1B0,  0x111,  0,      0,      0,      0,      0,      0,      0xE0,   0x1EA3, 0xE3,   0xE1,   /* AD */
    0x1EA1, 0,      0x1EB1, 0x1EB3, 0x1EB5, 0x1EAF, 0,      0,      0,      0,      0,      0,      /* B9 */
    0,      0x1EB7, 0x1EA7, 0x1EA9, 0x1EAB, 0x1EA5, 0x1EAD, 0xE8,   0,      0x1EBB, 0x1EBD, 0xE9,   /* C5 */
    0x1EB9, 0x1EC1, 0x1EC3, 0x1EC5, 0x1EBF, 0x1EC7, 0xEC,   0x1EC9, 0,      0,      0,      0x129,  /* D1 */
    0xED,   0x1ECB, 0xF2,   0,      0x1ECF, 0xF5,   0xF3,   0x1ECD, 0x1ED3, 0x1ED5, 0x1ED7, 0x1ED1, /* DD */
    0x1ED9, 0x1EDD, 0x1EDF, 0x1EE1, 0x1EDB, 0x1EE3, 0xF9,   0,      0x1EE7, 0x169,  0xFA,   0x1EE5, /* E9 */
    0x1EEB, 0x1EED, 0x1EEF, 0x1EE9, 0x1EF1, 0x1EF3, 0x1EF7, 0x1EF9, 0xFD,   0x1EF5,                 /* F5 */
};

static uint32_t tcvn3_point(unsigned char byte)
{
    size_t row = (size_t)byte - 0xA1;
    return byte >= 0xA1 && row < sizeof tcvn3 / sizeof *tcvn3 && tcvn3[row] ? tcvn3[row] : western(byte);
}

static Str from_tcvn3(Arena *a, Str bytes)
{
    Out o = {.mem = a};
    for (size_t i = 0; i < bytes.n; i++) add_point(&o, tcvn3_point((unsigned char)bytes.p[i]));
    return out_str(&o);
}

enum { GRAVE = 0x300, ACUTE, CIRCUMFLEX, TILDE, BREVE = 0x306, HOOK = 0x309, HORN = 0x31B, DOT = 0x323 };

/* VNI: a byte behind its vowel, small; the capital's is 0x20 below. */
static const struct {
    unsigned char byte;
    uint16_t form, tone;
} vni_marks[] = {{0xF8, 0, GRAVE},
                 {0xF9, 0, ACUTE},
                 {0xFB, 0, HOOK},
                 {0xF5, 0, TILDE},
                 {0xEF, 0, DOT},
                 {0xE2, CIRCUMFLEX, 0},
                 {0xEA, BREVE, 0},
                 {0xE0, CIRCUMFLEX, GRAVE},
                 {0xE1, CIRCUMFLEX, ACUTE},
                 {0xE5, CIRCUMFLEX, HOOK},
                 {0xE3, CIRCUMFLEX, TILDE},
                 {0xE4, CIRCUMFLEX, DOT},
                 {0xE8, BREVE, GRAVE},
                 {0xE9, BREVE, ACUTE},
                 {0xFA, BREVE, HOOK},
                 {0xFC, BREVE, TILDE},
                 {0xEB, BREVE, DOT}};
/* … and letters of one byte. */
static const struct {
    unsigned char byte;
    uint16_t small, capital;
} vni_letters[] = {{0xF1, 0x111, 0x110}, {0xF4, 0x1A1, 0x1A0},   {0xF6, 0x1B0, 0x1AF},
                   {0xEC, 0xEC, 0xCC},   {0xED, 0xED, 0xCD},     {0xE6, 0x1EC9, 0x1EC8},
                   {0xF3, 0x129, 0x128}, {0xF2, 0x1ECB, 0x1ECA}, {0xEE, 0x1EF5, 0x1EF4}};

static bool vni_mark(Out *o, unsigned char small)
{
    for (size_t k = 0; k < sizeof vni_marks / sizeof *vni_marks; k++)
        if (vni_marks[k].byte == small) {
            if (vni_marks[k].form) add_point(o, vni_marks[k].form);
            if (vni_marks[k].tone) add_point(o, vni_marks[k].tone);
            return true;
        }
    return false;
}

static Str from_vni(Arena *a, Str bytes)
{
    Out o = {.mem = a};
    for (size_t i = 0; i < bytes.n; i++) {
        unsigned char byte = (unsigned char)bytes.p[i], small = byte >= 0xC0 ? byte | 0x20 : byte;
        unsigned char before = i ? (unsigned char)bytes.p[i - 1] : 0;
        bool carries = before && (strchr("aeouyAEOUY", before) || (before | 0x20) == 0xF4 || (before | 0x20) == 0xF6);
        if (byte < 0xC0) {
            add_point(&o, western(byte));
            continue;
        }
        if (carries && vni_mark(&o, small)) continue;
        uint32_t point = byte;
        for (size_t k = 0; k < sizeof vni_letters / sizeof *vni_letters; k++)
            if (vni_letters[k].byte == small) point = byte == small ? vni_letters[k].small : vni_letters[k].capital;
        add_point(&o, point);
    }
    return viet_nfc(a, out_str(&o));
}

/* -- VIQR --------------------------------------------------------------------------------------------------- */

static uint32_t viqr_form(char vowel, char sign)
{
    if (sign == '^' && strchr("aeoAEO", vowel)) return CIRCUMFLEX;
    if (sign == '(' && strchr("aA", vowel)) return BREVE;
    return (sign == '+' || sign == '*') && strchr("ouOU", vowel) ? HORN : 0;
}

static uint32_t viqr_tone(char sign)
{
    return sign == '`'    ? GRAVE
           : sign == '\'' ? ACUTE
           : sign == '?'  ? HOOK
           : sign == '~'  ? TILDE
           : sign == '.'  ? DOT
                          : 0;
}

/* The word that begins at i; *end = behind it.  A sign that makes no syllable is a sign: "la`." ends a sentence. */
static Str viqr_word(Arena *a, Str s, size_t i, size_t *end)
{
    enum { SYLLABLE_MAX = 8, SYLLABLE_BYTES_MAX = 24 }; /* what is longer is no syllable whatever its tone */
    Out o = {.mem = a};
    size_t good = i;
    for (; i < s.n; i++) {
        char at = s.p[i];
        bool letter = (at >= 'a' && at <= 'z') || (at >= 'A' && at <= 'Z');
        if (!letter) break;
        if (strchr("dD", at) && i + 1 < s.n && strchr("dD", s.p[i + 1])) {
            add_point(&o, at == 'd' ? 0x111 : 0x110);
            good = ++i + 1;
            continue;
        }
        out_char(&o, at);
        good = i + 1;
        if (!strchr("aeiouyAEIOUY", at)) continue;
        uint32_t form = i + 1 < s.n && s.p[i + 1] ? viqr_form(at, s.p[i + 1]) : 0;
        if (form) add_point(&o, form), good = ++i + 1;
        uint32_t tone = i + 1 < s.n ? viqr_tone(s.p[i + 1]) : 0;
        Out with = {.mem = a};
        if (!tone || o.n > SYLLABLE_BYTES_MAX) continue;
        out_raw(&with, out_str(&o));
        add_point(&with, tone);
        size_t rest = i + 2;
        while (rest < s.n && rest < i + SYLLABLE_MAX &&
               ((s.p[rest] >= 'a' && s.p[rest] <= 'z') || (s.p[rest] >= 'A' && s.p[rest] <= 'Z')))
            rest++;
        Out whole = {.mem = a};
        out_raw(&whole, out_str(&with));
        out_raw(&whole, str_slice(s, i + 2, rest));
        if (viet_is_syllable(viet_nfc(a, out_str(&whole)))) o = with, good = ++i + 1;
    }
    *end = good;
    return viet_nfc(a, out_str(&o));
}

static Str from_viqr(Arena *a, Str s)
{
    Out o = {.mem = a};
    for (size_t i = 0; i < s.n;) {
        char at = s.p[i];
        if (at == '\\' && i + 1 < s.n && strchr("^(+*`'?~.\\dD", s.p[i + 1])) { /* a sign that is none */
            out_char(&o, s.p[i + 1]);
            i += 2;
            continue;
        }
        if ((at >= 'a' && at <= 'z') || (at >= 'A' && at <= 'Z')) {
            out_raw(&o, viqr_word(a, s, i, &i));
            continue;
        }
        out_char(&o, at);
        i++;
    }
    return out_str(&o);
}

/* -- choosing ----------------------------------------------------------------------------------------------- */

/* Of the words with other letters than ASCII has, how many of a thousand are syllables; -1 when there are too few. */
static int score(Arena *a, Str utf8)
{
    enum { WORDS_MIN = 3, BAD = 0xFFFD };
    size_t words = 0, good = 0;
    Arena mark = *a;
    Str rest = viet_nfc(a, utf8), token;
    while (viet_token(&rest, &token)) {
        bool other = false;
        for (size_t i = 0; i < token.n; i++) other |= (token.p[i] & 0x80) != 0;
        if (!other) continue;
        Str first = token;
        uint32_t point = letter_next(&first);
        /* Quotation marks and dashes are everyone's; signs that no Vietnamese text holds count as words. */
        if (token.n <= 3 && !first.n && !letter_of(point) && (point == 0xA0 || (point >= 0x2010 && point <= 0x2122)))
            continue;
        words++, good += viet_is_syllable(token);
    }
    a->at = mark.at;
    return words < WORDS_MIN ? -1 : (int)(good * 1000 / words);
}

static Str converted(Arena *a, TextCode code, Str bytes)
{
    if (code == CODE_1258) return by_iconv(a, "CP1258", bytes);
    if (code == CODE_TCVN3) return from_tcvn3(a, bytes);
    return code == CODE_VNI ? from_vni(a, bytes) : from_viqr(a, bytes);
}

/* The best of the codes of single bytes; CODE_UNKNOWN when none makes Vietnamese of it. */
static TextCode best_code(Arena *a, Str bytes, int least)
{
    TextCode best = CODE_UNKNOWN;
    Str looked_at = str_slice(bytes, 0, LOOKED_AT);
    for (TextCode code = CODE_1258; code <= CODE_VNI; code++) {
        Arena mark = *a;
        int found = score(a, converted(a, code, looked_at));
        a->at = mark.at;
        if (found > least) least = found, best = code;
    }
    return best;
}

/* Without letters of its own: is it VIQR?  Its signs are many, and make syllables of what were none. */
static bool is_viqr(Arena *a, Str s)
{
    enum { SIGNS_OF_THOUSAND = 25, GOOD = 900 };
    size_t signs = 0;
    for (size_t i = 1; i < s.n; i++) {
        if (s.p[i] & 0x80) return false;
        char before = s.p[i - 1] ? s.p[i - 1] : ' ';
        signs += s.p[i] && (viqr_form(before, s.p[i]) || (strchr("aeiouyAEIOUY", before) && strchr("`~'?", s.p[i])));
    }
    if (s.n < 40 || signs * 1000 < s.n * SIGNS_OF_THOUSAND) return false;
    Arena mark = *a;
    int found = score(a, from_viqr(a, s));
    a->at = mark.at;
    return found >= GOOD;
}

static TextCode of_utf8(Arena *a, Str s, Str *utf8)
{
    enum { GOOD = 700, BETTER = 150 };
    size_t n;
    Str looked_at = str_head(s, LOOKED_AT);
    if (is_viqr(a, looked_at)) {
        *utf8 = from_viqr(a, s);
        return CODE_VIQR;
    }
    *utf8 = s;
    int own = score(a, looked_at);
    if (own < 0 || own >= GOOD) return CODE_UTF8;
    Arena mark = *a;
    const char *bytes = western_bytes(a, s, &n);
    TextCode code = bytes ? best_code(a, (Str){bytes, n}, own + BETTER > GOOD ? own + BETTER : GOOD) : CODE_UNKNOWN;
    if (code == CODE_TCVN3 || code == CODE_VNI) {
        *utf8 = converted(a, code, (Str){bytes, n});
        return code;
    }
    a->at = mark.at;
    return CODE_UTF8;
}

TextCode viet_to_utf8(Arena *a, Str bytes, Str *utf8)
{
    enum { GOOD = 500 };
    if (str_starts(bytes, S("\xEF\xBB\xBF"))) bytes = str_from(bytes, 3);
    const char *order = str_starts(bytes, S("\xFF\xFE"))   ? "UTF-16LE"
                        : str_starts(bytes, S("\xFE\xFF")) ? "UTF-16BE"
                                                           : NULL;
    if (order) bytes = str_from(bytes, 2);
    else if (str_index(bytes, 0) < bytes.n) order = utf16_order(str_slice(bytes, 0, LOOKED_AT));
    if (order) {
        *utf8 = by_iconv(a, order, bytes);
        return CODE_UTF16;
    }
    if (str_index(bytes, 0) < bytes.n) return CODE_UNKNOWN;
    if (str_is_utf8(bytes)) return of_utf8(a, bytes, utf8);
    TextCode code = best_code(a, bytes, GOOD);
    if (code) *utf8 = converted(a, code, bytes);
    return code;
}
