// SPDX-License-Identifier: Apache-2.0
#include "base/testing.h"
#include "viet/given.h"

static Arena whole;

/* "tu d6i moi" with the middle word as the restorer took it. */
static Repair three_words(Arena *a, Str middle, float margin)
{
    Repair r = {.by = READ_WITHOUT_MARKS, .text = str_format(a, "tự %.*s, mới", STR_ARGS(middle))};
    size_t end = S("tự ").n + middle.n;
    *list_add(a, &r.tokens) =
        (RepairToken){.read = S("tu"), .restored = S("tự"), .line = 1, .out_end = S("tự").n, .margin = REPAIR_SURE};
    *list_add(a, &r.tokens) = (RepairToken){.read = S("d6i"),
                                            .restored = middle,
                                            .line = 1,
                                            .out_begin = S("tự ").n,
                                            .out_end = end,
                                            .margin = margin,
                                            .alternative = {S("đối"), S("đội")},
                                            .alternatives = 2};
    *list_add(a, &r.tokens) = (RepairToken){.read = S("moi"),
                                            .restored = S("mới"),
                                            .line = 1,
                                            .out_begin = end + 2,
                                            .out_end = end + 2 + S("mới").n,
                                            .margin = REPAIR_SURE};
    r.unsure = margin < REPAIR_UNSURE;
    return r;
}

static void give(Arena *a, Repair *r, Str before, Str after)
{
    GivenWordList given = {0};
    *list_add(a, &given) = (GivenWord){S("d6i"), S("đối"), before, after};
    repair_give(a, r, &given);
}

static void between_the_same_words_it_is_put_and_asked_about_no_more(void **state)
{
    (void)state;
    Arena a = whole;
    Repair r = three_words(&a, S("đổi"), 1);
    give(&a, &r, S("TỰ"), S("moi"));
    assert_str(r.text, S("tự đối, mới"));
    assert_str(r.tokens.at[1].restored, S("đối"));
    assert_true(r.tokens.at[1].margin >= REPAIR_UNSURE);
    assert_int_equal(r.unsure, 0);
    assert_str(str_slice(r.text, r.tokens.at[2].out_begin, r.tokens.at[2].out_end), S("mới"));
    assert_str(r.tokens.at[1].alternative[0], S("đổi"));
    assert_str(r.tokens.at[1].alternative[1], S("đội"));
    assert_int_equal(r.tokens.at[1].alternatives, 2);
}

static void elsewhere_it_comes_first_where_the_restorer_is_unsure(void **state)
{
    (void)state;
    Arena a = whole;
    Repair r = three_words(&a, S("đổi"), 1);
    give(&a, &r, S("khác"), S("hẳn"));
    assert_str(r.text, S("tự đối, mới"));
    assert_int_equal(r.unsure, 1);
    r = three_words(&a, S("đổi"), REPAIR_SURE);
    give(&a, &r, S("khác"), S("hẳn"));
    assert_str(r.text, S("tự đổi, mới"));
    r = three_words(&a, S("đối"), 1); /* what it took itself */
    give(&a, &r, S("tự"), S("mới"));
    assert_str(r.text, S("tự đối, mới"));
    assert_int_equal(r.unsure, 0);
}

static void nothing_given_changes_nothing(void **state)
{
    (void)state;
    Arena a = whole;
    Repair r = three_words(&a, S("đổi"), 1);
    repair_give(&a, &r, NULL);
    repair_give(&a, &r, &(GivenWordList){0});
    assert_str(r.text, S("tự đổi, mới"));
    assert_int_equal(r.unsure, 1);
}

int main(void)
{
    whole = arena_reserve(1 << 20);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(between_the_same_words_it_is_put_and_asked_about_no_more),
        cmocka_unit_test(elsewhere_it_comes_first_where_the_restorer_is_unsure),
        cmocka_unit_test(nothing_given_changes_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
