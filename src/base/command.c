// SPDX-License-Identifier: Apache-2.0
#include "base/command.h"
#include <stdio.h>
#include <sys/mman.h>

int command_run(Fail (*body)(Ctx *, void *), void *arg)
{
    Arena whole = arena_reserve(COMMAND_ROOM);
    /* A command that reads a plan touches twelve megabytes: two thousand pages, or six large ones. */
    (void)madvise(whole.at, (size_t)(whole.end - whole.at), MADV_HUGEPAGE);
    int64_t now = clock_ms();
    Ctx c = {.mem = whole, .now = now, .today = day_at(now)};
    Fail result = edge_run(&c, body, arg);
    if (result) fprintf(stderr, "ngayso: %s\n", c.why[0] ? c.why : fail_meaning(result));
    arena_release(&whole);
    return fail_exit_code(result);
}
