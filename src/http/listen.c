// SPDX-License-Identifier: Apache-2.0
/* listen.c -- the socket on which we listen: one that whoever started us has bound (sd_listen_fds(3)), or our own.
 *
 * One that was handed over outlives us: while no process runs, the kernel keeps who connects for the next one, and
 * nobody is refused.  So we only ever close our descriptors; shutdown() would end it for all who hold it. */
#include "http/inside.h"
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

enum { BACKLOG = 4096, HANDED_OVER = 3 };

/* How many sockets are meant for this very process; a child of the one that is meant would see the same variables. */
static int64_t handed_over(void)
{
    int64_t process = 0, n = 0;
    bool is_ours = str_integer(str_of(getenv("LISTEN_PID")), &process) && process == getpid();
    if (!is_ours || !str_integer(str_of(getenv("LISTEN_FDS")), &n)) n = 0;
    unsetenv("LISTEN_PID");
    unsetenv("LISTEN_FDS");
    unsetenv("LISTEN_FDNAMES");
    return n;
}

static Fail check_reach(Ctx *c, const Server *s, struct sockaddr_in at)
{
    if ((ntohl(at.sin_addr.s_addr) >> 24) == 127 || s->o.proxies) return OK;
    return fail(c, FAIL_INPUT,
                "Không có TLS thì chỉ mở trên máy này (127.0.0.1). Đặt nginx phía trước rồi thêm --behind-proxy.");
}

static Fail take_over(Ctx *c, Server *s)
{
    struct sockaddr_in at = {0};
    socklen_t at_length = sizeof at, listens_length = sizeof(int);
    int listens = 0, flags = fcntl(HANDED_OVER, F_GETFL);
    if (flags < 0 || getsockopt(HANDED_OVER, SOL_SOCKET, SO_ACCEPTCONN, &listens, &listens_length) || !listens ||
        getsockname(HANDED_OVER, (struct sockaddr *)&at, &at_length) || at.sin_family != AF_INET)
        return fail(c, FAIL_INPUT, "Cổng được trao sẵn (LISTEN_FDS) phải là cổng TCP đang mở trên địa chỉ IPv4.");
    TRY(check_reach(c, s, at));
    if (fcntl(HANDED_OVER, F_SETFD, FD_CLOEXEC) || fcntl(HANDED_OVER, F_SETFL, flags | O_NONBLOCK))
        return fail(c, FAIL_STORE, "Không dùng được cổng được trao sẵn (%s).", strerror(errno));
    s->listener = HANDED_OVER;
    s->port = ntohs(at.sin_port);
    return OK;
}

static Fail bind_own(Ctx *c, Server *s)
{
    struct sockaddr_in at = {.sin_family = AF_INET, .sin_port = htons((uint16_t)s->o.port)};
    socklen_t length = sizeof at;
    int yes = 1;
    if (inet_pton(AF_INET, s->o.host, &at.sin_addr) != 1)
        return fail(c, FAIL_INPUT, "Địa chỉ máy chủ phải viết như 127.0.0.1, không phải '%s'.", s->o.host);
    TRY(check_reach(c, s, at));
    s->listener = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    setsockopt(s->listener, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
    if (s->listener < 0 || bind(s->listener, (struct sockaddr *)&at, sizeof at) || listen(s->listener, BACKLOG) ||
        getsockname(s->listener, (struct sockaddr *)&at, &length))
        return fail(c, FAIL_INPUT, "Không mở được cổng %d (%s). Hãy chọn cổng khác, chẳng hạn --port %d.", s->o.port,
                    strerror(errno), s->o.port + 1);
    s->port = ntohs(at.sin_port);
    return OK;
}

Fail server_listen(Ctx *c, Server *s)
{
    int64_t n = handed_over();
    if (n > 1) return fail(c, FAIL_INPUT, "Chỉ dùng được một cổng được trao sẵn, không phải %d.", (int)n);
    return n == 1 ? take_over(c, s) : bind_own(c, s);
}
