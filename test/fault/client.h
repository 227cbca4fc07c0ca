// SPDX-License-Identifier: Apache-2.0
/* client.h -- what crash.c and failover.c share: a server that they start, clients that each correct a value of their own, and what
 * must be found of it in a data file afterwards. */
#pragma once
#include <arpa/inet.h>
#include <pthread.h>
#include <signal.h>
#include <sqlite3.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { CLIENTS = 64, PAUSE_US = 10000, LOAD_LEAST_MS = 20, LOAD_MOST_MS = 700, START_PATIENCE_MS = 180000, TEXT_ROOM = 80 };

typedef struct {
    long long plan, value;
    int version, round; /* that it saw last */
    short *round_of;    /* by version: the round in which it was acknowledged; 0 = nobody was told */
    int room;
} Client;

static const char *program, *sample, *store; /* store: the address of a database; NULL = the file `data` */
static char data[400], log_path[400], cookie[120], token[80];
static pid_t server;
static int port;
static Client client[CLIENTS];
static _Atomic long long n_done; /* acknowledged */
static _Atomic bool stop;
static long long found, halves;

static double now_ms(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static void give_up(const char *why)
{
    fprintf(stderr, "client: %s\n", why);
    if (server > 0) kill(server, SIGKILL);
    exit(2);
}

static void interrupted(int signal)
{
    if (server > 0) kill(server, SIGKILL);
    _exit(128 + signal);
}

static void text_of(int i, int version, int round, char *text)
{
    snprintf(text, TEXT_ROOM, "khach %d ban %d vong %d", i, version, round);
}

/* -- asking ------------------------------------------------------------------------------------------------- */

static int dial(void)
{
    struct sockaddr_in to = {.sin_family = AF_INET, .sin_port = htons((unsigned short)port), .sin_addr = {htonl(INADDR_LOOPBACK)}};
    int s = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (s >= 0 && !connect(s, (struct sockaddr *)&to, sizeof to)) return s;
    if (s >= 0) close(s);
    return -1;
}

/* The whole answer in `answer`; its status, or 0 when it did not come whole. */
static int talk(int s, const char *question, char *answer, size_t most)
{
    size_t length = strlen(question), got = 0, want = 0;
    if (send(s, question, length, MSG_NOSIGNAL) != (ssize_t)length) return 0;
    while (!want || got < want) {
        ssize_t n = recv(s, answer + got, most - 1 - got, 0);
        if (n <= 0) return 0;
        got += (size_t)n, answer[got] = 0;
        const char *end = strstr(answer, "\r\n\r\n"), *size = strstr(answer, "Content-Length: ");
        if (!want && end && size) want = (size_t)(end + 4 - answer) + (size_t)strtol(size + 16, NULL, 10);
        if (want >= most) return 0;
    }
    return (int)strtol(answer + 9, NULL, 10);
}

static int ask(const char *method, const char *path, const char *body, char *answer, size_t most)
{
    char question[2048];
    int s = dial(), status = 0;
    if (s < 0) return 0;
    snprintf(question, sizeof question,
             "%s %s HTTP/1.1\r\nHost: 127.0.0.1\r\nSec-Fetch-Site: same-origin\r\n%s%s%sContent-Type: "
             "application/x-www-form-urlencoded\r\nContent-Length: %zu\r\n\r\n%s",
             method, path, *cookie ? "Cookie: " : "", cookie, *cookie ? "\r\n" : "", strlen(body), body);
    status = talk(s, question, answer, most);
    close(s);
    return status;
}

static void copy_up_to(char *to, size_t most, const char *from, const char *ends)
{
    snprintf(to, most, "%.*s", (int)strcspn(from, ends), from);
}

static void sign_in(const char *way_in)
{
    char answer[65536];
    if (ask("POST", way_in, "", answer, sizeof answer) != 303) give_up("the link does not sign in");
    const char *set = strstr(answer, "Set-Cookie: ");
    if (!set) give_up("no cookie came");
    copy_up_to(cookie, sizeof cookie, set + 12, ";");
    if (ask("GET", "/api/v1/toi", "", answer, sizeof answer) != 200) give_up("the session does not hold");
    const char *at = strstr(answer, "\"token\":\"");
    if (!at) give_up("no token came");
    copy_up_to(token, sizeof token, at + 9, "\"");
}

/* -- the server --------------------------------------------------------------------------------------------- */

/* Milliseconds until it answered. */
static double start_server(void)
{
    char text[4096] = "", answer[65536] = "";
    double begun = now_ms();
    unlink(log_path); /* what the one before said */
    server = fork();
    if (!server) {
        if (!freopen(log_path, "w", stdout) || !freopen(log_path, "a", stderr)) _exit(2);
        execl(program, program, "serve", store ? "--store" : "--data", store ? store : data, "--port", "0", "--import", sample, "--today", "2024-09-28", "--try",
              "--no-limits", (char *)NULL);
        _exit(127);
    }
    char *way_in = NULL;
    while (!way_in && now_ms() - begun < START_PATIENCE_MS) {
        usleep(2000);
        FILE *f = fopen(log_path, "r");
        size_t n = f ? fread(text, 1, sizeof text - 1, f) : 0;
        text[n] = 0;
        if (f) fclose(f);
        way_in = strstr(text, "/vao/");
        if (way_in && !strchr(way_in, '\n')) way_in = NULL;
    }
    if (!way_in) give_up(text);
    const char *colon = strstr(text, "127.0.0.1:");
    port = (int)strtol(colon + 10, NULL, 10);
    way_in[strcspn(way_in, "\n ")] = 0;
    if (!*cookie) sign_in(way_in);
    else if (ask("GET", "/toi", "", answer, sizeof answer) != 200) {
        fprintf(stderr, "client: %.300s\n", answer);
        give_up("the session did not survive");
    }
    return now_ms() - begun;
}

static void end_server(int how)
{
    kill(server, how);
    waitpid(server, NULL, 0);
    server = 0;
}

/* All of the database at `url` as a file, at `data`: in a backup in `folder`. */
__attribute__((unused)) static void fetch_data_from(const char *url, const char *folder)
{
    char command[1400];
    snprintf(data, sizeof data, "%s/backup/ngayso.db", folder);
    snprintf(command, sizeof command, "rm -rf %s/backup && %s backup %s/backup --store '%s' > /dev/null", folder, program, folder, url);
    if (system(command)) give_up(command);
}

/* -- the data, read past the server -------------------------------------------------------------------------- */

static sqlite3 *open_data(void)
{
    sqlite3 *db;
    if (sqlite3_open_v2(data, &db, SQLITE_OPEN_READONLY, NULL) != SQLITE_OK) give_up(sqlite3_errmsg(db));
    sqlite3_busy_timeout(db, 10000);
    return db;
}

static sqlite3_stmt *prepared(sqlite3 *db, const char *sql)
{
    sqlite3_stmt *s;
    if (sqlite3_prepare_v2(db, sql, -1, &s, NULL) != SQLITE_OK) give_up(sqlite3_errmsg(db));
    return s;
}

static void choose_values(void)
{
    sqlite3 *db = open_data();
    sqlite3_stmt *s = prepared(db, "SELECT plan_id, id, version FROM plan_value WHERE field IN ('content', 'duty', 'purpose', "
                                   "'requirement', 'funding', 'recipient', 'format') ORDER BY id LIMIT 64");
    int n = 0;
    while (sqlite3_step(s) == SQLITE_ROW && n < CLIENTS)
        client[n++] = (Client){.plan = sqlite3_column_int64(s, 0), .value = sqlite3_column_int64(s, 1)};
    sqlite3_finalize(s);
    sqlite3_close(db);
    if (n < CLIENTS) give_up("the sample has too few texts");
}

/* All that is there of one client's value: versions without a gap, each with its row in the journal, the newest is the value; of
 * what was acknowledged nothing is missing. */
static void check_client(sqlite3_stmt *correction, sqlite3_stmt *row, sqlite3_stmt *value, int i)
{
    char text[TEXT_ROOM];
    Client *c = &client[i];
    int version = 0;
    bool whole = true, good = true;
    sqlite3_bind_int64(correction, 1, c->value);
    sqlite3_bind_int64(row, 1, c->value);
    sqlite3_bind_int64(value, 1, c->value);
    if (sqlite3_step(value) != SQLITE_ROW) give_up("a value is gone");
    while (sqlite3_step(correction) == SQLITE_ROW) {
        const char *after = (const char *)sqlite3_column_text(correction, 1);
        whole &= sqlite3_column_int(correction, 0) == ++version;
        whole &= sqlite3_step(row) == SQLITE_ROW && !strcmp(after, (const char *)sqlite3_column_text(row, 0));
        if (version >= c->room || !c->round_of[version]) continue; /* nobody was told */
        text_of(i, version, c->round_of[version], text);
        good &= !strcmp(text, after);
        found += !strcmp(text, after);
    }
    whole &= sqlite3_step(row) != SQLITE_ROW;
    whole &= sqlite3_column_int(value, 0) == version;
    for (int v = version + 1; v < c->room; v++) good &= !c->round_of[v];
    if (!whole) fprintf(stderr, "client: the value of client %d is half there\n", i);
    if (!good) fprintf(stderr, "client: client %d misses what was acknowledged\n", i);
    halves += !whole;
    c->version = version;
    sqlite3_reset(correction), sqlite3_reset(row), sqlite3_reset(value);
}

static void check_all(sqlite3 *db)
{
    sqlite3_stmt *correction = prepared(db, "SELECT version, after FROM plan_correction WHERE office_id = 1 AND value_id = ? "
                                            "ORDER BY version"),
                 *row = prepared(db, "SELECT after FROM journal WHERE office_id = 1 AND object_id = ? AND object = 'value' ORDER BY n"),
                 *value = prepared(db, "SELECT version, value FROM plan_value WHERE office_id = 1 AND id = ?");
    found = 0;
    for (int i = 0; i < CLIENTS; i++) check_client(correction, row, value, i);
    sqlite3_finalize(correction), sqlite3_finalize(row), sqlite3_finalize(value);
}

static void check_file(sqlite3 *db)
{
    sqlite3_stmt *s = prepared(db, "PRAGMA integrity_check");
    if (sqlite3_step(s) != SQLITE_ROW || strcmp((const char *)sqlite3_column_text(s, 0), "ok")) give_up("the file is not sound");
    sqlite3_finalize(s);
}

/* -- the load ----------------------------------------------------------------------------------------------- */

/* Only its own thread writes a client's list. */
static void acknowledge(Client *c)
{
    if (c->version >= c->room) {
        int room = c->version * 2 + 64;
        c->round_of = realloc(c->round_of, (size_t)room * sizeof *c->round_of);
        if (!c->round_of) give_up("no memory");
        memset(c->round_of + c->room, 0, (size_t)(room - c->room) * sizeof *c->round_of);
        c->room = room;
    }
    c->round_of[c->version] = (short)c->round;
    n_done++;
}

/* The correction of a client's next version, as its form sends it. */
static void ask_for_next(const Client *c, int i, char *question, size_t most)
{
    char body[400], text[TEXT_ROOM];
    text_of(i, c->version + 1, c->round, text);
    for (char *p = text; *p; p++)
        if (*p == ' ') *p = '+';
    snprintf(body, sizeof body, "_token=%s&phien-ban=%d&noi-dung=%s", token, c->version, text);
    snprintf(question, most,
             "POST /ke-hoach/%lld/gia-tri/%lld HTTP/1.1\r\nHost: 127.0.0.1\r\nSec-Fetch-Site: same-origin\r\nCookie: %s\r\n"
             "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: %zu\r\n\r\n%s",
             c->plan, c->value, cookie, strlen(body), body);
}

