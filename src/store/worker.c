// SPDX-License-Identifier: Apache-2.0
#include "store/worker.h"
#include <errno.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

struct Worker {
    WorkerJob job;
    pthread_t thread;
    pthread_mutex_t mutex; /* guards `ending` */
    pthread_cond_t changed;
    bool ending;
};

/* True when it is time to end. */
static bool rest_for(Worker *w, int seconds)
{
    struct timespec until;
    clock_gettime(CLOCK_MONOTONIC, &until);
    until.tv_sec += seconds;
    pthread_mutex_lock(&w->mutex);
    while (!w->ending && seconds && pthread_cond_timedwait(&w->changed, &w->mutex, &until) != ETIMEDOUT) {}
    bool ending = w->ending;
    pthread_mutex_unlock(&w->mutex);
    return ending;
}

typedef struct {
    const WorkerJob *job;
    int pause;
} Round;

static Fail run_round(Ctx *c, void *arg)
{
    Round *r = arg;
    return r->job->round(c, r->job->arg, &r->pause);
}

static void *work(void *arg)
{
    Worker *w = arg;
    const WorkerJob *job = &w->job;
    Ctx c = {.mem = arena_reserve(job->room)};
    Arena whole = c.mem;
    bool was_broken = false;
    Round r = {.job = job, .pause = WORKER_PAUSE};
    while (!rest_for(w, r.pause)) {
        r.pause = WORKER_PAUSE;
        c.now = clock_ms();
        c.today = day_at(c.now);
        if (job->is_worth_it && !job->is_worth_it(job->arg, c.now)) continue;
        c.why[0] = 0;
        if (!c.store) c.store = store_reader(job->store);
        Fail failed = c.store ? edge_run(&c, run_round, &r) : FAIL_STORE;
        if (failed && !was_broken) fprintf(stderr, "ngayso: %s: %s\n", job->trouble, c.why);
        was_broken = failed != OK;
        if (failed) r.pause = WORKER_BROKEN_SECONDS;
    }
    arena_release(&whole);
    return NULL;
}

Fail worker_start(Ctx *c, WorkerJob job, Worker **made)
{
    pthread_condattr_t monotonic;
    Worker *w = calloc(1, sizeof *w);
    *made = NULL;
    if (!w) return fail(c, FAIL_STORE, "%s", job.no_memory);
    w->job = job;
    pthread_mutex_init(&w->mutex, NULL);
    pthread_condattr_init(&monotonic);
    pthread_condattr_setclock(&monotonic, CLOCK_MONOTONIC);
    pthread_cond_init(&w->changed, &monotonic);
    pthread_condattr_destroy(&monotonic);
    if (pthread_create(&w->thread, NULL, work, w)) {
        free(w);
        return fail(c, FAIL_STORE, "Hệ điều hành không cho tạo thêm luồng. Hãy thử lại.");
    }
    *made = w;
    return OK;
}

void worker_stop(Worker *w)
{
    if (!w) return;
    pthread_mutex_lock(&w->mutex);
    w->ending = true;
    pthread_cond_signal(&w->changed);
    pthread_mutex_unlock(&w->mutex);
    pthread_join(w->thread, NULL);
    pthread_mutex_destroy(&w->mutex);
    pthread_cond_destroy(&w->changed);
    free(w);
}
