// SPDX-License-Identifier: Apache-2.0
/* Figures added up over agencies and terms: against sums that SQL makes by itself, as it was and as of a day, with the
 * counters moved and made anew.  NGAYSO_TEST_LONG=1: 100,000 values. */
#include "indicator/indicator_world.h"
#include "indicator/inside.h"

extern const Feature feature_indicator, feature_people;
extern const Gate people_gate;
static const Feature *const list[] = {&feature_people, &feature_indicator, NULL};

static const char monthly[] = "code: dan\ntitle: Dân\nterm: month\nreporters: ubnd-cap-xa\nindicators:\n"
                              "  - {code: ho, title: Hộ, kind: stock}\n"
                              "  - {code: don, title: Đơn, kind: flow}\n"
                              "  - {code: diem, title: Điểm, kind: flow, over_agencies: average}\n"
                              "  - {code: cho, title: Chỗ, kind: stock, over_time: average}\n"
                              "  - {code: nguoi, title: Người, kind: flow, distinct: true}\n"
                              "  - {code: ty-le, title: Tỷ lệ, ratio: [don, ho]}\n";

static Fail prepare(Ctx *c, void *unused)
{
    (void)unused;
    TRY(org_ensure_shipped(c));
    return set_begun(c, monthly, day_of(2024, 1, 1), NO_DAY);
}

static int begin(void **state)
{
    return world_begins(state, (ServerOptions){.features = list, .gate = &people_gate, .today = day_of(2025, 9, 15)},
                        prepare);
}

/* -- many values -----------------------------------------------------------------------------------------------------
 */

static uint64_t seed = 88172645463325252;
static uint64_t draw(uint64_t below)
{
    seed ^= seed << 13, seed ^= seed >> 7, seed ^= seed << 17;
    return seed % below;
}

static int values_wanted(void) { return getenv("NGAYSO_TEST_LONG") ? 100000 : 4000; }

/* Values of agencies that exist, 21 months from January 2024 on; some again, some taken away. */
static Fail fill_random(Ctx *c, void *arg)
{
    IndicatorSet set;
    IndicatorDesk *d;
    int wanted = *(int *)arg, given = 0;
    TRY(indicator_set_by_code(c, S("dan"), &set));
    TRY(desk_open(c, &set, &d));
    const OrgDated *tree = desk_tree(d);
    for (int tries = 0; given < wanted && tries < 50 * wanted; tries++) {
        Arena mark = c->mem;
        const Org *o = org_dated_at(tree, draw(org_dated_size(tree)));
        Term t = term_after(term_of(TERM_MONTH, day_of(2024, 1, 1)), (int)draw(21));
        const Indicator *k = &set.indicators.at[draw(5)];
        char typed[24] = "";
        if (draw(20)) snprintf(typed, sizeof typed, "%d", (int)draw(100000));
        if (!indicator_may_report(tree, &set, o, t)) {
            arena_back(&c->mem, mark);
            continue;
        }
        IndicatorCell cell = desk_cell(c, d, k, o->code, t, str_copy(&c->mem, str_of(typed)), false);
        if (cell.problem) return fail(c, FAIL_INPUT, "%s", cell.problem);
        TRY(desk_put(c, d, &cell, S("nhập lại")));
        given++;
    }
    return desk_close(c, d, "Nhập số liệu");
}

/* -- recounted by SQL ------------------------------------------------------------------------------------------------
 */

static int64_t number(World *w, Rows *r)
{
    int64_t n = rows_next(r) ? row_integer(r, 0) : 0;
    must(rows_end(r));
    return n;
}

/* The sum of a district's communes in a month, by the tree of its last day: SQL alone. */
static int64_t recount_was(World *w, Id indicator, Str district, Term t)
{
    Rows r;
    must(store_query(
        &w->c, &r,
        "SELECT sum(v.amount) FROM indicator_value v JOIN org o ON o.office_id = v.office_id AND o.code = v.org "
        "JOIN org_edge e ON e.office_id = o.office_id AND e.org_id = o.id "
        "JOIN org p ON p.office_id = e.office_id AND p.id = e.parent_id "
        "WHERE v.office_id = 1 AND v.indicator_id = $1 AND v.term = $2 AND p.code = $3 "
        "AND (e.valid_from IS NULL OR e.valid_from <= $4) AND (e.valid_to IS NULL OR e.valid_to > $4)",
        indicator, term_key(&w->c.mem, t), district, day_iso(&w->c.mem, t.last)));
    return number(w, &r);
}

/* A part of a rate in a district's month, of the communes that reported the other part too. */
static int64_t recount_part(World *w, Id part, Id other, Str district, Term t)
{
    Rows r;
    must(store_query(&w->c, &r,
                     "SELECT sum(v.amount) FROM indicator_value v JOIN indicator_value b ON b.office_id = v.office_id "
                     "AND b.indicator_id = $2 AND b.term = v.term AND b.org = v.org "
                     "JOIN org o ON o.office_id = v.office_id AND o.code = v.org "
                     "JOIN org_edge e ON e.office_id = o.office_id AND e.org_id = o.id "
                     "JOIN org p ON p.office_id = e.office_id AND p.id = e.parent_id "
                     "WHERE v.office_id = 1 AND v.indicator_id = $1 AND v.term = $3 AND p.code = $4 "
                     "AND (e.valid_from IS NULL OR e.valid_from <= $5) AND (e.valid_to IS NULL OR e.valid_to > $5)",
                     part, other, term_key(&w->c.mem, t), district, day_iso(&w->c.mem, t.last)));
    return number(w, &r);
}

static int64_t recount_all(World *w, Id indicator, Day from, Day to)
{
    Rows r;
    must(store_query(&w->c, &r,
                     "SELECT sum(amount) FROM indicator_value WHERE office_id = 1 AND indicator_id = $1 "
                     "AND term >= $2 AND term <= $3",
                     indicator, day_iso(&w->c.mem, from), day_iso(&w->c.mem, to)));
    return number(w, &r);
}

/* What the communes that ended in this one reported, and what it did itself; two successions lie between. */
static int64_t recount_as_of(World *w, Id indicator, Str heir, Day from, Day to)
{
    Rows r;
    must(store_query(
        &w->c, &r,
        "SELECT sum(v.amount) FROM indicator_value v JOIN org o ON o.office_id = v.office_id AND o.code = v.org "
        "LEFT JOIN org_succession s ON s.office_id = o.office_id AND s.org_id = o.id "
        "LEFT JOIN org h ON h.office_id = s.office_id AND h.id = s.successor_id "
        "LEFT JOIN org_succession s2 ON s2.office_id = h.office_id AND s2.org_id = h.id "
        "LEFT JOIN org h2 ON h2.office_id = s2.office_id AND h2.id = s2.successor_id "
        "WHERE v.office_id = 1 AND v.indicator_id = $1 AND v.term >= $2 AND v.term <= $3 "
        "AND coalesce(h2.code, h.code, o.code) = $4",
        indicator, day_iso(&w->c.mem, from), day_iso(&w->c.mem, to), heir));
    return number(w, &r);
}

static Figure figure_for(World *w, const char *code, Term from, Term to, Day as_of, Str org)
{
    IndicatorSet set;
    const Indicator *k;
    const OrgDated *tree;
    RolledList rolled;
    must(indicator_by_code(&w->c, str_of(code), &set, &k));
    must(org_dated(&w->c, &tree));
    must(indicator_roll(&w->c, tree, &set, k, (RollChoice){from, to, as_of}, &rolled));
    return rolled_of(&rolled, org);
}

static Id id_of(World *w, const char *code)
{
    IndicatorSet set;
    const Indicator *k;
    must(indicator_by_code(&w->c, str_of(code), &set, &k));
    return k->id;
}

static Term month(int year, int m) { return term_of(TERM_MONTH, day_of(year, m, 1)); }

static void sums_equal_a_recount_as_it_was_and_as_of_a_day(void **state)
{
    World *w = *state;
    int wanted = values_wanted();
    must_write(w, fill_random, &wanted);
    Id don = id_of(w, "don");
    const OrgDated *tree;
    must(org_dated(&w->c, &tree));
    for (size_t i = 0; i < org_dated_size(tree); i++) {
        const Org *o = org_dated_at(tree, i);
        bool is_district = str_equal(o->kind, S("ubnd-huyen")), is_commune = str_equal(o->kind, S("ubnd-xa"));
        for (int m = 9; is_district && m <= 12; m++)
            assert_int_equal(figure_for(w, "don", month(2024, m), month(2024, m), NO_DAY, o->code).part,
                             recount_was(w, don, o->code, month(2024, m)));
        if (is_commune && o->to == NO_DAY)
            assert_int_equal(figure_for(w, "don", month(2024, 1), month(2025, 9), day_of(2025, 9, 1), o->code).part,
                             recount_as_of(w, don, o->code, day_of(2024, 1, 1), day_of(2025, 9, 1)));
    }
    assert_int_equal(figure_for(w, "don", month(2024, 1), month(2025, 9), NO_DAY, S("")).part,
                     recount_all(w, don, day_of(2024, 1, 1), day_of(2025, 9, 1)));
    assert_true(recount_all(w, don, day_of(2024, 1, 1), day_of(2025, 9, 1)) > 0);
}

static void both_parts_of_a_rate_are_of_the_same_agencies(void **state)
{
    World *w = *state;
    int wanted = values_wanted(), rates = 0;
    must_write(w, fill_random, &wanted);
    Id don = id_of(w, "don"), ho = id_of(w, "ho");
    const OrgDated *tree;
    must(org_dated(&w->c, &tree));
    for (size_t i = 0; i < org_dated_size(tree); i++) {
        const Org *o = org_dated_at(tree, i);
        for (int m = 9; str_equal(o->kind, S("ubnd-huyen")) && m <= 12; m++) {
            Figure f = figure_for(w, "ty-le", month(2024, m), month(2024, m), NO_DAY, o->code);
            int64_t base = recount_part(w, ho, don, o->code, month(2024, m));
            assert_int_equal(f.base, base);
            if (base) assert_int_equal(f.part, recount_part(w, don, ho, o->code, month(2024, m)));
            rates += base != 0;
        }
    }
    assert_true(rates > 0);
}

/* What the derived tables hold, as a text. */
static Str derived(World *w)
{
    Rows r;
    Out o = {.mem = &w->c.mem};
    must(store_query(&w->c, &r,
                     "SELECT org, indicator_id, term, n, amount FROM indicator_sum WHERE office_id = 1 AND n <> 0 "
                     "ORDER BY org, indicator_id, term"));
    while (rows_next(&r))
        out_format(&o, "%.*s %lld %.*s %lld %lld\n", STR_ARGS(row_text(&r, 0)), (long long)row_integer(&r, 1),
                   STR_ARGS(row_text(&r, 2)), (long long)row_integer(&r, 3), (long long)row_integer(&r, 4));
    must(rows_end(&r));
    must(store_query(&w->c, &r,
                     "SELECT org, term, filled, is_complete, last_at FROM indicator_filled WHERE office_id = 1 "
                     "ORDER BY org, term"));
    while (rows_next(&r))
        out_format(&o, "%.*s %.*s %lld %lld %lld\n", STR_ARGS(row_text(&r, 0)), STR_ARGS(row_text(&r, 1)),
                   (long long)row_integer(&r, 2), (long long)row_integer(&r, 3), (long long)row_integer(&r, 4));
    must(rows_end(&r));
    return out_str(&o);
}

static void counters_that_were_moved_equal_those_made_anew(void **state)
{
    World *w = *state;
    int wanted = values_wanted() / 2;
    static const Rebuilder rebuilders[] = {org_rebuild, indicator_rebuild};
    must_write(w, fill_random, &wanted);
    must_write(w, fill_random, &wanted);
    Str moved = derived(w);
    must(store_rebuild(&w->c, w->store, rebuilders, 2));
    Str anew = derived(w);
    assert_true(moved.n > 10000);
    assert_str(anew, moved);
    /* … and one term of the counters is what the values roll up to. */
    IndicatorSet set;
    TermFigureList figures;
    must(indicator_set_by_code(&w->c, S("dan"), &set));
    must(indicator_figures(&w->c, S("H219"), day_of(2024, 1, 1), &figures));
    for (size_t i = 0; i < set.indicators.n; i++) {
        const Indicator *k = &set.indicators.at[i];
        if (k->is_distinct || k->kind == INDICATOR_RATIO) continue; /* no counter */
        for (int m = 1; m <= 12; m++) {
            Figure f = figure_in(&figures, k, month(2024, m)),
                   g = figure_for(w, k->code.p, month(2024, m), month(2024, m), NO_DAY, S("H219"));
            assert_int_equal(f.part, g.part);
            assert_int_equal(f.base, g.base);
        }
    }
}

/* -- what each way of adding up means --------------------------------------------------------------------------------
 */

static void a_figure_stays_with_the_agency_that_earned_it(void **state)
{
    World *w = *state;
    Day june = day_of(2025, 6, 1), july = day_of(2025, 7, 1);
    Rows r;
    StrList two = {0};
    must(store_query(&w->c, &r,
                     "SELECT o.code FROM org_succession s JOIN org o ON o.office_id = s.office_id AND o.id = s.org_id "
                     "JOIN org h ON h.office_id = s.office_id AND h.id = s.successor_id WHERE s.office_id = 1 "
                     "AND s.on_day = '2025-07-01' AND o.kind = 'ubnd-xa' AND h.id = (SELECT min(successor_id) FROM "
                     "org_succession x JOIN org y ON y.office_id = x.office_id AND y.id = x.successor_id "
                     "WHERE x.office_id = 1 AND x.on_day = '2025-07-01' AND y.kind = 'ubnd-xa') ORDER BY o.code"));
    while (rows_next(&r)) *list_add(&w->c.mem, &two) = row_text(&r, 0);
    must(rows_end(&r));
    assert_true(two.n >= 2);
    const OrgDated *tree;
    must(org_dated(&w->c, &tree));
    const Org *a = org_dated_by_code(tree, two.at[0]), *b = org_dated_by_code(tree, two.at[1]);
    const Org *heir = org_dated_heir(tree, a, july), *district = org_dated_parent(tree, a, june);
    assert_null(enter(w, "don", a->code.p, june, "10", "x"));
    assert_null(enter(w, "don", b->code.p, june, "20", "x"));
    assert_null(enter(w, "don", heir->code.p, july, "5", "x"));
    assert_null(enter(w, "ho", a->code.p, june, "100", "x"));
    assert_null(enter(w, "ho", b->code.p, june, "200", "x"));
    assert_has(str_of(enter(w, "don", a->code.p, july, "1", "x")), "không báo cáo bộ này");
    /* As it was: the district of June has June's figures, its communes their own. */
    assert_int_equal(figure_for(w, "don", month(2025, 6), month(2025, 7), NO_DAY, a->code).part, 10);
    assert_int_equal(figure_for(w, "don", month(2025, 6), month(2025, 7), NO_DAY, district->code).part, 30);
    assert_int_equal(figure_for(w, "don", month(2025, 6), month(2025, 7), NO_DAY, heir->code).part, 5);
    assert_int_equal(figure_for(w, "don", month(2025, 6), month(2025, 7), NO_DAY, S("")).part, 35);
    /* As of July: all of it counts for who came after. */
    assert_int_equal(figure_for(w, "don", month(2025, 6), month(2025, 7), july, heir->code).part, 35);
    assert_false(figure_is_there(figure_for(w, "don", month(2025, 6), month(2025, 7), july, a->code)));
    /* A stock: what the two last had, until the heir says what there is; then that alone. */
    assert_int_equal(figure_for(w, "ho", month(2025, 6), month(2025, 7), july, heir->code).part, 300);
    assert_null(enter(w, "ho", heir->code.p, july, "290", "x"));
    assert_int_equal(figure_for(w, "ho", month(2025, 6), month(2025, 7), july, heir->code).part, 290);
    assert_int_equal(figure_for(w, "ho", month(2025, 6), month(2025, 7), NO_DAY, S("")).part, 290);
}

static void each_axis_adds_up_in_its_own_way(void **state)
{
    World *w = *state;
    Day one = day_of(2024, 9, 1), two = day_of(2024, 10, 1);
    static const char *const entries[][3] = {{"X07201", "10", "30"}, {"X07204", "20", ""}};
    for (int i = 0; i < 2; i++)
        for (int k = 0; k < 5; k++) {
            static const char *const codes[] = {"ho", "don", "diem", "cho", "nguoi"};
            assert_null(enter(w, codes[k], entries[i][0], one, entries[i][1], ""));
            assert_null(enter(w, codes[k], entries[i][0], two, entries[i][2], ""));
        }
    Term from = month(2024, 9), to = month(2024, 10);
    Figure f = figure_for(w, "don", from, to, NO_DAY, S("H213")); /* all of it */
    assert_int_equal(f.part, 60), assert_int_equal(f.base, 1), assert_int_equal(f.n, 2);
    f = figure_for(w, "ho", from, to, NO_DAY, S("H213")); /* the last of each */
    assert_int_equal(f.part, 50), assert_int_equal(f.base, 1);
    f = figure_for(w, "diem", from, to, NO_DAY, S("H213")); /* by agencies that reported */
    assert_int_equal(f.part, 60), assert_int_equal(f.base, 2);
    f = figure_for(w, "cho", from, to, NO_DAY, S("H213")); /* by terms */
    assert_int_equal(f.part, 60), assert_int_equal(f.base, 2);
    f = figure_for(w, "ty-le", from, to, NO_DAY, S("H213")); /* sums, divided once */
    assert_int_equal(f.part, 60), assert_int_equal(f.base, 50);
    f = figure_for(w, "nguoi", from, to, NO_DAY, S("H213")); /* different people: nobody knows how many in all */
    assert_false(figure_is_there(f));
    assert_false(figure_is_there(figure_for(w, "nguoi", from, to, NO_DAY, S(""))));
    assert_int_equal(figure_for(w, "nguoi", from, to, NO_DAY, S("X07201")).part, 30);
}

/* -- the tree in memory ----------------------------------------------------------------------------------------------
 */

static void the_tree_in_memory_is_the_one_of_the_store(void **state)
{
    World *w = *state;
    static const int days[][3] = {{2024, 9, 15}, {2024, 12, 31}, {2025, 1, 1}, {2025, 3, 1},
                                  {2025, 6, 30}, {2025, 7, 1},   {2025, 9, 1}};
    const OrgDated *tree;
    must(org_dated(&w->c, &tree));
    for (size_t i = 0; i < sizeof days / sizeof *days; i++) {
        OrgRows orgs;
        Day on = day_of(days[i][0], days[i][1], days[i][2]);
        size_t there = 0;
        must(org_on(&w->c, on, &orgs));
        for (size_t k = 0; k < orgs.n; k++) {
            const Org *o = org_dated_by_code(tree, orgs.at[k].code), *parent = org_dated_parent(tree, o, on);
            assert_true(org_is_there(o, on));
            assert_str(parent ? parent->code : S(""), orgs.at[k].parent);
        }
        for (size_t k = 0; k < org_dated_size(tree); k++) there += org_is_there(org_dated_at(tree, k), on);
        assert_int_equal(there, orgs.n);
    }
}

int main(void)
{
#define T(f) cmocka_unit_test_setup_teardown(f, begin, world_ends)
    const struct CMUnitTest tests[] = {T(sums_equal_a_recount_as_it_was_and_as_of_a_day),
                                       T(both_parts_of_a_rate_are_of_the_same_agencies),
                                       T(counters_that_were_moved_equal_those_made_anew),
                                       T(a_figure_stays_with_the_agency_that_earned_it),
                                       T(each_axis_adds_up_in_its_own_way),
                                       T(the_tree_in_memory_is_the_one_of_the_store)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
