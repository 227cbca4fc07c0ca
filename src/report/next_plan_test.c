// SPDX-License-Identifier: Apache-2.0
/* Next year's plan: read back it has this year's structure, a year later; what has to be looked at is told. */
#include "doc/doc.h"
#include "people/signed_in.h"
#include "plan/export.h"
#include "plan/sample.h"
#include "reading/reading.h"
#include "report/next_plan.h"

extern const Feature feature_people, feature_work, feature_difficulty, feature_urge, feature_figures, feature_report,
    feature_plan, feature_portal;
static const Feature *const list[] = {&feature_portal, &feature_people,     &feature_plan,
                                      &feature_work,   &feature_difficulty, &feature_figures,
                                      &feature_urge,   &feature_report,     NULL};

static Id plan, node;
static SignedIn coordinator, official;

static Fail assign(Ctx *c, void *unused)
{
    Id task;
    NewTask n = {.plan = plan,
                 .node = node,
                 .lead = S("SCT"),
                 .assigner = S("STTTT"),
                 .title = S("Tuyên truyền"),
                 .begins = NO_DAY,
                 .due = day_of(2024, 10, 5)};
    (void)unused;
    return task_add(c, &n, true, &task);
}

static Fail prepare(Ctx *c, void *unused)
{
    PlanActivityList activities;
    (void)unused;
    c->today = day_of(2024, 10, 10);
    TRY(sample_plan_active(c, &plan));
    TRY(plan_activities(c, plan, &activities));
    TRY(signed_in_new(c, "Nguyễn Điều Phối", "STTTT", ROLE_COORDINATOR, &coordinator));
    TRY(signed_in_new(c, "Trần Thị Bình", "SCT", ROLE_OFFICIAL, &official));
    node = activities.at[0].node;
    return assign(c, NULL);
}

static int begin(void **state)
{
    *state = world_begin(
        migrations,
        (ServerOptions){.features = list, .gate = &people_gate, .today = day_of(2024, 10, 10), .no_limits = true},
        prepare, 0);
    return 0;
}

static Reading read_again(World *w, Str docx)
{
    Doc doc;
    const Directory *directory;
    Reading r;
    must(doc_read(&w->c, docx, &doc));
    must(org_directory(&w->c, &directory));
    must(reading_of_office(&w->c, &doc, directory, &(ReadingHow){.as_it_is = true}, &r));
    return r;
}

static void it_has_this_years_structure_a_year_later(void **state)
{
    World *w = *state;
    NextPlan next;
    Str bytes, name, draft;
    must(plan_docx(&w->c, plan, &bytes, &name));
    must(next_plan(&w->c, plan, &next));
    must(paper_docx(&w->c, &next.paper, &draft));
    Reading old = read_again(w, bytes), new = read_again(w, draft);
    assert_int_equal(next.year, 2025);
    assert_int_equal(new.activities.n, old.activities.n);
    for (size_t i = 0; i < old.activities.n; i++) {
        const Activity *a = &old.activities.at[i], *b = &new.activities.at[i];
        assert_str(b->code, a->code);
        assert_str(b->title.text, text_next_year(&w->c.mem, a->title.text, 2024));
        assert_str(b->time.text, text_next_year(&w->c.mem, a->time.text, 2024));
        assert_int_equal(b->contents.n, a->contents.n);
    }
    assert_int_equal(new.assignments.n, old.assignments.n);
    for (size_t i = 0; i < old.assignments.n; i++) {
        assert_str(new.assignments.at[i].code, old.assignments.at[i].code);
        assert_int_equal(new.assignments.at[i].duties.n, old.assignments.at[i].duties.n);
    }
    assert_int_equal(new.legal_bases.n, old.legal_bases.n);
    for (size_t i = 0; i < old.legal_bases.n; i++) { /* what was cited stays as it is */
        assert_str(new.legal_bases.at[i].number, old.legal_bases.at[i].number);
        assert_int_equal(new.legal_bases.at[i].date, old.legal_bases.at[i].date);
    }
    assert_int_equal(new.recipients.n, old.recipients.n);
    /* the province and its departments ended on 1 July 2025 */
    assert_has(new.issuer.text, "Bắc Ninh");
    assert_has(new.preamble.text,
               "2913/QĐ-UBND ngày 10/9/2022 của Chủ tịch UBND tỉnh về"); /* a citation keeps its issuer */
    assert_has(new.title.text, "năm 2025");
    assert_int_equal(new.date, NO_DAY);
    assert_int_equal(new.signer_name.text.n, 0);
    assert_has_not(new.number.text, "136");
}

static void years_of_what_is_cited_stay(void **state)
{
    World *w = *state;
    static const char *const cases[][2] = {
        {"từ ngày 15/9/2024 đến hết ngày 10/10/2024.", "từ ngày 15/9/2025 đến hết ngày 10/10/2025."},
        {"Quý IV/2024, năm 2024; 12024 và 20245", "Quý IV/2025, năm 2025; 12024 và 20245"},
        {"Quyết định số 934/QĐ-BTTTT ngày 07/6/2024 của Bộ, năm 2024",
         "Quyết định số 934/QĐ-BTTTT ngày 07/6/2024 của Bộ, năm 2025"},
        {"Nghị định số 45/2024/NĐ-CP, trong năm 2024", "Nghị định số 45/2024/NĐ-CP, trong năm 2025"},
        {"Kế hoạch số 9/KH-UBND ngày 11 tháng 8 năm 2024 trong năm 2024",
         "Kế hoạch số 9/KH-UBND ngày 11 tháng 8 năm 2024 trong năm 2025"},
        {"", ""},
        {"số 9/KH", "số 9/KH"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_str(text_next_year(&w->c.mem, str_of(cases[i][0]), 2024), str_of(cases[i][1]));
}

static bool has_note(const NextPlan *next, NextNoteKind kind, const char *words)
{
    for (size_t i = 0; i < next->notes.n; i++)
        if (next->notes.at[i].kind == kind && str_contains(next->notes.at[i].text, str_of(words))) return true;
    return false;
}

static void what_has_to_be_looked_at_is_told(void **state)
{
    World *w = *state;
    NextPlan next;
    must(next_plan(&w->c, plan, &next));
    assert_true(has_note(&next, NEXT_BASE, "505/QĐ-TTg ngày 22/4/2022"));
    assert_true(has_note(&next, NEXT_AGENCY, "Sở Kế hoạch và Đầu tư → Sở Tài chính"));
    assert_true(has_note(&next, NEXT_UNDONE, "1 trên 1 việc chưa xong"));
    const char *path = text_in(w, "/ke-hoach/%lld/nam-sau", (long long)plan);
    Str page = visit(w, &coordinator, path).body;
    assert_has(page, "Dự thảo kế hoạch năm 2025");
    assert_has(page, "Căn cứ: kiểm tra còn hiệu lực");
    assert_has(page, "1 trên 1 việc chưa xong");
    must(store_write(&w->c, w->store, assign, NULL)); /* what is kept of the plan does not keep how its work stands */
    page = visit(w, &coordinator, path).body;
    assert_has(page, "2 trên 2 việc chưa xong");
    assert_has_not(page, "1 trên 1 việc chưa xong");
    assert_has(page, "505/QĐ-TTg ngày 22/4/2022");
    assert_has(visit(w, &coordinator, text_in(w, "/ke-hoach/%lld", (long long)plan)).body, "Dự thảo kế hoạch năm sau");
    LocalReply r = visit(w, &coordinator, text_in(w, "%s/du-thao.docx", path));
    assert_status(r, 200);
    assert_true(str_starts(r.body, S("PK")));
    assert_status(visit(w, &official, path), 404);
}

#define ONE(test) cmocka_unit_test_setup_teardown(test, begin, world_ends)
int main(void)
{
    const struct CMUnitTest tests[] = {ONE(it_has_this_years_structure_a_year_later), ONE(years_of_what_is_cited_stay),
                                       ONE(what_has_to_be_looked_at_is_told)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
