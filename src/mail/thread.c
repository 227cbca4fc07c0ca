// SPDX-License-Identifier: Apache-2.0
/* thread.c -- the thread that delivers.  Each second it asks itself whether anything changed, which costs no query;
 * only then it looks. */
#include "mail/inside.h"
#include <errno.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum {
    ROOM = 16 << 20,
    BEAT_SECONDS = 1,
    NOT_OURS_SECONDS = 15, /* another program delivers: so long we leave it alone */
    BROKEN_SECONDS = 10    /* the store is away */
};

struct MailThread {
    Store *store;
    MailWay *way;
    MailDone done;
    pthread_t thread;
    pthread_mutex_t mutex;
    pthread_cond_t changed;
    _Atomic bool ending;
    bool has_looked;
};

/* True when it is time to end. */
static bool rest_for(MailThread *t, int seconds)
{
    struct timespec until;
    clock_gettime(CLOCK_MONOTONIC, &until);
    until.tv_sec += seconds;
    pthread_mutex_lock(&t->mutex);
    while (!t->ending && pthread_cond_timedwait(&t->changed, &t->mutex, &until) != ETIMEDOUT) {}
    pthread_mutex_unlock(&t->mutex);
    return t->ending;
}

static Fail round_of(Ctx *c, void *arg)
{
    MailThread *t = arg;
    return mail_deliver(c, t->store, t->way, &t->ending, &t->done);
}

static bool is_worth_it(const MailThread *t, int64_t now)
{
    return !t->has_looked || now >= t->done.next_at || !store_is_current(t->store, t->done.mark);
}

static void *deliver(void *arg)
{
    MailThread *t = arg;
    Ctx c = {.mem = arena_reserve(ROOM)};
    Arena whole = c.mem;
    bool was_broken = false;
    for (int pause = BEAT_SECONDS; !rest_for(t, pause);) {
        pause = BEAT_SECONDS;
        c.now = clock_ms();
        c.today = day_at(c.now);
        if (!is_worth_it(t, c.now)) continue;
        c.why[0] = 0;
        if (!c.store) c.store = store_reader(t->store);
        Fail failed = c.store ? edge_run(&c, round_of, t) : FAIL_STORE;
        t->has_looked = !failed;
        if (failed && !was_broken) fprintf(stderr, "ngayso: chưa gửi được thư: %s\n", c.why);
        was_broken = failed != OK;
        if (failed) pause = BROKEN_SECONDS;
        else if (!t->done.is_ours) pause = NOT_OURS_SECONDS;
    }
    arena_release(&whole);
    return NULL;
}

/* -- coming and going ------------------------------------------------------------------------------------------------
 */

static Fail note_ways(Ctx *c, void *arg)
{
    const MailWay *way = arg;
    TRY(store_run(c, "DELETE FROM mail_way WHERE office_id = $1", OFFICE));
    for (int i = 0; i < MAIL_CHANNELS; i++)
        if (way->send[i])
            TRY(store_run(c, "INSERT INTO mail_way (office_id, channel, host) VALUES ($1, $2, $3)", OFFICE,
                          mail_channels[i], way->host[i]));
    if (way->site.n)
        TRY(store_run(c, "INSERT INTO mail_way (office_id, channel, host) VALUES ($1, 'site', $2)", OFFICE, way->site));
    return OK;
}

Fail mail_start(Ctx *c, Store *store, MailWay *way, MailThread **made)
{
    pthread_condattr_t monotonic;
    *made = NULL;
    TRY(store_write(c, store, note_ways, way));
    if (!way->send[MAIL_LETTER] && !way->send[MAIL_HOOK]) return OK;
    MailThread *t = calloc(1, sizeof *t);
    if (!t) return fail(c, FAIL_STORE, "Hết bộ nhớ khi khởi động việc gửi thư.");
    t->store = store;
    t->way = way;
    pthread_mutex_init(&t->mutex, NULL);
    pthread_condattr_init(&monotonic);
    pthread_condattr_setclock(&monotonic, CLOCK_MONOTONIC);
    pthread_cond_init(&t->changed, &monotonic);
    pthread_condattr_destroy(&monotonic);
    if (pthread_create(&t->thread, NULL, deliver, t)) {
        free(t);
        return fail(c, FAIL_STORE, "Hệ điều hành không cho tạo thêm luồng. Hãy thử lại.");
    }
    *made = t;
    return OK;
}

void mail_stop(MailThread *t)
{
    if (!t) return;
    pthread_mutex_lock(&t->mutex);
    t->ending = true;
    pthread_cond_signal(&t->changed);
    pthread_mutex_unlock(&t->mutex);
    pthread_join(t->thread, NULL);
    pthread_mutex_destroy(&t->mutex);
    pthread_cond_destroy(&t->changed);
    free(t);
}
