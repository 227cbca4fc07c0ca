// SPDX-License-Identifier: Apache-2.0
/* One process goes and the next one comes, on a socket that was handed over to both: nobody is refused, nobody goes
 * without an answer.  Each process is a child of this one; what it serves is its own number. */
#include "http/world.h"
#include <arpa/inet.h>
#include <dirent.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

enum { HANDED_OVER = 3, PATIENCE_S = 120, FAILED_TO_START = 9 };

static const Migration steps[] = {{"note", 1, "CREATE TABLE note (id INTEGER PRIMARY KEY)"}, {0}};

static Fail who_get(Ctx *c, const Request *q, Reply *r)
{
    (void)q;
    out_format(reply_text(c, r, "text/plain"), "process %d", (int)getpid());
    return OK;
}

static const Route routes[] = {{GET, "/ai", who_get, .right = "r", .help = "Ai trả lời"}, {0}};
static const Feature who = {.name = "who", .routes = routes};
static const Feature *const list[] = {&who, NULL};

/* -- the processes ------------------------------------------------------------------------------------------ */

static void announce(int process, const char *n)
{
    char text[16];
    snprintf(text, sizeof text, "%d", process);
    setenv("LISTEN_PID", text, 1);
    setenv("LISTEN_FDS", n, 1);
}

/* In the child: serve until SIGTERM. */
static void serve_until_told(const char *proxies)
{
    sigset_t ends;
    int signal;
    Server *s;
    sigemptyset(&ends);
    sigaddset(&ends, SIGTERM);
    pthread_sigmask(SIG_BLOCK, &ends, NULL);
    World *w = world_begin(steps, (ServerOptions){.features = list}, NULL, 0);
    ServerOptions o = {.store = w->store,
                       .features = list,
                       .host = "127.0.0.1",
                       .threads = 1,
                       .proxies = proxies,
                       .ending_ms = PATIENCE_S * 1000};
    Fail result = server_start(&w->c, o, &s);
    if (!result && !getenv("LISTEN_FDS") && !getenv("LISTEN_PID")) {
        sigwait(&ends, &signal);
        server_stop(s);
    }
    world_end(w);
    world_forget(); /* what it prepared is its own; the parent's atexit is not for it */
    _exit(result ? FAILED_TO_START : 0);
}

static pid_t start_on(int socket, const char *n, const char *proxies)
{
    pid_t child = fork();
    if (child) return child;
    dup2(socket, HANDED_OVER);
    close(socket);
    announce(getpid(), n);
    serve_until_told(proxies);
    return 0;
}

/* Whether a process has this socket open: one that has not accepts nobody from it. */
static bool holds(pid_t process, int listener)
{
    char path[64], link[64], own[64];
    struct stat socket;
    assert_int_equal(fstat(listener, &socket), 0);
    snprintf(own, sizeof own, "socket:[%llu]", (unsigned long long)socket.st_ino);
    snprintf(path, sizeof path, "/proc/%d/fd", (int)process);
    DIR *all = opendir(path);
    bool found = false;
    for (struct dirent *one; all && (one = readdir(all));) {
        ssize_t n = readlinkat(dirfd(all), one->d_name, link, sizeof link - 1);
        if (n > 0) found |= !strcmp((link[n] = 0, link), own);
    }
    if (all) closedir(all);
    return found;
}

static int exit_code(pid_t child)
{
    int status = 0;
    assert_int_equal(waitpid(child, &status, 0), child);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static int make_socket(const char *address, bool listens)
{
    struct sockaddr_in at = {.sin_family = AF_INET};
    int s = fcntl(socket(AF_INET, SOCK_STREAM, 0), F_DUPFD_CLOEXEC, HANDED_OVER + 1);
    assert_int_equal(inet_pton(AF_INET, address, &at.sin_addr), 1);
    assert_int_equal(bind(s, (struct sockaddr *)&at, sizeof at), 0);
    if (listens) assert_int_equal(listen(s, 64), 0);
    return s;
}

static const char last[] = "Connection: close\r\n";

/* -- asking ------------------------------------------------------------------------------------------------- */

static int dial(int listener)
{
    struct sockaddr_in at;
    socklen_t length = sizeof at;
    struct timeval patience = {.tv_sec = PATIENCE_S};
    assert_int_equal(getsockname(listener, (struct sockaddr *)&at, &length), 0);
    at.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    int s = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    assert_int_equal(connect(s, (struct sockaddr *)&at, sizeof at), 0);
    setsockopt(s, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    return s;
}

/* `headers`: further ones.  A connection that says nothing would hold the end up for a while. */
static void send_question(int s, const char *headers)
{
    char question[200];
    int n = snprintf(question, sizeof question, "GET /ai HTTP/1.1\r\nHost: localhost\r\n%s\r\n", headers);
    assert_int_equal(send(s, question, (size_t)n, MSG_NOSIGNAL), n);
}

/* The process that answered; 0 = none.  *closes: the answer says that it is the connection's last. */
static int take_answer(int s, bool *closes)
{
    char bytes[4096] = "";
    size_t got = 0;
    while (got < sizeof bytes - 1 && !strstr(bytes, "process ")) {
        ssize_t n = recv(s, bytes + got, sizeof bytes - 1 - got, 0);
        if (n <= 0) return 0;
        got += (size_t)n;
        bytes[got] = 0;
    }
    *closes = strstr(bytes, "Connection: close\r\n") != NULL;
    return (int)strtol(strstr(bytes, "process ") + strlen("process "), NULL, 10);
}

static void a_restart_drops_no_request(void **state)
{
    (void)state;
    bool closes;
    int listener = make_socket("127.0.0.1", true), silent = dial(listener), kept = dial(listener);
    pid_t first = start_on(listener, "1", NULL);
    send_question(kept, "");
    assert_int_equal(take_answer(kept, &closes), first); /* one thread: `silent`, which came before, is accepted too */
    assert_false(closes);
    kill(first, SIGTERM);
    wait_for(!holds(first, listener)); /* from here on nobody new is its own */
    int queued = dial(listener);
    send_question(queued, last);
    send_question(silent, "");
    send_question(kept, "");
    assert_int_equal(take_answer(silent, &closes), first);
    assert_true(closes);
    assert_int_equal(take_answer(kept, &closes), first);
    assert_true(closes);
    assert_int_equal(exit_code(first), 0);
    int nobody_runs = dial(listener);
    send_question(nobody_runs, last);
    pid_t second = start_on(listener, "1", NULL);
    assert_int_equal(take_answer(queued, &closes), second);
    assert_int_equal(take_answer(nobody_runs, &closes), second);
    close(queued), close(nobody_runs), close(silent), close(kept);
    kill(second, SIGTERM);
    assert_int_equal(exit_code(second), 0);
    close(listener);
}

/* Without its end a process takes no connection with it either: it never shuts the socket down. */
static void a_process_that_does_not_start_leaves_the_socket_alone(void **state)
{
    (void)state;
    bool closes;
    int everywhere = make_socket("0.0.0.0", true), silent = make_socket("127.0.0.1", false);
    assert_int_equal(exit_code(start_on(everywhere, "1", NULL)), FAILED_TO_START); /* all the world, without TLS */
    assert_int_equal(exit_code(start_on(everywhere, "2", NULL)), FAILED_TO_START);
    assert_int_equal(exit_code(start_on(silent, "1", NULL)), FAILED_TO_START);
    int s = dial(everywhere);
    pid_t child = start_on(everywhere, "1", "127.0.0.1");
    send_question(s, last);
    assert_int_equal(take_answer(s, &closes), child);
    close(s);
    kill(child, SIGTERM);
    assert_int_equal(exit_code(child), 0);
    close(everywhere), close(silent);
}

static void a_socket_for_another_process_is_not_ours(void **state)
{
    (void)state;
    Server *s;
    int listener = make_socket("127.0.0.1", true);
    announce(getpid() + 1, "1");
    World *w = world_begin(steps, (ServerOptions){.features = list}, NULL, 0);
    ServerOptions o = {.store = w->store, .features = list, .host = "127.0.0.1", .threads = 1};
    assert_int_equal(server_start(&w->c, o, &s), OK);
    assert_null(getenv("LISTEN_FDS"));
    struct sockaddr_in at;
    socklen_t length = sizeof at;
    assert_int_equal(getsockname(listener, (struct sockaddr *)&at, &length), 0);
    assert_int_not_equal(server_port(s), ntohs(at.sin_port));
    server_stop(s);
    world_end(w);
    close(listener);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_restart_drops_no_request),
        cmocka_unit_test(a_process_that_does_not_start_leaves_the_socket_alone),
        cmocka_unit_test(a_socket_for_another_process_is_not_ours),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
