// SPDX-License-Identifier: Apache-2.0
/* What holds for every letter of Vietnamese, and for the order of every pair of phrases that the program knows. */
#include "base/list.h"
#include "base/testing.h"
#include "viet/text.h"
#include <utf8proc.h>

enum { TONES = 6, PHRASES_MAX = 1 << 16, WORDS_MAX = 4000 };

/* The 29 letters in the order of the alphabet, and f j w z of foreign names where dictionaries put them. */
static const char *const alphabet[] = {"a", "ă", "â", "b", "c", "d", "đ", "e", "ê", "f", "g",
                                       "h", "i", "j", "k", "l", "m", "n", "o", "ô", "ơ", "p",
                                       "q", "r", "s", "t", "u", "ư", "v", "w", "x", "y", "z"};
enum { ALPHABET = sizeof alphabet / sizeof *alphabet };
/* ngang huyền hỏi ngã sắc nặng, as the marks that Unicode puts behind a vowel. */
static const char *const tones[TONES] = {"", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323"};

static Arena mem;

/* The order puts them on one place: "hòa" and "hoà". */
static bool is_same(Str x, Str y) { return str_equal(viet_order_key(&mem, x), viet_order_key(&mem, y)); }

static int set_up(void **state)
{
    (void)state;
    mem = arena_reserve(256 << 20);
    return 0;
}

static Str mapped(Str s, utf8proc_option_t options)
{
    utf8proc_uint8_t *p = NULL;
    utf8proc_ssize_t n =
        utf8proc_map((const utf8proc_uint8_t *)s.p, (utf8proc_ssize_t)s.n, &p, options | UTF8PROC_STABLE);
    Str copy = str_copy(&mem, (Str){(char *)p, n > 0 ? (size_t)n : 0});
    free(p);
    return copy;
}

static Str nfc(Str s) { return mapped(s, UTF8PROC_COMPOSE); }
static Str nfd(Str s) { return mapped(s, UTF8PROC_DECOMPOSE); }
static bool is_vowel(const char *letter) { return strchr("aeiouy", *nfd(str_of(letter)).p) != NULL; }

/* Call `what` for each letter with each tone it can bear, small and capital: 12 vowels × 6 tones and the consonants. */
static int each_letter(void (*what)(Str letter, char base))
{
    int n = 0;
    for (int i = 0; i < ALPHABET; i++)
        for (int tone = 0; tone < (is_vowel(alphabet[i]) ? TONES : 1); tone++, n++) {
            Str letter = nfc(str_format(&mem, "%s%s", alphabet[i], tones[tone]));
            char base = strcmp(alphabet[i], "đ") ? *nfd(letter).p : 'd';
            what(letter, base);
            what(viet_upper(&mem, letter), base);
        }
    return n;
}

static void folds_to_its_base(Str letter, char base)
{
    Str plain = {&base, 1};
    assert_str(viet_fold(&mem, letter), plain);
    assert_str(viet_fold(&mem, nfd(letter)), plain);
    assert_str(viet_fold(&mem, mapped(letter, UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT)), plain);
    assert_str(viet_fold_ocr(&mem, letter), plain);
    assert_str(viet_fold(&mem, str_format(&mem, "x%.*s-%.*s!", STR_ARGS(letter), STR_ARGS(nfd(letter)))),
               str_format(&mem, "x%c %c", base, base));
}

static void every_letter_folds_to_its_base_in_every_form(void **state)
{
    (void)state;
    assert_int_equal(each_letter(folds_to_its_base), 12 * TONES + 17 + 4); /* vowels, consonants, f j w z */
}

/* Also those that only others write, and signs: as their parts fold, wherever they stand, however often. */
static void every_point_folds_as_its_parts(void **state)
{
    (void)state;
    for (utf8proc_int32_t point = 0x80; point < 0x2000; point++) {
        utf8proc_uint8_t bytes[4];
        utf8proc_ssize_t n = utf8proc_encode_char(point, bytes);
        Str one = {(const char *)bytes, (size_t)n}, text = str_format(&mem, "x%.*sy%.*s", STR_ARGS(one), STR_ARGS(one));
        Str parts = mapped(text, UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT | UTF8PROC_CASEFOLD);
        if (!parts.n) continue;
        Str first = viet_fold(&mem, text);
        if (!str_equal(first, viet_fold(&mem, parts))) test_fails("U+%04X folds to \"%.*s\"", point, STR_ARGS(first));
        assert_str(viet_fold(&mem, text), first);
    }
}

static void has_one_form(Str letter, char base)
{
    (void)base;
    assert_str(viet_nfc(&mem, nfd(letter)), letter);
    assert_ptr_equal(viet_nfc(&mem, letter).p, letter.p);
    assert_str(viet_order_key(&mem, nfd(letter)), viet_order_key(&mem, letter));
    assert_str(viet_lower(&mem, viet_upper(&mem, letter)), viet_lower(&mem, letter));
    assert_str(viet_capital(&mem, viet_lower(&mem, letter)), viet_upper(&mem, letter));
    assert_false(is_same(viet_lower(&mem, letter), viet_upper(&mem, letter)));
}

/* Keyboards write the tone before or behind the circumflex: the same letter. */
static void every_letter_has_one_form(void **state)
{
    (void)state;
    each_letter(has_one_form);
    static const char *const shapes[] = {"a\u0302", "a\u0306", "e\u0302", "o\u0302", "o\u031B", "u\u031B"};
    for (size_t i = 0; i < sizeof shapes / sizeof *shapes; i++)
        for (int t = 0; t < TONES; t++) {
            Str after = str_format(&mem, "%s%s", shapes[i], tones[t]);
            Str before = str_format(&mem, "%c%s%s", *shapes[i], tones[t], shapes[i] + 1);
            if (nfc(after).n != nfc(before).n) continue; /* two marks above keep the order they were written in */
            assert_str(viet_nfc(&mem, before), viet_nfc(&mem, after));
            assert_str(viet_fold(&mem, before), viet_fold(&mem, after));
        }
}

static void expect_before(Str x, Str y)
{
    if (str_compare(viet_order_key(&mem, x), viet_order_key(&mem, y)) >= 0)
        test_fails("%.*s does not stand before %.*s", STR_ARGS(x), STR_ARGS(y));
}

static void letters_then_tones_stand_in_order(void **state)
{
    (void)state;
    for (int i = 0; i < ALPHABET; i++) {
        Str letter = str_of(alphabet[i]);
        expect_before(letter, viet_upper(&mem, letter));
        if (i + 1 < ALPHABET) expect_before(viet_upper(&mem, letter), str_of(alphabet[i + 1]));
        if (!is_vowel(alphabet[i])) continue;
        for (int t = 0; t + 1 < TONES; t++)
            expect_before(nfc(str_format(&mem, "%s%s", alphabet[i], tones[t])),
                          nfc(str_format(&mem, "%s%s", alphabet[i], tones[t + 1])));
        /* The heaviest tone still stands before the next letter, and before any longer syllable. */
        Str heavy = nfc(str_format(&mem, "%s%s", alphabet[i], tones[TONES - 1]));
        if (i + 1 < ALPHABET) expect_before(heavy, str_of(alphabet[i + 1]));
        expect_before(heavy, str_format(&mem, "%sa", alphabet[i]));
    }
}

/* -- the order, said once more: letters of a syllable, its tone, the next syllable -------------------------- */

/* Which letter (1 to ALPHABET) begins `*s`; its tone is put into *tone.  0 for anything else, which is left out. */
static int cut_letter(Str *s, int *tone)
{
    utf8proc_int32_t point;
    utf8proc_ssize_t n = utf8proc_iterate((const utf8proc_uint8_t *)s->p, (utf8proc_ssize_t)s->n, &point);
    Str parts = nfd(viet_lower(&mem, str_slice(*s, 0, n > 0 ? (size_t)n : 1)));
    *s = str_from(*s, n > 0 ? (size_t)n : 1);
    for (int t = 1; t < TONES; t++) {
        size_t at = str_find(parts, str_of(tones[t]));
        if (at == parts.n) continue;
        *tone = t;
        parts = str_format(&mem, "%.*s%.*s", (int)at, parts.p, STR_ARGS(str_from(parts, at + 2)));
    }
    for (int i = 0; i < ALPHABET; i++)
        if (str_equal(nfc(parts), str_of(alphabet[i]))) return i + 1;
    return 0;
}

/* Bytes for each syllable: its letters, 0, its tone. */
static Str ranks(Str phrase)
{
    char *p = NEW(&mem, char, phrase.n * 3 + 1);
    size_t n = 0;
    for (Str syllable; viet_token(&phrase, &syllable);) {
        int tone = 0, letters = 0;
        while (syllable.n) {
            int letter = cut_letter(&syllable, &tone);
            if (letter) p[n++] = (char)(letter + 1), letters++;
        }
        if (letters) p[n++] = 1, p[n++] = (char)(tone + 1);
    }
    return (Str){p, n};
}

/* Phrases of letters and blanks: signs and digits have an order of their own. */
static bool is_plain(Str phrase)
{
    for (size_t i = 0; i < phrase.n; i++)
        if ((unsigned char)phrase.p[i] < 'A' && phrase.p[i] != ' ') return false;
    return phrase.n > 0;
}

static int sign(int n) { return (n > 0) - (n < 0); }

static void all_phrases_stand_in_one_total_order(void **state)
{
    (void)state;
    static Str key[WORDS_MAX], rank[WORDS_MAX], said[WORDS_MAX];
    int n = 0;
    static char phrases[PHRASES_MAX];
    FILE *in = fopen("data/viet/texts/cum-tu.txt", "r");
    assert_non_null(in);
    Str all = {phrases, fread(phrases, 1, sizeof phrases, in)};
    fclose(in);
    for (Str rest = all, line; n < WORDS_MAX && str_cut(&rest, '\n', &line);)
        if (is_plain(line))
            said[n] = line, rank[n] = ranks(line), key[n] = viet_order_key(&mem, viet_lower(&mem, line)), n++;
    assert_true(n > 300);
    for (int i = 0; i < n; i++)
        for (int k = 0; k < n; k++)
            if (sign(str_compare(key[i], key[k])) != sign(str_compare(rank[i], rank[k])))
                test_fails("%.*s and %.*s stand the wrong way round", STR_ARGS(said[i]), STR_ARGS(said[k]));
}

static void only_tone_placement_and_form_are_the_same_word(void **state)
{
    (void)state;
    static const char *const same[][2] = {{"hòa", "hoà"}, {"khỏe", "khoẻ"},         {"thủy", "thuỷ"},
                                          {"Hòa", "Hoà"}, {"hòa bình", "hoà bình"}, {"qu\u00fd", "quy\u0301"}};
    static const char *const other[][2] = {{"hòa", "hóa"}, {"hoa", "hòa"},  {"hòa", "Hòa"},    {"dân", "đân"},
                                           {"cơ", "cô"},   {"hoa a", "ho"}, {"cơ sở", "cơsở"}, {"ban", "bàn"}};
    for (size_t i = 0; i < sizeof same / sizeof *same; i++)
        if (!is_same(str_of(same[i][0]), str_of(same[i][1]))) test_fails("%s is not %s", same[i][0], same[i][1]);
    for (size_t i = 0; i < sizeof other / sizeof *other; i++)
        if (is_same(str_of(other[i][0]), str_of(other[i][1])))
            test_fails("%s is taken for %s", other[i][0], other[i][1]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_letter_folds_to_its_base_in_every_form),
        cmocka_unit_test(every_point_folds_as_its_parts),
        cmocka_unit_test(every_letter_has_one_form),
        cmocka_unit_test(letters_then_tones_stand_in_order),
        cmocka_unit_test(all_phrases_stand_in_one_total_order),
        cmocka_unit_test(only_tone_placement_and_form_are_the_same_word),
    };
    return cmocka_run_group_tests_name("letters", tests, set_up, NULL);
}
