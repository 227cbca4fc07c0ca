// SPDX-License-Identifier: Apache-2.0
/* Counting working days: the cases that the office settled beforehand, then what holds on every day of the table. */
#include "base/testing.h"
#include "viet/workday.h"

static Arena mem;
static const Workdays *table;

static int set_up(void **state)
{
    int bad;
    (void)state;
    mem = arena_reserve(64 << 20);
    table = workdays_load(&mem, (Str){0}, &bad);
    return bad;
}

static Day iso(const char *day) { return day_parse_iso(str_of(day)); }

static void deadlines_of_procedures(void **state)
{
    (void)state;
    static const struct {
        const char *why, *received;
        int weekday, days;
        const char *due;
        int due_weekday;
    } rows[] = {
        {"a dossier of a Sunday begins to count on Monday", "2024-09-15", SUNDAY, 5, "2024-09-20", FRIDAY},
        {"the last day for an answer before banners go up", "2024-09-23", MONDAY, 5, "2024-09-30", MONDAY},
        {"over the two days of National Day", "2024-08-30", FRIDAY, 5, "2024-09-10", TUESDAY},
        {"appraisal of an award, over National Day", "2024-08-30", FRIDAY, 25, "2024-10-08", TUESDAY},
        {"the last complete award dossier for the ceremony", "2024-09-04", WEDNESDAY, 25, "2024-10-09", WEDNESDAY},
        {"over a Saturday that is worked", "2026-08-20", THURSDAY, 5, "2026-08-26", WEDNESDAY},
        {"over an ordinary weekend", "2024-10-10", THURSDAY, 5, "2024-10-17", THURSDAY},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        Day from = iso(rows[i].received), due = workday_add(table, from, rows[i].days);
        if (due != iso(rows[i].due)) test_fails("%s: %.*s", rows[i].why, STR_ARGS(day_iso(&mem, due)));
        assert_int_equal(workday_count(table, from, due), rows[i].days);
        assert_int_equal(day_weekday(from), rows[i].weekday);
        assert_int_equal(day_weekday(due), rows[i].due_weekday);
    }
}

static void days_before_a_date(void **state)
{
    (void)state;
    /* The report is due before Sunday 20/10/2024: on the Friday. */
    assert_int_equal(day_weekday(iso("2024-10-20")), SUNDAY);
    assert_int_equal(workday_before(table, iso("2024-10-20"), 1), iso("2024-10-18"));
    assert_int_equal(workday_before(table, iso("2024-10-01"), 5), iso("2024-09-24"));
    /* A notice fifteen days (of the calendar) before 1/10/2024 leaves on a Monday. */
    assert_int_equal(iso("2024-10-01") - 15, iso("2024-09-16"));
    assert_int_equal(day_weekday(iso("2024-09-16")), MONDAY);
    assert_int_equal(workday_add(table, iso("2024-09-15"), 0), iso("2024-09-15"));
}

static void the_notices_are_followed(void **state)
{
    (void)state;
    static const char *const worked[] = {"2024-05-04", "2025-04-26", "2026-01-10", "2026-08-22"};
    static const char *const off[] = {
        "2024-01-01", "2024-02-08", "2024-02-14", "2024-04-18", "2024-04-29", "2024-09-03", "2025-01-27", "2025-05-02",
        "2025-09-01", "2026-01-02", "2026-02-20", "2026-04-27", "2026-08-31", "2026-11-24", "2027-04-16", "2027-11-24"};
    for (size_t i = 0; i < sizeof worked / sizeof *worked; i++) {
        assert_int_equal(day_weekday(iso(worked[i])), SATURDAY);
        if (!workday_is(table, iso(worked[i]))) test_fails("%s is no working day", worked[i]);
        assert_int_equal(workday_holiday(table, iso(worked[i])).n, 0);
    }
    for (size_t i = 0; i < sizeof off / sizeof *off; i++) {
        assert_true(day_weekday(iso(off[i])) < SATURDAY);
        if (workday_is(table, iso(off[i]))) test_fails("%s is a working day", off[i]);
        assert_true(workday_holiday(table, iso(off[i])).n > 0);
    }
    static const int in_year[] = {251, 250, 249, 249};
    for (int year = 2024; year <= 2027; year++)
        assert_int_equal(workday_count(table, day_of(year - 1, 12, 31), day_of(year, 12, 31)), in_year[year - 2024]);
    assert_true(workday_is_official(table, iso("2026-05-05")) && !workday_is_official(table, iso("2027-05-05")));
}

/* From every day of the four years, up to 30 working days on. */
static void counting_and_adding_agree(void **state)
{
    (void)state;
    for (Day d = day_of(2024, 1, 1); d <= day_of(2027, 11, 1); d++) {
        assert_int_equal(workday_count(table, d, d), 0);
        Day before = d;
        for (int n = 1; n <= 30; n++) {
            Day due = workday_add(table, d, n);
            assert_true(due > before && workday_is(table, due));
            assert_int_equal(due, workday_add(table, before, 1));
            assert_int_equal(workday_count(table, d, due), n);
            assert_int_equal(workday_count(table, due, d), -n);
            Day back = workday_before(table, due, n);
            assert_true(workday_is(table, d) ? back == d : back < d);
            before = due;
        }
    }
}

static void an_office_may_add_its_own_days(void **state)
{
    (void)state;
    int bad;
    const Workdays *own = workdays_load(
        &mem,
        S("date\tweekday\tkind\tname\tstatus\tsource\n2024-09-09\tT2\tholiday\tbão\tofficial\tx\nrubbish\n"
          "2024-09-03\tT3\tswap_work\tlàm bù\tofficial\tx\n"),
        &bad);
    assert_int_equal(bad, 3);
    assert_false(workday_is(own, iso("2024-09-09")));
    assert_str(workday_holiday(own, iso("2024-09-09")), S("bão"));
    assert_true(workday_is(own, iso("2024-09-03"))); /* its rows win */
    assert_false(workday_is(table, iso("2024-09-03")));
    assert_int_equal(workday_add(own, iso("2024-08-30"), 5), iso("2024-09-10"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(deadlines_of_procedures),        cmocka_unit_test(days_before_a_date),
        cmocka_unit_test(the_notices_are_followed),       cmocka_unit_test(counting_and_adding_agree),
        cmocka_unit_test(an_office_may_add_its_own_days),
    };
    return cmocka_run_group_tests_name("workday", tests, set_up, NULL);
}
