// SPDX-License-Identifier: Apache-2.0
/* A plan read again in another way: what people put right stays, all else is of the new reading. */
#include "plan/reread.h"
#include "plan/sample_testing.h"

static PlanValue title(World *w, const char *code)
{
    PlanNode n;
    must(plan_node(&w->c, plan, S("activity"), str_of(code), &n));
    return *node_value(&n, PLAN_TITLE);
}

static const PlanDoubt *word_behind(World *w, const char *before)
{
    PlanDoubtList all;
    must(plan_doubts(&w->c, plan, &all));
    for (size_t i = 0; i < all.n; i++)
        if (str_ends(all.at[i].before, str_of(before))) return &all.at[i];
    return NULL;
}

static bool text_has(World *w, const char *part)
{
    PlanText t;
    must(plan_text(&w->c, plan, &t));
    for (size_t i = 0; i < t.meant.n; i++)
        if (str_contains(t.meant.line[i].text, str_of(part))) return true;
    return false;
}

/* A title and a word are put right, a finding is settled. */
static Fail put_right(Ctx *c, void *arg)
{
    World *w = arg;
    PlanFindingList findings;
    PlanValue v = title(w, "3.1.b");
    TRY(plan_correct(c, plan, v.id, v.version, S("Treo băng rôn trên phố")));
    TRY(plan_word_decide(c, plan, word_behind(w, "khen thưởng ")->id, 0, S("khac")));
    TRY(plan_findings(c, plan, &findings));
    return plan_settle(c, plan, findings.at[0].id, true);
}

static RereadWay way;
static Fail again(Ctx *c, void *unused)
{
    PlanDraft *draft;
    (void)unused;
    TRY(reread_draft(c, plan, way, &draft));
    return plan_reread(c, plan, draft);
}

static RereadChangeList changes_of(World *w)
{
    PlanDraft *draft;
    RereadChangeList changes;
    must(reread_draft(&w->c, plan, way, &draft));
    must(reread_changes(&w->c, plan, draft, &changes));
    return changes;
}

static int settled(World *w)
{
    PlanFindingList findings;
    int n = 0;
    must(plan_findings(&w->c, plan, &findings));
    for (size_t i = 0; i < findings.n; i++) n += !str_equal(findings.at[i].state, S("open"));
    return n;
}

static void the_same_way_changes_nothing(void **state)
{
    World *w = *state;
    PlanCard before, after;
    PlanDoubtList doubts, later;
    way = REREAD_TEXT;
    assert_int_equal(changes_of(w).n, 0);
    must(plan_card(&w->c, plan, &before));
    must(plan_doubts(&w->c, plan, &doubts));
    must_write(w, again, NULL);
    must(plan_card(&w->c, plan, &after));
    must(plan_doubts(&w->c, plan, &later));
    assert_int_equal(after.findings, before.findings);
    assert_int_equal(after.unlooked, before.unlooked);
    assert_str(after.title, before.title);
    assert_int_equal(later.n, doubts.n);
    assert_int_equal(changes_of(w).n, 0);
}

static void what_was_put_right_stays_in_every_way(void **state)
{
    World *w = *state;
    must_write(w, put_right, w);
    PlanValue v = title(w, "3.1.b");
    way = REREAD_AS_IT_IS;
    must_write(w, again, NULL);
    assert_str(title(w, "3.1.b").value, S("Treo băng rôn trên phố"));
    assert_int_equal(title(w, "3.1.b").id, v.id);
    assert_true(text_has(w, "chirc")); /* as it was read */
    assert_int_equal(settled(w) > 0, 1);
    way = REREAD_TEXT;
    must_write(w, again, NULL);
    assert_false(text_has(w, "chirc"));
    assert_str(title(w, "3.1.b").value, S("Treo băng rôn trên phố"));
    assert_true(text_has(w, "khen thưởng khac do"));
    PlanCorrectionList history;
    v = title(w, "3.1.b");
    must(plan_corrections(&w->c, &v, &history));
    assert_int_equal(history.n, 1);
    assert_str(history.at[0].after, S("Treo băng rôn trên phố"));
}

static void what_would_become_other_is_shown_first(void **state)
{
    World *w = *state;
    must_write(w, put_right, w);
    way = REREAD_AS_IT_IS;
    RereadChangeList changes = changes_of(w);
    int n[4] = {0};
    for (size_t i = 0; i < changes.n; i++) n[changes.at[i].what]++;
    assert_true(n[REREAD_CHANGED] > 10 && n[REREAD_KEPT] >= 1);
    assert_str(title(w, "3.1.b").value, S("Treo băng rôn trên phố")); /* only shown */
    LocalReply r = get(w, at(w, "/doc-lai?cach=nguyen-chu"));
    assert_status(r, 200);
    assert_has(r.body, "Sẽ đổi (");
    assert_has(r.body, "Giữ nguyên, vì đã có người sửa");
    r = post(w, at(w, "/doc-lai"), "cach=nguyen-chu");
    assert_status(r, 303);
    assert_true(text_has(w, "chirc"));
    assert_has(get(w, at(w, "/doc-lai?cach=nguyen-chu")).body, "Tệp gốc của kế hoạch này không được giữ");
    assert_status(post(w, at(w, "/doc-lai"), "cach=khac"), 400);
    r = post(w, at(w, "/doc-lai"), "cach=tep-goc");
    assert_has(get(w, at(w, "/doc-lai")).body, "Xem trước");
}

/* What lists and search read is what a rebuild makes. */
static Str derived(World *w)
{
    Rows r;
    Out o = {.mem = &w->c.mem};
    must(store_query(&w->c, &r,
                     "SELECT id, line, title, folded FROM plan_search WHERE office_id = $1 ORDER BY id, line", OFFICE));
    while (rows_next(&r))
        out_format(&o, "%lld %d %.*s|%.*s\n", (long long)row_integer(&r, 0), (int)row_integer(&r, 1),
                   STR_ARGS(row_text(&r, 2)), STR_ARGS(row_text(&r, 3)));
    must(rows_end(&r));
    must(store_query(&w->c, &r, "SELECT node_id, place, title FROM plan_activity WHERE office_id = $1 ORDER BY node_id",
                     OFFICE));
    while (rows_next(&r))
        out_format(&o, "%lld %d %.*s\n", (long long)row_integer(&r, 0), (int)row_integer(&r, 1),
                   STR_ARGS(row_text(&r, 2)));
    must(rows_end(&r));
    return out_str(&o);
}

static Fail rebuild(Ctx *c, void *unused)
{
    (void)unused;
    TRY(store_run(c, "DELETE FROM plan_search WHERE office_id = $1", OFFICE));
    TRY(store_run(c, "DELETE FROM plan_activity WHERE office_id = $1", OFFICE));
    return plan_rebuild(c);
}

static void a_rebuild_makes_the_same_of_it(void **state)
{
    World *w = *state;
    must_write(w, put_right, w);
    way = REREAD_AS_IT_IS;
    must_write(w, again, NULL);
    way = REREAD_TEXT;
    must_write(w, again, NULL);
    Str before = derived(w);
    must_write(w, rebuild, NULL);
    assert_str(derived(w), before);
}

static Fail activate(Ctx *c, void *unused)
{
    (void)unused;
    return store_run(c, "UPDATE plan SET state = 'active' WHERE office_id = $1 AND id = $2", OFFICE, plan);
}

static void a_plan_that_runs_is_not_read_again(void **state)
{
    World *w = *state;
    must_write(w, activate, NULL);
    way = REREAD_TEXT;
    assert_int_equal(do_write(w, again, NULL), FAIL_CONFLICT);
    assert_has(get(w, at(w, "/doc-lai")).body, "không đọc lại. Hãy sửa từng giá trị");
    assert_status(post(w, at(w, "/doc-lai"), "cach=phuc-hoi"), 409);
}

static void a_fault_leaves_the_plan_as_it_was(void **state)
{
    World *w = *state;
    way = REREAD_AS_IT_IS;
    for (int n = 5; n < 4000; n += 331) {
        store_fail_statement(w->store, n);
        Fail result = do_write(w, again, NULL);
        bool failed = store_has_failed(w->store);
        store_fail_statement(w->store, 0);
        if (!failed) return;
        assert_int_equal(result, FAIL_STORE);
        assert_false(text_has(w, "chirc"));
    }
}

int main(void)
{
#define T(test) cmocka_unit_test_setup_teardown(test, begin, world_ends)
    const struct CMUnitTest tests[] = {
        T(the_same_way_changes_nothing),           T(what_was_put_right_stays_in_every_way),
        T(what_would_become_other_is_shown_first), T(a_rebuild_makes_the_same_of_it),
        T(a_plan_that_runs_is_not_read_again),     T(a_fault_leaves_the_plan_as_it_was),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
