// SPDX-License-Identifier: Apache-2.0
/* server.h -- serving the features over HTTP/1.1 with libmicrohttpd, or without a socket for tests. */
#pragma once
#include "http/reply.h"
#include "http/request.h"

typedef struct Server Server;

typedef struct {
    Store *store;
    const Feature *const *features; /* usually `features` */
    const char *host;               /* "127.0.0.1": loopback only until there are accounts */
    int port;                       /* 0 = any free one */
    int threads;                    /* 0 = one a core, at least 2 */
    Day today;                      /* NO_DAY = by the clock; a day for demonstrations and tests */
    size_t room;                    /* bytes of arena for one request; 0 = SERVER_ROOM */
} ServerOptions;
enum { SERVER_ROOM = 16 << 20, BODY_MAX = 9 << 20 };

/* Check the route rows and listen.  FAIL_INPUT with a sentence when the port is taken. */
Fail server_start(Ctx *c, ServerOptions options, Server **server) CHECKED;
int server_port(const Server *s);
void server_stop(Server *s); /* finishes what was begun; NULL is accepted */

/* One whole request in this process: the same checks, handlers, writer and frame as over a socket. */
typedef struct {
    const char *method, *path; /* path with query */
    const char *headers;       /* "Name: value\r\n…" or NULL */
    Str body;                  /* as the Content-Type header says */
} LocalRequest;
typedef struct {
    int status;
    Str headers, body; /* in c's arena */
} LocalReply;
Fail server_local(Ctx *c, Server *s, LocalRequest q, LocalReply *r) CHECKED;
/* A server without threads and socket, for server_local. */
Fail server_start_local(Ctx *c, ServerOptions options, Server **server) CHECKED;
