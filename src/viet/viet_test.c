// SPDX-License-Identifier: Apache-2.0
#include "base/testing.h"
#include "viet/date.h"
#include "viet/distance.h"
#include "viet/text.h"
#include "viet/workday.h"
#include <utf8proc.h>

static Arena mem;
static jmp_buf edge;

static int set_up(void **state)
{
    (void)state;
    mem = arena_reserve(64 << 20);
    mem.edge = &edge;
    return 0;
}

static Str decomposed(Str s)
{
    utf8proc_uint8_t *p = NULL;
    utf8proc_ssize_t n =
        utf8proc_map((const utf8proc_uint8_t *)s.p, (utf8proc_ssize_t)s.n, &p, UTF8PROC_DECOMPOSE | UTF8PROC_STABLE);
    Str copy = str_copy(&mem, (Str){(char *)p, (size_t)n});
    free(p);
    return copy;
}

static void text_has_one_form(void **state)
{
    (void)state;
    Str name = S("Sở Văn hóa, Thể thao và Du lịch – Đội ĐẶC BIỆT");
    assert_str(viet_nfc(&mem, decomposed(name)), name);
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
        assert_str(viet_fold(&mem, decomposed(str_of(same[i]))), S("bac giang"));
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
        assert_str(viet_order_key(&mem, decomposed(str_of(sorted[i]))), b);
    }
    assert_true(viet_same(&mem, S("hòa"), S("hoà")) && viet_same(&mem, S("thuỷ"), S("thủy")));
    assert_false(viet_same(&mem, S("hòa"), S("hóa")) || viet_same(&mem, S("hòa"), S("Hòa")));
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

static void dates_are_read_as_plans_write_them(void **state)
{
    (void)state;
    static const struct {
        const char *text, *from, *to;
    } rows[] = {
        {"ngày 15/9/2024", "2024-09-15", "2024-09-15"},
        {"Từ ngày 15/9/2024 đến hết ngày 10/10/2024", "2024-09-15", "2024-10-10"},
        {"Tir ngdy 15/9/2024 dén hét ngay 10/10/2024.", "2024-09-15", "2024-10-10"},
        {"tháng 9/2024", "2024-09-01", "2024-09-30"},
        {"Quý III/2024", "2024-07-01", "2024-09-30"},
        {"Quý III, IV năm 2024", "2024-07-01", "2024-12-31"},
        {"Quý III và quý IV/2024", "2024-07-01", "2024-12-31"},
        {"trước ngày 20/10/2024", "", "2024-10-20"},
        {"Hoàn thành trước 30/6/2025", "", "2025-06-30"},
        {"Đến hết tháng 11 năm 2024", "", "2024-11-30"},
        {"Từ tháng 9 đến tháng 12/2024", "2024-09-01", "2024-12-31"},
        {"Tir thang 9/2024 dén hét ngay 10/2024", "2024-09-01", "2024-10-31"},
        {"Tháng 9-10/2024", "2024-09-01", "2024-10-31"},
        {"Tháng 9, tháng 10 năm 2024", "2024-09-01", "2024-10-31"},
        {"15/9 - 10/10/2024", "2024-09-15", "2024-10-10"},
        {"Từ ngày 01 đến ngày 10/10/2024", "2024-10-01", "2024-10-10"},
        {"01/10/2024-10/10/2024", "2024-10-01", "2024-10-10"},
        {"6 tháng đầu năm 2025", "2025-01-01", "2025-06-30"},
        {"Năm 2025", "2025-01-01", "2025-12-31"},
        {"Năm 2025 và các năm tiếp theo", "2025-01-01", ""},
        {"Giai đoạn 2024 - 2025", "2024-01-01", "2025-12-31"},
        {"Hoàn thành trong năm 2025", "2025-01-01", "2025-12-31"},
        {"Trong tháng 10", "2024-10-01", "2024-10-31"},
        {"Từ ngày 01/3/2025", "2025-03-01", ""},
        {"Từ nay đến hết ngày 31/12/2024", "2024-09-05", "2024-12-31"},
        {"Dự kiến ngày 09 tháng 10 năm 2024", "2024-10-09", "2024-10-09"},
        {"Thường xuyên", "", ""},
        {"Trước ngày 20/10 hằng năm", "", ""},
        {"Sau khi được phê duyệt", "", ""},
        {"31/9/2024", "2024-09-30", "2024-09-30"},
        {"Trước ngày 15/9/2024 và trước ngày 15/12/2024", "", "2024-12-15"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        Period p;
        if (!viet_period(&mem, str_of(rows[i].text), day_of(2024, 9, 5), &p)) test_fails("nothing in %s", rows[i].text);
        Str from = day_iso(&mem, p.from), to = day_iso(&mem, p.to);
        if (!str_equal(from, str_of(rows[i].from)) || !str_equal(to, str_of(rows[i].to)))
            test_fails("%s: %.*s .. %.*s", rows[i].text, STR_ARGS(from), STR_ARGS(to));
    }
    Period p;
    assert_true(viet_period(&mem, S("đến hết ngày 10/2024"), NO_DAY, &p) && p.uncertain && p.note.n);
    assert_true(viet_period(&mem, S("31/9/2024"), NO_DAY, &p) && p.uncertain);
    assert_true(viet_period(&mem, S("Thường xuyên"), NO_DAY, &p) && str_equal(p.recurrence, S("Thường xuyên")));
    assert_true(viet_period(&mem, S("Trước ngày 15/9/2024 và trước ngày 15/12/2024"), NO_DAY, &p) &&
                p.milestones.n == 2);
    assert_false(viet_period(&mem, S("Khoảng 10 - 15 gian hàng"), NO_DAY, &p));
    FoundDate d = viet_find_date(S("Bdc Giang, ngay 11 thdng 8 niam 2024"));
    assert_true(d.day == day_of(2024, 8, 11) && d.uncertain);
    d = viet_find_date(S("số 505/QĐ-TTg ngày 22/4/2022 của"));
    assert_true(d.day == day_of(2022, 4, 22) && !d.uncertain && str_equal(d.text, S("ngày 22/4/2022")));
}

static void working_days_follow_the_notices(void **state)
{
    (void)state;
    int bad;
    const Workdays *w = workdays_load(&mem, (Str){0}, &bad);
    static const struct {
        int y, m, d, n;
        const char *due;
    } rows[] = {
        {2024, 9, 15, 5, "2024-09-20"},  {2024, 9, 23, 5, "2024-09-30"}, {2024, 8, 30, 5, "2024-09-10"},
        {2024, 8, 30, 25, "2024-10-08"}, {2024, 9, 4, 25, "2024-10-09"}, {2026, 8, 20, 5, "2026-08-26"},
        {2024, 10, 10, 5, "2024-10-17"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        Day from = day_of(rows[i].y, rows[i].m, rows[i].d), due = workday_add(w, from, rows[i].n);
        assert_str(day_iso(&mem, due), str_of(rows[i].due));
        assert_int_equal(workday_count(w, from, due), rows[i].n);
    }
    assert_int_equal(workday_before(w, day_of(2024, 10, 20), 1), day_of(2024, 10, 18));
    assert_int_equal(workday_before(w, day_of(2024, 10, 1), 5), day_of(2024, 9, 24));
    assert_int_equal(workday_add(w, day_of(2024, 9, 15), 0), day_of(2024, 9, 15));
    int days[] = {251, 250, 249, 249};
    for (int year = 2024; year <= 2027; year++)
        assert_int_equal(workday_count(w, day_of(year - 1, 12, 31), day_of(year, 12, 31)), days[year - 2024]);
    assert_true(workday_is_official(w, day_of(2026, 5, 5)) && !workday_is_official(w, day_of(2027, 5, 5)));
    w = workdays_load(
        &mem, S("date\tweekday\tkind\tname\tstatus\tsource\n2024-09-09\tT2\tholiday\tbão\tofficial\tx\nrubbish\n"),
        &bad);
    assert_int_equal(bad, 3);
    assert_false(workday_is(w, day_of(2024, 9, 9)));
    assert_str(workday_holiday(w, day_of(2024, 9, 9)), S("bão"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(text_has_one_form),
        cmocka_unit_test(folding_forgets_marks_case_and_signs),
        cmocka_unit_test(names_sort_as_in_a_dictionary),
        cmocka_unit_test(garbled_labels_are_nearest_to_their_own),
        cmocka_unit_test(dates_are_read_as_plans_write_them),
        cmocka_unit_test(working_days_follow_the_notices),
    };
    return cmocka_run_group_tests_name("viet", tests, set_up, NULL);
}
