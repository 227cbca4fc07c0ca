// SPDX-License-Identifier: Apache-2.0
/* intake_thread.c -- the thread that reads scans: one page after the other, and a look each second when none waits. */
#include "plan/intake.h"
#include <errno.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/eventfd.h>
#include <time.h>
#include <unistd.h>

enum { ROOM = 512 << 20, PAUSE_SECONDS = 1, BROKEN_SECONDS = 10 };

struct IntakeThread {
    Store *store;
    pthread_t thread;
    pthread_mutex_t mutex;
    pthread_cond_t changed;
    bool ending;
    int stop; /* an eventfd: written when the page that is being read is to be left */
};

/* True when it is time to end. */
static bool rest_for(IntakeThread *t, int seconds)
{
    struct timespec until;
    clock_gettime(CLOCK_MONOTONIC, &until);
    until.tv_sec += seconds;
    pthread_mutex_lock(&t->mutex);
    while (!t->ending && seconds && pthread_cond_timedwait(&t->changed, &t->mutex, &until) != ETIMEDOUT) {}
    bool ending = t->ending;
    pthread_mutex_unlock(&t->mutex);
    return ending;
}

typedef struct {
    Store *store;
    int stop;
    bool worked;
} Round;

static Fail round_of(Ctx *c, void *arg)
{
    Round *r = arg;
    return intake_step(c, r->store, r->stop, &r->worked);
}

static void *read_on(void *arg)
{
    IntakeThread *t = arg;
    Ctx c = {.mem = arena_reserve(ROOM)};
    Arena whole = c.mem;
    bool was_broken = false;
    for (int pause = PAUSE_SECONDS; !rest_for(t, pause);) {
        Round r = {.store = t->store, .stop = t->stop};
        c.now = clock_ms();
        c.today = day_at(c.now);
        c.why[0] = 0;
        if (!c.store) c.store = store_reader(t->store);
        Fail failed = c.store ? edge_run(&c, round_of, &r) : FAIL_STORE;
        if (failed && !was_broken) fprintf(stderr, "ngayso: chưa đọc được bản quét: %s\n", c.why);
        was_broken = failed != OK;
        pause = failed ? BROKEN_SECONDS : r.worked ? 0 : PAUSE_SECONDS;
    }
    arena_release(&whole);
    return NULL;
}

Fail intake_start(Ctx *c, Store *store, IntakeThread **made)
{
    pthread_condattr_t monotonic;
    IntakeThread *t = calloc(1, sizeof *t);
    *made = NULL;
    if (!t) return fail(c, FAIL_STORE, "Hết bộ nhớ khi khởi động việc đọc bản quét.");
    t->store = store;
    t->stop = eventfd(0, EFD_CLOEXEC);
    pthread_mutex_init(&t->mutex, NULL);
    pthread_condattr_init(&monotonic);
    pthread_condattr_setclock(&monotonic, CLOCK_MONOTONIC);
    pthread_cond_init(&t->changed, &monotonic);
    pthread_condattr_destroy(&monotonic);
    if (t->stop < 0 || pthread_create(&t->thread, NULL, read_on, t)) {
        if (t->stop >= 0) close(t->stop);
        free(t);
        return fail(c, FAIL_STORE, "Hệ điều hành không cho tạo thêm luồng. Hãy thử lại.");
    }
    *made = t;
    return OK;
}

void intake_stop(IntakeThread *t)
{
    if (!t) return;
    eventfd_write(t->stop, 1);
    pthread_mutex_lock(&t->mutex);
    t->ending = true;
    pthread_cond_signal(&t->changed);
    pthread_mutex_unlock(&t->mutex);
    pthread_join(t->thread, NULL);
    pthread_mutex_destroy(&t->mutex);
    pthread_cond_destroy(&t->changed);
    close(t->stop);
    free(t);
}
