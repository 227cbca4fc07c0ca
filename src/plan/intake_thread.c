// SPDX-License-Identifier: Apache-2.0
/* intake_thread.c -- the thread that reads scans: one page after the other, and a look each second when none waits. */
#include "plan/intake.h"
#include "store/worker.h"
#include <stdlib.h>
#include <sys/eventfd.h>
#include <unistd.h>

enum { ROOM = 512 << 20 };

struct IntakeThread {
    Store *store;
    Worker *worker;
    int stop; /* an eventfd: written when the page that is being read is to be left */
};

static Fail read_one(Ctx *c, void *arg, int *pause)
{
    const IntakeThread *t = arg;
    bool worked = false;
    TRY(intake_step(c, t->store, t->stop, &worked));
    if (worked) *pause = 0;
    return OK;
}

Fail intake_start(Ctx *c, Store *store, IntakeThread **made)
{
    static const char no_memory[] = "Hết bộ nhớ khi khởi động việc đọc bản quét.";
    IntakeThread *t = calloc(1, sizeof *t);
    *made = NULL;
    if (!t) return fail(c, FAIL_STORE, "%s", no_memory);
    t->store = store;
    t->stop = eventfd(0, EFD_CLOEXEC);
    WorkerJob job = {.store = store,
                     .room = ROOM,
                     .round = read_one,
                     .arg = t,
                     .no_memory = no_memory,
                     .trouble = "chưa đọc được bản quét"};
    Fail result = t->stop < 0 ? fail(c, FAIL_STORE, "%s", no_memory) : worker_start(c, job, &t->worker);
    if (!result) return *made = t, OK;
    if (t->stop >= 0) close(t->stop);
    free(t);
    return result;
}

void intake_stop(IntakeThread *t)
{
    if (!t) return;
    eventfd_write(t->stop, 1);
    worker_stop(t->worker);
    close(t->stop);
    free(t);
}
