// SPDX-License-Identifier: Apache-2.0
/* A week of mornings: who gets what, once, and nobody anything when there is nothing. */
#include "contact/contact.h"
#include "difficulty/difficulty.h"
#include "digest/digest.h"
#include "http/world.h"
#include "people/signed_in.h"
#include "urge/urge.h"
#include "work/work.h"
#include <pthread.h>

extern const Feature feature_digest;
static const Feature *const list[] = {&feature_digest, NULL};

static SignedIn official, head, coordinator, chairman, stranger;
static Id first_task;

static Fail with_mail(Ctx *c, const char *name, const char *org, Role role, const char *mail, SignedIn *s)
{
    TRY(signed_in_new(c, name, org, role, s));
    return signed_in_mail(c, s, mail);
}

static Fail prepare(Ctx *c, void *unused)
{
    (void)unused;
    c->today = day_of(2024, 9, 1); /* when their duties begin */
    TRY(org_ensure_shipped(c));
    TRY(with_mail(c, "Nguyễn Văn An", "SYT", ROLE_OFFICIAL, "an@syt.example", &official));
    TRY(with_mail(c, "Trần Thị Bình", "SYT", ROLE_HEAD, "binh@syt.example", &head));
    TRY(with_mail(c, "Lê Văn Khác", "SCT", ROLE_OFFICIAL, "khac@sct.example", &stranger));
    TRY(with_mail(c, "Lê Chi", "STTTT", ROLE_COORDINATOR, "chi@stttt.example", &coordinator));
    return with_mail(c, "Phạm Dũng", "UBND", ROLE_CHAIRMAN, "dung@ubnd.example", &chairman);
}

enum { HOUR = 3600 * 1000 };

/* An hour of a day in Vietnam. */
static void at(Ctx *c, Day day, int hour)
{
    c->today = day;
    c->now = (int64_t)day * 24 * HOUR + (int64_t)(hour - 7) * HOUR;
}

static int begin(void **state)
{
    World *w = world_begin(migrations, (ServerOptions){.features = list, .gate = &people_gate}, prepare, 0);
    w->c.store = store_reader(w->store);
    at(&w->c, day_of(2024, 9, 23), 8); /* a Monday */
    *state = w;
    return 0;
}

static Fail new_task(Ctx *c, void *arg)
{
    const Day *due = arg;
    NewTask n = {
        .lead = S("SYT"), .assigner = S("STTTT"), .title = S("Rà soát trạm y tế"), .begins = NO_DAY, .due = *due};
    return task_add(c, &n, true, &first_task);
}

static void give(World *w, Day due) { must(store_write(&w->c, w->store, new_task, &due)); }

static int morning(World *w)
{
    int made = 0;
    must(digest_morning(&w->c, w->store, S("https://vi-du.example"), &made));
    return made;
}

/* The newest letter to an address; empty when there is none. */
static Str letter_to(World *w, const char *address, Str *subject)
{
    Rows r;
    Str body = {0};
    *subject = (Str){0};
    must(store_query(&w->c, &r,
                     "SELECT subject, body FROM mail_message WHERE office_id = $1 AND address = $2 ORDER BY id DESC "
                     "LIMIT 1",
                     OFFICE, str_of(address)));
    if (rows_next(&r)) *subject = row_text(&r, 0), body = row_text(&r, 1);
    must(rows_end(&r));
    return body;
}

static void one_letter_a_morning(void **state)
{
    World *w = *state;
    Str subject, body;
    Day monday = w->c.today;
    assert_int_equal(morning(w), 0); /* nothing to tell */
    give(w, monday + 2);
    assert_int_equal(morning(w), 0); /* this morning's are made */
    at(&w->c, monday + 1, 6);
    assert_int_equal(morning(w), 0); /* too early */
    at(&w->c, monday + 1, 7);
    assert_int_equal(morning(w), 2); /* official and head */
    assert_int_equal(morning(w), 0);
    body = letter_to(w, "an@syt.example", &subject);
    assert_str(subject, S("1 việc mới giao, 1 việc sắp đến hạn, sáng 24/9/2024"));
    assert_has(body, "Kính gửi ông/bà Nguyễn Văn An,");
    assert_has(body, "Mới được giao (1)\n- Rà soát trạm y tế, hạn 25/9/2024\n  https://vi-du.example/viec/");
    assert_has(body, "https://vi-du.example/thu-sang");
    at(&w->c, monday + 5, 8); /* Saturday */
    assert_int_equal(morning(w), 0);
    at(&w->c, monday + 7, 12); /* noon is no morning */
    assert_int_equal(morning(w), 0);
    at(&w->c, monday + 7, 10);
    assert_int_equal(morning(w), 2);
    letter_to(w, "binh@syt.example", &subject);
    assert_str(subject, S("1 việc quá hạn, sáng 30/9/2024"));
}

static Fail talk_of_first(Ctx *c, void *unused)
{
    (void)unused;
    Actor as = {.person = coordinator.person, .duty = coordinator.duty, .org = S("STTTT"), .role = ROLE_COORDINATOR};
    TRY(task_watch(c, first_task, official.person, true));
    TRY(task_watch(c, first_task, stranger.person, true));
    c->actor = &as;
    Fail result = task_comment(c, first_task, S("Nói trong nhà"));
    c->actor = NULL;
    return result;
}

static void what_is_said_of_a_task_reaches_whom_it_concerns(void **state)
{
    World *w = *state;
    Str subject;
    give(w, NO_DAY);
    must(store_write(&w->c, w->store, talk_of_first, NULL));
    at(&w->c, w->c.today + 1, 8);
    (void)morning(w);
    assert_has(letter_to(w, "an@syt.example", &subject), "Nói trong nhà");
    assert_int_equal(letter_to(w, "khac@sct.example", &subject).n, 0); /* who watches another agency's */
}

static Fail raise_one(Ctx *c, void *unused)
{
    Id id;
    (void)unused;
    TRY(difficulty_raise(c, first_task, S("Chưa có kinh phí"), &id));
    return difficulty_move(c, id, DIFFICULTY_SUBMIT, S("Xin dự phòng"));
}

static void the_oldest_difficulties_on_mondays(void **state)
{
    World *w = *state;
    Str subject;
    Day monday = w->c.today;
    give(w, NO_DAY);
    must(store_write(&w->c, w->store, raise_one, NULL));
    at(&w->c, monday + 1, 8);
    (void)morning(w);
    assert_int_equal(letter_to(w, "dung@ubnd.example", &subject).n, 0); /* a Tuesday */
    at(&w->c, monday + 7, 8);
    (void)morning(w);
    assert_has(letter_to(w, "dung@ubnd.example", &subject), "Khó khăn chờ lâu nhất (1)\n- ");
}

static Fail send_back(Ctx *c, void *unused)
{
    (void)unused;
    TaskReport done = {.task = first_task, .percent = 100, .result = S("xong"), .asks = true};
    TRY(task_report(c, &done));
    return task_move(c, first_task, MOVE_REDO, S("Thiếu ảnh"));
}

static void a_kind_can_be_switched_off_but_orders_cannot(void **state)
{
    World *w = *state;
    Digest d;
    give(w, w->c.today);
    must(store_write(&w->c, w->store, send_back, NULL));
    must(digest_gather(&w->c, official.person, 0, &d));
    assert_int_equal(d.lines[DIGEST_BACK].n, 1);
    assert_int_equal(d.lines[DIGEST_NEW].n, 1);
    LocalReply r =
        ask(w, "/thu-sang", official.cookie, str_format(&w->c.mem, "_token=%s&tra-loi=1&den-han=1", official.form).p);
    assert_status(r, 303);
    must(digest_gather(&w->c, official.person, 0, &d));
    assert_int_equal(d.lines[DIGEST_BACK].n, 0);
    assert_int_equal(d.lines[DIGEST_NEW].n, 1);
    r = ask(w, "/thu-sang", official.cookie, NULL);
    assert_status(r, 200);
    assert_has(r.body, "name=\"lam-lai\" type=\"checkbox\" value=\"1\" >");
    assert_has(r.body, "1 việc quá hạn"); /* as of the server's day */
    assert_has(r.body, "an@syt.example");
    must(digest_gather(&w->c, coordinator.person, 0, &d)); /* other people's tasks are not theirs */
    assert_int_equal(d.lines[DIGEST_NEW].n, 0);
}

static void long_lists_are_cut(void **state)
{
    World *w = *state;
    Digest d;
    for (int i = 0; i < DIGEST_LINES + 3; i++) give(w, w->c.today + 1);
    must(digest_gather(&w->c, official.person, 0, &d));
    assert_int_equal(d.lines[DIGEST_NEW].n, DIGEST_LINES);
    assert_int_equal(d.more[DIGEST_NEW], 3);
    assert_has(digest_letter(&w->c, &d, S("An"), S("https://x.example")), "- và 3 nữa: https://x.example/cap-nhat");
}

static Fail urge_it(Ctx *c, void *unused)
{
    UrgeCandidateList all;
    IdList orgs = {0};
    Id batch;
    (void)unused;
    TRY(urge_candidates(c, 0, &all));
    for (size_t i = 0; i < all.n; i++) *list_add(&c->mem, &orgs) = all.at[i].org_id;
    return urge_send(c, &orgs, S("Gấp"), S("vì gấp"), NULL, &batch);
}

static void urging_sends_a_letter_at_once(void **state)
{
    World *w = *state;
    Str subject;
    give(w, w->c.today + 1);
    must(store_write(&w->c, w->store, urge_it, NULL));
    Str body = letter_to(w, "an@syt.example", &subject);
    assert_has(subject, "Đôn đốc lần thứ 1");
    assert_has(body, "Rà soát trạm y tế");
    assert_has(letter_to(w, "binh@syt.example", &subject), "Gấp");
    assert_int_equal(letter_to(w, "chi@stttt.example", &subject).n, 0);
}

/* -- by SMS ------------------------------------------------------------------------------------------------- */

static Fail prefer_sms(Ctx *c, void *unused)
{
    (void)unused;
    TRY(store_run(c, "INSERT INTO mail_way (office_id, channel, host) VALUES ($1, 'hook', 'https://tin.example')",
                  OFFICE));
    TRY(store_run(c, "INSERT INTO mail_way (office_id, channel, host) VALUES ($1, 'site', 'https://vi-du.example')",
                  OFFICE));
    TRY(person_change(c, official.person, S("Nguyễn Văn An"), S("an@syt.example"), S("0912 345 678")));
    return contact_choose(c, official.person, CONTACT_SMS, 1, S("Test"));
}

static void who_chose_sms_gets_one_short_message_and_no_letter(void **state)
{
    World *w = *state;
    Str subject;
    give(w, w->c.today + 1);
    must(store_write(&w->c, w->store, prefer_sms, NULL));
    assert_int_equal(morning(w), 2);
    assert_str(letter_to(w, "sms:0912345678", &subject),
               S("Ngay So: 1 viec moi giao, 1 viec sap den han, sang 23/9/2024. https://vi-du.example/cap-nhat"));
    assert_int_equal(letter_to(w, "an@syt.example", &subject).n, 0);
    assert_has(letter_to(w, "binh@syt.example", &subject), "Kính gửi"); /* others as before */
    assert_has(ask(w, "/thu-sang", official.cookie, NULL).body, "Gửi bằng SMS đến 0912 345 678");
}

static void urging_too_goes_the_way_that_was_chosen(void **state)
{
    World *w = *state;
    Str subject;
    give(w, w->c.today + 1);
    must(store_write(&w->c, w->store, prefer_sms, NULL));
    must(store_write(&w->c, w->store, urge_it, NULL));
    Str message = letter_to(w, "sms:0912345678", &subject);
    assert_has(message, "Don doc lan thu 1: 1 viec cham hoac sap den han");
    assert_true(str_ends(message, S(" https://vi-du.example/viec?co-quan=SYT")) && message.n <= SMS_LETTERS_MAX);
    assert_int_equal(letter_to(w, "an@syt.example", &subject).n, 0);
}

static Fail comment_as(Ctx *c, const SignedIn *who, Str org, Role role)
{
    const Actor *before = c->actor, as = {.person = who->person, .duty = who->duty, .org = org, .role = role};
    c->actor = &as;
    Fail result = task_comment(c, first_task, S("Nhớ gửi ảnh."));
    c->actor = before;
    return result;
}
static Fail coordinator_says(Ctx *c, void *nothing)
{
    (void)nothing;
    return comment_as(c, &coordinator, S("STTTT"), ROLE_COORDINATOR);
}
static Fail official_says(Ctx *c, void *nothing)
{
    (void)nothing;
    return comment_as(c, &official, S("SYT"), ROLE_OFFICIAL);
}

static int news_of(World *w, const SignedIn *who, Str org, Role role)
{
    const Actor as = {.person = who->person, .duty = who->duty, .org = org, .role = role};
    int n;
    w->c.actor = &as;
    must(digest_news_count(&w->c, &n));
    w->c.actor = NULL;
    return n;
}

static Fail official_looked(Ctx *c, void *nothing)
{
    (void)nothing;
    return digest_saw(c, official.person);
}

/* The bell rings for what others did, until one looked. */
static void what_is_new_is_counted_until_somebody_looked(void **state)
{
    World *w = *state;
    give(w, w->c.today + 9);
    w->c.now += 1000;
    must(store_write(&w->c, w->store, coordinator_says, NULL));
    assert_int_equal(news_of(w, &official, S("SYT"), ROLE_OFFICIAL), 1); /* a task, however much is new about it */
    assert_int_equal(news_of(w, &head, S("SYT"), ROLE_HEAD), 1);
    assert_int_equal(news_of(w, &stranger, S("SCT"), ROLE_OFFICIAL), 0);
    w->c.now += 1000;
    must(store_write(&w->c, w->store, official_looked, NULL));
    assert_int_equal(news_of(w, &official, S("SYT"), ROLE_OFFICIAL), 0);
    assert_int_equal(news_of(w, &head, S("SYT"), ROLE_HEAD), 1);
    w->c.now += 1000;
    must(store_write(&w->c, w->store, official_says, NULL)); /* what one does oneself is no news */
    assert_int_equal(news_of(w, &official, S("SYT"), ROLE_OFFICIAL), 0);
}

/* The menu keeps the count until something changes: while nothing does, it is the same at each hour of a day. */
static void what_is_new_is_the_same_all_day(void **state)
{
    World *w = *state;
    Day monday = w->c.today;
    give(w, monday + 20);
    at(&w->c, monday + DIGEST_FIRST_DAYS, 7);
    assert_int_equal(news_of(w, &official, S("SYT"), ROLE_OFFICIAL), 1);
    at(&w->c, monday + DIGEST_FIRST_DAYS, 23);
    assert_int_equal(news_of(w, &official, S("SYT"), ROLE_OFFICIAL), 1);
    at(&w->c, monday + DIGEST_FIRST_DAYS + 1, 0);
    assert_int_equal(news_of(w, &official, S("SYT"), ROLE_OFFICIAL), 0);
}

typedef struct {
    World *w;
    int made;
} Other;

static void *other_morning(void *arg)
{
    Other *o = arg;
    Ctx c = {.mem = arena_reserve((size_t)64 << 20),
             .now = o->w->c.now,
             .today = o->w->c.today,
             .store = store_reader(o->w->store)};
    if (digest_morning(&c, o->w->store, S("https://vi-du.example"), &o->made)) o->made = -1;
    arena_release(&c.mem);
    return NULL;
}

/* What is told is read before the write: who began at the same moment writes nobody a second time. */
static void two_that_begin_together_write_each_once(void **state)
{
    World *w = *state;
    Rows r;
    give(w, day_of(2024, 9, 24));
    for (Day day = day_of(2024, 9, 23); day <= day_of(2024, 9, 27); day++) {
        pthread_t thread;
        Other other = {.w = w};
        at(&w->c, day, 8);
        assert_int_equal(pthread_create(&thread, NULL, other_morning, &other), 0);
        int made = morning(w);
        assert_int_equal(pthread_join(thread, NULL), 0);
        assert_int_equal(made + other.made, 2); /* the official and the head */
        assert_int_equal(morning(w), 0);
    }
    must(store_one(&w->c, &r, "SELECT count(*) FROM mail_message WHERE office_id = $1", OFFICE));
    assert_int_equal(row_integer(&r, 0), 10);
    must(rows_end(&r));
}

static void the_page_of_news_is_marked_as_seen(void **state)
{
    World *w = *state;
    int64_t at;
    give(w, w->c.today + 1);
    assert_has(ask(w, "/tin-moi?ca-tuan=1", official.cookie, NULL).body, "Có gì mới?");
    assert_status(submit(w, &official, "/tin-moi", ""), 303);
    must(digest_seen_at(&w->c, official.person, &at));
    assert_true(at > w->c.now); /* the server's clock is the real one */
}

int main(void)
{
#define T(f) cmocka_unit_test_setup_teardown(f, begin, world_ends)
    const struct CMUnitTest tests[] = {T(one_letter_a_morning),
                                       T(what_is_new_is_counted_until_somebody_looked),
                                       T(what_is_new_is_the_same_all_day),
                                       T(two_that_begin_together_write_each_once),
                                       T(the_page_of_news_is_marked_as_seen),
                                       T(the_oldest_difficulties_on_mondays),
                                       T(a_kind_can_be_switched_off_but_orders_cannot),
                                       T(long_lists_are_cut),
                                       T(who_chose_sms_gets_one_short_message_and_no_letter),
                                       T(urging_too_goes_the_way_that_was_chosen),
                                       T(urging_sends_a_letter_at_once),
                                       T(what_is_said_of_a_task_reaches_whom_it_concerns)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
