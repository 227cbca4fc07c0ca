// SPDX-License-Identifier: Apache-2.0
/* The heading over several activities is corrected once, for all of them, and taken back the same way. */
#include "http/world.h"
#include "plan/sample.h"

extern const Feature feature_plan;
static const Feature *const list[] = {&feature_plan, NULL};
static Id plan; /* of the world that is open */

static Fail take(Ctx *c, void *unused)
{
    (void)unused;
    return sample_plan_active(c, &plan);
}

static int begin(void **state) { return world_begins(state, (ServerOptions){.features = list}, take); }

static PlanActivityList activities(World *w)
{
    PlanActivityList all;
    if (plan_activities(&w->c, plan, &all)) test_fails("%s", w->c.why);
    return all;
}

static int under(World *w, Str group)
{
    PlanActivityList all = activities(w);
    int n = 0;
    for (size_t i = 0; i < all.n; i++) n += str_equal(all.at[i].group, group);
    return n;
}

static PlanValue group_of(World *w, Str code)
{
    PlanNode node;
    if (plan_node(&w->c, plan, S("activity"), code, &node)) test_fails("%s", w->c.why);
    const PlanValue *v = node_value(&node, PLAN_GROUP);
    if (!v) test_fails("%.*s has no group", STR_ARGS(code));
    return *v;
}

__attribute__((format(printf, 4, 5))) static LocalReply send_to(World *w, const PlanValue *v, const char *headers,
                                                                const char *format, ...)
{
    char body[800], path[120];
    va_list args;
    va_start(args, format);
    vsnprintf(body, sizeof body, format, args);
    va_end(args);
    snprintf(path, sizeof path, "%s/ke-hoach/%lld/gia-tri/%lld", headers ? "/api/v1" : "", (long long)plan,
             (long long)v->id);
    return ask(w, path, headers, body);
}

static void correcting_a_group_in_one_activity_corrects_it_in_all(void **state)
{
    World *w = *state;
    PlanValue v = group_of(w, S("3.1.a"));
    int n = under(w, v.value);
    assert_true(n > 1);
    LocalReply r =
        ask(w, str_format(&w->c.mem, "/ke-hoach/%lld/ra-soat?gia-tri=%lld", (long long)plan, (long long)v.id).p, NULL,
            NULL);
    assert_has(r.body, str_format(&w->c.mem, "Nhóm này có %d hoạt động. Sửa cho", n).p);
    r = send_to(w, &v, NULL, "phien-ban=%d&noi-dung=Tuy%%C3%%AAn+truy%%E1%%BB%%81n&pham-vi=nhom", v.version);
    assert_status(r, 303);
    assert_has(r.headers, str_format(&w->c.mem, "da-luu=%d", n).p);
    assert_int_equal(under(w, S("Tuyên truyền")), n);
    assert_int_equal(under(w, v.value), 0);
    r = ask(
        w,
        str_format(&w->c.mem, "/ke-hoach/%lld/ra-soat?gia-tri=%lld&da-luu=%d", (long long)plan, (long long)v.id, n).p,
        NULL, NULL);
    assert_has(r.body, str_format(&w->c.mem, "Đã lưu cho %d hoạt động của nhóm", n).p);
    PlanValue other = group_of(w, S("3.1.b"));
    PlanCorrectionList history;
    assert_int_equal(plan_corrections(&w->c, &other, &history), OK);
    assert_int_equal(history.n, 2); /* each keeps its own history; its wording was looked at before */
    assert_str(history.at[0].before, v.value);
}

static void json_corrects_the_whole_group_and_says_how_many(void **state)
{
    World *w = *state;
    PlanValue v = group_of(w, S("3.1.b"));
    int n = under(w, v.value);
    LocalReply r =
        send_to(w, &v, "Content-Type: application/json\r\n", "{\"phien-ban\":%d,\"noi-dung\":\"Nhóm một\"}", v.version);
    assert_status(r, 200);
    assert_has(r.body, str_format(&w->c.mem, "da-luu=%d#", n).p);
    assert_int_equal(under(w, S("Nhóm một")), n);
}

static void one_activity_may_go_to_another_group(void **state)
{
    World *w = *state;
    PlanValue v = group_of(w, S("3.1.a"));
    int n = under(w, v.value);
    assert_status(send_to(w, &v, NULL, "phien-ban=%d&noi-dung=M%%E1%%BB%%9Bi&pham-vi=mot", v.version), 303);
    assert_int_equal(under(w, S("Mới")), 1);
    assert_int_equal(under(w, v.value), n - 1);
}

/* The second group gets the first one's name; taking that back must not rename those that had it before. */
static void taking_back_gives_the_group_its_name_again_and_no_other(void **state)
{
    World *w = *state;
    PlanValue v = group_of(w, S("3.1.a")), own = v;
    PlanActivityList all = activities(w);
    for (size_t i = 0; i < all.n; i++)
        if (all.at[i].group.n && !str_equal(all.at[i].group, v.value)) own = group_of(w, all.at[i].code);
    assert_false(str_equal(own.value, v.value));
    int first = under(w, v.value), second = under(w, own.value);
    assert_status(send_to(w, &own, "Content-Type: application/json\r\n", "{\"phien-ban\":%d,\"noi-dung\":\"%.*s\"}",
                          own.version, STR_ARGS(v.value)),
                  200);
    assert_int_equal(under(w, v.value), first + second);
    assert_status(send_to(w, &own, "Content-Type: application/json\r\n",
                          "{\"phien-ban\":%d,\"noi-dung\":\"%.*s\",\"pham-vi\":\"lan-truoc\"}", own.version + 1,
                          STR_ARGS(own.value)),
                  200);
    assert_int_equal(under(w, v.value), first);
    assert_int_equal(under(w, own.value), second);
}

int main(void)
{
#define T(test) cmocka_unit_test_setup_teardown(test, begin, world_ends)
    const struct CMUnitTest tests[] = {
        T(correcting_a_group_in_one_activity_corrects_it_in_all), T(json_corrects_the_whole_group_and_says_how_many),
        T(one_activity_may_go_to_another_group), T(taking_back_gives_the_group_its_name_again_and_no_other)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
