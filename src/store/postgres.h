// SPDX-License-Identifier: Apache-2.0
/* postgres.h -- what the files of the PostgreSQL engine share: the line to the server. */
#pragma once
#include "store/inside.h"
#include <libpq-fe.h>

enum {
    POSTGRES_BOOL = 16,
    POSTGRES_BYTEA = 17,
    POSTGRES_BIGINT = 20,
    POSTGRES_TEXT = 25,
    POSTGRES_DOUBLE = 701
}; /* type numbers of pg_type, which never change */

/* postgres_line.c -- a connection and what was sent on it. */

/* Connected, or FAIL_BUSY: tried again after a pause that grows.  Never inside of a transaction: that one is lost. */
Fail line_ready(Ctx *c, Connection *k) CHECKED;
void line_end(Connection *k);
void line_drop(Connection *k);        /* it is dead, or must not be used any more */
void line_pause(const Connection *k); /* until it is worth trying again */
void line_pause_us(int us);

/* BEGIN goes with the first statement of a snapshot. */
Fail line_begin_snapshot(Ctx *c, Connection *k) CHECKED;
/* Send a statement without waiting.  `s` = the prepared one, prepared on the way when it was not; NULL = just this
 * once. */
Fail line_send(Ctx *c, Connection *k, Statement *s, const char *sql, Values values) CHECKED;
bool line_is_full(const Connection *k); /* so much was sent that somebody should wait */
void line_flush(Connection *k);         /* off with it; the results are read later */
/* Wait for all that was sent.  The rows of the last query among them, else what the last statement said; NULL when one
 * failed: the sentence is in c->why, the kind in line_failure. */
PGresult *line_settle(Ctx *c, Connection *k);
Fail line_settled(Ctx *c, Connection *k) CHECKED; /* the same, when nobody wants the rows */
void line_quiet(Connection *k);                   /* the same, when nobody wants to know either */
Fail line_failure(const Connection *k);
/* Several statements without parameters. */
Fail line_script(Ctx *c, Connection *k, const char *sql) CHECKED;
/* One that is asked now and then: its rows, for PQclear. */
PGresult *postgres_ask(Ctx *c, Connection *k, const char *sql, Values values);
/* The next notification, waiting up to `ms`, or until the descriptor `wake` rings (-1 = none); NULL when none came or
 * the line died. */
PGnotify *line_hear(Connection *k, int ms, int wake);

int64_t monotonic_ms(void);

/* postgres_replica.c: begin a snapshot there; false when the primary must be asked. */
bool replica_begin(Ctx *c, Connection *replica);

/* postgres_copies.c: several programs over one database. */
Fail copies_make_tables(Ctx *c, Store *store) CHECKED;  /* in the transaction that migrates */
Fail copies_begin(Ctx *c, Connection *writer) CHECKED;  /* in a batch: alone in this office, and still who we were */
Fail copies_commit(Ctx *c, Connection *writer) CHECKED; /* number this commit, tell the others */
bool copies_may_repeat(Ctx *c, Connection *writer, bool *kept);
int64_t copies_coming(const Store *store); /* the newest commit that we know of */
/* CopiesEngine */
Fail copies_join(Ctx *c, Store *store) CHECKED;
void copies_leave(Store *store);
bool copies_are_heard(const Store *store);
int copies_alive(const Store *store);
Fail copies_count(Ctx *c, int *n) CHECKED;
int64_t copies_written(const Store *store);
Fail copies_catch_up(Ctx *c) CHECKED;
Fail copies_lease(Ctx *c, const char *name, int64_t ms, bool *is_ours) CHECKED;

/* postgres_move.c */
Fail postgres_move_open(Ctx *c, const char *path, bool reads, MoveEnd *end) CHECKED;
