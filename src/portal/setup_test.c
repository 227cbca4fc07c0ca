// SPDX-License-Identifier: Apache-2.0
/* The home of an empty installation leads its administrator to the first plan that runs, step by step, ticked by what
 * is there. */
#include "doc/doc.h"
#include "http/world.h"
#include "people/signed_in.h"
#include "plan/sample.h"

extern const Feature feature_people, feature_plan, feature_portal;
extern const Gate people_gate;
static const Feature *const list[] = {&feature_people, &feature_plan, &feature_portal, NULL};
static SignedIn admin, coordinator;
static Id plan;

static Fail prepare(Ctx *c, void *unused)
{
    (void)unused;
    TRY(org_ensure_shipped(c));
    return signed_in_new(c, "Nguyễn Văn Quản", "STTTT", ROLE_ADMIN, &admin);
}

static int begin(void **state)
{
    return world_begins(state, (ServerOptions){.features = list, .gate = &people_gate}, prepare);
}

static Fail add_coordinator(Ctx *c, void *unused)
{
    (void)unused;
    return signed_in_new(c, "Trần Thị Phối", "STTTT", ROLE_COORDINATOR, &coordinator);
}

static Fail invite(Ctx *c, void *unused)
{
    Id person;
    PersonAdded added;
    (void)unused;
    return person_add(
        c, &(NewPerson){.name = S("Trần Thị Phối"), .org = S("STTTT"), .role = ROLE_COORDINATOR, .to = NO_DAY}, &person,
        &added);
}

static Fail import(Ctx *c, void *unused)
{
    PlanDraft *draft;
    bool existed;
    Str text;
    (void)unused;
    TRY(doc_load_file(c, "data/samples/ke-hoach-136-2024.ocr.txt", &text));
    TRY(plan_draft(c, S("ke-hoach-136.txt"), text, &draft));
    return plan_take(c, draft, &plan, &existed);
}

static Fail settle_and_activate(Ctx *c, void *activate)
{
    PlanFindingList findings;
    TRY(sample_titles_looked_at(c, plan));
    TRY(plan_findings(c, plan, &findings));
    for (size_t i = 0; i < findings.n; i++)
        if (str_equal(findings.at[i].severity, S("blocking"))) TRY(plan_settle(c, plan, findings.at[i].id, true));
    return activate ? plan_activate(c, plan) : OK;
}

static Str home(World *w, const SignedIn *who)
{
    LocalReply r = ask(w, "/", who->cookie, NULL);
    assert_status(r, 200);
    return r.body;
}

static void an_empty_installation_leads_its_administrator_to_the_first_step(void **state)
{
    World *w = *state;
    Str body = home(w, &admin);
    assert_has(body, "Còn 4 bước");
    assert_has(body, "href=\"/nguoi/moi?vai-tro=dieu-phoi\"");
    assert_has(body, "tự nhận thêm nhiệm vụ Điều phối");
    assert_has_not(body, "href=\"/ke-hoach/moi\"");
    assert_has(ask(w, "/nguoi/moi?vai-tro=dieu-phoi", admin.cookie, NULL).body, "<option value=\"dieu-phoi\" selected");
    LocalReply r = ask(w, "/ke-hoach/moi", admin.cookie, NULL); /* two duties stay two; the page says whose this is */
    assert_status(r, 403);
    assert_has(r.body, "dành cho nhiệm vụ Điều phối; nhiệm vụ đang chọn của bạn là Quản trị");
    assert_has(ask(w, "/api/v1/", admin.cookie, NULL).body, "\"setup\":{\"administrator\":true,\"coordinator\":false");
}

static void each_step_is_ticked_by_what_is_there(void **state)
{
    World *w = *state;
    must_write(w, invite, NULL);
    assert_has(home(w, &admin), "Đã mời <a href=\"/nguoi/");
    assert_has(home(w, &admin), "Còn 4 bước");
    must_write(w, add_coordinator, NULL);
    assert_has(home(w, &admin), "Còn 3 bước");
    assert_has(home(w, &admin), "Người điều phối làm.");
    assert_has(home(w, &coordinator), "href=\"/ke-hoach/moi\">Nhập kế hoạch</a>");
    must_write(w, import, NULL);
    assert_has(home(w, &coordinator), "tên gọi có chữ do máy phục hồi, phải đối chiếu");
    assert_has(home(w, &coordinator), "/chu\">Đối chiếu ");
    assert_has_not(home(w, &admin), "/chu\">Đối chiếu "); /* it is the coordinator's */
    assert_has(home(w, &coordinator), "phải xử lý");
    assert_has(home(w, &coordinator), "Rà soát kế hoạch");
    assert_has(home(w, &admin), "Xem trang rà soát");
    must_write(w, settle_and_activate, NULL);
    assert_has(home(w, &coordinator), "Còn 1 bước");
    assert_has(home(w, &coordinator), "Đến nút kích hoạt");
    must_write(w, settle_and_activate, w);
    assert_has_not(home(w, &coordinator), "Đưa Ngày Số vào dùng");
    assert_has_not(home(w, &admin), "Đưa Ngày Số vào dùng");
}

static void an_administrator_may_take_the_coordinators_duty_openly(void **state)
{
    World *w = *state;
    Str headers = str_format(&w->c.mem, "Sec-Fetch-Site: same-origin\r\n%s", admin.cookie);
    const char *own = str_format(&w->c.mem, "/nguoi/%lld/nhiem-vu", (long long)admin.person).p;
    assert_status(
        ask(w, own, headers.p, str_format(&w->c.mem, "_token=%s&co-quan=STTTT&vai-tro=dieu-phoi", admin.form).p), 303);
    Str body = home(w, &admin);
    assert_has(body, "Chuyển sang nhiệm vụ Điều phối");
    assert_has(body, "Còn 3 bước");
    assert_has(ask(w, "/nhat-ky", admin.cookie, NULL).body, "Giao nhiệm vụ");
}

int main(void)
{
#define T(test) cmocka_unit_test_setup_teardown(test, begin, world_ends)
    const struct CMUnitTest tests[] = {T(an_empty_installation_leads_its_administrator_to_the_first_step),
                                       T(each_step_is_ticked_by_what_is_there),
                                       T(an_administrator_may_take_the_coordinators_duty_openly)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
