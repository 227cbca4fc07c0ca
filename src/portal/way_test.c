// SPDX-License-Identifier: Apache-2.0
/* What each role meets first in each state of a province: the heading, and the first thing to press.  Nobody's first
 * page is without one. */
#include "difficulty/difficulty.h"
#include "people/signed_in.h"
#include "plan/sample.h"
#include "work/work.h"

extern const Gate people_gate, people_gate_shown;

typedef enum { STATE_EMPTY, STATE_REVIEW, STATE_RUNNING, STATE_AFTER, STATES } State;

static const struct {
    Role role;
    const char *org;
    struct {
        const char *heading, *act; /* the address that the first button of the page leads to begins so */
    } first[STATES];
} ways[] = {
#define NO_PLAN                                                                                                        \
    {                                                                                                                  \
        "Chưa có kế hoạch nào", "/tro-giup"                                                                            \
    }
#define REVIEWED                                                                                                       \
    {                                                                                                                  \
        "Việc cần làm hôm nay", "/ke-hoach/"                                                                           \
    }
#define NOTHING                                                                                                        \
    {                                                                                                                  \
        "Việc cần làm hôm nay", "/viec"                                                                                \
    }
#define SET_UP   "Đưa kế hoạch vào thực hiện"
#define TODAY    "Việc cần làm hôm nay"
#define THE_PLAN "Tổ chức Ngày Chuyển đổi số"
    {ROLE_ADMIN, "STTTT", {{SET_UP, "/thu"}, {SET_UP, "/ke-hoach/"}, {TODAY, "/thu"}, {TODAY, "/thu"}}},
    {ROLE_COORDINATOR,
     "STTTT",
     {{SET_UP, "/ke-hoach/moi"},
      {SET_UP, "/ke-hoach/"},
      {TODAY, "/viec?trang-thai=asked"},
      {TODAY, "/viec?trang-thai=asked"}}},
    {ROLE_CHAIRMAN, "UBND", {NO_PLAN, REVIEWED, {TODAY, "/chi-dao"}, {TODAY, "/chi-dao"}}},
    {ROLE_HEAD, "SCT", {NO_PLAN, REVIEWED, {TODAY, "/cap-nhat/SCT?viec="}, {TODAY, "/cap-nhat/SCT?viec="}}},
    {ROLE_OFFICIAL, "SCT", {NO_PLAN, REVIEWED, {TODAY, "/cap-nhat/SCT?viec="}, {TODAY, "/cap-nhat/SCT?viec="}}},
    {ROLE_OFFICIAL, "SYT", {NO_PLAN, REVIEWED, NOTHING, NOTHING}},
    {ROLE_TEAM, "H217", {NO_PLAN, {THE_PLAN, ""}, {THE_PLAN, ""}, {THE_PLAN, ""}}},
    {ROLE_COUNCIL, "SNV", {NO_PLAN, {THE_PLAN, ""}, {THE_PLAN, ""}, {THE_PLAN, ""}}},
    {ROLE_VIEWER, "UBND", {NO_PLAN, {THE_PLAN, ""}, {THE_PLAN, ""}, {THE_PLAN, ""}}},
};
enum { WAYS = sizeof ways / sizeof *ways };

static SignedIn people[STATE_AFTER][WAYS]; /* the days after are those of the plan that runs */

static const SignedIn *who(int way, State state) { return &people[state == STATE_AFTER ? STATE_RUNNING : state][way]; }

static Fail fill_running(Ctx *c, Id plan)
{
    Id late, done, hard;
    NewTask n = {.plan = plan, .lead = S("SCT"), .assigner = S("STTTT"), .begins = NO_DAY};
    TRY(sample_titles_looked_at(c, plan));
    TRY(sample_settle(c, plan));
    TRY(plan_activate(c, plan));
    n.title = S("Báo cáo khuyến mại"), n.due = day_of(2024, 9, 25);
    TRY(task_add(c, &n, true, &late));
    n.title = S("Gửi danh sách gian hàng");
    TRY(task_add(c, &n, true, &done));
    TRY(task_report(c, &(TaskReport){.task = done, .percent = 100, .result = S("đã gửi"), .asks = true}));
    TRY(difficulty_raise(c, late, S("Thiếu kinh phí in tờ rơi"), &hard));
    return difficulty_submit(c, hard, S("Bổ sung 20 triệu đồng"), S("STC"));
}

static Day day_in(State state)
{
    static const int days[STATES][2] = {{9, 10}, {9, 12}, {9, 28}, {10, 22}};
    return day_of(2024, days[state][0], days[state][1]);
}

static Fail fill(Ctx *c, State state)
{
    Id plan;
    c->today = day_in(STATE_EMPTY); /* since when they hold their duties */
    TRY(org_ensure_shipped(c));
    for (int i = 0; i < WAYS; i++) TRY(signed_in_new(c, "Nguyễn Văn An", ways[i].org, ways[i].role, &people[state][i]));
    if (state == STATE_EMPTY) return OK;
    TRY(sample_plan_read(c, &plan));
    return state == STATE_REVIEW ? OK : fill_running(c, plan);
}

/* What was filled once is kept by its function: world.h. */
static Fail fill_empty(Ctx *c, void *unused) { return (void)unused, fill(c, STATE_EMPTY); }
static Fail fill_review(Ctx *c, void *unused) { return (void)unused, fill(c, STATE_REVIEW); }
static Fail fill_work(Ctx *c, void *unused) { return (void)unused, fill(c, STATE_RUNNING); }

static World *world_of(State state, const Gate *gate)
{
    static const WorldPrepare fills[] = {fill_empty, fill_review, fill_work, fill_work};
    ServerOptions o = {.features = features, .gate = gate, .today = day_in(state)};
    return world_begin(migrations, o, fills[state], 0);
}

static Str behind(Str s, const char *part) { return str_from(s, str_find(s, str_of(part)) + strlen(part)); }
static Str before(Str s, const char *part) { return str_slice(s, 0, str_find(s, str_of(part))); }

/* The address of the first button: a link that looks like one, or the form of a button. */
static Str first_act(Str page)
{
    size_t link = str_find(page, S("<a class=\"button")), button = str_find(page, S("<button"));
    if (link < button) return before(behind(str_from(page, link), "href=\""), "\"");
    Str form = {0};
    for (Str rest = str_slice(page, 0, button); str_contains(rest, S("action=\""));)
        form = rest = behind(rest, "action=\"");
    return before(form, "\"");
}

static void look_at(World *w, int way, State state)
{
    LocalReply r = visit(w, who(way, state), "/");
    assert_status(r, 200);
    Str page = before(behind(r.body, "<main"), "</main>");
    Str heading = before(behind(behind(page, "<h1"), ">"), "</h1>"), act = first_act(page);
    const char *wanted = ways[way].first[state].heading, *address = ways[way].first[state].act;
    if (!str_starts(heading, str_of(wanted)) || !str_starts(act, str_of(address)))
        test_fails("role %d in state %d: %.*s, then %.*s", ways[way].role, state, STR_ARGS(heading), STR_ARGS(act));
    assert_int_equal(count_of(page, "<h1"), 1);
    assert_true(count_of(page, "Việc đang đến đâu?") <= 1); /* nothing stands there twice */
    assert_int_equal(count_of(page, "chart-bar good"), 0);  /* no time line is green while tasks are open */
    assert_int_equal(count_of(page, "đã kết thúc"), 0);
}

static void test_state(State state)
{
    World *w = world_of(state, &people_gate);
    for (int i = 0; i < WAYS; i++) look_at(w, i, state);
    void *end = w;
    world_ends(&end);
}

static void an_empty_installation(void **state) { (void)state, test_state(STATE_EMPTY); }
static void a_plan_in_review(void **state) { (void)state, test_state(STATE_REVIEW); }
static void a_plan_that_runs(void **state) { (void)state, test_state(STATE_RUNNING); }
static void the_days_after_it(void **state) { (void)state, test_state(STATE_AFTER); }

static Fail forget_second(Ctx *c, void *unused)
{
    (void)unused;
    return store_run(c, "UPDATE session SET has_second = 0 WHERE office_id = $1", OFFICE);
}

/* Before made-up data an administrator comes in by the printed password alone, and is asked for a second factor there.
 */
static void a_second_factor_is_demanded_but_of_made_up_people(void **state)
{
    static const Gate *const gates[] = {&people_gate, &people_gate_shown};
    (void)state;
    for (int i = 0; i < 2; i++) {
        World *w = world_of(STATE_RUNNING, gates[i]);
        assert_int_equal(store_write(&w->c, w->store, forget_second, NULL), OK);
        LocalReply r = visit(w, who(0, STATE_RUNNING), "/");
        assert_status(r, i ? 200 : 303);
        if (i) assert_has(r.body, "href=\"/toi/hai-lop\">Bật xác thực hai lớp</a>");
        else assert_has(r.headers, "/toi/hai-lop");
        void *end = w;
        world_ends(&end);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_empty_installation),
        cmocka_unit_test(a_plan_in_review),
        cmocka_unit_test(a_plan_that_runs),
        cmocka_unit_test(the_days_after_it),
        cmocka_unit_test(a_second_factor_is_demanded_but_of_made_up_people),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
