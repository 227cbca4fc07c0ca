// SPDX-License-Identifier: Apache-2.0
/* place_test.c -- a plan that came as PDF knows where its lines stand, and shows its pages. */
#include "http/world.h"
#include "plan/place.h"

extern const Feature feature_plan;
static const Feature *const list[] = {&feature_plan, NULL};

/* Letters without marks need no font in the file; the reader restores them. */
static const char pdf[] =
    "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[4 0 R]/Count 1>>endobj\n"
    "3 0 obj<</Type/Font/Subtype/Type1/BaseFont/Times-Roman>>endobj\n4 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 "
    "842]/Resources<</Font<</F 3 0 R>>>>/Contents 5 0 R>>endobj\n5 0 obj<</Length 560>>stream\n"
    "BT /F 13 Tf 80 780 Td (UBND TINH BAC GIANG) Tj ET\nBT /F 13 Tf 80 760 Td (So: 98/KH-UBND) Tj ET\n"
    "BT /F 14 Tf 250 700 Td (KE HOACH) Tj ET\nBT /F 14 Tf 200 680 Td (To chuc hoi thao nam 2024) Tj ET\n"
    "BT /F 13 Tf 80 640 Td (I. MUC DICH) Tj ET\nBT /F 13 Tf 80 620 Td (II. NOI DUNG) Tj ET\n"
    "BT /F 13 Tf 80 600 Td (1. Hoi thao chuyen doi so) Tj ET\nBT /F 13 Tf 80 580 Td (- Co quan chu tri: So Y te.) Tj "
    "ET\nBT /F 13 Tf 80 560 Td (III. TO CHUC THUC HIEN) Tj ET\nendstream endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n";

static Fail take(Ctx *c, void *unused)
{
    (void)unused;
    return org_ensure_shipped(c);
}

static int begin(void **state) { return world_begins(state, (ServerOptions){.features = list}, take); }

static Id imported(World *w, const char *name, Str bytes)
{
    Id plan;
    bool existed;
    w->c.why[0] = 0;
    if (plan_import_text(&w->c, w->store, str_of(name), bytes, &plan, &existed)) test_fails("%s", w->c.why);
    return plan;
}

static void a_plan_from_pdf_shows_its_pages_and_where_its_lines_stand(void **state)
{
    World *w = *state;
    Id plan = imported(w, "hoi-thao.pdf", S(pdf));
    PlanPlaceList places;
    int pages = -1;
    Str jpeg, digest, again;
    assert_int_equal(plan_places(&w->c, plan, 1, 2, &places), OK);
    assert_int_equal(places.n, 2);
    assert_int_equal(places.at[0].line, 1);
    assert_int_equal(places.at[0].box.page, 1);
    assert_in_range(places.at[0].box.left, 80 * 10000 / 595 - 50, 80 * 10000 / 595 + 50);
    assert_in_range(places.at[0].box.bottom, 58 * 10000 / 842, 70 * 10000 / 842);
    assert_true(places.at[1].box.top > places.at[0].box.top);
    assert_int_equal(plan_pages(&w->c, plan, &pages), OK);
    assert_int_equal(pages, 1);
    assert_int_equal(plan_page_picture(&w->c, plan, 1, 400, &jpeg, &digest), OK);
    assert_true(str_starts(jpeg, S("\xFF\xD8\xFF")));
    assert_int_equal(plan_page_picture(&w->c, plan, 1, 500, &jpeg, &again), OK);
    assert_false(str_equal(digest, again));
    assert_int_equal(plan_page_picture(&w->c, plan, 2, 400, &jpeg, &digest), FAIL_MISSING);
    assert_non_null(strstr(w->c.why, "trang 2"));
}

static void the_review_shows_the_page_and_the_browser_keeps_it(void **state)
{
    World *w = *state;
    long long plan = imported(w, "hoi-thao.pdf", S(pdf));
    LocalReply r = get(w, text_in(w, "/ke-hoach/%lld/trang/1?rong=200", plan));
    assert_status(r, 200);
    assert_has(r.headers, "image/jpeg");
    assert_has(r.headers, "private, max-age=31536000, immutable");
    assert_true(str_starts(r.body, S("\xFF\xD8\xFF")));
    r = get(w, text_in(w, "/ke-hoach/%lld/ra-soat", plan));
    assert_has(r.body, text_in(w, "/ke-hoach/%lld/trang/1?rong=", plan));
    assert_has(r.body, "<rect data-box=\"1\"");
    assert_has(r.body, "trang 1/1");
}

/* From its file again: the lines are where they were. */
static void read_again_from_its_file_it_keeps_its_places(void **state)
{
    World *w = *state;
    long long plan = imported(w, "hoi-thao.pdf", S(pdf));
    PlanPlaceList places;
    assert_has(get(w, text_in(w, "/ke-hoach/%lld/doc-lai?cach=tep-goc", plan)).body, "không có gì thay đổi");
    assert_status(post(w, text_in(w, "/ke-hoach/%lld/doc-lai", plan), "cach=tep-goc"), 303);
    assert_int_equal(plan_places(&w->c, plan, 1, 2, &places), OK);
    assert_int_equal(places.n, 2);
}

static void what_came_as_text_has_neither(void **state)
{
    World *w = *state;
    Id plan = imported(w, "hoi-thao.txt", S("KẾ HOẠCH\nTổ chức hội thảo\nI. MỤC ĐÍCH\n1. Hội thảo\n"));
    PlanPlaceList places;
    int pages = -1;
    assert_int_equal(plan_pages(&w->c, plan, &pages), OK);
    assert_int_equal(pages, 0);
    assert_int_equal(plan_places(&w->c, plan, 1, 100, &places), OK);
    assert_int_equal(places.n, 0);
}

int main(void)
{
#define T(test) cmocka_unit_test_setup_teardown(test, begin, world_ends)
    const struct CMUnitTest tests[] = {
        T(a_plan_from_pdf_shows_its_pages_and_where_its_lines_stand),
        T(the_review_shows_the_page_and_the_browser_keeps_it),
        T(read_again_from_its_file_it_keeps_its_places),
        T(what_came_as_text_has_neither),
    };
    return cmocka_run_group_tests_name("place", tests, NULL, NULL);
}
