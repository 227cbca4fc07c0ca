// SPDX-License-Identifier: Apache-2.0
/* thread.c -- the thread that delivers.  Each second it asks itself whether anything changed, which costs no query;
 * only then it looks. */
#include "mail/inside.h"
#include "store/worker.h"
#include <stdlib.h>

enum {
    ROOM = 16 << 20,
    NOT_OURS_SECONDS = 15 /* another program delivers: so long we leave it alone */
};

struct MailThread {
    Store *store;
    Worker *worker;
    MailWay *way;
    MailDone done;
    _Atomic bool ending;
    bool has_looked;
};

static bool is_worth_it(const void *arg, int64_t now)
{
    const MailThread *t = arg;
    return !t->has_looked || now >= t->done.next_at || !store_is_current(t->store, t->done.mark);
}

static Fail deliver(Ctx *c, void *arg, int *pause)
{
    MailThread *t = arg;
    t->has_looked = false;
    TRY(mail_deliver(c, t->store, t->way, &t->ending, &t->done));
    t->has_looked = true;
    if (!t->done.is_ours) *pause = NOT_OURS_SECONDS;
    return OK;
}

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
    static const char no_memory[] = "Hết bộ nhớ khi khởi động việc gửi thư.";
    *made = NULL;
    TRY(store_write(c, store, note_ways, way));
    if (!way->send[MAIL_LETTER] && !way->send[MAIL_HOOK]) return OK;
    MailThread *t = calloc(1, sizeof *t);
    if (!t) return fail(c, FAIL_STORE, "%s", no_memory);
    t->store = store;
    t->way = way;
    WorkerJob job = {.store = store,
                     .room = ROOM,
                     .round = deliver,
                     .is_worth_it = is_worth_it,
                     .arg = t,
                     .no_memory = no_memory,
                     .trouble = "chưa gửi được thư"};
    Fail result = worker_start(c, job, &t->worker);
    if (result) free(t);
    else *made = t;
    return result;
}

void mail_stop(MailThread *t)
{
    if (!t) return;
    t->ending = true;
    worker_stop(t->worker);
    free(t);
}
