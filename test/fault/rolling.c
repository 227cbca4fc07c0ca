// SPDX-License-Identifier: Apache-2.0
/* rolling -- every copy is ended and started again under load, one after the other, and no request fails.
 *
 *   rolling PROGRAM SAMPLE FOLDER FRONT COPIES ROUNDS [STORE]
 *
 * We bind a socket for each copy and hand it over as systemd does (sd_listen_fds(3)): LISTEN_PID, LISTEN_FDS, descriptor 3.  nginx
 * stands in front, at the port FRONT; its settings are FOLDER/nginx.conf, which include the FOLDER/upstream that we write.  16 clients
 * each correct a value of their own and read pages; each answer must be 2xx or 3xx and whole.  In the end each correction that was
 * acknowledged must be there, as in crash.c.  Last line: requests N, corrections N, failed 0, longest wait N ms. */
#include "client.h"
#include <fcntl.h>

enum { LOADERS = 16, COPIES_MAX = 8, PAGES_EACH = 3, LOAD_PAUSE_US = 5000, BETWEEN_US = 100000, ANSWER_ROOM = 1 << 20 };

typedef struct {
    int listener;
    pid_t process;
    char log[440];
} Copy;

typedef struct {
    pthread_t thread;
    long long asked, failed;
    double longest;
} Loader;

static Copy copy[COPIES_MAX];
static Loader loader[LOADERS];
static int n_copies;
static pid_t nginx;
static double longest_restart;

static void end_all(void)
{
    for (int i = 0; i < n_copies; i++)
        if (copy[i].process > 0) kill(copy[i].process, SIGKILL);
    if (nginx > 0 && !kill(nginx, SIGTERM)) waitpid(nginx, NULL, 0);
}

static void interrupted_here(int signal)
{
    end_all();
    interrupted(signal);
}

/* -- copies and nginx --------------------------------------------------------------------------------------- */

/* A socket above those that a copy expects; *at is its port. */
static int listen_anywhere(int *at)
{
    struct sockaddr_in to = {.sin_family = AF_INET, .sin_addr = {htonl(INADDR_LOOPBACK)}};
    socklen_t length = sizeof to;
    int s = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0), high = fcntl(s, F_DUPFD_CLOEXEC, 10);
    if (high < 0 || bind(high, (struct sockaddr *)&to, sizeof to) || listen(high, 4096)) give_up("no socket");
    close(s);
    getsockname(high, (struct sockaddr *)&to, &length);
    *at = ntohs(to.sin_port);
    return high;
}

/* The child tells itself that the socket is meant for it: only it knows its number before it becomes the program. */
static void become_copy(const Copy *k)
{
    char self[24];
    snprintf(self, sizeof self, "%d", (int)getpid());
    setenv("LISTEN_PID", self, 1);
    setenv("LISTEN_FDS", "1", 1);
    if (dup2(k->listener, 3) != 3 || !freopen(k->log, "w", stdout) || !freopen(k->log, "a", stderr)) _exit(2);
    execl(program, program, "serve", store ? "--store" : "--data", store ? store : data, "--today", "2024-09-28", "--no-limits",
          (char *)NULL);
    _exit(127);
}

static void start_copy(Copy *k)
{
    char text[4096] = "";
    double begun = now_ms();
    unlink(k->log); /* what the one before said */
    k->process = fork();
    if (!k->process) become_copy(k);
    while (!strstr(text, "http://") && now_ms() - begun < START_PATIENCE_MS) {
        usleep(2000);
        FILE *f = fopen(k->log, "r");
        size_t n = f ? fread(text, 1, sizeof text - 1, f) : 0;
        text[n] = 0;
        if (f) fclose(f);
    }
    if (!strstr(text, "http://")) give_up(text);
}

static void end_copy(Copy *k)
{
    int status = 0;
    kill(k->process, SIGTERM);
    waitpid(k->process, &status, 0);
    k->process = 0;
    if (!WIFEXITED(status) || WEXITSTATUS(status)) give_up("a copy did not end well");
}

static void make_copies(const char *folder)
{
    char path[440];
    snprintf(path, sizeof path, "%s/upstream", folder);
    FILE *f = fopen(path, "w");
    if (!f) give_up(path);
    for (int i = 0; i < n_copies; i++) {
        int at;
        copy[i].listener = listen_anywhere(&at);
        snprintf(copy[i].log, sizeof copy[i].log, "%s/copy%d.log", folder, i);
        fprintf(f, "server 127.0.0.1:%d;\n", at);
        start_copy(&copy[i]);
    }
    fclose(f);
}

static void start_nginx(const char *folder, int front)
{
    char settings[440], log[440], answer[65536];
    snprintf(settings, sizeof settings, "%s/nginx.conf", folder);
    snprintf(log, sizeof log, "%s/nginx.log", folder);
    nginx = fork();
    if (!nginx) {
        execlp("nginx", "nginx", "-e", log, "-c", settings, (char *)NULL);
        _exit(127);
    }
    port = front;
    double begun = now_ms();
    while (ask("GET", "/toi", "", answer, sizeof answer) != 200) {
        if (now_ms() - begun > START_PATIENCE_MS) give_up("nginx does not answer");
        usleep(10000);
    }
}

/* -- the load ----------------------------------------------------------------------------------------------- */

/* Over a connection that is kept while it is good: nginx does not restart. */
static int ask_once(Loader *l, int *s, const char *question, char *answer)
{
    double begun = now_ms();
    if (*s < 0) *s = dial();
    int status = *s < 0 ? 0 : talk(*s, question, answer, ANSWER_ROOM);
    double took = now_ms() - begun;
    if (took > l->longest) l->longest = took;
    l->asked++;
    if (status >= 200 && status < 400) return status;
    l->failed++;
    fprintf(stderr, "rolling: status %d after %.0f ms for %.60s\n", status, took, question);
    if (*s >= 0) close(*s);
    *s = -1;
    return status;
}

static void *load_on(void *arg)
{
    Loader *l = arg;
    int i = (int)(l - loader), s = -1;
    char question[2048], *answer = malloc(ANSWER_ROOM);
    if (!answer) give_up("no memory");
    while (!stop) {
        ask_for_next(&client[i], i, question, sizeof question);
        int status = ask_once(l, &s, question, answer);
        if (status == 303 || status == 409) client[i].version++; /* 409: the one that failed before was kept */
        if (status == 303) acknowledge(&client[i]);
        snprintf(question, sizeof question, "GET /ke-hoach/%lld HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: %s\r\n\r\n", client[i].plan, cookie);
        for (int n = 0; n < PAGES_EACH && !stop; n++) {
            usleep(LOAD_PAUSE_US);
            ask_once(l, &s, question, answer);
        }
    }
    if (s >= 0) close(s);
    free(answer);
    return NULL;
}

static void load_and_roll(int rounds)
{
    for (int i = 0; i < LOADERS; i++) {
        client[i].round = 1;
        if (pthread_create(&loader[i].thread, NULL, load_on, &loader[i])) give_up("no thread");
    }
    for (int n = 0; n < rounds * n_copies; n++) {
        usleep(BETWEEN_US);
        double begun = now_ms();
        end_copy(&copy[n % n_copies]);
        start_copy(&copy[n % n_copies]);
        if (now_ms() - begun > longest_restart) longest_restart = now_ms() - begun;
    }
    usleep(BETWEEN_US);
    stop = true;
    for (int i = 0; i < LOADERS; i++) pthread_join(loader[i].thread, NULL);
}

static int judge(void)
{
    Loader sum = {0};
    sqlite3 *db = open_data();
    check_all(db);
    check_file(db);
    sqlite3_close(db);
    for (int i = 0; i < LOADERS; i++) {
        sum.asked += loader[i].asked, sum.failed += loader[i].failed;
        if (loader[i].longest > sum.longest) sum.longest = loader[i].longest;
    }
    printf("acknowledged %lld, found %lld; longest restart %.0f ms\n", (long long)n_done, found, longest_restart);
    printf("requests %lld, corrections %lld, failed %lld, longest wait %.0f ms\n", sum.asked, (long long)n_done, sum.failed, sum.longest);
    return sum.failed || found != n_done || halves || !n_done;
}

int main(int argc, char **argv)
{
    if (argc != 7 && argc != 8) return fprintf(stderr, "usage: rolling PROGRAM SAMPLE FOLDER FRONT COPIES ROUNDS [STORE]\n"), 2;
    const char *folder = argv[3];
    int front = (int)strtol(argv[4], NULL, 10), rounds = (int)strtol(argv[6], NULL, 10);
    n_copies = (int)strtol(argv[5], NULL, 10);
    program = argv[1], sample = argv[2], store = argv[7];
    if (n_copies < 1 || n_copies > COPIES_MAX) return 2;
    snprintf(data, sizeof data, "%s/rolling.db", folder);
    snprintf(log_path, sizeof log_path, "%s/first.log", folder);
    signal(SIGINT, interrupted_here);
    signal(SIGTERM, interrupted_here);
    signal(SIGPIPE, SIG_IGN);
    atexit(end_all);
    start_server(); /* the plan is read, we are signed in */
    if (store) fetch_data_from(store, folder);
    choose_values();
    end_server(SIGTERM);
    make_copies(folder);
    start_nginx(folder, front);
    load_and_roll(rounds);
    for (int i = 0; i < n_copies; i++) end_copy(&copy[i]);
    if (store) fetch_data_from(store, folder);
    return judge();
}
