// SPDX-License-Identifier: Apache-2.0
/* inside.h -- what the files of org/ share. */
#pragma once
#include "org/directory.h"
#include "org/table.h"

/* A table of agencies row by row: open it, then table_next and this.  FAIL_INPUT with the line in its sentence. */
Fail org_table_open(Ctx *c, Str bytes, Table *t) CHECKED;
Fail org_row_read(Ctx *c, const Table *t, Org *o) CHECKED;
