// SPDX-License-Identifier: Apache-2.0
/* Who reads what of a dossier: substitutes on their days, who acts for somebody, overseers, everybody. */
#include "procedure/act_testing.h"
#include "procedure/view.h"

static SignedIn overseer, substitute, clerk;

static Fail add_people(Ctx *c, void *unused)
{
    (void)unused;
    TRY(signed_in_new(c, "Phạm Chủ Tịch", "UBND", ROLE_CHAIRMAN, &overseer));
    TRY(signed_in_new(c, "Đỗ Người Xem", "SVHTTDL", ROLE_VIEWER, &clerk));
    return signed_in_new(c, "Hoàng Thay Mặt", "SYT", ROLE_OFFICIAL, &substitute);
}

/* -- substitutes -----------------------------------------------------------------------------------------------------
 */

static const char *page_of(World *w, Id id) { return text_in(w, "/ho-so/%lld", (long long)id); }

static Fail today_is(World *w, Day day, Id id, const SignedIn *who, ShownTo *shown, bool *may)
{
    Dossier d;
    Day today = w->c.today;
    as(w, who);
    w->c.today = day;
    Fail f = dossier_by_id(&w->c, id, &d);
    if (!f) f = dossier_shown_to(&w->c, &d, AS_SIGNED_IN, shown, may);
    w->c.today = today;
    return f;
}

static void a_substitute_reads_as_long_as_they_decide(void **state)
{
    World *w = *state;
    bool may;
    ShownTo shown;
    must_write(w, add_people, NULL);
    Str text = with(w, manual_procedure(&w->c), "    to: dang_tham_dinh\n    who: {agency: SVHTTDL}",
                    "    to: dang_tham_dinh\n    who: [{agency: SVHTTDL}, {agency: SYT, from: 2024-09-28, until: "
                    "2024-09-30}]");
    must_write(w, publish_act, &text);
    Id id = submitted(w, NULL, "treo-bang-ron", banner);
    assert_done(w, today_is(w, day_of(2024, 9, 27), id, &substitute, &shown, &may));
    assert_false(may);
    assert_done(w, today_is(w, day_of(2024, 9, 30), id, &substitute, &shown, &may));
    assert_true(may && shown == SHOWN_TO_DECIDERS);
    assert_done(w, today_is(w, day_of(2024, 10, 1), id, &substitute, &shown, &may));
    assert_false(may);
    assert_status(visit(w, &substitute, page_of(w, id)), 200);
    assert_has(visit(w, &substitute, "/ho-so?thu-tuc=treo-bang-ron").body, "Chào mừng");
}

static SignedIn colleague;

static Fail add_colleague(Ctx *c, void *unused)
{
    TRY(add_people(c, unused));
    return signed_in_new(c, "Mai Đồng Nghiệp", "UBND", ROLE_CHAIRMAN, &colleague);
}

/* Sent in for nobody but themself. */
static Fail of_no_agency(Ctx *c, void *dossier)
{
    return store_run(c, "UPDATE dossier SET org = '' WHERE office_id = $1 AND id = $2", OFFICE, *(const Id *)dossier);
}

/* The list is drawn once for all of one duty, but for who has dossiers of their own. */
static void who_sent_one_in_reads_more_of_it_in_the_list(void **state)
{
    const char *dossiers = "/ho-so?thu-tuc=treo-bang-ron";
    World *w = *state;
    must_write(w, add_colleague, NULL);
    Str text = manual_procedure(&w->c);
    must_write(w, publish_act, &text);
    Id id = submitted(w, NULL, "treo-bang-ron", banner);
    for (int i = 0; i < 2; i++) {
        assert_has(visit(w, &colleague, dossiers).body, "Chào mừng");
        assert_has_not(visit(w, &colleague, dossiers).body, "Cty Một");
        assert_has_not(visit(w, &overseer, dossiers).body, "Cty Một");
    }
    id = submitted(w, &overseer, "treo-bang-ron", banner);
    must_write(w, of_no_agency, &id);
    for (int i = 0; i < 2; i++) {
        assert_has_not(visit(w, &colleague, dossiers).body, "Cty Một");
        assert_has(visit(w, &overseer, dossiers).body, "Cty Một");
    }
}

/* In lists, as files and as JSON, too: who decides on some only finds those. */
static void who_decides_on_some_reads_those_only(void **state)
{
    World *w = *state;
    must_write(w, add_people, NULL);
    Str text = with(w, manual_procedure(&w->c), "    to: dang_tham_dinh\n    who: {agency: SVHTTDL}",
                    "    to: dang_tham_dinh\n    who: [{agency: SVHTTDL}, {agency: SYT, when: \"${so_luong} > 50\"}]");
    must_write(w, publish_act, &text);
    Id few = submitted(w, NULL, "treo-bang-ron", banner);
    Id many = submitted(w, NULL, "treo-bang-ron",
                        "{\"don_vi\":\"Cty Nhiều\",\"dien_thoai\":\"0912345678\",\"noi_dung\":\"Rất "
                        "nhiều\",\"so_luong\":60,\"noi\":\"truc_chinh\"}");
    assert_status(visit(w, &substitute, page_of(w, few)), 404);
    assert_status(visit(w, &substitute, page_of(w, many)), 200);
    static const char *const ways[] = {"/ho-so?thu-tuc=treo-bang-ron", "/api/v1/ho-so?thu-tuc=treo-bang-ron",
                                       "/ho-so.csv?thu-tuc=treo-bang-ron"};
    for (int i = 0; i < 3; i++) {
        LocalReply r = visit(w, &substitute, ways[i]);
        assert_has(r.body, "Rất nhiều");
        assert_has_not(r.body, "Chào mừng");
    }
}

static Fail delegated(Ctx *c, void *arg)
{
    SignedIn *acting = arg;
    DutyList duties;
    TRY(actor_by_duty(c, head.person, head.duty, &c->actor));
    TRY(duty_delegate(c, clerk.person, c->today, c->today + 2));
    TRY(duties_of(c, clerk.person, false, &duties));
    for (size_t i = 0; i < duties.n; i++)
        if (duties.at[i].behalf == head.person) acting->duty = duties.at[i].id;
    return OK;
}

static Fail ended(Ctx *c, void *arg) { return duty_end(c, ((SignedIn *)arg)->duty, c->today - 1); }

static void who_acts_for_the_head_reads_while_they_do(void **state)
{
    World *w = *state;
    bool may;
    ShownTo shown;
    must_write(w, add_people, NULL);
    SignedIn acting = clerk;
    Id id = submitted(w, NULL, "treo-bang-ron", banner);
    assert_done(w, today_is(w, w->c.today, id, &clerk, &shown, &may));
    assert_false(may);
    must_write(w, delegated, &acting);
    assert_done(w, today_is(w, w->c.today, id, &acting, &shown, &may));
    assert_true(may && shown == SHOWN_TO_DECIDERS);
    must_write(w, ended, &acting);
    assert_int_equal(today_is(w, w->c.today, id, &acting, &shown, &may) || !may, true);
}

/* -- what is written along
 * --------------------------------------------------------------------------------------------- */

static void reasons_are_read_by_who_decides_and_who_applied(void **state)
{
    World *w = *state;
    must_write(w, add_people, NULL);
    Str text = with(w, manual_procedure(&w->c), "label: Chờ bổ sung, kind: open, waits: applicant}",
                    "label: Chờ bổ sung, kind: open, waits: applicant, seen_by: all}");
    must_write(w, publish_act, &text);
    Id id = submitted(w, &coordinator, "treo-bang-ron", banner);
    StrList fields = {0};
    *list_add(&w->c.mem, &fields) = S("so_luong");
    assert_done(w, moved_with(w, &official, id, "yeu_cau_bo_sung",
                              (Act){.order = {.fields = &fields, .text = S("Chứng minh thư bị mờ")}}));
    /* Everybody sees that it waits, not why. */
    LocalReply r = get(w, page_of(w, id));
    assert_status(r, 200);
    assert_has(r.body, "Chờ bổ sung");
    assert_has_not(r.body, "Chứng minh thư bị mờ");
    assert_has_not(visit(w, &overseer, page_of(w, id)).body, "Chứng minh thư bị mờ");
    assert_has_not(visit(w, &other, page_of(w, id)).body, "Chứng minh thư bị mờ");
    assert_has(visit(w, &overseer, page_of(w, id)).body, "Yêu cầu bổ sung"); /* the step itself */
    assert_has(visit(w, &official, page_of(w, id)).body, "Chứng minh thư bị mờ");
    assert_has(visit(w, &coordinator, page_of(w, id)).body, "Chứng minh thư bị mờ");
}

/* Signed out meanwhile, not a decider any more, an old page: what was typed stands on the page that says so. */
static void what_was_typed_is_kept_from_whoever_may_not_send_it(void **state)
{
    World *w = *state;
    must_write(w, add_people, NULL);
    Str text = with(w, manual_procedure(&w->c), "- {name: cho_tiep_nhan, label: Chờ tiếp nhận, kind: open}",
                    "- {name: cho_tiep_nhan, label: Chờ tiếp nhận, kind: open, seen_by: signed_in}");
    must_write(w, publish_act, &text);
    Id id = submitted(w, NULL, "treo-bang-ron", banner);
    const char *message = text_in(w, "%s/tin", page_of(w, id)),
               *words = "noi-dung=G%E1%BB%ADi+th%C3%AAm+b%E1%BA%A3n+v%E1%BA%BD";
    LocalReply r = ask(w, message, NULL, words);
    assert_status(r, 401);
    assert_has(r.body, "Gửi thêm bản vẽ");
    r = submit(w, &other, message, words); /* they see the dossier, and no form on its page */
    assert_status(r, 403);
    assert_has(r.body, "Chỉ người nộp và cơ quan giải quyết");
    assert_has(r.body, "Gửi thêm bản vẽ");
    r = ask(w, message, official.cookie, words); /* without the token of the session */
    assert_status(r, 403);
    assert_has(r.body, "Gửi thêm bản vẽ");
    /* Nor does who only looks get the form of a step, however they ask for it. */
    const char *step = text_in(w, "%s/chuyen/khong_dong_y", page_of(w, id));
    assert_status(visit(w, &other, step), 403);
    r = submit(w, &other, step, "nut-bam=gui&ly_do=Sai+n%E1%BB%99i+dung");
    assert_status(r, 403);
    assert_has(r.body, "Sai nội dung");
    assert_done(w, moved(w, &official, id, "tiep_nhan"));
    r = submit(w, &official, text_in(w, "%s/chuyen/khong_dong_y", page_of(w, id)),
               "phien-ban=1&nut-bam=gui&ly_do=Sai+n%E1%BB%99i+dung");
    assert_status(r, 409);
    assert_has(r.body, "Sai nội dung");
}

/* Begun in time and sent when it was over: told, nothing is submitted, what was typed waits in the draft. */
static void what_is_sent_after_the_last_day_stays_a_draft(void **state)
{
    World *w = *state;
    LocalReply begun = ask(w, "/thu-tuc/hoi-thao/nop", NULL, "");
    const char *draft = str_copy(&w->c.mem, header_part(begun, "Location: ", '\r')).p,
               *answers = "don_vi=C%C3%B4ng+ty+Mu%E1%BB%99n&phone=0912345678&so_nguoi=2&cach=truc_tiep";
    Str over = with(w, S(course_procedure), "states:\n",
                    "apply: {by: public, until: 2024-09-27, closed: Đã hết hạn đăng ký.}\nstates:\n");
    must_write(w, publish_act, &over);
    assert_status(ask(w, draft, NULL, text_in(w, "%s&lan-luu=0&nut-bam=gui", answers)), 303);
    LocalReply page = get(w, draft);
    assert_has(page.body, "Đã hết hạn đăng ký.");
    assert_has(page.body, "Công ty Muộn");
    assert_status(ask(w, "/api/v1/thu-tuc/hoi-thao/gui", NULL, answers), 409);
    assert_status(ask(w, "/thu-tuc/hoi-thao/nop", NULL, ""), 409);
    DossierRows rows;
    Id next;
    as(w, &coordinator);
    assert_done(w, dossier_list(&w->c, &(DossierChoice){.procedure = S("hoi-thao")}, &rows, &next));
    assert_int_equal(rows.n, 0);
}

/* Many at once: of one that is not theirs not even the number, and the others are decided all the same. */
static void many_at_once_tell_nothing_of_what_is_not_theirs(void **state)
{
    World *w = *state;
    Id mine = submitted(w, NULL, "treo-bang-ron", banner), foreign = joins(w, "Kín", 1, "truc_tiep");
    LocalReply r = submit_and_follow(w, &official, "/cho-toi",
                                     text_in(w, "thu-tuc=treo-bang-ron&buoc-di=tiep_nhan&ho-so=%lld&ho-so=%lld",
                                             (long long)foreign, (long long)mine));
    assert_state(w, mine, "dang_tham_dinh");
    assert_has(r.body, "Không có hồ sơ này");
    Str number = dossier(w, foreign).row.number;
    assert_has_not(r.body, text_in(w, ">%.*s<", STR_ARGS(number)));
    assert_has_not(r.body, text_in(w, "Hồ sơ %.*s", STR_ARGS(number)));
    assert_has_not(r.body, "Chờ xác nhận");
}

/* -- found by
 * ------------------------------------------------------------------------------------------------------------ */

static void an_overseer_finds_nothing_by_what_they_may_not_read(void **state)
{
    World *w = *state;
    must_write(w, add_people, NULL);
    Str text = with(w, manual_procedure(&w->c),
                    "- {name: xa, type: commune, label: \"Xã, phường, thị trấn\", required: "
                    "true, indexed: true, seen_by: all}",
                    "- {name: xa, type: commune, label: \"Xã, phường, thị trấn\", required: true, indexed: true}");
    must_write(w, publish_act, &text);
    submitted(w, NULL, "treo-bang-ron", banner);
    static const struct {
        const char *ask;
        bool found;
    } cases[] = {{"tim=mot", false},         {"tim=cty+mot", false},
                 {"tim=chao", true},         {"tim=01/br-2024", true},
                 {"loc-1=xa:X07210", false}, {"loc-1=noi:truc_chinh", true},
                 {"loc-2=xa:X07210", false}, {"loc-1=noi:truc_chinh&loc-2=xa:X07210", false}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        for (int json = 0; json < 2; json++) {
            const char *path = text_in(w, "%s/ho-so?thu-tuc=treo-bang-ron&%s", json ? "/api/v1" : "", cases[i].ask);
            bool found = str_contains(visit(w, &overseer, path).body, S("01/BR-2024"));
            if (str_contains(str_of(cases[i].ask), S("01/br")))
                found = str_contains(visit(w, &overseer, path).body, S("Chào"));
            if (found != cases[i].found) test_fails("%s: %d", path, found);
            assert_has(visit(w, &official, path).body, "Chào mừng");
        }
}

/* -- without an account
 * ---------------------------------------------------------------------------------------------------- */

static void an_office_behind_one_address_looks_up_as_much_as_it_wants(void **state)
{
    World *w = *state;
    Act a = {.code = "treo-bang-ron", .answers = banner};
    assert_done(w, do_write(w, submit_act, &a));
    const char *right = text_in(w, "ma=%s&dien-thoai=0912345678", a.got);
    for (int i = 0; i < 8 * GUESSES_AN_HOUR; i++) assert_status(ask(w, "/tra-cuu", NULL, right), 303);
    /* Wrong ones, each of another code: the address is stopped, for an hour. */
    LocalReply r = {0};
    for (int i = 0; i < 5 * GUESSES_AN_HOUR; i++)
        r = ask(w, "/tra-cuu", NULL, text_in(w, "ma=aaaa-aaaa-%04d&dien-thoai=0912345678", i));
    assert_has(r.body, "không khớp");
    assert_has(ask(w, "/tra-cuu", NULL, right).body, "Đã thử quá nhiều lần");
}

/* A look-up that went well forgives nothing: who knows a code tries no more telephone numbers for it. */
static void a_wrong_number_is_counted_whatever_went_well_between(void **state)
{
    World *w = *state;
    Act a = {.code = "treo-bang-ron", .answers = banner};
    assert_done(w, do_write(w, submit_act, &a));
    const char *right = text_in(w, "ma=%s&dien-thoai=0912345678", a.got);
    for (int i = 0; i < GUESSES_AN_HOUR; i++) {
        assert_status(ask(w, "/tra-cuu", NULL, text_in(w, "ma=%s&dien-thoai=09%08d", a.got, i)), 400);
        if (i + 1 < GUESSES_AN_HOUR) assert_status(ask(w, "/tra-cuu", NULL, right), 303);
    }
    assert_has(ask(w, "/tra-cuu", NULL, right).body, "Đã thử quá nhiều lần");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
#define T(name) cmocka_unit_test_setup_teardown(name, begin, world_ends)
        T(a_substitute_reads_as_long_as_they_decide),
        T(who_decides_on_some_reads_those_only),
        T(who_sent_one_in_reads_more_of_it_in_the_list),
        T(who_acts_for_the_head_reads_while_they_do),
        T(reasons_are_read_by_who_decides_and_who_applied),
        T(what_was_typed_is_kept_from_whoever_may_not_send_it),
        T(what_is_sent_after_the_last_day_stays_a_draft),
        T(many_at_once_tell_nothing_of_what_is_not_theirs),
        T(an_overseer_finds_nothing_by_what_they_may_not_read),
        T(an_office_behind_one_address_looks_up_as_much_as_it_wants),
        T(a_wrong_number_is_counted_whatever_went_well_between),
#undef T
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
