// SPDX-License-Identifier: Apache-2.0
/* Whole requests of people coming in, being let in, being kept out. */
#include "http/world.h"
#include "people/signed_in.h"

extern const Feature feature_org, feature_people;
static const Feature *const list[] = {&feature_org, &feature_people, NULL};

static const char good[] = "bảy con mèo tím bơi ngược";
static char setup[TOKEN_LETTERS + 1];
static SignedIn admin, coordinator, head, official, stranger, child;

static int64_t prepared_at; /* when the sessions began */

static Fail prepare(Ctx *c, void *unused)
{
    (void)unused;
    Str token;
    prepared_at = c->now;
    TRY(org_ensure_shipped(c));
    TRY(people_first_link(c, &token));
    memcpy(setup, token.p, TOKEN_LETTERS);
    TRY(signed_in_new(c, "Quản Trị Viên", "STTTT", ROLE_ADMIN, &admin));
    TRY(signed_in_new(c, "Điều Phối Viên", "STTTT", ROLE_COORDINATOR, &coordinator));
    TRY(signed_in_new(c, "Thủ Trưởng", "H213", ROLE_HEAD, &head));
    TRY(signed_in_new(c, "Chuyên Viên", "H213", ROLE_OFFICIAL, &official));
    TRY(signed_in_new(c, "Người Lạ", "SYT", ROLE_OFFICIAL, &stranger));
    return signed_in_new(c, "Cán Bộ Phường", "X07201", ROLE_OFFICIAL, &child);
}

static int begin(void **state)
{
    password_make_cheap();
    *state = world_begin(migrations, (ServerOptions){.features = list, .gate = &people_gate}, prepare, 0);
    return 0;
}
static int end(void **state)
{
    World *w = *state;
    JournalProof proof;
    assert_int_equal(journal_verify(&w->c, &proof), OK);
    assert_int_equal(proof.wrong, 0); /* whatever a test did */
    world_end(w);
    return 0;
}

/* -- asking ------------------------------------------------------------------------------------------------- */

static LocalReply visit(World *w, const SignedIn *who, const char *path) { return ask(w, path, who->cookie, NULL); }

static LocalReply send(World *w, const SignedIn *who, const char *path, const char *fields)
{
    Str body = str_format(&w->c.mem, "_token=%s&%s", who->form, fields);
    return ask(w, path, who->cookie, body.p);
}

static Str header_of(LocalReply r, const char *name)
{
    Str rest = r.headers, line, key;
    while (str_cut(&rest, '\n', &line))
        if (str_cut(&line, ':', &key) && str_equal_ascii(key, str_of(name))) return str_trim(line);
    return (Str){0};
}

/* The session that an answer gives, as somebody to ask with. */
static SignedIn cookie_of(World *w, LocalReply r)
{
    SignedIn s = {0};
    Str set = header_of(r, "Set-Cookie"), name;
    assert_true(str_cut(&set, '=', &name));
    assert_str(name, S("__Host-ngayso"));
    Str token = str_slice(set, 0, str_index(set, ';'));
    assert_int_equal(token.n, TOKEN_LETTERS);
    memcpy(s.token, token.p, TOKEN_LETTERS);
    digest_into(s.form, "form", token);
    snprintf(s.cookie, sizeof s.cookie, "Cookie: __Host-ngayso=%s\r\n", s.token);
    (void)w;
    return s;
}

static const char *encoded(World *w, const char *text)
{
    Out o = {.mem = &w->c.mem};
    out_url(&o, str_of(text));
    return str_c(&w->c.mem, out_str(&o));
}

static LocalReply try_in(World *w, const char *account, const char *password, const char *back)
{
    Str body = str_format(&w->c.mem, "tai-khoan=%s&mat-khau=%s&ve=%s", account, encoded(w, password), encoded(w, back));
    return ask(w, "/dang-nhap", NULL, body.p);
}

typedef struct {
    Id person;
    const char *password;
    Str key;
} Credentials;

static Fail give_credentials(Ctx *c, void *arg)
{
    Credentials *k = arg;
    Str hash;
    StrList codes;
    TRY(password_hash(c, str_of(k->password), &hash));
    TRY(person_set_password(c, k->person, hash, 0));
    if (k->key.n) TRY(person_set_second(c, k->person, k->key, 1, &codes));
    return OK;
}

static Str account_of(World *w, Id person)
{
    Person p;
    assert_int_equal(person_by_id(&w->c, person, &p), OK);
    return p.account;
}

static const char *give(World *w, Id person, const char *password, const char *key)
{
    Credentials k = {person, password, str_of(key)};
    assert_int_equal(store_write(&w->c, w->store, give_credentials, &k), OK);
    return account_of(w, person).p;
}

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
    Str key = totp_key_new(&w->c.mem), code = totp_code(&w->c.mem, key, clock_ms());
    r = send(w, &lan, "/toi/hai-lop", str_format(&w->c.mem, "khoa=%.*s&ma=000", STR_ARGS(key)).p);
    assert_status(r, 400);
    r = send(w, &lan, "/toi/hai-lop", str_format(&w->c.mem, "khoa=%.*s&ma=%.*s", STR_ARGS(key), STR_ARGS(code)).p);
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
    return sign_in_note(c, &t->result, (Str){0}, &token);
}

/* The rule itself, at a time of our choice. */
static SignIn try_at(World *w, const char *account, const char *password, int64_t at)
{
    Try t = {.account = account, .password = password, .at = at};
    w->c.now = at;
    assert_int_equal(sign_in_check(&w->c, str_of(account), str_of(password), &t.result), OK);
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
    assert_status(send(w, &half, "/toi/hai-lop/tat", ""), 403);
    assert_status(send(w, &half, "/toi/ma", "ma=000000"), 401);
    Str code = totp_code(&w->c.mem, key, clock_ms());
    r = send(w, &half, "/toi/ma", str_format(&w->c.mem, "ma=%.*s&ve=%%2Fco-quan", STR_ARGS(code)).p);
    assert_status(r, 303);
    SignedIn whole = cookie_of(w, r);
    assert_status(visit(w, &whole, "/co-quan"), 200);
    assert_status(visit(w, &half, "/co-quan"), 303); /* the half session is gone */
    r = try_in(w, account, good, "/");
    SignedIn again = cookie_of(w, r);
    r = send(w, &again, "/toi/ma", str_format(&w->c.mem, "ma=%.*s", STR_ARGS(code)).p);
    assert_status(r, 401); /* the same code again */
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
            r = send(w, &half, "/toi/ma", "ma=000000");
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
    assert_status(send(w, &half, "/toi/ma", code), 303);
    half = cookie_of(w, try_in(w, account, good, "/"));
    assert_status(send(w, &half, "/toi/ma", code), 401);
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
    assert_status(send(w, &stranger, path, ""), 404);
    assert_status(send(w, &two, path, ""), 303);
    assert_status(visit(w, &one, "/toi"), 303);
    assert_status(visit(w, &two, "/toi"), 200);
    LocalReply r = send(w, &two, "/dang-xuat", "");
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

/* -- forms of other pages ----------------------------------------------------------------------------------- */

static void forms_carry_the_token_of_their_session(void **state)
{
    World *w = *state;
    const char *fields = "ho-ten=Tên+Mới";
    assert_status(ask(w, "/toi", official.cookie, fields), 403);
    Str others = str_format(&w->c.mem, "_token=%s&%s", stranger.form, fields);
    assert_status(ask(w, "/toi", official.cookie, others.p), 403);
    Str evil = str_format(&w->c.mem, "%sOrigin: http://evil.vn\r\n", official.cookie);
    Str right = str_format(&w->c.mem, "_token=%s&%s", official.form, fields);
    assert_status(ask(w, "/toi", evil.p, right.p), 403);
    assert_status(send(w, &official, "/toi", fields), 303);
    assert_str(account_of(w, official.person), S("chuyen.vien"));
    LocalReply r = visit(w, &official, "/toi");
    assert_has(r.body, "Tên Mới");
    assert_has(r.body, official.form);
    r = ask(w, "/toi", official.cookie, fields);
    assert_has(r.body, "Tên Mới"); /* what was typed is kept */
    assert_has_not(r.body, "name=\"_token\" value=\"\"");
}

/* -- duties and places -------------------------------------------------------------------------------------- */

static Str person_path(World *w, Id person, const char *rest)
{
    return str_format(&w->c.mem, "/nguoi/%lld%s", (long long)person, rest);
}

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
    assert_status(send(w, &head, person_path(w, stranger.person, "/khoa").p, ""), 404);
    assert_status(send(w, &official, person_path(w, official.person, "/khoa").p, ""), 404);
    LocalReply list_of_head = visit(w, &head, "/nguoi");
    assert_has(list_of_head.body, "Cán Bộ Phường");
    assert_has_not(list_of_head.body, "Người Lạ");
    assert_status(visit(w, &head, "/nhat-ky?co-quan=SYT"), 404);
    assert_status(visit(w, &head, "/nhat-ky?co-quan=H213"), 200);
}

static LocalReply invite(World *w, const SignedIn *s, const char *org, const char *role)
{
    Str f = str_format(&w->c.mem,
                       "ho-ten=Ng%%C6%%B0%%E1%%BB%%9Di+M%%E1%%BB%%9Bi&thu=moi@bacgiang.gov.vn&co-quan=%s&vai-tro=%s",
                       org, role);
    return send(w, s, "/nguoi/moi", f.p);
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
    assert_status(send(w, &admin, person_path(w, admin.person, "/nhiem-vu").p, f.p), 303);
    assert_status(send(w, &head, person_path(w, admin.person, "/lien-ket").p, ""), 403);
    assert_status(send(w, &head, person_path(w, admin.person, "/khoa").p, ""), 403);
    assert_status(send(w, &admin, person_path(w, admin.person, "/khoa").p, ""), 409);
}

static void who_is_locked_is_out_at_once(void **state)
{
    World *w = *state;
    const char *account = give(w, stranger.person, good, NULL);
    SignedIn in = cookie_of(w, try_in(w, account, good, "/"));
    assert_status(visit(w, &in, "/toi"), 200);
    assert_status(send(w, &admin, person_path(w, stranger.person, "/khoa").p, ""), 303);
    assert_status(visit(w, &in, "/toi"), 303);
    assert_status(try_in(w, account, good, "/"), 401);
    assert_status(send(w, &admin, person_path(w, stranger.person, "/lien-ket").p, ""), 409);
    assert_status(send(w, &admin, person_path(w, stranger.person, "/mo").p, ""), 303);
    assert_status(try_in(w, account, good, "/"), 303);
}

static Fail end_duty(Ctx *c, void *duty) { return duty_end(c, *(Id *)duty, c->today - 1); }

static void a_duty_can_be_delegated_and_ends(void **state)
{
    World *w = *state;
    Str fields = str_format(&w->c.mem, "nguoi=%lld&tu=2024-09-28&den=2024-10-05", (long long)official.person);
    assert_status(send(w, &official, "/toi/uy-quyen", fields.p), 403);
    Str backwards = str_format(&w->c.mem, "nguoi=%lld&tu=2024-10-05&den=2024-10-01", (long long)official.person);
    assert_status(send(w, &head, "/toi/uy-quyen", backwards.p), 400);
    assert_status(send(w, &head, "/toi/uy-quyen", fields.p), 303);
    DutyList duties;
    w->c.today = day_of(2024, 9, 28);
    assert_int_equal(duties_of(&w->c, official.person, false, &duties), OK);
    assert_int_equal(duties.n, 2);
    assert_int_equal(duties.at[1].role, ROLE_HEAD);
    assert_int_equal(duties.at[1].behalf, head.person);
    assert_int_equal(duties.at[1].to, day_of(2024, 10, 6));
    Str choice = str_format(&w->c.mem, "nhiem-vu=%lld", (long long)duties.at[1].id);
    assert_status(send(w, &stranger, "/toi/nhiem-vu", choice.p), 404);
    assert_status(visit(w, &official, "/nhat-ky"), 403);
    assert_status(send(w, &official, "/toi/nhiem-vu", choice.p), 303);
    assert_status(visit(w, &official, "/nhat-ky"), 200);
    LocalReply r = send(w, &official, "/toi/uy-quyen", fields.p);
    assert_status(r, 409); /* not on to a third */
    assert_status(invite(w, &official, "X07201", "chuyen-vien"), 200);
    JournalRowList rows;
    assert_int_equal(journal_rows(&w->c, (JournalChoice){.person = official.person, .most = 5}, &rows), OK);
    bool behalf = false;
    for (size_t i = 0; i < rows.n; i++) behalf |= rows.at[i].behalf == head.person;
    assert_true(behalf);
    /* The head leaves: so does who stands in for them. */
    assert_int_equal(store_write(&w->c, w->store, end_duty, &head.duty), OK);
    assert_status(visit(w, &official, "/nhat-ky"), 403);
    assert_status(visit(w, &head, "/nguoi"), 303); /* no duty: to their account */
    assert_status(visit(w, &head, "/toi"), 200);
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
    r = send(w, &s, "/toi/mat-khau", "mat-khau=x&mat-khau-lai=x");
    assert_status(r, 403);
    assert_has(r.body, "/toi/xac-nhan");
    assert_status(send(w, &s, "/toi/xac-nhan", "mat-khau=sai&ve=%2Ftoi%2Fmat-khau"), 401);
    r = send(w, &s, "/toi/xac-nhan", str_format(&w->c.mem, "mat-khau=%s&ve=%%2Ftoi%%2Fmat-khau", encoded(w, good)).p);
    assert_status(r, 303);
    assert_status(visit(w, &s, "/toi/mat-khau"), 200);
}

/* -- lists -------------------------------------------------------------------------------------------------- */

static LocalReply send_file(World *w, const SignedIn *s, const char *path, const char *text, const char *more)
{
    Str body = str_format(
        &w->c.mem,
        "--grenze\r\nContent-Disposition: form-data; name=\"_token\"\r\n\r\n%s\r\n"
        "--grenze\r\nContent-Disposition: form-data; name=\"tep\"; filename=\"ds.csv\"\r\n\r\n%s\r\n%s--grenze--\r\n",
        s->form, text, more);
    Str headers = str_format(&w->c.mem, "%sContent-Type: multipart/form-data; boundary=grenze\r\n", s->cookie);
    return ask(w, path, headers.p, body.p);
}

static int64_t count_people(World *w)
{
    Rows r;
    assert_int_equal(store_one(&w->c, &r, "SELECT count(*) FROM person WHERE office_id = $1", OFFICE), OK);
    int64_t n = row_integer(&r, 0);
    assert_int_equal(rows_end(&r), OK);
    return n;
}

static void a_list_is_checked_whole_before_anybody_is_added(void **state)
{
    World *w = *state;
    int64_t before = count_people(w);
    LocalReply r = send_file(w, &coordinator, "/nguoi/nhieu",
                             "Họ và tên,Cơ quan,Thư điện tử,Vai trò\n"
                             "Lê Văn Một,SYT,mot@bg.vn,\n"
                             ",SYT,hai@bg.vn,\n"
                             "Lê Văn Ba,Sở Không Có,ba@bg.vn,Xem\n"
                             "Lê Văn Bốn,SYT,bon@,Xem\n"
                             "Lê Văn Năm,SYT,MOT@bg.vn,Xem\n"
                             "Lê Văn Sáu,SYT,sau@bg.vn,Quản trị\n"
                             "Lê Văn Bảy,SYT,bay@bg.vn,Ông trùm\n",
                             "");
    assert_status(r, 400);
    static const char *const says[] = {
        "Cần sửa 6 trên 7 dòng", "Dòng 3",         "Thiếu họ và tên",         "Dòng 4",          "Không có cơ quan",
        "như an@bacgiang",       "đã có ở dòng 2", "không giao được vai trò", "Vai trò không có"};
    for (size_t i = 0; i < sizeof says / sizeof *says; i++) assert_has(r.body, says[i]);
    assert_int_equal(count_people(w), before);
    const char *right = "ten;co quan;vai tro;thu\nLê Văn Một;Sở Y tế tỉnh Bắc Giang;thu truong;mot@bg.vn\n"
                        "Lê Văn Hai;X07201;;hai@bg.vn\n";
    r = send_file(w, &coordinator, "/nguoi/nhieu", right,
                  "--grenze\r\nContent-Disposition: form-data; name=\"chi-kiem-tra\"\r\n\r\n1\r\n");
    assert_status(r, 200);
    assert_int_equal(count_people(w), before);
    assert_status(send_file(w, &head, "/nguoi/nhieu", right, ""), 400); /* Sở Y tế is not theirs */
    r = send_file(w, &coordinator, "/nguoi/nhieu", right, "");
    assert_status(r, 200);
    assert_has(r.body, "le.van.mot");
    assert_has(r.body, "/loi-moi/");
    assert_int_equal(count_people(w), before + 2);
    assert_status(send_file(w, &coordinator, "/nguoi/nhieu", right, ""), 200); /* again: nobody twice */
    assert_int_equal(count_people(w), before + 2);
    assert_status(send_file(w, &coordinator, "/nguoi/nhieu", "ho ten\nA", ""), 400);
    assert_status(send_file(w, &coordinator, "/nguoi/nhieu", "PK broken", ""), 400);
}

static void the_journal_leaves_as_a_file(void **state)
{
    World *w = *state;
    LocalReply r = visit(w, &admin, "/nhat-ky.csv");
    assert_status(r, 200);
    assert_true(str_starts(r.body, S("\xEF\xBB\xBF"
                                     "Dòng,Lúc,Ai")));
    assert_has(header_of(r, "Content-Disposition"), "attachment");
    r = visit(w, &admin, "/nhat-ky.xlsx?co-quan=H213");
    assert_status(r, 200);
    assert_true(str_starts(r.body, S("PK")));
    assert_status(visit(w, &head, "/nhat-ky.csv"), 403);
}

/* -- how often, and what is kept ---------------------------------------------------------------------------- */

static void who_sends_too_often_waits(void **state)
{
    World *w = *state;
    int often = 0;
    for (int i = 0; i < 260 && !often; i++) {
        LocalReply r = send(w, &official, "/toi", "ho-ten=An");
        if (r.status == 429) often = i;
        if (r.status == 429) assert_has(r.headers, "Retry-After");
    }
    assert_true(often >= 200);
    assert_status(send(w, &stranger, "/toi", "ho-ten=Binh"), 303); /* others do not */
}

static void secrets_are_in_no_journal(void **state)
{
    World *w = *state;
    const char *account = give(w, stranger.person, good, NULL);
    SignedIn s = cookie_of(w, try_in(w, account, good, "/"));
    assert_status(try_in(w, account, "mật khẩu gõ nhầm", "/"), 401);
    JournalRowList rows;
    assert_int_equal(journal_rows(&w->c, (JournalChoice){.most = 1000}, &rows), OK);
    assert_true(rows.n > 10);
    const Str secrets[] = {S("mèo"), S("gõ nhầm"), str_of(s.token), str_of(s.form), str_of(setup)};
    for (size_t i = 0; i < rows.n; i++)
        for (size_t k = 0; k < sizeof secrets / sizeof *secrets; k++) {
            const JournalRow *row = &rows.at[i];
            assert_false(str_contains(row->title, secrets[k]) || str_contains(row->before, secrets[k]) ||
                         str_contains(row->after, secrets[k]));
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
        T(a_second_factor_is_asked_for_and_used_once),
        T(wrong_codes_lock_although_the_password_is_right),
        T(a_recovery_code_is_good_once),
        T(sessions_end_by_rest_and_by_age),
        T(devices_are_listed_and_signed_out),
        T(tokens_that_strangers_make_up_open_nothing),
        T(forms_carry_the_token_of_their_session),
        T(other_peoples_things_are_not_there),
        T(nobody_gives_more_than_they_have),
        T(who_is_locked_is_out_at_once),
        T(a_duty_can_be_delegated_and_ends),
        T(dangerous_acts_ask_again),
        T(a_list_is_checked_whole_before_anybody_is_added),
        T(the_journal_leaves_as_a_file),
        T(who_sends_too_often_waits),
        T(secrets_are_in_no_journal),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
