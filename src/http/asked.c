// SPDX-License-Identifier: Apache-2.0
/* asked.c -- what a request asks for, and who asks: the row of its address, its fields, one after the other past the
 * door. */
#include "http/exchange.h"

int64_t asked_seen(const Exchange *ex)
{
    int64_t seen = 0;
    const char *text = MHD_lookup_connection_value(ex->connection, MHD_COOKIE_KIND, SEEN_COOKIE);
    return text && str_integer(str_of(text), &seen) && seen > 0 ? seen : 0;
}

Fail asked_who(Ctx *c, void *exchange)
{
    TRY(store_catch_up(c));
    return door_who(c, exchange);
}

/* What was looked for stands in the search field of the answer. */
void asked_search(Exchange *ex)
{
    const Field *search = ex->method == GET ? fields_find(&ex->fields, "q") : NULL;
    ex->q.query = search && str_is_utf8(search->value) ? search->value : (Str){0};
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

Fail asked_route(Ctx *c, Exchange *ex)
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

Fail asked_open(Ctx *c, Exchange *ex)
{
    TRY(door_origin(c, ex));
    TRY(asked_route(c, ex));
    TRY(door_right(c, ex));
    if (ex->q.route->more) ex->fields.max = MORE_FIELDS_MAX;
    query_fields(c, ex);
    if (ex->method == POST) TRY(body_fields(c, ex));
    TRY(door_form(c, ex));
    asked_search(ex);
    return inputs_check(c, &ex->q);
}
