// SPDX-License-Identifier: Apache-2.0
/* step.c -- one write on the way: what became of the last message, and the mark on the next one.
 *
 * Both in one transaction, because a message may leave only when its mark is on disk, and that sync is the dear part.
 * Only who holds the lease marks and sends, so whatever stands as "sending" at the beginning of its round was left by
 * somebody who died. */
#include "mail/inside.h"

const int mail_pauses[] = {1, 5, 30, 2 * 60, 6 * 60};
const int mail_pauses_count = sizeof mail_pauses / sizeof *mail_pauses;

enum { AWAY_SECONDS = 60 };

static int64_t pause_after(const MailWay *way, int64_t attempts)
{
    int64_t i = attempts < 1 ? 0 : attempts > mail_pauses_count ? mail_pauses_count - 1 : attempts - 1;
    return MINUTES(mail_pauses[i]) / way->hurry;
}

/* -- what became of it --------------------------------------------------------------------------------------------
 *
 * Only an answer to the newest attempt counts (`ticket`).  One that comes after the attempt was given up for unsure
 * still tells the truth; so does success after a person asked for another one that has not left yet. */

static Fail rest(Ctx *c, const Step *s, const char *state)
{
    return store_run(c,
                     "UPDATE mail_message SET state = $4, last_error = $5, moved_at = $6 WHERE office_id = $1 "
                     "AND id = $2 AND ticket = $3 AND state IN ('sending', 'unsure')",
                     OFFICE, s->sent->id, s->sent->ticket, state, s->last.reason, c->now);
}

static Fail note_sent(Ctx *c, const Step *s)
{
    return store_run(c,
                     "UPDATE mail_message SET state = 'sent', last_error = '', moved_at = $4, sent_at = $4, "
                     "has_content = CASE WHEN is_secret = 1 THEN 0 ELSE has_content END, "
                     "address = CASE WHEN is_secret = 1 THEN '' ELSE address END, "
                     "subject = CASE WHEN is_secret = 1 THEN '' ELSE subject END, "
                     "body = CASE WHEN is_secret = 1 THEN '' ELSE body END "
                     "WHERE office_id = $1 AND id = $2 AND ticket = $3 AND state IN ('sending', 'unsure', 'queued')",
                     OFFICE, s->sent->id, s->sent->ticket, c->now);
}

static Fail wait_again(Ctx *c, const Step *s, int64_t next_at, int64_t attempts)
{
    return store_run(
        c,
        "UPDATE mail_message SET state = 'queued', last_error = $4, next_at = $5, attempts = $6, "
        "moved_at = $7 WHERE office_id = $1 AND id = $2 AND ticket = $3 AND state IN ('sending', 'unsure')",
        OFFICE, s->sent->id, s->sent->ticket, s->last.reason, next_at, attempts, c->now);
}

static Fail put_off(Ctx *c, const Step *s)
{
    Rows r;
    TRY(store_query(c, &r,
                    "SELECT attempts, first_at, until_at FROM mail_message WHERE office_id = $1 AND id = $2 "
                    "AND ticket = $3 ORDER BY id LIMIT 1",
                    OFFICE, s->sent->id, s->sent->ticket));
    bool there = rows_next(&r);
    int64_t attempts = row_integer(&r, 0), first_at = row_integer(&r, 1), until = row_integer(&r, 2);
    TRY(rows_end(&r));
    if (!there) return OK;
    int64_t next = c->now + pause_after(s->way, attempts);
    bool too_late = next > first_at + HOURS(MAIL_GIVE_UP_HOURS) || next > until;
    return too_late ? rest(c, s, "failed") : wait_again(c, s, next, attempts);
}

/* Nobody is there: the others wait for a minute instead of each finding out. */
static Fail put_off_others(Ctx *c, const Step *s)
{
    return store_run(c,
                     "UPDATE mail_message SET next_at = $4 WHERE office_id = $1 AND state = 'queued' AND channel = $2 "
                     "AND next_at < $3",
                     OFFICE, mail_channels[s->channel], c->now + 1,
                     c->now + INT64_C(1000) * AWAY_SECONDS / s->way->hurry);
}

static Fail take_back(Ctx *c, const Step *s)
{
    return store_run(c,
                     "UPDATE mail_message SET state = 'queued', next_at = $4, moved_at = $4, attempts = attempts - 1, "
                     "first_at = CASE WHEN attempts = 1 THEN 0 ELSE first_at END "
                     "WHERE office_id = $1 AND id = $2 AND ticket = $3 AND state IN ('sending', 'unsure')",
                     OFFICE, s->sent->id, s->sent->ticket, c->now);
}

static Fail record(Ctx *c, const Step *s)
{
    switch (s->last.kind) {
    case OUTCOME_SENT: return note_sent(c, s);
    case OUTCOME_REFUSED: return rest(c, s, "failed");
    case OUTCOME_UNSURE: return rest(c, s, "unsure");
    case OUTCOME_CANCELLED: return take_back(c, s);
    case OUTCOME_LATER: return put_off(c, s);
    case OUTCOME_AWAY: TRY(put_off(c, s)); return put_off_others(c, s);
    }
    return OK;
}

/* -- the next one ------------------------------------------------------------------------------------------------- */

/* A letter may have been taken; a message of the hook may go again, its key tells the other side. */
static Fail settle_left_behind(Ctx *c)
{
    TRY(store_run(c,
                  "UPDATE mail_message SET state = 'unsure', moved_at = $2, last_error = $3 "
                  "WHERE office_id = $1 AND state = 'sending' AND channel = 'mail'",
                  OFFICE, c->now, "Chương trình dừng đột ngột khi đang gửi: có thể người nhận đã nhận được."));
    return store_run(c,
                     "UPDATE mail_message SET state = 'queued', moved_at = $2, next_at = $2 "
                     "WHERE office_id = $1 AND state = 'sending' AND channel = 'hook'",
                     OFFICE, c->now);
}

static void keep(char *to, size_t room, Str text)
{
    size_t n = text.n < room ? text.n : room - 1;
    memcpy(to, text.p ? text.p : "", n);
    to[n] = 0;
}

static Fail pick(Ctx *c, Step *s)
{
    Rows r;
    Parcel *p = s->next;
    TRY(store_query(c, &r,
                    "SELECT id, made_at, address, subject, body FROM mail_message WHERE office_id = $1 "
                    "AND state = 'queued' AND channel = $2 AND next_at <= $3 AND until_at >= $3 "
                    "ORDER BY next_at, id LIMIT 1",
                    OFFICE, mail_channels[s->channel], c->now));
    s->has_next = rows_next(&r);
    if (s->has_next) {
        p->id = row_integer(&r, 0), p->made_at = row_integer(&r, 1), p->ticket = id_new(c->now);
        keep(p->address, sizeof p->address, row_text(&r, 2));
        keep(p->subject, sizeof p->subject, row_text(&r, 3));
        keep(p->body, sizeof p->body, row_text(&r, 4));
    }
    TRY(rows_end(&r));
    if (!s->has_next) return OK;
    return store_run(c,
                     "UPDATE mail_message SET state = 'sending', ticket = $3, attempts = attempts + 1, moved_at = $4, "
                     "first_at = CASE WHEN first_at = 0 THEN $4 ELSE first_at END WHERE office_id = $1 AND id = $2",
                     OFFICE, p->id, p->ticket, c->now);
}

Fail step_run(Ctx *c, void *arg)
{
    Step *s = arg;
    s->has_next = false;
    s->is_ours = true;
    if (s->sent) TRY(record(c, s));
    TRY(store_lease(c, "mail", MAIL_LEASE_MS, &s->is_ours));
    if (!s->is_ours) return OK;
    if (s->is_first) TRY(settle_left_behind(c));
    if (!s->only_records) TRY(pick(c, s));
    bool released;
    return s->has_next ? OK : store_lease(c, "mail", 0, &released); /* nothing is under way: whoever looks next may */
}
