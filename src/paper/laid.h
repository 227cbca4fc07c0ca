// SPDX-License-Identifier: Apache-2.0
/* laid.h -- a document in the order of the page, for the writers of files: what stands where is decided here, once for
 * all of them, after the diagram and the model pages of Decree 30/2020/NĐ-CP, appendices I and III. */
#pragma once
#include "paper/style.h"

typedef struct Side Side;

typedef enum { LAID_TEXT, LAID_RULE, LAID_TABLE, LAID_SIDE, LAID_BREAK } LaidWhat;

typedef struct {
    LaidWhat what;
    PaperText text;          /* LAID_TEXT; of the writers' own styles the texts are as printed */
    const PaperTable *table; /* LAID_TABLE */
    const Side *side;        /* LAID_SIDE */
    double rule;             /* LAID_RULE: its length in mm, in the middle of what it stands in */
    double before;           /* points above it, more than its style says */
    bool with_next;          /* on the same page as what follows, whatever its style says */
} Laid;
typedef LIST(Laid) LaidList;

/* What stands side by side: the head of a document, its signature.  No rules, never torn by a page. */
struct Side {
    double width[4]; /* mm */
    int columns;
    LIST(LaidList) cells; /* row by row */
};

typedef struct {
    bool landscape;
    LaidList list;
    Str address; /* at the foot of the first page; empty = none */
} LaidPart;
typedef LIST(LaidPart) LaidParts;

/* The document and its annexes, a part each: a part begins a page, and its pages count from 1. */
LaidParts laid_of(Arena *a, const Paper *p);

/* The width of the text in mm. */
double laid_width(bool landscape);

/* -- tables ---------------------------------------------------------------------------------------------------- */

/* A place of a table: where a cell begins, where one goes on from the row above, or one that nobody filled. */
typedef struct {
    const PaperCell *cell; /* NULL = empty */
    int column, span, rows;
    bool goes_on; /* it began in a row above */
} LaidCell;
typedef struct {
    LIST(LaidCell) cells; /* from left to right, all columns */
    bool head, strong;
} LaidRow;
typedef LIST(LaidRow) LaidRows;

LaidRows laid_rows(Arena *a, const PaperTable *t);
/* No page may tear it: a head, or a row of a few lines. */
bool laid_row_is_whole(const LaidRow *row);
/* Of a paragraph in it: the style and the alignment. */
PaperStyle laid_cell_style(const LaidRow *row);
TextAlign laid_cell_align(const PaperTable *t, const LaidRow *row, const LaidCell *cell);

/* All of a paragraph in one text, as a title for the file. */
Str laid_words(Arena *a, const PaperText *t);
