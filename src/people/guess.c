// SPDX-License-Identifier: Apache-2.0
/* guess.c -- what guessing costs: attempts are counted before they are checked, so that fifty at once are not fifty
 * free ones; what was right is given back.
 *
 * Who comes from where this account signed in before (a device's cookie, or the address) has a count apart: nobody
 * else's wrong passwords shut them out.  All others share one of the account and one of the address; each success from
 * an address takes failures off it. */
#include "people/inside.h"

static Str count_key(Ctx *c, char kind, Str of)
{
    return digest(&c->mem, "attempt", str_format(&c->mem, "%c%.*s", kind, STR_ARGS(of)));
}

void guess_in(Ctx *c, Guess *g, char kind, Str of, int is_free)
{
    g->now = c->now;
    g->count[g->n++] = (GuessCount){count_key(c, kind, of), is_free};
}

/* Until when: 0 = not locked. */
static Fail locked_until(Ctx *c, const GuessCount *k, int64_t *until)
{
    Rows r;
    *until = 0;
    TRY(store_query(c, &r, "SELECT failures, last_at FROM attempt WHERE office_id = $1 AND of = $2", OFFICE, k->of));
    if (rows_next(&r)) {
        int64_t more = row_integer(&r, 0) - k->is_free, lasts = LOCK_FIRST_MS;
        for (int64_t i = 0; i < more && lasts < LOCK_MAX_MS; i++) lasts *= 2;
        if (lasts > LOCK_MAX_MS) lasts = LOCK_MAX_MS;
        if (more >= 0) *until = row_integer(&r, 1) + lasts;
    }
    return rows_end(&r);
}

static Fail count_one(Ctx *c, void *guess)
{
    Guess *g = guess;
    g->locked = false;
    for (int i = 0; i < g->n; i++) {
        int64_t until;
        TRY(locked_until(c, &g->count[i], &until));
        g->locked |= until > g->now;
    }
    for (int i = 0; i < g->n && !g->locked; i++)
        TRY(store_run(c,
                      "INSERT INTO attempt (office_id, of, failures, last_at) VALUES ($1, $2, 1, $3) "
                      "ON CONFLICT (office_id, of) DO UPDATE SET failures = attempt.failures + 1, last_at = $3",
                      OFFICE, g->count[i].of, g->now));
    return OK;
}

Fail guess_count(Ctx *c, Guess *g) { return store_write_from(c, count_one, g); }

/* What was counted before is taken back; not below none. */
static Fail give_back(Ctx *c, Str of, int n)
{
    return store_run(c,
                     "UPDATE attempt SET failures = CASE WHEN failures > $3 THEN failures - $3 ELSE 0 END "
                     "WHERE office_id = $1 AND of = $2",
                     OFFICE, of, n);
}

Fail guess_was_right(Ctx *c, const Guess *g)
{
    for (int i = 0; i < g->n; i++) TRY(give_back(c, g->count[i].of, 1));
    return OK;
}

Fail guess_forget(Ctx *c, const Guess *g)
{
    for (int i = 0; i < g->n; i++)
        if (g->count[i].is_free == ATTEMPTS_FREE)
            TRY(store_run(c, "DELETE FROM attempt WHERE office_id = $1 AND of = $2", OFFICE, g->count[i].of));
    return OK;
}

Fail guess_refill(Ctx *c)
{
    Str address = c->actor ? c->actor->address : (Str){0};
    return address.n ? give_back(c, count_key(c, 'i', address), ATTEMPTS_REFILL_ADDRESS) : OK;
}

Fail attempts_clear(Ctx *c, Str account)
{
    Guess g = {0};
    guess_in(c, &g, 'a', account, ATTEMPTS_FREE);
    guess_in(c, &g, 'm', account, ATTEMPTS_FREE);
    return guess_forget(c, &g);
}

/* -- from where somebody came before ------------------------------------------------------------------------ */

static Str of_device(Ctx *c, Str device) { return digest(&c->mem, "device", device); }

static Str of_address(Ctx *c)
{
    Str address = c->actor ? c->actor->address : (Str){0};
    return address.n ? digest(&c->mem, "place", address) : (Str){0};
}

/* The device before the address: whoever sits beside somebody shares only that. */
Fail known_find(Ctx *c, Id person, Str device, Str *known)
{
    Rows r;
    Str one = token_is_one(device) ? of_device(c, device) : (Str){0};
    *known = (Str){0};
    TRY(store_query(c, &r,
                    "SELECT what FROM person_known WHERE office_id = $1 AND person_id = $2 AND what IN ($3, $4) "
                    "AND seen_at > $5 ORDER BY CASE WHEN what = $3 THEN 0 ELSE 1 END LIMIT 1",
                    OFFICE, person, one, of_address(c), c->now - (int64_t)KNOWN_DAYS * 24 * 3600 * 1000));
    if (rows_next(&r)) *known = str_format(&c->mem, "%lld %.*s", (long long)person, STR_ARGS(row_text(&r, 0)));
    return rows_end(&r);
}

static Fail note(Ctx *c, Id person, Str what)
{
    if (!what.n) return OK;
    return store_run(c,
                     "INSERT INTO person_known (office_id, person_id, what, seen_at) VALUES ($1, $2, $3, $4) "
                     "ON CONFLICT (office_id, person_id, what) DO UPDATE SET seen_at = $4",
                     OFFICE, person, what, c->now);
}

Fail known_note(Ctx *c, Id person, Str sent, Str *device)
{
    *device = token_is_one(sent) ? sent : token_new(&c->mem);
    TRY(note(c, person, of_device(c, *device)));
    TRY(note(c, person, of_address(c)));
    TRY(guess_refill(c));
    return store_run(c,
                     "DELETE FROM person_known WHERE office_id = $1 AND person_id = $2 AND what NOT IN "
                     "(SELECT what FROM person_known WHERE office_id = $1 AND person_id = $2 "
                     "ORDER BY seen_at DESC, what LIMIT $3)",
                     OFFICE, person, (int)KNOWN_EACH);
}

Fail known_forget(Ctx *c, Id person)
{
    return store_run(c, "DELETE FROM person_known WHERE office_id = $1 AND person_id = $2", OFFICE, person);
}
