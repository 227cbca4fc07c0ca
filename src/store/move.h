// SPDX-License-Identifier: Apache-2.0
/* move.h -- all data of one store into another, of whatever kind, and proof that it is the same. */
#pragma once
#include "base/list.h"
#include "store/store.h"

typedef struct {
    Str table;
    int64_t rows, copied; /* copied: by this run; a run that was broken off had copied the rest */
    char digest[65];      /* BLAKE2b of its rows in the order of their key, the same on both sides */
} MovedTable;
typedef LIST(MovedTable) MovedTableList;

typedef struct {
    Store *from, *to;                                 /* open; `to` with StoreOptions.moving_from */
    const char *const *except;                        /* names of tables that stay behind; ended by NULL */
    void (*tell)(void *arg, Str table, int64_t rows); /* now and then; NULL = nobody wants to know */
    void *arg;
} Move;

/* Copy every table in the order of its key, MOVE_CHUNK rows a transaction, then read both sides and compare counts and
 * digests.  Broken off, it goes on where it was, when it is asked for the same again; until it has ended nobody else
 * can open `to`.  Nobody may write `from` meanwhile.  FAIL_CONFLICT when `to` holds other data or the two differ at the
 * end, FAIL_STORE, FAIL_BUSY. */
enum { MOVE_CHUNK = 20000 };
Fail store_move(Ctx *c, const Move *move, MovedTableList *tables) CHECKED;
