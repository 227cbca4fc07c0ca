// SPDX-License-Identifier: Apache-2.0
/* wall.c -- a page by its address, as somebody else's request asks for it: for streams (live.c), and for walls.
 *
 * A row with `wall` draws another page: the one that who made the link chose, as they may read it at this moment,
 * without menu, links and forms.  It sees nobody's session.  What its maker may not read any more is not drawn: the
 * wall goes dark with a sentence. */
#include "http/inside.h"
#include <stdio.h>

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
    if (!result) result = door_place(c, ex);
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

Fail wall_get(Ctx *c, const Request *q, Reply *r)
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

Fail request_shows(Ctx *c, const Request *q, Str page)
{
    Exchange *ex = page_within(c, q);
    ex->actor = q->actor;
    Fail result = page.n < URI_MAX && str_starts(page, S("/")) ? page_find(c, ex, page) : no_such_page(c);
    if (!result && !ex->q.route->live) result = no_such_page(c);
    if (!result) result = door_place(c, ex);
    if (result != FAIL_MISSING && result != FAIL_DENIED && result != FAIL_INPUT) return result;
    return fail_rather(c, FAIL_INPUT,
                       "Trang này không đưa lên màn hình được: không có trang tự làm mới ở địa chỉ ấy, hoặc bạn không "
                       "có quyền xem. Hãy chọn một trang trong danh sách.");
}

/* -- without links and forms ----------------------------------------------------------------------------------- */

/* Of a page that h2c wrote: each '<' begins a tag, each value is escaped. */
typedef struct {
    Str name; /* "form" */
    bool closes, alone;
    Str whole;
} Tag;

static Tag tag_at(Str html)
{
    size_t end = str_index(html, '>');
    Tag t = {.whole = str_slice(html, 0, end + 1), .closes = html.n > 1 && html.p[1] == '/'};
    Str inside = str_slice(html, t.closes ? 2 : 1, end);
    size_t n = 0;
    while (n < inside.n && inside.p[n] != ' ' && inside.p[n] != '/' && inside.p[n] != '\n') n++;
    t.name = str_slice(inside, 0, n);
    t.alone = str_equal(t.name, S("input")) || str_equal(t.name, S("br")) || str_equal(t.name, S("img"));
    return t;
}

static bool is_one_of(Str name, const char *const *names)
{
    for (; *names; names++)
        if (str_equal(name, str_of(*names))) return true;
    return false;
}

/* What goes with all that is in it: controls, and what leads somewhere or chooses what to see. */
static bool goes_whole(const Tag *t, int tables)
{
    static const char *const names[] = {"select", "button", "textarea", "datalist", "legend", "dialog", "nav", NULL};
    bool is_choice = str_equal(t->name, S("form")) && str_contains(t->whole, S("method=\"get\""));
    bool is_row = str_contains(t->whole, S("class=\"actions")) || str_contains(t->whole, S("class=\"field")) ||
                  str_contains(t->whole, S("no-print")) || str_contains(t->whole, S("no-wall"));
    return is_choice || is_row || is_one_of(t->name, names) || (str_equal(t->name, S("label")) && !tables);
}

/* Behind the end of the element that begins here. */
static Str behind(Str html, Str name)
{
    int depth = 0;
    while (html.n) {
        html = str_from(html, str_index(html, '<'));
        if (!html.n) break;
        Tag t = tag_at(html);
        html = str_from(html, t.whole.n);
        if (str_equal(t.name, name)) depth += t.closes ? -1 : 1;
        if (!depth) break;
    }
    return html;
}

void wall_plain(Out *o, size_t from)
{
    static const char *const tags[] = {"form", "input", "fieldset", "label", NULL};
    Str html = str_copy(o->mem, str_from(out_str(o), from));
    int tables = 0;
    o->n = from;
    while (html.n) {
        size_t text = str_index(html, '<');
        out_raw(o, str_slice(html, 0, text));
        html = str_from(html, text);
        if (!html.n) break;
        Tag t = tag_at(html);
        if (str_equal(t.name, S("table"))) tables += t.closes ? -1 : 1;
        if (!t.closes && !t.alone && goes_whole(&t, tables)) {
            html = behind(html, t.name);
            continue;
        }
        bool is_link = str_equal(t.name, S("a"));
        if (is_link) out_raw(o, t.closes ? S("</span>") : S("<span>")); /* the style sheet counts on something there */
        else if (!is_one_of(t.name, tags)) out_raw(o, t.whole);
        html = str_from(html, t.whole.n);
    }
}
