// SPDX-License-Identifier: Apache-2.0
/* scrambled.h -- tables that an OCR took apart: their columns, and rows as they are gathered line by line. */
#pragma once
#include "reading/inside.h"

enum { ROW_LINES_MAX = 12 };

/* The columns behind the number, if there is one, in their order. */
typedef struct {
    Field kind[UNSCRAMBLED_MAX];
    bool said[UNSCRAMBLED_MAX]; /* its head says what its agencies do */
    int n;
    bool counted;
    const Bonds *bonds;
    int sections; /* so far */
    Str section;  /* "CÔNG TÁC TIÊM PHÒNG" above the first row, its number lost */
    int section_line;
} Columns;

typedef struct {
    Str line[ROW_LINES_MAX], number;
    int n, first, last; /* lines */
} Row;

/* -- scrambled_row.c: pieces of a line -- */

Str cell_word(Str s);  /* up to a blank */
Str cell_first(Str s); /* up to a blank or what is left of a border: "STT|Nhiệm vụ" */
Str cell_bare(Str s);  /* without what is left of borders around it */
Str cell_joined(Ctx *c, Str a, Str b);
bool word_is_capital(Ctx *c, Str word);

/* -- scrambled_row.c: rows -- */

/* "1.1 | Cắt giảm …": the number of a row and what stands behind it. */
bool row_takes_number(Str line, Str *number, Str *rest);
/* Does this number come behind that one, or begin a count? */
bool row_follows(Str number, int64_t last);
void row_add(Ctx *c, const Reader *r, Columns *columns, DocTable *t, const Row *row);
