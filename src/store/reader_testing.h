// SPDX-License-Identifier: Apache-2.0
/* reader_testing.h -- a store of two tables with a reader, for the tests of what a reader keeps (memos, the shelf). */
#pragma once
#include "base/testing.h"
#include "store/place.h"
#include "store/store.h"
#include <stdlib.h>

static const Migration steps[] = {{"reader", 1,
                                   "CREATE TABLE agency (id INTEGER PRIMARY KEY, name TEXT NOT NULL);"
                                   "CREATE TABLE other (id INTEGER PRIMARY KEY);"},
                                  {0}};

typedef struct {
    char path[PLACE_ROOM];
    Store *store;
    Arena whole;
    Ctx c;
} World;

static inline int begin(void **state)
{
    World *w = calloc(1, sizeof *w);
    place_make(w->path, "reader");
    w->whole = arena_reserve(64 << 20);
    w->c = (Ctx){.mem = w->whole, .now = 1};
    assert_int_equal(store_open(&w->c, (StoreOptions){.path = w->path, .steps = steps}, &w->store), OK);
    w->c.store = store_reader(w->store);
    *state = w;
    return 0;
}

static inline int end(void **state)
{
    World *w = *state;
    store_close(w->store);
    arena_release(&w->whole);
    place_remove(w->path);
    free(w);
    return 0;
}

static inline Fail add_other(Ctx *c, void *unused)
{
    (void)unused;
    return store_run(c, "INSERT INTO other (id) SELECT count(*) + 1 FROM other");
}
