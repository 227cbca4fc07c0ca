// SPDX-License-Identifier: Apache-2.0
/* move_sqlite.c -- a data file as an end of a move. */
#include "base/out.h"
#include "store/move_inside.h"

static Fail failed(Ctx *c, const MoveEnd *e)
{
    return fail(c, FAIL_STORE, "Không đọc hay ghi được tệp dữ liệu khi chuyển (%s).", sqlite3_errmsg(e->db));
}

static Fail prepare(Ctx *c, MoveEnd *e, Str sql)
{
    sqlite3_finalize(e->statement);
    e->statement = NULL;
    return sqlite3_prepare_v2(e->db, sql.p, (int)sql.n, &e->statement, NULL) == SQLITE_OK ? OK : failed(c, e);
}

static Fail run(Ctx *c, MoveEnd *e, const char *sql)
{
    return sqlite3_exec(e->db, sql, NULL, NULL, NULL) == SQLITE_OK ? OK : failed(c, e);
}

static Str text_at(Ctx *c, sqlite3_stmt *s, int column)
{
    return str_copy(&c->mem,
                    (Str){(const char *)sqlite3_column_text(s, column), (size_t)sqlite3_column_bytes(s, column)});
}

static Fail tables_of_file(Ctx *c, MoveEnd *e, MoveTableList *tables)
{
    int code;
    TRY(prepare(c, e,
                S("SELECT m.name, p.name, p.type, p.pk FROM sqlite_schema m JOIN pragma_table_info(m.name) p "
                  "WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite%' ORDER BY m.name, p.cid")));
    while ((code = sqlite3_step(e->statement)) == SQLITE_ROW) {
        Str table = text_at(c, e->statement, 0);
        MoveColumn column = {text_at(c, e->statement, 1), move_type(text_at(c, e->statement, 2))};
        TRY(move_add_column(c, tables, table, column, sqlite3_column_int(e->statement, 3)));
    }
    return code == SQLITE_DONE ? OK : failed(c, e);
}

static int bind(sqlite3_stmt *s, int i, const Value *v)
{
    const char *p = v->text.p ? v->text.p : "";
    switch (v->type) {
    case VALUE_INTEGER: return sqlite3_bind_int64(s, i, v->integer);
    case VALUE_REAL: return sqlite3_bind_double(s, i, v->real);
    case VALUE_TEXT: return sqlite3_bind_text64(s, i, p, v->text.n, SQLITE_STATIC, SQLITE_UTF8);
    case VALUE_BYTES: return sqlite3_bind_blob64(s, i, p, v->text.n, SQLITE_STATIC);
    case VALUE_NULL: break;
    }
    return sqlite3_bind_null(s, i);
}

static Value value_at(sqlite3_stmt *s, int i)
{
    Str text = {0};
    switch (sqlite3_column_type(s, i)) {
    case SQLITE_INTEGER: return value_integer(sqlite3_column_int64(s, i));
    case SQLITE_FLOAT: return value_real(sqlite3_column_double(s, i));
    case SQLITE_TEXT:
        text.p = (const char *)sqlite3_column_text(s, i);
        text.n = (size_t)sqlite3_column_bytes(s, i);
        return value_text(text);
    case SQLITE_BLOB:
        text.p = sqlite3_column_blob(s, i);
        text.n = (size_t)sqlite3_column_bytes(s, i);
        return value_bytes(text);
    }
    return SQL_NULL;
}

static Fail read_rows(Ctx *c, MoveEnd *e, const MoveTable *t, const Value *after)
{
    Str columns = move_columns(c, t, false), key = move_columns(c, t, true);
    Out sql = {.mem = &c->mem};
    out_format(&sql, "SELECT %.*s FROM %.*s", STR_ARGS(columns), STR_ARGS(t->name));
    if (after) {
        out_format(&sql, " WHERE (%.*s) > (?", STR_ARGS(key));
        for (int i = 1; i < t->n_key; i++) out_raw(&sql, S(", ?"));
        out_raw(&sql, S(")"));
    }
    out_format(&sql, " ORDER BY %.*s", STR_ARGS(key));
    TRY(prepare(c, e, out_str(&sql)));
    for (int i = 0; after && i < t->n_key; i++)
        if (bind(e->statement, i + 1, &after[i]) != SQLITE_OK) return failed(c, e);
    return OK;
}

static Fail next_row(Ctx *c, MoveEnd *e, const MoveTable *t, Value *row, bool *is_one)
{
    int code = sqlite3_step(e->statement);
    *is_one = code == SQLITE_ROW;
    if (code != SQLITE_ROW) return code == SQLITE_DONE ? OK : failed(c, e);
    for (int i = 0; i < t->n; i++) row[i] = value_at(e->statement, i);
    return OK;
}

static Fail last_key(Ctx *c, MoveEnd *e, const MoveTable *t, Value *key, bool *is_one)
{
    TRY(prepare(c, e, move_last_query(c, t)));
    int code = sqlite3_step(e->statement);
    *is_one = code == SQLITE_ROW;
    if (code != SQLITE_ROW && code != SQLITE_DONE) return failed(c, e);
    for (int i = 0; *is_one && i < t->n_key; i++) {
        key[i] = value_at(e->statement, i);
        key[i].text = str_copy(&c->mem, key[i].text);
    }
    sqlite3_reset(e->statement);
    return OK;
}

static Fail begin(Ctx *c, MoveEnd *e, const MoveTable *t)
{
    Str columns = move_columns(c, t, false);
    Out sql = {.mem = &c->mem};
    out_format(&sql, "INSERT INTO %.*s (%.*s) VALUES (?", STR_ARGS(t->name), STR_ARGS(columns));
    for (int i = 1; i < t->n; i++) out_raw(&sql, S(", ?"));
    out_raw(&sql, S(")"));
    TRY(prepare(c, e, out_str(&sql)));
    return run(c, e, "BEGIN IMMEDIATE");
}

static Fail put(Ctx *c, MoveEnd *e, const MoveTable *t, const Value *row)
{
    for (int i = 0; i < t->n; i++)
        if (bind(e->statement, i + 1, &row[i]) != SQLITE_OK) return failed(c, e);
    int code = sqlite3_step(e->statement);
    sqlite3_reset(e->statement);
    return code == SQLITE_DONE ? OK : failed(c, e);
}

static Fail commit(Ctx *c, MoveEnd *e) { return run(c, e, "COMMIT"); }

static void close_file(MoveEnd *e)
{
    sqlite3_finalize(e->statement);
    sqlite3_close(e->db);
}

Fail move_sqlite_open(Ctx *c, const char *path, bool reads, MoveEnd *e)
{
    *e = (MoveEnd){.tables = tables_of_file,
                   .read = read_rows,
                   .next = next_row,
                   .last = last_key,
                   .begin = begin,
                   .put = put,
                   .commit = commit,
                   .close = close_file};
    if (sqlite3_open_v2(path, &e->db, SQLITE_OPEN_READWRITE, NULL) != SQLITE_OK) return failed(c, e);
    TRY(run(c, e, "PRAGMA synchronous = FULL; PRAGMA cache_size = -64000; PRAGMA wal_autocheckpoint = 20000"));
    return reads ? run(c, e, "BEGIN") : OK;
}
