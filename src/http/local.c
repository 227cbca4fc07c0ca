// SPDX-License-Identifier: Apache-2.0
/* local.c -- a whole request without a network: a pair of sockets, one end given to the daemon, the other read here. */
#include "http/inside.h"
#include <errno.h>
#include <netinet/in.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

enum { STEP_MS = 20, STEPS_MAX = 3000, STEP_BYTES = 1024, REPLY_MAX = 32 << 20 };

static Str request_text(Ctx *c, LocalRequest q)
{
    Out o = {.mem = &c->mem};
    const char *headers = q.headers ? q.headers : "";
    out_format(&o, "%s %s HTTP/1.1\r\nConnection: close\r\n%s", q.method, q.path, headers);
    if (!strstr(headers, "Host:")) out_raw(&o, S("Host: 127.0.0.1\r\n"));
    if (q.body.n && !strstr(headers, "Content-Type:"))
        out_raw(&o, S("Content-Type: application/x-www-form-urlencoded\r\n"));
    if (q.body.n || !strcmp(q.method, "POST")) out_format(&o, "Content-Length: %zu\r\n", q.body.n);
    out_raw(&o, S("\r\n"));
    out_raw(&o, q.body);
    return out_str(&o);
}

typedef struct {
    int end; /* ours; -1 = none */
} Pair;

static void close_pair(void *arg)
{
    Pair *p = arg;
    if (p->end > 0) close(p->end);
}

/* Write and read by turns with the daemon, until it closes. */
static Fail talk(Ctx *c, Loop *loop, int end, Str text, Out *answer)
{
    char piece[16384];
    size_t written = 0;
    size_t steps = STEPS_MAX + text.n / STEP_BYTES;
    for (size_t i = 0; i < steps && answer->n < REPLY_MAX; i++) {
        if (written < text.n) {
            ssize_t n = send(end, text.p + written, text.n - written, MSG_DONTWAIT | MSG_NOSIGNAL);
            if (n > 0) written += (size_t)n;
        }
        loop_step(loop, i && written == text.n ? STEP_MS : 0);
        for (;;) {
            ssize_t n = recv(end, piece, sizeof piece, MSG_DONTWAIT);
            if (n > 0) out_raw(answer, (Str){piece, (size_t)n});
            else if (!n || errno == ECONNRESET) return OK;
            else break;
        }
    }
    return fail(c, FAIL_BUSY, "Máy chủ không trả lời.");
}

Fail server_local(Ctx *c, Server *s, LocalRequest q, LocalReply *r)
{
    Loop *loop = &s->loops[0];
    struct sockaddr_in from = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    int ends[2];
    Pair *pair = NEW(&c->mem, Pair, 1);
    arena_at_end(&c->mem, close_pair, pair);
    Str text = request_text(c, q);
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0, ends))
        return fail(c, FAIL_STORE, "Không tạo được cặp ống nối.");
    pair->end = ends[0];
    if (MHD_add_connection(loop->daemon, ends[1], (struct sockaddr *)&from, sizeof from) != MHD_YES)
        return fail(c, FAIL_STORE, "Máy chủ không nhận kết nối.");
    Out answer = {.mem = &c->mem};
    TRY(talk(c, loop, ends[0], text, &answer));
    Str all = out_str(&answer);
    size_t head = str_find(all, S("\r\n\r\n"));
    if (!str_starts(all, S("HTTP/1.1 ")) || head == all.n) return fail(c, FAIL_STORE, "Câu trả lời không phải HTTP.");
    int64_t status = 0;
    (void)str_integer(str_slice(all, 9, 12), &status);
    *r = (LocalReply){(int)status, str_slice(all, 0, head + 2), str_from(all, head + 4)};
    close_pair(pair);
    pair->end = -1;
    return OK;
}
