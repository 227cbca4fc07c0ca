// SPDX-License-Identifier: Apache-2.0
/* inside.h -- what the files of mail/ share: a message on its way out, what became of it, and who carries it. */
#pragma once
#include "base/out.h"
#include "mail/mail.h"

#define MINUTES(n) ((n)*INT64_C(60) * 1000)
#define HOURS(n)   MINUTES((n)*INT64_C(60))
#define DAYS(n)    HOURS((n)*INT64_C(24))

enum { MAIL_REASON_ROOM = 320 };

/* In buffers, because the writer's memory is gone when its answer comes. */
typedef struct {
    Id id, ticket;
    int64_t made_at;
    char address[MAIL_ADDRESS_MAX + 1], subject[MAIL_SUBJECT_MAX + 1], body[MAIL_BODY_MAX + 1];
} Parcel;

typedef enum {
    OUTCOME_SENT,
    OUTCOME_LATER,    /* this one was put off */
    OUTCOME_AWAY,     /* whoever takes them is away: the others need not try now */
    OUTCOME_REFUSED,  /* this one, for good */
    OUTCOME_UNSURE,   /* it may have been taken */
    OUTCOME_CANCELLED /* we stopped before it was handed over */
} OutcomeKind;

typedef struct {
    OutcomeKind kind;
    char reason[MAIL_REASON_ROOM]; /* one Vietnamese sentence with the other side's words */
} Outcome;
__attribute__((format(printf, 3, 4))) void outcome(Outcome *o, OutcomeKind kind, const char *format, ...);

/* What one round keeps between messages. */
typedef struct {
    void *easy; /* the courier's, with its connection; NULL = none yet */
    const _Atomic bool *ending;
} Session;

typedef void MailSend(Ctx *c, const MailWay *way, Session *s, const Parcel *p, Outcome *o);

typedef struct {
    Str scheme, host, port; /* port empty = of the scheme */
    bool has_secret, has_path;
} Url;

/* Who carries messages: the module of courier.h. */
typedef struct {
    MailSend *send[MAIL_CHANNELS];
    void (*hang_up)(void *easy);
    /* False when it is none.  is_typed: by a person, who may use letters and schemes that nobody connects to. */
    bool (*read_url)(Arena *a, const char *text, bool is_typed, Url *url);
} Courier;
const void *courier_ready(void); /* NULL when memory ran out */

struct MailWay {
    const Courier *courier;        /* NULL = of a test, without connections */
    MailSend *send[MAIL_CHANNELS]; /* NULL = not set up */
    Str host[MAIL_CHANNELS];       /* what the page shows */
    void *of_test;
    int hurry;
    const char *url, *user, *password; /* of SMTP, with our name as its path: EHLO says it */
    Str from_name, from_address;
    Str site; /* for links; empty = not said */
    Str name; /* our host, behind the @ of a Message-ID */
    const char *hook, *token, *authority;
    bool is_near, hook_is_near; /* on loopback: without TLS */
};

/* way.c */
bool url_is_near(const char *host);

/* step.c: one write on the way */
typedef struct {
    MailWay *way;
    MailChannel channel;
    bool is_first;      /* of a round: what somebody left behind is settled */
    bool only_records;  /* we are ending: no further one */
    const Parcel *sent; /* what became of this one is in `last`; NULL = none */
    Outcome last;
    Parcel *next; /* out: the next one, when has_next; not the same as `sent`, because a write may run again */
    bool has_next, is_ours;
} Step;
Fail step_run(Ctx *c, void *step);
