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

/* A statement in use, and its way back: rows_end, or the arena's clean-up when a jump came first. */
typedef struct {
    Connection *connection;
    const char *sql;
    Statement own; /* of one that runs while the kept one is busy */
} Running;

static Statement *running_statement(const Running *r)
{
    return r->own.sql ? (Statement *)(uintptr_t)&r->own : &r->connection->statements[slot(r->connection, r->sql)];
}

static void running_end(void *arg)
{
    Running *r = arg;
    Connection *k = r->connection;
    if (!k) return;
    Statement *s = running_statement(r);
    k->engine->reset(s);
    s->busy = false;
    if (r->own.sql) k->engine->unprepare(k, &r->own);
    *r = (Running){0};
}

static Fail prepare(Ctx *c, Connection *k, const char *sql, Statement *made, const Statement *busy)
{
    *made = (Statement){.sql = sql};
    tables_of(&k->store->names, sql, &made->reads, &made->writes);
    Fail result = k->engine->prepare(c, k, made, busy);
    if (result) *made = (Statement){0};
    return result;
}

static Fail statement_take(Ctx *c, Running *r, const char *sql)
{
    Connection *k = c->store;
    assert(k && "this route has no store");
    TRY(connection_may_run(c, k));
    TRY(k->engine->ready(c, k));
    if (k->n * 2 >= k->room && !make_room(k)) return fail(c, FAIL_STORE, "Hết bộ nhớ khi truy vấn dữ liệu.");
    Statement *s = &k->statements[slot(k, sql)];
    if (s->sql && s->busy) {
        TRY(prepare(c, k, sql, &r->own, s));
    } else if (!s->sql) {
        Statement made;
        TRY(prepare(c, k, sql, &made, NULL));
        k->statements[slot(k, sql)] = made;
        k->n++;
    }
    r->connection = k;
    r->sql = sql;
    s = running_statement(r);
    s->busy = true;
    table_set_join(&k->seen, &s->reads);
    table_set_join(&k->changed, &s->writes);
    return OK;
}

static Fail statement_start(Ctx *c, Running *r, Values values, bool wants)
{
    for (int i = 0; i < values.n; i++) /* PostgreSQL has no NUL in texts, so SQLite gets none either */
        if (values.at[i].type == VALUE_TEXT &&
            memchr(values.at[i].text.p ? values.at[i].text.p : "", 0, values.at[i].text.n))
            return fail(c, FAIL_INPUT, "Nội dung có ký tự không hợp lệ (NUL). Hãy bỏ ký tự đó rồi gửi lại.");
    return r->connection->engine->start(c, r->connection, running_statement(r), values, wants);
}

Fail store_run_values(Ctx *c, const char *sql, Values values, int64_t *changed)
{
    Running r = {0};
    bool row;
    TRY(statement_take(c, &r, sql));
    Fail result = statement_start(c, &r, values, changed != NULL);
    Statement *s = running_statement(&r);
    if (!result) result = r.connection->engine->step(c, r.connection, s, &row);
    if (!result && changed) *changed = s->changed;
    running_end(&r);
    return result;
}

Fail store_query_values(Ctx *c, Rows *rows, const char *sql, Values values)
{
    Running *r = NEW(&c->mem, Running, 1);
    *rows = (Rows){.c = c, .statement = r};
    arena_at_end(&c->mem, running_end, r);
    TRY(statement_take(c, r, sql));
    Fail result = statement_start(c, r, values, true);
    if (result) running_end(r);
    return result;
}

bool rows_next(Rows *rows)
{
    Running *r = rows->statement;
    Connection *k = r->connection;
    bool row = false;
    if (!k || rows->failed) return false;
    rows->failed = k->engine->step(rows->c, k, running_statement(r), &row);
    if (!rows->failed && row) return true;
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

static const Engine *engine_of(const Rows *rows)
{
    const Running *r = rows->statement;
    assert(r->connection && "no row is being read");
    return r->connection->engine;
}

static Statement *read_by(const Rows *rows) { return running_statement(rows->statement); }

bool row_is_null(Rows *r, int column) { return engine_of(r)->is_null(read_by(r), column); }
int64_t row_integer(Rows *r, int column) { return engine_of(r)->integer(read_by(r), column); }
double row_real(Rows *r, int column) { return engine_of(r)->real(read_by(r), column); }
Str row_text(Rows *r, int column) { return str_copy(&r->c->mem, engine_of(r)->text(read_by(r), column)); }
Str row_bytes(Rows *r, int column) { return str_copy(&r->c->mem, engine_of(r)->bytes(read_by(r), column)); }

Day row_day(Rows *r, int column)
{
    Str text = engine_of(r)->text(read_by(r), column);
    return text.n ? day_parse_iso(text) : NO_DAY;
}

Value value_day(Ctx *c, Day d) { return d == NO_DAY ? SQL_NULL : value_text(day_iso(&c->mem, d)); }
