// SPDX-License-Identifier: Apache-2.0
/* Urging: whom, when not, how many times; and that it is seen. */
#include "http/world.h"
#include "people/signed_in.h"
#include "urge/urge.h"

extern const Feature feature_work, feature_urge, feature_people;
extern const Gate people_gate;
static const Feature *const list[] = {&feature_people, &feature_work, &feature_urge, NULL};

static Id late, soon;
static SignedIn coordinator, official;
#define NOON ((int64_t)day_of(2024, 9, 27) * 86400000 + 5 * 3600000) /* Friday, 12 o'clock in Vietnam */

static Fail prepare(Ctx *c, void *unused)
{
    (void)unused;
    TRY(org_ensure_shipped(c));
    TRY(signed_in_new(c, "Nguyễn Điều Phối", "STTTT", ROLE_COORDINATOR, &coordinator));
    TRY(signed_in_new(c, "Trần Thị Bình", "SCT", ROLE_OFFICIAL, &official));
    NewTask n = {.lead = S("SCT"),
                 .assigner = S("STTTT"),
                 .title = S("Báo cáo khuyến mại"),
                 .begins = NO_DAY,
                 .due = day_of(2024, 9, 20)};
    TRY(task_add(c, &n, true, &late));
    n.lead = S("SYT"), n.title = S("Khám bệnh từ xa"), n.due = day_of(2024, 9, 29);
    return task_add(c, &n, true, &soon);
}

static int begin(void **state)
{
    World *w = world_begin(migrations, (ServerOptions){.features = list, .gate = &people_gate}, prepare, 0);
    w->c.today = day_of(2024, 9, 27);
    w->c.now = NOON;
    *state = w;
    return 0;
}

static UrgeCandidateList candidates(World *w)
{
    UrgeCandidateList all;
    if (urge_candidates(&w->c, 0, &all)) test_fails("%s", w->c.why);
    return all;
}

typedef struct {
    IdList orgs;
    const char *note, *forced;
    Id batch;
} Sending;
static Fail send_it(Ctx *c, void *arg)
{
    Sending *s = arg;
    return urge_send(c, &s->orgs, str_of(s->note), str_of(s->forced), &s->batch);
}

static Sending to_all(World *w)
{
    Sending s = {0};
    UrgeCandidateList all = candidates(w);
    for (size_t i = 0; i < all.n; i++) *list_add(&w->c.mem, &s.orgs) = all.at[i].org_id;
    return s;
}

static void the_late_come_first(void **state)
{
    World *w = *state;
    UrgeCandidateList all = candidates(w);
    assert_int_equal(all.n, 2);
    assert_str(all.at[0].org, S("SCT"));
    assert_int_equal(all.at[0].late, 1);
    assert_int_equal(all.at[1].soon, 1);
    assert_int_equal(all.at[1].silent, 0); /* it has only just been assigned */
    w->c.today += TASK_SILENT_DAYS + 1;
    assert_int_equal(candidates(w).at[1].silent, 1);
}

static void once_in_four_hours_and_counted(void **state)
{
    World *w = *state;
    Sending s = to_all(w);
    s.note = "Mong sớm nhận được";
    assert_int_equal(do_write(w, send_it, &s), OK);
    assert_int_equal(do_write(w, send_it, &s), FAIL_CONFLICT);
    assert_non_null(strstr(w->c.why, "4 giờ"));
    s.forced = "họp gấp chiều nay";
    assert_int_equal(do_write(w, send_it, &s), OK);
    s.forced = NULL;
    w->c.now += URGE_EVERY_MS;
    assert_int_equal(do_write(w, send_it, &s), OK);
    UrgeList urges;
    assert_int_equal(urges_open(&w->c, S("SCT"), &urges), OK);
    assert_int_equal(urges.n, 3);
    assert_int_equal(urges.at[0].nth, 3);
    TaskEntryList entries;
    assert_int_equal(task_entries(&w->c, late, &entries), OK);
    assert_has(entries.at[entries.n - 1].text, "lần thứ 3");
}

static void only_in_working_time(void **state)
{
    World *w = *state;
    Sending s = to_all(w);
    w->c.now = NOON + (int64_t)7 * 3600000; /* 19 o'clock */
    assert_int_equal(do_write(w, send_it, &s), FAIL_CONFLICT);
    assert_non_null(strstr(w->c.why, "30/9/2024")); /* Monday */
    w->c.today = day_of(2024, 9, 28);
    w->c.now = NOON + 86400000;
    assert_int_equal(do_write(w, send_it, &s), FAIL_CONFLICT);
    s.forced = "lũ lụt";
    assert_int_equal(do_write(w, send_it, &s), OK);
    Sending none = {0};
    assert_int_equal(do_write(w, send_it, &none), FAIL_INPUT);
}

static Fail seen(Ctx *c, void *unused)
{
    (void)unused;
    return urges_seen(c, S("SCT"));
}

static void who_reports_has_seen_it(void **state)
{
    World *w = *state;
    Sending s = to_all(w);
    assert_int_equal(do_write(w, send_it, &s), OK);
    assert_int_equal(do_write(w, seen, NULL), OK);
    UrgeList urges;
    assert_int_equal(urges_open(&w->c, S("SCT"), &urges), OK);
    assert_int_equal(urges.n, 0);
}

static void pages(void **state)
{
    World *w = *state;
    LocalReply r = ask(w, "/don-doc?chon=tat-ca", coordinator.cookie, NULL);
    assert_status(r, 200);
    assert_has(r.body, "2 cơ quan, đếm riêng từng xã, từng đơn vị: 1 việc quá hạn, 1 việc sắp đến hạn");
    assert_status(ask(w, "/don-doc", official.cookie, NULL), 403);
    Str body = str_format(&w->c.mem, "_token=%s&co-quan=%lld&noi-dung=g%%C3%%B5", coordinator.form,
                          (long long)candidates(w).at[0].org_id);
    Str headers = str_format(&w->c.mem, "Sec-Fetch-Site: same-origin\r\n%s", coordinator.cookie);
    r = ask(w, "/don-doc", headers.p, body.p); /* the server's day is a Saturday */
    assert_status(r, 409);
    assert_has(r.body, "Ngoài giờ làm việc");
    assert_has(r.body, ">gõ</textarea>");
    assert_has(r.body, "checked");
    r = ask(w, "/don-doc", headers.p, str_format(&w->c.mem, "%.*s&van-gui=g%%E1%%BA%%A5p", STR_ARGS(body)).p);
    assert_status(r, 303);
}

int main(void)
{
#define T(f) cmocka_unit_test_setup_teardown(f, begin, world_ends)
    const struct CMUnitTest tests[] = {T(the_late_come_first), T(once_in_four_hours_and_counted),
                                       T(only_in_working_time), T(who_reports_has_seen_it), T(pages)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
