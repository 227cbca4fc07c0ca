// SPDX-License-Identifier: Apache-2.0
/* web.c -- the hints of the first page are shown in a demonstration, until somebody puts them away. */
#include "demo/web.h"
#include "demo/demo.h"
#include "http/reply.h"
#include "http/request.h"
#include "journal/actor.h"

Fail demo_shows_hints(Ctx *c, Id person, bool *shown)
{
    Rows r;
    TRY(demo_is(c, shown));
    if (!*shown) return OK;
    TRY(store_query(c, &r, "SELECT 1 FROM demo_hint_off WHERE office_id = $1 AND person_id = $2", OFFICE, person));
    *shown = !rows_next(&r);
    return rows_end(&r);
}

Fail hints_off_post(Ctx *c, const Request *q, Reply *r)
{
    (void)q;
    TRY(store_run(c,
                  "INSERT INTO demo_hint_off (office_id, person_id) VALUES ($1, $2) "
                  "ON CONFLICT (office_id, person_id) DO NOTHING",
                  OFFICE, c->actor->person));
    return reply_redirect(c, r, "/");
}
