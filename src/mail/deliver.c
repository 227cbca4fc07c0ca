// SPDX-License-Identifier: Apache-2.0
/* deliver.c -- one round: for each channel, message after message, each marked on disk before it leaves. */
#include "mail/inside.h"
#include <stdarg.h>
#include <stdio.h>
#include <time.h>

enum { RECORD_AGAIN_MS = 300 };

void outcome(Outcome *o, OutcomeKind kind, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    o->kind = kind;
    vsnprintf(o->reason, sizeof o->reason, format, args);
    va_end(args);
    Str whole = str_of(o->reason);
    while (!str_is_utf8(whole)) whole.n--; /* cut within a letter */
    o->reason[whole.n] = 0;
}

/* -- when there is something to do ------------------------------------------------------------------------------ */

static Fail look_at(Ctx *c, const MailWay *way, MailDone *done)
{
    Rows r;
    for (int i = 0; i < MAIL_CHANNELS; i++) {
        if (!way->send[i]) continue;
        TRY(store_query(c, &r,
                        "SELECT next_at FROM mail_message WHERE office_id = $1 AND state = 'queued' AND channel = $2 "
                        "AND until_at >= $3 ORDER BY next_at LIMIT 1",
                        OFFICE, mail_channels[i], c->now));
        if (rows_next(&r) && row_integer(&r, 0) < done->next_at) done->next_at = row_integer(&r, 0);
        TRY(rows_end(&r));
    }
    TRY(store_query(c, &r, "SELECT id FROM mail_message WHERE office_id = $1 AND state = 'sending' ORDER BY id LIMIT 1",
                    OFFICE));
    if (rows_next(&r)) done->next_at = 0; /* left behind, maybe by us */
    return rows_end(&r);
}

static Fail look(Ctx *c, const MailWay *way, MailDone *done)
{
    done->next_at = INT64_MAX;
    TRY(store_read_begin(c));
    Fail result = look_at(c, way, done);
    store_read_mark(c, &done->mark);
    store_read_end(c);
    return result;
}

/* -- a round ---------------------------------------------------------------------------------------------------- */

static int64_t monotonic(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec * INT64_C(1000) + t.tv_nsec / 1000000;
}

typedef struct {
    Store *store;
    MailWay *way;
    MailDone *done;
    Session session;
    int64_t begun, begun_monotonic;
    Parcel parcels[2];
    Step step;
} Round;

static void tick(Ctx *c, const Round *k) { c->now = k->begun + monotonic() - k->begun_monotonic; }

static bool is_ending(const Round *k) { return k->session.ending && *k->session.ending; }

/* What became of a message must be kept: until it is, or we have to go, when it stays "sending" and so is unsure
 * later. */
static Fail write_step(Ctx *c, Round *k)
{
    static const struct timespec pause = {.tv_nsec = RECORD_AGAIN_MS * 1000000L};
    for (;;) {
        c->why[0] = 0;
        tick(c, k);
        Fail result = store_write(c, k->store, step_run, &k->step);
        if (!result || !k->step.sent || is_ending(k)) return result;
        nanosleep(&pause, NULL);
    }
}

static void count(MailDone *done, OutcomeKind kind)
{
    switch (kind) {
    case OUTCOME_SENT: done->sent++; break;
    case OUTCOME_REFUSED: done->failed++; break;
    case OUTCOME_UNSURE: done->unsure++; break;
    default: done->later++;
    }
}

static Fail deliver_channel(Ctx *c, Round *k, MailChannel channel)
{
    Step *s = &k->step;
    *s = (Step){.way = k->way, .channel = channel, .is_first = true, .next = &k->parcels[0]};
    TRY(write_step(c, k));
    k->done->is_ours = s->is_ours;
    while (s->has_next) {
        Arena mark = c->mem;
        Parcel *now = s->next;
        s->is_first = false;
        if (is_ending(k)) outcome(&s->last, OUTCOME_CANCELLED, "Chương trình đang dừng.");
        else k->way->send[channel](c, k->way, &k->session, now, &s->last);
        arena_back(&c->mem, mark);
        count(k->done, s->last.kind);
        s->sent = now;
        s->next = now == &k->parcels[0] ? &k->parcels[1] : &k->parcels[0];
        s->only_records = is_ending(k);
        TRY(write_step(c, k));
    }
    return OK;
}

static void hang_up(void *round)
{
    Round *k = round;
    if (k->session.easy) k->way->courier->hang_up(k->session.easy);
    k->session.easy = NULL;
}

Fail mail_deliver(Ctx *c, Store *store, MailWay *way, const _Atomic bool *ending, MailDone *done)
{
    *done = (MailDone){.is_ours = true};
    TRY(look(c, way, done));
    if (done->next_at > c->now) return OK;
    Round *k = NEW(&c->mem, Round, 1);
    *k = (Round){.store = store, .way = way, .done = done, .begun = c->now, .begun_monotonic = monotonic()};
    k->session.ending = ending;
    arena_at_end(&c->mem, hang_up, k);
    for (int i = 0; i < MAIL_CHANNELS && done->is_ours && !is_ending(k); i++) {
        if (!way->send[i]) continue;
        TRY(deliver_channel(c, k, (MailChannel)i));
        hang_up(k); /* the next channel's connection is another's */
    }
    c->seen = store_written(store); /* on a replica, what we just wrote */
    return look(c, way, done);
}
