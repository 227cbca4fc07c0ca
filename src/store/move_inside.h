// SPDX-License-Identifier: Apache-2.0
/* move_inside.h -- the two ends of a move: streams of rows out of and into either engine. */
#pragma once
#include "base/out.h"
#include "store/inside.h"
#include "store/move.h"

enum { MOVE_COLUMNS = 32 };

typedef struct {
    Str name;
    int type; /* VALUE_… */
} MoveColumn;

typedef struct {
    Str name;
    MoveColumn column[MOVE_COLUMNS];
    int n, key[MOVE_COLUMNS], n_key; /* key: columns in the order of the primary key */
} MoveTable;
typedef LIST(MoveTable) MoveTableList;

struct MoveEnd {
    Fail (*tables)(Ctx *c, MoveEnd *e, MoveTableList *tables);
    /* Rows in the order of the key, behind the key `after` (NULL = from the first); row values are good until the next.
     */
    Fail (*read)(Ctx *c, MoveEnd *e, const MoveTable *t, const Value *after);
    Fail (*next)(Ctx *c, MoveEnd *e, const MoveTable *t, Value *row, bool *is_one);
    /* The last key, as `after` for read(). */
    Fail (*last)(Ctx *c, MoveEnd *e, const MoveTable *t, Value *key, bool *is_one);
    Fail (*begin)(Ctx *c, MoveEnd *e, const MoveTable *t);
    Fail (*put)(Ctx *c, MoveEnd *e, const MoveTable *t, const Value *row);
    Fail (*commit)(Ctx *c, MoveEnd *e);
    void (*close)(MoveEnd *e);

    sqlite3 *db;
    sqlite3_stmt *statement;
    struct pg_conn *pg;
    char *line; /* of COPY */
    Out *text;  /* to send */
};

/* Closed with c's memory.  What is read from it is one moment. */
Fail move_end_open(Ctx *c, const Store *store, bool reads, MoveEnd **end) CHECKED;
/* One of VALUE_… for the name of a column's type in either engine. */
int move_type(Str name);
/* The next column of a line of COPY's text format, which ends with NUL, unescaped where it stands; *p moves behind its
 * tab, or stays at the end. */
Value move_take_column(char **p, int type);
/* "a, b, c" of all columns, or of the key. */
Str move_columns(Ctx *c, const MoveTable *t, bool key_only);
/* Asks for the key of the last row. */
Str move_last_query(Ctx *c, const MoveTable *t);
/* One more column of the last table, or of a new one. */
Fail move_add_column(Ctx *c, MoveTableList *tables, Str table, MoveColumn column, int key_place) CHECKED;
