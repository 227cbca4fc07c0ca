// SPDX-License-Identifier: Apache-2.0
/* bare -- how many durable corrections a second SQLite takes on this disk when nothing else is in its way.
 *
 *   bare FILE SECONDS BATCH THINGS     prints corrections a second, and rows changed by one
 *
 * FILE is a copy of the server's data; THINGS its lines "PLAN VALUE".  One thread, one prepared statement each, BATCH
 * corrections a transaction, each in a savepoint: the statements of src/plan/correct.c and derive.c for one text and of
 * the journal's row about it, and nothing else: no HTTP, no folding, no hashing, no pages, no queue.  WAL, synchronous=FULL: each commit is on disk before the next begins. */
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { THINGS_MAX = 4096, JOURNAL_FROM = 1000 };

static struct {
    long long plan, value;
} things[THINGS_MAX];

#define HASH "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"

static const char *const texts[] = {
    "SAVEPOINT one",
    "SELECT v.field, v.value, v.version, n.id, n.kind, n.code, n.place FROM plan_value v JOIN plan_node n "
    "ON n.office_id = v.office_id AND n.id = v.node_id WHERE v.office_id = 1 AND v.id = ?1 AND v.plan_id = ?2",
    "UPDATE plan_value SET value = ?3, version = version + 1 WHERE office_id = 1 AND id = ?1",
    "INSERT INTO plan_correction (office_id, id, value_id, version, before, after, corrected_at) "
    "VALUES (1, ?4, ?1, 1, ?3, ?3, ?4)",
    "UPDATE plan_finding SET state = 'corrected', settled_at = ?4 WHERE office_id = 1 AND value_id = ?1 AND state = 'open'",
    "SELECT field, value FROM plan_value WHERE office_id = 1 AND node_id = ?5 AND value <> '' ORDER BY place",
    "SELECT name FROM plan_party WHERE office_id = 1 AND node_id = ?5 ORDER BY place, value_id",
    "DELETE FROM plan_search WHERE office_id = 1 AND id = ?5 AND line = 0",
    "INSERT INTO plan_search (office_id, id, line, plan_id, kind, code, title, folded_title, folded) "
    "VALUES (1, ?5, 0, ?2, 'activity', '3.1', ?3, ' ' || ?3 || ' ', ' ' || ?6 || ' ')",
    "SELECT n, hash FROM journal_head WHERE office_id = 1",
    "INSERT INTO journal_personal (office_id, n, subject_id, salt, address, before, after) "
    "VALUES (1, ?7, 0, '0123456789abcdef0123456789abcdef', '127.0.0.1', '', '')",
    "INSERT INTO journal (office_id, n, at, person_id, duty_id, behalf_id, org, act, object, object_id, within_id, title, "
    "before, after, personal, hash) VALUES (1, ?7, ?4, 77, 78, 0, 'STTTT', 'Sửa giá trị', 'value', ?1, ?2, '3.1: nội dung', "
    "?3, ?3, '" HASH "', '" HASH "')",
    "UPDATE journal_head SET n = ?7, hash = '" HASH "' WHERE office_id = 1",
    "RELEASE one",
};
enum { STATEMENTS = sizeof texts / sizeof *texts, FIND = 1 };

static double now_s(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

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

static long read_things(const char *path)
{
    long n = 0;
    FILE *in = fopen(path, "r");
    while (in && n < THINGS_MAX && fscanf(in, "%lld %lld", &things[n].plan, &things[n].value) == 2) n++;
    if (in) fclose(in);
    return n;
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
