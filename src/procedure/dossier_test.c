// SPDX-License-Identifier: Apache-2.0
/* Dossiers go through their states: who may, once, in time, with room; figures after random moves equal a recount. */
#include "procedure/act_testing.h"

/* -- the tests
 * --------------------------------------------------------------------------------------------------------- */

static void a_banner_from_the_first_field_to_the_last_decision(void **state)
{
    World *w = *state;
    ClockRows clocks;
    WaitRows waits;
    int n;
    Id id = submitted(w, NULL, "treo-bang-ron", banner);
    assert_str(dossier(w, id).row.number, S("01/BR-2024"));
    assert_str(dossier(w, id).row.name, S("Cty Một"));
    assert_int_equal(letters(w), 1);
    as(w, &official);
    assert_done(w, dossiers_waiting_count(&w->c, &n));
    assert_int_equal(n, 1);
    assert_done(w, moved(w, &official, id, "tiep_nhan"));
    assert_done(w, dossier_clocks(&w->c, id, &clocks));
    assert_int_equal(clocks.n, 1);
    assert_int_equal(clocks.at[0].due, day_of(2024, 10, 4)); /* five working days from Saturday, 28/9 */
    assert_done(w, dossiers_waiting(&w->c, S(""), WAITS_MAX, &waits));
    assert_int_equal(waits.n, 1);
    assert_int_equal(waits.at[0].days, 5);
    /* Back to the applicant: the clock stands still. */
    StrList fields = {0};
    *list_add(&w->c.mem, &fields) = S("so_luong");
    assert_refused(w, moved(w, &official, id, "yeu_cau_bo_sung"), FAIL_INPUT, "đánh dấu những mục");
    assert_done(w, moved_with(w, &official, id, "yeu_cau_bo_sung",
                              (Act){.order = {.fields = &fields, .text = S("Ghi đúng số lượng")}}));
    assert_done(w, dossier_clocks(&w->c, id, &clocks));
    assert_int_equal(clocks.at[0].state, CLOCK_PAUSED);
    assert_done(w, dossiers_waiting_count(&w->c, &n));
    assert_int_equal(n, 0);
    /* Only what was asked is changed. */
    assert_refused(w, moved(w, &other, id, "bo_sung"), FAIL_DENIED, "không được");
    assert_done(w, moved_with(w, NULL, id, "bo_sung",
                              (Act){.order = {.as = AS_APPLICANT},
                                    .edited = "{\"don_vi\":\"Khác\",\"so_luong\":25,\"noi\":\"trung_tam\"}"}));
    Dossier d = dossier(w, id);
    assert_str(d.row.state, S("dang_tham_dinh")); /* whence it came */
    assert_int_equal(answers_of(&d.answers, S("so_luong")).integer, 25);
    assert_str(answers_of(&d.answers, S("don_vi")).text, S("Cty Một"));
    assert_done(w, dossier_clocks(&w->c, id, &clocks));
    assert_int_equal(clocks.at[0].state, CLOCK_RUNNING);
    /* The official may not decide, the head may. */
    assert_refused(w, moved(w, &official, id, "dong_y"), FAIL_DENIED, "không được “Đồng ý”");
    assert_done(w, moved_with(w, &head, id, "dong_y", (Act){.asked = "{\"luu_y\":\"Treo gọn\"}"}));
    d = dossier(w, id);
    assert_str(d.row.state, S("da_dong_y"));
    assert_true(d.row.published_until > w->c.today);
    assert_int_equal(count(w, "so_bang_ron", "", ""), 25);
    assert_int_equal(count(w, "so_bang_ron", "noi", "truc_chinh"), 25);
    assert_int_equal(count(w, "so_don_vi", "", ""), 1);
    assert_done(w, dossier_clocks(&w->c, id, &clocks));
    assert_int_equal(clocks.n, 2);
    assert_int_equal(d.row.due, day_of(2024, 10, 10)); /* to take down */
    DossierEntries e;
    assert_done(w, dossier_entries(&w->c, id, &e));
    bool document = false;
    for (size_t i = 0; i < e.n; i++)
        document |= str_equal(e.at[i].kind, S("document")) && str_contains(e.at[i].data, S("25 chiếc"));
    assert_true(document);
}

static void two_deciders_at_once_and_who_lost_the_duty(void **state)
{
    World *w = *state;
    Id id = submitted(w, NULL, "treo-bang-ron", banner);
    int seen = dossier(w, id).row.edition;
    assert_done(w, moved_with(w, &official, id, "tiep_nhan", (Act){.order = {.seen = seen}}));
    assert_refused(w, moved_with(w, &head, id, "khong_dong_y", (Act){.order = {.seen = seen}}), FAIL_CONFLICT,
                   "vừa được chuyển sang “Đang thẩm định”");
    assert_refused(w, moved(w, &official, id, "tiep_nhan"), FAIL_CONFLICT, "đang ở trạng thái “Đang thẩm định”");
    assert_refused(w, moved(w, &head, id, "khong_co"), FAIL_MISSING, "không có bước đó");
    Act many = {.code = "treo-bang-ron", .answers = "{\"don_vi\":\"Cty Hai\",\"so_luong\":150}"};
    assert_done(w, do_write(w, submit_act, &many));
    assert_done(w, moved(w, &official, many.id, "tiep_nhan"));
    assert_refused(w, moved(w, &head, many.id, "dong_y"), FAIL_INPUT, "Quá 100 chiếc phải trình");
    assert_state(w, many.id, "dang_tham_dinh");
}

typedef struct {
    Id duty; /* that was delegated */
    Day last;
} Delegation;

static Fail delegate(Ctx *c, void *arg)
{
    Delegation *k = arg;
    DutyList duties;
    TRY(actor_by_duty(c, head.person, head.duty, &c->actor));
    TRY(duty_delegate(c, official.person, c->today, c->today + 5));
    TRY(duties_of(c, official.person, false, &duties));
    for (size_t i = 0; i < duties.n; i++)
        if (duties.at[i].behalf == head.person) k->duty = duties.at[i].id;
    return OK;
}

static Fail end_duty(Ctx *c, void *arg)
{
    (void)arg;
    return duty_end(c, head.duty, c->today - 1);
}

static void who_acts_for_the_head_decides_and_who_lost_the_duty_does_not(void **state)
{
    World *w = *state;
    Delegation k = {0};
    DossierEntries e;
    Id id = submitted(w, NULL, "treo-bang-ron", banner), next = submitted(w, NULL, "treo-bang-ron", banner);
    assert_done(w, moved(w, &official, id, "tiep_nhan"));
    assert_done(w, moved(w, &official, next, "tiep_nhan"));
    assert_refused(w, moved(w, &official, id, "dong_y"), FAIL_DENIED, "không được “Đồng ý”");
    must_write(w, delegate, &k);
    assert_true(k.duty);
    SignedIn acting = official;
    acting.duty = k.duty;
    assert_done(w, moved(w, &acting, id, "dong_y"));
    assert_done(w, dossier_entries(&w->c, id, &e));
    bool told = false;
    for (size_t i = 0; i < e.n; i++)
        told |= str_equal(e.at[i].move, S("dong_y")) && str_equal(e.at[i].behalf_name, S("Vũ Thủ Trưởng"));
    assert_true(told);
    must_write(w, end_duty, NULL);
    assert_refused(w, moved(w, &head, next, "dong_y"), FAIL_DENIED, "Trong nhiệm vụ hiện nay bạn không được");
    assert_refused(w, moved(w, &acting, next, "dong_y"), FAIL_DENIED, "Trong nhiệm vụ hiện nay bạn không được");
    assert_state(w, next, "dang_tham_dinh");
}

static void once_for_a_draft_and_not_after_the_last_day(void **state)
{
    World *w = *state;
    Act a = {.code = "treo-bang-ron", .answers = banner, .draft = 77}, b = a;
    assert_done(w, do_write(w, submit_act, &a));
    assert_done(w, do_write(w, submit_act, &b));
    assert_int_equal(a.id, b.id);
    assert_false(b.got[0]);
    Day today = w->c.today;
    w->c.today = day_of(2024, 10, 26);
    a.draft = 78;
    assert_refused(w, do_write(w, submit_act, &a), FAIL_CONFLICT, "Đã hết thời gian nhận đề nghị");
    w->c.today = today;
}

static void what_is_due_is_warned_of_and_over_once(void **state)
{
    World *w = *state;
    int done, before;
    Id id = submitted(w, NULL, "treo-bang-ron", banner);
    assert_done(w, moved(w, &official, id, "tiep_nhan"));
    w->c.store = store_reader(w->store);
    w->c.today = day_of(2024, 10, 4);
    assert_done(w, clocks_run(&w->c, w->store, &done));
    assert_false(dossier(w, id).row.marks.n); /* its last day is not over */
    w->c.today = day_of(2024, 10, 5);
    assert_done(w, clocks_run(&w->c, w->store, &done));
    assert_str(dossier(w, id).row.marks, S("Trả lời quá hạn"));
    before = letters(w);
    assert_done(w, clocks_run(&w->c, w->store, &done));
    assert_int_equal(done, 0);
    assert_int_equal(letters(w), before);
    /* A move that the clock makes. */
    assert_done(w, moved(w, &head, id, "dong_y"));
    w->c.today = day_of(2024, 10, 11);
    assert_done(w, clocks_run(&w->c, w->store, &done));
    assert_state(w, id, "da_thao_do");
    w->c.today = day_of(2024, 9, 28);
}

static void a_quota_is_never_oversold(void **state)
{
    World *w = *state;
    Id a = joins(w, "A", 12, "truc_tiep"), b = joins(w, "B", 8, "truc_tiep"), late = joins(w, "C", 3, "truc_tiep"),
       later = joins(w, "D", 1, "truc_tiep");
    assert_state(w, a, "cho");
    assert_state(w, b, "cho");
    assert_state(w, late, "hang");
    assert_state(w, later, "hang"); /* nobody overtakes */
    assert_state(w, joins(w, "E", 50, "truc_tuyen"), "cho");
    assert_done(w, moved(w, &coordinator, b, "tu_choi"));
    assert_state(w, late, "cho"); /* the first in line, then the next as long as there is room */
    assert_state(w, later, "cho");
    assert_int_equal(count(w, "%cho_ngoi", "", "truc_tiep"), 16);
    /* Nor by who has a place already: four are left, and another way of coming has its own. */
    assert_refused(w,
                   moved_with(w, &coordinator, late, "doi",
                              (Act){.edited = "{\"don_vi\":\"C\",\"so_nguoi\":8,\"cach\":\"truc_tiep\"}"}),
                   FAIL_CONFLICT, "chỉ còn 4");
    assert_done(w, moved_with(w, &coordinator, late, "doi",
                              (Act){.edited = "{\"don_vi\":\"C\",\"so_nguoi\":7,\"cach\":\"truc_tiep\"}"}));
    assert_int_equal(count(w, "%cho_ngoi", "", "truc_tiep"), 20);
    assert_refused(w,
                   moved_with(w, &coordinator, late, "doi",
                              (Act){.edited = "{\"don_vi\":\"C\",\"so_nguoi\":51,\"cach\":\"truc_tuyen\"}"}),
                   FAIL_CONFLICT, "chỉ còn");
    assert_done(w, moved_with(w, &coordinator, late, "doi",
                              (Act){.edited = "{\"don_vi\":\"C\",\"so_nguoi\":3,\"cach\":\"truc_tiep\"}"}));
    assert_done(w, moved(w, &coordinator, b, "lai")); /* eight need more than the four that are left: it waits */
    assert_state(w, b, "hang");
    assert_done(w, moved(w, &coordinator, a, "huy"));
    assert_state(w, b, "cho");
}

/* -- figures and what lists are found by, against a recount
 * ------------------------------------------------------------ */

/* Everything derived, as text. */
static Str derived(World *w)
{
    Out o = {.mem = &w->c.mem};
    Rows r;
    Ctx *c = &w->c;
    must(store_query(c, &r,
                     "SELECT procedure, counter, part, item, value FROM dossier_count WHERE office_id = $1 AND value "
                     "<> 0 ORDER BY 1, 2, 3, 4",
                     OFFICE));
    while (rows_next(&r))
        out_format(&o, "%.*s %.*s %.*s %.*s %lld\n", STR_ARGS(row_text(&r, 0)), STR_ARGS(row_text(&r, 1)),
                   STR_ARGS(row_text(&r, 2)), STR_ARGS(row_text(&r, 3)), (long long)row_integer(&r, 4));
    must(rows_end(&r));
    must(store_query(
        c, &r, "SELECT counter, part, item, thing, n FROM dossier_distinct WHERE office_id = $1 ORDER BY 1, 2, 3, 4",
        OFFICE));
    while (rows_next(&r))
        out_format(&o, "%.*s %.*s %.*s %lld %lld\n", STR_ARGS(row_text(&r, 0)), STR_ARGS(row_text(&r, 1)),
                   STR_ARGS(row_text(&r, 2)), (long long)row_integer(&r, 3), (long long)row_integer(&r, 4));
    must(rows_end(&r));
    must(store_query(c, &r, "SELECT key, dossier_id FROM dossier_key WHERE office_id = $1 ORDER BY 1, 2", OFFICE));
    while (rows_next(&r)) out_format(&o, "%lld %lld\n", (long long)row_integer(&r, 0), (long long)row_integer(&r, 1));
    must(rows_end(&r));
    must(store_query(c, &r, "SELECT audience, due, dossier_id FROM dossier_wait WHERE office_id = $1 ORDER BY 1, 2, 3",
                     OFFICE));
    while (rows_next(&r))
        out_format(&o, "%.*s %.*s %lld\n", STR_ARGS(row_text(&r, 0)), STR_ARGS(row_text(&r, 1)),
                   (long long)row_integer(&r, 2));
    must(rows_end(&r));
    return out_str(&o);
}

static unsigned random_state = 5;
static int random_below(int n)
{
    random_state = random_state * 1664525u + 1013904223u;
    return (int)((random_state >> 8) % (unsigned)n);
}

typedef struct {
    IdList *ids;
    int acts, done, refused;
} Many;

/* Within one write, for speed: each act as its rule. */
static Fail act_at_random(Ctx *c, void *arg)
{
    Many *m = arg;
    Version v;
    static const char *const names[] = {"dong_y", "tu_choi", "vao", "du", "huy", "lai"};
    static const char *const communes[] = {"X07210", "X07222", "X07228"};
    TRY(actor_by_duty(c, coordinator.person, coordinator.duty, &c->actor));
    TRY(version_current(c, S("hoi-thao"), &v));
    for (int i = 0; i < m->acts; i++) {
        Arena mark = c->mem;
        Fail result;
        if (!m->ids->n || random_below(5) == 0) {
            Answers answers;
            StrList lost = {0};
            Str code;
            Id id;
            Str json = str_format(&c->mem, "{\"don_vi\":\"N%d\",\"so_nguoi\":%d,\"cach\":\"%s\",\"xa\":\"%s\"}",
                                  random_below(9), 1 + random_below(6), random_below(2) ? "truc_tiep" : "truc_tuyen",
                                  communes[random_below(3)]);
            TRY(answers_from_json(c, &v.procedure->form, json, &answers, &lost));
            TRY(dossier_submit(c, &v, &(NewDossier){.answers = &answers}, &id, &code));
            arena_back(&c->mem, mark);
            m->ids->at[m->ids->n++] = id;
            m->done++;
            continue;
        }
        Dossier d;
        result = dossier_move(c, m->ids->at[random_below((int)m->ids->n)],
                              &(MoveOrder){.move = str_of(names[random_below(6)])}, &d);
        if (result && result != FAIL_CONFLICT && result != FAIL_DENIED) return result;
        c->why[0] = 0;
        *(result ? &m->refused : &m->done) += 1;
        arena_back(&c->mem, mark);
    }
    return OK;
}

static void figures_after_random_moves_equal_a_recount(void **state)
{
    World *w = *state;
    int acts = test_times(4000, 40000);
    IdList ids = {.at = NEW(&w->c.mem, Id, (size_t)acts), .room = (size_t)acts};
    Many m = {.ids = &ids, .acts = 1000};
    for (int i = 0; i < acts; i += m.acts) must_write(w, act_at_random, &m);
    assert_true(m.done > acts / 4 && m.refused > 0);
    Str before = derived(w);
    static const Rebuilder rebuilders[] = {dossiers_rebuild};
    assert_done(w, store_rebuild(&w->c, w->store, rebuilders, 1));
    Str after = derived(w);
    assert_true(before.n > 1000);
    assert_true(str_equal(before, after));
    int64_t seats = count(w, "%cho_ngoi", "", "truc_tiep");
    assert_true(seats > 0 && seats <= 20);
    assert_true(count(w, "%cho_ngoi", "", "truc_tuyen") <= 50);
}

static Fail erase_act(Ctx *c, void *arg) { return dossiers_erase_old(c, 100, arg); }

static void what_speaks_of_people_goes_and_figures_stay(void **state)
{
    World *w = *state;
    int erased = 0;
    Id id = submitted(w, NULL, "treo-bang-ron", banner);
    assert_done(w, moved(w, &official, id, "tiep_nhan"));
    assert_done(w, moved(w, &head, id, "dong_y"));
    assert_done(w, moved_with(w, &official, id, "thao_do", (Act){0}));
    w->c.today += 731;
    assert_done(w, do_write(w, erase_act, &erased));
    assert_int_equal(erased, 1);
    Dossier d = dossier(w, id);
    assert_int_equal(d.row.name.n + d.row.phone.n + d.row.mail.n, 0);
    assert_true(answer_is_empty(answers_of(&d.answers, S("dien_thoai"))));
    assert_int_equal(answers_of(&d.answers, S("so_luong")).integer, 30);
    assert_int_equal(count(w, "so_bang_ron", "", ""), 30);
    assert_int_equal(count(w, "so_don_vi", "", ""), 1);
    Str before = derived(w);
    static const Rebuilder rebuilders[] = {dossiers_rebuild};
    assert_done(w, store_rebuild(&w->c, w->store, rebuilders, 1));
    assert_true(str_equal(before, derived(w)));
    assert_refused(w, moved(w, &official, id, "thao_do"), FAIL_CONFLICT, "đã hết thời hạn lưu");
    w->c.today -= 731;
}

static void lists_find_by_fields_words_and_rights(void **state)
{
    World *w = *state;
    DossierRows rows;
    Id next;
    for (int i = 0; i < 30; i++)
        submitted(w, NULL, "treo-bang-ron",
                  i % 3 ? banner
                        : "{\"don_vi\":\"Trường Mầm non\",\"so_luong\":3,\"noi\":\"trung_tam\",\"xa\":\"X07222\"}");
    as(w, &official);
    DossierChoice a = {.procedure = S("treo-bang-ron"),
                       .filter = {{S("noi"), S("trung_tam")}, {S(""), S("cho_tiep_nhan")}},
                       .filters = 2};
    assert_done(w, dossier_list(&w->c, &a, &rows, &next));
    assert_int_equal(rows.n, 10);
    assert_int_equal(next, 0);
    a.filters = 0, a.query = S("truong mam");
    assert_done(w, dossier_list(&w->c, &a, &rows, &next));
    assert_int_equal(rows.n, 10);
    a.query = S("");
    assert_done(w, dossier_list(&w->c, &a, &rows, &next));
    assert_int_equal(rows.n, DOSSIER_PAGE);
    a.before = next;
    assert_done(w, dossier_list(&w->c, &a, &rows, &next));
    assert_int_equal(rows.n, 5);
    as(w, &other); /* decides nothing here */
    a.before = 0;
    assert_done(w, dossier_list(&w->c, &a, &rows, &next));
    assert_int_equal(rows.n, 0);
    bool taken;
    Version v;
    Id id = joins(w, "Cty A", 1, "truc_tiep");
    assert_done(w, version_current(&w->c, S("hoi-thao"), &v));
    assert_done(w, dossier_is_taken(&w->c, S("hoi-thao"), 0, design_field(&v.procedure->form, S("don_vi")), S("CTY A"),
                                    &taken));
    assert_true(taken);
    assert_done(w, moved(w, &coordinator, id, "tu_choi"));
    assert_done(w, dossier_is_taken(&w->c, S("hoi-thao"), 0, design_field(&v.procedure->form, S("don_vi")), S("CTY A"),
                                    &taken));
    assert_false(taken); /* refused: it holds nothing */
    Dossier d = dossier(w, joins(w, "cty a", 2, "truc_tuyen"));
    assert_done(w, dossiers_alike(&w->c, &d, &rows));
    assert_int_equal(rows.n, 0); /* they decide on neither */
    as(w, &coordinator);
    assert_done(w, dossiers_alike(&w->c, &d, &rows));
    assert_int_equal(rows.n, 1);
}

static void a_dossier_stays_with_its_version_unless_a_rule_moves_it(void **state)
{
    World *w = *state;
    Procedure p;
    DesignProblems problems;
    PublishTrial trial;
    VersionRows versions;
    Id stays = joins(w, "A", 2, "truc_tiep"), goes = joins(w, "B", 3, "truc_tiep");
    assert_done(w, moved(w, &coordinator, stays, "dong_y"));
    Str text = with(w, S(course_procedure), "  - {name: tu_choi,",
                    "  - {name: nham, label: Nộp nhầm, from: cho, to: huy, who: {agency: STTTT}}\n  - {name: tu_choi,");
    text = with(w, text, "duplicates: [don_vi]\n",
                "duplicates: [don_vi]\ntakes_over: [{from: [cho, hang], to: cho, when: \"${so_nguoi} > 2\"}]\n");
    assert_true(procedure_read(&w->c.mem, text, NULL, &p, &problems));
    assert_done(w, version_try(&w->c, &p, &trial));
    assert_int_equal(trial.open, 2);
    assert_int_equal(trial.moved, 1);
    assert_int_equal(trial.changes.n, 1);
    assert_str(trial.changes.at[0], S("Bước “Nộp nhầm”: mới."));
    must_write(w, publish_act, &text);
    must_write(w, publish_act, &text); /* the same again is no version */
    assert_done(w, versions_of(&w->c, S("hoi-thao"), &versions));
    assert_int_equal(versions.n, 2);
    assert_int_equal(dossier(w, stays).version.row.version, 1);
    assert_int_equal(dossier(w, goes).version.row.version, 2);
    assert_done(w, moved(w, &coordinator, goes, "nham"));
    assert_refused(w, moved(w, &coordinator, stays, "nham"), FAIL_MISSING, "không có bước đó");
    assert_int_equal(count(w, "nguoi", "", ""), 2); /* over versions */
    Str broken = S("code: hoi-thao\nstates: []\n");
    assert_int_equal(do_write(w, publish_act, &broken), FAIL_INPUT);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
#define T(name) cmocka_unit_test_setup_teardown(name, begin, world_ends)
        T(a_banner_from_the_first_field_to_the_last_decision),
        T(two_deciders_at_once_and_who_lost_the_duty),
        T(once_for_a_draft_and_not_after_the_last_day),
        T(who_acts_for_the_head_decides_and_who_lost_the_duty_does_not),
        T(what_is_due_is_warned_of_and_over_once),
        T(a_quota_is_never_oversold),
        T(figures_after_random_moves_equal_a_recount),
        T(what_speaks_of_people_goes_and_figures_stay),
        T(lists_find_by_fields_words_and_rights),
        T(a_dossier_stays_with_its_version_unless_a_rule_moves_it),
#undef T
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
