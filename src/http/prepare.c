// SPDX-License-Identifier: Apache-2.0
/* prepare.c -- threads for preparations that take long (Route.slow: a plan is read in up to half a second, a password
 * takes 70 ms and 64 MiB on purpose), so that nobody who only wants a page waits for them.  The connection sleeps
 * meanwhile, as it does at the writer. */
#include "http/inside.h"
#include <stdlib.h>

enum { WAITING_MAX = 128 }; /* sign-ins on a Monday morning: five seconds of work for two threads */

static Preparation *take(Preparer *p)
{
    pthread_mutex_lock(&p->mutex);
    while (!p->first && !p->ending) pthread_cond_wait(&p->changed, &p->mutex);
    Preparation *k = p->first;
    if (k) {
        p->first = k->next;
        if (!p->first) p->last = &p->first;
        p->n--;
    }
    pthread_mutex_unlock(&p->mutex);
    return k;
}

typedef struct {
    Preparer *preparer;
    Connection *store;
} Worker;

static void *prepare_all(void *arg)
{
    Worker w = *(Worker *)arg;
    free(arg);
    for (Preparation *k; (k = take(w.preparer));) {
        k->c->store = w.store;
        Fail result = edge_keep(k->c, k->run, k->arg);
        store_read_end(k->c);
        k->then(k->arg, result);
    }
    return NULL;
}

static bool start_one(Preparer *p, Store *store)
{
    Worker *w = malloc(sizeof *w);
    if (!w) return false;
    *w = (Worker){p, store_reader(store)};
    if (w->store && !pthread_create(&p->thread[p->started], NULL, prepare_all, w)) return true;
    free(w);
    return false;
}

Fail preparer_start(Ctx *c, Preparer *p, Store *store)
{
    pthread_mutex_init(&p->mutex, NULL);
    pthread_cond_init(&p->changed, NULL);
    p->last = &p->first;
    while (p->started < PREPARERS && start_one(p, store)) p->started++;
    p->running = p->started > 0;
    return p->started == PREPARERS ? OK : fail(c, FAIL_STORE, "Hệ điều hành không cho tạo thêm luồng. Hãy thử lại.");
}

void preparer_stop(Preparer *p)
{
    if (!p->running) return;
    pthread_mutex_lock(&p->mutex);
    p->ending = true;
    pthread_cond_broadcast(&p->changed);
    pthread_mutex_unlock(&p->mutex);
    for (int i = 0; i < p->started; i++) pthread_join(p->thread[i], NULL);
    p->running = false;
}

bool preparer_submit(Preparer *p, Preparation *k)
{
    pthread_mutex_lock(&p->mutex);
    bool taken = p->n < WAITING_MAX;
    if (taken) {
        k->next = NULL;
        *p->last = k;
        p->last = &k->next;
        p->n++;
        pthread_cond_signal(&p->changed);
    }
    pthread_mutex_unlock(&p->mutex);
    return taken;
}
