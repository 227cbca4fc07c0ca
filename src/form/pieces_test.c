// SPDX-License-Identifier: Apache-2.0
/* Fields as pieces of a text: changed, moved, removed, and everything else stays. */
#include "base/testing.h"
#include "form/snippet.h"
#include "form/source_testing.h"

static Arena whole, mem;

static const char text[] = "# Của phòng tôi\n"
                           "code: don\n"
                           "title: Đơn\n"
                           "fields:\n"
                           "  # người xin\n"
                           "  - ho_ten: Họ tên\n"
                           "\n"
                           "  - tuoi: {type: integer, label: Tuổi, min: 1}  # tròn\n"
                           "  - hang:\n"
                           "      label: Hàng\n"
                           "      columns:\n"
                           "        - ten: Tên hàng\n"
                           "        # giá\n"
                           "        - gia:\n"
                           "            type: money\n"
                           "            label: Giá\n"
                           "  # hết\n"
                           "states: [a]  # của thủ tục\n";

static Pieces pieces_in(Str yaml)
{
    Pieces p;
    if (!pieces_of(&mem, yaml, &p)) test_fails("no pieces:\n%.*s", STR_ARGS(yaml));
    return p;
}

static void fields_are_lines_and_comments_belong_to_what_follows(void **state)
{
    (void)state;
    Pieces p = pieces_in(str_of(text));
    assert_int_equal(p.n, 5);
    assert_true(p.at[0].first == 6 && p.at[0].last == 6);
    assert_true(p.at[2].first == 9 && p.at[2].last == 16 && p.at[2].indent == 2);
    assert_true(p.at[4].first == 14 && p.at[4].last == 16 && p.at[4].indent == 8 && p.at[4].table == 2);
    assert_true(!piece_has_neighbour(&p, 0, true) && piece_has_neighbour(&p, 0, false));
    assert_true(!piece_has_neighbour(&p, 3, true) && !piece_has_neighbour(&p, 4, false));
}

static void what_is_not_changed_stays_as_it_was_written(void **state)
{
    (void)state;
    Pieces p = pieces_in(str_of(text));
    Str gone = pieces_without(&mem, &p, 2), more = pieces_with(&mem, &p, 3, S("- loai: Loại\n"));
    assert_true(str_contains(gone, S("# tròn\n  # hết\nstates")) && str_contains(gone, S("  # người xin\n  - ho_ten")));
    assert_true(str_contains(more, S("        - ten: Tên hàng\n        - loai: Loại\n        # giá\n")));
    Str moved = pieces_moved(&mem, &p, 1, true);
    assert_true(str_contains(
        moved,
        S("  # người xin\n  - tuoi: {type: integer, label: Tuổi, min: 1}  # tròn\n\n  - ho_ten: Họ tên\n  - hang:")));
    assert_str(pieces_moved(&mem, &(Pieces){moved, pieces_in(moved).at, 5}, 0, false), str_of(text));
    assert_str(pieces_moved(&mem, &p, 0, true), str_of(text));
}

static void what_is_in_brackets_is_laid_out_first(void **state)
{
    (void)state;
    Pieces p = pieces_in(S("code: a\ntitle: A\nfields: [{b: B}, {c: {type: integer, label: C}}]\nstates: [x] # y\n"));
    assert_int_equal(p.n, 2);
    assert_str(p.text, S("code: a\ntitle: A\nfields:\n  - b:\n      type: text\n      label: B\n  - c:\n      type: "
                         "integer\n      label: C\nstates: [x] # y\n"));
    assert_int_equal(pieces_in(S("code: a\ntitle: A\nfields:\n  b: B\n  c: C\n")).n, 2);
    assert_false(pieces_of(&mem, S("{code: a, title: A, fields: [{b: B}]}"), &p));
}

static void a_small_form_keeps_what_it_does_not_show(void **state)
{
    (void)state;
    Str yaml = S("code: a\ntitle: A\nlanguages: [en]\nfields:\n  - b: {type: decimal, label: {vi: B, en: Bee}, "
                 "decimals: 2, unique: true, min: 0.5}\n");
    Pieces p = pieces_in(yaml);
    Design d;
    DesignProblems problems;
    design_from_yaml(&mem, yaml, &d, &problems);
    Snippet s = snippet_of(&mem, &p, 0, &d.field[0]);
    assert_str(s.value[SNIPPET_LABEL], S("B"));
    assert_str(s.value[SNIPPET_MIN], S("0.5"));
    assert_str(s.rest, S("decimals: 2\nunique: true"));
    s.value[SNIPPET_LABEL] = S("Bê: tông");
    SnippetLines lines = snippet_lines(&mem, &s, &p, 0);
    assert_str(lines.text, S("- b:\n    type: decimal\n    label:\n      vi: \"Bê: tông\"\n      en: Bee\n    min: "
                             "0.5\n    decimals: 2\n    unique: true\n"));
    assert_string_equal(lines.input[3], "nhan");
    assert_string_equal(lines.input[5], "it-nhat");
    assert_string_equal(lines.input[6], "them");
}

/* Each field through its small form, each moved down and up again: the same design. */
static void random_designs_stay_the_same(void **state)
{
    (void)state;
    for (int i = 0; i < test_times(150, 4000); i++) {
        Str problems;
        Design d = random_design(&mem, (uint64_t)i + 7000000, &problems), again;
        DesignProblems list;
        Out o = {.mem = &mem};
        design_put_yaml(&o, &d, 0);
        Pieces p = pieces_in(out_str(&o));
        assert_int_equal(p.n, d.n);
        for (size_t k = 0; k < p.n; k++) {
            Snippet s = snippet_of(&mem, &p, k, &d.field[k]);
            Str changed = pieces_replaced(&mem, &p, k, snippet_lines(&mem, &s, &p, k).text);
            if (!design_from_yaml(&mem, changed, &again, &list) || !design_same(&mem, &d, &again))
                test_fails("%d, %.*s:\n%.*s\n%.*s", i, STR_ARGS(d.field[k].name), STR_ARGS(lines_of(&mem, &list)),
                           STR_ARGS(changed));
            if (!piece_has_neighbour(&p, k, false)) continue;
            Pieces down = pieces_in(pieces_moved(&mem, &p, k, false));
            size_t at = 0;
            design_from_yaml(&mem, down.text, &again, &list);
            while (at < again.n && !str_equal(again.field[at].name, d.field[k].name)) at++;
            assert_str(pieces_moved(&mem, &down, at, true), p.text);
        }
        arena_back(&mem, whole);
    }
}

static int back(void **state)
{
    (void)state;
    arena_back(&mem, whole);
    mem = whole;
    return 0;
}

int main(void)
{
    mem = whole = arena_reserve(256 << 20);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(fields_are_lines_and_comments_belong_to_what_follows, back),
        cmocka_unit_test_teardown(what_is_not_changed_stays_as_it_was_written, back),
        cmocka_unit_test_teardown(what_is_in_brackets_is_laid_out_first, back),
        cmocka_unit_test_teardown(a_small_form_keeps_what_it_does_not_show, back),
        cmocka_unit_test_teardown(random_designs_stay_the_same, back),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
