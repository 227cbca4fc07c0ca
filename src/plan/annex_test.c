// SPDX-License-Identifier: Apache-2.0
/* An activity whose tasks stand in an annex, each with who leads it, holds nobody up. */
#include "http/world.h"
#include "plan/sample.h"

extern const Feature feature_plan;
static const Feature *const list[] = {&feature_plan, NULL};
static Id plan; /* of the world that is open */

static Fail take(Ctx *c, const char *says)
{
    Str text = str_format(
        &c->mem,
        "ỦY BAN NHÂN DÂN\nTỈNH BẮC GIANG\nSố: 45/KH-UBND\nBắc Giang, ngày 12 tháng 9 năm 2024\nKẾ HOẠCH\n"
        "Triển khai cải cách hành chính năm 2024\nI. MỤC ĐÍCH, YÊU CẦU\n1. Mục đích\nNâng cao chất lượng phục vụ.\n"
        "II. NỘI DUNG\n1. Rà soát thủ tục hành chính\n- Nội dung: %s\n- Thời gian: Từ tháng 9/2024 đến hết tháng "
        "12/2024\n2. Đào tạo cán bộ\n- Cơ quan chủ trì: Sở Nội vụ\n- Thời gian: Tháng 10/2024\n"
        "III. TỔ CHỨC THỰC HIỆN\n1. Sở Nội vụ\n- Theo dõi, đôn đốc việc thực hiện Kế hoạch.\nNơi nhận:\n- Như "
        "trên;\n- Lưu: VT.\nTM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\nNguyễn Văn A\nPHỤ LỤC I\nDANH MỤC NHIỆM VỤ\n"
        "TT | Nhiệm vụ | Cơ quan chủ trì | Thời gian hoàn thành\n1 | Rà soát thủ tục cấp huyện | Sở Tư pháp | "
        "30/10/2024\n2 | Công khai thủ tục trên cổng | Văn phòng UBND tỉnh | 15/11/2024\n",
        says);
    return sample_take(c, S("phu-luc.txt"), text, &plan);
}

static Fail activate(Ctx *c, void *unused)
{
    (void)unused;
    return plan_activate(c, plan);
}

static Fail with_annex(Ctx *c, void *unused)
{
    (void)unused;
    return take(c, "Thực hiện các nhiệm vụ tại Phụ lục I kèm theo Kế hoạch này.");
}

static Fail without(Ctx *c, void *unused)
{
    (void)unused;
    return take(c, "Rà soát các thủ tục.");
}

static World *open_with(void **state, WorldPrepare prepare)
{
    PlanCard card;
    *state = world_begin(migrations, (ServerOptions){.features = list}, prepare, 0);
    World *w = *state;
    must(plan_current(&w->c, &card));
    plan = card.id;
    return w;
}

static void tasks_of_an_annex_name_who_leads_themselves(void **state)
{
    World *w = open_with(state, with_annex);
    PlanFindingList findings;
    must(plan_findings(&w->c, plan, &findings));
    bool told = false;
    for (size_t i = 0; i < findings.n; i++) told |= str_equal(findings.at[i].kind, S("lead-in-annex"));
    assert_true(told);
    must(store_write(&w->c, w->store, activate, NULL));
}

static void who_names_nobody_and_no_annex_is_asked(void **state)
{
    World *w = open_with(state, without);
    assert_int_equal(store_write(&w->c, w->store, activate, NULL), FAIL_CONFLICT);
}

int main(void)
{
#define T(test) cmocka_unit_test_teardown(test, world_ends)
    const struct CMUnitTest tests[] = {T(tasks_of_an_annex_name_who_leads_themselves),
                                       T(who_names_nobody_and_no_annex_is_asked)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
