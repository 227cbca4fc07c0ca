// SPDX-License-Identifier: Apache-2.0
/* A board that counts right, a calendar, and feeds that end with the right to read. */
#include "http/world.h"
#include "people/signed_in.h"
#include "schedule/schedule.h"

extern const Feature feature_schedule, feature_work;
static const Feature *const list[] = {&feature_work, &feature_schedule, NULL};
static SignedIn official, coordinator, member;

static Fail prepare(Ctx *c, void *unused)
{
    (void)unused;
    TRY(org_ensure_shipped(c));
    TRY(signed_in_new(c, "An", "SYT", ROLE_OFFICIAL, &official));
    TRY(signed_in_new(c, "Chi", "STTTT", ROLE_COORDINATOR, &coordinator));
    TRY(signed_in_new(c, "Tổ", "SYT", ROLE_TEAM, &member));
    for (int i = 0; i < 6; i++) {
        Id task;
        NewTask n = {.lead = i < 4 ? S("SYT") : S("SCT"),
                     .assigner = S("STTTT"),
                     .begins = NO_DAY,
                     .title = str_format(&c->mem, "Việc <%d>, lịch; sự kiện", i),
                     .due = c->today + 1 + i / 2};
        TRY(task_add(c, &n, true, &task));
        if (i == 1) TRY(task_move(c, task, MOVE_ACCEPT, (Str){0}));
        if (i == 2) TRY(task_report(c, &(TaskReport){.task = task, .percent = 100, .asks = true}));
    }
    return OK;
}

static int begin(void **state)
{
    World *w = world_begin(
        migrations, (ServerOptions){.features = list, .gate = &people_gate, .today = day_of(2024, 9, 28)}, prepare, 0);
    w->c.store = store_reader(w->store);
    *state = w;
    return 0;
}
static int end(void **state)
{
    world_end(*state);
    return 0;
}

static void the_board_counts_and_offers_the_next_step(void **state)
{
    World *w = *state;
    LocalReply r = ask(w, "/bang-viec", coordinator.cookie, NULL);
    assert_status(r, 200);
    assert_has(r.body, "(4)</span>");
    assert_has(r.body, "id=\"cot-doing\"");
    assert_has(r.body, "(1)</span>");
    assert_has(r.body, "value=\"xac-nhan\"");
    assert_has(r.body, "data-to=\"done\"");
    assert_has(r.body, "Việc &lt;0&gt;");
    r = ask(w, "/bang-viec?co-quan=SYT", official.cookie, NULL);
    assert_status(r, 200);
    assert_has(r.body, "(2)</span>");
    assert_has(r.body, "value=\"nhan\"");
    assert_has_not(r.body, "value=\"xac-nhan\""); /* not theirs to confirm */
    assert_status(ask(w, "/bang-viec?co-quan=khong-co", coordinator.cookie, NULL), 400);
}

/* Who may read one agency's tasks only gets these without asking. */
static void without_an_agency_one_sees_what_one_may(void **state)
{
    World *w = *state;
    assert_has(ask(w, "/bang-viec", official.cookie, NULL).body, "Việc &lt;4&gt;");
    assert_has(ask(w, "/bang-viec", member.cookie, NULL).body, "Việc &lt;0&gt;");
    assert_has_not(ask(w, "/bang-viec", member.cookie, NULL).body, "Việc &lt;4&gt;");
    assert_has_not(ask(w, "/lich-viec?thang=2024-10", member.cookie, NULL).body, "Việc &lt;4&gt;");
    assert_status(ask(w, "/bang-viec?co-quan=SCT", member.cookie, NULL), 404);
}

static void days_of_a_month(void **state)
{
    World *w = *state;
    LocalReply r = ask(w, "/lich-viec", coordinator.cookie, NULL);
    assert_status(r, 200);
    assert_has(r.body, ", ngày nghỉ</small>");
    r = ask(w, "/lich-viec?thang=2024-10&co-quan=SCT", coordinator.cookie, NULL);
    assert_has(r.body, "01/10/2024");
    assert_has(ask(w, "/lich-viec?thang=2023-01", coordinator.cookie, NULL).body, "Không có việc nào đến hạn");
    assert_status(ask(w, "/lich-viec?thang=xyz", coordinator.cookie, NULL), 400);
}

static Fail leave(Ctx *c, void *unused)
{
    (void)unused;
    return person_disable(c, official.person, true);
}

/* The address that a page tells, without the host. */
static Str address_in(World *w, Str body)
{
    size_t at = str_find(body, S("/lich-viec/"));
    for (Str rest = body; at < body.n; at = str_find(rest, S("/lich-viec/"))) {
        Str found = str_slice(rest, at, at + sizeof "/lich-viec/" - 1 + TOKEN_LETTERS);
        if (str_find(found, S("\"")) >= found.n) return str_copy(&w->c.mem, found);
        rest = str_from(rest, at + 5);
        if (!rest.n) break;
    }
    return (Str){0};
}

static void a_feed_ends_with_the_right_to_read(void **state)
{
    World *w = *state;
    LocalReply r = ask(w, "/lich-viec", official.cookie, str_format(&w->c.mem, "_token=%s", official.form).p);
    assert_status(r, 200);
    Str address = address_in(w, r.body);
    assert_true(address.n > 0);
    LocalReply feed = get(w, address.p);
    assert_status(feed, 200);
    assert_has(feed.body, "BEGIN:VEVENT");
    assert_has(feed.body, "DTSTART;VALUE=DATE:20240929");
    assert_has(feed.body, "lịch\\; sự kiện");
    assert_has_not(feed.body, "Việc <4>");                                       /* another agency's */
    assert_has_not(ask(w, "/lich-viec", official.cookie, NULL).body, address.p); /* told once */
    assert_status(get(w, "/lich-viec/abcdefghijklmnopqrstuvwxyzabcdefghijklmnopq"), 404);
    FeedList feeds;
    assert_int_equal(feeds_of(&w->c, official.person, &feeds), OK);
    assert_int_equal(feeds.n, 1);
    Str drop = str_format(&w->c.mem, "/lich-viec/%lld/thu-hoi", (long long)feeds.at[0].id);
    r = ask(w, drop.p, coordinator.cookie, str_format(&w->c.mem, "_token=%s", coordinator.form).p);
    assert_status(r, 404); /* not theirs */
    assert_status(get(w, address.p), 200);
    assert_int_equal(store_write(&w->c, w->store, leave, NULL), OK);
    assert_status(get(w, address.p), 404);
}

static void a_revoked_feed_is_gone(void **state)
{
    World *w = *state;
    Str token = str_format(&w->c.mem, "_token=%s", official.form);
    Str address = address_in(w, ask(w, "/lich-viec", official.cookie, token.p).body);
    FeedList feeds;
    assert_int_equal(feeds_of(&w->c, official.person, &feeds), OK);
    Str drop = str_format(&w->c.mem, "/lich-viec/%lld/thu-hoi", (long long)feeds.at[0].id);
    assert_status(ask(w, drop.p, official.cookie, token.p), 303);
    assert_status(get(w, address.p), 404);
    for (int i = 0; i < FEEDS_MAX; i++) assert_status(ask(w, "/lich-viec", official.cookie, token.p), 200);
    assert_status(ask(w, "/lich-viec", official.cookie, token.p), 409);
}

static Fail watch_two(Ctx *c, void *arg)
{
    const Id *tasks = arg;
    TRY(task_watch(c, tasks[0], member.person, true));
    return task_watch(c, tasks[1], member.person, true);
}

/* What one watches, wherever it is led, as long as one may read it. */
static void a_feed_of_what_one_watches(void **state)
{
    World *w = *state;
    TaskList all;
    Str next;
    TaskChoice any = TASK_ANY;
    any.only_open = true, any.due_to = day_of(9999, 1, 1);
    assert_int_equal(task_list(&w->c, &any, &all, &next), OK);
    const Task *own = NULL, *others = NULL;
    for (size_t i = 0; i < all.n; i++) *(str_equal(all.at[i].lead, S("SYT")) ? &own : &others) = &all.at[i];
    assert_true(own && others);
    Id two[] = {own->id, others->id};
    assert_int_equal(store_write(&w->c, w->store, watch_two, two), OK);
    Str body = str_format(&w->c.mem, "_token=%s&loai=toi", member.form);
    LocalReply r = ask(w, "/lich-viec", member.cookie, body.p);
    assert_has(r.body, "Việc tôi theo dõi");
    LocalReply feed = get(w, address_in(w, r.body).p);
    assert_status(feed, 200);
    assert_has(feed.body, str_format(&w->c.mem, "/viec/%lld", (long long)own->id).p);
    assert_has_not(feed.body, str_format(&w->c.mem, "/viec/%lld", (long long)others->id).p);
}

int main(void)
{
#define T(f) cmocka_unit_test_setup_teardown(f, begin, end)
    const struct CMUnitTest tests[] = {T(the_board_counts_and_offers_the_next_step),
                                       T(without_an_agency_one_sees_what_one_may),
                                       T(days_of_a_month),
                                       T(a_feed_ends_with_the_right_to_read),
                                       T(a_revoked_feed_is_gone),
                                       T(a_feed_of_what_one_watches)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
