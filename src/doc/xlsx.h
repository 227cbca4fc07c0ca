// SPDX-License-Identifier: Apache-2.0
/* xlsx.h -- what a person keeps in a spreadsheet: read as a table, and written as one.
 *
 * Reading: ECMA-376 by libzip and expat, the first sheet that is not hidden.  Writing: libxlsxwriter, or CSV by RFC
 * 4180. */
#pragma once
#include "base/fail.h"
#include "base/list.h"

/* Bounds: what a list of people or agencies never needs, and a zip bomb does. */
enum {
    XLSX_PART_MAX = 16 << 20, /* bytes of one part of the file, unpacked */
    XLSX_ROWS_MAX = 20000,
    XLSX_COLUMNS_MAX = 64,
    XLSX_CELL_MAX = 4000 /* bytes of one cell */
};

/* The table in an upload as text for table_open (doc/table.h): an .xlsx becomes lines of cells with tabs between, line
 * n being row n of the sheet; CSV and TSV stay as they are.  FAIL_INPUT with one sentence: an old .xls, a file with a
 * password, a broken one, one that is too large. */
Fail xlsx_table(Ctx *c, Str bytes, Str *text) CHECKED;

/* -- writing ------------------------------------------------------------------------------------------------ */

typedef enum { SHEET_CSV, SHEET_XLSX } SheetKind;

/* One column: its name, and how wide it is in a spreadsheet (letters). */
typedef struct {
    const char *name;
    int width;
} SheetColumn;

/* Rows of texts with as many cells as there are columns, as a file.  A spreadsheet never takes a cell for a formula
 * (CSV: a leading apostrophe, OWASP "CSV injection"); names stay in sight, filters are set.  FAIL_STORE when there is
 * no memory. */
typedef LIST(const Str *) SheetRows;
Fail sheet_write(Ctx *c, SheetKind kind, const SheetColumn *columns, size_t n, const SheetRows *rows,
                 Str *bytes) CHECKED;
