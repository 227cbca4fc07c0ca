// SPDX-License-Identifier: Apache-2.0
/* bare_postgres -- how many durable corrections a second libpq and PostgreSQL take on this disk when nothing else is in their way.
 *
 *   bare_postgres ADDRESS SECONDS BATCH THINGS     prints corrections a second
 *
 * The same statements as bare.c, BATCH corrections a transaction, each in a savepoint, prepared once, on one line; in a pipeline that
 * waits only where the next statement needs what the last one found: once a correction.  Nothing else: no HTTP, no pages, no queue. */
#include "corrections.h"
#include <libpq-fe.h>
#include <stdlib.h>

enum { PARAMETERS = 7 };
static int wants[STATEMENTS];

static void need(PGconn *pg, int good)
{
    if (good) return;
    fprintf(stderr, "bare_postgres: %s\n", PQerrorMessage(pg));
    exit(1);
}

/* All that was sent; the answer of the last statement. */
static PGresult *settle(PGconn *pg)
{
    PGresult *last = NULL;
    need(pg, PQpipelineSync(pg));
    for (;;) {
        PGresult *r = PQgetResult(pg);
        ExecStatusType status = PQresultStatus(r);
        if (!r) continue;
        if (status == PGRES_PIPELINE_SYNC) {
            PQclear(r);
            return last;
        }
        if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK) fprintf(stderr, "%s", PQresultErrorMessage(r));
        need(pg, status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK);
        PQclear(last);
        last = r;
    }
}

static void send(PGconn *pg, int i, const char *const *values)
{
    char name[8];
    snprintf(name, sizeof name, "s%d", i);
    need(pg, PQsendQueryPrepared(pg, name, wants[i], values, NULL, NULL, 0));
}

static void correct(PGconn *pg, long n, long thing)
{
    static char all[1600], numbers[PARAMETERS][24], text[64];
    const char *values[PARAMETERS] = {numbers[0], numbers[1], text, numbers[3], numbers[4], all, numbers[6]};
    if (!all[0]) memset(all, 'x', sizeof all - 1);
    snprintf(text, sizeof text, "Noi dung da sua lan thu %ld", n);
    snprintf(numbers[0], sizeof *numbers, "%lld", things[thing].value);
    snprintf(numbers[1], sizeof *numbers, "%lld", things[thing].plan);
    snprintf(numbers[3], sizeof *numbers, "%lld", (1LL << 60) + n);
    snprintf(numbers[6], sizeof *numbers, "%ld", JOURNAL_FROM + n);
    for (int i = 0; i < STATEMENTS; i++) {
        send(pg, i, values);
        if (i != FIND) continue;
        PGresult *found = settle(pg);
        snprintf(numbers[4], sizeof *numbers, "%s", PQgetvalue(found, 0, 3));
        PQclear(found);
    }
}

static void prepare(PGconn *pg)
{
    static const Oid types[PARAMETERS] = {20, 20, 25, 20, 20, 25, 20}; /* bigint and text */
    for (int i = 0; i < STATEMENTS; i++) {
        char sql[1200], name[8];
        snprintf(sql, sizeof sql, "%s", texts[i]);
        for (char *p = sql; *p; p++) {
            if (*p != '?') continue;
            *p = '$';
            if (p[1] - '0' > wants[i]) wants[i] = p[1] - '0';
        }
        snprintf(name, sizeof name, "s%d", i);
        PGresult *r = PQprepare(pg, name, sql, wants[i], types);
        need(pg, PQresultStatus(r) == PGRES_COMMAND_OK);
        PQclear(r);
    }
}

int main(int argc, char **argv)
{
    if (argc != 5) return fprintf(stderr, "usage: bare_postgres ADDRESS SECONDS BATCH THINGS\n"), 2;
    double seconds = strtod(argv[2], NULL);
    long batch = strtol(argv[3], NULL, 10), n_things = read_things(argv[4]), n = 0;
    PGconn *pg = PQconnectdb(argv[1]);
    need(pg, PQstatus(pg) == CONNECTION_OK);
    if (batch < 1 || !n_things) return 2;
    prepare(pg);
    need(pg, PQenterPipelineMode(pg));
    double begun = now_s();
    while (now_s() - begun < seconds) {
        need(pg, PQsendQueryParams(pg, "BEGIN", 0, NULL, NULL, NULL, NULL, 0));
        for (long i = 0; i < batch; i++, n++) correct(pg, n, n % n_things);
        need(pg, PQsendQueryParams(pg, "COMMIT", 0, NULL, NULL, NULL, NULL, 0));
        PQclear(settle(pg));
    }
    printf("%.0f\n", (double)n / (now_s() - begun));
    PQfinish(pg);
    return 0;
}
