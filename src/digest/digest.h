// SPDX-License-Identifier: Apache-2.0
/* digest.h -- the morning letter: one for each person on each working day, with everything that they should know, or
 * none when there is nothing to tell.  Never a flood, never twice.
 *
 * It is kept in the same write as the note that it was made, and waits in the outbox (mail.h) under a key of person and
 * day: so not twice either with several copies of the program, or when one dies in between. */
#pragma once
#include "base/list.h"
#include "people/people.h"
#include "store/store.h"

/* symbol, in tables and addresses, heading, may be switched off.  What an order demands may not: that a task was
 * assigned, and that somebody is urged (the plan's assignment and the letter are orders of the committee). */
#define DIGEST_KINDS(X)                                                                                                \
    X(URGED, "don-doc", "Được đôn đốc", false)                                                                         \
    X(NEW, "moi-giao", "Mới được giao", false)                                                                         \
    X(DUE, "den-han", "Quá hạn, sắp đến hạn", true)                                                                    \
    X(BACK, "lam-lai", "Phải làm tiếp", true)                                                                          \
    X(ANSWERED, "tra-loi", "Đã được trả lời", true)                                                                    \
    X(SIGN, "thu-truong", "Chờ thủ trưởng xác nhận", true)                                                             \
    X(TALK, "trao-doi", "Trao đổi ở việc đang theo dõi", true)                                                         \
    X(DESK, "ban-dieu-phoi", "Chờ điều phối", true)                                                                    \
    X(OLDEST, "kho-khan", "Khó khăn chờ lâu nhất", true)

typedef enum {
#define X(symbol, key, name, may_be_off) DIGEST_##symbol,
    DIGEST_KINDS(X)
#undef X
        DIGEST_KIND_COUNT
} DigestKind;
typedef struct {
    const char *key, *name;
    bool may_be_off;
} DigestKindRow;
extern const DigestKindRow digest_kinds[DIGEST_KIND_COUNT];

enum {
    DIGEST_FROM_HOUR = 7,  /* Vietnam's clock: from then on … */
    DIGEST_TO_HOUR = 11,   /* … until then; later it is no morning letter any more */
    DIGEST_LINES = 10,     /* of a section; then "và N việc nữa" */
    DIGEST_FIRST_DAYS = 7, /* how far the first letter looks back */
    DIGEST_PEOPLE_A_WRITE = 25
};

typedef struct {
    Str text; /* "Rà soát cáp quang, hạn 10/10/2024" */
    Str path; /* of its page */
} DigestLine;
typedef LIST(DigestLine) DigestLineList;

typedef struct {
    DigestLineList lines[DIGEST_KIND_COUNT];
    int more[DIGEST_KIND_COUNT]; /* that are not among the lines */
    int overdue;
} Digest;

/* What somebody should know since `since` (UTC, milliseconds) in their duties of c->today, without what they switched
 * off.  Only what they may see now. */
Fail digest_gather(Ctx *c, Id person, int64_t since, Digest *d) CHECKED;
bool digest_is_empty(const Digest *d);
/* "3 việc quá hạn, 2 việc mới giao, sáng 16/10/2024"; the letter, with addresses below `site`. */
Str digest_subject(Ctx *c, const Digest *d);
Str digest_sentence(Ctx *c, const Digest *d); /* for who is reached by SMS or Zalo */
Str digest_letter(Ctx *c, const Digest *d, Str name, Str site);

/* Since when somebody's next letter looks back. */
Fail digest_since(Ctx *c, Id person, int64_t *since) CHECKED;

/* -- the same on a page (news.c) ------------------------------------------------------------------------------- */

/* Where DIGEST_FIRST_DAYS begin: with a day, so that the menu, which is kept until something changes, counts right. */
int64_t digest_week(const Ctx *c);
/* Up to when they looked; at most since digest_week.  digest_saw: in a write. */
Fail digest_seen_at(Ctx *c, Id person, int64_t *at) CHECKED;
Fail digest_saw(Ctx *c, Id person) CHECKED;
/* How many tasks others did something to since then, that concern c->actor in their duty; of their agency's no more
 * than the menu tells (WAITING_TOLD). */
Fail digest_news_count(Ctx *c, int *n) CHECKED;

typedef struct {
    bool is_off[DIGEST_KIND_COUNT];
} DigestSwitches;
Fail digest_switches(Ctx *c, Id person, DigestSwitches *s) CHECKED;
/* In a write; what may not be switched off stays on. */
Fail digest_switch(Ctx *c, Id person, const DigestSwitches *s) CHECKED;

/* Once a minute: when it is a morning of a working day, make the letters that are still to be made, in writes of
 * DIGEST_PEOPLE_A_WRITE people; *made = how many letters.  c->now and c->today say when. */
Fail digest_morning(Ctx *c, Store *store, Str site, int *made) CHECKED;
