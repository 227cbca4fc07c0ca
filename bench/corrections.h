// SPDX-License-Identifier: Apache-2.0
/* corrections.h -- the statements of one correction, for bare.c and bare_postgres.c: those of src/plan/correct.c and derive.c for one
 * text and of the journal's row about it. */
#pragma once
#include <stdio.h>
#include <string.h>
#include <time.h>

enum { THINGS_MAX = 4096, JOURNAL_FROM = 100000000 };

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

static long read_things(const char *path)
{
    long n = 0;
    FILE *in = fopen(path, "r");
    while (in && n < THINGS_MAX && fscanf(in, "%lld %lld", &things[n].plan, &things[n].value) == 2) n++;
    if (in) fclose(in);
    return n;
}
