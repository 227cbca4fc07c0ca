// SPDX-License-Identifier: Apache-2.0
/* wait.c -- requests that outlive a call: a POST, which waits for the writer, and a GET that takes long. */
#include "http/exchange.h"
#include <stdio.h>

static bool has_file(const Fields *f)
{
    for (int i = f->parts; i < f->n; i++)
        if (f->at[i].file_name.n && f->at[i].value.n) return true;
    return false;
}

bool wait_is_elsewhere(const Exchange *ex)
{
    const Route *row = ex->q.route;
    return (row->slow || ex->q.is_sheet || (row->slow_with_files && has_file(&ex->fields))) &&
           ex->loop->server->preparer.running;
}

/* -- POST --------------------------------------------------------------------------------------------------- */

static Fail post_prepare(Ctx *c, void *arg)
{
    Exchange *ex = arg;
    Reply r;
    reply_init(c, &r, &ex->q);
    TRY(store_read_begin(c));
    TRY(ex->q.route->prepare(c, &ex->q, &r));
    ex->q.prepared = r.prepared;
    return OK;
}

enum { TYPED_KEPT_MAX = 1 << 18 }; /* bytes: what somebody types is less, and nobody makes us cut more for nothing */

/* Who sends it could not be found out, or is not let in (any more): what they typed is shown to them all the same. */
static void keep_typed(Ctx *c, Exchange *ex)
{
    char why[WHY_ROOM];
    bool was_read = ex->fields.n > ex->fields.parts; /* the door is past that */
    if (was_read || ex->body_length > TYPED_KEPT_MAX) return;
    memcpy(why, c->why, sizeof why);
    if (!door_origin(c, ex) && (ex->q.route || !asked_route(c, ex)) && body_fields(c, ex))
        ex->fields.n = ex->fields.parts;
    memcpy(c->why, why, sizeof why);
}

static Fail open_post(Ctx *c, void *arg)
{
    Exchange *ex = arg;
    Fail unknown = asked_who(c, ex);
    if (unknown) keep_typed(c, ex);
    TRY(unknown);
    door_keep_actor(c, ex);
    Fail opened = door_is_too_often(c, ex)
                      ? fail(c, FAIL_OFTEN, "Bạn gửi quá nhiều lần trong chốc lát. Hãy đợi vài giây rồi gửi lại.")
                      : asked_open(c, ex);
    if (opened == FAIL_OFTEN || opened == FAIL_SIGNIN || opened == FAIL_DENIED) keep_typed(c, ex);
    TRY(opened);
    TRY(store_read_begin(c));
    Fail allowed = door_place(c, ex, &ex->q);
    store_read_end(c);
    TRY(allowed);
    bool here = ex->q.route->prepare && !wait_is_elsewhere(ex);
    return here ? post_prepare(c, ex) : OK;
}

/* On the writer's thread, inside the job's savepoint and edge. */
static Fail run_post(Ctx *c, void *arg)
{
    Exchange *ex = arg;
    Reply r;
    size_t bytes;
    c->now = ex->c.now;
    c->today = ex->c.today;
    c->actor = ex->c.actor;
    reply_init(c, &r, &ex->q);
    TRY(ex->q.route->handler(c, &ex->q, &r));
    if (ex->response) MHD_destroy_response(ex->response); /* of an earlier try, whose batch was lost */
    answer_set(c, ex, &r, &bytes);
    return ex->response ? OK : fail(c, FAIL_BUSY, "Hết bộ nhớ trong chốc lát. Hãy thử lại.");
}

/* On the writer's thread, after the batch is on disk. */
static void post_done(void *arg, Fail result, const char *why)
{
    Exchange *ex = arg;
    ex->result = result;
    memcpy(ex->why, why, strnlen(why, sizeof ex->why - 1) + 1);
    loop_finished(ex->loop, ex);
}

static void post_submit(Exchange *ex)
{
    ex->job = (WriteJob){.run = run_post, .done = post_done, .arg = ex};
    if (!store_submit(ex->loop->server->o.store, &ex->job))
        post_done(ex, FAIL_BUSY, "Có quá nhiều việc đang chờ ghi. Hãy gửi lại sau ít phút.");
}

/* On a preparer's thread. */
static void post_prepared(void *arg, Fail result)
{
    Exchange *ex = arg;
    if (result) post_done(ex, result, ex->c.why);
    else post_submit(ex);
}

static bool prepare_elsewhere(Exchange *ex)
{
    ex->preparation = (Preparation){.c = &ex->c, .run = post_prepare, .then = post_prepared, .arg = ex};
    return preparer_submit(&ex->loop->server->preparer, &ex->preparation);
}

/* A request that outlives this call: with memory of its own, its connection asleep when it is open. */
static Fail begin_waiting(Exchange *ex, const char *url, Fail (*open)(Ctx *, void *))
{
    Loop *loop = ex->loop;
    ex->whole = loop_arena(loop);
    ex->c = (Ctx){.mem = ex->whole,
                  .now = server_now(loop->server),
                  .today = server_today(loop->server),
                  .store = loop->c.store,
                  .seen = asked_seen(ex)};
    loop->c.now = ex->c.now;
    loop->c.seen = ex->c.seen;
    loop->c.today = ex->c.today;
    request_init(ex, str_of(url));
    Fail result = edge_keep(&ex->c, open, ex);
    store_read_end(&ex->c);
    if (result) return result;
    MHD_suspend_connection(ex->connection);
    ex->state = WAITING;
    loop->waiting++;
    return OK;
}

enum MHD_Result wait_post(Exchange *ex, const char *url)
{
    Fail result = begin_waiting(ex, url, open_post);
    if (result) return answer_failure(ex, result, ex->c.why);
    if (!wait_is_elsewhere(ex)) post_submit(ex);
    else if (!prepare_elsewhere(ex)) post_done(ex, FAIL_BUSY, "Đang có nhiều tệp chờ đọc. Hãy gửi lại sau ít phút.");
    return MHD_YES;
}

/* -- a GET that takes long ------------------------------------------------------------------------------------ */

/* On a preparer's thread: as a POST, but nothing is written. */
static Fail draw_elsewhere(Ctx *c, void *arg)
{
    Exchange *ex = arg;
    Reply r;
    size_t bytes;
    reply_init(c, &r, &ex->q);
    TRY(store_read_begin(c));
    store_use_memos(c);
    TRY(ex->q.route->handler(c, &ex->q, &r));
    answer_set(c, ex, &r, &bytes);
    return ex->response ? OK : fail(c, FAIL_BUSY, "Hết bộ nhớ trong chốc lát. Hãy thử lại.");
}

static void drawn_elsewhere(void *arg, Fail result)
{
    Exchange *ex = arg;
    post_done(ex, result, ex->c.why);
}

static Fail open_slow(Ctx *c, void *arg)
{
    Exchange *ex = arg;
    TRY(asked_who(c, ex));
    door_keep_actor(c, ex);
    TRY(asked_open(c, ex));
    TRY(store_read_begin(c));
    return door_place(c, ex, &ex->q);
}

enum MHD_Result wait_get(Exchange *ex, const char *url)
{
    Fail result = begin_waiting(ex, url, open_slow);
    if (result) return answer_failure(ex, result, ex->c.why);
    ex->preparation = (Preparation){.c = &ex->c, .run = draw_elsewhere, .then = drawn_elsewhere, .arg = ex};
    if (!preparer_submit(&ex->loop->server->preparer, &ex->preparation))
        post_done(ex, FAIL_BUSY, "Đang có nhiều người chờ xem. Hãy mở lại sau ít phút.");
    return MHD_YES;
}

/* Whoever wrote asks next for what they wrote, perhaps another copy of us, perhaps one that reads from a replica. */
static void say_seen(Exchange *ex)
{
    char cookie[120];
    int64_t written = store_written(ex->loop->server->o.store);
    if (!written || !ex->response) return;
    snprintf(cookie, sizeof cookie, SEEN_COOKIE "=%lld; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=%d",
             (long long)written, SEEN_SECONDS);
    MHD_add_response_header(ex->response, "Set-Cookie", cookie);
}

enum MHD_Result wait_over(Exchange *ex)
{
    if (!ex->result) {
        say_seen(ex);
        return answer_own(ex);
    }
    if (ex->response) MHD_destroy_response(ex->response); /* drawn, but the batch was lost */
    ex->response = NULL;
    return answer_failure(ex, ex->result, ex->why);
}
