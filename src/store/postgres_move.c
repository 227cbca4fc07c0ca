// SPDX-License-Identifier: Apache-2.0
/* postgres_move.c -- a PostgreSQL database as an end of a move: rows go through COPY in its text format
 * (postgresql.org/docs/15/sql-copy.html). */
#include "base/out.h"
#include "store/move_inside.h"
#include "store/postgres.h"
#include <stdio.h>
#include <stdlib.h>

enum { SEND_BYTES = 256 << 10 };

static Fail failed(Ctx *c, const MoveEnd *e)
{
    Str why = str_of(PQerrorMessage(e->pg));
    return fail(c, FAIL_STORE, "Không đọc hay ghi được PostgreSQL khi chuyển (%.*s).",
                STR_ARGS(str_head(str_slice(why, 0, str_index(why, '\n')), 200)));
}

/* The rows, for PQclear; NULL with the sentence said. */
static PGresult *ask(Ctx *c, MoveEnd *e, const char *sql)
{
    PGresult *r = PQexec(e->pg, sql);
    ExecStatusType status = PQresultStatus(r);
    if (status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK || status == PGRES_COPY_IN || status == PGRES_COPY_OUT)
        return r;
    PQclear(r);
    failed(c, e);
    return NULL;
}

static Fail run(Ctx *c, MoveEnd *e, const char *sql)
{
    PGresult *r = ask(c, e, sql);
    PQclear(r);
    return r ? OK : FAIL_STORE;
}

static Str text_at(Ctx *c, PGresult *r, int row, int column)
{
    return str_copy(&c->mem, str_of(PQgetvalue(r, row, column)));
}

static Fail tables_of_schema(Ctx *c, MoveEnd *e, MoveTableList *tables)
{
    PGresult *r = ask(c, e,
                      "SELECT t.relname, a.attname, format_type(a.atttypid, NULL), "
                      "coalesce(array_position(i.indkey::smallint[], a.attnum) + 1, 0) FROM pg_class t "
                      "JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum > 0 AND NOT a.attisdropped "
                      "LEFT JOIN pg_index i ON i.indrelid = t.oid AND i.indisprimary "
                      "WHERE t.relnamespace = current_schema()::regnamespace AND t.relkind = 'r' "
                      "AND t.relname NOT LIKE 'store\\_%' ORDER BY t.relname COLLATE \"C\", a.attnum");
    if (!r) return FAIL_STORE;
    Fail result = OK;
    for (int i = 0; i < PQntuples(r) && !result; i++) {
        MoveColumn column = {text_at(c, r, i, 1), move_type(text_at(c, r, i, 2))};
        result = move_add_column(c, tables, text_at(c, r, i, 0), column, (int)strtol(PQgetvalue(r, i, 3), NULL, 10));
    }
    PQclear(r);
    return result;
}

/* -- reading ------------------------------------------------------------------------------------------------ */

static void write_literal(Ctx *c, MoveEnd *e, Out *sql, const Value *v)
{
    (void)c;
    if (v->type == VALUE_INTEGER) {
        out_format(sql, "%lld", (long long)v->integer);
        return;
    }
    char *quoted = PQescapeLiteral(e->pg, v->text.p ? v->text.p : "", v->text.n);
    out_raw(sql, str_of(quoted));
    PQfreemem(quoted);
}

static Fail read_rows(Ctx *c, MoveEnd *e, const MoveTable *t, const Value *after)
{
    Str columns = move_columns(c, t, false), key = move_columns(c, t, true);
    Out sql = {.mem = &c->mem};
    out_format(&sql, "COPY (SELECT %.*s FROM %.*s", STR_ARGS(columns), STR_ARGS(t->name));
    if (after) out_format(&sql, " WHERE (%.*s) > (", STR_ARGS(key));
    for (int i = 0; after && i < t->n_key; i++) {
        if (i) out_raw(&sql, S(", "));
        write_literal(c, e, &sql, &after[i]);
    }
    out_format(&sql, "%s ORDER BY %.*s) TO STDOUT", after ? ")" : "", STR_ARGS(key));
    return run(c, e, str_c(&c->mem, out_str(&sql)));
}

static char unescaped(char letter)
{
    static const char from[] = "bfnrtv", to[] = "\b\f\n\r\t\v";
    const char *at = letter ? strchr(from, letter) : NULL;
    return at ? to[at - from] : letter;
}

static int hex_digit(char letter) { return (letter <= '9' ? letter - '0' : letter - 'a' + 10) & 15; }

/* "\x0aff" in place. */
static Str hex_bytes(char *p, size_t n)
{
    size_t bytes = n >= 2 ? (n - 2) / 2 : 0;
    for (size_t i = 0; i < bytes; i++) p[i] = (char)(hex_digit(p[2 + 2 * i]) << 4 | hex_digit(p[3 + 2 * i]));
    return (Str){p, bytes};
}

Value move_take_column(char **p, int type)
{
    char *from = *p, *to = *p, *at = *p;
    bool is_null = at[0] == '\\' && at[1] == 'N';
    for (; *at && *at != '\t' && *at != '\n'; at++) {
        if (*at == '\\' && at[1]) at++, *to++ = unescaped(*at);
        else *to++ = *at;
    }
    *p = *at ? at + 1 : at;
    if (is_null) return SQL_NULL;
    size_t n = (size_t)(to - from);
    char last = *to;
    *to = 0;
    Value v = type == VALUE_INTEGER ? value_integer(strtoll(from, NULL, 10))
              : type == VALUE_REAL  ? value_real(strtod(from, NULL))
              : type == VALUE_BYTES ? value_bytes(hex_bytes(from, n))
                                    : value_text((Str){from, n});
    if (type == VALUE_INTEGER || type == VALUE_REAL) *to = last;
    return v;
}

static Fail next_row(Ctx *c, MoveEnd *e, const MoveTable *t, Value *row, bool *is_one)
{
    PQfreemem(e->line);
    e->line = NULL;
    int n = PQgetCopyData(e->pg, &e->line, 0);
    *is_one = n > 0;
    if (n == -1) {
        PGresult *r = PQgetResult(e->pg);
        bool good = PQresultStatus(r) == PGRES_COMMAND_OK;
        PQclear(r);
        PQclear(PQgetResult(e->pg)); /* NULL: it is over */
        return good ? OK : failed(c, e);
    }
    if (n < 0) return failed(c, e);
    char *p = e->line;
    for (int i = 0; i < t->n; i++) row[i] = move_take_column(&p, t->column[i].type);
    return OK;
}

static Fail last_key(Ctx *c, MoveEnd *e, const MoveTable *t, Value *key, bool *is_one)
{
    PGresult *r = ask(c, e, str_c(&c->mem, move_last_query(c, t)));
    if (!r) return FAIL_STORE;
    *is_one = PQntuples(r) == 1;
    for (int i = 0; *is_one && i < t->n_key; i++) {
        Str text = text_at(c, r, 0, i);
        key[i] = t->column[t->key[i]].type == VALUE_INTEGER ? value_integer(strtoll(PQgetvalue(r, 0, i), NULL, 10))
                                                            : value_text(text);
    }
    PQclear(r);
    return OK;
}

/* -- writing ------------------------------------------------------------------------------------------------ */

static Fail begin(Ctx *c, MoveEnd *e, const MoveTable *t)
{
    Str columns = move_columns(c, t, false);
    e->text = NEW(&c->mem, Out, 1);
    *e->text = (Out){.mem = &c->mem};
    TRY(run(c, e, "BEGIN"));
    return run(c, e, str_format(&c->mem, "COPY %.*s (%.*s) FROM STDIN", STR_ARGS(t->name), STR_ARGS(columns)).p);
}

static void write_text(Out *o, Str s)
{
    for (size_t i = 0, from = 0; i <= s.n; i++) {
        const char *escape = i == s.n         ? ""
                             : s.p[i] == '\\' ? "\\\\"
                             : s.p[i] == '\n' ? "\\n"
                             : s.p[i] == '\r' ? "\\r"
                             : s.p[i] == '\t' ? "\\t"
                                              : NULL;
        if (!escape) continue;
        out_raw(o, str_slice(s, from, i));
        out_raw(o, str_of(escape));
        from = i + 1;
    }
}

static void write_value(Out *o, const Value *v)
{
    switch (v->type) {
    case VALUE_INTEGER: out_format(o, "%lld", (long long)v->integer); break;
    case VALUE_REAL: out_format(o, "%.17g", v->real); break;
    case VALUE_TEXT: write_text(o, v->text); break;
    case VALUE_BYTES:
        out_raw(o, S("\\\\x"));
        for (size_t i = 0; i < v->text.n; i++) out_format(o, "%02x", (unsigned char)v->text.p[i]);
        break;
    case VALUE_NULL: out_raw(o, S("\\N")); break;
    }
}

static Fail send_text(Ctx *c, MoveEnd *e)
{
    Str all = out_str(e->text);
    bool sent = !all.n || PQputCopyData(e->pg, all.p, (int)all.n) == 1;
    e->text->n = 0;
    return sent ? OK : failed(c, e);
}

static Fail put(Ctx *c, MoveEnd *e, const MoveTable *t, const Value *row)
{
    for (int i = 0; i < t->n; i++) {
        if (i) out_char(e->text, '\t');
        write_value(e->text, &row[i]);
    }
    out_char(e->text, '\n');
    return e->text->n < SEND_BYTES ? OK : send_text(c, e);
}

static Fail commit(Ctx *c, MoveEnd *e)
{
    TRY(send_text(c, e));
    if (PQputCopyEnd(e->pg, NULL) != 1) return failed(c, e);
    PGresult *r = PQgetResult(e->pg);
    bool good = PQresultStatus(r) == PGRES_COMMAND_OK;
    PQclear(r);
    PQclear(PQgetResult(e->pg)); /* NULL: the COPY is over */
    return good ? run(c, e, "COMMIT") : failed(c, e);
}

static void close_line(MoveEnd *e)
{
    PQfreemem(e->line);
    PQfinish(e->pg);
}

Fail postgres_move_open(Ctx *c, const char *path, bool reads, MoveEnd *e)
{
    *e = (MoveEnd){.tables = tables_of_schema,
                   .read = read_rows,
                   .next = next_row,
                   .last = last_key,
                   .begin = begin,
                   .put = put,
                   .commit = commit,
                   .close = close_line,
                   .pg = PQconnectdb(path)};
    if (PQstatus(e->pg) != CONNECTION_OK) return failed(c, e);
    TRY(run(c, e, "SET client_encoding = 'UTF8'; SET client_min_messages = error"));
    return reads ? run(c, e, "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY") : OK;
}
