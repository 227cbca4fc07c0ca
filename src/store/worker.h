// SPDX-License-Identifier: Apache-2.0
/* worker.h -- a thread that looks again and again whether there is something to do, with a reader and memory of its
 * own: letters to deliver, scans to read. */
#pragma once
#include "store/store.h"

typedef struct {
    Store *store;
    size_t room; /* bytes of its arena */
    /* At an edge, outside a snapshot, with c->now and c->today: one round of work.  *pause: seconds until the next one,
     * WORKER_PAUSE before; 0 = at once. */
    Fail (*round)(Ctx *c, void *arg, int *pause);
    /* False = nothing can have changed: no round, which would cost a query.  NULL = always true. */
    bool (*is_worth_it)(const void *arg, int64_t now);
    void *arg;             /* of both */
    const char *no_memory; /* the sentence when it cannot begin */
    const char *trouble; /* "chưa gửi được thư": said once on standard error when rounds fail, until one is good */
} WorkerJob;
enum { WORKER_PAUSE = 1, WORKER_BROKEN_SECONDS = 10 /* after a round that failed */ };

typedef struct Worker Worker;
Fail worker_start(Ctx *c, WorkerJob job, Worker **worker) CHECKED; /* *worker is NULL when it fails */
/* Waits for the end of the round that is being done; NULL is accepted.  A long round is told by its own means. */
void worker_stop(Worker *worker);
