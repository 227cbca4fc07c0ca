// SPDX-License-Identifier: Apache-2.0
/* letter.h -- Vietnamese letters as small numbers, so that tables can be indexed by them.
 *
 * 1..LETTER_KINDS are the small letters, 29 and their tones, with f j w z; LETTER_KINDS + n is the capital of n.  0 is
 * whatever is no such letter.  Other signs that OCR programs write ("¢", "&", "1") get numbers above, when a channel
 * names them. */
#pragma once
#include "base/str.h"

enum { LETTER_KINDS = 93, LETTER_FIRST_SIGN = 2 * LETTER_KINDS + 1, SIGNS_MAX = 480, POINT_BAD = 0xFFFD };
enum { TONES = 6 }; /* ngang huyền sắc hỏi ngã nặng, as the table in letter.c has them */

/* The next code point of *s, which is not empty; a bad byte is POINT_BAD. */
uint32_t letter_next(Str *s);
size_t points_in(Str s);       /* how often letter_next gives one */
int letter_of(uint32_t point); /* 0..2 * LETTER_KINDS */
uint32_t letter_point(int letter);
static inline bool letter_is_capital(int letter) { return letter > LETTER_KINDS && letter < LETTER_FIRST_SIGN; }
static inline int letter_small(int letter) { return letter_is_capital(letter) ? letter - LETTER_KINDS : letter; }
static inline int letter_capital(int letter)
{
    return letter >= 1 && letter <= LETTER_KINDS ? letter + LETTER_KINDS : letter;
}
/* The letter of a to z that is left when marks and case are taken away; for other points the point itself. */
uint32_t letter_base(uint32_t point);
/* Small letters only: without its tone, and the tone; a letter with a tone (0 when it takes none). */
int letter_toneless(int small, int *tone);
int letter_toned(int toneless, int tone);
bool letter_is_vowel(int letter);
/* Vowels in their six tones stand side by side: which group a small letter is in, -1 for consonants. */
enum { VOWEL_GROUPS = 12 };
static inline int letter_group(int small) { return small <= VOWEL_GROUPS * TONES ? (small - 1) / TONES : -1; }
static inline int group_first(int group) { return group * TONES + 1; }

/* A word as letters, at most `room`; how many points it has, or -1 when there are more or one is no letter. */
int letters_of(Str word, uint8_t *letters, int room);
/* Those letters as UTF-8; returns how many bytes.  Three bytes a letter are enough. */
size_t letters_write(const uint8_t *letters, int n, char *to);

/* Small letters with the tone moved to where it is usually written: "hoà" → "hòa", "thuỷ" → "thủy", "qúy" → "quý". */
void letters_place_tone(uint8_t *letters, int n);
