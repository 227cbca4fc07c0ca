// SPDX-License-Identifier: Apache-2.0
/* wall_web.c -- making, listing and taking back links for a screen on a wall; and the page behind one. */
#include "http/record.h"
#include "people/view.h"
#include "people/web.h"

Fail wall_of_token(Ctx *c, const Request *q, const Actor **actor, Str *page)
{
    Id person, duty;
    TRY(wall_find(c, input_text(q, "token"), &person, &duty, page));
    return actor_by_duty(c, person, duty, actor);
}

/* The pages without parts in their address that who asks may see: to choose from. */
static Fail offer_pages(Ctx *c, const Request *q, WallPage *m)
{
    for (const Feature *const *f = request_features(q); *f; f++)
        for (const Route *r = (*f)->routes; r && r->path; r++) {
            if (r->method != GET || !r->live || strchr(r->path, '{')) continue;
            Fail result = request_shows(c, q, str_of(r->path));
            if (result && result != FAIL_INPUT) return result;
            c->why[0] = 0;
            if (!result) *list_add(&c->mem, &m->pages) = r;
        }
    return OK;
}

static const Column wall_columns[] = {COL_INTEGER(Wall, id, "id"),
                                      COL_TEXT(Wall, page, "page"),
                                      COL_TEXT(Wall, name, "name"),
                                      COL_INTEGER(Wall, created_at, "created_at"),
                                      COL_INTEGER(Wall, expires_at, "expires_at"),
                                      {0}};
static const Record wall_record = {.name = "Wall", .columns = wall_columns};
static const Column walls_columns[] = {COL_ROWS(WallPage, walls, "walls", &wall_record), {0}};
const Record walls_record = {.name = "Walls", .columns = walls_columns};

static Fail draw(Ctx *c, const Request *q, Reply *r, Str address)
{
    WallPage m = {
        .q = q, .address = address, .chosen = input_text(q, "trang"), .is_of_all = right_here(c, "wall.manage")};
    TRY(walls_of(c, m.is_of_all ? 0 : c->actor->person, &m.walls));
    if (reply_is_json(r)) return reply_record(c, r, &walls_record, &m);
    TRY(offer_pages(c, q, &m));
    wall_page(reply_page(c, q, r, S("Màn hình lớn")), &m);
    return OK;
}

Fail walls_get(Ctx *c, const Request *q, Reply *r) { return draw(c, q, r, (Str){0}); }

/* The address is told in this one answer and kept nowhere. */
Fail wall_post(Ctx *c, const Request *q, Reply *r)
{
    Str page = input_text(q, "trang"), site = request_site(q), token;
    if (str_starts(page, site)) page = str_from(page, site.n);
    TRY(request_shows(c, q, page));
    TRY(wall_new(c, page, input_given(q, "gio") ? input_integer(q, "gio") : WALL_HOURS, &token));
    reply_secret(r);
    return draw(c, q, r, str_format(&c->mem, "%.*s/tuong/%.*s", STR_ARGS(site), STR_ARGS(token)));
}

Fail wall_revoke_post(Ctx *c, const Request *q, Reply *r)
{
    TRY(wall_revoke(c, input_id(q, "man-hinh")));
    return reply_redirect(c, r, "/man-hinh");
}
