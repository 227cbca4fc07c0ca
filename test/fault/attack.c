// SPDX-License-Identifier: Apache-2.0
/* attack -- how long a normal page takes while somebody tries to hold the server up.
 *
 *   attack PORT PATH COOKIE SECONDS PID     everything goes to 127.0.0.1, for so many seconds an attack
 *
 * Four clients ask for PATH 125 times a second each, every tenth time over a new connection; a wait is counted from the moment
 * at which the question was due, so that a stall is not hidden by questions that were never asked (coordinated omission).
 * First nothing else happens, then each attack in turn.  Prints a table; exit code 1 when an attack makes the p99 more than three
 * times the quiet one (of at least QUIET_LEAST_MS), when an answer fails, or when process PID is gone. */
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum { CLIENTS = 4, PACE_MS = 8, WAITS_MAX = 100000, NEW_EVERY = 10, TIMES_MOST = 3 };
#define QUIET_LEAST_MS 1.0

static int port;
static double seconds;
static char question[2048], page_path[256];
static _Atomic bool stop;
static _Atomic int sockets_open;

static double now_ms(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static void sleep_ms(double ms)
{
    if (ms > 0) usleep((useconds_t)(ms * 1e3));
}

static int dial(void)
{
    struct sockaddr_in to = {.sin_family = AF_INET, .sin_port = htons((uint16_t)port), .sin_addr = {htonl(INADDR_LOOPBACK)}};
    struct timeval patience = {.tv_sec = 10};
    int s = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (s < 0) return -1;
    setsockopt(s, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    if (!connect(s, (struct sockaddr *)&to, sizeof to)) return s;
    close(s);
    return -1;
}

static bool put(int s, const char *bytes, size_t n)
{
    while (n) {
        ssize_t sent = send(s, bytes, n, MSG_NOSIGNAL);
        if (sent <= 0) return false;
        bytes += sent, n -= (size_t)sent;
    }
    return true;
}

/* -- those who only want a page ----------------------------------------------------------------------------- */

typedef struct {
    pthread_t thread;
    double *waits;
    int n, failed;
} Client;

/* One whole answer; false when it is none, or not a good one. */
static bool take_answer(int s)
{
    static _Thread_local char bytes[65536];
    size_t got = 0, want = 0;
    while (!want || got < want) {
        ssize_t n = recv(s, bytes + got, sizeof bytes - 1 - got, 0);
        if (n <= 0) return false;
        got += (size_t)n, bytes[got] = 0;
        const char *end = want ? NULL : strstr(bytes, "\r\n\r\n"), *length = want ? NULL : strstr(bytes, "Content-Length: ");
        if (end && length) want = (size_t)(end + 4 - bytes) + (size_t)strtol(length + 16, NULL, 10);
        if (want >= sizeof bytes) return false;
    }
    return !strncmp(bytes, "HTTP/1.1 200", 12);
}

static void *ask_on(void *arg)
{
    Client *c = arg;
    int s = -1;
    double due = now_ms();
    for (int i = 0; !stop && c->n < WAITS_MAX; i++, due += PACE_MS) {
        sleep_ms(due - now_ms());
        if (s >= 0 && i % NEW_EVERY == 0) close(s), s = -1;
        if (s < 0) s = dial();
        bool good = s >= 0 && put(s, question, strlen(question)) && take_answer(s);
        c->waits[c->n++] = now_ms() - due;
        if (good) continue;
        c->failed++;
        if (s >= 0) close(s);
        s = -1;
    }
    if (s >= 0) close(s);
    return NULL;
}

/* -- those who do not --------------------------------------------------------------------------------------- */

static char junk[1 << 20];

static int open_many(int *s, int wanted)
{
    int n = 0;
    for (; n < wanted && !stop; n++)
        if ((s[n] = dial()) < 0) break;
    sockets_open = n;
    return n;
}

static void close_many(const int *s, int n)
{
    for (int i = 0; i < n; i++) close(s[i]);
}

/* `begin` on many connections, then a byte a second on each. */
static void drip(const char *begin, int wanted, const char *drop)
{
    static int s[2000];
    int n = open_many(s, wanted);
    for (int i = 0; i < n; i++) put(s[i], begin, strlen(begin));
    while (!stop) {
        for (int i = 0; i < n; i++) (void)!send(s[i], drop, 1, MSG_NOSIGNAL | MSG_DONTWAIT);
        for (int i = 0; i < 10 && !stop; i++) sleep_ms(100);
    }
    close_many(s, n);
}

static void slow_headers(void) { drip("GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: ", 2000, "x"); }
static void slow_bodies(void)
{
    drip("POST /dang-nhap HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/x-www-form-urlencoded\r\n"
         "Content-Length: 100000\r\n\r\ntai-khoan=", 1000, "x");
}

static void idle(void)
{
    static int s[10000];
    int n = open_many(s, 10000);
    while (!stop) sleep_ms(50);
    close_many(s, n);
}

static void slow_readers(void)
{
    static int s[300];
    int n = open_many(s, 300), least = 2048;
    for (int i = 0; i < n; i++) setsockopt(s[i], SOL_SOCKET, SO_RCVBUF, &least, sizeof least);
    for (int i = 0; i < n; i++)
        for (int k = 0; k < 20; k++) put(s[i], question, strlen(question));
    while (!stop) {
        char one;
        for (int i = 0; i < n; i++) (void)!recv(s[i], &one, 1, MSG_DONTWAIT);
        sleep_ms(500);
    }
    close_many(s, n);
}

/* A hundred questions at once on each, and nobody takes the answers. */
static void unread_answers(void)
{
    static int s[50];
    int n = open_many(s, 50);
    for (int i = 0; i < n; i++) {
        fcntl(s[i], F_SETFL, O_NONBLOCK);
        for (int k = 0; k < 100; k++) (void)put(s[i], question, strlen(question));
    }
    while (!stop) sleep_ms(50);
    close_many(s, n);
}

/* `send_it` on a new connection, so many times a second. */
static void again(double a_second, void (*send_it)(int s, int turn))
{
    double due = now_ms();
    for (int turn = 0; !stop; turn++, due += 1e3 / a_second) {
        sleep_ms(due - now_ms());
        int s = dial();
        if (s < 0) continue;
        send_it(s, turn);
        close(s);
    }
}

static void send_huge_header(int s, int turn)
{
    (void)turn;
    if (put(s, "GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Huge: ", 42)) put(s, junk, sizeof junk);
}
static void huge_headers(void) { again(50, send_huge_header); }

static void send_huge_body(int s, int turn)
{
    (void)turn;
    static const char head[] = "POST /dang-nhap HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/x-www-form-urlencoded\r\n"
                               "Content-Length: 52428800\r\n\r\n";
    bool goes_on = put(s, head, sizeof head - 1);
    for (int i = 0; i < 50 && goes_on && !stop; i++) goes_on = put(s, junk, sizeof junk), sleep_ms(20);
}
static void huge_bodies(void) { again(5, send_huge_body); }

static void send_garbage(int s, int turn)
{
    static char lines[16384];
    for (size_t i = 0; i < sizeof lines; i++) lines[i] = (char)((turn * 31 + (int)i * 7919) >> 3);
    for (size_t i = 60; i < sizeof lines; i += 61) lines[i - 1] = '\r', lines[i] = '\n';
    put(s, lines, sizeof lines);
}
static void garbage(void) { again(200, send_garbage); }

static void send_wrong_length(int s, int turn)
{
    static const char *const lengths[] = {"Content-Length: 3", "Content-Length: 900", "Content-Length: -5",
                                          "Content-Length: 4\r\nContent-Length: 40", "Content-Length: 99999999999999999999",
                                          "Content-Length: 10, 10", "Content-Length: abc"};
    char text[400];
    int n = snprintf(text, sizeof text, "POST /dang-nhap HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/x-www-form-urlencoded\r\n%s\r\n\r\ntai-khoan=a&mat-khau=b",
                     lengths[turn % (int)(sizeof lengths / sizeof *lengths)]);
    put(s, text, (size_t)n);
}
static void wrong_lengths(void) { again(200, send_wrong_length); }

static void send_broken_chunks(int s, int turn)
{
    static const char *const chunks[] = {"zz\r\nabc", "5\r\nab", "ffffffffffffffffff\r\na", "-1\r\n", "3\r\nabcdef\r\n0\r\n\r\n", "0\r\nX: y"};
    char text[400];
    int n = snprintf(text, sizeof text, "POST /dang-nhap HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/x-www-form-urlencoded\r\nTransfer-Encoding: chunked\r\n\r\n%s",
                     chunks[turn % (int)(sizeof chunks / sizeof *chunks)]);
    put(s, text, (size_t)n);
}
static void broken_chunks(void) { again(200, send_broken_chunks); }

static void reset(int s, int turn)
{
    struct linger hard = {.l_onoff = 1};
    if (turn % 2) put(s, "GET / HTTP/1.1\r\nHo", 18);
    setsockopt(s, SOL_SOCKET, SO_LINGER, &hard, sizeof hard);
}
static void resets(void) { again(1000, reset); }

static const struct {
    const char *name;
    void (*run)(void);
} attacks[] = {{"slow headers, 2,000 connections", slow_headers},
               {"slow bodies, 1,000 connections", slow_bodies},
               {"headers of 1 MB, 50 a second", huge_headers},
               {"bodies of 50 MB, 5 at a time", huge_bodies},
               {"10,000 idle connections", idle},
               {"garbage lines, 200 connections a second", garbage},
               {"100 questions at once on 50 connections, answers not taken", unread_answers},
               {"answers taken a byte at a time, 300 connections", slow_readers},
               {"wrong Content-Length, 200 a second", wrong_lengths},
               {"broken chunks, 200 a second", broken_chunks},
               {"connections reset at once, 1,000 a second", resets}};

/* -- measuring ---------------------------------------------------------------------------------------------- */

static void *run_attack(void *arg)
{
    (*(void (*const *)(void))arg)();
    return NULL;
}

static int by_size(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

/* The p99 in milliseconds while `attack` runs (NULL: nothing does); *failed answers. */
static double measure(void (*attack)(void), double for_seconds, int *failed)
{
    static double waits[CLIENTS][WAITS_MAX], all[CLIENTS * WAITS_MAX];
    Client client[CLIENTS];
    pthread_t attacker;
    size_t n = 0;
    stop = false;
    sockets_open = 0;
    if (attack && pthread_create(&attacker, NULL, run_attack, &attack)) exit(2);
    if (attack) sleep_ms(500); /* until it has begun */
    for (int i = 0; i < CLIENTS; i++) {
        client[i] = (Client){.waits = waits[i]};
        if (pthread_create(&client[i].thread, NULL, ask_on, &client[i])) exit(2);
    }
    sleep_ms(for_seconds * 1e3);
    stop = true;
    *failed = 0;
    for (int i = 0; i < CLIENTS; i++) {
        pthread_join(client[i].thread, NULL);
        memcpy(all + n, waits[i], (size_t)client[i].n * sizeof *all);
        n += (size_t)client[i].n, *failed += client[i].failed;
    }
    if (attack) pthread_join(attacker, NULL);
    qsort(all, n, sizeof *all, by_size);
    return n ? all[n * 99 / 100] : 1e9;
}

static long memory_kib(int pid)
{
    char path[64], line[128];
    long kib = 0;
    snprintf(path, sizeof path, "/proc/%d/status", pid);
    FILE *f = fopen(path, "r");
    while (f && fgets(line, sizeof line, f)) (void)sscanf(line, "VmRSS: %ld", &kib);
    if (f) fclose(f);
    return kib;
}

int main(int argc, char **argv)
{
    if (argc != 6) return fprintf(stderr, "usage: attack PORT PATH COOKIE SECONDS PID\n"), 2;
    struct rlimit most;
    int pid = (int)strtol(argv[5], NULL, 10), wrong = 0;
    port = (int)strtol(argv[1], NULL, 10), seconds = strtod(argv[4], NULL);
    snprintf(page_path, sizeof page_path, "%s", argv[2]);
    snprintf(question, sizeof question, "GET %s HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: %s\r\n\r\n", page_path, argv[3]);
    memset(junk, 'x', sizeof junk);
    signal(SIGPIPE, SIG_IGN);
    getrlimit(RLIMIT_NOFILE, &most);
    most.rlim_cur = most.rlim_max;
    setrlimit(RLIMIT_NOFILE, &most);
    printf("attack | quiet p99 | p99 during | ratio | must be <= %d | failed answers | server's memory\n", TIMES_MOST);
    for (size_t i = 0; i < sizeof attacks / sizeof *attacks; i++) {
        int failed, failed_quiet;
        double quiet = measure(NULL, seconds, &failed_quiet), during = measure(attacks[i].run, seconds, &failed),
               ratio = during / (quiet > QUIET_LEAST_MS ? quiet : QUIET_LEAST_MS);
        bool good = ratio <= TIMES_MOST && !failed && !kill(pid, 0);
        wrong += !good;
        printf("%s%s | %.2f ms | %.2f ms | %.1f | %s | %d | %.0f MiB\n", attacks[i].name,
               sockets_open && sockets_open < 10000 && attacks[i].run == idle ? " (as many as there are descriptors)" : "",
               quiet, during, ratio, good ? "yes" : "NO", failed, (double)memory_kib(pid) / 1024);
        fflush(stdout);
        sleep_ms(300);
    }
    return wrong > 0;
}
