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

static const char *header(const Exchange *ex, const char *name)
{
    return MHD_lookup_connection_value(ex->connection, MHD_HEADER_KIND, name);
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

static Fail open_other(Ctx *c, void *exchange) { return asked_open(c, exchange); }

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

static Fail may_send_more(Ctx *c, void *arg)
{
    Exchange *ex = arg;
    TRY(door_origin(c, ex));
    TRY(asked_route(c, ex));
    ex->body_max = route_body_max(ex->q.route);
    if (ex->body_max == BODY_MAX) return OK;
    TRY(asked_who(c, ex));
    /* A page for all takes no more than others do from somebody who is not signed in: large files come in pieces. */
    if (!strcmp(ex->q.route->right, RIGHT_PUBLIC) && !actor_is_known(ex->actor))
        return fail(c, FAIL_SIGNIN, "Hãy đăng nhập để gửi nhiều tệp một lần.");
    return door_right(c, ex);
}

/* Before more than BODY_MAX is read: what the row takes.  What is more lies on the disk, in one of LARGE_BODIES_MAX
 * places, and none is for who is not let in: they hear so when all is sent. */
static void ask_body_max(Exchange *ex, const char *url)
{
    Ctx *c = &ex->loop->c;
    c->now = server_now(ex->loop->server); /* by which sessions end, as for the request itself */
    c->today = server_today(ex->loop->server);
    c->seen = asked_seen(ex);
    c->why[0] = 0;
    request_init(ex, str_of(url));
    bool may = ex->method == POST && !ex->is_other && !edge_run(c, may_send_more, ex);
    if (!ex->body_max || !may) ex->body_max = BODY_MAX;
    fields_begin(&ex->fields);
    ex->actor = c->actor = NULL; /* good for this call only */
    ex->go_to = NULL, ex->methods = 0, c->why[0] = 0;
}

enum MHD_Result exchange_step(void *arg, struct MHD_Connection *connection, const char *url, const char *method,
                              const char *version, const char *upload, size_t *upload_size, void **state)
{
    (void)arg, (void)connection;
    Exchange *ex = *state;
    if (!ex) return MHD_NO;
    if (ex->state == FINISHED) return wait_over(ex);
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
    if (ex->method == POST) return wait_post(ex, url);
    enum MHD_Result queued = get_answer(ex, url);
    /* A stream lives for an hour and needs nothing of the exchange. */
    if (queued == MHD_YES && ex->is_stream)
        exchange_end(ex->loop, connection, state, MHD_REQUEST_TERMINATED_COMPLETED_OK);
    return queued;
}
