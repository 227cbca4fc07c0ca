// SPDX-License-Identifier: Apache-2.0
/* zip_memory.h -- a zip archive that is written in memory, by libzip. */
#pragma once
#include "base/fail.h"
#include <zip.h>

typedef struct {
    zip_t *zip;
    zip_source_t *file; /* the archive: what is written becomes its contents */
} ZipMemory;

Fail zip_no_memory(Ctx *c); /* FAIL_STORE, with the sentence */
/* An archive with the contents of `begins_with`, empty = a new one.  Dropped with the arena, if not closed before.
 * FAIL_STORE: no memory; (*archive)->zip is NULL when what it begins with is no archive, then the caller says so. */
Fail zip_memory_open(Ctx *c, Str begins_with, ZipMemory **archive) CHECKED;
/* Write it: its bytes are in the arena.  FAIL_INPUT without a sentence: what it began with is broken. */
Fail zip_memory_close(Ctx *c, ZipMemory *archive, Str *bytes) CHECKED;
