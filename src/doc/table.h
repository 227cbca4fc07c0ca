// SPDX-License-Identifier: Apache-2.0
/* table.h -- tables as other programs write them: TSV, or CSV with the quoting of RFC 4180.  The first line names the
 * columns, in any order; a tab in it means TSV, a semicolon without comma the CSV of Excel in Vietnam.  A byte order
 * mark and CRLF are tolerated. */
#pragma once
#include "base/fail.h"
#include "base/list.h"

typedef struct {
    char separator; /* of cells: tab, or comma or semicolon with quotes */
    Str rest;       /* what was not read yet */
    int line;       /* where the row that was read last begins; 1 = the names */
    int next_line;  /* where the next one does */
    StrList names;  /* of the columns */
    StrList cells;  /* of the row that was read last, as many as there are names; missing ones are empty */
    bool too_many;  /* the row had more cells than there are names */
    bool unclosed;  /* a quote was opened and not closed: the rest of the file is one cell */
} Table;

enum { TABLE_COLUMNS_MAX = 64 };

/* Read the names.  False when there are none. */
bool table_open(Arena *a, Str bytes, Table *t);
/* Read the next row that is not empty; false at the end. */
bool table_next(Arena *a, Table *t);
/* Which column has this name (ASCII case does not count), or -1. */
int table_column(const Table *t, Str name);
/* The cell, trimmed; empty when `column` is -1. */
Str table_cell(const Table *t, int column);
