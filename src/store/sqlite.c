// SPDX-License-Identifier: Apache-2.0
/* sqlite.c -- the engine for one file: one process, one writer, readers beside it. */
#include "store/inside.h"
#include <assert.h>

/* Measured on two cores: 4000 pages between checkpoints writes about a tenth faster than SQLite's 1000; 16 MiB of pages
 * kept, as much as lies between two, a sixth faster than its 2.  LIKE minds capital letters, as PostgreSQL's does. */
static const char setup[] = "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;"
                            "PRAGMA wal_autocheckpoint = 4000; PRAGMA cache_size = -16000; PRAGMA temp_store = MEMORY;"
                            "PRAGMA case_sensitive_like = ON;";
/* A reader keeps pages of its own and maps nothing: SQLite gives up the whole map whenever somebody wrote, and while
 * others write, that and mapping it again was half of what a request cost; pages of a million dossiers cost the same.
 */
static const char setup_reader[] =
    "PRAGMA cache_size = -4000; PRAGMA temp_store = MEMORY; PRAGMA case_sensitive_like = ON;";
enum { BUSY_WAIT_MS = 5000 };

/* Without SQLite's own counting of memory, whose lock two readers would fight for. */
void sqlite_configure(void) { sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0); }

static Fail failed(Ctx *c, const Connection *k, int code)
{
    switch (code & 0xFF) {
    case SQLITE_CONSTRAINT:
        return fail(c, FAIL_CONFLICT, "Dữ liệu này trùng hoặc trái với dữ liệu đã có. Tải lại trang rồi thử lại.");
    case SQLITE_FULL:
        return fail(c, FAIL_STORE, "Đĩa đã đầy, chưa có gì thay đổi. Hãy giải phóng chỗ trên đĩa rồi thử lại.");
    case SQLITE_NOTADB:
    case SQLITE_CORRUPT:
        return fail(c, FAIL_INPUT, "Tệp '%s' không phải tệp dữ liệu của Ngày Số hoặc đã hỏng. Hãy chọn tệp khác.",
                    k->store->path);
    case SQLITE_CANTOPEN:
    case SQLITE_PERM:
    case SQLITE_READONLY:
        return fail(c, FAIL_STORE, "Không mở được tệp dữ liệu '%s' để ghi. Hãy kiểm tra thư mục và quyền.",
                    k->store->path);
    default:
        return fail(c, FAIL_STORE, "Kho dữ liệu báo lỗi, chưa có gì thay đổi. Hãy thử lại. (%s)",
                    sqlite3_errmsg(k->db));
    }
}

static Fail run(Ctx *c, Connection *k, const char *sql)
{
    TRY(connection_may_run(c, k));
    int code = sqlite3_exec(k->db, sql, NULL, NULL, NULL);
    return code == SQLITE_OK ? OK : failed(c, k, code);
}

static Fail connect_file(Ctx *c, Connection *k)
{
    int flags =
        SQLITE_OPEN_NOMUTEX | (k->is_writer ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE : SQLITE_OPEN_READONLY);
    int code = sqlite3_open_v2(k->store->path, &k->db, flags, k->store->vfs);
    if (code != SQLITE_OK) return failed(c, k, code);
    sqlite3_extended_result_codes(k->db, 1);
    sqlite3_busy_timeout(k->db, BUSY_WAIT_MS);
    /* A statement is planned once, whatever is bound: else those of several parameters are parsed anew at each use. */
    sqlite3_db_config(k->db, SQLITE_DBCONFIG_ENABLE_QPSG, 1, NULL);
    return run(c, k, k->is_writer ? setup : setup_reader);
}

static Fail ready(Ctx *c, Connection *k)
{
    (void)c, (void)k;
    return OK;
}

static void disconnect(Connection *k)
{
    sqlite3_finalize(k->commit);
    sqlite3_close(k->db);
}

/* -- statements --------------------------------------------------------------------------------------------- */

static Fail prepare(Ctx *c, Connection *k, Statement *s, const Statement *busy)
{
    (void)busy;
    int code = sqlite3_prepare_v3(k->db, s->sql, -1, SQLITE_PREPARE_PERSISTENT, &s->handle, NULL);
    if (code != SQLITE_OK) return failed(c, k, code);
    for (int i = 1, n = sqlite3_bind_parameter_count(s->handle); i <= n; i++) {
        const char *name = sqlite3_bind_parameter_name(s->handle, i);
        int64_t number = 0;
        bool written = name && str_integer(str_of(name + 1), &number) && number >= 1 && number <= VALUES_MAX;
        assert(written && "parameters are written $1 to $32");
        if (written) s->parameter[number] = (unsigned char)i;
    }
    return OK;
}

static void unprepare(Connection *k, Statement *s)
{
    (void)k;
    sqlite3_finalize(s->handle);
    s->handle = NULL;
}

/* Texts are bound where they lie: they outlive the statement's run. */
static int bind(Statement *s, int number, Value v)
{
    int i = s->parameter[number];
    const char *p = v.text.p ? v.text.p : "";
    assert(i && "a value for a parameter that the statement does not have");
    switch (v.type) {
    case VALUE_INTEGER: return sqlite3_bind_int64(s->handle, i, v.integer);
    case VALUE_REAL: return sqlite3_bind_double(s->handle, i, v.real);
    case VALUE_TEXT: return sqlite3_bind_text64(s->handle, i, p, v.text.n, SQLITE_STATIC, SQLITE_UTF8);
    case VALUE_BYTES: return sqlite3_bind_blob64(s->handle, i, p, v.text.n, SQLITE_STATIC);
    case VALUE_NULL: break;
    }
    return sqlite3_bind_null(s->handle, i);
}

static Fail start(Ctx *c, Connection *k, Statement *s, Values values, bool wants)
{
    (void)wants;
    assert(values.n == sqlite3_bind_parameter_count(s->handle) && "each parameter has its value");
    for (int i = 0; i < values.n; i++) {
        int code = bind(s, i + 1, values.at[i]);
        if (code != SQLITE_OK) return failed(c, k, code);
    }
    return OK;
}

static Fail step(Ctx *c, Connection *k, Statement *s, bool *has_row)
{
    int code = sqlite3_step(s->handle);
    *has_row = code == SQLITE_ROW;
    if (code != SQLITE_ROW && code != SQLITE_DONE) return failed(c, k, code);
    s->changed = sqlite3_changes64(k->db);
    return OK;
}

static void reset(Statement *s) { sqlite3_reset(s->handle); }

static bool is_null(const Statement *s, int column) { return sqlite3_column_type(s->handle, column) == SQLITE_NULL; }
static int64_t integer(const Statement *s, int column) { return sqlite3_column_int64(s->handle, column); }
static double real(const Statement *s, int column) { return sqlite3_column_double(s->handle, column); }

static Str text(const Statement *s, int column)
{
    const char *p = (const char *)sqlite3_column_text(s->handle, column);
    return p ? (Str){p, (size_t)sqlite3_column_bytes(s->handle, column)} : (Str){0};
}

static Str bytes(Statement *s, int column)
{
    const char *p = sqlite3_column_blob(s->handle, column);
    return p ? (Str){p, (size_t)sqlite3_column_bytes(s->handle, column)} : (Str){0};
}

/* -- snapshots ---------------------------------------------------------------------------------------------- */

static Fail read_begin(Ctx *c, Connection **k)
{
    (void)k;
    return store_run(c, "BEGIN");
}

/* Not counted among the statements that may fail: a snapshot that stayed open would never see a write again.  Where
 * none is open, SQLite's refusal is what we want. */
static void read_end(Connection *k)
{
    if (!k->commit && sqlite3_prepare_v3(k->db, "COMMIT", -1, SQLITE_PREPARE_PERSISTENT, &k->commit, NULL)) return;
    sqlite3_step(k->commit);
    sqlite3_reset(k->commit);
}

/* -- batches ------------------------------------------------------------------------------------------------ */

static bool is_lost(const Connection *k) { return sqlite3_get_autocommit(k->db) != 0; }

static Fail begin(Ctx *c, Connection *k)
{
    k->batch.has_undone = false;
    return store_run(c, "BEGIN IMMEDIATE");
}

/* Nearly all jobs succeed, and a savepoint for each is a sixth of what a small one costs.  So a batch is tried without;
 * the first job that fails gives the transaction up, and it is run again with savepoints, as are those behind it until
 * one had no failure. */
static Fail job_begin(Ctx *c, Connection *k) { return k->batch.is_careful ? store_run(c, "SAVEPOINT job") : OK; }

static Fail job_end(Ctx *c, Connection *k) { return k->batch.is_careful ? store_run(c, "RELEASE job") : OK; }

static void job_undo(Connection *k)
{
    k->batch.has_undone = true;
    sqlite3_exec(k->db, k->batch.is_careful ? "ROLLBACK TO job; RELEASE job" : "ROLLBACK", NULL, NULL, NULL);
}

static Fail commit(Ctx *c, Connection *k)
{
    k->batch.is_careful = k->batch.is_careful && k->batch.has_undone;
    return store_run(c, "COMMIT");
}

static void rollback(Connection *k)
{
    if (!is_lost(k)) sqlite3_exec(k->db, "ROLLBACK", NULL, NULL, NULL);
}

/* Nobody else writes: what was lost once would be lost again, but for the sake of a job that failed among others. */
static bool again(Ctx *c, Connection *k, int attempt, bool *kept)
{
    (void)c, (void)kept, (void)attempt;
    if (k->batch.is_careful || !k->batch.has_undone) return false;
    return k->batch.is_careful = k->batch.jobs > 1;
}

/* Its plans follow the indexes; measured, they gain nothing from knowing more. */
static Fail analyze(Ctx *c, Connection *k)
{
    (void)c, (void)k;
    return OK;
}

/* -- whose file it is --------------------------------------------------------------------------------------- */

static Fail check_owner(Ctx *c, Store *s, bool *fresh)
{
    Rows r;
    TRY(store_one(c, &r,
                  "SELECT (SELECT application_id FROM pragma_application_id), (SELECT count(*) FROM sqlite_schema)"));
    int64_t id = row_integer(&r, 0), tables = row_integer(&r, 1);
    TRY(rows_end(&r));
    if (tables && id != APPLICATION_ID)
        return fail(c, FAIL_INPUT, "Tệp '%s' thuộc về chương trình khác, không phải Ngày Số. Hãy chọn tệp khác.",
                    s->path);
    *fresh = !tables;
    return OK;
}

static Fail claim(Ctx *c, Store *s)
{
    return run(c, s->writer, "PRAGMA application_id = 1315404115"); /* APPLICATION_ID */
}

const Engine sqlite_engine = {
    .move_open = move_sqlite_open,
    .connect = connect_file,
    .disconnect = disconnect,
    .ready = ready,
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
    .migrate_begin = "BEGIN IMMEDIATE",
    .check_owner = check_owner,
    .claim = claim,
};
