// SPDX-License-Identifier: Apache-2.0
/* mail.h -- the outbox: letters, and messages for SMS and Zalo, that leave when they can and never twice.
 *
 *     queued -> sending -> sent                    it was taken
 *                       -> queued                  not now: again after a pause, for two days
 *                       -> failed                  refused for good, or too old
 *                       -> unsure                  nobody knows: only a person sends it again
 *     queued | failed | unsure -> dropped          a person, or who was to get it is forgotten
 *
 * "sending" is on disk before the first byte leaves.  README.md says why that suffices. */
#pragma once
#include "base/list.h"
#include "store/store.h"

typedef enum { MAIL_LETTER, MAIL_HOOK, MAIL_CHANNELS } MailChannel;
extern const char *const mail_channels[MAIL_CHANNELS]; /* in tables: "mail", "hook" */

/* symbol, in tables, in addresses, in words, class of its sign */
#define MAIL_STATES(X)                                                                                                 \
    X(QUEUED, "queued", "dang-cho", "đang chờ", "now")                                                                 \
    X(SENDING, "sending", "dang-gui", "đang gửi", "now")                                                               \
    X(SENT, "sent", "da-gui", "đã gửi", "good")                                                                        \
    X(FAILED, "failed", "khong-gui-duoc", "không gửi được", "bad")                                                     \
    X(UNSURE, "unsure", "chua-ro", "chưa rõ", "warn")                                                                  \
    X(DROPPED, "dropped", "da-bo", "đã bỏ", "")

typedef enum {
#define X(symbol, key, slug, name, sign) MAIL_##symbol,
    MAIL_STATES(X)
#undef X
        MAIL_STATE_COUNT
} MailState;

typedef struct {
    const char *key, *slug, *name, *sign;
} MailStateRow;
extern const MailStateRow mail_states[MAIL_STATE_COUNT];

enum {
    MAIL_ADDRESS_MAX = 254, /* bytes: RFC 5321, 4.5.3.1.3 */
    MAIL_SUBJECT_MAX = 300, /* bytes */
    MAIL_BODY_MAX = 64 << 10,
    MAIL_DEDUPE_MAX = 200,
    MAIL_WAIT_DAYS = 7,      /* what waited so long is not worth sending any more, unless it says otherwise */
    MAIL_GIVE_UP_HOURS = 48, /* after the first attempt */
    MAIL_CONTENT_DAYS = 30,  /* address, subject and text of what rests */
    MAIL_ROW_DAYS = 366,     /* the rest of it; so long `dedupe` is remembered */
    MAIL_PAGE = 30
};
/* Minutes until the next attempt, after the first, the second …; then always the last. */
extern const int mail_pauses[];
extern const int mail_pauses_count;

typedef struct {
    MailChannel channel;
    Id person;      /* whom it is for: so that it goes when they are forgotten; 0 = nobody who has an account */
    Str address;    /* an@bacgiang.gov.vn; of MAIL_HOOK: sms:0912345678, zalo:… */
    Str subject;    /* one line; of MAIL_HOOK: what the list shows, not sent */
    Str body;       /* plain text; lines end with LF */
    Str dedupe;     /* "tong hop 7 2024-09-28": once in a year; empty = always new */
    int64_t until;  /* UTC, milliseconds: later it is of no use; 0 = in MAIL_WAIT_DAYS */
    bool is_secret; /* it holds a link that lets in: its content goes as soon as it was sent */
} Mail;

/* In a write: let it wait for its turn.  FAIL_INPUT with a sentence for what could not be sent as it is (a line break
 * in the subject, a bad address).  Whether the person wants it the caller knows (privacy.h: consent_holds). */
Fail mail_queue(Ctx *c, const Mail *m) CHECKED;
/* NULL, or the sentence about what is wrong with an address. */
const char *mail_address_problem(MailChannel channel, Str address);
/* The same of the address of a web site, with its https://, as somebody typed it. */
const char *mail_link_problem(Arena *a, Str link);

/* -- what a page shows ---------------------------------------------------------------------------------------- */

typedef struct {
    int64_t n[MAIL_STATE_COUNT];
    int64_t oldest; /* when the oldest that waits was made; 0 = none waits */
} MailCounts;
Fail mail_count(Ctx *c, MailCounts *counts) CHECKED;

typedef struct {
    Id id, person;
    MailChannel channel;
    MailState state;
    Str address, subject, error;
    int64_t attempts, next_at, made_at, moved_at;
    bool has_content;
} MailRow;
typedef LIST(MailRow) MailRowList;
/* The newest first, without text: of one state (MAIL_STATE_COUNT = of all), older than row `before` (0 = from the end),
 * at most MAIL_PAGE and *more. */
Fail mail_list(Ctx *c, MailState state, Id before, MailRowList *rows, bool *more) CHECKED;
/* Of one person, for what they may ask: the newest MAIL_PAGE. */
Fail mail_of(Ctx *c, Id person, MailRowList *rows) CHECKED;
/* Where each channel leads to; empty = it is not set up. */
Fail mail_ways(Ctx *c, Str hosts[MAIL_CHANNELS]) CHECKED;

/* How the world reaches us, for links in messages: --site; empty = not said. */
Fail mail_site(Ctx *c, Str *site) CHECKED;

/* -- what a person does; in a write --------------------------------------------------------------------------- */

Fail mail_retry(Ctx *c, Id id) CHECKED; /* what waits, failed, is unsure or was dropped: now */
Fail mail_drop(Ctx *c, Id id) CHECKED;  /* what waits, failed or is unsure */
/* The undoer of the kind "mail": one that was dropped is again what it was `before` (the key of its state). */
Fail mail_undo(Ctx *c, Id id, int version, Str before, Str *title) CHECKED;
/* Its state and what it is about: FAIL_MISSING with a sentence. */
Fail mail_stand(Ctx *c, Id id, MailState *state, Str *subject) CHECKED;
Fail mail_try(Ctx *c) CHECKED;   /* a letter to who does it, to see that it arrives */
Fail mail_hurry(Ctx *c) CHECKED; /* all that waits: now */

/* -- how long it is kept; in a write -------------------------------------------------------------------------- */

Fail mail_purge(Ctx *c) CHECKED;
Fail mail_purge_count(Ctx *c, int64_t *n, int64_t *all) CHECKED; /* letters that it would touch, of how many */

/* -- sending ---------------------------------------------------------------------------------------------------- */

/* How messages leave the house: from the options of `ngayso serve`.  NULL = not set up. */
typedef struct {
    const char *smtp;          /* "smtp://host:587": with STARTTLS, unless on loopback; or "smtps://host" */
    const char *from;          /* "Ngày Số <ngayso@bacgiang.gov.vn>" */
    const char *user;          /* with the password in a file */
    const char *password_file; /* one line */
    const char *hook;          /* "https://…"; http:// on loopback only */
    const char *token_file;    /* one line: the bearer token */
    const char *authority;     /* PEM: whose certificates are believed; NULL = the system's */
    const char *site;          /* our name, for Message-ID */
    int hurry;                 /* pauses are so many times shorter; 0 = 1.  For tests */
} MailOptions;

/* The same, checked; secrets were read from their files.  FAIL_INPUT with a sentence.  Lives in c's arena. */
typedef struct MailWay MailWay;
Fail mail_way(Ctx *c, const MailOptions *options, MailWay **way) CHECKED;

typedef struct {
    int sent, later, failed, unsure;
    int64_t next_at; /* when the next one is due; INT64_MAX = none waits … */
    ReadMark mark;   /* … as long as this is current */
    bool is_ours;    /* false: another program over this database does it */
} MailDone;
/* One round: everything that is due at c->now, one after the other, over one connection.  For a thread that nobody
 * waits for; at most MAIL_LETTER_MS for each.  `ending` is looked at on the way: not NULL and true = come back. */
Fail mail_deliver(Ctx *c, Store *store, MailWay *way, const _Atomic bool *ending, MailDone *done) CHECKED;
enum { MAIL_CONNECT_MS = 10 * 1000, MAIL_LETTER_MS = 120 * 1000, MAIL_LEASE_MS = 180 * 1000 };

/* A thread that delivers until it is stopped.  `way` outlives it.  It notes in the store where the channels lead. */
typedef struct MailThread MailThread;
Fail mail_start(Ctx *c, Store *store, MailWay *way, MailThread **thread) CHECKED;
void mail_stop(MailThread *thread); /* NULL is accepted; at most MAIL_ENDING_MS when a letter is under way */
enum { MAIL_ENDING_MS = 20 * 1000 };
