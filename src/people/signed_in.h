// SPDX-License-Identifier: Apache-2.0
/* signed_in.h -- somebody who is signed in, for *_test.c only (also of the folders above). */
#pragma once
#include "http/world.h"
#include "people/inside.h"
#include <stdio.h>

typedef struct {
    Id person, duty, session;
    char token[TOKEN_LETTERS + 1];
    char form[DIGEST_LETTERS + 1];                                    /* value of the field _token */
    char cookie[sizeof "Cookie: __Host-ngayso=\r\n" + TOKEN_LETTERS]; /* a header line for ask() */
} SignedIn;

/* In a write: a session with both factors of somebody who is there. */
static inline Fail signed_in_as(Ctx *c, Id person, SignedIn *s)
{
    DutyList duties;
    SessionRowList sessions;
    Str token;
    *s = (SignedIn){.person = person};
    TRY(session_new(c, &(NewSession){.person = s->person, .has_second = true, .agent = S("Test")}, &token));
    TRY(duties_of(c, s->person, false, &duties));
    TRY(sessions_of(c, s->person, &sessions));
    s->duty = duties.n ? duties.at[0].id : 0;
    s->session = sessions.at[0].id;
    memcpy(s->token, token.p, TOKEN_LETTERS);
    digest_into(s->form, "form", token);
    snprintf(s->cookie, sizeof s->cookie, "Cookie: __Host-ngayso=%s\r\n", s->token);
    return OK;
}

/* In a write: a new active person in this role at this agency (org empty = without any duty), and a session of theirs
 * with both factors. */
static inline Fail signed_in_new(Ctx *c, const char *name, const char *org, Role role, SignedIn *s)
{
    NewPerson n = {.name = str_of(name), .org = str_of(org), .role = role};
    PersonAdded added;
    Id person;
    TRY(person_add(c, &n, &person, &added));
    TRY(store_run(c, "UPDATE person SET state = 'active' WHERE office_id = $1 AND id = $2", OFFICE, person));
    return signed_in_as(c, person, s);
}

/* In a write: their mail, proved. */
static inline Fail signed_in_mail(Ctx *c, const SignedIn *s, const char *mail)
{
    return store_run(c, "UPDATE person SET mail = $3, mail_proved_at = 1 WHERE office_id = $1 AND id = $2", OFFICE,
                     s->person, mail);
}

/* A page as they see it; a form as they send it, with its token. */
static inline LocalReply visit(World *w, const SignedIn *who, const char *path)
{
    return ask(w, path, who->cookie, NULL);
}
static inline LocalReply submit(World *w, const SignedIn *who, const char *path, const char *fields)
{
    return ask(w, path, who->cookie, text_in(w, "_token=%s&%s", who->form, fields));
}

/* The same of a form with a file, in its field "tep". */
static inline LocalReply submit_file(World *w, const SignedIn *who, const char *path, const char *name, Str bytes)
{
    Out body = {.mem = &w->c.mem};
    LocalReply r = {0};
    out_format(&body, "--xyz\r\nContent-Disposition: form-data; name=\"_token\"\r\n\r\n%s\r\n", who->form);
    out_format(&body, "--xyz\r\nContent-Disposition: form-data; name=\"tep\"; filename=\"%s\"\r\n", name);
    OUT_LITERAL(&body, "Content-Type: application/pdf\r\n\r\n"); /* whatever it is */
    out_raw(&body, bytes);
    OUT_LITERAL(&body, "\r\n--xyz--\r\n");
    LocalRequest q = {.method = "POST",
                      .path = path,
                      .headers =
                          str_format(&w->c.mem, "%sContent-Type: multipart/form-data; boundary=xyz\r\n", who->cookie).p,
                      .body = out_str(&body)};
    if (server_local(&w->c, w->server, q, &r)) test_fails("no answer: %s", w->c.why);
    return r;
}

/* What a header of an answer begins with `name` says behind it, up to the end of the line or `end`; empty = not there.
 */
static inline Str header_part(LocalReply r, const char *name, char end)
{
    size_t at = str_find(r.headers, str_of(name)), n = 0;
    Str value = at < r.headers.n ? str_from(r.headers, at + strlen(name)) : (Str){0};
    while (n < value.n && value.p[n] != '\r' && value.p[n] != end) n++;
    return str_slice(value, 0, n);
}

/* The page that follows a form which is taken, with the receipt that the browser was given. */
static inline LocalReply submit_and_follow(World *w, const SignedIn *who, const char *path, const char *fields)
{
    Str origin = str_format(&w->c.mem, "Sec-Fetch-Site: same-origin\r\n%s", who->cookie);
    LocalReply r = ask(w, path, origin.p, text_in(w, "_token=%s&%s", who->form, fields));
    assert_status(r, 303);
    Str receipt = header_part(r, "__Host-ngayso-bien-nhan=", ';'), to = header_part(r, "Location: ", '#');
    const char *cookies = text_in(w, "Cookie: __Host-ngayso=%s; __Host-ngayso-bien-nhan=%.*s\r\n", who->token,
                                  STR_ARGS(receipt.n ? receipt : S("0")));
    return ask(w, str_copy(&w->c.mem, to).p, cookies, NULL);
}

/* Where the button "Hoàn tác" of a page leads. */
static inline const char *undo_in(World *w, Str page)
{
    size_t at = str_find(page, S("/bien-nhan/")), n = 0;
    Str path = str_from(page, at);
    if (!path.n) test_fails("no receipt that can be taken back: %.*s", STR_ARGS(page));
    while (n < path.n && path.p[n] != '"') n++;
    return str_copy(&w->c.mem, str_slice(path, 0, n)).p;
}
