// SPDX-License-Identifier: Apache-2.0
#include "doc/walls.h"
#include <errno.h>
#include <seccomp.h>
#include <sys/mman.h>
#include <sys/socket.h>

/* What is not named here fails with EPERM: libraries that look for a file of their own go on without it. */
bool walls_around_reader(void)
{
    static const int calls[] = {
        SCMP_SYS(read),         SCMP_SYS(write),          SCMP_SYS(munmap),       SCMP_SYS(mremap),
        SCMP_SYS(brk),          SCMP_SYS(madvise),        SCMP_SYS(futex),        SCMP_SYS(exit),
        SCMP_SYS(exit_group),   SCMP_SYS(lseek),          SCMP_SYS(rt_sigreturn), SCMP_SYS(clock_gettime),
        SCMP_SYS(gettimeofday), SCMP_SYS(getrandom),      SCMP_SYS(close),        SCMP_SYS(sched_yield),
        SCMP_SYS(fstat),        SCMP_SYS(rt_sigprocmask), SCMP_SYS(getpid),       SCMP_SYS(gettid)};
    static const int mapping[] = {SCMP_SYS(mmap), SCMP_SYS(mprotect)};
    scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ERRNO(EPERM));
    bool good = filter != NULL;
    for (size_t i = 0; good && i < sizeof calls / sizeof *calls; i++)
        good = !seccomp_rule_add(filter, SCMP_ACT_ALLOW, calls[i], 0);
    for (size_t i = 0; good && i < 2; i++) /* memory, but none that can be run */
        good = !seccomp_rule_add(filter, SCMP_ACT_ALLOW, mapping[i], 1, SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0));
    good = good && !seccomp_load(filter);
    seccomp_release(filter);
    return good;
}

bool walls_around_network(void)
{
    scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ALLOW);
    bool good = filter && !seccomp_rule_add(filter, SCMP_ACT_ERRNO(EACCES), SCMP_SYS(socket), 1,
                                            SCMP_A0(SCMP_CMP_NE, AF_UNIX, 0));
    good = good && !seccomp_load(filter);
    seccomp_release(filter);
    return good;
}
