// SPDX-License-Identifier: Apache-2.0
/* repaired.h -- a document with its wording restored (viet/repair.h), line by line where it stood. */
#pragma once
#include "doc/doc.h"

#include "viet/given.h"

/* The same lines, numbers and pages, with `text` and `raw` as they were meant, and the words of each line; READ_WELL
 * when there is nothing to restore: then *repaired is *doc.  `names`: lines of names that are known, as the directory
 * of agencies; may be empty.  `office`: what ngayso learn wrote, aligned to 8; may be empty.  `given`: words that were
 * put right in earlier documents; may be NULL. */
ReadBy doc_repaired(Ctx *c, const Doc *doc, Str names, Str office, const GivenWordList *given, Doc *repaired);
