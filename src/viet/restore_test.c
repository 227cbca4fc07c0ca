// SPDX-License-Identifier: Apache-2.0
#include "base/asset.h"
#include "base/testing.h"
#include "viet/restore.h"
#include "viet/text.h"
#include <utf8proc.h>

static Arena mem;
static const Restorer *restorer;

static int set_up(void **state)
{
    (void)state;
    mem = arena_reserve(64 << 20);
    restorer = restorer_load(&mem);
    return 0;
}

/* `s` as a keyboard without Vietnamese writes it: no marks, d for đ. */
static Str stripped(Str s)
{
    utf8proc_uint8_t *p = NULL;
    utf8proc_ssize_t n = utf8proc_map((const utf8proc_uint8_t *)s.p, (utf8proc_ssize_t)s.n, &p,
                                      UTF8PROC_DECOMPOSE | UTF8PROC_STRIPMARK | UTF8PROC_STABLE);
    char *to = NEW(&mem, char, (size_t)n + 1);
    size_t length = 0;
    for (utf8proc_ssize_t i = 0; i < n; i++) {
        bool crossed = p[i] == 0xC4 && (p[i + 1] == 0x90 || p[i + 1] == 0x91); /* Đ đ */
        to[length++] = crossed ? (p[i + 1] == 0x90 ? 'D' : 'd') : (char)p[i];
        i += crossed;
    }
    free(p);
    return (Str){to, length};
}

static Str restored(Str s) { return viet_restore(&mem, restorer, s); }

static void marks_come_back_where_a_phrase_settles_them(void **state)
{
    (void)state;
    static const char *const rows[][2] = {
        {"Co quan chu tri: So Y te", "Cơ quan chủ trì: Sở Y tế"},
        {"UY BAN NHAN DAN TINH BAC GIANG", "ỦY BAN NHÂN DÂN TỈNH BẮC GIANG"},
        {"S& Thong tin va Truyén thong", "Sở Thông tin và Truyền thông"}, /* OCR's signs */
        {"chuyén d6i s6", "chuyển đổi số"},
        {"ke hoach, ke hoach", "kế hoạch, kế hoạch"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        assert_str(restored(str_of(rows[i][0])), str_of(rows[i][1]));
}

static void what_is_not_known_stays(void **state)
{
    (void)state;
    static const char *const same[] = {"",
                                       "xyz abc",
                                       "505/QĐ-TTg 22/4/2022",
                                       "a  b\tc",
                                       " ",
                                       "co",
                                       "10.000.000",
                                       "https://x.vn/a?b=c",
                                       "(1) - [2];",
                                       "\xFF\xFE",
                                       "VNeID",
                                       "IPv6 và 5G!",
                                       "ABCDEFGH",
                                       "- 12 -"};
    for (size_t i = 0; i < sizeof same / sizeof *same; i++) assert_str(restored(str_of(same[i])), str_of(same[i]));
}

/* Every phrase the program knows, without its marks: the letters never change, and nearly all marks come back. */
static void no_letter_changes_and_nearly_all_marks_return(void **state)
{
    (void)state;
    int all = 0, whole = 0;
    for (Str rest = asset("viet/phrases.txt"), line; str_cut(&rest, '\n', &line); all++) {
        Str plain = stripped(line), back = restored(plain);
        assert_str(viet_fold(&mem, back), viet_fold(&mem, line));
        assert_str(stripped(back), plain);
        whole += str_equal(back, line);
    }
    if (whole * 100 < all * 95) test_fails("%d of %d phrases have all their marks again", whole, all);
}

static void case_is_that_of_the_print(void **state)
{
    (void)state;
    assert_str(restored(S("bac giang")), S("bắc giang"));
    assert_str(restored(S("Bac Giang")), S("Bắc Giang"));
    assert_str(restored(S("BAC GIANG")), S("BẮC GIANG"));
}

static void what_has_its_marks_keeps_them(void **state)
{
    (void)state;
    static const char *const same[] = {
        "tỉnh Bạc Liêu",
        "Ủy ban nhân dân tỉnh Bạc Liêu",
        "UBND tỉnh Bắc Kạn, Bắc Ninh và Bắc Giang",
        "Công an tỉnh; Bộ đội biên phòng",
        "thanh tra, kiểm tra công vụ",
        "Tinh thần đoàn kết của cán bộ, đảng viên",
        "bảo đảm tiến độ",
        "Thủ Đức",
        "Sơ kết 6 tháng đầu năm",
        "SỐ HÓA DỮ LIỆU",
    };
    for (size_t i = 0; i < sizeof same / sizeof *same; i++) assert_str(restored(str_of(same[i])), str_of(same[i]));
    for (Str rest = asset("viet/phrases.txt"), line; str_cut(&rest, '\n', &line);) assert_str(restored(line), line);
    /* One word that has them, among words that have not. */
    assert_str(restored(S("Uy ban nhan dan tinh Bạc Lieu va cac so nganh lien quan")),
               S("Ủy ban nhân dân tỉnh Bạc Liêu và các sở ngành liên quan"));
}

static void syllables_are_known_by_their_form(void **state)
{
    (void)state;
    static const char *const are[] = {"nghiệm", "Đắk", "Ủy",    "quyền", "giữ",    "gì",      "giêng",  "quốc", "thuở",
                                      "khuya",  "yêu", "ý",     "đường", "TRƯỜNG", "nghiêng", "khuynh", "quỹ",  "hoà",
                                      "hòa",    "oan", "người", "Cong",  "xoong",  "huỳnh",   "sỹ"};
    static const char *const are_not[] = {"",      "nhiệrn",   "HDND",  "đ",   "quoc",    "đờng", "ngườii", "abc",
                                          "thựcc", "1ap",      "chúýa", "ếề",  "nghịchh", "phổp", "việtt",  "s",
                                          "wifi",  "\xFF\xFE", "ngghe", "càc", "q",       "fộ"};
    for (size_t i = 0; i < sizeof are / sizeof *are; i++)
        if (!viet_is_syllable(str_of(are[i]))) test_fails("%s is no syllable", are[i]);
    for (size_t i = 0; i < sizeof are_not / sizeof *are_not; i++)
        if (viet_is_syllable(str_of(are_not[i]))) test_fails("%s is a syllable", are_not[i]);
    for (Str rest = asset("viet/phrases.txt"), token; viet_token(&rest, &token);)
        if ((unsigned char)token.p[0] >= 0x80 && !viet_is_syllable(token))
            test_fails("%.*s is no syllable", STR_ARGS(token));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(marks_come_back_where_a_phrase_settles_them),
        cmocka_unit_test(what_is_not_known_stays),
        cmocka_unit_test(no_letter_changes_and_nearly_all_marks_return),
        cmocka_unit_test(case_is_that_of_the_print),
        cmocka_unit_test(what_has_its_marks_keeps_them),
        cmocka_unit_test(syllables_are_known_by_their_form),
    };
    return cmocka_run_group_tests_name("restore", tests, set_up, NULL);
}
