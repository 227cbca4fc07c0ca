// SPDX-License-Identifier: Apache-2.0
/* A board that counts right, a calendar, and feeds that end with the right to read. */
#include "http/world.h"
#include "people/signed_in.h"
#include "schedule/schedule.h"

extern const Feature feature_schedule, feature_work;
static const Feature *const list[] = {&feature_work, &feature_schedule, NULL};
static SignedIn official, coordinator, member;
static Id made[7]; /* 0–3 of SYT: new, being done, asked, new; 4, 5 of SCT; 6 of nobody */

static Fail prepare(Ctx *c, void *unused)
{
    (void)unused;
    TRY(org_ensure_shipped(c));
    TRY(signed_in_new(c, "An", "SYT", ROLE_OFFICIAL, &official));
    TRY(signed_in_new(c, "Chi", "STTTT", ROLE_COORDINATOR, &coordinator));
    TRY(signed_in_new(c, "Tổ", "SYT", ROLE_TEAM, &member));
    for (int i = 0; i < 7; i++) {
        NewTask n = {.lead = i < 4 ? S("SYT") : S("SCT"),
                     .assigner = S("STTTT"),
                     .begins = NO_DAY,
                     .title = str_format(&c->mem, "Việc <%d>, lịch; sự kiện", i),
                     .due = c->today + 1 + i / 2};
        TRY(task_add(c, &n, true, &made[i]));
        if (i == 1) TRY(task_move(c, made[i], MOVE_ACCEPT, (Str){0}));
        if (i == 2) TRY(task_report(c, &(TaskReport){.task = made[i], .percent = 100, .asks = true}));
        n.lead = (Str){0};
        if (i == 6) TRY(task_change(c, made[i], 0, &n));
    }
    return OK;
}

static int begin(void **state)
{
    return world_begins(state, (ServerOptions){.features = list, .gate = &people_gate, .today = day_of(2024, 9, 28)},
                        prepare);
}

/* The whole card of task `n`; empty when it is not on the page. */
static Str card_in(Str body, int n)
{
    char id[40];
    snprintf(id, sizeof id, "<li id=\"viec-%lld\"", (long long)made[n]);
    Str from = str_from(body, str_find(body, str_of(id)));
    return str_slice(from, 0, str_find(from, S("</li>")));
}

static Str board_of(World *w, const SignedIn *who)
{
    return ask(w, "/bang-viec?moi-co-quan=1", who->cookie, NULL).body;
}

static void a_card_offers_what_its_reader_may_do_there(void **state)
{
    World *w = *state;
    Str body = board_of(w, &official);
    assert_has(card_in(body, 0), "value=\"nhan\"");       /* of their own agency: three ways to go on */
    assert_has(card_in(body, 0), "data-to=\"returned\""); /* with a reason: the card opens for it */
    assert_has(card_in(body, 0), "value=\"de-nghi\"");
    assert_has_not(card_in(body, 0), "paused");
    assert_has(card_in(body, 4), "Việc &lt;4&gt;"); /* another agency's: to be seen only */
    assert_has_not(card_in(body, 4), "<button");
    assert_has_not(card_in(body, 6), "<button"); /* nobody's is not everybody's */
    body = board_of(w, &coordinator);
    assert_has_not(card_in(body, 0), "value=\"nhan\""); /* not by a slip on a board: on the task's page */
    assert_has(card_in(body, 0), "data-to=\"paused\"");
    assert_has(card_in(body, 2), "value=\"xac-nhan\"");
    assert_has(card_in(body, 2), "data-to=\"doing\"");
    body = visit(w, &coordinator, text_in(w, "/bang-viec?the=%lld", (long long)made[2])).body;
    assert_has(card_in(body, 2), "value=\"lam-lai\"");
    assert_has(card_in(body, 2), "<textarea");
    assert_has_not(card_in(body, 0), "<textarea"); /* one at a time */
    assert_has(body, "Hãy ghi lý do trên thẻ");
    assert_has_not(card_in(board_of(w, &member), 0), "<button");
}

static Str moved_to(World *w, const SignedIn *who, int n, const char *where, const char *fields)
{
    Str path = str_format(&w->c.mem, "/bang-viec/%lld/%s", (long long)made[n], where);
    LocalReply r = ask(w, path.p, who->cookie, str_format(&w->c.mem, "_token=%s&%s", who->form, fields).p);
    Task t;
    assert_int_equal(task_by_id(&w->c, made[n], &t), OK);
    return str_format(&w->c.mem, "%d %s", r.status, task_states[t.state].key);
}

static void a_move_leads_back_to_the_same_board(void **state)
{
    World *w = *state;
    assert_str(moved_to(w, &official, 0, "thuc-hien", "lam=nhan&co-quan=SYT"), S("303 doing"));
    Str path = str_format(&w->c.mem, "/bang-viec/%lld/quan-ly", (long long)made[2]);
    LocalReply r = ask(w, path.p, coordinator.cookie,
                       str_format(&w->c.mem, "_token=%s&lam=xac-nhan&co-quan=SYT", coordinator.form).p);
    Str back =
        str_format(&w->c.mem, "/bang-viec?task=%lld&co-quan=SYT#viec-%lld", (long long)made[2], (long long)made[2]);
    assert_has(r.headers, back.p);
    back = str_slice(back, 0, str_find(back, S("#")));
    assert_has(ask(w, str_c(&w->c.mem, back), coordinator.cookie, NULL).body, "nay là “Hoàn thành”");
    assert_status(ask(w, "/bang-viec?task=77", coordinator.cookie, NULL), 200);
}

static void a_move_without_its_reason_stays_on_the_board(void **state)
{
    World *w = *state;
    Str path = str_format(&w->c.mem, "/bang-viec/%lld/quan-ly", (long long)made[2]);
    LocalReply r =
        ask(w, path.p, coordinator.cookie, str_format(&w->c.mem, "_token=%s&lam=lam-lai&ly-do=+", coordinator.form).p);
    assert_status(r, 400);
    assert_has(r.body, "data-board");
    assert_has(r.body, "Hãy ghi lý do");
    assert_has(card_in(r.body, 2), "<textarea");
    assert_str(moved_to(w, &coordinator, 2, "quan-ly", "lam=lam-lai&ly-do=Thi%E1%BA%BFu+%E1%BA%A3nh"), S("303 doing"));
}

static void others_cards_do_not_move(void **state)
{
    World *w = *state;
    assert_str(moved_to(w, &official, 4, "thuc-hien", "lam=nhan"), S("404 new"));
    assert_str(moved_to(w, &official, 2, "quan-ly", "lam=xac-nhan"), S("404 asked"));
    assert_str(moved_to(w, &member, 0, "thuc-hien", "lam=nhan"), S("404 new"));
    assert_str(moved_to(w, &official, 0, "thuc-hien", "lam=xac-nhan"), S("400 new")); /* the other side's move */
    assert_str(moved_to(w, &official, 2, "thuc-hien", "lam=nhan"), S("409 asked"));
}

static bool takes(const char *path, TaskMove move)
{
    Str rest = {0}, one;
    for (const Route *r = feature_schedule.routes; r->path; r++)
        for (const Input *in = r->inputs; !strcmp(r->path, path) && in->type; in++)
            if (in->type == INPUT_CHOICE) rest = str_of(in->choices);
    while (str_cut(&rest, '|', &one))
        if (str_equal(one, str_of(task_moves[move].key))) return true;
    return false;
}

/* The routes take what the table of moves has, each on its side; and each column says why a card does not come there.
 */
static void each_way_between_columns_is_offered_or_explained(void **state)
{
    World *w = *state;
    Str body = board_of(w, &coordinator);
    int ways = 0;
    for (int from = TASK_NEW; from <= TASK_PAUSED; from++)
        for (int to = TASK_NEW; to <= TASK_PAUSED; to++) {
            TaskMove move = task_move_between((TaskState)from, (TaskState)to);
            if (move == TASK_MOVE_COUNT) continue;
            ways++;
            assert_int_equal(takes("/bang-viec/{task}/quan-ly", move), task_moves[move].by_assigner);
            assert_int_equal(takes("/bang-viec/{task}/thuc-hien", move), !task_moves[move].by_assigner);
        }
    assert_int_equal(ways, 12);
    assert_has(body, "Từ “Chưa nhận” không chuyển thẳng sang “Hoàn thành” được.");
    assert_has(body, "Chỉ cơ quan chủ trì làm bước “Nhận việc”.");
    assert_has(body, "Chỉ cơ quan giao việc làm bước “Xác nhận hoàn thành”.");
}

static void the_board_counts_and_offers_the_next_step(void **state)
{
    World *w = *state;
    LocalReply r = ask(w, "/bang-viec", coordinator.cookie, NULL);
    assert_status(r, 200);
    assert_has(r.body, "(5)</span>");
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
    assert_has_not(ask(w, "/bang-viec", official.cookie, NULL).body,
                   "Việc &lt;4&gt;"); /* opens on their own agency … */
    assert_has(ask(w, "/bang-viec", official.cookie, NULL).body, "href=\"/bang-viec?moi-co-quan=1\"");
    assert_has(ask(w, "/bang-viec?moi-co-quan=1", official.cookie, NULL).body, "Việc &lt;4&gt;"); /* … one press away */
    assert_has(ask(w, "/lich-viec?thang=2024-10", official.cookie, NULL).body,
               "href=\"/lich-viec?thang=2024-10&amp;moi-co-quan=1\"");
    assert_has(ask(w, "/lich-viec?thang=2024-10&moi-co-quan=1", official.cookie, NULL).body, "Mọi cơ quan, ");
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
    assert_has(ask(w, "/lich-viec?thang=2023-01", coordinator.cookie, NULL).body,
               "Tháng này không có hoạt động hay việc đến hạn nào");
    assert_status(ask(w, "/lich-viec?thang=xyz", coordinator.cookie, NULL), 400);
}

static Fail add_many(Ctx *c, void *unused)
{
    (void)unused;
    for (int i = 0; i < SCHEDULE_COUNTED + 2; i++) {
        Id task;
        NewTask n = {.lead = i < SCHEDULE_COUNTED ? S("SYT") : S("SCT"),
                     .assigner = S("STTTT"),
                     .begins = NO_DAY,
                     .title = S("Một trong rất nhiều việc"),
                     .due = day_of(2025, 3, 3)};
        TRY(task_add(c, &n, true, &task));
    }
    NewTask later = {
        .lead = S("SYT"), .assigner = S("STTTT"), .begins = NO_DAY, .title = S("Sau"), .due = day_of(2025, 3, 31)};
    Id task;
    return task_add(c, &later, true, &task);
}

static DayCountList days_of(World *w, Str lead, int from, int to)
{
    DayCountList days;
    assert_int_equal(schedule_days(&w->c, 0, lead, day_of(2025, 3, from), day_of(2025, 3, to), &days), OK);
    return days;
}

/* A day with very many tasks is told in words; one by one no more are counted than are told. */
static void very_many_on_one_day_are_told_in_words(void **state)
{
    World *w = *state;
    assert_int_equal(store_write(&w->c, w->store, add_many, NULL), OK);
    DayCountList days = days_of(w, S(""), 1, 31);
    assert_int_equal(days.n, 2);
    assert_int_equal(days.at[0].day, day_of(2025, 3, 3));
    assert_int_equal(days.at[0].n, SCHEDULE_COUNTED);
    assert_true(days.at[0].is_more);
    assert_int_equal(days.at[1].day, day_of(2025, 3, 31));
    assert_int_equal(days.at[1].n, 1);
    assert_false(days.at[1].is_more);
    days = days_of(w, S("SYT"), 3, 30);
    assert_int_equal(days.n, 1);
    assert_int_equal(days.at[0].n, SCHEDULE_COUNTED); /* exactly so many */
    assert_false(days.at[0].is_more);
    assert_int_equal(days_of(w, S("SCT"), 3, 3).at[0].n, 2);
    assert_int_equal(days_of(w, S("SCT"), 4, 31).n, 0);
    assert_has(ask(w, "/lich-viec?thang=2025-03", coordinator.cookie, NULL).body,
               "Tất cả hơn 200 việc đến hạn ngày này");
    assert_has(ask(w, "/lich-viec?thang=2025-03&co-quan=SYT", coordinator.cookie, NULL).body,
               "Tất cả 200 việc đến hạn ngày này");
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

/* A reminder only where one was asked for: in the morning of the day before, or of three days before. */
static void a_feed_reminds_who_asked_for_it(void **state)
{
    World *w = *state;
    static const struct {
        const char *choice, *trigger;
    } cases[] = {
        {"", NULL}, {"&nhac=khong", NULL}, {"&nhac=1", "TRIGGER:-P0DT16H\r\n"}, {"&nhac=3", "TRIGGER:-P2DT16H\r\n"}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        Str body = str_format(&w->c.mem, "_token=%s%s", official.form, cases[i].choice);
        LocalReply r = ask(w, "/lich-viec", official.cookie, body.p);
        if (cases[i].trigger) assert_has(r.body, ", nhắc trước hạn ");
        else assert_has_not(r.body, ", nhắc trước hạn ");
        Str feed = get(w, address_in(w, r.body).p).body;
        assert_has(feed, "\r\nURL:http://");
        if (!cases[i].trigger) assert_has_not(feed, "VALARM");
        else assert_has(feed, cases[i].trigger);
    }
    Str wrong = str_format(&w->c.mem, "_token=%s&nhac=30", official.form);
    assert_status(ask(w, "/lich-viec", official.cookie, wrong.p), 400);
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
#define T(f) cmocka_unit_test_setup_teardown(f, begin, world_ends)
    const struct CMUnitTest tests[] = {T(a_card_offers_what_its_reader_may_do_there),
                                       T(a_move_leads_back_to_the_same_board),
                                       T(a_move_without_its_reason_stays_on_the_board),
                                       T(others_cards_do_not_move),
                                       T(each_way_between_columns_is_offered_or_explained),
                                       T(the_board_counts_and_offers_the_next_step),
                                       T(without_an_agency_one_sees_what_one_may),
                                       T(days_of_a_month),
                                       T(very_many_on_one_day_are_told_in_words),
                                       T(a_feed_ends_with_the_right_to_read),
                                       T(a_feed_reminds_who_asked_for_it),
                                       T(a_revoked_feed_is_gone),
                                       T(a_feed_of_what_one_watches)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
