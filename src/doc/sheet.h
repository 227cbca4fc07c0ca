// SPDX-License-Identifier: Apache-2.0
/* sheet.h -- a table that somebody keeps in a file, as rows of texts.  Writing one: sheet_write.h.
 *
 * What the file is decides its bytes, not its name:
 *   .xlsx     its first visible worksheet (ECMA-376, strict and transitional), by libzip and expat
 *   CSV, TSV  UTF-8 with or without a byte order mark, or UTF-16 with one ("Unicode text" of Excel); commas, semicolons
 *             or tabs, whichever the first line with one of them has most of (a tab wins, "sep=;" says it); RFC 4180
 *             quoting; line ends LF, CRLF or CR
 *
 * A cell is the text that Excel shows for it in its general format: whole numbers as digits (a telephone number that
 * was kept as a number stays digits), others with up to 15 digits and a point; TRUE and FALSE; what a formula gave the
 * last time; an error as nothing.  Where the format of the cell is a date, 2025-09-30; with a time of day,
 * 2025-09-30 07:15; a time alone, 07:15.  All texts are NFC without blanks at their ends; line ends inside of a cell
 * stay.  Of merged cells the first has the value.  The apostrophe that sheet_write.h puts before =, +, - and @ in CSV
 * is taken away again. */
#pragma once
#include "base/fail.h"

/* Lists of people and agencies have a hundredth of this; a zip bomb has more.  Over one of them: FAIL_ROOM. */
enum {
    SHEET_BYTES_MAX = 10 << 20, /* of the file */
    SHEET_PART_MAX = 32 << 20,  /* of one part of an .xlsx, counted while it is unpacked */
    SHEET_ROWS_MAX = 20000,     /* with something in them */
    SHEET_COLUMNS_MAX = 256,
    SHEET_MERGES_MAX = 5000,
    SHEET_CELLS_MAX = 500000, /* every row counted up to its last cell with something in it */
    SHEET_CELL_MAX = 96 << 10 /* bytes of one cell: Excel has at most 32,767 letters */
};

typedef struct {
    int number;      /* 1-based, as Excel shows it; of CSV the line where it begins */
    const Str *cell; /* the last one is not empty */
    size_t n;
} SheetRow;

/* Merged cells; only the first has a value. */
typedef struct {
    int row, column, rows, columns; /* row: as SheetRow.number; column from 0 */
} SheetMerge;

typedef struct {
    const SheetRow *row; /* rows without anything in them are left out; at least one */
    size_t n;
    const SheetMerge *merge; /* of an .xlsx: the first SHEET_MERGES_MAX */
    size_t merges;
} Sheet;

/* FAIL_INPUT or FAIL_ROOM with one sentence that says what to do: nothing in it, not a table (.xls, .ods, .xlsb, a Word
 * file, a PDF …), with a password, broken, with a DOCTYPE in it, not UTF-8, a quote that is not closed, over a limit.
 * Texts may be slices of `bytes`.  Time and memory are linear in what is unpacked. */
Fail sheet_read(Ctx *c, Str bytes, Sheet *sheet) CHECKED;

/* A workbook has several: the rows of its visible sheet `which` (from 0; a file that is text has one), and how many
 * there are.  A sheet with nothing in it has no rows.  FAIL_MISSING when there is none; else as above. */
typedef struct {
    int sheets;
    Str name; /* of this one; empty in a file that is text */
} SheetBook;
Fail sheet_read_one(Ctx *c, Str bytes, int which, Sheet *sheet, SheetBook *book) CHECKED;

/* The table of that name inside the program (base/asset.h). */
Sheet sheet_shipped(Arena *a, const char *name);

/* Which cell of the first row is this name (the case of ASCII letters does not count), or -1. */
int sheet_column(const Sheet *sheet, Str name);
/* Empty where the row has no such cell, and when `column` is -1. */
static inline Str sheet_cell(const SheetRow *row, int column)
{
    return column >= 0 && (size_t)column < row->n ? row->cell[column] : (Str){0};
}
/* The cell of the column of that name. */
static inline Str sheet_named(const Sheet *sheet, const SheetRow *row, Str name)
{
    return sheet_cell(row, sheet_column(sheet, name));
}
