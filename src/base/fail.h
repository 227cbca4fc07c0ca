// SPDX-License-Identifier: Apache-2.0
/* fail.h -- the two kinds of failure, and what a piece of work carries with it.
 *
 * What a person can cause is a returned Fail: one of a closed list, with one Vietnamese sentence that says
 * what to do.  What must not happen is an assert.  Running out of room jumps to the edge. */
#pragma once
#include "base/arena.h"
#include "base/day.h"

/* kind, HTTP status, exit code of a command, what it means */
#define FAIL_KINDS(X)                                                                                                  \
    X(OK, 200, 0, "done")                                                                                              \
    X(FAIL_INPUT, 400, 2, "what was typed or sent cannot be taken")                                                    \
    X(FAIL_SIGNIN, 401, 3, "nobody is signed in, or not any more")                                                     \
    X(FAIL_DENIED, 403, 3, "this person, or this origin, may not do it")                                               \
    X(FAIL_MISSING, 404, 4, "there is no such thing")                                                                  \
    X(FAIL_METHOD, 405, 2, "the page exists, but not for this method")                                                 \
    X(FAIL_CONFLICT, 409, 5, "it changed meanwhile, or its state does not allow this")                                 \
    X(FAIL_ROOM, 413, 6, "too large: the room for one piece of work is used up")                                       \
    X(FAIL_OFTEN, 429, 8, "this account or address asks too often")                                                    \
    X(FAIL_STORE, 500, 7, "the disk or the database failed; nothing was changed")                                      \
    X(FAIL_BUSY, 503, 8, "too much work is waiting; try again in a moment")

typedef enum {
#define X(kind, status, exit_code, meaning) kind,
    FAIL_KINDS(X)
#undef X
} Fail;

int fail_status(Fail kind);          /* the HTTP status */
int fail_exit_code(Fail kind);       /* for the command line */
const char *fail_meaning(Fail kind); /* in English, for developers */

#define CHECKED __attribute__((warn_unused_result))
#define TRY(call)                                                                                                      \
    do {                                                                                                               \
        Fail fail_ = (call);                                                                                           \
        if (fail_) return fail_;                                                                                       \
    } while (0)

enum { WHY_ROOM = 400 }; /* bytes of the one sentence that says why; Vietnamese takes up to 3 bytes a letter */

struct Connection; /* store/store.h */
struct Actor;      /* journal/actor.h */

/* What a handler, a rule or a command works with.  No globals: everything else is passed. */
typedef struct {
    Arena mem;                 /* lives as long as the request */
    struct Connection *store;  /* read-only in a GET, inside a savepoint in a POST; NULL where there is none */
    const struct Actor *actor; /* who does it; NULL = the program itself, a command, or somebody not signed in */
    Day today;                 /* the civil day in Asia/Ho_Chi_Minh; never read the clock inside a rule */
    int64_t now;               /* UTC, milliseconds since 1970 */
    int64_t seen;       /* the newest commit that whoever asks may know of: older data would surprise them; 0 = any */
    char why[WHY_ROOM]; /* the deepest reason of a failure, in Vietnamese */
} Ctx;

/* Say why, once: the deepest reason is the one kept.  Returns `kind`, so: return fail(c, FAIL_INPUT, "…"). */
__attribute__((format(printf, 3, 4))) Fail fail(Ctx *c, Fail kind, const char *format, ...);

/* The same, in place of what was said so far: for a rule that knows better what a missing row means. */
__attribute__((format(printf, 3, 4))) Fail fail_rather(Ctx *c, Fail kind, const char *format, ...);

/* Run `body` at an edge: the only setjmp of the program.  Gives back all memory that body took and runs its
 * clean-ups, whether it returned or ran out of room (then FAIL_ROOM).  c->why keeps the reason. */
Fail edge_run(Ctx *c, Fail (*body)(Ctx *, void *), void *arg);

/* The same, but what a body that succeeded took is kept, until the caller gives it back (arena_back).  For work that
 * goes on at another edge: a request whose rule runs on the writer thread. */
Fail edge_keep(Ctx *c, Fail (*body)(Ctx *, void *), void *arg);
