// SPDX-License-Identifier: Apache-2.0
/* postgres_line.c -- one connection to PostgreSQL: it comes back when it was lost, nothing on it waits for ever, and
 * its errors become sentences. */
#include "store/postgres.h"
#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

enum {
    PAUSE_FIRST_MS = 50,
    PAUSE_MAX_MS = 500,
    WRITE_LIMIT_MS = 40000, /* the server itself gives up before: */
    READ_LIMIT_MS = 12000,  /* others wait for this thread, too */
    FULL_BYTES = 32 << 10
};
static const char setup_writer[] = "SET statement_timeout = '30s'; SET idle_in_transaction_session_timeout = '30s';"
                                   "SET client_min_messages = error";
static const char setup_reader[] =
    "SET statement_timeout = '10s'; SET idle_in_transaction_session_timeout = '60s';"
    "SET client_min_messages = error;"
    "SET SESSION CHARACTERISTICS AS TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY";

int64_t monotonic_ms(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC_COARSE, &t);
    return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

/* -- there and gone ----------------------------------------------------------------------------------------- */

void line_pause_us(int us) { usleep((useconds_t)us); }

void line_pause(const Connection *k)
{
    int64_t left = k->line.dead_until - monotonic_ms();
    line_pause_us((int)(left > 0 ? left : 1) * 1000);
}

static Fail away(Ctx *c, Connection *k)
{
    k->line.failure = FAIL_BUSY;
    return fail(c, FAIL_BUSY, "Kho dữ liệu tạm thời không trả lời, chưa có gì thay đổi. Hãy thử lại sau ít giây.");
}

void line_drop(Connection *k)
{
    PQfinish(k->pg);
    k->pg = NULL;
    k->line.n_sent = 0;
    k->line.dead_until = monotonic_ms() + k->line.pause_ms; /* at once, the first time */
    k->line.pause_ms = !k->line.pause_ms                 ? PAUSE_FIRST_MS
                       : k->line.pause_ms < PAUSE_MAX_MS ? k->line.pause_ms * 2
                                                         : PAUSE_MAX_MS;
}

void line_end(Connection *k)
{
    PQfinish(k->pg);
    free(k->line.sent);
}

static Fail connect_now(Ctx *c, Connection *k)
{
    /* What stands before the address is ours unless the address says it, too. */
    static const char *const names[] = {"connect_timeout",
                                        "client_encoding",
                                        "fallback_application_name",
                                        "keepalives_idle",
                                        "tcp_user_timeout",
                                        "dbname",
                                        NULL};
    const char *const values[] = {"3", "UTF8", "ngayso", "5", "10000", k->url, NULL};
    connection_forget(k);
    k->pg = PQconnectdbParams(names, values, 1);
    if (k->pg && PQstatus(k->pg) == CONNECTION_OK) return OK;
    Str why = str_of(k->pg ? PQerrorMessage(k->pg) : "hết bộ nhớ");
    if (k->store->running) { /* where the server stands is nobody's business who only wants a page */
        line_drop(k);
        return away(c, k);
    }
    Fail result = fail(c, FAIL_BUSY, "Không kết nối được kho dữ liệu PostgreSQL, chưa có gì thay đổi. (%.*s)",
                       STR_ARGS(str_head(str_slice(why, 0, str_index(why, '\n')), 200)));
    line_drop(k);
    return k->line.failure = result;
}

static void say_nothing(void *arg, const char *message) { (void)arg, (void)message; }

static Fail set_up(Ctx *c, Connection *k)
{
    PQsetNoticeProcessor(k->pg, say_nothing, NULL); /* what matters comes as an error */
    if (!k->line.sent) k->line.sent = calloc(SENT_MAX, sizeof *k->line.sent);
    bool good = k->line.sent && PQenterPipelineMode(k->pg) == 1;
    Fail result = good ? line_script(c, k, k->is_writer ? setup_writer : setup_reader) : away(c, k);
    if (result) line_drop(k);
    else k->line.pause_ms = 0;
    return result;
}

/* What came meanwhile, and whether the other end is still there: a server that went says so only to who listens. */
static bool is_alive(const Connection *k)
{
    struct pollfd one = {.fd = PQsocket(k->pg), .events = POLLIN};
    while (PQstatus(k->pg) == CONNECTION_OK && poll(&one, 1, 0) > 0)
        if (!PQconsumeInput(k->pg)) return false;
    return PQstatus(k->pg) == CONNECTION_OK;
}

Fail line_ready(Ctx *c, Connection *k)
{
    if (k->pg && (k->line.is_open ? PQstatus(k->pg) == CONNECTION_OK : is_alive(k))) return OK;
    if (k->pg) line_drop(k);
    if (k->line.is_open || monotonic_ms() < k->line.dead_until) return away(c, k);
    k->line.prepared = 0;
    TRY(connect_now(c, k));
    return set_up(c, k);
}

/* -- what its errors mean ----------------------------------------------------------------------------------- */

static Fail failed(Ctx *c, Connection *k, const PGresult *r)
{
    Str state = str_of(r ? PQresultErrorField(r, PG_DIAG_SQLSTATE) : NULL);
    const char *said = r ? PQresultErrorField(r, PG_DIAG_MESSAGE_PRIMARY) : NULL;
    if (str_equal(state, S("40001")) || str_equal(state, S("40P01"))) {
        k->line.must_retry = true;
        return fail(c, FAIL_BUSY, "Nhiều người cùng sửa một lúc, chưa có gì thay đổi. Hãy thử lại.");
    }
    if (str_starts(state, S("23")))
        return fail(c, FAIL_CONFLICT, "Dữ liệu này trùng hoặc trái với dữ liệu đã có. Tải lại trang rồi thử lại.");
    if (str_equal(state, S("53100")))
        return fail(c, FAIL_STORE, "Đĩa đã đầy, chưa có gì thay đổi. Hãy giải phóng chỗ trên đĩa rồi thử lại.");
    if (str_starts(state, S("22")))
        return fail(c, FAIL_INPUT, "Kho dữ liệu không nhận một giá trị (%s). Hãy sửa rồi gửi lại.", said);
    if (str_equal(state, S("25006")) && !k->is_writer)
        return fail(c, FAIL_STORE, "Kho dữ liệu chỉ mở để đọc ở đây; chưa có gì thay đổi.");
    if (str_equal(state, S("57014")) || str_starts(state, S("57P")) || str_starts(state, S("08")) ||
        str_starts(state, S("53")) || str_equal(state, S("25P03")) || str_equal(state, S("25006")))
        return away(c, k);
    return fail(c, FAIL_STORE, "Kho dữ liệu báo lỗi, chưa có gì thay đổi. Hãy thử lại. (%s)", said ? said : "?");
}

Fail line_failure(const Connection *k) { return k->line.failure ? k->line.failure : FAIL_STORE; }

/* -- sending ------------------------------------------------------------------------------------------------ */

enum { NUMBER_ROOM = 32 };
typedef struct {
    const char *value[VALUES_MAX];
    int length[VALUES_MAX], format[VALUES_MAX];
    Oid type[VALUES_MAX];
    char number[VALUES_MAX][NUMBER_ROOM];
} Parameters;

/* Texts and bytes as they lie, in the binary format; numbers in letters.  Nothing here takes memory: a batch may have
 * none left. */
static void write_parameters(Values values, Parameters *p)
{
    /* Said, because "$1 = 0" would make it a number of 32 bits. */
    static const Oid types[] = {[VALUE_NULL] = 0,
                                [VALUE_INTEGER] = POSTGRES_BIGINT,
                                [VALUE_REAL] = POSTGRES_DOUBLE,
                                [VALUE_TEXT] = POSTGRES_TEXT,
                                [VALUE_BYTES] = POSTGRES_BYTEA};
    for (int i = 0; i < values.n; i++) {
        const Value *v = &values.at[i];
        bool counted = v->type == VALUE_TEXT || v->type == VALUE_BYTES;
        p->value[i] = v->type == VALUE_NULL ? NULL : counted ? (v->text.p ? v->text.p : "") : p->number[i];
        p->length[i] = counted ? (int)v->text.n : 0;
        p->format[i] = counted;
        p->type[i] = types[v->type];
        if (v->type == VALUE_INTEGER) snprintf(p->number[i], NUMBER_ROOM, "%lld", (long long)v->integer);
        if (v->type == VALUE_REAL) snprintf(p->number[i], NUMBER_ROOM, "%.17g", v->real);
    }
}

static Fail note_sent(Ctx *c, Connection *k, int sent, unsigned prepares, bool is_sync)
{
    if (!sent) {
        line_drop(k);
        return away(c, k);
    }
    k->line.sent[k->line.n_sent++] = (Sent){.prepares = prepares, .is_sync = is_sync};
    return OK;
}

bool line_is_full(const Connection *k) { return k->line.n_sent > SENT_MAX - 16 || k->line.bytes > FULL_BYTES; }

Fail line_send(Ctx *c, Connection *k, Statement *s, const char *sql, Values values)
{
    Parameters p;
    char name[16];
    if (!k->pg) return away(c, k);
    write_parameters(values, &p);
    for (int i = 0; i < values.n; i++) k->line.bytes += values.at[i].text.n;
    if (!s)
        return note_sent(c, k, PQsendQueryParams(k->pg, sql, values.n, p.type, p.value, p.length, p.format, 0), 0,
                         false);
    unsigned number = s->number ? s->number : ++k->line.prepared;
    snprintf(name, sizeof name, "s%u", number);
    if (!s->number) TRY(note_sent(c, k, PQsendPrepare(k->pg, name, sql, values.n, p.type), number, false));
    s->number = number;
    return note_sent(c, k, PQsendQueryPrepared(k->pg, name, values.n, p.value, p.length, p.format, 0), 0, false);
}

Fail line_begin_snapshot(Ctx *c, Connection *k)
{
    if (!k->line.must_begin) return OK;
    k->line.must_begin = false;
    return line_send(c, k, NULL, "BEGIN", VALUES());
}

void line_flush(Connection *k)
{
    Ctx c = {0};
    if (k->pg && note_sent(&c, k, PQpipelineSync(k->pg), 0, true)) return;
}

/* -- results ------------------------------------------------------------------------------------------------ */

/* False when the line died. */
static bool wait_readable(PGconn *pg, int64_t end)
{
    struct pollfd one = {.fd = PQsocket(pg), .events = POLLIN};
    for (;;) {
        int64_t left = end - monotonic_ms();
        if (left <= 0) return false;
        int n = poll(&one, 1, (int)left);
        if (n > 0) return true;
        if (n < 0 && errno != EINTR) return false;
    }
}

/* *result NULL: the end of one statement's results. */
static bool next_result(Connection *k, int64_t end, PGresult **result)
{
    while (PQisBusy(k->pg))
        if (!wait_readable(k->pg, end) || !PQconsumeInput(k->pg)) return false;
    *result = PQgetResult(k->pg);
    return PQstatus(k->pg) == CONNECTION_OK;
}

static bool is_good(const PGresult *r)
{
    ExecStatusType status = PQresultStatus(r);
    return status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK || status == PGRES_PIPELINE_SYNC ||
           status == PGRES_EMPTY_QUERY;
}

/* It never came so far that the server prepared it. */
static void not_prepared(Connection *k, unsigned number)
{
    for (size_t i = 0; i < k->room; i++)
        if (k->statements[i].number == number) k->statements[i].number = 0;
}

typedef struct {
    PGresult *rows, *error; /* the last good one; the first bad one */
} Settled;

static void note_result(Connection *k, Sent sent, PGresult *r, Settled *all)
{
    bool good = is_good(r);
    if (sent.prepares && !good) not_prepared(k, sent.prepares);
    if (!good && !all->error && PQresultStatus(r) != PGRES_PIPELINE_ABORTED) {
        all->error = r;
        return;
    }
    bool says_more = !all->rows || PQresultStatus(all->rows) != PGRES_TUPLES_OK || PQresultStatus(r) == PGRES_TUPLES_OK;
    if (good && !sent.is_sync && !sent.prepares && says_more) {
        PQclear(all->rows);
        all->rows = r;
        return;
    }
    PQclear(r);
}

/* False when the line died on the way. */
static bool read_results(Connection *k, Settled *all)
{
    int64_t end = monotonic_ms() + (k->is_writer ? WRITE_LIMIT_MS : READ_LIMIT_MS);
    for (int i = 0; i < k->line.n_sent; i++) {
        PGresult *r = NULL, *over = NULL;
        (void)next_result(k, end, &r); /* a server that goes away says so first */
        if (!r) return false;
        note_result(k, k->line.sent[i], r, all);
        if (PQstatus(k->pg) != CONNECTION_OK) return false;
        if (!k->line.sent[i].is_sync && (!next_result(k, end, &over) || over)) {
            PQclear(over);
            return false;
        }
    }
    return true;
}

PGresult *line_settle(Ctx *c, Connection *k)
{
    Settled all = {0};
    k->line.failure = OK;
    if (!k->pg) return (void)away(c, k), NULL;
    line_flush(k);
    bool alive = k->pg && read_results(k, &all);
    k->line.n_sent = 0;
    k->line.bytes = 0;
    bool is_anybodys = k->line.has_ended_job;
    k->line.has_ended_job = false;
    if (alive && !all.error) return all.rows;
    k->line.failure = all.error ? failed(c, k, all.error) : away(c, k);
    PQclear(all.rows);
    PQclear(all.error);
    if (alive && is_anybodys) k->line.must_retry = k->line.is_careful = true;
    /* One that was told to go away is of no use, even if it still answers: the next may be the right server. */
    if (!alive || (k->line.failure == FAIL_BUSY && !k->line.must_retry)) line_drop(k);
    return NULL;
}

Fail line_settled(Ctx *c, Connection *k)
{
    if (k->pg && !k->line.n_sent) return OK;
    PGresult *r = line_settle(c, k);
    PQclear(r);
    return k->line.failure;
}

void line_quiet(Connection *k)
{
    Ctx c = {0}; /* for a sentence that nobody reads */
    PQclear(k->line.n_sent ? line_settle(&c, k) : NULL);
}

PGresult *postgres_ask(Ctx *c, Connection *k, const char *sql, Values values)
{
    return line_send(c, k, NULL, sql, values) ? NULL : line_settle(c, k);
}

static bool read_script(Connection *k, Settled *all)
{
    int64_t end = monotonic_ms() + (k->is_writer ? WRITE_LIMIT_MS : READ_LIMIT_MS);
    for (;;) {
        PGresult *r = NULL;
        bool alive = next_result(k, end, &r);
        if (!r) return alive;
        note_result(k, (Sent){0}, r, all);
    }
}

/* A pipeline knows no scripts. */
Fail line_script(Ctx *c, Connection *k, const char *sql)
{
    Settled all = {0};
    TRY(line_settled(c, k));
    bool alive = PQexitPipelineMode(k->pg) == 1 && PQsendQuery(k->pg, sql) == 1 && read_script(k, &all) &&
                 PQenterPipelineMode(k->pg) == 1;
    Fail result = all.error ? failed(c, k, all.error) : alive ? OK : away(c, k);
    PQclear(all.rows);
    PQclear(all.error);
    if (!alive) line_drop(k);
    return k->line.failure = result;
}

PGnotify *line_hear(Connection *k, int ms, int wake)
{
    PGnotify *n = k->pg ? PQnotifies(k->pg) : NULL;
    if (n || !k->pg) return n;
    struct pollfd both[2] = {{.fd = PQsocket(k->pg), .events = POLLIN}, {.fd = wake, .events = POLLIN}};
    if (poll(both, 2, ms) <= 0 || !both[0].revents) return NULL;
    if (!PQconsumeInput(k->pg) || PQstatus(k->pg) != CONNECTION_OK) line_drop(k);
    return k->pg ? PQnotifies(k->pg) : NULL;
}
