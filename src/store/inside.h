// SPDX-License-Identifier: Apache-2.0
/* inside.h -- what the files of store/ share: connections, and what each of the two engines does its own way. */
#pragma once
#include "store/store.h"
#include <pthread.h>
#include <sqlite3.h>
#include <stdatomic.h>

enum { APPLICATION_ID = 0x4E677953 }; /* "NgyS", so that `file` and we know it */

/* What holds personal data is for the program's own user, whatever the umask. */
enum { STORE_FILE_MODE = 0600 };
void store_make_private(const char *path); /* the data file, and what SQLite keeps beside it, as far as it is there */

/* A prepared statement, kept by the address of its literal. */
typedef struct {
    const char *sql;
    TableSet reads, writes; /* sets of tables (tables.c) */
    bool busy;              /* its rows are being read */
    int64_t changed;        /* rows that the last run changed */

    sqlite3_stmt *handle;                    /* SQLite's */
    unsigned char parameter[VALUES_MAX + 1]; /* where SQLite put $n; 0 = not used */

    unsigned number;          /* PostgreSQL's name of it on this connection */
    struct pg_result *result; /* all its rows */
    int row;
    char *decoded; /* a column of bytes, from libpq */
} Statement;

/* What was sent to PostgreSQL: a statement, its preparation, or the mark at which the server starts anew. */
typedef struct {
    unsigned prepares; /* its name; 0 = it runs one */
    bool is_sync;
} Sent;
enum { SENT_MAX = 256 };

typedef struct Engine Engine;
typedef struct MoveEnd MoveEnd;
typedef struct Copies Copies;
typedef struct Memo Memo;
typedef struct Shelf Shelf;

struct Connection {
    Store *store;
    const Engine *engine;
    bool is_writer;
    Statement *statements; /* open addressing by address; a power of two */
    size_t n, room;
    TableSet seen, changed;           /* tables read since store_read_begin; changed since the last commit */
    uint64_t begun[STORE_TABLES_MAX]; /* versions when reading began */
    uint64_t turn;                    /* how many snapshots it had */
    bool uses_memos;                  /* the one that is open */
    Memo *memos;                      /* memo.c; NULL = none yet */
    Shelf *shelf;                     /* shelf.c; likewise */
    Connection *next;

    sqlite3 *db;
    sqlite3_stmt *commit; /* of a reader's snapshot */
    struct {              /* what the writer has in hand; the flags are SQLite's */
        int jobs;         /* how many it has */
        bool is_careful;  /* each job stands in a savepoint of its own */
        bool has_undone;  /* one of them was taken back */
    } batch;

    struct pg_conn *pg;
    const char *url;
    struct {
        Sent *sent; /* SENT_MAX places: what was sent and has no answer yet */
        int n_sent;
        size_t bytes;         /* of values in it */
        unsigned prepared;    /* names given on this connection */
        Fail failure;         /* of what was waited for last */
        bool must_begin;      /* BEGIN goes with the first statement of a snapshot */
        bool is_open;         /* in a transaction: when the line is lost, so is that */
        bool has_ended_job;   /* whose statements were not all waited for */
        bool is_careful;      /* each job is waited for */
        bool hears;           /* listens to other copies */
        bool must_retry;      /* the server gave the transaction up for another one's sake */
        int pause_ms;         /* before it is tried again */
        int64_t dead_until;   /* monotonic milliseconds: not tried before */
        int64_t behind_since; /* a replica; 0 = it is not */
    } line;
    Connection *replica; /* of a reader: where it reads when that has all it needs */
    Connection *primary; /* of a replica: who has it */
    bool is_behind;      /* the snapshot may be older than what we know of: its pages are not kept */
};

enum { VIEWS_MAX = 64 };
typedef struct {
    char *table[STORE_TABLES_MAX], *view[VIEWS_MAX];
    TableSet made_of[VIEWS_MAX]; /* what each view reads */
    int n_tables, n_views;
} TableNames;

struct Store {
    const Migration *steps;
    const Engine *engine;
    char *path;              /* of the data file, or the address of a PostgreSQL database */
    const char *moving_from; /* while it is opened */
    char *read_path;         /* the address of a replica; NULL = none */
    char *key_file;          /* as it was told; NULL = not */
    const char *vfs;
    int lock; /* a descriptor that holds the advisory lock */
    int queue_max, batch_max;
    bool needs_rebuild, is_deaf;
    Arena whole; /* the writer's */
    Connection *writer, *readers;
    pthread_t thread;
    bool running;
    Copies *copies; /* PostgreSQL's: this copy's number, and what it hears of the others */

    pthread_mutex_t mutex; /* guards what follows */
    pthread_cond_t waiting;
    WriteJob *first, **last;
    int queued;
    bool ending;

    TableNames names; /* since it was opened: the tables that its steps make */
    _Atomic uint64_t version[STORE_TABLES_MAX];
    _Atomic int fail_in; /* statements until one fails; 0 = none */
    _Atomic bool has_failed;
};

/* What SQLite and PostgreSQL do each their own way.  Everything else in this folder knows neither. */
struct Engine {
    Fail (*connect)(Ctx *c, Connection *k) CHECKED;
    void (*disconnect)(Connection *k);
    bool (*settle)(Connection *k); /* nothing is on its way, so it could be used anew; NULL = it never can */
    Fail (*ready)(Ctx *c, Connection *k) CHECKED; /* before each statement: connected again, when it was lost */
    /* SQL of ours without parameters, several statements: a migration. */
    Fail (*run)(Ctx *c, Connection *k, const char *sql) CHECKED;
    Fail (*prepare)(Ctx *c, Connection *k, Statement *s, const Statement *busy) CHECKED; /* busy: the same, in use */
    void (*unprepare)(Connection *k, Statement *s);
    /* Bind and begin.  Without `wants`, an engine may tell of a failure at a later statement, in COMMIT at the latest.
     */
    Fail (*start)(Ctx *c, Connection *k, Statement *s, Values values, bool wants) CHECKED;
    Fail (*step)(Ctx *c, Connection *k, Statement *s, bool *has_row) CHECKED;
    void (*reset)(Statement *s);
    bool (*is_null)(const Statement *s, int column);
    int64_t (*integer)(const Statement *s, int column);
    double (*real)(const Statement *s, int column);
    Str (*text)(const Statement *s, int column); /* valid until the next step */
    Str (*bytes)(Statement *s, int column);      /* likewise */

    Fail (*read_begin)(Ctx *c, Connection **k) CHECKED; /* may choose a replica instead */
    void (*read_end)(Connection *k);

    Fail (*begin)(Ctx *c, Connection *k) CHECKED; /* of a batch; what else writes the same office waits */
    Fail (*job_begin)(Ctx *c, Connection *k) CHECKED;
    Fail (*job_end)(Ctx *c, Connection *k) CHECKED;
    void (*job_undo)(Connection *k);
    Fail (*commit)(Ctx *c, Connection *k) CHECKED;
    void (*rollback)(Connection *k);
    bool (*is_lost)(const Connection *k); /* the transaction is gone although nobody ended it */
    /* After a batch was lost: true when its jobs are to run again; waits as long as is wise.  `*kept`: it was
     * committed after all, only its answer was lost. */
    bool (*again)(Ctx *c, Connection *k, int attempt, bool *kept);

    const char *migrate_begin;                                  /* while we migrate, nobody else does */
    Fail (*analyze)(Ctx *c, Connection *k) CHECKED;             /* what this batch wrote: how it is spread */
    Fail (*check_owner)(Ctx *c, Store *s, bool *fresh) CHECKED; /* in that transaction */
    Fail (*claim)(Ctx *c, Store *s) CHECKED;                    /* at its end: from now on it is ours */
    Fail (*move_open)(Ctx *c, const char *path, bool reads, MoveEnd *end) CHECKED; /* move_inside.h */

    struct CopiesEngine {
        Fail (*join)(Ctx *c, Store *s) CHECKED; /* take a number, listen: s->copies */
        void (*leave)(Store *s);                /* while s->copies is there: after a join that failed, too */
        bool (*are_heard)(const Store *s);      /* we know of every commit that is older than a moment */
        int (*alive)(const Store *s);
        Fail (*count)(Ctx *c, int *n) CHECKED;
        int64_t (*written)(const Store *s);
        Fail (*catch_up)(Ctx *c) CHECKED;
        Fail (*lease)(Ctx *c, const char *name, int64_t ms, bool *is_ours) CHECKED;
    } copies; /* several programs over one database: PostgreSQL has it (copies.c) */
};
extern const Engine sqlite_engine;
/* postgres*.c: a module, for libpq (base/module.h). */
const void *postgres_engine(void);

/* memo.c */
void memos_end(Connection *k);

/* shelf.c */
void shelf_end(Connection *k);

/* kept.c */
Fail connection_open(Ctx *c, Store *store, const char *url, bool is_writer, Connection **connection) CHECKED;
void connection_close(Connection *connection); /* kept, or ended */

/* connection.c */
void connection_end(Connection *connection);
/* Forget what was prepared: the handle is new. */
void connection_forget(Connection *connection);
/* Counts a statement; FAIL_STORE when this one is to fail (store_fail_statement). */
Fail connection_may_run(Ctx *c, Connection *connection) CHECKED;
Fail connection_refused(Ctx *c); /* "the store reports an error" */

/* tables.c */
static inline void table_set_add(TableSet *s, int table) { s->bits[table / 64] |= UINT64_C(1) << table % 64; }
static inline bool table_set_has(const TableSet *s, int table) { return s->bits[table / 64] >> table % 64 & 1; }
static inline void table_set_join(TableSet *s, const TableSet *more)
{
    for (int i = 0; i < STORE_TABLES_MAX / 64; i++) s->bits[i] |= more->bits[i];
}
bool table_set_is_empty(const TableSet *s);
/* The first table of the set from `table` on; -1 = none. */
int table_set_next(const TableSet *s, int table);
#define EACH_TABLE(i, set) for (int i = table_set_next((set), 0); i >= 0; i = table_set_next((set), i + 1))

/* Learn the tables and views that the steps make, in their order.  FAIL_STORE when they are more than there is room
 * for. */
Fail tables_learn(Ctx *c, TableNames *names, const Migration *steps) CHECKED;
void tables_forget(TableNames *names);
int table_number(const TableNames *names, Str name); /* -1 when no step makes it */
/* What a statement reads and changes.  A view stands for what it is made of. */
void tables_of(const TableNames *names, const char *sql, TableSet *reads, TableSet *writes);
void tables_raise(Store *store, const TableSet *tables); /* their versions: they changed */
void tables_raise_all(Store *store);
uint64_t tables_versions(const Store *store, const TableSet *tables); /* the sum */
/* Of every commit of other programs that is older than a moment. */
static inline bool store_hears(const Store *s) { return !s->copies || s->is_deaf || s->engine->copies.are_heard(s); }

/* migrate.c */
Fail store_migrate(Ctx *c, Store *store) CHECKED;

/* sqlite.c */
void sqlite_configure(void);
/* move_sqlite.c */
Fail move_sqlite_open(Ctx *c, const char *path, bool reads, MoveEnd *end) CHECKED;

/* dialect.c: SQL of migrations as PostgreSQL understands it; in c's memory. */
const char *postgres_sql(Ctx *c, const char *sql);

/* writer.c */
Fail writer_start(Ctx *c, Store *store, size_t room) CHECKED;
void writer_stop(Store *store);
