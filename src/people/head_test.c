// SPDX-License-Identifier: Apache-2.0
/* What a head sees of their own people, and may do. */
#include "people/duty_testing.h"

/* -- what a head sees --------------------------------------------------------------------------------------- */

static Fail work_here_too(Ctx *c, void *person)
{
    Id duty;
    NewPerson n = {.org = S("H213"), .role = ROLE_OFFICIAL, .to = NO_DAY};
    return duty_add(c, *(Id *)person, &n, &duty);
}

static void a_head_sees_of_somebody_what_is_of_the_agency(void **state)
{
    World *w = *state;
    assert_status(submit(w, &stranger, "/toi", "ho-ten=Lạ&thu=rieng@bg.vn&dien-thoai=0912345678"), 303);
    assert_int_equal(store_write(&w->c, w->store, work_here_too, &stranger.person), OK);
    const char *path = person_path(w, stranger.person, "").p;
    LocalReply r = visit(w, &head, path);
    assert_status(r, 200);
    static const char *const hidden[] = {"rieng@bg.vn", "0912345678", "</b>, Sở Y tế", "Đăng nhập lần cuối"};
    for (size_t i = 0; i < sizeof hidden / sizeof *hidden; i++) assert_has_not(r.body, hidden[i]);
    for (size_t i = 0; i < sizeof hidden / sizeof *hidden; i++) assert_has(visit(w, &admin, path).body, hidden[i]);
    assert_status(submit(w, &head, person_path(w, stranger.person, "/lien-ket").p, ""), 403);
    /* Of their own people all of it; of who left, nothing but that they were there. */
    assert_status(submit(w, &official, "/toi", "ho-ten=An&thu=an@bg.vn&dien-thoai=0987654321"), 303);
    assert_has(visit(w, &head, person_path(w, official.person, "").p).body, "0987654321");
    r = visit(w, &head, "/nhat-ky?co-quan=H213");
    assert_has(r.body, "Sửa thông tin cá nhân");
    assert_has_not(r.body, "0987654321"); /* the journal of an agency is no list of telephones */
    assert_has(visit(w, &admin, "/nhat-ky?co-quan=H213").body, "0987654321");
    assert_int_equal(store_write(&w->c, w->store, end_duty, &official.duty), OK);
    r = visit(w, &head, person_path(w, official.person, "").p);
    assert_status(r, 200);
    assert_has_not(r.body, "0987654321");
    assert_status(submit(w, &head, person_path(w, official.person, "/lien-ket").p, ""), 404);
}

static Fail begin_elsewhere_later(Ctx *c, void *person)
{
    Id duty;
    NewPerson n = {.org = S("SYT"), .role = ROLE_OFFICIAL, .to = NO_DAY};
    TRY(duty_add(c, *(Id *)person, &n, &duty));
    return store_run(c, "UPDATE duty SET from_day = '2024-12-01' WHERE office_id = $1 AND id = $2", OFFICE, duty);
}

static void nobody_takes_an_account_before_its_duty_elsewhere_begins(void **state)
{
    World *w = *state;
    assert_int_equal(store_write(&w->c, w->store, begin_elsewhere_later, &official.person), OK);
    assert_status(submit(w, &head, person_path(w, official.person, "/lien-ket").p, ""), 403);
}

static void who_is_locked_is_out_at_once(void **state)
{
    World *w = *state;
    const char *account = give(w, stranger.person, good, NULL);
    SignedIn in = cookie_of(w, try_in(w, account, good, "/"));
    assert_status(visit(w, &in, "/toi"), 200);
    assert_status(submit(w, &admin, person_path(w, stranger.person, "/khoa").p, ""), 303);
    assert_status(visit(w, &in, "/toi"), 303);
    assert_status(try_in(w, account, good, "/"), 401);
    assert_status(submit(w, &admin, person_path(w, stranger.person, "/lien-ket").p, ""), 409);
    assert_status(submit(w, &admin, person_path(w, stranger.person, "/mo").p, ""), 303);
    assert_status(try_in(w, account, good, "/"), 303);
}

/* The link that an answer spells, asked for: whether it still lets in. */
static Str link_in(World *w, LocalReply r)
{
    assert_status(r, 200);
    Str rest = str_from(r.body, str_find(r.body, S("/loi-moi/")));
    assert_true(rest.n > 0);
    return str_copy(&w->c.mem, str_slice(rest, 0, strlen("/loi-moi/") + TOKEN_LETTERS));
}

static Str reset_link(World *w, const SignedIn *who, Id person)
{
    return link_in(w, submit(w, who, person_path(w, person, "/lien-ket").p, ""));
}

static void a_reset_of_before_opens_no_account_that_got_more(void **state)
{
    World *w = *state;
    (void)give(w, official.person, good, NULL);
    const char *account = account_of(w, official.person).p;
    SignedIn in = cookie_of(w, try_in(w, account, good, "/"));
    Str link = reset_link(w, &head, official.person);
    assert_status(ask(w, link.p, NULL, NULL), 200);
    Str f = S("co-quan=STTTT&vai-tro=dieu-phoi");
    assert_status(submit(w, &admin, person_path(w, official.person, "/nhiem-vu").p, f.p), 303);
    assert_status(ask(w, link.p, NULL, NULL), 200); /* offered is not yet theirs */
    assert_status(submit(w, &in, offer_path(w, &official, "nhan").p, ""), 303);
    assert_status(ask(w, link.p, NULL, NULL), 404);
    assert_status(submit(w, &head, person_path(w, official.person, "/lien-ket").p, ""), 403);
    /* Nor one that acts for somebody who may do more. */
    (void)give(w, child.person, good, NULL);
    link = reset_link(w, &head, child.person);
    assert_status(ask(w, link.p, NULL, NULL), 200);
    Str acting = str_format(&w->c.mem, "nguoi=%lld&tu=2024-09-28&den=2024-10-05", (long long)child.person);
    assert_status(submit(w, &head, "/toi/uy-quyen", acting.p), 303);
    assert_status(ask(w, link.p, NULL, NULL), 404);
}

static void a_link_ends_with_the_lock_of_whom_it_lets_in_or_who_made_it(void **state)
{
    World *w = *state;
    (void)give(w, official.person, good, NULL);
    (void)give(w, child.person, good, NULL);
    Str reset = reset_link(w, &head, official.person), other = reset_link(w, &head, child.person),
        invitation = link_in(w, invite(w, &head, "H213", "chuyen-vien"));
    assert_status(submit(w, &admin, person_path(w, official.person, "/khoa").p, ""), 303);
    assert_status(submit(w, &admin, person_path(w, official.person, "/mo").p, ""), 303);
    assert_status(ask(w, reset.p, NULL, NULL), 404);
    assert_status(ask(w, other.p, NULL, NULL), 200);
    /* Who is no head any more has no way into others' accounts left; whom they invited may come. */
    assert_int_equal(store_write(&w->c, w->store, end_duty, &head.duty), OK);
    assert_status(ask(w, other.p, NULL, NULL), 404);
    assert_status(ask(w, invitation.p, NULL, NULL), 200);
}

static LocalReply delegate(World *w, const SignedIn *who, Id to, const char *from, const char *last)
{
    Str fields = str_format(&w->c.mem, "nguoi=%lld&tu=%s&den=%s", (long long)to, from, last);
    return submit(w, who, "/toi/uy-quyen", fields.p);
}

/* The delegated duty of the official, chosen. */
static Duty act_for_head(World *w)
{
    DutyList duties;
    assert_status(delegate(w, &head, official.person, "2024-09-28", "2024-10-05"), 303);
    w->c.today = day_of(2024, 9, 28);
    assert_int_equal(duties_of(&w->c, official.person, false, &duties), OK);
    assert_int_equal(duties.n, 2);
    Str choice = str_format(&w->c.mem, "nhiem-vu=%lld", (long long)duties.at[1].id);
    assert_status(submit(w, &stranger, "/toi/nhiem-vu", choice.p), 404);
    /* Each choice of a duty has a name; who has one duty has no choice. */
    assert_has_not(visit(w, &official, "/toi").body, "Làm </button>");
    assert_has_not(visit(w, &head, "/toi").body, "Làm </button>");
    assert_status(submit(w, &official, "/toi/nhiem-vu", choice.p), 303);
    return duties.at[1];
}

static void a_duty_can_be_delegated_and_ends(void **state)
{
    World *w = *state;
    assert_status(delegate(w, &official, official.person, "2024-09-28", "2024-10-05"), 403);
    assert_status(delegate(w, &head, official.person, "2024-10-05", "2024-10-01"), 400);
    Duty d = act_for_head(w);
    assert_int_equal(d.role, ROLE_HEAD);
    assert_int_equal(d.behalf, head.person);
    assert_int_equal(d.origin, head.duty);
    assert_int_equal(d.to, day_of(2024, 10, 6));
    assert_has(visit(w, &official, "/toi").body, "Thủ trưởng cơ quan");
    JournalRowList rows;
    assert_int_equal(journal_rows(&w->c, (JournalChoice){.person = official.person, .most = 5}, &rows), OK);
    assert_int_equal(rows.at[0].duty, official.duty);
    assert_status(submit(w, &official, "/toi", "ho-ten=An"), 303);
    assert_int_equal(journal_rows(&w->c, (JournalChoice){.person = official.person, .most = 1}, &rows), OK);
    assert_int_equal(rows.at[0].behalf, head.person);
    /* The head leaves: so does who stands in for them. */
    assert_int_equal(store_write(&w->c, w->store, end_duty, &head.duty), OK);
    DutyList duties;
    assert_int_equal(duties_of(&w->c, official.person, false, &duties), OK);
    assert_int_equal(duties.n, 1);
    assert_status(visit(w, &official, "/nguoi"), 200); /* in their own duty again */
    assert_status(visit(w, &head, "/nguoi"), 303);     /* no duty: to their account */
    assert_status(visit(w, &head, "/toi"), 200);
}

static Fail own_duty_ends_soon(Ctx *c, void *nothing)
{
    (void)nothing;
    return duty_end(c, official.duty, day_of(2024, 9, 30));
}

static void who_leaves_an_agency_acts_for_nobody_there(void **state)
{
    World *w = *state;
    DutyList duties;
    act_for_head(w);
    assert_int_equal(store_write(&w->c, w->store, own_duty_ends_soon, NULL), OK);
    assert_int_equal(duties_of(&w->c, official.person, false, &duties), OK);
    assert_int_equal(duties.n, 2);
    for (size_t i = 0; i < duties.n; i++) assert_int_equal(duties.at[i].to, day_of(2024, 10, 1));
    /* Nor is one given to them for longer. */
    assert_status(delegate(w, &head, official.person, "2024-10-01", "2024-10-05"), 403);
    assert_status(delegate(w, &head, official.person, "2024-09-29", "2024-10-05"), 303);
    assert_int_equal(duties_of(&w->c, official.person, true, &duties), OK);
    assert_int_equal(duties.at[duties.n - 1].to, day_of(2024, 10, 1));
    assert_int_equal(store_write(&w->c, w->store, end_duty, &official.duty), OK);
    assert_int_equal(duties_of(&w->c, official.person, false, &duties), OK);
    assert_int_equal(duties.n, 0);
    assert_status(visit(w, &official, "/quyen"), 200);
    assert_status(visit(w, &official, "/nguoi"), 303); /* no duty: to their account */
}

static void a_duty_is_delegated_in_the_agencys_own_tree_only(void **state)
{
    World *w = *state;
    LocalReply r = visit(w, &head, "/toi");
    assert_has(r.body, "Cán Bộ Phường");
    assert_has_not(r.body, "Người Lạ");
    r = delegate(w, &head, stranger.person, "2024-09-28", "2024-10-05");
    assert_status(r, 403);
    assert_has(r.body, "cơ quan mình hoặc đơn vị thuộc");
    assert_status(delegate(w, &head, admin.person, "2024-09-28", "2024-10-05"), 403);
    assert_status(delegate(w, &admin, coordinator.person, "2024-09-28", "2024-10-05"), 403);
    assert_status(delegate(w, &head, child.person, "2024-09-28", "2024-10-05"), 303);
    /* Whoever only stands in for somebody there does not work there. */
    DutyList duties;
    w->c.today = day_of(2024, 9, 28);
    assert_int_equal(duties_of(&w->c, child.person, false, &duties), OK);
    assert_int_equal(store_write(&w->c, w->store, end_duty, &child.duty), OK);
    assert_status(delegate(w, &head, child.person, "2024-09-28", "2024-10-05"), 403);
}

static void who_acts_for_a_head_has_no_right_over_people(void **state)
{
    World *w = *state;
    assert_status(submit(w, &head, person_path(w, child.person, "/lien-ket").p, ""), 200);
    act_for_head(w);
    static const char *const acts[] = {"/lien-ket", "/khoa", "/mat-dien-thoai"};
    for (size_t i = 0; i < sizeof acts / sizeof *acts; i++) {
        assert_status(submit(w, &official, person_path(w, head.person, acts[i]).p, ""), 404);
        assert_status(submit(w, &official, person_path(w, child.person, acts[i]).p, ""), 404);
    }
    assert_status(invite(w, &official, "H213", "thu-truong"), 403);
    assert_status(delegate(w, &official, child.person, "2024-09-28", "2024-10-05"), 403);
    static const char *const pages[] = {"/nguoi", "/nguoi/moi", "/nguoi/nhieu", "/nhat-ky", "/nhat-ky?co-quan=H213"};
    for (size_t i = 0; i < sizeof pages / sizeof *pages; i++) assert_status(visit(w, &official, pages[i]), 403);
    /* What is carried they have, and the table says what not. */
    Actor a = {.person = official.person, .behalf = head.person, .role = ROLE_HEAD, .org = S("H213")};
    assert_true(right_at(&a, "plan.read", (Place){.org = S("H213")}));
    assert_false(right_somewhere(&a, "duty.delegate") || role_may_give(&a, ROLE_VIEWER));
    assert_has(get(w, "/quyen").body, "Khi làm thay");
}

static void an_invitation_that_is_refused_keeps_what_was_typed(void **state)
{
    static const struct {
        const char *sent, *wrong;
    } bad[] = {{"ho-ten=An&co-quan=", "co-quan"},
               {"ho-ten=An&co-quan=KHONG-CO", "co-quan"},
               {"ho-ten=An&co-quan=H213&thu=an%40", "thu"},
               {"ho-ten=%40&co-quan=H213", "ho-ten"},
               {"ho-ten=An&co-quan=H213&dien-thoai=1", "dien-thoai"}};
    World *w = *state;
    assert_has(visit(w, &head, "/nguoi/moi").body, "<option value=\"SYT\">Sở Y tế"); /* to choose from by its name */
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        const char *body = text_in(w, "%s&vai-tro=thu-truong&chuc-vu=Pho+phong", bad[i].sent);
        LocalReply r = submit(w, &head, "/nguoi/moi", body);
        assert_status(r, 400);
        assert_has(r.body, text_in(w, "<li><a href=\"#sai-%s\">", bad[i].wrong));
        assert_has(r.body, text_in(w, "<input id=\"sai-%s\" name=\"%s\"", bad[i].wrong, bad[i].wrong));
        assert_has(r.body, "value=\"Pho phong\"");
        assert_has(r.body, "<option value=\"thu-truong\" selected>");
    }
}

static Fail shorten(Ctx *c, void *duty)
{
    return store_run(c, "UPDATE duty SET to_day = '2024-09-28' WHERE office_id = $1 AND id = $2", OFFICE, *(Id *)duty);
}

static void a_delegated_duty_lasts_no_longer_than_the_one_it_is(void **state)
{
    World *w = *state;
    Duty d = act_for_head(w);
    assert_int_equal(store_write(&w->c, w->store, shorten, &d.origin), OK);
    assert_int_equal(duty_by_id(&w->c, d.id, &d), OK);
    assert_false(duty_holds(&d, day_of(2024, 9, 28)));
}

static void nobody_acts_for_who_is_locked(void **state)
{
    World *w = *state;
    act_for_head(w);
    assert_status(submit(w, &admin, person_path(w, head.person, "/khoa").p, ""), 303);
    DutyList duties;
    assert_int_equal(duties_of(&w->c, official.person, false, &duties), OK);
    assert_int_equal(duties.n, 1);
}

static Fail long_ago(Ctx *c, void *session)
{
    return store_run(c, "UPDATE session SET confirmed_at = 1 WHERE office_id = $1 AND id = $2", OFFICE, *(Id *)session);
}

static void dangerous_acts_ask_again(void **state)
{
    World *w = *state;
    const char *account = give(w, stranger.person, good, NULL);
    SignedIn s = cookie_of(w, try_in(w, account, good, "/"));
    SessionRowList rows;
    assert_int_equal(sessions_of(&w->c, stranger.person, &rows), OK);
    assert_status(visit(w, &s, "/toi/mat-khau"), 200);
    assert_int_equal(store_write(&w->c, w->store, long_ago, &rows.at[0].id), OK);
    LocalReply r = visit(w, &s, "/toi/mat-khau");
    assert_status(r, 303);
    assert_str(header_of(r, "Location"), S("/toi/xac-nhan?ve=%2Ftoi%2Fmat-khau"));
    r = submit(w, &s, "/toi/mat-khau", "mat-khau=x&mat-khau-lai=x");
    assert_status(r, 403);
    assert_has(r.body, "/toi/xac-nhan");
    assert_status(submit(w, &s, "/toi/xac-nhan", "mat-khau=sai&ve=%2Ftoi%2Fmat-khau"), 401);
    r = submit(w, &s, "/toi/xac-nhan", str_format(&w->c.mem, "mat-khau=%s&ve=%%2Ftoi%%2Fmat-khau", encoded(w, good)).p);
    assert_status(r, 303);
    assert_status(visit(w, &s, "/toi/mat-khau"), 200);
}

#define T(test) cmocka_unit_test_setup_teardown(test, begin, end)

int main(void)
{
    const struct CMUnitTest tests[] = {
        T(a_head_sees_of_somebody_what_is_of_the_agency),
        T(nobody_takes_an_account_before_its_duty_elsewhere_begins),
        T(who_is_locked_is_out_at_once),
        T(a_reset_of_before_opens_no_account_that_got_more),
        T(a_link_ends_with_the_lock_of_whom_it_lets_in_or_who_made_it),
        T(a_duty_can_be_delegated_and_ends),
        T(who_leaves_an_agency_acts_for_nobody_there),
        T(a_duty_is_delegated_in_the_agencys_own_tree_only),
        T(an_invitation_that_is_refused_keeps_what_was_typed),
        T(who_acts_for_a_head_has_no_right_over_people),
        T(a_delegated_duty_lasts_no_longer_than_the_one_it_is),
        T(nobody_acts_for_who_is_locked),
        T(dangerous_acts_ask_again),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
