// SPDX-License-Identifier: Apache-2.0
/* near.c -- does a text hold, or begin with, a phrase?  Exactly when its letters can be trusted; nearly when an OCR
 * lost their marks. */
#include "reading/inside.h"
#include "viet/distance.h"
#include "viet/text.h"

bool words_are_whole(Str s)
{
    size_t marked = 0, words = 1;
    bool own = false; /* a letter that only Vietnamese has: an OCR without it writes "é" and "à" too */
    for (size_t i = 0; i < s.n; i++) {
        unsigned char c = (unsigned char)s.p[i];
        marked += c >= 0xC3, words += c == ' ', own |= c == 0xE1 || c == 0xC6 || c == 0xC4;
    }
    for (Str rest = s, word; str_cut(&rest, ' ', &word);) {
        word = without_final(word, ",;.:)(");
        if (word.n && !viet_is_syllable(word)) return false;
    }
    return own && marked * 3 >= words;
}

enum { HEADING_BYTES_MAX = 120 };
static const double most = 0.2, most_heading = 0.25; /* of the longer length */

static size_t words_in(Str s)
{
    size_t n = s.n > 0;
    for (size_t i = 0; i < s.n; i++) n += s.p[i] == ' ';
    return n;
}

/* The first `words` words of s; empty when it has fewer. */
static Str first_words(Str s, size_t words)
{
    for (size_t at = 0; at <= s.n; at++)
        if ((at == s.n || s.p[at] == ' ') && --words == 0) return str_slice(s, 0, at);
    return (Str){0};
}

static bool is_near(Str window, Str phrase) { return window.n && viet_distance_ratio(window, phrase, most) <= most; }

/* Without blanks, which the OCR puts where a letter had a hook: "T6 CHU'C" of "TỔ CHỨC". */
static Str squeezed(Str s, char *room)
{
    size_t n = 0;
    for (size_t i = 0; i < s.n && n < HEADING_BYTES_MAX; i++)
        if (s.p[i] != ' ') room[n++] = s.p[i];
    return (Str){room, n};
}

static bool is_nearly_all(Str folded, Str phrase)
{
    char a[HEADING_BYTES_MAX], b[HEADING_BYTES_MAX];
    if (folded.n > HEADING_BYTES_MAX || phrase.n < 8 || folded.n * 2 > phrase.n * 3) return false;
    return viet_distance_ratio(squeezed(folded, a), squeezed(phrase, b), most_heading) <= most_heading;
}

bool near_start(const Reader *r, Str folded, Str phrase)
{
    if (str_starts(folded, phrase)) return true;
    return r->garbled && phrase.n > 4 && is_near(first_words(folded, words_in(phrase)), str_trim(phrase));
}

size_t near_find(const Reader *r, Str folded, Str phrase)
{
    size_t at = str_find(folded, phrase), words = words_in(phrase);
    if (at < folded.n || !r->garbled || phrase.n <= 4) return at;
    if (is_nearly_all(folded, phrase)) return 0;
    for (at = 0; at < folded.n; at++)
        if ((!at || folded.p[at - 1] == ' ') && is_near(first_words(str_from(folded, at), words), phrase)) return at;
    return folded.n;
}
