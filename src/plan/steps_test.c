// SPDX-License-Identifier: Apache-2.0
/* Where a page stands in the plan, and the pages that its parts are spread over. */
#include "http/world.h"
#include "plan/sample.h"
#include "plan/steps.h"

extern const Feature feature_plan;
static const Feature *const list[] = {&feature_plan, NULL};
static Id plan;

static Fail take(Ctx *c, void *unused)
{
    (void)unused;
    return sample_plan_active(c, &plan);
}

static int begin(void **state) { return world_begins(state, (ServerOptions){.features = list}, take); }

static LocalReply page(World *w, const char *under)
{
    LocalReply r = get(w, text_in(w, "/ke-hoach/%lld%s", (long long)plan, under));
    assert_status(r, 200);
    return r;
}

static Str trail_of(Str body)
{
    Str trail = str_from(body, str_find(body, S("<nav class=\"trail\"")));
    return str_slice(trail, 0, str_find(trail, S("</nav>")));
}

static void a_group_has_the_number_of_its_activities(void **state)
{
    (void)state;
    assert_str(plan_group_code(S("3.1.a")), S("3.1"));
    assert_str(plan_group_code(S("II.4.2")), S("II.4"));
    assert_str(plan_group_code(S("7")), S(""));
    assert_str(plan_group_code(S("")), S(""));
}

static void a_page_says_where_in_the_plan_it_stands(void **state)
{
    World *w = *state;
    Str trail = trail_of(page(w, "/hoat-dong/3.1.a").body);
    assert_has(trail, "aria-label=\"Trang này ở đâu\"");
    assert_has(trail, "<li><a href=\"/ke-hoach\">Kế hoạch</a></li>");
    assert_has(trail, text_in(w, "<a href=\"/ke-hoach/%lld\">136/KH-UBND</a>", (long long)plan));
    assert_has(trail, text_in(w, "<a href=\"/ke-hoach/%lld?muc=3.1#muc-3.1\"><span class=\"code\">3.1</span> Công tác",
                              (long long)plan));
    assert_has(trail, "<li><span aria-current=\"page\">3.1.a ");
    assert_has_not(trail, "/hoat-dong/3.1.a"); /* the page is no step to itself */
    assert_has(page(w, "?muc=3.1").body, "<tr class=\"group\" id=\"muc-3.1\">");

    trail = trail_of(page(w, "/hoat-dong/3.3").body); /* it stands in no group */
    assert_has_not(trail, "class=\"code\"");
    trail = trail_of(page(w, "").body);
    assert_has(trail, "<span aria-current=\"page\">136/KH-UBND</span>");
    assert_has_not(get(w, "/ke-hoach").body, "class=\"trail\"");
    assert_has_not(get(w, text_in(w, "/ke-hoach/%lld0", (long long)plan)).body, "class=\"trail\""); /* 404 */
}

static void assignments_are_a_page_or_several(void **state)
{
    World *w = *state;
    PlanNodeList all;
    must(plan_nodes(&w->c, plan, S("assignment"), &all));
    const char *last = text_in(w, "id=\"phan-cong-%.*s\"", STR_ARGS(all.at[all.n - 1].code));
    Str first = page(w, "/phan-cong").body;
    assert_has(first, "id=\"phan-cong-1\"");
    assert_has_not(first, last);
    assert_has(page(w, text_in(w, "/phan-cong?muc=%.*s", STR_ARGS(all.at[all.n - 1].code))).body, last);
    size_t shown = 0, pages = 0;
    for (Str body = first;; pages++) {
        const Str next = S("/phan-cong?tu=");
        for (Str rest = body; str_contains(rest, S("id=\"phan-cong-")); shown++)
            rest = str_from(rest, str_find(rest, S("id=\"phan-cong-")) + 1);
        size_t at = str_find(body, next);
        if (at == body.n) break;
        Str to = str_slice(str_from(body, at), 0, str_index(str_from(body, at), '"'));
        body = page(w, str_c(&w->c.mem, to)).body;
    }
    assert_int_equal(shown, all.n); /* each on one page, none twice */
    assert_true(pages > 0);
    assert_has(page(w, "/phan-cong?tu=900").body, "id=\"phan-cong-1\""); /* behind the end: the beginning */
}

int main(void)
{
#define T(f) cmocka_unit_test_setup_teardown(f, begin, world_ends)
    const struct CMUnitTest tests[] = {cmocka_unit_test(a_group_has_the_number_of_its_activities),
                                       T(a_page_says_where_in_the_plan_it_stands),
                                       T(assignments_are_a_page_or_several)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
