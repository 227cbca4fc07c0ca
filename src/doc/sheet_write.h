// SPDX-License-Identifier: Apache-2.0
/* sheet_write.h -- rows as a file: XLSX for people, CSV for programs.
 *
 *     static const SheetColumn columns[] = {{"Họ và tên", 30}, {"Hạn", 12}};
 *     SheetWriter *w;
 *     TRY(sheet_begin(c, SHEET_XLSX, S("Phân công"), columns, 2, &w));
 *     for (size_t i = 0; i < n; i++) sheet_text(w, task[i].name), sheet_day(w, task[i].due), sheet_end_row(w);
 *     TRY(sheet_end(w, &bytes));
 *
 * Writing never fails on the way: what goes wrong is kept and told by sheet_end.
 *
 * XLSX (libxlsxwriter): A4 landscape, one page wide, the names of the columns on each page, bold, always in sight and
 * with filters; days and times are dates that Excel sorts and counts with, shown as 30/09/2025.  A text is never a
 * formula or a link; a formula is only what the program itself wrote as one, kept with what it gives now, so that a
 * reader that does not calculate shows it too.
 *
 * CSV: RFC 4180 with a byte order mark, for without one Excel takes it for another encoding; days as 2025-09-30, times
 * as 2025-09-30 07:15.  A text that begins with = + - @ or a tab gets an apostrophe before it: a spreadsheet would take
 * it for a formula (OWASP, CSV injection).  Excel with Vietnamese settings expects semicolons, so give people XLSX.
 *
 * Both: texts become NFC; control characters other than tab and line end go.  sheet.h reads the same texts again. */
#pragma once
#include "base/fail.h"

typedef enum { SHEET_CSV, SHEET_XLSX } SheetFile;

typedef struct {
    const char *name;
    int width; /* letters, in XLSX */
} SheetColumn;

typedef struct SheetWriter SheetWriter;

/* `title` names the worksheet (XLSX; cut to what Excel allows).  `columns` must stay until sheet_end; n >= 1. */
Fail sheet_begin(Ctx *c, SheetFile file, Str title, const SheetColumn *columns, size_t n, SheetWriter **w) CHECKED;

/* The next cell of the row; a row has no more than there are columns, and may have fewer. */
void sheet_text(SheetWriter *w, Str s); /* XLSX: cut after Excel's 32,767 letters */
void sheet_integer(SheetWriter *w, int64_t n);
void sheet_day(SheetWriter *w, Day day);         /* NO_DAY = an empty cell */
void sheet_time(SheetWriter *w, int64_t utc_ms); /* in Asia/Ho_Chi_Minh, to the minute */

/* What a spreadsheet counts by itself: `formula` in English with commas ("=SUM(C2:I2)"), made by the program and never
 * of what people typed, and what it gives.  CSV: the value alone. */
void sheet_formula(SheetWriter *w, Str formula, int64_t value);
/* The same for `part` of `base`, shown as 87,5 %; where base is 0 the formula has to give "", and the cell is empty. */
void sheet_share(SheetWriter *w, Str formula, int64_t part, int64_t base);

void sheet_end_row(SheetWriter *w);
/* The number of the row that is being written, as formulas call it: the names of the columns are row 1. */
size_t sheet_row_number(const SheetWriter *w);
/* Totals and notes: rows from here on are bold, and filters and sorting leave them where they are. */
void sheet_foot(SheetWriter *w);
/* A further worksheet with columns of its own; CSV: an empty line, then the further table. */
Fail sheet_next(SheetWriter *w, Str title, const SheetColumn *columns, size_t n) CHECKED;

/* The file, in the arena.  FAIL_ROOM: more rows than Excel has; FAIL_STORE: no memory.  The writer is gone then. */
Fail sheet_end(SheetWriter *w, Str *bytes) CHECKED;

/* For rows that are too many for memory: sheet_begin, and as each row ends it goes to a file on disk that has no name;
 * the arena may be put back behind each row.  sheet_end_file: instead of sheet_end; *file is at its end, and closed
 * when the arena is given back. */
Fail sheet_begin_file(Ctx *c, SheetFile file, Str title, const SheetColumn *columns, size_t n, SheetWriter **w) CHECKED;
Fail sheet_end_file(SheetWriter *w, int *file) CHECKED;
/* True once XLSX has no room for another row: nothing more is taken, and the end says so. */
bool sheet_is_full(const SheetWriter *w);

/* For the header Content-Type, and the end of the file's name with its dot. */
const char *sheet_media_type(SheetFile file);
const char *sheet_extension(SheetFile file);
