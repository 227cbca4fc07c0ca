// SPDX-License-Identifier: Apache-2.0
/* command.h -- the edge of a command line: memory, clock, and what a failure looks like in a terminal. */
#pragma once
#include "base/fail.h"

/* Run `body` with an arena of COMMAND_ROOM, now and today by the clock and no store.  A failure prints its sentence to
 * standard error.  Returns the exit code (fail_exit_code).  Parse options before, with getopt_long. */
int command_run(Fail (*body)(Ctx *, void *), void *arg);

#define COMMAND_ROOM ((size_t)1 << 30) /* address space; pages are given as they are touched */
