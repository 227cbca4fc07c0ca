// SPDX-License-Identifier: Apache-2.0
/* people_testing.h -- six people, and whole requests of theirs: for the tests of people/ only. */
#pragma once
#include "http/world.h"
#include "people/signed_in.h"

extern const Feature feature_receipt, feature_org, feature_people;
static const Feature *const list[] = {&feature_receipt, &feature_org, &feature_people, NULL};

static const char good[] = "bảy con mèo tím bơi ngược";
static char setup[TOKEN_LETTERS + 1];
static SignedIn admin, coordinator, head, official, stranger, child;

static int64_t prepared_at; /* when the sessions began */

static inline Fail prepare(Ctx *c, void *unused)
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

static inline int begin(void **state)
{
    password_make_cheap();
    return world_begins(state, (ServerOptions){.features = list, .gate = &people_gate}, prepare);
}
static inline int end(void **state)
{
    World *w = *state;
    JournalProof proof;
    assert_int_equal(journal_verify(&w->c, &proof), OK);
    assert_int_equal(proof.wrong, 0); /* whatever a test did */
    world_end(w);
    return 0;
}

/* -- asking ------------------------------------------------------------------------------------------------- */

static inline Str header_of(LocalReply r, const char *name)
{
    Str rest = r.headers, line, key;
    while (str_cut(&rest, '\n', &line))
        if (str_cut(&line, ':', &key) && str_equal_ascii(key, str_of(name))) return str_trim(line);
    return (Str){0};
}

/* The session that an answer gives, as somebody to ask with. */
static inline SignedIn cookie_of(World *w, LocalReply r)
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

static inline const char *encoded(World *w, const char *text)
{
    Out o = {.mem = &w->c.mem};
    out_url(&o, str_of(text));
    return str_c(&w->c.mem, out_str(&o));
}

static inline LocalReply try_in(World *w, const char *account, const char *password, const char *back)
{
    Str body = str_format(&w->c.mem, "tai-khoan=%s&mat-khau=%s&ve=%s", account, encoded(w, password), encoded(w, back));
    return ask(w, "/dang-nhap", NULL, body.p);
}

typedef struct {
    Id person;
    const char *password;
    Str key;
} Credentials;

static inline Fail give_credentials(Ctx *c, void *arg)
{
    Credentials *k = arg;
    Str hash;
    StrList codes;
    TRY(password_hash(c, str_of(k->password), &hash));
    TRY(person_set_password(c, k->person, hash, 0));
    if (k->key.n) TRY(person_set_second(c, k->person, k->key, 1, &codes));
    return OK;
}

static inline Str account_of(World *w, Id person)
{
    Person p;
    assert_int_equal(person_by_id(&w->c, person, &p), OK);
    return p.account;
}

static inline const char *give(World *w, Id person, const char *password, const char *key)
{
    Credentials k = {person, password, str_of(key)};
    assert_int_equal(store_write(&w->c, w->store, give_credentials, &k), OK);
    return account_of(w, person).p;
}

/* The key that the page of the second factor spells, and the field with its code of now. */
static inline Str key_on(World *w, LocalReply r)
{
    Str rest = str_from(r.body, str_find(r.body, S("<code>")) + strlen("<code>"));
    Str spelt = str_slice(rest, 0, str_index(rest, '<')), part;
    Out key = {.mem = &w->c.mem};
    while (str_cut(&spelt, ' ', &part)) out_raw(&key, part);
    assert_int_equal(key.n, 32);
    return out_str(&key);
}

static inline const char *code_of(World *w, Str key)
{
    return str_format(&w->c.mem, "ma=%.*s", STR_ARGS(totp_code(&w->c.mem, key, clock_ms()))).p;
}

static inline Str person_path(World *w, Id person, const char *rest)
{
    return str_format(&w->c.mem, "/nguoi/%lld%s", (long long)person, rest);
}

static inline LocalReply invite(World *w, const SignedIn *s, const char *org, const char *role)
{
    Str f = str_format(&w->c.mem,
                       "ho-ten=Ng%%C6%%B0%%E1%%BB%%9Di+M%%E1%%BB%%9Bi&thu=moi@bacgiang.gov.vn&co-quan=%s&vai-tro=%s",
                       org, role);
    return submit(w, s, "/nguoi/moi", f.p);
}

static inline LocalReply send_file(World *w, const SignedIn *s, const char *path, const char *text, const char *more)
{
    Str body = str_format(
        &w->c.mem,
        "--grenze\r\nContent-Disposition: form-data; name=\"_token\"\r\n\r\n%s\r\n"
        "--grenze\r\nContent-Disposition: form-data; name=\"tep\"; filename=\"ds.csv\"\r\n\r\n%s\r\n%s--grenze--\r\n",
        s->form, text, more);
    Str headers = str_format(&w->c.mem, "%sContent-Type: multipart/form-data; boundary=grenze\r\n", s->cookie);
    return ask(w, path, headers.p, body.p);
}

static inline int64_t count_people(World *w)
{
    Rows r;
    assert_int_equal(store_one(&w->c, &r, "SELECT count(*) FROM person WHERE office_id = $1", OFFICE), OK);
    int64_t n = row_integer(&r, 0);
    assert_int_equal(rows_end(&r), OK);
    return n;
}
