// SPDX-License-Identifier: Apache-2.0
/* What is done to somebody's duties is said, and taken back: given, accepted, declined, ended, delegated. */
#include "people/people_testing.h"

static DutyList duties_now(World *w, Id person)
{
    DutyList duties;
    must(duties_of(&w->c, person, false, &duties));
    return duties;
}

static OfferList offers_now(World *w, Id person)
{
    OfferList offers;
    w->c.now = clock_ms();
    must(offers_to(&w->c, person, &offers));
    return offers;
}

/* The head offers the stranger a duty at their agency. */
static LocalReply offer(World *w)
{
    return submit_and_follow(w, &admin, person_path(w, stranger.person, "/nhiem-vu").p,
                             "co-quan=H213&vai-tro=chuyen-vien&chuc-vu=Phó+phòng");
}

static const char *answer(World *w, const char *act)
{
    OfferList offers = offers_now(w, stranger.person);
    assert_int_equal(offers.n, 1);
    return text_in(w, "/toi/de-nghi/%lld/%s", (long long)offers.at[0].id, act);
}

static void an_offer_is_said_and_taken_back(void **state)
{
    World *w = *state;
    LocalReply r = offer(w);
    assert_has(r.body, "Đã đề nghị Người Lạ nhận nhiệm vụ Chuyên viên, Ủy ban nhân dân thành phố Bắc Giang");
    r = submit_and_follow(w, &admin, undo_in(w, r.body), "");
    assert_has(r.body, "Đã hoàn tác.");
    assert_int_equal(offers_now(w, stranger.person).n, 0);
}

static void an_offer_that_was_answered_stays(void **state)
{
    World *w = *state;
    const char *undo = undo_in(w, offer(w).body);
    assert_status(submit(w, &stranger, answer(w, "tu-choi"), ""), 303);
    LocalReply r = submit_and_follow(w, &admin, undo, "");
    assert_has(r.body, "Không hoàn tác được.");
    assert_has(r.body, "người được đề nghị đã từ chối");
    assert_true(offers_now(w, stranger.person).at[0].declined_at);
}

static void a_yes_is_taken_back_to_the_offer(void **state)
{
    World *w = *state;
    (void)offer(w);
    LocalReply r = submit_and_follow(w, &stranger, answer(w, "nhan"), "");
    assert_has(r.body, "Đã nhận nhiệm vụ Chuyên viên, Ủy ban nhân dân thành phố Bắc Giang");
    assert_int_equal(duties_now(w, stranger.person).n, 2);
    r = submit_and_follow(w, &stranger, undo_in(w, r.body), "");
    assert_has(r.body, "Đã hoàn tác.");
    assert_int_equal(duties_now(w, stranger.person).n, 1);
    OfferList again = offers_now(w, stranger.person);
    assert_int_equal(again.n, 1);
    assert_str(again.at[0].position, S("Phó phòng"));
    assert_str(again.at[0].name, S("Người Lạ"));
    assert_int_equal(again.at[0].made_by, admin.person);
    assert_status(submit(w, &stranger, answer(w, "nhan"), ""), 303); /* it is good still */
}

static void a_no_and_a_withdrawal_are_taken_back(void **state)
{
    World *w = *state;
    (void)offer(w);
    LocalReply r = submit_and_follow(w, &stranger, answer(w, "tu-choi"), "");
    assert_has(r.body, "Đã từ chối nhiệm vụ Chuyên viên");
    (void)submit_and_follow(w, &stranger, undo_in(w, r.body), "");
    assert_false(offers_now(w, stranger.person).at[0].declined_at);
    Id id = offers_now(w, stranger.person).at[0].id;
    r = submit_and_follow(w, &admin, text_in(w, "/nguoi/de-nghi/%lld/rut", (long long)id), "");
    assert_has(r.body, "Đã rút lời đề nghị Người Lạ nhận nhiệm vụ Chuyên viên");
    assert_int_equal(offers_now(w, stranger.person).n, 0);
    (void)submit_and_follow(w, &admin, undo_in(w, r.body), "");
    assert_int_equal(offers_now(w, stranger.person).at[0].id, id);
}

static const char *end_path(World *w, const SignedIn *who)
{
    return person_path(w, who->person, text_in(w, "/nhiem-vu/%lld/thoi", (long long)who->duty)).p;
}

static void whoever_was_let_go_is_back_with_those_who_act_for_them(void **state)
{
    World *w = *state;
    Str today = day_iso(&w->c.mem, w->c.today);
    LocalReply r = submit_and_follow(w, &head, "/toi/uy-quyen",
                                     text_in(w, "nguoi=%lld&tu=%.*s&den=%.*s", (long long)official.person,
                                             STR_ARGS(today), STR_ARGS(day_iso(&w->c.mem, w->c.today + 5))));
    assert_has(r.body, "Đã ủy quyền cho Chuyên Viên từ ");
    assert_int_equal(duties_now(w, official.person).n, 2);
    r = submit_and_follow(w, &admin, end_path(w, &head), "");
    assert_has(r.body, "Đã cho Thủ Trưởng thôi nhiệm vụ Thủ trưởng cơ quan, Ủy ban nhân dân thành phố Bắc Giang");
    assert_int_equal(duties_now(w, head.person).n, 0);
    assert_int_equal(duties_now(w, official.person).n, 1);
    r = submit_and_follow(w, &admin, undo_in(w, r.body), "");
    assert_has(r.body, "Đã hoàn tác."); /* what was delegated ends with it, and is there with it */
    assert_int_equal(duties_now(w, head.person).n, 1);
    assert_int_equal(duties_now(w, official.person).n, 2);
    assert_status(visit(w, &head, "/nguoi"), 200);
}

static void a_delegation_is_taken_back(void **state)
{
    World *w = *state;
    Str today = day_iso(&w->c.mem, w->c.today);
    LocalReply r = submit_and_follow(
        w, &head, "/toi/uy-quyen",
        text_in(w, "nguoi=%lld&tu=%.*s&den=%.*s", (long long)official.person, STR_ARGS(today), STR_ARGS(today)));
    (void)submit_and_follow(w, &head, undo_in(w, r.body), "");
    assert_int_equal(duties_now(w, official.person).n, 1);
}

static void what_was_given_anew_meanwhile_stays(void **state)
{
    World *w = *state;
    const char *undo = undo_in(w, submit_and_follow(w, &admin, end_path(w, &stranger), "").body);
    assert_status(
        submit(w, &coordinator, person_path(w, stranger.person, "/nhiem-vu").p, "co-quan=SYT&vai-tro=chuyen-vien"),
        303);
    assert_status(submit(w, &stranger, answer(w, "nhan"), ""), 303);
    LocalReply r = submit_and_follow(w, &admin, undo, "");
    assert_has(r.body, "đã được giao lại nhiệm vụ ấy");
    assert_int_equal(duties_now(w, stranger.person).n, 1);
}

static void what_is_done_to_an_account_is_said(void **state)
{
    World *w = *state;
    LocalReply r = submit_and_follow(w, &admin, person_path(w, stranger.person, "/khoa").p, "");
    assert_has(r.body, "Đã khóa tài khoản của Người Lạ; các phiên đăng nhập và ủy quyền đã chấm dứt.");
    assert_has_not(r.body, "/hoan-tac");
    assert_has(submit_and_follow(w, &admin, person_path(w, stranger.person, "/mo").p, "").body,
               "Đã mở lại tài khoản của Người Lạ.");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(an_offer_is_said_and_taken_back, begin, end),
        cmocka_unit_test_setup_teardown(an_offer_that_was_answered_stays, begin, end),
        cmocka_unit_test_setup_teardown(a_yes_is_taken_back_to_the_offer, begin, end),
        cmocka_unit_test_setup_teardown(a_no_and_a_withdrawal_are_taken_back, begin, end),
        cmocka_unit_test_setup_teardown(whoever_was_let_go_is_back_with_those_who_act_for_them, begin, end),
        cmocka_unit_test_setup_teardown(a_delegation_is_taken_back, begin, end),
        cmocka_unit_test_setup_teardown(what_was_given_anew_meanwhile_stays, begin, end),
        cmocka_unit_test_setup_teardown(what_is_done_to_an_account_is_said, begin, end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
