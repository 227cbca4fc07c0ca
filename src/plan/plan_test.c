// SPDX-License-Identifier: Apache-2.0
/* A plan of our own invention, read, kept, corrected and activated: rules, faults, rebuild. */
#include "base/list.h"
#include "http/world.h"
#include "plan/plan.h"

extern const Feature feature_plan;
static const Feature *const list[] = {&feature_plan, NULL};

static const char text[] =
    "ỦY BAN NHÂN DÂN CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
    "TỈNH BẮC GIANG Độc lập - Tự do - Hạnh phúc\n"
    "Số: 99/KH-UBND Bắc Giang, ngày 12 tháng 8 năm 2024\n"
    "KẾ HOẠCH\n"
    "Tổ chức Tuần lễ đọc sách số năm 2024\n"
    "Thực hiện Quyết định số 505/QĐ-TTg ngày 22/4/2022 của Thủ tướng Chính phủ về Ngày Chuyển đổi số quốc gia;\n"
    "I. MỤC ĐÍCH, YÊU CẦU\n"
    "1. Mục đích\n"
    "- Đưa sách số đến mọi nhà.\n"
    "II. NỘI DUNG\n"
    "1. Chủ đề: “Mỗi ngày một trang”.\n"
    "2. Thời gian tổ chức: Từ ngày 01/10/2024 đến hết ngày 10/10/2024.\n"
    "3. Tổ chức các hoạt động\n"
    "3.1. Hội thảo sách số\n"
    "- Nội dung: Bàn về sách số trong trường học.\n"
    "- Cơ quan chủ trì: Sở Thông tin và Truyền thông.\n"
    "- Cơ quan phối hợp: Các sở, ngành, UBND cấp huyện.\n"
    "- Thời gian: Ngày 04/10/2024.\n"
    "3.2. Thi đọc sách trực tuyến\n"
    "- Nội dung: Thi trên mạng cho học sinh.\n"
    "- Thời gian: Từ ngày 02/10/2024 đến hết ngày 10/10/2024.\n"
    "3.3. Trao sách cho trường học\n"
    "- Nội dung: Trao sách.\n"
    "- Cơ quan chủ trì: Sở Giáo dục và Đào tạo.\n"
    "- Thời gian: Từ ngày 05/10/2024 đến hết ngày 10/2024.\n"
    "III. TỔ CHỨC THỰC HIỆN\n"
    "1. Sở Thông tin và Truyền thông\n"
    "- Chủ trì hội thảo, tổng hợp báo cáo Chủ tịch UBND tỉnh trước ngày 21/10/2024.\n"
    "2. Các sở, ngành khác\n"
    "- Vận động cán bộ tham gia.\n"
    "Nơi nhận:\n"
    "- Các sở, ngành;\n"
    "- Lưu: VT.\n"
    "KT. CHỦ TỊCH\n"
    "PHÓ CHỦ TỊCH\n"
    "Nguyễn Văn A\n";

static Id plan; /* of the world that is open */

static Fail take(Ctx *c, void *unused)
{
    PlanDraft *draft;
    bool existed;
    (void)unused;
    TRY(org_ensure_shipped(c));
    TRY(plan_draft(c, S("tuan-le.txt"), S(text), &draft));
    return plan_take(c, draft, &plan, &existed);
}

static int begin(void **state) { return world_begins(state, (ServerOptions){.features = list}, take); }

static PlanNode node_of(World *w, const char *kind, const char *code)
{
    PlanNode n;
    if (plan_node(&w->c, plan, str_of(kind), str_of(code), &n)) test_fails("no %s %s: %s", kind, code, w->c.why);
    const PlanNode *same; /* by its number, and of this plan only */
    if (plan_node_by_id(&w->c, plan, n.id, &same) || !same || same->values.n != n.values.n) test_fails("not by id");
    if (plan_node_by_id(&w->c, plan + 1, n.id, &same) || same) test_fails("a node of another plan");
    return n;
}

static const PlanValue *value_of(World *w, const char *code, PlanField field)
{
    PlanNode *n = NEW(&w->c.mem, PlanNode, 1);
    *n = node_of(w, *code ? "activity" : "plan", code);
    for (size_t i = 0; i < n->values.n; i++)
        if (n->values.at[i].field == field) return &n->values.at[i];
    return NULL;
}

typedef struct {
    Id value;
    int seen;
    const char *text;
} Correction;

static Fail correct(Ctx *c, void *arg)
{
    const Correction *k = arg;
    return plan_correct(c, plan, k->value, k->seen, str_of(k->text));
}

static Fail run_correction(World *w, Id value, int seen, const char *to)
{
    w->c.why[0] = 0;
    return store_write(&w->c, w->store, correct, &(Correction){value, seen, to});
}

static PlanCard card_of(World *w)
{
    PlanCard card;
    assert_int_equal(plan_card(&w->c, plan, &card), OK);
    return card;
}

/* -- taking in ---------------------------------------------------------------------------------------------- */

static void a_text_becomes_values_with_their_lines(void **state)
{
    World *w = *state;
    PlanCard card = card_of(w);
    assert_str(card.number, S("99/KH-UBND"));
    assert_str(card.state, S("review"));
    assert_int_equal(card.from, day_of(2024, 10, 1));
    assert_int_equal(card.to, day_of(2024, 10, 10));
    PlanNode n = node_of(w, "activity", "3.1");
    assert_str(node_text(&n, PLAN_TITLE), S("Hội thảo sách số"));
    assert_str(node_text(&n, PLAN_LEAD), S("Sở Thông tin và Truyền thông tỉnh Bắc Giang"));
    assert_str(node_value(&n, PLAN_LEAD)->party.org, S("STTTT"));
    assert_int_equal(node_value(&n, PLAN_LEAD)->first_line, 16);
    assert_int_equal(node_count(&n, PLAN_PARTNER), 2);
    assert_str(node_value(&n, PLAN_PARTNER)->party.class, S("so-nganh"));
    assert_int_equal(node_day(&n, PLAN_FROM), day_of(2024, 10, 4));
    n = node_of(w, "assignment", "2");
    assert_str(node_value(&n, PLAN_AGENCY)->party.qualifier, S("khác"));
}

static void the_same_text_is_one_plan(void **state)
{
    World *w = *state;
    Id first = plan;
    assert_int_equal(store_write(&w->c, w->store, take, NULL), OK);
    assert_int_equal(plan, first);
    PlanCardList all;
    assert_int_equal(plan_cards(&w->c, &all), OK);
    assert_int_equal(all.n, 1);
}

static void a_file_is_imported_once(void **state)
{
    World *w = *state;
    char path[64];
    snprintf(path, sizeof path, "/tmp/ngayso-plan-%d.txt", (int)getpid());
    FILE *f = fopen(path, "w");
    fputs(text, f);
    fputs("- thêm một dòng\n", f);
    fclose(f);
    Id one, two;
    bool existed;
    assert_int_equal(plan_import_file(&w->c, w->store, path, &one, &existed), OK);
    assert_false(existed);
    assert_int_equal(plan_import_file(&w->c, w->store, path, &two, &existed), OK);
    assert_true(existed && one == two && one != plan);
    unlink(path);
    assert_int_equal(plan_import_file(&w->c, w->store, path, &two, &existed), FAIL_MISSING);
}

/* Written by an office in the nineties: read, said, kept as what every program reads. */
static void a_file_in_an_old_code_is_read_and_says_so(void **state)
{
    World *w = *state;
    Id one, two;
    bool existed;
    Str old = S("K\xD5 ho\xB9"
                "ch\nT\xE6 ch\xF8"
                "c h\xE9i thi \xAE\xE4"
                "c s\xB8"
                "ch n\xA8m 2024\nI. N\xE9i dung\n1. Thi \xAE\xE4"
                "c s\xB8"
                "ch\n- C\xAC quan ch\xF1 tr\xD7: S\xEB Y t\xD5\n- Th\xEAi gian: ng\xB5y 01/10/2024\n");
    assert_int_equal(plan_import_text(&w->c, w->store, S("cu.txt"), old, &one, &existed), OK);
    assert_false(existed);
    assert_int_equal(plan_import_text(&w->c, w->store, S("cu.txt"), old, &two, &existed), OK);
    assert_true(existed && one == two);
    PlanFindingList found;
    bool said = false;
    assert_int_equal(plan_findings(&w->c, one, &found), OK);
    for (size_t i = 0; i < found.n; i++) said |= str_contains(found.at[i].sentence, S("bảng mã TCVN3"));
    assert_true(said);
    Doc source;
    assert_int_equal(plan_source(&w->c, one, &source), OK);
    assert_str(source.line[1].text, S("Tổ chức hội thi đọc sách năm 2024"));
}

/* -- corrections -------------------------------------------------------------------------------------------- */

static void a_correction_keeps_what_was_read(void **state)
{
    World *w = *state;
    const PlanValue *v = value_of(w, "3.1", PLAN_TITLE);
    assert_int_equal(run_correction(w, v->id, 0, "Hội thảo về sách số"), OK);
    PlanValue now;
    assert_int_equal(plan_value(&w->c, plan, v->id, &now), OK);
    assert_str(now.value, S("Hội thảo về sách số"));
    assert_str(now.initial, S("Hội thảo sách số"));
    assert_int_equal(now.version, 1);
    PlanCorrectionList history;
    assert_int_equal(plan_corrections(&w->c, &now, &history), OK);
    assert_int_equal(history.n, 1);
    assert_str(history.at[0].before, S("Hội thảo sách số"));
    PlanActivityList activities;
    assert_int_equal(plan_activities(&w->c, plan, &activities), OK);
    assert_str(activities.at[0].title, S("Hội thảo về sách số"));
}

static void who_was_slower_sees_both_versions(void **state)
{
    World *w = *state;
    Id id = value_of(w, "3.1", PLAN_TITLE)->id;
    assert_int_equal(run_correction(w, id, 0, "Bản của An"), OK);
    assert_int_equal(run_correction(w, id, 0, "Bản của Bình"), FAIL_CONFLICT);
    assert_has(str_of(w->c.why), "Bản của An");
    assert_has(str_of(w->c.why), "Bản của Bình");
    assert_int_equal(run_correction(w, id, 0, "Bản của An"), OK); /* the same again: a second click */
    assert_int_equal(run_correction(w, id, 1, "Bản chung"), OK);
}

static void days_and_parties_are_understood_as_typed(void **state)
{
    World *w = *state;
    static const struct {
        PlanField field;
        const char *typed, *value;
    } good[] = {
        {PLAN_FROM, "4/10/2024", "2024-10-04"},
        {PLAN_FROM, " 2024-10-04 ", "2024-10-04"},
        {PLAN_FROM, "ngày 4 tháng 10 năm 2024", "2024-10-04"},
        {PLAN_FROM, "", ""},
        {PLAN_LEAD, "sở thông tin và truyền thông", "org STTTT"},
        {PLAN_LEAD, "Sở TT&TT", "org STTTT"},
        {PLAN_LEAD, "STTTT", "org STTTT"},
        {PLAN_LEAD, "UBND cấp huyện", "class ubnd-cap-huyen"},
        {PLAN_LEAD, "các sở, ngành liên quan", "class so-nganh liên quan"},
        {PLAN_LEAD, "Hội Người yêu sách", "name Hội Người yêu sách"},
        {PLAN_TITLE, "  Hội   thảo ", "Hội   thảo"},
    };
    for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
        Str value;
        assert_int_equal(plan_value_typed(&w->c, good[i].field, str_of(good[i].typed), &value), OK);
        assert_str(value, str_of(good[i].value));
    }
    static const char *const bad[] = {"31/9/2024", "hôm nào", "2024-13-01"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        Str value;
        assert_int_equal(plan_value_typed(&w->c, PLAN_TO, str_of(bad[i]), &value), FAIL_INPUT);
        assert_has(str_of(w->c.why), "Hãy viết như 15/9/2024");
        w->c.why[0] = 0;
    }
}

static void a_period_cannot_end_before_it_begins(void **state)
{
    World *w = *state;
    const PlanValue *to = value_of(w, "3.2", PLAN_TO);
    assert_int_equal(run_correction(w, to->id, 0, "2024-10-01"), FAIL_INPUT);
    assert_has(str_of(w->c.why), "phải từ ngày bắt đầu 02/10/2024 trở đi");
    assert_str(value_of(w, "3.2", PLAN_TO)->value, S("2024-10-10"));
}

typedef struct {
    Id node;
    PlanField field;
    const char *text;
} Addition;

static Fail add(Ctx *c, void *arg)
{
    const Addition *a = arg;
    Id value;
    return plan_add(c, plan, a->node, a->field, str_of(a->text), &value);
}

static Fail activate(Ctx *c, void *unused)
{
    (void)unused;
    return plan_activate(c, plan);
}

static void a_plan_is_activated_when_each_activity_has_a_lead(void **state)
{
    World *w = *state;
    assert_true(card_of(w).blocking > 0); /* 3.2 names nobody */
    assert_int_equal(store_write(&w->c, w->store, activate, NULL), FAIL_CONFLICT);
    assert_has(str_of(w->c.why), "phải xử lý");
    w->c.why[0] = 0;
    Id node = node_of(w, "activity", "3.2").id;
    assert_int_equal(store_write(&w->c, w->store, add, &(Addition){node, PLAN_LEAD, "org SGDDT"}), OK);
    assert_int_equal(card_of(w).blocking, 0);
    assert_int_equal(store_write(&w->c, w->store, activate, NULL), OK);
    assert_true(plan_is_active(&(PlanCard){.state = card_of(w).state}));
    assert_int_equal(store_write(&w->c, w->store, activate, NULL), OK); /* again: nothing changes */
}

/* Most activities name nobody, because another part gives the duties: one finding says so, and settling it is enough.
 */
static Fail take_unled(Ctx *c, void *arg)
{
    static const char unled[] =
        "UBND TỈNH BẮC GIANG\nSố: 9/KH-UBND\nBắc Giang, ngày 04 tháng 9 năm 2024\nKẾ HOẠCH\nThử\n"
        "II. NHIỆM VỤ\n1. Một\n2. Hai\n3. Ba\n4. Bốn\n- Cơ quan chủ trì: Sở Y tế.\n"
        "III. TỔ CHỨC THỰC HIỆN\n1. Sở Nội vụ đôn đốc.\nIV. CẤP XÃ\n1. UBND cấp huyện thực hiện.\n";
    PlanDraft *draft;
    PlanFindingList findings;
    bool existed, settle = *(bool *)arg;
    if (!settle) {
        TRY(plan_draft(c, S("khong-chu-tri.txt"), S(unled), &draft));
        return plan_take(c, draft, &plan, &existed);
    }
    TRY(plan_findings(c, plan, &findings));
    for (size_t i = 0; i < findings.n; i++)
        if (str_equal(findings.at[i].severity, S("blocking"))) TRY(plan_settle(c, plan, findings.at[i].id, true));
    return OK;
}

static void what_most_activities_lack_is_settled_once(void **state)
{
    World *w = *state;
    Id other = plan; /* made once for all tests */
    bool settle = false;
    assert_int_equal(store_write(&w->c, w->store, take_unled, &settle), OK);
    assert_int_equal(card_of(w).blocking, 1);
    assert_int_equal(store_write(&w->c, w->store, activate, NULL), FAIL_CONFLICT);
    w->c.why[0] = 0;
    settle = true;
    assert_int_equal(store_write(&w->c, w->store, take_unled, &settle), OK);
    assert_int_equal(store_write(&w->c, w->store, activate, NULL), OK);
    plan = other;
}

static void what_may_be_added_is_bounded(void **state)
{
    World *w = *state;
    Id node = node_of(w, "activity", "3.1").id;
    assert_int_equal(store_write(&w->c, w->store, add, &(Addition){node, PLAN_TITLE, "Hai tên"}), FAIL_CONFLICT);
    w->c.why[0] = 0;
    assert_int_equal(store_write(&w->c, w->store, add, &(Addition){node, PLAN_DUTY, "x"}), FAIL_INPUT);
    w->c.why[0] = 0;
    assert_int_equal(store_write(&w->c, w->store, add, &(Addition){node, PLAN_CONTENT, ""}), FAIL_INPUT);
    w->c.why[0] = 0;
    assert_int_equal(store_write(&w->c, w->store, add, &(Addition){node + 1, PLAN_CONTENT, "x"}), FAIL_MISSING);
}

static void a_corrected_value_settles_its_findings(void **state)
{
    World *w = *state;
    PlanFindingList findings;
    assert_int_equal(plan_findings(&w->c, plan, &findings), OK);
    size_t i = 0;
    while (i < findings.n && !findings.at[i].value) i++;
    assert_true(i < findings.n);
    PlanValue v;
    assert_int_equal(plan_value(&w->c, plan, findings.at[i].value, &v), OK);
    const char *to = plan_fields[v.field].type == SAYS_DAY ? "2024-10-30" : "org SYT";
    assert_int_equal(run_correction(w, v.id, 0, to), OK);
    Id settled = findings.at[i].id;
    assert_int_equal(plan_findings(&w->c, plan, &findings), OK);
    for (i = 0; findings.at[i].id != settled;) i++;
    assert_str(findings.at[i].state, S("corrected"));
}

/* -- faults and rebuild ------------------------------------------------------------------------------------- */

static void a_fault_at_any_statement_changes_nothing(void **state)
{
    World *w = *state;
    Id id = value_of(w, "3.1", PLAN_TITLE)->id;
    int n = 1;
    for (; n < 100; n++) {
        store_fail_statement(w->store, n);
        Fail result = run_correction(w, id, 0, "Tên mới");
        if (!store_has_failed(w->store)) break;
        assert_int_equal(result, FAIL_STORE);
        PlanActivityList activities;
        assert_int_equal(plan_activities(&w->c, plan, &activities), OK);
        assert_str(activities.at[0].title, S("Hội thảo sách số"));
        assert_str(value_of(w, "3.1", PLAN_TITLE)->value, S("Hội thảo sách số"));
    }
    assert_true(n > 8);
    store_fail_statement(w->store, 0);
}

/* All rows of a derived table, five columns each. */
static Str rows_of(World *w, const char *sql)
{
    Out o = {.mem = &w->c.mem};
    Rows r;
    assert_int_equal(store_query_values(&w->c, &r, sql, VALUES()), OK);
    while (rows_next(&r)) {
        for (int i = 0; i < 5; i++) out_raw(&o, row_is_null(&r, i) ? S("NULL") : row_text(&r, i)), out_char(&o, '|');
        out_char(&o, '\n');
    }
    assert_int_equal(rows_end(&r), OK);
    return out_str(&o);
}

static const char activities_sql[] = "SELECT node_id, title, begins, ends, code "
                                     "FROM plan_activity ORDER BY node_id",
                  parties_sql[] = "SELECT value_id, role, org_code, class_code, name "
                                  "FROM plan_party ORDER BY value_id",
                  cards_sql[] = "SELECT number, title, begins, ends, report_due "
                                "FROM plan_card ORDER BY plan_id",
                  search_sql[] = "SELECT id, line, title, folded, folded_title "
                                 "FROM plan_search ORDER BY id, line";

static void a_rebuild_gives_the_rows_that_the_increments_gave(void **state)
{
    World *w = *state;
    assert_int_equal(run_correction(w, value_of(w, "3.1", PLAN_TITLE)->id, 0, "Tên đã sửa"), OK);
    assert_int_equal(run_correction(w, value_of(w, "3.2", PLAN_TO)->id, 0, "2024-10-12"), OK);
    assert_int_equal(run_correction(w, value_of(w, "3.1", PLAN_LEAD)->id, 0, "org SYT"), OK);
    assert_int_equal(run_correction(w, value_of(w, "", PLAN_TITLE)->id, 0, "Tuần lễ"), OK);
    Id node = node_of(w, "activity", "3.2").id;
    assert_int_equal(store_write(&w->c, w->store, add, &(Addition){node, PLAN_LEAD, "class so-nganh khác"}), OK);
    static const char *const tables[] = {activities_sql, parties_sql, cards_sql, search_sql};
    static const Rebuilder all[] = {org_rebuild, plan_rebuild};
    Str before[4];
    for (int i = 0; i < 4; i++) before[i] = rows_of(w, tables[i]);
    assert_int_equal(store_rebuild(&w->c, w->store, all, 2), OK);
    for (int i = 0; i < 4; i++) assert_str(rows_of(w, tables[i]), before[i]);
}

static void search_needs_no_marks(void **state)
{
    World *w = *state;
    static const char *const queries[] = {"hoi thao", "HỘI THẢO", "hội thao sách", "ho tha sa"};
    for (size_t i = 0; i < sizeof queries / sizeof *queries; i++) {
        PlanHitList hits;
        assert_int_equal(plan_search(&w->c, str_of(queries[i]), &hits), OK);
        assert_true(hits.n >= 2);
        assert_str(hits.at[0].code, S("3.1"));
    }
    PlanHitList hits;
    assert_int_equal(plan_search(&w->c, S("%"), &hits), OK);
    assert_int_equal(hits.n, 0);
    assert_int_equal(plan_search(&w->c, S("_"), &hits), OK);
    assert_int_equal(hits.n, 0);
}

int main(void)
{
#define T(test) cmocka_unit_test_setup_teardown(test, begin, world_ends)
    const struct CMUnitTest tests[] = {
        T(a_text_becomes_values_with_their_lines),
        T(the_same_text_is_one_plan),
        T(a_file_is_imported_once),
        T(a_file_in_an_old_code_is_read_and_says_so),
        T(a_correction_keeps_what_was_read),
        T(who_was_slower_sees_both_versions),
        T(days_and_parties_are_understood_as_typed),
        T(a_period_cannot_end_before_it_begins),
        T(a_plan_is_activated_when_each_activity_has_a_lead),
        T(what_most_activities_lack_is_settled_once),
        T(what_may_be_added_is_bounded),
        T(a_corrected_value_settles_its_findings),
        T(a_fault_at_any_statement_changes_nothing),
        T(a_rebuild_gives_the_rows_that_the_increments_gave),
        T(search_needs_no_marks),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
