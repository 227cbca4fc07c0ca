// SPDX-License-Identifier: Apache-2.0
/* kept.c -- opening and closing.  In tests, connections of stores that were closed wait for the next store of the same
 * address: a new one costs its server a process, cold caches, and every statement parsed and planned again. */
#include "store/inside.h"
#include <stdlib.h>
#include <unistd.h>

enum { KEPT_MAX = 8 };
typedef struct {
    Connection *connection; /* NULL = a free place */
    const Migration *steps; /* whose tables its statements name */
    char *url;
    pid_t owner; /* a child shares its parent's sockets: not its own */
    unsigned turn;
} Kept;
static Kept kept[KEPT_MAX];
static unsigned turns;
static _Atomic bool is_keeping;
static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;

void store_keep_connections(void) { atomic_store(&is_keeping, true); }

static void end(Kept *place)
{
    Connection *k = place->connection;
    free(place->url);
    *place = (Kept){0};
    if (k) connection_end(k);
}

static bool connection_keep(Connection *k)
{
    if (!atomic_load(&is_keeping) || !k->engine->settle || !k->engine->settle(k)) return false;
    char *url = strdup(k->url);
    if (!url) return false;
    for (size_t i = 0; i < k->room; i++)
        if (k->statements[i].sql) k->engine->reset(&k->statements[i]), k->statements[i].busy = false;
    memos_end(k); /* the next store's tables are others */
    shelf_end(k);
    pthread_mutex_lock(&mutex);
    Kept *place = &kept[0];
    for (int i = 0; i < KEPT_MAX && place->connection; i++)
        if (!kept[i].connection || kept[i].turn < place->turn) place = &kept[i];
    if (place->owner == getpid()) end(place);
    *place = (Kept){.connection = k, .steps = k->store->steps, .url = url, .owner = getpid(), .turn = ++turns};
    k->store = NULL;
    k->url = NULL;
    pthread_mutex_unlock(&mutex);
    return true;
}

static Connection *connection_kept(Store *store, const char *url, bool is_writer)
{
    Connection *found = NULL;
    pthread_mutex_lock(&mutex);
    for (int i = 0; i < KEPT_MAX && !found; i++) {
        Kept *one = &kept[i];
        if (!one->connection || one->owner != getpid() || one->steps != store->steps || strcmp(one->url, url) != 0 ||
            one->connection->is_writer != is_writer)
            continue;
        found = one->connection;
        one->connection = NULL;
        end(one);
    }
    pthread_mutex_unlock(&mutex);
    if (!found) return NULL;
    found->store = store;
    found->url = url;
    found->next = NULL;
    found->seen = found->changed = (TableSet){0};
    found->is_behind = false;
    return found;
}

Fail connection_open(Ctx *c, Store *store, const char *url, bool is_writer, Connection **connection)
{
    Connection *k = connection_kept(store, url, is_writer);
    if (k) return *connection = k, OK;
    k = calloc(1, sizeof *k);
    if (!k) return fail(c, FAIL_STORE, "Hết bộ nhớ khi mở kho dữ liệu.");
    *k = (Connection){.store = store, .engine = store->engine, .url = url, .is_writer = is_writer};
    Fail result = k->engine->connect(c, k);
    if (result) connection_close(k);
    else *connection = k;
    return result;
}

void connection_close(Connection *k)
{
    if (!k) return;
    connection_close(k->replica);
    k->replica = NULL;
    if (!connection_keep(k)) connection_end(k);
}
