// SPDX-License-Identifier: Apache-2.0
/* A plan as a Word file: read again it is the same plan, with the words that were restored and put right. */
#include "doc/doc.h"
#include "plan/export.h"
#include "plan/sample_testing.h"

static const char table[] =
    "KẾ HOẠCH\nTổ chức hội thi đọc sách năm 2024\nI. NỘI DUNG\n1. Nhiệm vụ\n"
    "| TT | Nhiệm vụ | Cơ quan chủ trì | Thời gian |\n|---|---|---|---|\n"
    "| 1 | Mua sách | Sở Y tế | Tháng 9/2024 |\n| 2 | Trao sách | Sở Nội vụ | Tháng 10/2024 |\n";

static Fail take_table(Ctx *c, void *unused)
{
    (void)unused;
    return sample_take(c, S("bang.txt"), S(table), &plan);
}

static int begin_table(void **state) { return begin_with(state, take_table); }

static Doc read_again(World *w)
{
    Str bytes, name;
    Doc doc;
    must(plan_docx(&w->c, plan, &bytes, &name));
    must(doc_read(&w->c, bytes, &doc));
    return doc;
}

static size_t nodes_of(World *w, const char *kind)
{
    PlanNodeList nodes;
    must(plan_nodes(&w->c, plan, str_of(kind), &nodes));
    return nodes.n;
}

static Fail take_docx(Ctx *c, void *unused)
{
    Str bytes, name;
    (void)unused;
    TRY(plan_docx(c, plan, &bytes, &name));
    return sample_take(c, name, bytes, &plan);
}

static void read_again_it_is_the_same_plan(void **state)
{
    World *w = *state;
    PlanCard before, after;
    size_t activities = nodes_of(w, "activity"), assignments = nodes_of(w, "assignment");
    must(plan_card(&w->c, plan, &before));
    must_write(w, take_docx, NULL);
    must(plan_card(&w->c, plan, &after));
    assert_true(after.id != before.id);
    assert_str(after.number, before.number);
    assert_str(after.title, before.title);
    assert_int_equal(after.issued, before.issued);
    assert_int_equal(nodes_of(w, "activity"), activities);
    assert_int_equal(nodes_of(w, "assignment"), assignments);
}

static PlanValue corrected;
static Fail correct(Ctx *c, void *unused)
{
    (void)unused;
    return plan_correct(c, plan, corrected.id, corrected.version, S("Treo băng rôn trên phố"));
}

static void what_was_put_right_is_in_the_file(void **state)
{
    World *w = *state;
    PlanNode n;
    must(plan_node(&w->c, plan, S("activity"), S("3.1.b"), &n));
    corrected = *node_value(&n, PLAN_TITLE);
    must_write(w, correct, NULL);
    Doc doc = read_again(w);
    assert_has(doc.text, "Treo băng rôn trên phố");
    assert_has_not(doc.text, "chirc");
    assert_has(doc.text, "Chủ đề của Ngày Chuyển đổi số tỉnh Bắc Giang năm 2024:");
}

static void a_table_is_a_table(void **state)
{
    World *w = *state;
    Doc doc = read_again(w);
    assert_true(doc.tables == 1);
    assert_has(doc.text, "Trao sách");
}

static void the_page_gives_it(void **state)
{
    World *w = *state;
    LocalReply r = get(w, text_in(w, "/ke-hoach/%lld/ban-word", (long long)plan));
    assert_status(r, 200);
    assert_has(r.headers, "136-KH-UBND.docx");
    assert_true(str_starts(r.body, S("PK\3\4")));
    assert_status(get(w, "/ke-hoach/1/ban-word"), 404);
    assert_has(get(w, text_in(w, "/ke-hoach/%lld", (long long)plan)).body, "Tải bản Word (đã phục hồi chữ)");
}

int main(void)
{
#define T(test) cmocka_unit_test_setup_teardown(test, begin, world_ends)
    const struct CMUnitTest tests[] = {
        T(read_again_it_is_the_same_plan),
        T(what_was_put_right_is_in_the_file),
        T(the_page_gives_it),
        cmocka_unit_test_setup_teardown(a_table_is_a_table, begin_table, world_ends),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
