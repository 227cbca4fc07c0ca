// SPDX-License-Identifier: Apache-2.0
/* keep.h -- `ngayso backup`, `restore`, `check`, `rebuild`, `move`. */
#pragma once
#include "store/store.h"
int backup_command(int argc, char **argv);
int restore_command(int argc, char **argv);
int check_command(int argc, char **argv);
int rebuild_command(int argc, char **argv);
int move_command(int argc, char **argv);

/* Everything of one open store into another, which was opened with `moving_from`; says what it did when `tells`. */
Fail move_data(Ctx *c, Store *from, Store *to, bool tells) CHECKED;

/* Make the derived tables of all features again. */
Fail rebuild_derived(Ctx *c, Store *store) CHECKED;
