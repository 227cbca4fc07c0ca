// SPDX-License-Identifier: Apache-2.0
/* kept.h -- procedures that were parsed, kept in memory for all threads, each once a text, as long as the program
 * runs. */
#pragma once
#include "procedure/procedure.h"

enum { PROCEDURES_KEPT_MAX = 500, PROCEDURE_ROOM = 64 << 20 /* of addresses; pages are given as they are touched */ };

/* NULL = nobody asked for it yet. */
const Procedure *procedure_kept(Str digest);
/* Parses it and keeps it.  FAIL_INPUT with the first problem. */
Fail procedure_keep(Ctx *c, Str digest, Str text, const Procedure **p) CHECKED;
