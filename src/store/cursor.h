// SPDX-License-Identifier: Apache-2.0
/* cursor.h -- where the next page of a list begins, as its address carries it: "2024-09-28.12", "1727514000000.12".
 *
 * By keyset: rows are in the order of a day or a time and of their number, and a page is what comes behind a row, so
 * that page 1,000 costs what page 1 costs.  What the statement compares: (key, id) > ($day, $id). */
#pragma once
#include "base/fail.h"
#include "base/id.h"

typedef struct {
    Str day;      /* of a list by day, as it is stored: "2024-09-28" */
    int64_t time; /* of a list by time: UTC, milliseconds */
    int64_t id;
} Cursor;

/* Before all days; behind all times, for lists that begin with the newest. */
#define CURSOR_FIRST ((Cursor){.day = S("0000"), .time = INT64_MAX, .id = -1})
enum { CURSOR_MAX = 40 }; /* letters of one that was written: bounds of the input that takes it */

/* What was written comes back into *k; empty leaves *k, the beginning, as it is.  FAIL_INPUT when we never wrote it. */
Fail cursor_read_day(Ctx *c, Str written, Cursor *k) CHECKED;
Fail cursor_read_time(Ctx *c, Str written, Cursor *k) CHECKED;
Str cursor_write_day(Arena *a, Str day, Id id);
Str cursor_write_time(Arena *a, int64_t time, Id id);
