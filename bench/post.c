// SPDX-License-Identifier: Apache-2.0
/* post -- many clients that each send a form, wait for the answer, and send the next.
 *
 *   post PORT PATH BODY CONNECTIONS SECONDS THINGS [HEADER…]
 *
 * BODY is application/x-www-form-urlencoded; {n} in it becomes the number of the request, so that no two are the same.
 * THINGS is a file of lines "A B", one for each client: its {a} and {b} in PATH; {turn} in BODY is how often it was
 * answered well: the version of the thing that it has seen.  PATH may be steps with '|' between, done one after the
 * other and counted as one; "GET /…" is loaded, the others are sent, the n-th with the n-th part of BODY (also with '|'
 * between); {to} is where the last answer led (Location).
 * Prints three numbers: good answers (200, 201, 303) a second, everything else, and the longest wait in milliseconds, also
 * of who still waits at the end.  The first wrong answer is shown on stderr.  Everything goes to 127.0.0.1. */
#include <arpa/inet.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum { STEPS_MAX = 8, TO_ROOM = 256 };
enum { CONNECTIONS_MAX = 4096, BODY_ROOM = 4096, REQUEST_ROOM = 8192, HEAD_ROOM = 4096, EVENTS = 256, TICK_MS = 50 };

/* One client.  Only the head of an answer is kept; of its body nothing but the length matters. */
typedef struct {
    int socket;
    double asked;   /* when the question left */
    size_t held;    /* bytes of the head so far */
    long body_left; /* -1 until the head is whole */
    int status;
    long turn;
    int step;
    char a[24], b[24], to[TO_ROOM];
    char head[HEAD_ROOM];
} Client;

static struct {
    int port, poll, steps;
    const char *path[STEPS_MAX], *body[STEPS_MAX];
    char headers[REQUEST_ROOM / 2];
    long asked, good, bad;
    double longest;
} run;
static Client clients[CONNECTIONS_MAX];

static double now_ms(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static void note_wait(const Client *c)
{
    double waited = now_ms() - c->asked;
    if (waited > run.longest) run.longest = waited;
}

static void note_wrong(const char *what)
{
    if (!run.bad++) fprintf(stderr, "post: %s\n", what);
}

/* `from` with its marks replaced. */
static int fill_in(const Client *c, const char *from, char *to, size_t room)
{
    char n[24], turn[24];
    snprintf(n, sizeof n, "%ld", run.asked);
    snprintf(turn, sizeof turn, "%ld", c->turn);
    const struct {
        const char *mark, *value;
    } marks[] = {{"{n}", n}, {"{turn}", turn}, {"{a}", c->a}, {"{b}", c->b}, {"{to}", c->to}};
    size_t used = 0;
    while (*from && used + TO_ROOM < room) {
        size_t k = 0;
        while (k < sizeof marks / sizeof *marks && strncmp(from, marks[k].mark, strlen(marks[k].mark))) k++;
        if (k == sizeof marks / sizeof *marks) to[used++] = *from++;
        else used += (size_t)snprintf(to + used, room - used, "%s", marks[k].value), from += strlen(marks[k].mark);
    }
    to[used] = 0;
    return (int)used;
}

static void read_things(const char *path, int connections)
{
    FILE *in = fopen(path, "r");
    if (!in) perror(path), exit(1);
    for (int i = 0; i < connections; i++)
        if (fscanf(in, "%23s %23s", clients[i].a, clients[i].b) != 2)
            fprintf(stderr, "post: %s has only %d things for %d clients\n", path, i, connections), exit(1);
    fclose(in);
}

/* A question fits the socket's buffer, and only one is under way: it is written at once or not at all. */
static int ask(Client *c)
{
    char body[BODY_ROOM], path[BODY_ROOM], request[REQUEST_ROOM];
    const char *to = run.path[c->step];
    int n, loads = !strncmp(to, "GET ", 4);
    int length = fill_in(c, run.body[c->step], body, sizeof body);
    fill_in(c, loads ? to + 4 : to, path, sizeof path);
    if (loads) n = snprintf(request, sizeof request, "GET %s HTTP/1.1\r\nHost: 127.0.0.1:%d\r\n%s\r\n", path, run.port, run.headers);
    else
        n = snprintf(request, sizeof request,
                     "POST %s HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nContent-Type: application/x-www-form-urlencoded\r\n"
                     "Content-Length: %d\r\n%s\r\n%s",
                     path, run.port, length, run.headers, body);
    c->held = 0, c->body_left = -1, c->asked = now_ms();
    run.asked++;
    return write(c->socket, request, (size_t)n) == n;
}

static void dial(Client *c)
{
    struct sockaddr_in to = {
        .sin_family = AF_INET, .sin_port = htons((uint16_t)run.port), .sin_addr = {htonl(INADDR_LOOPBACK)}};
    c->socket = socket(AF_INET, SOCK_STREAM, 0);
    if (c->socket < 0 || connect(c->socket, (struct sockaddr *)&to, sizeof to)) perror("post: connect"), exit(1);
    fcntl(c->socket, F_SETFL, O_NONBLOCK);
    struct epoll_event wanted = {EPOLLIN, {.ptr = c}};
    epoll_ctl(run.poll, EPOLL_CTL_ADD, c->socket, &wanted);
}

static void dial_again(Client *c, const char *why)
{
    note_wrong(why);
    close(c->socket);
    dial(c);
    if (!ask(c)) perror("post: write"), exit(1);
}

/* The value of a header of the head that was read, or NULL. */
static const char *header(const Client *c, const char *name)
{
    size_t n = strlen(name);
    for (const char *line = strstr(c->head, "\r\n"); line && line[2] != '\r'; line = strstr(line + 2, "\r\n"))
        if (!strncasecmp(line + 2, name, n) && line[2 + n] == ':') return line + 3 + n;
    return NULL;
}

/* Bytes of an answer.  The head may arrive in pieces; what follows it belongs to the body. */
static void take_head(Client *c, const char *bytes, size_t n)
{
    size_t fits = n < HEAD_ROOM - 1 - c->held ? n : HEAD_ROOM - 1 - c->held;
    size_t held_before = c->held;
    memcpy(c->head + c->held, bytes, fits);
    c->head[c->held += fits] = 0;
    const char *end = strstr(c->head, "\r\n\r\n");
    if (!end) return;
    const char *length = header(c, "Content-Length"), *to = header(c, "Location");
    if (to) snprintf(c->to, sizeof c->to, "%.*s", (int)strcspn(to + 1, "\r"), to + 1);
    c->status = c->held > 12 ? (int)strtol(c->head + 9, NULL, 10) : 0;
    c->body_left = (length ? strtol(length, NULL, 10) : 0) - (long)(n - ((size_t)(end + 4 - c->head) - held_before));
}

static void finish(Client *c)
{
    note_wait(c);
    if (c->status != 200 && c->status != 201 && c->status != 303) {
        c->head[strcspn(c->head, "\r")] = 0, note_wrong(c->head);
        c->step = 0;
    } else if (++c->step == run.steps) c->step = 0, run.good++, c->turn++;
    if (!ask(c)) dial_again(c, "the connection was closed");
}

static void take(Client *c)
{
    char bytes[65536];
    ssize_t n = read(c->socket, bytes, sizeof bytes);
    if (n <= 0) {
        dial_again(c, "the connection was closed before the answer was whole");
        return;
    }
    if (c->body_left < 0) take_head(c, bytes, (size_t)n);
    else c->body_left -= n;
    if (c->body_left < 0 && c->held == HEAD_ROOM - 1) dial_again(c, "the head of the answer is too long");
    else if (!c->body_left) finish(c);
}

static void run_for(double ms, int connections)
{
    struct epoll_event events[EVENTS];
    for (int i = 0; i < connections; i++) dial(&clients[i]);
    for (int i = 0; i < connections; i++)
        if (!ask(&clients[i])) perror("post: write"), exit(1);
    double begun = now_ms(), end = begun + ms;
    while (now_ms() < end) {
        int n = epoll_wait(run.poll, events, EVENTS, TICK_MS);
        for (int i = 0; i < n; i++) take(events[i].data.ptr);
    }
    for (int i = 0; i < connections; i++) note_wait(&clients[i]);
    printf("%.0f %ld %.0f\n", (double)run.good * 1e3 / (now_ms() - begun), run.bad, run.longest);
}

static void split(char *all, const char **parts, int *n)
{
    *n = 0;
    for (char *next = all; next && *n < STEPS_MAX; next = next ? next + 1 : NULL) {
        parts[(*n)++] = next;
        if ((next = strchr(next, '|'))) *next = 0;
        else break;
    }
}

int main(int argc, char **argv)
{
    int bodies;
    if (argc < 7) return fprintf(stderr, "usage: post PORT PATH BODY CONNECTIONS SECONDS THINGS [HEADER…]\n"), 2;
    long connections = strtol(argv[4], NULL, 10);
    if (connections < 1 || connections > CONNECTIONS_MAX || strlen(argv[3]) > BODY_ROOM / 2) return 2;
    run.port = (int)strtol(argv[1], NULL, 10), split(argv[2], run.path, &run.steps), split(argv[3], run.body, &bodies);
    for (; bodies < run.steps; bodies++) run.body[bodies] = "";
    for (int i = 7; i < argc; i++) {
        size_t n = strlen(run.headers);
        snprintf(run.headers + n, sizeof run.headers - n, "%s\r\n", argv[i]);
    }
    setrlimit(RLIMIT_NOFILE, &(struct rlimit){(rlim_t)connections + 64, (rlim_t)connections + 64});
    read_things(argv[6], (int)connections);
    signal(SIGPIPE, SIG_IGN); /* a server that closes is counted, not obeyed */
    run.poll = epoll_create1(0);
    run_for(strtod(argv[5], NULL) * 1e3, (int)connections);
    return 0;
}
