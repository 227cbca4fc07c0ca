// SPDX-License-Identifier: Apache-2.0
/* join.h -- a document that comes as several pictures, one a page: they become one PDF, which is read, shown and kept
 * as any other scan.  A JPEG goes into it as it is. */
#pragma once
#include "base/fail.h"

/* JPEG, PNG or TIFF, by its first bytes. */
bool join_is_page(Str bytes);

/* FAIL_INPUT with one sentence that says which file is no picture, or broken; FAIL_ROOM above DOC_SCAN_BYTES_MAX in
 * all. Runs in a walled process (doc/apart.h), half a second for twenty photos.  *pdf lives as long as c's arena,
 * outside of it. */
Fail join_pages(Ctx *c, const Str *files, size_t n, Str *pdf) CHECKED;

/* For commands: these files as one document, a single one as it is.  FAIL_MISSING, FAIL_INPUT as doc_load_file; *name
 * is that of the first, as a PDF's when there are several. */
Fail join_load(Ctx *c, char *const *paths, size_t n, Str *name, Str *bytes) CHECKED;
/* "IMG_1.jpg" → "IMG_1.pdf" */
Str join_name(Arena *a, Str first);

/* For the walled process, which gets all files in one piece: the next of them; false at the end, and where what stands
 * there is wrong. */
bool join_next(Str *rest, Str *file);
