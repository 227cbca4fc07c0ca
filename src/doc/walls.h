// SPDX-License-Identifier: Apache-2.0
/* walls.h -- what a process that reads strangers' files may still ask of the system, by libseccomp; for good, whatever
 * it executes.  A module (base/module.h), which only such a process loads.  False: the system refused. */
#pragma once
#include <stdbool.h>

bool walls_around_reader(void);  /* memory, and what is open: nothing else (apart.c) */
bool walls_around_network(void); /* no socket but to this machine's own files (office.c) */
