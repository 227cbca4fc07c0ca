// SPDX-License-Identifier: Apache-2.0
/* gate.h -- who stands behind a request and what they may do: what the server asks, and the folder of people answers.
 *
 * http knows neither accounts nor roles.  One thread uses one memory; nothing here may wait for the writer. */
#pragma once
#include "http/route.h"
#include "journal/actor.h"

typedef struct Gate {
    /* What a thread keeps: sessions that it has seen.  NULL when there is no memory. */
    void *(*begin)(Store *store);
    void (*end)(void *memory);

    /* Who holds this token (of the cookie; any bytes a stranger sent)?  *actor = NULL for nobody.  It is valid until
     * the next call with the same memory.  c->store is a reader's, outside a snapshot; c->now and c->today are set. */
    Fail (*who)(Ctx *c, void *memory, Str token, const Actor **actor);

    /* The same, asked by a page on its own (http/live.c): it does not show that the person is there, so it must not
     * keep their session from ending.  NULL = this gate cannot tell: `who` is asked, and a stream lasts BEATS_ALONE. */
    Fail (*still)(Ctx *c, void *memory, Str token, const Actor **actor);

    /* True when the actor has the right somewhere.  NULL actor: nobody is signed in. */
    bool (*may)(const Actor *actor, const char *right);
    /* True when the actor has it there.  In microseconds, without the store. */
    bool (*may_at)(const Actor *actor, const char *right, Place place);
    /* In words, who has a right: "Điều phối, Lãnh đạo UBND", in the arena of c.  NULL = this gate does not say. */
    Str (*holders)(Ctx *c, const char *right);
    /* Who is signed in, but has to do something before they open this row: the path of the page for it; else NULL. */
    const char *(*must_first)(const Actor *actor, const Route *row);
    /* True when the person proved who they are recently enough for a dangerous act. */
    bool (*is_fresh)(const Actor *actor, int64_t now);

    const char *sign_in;                /* path of the page for it; gets ?ve=PATH */
    const char *sign_out, *choose_duty; /* where their forms go; the latter gets nhiem-vu=ID */
    const char *account;                /* path of one's own page */
    const char *hang;    /* path of the page that puts another on a wall (Route.wall); gets ?trang=PATH; NULL = none */
    const char *confirm; /* path of the page on which a person proves again who they are; gets ?ve=PATH */
} Gate;
