// SPDX-License-Identifier: Apache-2.0
/* cache.c -- pages that were drawn, as long as the tables they read stay unchanged (store.h: ReadMark) and the day is
 * the same, for the person they were drawn for.  One a thread, so nobody waits for anybody.  Each address has one
 * place; what is there gives way. */
#include "http/exchange.h"
#include <stdlib.h>

static uint64_t view_of(const Exchange *ex) { return ex->actor ? ex->actor->view : 0; }

static uint64_t hash_of(const Exchange *ex)
{
    uint64_t h = (UINT64_C(0xcbf29ce484222325) ^ view_of(ex)) + ex->takes_gzip;
    for (size_t i = 0; i < ex->uri_length; i++) h = (h ^ (unsigned char)ex->uri[i]) * UINT64_C(0x100000001b3);
    return h;
}

static void drop(PageCache *cache, CachedPage *p)
{
    if (!p->response) return;
    MHD_destroy_response(p->response);
    free(p->key);
    cache->bytes -= p->bytes;
    *p = (CachedPage){0};
}

struct MHD_Response *cache_get(PageCache *cache, const Store *store, const Exchange *ex, Day today)
{
    uint64_t h = hash_of(ex);
    CachedPage *p = &cache->at[h % CACHE_PLACES];
    if (!p->response || p->hash != h || p->view != view_of(ex) || strcmp(p->key, ex->uri)) return NULL;
    if (p->today == today && store_is_current(store, p->mark)) return p->response;
    drop(cache, p);
    return NULL;
}

void cache_put(PageCache *cache, const Exchange *ex, struct MHD_Response *response, size_t bytes, ReadMark mark,
               Day today)
{
    uint64_t h = hash_of(ex);
    CachedPage *p = &cache->at[h % CACHE_PLACES];
    char *key = strdup(ex->uri);
    if (!key || bytes > CACHE_BYTES_MAX) {
        free(key);
        MHD_destroy_response(response);
        return;
    }
    drop(cache, p);
    if (cache->bytes + bytes > CACHE_BYTES_MAX) cache_clear(cache);
    *p = (CachedPage){h, key, response, bytes, mark, today, view_of(ex)};
    cache->bytes += bytes;
}

void cache_clear(PageCache *cache)
{
    for (int i = 0; i < CACHE_PLACES; i++) drop(cache, &cache->at[i]);
}
