// SPDX-License-Identifier: Apache-2.0
/* Who may do what to whom: places, invitations that both sides agree to, delegation. */
#include "people/duty_testing.h"

/* -- duties and places -------------------------------------------------------------------------------------- */

static void other_peoples_things_are_not_there(void **state)
{
    World *w = *state;
    assert_status(visit(w, &head, person_path(w, official.person, "").p), 200);
    assert_status(visit(w, &head, person_path(w, child.person, "").p), 200);
    LocalReply other = visit(w, &head, person_path(w, stranger.person, "").p),
               none = visit(w, &head, person_path(w, 12345, "").p);
    assert_status(other, 404);
    assert_status(none, 404);
    assert_status(visit(w, &official, person_path(w, child.person, "").p), 404);
    assert_status(submit(w, &head, person_path(w, stranger.person, "/khoa").p, ""), 404);
    assert_status(submit(w, &official, person_path(w, official.person, "/khoa").p, ""), 404);
    LocalReply list_of_head = visit(w, &head, "/nguoi");
    assert_has(list_of_head.body, "Cán Bộ Phường");
    assert_has_not(list_of_head.body, "Người Lạ");
    assert_status(visit(w, &head, "/nhat-ky?co-quan=SYT"), 404);
    assert_status(visit(w, &head, "/nhat-ky?co-quan=H213"), 200);
}

static void nobody_gives_more_than_they_have(void **state)
{
    World *w = *state;
    assert_status(invite(w, &head, "H213", "quan-tri"), 403);
    assert_status(invite(w, &head, "H213", "dieu-phoi"), 403);
    assert_status(invite(w, &head, "SYT", "chuyen-vien"), 404);
    assert_status(invite(w, &coordinator, "SYT", "quan-tri"), 403);
    assert_status(invite(w, &official, "H213", "chuyen-vien"), 403);
    assert_status(invite(w, &head, "KHONG-CO", "chuyen-vien"), 400);
    LocalReply r = invite(w, &head, "X07201", "chuyen-vien");
    assert_status(r, 200);
    assert_has(r.body, "/loi-moi/");
    assert_str(header_of(r, "Cache-Control"), S("no-store"));
    /* The head of an agency does not take over the account of an administrator who also works there. */
    Str f = S("co-quan=H213&vai-tro=chuyen-vien");
    assert_status(submit(w, &admin, person_path(w, admin.person, "/nhiem-vu").p, f.p), 303);
    assert_status(submit(w, &head, person_path(w, admin.person, "/lien-ket").p, ""), 403);
    assert_status(submit(w, &head, person_path(w, admin.person, "/khoa").p, ""), 403);
    assert_status(submit(w, &admin, person_path(w, admin.person, "/khoa").p, ""), 409);
}

/* -- whose mail it is, and who said yes -------------------------------------------------------------------- */

static Fail prove_mail(Ctx *c, void *who) { return signed_in_mail(c, who, "moi@bacgiang.gov.vn"); }

static int64_t duties_at(World *w, Id person, const char *org)
{
    DutyList duties;
    int64_t n = 0;
    w->c.today = day_of(2024, 9, 28);
    assert_int_equal(duties_of(&w->c, person, true, &duties), OK);
    for (size_t i = 0; i < duties.n; i++) n += str_equal(duties.at[i].org, str_of(org));
    return n;
}

static void a_mail_that_somebody_wrote_down_gets_them_nothing(void **state)
{
    World *w = *state;
    int64_t before = count_people(w);
    assert_status(submit(w, &stranger, "/toi", "ho-ten=Lạ&thu=MOI@bacgiang.gov.vn"), 303);
    assert_has(visit(w, &stranger, "/toi").body, "chưa xác nhận");
    LocalReply r = invite(w, &admin, "H213", "thu-truong");
    assert_status(r, 200);
    assert_has(r.body, "/loi-moi/"); /* a new account, whose link goes to whom the administrator means */
    assert_int_equal(count_people(w), before + 1);
    r = send_file(w, &coordinator, "/nguoi/nhieu",
                  "ten;co quan;vai tro;thu\nLê Văn Một;SNV;thu truong;moi@bacgiang.gov.vn\n", "");
    assert_status(r, 200);
    assert_has(r.body, "/loi-moi/");
    assert_int_equal(count_people(w), before + 2);
    assert_int_equal(duties_at(w, stranger.person, "H213") + duties_at(w, stranger.person, "SNV"), 0);
    assert_has_not(visit(w, &stranger, "/toi").body, "chờ bạn trả lời");
    /* Nor does it sign them in, or keep its owner from writing it down. */
    (void)give(w, stranger.person, good, NULL);
    assert_status(try_in(w, "moi@bacgiang.gov.vn", good, "/"), 401);
    assert_status(submit(w, &official, "/toi", "ho-ten=An&thu=moi@bacgiang.gov.vn"), 303);
}

static void who_has_an_account_is_offered_a_duty_and_answers(void **state)
{
    World *w = *state;
    int64_t before = count_people(w);
    assert_int_equal(store_write(&w->c, w->store, prove_mail, &stranger), OK);
    LocalReply r = invite(w, &head, "H213", "chuyen-vien");
    assert_status(r, 200);
    assert_int_equal(count_people(w), before);
    assert_has(r.body, "chờ họ nhận");
    assert_has_not(r.body, "nguoi.la"); /* neither their account nor their name */
    assert_has_not(r.body, "Người Lạ");
    assert_int_equal(duties_at(w, stranger.person, "H213"), 0);
    r = visit(w, &head, "/nguoi");
    assert_has(r.body, "chờ họ trả lời");
    assert_has_not(r.body, "Người Lạ");
    assert_status(visit(w, &head, person_path(w, stranger.person, "").p), 404);
    assert_has_not(visit(w, &child, "/nguoi").body, "chờ họ trả lời");
    /* Only who was asked answers. */
    Str yes = offer_path(w, &stranger, "nhan"), no = offer_path(w, &stranger, "tu-choi");
    assert_status(submit(w, &head, yes.p, ""), 404);
    assert_status(submit(w, &official, no.p, ""), 404);
    assert_has(visit(w, &stranger, "/toi").body, "chờ bạn trả lời");
    assert_status(submit(w, &stranger, no.p, ""), 303);
    assert_has(visit(w, &head, "/nguoi").body, "đã từ chối");
    assert_has_not(visit(w, &stranger, "/toi").body, "chờ bạn trả lời");
    assert_status(invite(w, &head, "H213", "chuyen-vien"), 200); /* once more */
    assert_status(submit(w, &stranger, offer_path(w, &stranger, "nhan").p, ""), 303);
    assert_int_equal(duties_at(w, stranger.person, "H213"), 1);
    assert_has_not(visit(w, &head, "/nguoi").body, "chờ họ trả lời");
    assert_has(visit(w, &head, "/nguoi").body, "Người Lạ");
    assert_has(invite(w, &head, "H213", "chuyen-vien").body, "đang giữ nhiệm vụ này");
    assert_status(submit(w, &stranger, yes.p, ""), 404);
}

static void a_list_gives_nothing_to_accounts_either(void **state)
{
    World *w = *state;
    assert_int_equal(store_write(&w->c, w->store, prove_mail, &stranger), OK);
    LocalReply r = send_file(w, &coordinator, "/nguoi/nhieu",
                             "ten;co quan;vai tro;thu\nLê Văn Một;SNV;thu truong;moi@bacgiang.gov.vn\n", "");
    assert_status(r, 200);
    assert_has(r.body, "chờ họ nhận");
    assert_has_not(r.body, "/loi-moi/");
    assert_int_equal(duties_at(w, stranger.person, "SNV"), 0);
    assert_status(submit(w, &stranger, offer_path(w, &stranger, "nhan").p, ""), 303);
    assert_int_equal(duties_at(w, stranger.person, "SNV"), 1);
}

static void an_offer_falls_with_who_made_it(void **state)
{
    World *w = *state;
    Str f = S("co-quan=X07201&vai-tro=thu-truong");
    assert_status(submit(w, &head, person_path(w, official.person, "/nhiem-vu").p, f.p), 303);
    assert_has(visit(w, &head, person_path(w, official.person, "").p).body, "chờ họ trả lời");
    assert_int_equal(duties_at(w, official.person, "X07201"), 0);
    assert_int_equal(store_write(&w->c, w->store, end_duty, &head.duty), OK);
    LocalReply r = submit(w, &official, offer_path(w, &official, "nhan").p, "");
    assert_status(r, 409);
    assert_has(r.body, "xin lời đề nghị mới");
    Str path = offer_path(w, &official, "nhan"),
        id = str_slice(str_from(path, strlen("/toi/de-nghi/")), 0,
                       str_index(str_from(path, strlen("/toi/de-nghi/")), '/'));
    Str away = str_format(&w->c.mem, "/nguoi/de-nghi/%.*s/rut", STR_ARGS(id));
    assert_status(submit(w, &stranger, away.p, ""), 404);
    assert_status(submit(w, &coordinator, away.p, ""), 303);
    assert_has_not(visit(w, &official, "/toi").body, "chờ bạn trả lời");
}

static void an_administrator_says_whose_mail_it_is(void **state)
{
    World *w = *state;
    assert_status(submit(w, &stranger, "/toi", "ho-ten=Lạ&thu=moi@bacgiang.gov.vn"), 303);
    Str path = person_path(w, stranger.person, "/thu-dung");
    assert_status(submit(w, &coordinator, path.p, "thu=moi@bacgiang.gov.vn"), 404);
    assert_status(submit(w, &admin, path.p, "thu=khac@bacgiang.gov.vn"), 409); /* they changed it meanwhile */
    assert_status(submit(w, &admin, path.p, "thu=moi@bacgiang.gov.vn"), 303);
    assert_has(visit(w, &stranger, "/toi").body, "đã xác nhận");
    (void)give(w, stranger.person, good, NULL);
    SignedIn s = cookie_of(w, try_in(w, "moi@bacgiang.gov.vn", good, "/"));
    /* A second account cannot have it proved too; another address has to be proved anew. */
    assert_status(submit(w, &official, "/toi", "ho-ten=An&thu=moi@bacgiang.gov.vn"), 303);
    assert_status(submit(w, &admin, person_path(w, official.person, "/thu-dung").p, "thu=moi@bacgiang.gov.vn"), 409);
    assert_status(submit(w, &s, "/toi", "ho-ten=Lạ&thu=moi2@bacgiang.gov.vn"), 303);
    assert_has(visit(w, &s, "/toi").body, "chưa xác nhận");
}

#define T(test) cmocka_unit_test_setup_teardown(test, begin, world_ends)
int main(void)
{
    const struct CMUnitTest tests[] = {
        T(other_peoples_things_are_not_there),
        T(nobody_gives_more_than_they_have),
        T(a_mail_that_somebody_wrote_down_gets_them_nothing),
        T(who_has_an_account_is_offered_a_duty_and_answers),
        T(a_list_gives_nothing_to_accounts_either),
        T(an_offer_falls_with_who_made_it),
        T(an_administrator_says_whose_mail_it_is),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
