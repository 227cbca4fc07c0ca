// SPDX-License-Identifier: Apache-2.0
/* prepare.c -- one thread for preparations that take long (Route.slow: a plan is read in up to half a second), so that
 * nobody who only wants a page waits for them.  Its connection sleeps meanwhile, as it does at the writer. */
#include "http/inside.h"

enum { WAITING_MAX = 32 };

static Exchange *take(Preparer *p)
{
    pthread_mutex_lock(&p->mutex);
    while (!p->first && !p->ending) pthread_cond_wait(&p->changed, &p->mutex);
    Exchange *ex = p->first;
    if (ex) {
        p->first = ex->next;
        if (!p->first) p->last = &p->first;
        p->n--;
    }
    pthread_mutex_unlock(&p->mutex);
    return ex;
}

static void *prepare_all(void *arg)
{
    Preparer *p = arg;
    for (Exchange *ex; (ex = take(p));) {
        ex->c.store = p->store;
        Fail result = edge_keep(&ex->c, post_prepare, ex);
        store_read_end(&ex->c);
        if (result) post_done(ex, result, ex->c.why);
        else post_submit(ex);
    }
    return NULL;
}

Fail preparer_start(Ctx *c, Preparer *p, Store *store)
{
    pthread_mutex_init(&p->mutex, NULL);
    pthread_cond_init(&p->changed, NULL);
    p->last = &p->first;
    p->store = store_reader(store);
    p->running = p->store && !pthread_create(&p->thread, NULL, prepare_all, p);
    return p->running ? OK : fail(c, FAIL_STORE, "Hệ điều hành không cho tạo thêm luồng. Hãy thử lại.");
}

void preparer_stop(Preparer *p)
{
    if (!p->running) return;
    pthread_mutex_lock(&p->mutex);
    p->ending = true;
    pthread_cond_signal(&p->changed);
    pthread_mutex_unlock(&p->mutex);
    pthread_join(p->thread, NULL);
    p->running = false;
}

bool preparer_submit(Preparer *p, Exchange *ex)
{
    pthread_mutex_lock(&p->mutex);
    bool taken = p->n < WAITING_MAX;
    if (taken) {
        ex->next = NULL;
        *p->last = ex;
        p->last = &ex->next;
        p->n++;
        pthread_cond_signal(&p->changed);
    }
    pthread_mutex_unlock(&p->mutex);
    return taken;
}
