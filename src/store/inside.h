// SPDX-License-Identifier: Apache-2.0
/* inside.h -- what the files of store/ share: SQLite's handles. */
#pragma once
#include "store/store.h"
#include <pthread.h>
#include <sqlite3.h>
#include <stdatomic.h>

enum { APPLICATION_ID = 0x4E677953 }; /* "NgyS", so that `file` and we know it */

/* A prepared statement, kept by the address of its literal. */
typedef struct {
    const char *sql;
    sqlite3_stmt *handle;
    uint64_t reads, writes;      /* sets of tables */
    unsigned char parameter[17]; /* where SQLite put $n; 0 = not used */
    bool busy;                   /* its rows are being read */
} Statement;

struct Connection {
    Store *store;
    sqlite3 *db;
    bool is_writer;
    Statement *statements; /* open addressing by address; a power of two */
    size_t n, room;
    sqlite3_stmt *commit;             /* of a reader's snapshot */
    uint64_t *reads, *writes;         /* where the authorizer notes tables while a statement is prepared */
    uint64_t seen, changed;           /* tables read since store_read_begin; changed since the last commit */
    uint64_t begun[STORE_TABLES_MAX]; /* versions when reading began */
    Connection *next;
};

struct Store {
    const Migration *steps;
    char *path;
    const char *vfs;
    int lock; /* a descriptor that holds the advisory lock */
    int queue_max;
    bool needs_rebuild;
    Arena whole; /* the writer's */
    Connection *writer, *readers;
    pthread_t thread;
    bool running;

    pthread_mutex_t mutex; /* guards what follows */
    pthread_cond_t waiting;
    WriteJob *first, **last;
    int queued;
    bool ending;
    const char *tables[STORE_TABLES_MAX]; /* names; the last stands for all that found no place */
    int n_tables;

    _Atomic uint64_t version[STORE_TABLES_MAX];
    _Atomic int fail_in; /* statements until one fails; 0 = none */
    _Atomic bool has_failed;
};

/* connection.c */
Fail connection_open(Ctx *c, Store *store, bool is_writer, Connection **connection) CHECKED;
void connection_close(Connection *connection);
/* Run SQL of ours without parameters: BEGIN, COMMIT, pragmas, a migration. */
Fail connection_run(Ctx *c, Connection *connection, const char *sql) CHECKED;
/* What SQLite's code means to a person; `c->why` gets the sentence. */
Fail connection_failed(Ctx *c, Connection *connection, int code);
/* Counts a statement; false when this one is to fail (store_fail_statement). */
bool connection_may_run(Connection *connection);

/* migrate.c */
Fail store_migrate(Ctx *c, Store *store) CHECKED;

/* writer.c */
Fail writer_start(Ctx *c, Store *store, size_t room) CHECKED;
void writer_stop(Store *store);
