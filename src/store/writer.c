// SPDX-License-Identifier: Apache-2.0
/* writer.c -- the one thread that changes data.
 *
 * It takes all that waits (up to STORE_BATCH_MAX jobs), runs them in one transaction, and tells their owners only when
 * the commit is on disk: the price of a sync (about 4 ms on a small machine) is shared by everybody who waits.  A job
 * that fails is rolled back alone.  When the transaction itself is lost (the commit fails, SQLite gives it up on a full
 * disk), every job of the batch fails and nothing of it was kept; on PostgreSQL, which may only have gone away or
 * preferred somebody else, the batch is tried again first. */
#include "store/inside.h"
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

typedef struct {
    WriteJob *job;
    Fail result;
    char why[WHY_ROOM];
} Outcome;

typedef struct {
    Store *store;
    Ctx c;
    Outcome outcome[STORE_BATCH_MAX];
    int n;
} Writer;

static void keep_outcome(Outcome *o, Fail result, const char *why)
{
    o->result = result;
    memcpy(o->why, why, sizeof o->why);
}

static void run_job(Writer *w, Outcome *o)
{
    Ctx *c = &w->c;
    Connection *k = w->store->writer;
    c->now = clock_ms();
    c->today = day_at(c->now);
    c->why[0] = 0;
    Fail result = k->engine->job_begin(c, k);
    bool began = !result;
    if (began) result = edge_run(c, o->job->run, o->job->arg);
    if (!result) result = k->engine->job_end(c, k);
    if (k->engine->is_lost(k)) result = result ? result : FAIL_STORE;
    else if (result && began) k->engine->job_undo(k);
    keep_outcome(o, result, c->why);
}

/* All jobs in one transaction; FAIL when it was lost, and every job with it. */
static Fail try_batch(Writer *w)
{
    Ctx *c = &w->c;
    Connection *k = w->store->writer;
    c->why[0] = 0;
    k->changed = (TableSet){0};
    k->batch.jobs = w->n;
    TRY(k->engine->begin(c, k));
    for (int i = 0; i < w->n; i++) {
        run_job(w, &w->outcome[i]);
        if (k->engine->is_lost(k)) return w->outcome[i].result;
    }
    c->why[0] = 0;
    return k->engine->commit(c, k);
}

/* Every outcome is known afterwards. */
static void run_batch(Writer *w)
{
    Ctx *c = &w->c;
    Connection *k = w->store->writer;
    bool kept = false;
    for (int i = 0; i < w->n; i++) w->outcome[i].result = OK, w->outcome[i].why[0] = 0;
    for (int attempt = 0;; attempt++) {
        Fail lost = try_batch(w);
        if (!lost) return;
        k->engine->rollback(k);
        if (k->engine->again(c, k, attempt, &kept)) continue;
        if (kept) return;
        for (int i = 0; i < w->n; i++)
            if (!w->outcome[i].result || !w->outcome[i].why[0]) keep_outcome(&w->outcome[i], lost, c->why);
        return;
    }
}

/* After the commit and before any answer leaves. */
static void raise_versions(Store *s)
{
    tables_raise(s, &s->writer->changed);
    s->writer->changed = (TableSet){0};
}

static bool take_batch(Writer *w)
{
    Store *s = w->store;
    pthread_mutex_lock(&s->mutex);
    while (!s->first && !s->ending) pthread_cond_wait(&s->waiting, &s->mutex);
    for (w->n = 0; s->first && w->n < s->batch_max; s->first = s->first->next)
        w->outcome[w->n++] = (Outcome){.job = s->first};
    if (!s->first) s->last = &s->first;
    s->queued -= w->n;
    pthread_mutex_unlock(&s->mutex);
    return w->n > 0;
}

static void *write_all(void *arg)
{
    Writer *w = arg;
    /* Its sync otherwise waits a scheduler tick behind whoever computes; not allowed everywhere, so no matter. */
    (void)setpriority(PRIO_PROCESS, (id_t)syscall(SYS_gettid), -10);
    while (take_batch(w)) {
        run_batch(w);
        raise_versions(w->store);
        for (int i = 0; i < w->n; i++) {
            Outcome *o = &w->outcome[i];
            o->job->done(o->job->arg, o->result, o->why);
        }
    }
    return NULL;
}

Fail writer_start(Ctx *c, Store *s, size_t room)
{
    s->whole = arena_reserve(room + sizeof(Writer));
    Arena mem = s->whole;
    Writer *w = NEW(&mem, Writer, 1);
    w->store = s;
    w->c = (Ctx){.mem = mem, .store = s->writer};
    if (pthread_create(&s->thread, NULL, write_all, w))
        return fail(c, FAIL_STORE, "Hệ điều hành không cho tạo thêm luồng. Hãy thử lại.");
    s->running = true;
    return OK;
}

void writer_stop(Store *s)
{
    if (s->running) {
        pthread_mutex_lock(&s->mutex);
        s->ending = true;
        pthread_cond_signal(&s->waiting);
        pthread_mutex_unlock(&s->mutex);
        pthread_join(s->thread, NULL);
    }
    if (s->whole.at) arena_release(&s->whole);
}

bool store_submit(Store *s, WriteJob *job)
{
    pthread_mutex_lock(&s->mutex);
    bool taken = s->queued < s->queue_max && !s->ending;
    if (taken) {
        job->next = NULL;
        *s->last = job;
        s->last = &job->next;
        s->queued++;
        pthread_cond_signal(&s->waiting);
    }
    pthread_mutex_unlock(&s->mutex);
    return taken;
}

/* -- waiting for one job ------------------------------------------------------------------------------------ */

typedef struct {
    Ctx *caller;
    Fail (*run)(Ctx *, void *);
    void *arg;
    pthread_mutex_t mutex;
    pthread_cond_t changed;
    bool is_done;
    Fail result;
} Waiting;

static Fail run_for_caller(Ctx *c, void *arg)
{
    Waiting *w = arg;
    c->now = w->caller->now;
    c->today = w->caller->today;
    return w->run(c, w->arg);
}

static void wake_caller(void *arg, Fail result, const char *why)
{
    Waiting *w = arg;
    pthread_mutex_lock(&w->mutex);
    w->result = result;
    if (result) fail(w->caller, result, "%s", why);
    w->is_done = true;
    pthread_cond_signal(&w->changed);
    pthread_mutex_unlock(&w->mutex);
}

Fail store_write(Ctx *c, Store *s, Fail (*run)(Ctx *, void *), void *arg)
{
    Waiting w = {.caller = c, .run = run, .arg = arg};
    pthread_mutex_init(&w.mutex, NULL);
    pthread_cond_init(&w.changed, NULL);
    WriteJob job = {.run = run_for_caller, .done = wake_caller, .arg = &w};
    if (!store_submit(s, &job)) return fail(c, FAIL_BUSY, "Có quá nhiều việc đang chờ ghi. Hãy thử lại sau ít phút.");
    pthread_mutex_lock(&w.mutex);
    while (!w.is_done) pthread_cond_wait(&w.changed, &w.mutex);
    pthread_mutex_unlock(&w.mutex);
    return w.result;
}
