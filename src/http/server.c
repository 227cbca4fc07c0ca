// SPDX-License-Identifier: Apache-2.0
/* server.c -- the threads: each polls one libmicrohttpd daemon from outside.
 *
 * libmicrohttpd's own epoll thread (Debian's 0.9.75) stalls whenever exactly k × 128 sockets are ready, so the daemons
 * have no thread; we poll their epoll descriptor.  Resuming a connection from another thread would not wake that
 * poll: the writer leaves what it finished in the loop's list and rings an eventfd, and the loop resumes. */
#include "http/exchange.h"
#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/resource.h>
#include <unistd.h>

enum {
    STEP_MS = 100,
    /* At the end: who is silent for so long is left alone; so is, after so many of them, who sends a byte now and then.
     */
    SILENCE_MS = 500,
    ENDING_SILENCES = 10,
    IDLE_SECONDS = 75,
    CONNECTION_MEMORY = 24 << 10,
    CONNECTIONS_MAX = 8192
};

/* -- one loop ----------------------------------------------------------------------------------------------- */

static void resume_finished(Loop *loop)
{
    uint64_t rung;
    if (read(loop->wake, &rung, sizeof rung) < 0) return;
    pthread_mutex_lock(&loop->mutex);
    Exchange *ex = loop->finished;
    loop->finished = NULL;
    pthread_mutex_unlock(&loop->mutex);
    for (Exchange *next; ex; ex = next) {
        next = ex->next;
        ex->state = FINISHED;
        loop->waiting--;
        MHD_resume_connection(ex->connection);
    }
}

bool loop_step(Loop *loop, int wait_ms)
{
    struct epoll_event events[2];
    MHD_UNSIGNED_LONG_LONG most;
    if (MHD_get_timeout(loop->daemon, &most) == MHD_YES && (int64_t)most < wait_ms) wait_ms = (int)most;
    int n = epoll_wait(loop->poll, events, 2, wait_ms);
    for (int i = 0; i < n; i++)
        if (events[i].data.fd == loop->wake) resume_finished(loop);
    live_step(loop);
    MHD_run(loop->daemon);
    return n > 0 || !wait_ms;
}

/* A daemon that is stopped while it listens would shut the socket down, also for the process that comes after us. */
static void stop_accepting(Loop *loop)
{
    int listener = MHD_quiesce_daemon(loop->daemon);
    if (listener >= 0) close(listener);
}

static bool has_connections(const Loop *loop)
{
    const union MHD_DaemonInfo *info = MHD_get_daemon_info(loop->daemon, MHD_DAEMON_INFO_CURRENT_CONNECTIONS);
    return info && info->num_connections;
}

/* Nobody new.  Whoever is connected may have asked already, though we have not read it yet, or asks in a moment: each
 * gets its answer, the last of its connection (answer.c).  What waits for the writer is always answered. */
static void answer_the_last(Loop *loop)
{
    stop_accepting(loop);
    live_end(loop);
    int wanted = loop->server->o.ending_ms, quiet = wanted ? wanted : SILENCE_MS, all = quiet * ENDING_SILENCES;
    int64_t now = ticks_ms(), limit = now + all, silence = now + quiet;
    while (has_connections(loop) && now < limit && now < silence) {
        bool waited = loop->waiting, happened = loop_step(loop, STEP_MS);
        now = ticks_ms();
        if (waited) limit = now + all;
        if (waited || happened) silence = now + quiet;
    }
}

static void *loop_run(void *arg)
{
    Loop *loop = arg;
    while (!loop->server->ending) loop_step(loop, STEP_MS);
    answer_the_last(loop);
    return NULL;
}

static bool watch(const Loop *loop, int descriptor)
{
    struct epoll_event e = {.events = EPOLLIN, .data.fd = descriptor};
    return !epoll_ctl(loop->poll, EPOLL_CTL_ADD, descriptor, &e);
}

static void say_nothing(void *arg, const char *format, va_list ap) { (void)arg, (void)format, (void)ap; }

static struct MHD_Daemon *start_daemon(Loop *loop)
{
    unsigned flags = MHD_USE_EPOLL | MHD_ALLOW_SUSPEND_RESUME | MHD_USE_ERROR_LOG;
    int listener = loop->server->listener;
    if (listener < 0) flags |= MHD_USE_NO_LISTEN_SOCKET;
    struct MHD_OptionItem socket[] = {{MHD_OPTION_END, 0, NULL}, {MHD_OPTION_END, 0, NULL}};
    if (listener >= 0) socket[0].option = MHD_OPTION_LISTEN_SOCKET;
    if (listener >= 0) socket[0].value = fcntl(listener, F_DUPFD_CLOEXEC, 0);
    return MHD_start_daemon(flags, 0, NULL, NULL, exchange_step, loop->server, MHD_OPTION_EXTERNAL_LOGGER, say_nothing,
                            NULL, MHD_OPTION_ARRAY, socket, MHD_OPTION_URI_LOG_CALLBACK, exchange_begin, loop,
                            MHD_OPTION_NOTIFY_COMPLETED, exchange_end, loop, MHD_OPTION_CONNECTION_MEMORY_LIMIT,
                            (size_t)CONNECTION_MEMORY, MHD_OPTION_CONNECTION_TIMEOUT, (unsigned)IDLE_SECONDS,
                            MHD_OPTION_CONNECTION_LIMIT, (unsigned)CONNECTIONS_MAX, MHD_OPTION_END);
}

static Fail loop_start(Ctx *c, Server *s, Loop *loop)
{
    pthread_mutex_init(&loop->mutex, NULL);
    loop->server = s;
    loop->whole = arena_reserve(s->o.room);
    loop->known = s->o.gate ? s->o.gate->begin(s->o.store) : NULL;
    loop->c = (Ctx){.mem = loop->whole, .store = store_reader(s->o.store)};
    loop->poll = epoll_create1(EPOLL_CLOEXEC);
    loop->wake = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    loop->daemon = start_daemon(loop);
    if (!loop->c.store || (s->o.gate && !loop->known) || !loop->daemon || loop->poll < 0 || loop->wake < 0)
        return fail(c, FAIL_STORE, "Không khởi động được máy chủ: hệ điều hành từ chối (%s).", strerror(errno));
    const union MHD_DaemonInfo *info = MHD_get_daemon_info(loop->daemon, MHD_DAEMON_INFO_EPOLL_FD);
    if (!info || !watch(loop, info->epoll_fd) || !watch(loop, loop->wake))
        return fail(c, FAIL_STORE, "Không khởi động được máy chủ: epoll không dùng được.");
    return live_start(c, loop);
}

static void loop_end(Loop *loop)
{
    if (loop->daemon && !loop->has_thread) stop_accepting(loop);
    live_end(loop);
    if (loop->live.first) loop_step(loop, 0); /* whoever sleeps must be awake when the daemon stops */
    if (loop->daemon) MHD_stop_daemon(loop->daemon);
    cache_clear(&loop->cache);
    live_free(loop);
    if (loop->known) loop->server->o.gate->end(loop->known);
    for (Exchange *ex = loop->idle, *next; ex; ex = next) {
        next = ex->next;
        exchange_free(ex);
    }
    if (loop->poll >= 0) close(loop->poll);
    if (loop->wake >= 0) close(loop->wake);
    if (loop->whole.at) arena_release(&loop->whole);
    while (loop->n_spare) arena_release(&loop->spare[--loop->n_spare]);
    pthread_mutex_destroy(&loop->mutex);
}

/* -- the server --------------------------------------------------------------------------------------------- */

/* As many open connections as the system allows us. */
static void raise_descriptors(void)
{
    struct rlimit limit;
    if (getrlimit(RLIMIT_NOFILE, &limit)) return;
    limit.rlim_cur = limit.rlim_max;
    (void)setrlimit(RLIMIT_NOFILE, &limit);
}

static bool comes_after(const MenuRow *a, const MenuRow *b)
{
    return a->group != b->group ? a->group > b->group : a->order > b->order;
}

static void put_row(MenuRow *rows, int *n, int most, const MenuRow *row)
{
    assert(*n < most && "the frame has room for each row");
    int at = (*n)++;
    for (; at > 0 && comes_after(&rows[at - 1], row); at--) rows[at] = rows[at - 1];
    rows[at] = *row;
}

static void gather_menu(Server *s)
{
    int n = 0, n_foot = 0, n_acts = 0;
    for (const Feature *const *f = s->o.features; *f; f++)
        for (const MenuRow *m = (*f)->menu; m && m->path; m++) {
            if (m->spot == SPOT_SEARCH) s->search = m;
            else if (m->spot == SPOT_FOOT || m->spot == SPOT_GUEST) put_row(s->foot, &n_foot, FOOT_MAX, m);
            else if (m->spot == SPOT_ACT) put_row(s->acts, &n_acts, MENU_MAX, m);
            else put_row(s->menu, &n, MENU_MAX, m);
        }
}

static int threads_wanted(const ServerOptions *o)
{
    long cores = o->threads ? o->threads : sysconf(_SC_NPROCESSORS_ONLN);
    return cores < 2 && !o->threads ? 2 : cores > SERVER_THREADS_MAX ? SERVER_THREADS_MAX : (int)cores;
}

static Fail start_loops(Ctx *c, Server *s, int n, bool threads)
{
    s->loops = calloc((size_t)n, sizeof *s->loops);
    if (!s->loops) return fail(c, FAIL_STORE, "Hết bộ nhớ khi khởi động máy chủ.");
    for (s->n_loops = 0; s->n_loops < n;) TRY(loop_start(c, s, &s->loops[s->n_loops++]));
    for (int i = 0; threads && i < n; i++) {
        if (pthread_create(&s->loops[i].thread, NULL, loop_run, &s->loops[i]))
            return fail(c, FAIL_STORE, "Hệ điều hành không cho tạo thêm luồng. Hãy thử lại.");
        s->loops[i].has_thread = true;
    }
    return OK;
}

static Fail start(Ctx *c, Server *s, bool local)
{
    routes_check(s);
    walls_check(s);
    gather_menu(s);
    digest_into(s->nobodys_token, "form", token_new(&c->mem));
    TRY(files_make(c, s));
    raise_descriptors();
    if (!local) TRY(server_listen(c, s));
    if (!local) TRY(preparer_start(c, &s->preparer, s->o.store));
    return start_loops(c, s, local ? 1 : threads_wanted(&s->o), !local);
}

static Fail start_any(Ctx *c, ServerOptions o, bool local, Server **server)
{
    Server *s = calloc(1, sizeof *s);
    if (!s) return fail(c, FAIL_STORE, "Hết bộ nhớ khi khởi động máy chủ.");
    s->calls = server_ready();
    s->o = o;
    s->listener = -1;
    pthread_mutex_init(&s->limits_mutex, NULL);
    if (!s->o.room) s->o.room = SERVER_ROOM;
    Fail result = start(c, s, local);
    if (result) server_end(s);
    else *server = s;
    return result;
}

static Fail start_listening(Ctx *c, ServerOptions o, Server **server) { return start_any(c, o, false, server); }
Fail server_start_local(Ctx *c, ServerOptions o, Server **server) { return start_any(c, o, true, server); }

static const char *header_of(const Request *q, const char *name)
{
    return MHD_lookup_connection_value(q->connection, MHD_HEADER_KIND, name);
}

static const char *cookie_of(const Request *q, const char *name)
{
    return MHD_lookup_connection_value(q->connection, MHD_COOKIE_KIND, name);
}

const void *server_ready(void)
{
    static const ServerCalls calls = {.start = start_listening,
                                      .stop = server_end,
                                      .header = header_of,
                                      .cookie = cookie_of,
                                      .shows = wall_shows,
                                      .wall = wall_draw,
                                      .pack = gzip_piece};
    return &calls;
}

void server_end(Server *s)
{
    s->ending = true;
    if (s->listener >= 0) close(s->listener); /* the loops have their own descriptors */
    for (int i = 0; i < s->n_loops; i++)
        if (s->loops[i].has_thread) loop_ring(&s->loops[i]);
    for (int i = 0; i < s->n_loops; i++) {
        if (s->loops[i].has_thread) pthread_join(s->loops[i].thread, NULL);
        loop_end(&s->loops[i]);
    }
    preparer_stop(&s->preparer);
    free(s->loops);
    files_free(s);
    pthread_mutex_destroy(&s->limits_mutex);
    free(s);
}
