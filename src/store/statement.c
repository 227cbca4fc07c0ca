// SPDX-License-Identifier: Apache-2.0
/* statement.c -- running statements: prepared once a connection, bound by value, rows copied into the arena.
 *
 * A statement is found again by the address of its literal; the macros of store.h let nothing else through. */
#include "store/inside.h"
#include <assert.h>
#include <stdlib.h>

enum { STATEMENTS_FIRST = 256 };

static size_t slot(const Connection *k, const char *sql)
{
    size_t i = ((uintptr_t)sql * UINT64_C(0x9E3779B97F4A7C15)) >> 32;
    for (i &= k->room - 1; k->statements[i].sql && k->statements[i].sql != sql;) i = (i + 1) & (k->room - 1);
    return i;
}

static bool make_room(Connection *k)
{
    Connection old = *k;
    size_t room = k->room ? k->room * 2 : STATEMENTS_FIRST;
    Statement *made = calloc(room, sizeof *made);
    if (!made) return false;
    k->statements = made;
    k->room = room;
    for (size_t i = 0; i < old.room; i++)
        if (old.statements[i].sql) made[slot(k, old.statements[i].sql)] = old.statements[i];
    free(old.statements);
    return true;
}

static Fail prepare(Ctx *c, Connection *k, const char *sql, Statement *made)
{
    *made = (Statement){.sql = sql};
    k->reads = &made->reads;
    k->writes = &made->writes;
    int code = sqlite3_prepare_v3(k->db, sql, -1, SQLITE_PREPARE_PERSISTENT, &made->handle, NULL);
    k->reads = k->writes = NULL;
    if (code != SQLITE_OK) return connection_failed(c, k, code);
    for (int i = 1, n = sqlite3_bind_parameter_count(made->handle); i <= n; i++) {
        const char *name = sqlite3_bind_parameter_name(made->handle, i);
        int64_t number = 0;
        bool written = name && str_integer(str_of(name + 1), &number) && number >= 1 && number <= 16;
        assert(written && "parameters are written $1 to $16");
        if (written) made->parameter[number] = (unsigned char)i;
    }
    return OK;
}

/* A statement in use, and its way back: rows_end, or the arena's clean-up when a jump came first. */
typedef struct {
    Connection *connection;
    const char *sql;
    Statement own; /* of one that runs while the kept one is busy */
} Running;

static Statement *running_statement(Running *r)
{
    return r->own.handle ? &r->own : &r->connection->statements[slot(r->connection, r->sql)];
}

static void running_end(void *arg)
{
    Running *r = arg;
    if (!r->connection) return;
    Statement *s = running_statement(r);
    sqlite3_reset(s->handle);
    s->busy = false;
    if (r->own.handle) sqlite3_finalize(r->own.handle);
    *r = (Running){0};
}

static Fail statement_take(Ctx *c, Running *r, const char *sql)
{
    Connection *k = c->store;
    assert(k && "this route has no store");
    if (!connection_may_run(k)) return fail(c, FAIL_STORE, "Kho dữ liệu báo lỗi, chưa có gì thay đổi. Hãy thử lại.");
    if (k->n * 2 >= k->room && !make_room(k)) return fail(c, FAIL_STORE, "Hết bộ nhớ khi truy vấn dữ liệu.");
    Statement *s = &k->statements[slot(k, sql)];
    if (s->sql && s->busy) {
        TRY(prepare(c, k, sql, &r->own));
    } else if (!s->sql) {
        Statement made;
        TRY(prepare(c, k, sql, &made));
        *s = made;
        k->n++;
    }
    r->connection = k;
    r->sql = sql;
    s = running_statement(r);
    s->busy = true;
    k->seen |= s->reads;
    k->changed |= s->writes;
    return OK;
}

/* Texts are bound where they lie: they outlive the statement's run. */
static int bind(Statement *s, int number, Value v)
{
    int i = s->parameter[number];
    assert(i && "a value for a parameter that the statement does not have");
    switch (v.type) {
    case VALUE_INTEGER: return sqlite3_bind_int64(s->handle, i, v.integer);
    case VALUE_REAL: return sqlite3_bind_double(s->handle, i, v.real);
    case VALUE_TEXT:
        return sqlite3_bind_text64(s->handle, i, v.text.p ? v.text.p : "", v.text.n, SQLITE_STATIC, SQLITE_UTF8);
    case VALUE_NULL: break;
    }
    return sqlite3_bind_null(s->handle, i);
}

static Fail statement_bind(Ctx *c, Running *r, Values values)
{
    Statement *s = running_statement(r);
    assert(values.n == sqlite3_bind_parameter_count(s->handle) && "each parameter has its value");
    for (int i = 0; i < values.n; i++) {
        int code = bind(s, i + 1, values.at[i]);
        if (code != SQLITE_OK) return connection_failed(c, r->connection, code);
    }
    return OK;
}

Fail store_run_values(Ctx *c, const char *sql, Values values, int64_t *changed)
{
    Running r = {0};
    TRY(statement_take(c, &r, sql));
    Fail result = statement_bind(c, &r, values);
    if (!result) {
        int code = sqlite3_step(running_statement(&r)->handle);
        if (code != SQLITE_DONE && code != SQLITE_ROW) result = connection_failed(c, r.connection, code);
        else if (changed) *changed = sqlite3_changes64(r.connection->db);
    }
    running_end(&r);
    return result;
}

Fail store_query_values(Ctx *c, Rows *rows, const char *sql, Values values)
{
    Running *r = NEW(&c->mem, Running, 1);
    *rows = (Rows){.c = c, .statement = r};
    arena_at_end(&c->mem, running_end, r);
    TRY(statement_take(c, r, sql));
    Fail result = statement_bind(c, r, values);
    if (result) running_end(r);
    return result;
}

bool rows_next(Rows *rows)
{
    Running *r = rows->statement;
    if (!r->connection || rows->failed) return false;
    int code = sqlite3_step(running_statement(r)->handle);
    if (code == SQLITE_ROW) return true;
    if (code != SQLITE_DONE) rows->failed = connection_failed(rows->c, r->connection, code);
    running_end(r);
    return false;
}

Fail rows_end(Rows *rows)
{
    running_end(rows->statement);
    return rows->failed;
}

Fail store_one_values(Ctx *c, Rows *rows, const char *sql, Values values)
{
    TRY(store_query_values(c, rows, sql, values));
    if (rows_next(rows)) return OK;
    TRY(rows_end(rows));
    return fail(c, FAIL_MISSING, "Không tìm thấy mục này. Có thể nó đã được thay đổi hoặc địa chỉ bị gõ sai.");
}

static sqlite3_stmt *handle_of(Rows *rows)
{
    Running *r = rows->statement;
    assert(r->connection && "no row is being read");
    return running_statement(r)->handle;
}

bool row_is_null(Rows *r, int column) { return sqlite3_column_type(handle_of(r), column) == SQLITE_NULL; }
int64_t row_integer(Rows *r, int column) { return sqlite3_column_int64(handle_of(r), column); }
double row_real(Rows *r, int column) { return sqlite3_column_double(handle_of(r), column); }

Str row_text(Rows *r, int column)
{
    sqlite3_stmt *s = handle_of(r);
    const char *p = (const char *)sqlite3_column_text(s, column);
    return p ? str_copy(&r->c->mem, (Str){p, (size_t)sqlite3_column_bytes(s, column)}) : (Str){0};
}

Day row_day(Rows *r, int column)
{
    sqlite3_stmt *s = handle_of(r);
    const char *p = (const char *)sqlite3_column_text(s, column);
    return p ? day_parse_iso((Str){p, (size_t)sqlite3_column_bytes(s, column)}) : NO_DAY;
}

Value value_day(Ctx *c, Day d) { return d == NO_DAY ? SQL_NULL : value_text(day_iso(&c->mem, d)); }
