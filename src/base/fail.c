// SPDX-License-Identifier: Apache-2.0
#include "base/fail.h"
#include <stdarg.h>
#include <stdio.h>

static const struct {
    int status, exit_code;
    const char *meaning;
} kinds[] = {
#define X(kind, status, exit_code, meaning) [kind] = {status, exit_code, meaning},
    FAIL_KINDS(X)
#undef X
};

int fail_status(Fail kind) { return kinds[kind].status; }
int fail_exit_code(Fail kind) { return kinds[kind].exit_code; }
const char *fail_meaning(Fail kind) { return kinds[kind].meaning; }

/* A sentence that was cut must not end inside a letter. */
static void mend_end(Ctx *c, int wanted)
{
    if (wanted < (int)sizeof c->why) return;
    size_t end = sizeof c->why - 1;
    while (end && ((unsigned char)c->why[end - 1] & 0xC0) == 0x80) end--;
    c->why[end ? end - 1 : 0] = 0;
}

Fail fail(Ctx *c, Fail kind, const char *format, ...)
{
    if (c->why[0]) return kind;
    va_list ap;
    va_start(ap, format);
    mend_end(c, vsnprintf(c->why, sizeof c->why, format, ap));
    va_end(ap);
    return kind;
}

Fail fail_rather(Ctx *c, Fail kind, const char *format, ...)
{
    va_list ap;
    va_start(ap, format);
    mend_end(c, vsnprintf(c->why, sizeof c->why, format, ap));
    va_end(ap);
    return kind;
}

Fail edge_keep(Ctx *c, Fail (*body)(Ctx *, void *), void *arg)
{
    Arena mark = c->mem;
    jmp_buf edge;
    volatile Fail result = FAIL_ROOM; /* set between setjmp and a jump */
    c->why[0] = 0;
    c->mem.edge = &edge;
    if (!setjmp(edge)) result = body(c, arg);
    else fail(c, FAIL_ROOM, "Nội dung quá lớn so với một lần xử lý. Hãy chia nhỏ rồi gửi lại.");
    c->mem.edge = mark.edge;
    if (result) arena_back(&c->mem, mark);
    return result;
}

Fail edge_run(Ctx *c, Fail (*body)(Ctx *, void *), void *arg)
{
    Arena mark = c->mem;
    Fail result = edge_keep(c, body, arg);
    if (!result) arena_back(&c->mem, mark);
    return result;
}
