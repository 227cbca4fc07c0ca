// SPDX-License-Identifier: Apache-2.0
/* keep.h -- `ngayso backup`, `restore`, `check`, `rebuild`. */
#pragma once
#include "store/store.h"
int backup_command(int argc, char **argv);
int restore_command(int argc, char **argv);
int check_command(int argc, char **argv);
int rebuild_command(int argc, char **argv);

/* Make the derived tables of all features again. */
Fail rebuild_derived(Ctx *c, Store *store) CHECKED;
