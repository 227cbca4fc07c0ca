// SPDX-License-Identifier: Apache-2.0
/* calls.c -- the way to the running server, for who only declares pages and draws them: ServerCalls (inside.h). */
#include "base/module.h"
#include "http/inside.h"

Fail server_start(Ctx *c, ServerOptions o, Server **server)
{
    const void *calls;
    TRY(module_calls(c, "server", "server_ready", &calls));
    return ((const ServerCalls *)calls)->start(c, o, server);
}

void server_stop(Server *s)
{
    if (s) s->calls->stop(s);
}

int server_port(const Server *s) { return s->port; }

Fail request_shows(Ctx *c, const Request *q, Str page) { return q->server->calls->shows(c, q, page); }
Fail wall_get(Ctx *c, const Request *q, Reply *r) { return q->server->calls->wall(c, q, r); }
