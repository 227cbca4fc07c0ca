// SPDX-License-Identifier: Apache-2.0
#include "base/day.h"
#include "base/id.h"
#include "base/list.h"
#include "base/map.h"
#include "base/module.h"
#include "base/out.h"
#include "base/testing.h"

static void strings_are_cut_and_compared(void **state)
{
    (void)state;
    Str rest = S("a,,b,"), piece, all[4];
    int n = 0;
    while (str_cut(&rest, ',', &piece)) all[n++] = piece;
    assert_int_equal(n, 4);
    assert_true(str_equal(all[0], S("a")) && !all[1].n && str_equal(all[2], S("b")) && !all[3].n);
    assert_true(str_compare(S("ab"), S("abc")) < 0);
    assert_true(str_equal(str_trim(S(" \t x y\r\n")), S("x y")));
    assert_int_equal(str_find(S("banana"), S("nan")), 2);
    assert_int_equal(str_find(S("banana"), S("x")), 6);
    int64_t v = 7;
    assert_false(str_integer(S("9223372036854775808"), &v));
    assert_false(str_integer(S("1x"), &v));
    assert_int_equal(v, 7);
    assert_true(str_integer(S("-9223372036854775808"), &v) && v == INT64_MIN);
}

static void utf8_is_checked(void **state)
{
    (void)state;
    assert_true(str_is_utf8(S("Bắc Giang 𝄞")));
    assert_false(str_is_utf8(S("\xC0\xAF")));         /* overlong */
    assert_false(str_is_utf8(S("\xED\xA0\x80")));     /* surrogate */
    assert_false(str_is_utf8(S("\xF4\x90\x80\x80"))); /* beyond Unicode */
    assert_false(str_is_utf8(S("a\xE1\xBA")));        /* cut */
}

static void days_are_counted(void **state)
{
    (void)state;
    assert_int_equal(day_of(1970, 1, 1), 0);
    assert_int_equal(day_of(2024, 2, 30), NO_DAY);
    assert_int_equal(day_weekday(day_of(2024, 10, 20)), SUNDAY);
    assert_int_equal(day_month_end(2024, 2), day_of(2024, 2, 29));
    for (Day d = day_of(YEAR_MIN, 1, 1); d <= day_of(YEAR_MAX, 12, 31); d++) {
        int y, m, day;
        day_split(d, &y, &m, &day);
        assert_int_equal(day_of(y, m, day), d);
    }
    assert_int_equal(day_at(-1), 0); /* 06:59:59.999 of 1 January 1970 in Vietnam */
    assert_int_equal(day_at(17 * 3600000 - 1), 0);
    assert_int_equal(day_at(17 * 3600000), 1);
    for (Day d = -2; d < 3; d++) {
        assert_int_equal(day_at(day_begins(d)), d);
        assert_int_equal(day_at(day_begins(d) - 1), d - 1);
    }
    assert_int_equal(day_parse_iso(S("2024-09-15")), day_of(2024, 9, 15));
    assert_int_equal(day_parse_iso(S("2024-9-15")), NO_DAY);
    Arena a = arena_reserve(1 << 16);
    Str said = day_vietnamese_in(&a, S("2024-09-15, hạn 2024-01-02; 2024-13-01, 12024-09-15, v2024-09-15"));
    assert_true(str_equal(said, S("15/9/2024, hạn 02/01/2024; 2024-13-01, 12024-09-15, v2024-09-15")));
    assert_int_equal(day_vietnamese_in(&a, S("không có ngày")).n, S("không có ngày").n);
    arena_release(&a);
}

static void identifiers_grow(void **state)
{
    (void)state;
    Id last = 0;
    for (int i = 0; i < 100000; i++) {
        Id id = id_new(1700000000000);
        assert_true(id > last);
        last = id;
    }
}

/* -- the edge: every size of room, as request_test.c of the design shows it --------------------------------- */

static int opened, closed;
static void close_one(void *arg)
{
    if (*(bool *)arg) closed++;
}

static Fail work(Ctx *c, void *arg)
{
    (void)arg;
    bool *open = NEW(&c->mem, bool, 1);
    arena_at_end(&c->mem, close_one, open);
    *open = true, opened++;
    Map m = {0};
    LIST(int) numbers = {0};
    Out o = {.mem = &c->mem};
    for (int i = 0; i < 100; i++) {
        *list_add(&c->mem, &numbers) = i;
        *map_put(&c->mem, &m, str_format(&c->mem, "key %d", i)) = open;
        out_format(&o, "%d", i);
        OUT_TEXT(&o, S("<&>"));
    }
    assert_int_equal(m.n, 100);
    assert_ptr_equal(map_get(&m, S("key 42")), open);
    assert_null(map_get(&m, S("key 100")));
    assert_int_equal(numbers.at[99], 99);
    assert_true(str_starts(out_str(&o), S("0&lt;&amp;&gt;1&lt;")));
    return fail(c, FAIL_CONFLICT, "Việc đã đóng %s", "rồi");
}

static void every_size_of_room_is_survived(void **state)
{
    (void)state;
    int failures = 0;
    for (size_t room = 0;; room += room < 600 ? 1 : 97, failures++) {
        char *block = malloc(room + 1);
        Ctx c = {.mem = {block, block + room, NULL, NULL}};
        Fail f = edge_run(&c, work, NULL);
        assert_ptr_equal(c.mem.at, block);
        assert_null(c.mem.cleanups);
        assert_int_equal(opened, closed);
        free(block);
        if (f == FAIL_CONFLICT) {
            assert_string_equal(c.why, "Việc đã đóng rồi");
            break;
        }
        assert_int_equal(f, FAIL_ROOM);
        assert_true(c.why[0]);
    }
    assert_true(failures > 600 && opened > 10);
}

static void a_long_reason_ends_with_a_whole_letter(void **state)
{
    (void)state;
    Ctx c = {0};
    for (int blanks = 0; blanks < 4; blanks++) {
        char text[WHY_ROOM * 3 + 8] = {0};
        size_t n = 0;
        for (int i = 0; i < blanks; i++) text[n++] = ' ';
        while (n < WHY_ROOM + 10) memcpy(text + n, "ệ", 3), n += 3;
        c.why[0] = 0;
        fail(&c, FAIL_INPUT, "%s", text);
        assert_true(str_is_utf8(str_of(c.why)));
        assert_true(strlen(c.why) > WHY_ROOM - 8);
    }
}

static void a_module_that_is_missing_is_named(void **state)
{
    (void)state;
    static const char says[] = "Chương trình thiếu phần 'hư không'. Hãy cài lại, hoặc báo người quản trị.";
    Ctx c = {0};
    void *function;
    const void *calls;
    assert_int_equal(module_function(&c, "hư không", "no_such_function", &function), FAIL_STORE);
    assert_string_equal(c.why, says);
    c.why[0] = 0;
    assert_int_equal(module_calls(&c, "hư không", "no_such_calls", &calls), FAIL_STORE);
    assert_string_equal(c.why, says);
    c.why[0] = 0;
    assert_int_equal(module_ready(&c, "hư không"), FAIL_STORE);
    assert_string_equal(c.why, says);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(strings_are_cut_and_compared),
        cmocka_unit_test(utf8_is_checked),
        cmocka_unit_test(days_are_counted),
        cmocka_unit_test(identifiers_grow),
        cmocka_unit_test(every_size_of_room_is_survived),
        cmocka_unit_test(a_long_reason_ends_with_a_whole_letter),
        cmocka_unit_test(a_module_that_is_missing_is_named),
    };
    return cmocka_run_group_tests_name("base", tests, NULL, NULL);
}
