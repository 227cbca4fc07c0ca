// SPDX-License-Identifier: Apache-2.0
/* world.h -- a store in a temporary file and a server over it, for *_test.c only (also of the folders above). */
#pragma once
#include "base/out.h"
#include "base/testing.h"
#include "http/server.h"
#include "http/shared.h"
#include "store/place.h"
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>

typedef Fail (*WorldPrepare)(Ctx *c, void *unused);

typedef struct {
    char path[PLACE_ROOM];
    struct Prepared *prepared; /* whose place it has; NULL = its own */
    Store *store;
    Server *server;
    Arena whole;
    Ctx c;
} World;

/* Stores as they were prepared, each once a program: the next test that wants the same gets a copy of the file, or on
 * PostgreSQL the same tables with the same rows, in a tenth of the time. */
enum { WORLD_PREPARED_MAX = 8 };
typedef struct Prepared {
    const Migration *steps;
    WorldPrepare prepare;
    char path[PLACE_ROOM]; /* empty = nobody was here yet */
    bool is_used;          /* PostgreSQL: a world is open in it */
} Prepared;
static Prepared world_prepared[WORLD_PREPARED_MAX];

static inline void world_forget(void)
{
    for (int i = 0; i < WORLD_PREPARED_MAX; i++)
        if (world_prepared[i].path[0]) place_remove(world_prepared[i].path);
}

/* NULL where it cannot be kept. */
static inline Prepared *world_prepared_for(const Migration *steps, WorldPrepare prepare)
{
    int i = 0;
    while (i < WORLD_PREPARED_MAX && world_prepared[i].steps &&
           (world_prepared[i].steps != steps || world_prepared[i].prepare != prepare))
        i++;
    if (i == WORLD_PREPARED_MAX || world_prepared[i].is_used) return NULL;
    if (!world_prepared[0].steps) atexit(world_forget);
    world_prepared[i].steps = steps, world_prepared[i].prepare = prepare;
    return &world_prepared[i];
}

/* The store's place, and whether it is prepared already. */
static inline bool world_place(World *w, Prepared *k)
{
    if (!k || !place_is_postgres()) place_make(w->path, "test");
    if (!k) return false;
    bool is_there = k->path[0];
    if (!is_there) place_make(k->path, "prepared");
    if (!place_is_postgres()) return is_there && place_copy(k->path, w->path);
    memcpy(w->path, k->path, PLACE_ROOM);
    w->prepared = k, k->is_used = true;
    store_keep_connections();
    if (is_there) place_bring_back(k->path);
    return is_there;
}

static inline void world_open(World *w, StoreOptions o, WorldPrepare prepare)
{
    Prepared *k = world_prepared_for(o.steps, prepare);
    bool is_there = world_place(w, k);
    o.path = w->path;
    assert_int_equal(store_open(&w->c, o, &w->store), OK);
    if (is_there) return;
    if (prepare) assert_int_equal(store_write(&w->c, w->store, prepare, NULL), OK);
    if (!k) return;
    store_close(w->store);
    if (place_is_postgres()) place_keep(k->path);
    else assert_true(place_copy(w->path, k->path));
    assert_int_equal(store_open(&w->c, o, &w->store), OK);
}

/* `prepare` may put rows into the store before the server starts; NULL = nothing.  It may run once for several worlds:
 * what it remembers must not point into c's memory. */
static inline World *world_begin(const Migration *steps, ServerOptions o, WorldPrepare prepare, int queue_max)
{
    World *w = calloc(1, sizeof *w);
    w->whole = arena_reserve((size_t)256 << 20);
    w->c = (Ctx){.mem = w->whole, .now = clock_ms(), .today = day_of(2024, 9, 28)};
    world_open(w, (StoreOptions){.is_deaf = true, .steps = steps, .queue_max = queue_max}, prepare);
    o.store = w->store;
    shared_prove(true);
    o.host = "127.0.0.1";
    if (!o.today) o.today = w->c.today;
    assert_int_equal(server_start_local(&w->c, o, &w->server), OK);
    w->c.store = store_reader(w->store);
    w->c.today = o.today;
    return w;
}

static inline void world_end(World *w)
{
    server_stop(w->server);
    store_close(w->store);
    if (w->prepared) w->prepared->is_used = false;
    place_remove(w->path);
    arena_back(&w->c.mem, w->whole); /* what the test itself took is cleaned up, too */
    arena_release(&w->whole);
    free(w);
}

/* Setup and teardown of the tests of one program: a world of all its tables as *state. */
static inline int world_begins(void **state, ServerOptions o, WorldPrepare prepare)
{
    *state = world_begin(migrations, o, prepare, 0);
    return 0;
}
static inline int world_ends(void **state)
{
    world_end(*state);
    return 0;
}

/* A piece of a test as a write. */
static inline Fail do_write(World *w, Fail (*run)(Ctx *, void *), void *arg)
{
    w->c.why[0] = 0;
    return store_write(&w->c, w->store, run, arg);
}
#define must_write(w, run, arg)                                                                                        \
    do {                                                                                                               \
        if (do_write(w, run, arg)) test_fails("%s: %s", #run, (w)->c.why);                                             \
    } while (0)
/* `w` is the world. */
#define must(call)                                                                                                     \
    do {                                                                                                               \
        if (call) test_fails("%s: %s", #call, w->c.why);                                                               \
    } while (0)

/* A path, the fields of a form: printf. */
#define text_in(w, ...) str_format(&(w)->c.mem, __VA_ARGS__).p

/* One request; `body` NULL = a GET.  The reply lives until world_end. */
static inline LocalReply ask(World *w, const char *path, const char *headers, const char *body)
{
    LocalReply r = {0};
    LocalRequest q = {.method = body ? "POST" : "GET", .path = path, .headers = headers, .body = str_of(body)};
    if (server_local(&w->c, w->server, q, &r)) test_fails("no answer to %s: %s", path, w->c.why);
    return r;
}

#define get(w, path)        ask(w, path, NULL, NULL)
#define post(w, path, body) ask(w, path, NULL, body)

#define assert_status(reply, expected)                                                                                 \
    do {                                                                                                               \
        LocalReply reply_ = (reply);                                                                                   \
        if (reply_.status != (expected))                                                                               \
            test_fails("status %d, not %d: %.*s", reply_.status, (expected),                                           \
                       (int)(reply_.body.n < 2000 ? reply_.body.n : 2000), reply_.body.p);                             \
    } while (0)

/* The JSON of an answer, or of a page's twin; json_decref it. */
static inline json_t *json_in(LocalReply r)
{
    json_t *o = json_loadb(r.body.p, r.body.n, JSON_REJECT_DUPLICATES, NULL);
    assert_status(r, 200);
    if (!o) test_fails("no JSON: %.*s", STR_ARGS(r.body));
    return o;
}
static inline json_t *json_of(World *w, const char *path) { return json_in(get(w, text_in(w, "/api/v1%s", path))); }

/* How often it stands there. */
static inline size_t count_of(Str text, const char *part)
{
    size_t n = 0;
    for (size_t i; (i = str_find(text, str_of(part))) < text.n; n++) text = str_from(text, i + 1);
    return n;
}

#define assert_has(text, part)                                                                                         \
    do {                                                                                                               \
        Str text_ = (text), part_ = str_of(part);                                                                      \
        if (!str_contains(text_, part_))                                                                               \
            test_fails("\"%.*s\" is not in %.*s", STR_ARGS(part_), (int)(text_.n < 4000 ? text_.n : 4000), text_.p);   \
    } while (0)
#define assert_has_not(text, part)                                                                                     \
    do {                                                                                                               \
        if (str_contains((text), str_of(part))) test_fails("\"%s\" is there", part);                                   \
    } while (0)
