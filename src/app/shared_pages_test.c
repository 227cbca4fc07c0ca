// SPDX-License-Identifier: Apache-2.0
/* shared_pages_test.c -- two people of one duty, whose pages are drawn once for both: what one of them has of their own
 * the other does not see, and nobody's page stays as it was when it changed. */
#include "demo/demo.h"
#include "people/signed_in.h"

static SignedIn an, binh;
static char task[40]; /* the page of one that is being done */

static Fail agencies(Ctx *c, void *unused)
{
    (void)unused;
    return org_ensure_shipped(c);
}

static Fail come_in(Ctx *c, void *unused)
{
    Rows r;
    (void)unused;
    c->actor = NULL; /* the last that the demonstration was */
    TRY(signed_in_new(c, "Lê Thị An", "STTTT", ROLE_COORDINATOR, &an));
    TRY(signed_in_new(c, "Vũ Đức Bình", "STTTT", ROLE_COORDINATOR, &binh));
    TRY(store_one(c, &r, "SELECT min(id) FROM task WHERE office_id = $1 AND state = 'doing'", OFFICE));
    snprintf(task, sizeof task, "/viec/%lld", (long long)row_integer(&r, 0));
    return rows_end(&r);
}

static int begin(void **state)
{
    DemoAccountList accounts;
    ServerOptions o = {.features = features, .gate = &people_gate, .today = demo_today(), .no_limits = true};
    DemoOptions d = {.seed = DEMO_SEED};
    World *w = world_begin(migrations, o, agencies, 0);
    if (demo_make(&w->c, w->store, &d, &accounts)) test_fails("%s", w->c.why);
    must_write(w, come_in, NULL);
    *state = w;
    return 0;
}

/* With both tokens in their own pages only. */
static Str page(World *w, const SignedIn *who, const char *path)
{
    LocalReply r = visit(w, who, path);
    assert_status(r, 200);
    assert_has_not(r.body, who == &an ? binh.form : an.form);
    return r.body;
}

static void done(World *w, const SignedIn *who, const char *path, const char *fields, int status)
{
    LocalReply r = submit(w, who, path, fields);
    assert_status(r, status);
}

static void who_watches_a_task_is_told_so_alone(void **state)
{
    World *w = *state;
    const char *watch = text_in(w, "%s/theo-doi", task);
    assert_has(page(w, &an, task), "Theo dõi việc này");
    assert_has(page(w, &binh, task), "Theo dõi việc này");
    done(w, &an, watch, "theo-doi=co", 303);
    assert_has(page(w, &binh, task), "Theo dõi việc này");
    assert_has(page(w, &an, task), "Thôi theo dõi việc này");
    assert_has_not(page(w, &binh, task), "Thôi theo dõi việc này");
    done(w, &an, watch, "theo-doi=khong", 303);
    assert_has_not(page(w, &an, task), "Thôi theo dõi việc này");
}

static void calendars_on_a_phone_are_ones_own(void **state)
{
    World *w = *state;
    assert_has_not(page(w, &an, "/lich-viec"), "Thu hồi<");
    done(w, &an, "/lich-viec", "loai=toi&nhac=khong", 200);
    assert_has_not(page(w, &binh, "/lich-viec"), "Thu hồi<");
    assert_has(page(w, &an, "/lich-viec"), "Thu hồi<");
    assert_has_not(page(w, &binh, "/lich-viec"), "Thu hồi<");
}

static void kept_views_of_a_list_are_ones_own(void **state)
{
    static const char *const lists[] = {"viec", "kho-khan", "don-doc", "co-quan"};
    World *w = *state;
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) {
        const char *path = text_in(w, "/%s", lists[i]);
        assert_has_not(page(w, &an, path), "Cách của An");
        done(w, &an, "/danh-sach/cach-xem", text_in(w, "bang=%s&ten=C%%C3%%A1ch+c%%E1%%BB%%A7a+An", lists[i]), 303);
        assert_has_not(page(w, &binh, path), "Cách của An");
        assert_has(page(w, &an, path), "Cách của An");
        assert_has_not(page(w, &binh, path), "Cách của An");
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(who_watches_a_task_is_told_so_alone),
                                       cmocka_unit_test(calendars_on_a_phone_are_ones_own),
                                       cmocka_unit_test(kept_views_of_a_list_are_ones_own)};
    return cmocka_run_group_tests_name("shared_pages", tests, begin, world_ends);
}
