// SPDX-License-Identifier: Apache-2.0
/* syllable.c -- what can be a Vietnamese syllable: an initial, a rhyme and a tone that fits it.  From the rules of the
 * script, no word list: "nghiệm" is one, "nhiệrn" and "nghịêm" are none.  "ngéch" passes, which no word has. */
#include "viet/text.h"
#include <utf8proc.h>

enum { LETTERS_MAX = 8, PARTS_MAX = 32 };
enum { GRAVE = 0x300, ACUTE, CIRCUMFLEX, TILDE, BREVE = 0x306, HOOK = 0x309, HORN = 0x31B, DOT = 0x323 };

/* ă â đ ê ô ơ ư are A W D E O P U. */
static const char *const initials[] = {"ngh", "ch", "gh", "gi", "kh", "ng", "nh", "ph", "qu", "th", "tr", "b", "c", "d",
                                       "D",   "g",  "h",  "k",  "l",  "m",  "n",  "p",  "r",  "s",  "t",  "v", "x", ""};
static const char rhymes[] =
    " a ac ach ai am an ang anh ao ap at au ay Ac Am An Ang Ap At Wc Wm Wn Wng Wp Wt Wu Wy"
    " e ec em en eng eo ep et E Ech Em En Enh Ep Et Eu"
    " i ia ich iEc iEm iEn iEng iEp iEt iEu im in inh ip it iu"
    " o oa oac oach oai oan oang oanh oao oat oay oAc oAm oAn oAng oAt oc oe oen oeo oet oi om on ong ooc oong op ot"
    " O Oc Oi Om On Ong Op Ot P Pi Pm Pn Pp Pt"
    " u ua uWn uWng uWt uWy uc uE uEch uEnh ui um un ung uOc uOi uOm uOn uOng uOt up uP ut uy uya uych uyEn uyEt uynh"
    " uyt uyu U Ua Uc Ui Ung Ut Uu UPc UPi UPm UPn UPng UPp UPt UPu"
    " y yEm yEn yEng yEt yEu yn ynh yt ych yu Ak ak ok Ok uk ";

/* The letter with a breve, circumflex or horn; 0 when it takes none. */
static char formed(char base, utf8proc_int32_t mark)
{
    static const struct {
        char base, result;
        utf8proc_int32_t mark;
    } forms[] = {{'a', 'A', BREVE},      {'a', 'W', CIRCUMFLEX}, {'e', 'E', CIRCUMFLEX},
                 {'o', 'O', CIRCUMFLEX}, {'o', 'P', HORN},       {'u', 'U', HORN}};
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++)
        if (forms[i].base == base && forms[i].mark == mark) return forms[i].result;
    return 0;
}

static bool is_tone(utf8proc_int32_t mark)
{
    return mark == GRAVE || mark == ACUTE || mark == TILDE || mark == HOOK || mark == DOT;
}

static bool is_rhyme(const char *rest)
{
    size_t n = strlen(rest);
    for (const char *at = strstr(rhymes, rest); n && at; at = strstr(at + 1, rest))
        if (at[-1] == ' ' && at[n] == ' ') return true;
    return false;
}

/* Syllables that end in a stop are high rising or low: hát, hạt; those without a tone mark have lost it. */
static bool tone_fits(const char *letters, size_t n, utf8proc_int32_t tone)
{
    bool stopped = strchr("cptk", letters[n - 1]) || (letters[n - 1] == 'h' && n > 1 && letters[n - 2] == 'c');
    return !stopped || tone == ACUTE || tone == DOT;
}

bool viet_is_syllable(Str word)
{
    char letters[LETTERS_MAX + 1] = {0};
    size_t n = 0;
    utf8proc_int32_t tone = 0;
    while (word.n) {
        utf8proc_int32_t point = 0, parts[PARTS_MAX];
        utf8proc_ssize_t length = utf8proc_iterate((const utf8proc_uint8_t *)word.p, (utf8proc_ssize_t)word.n, &point);
        if (length <= 0) return false;
        word = str_from(word, (size_t)length);
        int boundary = 0;
        utf8proc_ssize_t count =
            utf8proc_decompose_char(utf8proc_tolower(point), parts, PARTS_MAX, UTF8PROC_DECOMPOSE, &boundary);
        for (utf8proc_ssize_t i = 0; i < count; i++) {
            utf8proc_int32_t part = parts[i];
            bool letter = (part >= 'a' && part <= 'z') || part == 0x111;
            if (letter && n == LETTERS_MAX) return false;
            if (letter) letters[n++] = part == 0x111 ? 'D' : (char)part;
            else if (is_tone(part) && !tone && n && strchr("aeiouyAWEOPU", letters[n - 1])) tone = part;
            else if (!n || !(letters[n - 1] = formed(letters[n - 1], part))) return false;
        }
    }
    if (!n || !tone_fits(letters, n, tone)) return false;
    for (size_t i = 0; i < sizeof initials / sizeof *initials; i++)
        if (!strncmp(letters, initials[i], strlen(initials[i])) && is_rhyme(letters + strlen(initials[i]))) return true;
    return false;
}

/* -- words that are visibly none ------------------------------------------------------------------------------ */

/* Punctuation of a title; any other sign is a speck on the paper. */
static bool is_usual(Str sign)
{
    static const char *const marks[] = {"–", "—", "“", "”", "…", "‘", "’", "²", "³", "°", "§", "•"};
    if (sign.n == 1) return strchr(".,;:()[]/-\"%&+'!?", sign.p[0]);
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (str_equal(sign, str_of(marks[i]))) return true;
    return false;
}

static bool is_sign(Str token)
{
    utf8proc_int32_t point = -1;
    utf8proc_iterate((const utf8proc_uint8_t *)token.p, (utf8proc_ssize_t)token.n, &point);
    utf8proc_category_t k = utf8proc_category(point);
    return k >= UTF8PROC_CATEGORY_PC || k < UTF8PROC_CATEGORY_LU;
}

/* Letters and digits together. */
static bool is_strange_token(Str token)
{
    size_t capitals = 0, small = 0, digits = 0;
    Str rest = token;
    while (rest.n) {
        utf8proc_int32_t point = 0;
        utf8proc_ssize_t n = utf8proc_iterate((const utf8proc_uint8_t *)rest.p, (utf8proc_ssize_t)rest.n, &point);
        if (n <= 0) return true;
        utf8proc_category_t k = utf8proc_category(point);
        capitals += k == UTF8PROC_CATEGORY_LU, digits += k == UTF8PROC_CATEGORY_ND;
        small += k != UTF8PROC_CATEGORY_LU && k != UTF8PROC_CATEGORY_ND;
        rest = str_from(rest, (size_t)n);
    }
    if (!small || capitals > small) return false;
    return digits || !viet_is_syllable(token);
}

/* An apostrophe without another one, at the edge of a word ("Giang'", not "H'leo"). */
static bool is_lone_apostrophe(Str token, Str rest, Str word, Str whole)
{
    if (!str_equal(token, S("'")) || (rest.n && token.p != word.p)) return false;
    return !str_contains(str_from(whole, str_find(whole, token) + 1), token);
}

/* `whole`: the text that the word stands in; a quotation mark of it opens or closes something there. */
static bool is_strange(Str word, Str whole)
{
    Str rest = word, token;
    while (viet_token(&rest, &token)) {
        bool opens = str_equal(token, S("‘")), closes = str_equal(token, S("’"));
        if (opens && !str_contains(whole, S("’"))) return true;
        if (closes && !str_contains(whole, S("‘"))) return true;
        if (is_lone_apostrophe(token, rest, word, whole)) return true;
        if (is_sign(token) ? !is_usual(token) : is_strange_token(token)) return true;
    }
    return false;
}

bool viet_next_strange(Str *rest, Str *word)
{
    Str whole = *rest, one;
    while (str_cut(rest, ' ', &one)) {
        while (one.n && strchr(".,;:()[]\"", one.p[0])) one = str_from(one, 1);
        while (one.n && strchr(".,;:()[]\"", one.p[one.n - 1])) one = str_slice(one, 0, one.n - 1);
        for (int i = 0; i < 2; i++) {
            Str mark = i ? S("”") : S("“");
            if (str_starts(one, mark)) one = str_from(one, mark.n);
            if (str_ends(one, mark)) one = str_slice(one, 0, one.n - mark.n);
        }
        if (!is_strange(one, whole)) continue;
        *word = one;
        return true;
    }
    return false;
}
