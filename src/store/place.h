// SPDX-License-Identifier: Apache-2.0
/* place.h -- where a test keeps its data, for *_test.c only: a file of its own, or a schema of its own in the database
 * that NGAYSO_TEST_STORE names (`make check STORE=postgresql`). */
#pragma once
#include "base/testing.h"
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <libpq-fe.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

enum { PLACE_ROOM = 200 };

static inline bool place_is_postgres(void) { return getenv("NGAYSO_TEST_STORE") != NULL; }

static inline int place_remove_one(const char *path, const struct stat *about, int type, struct FTW *walk)
{
    (void)about, (void)type, (void)walk;
    return remove(path);
}

/* What is there is removed; a schema goes with its cluster. */
static inline void place_remove(const char *path)
{
    static const char *const ends[] = {"", "-wal", "-shm", ".key", ".backed-up"};
    char name[PLACE_ROOM + 16];
    if (place_is_postgres()) return;
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        snprintf(name, sizeof name, "%s%s", path, ends[i]);
        unlink(name);
    }
    snprintf(name, sizeof name, "%s.files", path);
    nftw(name, place_remove_one, 8, FTW_DEPTH | FTW_PHYS);
}

static inline void place_ask(const char *sql)
{
    static PGconn *pg; /* until the program ends */
    if (!pg) pg = PQconnectdb(getenv("NGAYSO_TEST_STORE"));
    PGresult *r = PQexec(pg, sql);
    if (PQresultStatus(r) != PGRES_COMMAND_OK) test_fails("%s: %s", sql, PQerrorMessage(pg));
    PQclear(r);
}

/* The address of a new, empty store. */
static inline void place_make(char path[PLACE_ROOM], const char *name)
{
    static int n;
    char schema[64], sql[96];
    snprintf(schema, sizeof schema, "%s_%d_%d", name, (int)getpid(), ++n);
    snprintf(path, PLACE_ROOM, "%s/ngayso-%s.db", test_folder(), schema);
    place_remove(path);
    if (!place_is_postgres()) return;
    snprintf(sql, sizeof sql, "CREATE SCHEMA %s", schema);
    place_ask(sql);
    const char *server = getenv("NGAYSO_TEST_STORE");
    snprintf(path, PLACE_ROOM, "%s%coptions=-csearch_path%%3D%s", server, strchr(server, '?') ? '&' : '?', schema);
}

/* -- a store that was prepared once, for many tests ----------------------------------------------------------- */

/* Where the files beside a data file go, while they are walked. */
static char place_files_to[PLACE_ROOM];
static size_t place_files_from; /* letters of where they come from */
static inline int place_copy_one(const char *path, const struct stat *about, int type, struct FTW *walk)
{
    char to[2 * PLACE_ROOM];
    (void)about, (void)walk;
    snprintf(to, sizeof to, "%s%s", place_files_to, path + place_files_from);
    return type == FTW_D ? mkdir(to, 0700) && errno != EEXIST : link(path, to);
}

/* The files that stand beside the data file, which are never changed. */
static inline void place_copy_files(const char *from, const char *to)
{
    char name[PLACE_ROOM + 8];
    snprintf(place_files_to, sizeof place_files_to, "%s.files", to);
    place_files_from = (size_t)snprintf(name, sizeof name, "%s.files", from);
    if (!access(name, F_OK) && nftw(name, place_copy_one, 8, FTW_PHYS)) test_fails("%s: not copied", name);
}

/* One file as another; false when it is not there. */
static inline bool place_copy(const char *from, const char *to)
{
    place_copy_files(from, to);
    char piece[1 << 16];
    ssize_t n = -1;
    int in = open(from, O_RDONLY | O_CLOEXEC);
    if (in < 0) return false;
    int out = open(to, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    while (out >= 0 && (n = read(in, piece, sizeof piece)) > 0)
        if (write(out, piece, (size_t)n) != n) break;
    close(in);
    if (out >= 0) close(out);
    if (n) test_fails("%s cannot be copied to %s", from, to);
    return true;
}

/* `first`, then `each` for every table t of the schema at the end of `path`; @ stands for that schema. */
static inline void place_each_table(const char *path, const char *first, const char *each)
{
    char text[1500], sql[3000];
    const char *schema = strrchr(path, '%') + 3;
    size_t n = 0;
    snprintf(text, sizeof text,
             "DO $do$ DECLARE t text; now_ text; BEGIN %s "
             "FOR t IN SELECT tablename FROM pg_tables WHERE schemaname = '@' LOOP %s END LOOP; END $do$",
             first, each);
    for (const char *p = text; *p && n + 1 < sizeof sql; p++)
        if (*p == '@') n += (size_t)snprintf(sql + n, sizeof sql - n, "%s", schema);
        else sql[n++] = *p;
    sql[n] = 0;
    place_ask(sql);
}

/* PostgreSQL: what is in the store now is kept beside it, and comes back instead of what it has then: in a small part
 * of the time that it takes to make the tables anew.  `stand` tells which tables nobody changed: who adds or changes a
 * row leaves a newer transaction in it, who takes one away leaves fewer. */
#define PLACE_STAND                                                                                                    \
    "EXECUTE format('SELECT count(*) || '' '' || coalesce(max(xmin::text::bigint), 0) FROM @.%I', t) INTO now_; "
#define PLACE_NOTE "INSERT INTO keep_@.stand VALUES (t, now_) ON CONFLICT (name) DO UPDATE SET as_of = excluded.as_of; "
static inline void place_keep(const char *path)
{
    place_each_table(
        path, "CREATE SCHEMA keep_@; CREATE UNLOGGED TABLE keep_@.stand (name text PRIMARY KEY, as_of text);",
        PLACE_STAND PLACE_NOTE "IF now_ NOT LIKE '0 %' THEN "
                               "EXECUTE format('CREATE UNLOGGED TABLE keep_@.%I AS TABLE @.%I', t, t); END IF;");
}
static inline void place_bring_back(const char *path)
{
    place_each_table(
        path, "",
        PLACE_STAND
        "CONTINUE WHEN now_ = (SELECT as_of FROM keep_@.stand WHERE name = t); "
        "EXECUTE format('DELETE FROM @.%I', t); IF to_regclass('keep_@.' || t) IS NOT NULL THEN "
        "EXECUTE format('INSERT INTO @.%I SELECT * FROM keep_@.%I', t, t); END IF; " PLACE_STAND PLACE_NOTE);
}
