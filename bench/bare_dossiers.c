// SPDX-License-Identifier: Apache-2.0
/* bare_dossiers -- how many applications a second SQLite takes on this disk when nothing else is in its way.
 *
 *   bare_dossiers FILE SECONDS BATCH     prints applications a second, and rows written for one
 *
 * FILE is a copy of the server's data in which one dossier of the procedure do-toc-do is.  One thread, prepared
 * statements, BATCH applications a transaction: the rows that the program writes for one (its draft, saved and sent; the
 * dossier with keys, waiting, clock, counters, number, entry, pass; the journal's) as those of that dossier are, and
 * nothing else: no HTTP, no form, no hashing, no queue.  WAL, synchronous=FULL. */
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { SQL_ROOM = 8000, STATEMENTS_MAX = 32, KEYS_MAX = 64 };

static sqlite3 *db;
static sqlite3_stmt *statements[STATEMENTS_MAX], *key_statement;
static int n_statements, n_keys;
static long long keys[KEYS_MAX];

static void need(int good)
{
    if (good) return;
    fprintf(stderr, "bare_dossiers: %s\n", sqlite3_errmsg(db));
    exit(1);
}

static void run(const char *sql) { need(sqlite3_exec(db, sql, NULL, NULL, NULL) == SQLITE_OK); }

static double now_s(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static sqlite3_stmt *prepared(const char *sql)
{
    sqlite3_stmt *s;
    need(sqlite3_prepare_v2(db, sql, -1, &s, NULL) == SQLITE_OK);
    return s;
}

static void add(const char *sql) { statements[n_statements++] = prepared(sql); }

/* What makes a row another one: ?1 is the new number. */
static const char *made_new(const char *column)
{
    static const char *const numbers[] = {"id", "dossier_id", "draft_id", "n", "object_id"};
    static const char *const texts[] = {"number", "code_digest", "token", "token_digest"};
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
        if (!strcmp(column, numbers[i])) return "?1";
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        if (!strcmp(column, texts[i])) return "'0123456789abcdef0123456789abcdef0123456789abcdef' || ?1";
    return column;
}

/* A row like the one that `where` finds. */
static void add_copy(const char *table, const char *where)
{
    char names[SQL_ROOM / 4] = "", values[SQL_ROOM / 2] = "", sql[SQL_ROOM];
    snprintf(sql, sizeof sql, "SELECT name FROM pragma_table_info('%s')", table);
    sqlite3_stmt *s = prepared(sql);
    while (sqlite3_step(s) == SQLITE_ROW) {
        const char *name = (const char *)sqlite3_column_text(s, 0);
        size_t n = strlen(names), v = strlen(values);
        snprintf(names + n, sizeof names - n, "%s%s", n ? ", " : "", name);
        snprintf(values + v, sizeof values - v, "%s%s", v ? ", " : "", made_new(name));
    }
    sqlite3_finalize(s);
    snprintf(sql, sizeof sql, "INSERT INTO %s (%s) SELECT %s FROM %s WHERE office_id = 1 %s LIMIT 1", table, names, values,
             table, where);
    add(sql);
}

static void prepare(void)
{
    sqlite3_stmt *s = prepared("SELECT k.key FROM dossier_key k WHERE k.dossier_id = (SELECT max(id) FROM dossier WHERE "
                               "procedure = 'do-toc-do')");
    while (n_keys < KEYS_MAX && sqlite3_step(s) == SQLITE_ROW) keys[n_keys++] = sqlite3_column_int64(s, 0);
    sqlite3_finalize(s);
    key_statement = prepared("INSERT INTO dossier_key (office_id, key, dossier_id) VALUES (1, ?2, ?1)");
    add_copy("form_draft", "ORDER BY id DESC");
    add("UPDATE form_draft SET edition = 1, typed = '{\"don_vi\":\"Don vi 12\",\"phone\":\"0912345678\",\"so\":\"3\"}' WHERE "
        "office_id = 1 AND id = ?1");
    add_copy("dossier", "ORDER BY id DESC");
    add_copy("dossier_wait", "AND audience = 'dieu-phoi@'");
    add_copy("dossier_wait", "AND audience > '@' AND audience < 'A'");
    add_copy("dossier_clock", "ORDER BY dossier_id DESC");
    add_copy("dossier_entry", "ORDER BY id DESC");
    add_copy("dossier_pass", "");
    add_copy("journal", "ORDER BY n DESC");
    add("UPDATE journal_head SET n = ?1 WHERE office_id = 1");
    add("UPDATE dossier_year SET last = ?1 WHERE office_id = 1 AND procedure = 'do-toc-do'");
    for (int i = 0; i < 3; i++) {
        static const char *const parts[] = {"", "loai", "xa"};
        char sql[400];
        snprintf(sql, sizeof sql,
                 "UPDATE dossier_count SET value = value + 3 WHERE office_id = 1 AND procedure = 'do-toc-do' AND counter = "
                 "'tong' AND part = '%s'",
                 parts[i]);
        add(sql);
    }
    add("UPDATE form_draft SET sent_path = '/tra-cuu/0123456789abcdef0123456789abcdef', typed = '' WHERE office_id = 1 AND "
        "id = ?1");
}

static void step(sqlite3_stmt *s)
{
    need(sqlite3_step(s) == SQLITE_DONE);
    sqlite3_reset(s);
}

static void apply(long long id)
{
    for (int i = 0; i < n_statements; i++) {
        if (sqlite3_bind_parameter_count(statements[i])) sqlite3_bind_int64(statements[i], 1, id);
        step(statements[i]);
    }
    for (int i = 0; i < n_keys; i++) {
        sqlite3_bind_int64(key_statement, 1, id);
        sqlite3_bind_int64(key_statement, 2, keys[i]);
        step(key_statement);
    }
}

int main(int argc, char **argv)
{
    if (argc != 4) return fprintf(stderr, "usage: bare_dossiers FILE SECONDS BATCH\n"), 2;
    double seconds = strtod(argv[2], NULL);
    long batch = strtol(argv[3], NULL, 10), n = 0;
    if (batch < 1 || sqlite3_open(argv[1], &db)) return 2;
    run("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 4000; PRAGMA cache_size = -16000");
    prepare();
    if (!n_keys) return fprintf(stderr, "bare_dossiers: no dossier in %s\n", argv[1]), 1;
    int before = sqlite3_total_changes(db);
    double begun = now_s();
    while (now_s() - begun < seconds) {
        run("BEGIN IMMEDIATE");
        for (long i = 0; i < batch; i++, n++) apply((1LL << 61) + n);
        run("COMMIT");
    }
    double took = now_s() - begun;
    printf("%.0f %.1f\n", (double)n / took, (double)(sqlite3_total_changes(db) - before) / (double)n);
    for (int i = 0; i < n_statements; i++) sqlite3_finalize(statements[i]);
    sqlite3_finalize(key_statement);
    return sqlite3_close(db) != SQLITE_OK;
}
