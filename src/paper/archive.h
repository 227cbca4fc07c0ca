// SPDX-License-Identifier: Apache-2.0
/* archive.h -- a zip archive in memory, by libzip: what an office file is.  The same parts give the same bytes: all are
 * dated the first of January 1980, as the format's clock begins. */
#pragma once
#include "base/fail.h"
#include "base/list.h"

typedef struct {
    const char *name;
    Str bytes;   /* must stay until the archive is written */
    bool stored; /* as it is: pictures are compressed already */
} ArchivePart;
typedef LIST(ArchivePart) ArchiveParts;

/* In this order: [Content_Types].xml comes first.  FAIL_STORE: no memory. */
Fail archive_write(Ctx *c, const ArchiveParts *parts, Str *bytes) CHECKED;
