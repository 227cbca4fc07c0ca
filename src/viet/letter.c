// SPDX-License-Identifier: Apache-2.0
#include "viet/letter.h"
#include <utf8proc.h>

enum { FIRST_PLAIN = VOWEL_GROUPS * TONES + 1 };
enum { LATIN_CAPITAL = 0xC0, LATIN_SMALL = 0xE0, ABOVE_LATIN_1 = 0x100, TONED_FIRST = 0x1EA0, TONED_LAST = 0x1EF9 };
enum { A_BREVE = 7, D_STROKE = 76, I_TILDE = 35, U_TILDE = 59, O_HORN = 49, U_HORN = 61 };

/* a ă â e ê i o ô ơ u ư y, each in its six tones, then the consonants. */
static const uint16_t points[LETTER_KINDS] = {
    'a',    0xE0,   0xE1,   0x1EA3, 0xE3,   0x1EA1, 0x103,  0x1EB1, 0x1EAF, 0x1EB3, 0x1EB5, 0x1EB7, 0xE2,   0x1EA7,
    0x1EA5, 0x1EA9, 0x1EAB, 0x1EAD, 'e',    0xE8,   0xE9,   0x1EBB, 0x1EBD, 0x1EB9, 0xEA,   0x1EC1, 0x1EBF, 0x1EC3,
    0x1EC5, 0x1EC7, 'i',    0xEC,   0xED,   0x1EC9, 0x129,  0x1ECB, 'o',    0xF2,   0xF3,   0x1ECF, 0xF5,   0x1ECD,
    0xF4,   0x1ED3, 0x1ED1, 0x1ED5, 0x1ED7, 0x1ED9, 0x1A1,  0x1EDD, 0x1EDB, 0x1EDF, 0x1EE1, 0x1EE3, 'u',    0xF9,
    0xFA,   0x1EE7, 0x169,  0x1EE5, 0x1B0,  0x1EEB, 0x1EE9, 0x1EED, 0x1EEF, 0x1EF1, 'y',    0x1EF3, 0xFD,   0x1EF7,
    0x1EF9, 0x1EF5, 'b',    'c',    'd',    0x111,  'f',    'g',    'h',    'j',    'k',    'l',    'm',    'n',
    'p',    'q',    'r',    's',    't',    'v',    'w',    'x',    'z'};
static const char bases[VOWEL_GROUPS] = {'a', 'a', 'a', 'e', 'e', 'i', 'o', 'o', 'o', 'u', 'u', 'y'};

uint32_t letter_next(Str *s)
{
    utf8proc_int32_t point = (unsigned char)*s->p;
    utf8proc_ssize_t n = 1;
    if (point >= 0x80) n = utf8proc_iterate((const utf8proc_uint8_t *)s->p, (utf8proc_ssize_t)s->n, &point);
    *s = str_from(*s, n > 0 ? (size_t)n : 1);
    return n > 0 ? (uint32_t)point : POINT_BAD;
}

size_t points_in(Str s)
{
    size_t n = 0;
    for (; s.n; n++) letter_next(&s);
    return n;
}

/* Of a to z, which most letters are. */
static const uint8_t a_to_z[] = {1,  73, 74, 75, 19, 77, 78, 79, 31, 80, 81, 82, 83,
                                 84, 37, 85, 86, 87, 88, 89, 55, 90, 91, 92, 67, 93};

/* Of U+00E0 to U+00FF, and of every second from U+1EA1: the small ones. */
static const uint8_t latin[] = {2, 3, 13, 5,  0,  0,  0, 0, 20, 21, 25, 0, 32, 33, 0, 0,
                                0, 0, 38, 39, 43, 41, 0, 0, 0,  56, 57, 0, 0,  69, 0, 0};
static const uint8_t toned[] = {6,  4,  15, 14, 16, 17, 18, 9,  8,  10, 11, 12, 24, 22, 23,
                                27, 26, 28, 29, 30, 34, 36, 42, 40, 45, 44, 46, 47, 48, 51,
                                50, 52, 53, 54, 60, 58, 63, 62, 64, 65, 66, 68, 72, 70, 71};

/* Of a small letter above ASCII. */
static int letter_above(uint32_t small)
{
    if (small >= LATIN_SMALL && small < ABOVE_LATIN_1) return latin[small - LATIN_SMALL];
    if (small > TONED_FIRST && small <= TONED_LAST) return toned[(small - TONED_FIRST) / 2];
    switch (small) {
    case 0x103: return A_BREVE;
    case 0x111: return D_STROKE;
    case 0x129: return I_TILDE;
    case 0x169: return U_TILDE;
    case 0x1A1: return O_HORN;
    case 0x1B0: return U_HORN;
    default: return 0;
    }
}

int letter_of(uint32_t point)
{
    if (point >= 'a' && point <= 'z') return a_to_z[point - 'a'];
    if (point >= 'A' && point <= 'Z') return a_to_z[point - 'A'] + LETTER_KINDS;
    if (point < LATIN_CAPITAL) return 0;
    int letter = letter_above(point);
    bool even = point >= TONED_FIRST && point < TONED_LAST && !(point & 1);
    if (letter && !even) return letter;
    /* A capital stands 32 before its small letter, the later ones right before it. */
    if (point < LATIN_SMALL) letter = latin[point - LATIN_CAPITAL];
    else letter = even || (point >= ABOVE_LATIN_1 && point < 0x1B0) ? letter_above(point + 1) : 0;
    return letter ? letter + LETTER_KINDS : 0;
}

uint32_t letter_point(int letter)
{
    if (letter < 1 || letter >= LETTER_FIRST_SIGN) return POINT_BAD;
    uint32_t small = points[letter_small(letter) - 1];
    return letter_is_capital(letter) ? (uint32_t)utf8proc_toupper((utf8proc_int32_t)small) : small;
}

uint32_t letter_base(uint32_t point)
{
    int small = letter_small(letter_of(point));
    if (!small) return point;
    if (small < FIRST_PLAIN) return (uint32_t)bases[(small - 1) / TONES];
    uint32_t plain = points[small - 1];
    return plain == 0x111 ? 'd' : plain;
}

int letter_toneless(int small, int *tone)
{
    bool vowel = letter_is_vowel(small);
    *tone = vowel ? (small - 1) % TONES : 0;
    return vowel ? small - *tone : small;
}

int letter_toned(int toneless, int tone) { return letter_is_vowel(toneless) ? toneless + tone : tone ? 0 : toneless; }

bool letter_is_vowel(int letter)
{
    int small = letter_small(letter);
    return small >= 1 && small < FIRST_PLAIN;
}

int letters_of(Str word, uint8_t *letters, int room)
{
    int n = 0;
    while (word.n) {
        int letter = letter_of(letter_next(&word));
        if (!letter || n == room) return -1;
        letters[n++] = (uint8_t)letter;
    }
    return n;
}

size_t letters_write(const uint8_t *letters, int n, char *to)
{
    size_t bytes = 0;
    for (int i = 0; i < n; i++)
        bytes +=
            (size_t)utf8proc_encode_char((utf8proc_int32_t)letter_point(letters[i]), (utf8proc_uint8_t *)to + bytes);
    return bytes;
}

/* -- where the tone stands ---------------------------------------------------------------------------------- */

/* ă â ê ô ơ ư take the tone of their syllable. */
static bool has_own_mark(int toneless)
{
    uint32_t point = points[toneless - 1];
    return point == 0x103 || point == 0xE2 || point == 0xEA || point == 0xF4 || point == 0x1A1 || point == 0x1B0;
}

/* The vowel of [from, to) that carries the tone: the last with a mark of its own; of three the middle one; of two
 * before a consonant the second, else the first. */
static int tone_bearer(const uint8_t *toneless, int from, int to, bool closed)
{
    for (int i = to - 1; i >= from; i--)
        if (has_own_mark(toneless[i])) return i;
    int n = to - from;
    if (n == 3) return from + 1;
    return n == 2 && closed ? from + 1 : from;
}

static void place(uint8_t *letters, int from, int to, bool closed, int tone, const uint8_t *toneless)
{
    for (int i = from; i < to; i++) letters[i] = toneless[i];
    int at = tone_bearer(toneless, from, to, closed);
    letters[at] = (uint8_t)letter_toned(toneless[at], tone);
}

void letters_place_tone(uint8_t *letters, int n)
{
    uint8_t toneless[64];
    int tone = 0, from = 0, marks = 0;
    if (n > (int)sizeof toneless) return;
    for (int i = 0; i < n; i++) {
        int one;
        toneless[i] = (uint8_t)letter_toneless(letters[i], &one);
        if (one) tone = one, marks++;
    }
    while (from < n && !letter_is_vowel(toneless[from])) from++;
    if (marks != 1 || from == n) return;
    /* The u of qu and the i of gi belong to the consonant when another vowel follows. */
    bool glide = from == 1 && from + 1 < n && letter_is_vowel(toneless[from + 1]) &&
                 ((letter_point(toneless[0]) == 'q' && letter_point(toneless[1]) == 'u') ||
                  (letter_point(toneless[0]) == 'g' && letter_point(toneless[1]) == 'i'));
    if (glide) letters[from] = toneless[from], from++;
    int to = from;
    while (to < n && letter_is_vowel(toneless[to])) to++;
    for (int i = to; i < n; i++)
        if (letter_is_vowel(toneless[i])) return; /* two groups of vowels: no syllable */
    place(letters, from, to, to < n, tone, toneless);
}
