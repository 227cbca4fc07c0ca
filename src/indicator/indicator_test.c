// SPDX-License-Identifier: Apache-2.0
/* What a set says in YAML, and the rules of one cell: who, when, how much, why; publishing; who has
 * reported in time. */
#include "base/asset.h"
#include "indicator/import.h"
#include "indicator/indicator_world.h"
#include "indicator/source.h"
#include "indicator/web.h"
#include "report/content.h"

extern const Feature feature_indicator, feature_people;
extern const Gate people_gate;
static const Feature *const list[] = {&feature_people, &feature_indicator, NULL};
static const Day today = 19994; /* Saturday 28/9/2024 */

static const char weekly[] =
    "code: xa\ntitle: Số của xã\nterm: week\nreporters: ubnd-cap-xa\ndeadline: 2\nindicators:\n"
    "  - {code: ho, title: Hộ, kind: stock, max: 5000}\n"
    "  - {code: quang, title: Hộ có cáp quang, kind: stock, needs: [tien]}\n"
    "  - {code: tien, title: Tiền, kind: flow, decimals: 1, optional: true}\n"
    "  - {code: a, title: Loại A, kind: flow, empty: zero, excludes: [b]}\n"
    "  - {code: b, title: Loại B, kind: flow, empty: zero}\n"
    "  - {code: dem, title: Đếm, kind: flow, source: counted}\n"
    "  - {code: nguoi-dem, title: Người đếm, kind: flow, source: counted, distinct: true}\n"
    "  - {code: may, title: Hộ có máy, kind: stock, optional: true, within: [ho]}\n";

static Fail prepare(Ctx *c, void *unused)
{
    (void)unused;
    TRY(org_ensure_shipped(c));
    return set_begun(c, weekly, day_of(2024, 9, 2), day_of(2024, 10, 31));
}

static int begin(void **state)
{
    return world_begins(state, (ServerOptions){.features = list, .gate = &people_gate, .today = today}, prepare);
}

/* -- what a set says -------------------------------------------------------------------------------------------------
 */

static void everything_wrong_in_a_declaration_is_named_with_its_line(void **state)
{
    World *w = *state;
    IndicatorSet set;
    DesignProblems problems;
    Out o = {.mem = &w->c.mem};
    static const char bad[] = "code: Hạ tầng\ntitle: X\nterm: quý\nreporters: kinds=so\nfrom: 31/2/2024\nindicators:\n"
                              "  - {code: a, title: A, kind: stock, over_time: sum, min: 9, max: 1}\n"
                              "  - {code: a, title: A2, distinct: true, over_agencies: sum, needs: [zz]}\n"
                              "  - {code: r, title: R, ratio: [a, khong-co]}\n"
                              "  - {title: Không mã, unti: hộ}\n"
                              "  - {code: d, title: D, decimals: 99, records: 'http://x'}\n";
    assert_false(indicator_from_yaml(&w->c, str_of(bad), &set, &problems));
    for (size_t i = 0; i < problems.n; i++) {
        out_raw(&o, problem_line(&w->c.mem, &problems.at[i]));
        out_char(&o, '\n');
        assert_true(problems.at[i].spot.line >= 1 && problems.at[i].spot.column >= 1);
    }
    static const char *const said[] = {"dòng 1",
                                       "dòng 3",
                                       "dòng 4",
                                       "dòng 5",
                                       "“max” phải từ",
                                       "không cộng các kỳ",
                                       "không cộng các cơ quan",
                                       "“zz”",
                                       "khong-co",
                                       "đã dùng ở trên",
                                       "unti",
                                       "dòng 11"};
    for (size_t i = 0; i < sizeof said / sizeof *said; i++) assert_has(out_str(&o), said[i]);
}

static void a_declaration_comes_back_as_the_same(void **state)
{
    World *w = *state;
    size_t n = 0;
    for (const Asset *a = assets; a->name.n; a++) {
        IndicatorSet set, again;
        DesignProblems problems;
        Out first = {.mem = &w->c.mem}, second = {.mem = &w->c.mem};
        if (!str_starts(a->name, S("indicators/"))) continue;
        if (!indicator_from_yaml(&w->c, a->bytes, &set, &problems))
            test_fails("%.*s: %.*s", STR_ARGS(a->name), STR_ARGS(problem_line(&w->c.mem, &problems.at[0])));
        assert_int_equal(problems.n, 0);
        indicator_put_yaml(&first, &set);
        assert_true(indicator_from_yaml(&w->c, out_str(&first), &again, &problems));
        indicator_put_yaml(&second, &again);
        assert_str(out_str(&second), out_str(&first));
        n++;
    }
    assert_int_equal(n, 7);
}

static Fail ship(Ctx *c, void *unused)
{
    (void)unused;
    TRY(indicator_ensure_shipped(c));
    return indicator_ensure_shipped(c); /* twice is once */
}

static Fail declare(Ctx *c, void *yaml)
{
    Id id;
    return indicator_declare(c, str_of(yaml), &id);
}

static void what_figures_were_kept_by_stays(void **state)
{
    World *w = *state;
    IndicatorSetList sets;
    must_write(w, ship, NULL);
    must(indicator_sets(&w->c, &sets));
    assert_int_equal(sets.n, 8);
    assert_int_equal(sets.at[0].state, SET_RUNNING);
    assert_int_equal(sets.at[1].state, SET_OFFERED);
    assert_null(enter(w, "ho", "X07201", today, "10", ""));
    static const char *const refused[][2] = {
        {"code: xa\ntitle: X\nterm: month\nreporters: ubnd-cap-xa\nindicators: [{code: ho, title: Hộ, kind: stock}]\n",
         "theo tuần"},
        {"code: xa\ntitle: X\nreporters: ubnd-cap-xa\nindicators: [{code: ho, title: Hộ, kind: stock, decimals: 2}]\n",
         "thập phân"},
        {"code: moi\ntitle: X\nreporters: ubnd-cap-xa\nindicators: [{code: ho, title: Hộ}]\n", "đã dùng trong bộ"}};
    for (size_t i = 0; i < 3; i++) {
        assert_int_equal(do_write(w, declare, (void *)refused[i][0]), FAIL_CONFLICT);
        assert_has(str_of(w->c.why), refused[i][1]);
    }
    must_write(
        w, declare,
        "code: xa\ntitle: Tên mới\nreporters: ubnd-cap-xa\nindicators: [{code: ho, title: Số hộ, kind: stock}]\n");
    IndicatorSet set;
    must(indicator_set_by_code(&w->c, S("xa"), &set));
    assert_int_equal(set.version, 3); /* declared, begun, changed */
    assert_str(indicator_in(&set, S("ho"))->title, S("Số hộ"));
    assert_true(indicator_in(&set, S("quang"))->is_gone);
    assert_has(str_of(enter(w, "quang", "X07201", today, "1", "")), "không còn dùng");
}

/* -- one cell --------------------------------------------------------------------------------------------------------
 */

static Figure figure_now(World *w, const char *code, const char *org, Day on)
{
    IndicatorSet set;
    const Indicator *k;
    TermFigureList figures;
    must(indicator_by_code(&w->c, str_of(code), &set, &k));
    must(indicator_figures(&w->c, str_of(org), day_of(2024, 1, 1), &figures));
    return figure_in(&figures, k, term_of(set.term, on));
}

static void a_cell_is_refused_with_one_sentence(void **state)
{
    World *w = *state;
    static const struct {
        const char *code, *org;
        int day, month;
        const char *typed, *why;
    } cases[] = {{"ho", "X07201", 28, 9, "6.000", "không quá 5.000"},
                 {"ho", "SYT", 28, 9, "1", "không báo cáo bộ này"},
                 {"ho", "KHONGCO", 28, 9, "1", "Không có cơ quan mã"},
                 {"ho", "X07201", 7, 10, "1", "chưa đến"},
                 {"ho", "X07201", 20, 8, "1", "nằm ngoài"},
                 {"dem", "X07201", 28, 9, "1", "đếm từ hồ sơ"},
                 {"ho", "X07201", 28, 9, "nhiều", "không phải là số"},
                 {"ho", "X07222-2025", 28, 9, "1", "không báo cáo bộ này"}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const char *why =
            enter(w, cases[i].code, cases[i].org, day_of(2024, cases[i].month, cases[i].day), cases[i].typed, "");
        if (!why) test_fails("%s at %s was taken", cases[i].code, cases[i].org);
        assert_has(str_of(why), cases[i].why);
    }
    assert_false(figure_is_there(figure_now(w, "ho", "", today)));
    assert_null(enter(w, "a", "X07201", today, "3", ""));
    assert_has(str_of(enter(w, "b", "X07201", today, "1", "")), "chỉ một trong hai");
    assert_null(enter(w, "b", "X07201", today, "0", "")); /* nothing of it excludes nothing */
    assert_null(enter(w, "b", "X07204", today, "1", ""));
    assert_has(str_of(enter(w, "a", "X07204", today, "2", "")), "chỉ một trong hai"); /* both directions */
}

static void a_part_is_never_more_than_the_whole(void **state)
{
    World *w = *state;
    assert_null(enter(w, "may", "X07201", today, "90", "")); /* nothing stands beside it yet */
    assert_has(str_of(enter(w, "ho", "X07201", today, "80", "")), "“Hộ có máy” (90) không thể nhiều hơn “Hộ” (80).");
    assert_null(enter(w, "ho", "X07201", today, "100", ""));
    assert_has(str_of(enter(w, "may", "X07201", today, "101", "")),
               "“Hộ có máy” (101) không thể nhiều hơn “Hộ” (100).");
    assert_null(enter(w, "may", "X07201", today, "100", ""));
    assert_null(enter(w, "ho", "X07204", today, "0", ""));
    assert_has(str_of(enter(w, "may", "X07204", today, "1", "")), "không thể nhiều hơn");
    assert_null(enter(w, "may", "X07204", today, "0", ""));
}

static Fail lower_both(Ctx *c, void *arg)
{
    ImportResult *result = arg;
    IndicatorSet set;
    IndicatorDesk *d;
    TRY(indicator_set_by_code(c, S("xa"), &set));
    TRY(desk_open(c, &set, &d));
    TRY(indicator_import(c, d, S("ma,ho,may\nX07201,80,70\nX07204,80,81\nX07207,5,5\n"), term_of(TERM_WEEK, today),
                         S(""), false, result));
    ImportResult first = *result;
    assert_int_equal(first.refused, 2);
    assert_has(first.problems.at[0].why, "không thể nhiều hơn");
    assert_int_equal(first.problems.at[0].row, 3);
    return indicator_import(c, d, S("ma,ho,may\nX07201,80,70\n"), term_of(TERM_WEEK, today), S(""), true, result);
}

/* In a file, as in a row of the grid, both change at once, whichever comes first; a file is judged before it is taken.
 */
static void what_comes_together_is_compared_together(void **state)
{
    World *w = *state;
    ImportResult result;
    assert_null(enter(w, "ho", "X07201", today, "100", ""));
    assert_null(enter(w, "may", "X07201", today, "90", ""));
    must_write(w, lower_both, &result);
    assert_int_equal(result.refused, 0);
    assert_int_equal(result.changed, 2);
}

/* A report has what was known on its day: of the last week that was over, of all or of one district. */
static void a_report_has_the_figures_behind_it(void **state)
{
    World *w = *state;
    AnnexList annexes = {0};
    assert_null(enter(w, "ho", "X07201", today - 7, "100", ""));
    assert_null(enter(w, "ho", "X07885", today - 7, "30", ""));
    assert_null(enter(w, "ho", "X07201", today, "999", ""));
    must(indicator_annex.make(&w->c, &(Document){.scope = SCOPE_PLAN, .as_of = today}, &annexes));
    assert_int_equal(annexes.n, 1);
    const Annex *a = &annexes.at[0];
    assert_int_equal(a->rows.n, 1);
    assert_str(annex_words(&w->c.mem, a, &a->rows.at[0], 1), S("Hộ"));
    assert_str(annex_words(&w->c.mem, a, &a->rows.at[0], 4), S("130"));
    assert_true(str_starts(annex_words(&w->c.mem, a, &a->rows.at[0], 8), S("2/")));
    must(indicator_annex.make(&w->c, &(Document){.scope = SCOPE_BRANCH, .scope_org = S("H213"), .as_of = today},
                              &annexes));
    assert_str(annexes.at[1].rows.at[0].cells[4].text, S("100"));
    /* Nobody had reported anything: there is no such table. */
    must(indicator_annex.make(&w->c, &(Document){.scope = SCOPE_PLAN, .as_of = today - 21}, &annexes));
    assert_int_equal(annexes.n, 2);
}

static void a_correction_keeps_what_it_replaced(void **state)
{
    World *w = *state;
    Day before = today - 7; /* due on 24/9: it is over */
    IndicatorSet set;
    const Indicator *k;
    IndicatorEventList events;
    assert_null(enter(w, "ho", "X07201", before, "100", ""));
    assert_null(enter(w, "ho", "X07201", before, "100", "")); /* the same again is no correction */
    assert_has(str_of(enter(w, "ho", "X07201", before, "120", "")), "hãy ghi lý do");
    assert_int_equal(figure_now(w, "ho", "H213", before).part, 100);
    assert_null(enter(w, "ho", "X07201", before, "120", "đếm sót"));
    assert_null(enter(w, "ho", "X07201", before, "", "nhập nhầm xã"));
    assert_false(figure_is_there(figure_now(w, "ho", "H213", before)));
    assert_null(enter(w, "ho", "X07201", today, "5", "")); /* before it is due nobody asks why */
    assert_null(enter(w, "ho", "X07201", today, "6", ""));
    must(indicator_by_code(&w->c, S("ho"), &set, &k));
    must(indicator_events(&w->c, k, S("X07201"), term_of(TERM_WEEK, before), &events));
    assert_int_equal(events.n, 2);
    assert_int_equal(events.at[1].before, 100), assert_int_equal(events.at[1].after, 120);
    assert_str(events.at[1].text, S("đếm sót"));
    assert_true(events.at[0].is_cleared);
}

typedef struct {
    Day on;
    const char *why; /* NULL = publish, else reopen */
} Publish;
static Fail publish(Ctx *c, void *arg)
{
    const Publish *p = arg;
    IndicatorSet set;
    IndicatorDesk *d;
    TRY(indicator_set_by_code(c, S("xa"), &set));
    TRY(desk_open(c, &set, &d));
    Term t = term_of(set.term, p->on);
    return p->why ? indicator_reopen(c, d, t, str_of(p->why)) : indicator_publish(c, d, t);
}

typedef struct {
    const char *code, *org;
    int64_t n;
    bool is;
} Counted;
static Fail count(Ctx *c, void *arg)
{
    const Counted *k = arg;
    return k->is ? indicator_count_is(c, str_of(k->code), str_of(k->org), today - 7, k->n)
                 : indicator_count(c, str_of(k->code), str_of(k->org), today - 7, k->n);
}

static void what_was_published_does_not_change(void **state)
{
    World *w = *state;
    Day before = today - 7;
    assert_null(enter(w, "ho", "X07201", before, "100", ""));
    must_write(w, count, &((Counted){"dem", "X07201", 3, false}));
    assert_int_equal(do_write(w, publish, &(Publish){today, NULL}), FAIL_CONFLICT); /* it is not over */
    must_write(w, publish, &((Publish){before, NULL}));
    assert_int_equal(do_write(w, publish, &(Publish){before, NULL}), FAIL_CONFLICT);
    assert_has(str_of(enter(w, "ho", "X07201", before, "101", "sai")), "đã công bố");
    assert_has(str_of(enter(w, "ho", "X07204", before, "1", "sai")), "đã công bố");
    must_write(w, count, &((Counted){"dem", "X07201", 3, false}));
    assert_int_equal(figure_now(w, "dem", "H213", before).part, 3);
    assert_int_equal(do_write(w, publish, &(Publish){before, ""}), FAIL_INPUT); /* why? */
    must_write(w, publish, &((Publish){before, "cộng nhầm"}));
    assert_null(enter(w, "ho", "X07201", before, "101", "sai"));
}

static void what_is_counted_from_records_moves_by_itself(void **state)
{
    World *w = *state;
    must_write(w, count, &((Counted){"dem", "X07201", 2, false}));
    must_write(w, count, &((Counted){"dem", "X07204", 5, false}));
    must_write(w, count, &((Counted){"dem", "X07204", -1, false}));
    must_write(w, count, &((Counted){"khong-co", "X07204", 1, false})); /* nobody collects it: nothing happens */
    assert_int_equal(figure_now(w, "dem", "H213", today - 7).part, 6);
    assert_int_equal(figure_now(w, "dem", "", today - 7).part, 6);
    /* Distinct: each level says its own number. */
    must_write(w, count, &((Counted){"nguoi-dem", "X07201", 10, true}));
    must_write(w, count, &((Counted){"nguoi-dem", "X07204", 10, true}));
    must_write(w, count, &((Counted){"nguoi-dem", "H213", 14, true}));
    must_write(w, count, &((Counted){"nguoi-dem", "", 15, true}));
    assert_int_equal(figure_now(w, "nguoi-dem", "H213", today - 7).part, 14);
    assert_int_equal(figure_now(w, "nguoi-dem", "", today - 7).part, 15);
}

/* -- who has reported ------------------------------------------------------------------------------------------------
 */

static TermReport report_of(World *w, Day on, const char *under)
{
    IndicatorSet set;
    const OrgDated *tree;
    TermReport r;
    must(indicator_set_by_code(&w->c, S("xa"), &set));
    must(org_dated(&w->c, &tree));
    must(indicator_report(&w->c, tree, &set, term_of(set.term, on), str_of(under), &r));
    return r;
}

static ReportState state_of(World *w, Day on, const char *org)
{
    TermReport r = report_of(w, on, org);
    assert_int_equal(r.agencies.n, 1);
    return r.agencies.at[0].state;
}

static void a_report_is_complete_when_nothing_is_owed(void **state)
{
    World *w = *state;
    Day before = today - 7;
    assert_int_equal(report_of(w, before, "").expected, 209);
    assert_int_equal(report_of(w, before, "H213").expected, 16);
    assert_int_equal(report_of(w, before, "").due, day_of(2024, 9, 24)); /* two working days after Sunday the 22nd */
    assert_int_equal(state_of(w, before, "X07201"), REPORT_NONE);
    assert_null(enter(w, "ho", "X07201", before, "100", ""));
    assert_int_equal(state_of(w, before, "X07201"), REPORT_PART);
    assert_null(enter(w, "quang", "X07201", before, "80", "")); /* it needs the money beside it */
    assert_int_equal(state_of(w, before, "X07201"), REPORT_PART);
    assert_null(enter(w, "tien", "X07201", before, "1,5", ""));
    assert_int_equal(state_of(w, before, "X07201"), REPORT_LATE);
    assert_int_equal(report_of(w, before, "H213").n[REPORT_LATE], 1);
    assert_null(enter(w, "ho", "X07201", before, "", "nhầm"));
    assert_int_equal(state_of(w, before, "X07201"), REPORT_PART);
}

static Fail report_at(Ctx *c, void *arg)
{
    int64_t at = *(int64_t *)arg, now = c->now;
    const char *problem;
    static const char *const codes[] = {"ho", "quang", "tien"};
    c->now = at;
    for (int i = 0; i < 3; i++) TRY(value_put(c, codes[i], at % 2 ? "X07201" : "X07204", today - 7, "1", "", &problem));
    c->now = now;
    return OK;
}

/* 24/9/2024 ends at 17:00 UTC. */
static void a_deadline_is_the_end_of_its_local_day(void **state)
{
    World *w = *state;
    int64_t end = ((int64_t)day_of(2024, 9, 25) * 24 - 7) * 3600 * 1000, last = end - 1, late = end;
    assert_int_equal(day_at(last), day_of(2024, 9, 24));
    assert_true(last % 2 && !(late % 2));
    must_write(w, report_at, &last);
    must_write(w, report_at, &late);
    assert_int_equal(state_of(w, today - 7, "X07201"), REPORT_IN_TIME);
    assert_int_equal(state_of(w, today - 7, "X07204"), REPORT_LATE);
}

/* 17 communes of ours ended with 2024: in the week that the year ends in, those that exist on Sunday have to report. */
static void only_agencies_that_exist_are_expected(void **state)
{
    World *w = *state;
    IndicatorSet set;
    const OrgDated *tree;
    TermReport r;
    must(indicator_set_by_code(&w->c, S("xa"), &set));
    must(org_dated(&w->c, &tree));
    must(indicator_report(&w->c, tree, &set, term_of(TERM_WEEK, day_of(2024, 12, 29)), S(""), &r));
    assert_int_equal(r.expected, 209);
    must(indicator_report(&w->c, tree, &set, term_of(TERM_WEEK, day_of(2025, 1, 2)), S(""), &r));
    assert_int_equal(r.expected, 192);
    must(indicator_report(&w->c, tree, &set, term_of(TERM_WEEK, day_of(2025, 7, 2)), S(""), &r));
    assert_int_equal(r.expected, 58);
}

int main(void)
{
#define T(f) cmocka_unit_test_setup_teardown(f, begin, world_ends)
    const struct CMUnitTest tests[] = {T(everything_wrong_in_a_declaration_is_named_with_its_line),
                                       T(a_declaration_comes_back_as_the_same),
                                       T(what_figures_were_kept_by_stays),
                                       T(a_cell_is_refused_with_one_sentence),
                                       T(a_part_is_never_more_than_the_whole),
                                       T(what_comes_together_is_compared_together),
                                       T(a_report_has_the_figures_behind_it),
                                       T(a_correction_keeps_what_it_replaced),
                                       T(what_was_published_does_not_change),
                                       T(what_is_counted_from_records_moves_by_itself),
                                       T(a_report_is_complete_when_nothing_is_owed),
                                       T(a_deadline_is_the_end_of_its_local_day),
                                       T(only_agencies_that_exist_are_expected)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
