// SPDX-License-Identifier: Apache-2.0
/* bare_tasks -- how many durable reports on tasks a second SQLite takes on this disk when nothing else is in its way.
 *
 *   bare_tasks FILE SECONDS BATCH     prints reports a second
 *
 * FILE is a copy of the server's data.  One thread, prepared statements, BATCH reports a transaction: what src/work/save.c writes for one
 * report (the task, how it stands today, a row of its history, the journal's), on tasks in turn, and nothing else: no HTTP, no
 * reading, no hashing, no queue.  WAL, synchronous=FULL. */
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { TASKS = 20000, STATEMENTS = 4 };
static const char *const texts[STATEMENTS] = {
    "UPDATE task SET state = 'doing', is_open = 1, percent = 55, result = 'Da lam xong buoc tiep theo', asked_day = NULL, "
    "updated_at = ?2, said_day = '2024-09-28', version = version + 1 WHERE office_id = 1 AND id = ?1",
    "INSERT INTO task_stand SELECT office_id, id, '2024-09-28', plan_id, node_id, lead, branch, state, due, asked_day, "
    "is_late_excused, percent FROM task WHERE office_id = 1 AND id = ?1 "
    "ON CONFLICT (office_id, task_id, day) DO UPDATE SET state = excluded.state, percent = excluded.percent",
    "INSERT INTO task_entry (office_id, id, task_id, kind, at, day, person_id, org, text, before, after) VALUES (1, ?2, ?1, "
    "'progress', ?2, '2024-09-28', 77, 'H219', 'Da lam xong buoc tiep theo', '40 %', '55 %')",
    NULL /* the journal's, made from its columns */};

static void need(sqlite3 *db, int good)
{
    if (good) return;
    fprintf(stderr, "bare_tasks: %s\n", sqlite3_errmsg(db));
    exit(1);
}

static double now_s(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static sqlite3_stmt *prepared(sqlite3 *db, const char *sql)
{
    sqlite3_stmt *s;
    need(db, sqlite3_prepare_v2(db, sql, -1, &s, NULL) == SQLITE_OK);
    return s;
}

/* A row of the journal like its last one, under the next number. */
static sqlite3_stmt *journal_statement(sqlite3 *db)
{
    char names[2000], sql[4400];
    int n = 0;
    sqlite3_stmt *s = prepared(db, "SELECT name FROM pragma_table_info('journal') WHERE name <> 'n'");
    while (sqlite3_step(s) == SQLITE_ROW)
        n += snprintf(names + n, sizeof names - (size_t)n, "%s%s", n ? ", " : "", sqlite3_column_text(s, 0));
    sqlite3_finalize(s);
    snprintf(sql, sizeof sql,
             "INSERT INTO journal (n, %s) SELECT n + 1, %s FROM journal WHERE office_id = 1 ORDER BY n DESC LIMIT 1", names,
             names);
    return prepared(db, sql);
}

int main(int argc, char **argv)
{
    static sqlite3_int64 tasks[TASKS];
    sqlite3 *db;
    sqlite3_stmt *s[STATEMENTS];
    int n_tasks = 0;
    long n = 0;
    if (argc != 4) return fprintf(stderr, "usage: bare_tasks FILE SECONDS BATCH\n"), 2;
    double seconds = strtod(argv[2], NULL);
    long batch = strtol(argv[3], NULL, 10);
    need(NULL, sqlite3_open(argv[1], &db) == SQLITE_OK);
    need(db, !sqlite3_exec(db, "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 4000", NULL, NULL, NULL));
    sqlite3_stmt *all = prepared(db, "SELECT id FROM task WHERE state IN ('new', 'doing') ORDER BY lead, id LIMIT 20000");
    while (sqlite3_step(all) == SQLITE_ROW) tasks[n_tasks++] = sqlite3_column_int64(all, 0);
    sqlite3_finalize(all);
    for (int i = 0; i < STATEMENTS - 1; i++) s[i] = prepared(db, texts[i]);
    s[STATEMENTS - 1] = journal_statement(db);
    double begun = now_s();
    while (n_tasks && now_s() - begun < seconds) {
        need(db, !sqlite3_exec(db, "BEGIN IMMEDIATE", NULL, NULL, NULL));
        for (long i = 0; i < batch; i++, n++)
            for (int k = 0; k < STATEMENTS; k++) {
                sqlite3_bind_int64(s[k], 1, tasks[n % n_tasks]);
                sqlite3_bind_int64(s[k], 2, (1LL << 60) + n);
                need(db, sqlite3_step(s[k]) == SQLITE_DONE);
                sqlite3_reset(s[k]);
            }
        need(db, !sqlite3_exec(db, "COMMIT", NULL, NULL, NULL));
    }
    printf("%.0f\n", (double)n / (now_s() - begun));
    return 0;
}
