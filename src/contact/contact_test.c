// SPDX-License-Identifier: Apache-2.0
/* Who is reached by which way: only where there is a hook, a number and a consent; one message, never two. */
#include "contact/contact.h"
#include "http/world.h"
#include "people/signed_in.h"
#include "privacy/privacy.h"

extern const Feature feature_people, feature_mail, feature_privacy, feature_contact;
static const Feature *const list[] = {&feature_people, &feature_mail, &feature_privacy, &feature_contact, NULL};
static SignedIn official, admin;

static Fail prepare(Ctx *c, void *unused)
{
    (void)unused;
    TRY(org_ensure_shipped(c));
    TRY(signed_in_new(c, "Trần Thị Bình", "SCT", ROLE_OFFICIAL, &official));
    TRY(signed_in_new(c, "Nguyễn Quản Trị", "STTTT", ROLE_ADMIN, &admin));
    TRY(person_change(c, official.person, S("Trần Thị Bình"), S("binh@sct.example"), S("0912 345.678")));
    return signed_in_mail(c, &official, "binh@sct.example");
}

static int begin(void **state)
{
    return world_begins(state, (ServerOptions){.features = list, .gate = &people_gate}, prepare);
}

static Fail set_up_hook(Ctx *c, void *unused)
{
    (void)unused;
    return store_run(c, "INSERT INTO mail_way (office_id, channel, host) VALUES ($1, 'hook', 'https://tin.example')",
                     OFFICE);
}

static Contact now_of(World *w)
{
    Person p;
    Contact contact;
    must(person_by_id(&w->c, official.person, &p));
    must(contact_of(&w->c, &p, &contact));
    return contact;
}

static Fail tell(Ctx *c, void *sent)
{
    Person p;
    Contact contact;
    TRY(person_by_id(c, official.person, &p));
    TRY(contact_of(c, &p, &contact));
    News news = {.subject = S("Nhắc"),
                 .letter = S("Nội dung\n"),
                 .sentence = S("Có 3 việc."),
                 .path = S("/cap-nhat"),
                 .site = S("https://vi-du.example"),
                 .dedupe = S("nhac 1")};
    return contact_send(c, &p, &contact, &news, sent);
}

static int64_t messages(World *w)
{
    MailCounts counts;
    must(mail_count(&w->c, &counts));
    return counts.n[MAIL_QUEUED];
}

static void without_a_hook_there_are_only_letters(void **state)
{
    World *w = *state;
    Str page = ask(w, "/toi/lien-lac", official.cookie, NULL).body;
    assert_has_not(page, "value=\"sms\"");
    assert_has_not(ask(w, "/toi/du-lieu", official.cookie, NULL).body, "Nhận tin về công việc qua SMS");
    assert_status(submit(w, &official, "/toi/lien-lac", "qua=sms&phien-ban=1"), 409);
    assert_str(now_of(w).address, S("binh@sct.example"));
}

static void a_consent_chooses_and_its_withdrawal_chooses_letters_again(void **state)
{
    World *w = *state;
    must(store_write(&w->c, w->store, set_up_hook, NULL));
    assert_int_equal(now_of(w).way, CONTACT_MAIL); /* nobody agreed yet */
    assert_has(ask(w, "/toi/lien-lac", official.cookie, NULL).body, "Tôi đồng ý, nhận qua SMS");
    assert_status(submit(w, &official, "/toi/lien-lac", "qua=sms&phien-ban=9"), 409); /* another text than they saw */
    assert_status(submit(w, &official, "/toi/lien-lac", "qua=sms&phien-ban=1"), 303);
    assert_str(now_of(w).address, S("sms:0912345678"));
    assert_status(submit(w, &official, "/toi/lien-lac", "qua=zalo&phien-ban=1"), 303);
    assert_str(now_of(w).address, S("zalo:0912345678"));
    assert_status(submit(w, &official, "/toi/du-lieu/rut-dong-y", "muc-dich=nhan-sms"), 404); /* Zalo took it back */
    assert_status(submit(w, &official, "/toi/du-lieu/rut-dong-y", "muc-dich=nhan-zalo"), 303);
    assert_str(now_of(w).address, S("binh@sct.example"));
}

static void the_same_news_goes_once_whatever_the_way(void **state)
{
    World *w = *state;
    bool sent;
    must(store_write(&w->c, w->store, tell, &sent));
    must(store_write(&w->c, w->store, set_up_hook, NULL));
    assert_status(submit(w, &official, "/toi/lien-lac", "qua=zalo&phien-ban=1"), 303);
    must(store_write(&w->c, w->store, tell, &sent));
    assert_int_equal(messages(w), 1);
}

static void a_message_is_one_sentence_and_a_whole_link(void **state)
{
    World *w = *state;
    Str link = S("https://ngayso.bacgiang.gov.vn/cap-nhat"), words = S("Đôn đốc “việc” – Sở Thông tin và Truyền thông");
    assert_str(contact_message(&w->c, CONTACT_SMS, words, link),
               S("Don doc \"viec\" - So Thong tin va Truyen thong https://ngayso.bacgiang.gov.vn/cap-nhat"));
    Str far = str_format(&w->c.mem, "%.*s %.*s %.*s %.*s", STR_ARGS(words), STR_ARGS(words), STR_ARGS(words),
                         STR_ARGS(words));
    Str cut = contact_message(&w->c, CONTACT_SMS, far, link);
    assert_in_range(cut.n, SMS_LETTERS_MAX - 12, SMS_LETTERS_MAX);
    assert_has(cut, "... https://ngayso.bacgiang.gov.vn/cap-nhat");
    for (size_t i = 0; i < cut.n; i++) assert_in_range((unsigned char)cut.p[i], ' ', '~');
    assert_has(contact_message(&w->c, CONTACT_ZALO, words, link), "Đôn đốc “việc”");
}

/* The token of the link that a page shows. */
static const char *token_on(World *w, Str page)
{
    Str rest = str_from(page, str_find(page, S("name=\"token\" value=\"")) + strlen("name=\"token\" value=\""));
    return str_c(&w->c.mem, str_slice(rest, 0, str_index(rest, '"')));
}

static void an_invitation_goes_by_sms_when_its_reader_agreed_and_once(void **state)
{
    World *w = *state;
    must(store_write(&w->c, w->store, set_up_hook, NULL));
    LocalReply r = submit(w, &admin, str_format(&w->c.mem, "/nguoi/%lld/lien-ket", (long long)official.person).p, "");
    assert_status(r, 200);
    const char *token = token_on(w, r.body);
    const char *fields = str_format(&w->c.mem, "token=%s", token).p;
    const char *choose = str_format(&w->c.mem, "/lien-lac/%lld/lien-ket", (long long)official.person).p;
    const char *send = str_format(&w->c.mem, "%s/gui", choose).p;
    r = submit(w, &admin, choose, fields);
    assert_has(r.body, "Gửi bằng SMS");
    assert_has_not(r.body, "Gửi bằng thư điện tử"); /* no server for letters is set up */
    assert_status(submit(w, &official, choose, fields), 404);
    assert_status(submit(w, &admin, send, str_format(&w->c.mem, "%s&qua=sms", fields).p), 400);
    assert_int_equal(messages(w), 0);
    for (int i = 0; i < 2; i++)
        assert_status(submit(w, &admin, send, str_format(&w->c.mem, "%s&qua=sms&dong-y=1", fields).p), 200);
    assert_int_equal(messages(w), 1);
    assert_has(ask(w, "/thu", admin.cookie, NULL).body, "<td data-label=\"Bằng\">SMS</td>");
    assert_has(ask(w, "/nhat-ky", admin.cookie, NULL).body, "Gửi liên kết, người nhận đã đồng ý");
}

static Fail take_mail(Ctx *c, void *unused)
{
    (void)unused;
    return store_run(c, "UPDATE person SET mail = '', mail_proved_at = 0 WHERE office_id = $1 AND id = $2", OFFICE,
                     official.person);
}

static const char *token_on_page(World *w, Str page)
{
    Str rest = str_from(page, str_find(page, S("/loi-moi/")) + strlen("/loi-moi/"));
    return str_c(&w->c.mem, str_slice(rest, 0, str_index(rest, '"')));
}

static Fail set_up_mail(Ctx *c, void *unused)
{
    (void)unused;
    return store_run(c, "INSERT INTO mail_way (office_id, channel, host) VALUES ($1, 'mail', 'mail.example')", OFFICE);
}

static void many_links_go_by_mail_in_one_act_and_once(void **state)
{
    World *w = *state;
    assert_status(submit(w, &admin, "/lien-lac/lien-ket/gui", "lien-ket=x"), 409); /* no mail server */
    must(store_write(&w->c, w->store, set_up_mail, NULL));
    const char *official_path = str_format(&w->c.mem, "/nguoi/%lld/lien-ket", (long long)official.person).p;
    const char *token = token_on(w, submit(w, &admin, official_path, "").body);
    const char *fields = str_format(&w->c.mem, "lien-ket=%s%%0A%%0Akhong-co%%0A", token).p;
    for (int i = 0; i < 2; i++) {
        LocalReply r = submit(w, &admin, "/lien-lac/lien-ket/gui", fields);
        assert_status(r, 200);
        assert_has(r.body, "Đã đưa 1 thư");
        assert_int_equal(messages(w), 1);
    }
    assert_status(submit(w, &official, "/lien-lac/lien-ket/gui", fields), 403);
    assert_status(submit(w, &admin, "/lien-lac/lien-ket/gui", "lien-ket=khong-co"), 404);
    must(store_write(&w->c, w->store, take_mail, NULL)); /* who has no address is named */
    token = token_on_page(w, submit(w, &admin, official_path, "").body);
    LocalReply r = submit(w, &admin, "/lien-lac/lien-ket/gui", str_format(&w->c.mem, "lien-ket=%s", token).p);
    assert_has(r.body, "Chưa có địa chỉ thư: 1 người");
    assert_has(r.body, "Trần Thị Bình");
}

int main(void)
{
#define T(test) cmocka_unit_test_setup_teardown(test, begin, world_ends)
    const struct CMUnitTest tests[] = {T(without_a_hook_there_are_only_letters),
                                       T(a_consent_chooses_and_its_withdrawal_chooses_letters_again),
                                       T(the_same_news_goes_once_whatever_the_way),
                                       T(a_message_is_one_sentence_and_a_whole_link),
                                       T(an_invitation_goes_by_sms_when_its_reader_agreed_and_once),
                                       T(many_links_go_by_mail_in_one_act_and_once)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
