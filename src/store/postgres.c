// SPDX-License-Identifier: Apache-2.0
/* postgres.c -- the engine for PostgreSQL, through libpq's pipeline: what needs no answer is sent at once with what
 * does, so a job of ten statements waits for the server about as often as it reads.
 *
 * Sent statements stand in a list until their results were read (postgres_line.c).  A statement that changes something
 * in a batch is not waited for; its failure is told by the next one that is, at the latest by the end of the job. */
#include "store/postgres.h"
#include <stdio.h>
#include <stdlib.h>

enum {
    RETRIES_MAX = 20,        /* of a batch that was given up for another one's sake */
    RETRY_PAUSE_US = 2000,   /* times the attempt */
    PATIENCE_MS = 8000,      /* so long a batch waits for the server to come back, */
    ENDING_PATIENCE_MS = 800 /* and so long when we are told to end */
};

/* -- statements --------------------------------------------------------------------------------------------- */

/* Sent with the first run (start): then it costs no wait of its own. */
static Fail prepare(Ctx *c, Connection *k, Statement *s, const Statement *busy)
{
    (void)c, (void)k;
    s->number = busy ? busy->number : 0;
    return OK;
}

static void reset(Statement *s)
{
    PQclear(s->result);
    PQfreemem(s->decoded);
    s->result = NULL;
    s->decoded = NULL;
}

static void unprepare(Connection *k, Statement *s)
{
    (void)k; /* on the server it stays: the other use of it, or the next one, needs it */
    reset(s);
}

static bool may_wait(const Connection *k, bool wants) { return !wants && k->is_writer && k->line.is_open; }

static Fail start(Ctx *c, Connection *k, Statement *s, Values values, bool wants)
{
    s->row = -1;
    s->changed = 0;
    TRY(line_begin_snapshot(c, k));
    TRY(line_send(c, k, s, s->sql, values));
    if (may_wait(k, wants) && !line_is_full(k)) return OK;
    s->result = line_settle(c, k);
    if (!s->result) return line_failure(k);
    int64_t changed;
    s->changed = str_integer(str_of(PQcmdTuples(s->result)), &changed) ? changed : 0;
    return OK;
}

static Fail step(Ctx *c, Connection *k, Statement *s, bool *has_row)
{
    (void)c, (void)k;
    *has_row = s->result && s->row + 1 < PQntuples(s->result);
    if (*has_row) s->row++;
    return OK;
}

static bool is_null(const Statement *s, int column) { return PQgetisnull(s->result, s->row, column) != 0; }

static Str text(const Statement *s, int column)
{
    if (is_null(s, column)) return (Str){0};
    return (Str){PQgetvalue(s->result, s->row, column), (size_t)PQgetlength(s->result, s->row, column)};
}

static int64_t integer(const Statement *s, int column)
{
    Str t = text(s, column);
    if (!t.n) return 0;
    if (PQftype(s->result, column) == POSTGRES_BOOL) return t.p[0] == 't'; /* SQLite knows only 0 and 1 */
    return strtoll(t.p, NULL, 10);
}

static double real(const Statement *s, int column)
{
    Str t = text(s, column);
    return t.n ? strtod(t.p, NULL) : 0;
}

static Str bytes(Statement *s, int column)
{
    size_t n = 0;
    if (is_null(s, column)) return (Str){0};
    PQfreemem(s->decoded);
    s->decoded = (char *)PQunescapeBytea((const unsigned char *)PQgetvalue(s->result, s->row, column), &n);
    return s->decoded ? (Str){s->decoded, n} : (Str){0};
}

/* -- snapshots ---------------------------------------------------------------------------------------------- */

static Fail read_begin(Ctx *c, Connection **k)
{
    Connection *primary = *k;
    if (primary->replica && replica_begin(c, primary->replica)) {
        *k = primary->replica;
        return OK;
    }
    primary->is_behind = false;
    TRY(connection_may_run(c, primary));
    TRY(line_ready(c, primary));
    primary->line.must_begin = primary->line.is_open = true;
    return OK;
}

/* Nobody waits for it; its result is read before the next one. */
static void read_end(Connection *k)
{
    bool began = k->line.is_open && !k->line.must_begin;
    Ctx c = {0}; /* for a sentence that nobody reads */
    k->line.is_open = k->line.must_begin = false;
    if (began && k->pg && !line_send(&c, k, NULL, "COMMIT", VALUES())) line_flush(k);
}

/* -- batches ------------------------------------------------------------------------------------------------ */

static bool is_lost(const Connection *k) { return !k->pg || k->line.must_retry; }

/* Readers of it see each statement's own moment; nothing of this office moves meanwhile (copies_begin). */
static Fail begin(Ctx *c, Connection *k)
{
    TRY(line_ready(c, k));
    k->line.is_open = true;
    k->line.must_retry = k->line.has_ended_job = false;
    TRY(store_run(c, "BEGIN ISOLATION LEVEL READ COMMITTED"));
    return copies_begin(c, k);
}

static Fail job_begin(Ctx *c, Connection *k)
{
    (void)k;
    return store_run(c, "SAVEPOINT job");
}

/* Whether all of it was good comes out when somebody waits next.  Was it not, nobody can say any more which job it was:
 * the batch runs again, and each job is waited for (line_settle). */
static Fail job_end(Ctx *c, Connection *k)
{
    TRY(store_run(c, "RELEASE job"));
    if (k->line.is_careful) return line_settled(c, k);
    k->line.has_ended_job = true;
    return OK;
}

/* First what was sent must be over: behind a statement that failed, the server would not listen to us. */
static void job_undo(Connection *k)
{
    Ctx c = {0};
    line_quiet(k);
    if (k->line.must_retry) return;
    if (line_send(&c, k, NULL, "ROLLBACK TO job", VALUES()) || line_send(&c, k, NULL, "RELEASE job", VALUES())) return;
    line_quiet(k);
}

static Fail commit(Ctx *c, Connection *k)
{
    TRY(connection_may_run(c, k));
    TRY(copies_commit(c, k));
    k->line.is_open = k->line.is_careful = false;
    return OK;
}

static void rollback(Connection *k)
{
    Ctx c = {0};
    if (k->pg) line_quiet(k);
    if (k->pg && k->line.is_open && !line_send(&c, k, NULL, "ROLLBACK", VALUES())) line_quiet(k);
    k->line.is_open = false;
}

static bool is_ending(Store *s)
{
    pthread_mutex_lock(&s->mutex);
    bool ending = s->ending;
    pthread_mutex_unlock(&s->mutex);
    return ending;
}

/* The server may be another one when it is back. */
static bool is_back(Ctx *c, Connection *k)
{
    int64_t end = monotonic_ms() + PATIENCE_MS;
    while (monotonic_ms() < (is_ending(k->store) ? end - PATIENCE_MS + ENDING_PATIENCE_MS : end)) {
        char why[WHY_ROOM];
        memcpy(why, c->why, sizeof why);
        if (!line_ready(c, k)) return true;
        memcpy(c->why, why, sizeof why); /* the first reason is the one to tell */
        line_pause(k);
    }
    return false;
}

static bool again(Ctx *c, Connection *k, int attempt, bool *kept)
{
    if (k->line.must_retry && k->pg) {
        k->line.must_retry = false;
        line_pause_us((attempt + 1) * RETRY_PAUSE_US);
        return attempt < RETRIES_MAX;
    }
    if (k->pg || attempt >= RETRIES_MAX || !is_back(c, k)) return false;
    return copies_may_repeat(c, k, kept);
}

/* A new table would be planned for as if an office had one row in two hundred, until the server looks by itself. */
static Fail analyze(Ctx *c, Connection *k)
{
    const TableNames *names = &k->store->names;
    EACH_TABLE (i, &k->changed)
        if (i < names->n_tables)
            TRY(line_send(c, k, NULL, str_format(&c->mem, "ANALYZE %s", names->table[i]).p, VALUES()));
    return line_settled(c, k);
}

/* -- whose database it is ----------------------------------------------------------------------------------- */

static Fail run(Ctx *c, Connection *k, const char *sql)
{
    TRY(connection_may_run(c, k));
    TRY(line_ready(c, k));
    return line_script(c, k, postgres_sql(c, sql));
}

/* Our tables, or none at all: what others keep in the same schema is not touched. */
static Fail check_owner(Ctx *c, Store *s, bool *fresh)
{
    s->writer->line.is_open = true;
    PGresult *r = postgres_ask(c, s->writer,
                               "SELECT to_regclass('store_office') IS NULL, EXISTS (SELECT 1 FROM pg_depend WHERE "
                               "refclassid = 'pg_namespace'::regclass AND refobjid = current_schema()::regnamespace)",
                               VALUES());
    if (!r) return line_failure(s->writer);
    bool others = *PQgetvalue(r, 0, 1) == 't';
    *fresh = *PQgetvalue(r, 0, 0) == 't';
    PQclear(r);
    if (*fresh && others)
        return fail(
            c, FAIL_INPUT,
            "Lược đồ này của PostgreSQL có bảng của chương trình khác. Hãy dùng cơ sở dữ liệu riêng cho Ngày Số.");
    return OK;
}

static Fail claim(Ctx *c, Store *s) { return copies_make_tables(c, s); }

/* Readers connect when they are first asked: a thread may never be. */
static Fail connect_writer(Ctx *c, Connection *k) { return k->is_writer ? line_ready(c, k) : OK; }

static bool settle(Connection *k)
{
    if (!k->pg || k->line.is_open || k->line.hears) return false;
    line_quiet(k);
    k->line.has_ended_job = k->line.is_careful = k->line.must_retry = k->line.must_begin = false;
    return k->pg && PQtransactionStatus(k->pg) == PQTRANS_IDLE;
}

static const Engine engine = {
    .connect = connect_writer,
    .disconnect = line_end,
    .settle = settle,
    .ready = line_ready,
    .run = run,
    .prepare = prepare,
    .unprepare = unprepare,
    .start = start,
    .step = step,
    .reset = reset,
    .is_null = is_null,
    .integer = integer,
    .real = real,
    .text = text,
    .bytes = bytes,
    .read_begin = read_begin,
    .read_end = read_end,
    .begin = begin,
    .job_begin = job_begin,
    .job_end = job_end,
    .job_undo = job_undo,
    .commit = commit,
    .rollback = rollback,
    .is_lost = is_lost,
    .again = again,
    .analyze = analyze,
    .migrate_begin = "BEGIN; SELECT pg_advisory_xact_lock(1315404115)", /* APPLICATION_ID */
    .check_owner = check_owner,
    .claim = claim,
    .move_open = postgres_move_open,
    .copies = {.join = copies_join,
               .leave = copies_leave,
               .are_heard = copies_are_heard,
               .alive = copies_alive,
               .count = copies_count,
               .written = copies_written,
               .catch_up = copies_catch_up,
               .lease = copies_lease},
};

const void *postgres_engine(void) { return &engine; }
