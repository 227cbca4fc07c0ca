// SPDX-License-Identifier: Apache-2.0
#include "http/shared.h"
#include "http/inside.h"

void shared_title(Ctx *c, Reply *r, Str title) { r->title = str_copy(&c->mem, title); }

/* A title is known when all is drawn. */
Fail unshared_page(Ctx *c, const Request *q, Reply *r, DrawShared *draw, const void *of)
{
    Out main = {.mem = &c->mem, .form = r->form};
    TRY(draw(c, q, r, &main, of));
    out_raw(reply_page(c, q, r, r->title), out_str(&main));
    return OK;
}

Fail shared_page(Ctx *c, const Request *q, Reply *r, Str key, DrawShared *draw, const void *of)
{
    Str drawn;
    if (common_is_own(q, r)) return unshared_page(c, q, r, draw, of);
    TRY(common_find(c, q, r, key, (Common){.draw = draw, .of = of}, &drawn));
    common_take_head(c, r, &drawn);
    common_take_cuts(c, r, reply_page(c, q, r, r->title), drawn);
    return OK;
}
