// SPDX-License-Identifier: Apache-2.0
/* bare -- how many durable rows a second SQLite takes on this disk when nothing else is in its way.
 *
 *   bare FILE SECONDS ROWS BYTES      ROWS a transaction, BYTES of text a row; prints rows a second
 *
 * WAL, synchronous=FULL: each commit is on disk before the next begins.  The measure for the server's writes. */
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { BYTES_MAX = 65536 };

static double now_s(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static void need(sqlite3 *db, int got, int wanted)
{
    if (got == wanted) return;
    fprintf(stderr, "bare: %s\n", sqlite3_errmsg(db));
    exit(1);
}

static void run(sqlite3 *db, const char *sql) { need(db, sqlite3_exec(db, sql, NULL, NULL, NULL), SQLITE_OK); }

/* A row of the width of a correction: who, when, of which plan and item, which field, and the text. */
static void insert(sqlite3 *db, sqlite3_stmt *s, long n, const char *text, int bytes)
{
    for (int column = 1; column <= 4; column++) sqlite3_bind_int64(s, column, n * 8 + column);
    sqlite3_bind_text(s, 5, "responsible", -1, SQLITE_STATIC);
    sqlite3_bind_text(s, 6, text, bytes, SQLITE_STATIC);
    need(db, sqlite3_step(s), SQLITE_DONE);
    sqlite3_reset(s);
}

static double rows_a_second(sqlite3 *db, double seconds, long rows, const char *text, int bytes)
{
    sqlite3_stmt *s;
    long n = 0;
    need(db, sqlite3_prepare_v2(db, "INSERT INTO correction VALUES (?, ?, ?, ?, ?, ?)", -1, &s, NULL), SQLITE_OK);
    double begun = now_s();
    while (now_s() - begun < seconds) {
        run(db, "BEGIN IMMEDIATE");
        for (long i = 0; i < rows; i++) insert(db, s, n++, text, bytes);
        run(db, "COMMIT");
    }
    double took = now_s() - begun;
    sqlite3_finalize(s);
    return (double)n / took;
}

int main(int argc, char **argv)
{
    sqlite3 *db;
    char text[BYTES_MAX];
    if (argc != 5) return fprintf(stderr, "usage: bare FILE SECONDS ROWS BYTES\n"), 2;
    double seconds = strtod(argv[2], NULL);
    long rows = strtol(argv[3], NULL, 10), bytes = strtol(argv[4], NULL, 10);
    if (rows < 1 || bytes < 0 || bytes > BYTES_MAX) return 2;
    memset(text, 'x', sizeof text);
    need(NULL, sqlite3_open(argv[1], &db), SQLITE_OK);
    run(db, "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;"
            "CREATE TABLE correction (id INTEGER PRIMARY KEY, plan INTEGER, item INTEGER, at INTEGER, field TEXT,"
            " text TEXT) STRICT");
    printf("%.0f\n", rows_a_second(db, seconds, rows, text, (int)bytes));
    return sqlite3_close(db) != SQLITE_OK;
}
