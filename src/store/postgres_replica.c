// SPDX-License-Identifier: Apache-2.0
/* postgres_replica.c -- reading from a replica, when it has all that the reader may have seen.
 *
 * The snapshot itself says how far it is (store_office.seq, postgres_copies.c).  Short of a commit that this person
 * saw: the primary is asked.  Short of one that only this program heard of: the page may be shown, but is not kept.  A
 * replica that stays behind, or does not answer, is left alone for a while. */
#include "store/postgres.h"
#include <stdlib.h>

enum { BEHIND_LIMIT_MS = 3000, LEFT_OUT_MS = 1000 };

static bool snapshot_is_at(Ctx *c, Connection *k, int64_t *seq)
{
    if (line_ready(c, k)) return false;
    k->line.is_open = k->line.must_begin = true;
    if (line_begin_snapshot(c, k)) return false;
    PGresult *r = postgres_ask(c, k, "SELECT seq FROM store_office WHERE office_id = $1", VALUES(OFFICE));
    *seq = r && PQntuples(r) ? strtoll(PQgetvalue(r, 0, 0), NULL, 10) : -1;
    PQclear(r);
    return *seq >= 0;
}

static bool is_good_enough(Ctx *c, Connection *k, int64_t seq)
{
    int64_t now = monotonic_ms();
    k->is_behind = seq < copies_coming(k->store);
    if (!k->is_behind) k->line.behind_since = 0;
    else if (!k->line.behind_since) k->line.behind_since = now;
    if (k->line.behind_since && now - k->line.behind_since > BEHIND_LIMIT_MS) {
        k->line.dead_until = now + LEFT_OUT_MS;
        return false;
    }
    return seq >= c->seen;
}

bool replica_begin(Ctx *c, Connection *k)
{
    int64_t seq;
    char why[WHY_ROOM];
    if (monotonic_ms() < k->line.dead_until) return false;
    memcpy(why, c->why, sizeof why);
    bool there = snapshot_is_at(c, k, &seq);
    memcpy(c->why, why, sizeof why); /* that it failed is nobody's concern */
    if (there && is_good_enough(c, k, seq)) return true;
    k->engine->read_end(k);
    return false;
}
