// SPDX-License-Identifier: Apache-2.0
/* common.c -- what several people see alike, or what one person's pages have in common: HTML with holes where each puts
 * the token of their own forms, cut there, and each long cut packed.  While it is drawn its forms carry a token that is
 * nobody's and that nobody can guess; where it stands is where a hole is. */
#include "http/inside.h"
#include "http/shared.h"
#include <stdio.h>
#include <unistd.h>

/* What is shorter is packed with what stands around it: a piece of its own costs some bytes, and splits those. */
enum { PACKED_LEAST = 512 };

Html form_token(Arena *a, Str token)
{
    Out o = {.mem = a};
    if (!token.n) return (Html){0};
    out_raw(&o, S("<input type=\"hidden\" name=\"" FORM_TOKEN "\" value=\""));
    out_raw(&o, token);
    out_raw(&o, S("\">"));
    return (Html){out_str(&o)};
}

Html common_form(Ctx *c, const Request *q)
{
    return form_token(&c->mem, q->actor && q->actor->form_token.n ? str_of(q->server->nobodys_token) : (Str){0});
}

static bool proves;
void shared_prove(bool on) { proves = on; }

/* -- as it lies on the shelf: numbers and texts, one behind the other ----------------------------------------- */

static void put_bytes(Out *o, const void *p, size_t n) { out_raw(o, (Str){p, n}); }

static void put_number(Out *o, size_t value)
{
    uint32_t n = (uint32_t)value;
    put_bytes(o, &n, sizeof n);
}

static void put_text(Out *o, Str s)
{
    put_number(o, s.n);
    out_raw(o, s);
}

static uint32_t take_number(Str *rest)
{
    uint32_t n;
    memcpy(&n, rest->p, sizeof n);
    *rest = str_from(*rest, sizeof n);
    return n;
}

static Str take_text(Str *rest)
{
    size_t n = take_number(rest);
    Str s = str_slice(*rest, 0, n);
    *rest = str_from(*rest, n);
    return s;
}

/* -- making it ------------------------------------------------------------------------------------------------ */

static void put_head(Out *o, const Reply *part)
{
    put_text(o, part->title);
    put_number(o, part->steps.n);
    for (size_t i = 0; i < part->steps.n; i++) {
        put_text(o, part->steps.at[i].path);
        put_text(o, part->steps.at[i].code);
        put_text(o, part->steps.at[i].name);
    }
}

/* How many cuts, and then of each what is packed of it and what it is. */
static void put_cuts(Ctx *c, const Request *q, Out *o, Str html, Str hole)
{
    size_t n = 1;
    for (Str rest = html; hole.n && str_find(rest, hole) < rest.n; n++)
        rest = str_from(rest, str_find(rest, hole) + hole.n);
    put_number(o, n);
    for (; n; n--) {
        size_t at = hole.n ? str_find(html, hole) : html.n;
        Str piece = str_slice(html, 0, at);
        put_text(o, piece.n >= PACKED_LEAST ? q->server->calls->pack(&c->mem, piece) : (Str){0});
        put_text(o, piece);
        html = str_from(html, at + hole.n);
    }
}

/* Whoever asks, as a stranger with the same rights: who they are is not in it. */
static const Actor *stranger(Ctx *c, const Request *q)
{
    if (!q->actor) return NULL;
    Actor *a = NEW(&c->mem, Actor, 1);
    *a = (Actor){.person = -1,
                 .duty = -1,
                 .session = -1,
                 .behalf = q->actor->behalf ? -1 : 0,
                 .org = q->actor->org,
                 .org_name = q->actor->org_name,
                 .role = q->actor->role,
                 .role_name = q->actor->role_name,
                 .plan = q->actor->plan,
                 .form_token = str_of(q->server->nobodys_token),
                 .has_second = q->actor->has_second,
                 .view = q->actor->likeness,
                 .likeness = q->actor->likeness,
                 .subtree = q->actor->subtree};
    return a;
}

/* As `actor`, whose forms carry the token that is nobody's; as it would lie on the shelf. */
static Fail draw_as(Ctx *c, const Request *q, Reply *r, const Common *d, const Actor *actor, Str *drawn)
{
    const Actor *before = c->actor;
    Request *asked = NEW(&c->mem, Request, 1);
    Reply *part = NEW(&c->mem, Reply, 1);
    Out o = {.mem = &c->mem};
    *asked = *q;
    asked->actor = c->actor = actor;
    *part = *r;
    part->title = (Str){0};
    part->steps = (StepList){0};
    part->is_not_kept = part->is_secret = false;
    part->form = common_form(c, q);
    part->body = (Out){.mem = &c->mem, .form = part->form};
    Fail result = d->draw(c, asked, part, &part->body, d->of);
    c->actor = before;
    TRY(result);
    r->is_not_kept |= part->is_not_kept || part->is_secret;
    r->is_secret |= part->is_secret;
    put_head(&o, part);
    put_cuts(c, q, &o, out_str(&part->body), part->form.markup);
    *drawn = out_str(&o);
    return OK;
}

static Str key_of(Ctx *c, const Request *q, const Common *d, Str key)
{
    Out o = {.mem = &c->mem};
    const uint64_t view = !q->actor ? 0 : d->by_person ? q->actor->view : q->actor->likeness;
    put_bytes(&o, &d->draw, sizeof d->draw);
    put_bytes(&o, &view, sizeof view);
    put_bytes(&o, &c->today, sizeof c->today);
    if (!d->by_person) put_text(&o, q->uri);
    out_raw(&o, key);
    return out_str(&o);
}

static Fail make(Ctx *c, const Request *q, Reply *r, const Common *d, Str key, Str *drawn)
{
    ShelfMark before = store_shelf_begin(c);
    TRY(draw_as(c, q, r, d, d->by_person ? q->actor : stranger(c, q), drawn));
    store_shelf_put(c, &before, key, r->is_not_kept ? (Str){0} : *drawn);
    return OK;
}

/* A commit can be seen a moment before its tables count as changed: then what is kept is as good as what was kept. */
static bool is_written_meanwhile(Ctx *c, const Request *q)
{
    enum { MOMENT_MS = 500 };
    ReadMark mark;
    store_read_mark(c, &mark);
    for (int i = 0; i < MOMENT_MS && store_is_current(q->server->o.store, mark); i++) usleep(1000);
    return !store_is_current(q->server->o.store, mark);
}

/* For tests: what was kept is what who asks would have been drawn now. */
static Fail prove(Ctx *c, const Request *q, Reply *r, const Common *d, Str drawn)
{
    Str own;
    size_t at = 0;
    TRY(draw_as(c, q, r, d, q->actor, &own));
    if (str_equal(own, drawn) || is_written_meanwhile(c, q)) return OK;
    while (at < own.n && at < drawn.n && own.p[at] == drawn.p[at]) at++;
    fprintf(stderr, "shared: at byte %zu %.*s is another page for who asks:\n", at, STR_ARGS(q->uri));
    fwrite(drawn.p, 1, drawn.n, stderr);
    fputs("\n--- own\n", stderr);
    fwrite(own.p, 1, own.n, stderr);
    abort();
}

Fail common_find(Ctx *c, const Request *q, Reply *r, Str key, Common d, Str *drawn)
{
    Str whole = key_of(c, q, &d, key);
    if (!store_shelf_get(c, whole, drawn)) TRY(make(c, q, r, &d, whole, drawn));
    return proves ? prove(c, q, r, &d, *drawn) : OK;
}

bool common_is_own(const Request *q, const Reply *r)
{
    return q->is_again || q->is_wall || r->is_wall || !r->counts || (q->actor && !q->actor->likeness);
}

/* -- putting it into a page ----------------------------------------------------------------------------------- */

void common_take_head(Ctx *c, Reply *r, Str *rest)
{
    r->title = take_text(rest);
    for (uint32_t n = take_number(rest); n; n--) {
        Step *s = list_add(&c->mem, &r->steps);
        s->path = take_text(rest), s->code = take_text(rest), s->name = take_text(rest);
    }
}

void common_take_cuts(Ctx *c, Reply *r, Out *o, Str rest)
{
    uint32_t n = take_number(&rest);
    for (uint32_t i = 0; i < n; i++) {
        Str packed = take_text(&rest), piece = take_text(&rest);
        if (i) out_html(o, r->form);
        if (packed.n) *list_add(&c->mem, &r->packed) = (Packed){.from = o->n, .n = piece.n, .bytes = packed};
        out_raw(o, piece);
    }
}

Fail common_put(Ctx *c, const Request *q, Reply *r, Out *o, Str key, DrawShared *draw, const void *of)
{
    Str drawn;
    if (common_is_own(q, r)) return draw(c, q, r, o, of);
    TRY(common_find(c, q, r, key, (Common){.draw = draw, .of = of, .by_person = true}, &drawn));
    Reply unnamed = {0};
    common_take_head(c, &unnamed, &drawn);
    common_take_cuts(c, r, o, drawn);
    return OK;
}
