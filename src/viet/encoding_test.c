// SPDX-License-Identifier: Apache-2.0
/* encoding_test.c -- old texts are recognised by their syllables. */
#include "base/fail.h"
#include "viet/encoding.h"
#include "viet/text.h"
#include "viet/viet_testing.h"

static Arena whole;
static Ctx c;

static int begin(void **state)
{
    (void)state;
    whole = arena_reserve((size_t)64 << 20);
    c = (Ctx){.mem = whole};
    return 0;
}
static int end(void **state)
{
    (void)state;
    arena_release(&whole);
    return 0;
}

#define NATION "Cộng hòa xã hội chủ nghĩa Việt Nam\nĐộc lập - Tự do - Hạnh phúc\n"

static void reads_as(TextCode code, Str bytes, Str text)
{
    Str utf8 = {0};
    assert_string_equal(text_code_name(viet_to_utf8(&c.mem, bytes, &utf8)), text_code_name(code));
    assert_str(viet_nfc(&c.mem, utf8), text);
}

static void utf8_stays_composed_or_not(void **state)
{
    (void)state;
    reads_as(CODE_UTF8, S(NATION), S(NATION));
    reads_as(CODE_UTF8, S("\xEF\xBB\xBF" NATION), S(NATION));
    reads_as(CODE_UTF8, decomposed(&c.mem, S(NATION)), S(NATION));
    reads_as(CODE_UTF8, S("Plain English, with caf\xC3\xA9s and na\xC3\xAFve words."),
             S("Plain English, with caf\xC3\xA9s and na\xC3\xAFve words."));
}

static void notepads_unicode_is_read_with_and_without_its_mark(void **state)
{
    (void)state;
    static const char little[] = "K\0\xBF\x1E \0h\0o\0\xA1\x1E"
                                 "c\0h\0 \0s\0\xD1\x1E \0001\0\n",
                      big[] = "\0K\x1E\xBF\0 \0h\0o\x1E\xA1\0c\0h\0 \0s\x1E\xD1\0 \0001\0\n";
    reads_as(CODE_UTF16, (Str){little, sizeof little}, S("Kế hoạch số 1\n"));
    reads_as(CODE_UTF16, (Str){big, sizeof big - 1}, S("Kế hoạch số 1\n"));
    Str marked = str_format(&c.mem, "\xFF\xFE%60s", "");
    memcpy((char *)marked.p + 2, little, sizeof little);
    reads_as(CODE_UTF16, str_slice(marked, 0, 2 + sizeof little), S("Kế hoạch số 1\n"));
    /* Half a pair of surrogates does not shift what follows. */
    static const char broken[] = "K\0\xBF\x1E \0\x3D\xD8h\0o\0\xA1\x1E"
                                 "c\0h\0 \0s\0\xD1\x1E \0001\0\n";
    reads_as(CODE_UTF16, (Str){broken, sizeof broken}, S("Kế \xEF\xBF\xBDhoạch số 1\n"));
}

static void old_codes_are_told_by_their_syllables(void **state)
{
    (void)state;
    reads_as(CODE_1258,
             S("C\xF4\xF2ng ho\xCC"
               "a xa\xDE h\xF4\xF2i chu\xD2 nghi\xDE"
               "a Vi\xEA\xF2t Nam\n\xD0\xF4\xF2"
               "c l\xE2\xF2p - T\xFD\xF2 do - Ha\xF2nh phu\xEC"
               "c\n"),
             S(NATION));
    reads_as(CODE_TCVN3,
             S("C\xE9ng h\xDF"
               "a x\xB7 h\xE9i ch\xF1 ngh\xDC"
               "a Vi\xD6t Nam\n\xA7\xE9"
               "c l\xCBp - T\xF9 do - H\xB9nh ph\xF3"
               "c\n"),
             S(NATION));
    reads_as(CODE_VNI,
             S("Co\xE4ng ho\xF8"
               "a xa\xF5 ho\xE4i chu\xFB ngh\xF3"
               "a Vie\xE4t Nam\n\xD1o\xE4"
               "c la\xE4p - T\xF6\xEF do - Ha\xEFnh phu\xF9"
               "c\n"),
             S(NATION));
    reads_as(CODE_VNI,
             S("UY\xDB BAN NHA\xC2N DA\xC2N T\xCCNH BA\xC9"
               "C GIANG\nKE\xC1 HOA\xCF"
               "CH\n"),
             S("UỶ BAN NHÂN DÂN TÌNH BẮC GIANG\nKẾ HOẠCH\n"));
}

static void what_a_newer_program_took_for_western_letters_is_read_too(void **state)
{
    (void)state;
    reads_as(CODE_TCVN3, S("Céng hßa x· héi chñ nghÜa ViÖt Nam\n§éc lËp - Tù do - H¹nh phóc\n"), S(NATION));
    reads_as(CODE_VNI, S("Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam\nÑoäc laäp - Töï do - Haïnh phuùc\n"), S(NATION));
}

static void viqr_is_read_and_its_full_stops_stay(void **state)
{
    (void)state;
    reads_as(CODE_VIQR, S("Co^.ng ho`a xa~ ho^.i chu? nghi~a Vie^.t Nam\nDDo^.c la^.p - Tu+. do - Ha.nh phu'c\n"),
             S(NATION));
    reads_as(CODE_VIQR,
             S("Ba('c Giang ddu+o+.c giao la`m ke^' hoa.ch. No^.i dung ghi trong phu. lu.c, tu+` nga`y 1.10."),
             S("Bắc Giang được giao làm kế hoạch. Nội dung ghi trong phụ lục, từ ngày 1.10."));
    /* Questions in plain text are none. */
    reads_as(CODE_UTF8, S("Ngay nao? Ai lam? Co the khong? (co) Toi 'khong' biet. Chua ro + can hoi lai."),
             S("Ngay nao? Ai lam? Co the khong? (co) Toi 'khong' biet. Chua ro + can hoi lai."));
}

static void what_is_no_text_is_no_code(void **state)
{
    (void)state;
    Str utf8 = S("untouched");
    assert_int_equal(viet_to_utf8(&c.mem, S("PK\3\4\0\0\0\0\1\2\3\xFF\xFE"), &utf8), CODE_UNKNOWN);
    assert_int_equal(viet_to_utf8(&c.mem, S("\x89\xE4\xFF\xFE\xC1\xC2\xFF\xFF\xFF"), &utf8), CODE_UNKNOWN);
    assert_str(utf8, S("untouched"));
}

int main(void)
{
#define T(test) cmocka_unit_test_setup_teardown(test, begin, end)
    const struct CMUnitTest tests[] = {
        T(utf8_stays_composed_or_not),
        T(notepads_unicode_is_read_with_and_without_its_mark),
        T(old_codes_are_told_by_their_syllables),
        T(what_a_newer_program_took_for_western_letters_is_read_too),
        T(viqr_is_read_and_its_full_stops_stay),
        T(what_is_no_text_is_no_code),
    };
    return cmocka_run_group_tests_name("encoding", tests, NULL, NULL);
}
