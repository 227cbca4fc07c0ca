// SPDX-License-Identifier: Apache-2.0
/* begin.c -- an exchange begins with its request line and ends with its answer; what it asks for. */
#include "http/exchange.h"
#include <stdio.h>
#include <stdlib.h>

static void exchange_clear(Exchange *ex)
{
    if (ex->whole.at) {
        arena_back(&ex->c.mem, ex->whole);
        loop_arena_back(ex->loop, ex->whole);
    }
    body_free(ex);
    if (ex->response) MHD_destroy_response(ex->response);
}

/* `uri` and the fields are filled as far as they are used; clearing them all would cost more than the page. */
void exchange_init(Exchange *ex, Loop *loop, struct MHD_Connection *connection)
{
    memset((char *)ex, 0, offsetof(Exchange, uri));
    memset((char *)&ex->uri_length, 0, offsetof(Exchange, fields) - offsetof(Exchange, uri_length));
    fields_begin(&ex->fields);
    memset((char *)&ex->whole, 0, sizeof *ex - offsetof(Exchange, whole));
    ex->loop = loop;
    ex->connection = connection;
}

/* Called with the request line: the only place where the address is seen before it is cut into arguments. */
void *exchange_begin(void *arg, const char *uri, struct MHD_Connection *connection)
{
    Loop *loop = arg;
    Exchange *ex = loop->idle;
    if (ex) loop->idle = ex->next;
    else if (!(ex = malloc(sizeof *ex))) return NULL;
    exchange_init(ex, loop, connection);
    loop->active++;
    ex->uri_length = strnlen(uri, URI_MAX);
    if (ex->uri_length < URI_MAX) memcpy(ex->uri, uri, ex->uri_length + 1);
    /* libmicrohttpd would cut the query into a list of its own, and drop the connection when its memory for that ends
     * (at 300 arguments).  We cut it ourselves; in its buffer the query is empty from here on. */
    char *query = strchr(uri, '?');
    if (query) query[1] = 0;
    return ex;
}

/* The row's path, not the one that was asked for: links that let somebody in are secrets. */
static void write_log(const Exchange *ex)
{
    Str path = ex->q.route ? str_of(ex->q.route->path) : S("-");
    const char *method = ex->is_other ? "OTHER" : ex->method == POST ? "POST" : "GET";
    fprintf(stderr, "%s %.*s %d %lld ms\n", method, STR_ARGS(path), ex->status, (long long)(clock_ms() - ex->started));
}

void exchange_end(void *arg, struct MHD_Connection *connection, void **state, enum MHD_RequestTerminationCode code)
{
    (void)connection, (void)code;
    Loop *loop = arg;
    Exchange *ex = *state;
    if (!ex) return;
    if (loop->server->o.log && ex->status) write_log(ex);
    exchange_clear(ex);
    loop->active--;
    ex->next = loop->idle;
    loop->idle = ex;
    *state = NULL;
}

void exchange_free(Exchange *ex) { free(ex); }

/* -- what was asked ----------------------------------------------------------------------------------------- */

/* What stands behind the '?': fields, in c's memory. */
void query_fields(Ctx *c, Exchange *ex)
{
    Str uri = {ex->uri, ex->uri_length};
    if (ex->uri_length < URI_MAX) fields_cut(c, &ex->fields, str_from(uri, str_index(uri, '?') + 1));
}

static const Str api_prefix = STR("/api/v1");

/* Only a page that somebody comes to shows it: what a script fetches is read by nobody, or taken apart. */
static Id receipt_of(const Exchange *ex)
{
    int64_t id;
    const char *for_what = MHD_lookup_connection_value(ex->connection, MHD_HEADER_KIND, "Sec-Fetch-Dest");
    if (for_what && !strcmp(for_what, "empty")) return 0;
    const char *text = MHD_lookup_connection_value(ex->connection, MHD_COOKIE_KIND, RECEIPT_COOKIE);
    return text && str_integer(str_of(text), &id) && id > 0 ? id : 0;
}

void request_init(Exchange *ex, Str path)
{
    Request *q = &ex->q;
    ex->told = (Told){0};
    *q = (Request){.server = ex->loop->server,
                   .actor = ex->actor,
                   .connection = ex->connection,
                   .path = path,
                   .receipt = receipt_of(ex),
                   .is_part = MHD_lookup_connection_value(ex->connection, MHD_HEADER_KIND, PART_HEADER),
                   .uri = {ex->uri, ex->uri_length < URI_MAX ? ex->uri_length : 0},
                   .fields = &ex->fields,
                   .told = &ex->told};
    q->is_json = str_starts(path, api_prefix) && (path.n == api_prefix.n || path.p[api_prefix.n] == '/');
    if (q->is_json) q->path = path.n == api_prefix.n ? S("/") : str_from(path, api_prefix.n);
}
