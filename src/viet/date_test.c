// SPDX-License-Identifier: Apache-2.0
#include "viet/date.h"
#include "viet/text.h"
#include "viet/viet_testing.h"

static Arena mem;

static int set_up(void **state)
{
    (void)state;
    mem = arena_reserve(256 << 20);
    return 0;
}

static Day issued(void) { return day_of(2024, 9, 5); }

static Period period_of(Str text)
{
    Period p;
    if (!viet_period(&mem, text, issued(), &p)) test_fails("nothing in %.*s", STR_ARGS(text));
    return p;
}

static void expect_span(Str text, Str from, Str to)
{
    Period p = period_of(text);
    if (!str_equal(day_iso(&mem, p.from), from) || !str_equal(day_iso(&mem, p.to), to))
        test_fails("%.*s: %.*s .. %.*s", STR_ARGS(text), STR_ARGS(day_iso(&mem, p.from)),
                   STR_ARGS(day_iso(&mem, p.to)));
}

/* In a plan of 5/9/2024. */
static void periods_are_read_as_plans_write_them(void **state)
{
    (void)state;
    static const struct {
        const char *text, *from, *to;
    } rows[] = {
        {"ngày 15/9/2024", "2024-09-15", "2024-09-15"},
        {"Dự kiến ngày 09 tháng 10 năm 2024", "2024-10-09", "2024-10-09"},
        {"08h00 ngày 10/10/2024", "2024-10-10", "2024-10-10"},
        {"Từ ngày 15/9/2024 đến hết ngày 10/10/2024", "2024-09-15", "2024-10-10"},
        {"Tir ngdy 15/9/2024 dén hét ngay 10/10/2024.", "2024-09-15", "2024-10-10"},
        {"15/9 - 10/10/2024", "2024-09-15", "2024-10-10"},
        {"Từ 15/9 đến 31/10/2024", "2024-09-15", "2024-10-31"},
        {"Từ ngày 01 đến ngày 10/10/2024", "2024-10-01", "2024-10-10"},
        {"01/10/2024-10/10/2024", "2024-10-01", "2024-10-10"},
        {"tháng 9/2024", "2024-09-01", "2024-09-30"},
        {"Trong tháng 10", "2024-10-01", "2024-10-31"},
        {"Từ tháng 9 đến tháng 12/2024", "2024-09-01", "2024-12-31"},
        {"Từ tháng 11/2024 đến tháng 2/2025", "2024-11-01", "2025-02-28"},
        {"Tir thang 9/2024 dén hét ngay 10/2024", "2024-09-01", "2024-10-31"},
        {"Tháng 9-10/2024", "2024-09-01", "2024-10-31"},
        {"Tháng 9, tháng 10 năm 2024", "2024-09-01", "2024-10-31"},
        {"Quý III/2024", "2024-07-01", "2024-09-30"},
        {"quý 4 năm 2024", "2024-10-01", "2024-12-31"},
        {"Quý III, IV năm 2024", "2024-07-01", "2024-12-31"},
        {"Quý III và quý IV/2024", "2024-07-01", "2024-12-31"},
        {"Quý III-IV/2024", "2024-07-01", "2024-12-31"},
        {"Từ quý I đến quý III/2025", "2025-01-01", "2025-09-30"},
        {"6 tháng đầu năm 2025", "2025-01-01", "2025-06-30"},
        {"6 tháng cuối năm 2024", "2024-07-01", "2024-12-31"},
        {"Năm 2025", "2025-01-01", "2025-12-31"},
        {"Hoàn thành trong năm 2025", "2025-01-01", "2025-12-31"},
        {"Từ năm 2024 đến năm 2026", "2024-01-01", "2026-12-31"},
        {"Giai đoạn 2024 - 2025", "2024-01-01", "2025-12-31"},
        {"Năm 2025 và các năm tiếp theo", "2025-01-01", ""},
        {"Từ ngày 01/3/2025", "2025-03-01", ""},
        {"Từ nay", "2024-09-05", ""},
        {"Từ nay đến hết ngày 31/12/2024", "2024-09-05", "2024-12-31"},
        {"trước ngày 20/10/2024", "", "2024-10-20"},
        {"TRƯỚC NGÀY 20/10/2024", "", "2024-10-20"},
        {"Hoàn thành trước 30/6/2025", "", "2025-06-30"},
        {"Đến hết tháng 11 năm 2024", "", "2024-11-30"},
        {"Đến hết quý IV/2024", "", "2024-12-31"},
        {"đến năm 2030", "", "2030-12-31"},
        {"Thường xuyên", "", ""},
        {"Trước ngày 20/10 hằng năm", "", ""},
        {"Sau khi được phê duyệt", "", ""},
        {"31/9/2024", "2024-09-30", "2024-09-30"},
        {"29/2/2024", "2024-02-29", "2024-02-29"},
        {"29/2/2023", "2023-02-28", "2023-02-28"},
        {"Trước ngày 15/9/2024 và trước ngày 15/12/2024", "", "2024-12-15"},
        {"15/9, 20/9 và 30/9/2024", "2024-09-15", "2024-09-30"},
        {"trước tháng 10/2024", "", "2024-10-01"},
        {"Trước quý IV năm 2024", "", "2024-10-01"},
        {"Hoàn thành trước năm 2026", "", "2026-01-01"},
        {"Từ tháng 9/2024 đến trước tháng 12/2024", "2024-09-01", "2024-12-01"},
        {"Chậm nhất ngày 15/10/2024", "", "2024-10-15"},
        {"chậm nhất trước ngày 15/10/2024", "", "2024-10-15"},
        {"Chậm nhất là ngày 15/10/2024", "", "2024-10-15"},
        {"Hạn chót: 15/10/2024", "", "2024-10-15"},
        {"hạn cuối là tháng 10/2024", "", "2024-10-31"},
        {"Muộn nhất trong quý IV/2024", "", "2024-12-31"},
        {"không quá ngày 15/10/2024", "", "2024-10-15"},
        {"Trước ngày 15/9/2024, chậm nhất ngày 30/9/2024", "", "2024-09-30"},
        {"Tháng 9/2024, chậm nhất ngày 15/10/2024", "2024-09-01", "2024-10-15"},
        {"Từ tháng 11 đến tháng 2/2025", "2024-11-01", "2025-02-28"},
        {"Từ tháng 11 đến hết tháng 02 năm 2025", "2024-11-01", "2025-02-28"},
        {"Từ ngày 15/12 đến ngày 10/01/2025", "2024-12-15", "2025-01-10"},
        {"20/12 - 05/01/2025", "2024-12-20", "2025-01-05"},
        {"Từ quý IV đến quý I/2025", "2024-10-01", "2025-03-31"},
        {"Từ tháng 11/2024 đến tháng 2", "2024-11-01", "2025-02-28"},
        {"Từ tháng 11 đến tháng 2", "2024-11-01", "2025-02-28"},
        {"Từ ngày 25 tháng 12 đến ngày 05 tháng 01 năm 2025", "2024-12-25", "2025-01-05"},
        {"Tuần 1 tháng 10", "2024-10-01", "2024-10-07"},
        {"Tuần 3, 4 tháng 10/2024", "2024-10-15", "2024-10-31"},
        {"tuần thứ hai của tháng 9 năm 2024", "2024-09-08", "2024-09-14"},
        {"Tuần cuối tháng 02/2025", "2025-02-22", "2025-02-28"},
        {"32/1/2024", "2024-01-31", "2024-01-31"},
        {"Trước ngày 32 tháng 01 năm 2024", "", "2024-01-31"},
        {"10/15/2024", "2024-10-15", "2024-10-15"},
        {"15/13/2024", "2024-01-01", "2024-12-31"},
        {"00/10/2024", "2024-10-31", "2024-10-31"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        Str text = str_of(rows[i].text), from = str_of(rows[i].from), to = str_of(rows[i].to);
        expect_span(text, from, to);
        expect_span(decomposed(&mem, text), from, to);
        expect_span(viet_upper(&mem, text), from, to);
    }
}

static void the_coarsest_part_gives_the_precision(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        Precision precision;
    } rows[] = {
        {"15/9/2024", PRECISION_DAY},        {"Từ ngày 15/9/2024 đến hết ngày 10/10/2024", PRECISION_DAY},
        {"tháng 9/2024", PRECISION_MONTH},   {"Từ ngày 15/9 đến tháng 12/2024", PRECISION_MONTH},
        {"Quý III/2024", PRECISION_QUARTER}, {"6 tháng đầu năm 2025", PRECISION_QUARTER},
        {"Năm 2025", PRECISION_YEAR},        {"Từ nay", PRECISION_NONE},
        {"Thường xuyên", PRECISION_NONE},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (period_of(str_of(rows[i].text)).precision != rows[i].precision)
            test_fails("%s has precision %d", rows[i].text, period_of(str_of(rows[i].text)).precision);
}

static void what_comes_again_has_no_days(void **state)
{
    (void)state;
    static const char *const rows[][2] = {
        {"Thường xuyên", "Thường xuyên"}, {"hằng năm", "hằng năm"}, {"Hằng tháng, quý", "Hằng tháng"},
        {"hằng quý", "hằng quý"},         {"Hàng năm", "Hàng năm"}, {"Ngày 10 tháng 10 hằng năm", "hằng năm"},
        {"Mỗi quý một lần", "Mỗi quý"},   {"Định kỳ", "Định kỳ"},   {"Thuong xuyen", "Thuong xuyen"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        Period p = period_of(str_of(rows[i][0]));
        assert_str(p.recurrence, str_of(rows[i][1]));
        assert_true(p.from == NO_DAY && p.to == NO_DAY && !p.uncertain);
    }
}

static void a_condition_is_kept_as_printed(void **state)
{
    (void)state;
    static const char *const rows[] = {"Sau khi được phê duyệt", "theo tiến độ dự án", "Khi có hướng dẫn của Bộ"};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        Period p = period_of(str_of(rows[i]));
        assert_str(p.condition, str_of(rows[i]));
        assert_true(p.from == NO_DAY && p.to == NO_DAY);
    }
}

static void before_a_day_is_marked(void **state)
{
    (void)state;
    assert_true(period_of(S("trước ngày 20/10/2024")).before);
    assert_true(period_of(S("Trước ngày 15/9/2024 và trước ngày 15/12/2024")).before);
    assert_true(period_of(S("trước tháng 10/2024")).before);
    assert_true(period_of(S("chậm nhất trước ngày 15/10/2024")).before);
    assert_true(period_of(S("Từ tháng 9/2024 đến trước tháng 12/2024")).before);
    assert_false(period_of(S("Chậm nhất ngày 15/10/2024")).before);
    assert_false(period_of(S("đến hết ngày 20/10/2024")).before);
    assert_false(period_of(S("20/10/2024")).before);
}

static void slips_are_left_to_a_person(void **state)
{
    (void)state;
    static const char *const slips[] = {"đến hết ngày 10/2024",
                                        "31/9/2024",
                                        "30/2/2024",
                                        "29/2/2023",
                                        "Từ 10/10/2024 đến 1/9/2024",
                                        "32/1/2024",
                                        "ngày 45 tháng 5 năm 2024",
                                        "15/13/2024",
                                        "10/15/2024",
                                        "0/9/2024",
                                        "Tuần 1 tháng 10",
                                        "tuần cuối tháng 10/2024"};
    for (size_t i = 0; i < sizeof slips / sizeof *slips; i++) {
        Period p = period_of(str_of(slips[i]));
        if (!p.uncertain || !p.note.n) test_fails("%s is taken as it stands", slips[i]);
    }
    assert_false(period_of(S("đến hết ngày 31/10/2024")).uncertain);
}

static void a_slip_is_not_said_again(void **state)
{
    (void)state;
    static const char *const said[][2] = {
        {"Từ tháng 9/2024 đến hết ngày 10/2024", "Từ tháng 9/2024 đến hết tháng 10/2024"},
        {"Ngày 9/2024 và ngày 10-2024.", "Tháng 9/2024 và tháng 10-2024."},
        {"Từ ngày 15/9/2024 đến hết ngày 10/10/2024", "Từ ngày 15/9/2024 đến hết ngày 10/10/2024"},
        {"Thường xuyên", "Thường xuyên"},
        {"", ""},
    };
    for (size_t i = 0; i < sizeof said / sizeof *said; i++)
        assert_str(viet_period_said(&mem, str_of(said[i][0])), str_of(said[i][1]));
}

static void several_days_are_milestones(void **state)
{
    (void)state;
    Period p = period_of(S("15/9, 20/9 và 30/9/2024"));
    assert_int_equal(p.milestones.n, 3);
    assert_int_equal(p.milestones.at[1], day_of(2024, 9, 20));
    p = period_of(S("Trước ngày 15/9/2024 và trước ngày 15/12/2024"));
    assert_int_equal(p.milestones.n, 2);
    assert_int_equal(period_of(S("Từ 15/9 đến 31/10/2024")).milestones.n, 0);
    assert_int_equal(period_of(S("15/9/2024")).milestones.n, 0);
}

static void other_numbers_are_no_time(void **state)
{
    (void)state;
    static const char *const rows[] = {"",           "Khoảng 10 - 15 gian hàng", "tháng 13/2024",
                                       "31/12/1899", "trong vòng 5 ngày",        "Trung tâm Hội nghị tỉnh"};
    Period p;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (viet_period(&mem, str_of(rows[i]), issued(), &p)) test_fails("\"%s\" is taken for a time", rows[i]);
}

/* Each day of a leap year, in each way to write a date, inside a sentence. */
static void every_day_is_found_in_every_form(void **state)
{
    (void)state;
    static const char *const forms[] = {"%d/%d/%d",
                                        "%02d/%02d/%d",
                                        "%d-%d-%d",
                                        "%d.%d.%d",
                                        "ngày %d/%d/%d",
                                        "ngày %d tháng %d năm %d",
                                        "ngày %02d tháng %02d năm %d",
                                        "ngay %d thang %d nam %d",
                                        "Ngày %d tháng %d, năm %d"};
    for (Day day = day_of(2024, 1, 1); day <= day_of(2024, 12, 31); day++)
        for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
            int y, m, d;
            day_split(day, &y, &m, &d);
            Arena mark = mem;
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
            Str said = str_format(&mem, forms[i], d, m, y);
#pragma GCC diagnostic pop
            FoundDate found = viet_find_date(str_format(&mem, "Số 505/QĐ-TTg, %.*s của Thủ tướng", STR_ARGS(said)));
            assert_int_equal(found.day, day);
            assert_str(found.text, said);
            assert_false(found.uncertain);
            Period p = period_of(said);
            assert_true(p.from == day && p.to == day && p.precision == PRECISION_DAY && !p.uncertain);
            arena_back(&mem, mark);
        }
}

static void every_month_and_quarter_is_whole(void **state)
{
    (void)state;
    static const char *const roman[] = {"I", "II", "III", "IV"};
    for (int year = 2023; year <= 2026; year++)
        for (int month = 1; month <= 12; month++) {
            Str from = day_iso(&mem, day_of(year, month, 1)), to = day_iso(&mem, day_month_end(year, month));
            expect_span(str_format(&mem, "tháng %d/%d", month, year), from, to);
            expect_span(str_format(&mem, "Tháng %02d năm %d", month, year), from, to);
            if (month % 3 != 1) continue;
            to = day_iso(&mem, day_month_end(year, month + 2));
            expect_span(str_format(&mem, "quý %s/%d", roman[month / 3], year), from, to);
            expect_span(str_format(&mem, "Quý %s năm %d", roman[month / 3], year), from, to);
            expect_span(str_format(&mem, "quý %d/%d", month / 3 + 1, year), from, to);
        }
}

static void ocr_makes_a_date_uncertain(void **state)
{
    (void)state;
    FoundDate d = viet_find_date(S("Bdc Giang, ngay 11 thdng 8 niam 2024"));
    assert_true(d.day == day_of(2024, 8, 11) && d.uncertain);
    assert_str(d.text, S("ngay 11 thdng 8 niam 2024"));
    d = viet_find_date(S("số 505/QĐ-TTg ngày 22/4/2022 của"));
    assert_true(d.day == day_of(2022, 4, 22) && !d.uncertain && str_equal(d.text, S("ngày 22/4/2022")));
    assert_int_equal(viet_find_date(S("số 505/QĐ-TTg, 10/2024")).day, NO_DAY);
}

static void a_date_is_found_behind_a_thousand_words(void **state)
{
    (void)state;
    for (int words = 0; words < 1000; words += 7) {
        Arena mark = mem;
        char *text = NEW(&mem, char, words * 2 + 16);
        for (int i = 0; i < words; i++) memcpy(text + i * 2, "x ", 2);
        memcpy(text + words * 2, "22/4/2022", 9);
        assert_int_equal(viet_find_date((Str){text, (size_t)words * 2 + 9}).day, day_of(2022, 4, 22));
        arena_back(&mem, mark);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(periods_are_read_as_plans_write_them),
        cmocka_unit_test(the_coarsest_part_gives_the_precision),
        cmocka_unit_test(what_comes_again_has_no_days),
        cmocka_unit_test(a_condition_is_kept_as_printed),
        cmocka_unit_test(before_a_day_is_marked),
        cmocka_unit_test(slips_are_left_to_a_person),
        cmocka_unit_test(a_slip_is_not_said_again),
        cmocka_unit_test(several_days_are_milestones),
        cmocka_unit_test(other_numbers_are_no_time),
        cmocka_unit_test(every_day_is_found_in_every_form),
        cmocka_unit_test(every_month_and_quarter_is_whole),
        cmocka_unit_test(ocr_makes_a_date_uncertain),
        cmocka_unit_test(a_date_is_found_behind_a_thousand_words),
    };
    return cmocka_run_group_tests_name("date", tests, set_up, NULL);
}
