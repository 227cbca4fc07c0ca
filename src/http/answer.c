// SPDX-License-Identifier: Apache-2.0
/* answer.c -- an answer on its way out; and what is drawn when something went wrong. */
#include "http/exchange.h"
#include <stdio.h>

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
enum MHD_Result answer_queue(Exchange *ex, struct MHD_Response *m, int status)
{
    if (ex->loop->server->ending || ex->refused)
        MHD_set_connection_value(ex->connection, MHD_HEADER_KIND, "Connection", "close");
    ex->status = status;
    return m ? MHD_queue_response(ex->connection, (unsigned)status, m) : MHD_NO;
}

enum MHD_Result answer_own(Exchange *ex)
{
    if (!ex->response) {
        ex->response = plain_failure();
        if (!ex->status) ex->status = fail_status(FAIL_BUSY);
    }
    return answer_queue(ex, ex->response, ex->status);
}

void answer_set(Ctx *c, Exchange *ex, Reply *r, size_t *bytes)
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
    answer_set(c, d->ex, &r, &d->bytes);
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
        asked_search(ex);
    }
    memcpy(c->why, d->why, sizeof c->why);
    reply_failure(c, &ex->q, &r, d->kind, ex->go_to);
    answer_set(c, d->ex, &r, &d->bytes);
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
    const char *ruled = q->told->ruled;
    for (int i = 0; ruled && in && in[i].type != INPUT_END; i++)
        if (!strcmp(in[i].name, ruled) && !refused[i].problem) refused[i].problem = q->problem;
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
    q->refused_more = q->more;
    q->route = route_drawn_by(q->server, ex->q.route->again);
    TRY(inputs_check(c, q));
    TRY(door_right(c, ex)); /* what was refused may have been refused before anybody asked */
    TRY(store_read_begin(c));
    store_use_memos(c);
    reply_init(c, &r, q);
    r.counts = true;
    Fail result = may_see_again(c, ex, q);
    if (!result) result = q->route->handler(c, q, &r);
    if (!result) result = r.counted;
    store_read_end(c);
    TRY(result);
    /* Who may not do it any more gets a page without its form: then the one that keeps what was typed is better. */
    if (!q->told->is_drawn && request_has_typed(q)) return fail(c, d->kind, "%s", d->why);
    r.status = q->told->is_redraw ? 200 : fail_status(d->kind);
    answer_set(c, ex, &r, &d->bytes);
    return OK;
}

/* Draw what went wrong, on the loop's thread. */
enum MHD_Result answer_failure(Exchange *ex, Fail kind, const char *why)
{
    Ctx *c = &ex->loop->c;
    Drawing d = {.ex = ex, .kind = kind};
    memcpy(d.why, why, strnlen(why, WHY_ROOM - 1));
    bool again = ex->q.route && ex->q.route->again && !ex->q.is_json && !ex->go_to && kind != FAIL_MISSING &&
                 kind != FAIL_METHOD;
    bool drawn = again && !edge_run(c, draw_again, &d);
    if (again && !drawn) store_read_end(c); /* a jump may have left it open */
    if (!drawn && edge_run(c, draw_failure, &d)) ex->status = fail_status(kind);
    return answer_own(ex);
}
