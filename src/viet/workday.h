// SPDX-License-Identifier: Apache-2.0
/* workday.h -- working days of the civil service (Monday to Friday), for the deadlines of procedures.
 *
 * Labour Code 45/2019/QH14 art. 111, 112 (holidays, compensation); yearly notices swap days: a Saturday may be a
 * working day.  Counting: Civil Code 2015 art. 147(2) the first day is not counted, art. 148(5) a period that
 * ends on a day off ends on the next working day.  Table: data/viet/holidays.tsv, an asset; an office can load its
 * own over it (storms, local closures). */
#pragma once
#include "base/day.h"

typedef struct Workdays Workdays;

/* The table of the program, read once; for all threads. */
const Workdays *workdays(void);
/* The same in an arena; `more` (may be empty) is a TSV of the same columns whose rows win.  A bad row is
 * left out and its line number given in *bad_line (0 when all are good). */
const Workdays *workdays_load(Arena *a, Str more, int *bad_line);

bool workday_is(const Workdays *w, Day d);
/* "Trong n ngày làm việc kể từ ngày nhận": day 1 is the next working day.  n >= 0. */
Day workday_add(const Workdays *w, Day from, int n);
/* The n-th working day before `before` (n >= 1): the latest day to act. */
Day workday_before(const Workdays *w, Day before, int n);
/* Working days in (from, to]; negative when to < from. */
int workday_count(const Workdays *w, Day from, Day to);
/* The name of the holiday on `d`, or an empty Str. */
Str workday_holiday(const Workdays *w, Day d);
/* True where the table of that year is announced, not projected. */
bool workday_is_official(const Workdays *w, Day d);
