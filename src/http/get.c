// SPDX-License-Identifier: Apache-2.0
/* get.c -- a GET: from the cache, or drawn on this thread inside one snapshot; what takes long goes to wait.c. */
#include "http/exchange.h"

static const char *header(const Exchange *ex, const char *name)
{
    return MHD_lookup_connection_value(ex->connection, MHD_HEADER_KIND, name);
}

typedef struct {
    Exchange *ex;
    size_t bytes;
    ReadMark mark;
    bool is_slow; /* nothing was drawn: it is to be done elsewhere */
} Drawing;

static Fail draw(Ctx *c, void *arg)
{
    Drawing *d = arg;
    Exchange *ex = d->ex;
    Reply r;
    TRY(asked_open(c, ex));
    d->is_slow = wait_is_elsewhere(ex);
    if (d->is_slow) return OK;
    TRY(store_read_begin(c));
    store_use_memos(c);
    reply_init(c, &r, &ex->q);
    r.counts = true;
    Fail result = door_place(c, ex, &ex->q);
    if (!result) result = ex->q.route->handler(c, &ex->q, &r);
    if (!result) result = r.counted;
    store_read_mark(c, &d->mark);
    store_read_end(c);
    TRY(result);
    answer_set(c, ex, &r, &d->bytes);
    return OK;
}

/* The page, or that it is the one which the browser has. */
static enum MHD_Result queue_page(Exchange *ex, struct MHD_Response *m, int status)
{
    const char *has = header(ex, "If-None-Match");
    const char *tag = has && m ? MHD_get_response_header(m, "ETag") : NULL;
    if (!tag || !strstr(has, tag)) return answer_queue(ex, m, status);
    struct MHD_Response *unchanged = reply_unchanged(tag);
    enum MHD_Result queued = answer_queue(ex, unchanged, MHD_HTTP_NOT_MODIFIED);
    if (unchanged) MHD_destroy_response(unchanged);
    return queued;
}

static enum MHD_Result answer_live(Exchange *ex)
{
    Ctx *c = &ex->loop->c;
    Fail result = edge_run(c, live_open, ex);
    if (!result) return answer_queue(ex, ex->response, 200);
    store_read_end(c); /* a jump may have left it open */
    return answer_failure(ex, result, c->why);
}

enum MHD_Result get_answer(Exchange *ex, const char *url)
{
    Loop *loop = ex->loop;
    Ctx *c = &loop->c;
    const Server *s = loop->server;
    if (!strncmp(url, "/tinh/", strlen("/tinh/"))) {
        struct MHD_Response *m = file_response(s, str_of(url + strlen("/tinh/")), ex->takes_gzip);
        if (m) return answer_queue(ex, m, 200);
    }
    c->now = server_now(s);
    c->today = server_today(s);
    c->seen = asked_seen(ex);
    c->why[0] = 0;
    request_init(ex, str_of(url));
    bool is_live = !strcmp(url, LIVE_PATH);
    ex->is_alone = is_live;
    Fail result = edge_run(c, asked_who, ex);
    if (result) return answer_failure(ex, result, c->why);
    if (is_live) return answer_live(ex);
    bool keepable = !s->o.no_cache && ex->uri_length < URI_MAX && !ex->q.receipt && !ex->q.is_part;
    struct MHD_Response *kept = keepable ? cache_get(&loop->cache, s->o.store, ex, c->today) : NULL;
    if (kept && !door_origin(c, ex)) return queue_page(ex, kept, 200);
    Drawing d = {.ex = ex};
    result = edge_run(c, draw, &d);
    if (result) {
        store_read_end(c); /* a jump may have left it open */
        return answer_failure(ex, result, c->why);
    }
    if (d.is_slow) return wait_get(ex, url);
    int status = ex->status;
    enum MHD_Result queued = ex->response ? queue_page(ex, ex->response, status) : answer_own(ex);
    if (keepable && ex->response && ex->q.route->cached && !ex->is_not_kept && status == 200) {
        cache_put(&loop->cache, ex, ex->response, d.bytes, d.mark, c->today);
        ex->response = NULL;
    }
    return queued;
}
