// SPDX-License-Identifier: Apache-2.0
/* store.h -- statements and transactions, on SQLite or on PostgreSQL: the same SQL text, parameters written $1, $2 …,
 * the same transactions.  Nothing here names either; README.md says what differs and where.
 *
 * One writer, many readers.  Everything that changes goes through store_submit: a job runs whole on the writer
 * thread inside its own savepoint; many jobs share one transaction and one sync; `done` is called when the batch
 * is on disk, and only then may an answer leave.  A job that fails is rolled back alone.  When several programs share
 * a PostgreSQL database, their batches of one office run one after the other.  Readers have read-only connections, one
 * a thread, and see one snapshot a request. */
#pragma once
#include "base/fail.h"
#include "base/id.h"

typedef struct Store Store;
typedef struct Connection Connection;

/* -- values and statements ---------------------------------------------------------------------------------- */

typedef struct {
    enum { VALUE_NULL, VALUE_INTEGER, VALUE_REAL, VALUE_TEXT, VALUE_BYTES } type;
    int64_t integer;
    double real;
    Str text;
} Value;

static inline Value value_integer(int64_t v) { return (Value){.type = VALUE_INTEGER, .integer = v}; }
static inline Value value_real(double v) { return (Value){.type = VALUE_REAL, .real = v}; }
static inline Value value_text(Str v) { return (Value){.type = VALUE_TEXT, .text = v}; }
static inline Value value_bytes(Str v) { return (Value){.type = VALUE_BYTES, .text = v}; } /* for BYTEA only */
static inline Value value_c(const char *v) { return v ? value_text(str_of(v)) : (Value){.type = VALUE_NULL}; }
static inline Value value_as_is(Value v) { return v; }
#define SQL_NULL ((Value){.type = VALUE_NULL})
/* A day as ISO text; NO_DAY is NULL. */
Value value_day(Ctx *c, Day d);

#define VALUE(x)                                                                                                       \
    _Generic((x), int: value_integer, bool: value_integer, unsigned: value_integer, int64_t: value_integer,     \
             size_t: value_integer, double: value_real, Str: value_text, char *: value_c,                       \
             const char *: value_c, Value: value_as_is)(x)

/* VALUES(a, b, c) -> a counted array of Value, none to VALUES_MAX: one more does not compile. */
enum { VALUES_MAX = 32 };
typedef struct {
    const Value *at;
    int n;
} Values;
#define VALUES(...)                                                                                                    \
    ((Values){(const Value[]){{0}, __VA_OPT__(VALUES_ALL(VALUES_EACH(__VA_ARGS__)))} + 1, VALUES_COUNT(__VA_ARGS__)})
#define VALUES_EACH(x, ...) VALUE(x) __VA_OPT__(, VALUES_NEXT VALUES_NONE(__VA_ARGS__))
#define VALUES_NEXT()       VALUES_EACH
#define VALUES_NONE         ()
/* The preprocessor looks again so often that each of VALUES_MAX has its turn. */
#define VALUES_ALL(...)  VALUES_ALL4(VALUES_ALL4(__VA_ARGS__))
#define VALUES_ALL4(...) VALUES_ALL3(VALUES_ALL3(__VA_ARGS__))
#define VALUES_ALL3(...) VALUES_ALL2(VALUES_ALL2(__VA_ARGS__))
#define VALUES_ALL2(...) VALUES_ALL1(VALUES_ALL1(__VA_ARGS__))
#define VALUES_ALL1(...) __VA_ARGS__
#define VALUES_COUNT(...)                                                                                              \
    VALUES_NTH(0 __VA_OPT__(, ) __VA_ARGS__, 32, 31, 30, 29, 28, 27, 26, 25, 24, 23, 22, 21, 20, 19, 18, 17, 16, 15,   \
               14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0)
#define VALUES_NTH(z, a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, s, t, u, v, w, x, y, aa, bb, cc, dd, ee,   \
                   ff, gg, count, ...)                                                                                 \
    count

/* Every statement of the program is also in a table that the linker makes: a test prepares each of them on every store,
 * and looks whether it names its office (app/statements_test.c). */
#define STATEMENT(sql)                                                                                                 \
    ({                                                                                                                 \
        static const char *const statement_ __attribute__((section("statements"), used)) = "" sql "";                  \
        statement_;                                                                                                    \
    })
extern const char *const __start_statements[], *const __stop_statements[]; /* names that the linker gives */

/* Run a statement that gives no rows.  The SQL is a literal (anything else does not compile); values are only
 * ever bound.  FAIL_STORE when the database fails; FAIL_CONFLICT when a constraint refuses.
 *     TRY(store_run(c, "UPDATE plan SET state = $2 WHERE id = $1", id, S("active"))); */
#define store_run(c, sql, ...) store_run_values((c), STATEMENT(sql), VALUES(__VA_ARGS__), NULL)
/* The same, and how many rows it changed. */
#define store_change(c, rows, sql, ...) store_run_values((c), STATEMENT(sql), VALUES(__VA_ARGS__), (rows))
Fail store_run_values(Ctx *c, const char *sql, Values values, int64_t *changed) CHECKED;

/* A query.
 *     Rows r;
 *     TRY(store_query(c, &r, "SELECT id, name FROM org WHERE kind = $1", kind));
 *     while (rows_next(&r)) add(row_integer(&r, 0), row_text(&r, 1));
 *     TRY(rows_end(&r));
 * Texts are copied into c's arena.  rows_next is false at the end and on failure; rows_end tells which and
 * gives the statement back (so does the arena, should a jump come first). */
typedef struct {
    Ctx *c;
    void *statement;
    Fail failed;
} Rows;
#define store_query(c, rows, sql, ...) store_query_values((c), (rows), STATEMENT(sql), VALUES(__VA_ARGS__))
Fail store_query_values(Ctx *c, Rows *r, const char *sql, Values values) CHECKED;
bool rows_next(Rows *r);
Fail rows_end(Rows *r) CHECKED;
bool row_is_null(Rows *r, int column);
int64_t row_integer(Rows *r, int column); /* 0 for NULL */
double row_real(Rows *r, int column);
Str row_text(Rows *r, int column);  /* empty for NULL */
Str row_bytes(Rows *r, int column); /* of a column BYTEA; empty for NULL */
Day row_day(Rows *r, int column);   /* NO_DAY for NULL */

/* The one row that must be there: FAIL_MISSING when it is not.  Read it, then rows_end. */
#define store_one(c, rows, sql, ...) store_one_values((c), (rows), STATEMENT(sql), VALUES(__VA_ARGS__))
Fail store_one_values(Ctx *c, Rows *r, const char *sql, Values values) CHECKED;

/* -- the store ---------------------------------------------------------------------------------------------- */

/* A numbered step of a feature's facts, forward-only; `derived` SQL is run whole by a rebuild. */
typedef struct {
    const char *feature; /* folder */
    int number;          /* 1, 2 … from the file name 001.sql; 0 = derived.sql */
    const char *sql;     /* one or more statements */
} Migration;
extern const Migration migrations[]; /* all features in LAYERS order, ended by {0}; generated */

typedef struct {
    const char *path;        /* the data file, made when it is not there; or postgresql://… */
    const char *read_path;   /* postgresql://… of a replica for reading; NULL = none */
    const Migration *steps;  /* usually `migrations` */
    bool is_deaf;            /* hears nothing of other programs' commits: for a command, which keeps no page */
    const char *key_file;    /* store_key_file; NULL = as it says there */
    const char *moving_from; /* store/move.h: it is to be filled from there; NULL = it is in use */
    int queue_max;           /* jobs waiting for the writer before FAIL_BUSY; 0 = STORE_QUEUE_MAX */
    size_t room;             /* bytes of arena for one job; 0 = STORE_ROOM */
    const char *vfs;         /* SQLite's way to files; NULL = the system's.  For tests that let files fail. */
} StoreOptions;
enum { STORE_QUEUE_MAX = 8192, STORE_BATCH_MAX = 1024, STORE_BATCH_POSTGRES_MAX = 64, STORE_ROOM = 64 << 20 };

/* Open, migrate, start the writer.  FAIL_STORE, FAIL_INPUT (the file is no data file of ours, or is newer than this
 * program) or FAIL_CONFLICT (another process has it open) with a sentence. */
Fail store_open(Ctx *c, StoreOptions options, Store **store) CHECKED;
/* The same for a command: closed when c's memory is given back. */
Fail store_open_held(Ctx *c, StoreOptions options, Store **store) CHECKED;
void store_close(Store *store); /* runs what is queued, then stops; NULL is accepted */

/* True when the derived tables were made by other derived.sql than this program's: call store_rebuild before anything
 * else.  A new file has them, empty. */
bool store_needs_rebuild(const Store *store);

/* A read-only connection for one thread; closed by store_close at the latest.  NULL when it cannot be opened. */
Connection *store_reader(Store *store);
/* postgresql://…, not a file. */
bool store_is_address(const char *path);
/* The data file, as store_open was told: what else is kept stands beside it, unless store_is_shared. */
const char *store_path(const Connection *store);
/* Where the key lies with which secrets of the data are encrypted, outside of it: as StoreOptions or NGAYSO_KEY_FILE
 * say, or what systemd hands over as the credential `ngayso.key`, or <data file>.key beside the data file.  NULL = a
 * shared store, and nobody said where. */
const char *store_key_file(Ctx *c);
/* Several programs, on several machines, may have it open: nothing is kept beside it. */
bool store_is_shared(const Ctx *c);
/* One snapshot for one request: between begin and end all queries of c->store see the same data. */
Fail store_read_begin(Ctx *c) CHECKED;
void store_read_end(Ctx *c);

/* A piece of work for the writer.  The caller owns it and keeps it until `done`. */
typedef struct WriteJob {
    /* On the writer thread, in a savepoint; c->store is the writer's connection.  May run again, from the start, when
     * the batch was lost before it was kept: what it leaves outside of the store it must overwrite. */
    Fail (*run)(Ctx *c, void *arg);
    void (*done)(void *arg, Fail result, const char *why); /* on the writer thread, after the batch is on disk */
    void *arg;
    struct WriteJob *next; /* the store's */
} WriteJob;
/* Queue it.  False when the queue is full (FAIL_BUSY: the job was not taken and done will not be called). */
bool store_submit(Store *store, WriteJob *job) CHECKED;
/* Queue it and wait: for commands and tests.  The reason of a failure is put into c->why. */
Fail store_write(Ctx *c, Store *store, Fail (*run)(Ctx *, void *), void *arg) CHECKED;

/* In a write that made many rows: let the store look how they are spread, so that it plans well at once. */
Fail store_analyze(Ctx *c) CHECKED;

/* For what may be called from a reader and in a write: as a write of its own, or as a part of that one. */
Fail store_write_from(Ctx *c, Fail (*run)(Ctx *, void *), void *arg) CHECKED;

/* Drop and rebuild the derived tables: every derived.sql, then each rebuilder, in one transaction. */
typedef Fail (*Rebuilder)(Ctx *c);
Fail store_rebuild(Ctx *c, Store *store, const Rebuilder *rebuilders, int n) CHECKED;

/* -- versions: what a cached page depends on ---------------------------------------------------------------- */

/* A page remembers which tables it read and how often each had been changed; it is stale as soon as one of them
 * changed again.  Versions are raised after a commit and before its answers leave, so whoever got an answer to a
 * write never sees an older page. */
enum { STORE_TABLES_MAX = 256 }; /* that the migrations may make; one more, and nothing is opened */
/* A set of tables, each by its place among those that the migrations make. */
typedef struct {
    uint64_t bits[STORE_TABLES_MAX / 64];
} TableSet;
typedef struct {
    TableSet tables;   /* that were read */
    uint64_t versions; /* sum of the versions of these tables when reading began */
} ReadMark;
void store_read_mark(Ctx *c, ReadMark *mark);             /* what c->store has read since store_read_begin */
bool store_is_current(const Store *store, ReadMark mark); /* safe from any thread, no lock */

/* What most pages need and seldom changes, the names of all agencies for one: made once, and kept by each reader until
 * one of the tables that `make` reads changes.  `of` tells apart what one maker makes: a day.  It makes it in c->mem,
 * which is the memo's own arena then, from the store and `of` alone: not from who asks, nor from today.  *made must not
 * be changed; what it asks of other memos is made for it.  It holds until the snapshot ends, so it is kept only in one
 * that says that nothing outlives it, as the drawing of a page does; else, and in a write, it is made in c->mem each
 * time. */
typedef Fail MakeMemo(Ctx *c, int64_t of, const void **made);
Fail store_memo(Ctx *c, MakeMemo *make, int64_t of, const void **made) CHECKED;
void store_use_memos(Ctx *c); /* after store_read_begin */
/* False where each is made anew, in a write and in the making of another: then one thing is better asked for alone. */
bool store_keeps_memos(const Ctx *c);

/* The same for bytes that have a key of their own, a part of a page for one: kept by each reader, copied, until one of
 * the tables that were read between begin and put changes.
 *     if (!store_shelf_get(c, key, &bytes)) {
 *         ShelfMark before = store_shelf_begin(c);
 *         TRY(make(c, &bytes));
 *         store_shelf_put(c, &before, key, bytes);
 *     }
 * The key tells all on which the bytes depend beside the tables: the day, who asks.  What get hands out stays until
 * this reader's next snapshot.  Where memos are not kept, get finds nothing and put keeps nothing. */
typedef struct {
    TableSet seen;
} ShelfMark;
bool store_shelf_get(Ctx *c, Str key, Str *bytes);
ShelfMark store_shelf_begin(Ctx *c);
void store_shelf_put(Ctx *c, const ShelfMark *before, Str key, Str bytes);

/* -- several programs over one PostgreSQL database ------------------------------------------------------------ */

/* How many there are, this one counted; 1 on SQLite. */
int store_copies(const Store *store);
/* The same, asked now.  c->store is a reader's. */
Fail store_count_copies(Ctx *c, int *n) CHECKED;
/* The number of the newest commit of this program, for Ctx.seen of whoever was answered; 0 on SQLite. */
int64_t store_written(const Store *store);
/* Outside of a snapshot: make sure that what was kept of commits up to c->seen counts as stale. */
Fail store_catch_up(Ctx *c) CHECKED;
/* In a write: a piece of work that only one program should do, for so long.  Whoever had it and died loses it then. */
Fail store_lease(Ctx *c, const char *name, int64_t ms, bool *is_ours) CHECKED;

/* -- for tests ---------------------------------------------------------------------------------------------- */
/* From now on keep the connections of stores that are closed for the next one of the same address: tests open many. */
void store_keep_connections(void);
/* Let the n-th statement from now on fail (FAIL_STORE), once; 0 = none.  Begin, savepoint and commit count too. */
void store_fail_statement(Store *store, int n);
/* True when the statement that was to fail has failed. */
bool store_has_failed(const Store *store);
