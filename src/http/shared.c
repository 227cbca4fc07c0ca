// SPDX-License-Identifier: Apache-2.0
#include "http/shared.h"
#include "http/inside.h"

void shared_title(Ctx *c, Reply *r, Str title) { r->title = str_copy(&c->mem, title); }

/* What was drawn before for others, too (panels_own), has nobody's token. */
static void put_own(Out *o, Str html, Str nobodys, Html own)
{
    size_t at;
    while (nobodys.n && (at = str_find(html, nobodys)) < html.n) {
        out_raw(o, str_slice(html, 0, at));
        out_html(o, own);
        html = str_from(html, at + nobodys.n);
    }
    out_raw(o, html);
}

/* A title is known when all is drawn. */
Fail unshared_page(Ctx *c, const Request *q, Reply *r, DrawShared *draw, const void *of)
{
    Out main = {.mem = &c->mem, .form = r->form};
    TRY(draw(c, q, r, &main, of));
    put_own(reply_page(c, q, r, r->title), out_str(&main), common_form(c, q).markup, r->form);
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
