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

/* In a write: a new active person in this role at this agency (org empty = without any duty), and a session of theirs
 * with both factors. */
static inline Fail signed_in_new(Ctx *c, const char *name, const char *org, Role role, SignedIn *s)
{
    NewPerson n = {.name = str_of(name), .org = str_of(org), .role = role};
    DutyList duties;
    SessionRowList sessions;
    Str token;
    PersonAdded added;
    *s = (SignedIn){0};
    TRY(person_add(c, &n, &s->person, &added));
    TRY(store_run(c, "UPDATE person SET state = 'active' WHERE office_id = $1 AND id = $2", OFFICE, s->person));
    TRY(session_new(c, s->person, true, S("Test"), &token));
    TRY(duties_of(c, s->person, false, &duties));
    TRY(sessions_of(c, s->person, &sessions));
    s->duty = duties.n ? duties.at[0].id : 0;
    s->session = sessions.at[0].id;
    memcpy(s->token, token.p, TOKEN_LETTERS);
    digest_into(s->form, "form", token);
    snprintf(s->cookie, sizeof s->cookie, "Cookie: __Host-ngayso=%s\r\n", s->token);
    return OK;
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
