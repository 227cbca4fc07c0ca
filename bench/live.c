// SPDX-License-Identifier: Apache-2.0
/* live -- what open pages cost that refresh themselves.
 *
 *   live PID PORT PAGE STREAMS PATH BODY [HEADER…]
 *
 * Opens STREAMS connections to the server PID, each of which asks for PAGE first, as a browser does, and then for its
 * stream; then sends one form, BODY to PATH, and waits until every stream has its event.  Prints three numbers:
 * resident MiB before and after, and milliseconds from the form to the last event.  Everything goes to 127.0.0.1. */
#include <arpa/inet.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum { STREAMS_MAX = 4000, ROOM = 65536, PATIENCE_MS = 10000, WARM = 200 };

static struct {
    int port;
    char headers[2048];
} run;
static struct pollfd streams[STREAMS_MAX];

static double now_ms(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static void give_up(const char *why)
{
    fprintf(stderr, "live: %s\n", why);
    exit(1);
}

static double resident_mib(const char *pid)
{
    char path[64], line[256];
    snprintf(path, sizeof path, "/proc/%s/status", pid);
    FILE *status = fopen(path, "r");
    while (status && fgets(line, sizeof line, status))
        if (!strncmp(line, "VmRSS:", 6)) return fclose(status), strtod(line + 6, NULL) / 1024;
    give_up("no such process");
    return 0;
}

static int dial(void)
{
    struct sockaddr_in to = {
        .sin_family = AF_INET, .sin_port = htons((uint16_t)run.port), .sin_addr = {htonl(INADDR_LOOPBACK)}};
    int s = socket(AF_INET, SOCK_STREAM, 0);
    if (s < 0 || connect(s, (struct sockaddr *)&to, sizeof to)) give_up("cannot connect");
    return s;
}

static void ask(int s, const char *method, const char *path, const char *body)
{
    static char request[ROOM];
    int n = snprintf(request, sizeof request, "%s %s HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nAccept-Encoding: gzip\r\n%s",
                     method, path, run.port, run.headers);
    if (body)
        n += snprintf(request + n, sizeof request - (size_t)n,
                      "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: %zu\r\n", strlen(body));
    n += snprintf(request + n, sizeof request - (size_t)n, "\r\n%s", body ? body : "");
    if (write(s, request, (size_t)n) != n) give_up("cannot write");
}

/* Read until `mark` came, and after a head with a length the whole body. */
static void read_until(int s, const char *mark, int status)
{
    static char answer[ROOM * 4];
    size_t got = 0, wanted = 0;
    while (!got || !strstr(answer, mark) || got < wanted) {
        ssize_t n = read(s, answer + got, sizeof answer - 1 - got);
        if (n <= 0) give_up("the server closed a connection, or an answer is too long");
        answer[got += (size_t)n] = 0;
        const char *end = strstr(answer, "\r\n\r\n"), *length = strstr(answer, "Content-Length: ");
        if (end && length && length < end) wanted = (size_t)(end + 4 - answer) + strtoul(length + 16, NULL, 10);
    }
    if (strtol(answer + 9, NULL, 10) != status) *strchr(answer, '\r') = 0, give_up(answer);
}

static void open_stream(int s, const char *page)
{
    char path[1024];
    ask(s, "GET", page, NULL);
    read_until(s, "\r\n\r\n", 200);
    snprintf(path, sizeof path, "/song?trang=%s", page);
    ask(s, "GET", path, NULL);
    read_until(s, "retry: ", 200);
}

/* An event fits into one packet. */
static void wait_for_events(int n)
{
    double late = now_ms() + PATIENCE_MS;
    for (int left = n; left;) {
        char said[4096];
        if (now_ms() > late) give_up("some streams heard nothing");
        poll(streams, (nfds_t)n, 100);
        for (int i = 0; i < n; i++) {
            if (!streams[i].revents || streams[i].fd < 0) continue;
            ssize_t got = read(streams[i].fd, said, sizeof said - 1);
            if (got <= 0) give_up("a stream ended");
            said[got] = 0;
            if (!strstr(said, "event: moi\n")) continue;
            streams[i].fd = -1; /* it stays open */
            left--;
        }
    }
}

int main(int argc, char **argv)
{
    if (argc < 7) return fprintf(stderr, "usage: live PID PORT PAGE STREAMS PATH BODY [HEADER…]\n"), 2;
    int n = atoi(argv[4]);
    if (n < 1 || n > STREAMS_MAX) return 2;
    run.port = atoi(argv[2]);
    for (int i = 7; i < argc; i++) {
        size_t used = strlen(run.headers);
        snprintf(run.headers + used, sizeof run.headers - used, "%s\r\n", argv[i]);
    }
    setrlimit(RLIMIT_NOFILE, &(struct rlimit){(rlim_t)n + 64, (rlim_t)n + 64});
    for (int i = 0, s; i < WARM; i++) { /* each thread has drawn the page before */
        ask(s = dial(), "GET", argv[3], NULL);
        read_until(s, "\r\n\r\n", 200);
        close(s);
    }
    double before = resident_mib(argv[1]);
    for (int i = 0; i < n; i++) {
        streams[i] = (struct pollfd){dial(), POLLIN, 0};
        open_stream(streams[i].fd, argv[3]);
    }
    sleep(1);
    double after = resident_mib(argv[1]), sent = now_ms();
    int form = dial();
    ask(form, "POST", argv[5], argv[6]);
    wait_for_events(n);
    double took = now_ms() - sent;
    read_until(form, "\r\n\r\n", 303);
    printf("%.1f %.1f %.0f\n", before, after, took);
    return 0;
}
