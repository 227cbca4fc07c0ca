// SPDX-License-Identifier: Apache-2.0
/* wall.c -- a page by its address, as somebody else's request asks for it: for streams (live.c), and for walls.
 *
 * A row with `wall` draws another page: the one that who made the link chose, as they may read it at this moment,
 * without menu, links and forms.  It sees nobody's session.  What its maker may not read any more is not drawn: the
 * wall goes dark with a sentence. */
#include "http/exchange.h"
#include <assert.h>

static Fail no_such_page(Ctx *c) { return fail(c, FAIL_MISSING, "Không có trang nào tự làm mới ở địa chỉ này."); }

Fail page_find(Ctx *c, Exchange *ex, Str page)
{
    Str path = str_slice(page, 0, str_index(page, '?'));
    if (str_contains(path, S("%00"))) return no_such_page(c);
    char *decoded = (char *)(uintptr_t)str_c(&c->mem, path);
    MHD_http_unescape(decoded);
    request_init(ex, str_of(decoded));
    ex->q.route = ex->q.is_json ? NULL : route_find(ex->q.server, GET, false, ex->q.path, &ex->fields, &ex->methods);
    if (!ex->q.route || (!ex->q.route->live && !ex->q.route->wall)) return no_such_page(c);
    TRY(door_right(c, ex));
    fields_cut(c, &ex->fields, str_from(page, path.n + 1));
    return inputs_check(c, &ex->q);
}

static Fail went_dark(Ctx *c)
{
    return fail_rather(c, FAIL_DENIED,
                       "Màn hình này tạm tắt: người tạo liên kết hiện không còn quyền xem trang này. Hãy nhờ người có "
                       "quyền xem tạo một liên kết mới ở trang Màn hình lớn.");
}

Fail wall_enter(Ctx *c, Exchange *ex)
{
    Str page;
    TRY(ex->q.route->wall(c, &ex->q, &ex->actor, &page));
    if (!ex->actor) return went_dark(c);
    c->actor = ex->actor;
    fields_begin(&ex->fields);
    Fail result = page_find(c, ex, page);
    if (!result && !ex->q.route->live) result = no_such_page(c);
    if (!result) result = door_place(c, ex, &ex->q);
    ex->q.is_wall = true;
    bool is_lost = result == FAIL_SIGNIN || result == FAIL_DENIED || result == FAIL_MISSING;
    return is_lost ? went_dark(c) : result;
}

/* The exchange of one more page within a request; of its loop only the server is asked. */
static Exchange *page_within(Ctx *c, const Request *q)
{
    Exchange *ex = NEW(&c->mem, Exchange, 1);
    exchange_init(ex, q->server->loops, q->connection);
    return ex;
}

Fail wall_draw(Ctx *c, const Request *q, Reply *r)
{
    Exchange *ex = page_within(c, q);
    ex->q = *q;
    r->is_secret = true;
    r->is_wall = true;
    r->form = r->body.form = (Html){0};
    TRY(wall_enter(c, ex));
    ex->q.uri = q->uri;
    return ex->q.route->handler(c, &ex->q, r);
}

Fail wall_shows(Ctx *c, const Request *q, Str page)
{
    Exchange *ex = page_within(c, q);
    ex->actor = q->actor;
    Fail result = page.n < URI_MAX && str_starts(page, S("/")) ? page_find(c, ex, page) : no_such_page(c);
    if (!result && !ex->q.route->live) result = no_such_page(c);
    if (!result) result = door_place(c, ex, &ex->q);
    if (result != FAIL_MISSING && result != FAIL_DENIED && result != FAIL_INPUT) return result;
    return fail_rather(c, FAIL_INPUT,
                       "Trang này không đưa lên màn hình được: không có trang tự làm mới ở địa chỉ ấy, hoặc bạn không "
                       "có quyền xem. Hãy chọn một trang trong danh sách.");
}

void walls_check(const Server *s)
{
    for (const Feature *const *f = s->o.features; *f; f++)
        for (const Route *r = (*f)->routes; r && r->path; r++)
            assert((r->handler == wall_get) == (r->wall != NULL) && "a wall says which page it shows");
}
