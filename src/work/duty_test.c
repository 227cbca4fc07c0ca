// SPDX-License-Identifier: Apache-2.0
/* What a duty asks, and until when. */
#include "base/testing.h"
#include "work/inside.h"

static Arena mem;

static int begin(void **state)
{
    (void)state;
    mem = arena_reserve((size_t)16 << 20);
    return 0;
}
static int end(void **state)
{
    (void)state;
    arena_release(&mem);
    return 0;
}

/* "2024-04-14 Tham mưu dự toán …|…", "- …" without a day. */
static Str asked(const char *text)
{
    Out o = {.mem = &mem};
    DutyAskList asks;
    duty_asks(&mem, str_of(text), day_of(2024, 3, 5), &asks);
    for (size_t i = 0; i < asks.n; i++)
        out_format(&o, "%s%.*s %.*s", i ? "|" : "",
                   STR_ARGS(asks.at[i].due == NO_DAY ? S("-") : day_iso(&mem, asks.at[i].due)),
                   STR_ARGS(asks.at[i].text));
    return out_str(&o);
}

static void each_due_day_asks_for_something(void **state)
{
    (void)state;
    assert_str(asked("Tham mưu dự toán trước ngày 15/4/2024, báo cáo kết quả trước ngày 15/12/2024."),
               S("2024-04-14 Tham mưu dự toán trước ngày 15/4/2024|"
                 "2024-12-14 Báo cáo kết quả trước ngày 15/12/2024"));
    assert_str(
        asked("Hoàn thành dự thảo chậm nhất ngày 30/5/2024; trình ban hành đến hết ngày 30/6/2024 theo quy định."),
        S("2024-05-30 Hoàn thành dự thảo chậm nhất ngày 30/5/2024|"
          "2024-06-30 Trình ban hành đến hết ngày 30/6/2024 theo quy định"));
    assert_str(asked("Lập danh sách trước 30/6/2024 và gửi Sở Nội vụ tổng hợp trước 15/7/2024"),
               S("2024-06-29 Lập danh sách trước 30/6/2024|2024-07-14 Gửi Sở Nội vụ tổng hợp trước 15/7/2024"));
}

static void where_only_the_days_differ_each_has_the_whole_text(void **state)
{
    (void)state;
    assert_str(asked("Báo cáo trước ngày 15/6/2024 và trước ngày 15/12/2024."),
               S("2024-06-14 Báo cáo trước ngày 15/6/2024 và trước ngày 15/12/2024.|"
                 "2024-12-14 Báo cáo trước ngày 15/6/2024 và trước ngày 15/12/2024."));
    assert_str(asked("Báo cáo lần 1 trước ngày 15/6/2024, lần 2 trước ngày 15/12/2024."),
               S("2024-06-14 Báo cáo lần 1 trước ngày 15/6/2024, lần 2 trước ngày 15/12/2024.|"
                 "2024-12-14 Báo cáo lần 1 trước ngày 15/6/2024, lần 2 trước ngày 15/12/2024."));
}

static void days_of_decrees_are_no_due_days(void **state)
{
    (void)state;
    assert_str(asked("Thực hiện Quyết định số 5 ngày 22/4/2024; báo cáo trước ngày 15/12/2024."),
               S("2024-12-14 Thực hiện Quyết định số 5 ngày 22/4/2024; báo cáo trước ngày 15/12/2024."));
    assert_str(asked("Rà soát những việc trước ngày 01/01/2024."), S("- Rà soát những việc trước ngày 01/01/2024."));
    assert_str(asked("Tuyên truyền về Ngày 10/10/2024"), S("- Tuyên truyền về Ngày 10/10/2024"));
    assert_str(asked(""), S("- "));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_due_day_asks_for_something),
        cmocka_unit_test(where_only_the_days_differ_each_has_the_whole_text),
        cmocka_unit_test(days_of_decrees_are_no_due_days),
    };
    return cmocka_run_group_tests_name("duty", tests, begin, end);
}
