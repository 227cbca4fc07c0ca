// SPDX-License-Identifier: Apache-2.0
/* The page /co-quan, by whole requests. */
#include "base/asset.h"
#include "http/world.h"
#include "org/org.h"

extern const Feature feature_org;
static const Feature *const list[] = {&feature_org, NULL};

static Fail fill(Ctx *c, void *unused)
{
    (void)unused;
    return org_ensure_shipped(c);
}

static int begin(void **state) { return world_begins(state, (ServerOptions){.features = list}, fill); }

/* The next link to a list of the tree. */
static bool next_group(World *w, Str *rest, Str *path)
{
    static const char *const keys[] = {"loai=", "thuoc="};
    size_t at = rest->n;
    for (size_t i = 0; i < 2; i++) {
        Str link = str_format(&w->c.mem, "&amp;%s", keys[i]);
        size_t here = str_find(*rest, link);
        if (here < at) at = here;
    }
    if (at == rest->n) return false;
    size_t from = at, to = at;
    while (rest->p[from - 1] != '"') from--;
    while (rest->p[to] != '"') to++;
    Str found = str_slice(*rest, from, to), head, tail = found;
    *path = (Str){0};
    while (str_cut(&tail, '&', &head))
        *path = path->n ? str_format(&w->c.mem, "%.*s&%.*s", STR_ARGS(*path),
                                     STR_ARGS(str_starts(head, S("amp;")) ? str_from(head, 4) : head))
                        : head;
    *rest = str_from(*rest, to);
    return true;
}

/* All pages of a list, one behind the other. */
static void put_pages(World *w, Str path, Out *all)
{
    Str next = str_copy(&w->c.mem, path);
    while (next.n) {
        LocalReply r = get(w, next.p);
        assert_status(r, 200);
        assert_true(r.body.n < 30000);
        out_raw(all, r.body);
        size_t at = str_find(r.body, S("&amp;sau=")), to = at;
        while (at < r.body.n && r.body.p[to] != '"') to++;
        Str after = at < r.body.n ? str_slice(r.body, at + 9, to) : (Str){0};
        next = after.n ? str_format(&w->c.mem, "%.*s&sau=%.*s", STR_ARGS(path), STR_ARGS(after)) : (Str){0};
    }
}

/* Who is there, how many; the lists to which the groups lead have every one of them. */
static void the_tree_of_a_day_names_everybody_once(void **state)
{
    World *w = *state;
    static const struct {
        int year, month, day;
        const char *has, *has_not;
    } days[] = {{2024, 9, 15, "(10 huyện, thị xã, thành phố)", "Cấp xã <span"},
                {2025, 1, 1, "(10 huyện, thị xã, thành phố)", "Cấp xã <span"},
                {2025, 7, 1, "Cấp xã <span class=\"code\">(58)", "huyện, thị xã, thành phố)"}};
    for (size_t i = 0; i < sizeof days / sizeof *days; i++) {
        Day on = day_of(days[i].year, days[i].month, days[i].day);
        OrgRows all;
        assert_int_equal(org_on(&w->c, on, &all), OK);
        LocalReply r = get(w, str_format(&w->c.mem, "/co-quan?ngay=%.*s", STR_ARGS(day_iso(&w->c.mem, on))).p);
        assert_status(r, 200);
        assert_has(r.body, str_format(&w->c.mem, "%zu cơ quan, tính đến ngày %.*s.", all.n,
                                      STR_ARGS(day_vietnamese(&w->c.mem, on)))
                               .p);
        assert_has(r.body, days[i].has);
        assert_has_not(r.body, days[i].has_not);
        assert_true(r.body.n < 30000);
        Out pages = {.mem = &w->c.mem};
        for (Str rest = r.body, path; next_group(w, &rest, &path);) put_pages(w, path, &pages);
        for (size_t k = 0; k < all.n; k++)
            assert_has(out_str(&pages), str_format(&w->c.mem, ">%.*s</div>", STR_ARGS(all.at[k].name)).p);
    }
}

/* The days to jump to are those on which somebody took over, and nothing that is written here. */
static void days_to_look_at_come_from_the_data(void **state)
{
    World *w = *state;
    LocalReply r = get(w, "/co-quan?ngay=2025-03-01");
    static const char *const days[] = {"2025-01-01", "2025-02-01", "2025-07-01"};
    for (size_t i = 0; i < 3; i++) assert_has(r.body, str_format(&w->c.mem, "href=\"/co-quan?ngay=%s\"", days[i]).p);
    assert_has_not(r.body, "href=\"/co-quan?ngay=2025-03-01\""); /* here we are */
    assert_has(r.body, "<b class=\"nowrap\">01/3/2025</b>");
}

static void today_is_the_day_when_none_is_asked(void **state)
{
    World *w = *state;
    LocalReply r = get(w, "/co-quan");
    assert_has(r.body, "tính đến ngày 28/9/2024");
    assert_has(r.body, "aria-current=\"page\">Cơ quan</a>");
    assert_has(r.body, "<h1>");
    assert_has(get(w, "/co-quan?ngay=15/9/2024").body, "tính đến ngày 15/9/2024");
    assert_status(get(w, "/co-quan?ngay=hom-qua"), 400);
    assert_status(get(w, "/co-quan?ngay=2024-02-30"), 400);
    assert_status(get(w, "/co-quan?ngay=1900-01-01"), 200);
    assert_status(get(w, "/co-quan?ngay=2199-12-31"), 200);
}

static void names_are_found_without_marks(void **state)
{
    World *w = *state;
    LocalReply r = get(w, "/co-quan?tim=so+thong+tin");
    assert_has(r.body, "Sở Thông tin và Truyền thông tỉnh Bắc Giang");
    assert_has(r.body, "data-label=\"Đến hết\">28/02/2025");
    Str old = get(w, "/co-quan?tim=hi%E1%BB%87p+ho%C3%A0").body,
        new = get(w, "/co-quan?tim=hi%E1%BB%87p+h%C3%B2a").body;
    assert_true(count_of(old, "<th scope=\"row\">") > 3);
    assert_int_equal(count_of(old, "<th scope=\"row\">"), count_of(new, "<th scope=\"row\">"));
    assert_has(get(w, "/co-quan?tim=khongcogi").body, "Không thấy cơ quan nào");
    assert_has(get(w, "/co-quan?tim=%25%25").body, "Không thấy cơ quan nào");
    assert_has(get(w, "/co-quan?tim=uy+ban").body, "40 cơ quan đầu tiên khớp");
    r = get(w, "/co-quan?tim=%3Cscript%3E");
    assert_has_not(r.body, "<script>");
    assert_has(r.body, "&lt;script&gt;");
}

static void the_twin_says_the_same(void **state)
{
    World *w = *state;
    OrgRows all;
    assert_int_equal(org_on(&w->c, day_of(2024, 9, 15), &all), OK);
    LocalReply r = get(w, "/api/v1/co-quan?ngay=2024-09-15");
    assert_status(r, 200);
    json_error_t error;
    json_t *twin = json_loadb(r.body.p, r.body.n, 0, &error);
    assert_non_null(twin);
    assert_int_equal(json_array_size(json_object_get(twin, "agencies")), all.n);
    assert_string_equal(json_string_value(json_object_get(twin, "on")), "2024-09-15");
    assert_int_equal(json_array_size(json_object_get(twin, "changes")), 4);
    assert_string_equal(json_string_value(json_array_get(json_object_get(twin, "changes"), 3)), "2025-07-01");
    json_decref(twin);
    assert_has(get(w, "/api/v1/co-quan?tim=so+y+te").body, "\"code\":\"SYT\"");
    assert_status(get(w, "/api/v1/co-quan?ngay=hom-qua"), 400);
}

/* What an office writes into its table is text, also on the page; a page that was kept is drawn anew after an import.
 */
static Fail take_in(Ctx *c, void *table)
{
    OrgImport result;
    return org_import(c, str_of(table), &result);
}

static void an_import_shows_at_once_and_as_text(void **state)
{
    World *w = *state;
    char table[] = "code\tname\tkind\nLA\t<b>Hội & \"bạn\"</b>\tkhac-la\n";
    get(w, "/co-quan"), get(w, "/co-quan");
    assert_int_equal(store_write(&w->c, w->store, take_in, table), OK);
    assert_has(get(w, "/co-quan").body, ">Khác</a>");
    LocalReply r = get(w, "/co-quan?loai=khac-la");
    assert_has(r.body, "&lt;b&gt;Hội &amp; &quot;bạn&quot;&lt;/b&gt;");
    assert_has_not(r.body, "<b>Hội");
}

int main(void)
{
#define T(test) cmocka_unit_test_setup_teardown(test, begin, world_ends)
    const struct CMUnitTest tests[] = {
        T(the_tree_of_a_day_names_everybody_once),
        T(days_to_look_at_come_from_the_data),
        T(today_is_the_day_when_none_is_asked),
        T(names_are_found_without_marks),
        T(the_twin_says_the_same),
        T(an_import_shows_at_once_and_as_text),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
