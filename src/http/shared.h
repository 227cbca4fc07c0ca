// SPDX-License-Identifier: Apache-2.0
/* shared.h -- a page whose contents several people see alike is drawn, and packed, once for all of them.
 *
 * A page is for one person: their name, their forms' token, what waits for them in the menu.  But what stands below the
 * menu mostly says the same to everybody with the same duty in the same agency, as long as no table changes from which
 * it was made (store.h: the shelf).
 *
 *     static Fail draw_leader(Ctx *c, const Request *q, Reply *r, Out *o, const void *of)
 *     {
 *         …
 *         shared_title(c, r, S("Toàn cảnh"));
 *         leader_page(o, &m);
 *         return OK;
 *     }
 *     return shared_page(c, q, r, (Str){0}, draw_leader, NULL);     in the handler, instead of reply_page */
#pragma once
#include "http/reply.h"
#include "http/request.h"

/* Draws what stands in <main> into `o`, forms and all, names the page (shared_title) and its steps (reply_step, on this
 * `r`).  It may ask the store, the day, the request's address and inputs, what the actor may do and for whom (role,
 * agency, plan), and `of`; but not who they are: c->actor and q->actor are a stranger with the same rights then, whose
 * `person` is no one's.  The time of day is not asked either. */
typedef Fail DrawShared(Ctx *c, const Request *q, Reply *r, Out *o, const void *of);
void shared_title(Ctx *c, Reply *r, Str title); /* without the product's name; copied */

/* Answers with that page.  `key` tells apart what one drawer draws at one address: all of `of` on which it depends,
 * also what was read for it; what is personal on the page is drawn before, and is a part of the key.  Where nothing may
 * be kept, a form that was refused, on a wall, it is drawn each time, all the same. */
Fail shared_page(Ctx *c, const Request *q, Reply *r, Str key, DrawShared *draw, const void *of) CHECKED;

/* The same page for this one person, drawn now. */
Fail unshared_page(Ctx *c, const Request *q, Reply *r, DrawShared *draw, const void *of) CHECKED;

/* For tests: from now on each is also drawn as who asks, each time; a difference ends the program and shows both. */
void shared_prove(bool on);
