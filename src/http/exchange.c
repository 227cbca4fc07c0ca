// SPDX-License-Identifier: Apache-2.0
/* exchange.c -- the way of one request.
 *
 *   GET   begin -> step (headers) -> step: from the cache, or drawn on this thread inside one snapshot -> queued -> end
 *         or LIVE_PATH: a stream (live.c), which outlives the exchange
 *   POST  begin -> step (headers) -> step (pieces of the body) -> step: checked, prepared, handed to the writer; the
 *         connection sleeps -> the writer runs the handler and draws the answer -> its batch is on disk -> this
 *         thread wakes the connection -> step: queued -> end
 *
 * What a stranger sends is bounded before anything is done with it: the address, the body, the number of fields. */
#include "http/exchange.h"
#include <stdio.h>
#include <stdlib.h>
#include <strings.h>

/* -- what was asked ----------------------------------------------------------------------------------------- */

static const char *header(const Exchange *ex, const char *name)
{
    return MHD_lookup_connection_value(ex->connection, MHD_HEADER_KIND, name);
}

/* What was looked for stands in the search field of the answer. */
static void keep_search(Exchange *ex)
{
    const Field *search = ex->method == GET ? fields_find(&ex->fields, "q") : NULL;
    ex->q.query = search && str_is_utf8(search->value) ? search->value : (Str){0};
}

/* True when the client takes gzip: named, and not with the weight zero. */
static bool takes_gzip(Str encodings)
{
    Str one, name;
    while (str_cut(&encodings, ',', &one)) {
        if (!str_cut(&one, ';', &name) || !str_equal_ascii(str_trim(name), S("gzip"))) continue;
        Str weight = str_trim(one);
        return !str_equal(weight, S("q=0")) && !str_starts(weight, S("q=0.0"));
    }
    return false;
}

/* A list that is asked for as a spreadsheet. */
static void find_sheet(Exchange *ex)
{
    Request *q = &ex->q;
    unsigned methods = 0;
    Str path = str_slice(q->path, 0, q->path.n - (sizeof SHEET_PATH - 1));
    const Route *row = route_find(q->server, GET, false, path, &ex->fields, &methods);
    if (!row || !row->sheet) return;
    q->route = row, q->path = path, q->is_sheet = true;
}

static Fail find_route(Ctx *c, Exchange *ex)
{
    Request *q = &ex->q;
    if (ex->uri_length >= URI_MAX) return fail(c, FAIL_INPUT, "Địa chỉ quá dài. Hãy mở lại từ liên kết trên trang.");
    Str uri = {ex->uri, ex->uri_length}; /* a NUL byte would end the path that we see */
    if (str_contains(str_slice(uri, 0, str_index(uri, '?')), S("%00")))
        return fail(c, FAIL_INPUT, "Địa chỉ có ký tự không đọc được. Hãy mở lại từ liên kết trên trang.");
    q->route = route_find(q->server, ex->method, q->is_json, q->path, &ex->fields, &ex->methods);
    if (!q->route && ex->method == GET && !q->is_json && str_ends(q->path, S(SHEET_PATH))) find_sheet(ex);
    if (ex->is_other) q->route = NULL;
    if (q->route) return OK;
    if (ex->methods) return fail(c, FAIL_METHOD, "Địa chỉ này có, nhưng không nhận cách gửi vừa dùng.");
    return fail(c, FAIL_MISSING, "Không có trang nào ở địa chỉ này.");
}

static Fail open_request(Ctx *c, Exchange *ex)
{
    TRY(door_origin(c, ex));
    TRY(find_route(c, ex));
    TRY(door_right(c, ex));
    query_fields(c, ex);
    if (ex->method == POST) TRY(body_fields(c, ex));
    TRY(door_form(c, ex));
    keep_search(ex);
    return inputs_check(c, &ex->q);
}

/* -- answers ------------------------------------------------------------------------------------------------ */

/* The last resort: nothing of ours is used, no memory but the response's. */
static struct MHD_Response *plain_failure(void)
{
    static const char text[] = "Chưa làm được việc này. Hãy thử lại sau ít phút.\n";
    struct MHD_Response *m =
        MHD_create_response_from_buffer(sizeof text - 1, (void *)(uintptr_t)text, MHD_RESPMEM_PERSISTENT);
    if (!m) return NULL;
    MHD_add_response_header(m, "Content-Type", "text/plain; charset=utf-8");
    MHD_add_response_header(m, "X-Content-Type-Options", "nosniff");
    return m;
}

/* While the server ends, each answer is the last of its connection.  libmicrohttpd says so itself when the request
 * asks for it; the response may be kept for others. */
static enum MHD_Result queue(Exchange *ex, struct MHD_Response *m, int status)
{
    if (ex->loop->server->ending || ex->refused)
        MHD_set_connection_value(ex->connection, MHD_HEADER_KIND, "Connection", "close");
    ex->status = status;
    return m ? MHD_queue_response(ex->connection, (unsigned)status, m) : MHD_NO;
}

static enum MHD_Result queue_own(Exchange *ex)
{
    if (!ex->response) {
        ex->response = plain_failure();
        if (!ex->status) ex->status = fail_status(FAIL_BUSY);
    }
    return queue(ex, ex->response, ex->status);
}

static void set_response(Ctx *c, Exchange *ex, Reply *r, size_t *bytes)
{
    ex->response = reply_response(c, r, ex->takes_gzip, bytes);
    ex->status = r->status;
    ex->is_not_kept = r->is_not_kept;
}

typedef struct {
    Exchange *ex;
    Fail kind;
    char why[WHY_ROOM];
    size_t bytes;
    ReadMark mark;
    bool is_slow; /* nothing was drawn: it is to be done elsewhere */
} Drawing;

/* On to the page where to do first what is missing, and from there back here. */
static Fail lead_there(Ctx *c, Drawing *d)
{
    Reply r;
    Out back = {.mem = &c->mem};
    c->why[0] = 0;
    reply_init(c, &r, &d->ex->q);
    out_url(&back, (Str){d->ex->uri, d->ex->uri_length});
    TRY(reply_redirect(c, &r, "%s?ve=%.*s", d->ex->go_to, STR_ARGS(out_str(&back))));
    set_response(c, d->ex, &r, &d->bytes);
    return OK;
}

static Fail draw_failure(Ctx *c, void *arg)
{
    Drawing *d = arg;
    Reply r;
    Exchange *ex = d->ex;
    c->actor = ex->actor;
    if (ex->go_to && ex->method == GET && !ex->q.is_json && ex->uri_length < URI_MAX) return lead_there(c, d);
    if (ex->method == GET && ex->q.query.n) { /* it was in memory that is gone */
        fields_begin(&ex->fields);
        query_fields(c, ex);
        keep_search(ex);
    }
    memcpy(c->why, d->why, sizeof c->why);
    reply_failure(c, &ex->q, &r, d->kind, ex->go_to);
    set_response(c, d->ex, &r, &d->bytes);
    static const char *const allowed[] = {"", "GET, HEAD", "POST", "GET, HEAD, POST"}; /* by Exchange.methods */
    if (d->kind == FAIL_METHOD && d->ex->response)
        MHD_add_response_header(d->ex->response, "Allow", allowed[d->ex->methods]);
    c->why[0] = 0;
    return OK;
}

/* What the row's inputs are told; where a rule spoke of one of them, its sentence. */
static Checked *refused_inputs(Ctx *c, const Request *q)
{
    Checked *refused = NEW(&c->mem, Checked, INPUTS_MAX);
    const Input *in = q->route->inputs;
    memcpy(refused, q->value, sizeof q->value);
    for (int i = 0; *q->ruled && in && in[i].type != INPUT_END; i++)
        if (!strcmp(in[i].name, *q->ruled) && !refused[i].problem) refused[i].problem = q->problem;
    return refused;
}

/* Where it would be cannot be told when that is what was typed wrong: then its page is as for who opens it. */
static Fail may_see_again(Ctx *c, const Exchange *ex, const Request *drawn)
{
    Fail result = door_place(c, ex, &ex->q);
    if (result != FAIL_INPUT || strcmp(ex->q.route->right, drawn->route->right)) return result;
    c->why[0] = 0;
    return door_place(c, ex, drawn);
}

/* The form again, as its own page draws it; FAIL when that page cannot be drawn either. */
static Fail draw_again(Ctx *c, void *arg)
{
    Drawing *d = arg;
    Exchange *ex = d->ex;
    Request *q = NEW(&c->mem, Request, 1);
    Reply r;
    *q = ex->q;
    c->actor = ex->actor; /* this memory is the loop's: it has another request's, or none */
    q->problem = str_c(&c->mem, str_of(d->why));
    q->refused = refused_inputs(c, q);
    q->is_again = true;
    q->refused_row = q->route;
    q->refused_inputs = q->route->inputs;
    q->route = route_drawn_by(q->server, ex->q.route->again);
    TRY(inputs_check(c, q));
    TRY(door_right(c, ex)); /* what was refused may have been refused before anybody asked */
    TRY(store_read_begin(c));
    reply_init(c, &r, q);
    r.counts = true;
    Fail result = may_see_again(c, ex, q);
    if (!result) result = q->route->handler(c, q, &r);
    if (!result) result = r.counted;
    store_read_end(c);
    TRY(result);
    r.status = fail_status(d->kind);
    set_response(c, ex, &r, &d->bytes);
    return OK;
}

/* Draw what went wrong, on the loop's thread. */
static enum MHD_Result answer_failure(Exchange *ex, Fail kind, const char *why)
{
    Ctx *c = &ex->loop->c;
    Drawing d = {.ex = ex, .kind = kind};
    memcpy(d.why, why, strnlen(why, WHY_ROOM - 1));
    bool again = ex->q.route && ex->q.route->again && !ex->q.is_json && !ex->go_to && kind != FAIL_MISSING &&
                 kind != FAIL_METHOD;
    bool drawn = again && !edge_run(c, draw_again, &d);
    if (again && !drawn) store_read_end(c); /* a jump may have left it open */
    if (!drawn && edge_run(c, draw_failure, &d)) ex->status = fail_status(kind);
    return queue_own(ex);
}

/* -- who has seen what ---------------------------------------------------------------------------------------- */

static int64_t seen_by(const Exchange *ex)
{
    int64_t seen = 0;
    const char *text = MHD_lookup_connection_value(ex->connection, MHD_COOKIE_KIND, SEEN_COOKIE);
    return text && str_integer(str_of(text), &seen) && seen > 0 ? seen : 0;
}

static Fail find_who(Ctx *c, void *exchange)
{
    TRY(store_catch_up(c));
    return door_who(c, exchange);
}

static bool is_prepared_elsewhere(const Exchange *ex)
{
    return ex->q.route->slow && ex->loop->server->preparer.running;
}

/* -- GET ---------------------------------------------------------------------------------------------------- */

static enum MHD_Result answer_slow(Exchange *ex, const char *url);

static Fail draw(Ctx *c, void *arg)
{
    Drawing *d = arg;
    Exchange *ex = d->ex;
    Reply r;
    TRY(open_request(c, ex));
    d->is_slow = is_prepared_elsewhere(ex);
    if (d->is_slow) return OK;
    TRY(store_read_begin(c));
    reply_init(c, &r, &ex->q);
    r.counts = true;
    Fail result = door_place(c, ex, &ex->q);
    if (!result) result = ex->q.route->handler(c, &ex->q, &r);
    if (!result) result = r.counted;
    store_read_mark(c, &d->mark);
    store_read_end(c);
    TRY(result);
    set_response(c, ex, &r, &d->bytes);
    return OK;
}

/* The page, or that it is the one which the browser has. */
static enum MHD_Result queue_page(Exchange *ex, struct MHD_Response *m, int status)
{
    const char *has = header(ex, "If-None-Match");
    const char *tag = has && m ? MHD_get_response_header(m, "ETag") : NULL;
    if (!tag || !strstr(has, tag)) return queue(ex, m, status);
    struct MHD_Response *unchanged = reply_unchanged(tag);
    enum MHD_Result queued = queue(ex, unchanged, MHD_HTTP_NOT_MODIFIED);
    if (unchanged) MHD_destroy_response(unchanged);
    return queued;
}

static enum MHD_Result answer_live(Exchange *ex)
{
    Ctx *c = &ex->loop->c;
    Fail result = edge_run(c, live_open, ex);
    if (!result) return queue(ex, ex->response, 200);
    store_read_end(c); /* a jump may have left it open */
    return answer_failure(ex, result, c->why);
}

static enum MHD_Result answer_get(Exchange *ex, const char *url)
{
    Loop *loop = ex->loop;
    Ctx *c = &loop->c;
    const Server *s = loop->server;
    if (!strncmp(url, "/tinh/", strlen("/tinh/"))) {
        struct MHD_Response *m = file_response(s, str_of(url + strlen("/tinh/")), ex->takes_gzip);
        if (m) return queue(ex, m, 200);
    }
    c->now = server_now(s);
    c->today = server_today(s);
    c->seen = seen_by(ex);
    c->why[0] = 0;
    request_init(ex, str_of(url));
    bool is_live = !strcmp(url, LIVE_PATH);
    ex->is_alone = is_live;
    Fail result = edge_run(c, find_who, ex);
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
    if (d.is_slow) return answer_slow(ex, url);
    int status = ex->status;
    enum MHD_Result queued = ex->response ? queue_page(ex, ex->response, status) : queue_own(ex);
    if (keepable && ex->response && ex->q.route->cached && !ex->is_not_kept && status == 200) {
        cache_put(&loop->cache, ex, ex->response, d.bytes, d.mark, c->today);
        ex->response = NULL;
    }
    return queued;
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

/* Who sends it could not be found out: what they typed is shown to them all the same. */
static void keep_typed(Ctx *c, Exchange *ex)
{
    char why[WHY_ROOM];
    memcpy(why, c->why, sizeof why);
    if (!door_origin(c, ex) && !find_route(c, ex) && body_fields(c, ex)) ex->fields.n = ex->fields.parts;
    memcpy(c->why, why, sizeof why);
}

static Fail open_post(Ctx *c, void *arg)
{
    Exchange *ex = arg;
    Fail unknown = find_who(c, ex);
    if (unknown) keep_typed(c, ex);
    TRY(unknown);
    door_keep_actor(c, ex);
    if (door_is_too_often(c, ex))
        return fail(c, FAIL_OFTEN, "Bạn gửi quá nhiều lần trong chốc lát. Hãy đợi vài giây rồi gửi lại.");
    TRY(open_request(c, ex));
    TRY(store_read_begin(c));
    Fail allowed = door_place(c, ex, &ex->q);
    store_read_end(c);
    TRY(allowed);
    bool here = ex->q.route->prepare && !is_prepared_elsewhere(ex);
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
    set_response(c, ex, &r, &bytes);
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
                  .seen = seen_by(ex)};
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

static enum MHD_Result answer_post(Exchange *ex, const char *url)
{
    Fail result = begin_waiting(ex, url, open_post);
    if (result) return answer_failure(ex, result, ex->c.why);
    if (!is_prepared_elsewhere(ex)) post_submit(ex);
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
    TRY(ex->q.route->handler(c, &ex->q, &r));
    set_response(c, ex, &r, &bytes);
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
    TRY(find_who(c, ex));
    door_keep_actor(c, ex);
    TRY(open_request(c, ex));
    TRY(store_read_begin(c));
    return door_place(c, ex, &ex->q);
}

static enum MHD_Result answer_slow(Exchange *ex, const char *url)
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

static enum MHD_Result answer_finished(Exchange *ex)
{
    if (!ex->result) {
        say_seen(ex);
        return queue_own(ex);
    }
    if (ex->response) MHD_destroy_response(ex->response); /* drawn, but the batch was lost */
    ex->response = NULL;
    return answer_failure(ex, ex->result, ex->why);
}

/* -- libmicrohttpd's call ----------------------------------------------------------------------------------- */

/* Before anything is read of its body, so that libmicrohttpd ends the connection: nobody knows where the request ends.
 */
static enum MHD_Result answer_refused(Exchange *ex)
{
    char why[WHY_ROOM];
    snprintf(why, sizeof why, "Yêu cầu gửi đến không đúng chuẩn HTTP: %s. Hãy mở lại trang bằng trình duyệt.",
             ex->refused);
    request_init(ex, S("/"));
    ex->loop->c.now = server_now(ex->loop->server);
    ex->loop->c.today = server_today(ex->loop->server);
    return answer_failure(ex, FAIL_INPUT, why);
}

static Fail open_other(Ctx *c, void *exchange) { return open_request(c, exchange); }

static enum MHD_Result answer_other_method(Exchange *ex, const char *url)
{
    Ctx *c = &ex->loop->c;
    c->now = server_now(ex->loop->server);
    c->today = server_today(ex->loop->server);
    request_init(ex, str_of(url));
    c->actor = NULL;
    Fail result = edge_run(c, open_other, ex); /* 403, 404 or 405: there is no row for it */
    return answer_failure(ex, result ? result : FAIL_METHOD, c->why);
}

static Fail find_body_max(Ctx *c, void *arg)
{
    Exchange *ex = arg;
    TRY(door_origin(c, ex));
    TRY(find_route(c, ex));
    ex->body_max = route_body_max(ex->q.route);
    return OK;
}

/* Before more than BODY_MAX is read: what the row takes.  Who sends it is asked when the body is there, before anything
 * is read in it; until then it takes one of LARGE_BODIES_MAX places on the disk. */
static void ask_body_max(Exchange *ex, const char *url)
{
    Ctx *c = &ex->loop->c;
    c->now = clock_ms();
    c->today = server_today(ex->loop->server);
    request_init(ex, str_of(url));
    if (ex->method != POST || ex->is_other || edge_run(c, find_body_max, ex)) ex->body_max = BODY_MAX;
    fields_begin(&ex->fields);
    ex->go_to = NULL, ex->methods = 0, c->why[0] = 0;
}

enum MHD_Result exchange_step(void *arg, struct MHD_Connection *connection, const char *url, const char *method,
                              const char *version, const char *upload, size_t *upload_size, void **state)
{
    (void)arg, (void)connection;
    Exchange *ex = *state;
    if (!ex) return MHD_NO;
    if (ex->state == FINISHED) return answer_finished(ex);
    if (!ex->began) {
        ex->began = true;
        if (ex->loop->server->o.log) ex->started = clock_ms();
        ex->method = strcmp(method, "POST") ? GET : POST;
        ex->is_other = ex->method == GET && strcmp(method, "GET") && strcmp(method, "HEAD");
        ex->takes_gzip = takes_gzip(str_of(header(ex, "Accept-Encoding")));
        ex->refused = head_problem(ex, version);
        if (ex->refused) return answer_refused(ex);
        /* An answer now would end the connection: libmicrohttpd does not read on behind an early one. */
        return MHD_YES;
    }
    if (*upload_size) {
        if (!ex->body_max && ex->body_length + *upload_size > BODY_MAX) ask_body_max(ex, url + ex->authority);
        bool goes_on = body_take(ex, upload, *upload_size);
        *upload_size = 0;
        return goes_on ? MHD_YES : MHD_NO;
    }
    url += ex->authority;
    if (ex->is_other) return answer_other_method(ex, url);
    if (ex->method == POST) return answer_post(ex, url);
    enum MHD_Result queued = answer_get(ex, url);
    /* A stream lives for an hour and needs nothing of the exchange. */
    if (queued == MHD_YES && ex->is_stream)
        exchange_end(ex->loop, connection, state, MHD_REQUEST_TERMINATED_COMPLETED_OK);
    return queued;
}
