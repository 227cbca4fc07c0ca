// SPDX-License-Identifier: Apache-2.0
/* bare -- how many durable corrections a second SQLite takes on this disk when nothing else is in its way.
 *
 *   bare FILE SECONDS BATCH THINGS     prints corrections a second, and rows changed by one
 *
 * FILE is a copy of the server's data; THINGS its lines "PLAN VALUE".  One thread, one prepared statement each, BATCH
 * corrections a transaction, each in a savepoint: the statements of src/plan/correct.c and derive.c for one text and of
 * the journal's row about it, and nothing else: no HTTP, no folding, no hashing, no pages, no queue.  WAL, synchronous=FULL: each commit is on disk before the next begins. */
#include "corrections.h"
#include <sqlite3.h>
#include <stdlib.h>

static void need(sqlite3 *db, int good)
{
    if (good) return;
    fprintf(stderr, "bare: %s\n", sqlite3_errmsg(db));
    exit(1);
}

static void run(sqlite3 *db, const char *sql) { need(db, sqlite3_exec(db, sql, NULL, NULL, NULL) == SQLITE_OK); }

static void correct(sqlite3 *db, sqlite3_stmt **s, long n, long thing)
{
    static char all[1600]; /* what a node's search row holds */
    char text[64];
    long long node = 0;
    if (!all[0]) memset(all, 'x', sizeof all - 1);
    snprintf(text, sizeof text, "Noi dung da sua lan thu %ld", n);
    for (int i = 0; i < STATEMENTS; i++) {
        int got, wants = sqlite3_bind_parameter_count(s[i]);
        if (wants > 0) sqlite3_bind_int64(s[i], 1, things[thing].value);
        if (wants > 1) sqlite3_bind_int64(s[i], 2, things[thing].plan);
        if (wants > 2) sqlite3_bind_text(s[i], 3, text, -1, SQLITE_STATIC);
        if (wants > 3) sqlite3_bind_int64(s[i], 4, (1LL << 60) + n);
        if (wants > 4) sqlite3_bind_int64(s[i], 5, node);
        if (wants > 5) sqlite3_bind_text(s[i], 6, all, -1, SQLITE_STATIC);
        if (wants > 6) sqlite3_bind_int64(s[i], 7, JOURNAL_FROM + n);
        while ((got = sqlite3_step(s[i])) == SQLITE_ROW)
            if (i == FIND) node = sqlite3_column_int64(s[i], 3);
        need(db, got == SQLITE_DONE);
        sqlite3_reset(s[i]);
    }
}

int main(int argc, char **argv)
{
    sqlite3 *db;
    sqlite3_stmt *s[STATEMENTS];
    if (argc != 5) return fprintf(stderr, "usage: bare FILE SECONDS BATCH THINGS\n"), 2;
    double seconds = strtod(argv[2], NULL);
    long batch = strtol(argv[3], NULL, 10), n_things = read_things(argv[4]), n = 0;
    if (batch < 1 || !n_things) return 2;
    need(NULL, sqlite3_open(argv[1], &db) == SQLITE_OK);
    run(db, "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 4000");
    for (int i = 0; i < STATEMENTS; i++) need(db, sqlite3_prepare_v2(db, texts[i], -1, &s[i], NULL) == SQLITE_OK);
    double begun = now_s();
    while (now_s() - begun < seconds) {
        run(db, "BEGIN IMMEDIATE");
        for (long i = 0; i < batch; i++, n++) correct(db, s, n, n % n_things);
        run(db, "COMMIT");
    }
    double took = now_s() - begun;
    printf("%.0f %.1f\n", (double)n / took, (double)sqlite3_total_changes(db) / (double)n);
    for (int i = 0; i < STATEMENTS; i++) sqlite3_finalize(s[i]);
    return sqlite3_close(db) != SQLITE_OK;
}
