// SPDX-License-Identifier: Apache-2.0
/* date.h -- dates and periods in the ways that plans write them, also OCR'd.
 *
 * Conventions: "Dates" in the reading conventions (reading/README.md): a month, quarter, year or a span of them ->
 * first and last day; "trước ngày", "đến hết" -> `to` only; "thường xuyên", "hằng năm" -> recurrence. */
#pragma once
#include "base/day.h"
#include "base/list.h"

typedef enum { PRECISION_NONE, PRECISION_DAY, PRECISION_MONTH, PRECISION_QUARTER, PRECISION_YEAR } Precision;

typedef struct {
    Day from, to;        /* NO_DAY where the text gives none */
    Precision precision; /* the coarsest of what was found */
    bool before;         /* "trước ngày X": to = X as written; the work is due the day before */
    bool uncertain;      /* a slip that a person must settle: "đến hết ngày 10/2024", an impossible 31/9 */
    Str note;            /* why it is uncertain, one Vietnamese sentence; else empty */
    Str recurrence;      /* "thường xuyên", "hằng năm", "hằng tháng", "hằng quý" …; else empty */
    Str condition;       /* "sau khi …", "theo tiến độ …" as printed; else empty */
    struct {
        Day *at;
        size_t n, room;
    } milestones; /* every full date named, in order, when there are several */
} Period;

/* Read one time field.  `issued` gives the year where the text names none, and the start of "Từ nay"; NO_DAY when
 * unknown.  Returns false when nothing in the text speaks of time. */
bool viet_period(Arena *a, Str text, Day issued, Period *period);

/* A time field as it is said again: "đến hết ngày 10/2024" as "đến hết tháng 10/2024", all else as it stands. */
Str viet_period_said(Arena *a, Str text);

/* The first full date in `text` ("ngày 22/4/2022", "22-4-2022", "22.4.2022", "ngày 22 tháng 4 năm 2022", also
 * OCR'd "ngay 11 thdng 8 niam 2024"): its day, and where it stands.  NO_DAY when there is none. */
typedef struct {
    Day day;
    Str text;       /* slice of the input */
    bool uncertain; /* a digit stands where the OCR often errs, or letters had to be guessed */
} FoundDate;
FoundDate viet_find_date(Str text);
