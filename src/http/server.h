// SPDX-License-Identifier: Apache-2.0
/* server.h -- serving the features over HTTP/1.1 with libmicrohttpd, or without a socket for tests. */
#pragma once
#include "http/gate.h"
#include "http/reply.h"
#include "http/request.h"

typedef struct Server Server;

typedef struct {
    Store *store;
    const Feature *const *features; /* usually `features` */
    const Gate *gate;               /* who is who, and what they may do; NULL = everybody everything: for tests */
    const char *host;               /* "127.0.0.1"; another only with `proxies` */
    const char *site;               /* "https://ngayso.bacgiang.gov.vn": our only name to the world; NULL = localhost */
    const char *proxies;            /* "10.0.0.2,10.0.0.3": whose X-Forwarded-For is believed; NULL = nobody's */
    int port;                       /* 0 = any free one */
    int threads;                    /* 0 = one a core, at least 2 */
    bool is_of_today;               /* with `today`: its clock shows an hour of that day, too */
    Day today;                      /* NO_DAY = by the clock; a day for demonstrations and tests */
    size_t room;                    /* bytes of arena for one request; 0 = SERVER_ROOM */
    bool log;                       /* a line for each request on standard error: method, path, status; no content */
    bool no_limits;                 /* no limit of requests by address and account: for measuring */
    bool only_door; /* refuse with FAIL_METHOD whoever was let in, instead of doing anything: for tests */
    bool no_cache;  /* keep no page, draw each for who asks: for measuring */
    int live_beat;  /* milliseconds between two heart beats of a page that refreshes itself; 0 = LIVE_BEAT_MS; for tests
                     */
    int body_patience_ms; /* 0 = BODY_PATIENCE_MS; for tests */
    int ending_ms; /* how long the end waits for who is connected and says nothing; 0 = half a second; for tests */
} ServerOptions;
enum { SERVER_ROOM = 64 << 20, BODY_MAX = 9 << 20, URI_MAX = 2048, SERVER_THREADS_MAX = 64 };
/* A row whose file may be larger than UPLOAD_MAX takes a larger body, of who has its right; that lies in a file without
 * name, not in memory, and so many are on their way at once.  From then on so many bytes a millisecond have to come, or
 * the connection ends: at the latest BODY_PATIENCE_MS behind that pace.  Who is silent altogether is ended after
 * IDLE_SECONDS (server.c). */
enum { LARGE_BODIES_MAX = 4, BODY_PACE = 16, BODY_PATIENCE_MS = 30000 };
/* Pages that refresh themselves: open at once, for each session (or address, when nobody is signed in), and how often
 * one is told something. */
enum { LIVE_MAX = 4000, LIVE_EACH = 20, LIVE_EVENT_MS = 2000, LIVE_BEAT_MS = 25000 };

/* Check the route rows and listen.  FAIL_INPUT with a sentence when the port is taken.  A socket that was handed over
 * to this process (systemd's LISTEN_PID, LISTEN_FDS, descriptor 3) is taken instead of `host` and `port`; the variables
 * are unset then. */
Fail server_start(Ctx *c, ServerOptions options, Server **server) CHECKED;
int server_port(const Server *s);
/* Answers whoever is connected, each with the last answer of its connection, and leaves whoever says nothing for half a
 * second.  Who has not been accepted yet waits for the next process, when the socket was handed over.  NULL is
 * accepted.
 */
void server_stop(Server *s);

/* A server without threads and without a port, for server_local.  Its store must be open, its readers are its own. */
Fail server_start_local(Ctx *c, ServerOptions options, Server **server) CHECKED;

/* One whole request in this process, on the caller's thread, through a pair of sockets: the same parsing, checks,
 * handlers, writer and frame as over the network. */
typedef struct {
    const char *method, *path; /* path with query */
    const char *headers;       /* "Name: value\r\n…" or NULL */
    Str body;                  /* as the Content-Type header says; "application/x-www-form-urlencoded" when none */
} LocalRequest;
typedef struct {
    int status;
    Str headers, body; /* in c's arena */
} LocalReply;
Fail server_local(Ctx *c, Server *s, LocalRequest q, LocalReply *r) CHECKED;
