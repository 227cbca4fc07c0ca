// SPDX-License-Identifier: Apache-2.0
#include "procedure/kept.h"
#include "base/map.h"
#include <pthread.h>

/* What is frozen never changes, so that there is nothing to take back: it stays until the program ends. */
static struct {
    pthread_mutex_t mutex;
    Arena mem; /* of the map */
    Map by_digest;
} kept = {.mutex = PTHREAD_MUTEX_INITIALIZER};

const Procedure *procedure_kept(Str digest)
{
    pthread_mutex_lock(&kept.mutex);
    const Procedure *p = map_get(&kept.by_digest, digest);
    pthread_mutex_unlock(&kept.mutex);
    return p;
}

typedef struct {
    Str text;
    Procedure *p;
} Parsing;

static Fail parse(Ctx *c, void *arg)
{
    Parsing *k = arg;
    DesignProblems problems;
    k->p = NEW(&c->mem, Procedure, 1);
    if (procedure_read(&c->mem, str_copy(&c->mem, k->text), NULL, k->p, &problems)) return OK;
    for (size_t i = 0; i < problems.n; i++)
        if (!problems.at[i].is_warning)
            return fail(c, FAIL_INPUT, "%.*s", STR_ARGS(problem_line(&c->mem, &problems.at[i])));
    return fail(c, FAIL_INPUT, "Thủ tục này có chỗ sai.");
}

Fail procedure_keep(Ctx *c, Str digest, Str text, const Procedure **p)
{
    Parsing k = {text, NULL};
    Ctx own = {.mem = arena_reserve(PROCEDURE_ROOM), .today = c->today, .now = c->now};
    Arena whole = own.mem;
    Fail result = edge_keep(&own, parse, &k);
    if (result) {
        arena_release(&whole);
        return fail(c, result, "%s", own.why);
    }
    pthread_mutex_lock(&kept.mutex);
    if (!kept.mem.at) kept.mem = arena_reserve(1 << 20);
    *p = map_get(&kept.by_digest, digest);
    bool is_ours = !*p && kept.by_digest.n < PROCEDURES_KEPT_MAX;
    if (is_ours) {
        *map_put(&kept.mem, &kept.by_digest, str_copy(&own.mem, digest)) = k.p;
        *p = k.p;
    }
    pthread_mutex_unlock(&kept.mutex);
    if (is_ours) return OK;
    if (*p) {
        arena_back(&own.mem, whole); /* somebody was faster */
        arena_release(&whole);
        return OK;
    }
    /* So many that no more are kept: this one lives as long as whoever asked. */
    arena_back(&own.mem, whole);
    arena_release(&whole);
    TRY(parse(c, &k));
    *p = k.p;
    return OK;
}
