// SPDX-License-Identifier: Apache-2.0
/* sheet_inside.h -- what the files that read and write a sheet share. */
#pragma once
#include "base/list.h"
#include "doc/sheet.h"

/* -- rows that are being read: sheet.c ---------------------------------------------------------------------- */

typedef struct {
    Ctx *c;
    LIST(SheetRow) rows;
    size_t cells;
    int which; /* of the visible sheets */
    SheetBook book;
    const SheetMerge *merge;
    size_t merges;
} SheetRows;

/* A text as a row keeps it: NFC, without blanks at its ends. */
Str sheet_tidy(Arena *a, Str s);
/* Keep a row of tidy texts.  Empty cells at its end go, and so does the row when none is left.  `cell` may be used
 * again.
 */
Fail sheet_add_row(SheetRows *rows, int number, const Str *cell, size_t n) CHECKED;
Fail sheet_column_beyond(Ctx *c, int number) CHECKED; /* fails: that row has a cell beyond SHEET_COLUMNS_MAX */

/* -- the forms: sheet_text.c, sheet_xlsx.c ------------------------------------------------------------------ */

Fail sheet_rows_of_text(SheetRows *rows, Str bytes) CHECKED;
Fail sheet_rows_of_xlsx(SheetRows *rows, Str bytes) CHECKED;

/* -- values of .xlsx as text: sheet_value.c ----------------------------------------------------------------- */

typedef enum { NUMBER_PLAIN, NUMBER_DATE, NUMBER_TIME } NumberForm;

/* What a number format shows: the builtin ones by their number, others by their code ("dd/mm/yyyy;@"). */
NumberForm sheet_form_builtin(int id);
NumberForm sheet_form_custom(Str code);
/* A number as it stands in the file ("45000.5"); as it stands also when it is none. */
Str sheet_number(Arena *a, Str number, NumberForm form, bool from_1904);
/* "_x000D_" -> the character (ST_Xstring of ECMA-376), and a text that happens to have such in it so that it stays. */
Str sheet_unescape(Arena *a, Str s);
Str sheet_escape(Arena *a, Str s);
