// SPDX-License-Identifier: Apache-2.0
/* Terms and amounts as people and programs write them. */
#include "base/testing.h"
#include "indicator/indicator.h"
#include "indicator/term.h"

/* -- terms -----------------------------------------------------------------------------------------------------------
 */

static void terms_are_read_as_people_and_programs_write_them(void **state)
{
    (void)state;
    Arena whole = arena_reserve(1 << 20), mem = whole;
    static const struct {
        const char *written;
        TermKind kind;
        const char *key; /* NULL = it is none */
    } cases[] = {
        {"2024-09-26", TERM_WEEK, "2024-09-23"},
        {"26/9/2024", TERM_WEEK, "2024-09-23"},
        {"2024W39", TERM_WEEK, "2024-09-23"},
        {"2024-W39", TERM_WEEK, "2024-09-23"},
        {"2020W53", TERM_WEEK, "2020-12-28"},
        {"2024W53", TERM_WEEK, NULL},
        {"2024W00", TERM_WEEK, NULL},
        {"2024-09-23/P7D", TERM_WEEK, "2024-09-23"},
        {"2024-09-24/P7D", TERM_WEEK, NULL},
        {"2024-09-01/P1M", TERM_MONTH, "2024-09-01"},
        {"202409", TERM_MONTH, "2024-09-01"},
        {"2024-09", TERM_MONTH, "2024-09-01"},
        {"9/2024", TERM_MONTH, "2024-09-01"},
        {"13/2024", TERM_MONTH, NULL},
        {"20240930", TERM_DAY, "2024-09-30"},
        {"30/2/2024", TERM_DAY, NULL},
        {"2024-09-28/P1D", TERM_DAY, "2024-09-28"},
        {"", TERM_DAY, NULL},
        {"hôm nay", TERM_WEEK, NULL},
        {"2024-09-01/P1M", TERM_WEEK, NULL},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        Term t;
        bool read = term_read(str_of(cases[i].written), cases[i].kind, &t);
        if (read != (cases[i].key != NULL)) test_fails("%s", cases[i].written);
        if (read) assert_str(term_key(&mem, t), str_of(cases[i].key));
    }
    Term t = term_of(TERM_MONTH, day_of(2024, 1, 31));
    assert_int_equal(term_after(t, 1).last, day_of(2024, 2, 29));
    assert_int_equal(term_after(t, -1).first, day_of(2023, 12, 1));
    assert_int_equal(term_distance(t, term_after(t, 14)), 14);
    assert_str(term_name(&mem, term_of(TERM_WEEK, day_of(2024, 9, 28))), S("tuần 39 (23/9 – 29/9/2024)"));
    arena_release(&whole);
}

/* -- amounts ---------------------------------------------------------------------------------------------------------
 */

static void amounts_are_read_as_they_are_written_here(void **state)
{
    (void)state;
    Arena whole = arena_reserve(1 << 20), mem = whole;
    static const struct {
        const char *typed;
        int decimals;
        bool from_file;
        const char *words, *problem; /* one of the two */
    } cases[] = {
        {"1.234", 0, false, "1.234", NULL},
        {"1 234", 0, false, "1.234", NULL},
        {"1234", 0, false, "1.234", NULL},
        {"12,5", 1, false, "12,5", NULL},
        {"1.234,50", 1, false, "1.234,5", NULL},
        {"0", 0, false, "0", NULL},
        {"12,5", 0, false, NULL, "số nguyên"},
        {"1.23", 0, false, NULL, "không phải là số"},
        {"1234.5", 1, true, "1.234,5", NULL},
        {"1.234", 0, true, "1.234", NULL},
        {"1234.0", 0, true, "1.234", NULL},
        {"12,25", 1, false, NULL, "chữ số sau dấu phẩy"},
        {"abc", 0, false, NULL, "không phải là số"},
        {"-5", 0, false, NULL, "số âm"},
        {"99999999999999999999", 0, false, NULL, "không phải là số"},
        {"9999999999999999", 0, false, NULL, "quá lớn"},
        {"1\u00A0234", 0, false, "1.234", NULL},
        {"12..5", 1, false, NULL, "không phải là số"},
        {"1.2345", 0, false, NULL, "không phải là số"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        int64_t amount = 0;
        Indicator k = {.title = S("Số"), .decimals = cases[i].decimals};
        const char *problem = amount_read(&mem, &k, str_of(cases[i].typed), cases[i].from_file, &amount);
        if (cases[i].words) {
            if (problem) test_fails("%s: %s", cases[i].typed, problem);
            assert_str(amount_words(&mem, &k, amount), str_of(cases[i].words));
        } else if (!problem) test_fails("%s was taken", cases[i].typed);
        else if (!strstr(problem, cases[i].problem)) test_fails("%s: %s", cases[i].typed, problem);
    }
    Indicator share = {.kind = INDICATOR_RATIO};
    assert_str(indicator_words(&mem, &share, (Figure){999999, 1000000, 2}), S("99,9 %"));
    assert_str(indicator_words(&mem, &share, (Figure){1, 1000000, 2}), S("0,1 %"));
    assert_str(indicator_words(&mem, &share, (Figure){0}), S("–"));
    arena_release(&whole);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(terms_are_read_as_people_and_programs_write_them),
        cmocka_unit_test(amounts_are_read_as_they_are_written_here),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
