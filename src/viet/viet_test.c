// SPDX-License-Identifier: Apache-2.0
#include "viet/distance.h"
#include "viet/text.h"
#include "viet/viet_testing.h"

static Arena mem;

/* The order puts them on one place: "hòa" and "hoà". */
static bool is_same(Str x, Str y) { return str_equal(viet_order_key(&mem, x), viet_order_key(&mem, y)); }
static jmp_buf edge;

static int set_up(void **state)
{
    (void)state;
    mem = arena_reserve(64 << 20);
    mem.edge = &edge;
    return 0;
}

static void text_has_one_form(void **state)
{
    (void)state;
    Str name = S("Sở Văn hóa, Thể thao và Du lịch – Đội ĐẶC BIỆT");
    assert_str(viet_nfc(&mem, decomposed(&mem, name)), name);
    assert_ptr_equal(viet_nfc(&mem, name).p, name.p);
    assert_str(viet_nfc(&mem, S("a\xFF"
                                "b")),
               S("a\xEF\xBF\xBD"
                 "b"));
    assert_str(viet_nfc(&mem, S("ê\xCC\xA3")), S("ệ")); /* ê + dot below */
    assert_str(viet_nfc(&mem, S("e\xCC\xA3\xCC\x82")), S("ệ"));
}

static void folding_forgets_marks_case_and_signs(void **state)
{
    (void)state;
    static const char *const same[] = {"Bắc Giang", "BẮC  GIANG", " bac-giang ", "Ｂắc\u00a0Giang", "Bắc\tGiang."};
    for (size_t i = 0; i < sizeof same / sizeof *same; i++) {
        assert_str(viet_fold(&mem, str_of(same[i])), S("bac giang"));
        assert_str(viet_fold(&mem, decomposed(&mem, str_of(same[i]))), S("bac giang"));
    }
    assert_str(viet_fold(&mem, S("Đường hòa hoà 15/9")), S("duong hoa hoa 15 9"));
    assert_str(viet_fold(&mem, viet_fold(&mem, S("Ủy ban; (MTTQ)"))), S("uy ban mttq"));
    assert_str(viet_fold(&mem, S("")), S(""));
    assert_str(viet_fold_ocr(&mem, S("S& Thong tin")), S("so thong tin"));
    assert_str(viet_fold_ocr(&mem, S("s¢, nganh")), S("se nganh"));
    assert_str(viet_fold_ocr(&mem, S("Co quan ph('?i hop")), S("co quan phi hop"));
}

static void names_sort_as_in_a_dictionary(void **state)
{
    (void)state;
    static const char *const sorted[] = {
        "An Bá", "An Hà",   "Ăn",       "Ân",      "Ba",        "Bà",       "Bả",         "Bã",       "Bá",
        "Bạ",    "Ban",     "Bắc Lũng", "Bắc Lý",  "Bích Động", "Danh",     "Đan Hội",    "Đào Mỹ",   "Em",
        "Êm",    "Lục Nam", "Lục Ngạn", "Tân Hoa", "Tân Hưng",  "Tiên Lục", "Tiền Phong", "Yên Dũng", "Yên Thế"};
    for (size_t i = 1; i < sizeof sorted / sizeof *sorted; i++) {
        Str a = viet_order_key(&mem, str_of(sorted[i - 1])), b = viet_order_key(&mem, str_of(sorted[i]));
        if (str_compare(a, b) >= 0) test_fails("%s does not stand before %s", sorted[i - 1], sorted[i]);
        assert_str(viet_order_key(&mem, decomposed(&mem, str_of(sorted[i]))), b);
    }
    assert_true(is_same(S("hòa"), S("hoà")) && is_same(S("thuỷ"), S("thủy")));
    assert_false(is_same(S("hòa"), S("hóa")) || is_same(S("hòa"), S("Hòa")));
}

static void garbled_labels_are_nearest_to_their_own(void **state)
{
    (void)state;
    static const char *const label[] = {"Cơ quan chủ trì", "Cơ quan phối hợp",  "Thời gian thực hiện",
                                        "Nội dung",        "Hình thức",         "Địa điểm",
                                        "Quy mô",          "Thành phần tham dự"};
    static const struct {
        const char *read;
        int meant;
    } garbled[] = {
        {"Co quan chu tri", 0},
        {"Co quan chii tri", 0},
        {"Co quan phdi hgp", 1},
        {"Thoi gian thue hién", 2},
        {"Thot gian thyc hien", 2},
        {"No1 dung", 3},
        {"N6i dung", 3},
        {"Hinh thuec", 4},
        {"Pia diém", 5},
        {"Pija diem", 5},
        {"Quy m6", 6},
        {"Thanh phan tham dy", 7},
    };
    for (size_t i = 0; i < sizeof garbled / sizeof *garbled; i++) {
        Str read = viet_fold_ocr(&mem, str_of(garbled[i].read));
        int best = -1;
        double least = 9;
        for (int k = 0; k < 8; k++) {
            double d = viet_distance_ratio(read, viet_fold_ocr(&mem, str_of(label[k])), 1);
            if (d < least) least = d, best = k;
        }
        if (best != garbled[i].meant || least > .3)
            test_fails("%s is taken for %s (%.2f)", garbled[i].read, label[best], least);
    }
    assert_true(viet_distance(S("abc"), S("abc"), 1) == 0);
    assert_true(viet_distance(S("abcdefgh"), S("zzzzzzzz"), 1) > 1);
    Str x = S("thuong mai"), y = S("thong tin");
    assert_true(viet_distance(x, y, 99) == viet_distance(y, x, 99));
}

static Str strange_in(const char *title)
{
    Str rest = str_of(title), word, all = S("");
    while (viet_next_strange(&rest, &word)) all = str_format(&mem, "%.*s|%.*s", STR_ARGS(all), STR_ARGS(word));
    return all;
}

static void words_that_are_visibly_no_vietnamese_are_found(void **state)
{
    (void)state;
    assert_str(strange_in("Tổ 67‘ chức hội nghị"), S("|67‘"));
    assert_str(strange_in("Phát triển Pơng lực, (nhiệrn vụ) lo4i 2"), S("|Pơng|nhiệrn|lo4i"));
    assert_str(strange_in("Truyền` hình ¢ và Pơng Pơng."), S("|Truyền`|¢|Pơng|Pơng"));
    assert_str(strange_in("'một cửa' tỉnh Bắc Giang"), S(""));
    assert_str(strange_in("tỉnh Bắc Giang'"), S("|Giang'"));
    assert_str(strange_in("Đào tạo Microsoft Office"), S("|Microsoft|Office"));
    static const char *const good[] = {"Tổ chức hội nghị “Chuyển đổi số” năm 2024–2025; quý I/2025",
                                       "Triển khai Đề án 06/QĐ-TTg của UBND tỉnh, CNTT và/hoặc 5G (Hòa, hoà)",
                                       "Ứng dụng ‘một cửa’ 4.0: 100% TTHC", "XÂY DỰNG HẠ TẦNG", ""};
    for (size_t i = 0; i < sizeof good / sizeof *good; i++) assert_str(strange_in(good[i]), S(""));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(text_has_one_form),
        cmocka_unit_test(folding_forgets_marks_case_and_signs),
        cmocka_unit_test(names_sort_as_in_a_dictionary),
        cmocka_unit_test(words_that_are_visibly_no_vietnamese_are_found),
        cmocka_unit_test(garbled_labels_are_nearest_to_their_own),
    };
    return cmocka_run_group_tests_name("viet", tests, set_up, NULL);
}
