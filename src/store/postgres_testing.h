// SPDX-License-Identifier: Apache-2.0
/* postgres_testing.h -- a store on PostgreSQL, for the tests of what only it has. */
#pragma once
#include "base/testing.h"
#include "store/place.h"
#include "store/store.h"
#include <pthread.h>
#include <stdatomic.h>

static const Migration steps[] = {
    {"test", 1,
     "CREATE TABLE place (office_id INTEGER NOT NULL, id INTEGER NOT NULL, round INTEGER NOT NULL, who TEXT NOT NULL, "
     "PRIMARY KEY (office_id, id));"
     "CREATE TABLE register (office_id INTEGER NOT NULL, id INTEGER NOT NULL, number INTEGER NOT NULL, "
     "PRIMARY KEY (office_id, id));"
     "CREATE TABLE dossier (office_id INTEGER NOT NULL, id INTEGER NOT NULL, state TEXT NOT NULL, PRIMARY KEY "
     "(office_id, id));"},
    {0}};

enum { COPIES = 2 };
typedef struct {
    char path[PLACE_ROOM + 80], name[40];
    Store *store[COPIES];
    Ctx c[COPIES];
    Arena whole[COPIES];
} Province;

static Province p;

static inline void open_copy(int i, const char *read_path)
{
    p.whole[i] = arena_reserve(16 << 20);
    p.c[i] = (Ctx){.mem = p.whole[i], .now = clock_ms()};
    StoreOptions o = {.path = p.path, .read_path = read_path, .steps = steps};
    assert_int_equal(store_open(&p.c[i], o, &p.store[i]), OK);
    p.c[i].store = store_reader(p.store[i]);
}

static inline void close_copy(int i)
{
    if (!p.store[i]) return;
    store_close(p.store[i]);
    arena_release(&p.whole[i]);
    p.store[i] = NULL;
}

static inline void new_province(void)
{
    char place[PLACE_ROOM];
    static int n;
    place_make(place, "province");
    snprintf(p.name, sizeof p.name, "lost_%d_%d", (int)getpid(), ++n);
    snprintf(p.path, sizeof p.path, "%s&application_name=%s", place, p.name);
}

static inline int begin(void **state)
{
    (void)state;
    if (!place_is_postgres()) return 0;
    new_province();
    for (int i = 0; i < COPIES; i++) open_copy(i, NULL);
    return 0;
}

static inline int end(void **state)
{
    (void)state;
    for (int i = 0; i < COPIES; i++) close_copy(i);
    return 0;
}

#define NEEDS_POSTGRES()                                                                                               \
    if (!place_is_postgres()) skip()

static inline int64_t number(Ctx *c, const char *sql)
{
    Rows r;
    assert_int_equal(store_read_begin(c), OK);
    assert_int_equal(store_query_values(c, &r, sql, VALUES()), OK);
    assert_true(rows_next(&r));
    int64_t n = row_integer(&r, 0);
    assert_int_equal(rows_end(&r), OK);
    store_read_end(c);
    return n;
}

/* False while the line to the server is broken. */
static inline bool reads(Ctx *c)
{
    Rows r;
    Fail result = store_read_begin(c);
    if (!result) result = store_query(c, &r, "SELECT count(*) FROM place WHERE office_id = $1", OFFICE);
    if (!result && rows_next(&r)) result = rows_end(&r);
    store_read_end(c);
    return !result;
}

static inline Fail add_dossier(Ctx *c, void *id)
{
    return store_run(c, "INSERT INTO dossier (office_id, id, state) VALUES ($1, $2, 'open')", OFFICE, *(Id *)id);
}
