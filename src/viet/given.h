// SPDX-License-Identifier: Apache-2.0
/* given.h -- words that people put right in earlier documents, given to what the restorer made of the next one. */
#pragma once
#include "viet/repair.h"

typedef struct {
    Str read, right;   /* "thiéu" as an OCR read it → "thiệu" */
    Str before, after; /* the words that stood beside it, as they were meant; empty = the line began or ended there */
} GivenWord;
typedef LIST(GivenWord) GivenWordList;

/* Where the same was read between the same words (marks and case do not count), the right one is put and asked about no
 * more.  Elsewhere, where the restorer is unsure, it comes first and is asked about all the same: "d6i" is "đổi" and
 * "đối".  What it is sure of stays. */
void repair_give(Arena *a, Repair *r, const GivenWordList *given);
