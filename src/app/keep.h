// SPDX-License-Identifier: Apache-2.0
/* keep.h -- `ngayso backup`, `restore`, `check`, `rebuild`, `move`. */
#pragma once
#include "store/store.h"
int backup_command(int argc, char **argv);
int restore_command(int argc, char **argv);
int check_command(int argc, char **argv);
int rebuild_command(int argc, char **argv);
int move_command(int argc, char **argv);

typedef struct {
    const char *data, *path; /* --data or --store; what stands behind the options, NULL = nothing */
} KeepOptions;
int keep_run(int argc, char **argv, Fail (*body)(Ctx *, void *options)); /* the exit code */

/* All of a database as it is at one moment, in a new file and the files beside it; whoever writes there goes on. */
Fail copy_to_file(Ctx *c, const char *address, const char *file) CHECKED;
void remove_tree(const char *path); /* a folder with all that is in it */

/* Everything of one open store into another, which was opened with `moving_from`; says what it did when `tells`. */
Fail move_data(Ctx *c, Store *from, Store *to, bool tells) CHECKED;

/* Make the derived tables of all features again. */
Fail rebuild_derived(Ctx *c, Store *store) CHECKED;
