// SPDX-License-Identifier: Apache-2.0
/* Proving who one is: links, passwords, codes, what guessing costs, sessions. */
#include "people/people_testing.h"

/* -- the beginning ------------------------------------------------------------------------------------------ */

static void the_first_link_makes_the_administrator_once(void **state)
{
    World *w = *state;
    char path[80];
    snprintf(path, sizeof path, "/loi-moi/%s", setup);
    assert_status(get(w, path), 200);
    Str weak =
        str_format(&w->c.mem, "ho-ten=Lan&tai-khoan=lan.anh&co-quan=STTTT&mat-khau=12345678&mat-khau-lai=12345678");
    LocalReply r = post(w, path, weak.p);
    assert_status(r, 400);
    assert_has(r.body, "value=\"lan.anh\"");
    assert_has_not(r.body, "12345678");
    const char *p = encoded(w, good);
    Str differs = str_format(&w->c.mem, "ho-ten=Lan&tai-khoan=lan.anh&co-quan=STTTT&mat-khau=%s&mat-khau-lai=x", p);
    assert_status(post(w, path, differs.p), 400);
    Str right = str_format(&w->c.mem, "ho-ten=Lan&tai-khoan=lan.anh&co-quan=STTTT&mat-khau=%s&mat-khau-lai=%s", p, p);
    r = post(w, path, right.p);
    assert_status(r, 303);
    assert_has(header_of(r, "Set-Cookie"), "; Path=/; Secure; HttpOnly; SameSite=Lax");
    SignedIn lan = cookie_of(w, r);
    assert_status(post(w, path, right.p), 404);
    /* An administrator goes nowhere without a second factor. */
    r = visit(w, &lan, "/nguoi");
    assert_status(r, 303);
    assert_has(header_of(r, "Location"), "/toi/hai-lop");
    assert_status(visit(w, &lan, "/toi/hai-lop"), 200);
    assert_status(submit(w, &lan, "/toi/hai-lop", "ma=000000"), 409); /* of no key */
    assert_status(submit(w, &lan, "/toi/hai-lop/khoa", ""), 303);
    r = submit(w, &lan, "/toi/hai-lop", code_of(w, key_on(w, visit(w, &lan, "/toi/hai-lop"))));
    assert_status(r, 200);
    assert_str(header_of(r, "Cache-Control"), S("no-store"));
    assert_status(visit(w, &lan, "/nguoi"), 200);
}

/* -- signing in --------------------------------------------------------------------------------------------- */

static void who_is_not_signed_in_is_led_there_and_back(void **state)
{
    World *w = *state;
    const char *account = give(w, official.person, good, NULL);
    LocalReply r = get(w, "/co-quan?tim=y");
    assert_status(r, 303);
    assert_str(header_of(r, "Location"), S("/dang-nhap?ve=%2Fco-quan%3Ftim%3Dy"));
    assert_status(ask(w, "/api/v1/co-quan", NULL, NULL), 401);
    assert_status(get(w, "/dang-nhap?ve=%2Fco-quan%3Ftim%3Dy"), 200);
    r = try_in(w, account, good, "/co-quan?tim=y");
    assert_status(r, 303);
    assert_str(header_of(r, "Location"), S("/co-quan?tim=y"));
    SignedIn s = cookie_of(w, r);
    assert_status(visit(w, &s, "/co-quan?tim=y"), 200);
}

static void nobody_is_led_out_of_the_house(void **state)
{
    World *w = *state;
    const char *account = give(w, official.person, good, NULL);
    static const char *const bad[] = {
        "//evil.vn", "https://evil.vn/", "/\\evil.vn", "javascript:alert(1)", "evil.vn", "/a b", "", "/x\tY"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        LocalReply r = try_in(w, account, good, bad[i]);
        assert_status(r, 303);
        assert_str(header_of(r, "Location"), S("/"));
    }
}

static void failing_costs_time_and_tells_nothing(void **state)
{
    World *w = *state;
    const char *account = give(w, official.person, good, NULL);
    LocalReply known = try_in(w, account, "sai hoàn toàn nhé bạn", "/"),
               unknown = try_in(w, "khong.co.ai", "sai hoàn toàn nhé bạn", "/");
    assert_status(known, 401);
    assert_status(unknown, 401);
    assert_int_equal(known.body.n + strlen("khong.co.ai"), unknown.body.n + strlen(account));
    for (int i = 1; i < ATTEMPTS_FREE; i++) {
        assert_status(try_in(w, account, "sai", "/"), 401);
        assert_status(try_in(w, "khong.co.ai", "sai", "/"), 401);
    }
    known = try_in(w, account, good, "/"); /* the right one, too late */
    unknown = try_in(w, "khong.co.ai", good, "/");
    assert_status(known, 429);
    assert_status(unknown, 429);
    assert_has(known.headers, "Retry-After");
    assert_has(known.body, "đợi ít phút");
    assert_int_equal(known.body.n + strlen("khong.co.ai"), unknown.body.n + strlen(account));
}

typedef struct {
    const char *account, *password;
    int64_t at;
    SignIn result;
} Try;

static Fail note_try(Ctx *c, void *arg)
{
    Try *t = arg;
    Str token;
    c->now = t->at;
    return sign_in_note(c, &t->result, (Str){0}, false, &token);
}

/* The rule itself, at a time of our choice. */
static SignIn try_at(World *w, const char *account, const char *password, int64_t at)
{
    Try t = {.account = account, .password = password, .at = at};
    w->c.now = at;
    assert_int_equal(sign_in_check(&w->c, str_of(account), str_of(password), (Str){0}, &t.result), OK);
    assert_int_equal(store_write(&w->c, w->store, note_try, &t), OK);
    return t.result;
}

static void the_lock_grows_and_opens_again(void **state)
{
    World *w = *state;
    const char *account = give(w, official.person, good, NULL);
    int64_t at = clock_ms();
    for (int i = 0; i < ATTEMPTS_FREE; i++) assert_false(try_at(w, account, "sai", at).locked);
    assert_true(try_at(w, account, good, at + LOCK_FIRST_MS - 1).locked);
    assert_false(try_at(w, account, "sai", at + LOCK_FIRST_MS).locked);
    at += LOCK_FIRST_MS;
    assert_true(try_at(w, account, good, at + 2 * LOCK_FIRST_MS - 1).locked);
    assert_null(try_at(w, account, good, at + 2 * LOCK_FIRST_MS).problem);
    assert_false(try_at(w, account, "sai", at + 2 * LOCK_FIRST_MS).locked);
    assert_null(try_at(w, account, good, at + 2 * LOCK_FIRST_MS).problem); /* one failure is none */
    for (int i = 0; i < 20; i++) (void)try_at(w, account, "sai", at += LOCK_MAX_MS);
    assert_false(try_at(w, account, good, at + LOCK_MAX_MS).locked);
}

static void guesses_count_before_they_are_checked(void **state)
{
    World *w = *state;
    const char *account = give(w, official.person, good, NULL);
    SignIn s;
    int checked = 0;
    /* Fifty at once: each is looked at before what became of the others is noted. */
    for (int i = 0; i < 50; i++) {
        w->c.now = clock_ms();
        assert_int_equal(sign_in_check(&w->c, str_of(account), S("sai"), (Str){0}, &s), OK);
        checked += !s.locked;
    }
    assert_int_equal(checked, ATTEMPTS_FREE);
    assert_int_equal(sign_in_check(&w->c, str_of(account), str_of(good), (Str){0}, &s), OK);
    assert_true(s.locked && !s.person);
}

static void fail_from_here(World *w, int times)
{
    for (int i = 0; i < times; i++) {
        Str account =
            str_format(&w->c.mem, "doan.mo.%d", i % 20); /* no account of them long enough to be locked alone */
        (void)try_in(w, account.p, "sai", "/");
    }
}

static void an_office_is_not_shut_out_by_what_others_type(void **state)
{
    World *w = *state;
    const char *account = give(w, official.person, good, NULL), *other = give(w, stranger.person, good, NULL);
    SignedIn in = cookie_of(w, try_in(w, account, good, "/")); /* once, from this address */
    fail_from_here(w, ATTEMPTS_FREE_ADDRESS + 10);
    assert_status(try_in(w, other, good, "/"), 429); /* nobody knows them here: whoever guesses waits */
    assert_status(try_in(w, account, good, "/"), 303);
    assert_status(visit(w, &in, "/toi"), 200);
    assert_status(try_in(w, other, good, "/"), 303); /* a success took failures off the address */
}

static LocalReply try_from_device(World *w, const char *device, const char *account, const char *password)
{
    Str body = str_format(&w->c.mem, "tai-khoan=%s&mat-khau=%s", account, encoded(w, password));
    Str cookie = str_format(&w->c.mem, "Cookie: __Host-ngayso-may=%s\r\n", device);
    return ask(w, "/dang-nhap", cookie.p, body.p);
}

static Str device_of(World *w, LocalReply r)
{
    Str rest = str_from(r.headers, str_find(r.headers, S("__Host-ngayso-may=")) + strlen("__Host-ngayso-may="));
    Str device = str_slice(rest, 0, str_index(rest, ';'));
    assert_has(rest, "Secure; HttpOnly; SameSite=Lax; Max-Age=");
    return str_copy(&w->c.mem, device);
}

static Fail forget_addresses(Ctx *c, void *device)
{
    Str what = digest(&c->mem, "device", str_of(device));
    return store_run(c, "DELETE FROM person_known WHERE office_id = $1 AND what <> $2", OFFICE, what);
}

static void a_known_device_passes_while_the_account_is_locked(void **state)
{
    World *w = *state;
    const char *account = give(w, official.person, good, NULL);
    const char *mine = device_of(w, try_in(w, account, good, "/")).p;
    assert_int_equal(store_write(&w->c, w->store, forget_addresses, (void *)(uintptr_t)mine), OK);
    for (int i = 0; i < ATTEMPTS_FREE; i++) assert_status(try_in(w, account, "sai", "/"), 401);
    assert_status(try_in(w, account, good, "/"), 429);
    LocalReply r = try_from_device(w, mine, account, good);
    assert_status(r, 303);
    assert_str(device_of(w, r), str_of(mine)); /* the same one goes on */
    /* It is a device of this person only, and guesses on it count as well. */
    const char *other = give(w, stranger.person, good, NULL);
    for (int i = 0; i < ATTEMPTS_FREE; i++) assert_status(try_from_device(w, mine, other, "sai"), 401);
    assert_status(try_from_device(w, mine, other, good), 429);
    for (int i = 0; i < ATTEMPTS_FREE; i++) assert_status(try_from_device(w, mine, account, "sai"), 401);
    assert_status(try_from_device(w, mine, account, good), 429);
    /* A new password makes every device strange again. */
    (void)give(w, official.person, good, NULL);
    Rows rows;
    assert_int_equal(store_one(&w->c, &rows,
                               "SELECT count(*) FROM person_known WHERE office_id = $1 AND person_id = $2", OFFICE,
                               official.person),
                     OK);
    assert_int_equal(row_integer(&rows, 0), 0);
    assert_int_equal(rows_end(&rows), OK);
}

static void strangers_do_not_block_who_is_signed_in(void **state)
{
    World *w = *state;
    Str key = totp_key_new(&w->c.mem);
    const char *account = give(w, official.person, good, NULL), *second = give(w, stranger.person, good, key.p);
    SignedIn in = cookie_of(w, try_in(w, account, good, "/")), half = cookie_of(w, try_in(w, second, good, "/"));
    assert_int_equal(store_write(&w->c, w->store, forget_addresses, "nothing"), OK);
    for (int i = 0; i < 2 * ATTEMPTS_FREE; i++) {
        (void)try_in(w, account, "sai", "/");
        (void)try_in(w, second, "sai", "/");
    }
    assert_status(try_in(w, account, good, "/"), 429);
    const char *right = str_format(&w->c.mem, "mat-khau=%s", encoded(w, good)).p;
    assert_status(submit(w, &in, "/toi/xac-nhan", right), 303);
    assert_status(submit(w, &half, "/toi/ma", code_of(w, key)), 303);
    /* Guessing in a session that was left open is counted too, for that session. */
    for (int i = 0; i < ATTEMPTS_FREE; i++) assert_status(submit(w, &in, "/toi/xac-nhan", "mat-khau=sai"), 401);
    assert_status(submit(w, &in, "/toi/xac-nhan", right), 429);
}

static void a_second_factor_is_asked_for_and_used_once(void **state)
{
    World *w = *state;
    Str key = totp_key_new(&w->c.mem);
    const char *account = give(w, official.person, good, key.p);
    LocalReply r = try_in(w, account, good, "/co-quan");
    assert_status(r, 303);
    assert_str(header_of(r, "Location"), S("/toi/ma?ve=%2Fco-quan"));
    SignedIn half = cookie_of(w, r);
    static const char *const closed[] = {"/co-quan", "/toi", "/toi/hai-lop", "/toi/mat-khau", "/nguoi"};
    for (size_t i = 0; i < sizeof closed / sizeof *closed; i++) {
        r = visit(w, &half, closed[i]);
        assert_status(r, 303);
        assert_has(header_of(r, "Location"), "/toi/ma");
    }
    assert_status(submit(w, &half, "/toi/hai-lop/tat", ""), 403);
    assert_status(submit(w, &half, "/toi/ma", "ma=000000"), 401);
    Str code = totp_code(&w->c.mem, key, clock_ms());
    r = submit(w, &half, "/toi/ma", str_format(&w->c.mem, "ma=%.*s&ve=%%2Fco-quan", STR_ARGS(code)).p);
    assert_status(r, 303);
    SignedIn whole = cookie_of(w, r);
    assert_status(visit(w, &whole, "/co-quan"), 200);
    assert_status(visit(w, &half, "/co-quan"), 303); /* the half session is gone */
    r = try_in(w, account, good, "/");
    SignedIn again = cookie_of(w, r);
    r = submit(w, &again, "/toi/ma", str_format(&w->c.mem, "ma=%.*s", STR_ARGS(code)).p);
    assert_status(r, 401); /* the same code again */
}

static Fail make_key_old(Ctx *c, void *person)
{
    return store_run(c, "UPDATE second_pending SET made_at = $3 WHERE office_id = $1 AND person_id = $2", OFFICE,
                     *(Id *)person, clock_ms() - SECOND_PENDING_MS - 1);
}

static void the_key_of_a_phone_stays_until_a_code_came(void **state)
{
    World *w = *state;
    assert_has_not(visit(w, &official, "/toi/hai-lop").body, "<code>");
    assert_status(submit(w, &official, "/toi/hai-lop/khoa", ""), 303);
    Str key = key_on(w, visit(w, &official, "/toi/hai-lop"));
    assert_str(key_on(w, visit(w, &official, "/toi/hai-lop")), key); /* after a reload */
    LocalReply r = submit(w, &official, "/toi/hai-lop", "ma=000000");
    assert_status(r, 400);
    assert_has(r.body, "không cần quét lại");
    assert_str(key_on(w, r), key); /* after a wrong code */
    assert_status(submit(w, &official, "/toi/hai-lop", "ma=x"), 400);
    assert_status(submit(w, &official, "/toi/hai-lop/khoa", ""), 303); /* begun once more, in another window */
    assert_str(key_on(w, visit(w, &official, "/toi/hai-lop")), key);
    assert_has_not(visit(w, &stranger, "/toi/hai-lop").body, "<code>");
    assert_status(submit(w, &official, "/toi/hai-lop/thoi", ""), 303);
    assert_status(submit(w, &official, "/toi/hai-lop", code_of(w, key)), 409); /* given up */
    assert_status(submit(w, &official, "/toi/hai-lop/khoa", ""), 303);
    Str other = key_on(w, visit(w, &official, "/toi/hai-lop"));
    assert_false(str_equal(other, key));
    assert_int_equal(store_write(&w->c, w->store, make_key_old, &official.person), OK);
    assert_status(submit(w, &official, "/toi/hai-lop", code_of(w, other)), 409); /* too old */
    assert_status(submit(w, &official, "/toi/hai-lop/khoa", ""), 303);
    key = key_on(w, visit(w, &official, "/toi/hai-lop"));
    r = submit(w, &official, "/toi/hai-lop", code_of(w, key));
    assert_status(r, 200);
    assert_has(r.body, "mười mã dự phòng");
    assert_has_not(visit(w, &official, "/toi/hai-lop").body, "<code>");
}

static void wrong_codes_lock_although_the_password_is_right(void **state)
{
    World *w = *state;
    const char *account = give(w, official.person, good, totp_key_new(&w->c.mem).p);
    int locked = 0;
    for (int i = 0; i < 2 * ATTEMPTS_FREE && !locked; i++) {
        LocalReply r = try_in(w, account, good, "/");
        if (r.status != 303) locked = r.status;
        else {
            SignedIn half = cookie_of(w, r);
            r = submit(w, &half, "/toi/ma", "ma=000000");
            if (r.status != 401) locked = r.status;
        }
    }
    assert_int_equal(locked, 429);
}

static Fail recovery_codes(Ctx *c, void *codes)
{
    return person_set_second(c, official.person, totp_key_new(&c->mem), 1, codes);
}

static void a_recovery_code_is_good_once(void **state)
{
    World *w = *state;
    char code[20];
    const char *account = give(w, official.person, good, NULL);
    StrList codes;
    Arena writer_memory = w->c.mem;
    (void)writer_memory;
    assert_int_equal(store_write(&w->c, w->store, recovery_codes, &codes), OK);
    snprintf(code, sizeof code, "ma=%.*s", STR_ARGS(codes.at[3])); /* the writer's memory, not yet used again */
    SignedIn half = cookie_of(w, try_in(w, account, good, "/"));
    assert_status(submit(w, &half, "/toi/ma", code), 303);
    half = cookie_of(w, try_in(w, account, good, "/"));
    assert_status(submit(w, &half, "/toi/ma", code), 401);
}

/* -- sessions ----------------------------------------------------------------------------------------------- */

static const Actor *who(World *w, const SignedIn *s, int64_t now)
{
    static void *memory;
    const Actor *a;
    if (!memory) memory = people_gate.begin(w->store);
    w->c.now = now;
    assert_int_equal(people_gate.who(&w->c, memory, str_of(s->token), &a), OK);
    bool known = a != NULL;
    people_gate.end(memory);
    memory = NULL;
    return known ? (const Actor *)1 : NULL;
}

static void sessions_end_by_rest_and_by_age(void **state)
{
    World *w = *state;
    int64_t now = prepared_at;
    assert_non_null(who(w, &official, now));
    assert_non_null(who(w, &official, now + SESSION_IDLE_MS - 1000));
    assert_null(who(w, &stranger, now + SESSION_IDLE_MS + 1000));
    assert_null(who(w, &admin, now + SESSION_IDLE_ADMIN_MS + 1000));
    assert_null(who(w, &official, now + SESSION_MAX_MS + 1));
}

/* Signs in with the box ticked, and says until when the session lives. */
static SignedIn trust(World *w, const char *account, LocalReply *r)
{
    Str f = str_format(&w->c.mem, "tai-khoan=%s&mat-khau=%s&ve=/&tin=1", account, encoded(w, good));
    *r = ask(w, "/dang-nhap", NULL, f.p);
    assert_status(*r, 303);
    return cookie_of(w, *r);
}

static void a_trusted_device_rests_for_eight_hours_but_never_an_administrators(void **state)
{
    World *w = *state;
    LocalReply r;
    SignedIn s = trust(w, give(w, official.person, good, NULL), &r);
    char age[40];
    snprintf(age, sizeof age, "; Max-Age=%d", SESSION_MAX_MS / 1000);
    assert_has(header_of(r, "Set-Cookie"), age);
    int64_t now = clock_ms();
    assert_has(visit(w, &s, "/toi").body, "giữ đăng nhập 8 giờ");
    assert_null(who(w, &s, now + SESSION_IDLE_TRUSTED_MS + 60 * 1000));
    assert_non_null(who(w, &s, now + SESSION_IDLE_TRUSTED_MS - 60 * 1000));
    SignedIn other = cookie_of(w, try_in(w, account_of(w, official.person).p, good, "/"));
    assert_null(who(w, &other, now + SESSION_IDLE_MS + 60 * 1000));
    /* Who knows the password only still waits for the code, and not for eight hours. */
    SignedIn half = trust(w, give(w, head.person, good, "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"), &r);
    assert_has_not(header_of(r, "Set-Cookie"), "Max-Age");
    assert_null(who(w, &half, now + SESSION_IDLE_MS + 60 * 1000));
    half = trust(w, account_of(w, head.person).p, &r);
    r = submit(w, &half, "/toi/ma", code_of(w, S("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567")));
    assert_status(r, 303);
    assert_has(header_of(r, "Set-Cookie"), age);
    SignedIn full = cookie_of(w, r);
    assert_non_null(who(w, &full, now + SESSION_IDLE_MS + 60 * 1000));
    /* An administrator's rests as briefly as ever. */
    s = trust(w, give(w, admin.person, good, NULL), &r);
    assert_null(who(w, &s, now + SESSION_IDLE_ADMIN_MS + 60 * 1000));
}

/* A dangerous act asks for the password after ten minutes, on whatever device. */
static Fail confirmed_long_ago(Ctx *c, void *person)
{
    return store_run(c, "UPDATE session SET confirmed_at = 1 WHERE office_id = $1 AND person_id = $2", OFFICE,
                     *(Id *)person);
}
static void a_trusted_device_proves_itself_before_dangerous_acts(void **state)
{
    World *w = *state;
    LocalReply r;
    SignedIn s = trust(w, give(w, official.person, good, NULL), &r);
    assert_status(visit(w, &s, "/toi/mat-khau"), 200);
    assert_int_equal(store_write(&w->c, w->store, confirmed_long_ago, &official.person), OK);
    r = visit(w, &s, "/toi/mat-khau");
    assert_status(r, 303);
    assert_has(header_of(r, "Location"), "/toi/xac-nhan");
    assert_status(visit(w, &s, "/toi"), 200);
}

static void devices_are_listed_and_signed_out(void **state)
{
    World *w = *state;
    const char *account = give(w, official.person, good, NULL); /* ends the other sessions */
    assert_status(visit(w, &official, "/toi"), 303);
    SignedIn one = cookie_of(w, try_in(w, account, good, "/")), two = cookie_of(w, try_in(w, account, good, "/"));
    SessionRowList rows;
    assert_int_equal(sessions_of(&w->c, official.person, &rows), OK);
    assert_int_equal(rows.n, 2);
    char path[80];
    snprintf(path, sizeof path, "/toi/thiet-bi/%lld", (long long)rows.at[1].id);
    assert_status(submit(w, &stranger, path, ""), 404);
    assert_status(submit(w, &two, path, ""), 303);
    assert_status(visit(w, &one, "/toi"), 303);
    assert_status(visit(w, &two, "/toi"), 200);
    LocalReply r = submit(w, &two, "/dang-xuat", "");
    assert_status(r, 303);
    assert_has(header_of(r, "Set-Cookie"), "Max-Age=0");
    assert_status(visit(w, &two, "/toi"), 303);
}

static void tokens_that_strangers_make_up_open_nothing(void **state)
{
    World *w = *state;
    static const char *const made_up[] = {"", "x", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                                          "' OR 1=1 --AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "%00"};
    for (size_t i = 0; i < sizeof made_up / sizeof *made_up; i++) {
        Str h = str_format(&w->c.mem, "Cookie: __Host-ngayso=%s\r\n", made_up[i]);
        assert_status(ask(w, "/toi", h.p, NULL), 303);
    }
}

#define T(test) cmocka_unit_test_setup_teardown(test, begin, end)
int main(void)
{
    const struct CMUnitTest tests[] = {
        T(the_first_link_makes_the_administrator_once),
        T(who_is_not_signed_in_is_led_there_and_back),
        T(nobody_is_led_out_of_the_house),
        T(failing_costs_time_and_tells_nothing),
        T(the_lock_grows_and_opens_again),
        T(guesses_count_before_they_are_checked),
        T(an_office_is_not_shut_out_by_what_others_type),
        T(a_known_device_passes_while_the_account_is_locked),
        T(strangers_do_not_block_who_is_signed_in),
        T(a_second_factor_is_asked_for_and_used_once),
        T(the_key_of_a_phone_stays_until_a_code_came),
        T(wrong_codes_lock_although_the_password_is_right),
        T(a_recovery_code_is_good_once),
        T(sessions_end_by_rest_and_by_age),
        T(a_trusted_device_rests_for_eight_hours_but_never_an_administrators),
        T(a_trusted_device_proves_itself_before_dangerous_acts),
        T(devices_are_listed_and_signed_out),
        T(tokens_that_strangers_make_up_open_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
