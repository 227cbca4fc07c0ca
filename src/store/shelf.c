// SPDX-License-Identifier: Apache-2.0
/* shelf.c -- bytes that a reader keeps by a key of its caller's, until a table that they were made from changes.  Each
 * connection has its own: nobody waits for anybody.  A key has two places; of what is there the one that was handed out
 * longer ago gives way, unless that was in the snapshot that is open.  So does, when there are too many bytes, the one
 * of a few that was handed out longest ago. */
#include "store/inside.h"
#include <stdlib.h>

enum { SHELF_PLACES = 1024, SHELF_BYTES_MAX = 8 << 20, SHELF_COMPARED = 16 };

typedef struct {
    uint64_t hash;
    char *p; /* the key, then the bytes; NULL = a free place */
    size_t key, n;
    ReadMark mark;
    uint64_t turn; /* of the last snapshot that was handed it */
} Kept;

struct Shelf {
    Kept at[SHELF_PLACES];
    size_t bytes;
    unsigned hand; /* where it is looked next for what gives way to more bytes */
};

static uint64_t hash_of(Str key)
{
    uint64_t h = UINT64_C(0xcbf29ce484222325);
    for (size_t i = 0; i < key.n; i++) h = (h ^ (unsigned char)key.p[i]) * UINT64_C(0x100000001b3);
    return h;
}

static Kept *place(Shelf *s, uint64_t hash, int which) { return &s->at[(which ? hash >> 32 : hash) % SHELF_PLACES]; }

/* NULL = it is not there. */
static Kept *find(Shelf *s, uint64_t hash, Str key)
{
    for (int i = 0; i < 2; i++) {
        Kept *one = place(s, hash, i);
        if (one->p && one->hash == hash && str_equal((Str){one->p, one->key}, key)) return one;
    }
    return NULL;
}

/* Where it is, or what gives way to it; a free place has turn 0. */
static Kept *place_for(Shelf *s, uint64_t hash, Str key)
{
    Kept *is_there = find(s, hash, key), *first = place(s, hash, 0), *second = place(s, hash, 1);
    return is_there ? is_there : second->turn < first->turn ? second : first;
}

static void drop(Shelf *s, Kept *one)
{
    if (!one->p) return;
    s->bytes -= one->key + one->n;
    free(one->p);
    *one = (Kept){0};
}

/* Of these tables, when the snapshot began. */
static uint64_t versions(const Connection *k, const TableSet *tables)
{
    uint64_t sum = 0;
    EACH_TABLE (i, tables) sum += k->begun[i];
    return sum;
}

bool store_shelf_get(Ctx *c, Str key, Str *bytes)
{
    Connection *k = c->store;
    if (!store_keeps_memos(c) || !k->shelf) return false;
    Kept *one = find(k->shelf, hash_of(key), key);
    if (!one || versions(k, &one->mark.tables) != one->mark.versions) return false;
    one->turn = k->turn;
    table_set_join(&k->seen, &one->mark.tables);
    *bytes = (Str){one->p + one->key, one->n};
    return true;
}

ShelfMark store_shelf_begin(Ctx *c)
{
    ShelfMark before = {c->store->seen};
    c->store->seen = (TableSet){0};
    return before;
}

/* Of some that come next, all in their turn, the one that was handed out longest ago; NULL = the open snapshot was
 * handed all there are. */
static Kept *oldest_of_next(Connection *k)
{
    Shelf *s = k->shelf;
    Kept *oldest = NULL;
    for (int i = 0, n = 0; i < SHELF_PLACES && n < SHELF_COMPARED; i++) {
        Kept *one = &s->at[s->hand++ % SHELF_PLACES];
        if (!one->p || one->turn == k->turn) continue;
        if (!oldest || one->turn < oldest->turn) oldest = one;
        n++;
    }
    return oldest;
}

/* Room for so many bytes more; what the open snapshot was handed stays. */
static bool make_room(Connection *k, size_t n)
{
    Shelf *s = k->shelf;
    Kept *oldest;
    if (n > SHELF_BYTES_MAX / 8) return false;
    while (s->bytes + n > SHELF_BYTES_MAX && (oldest = oldest_of_next(k))) drop(s, oldest);
    return s->bytes + n <= SHELF_BYTES_MAX;
}

static void keep(Connection *k, Str key, Str bytes, const TableSet *made_from)
{
    uint64_t h = hash_of(key);
    if (!k->shelf && !(k->shelf = calloc(1, sizeof *k->shelf))) return;
    Kept *one = place_for(k->shelf, h, key);
    if ((one->p && one->turn == k->turn) || !make_room(k, key.n + bytes.n)) return;
    drop(k->shelf, one);
    char *p = malloc(key.n + bytes.n + 1);
    if (!p) return;
    memcpy(p, key.p, key.n);
    memcpy(p + key.n, bytes.p, bytes.n);
    *one = (Kept){h, p, key.n, bytes.n, {*made_from, versions(k, made_from)}, k->turn};
    k->shelf->bytes += key.n + bytes.n;
}

void store_shelf_put(Ctx *c, const ShelfMark *before, Str key, Str bytes)
{
    Connection *k = c->store;
    if (store_keeps_memos(c) && bytes.n) keep(k, key, bytes, &k->seen);
    table_set_join(&k->seen, &before->seen);
}

void shelf_end(Connection *k)
{
    for (int i = 0; k->shelf && i < SHELF_PLACES; i++) drop(k->shelf, &k->shelf->at[i]);
    free(k->shelf);
    k->shelf = NULL;
}
