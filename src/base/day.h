// SPDX-License-Identifier: Apache-2.0
/* day.h -- civil days.  A Day counts days since 1970-01-01 in the proleptic Gregorian calendar; the day of the
 * product is the day in Asia/Ho_Chi_Minh (UTC+7, no summer time since 1975). */
#pragma once
#include "base/arena.h"

typedef int32_t Day;
#define NO_DAY INT32_MIN

enum { MONDAY = 1, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY, SATURDAY, SUNDAY }; /* ISO 8601 numbers */
enum { YEAR_MIN = 1900, YEAR_MAX = 2199 };

/* NO_DAY when there is no such day or the year is not in YEAR_MIN..YEAR_MAX. */
Day day_of(int year, int month, int day);
void day_split(Day d, int *year, int *month, int *day);
int day_weekday(Day d);                 /* MONDAY..SUNDAY */
Day day_month_end(int year, int month); /* the last day of that month; NO_DAY as day_of */

/* The civil day in Vietnam at a UTC time in milliseconds. */
Day day_at(int64_t utc_ms);
int64_t day_begins(Day d); /* the first millisecond of which day_at is d */
int64_t clock_ms(void);    /* UTC now: for the edges of the program only */

/* "2024-09-15".  day_parse_iso takes exactly that form, else NO_DAY. */
Str day_iso(Arena *a, Day d);
Day day_parse_iso(Str s);
/* "15/9/2024", as official texts write it: the day and month 1, 2 with a leading zero (Decree 30/2020, app. I). */
Str day_vietnamese(Arena *a, Day d);
/* Each day of a text that is written like 2024-09-15 as people write it; what is no day, or part of something longer,
 * stays. */
Str day_vietnamese_in(Arena *a, Str text);
/* "15:04, 28/9/2024": a UTC time in milliseconds, in Vietnam. */
Str time_vietnamese(Arena *a, int64_t utc_ms);
/* "Chủ nhật", "Thứ Hai" … "Thứ Bảy". */
const char *day_weekday_name(Day d);
