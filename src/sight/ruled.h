// SPDX-License-Identifier: Apache-2.0
/* ruled.h -- tables by their rules, on any picture of a page: a scan, a photo, a PDF drawn into memory.
 *
 * Long straight lines are what morphology leaves of the page; lines that touch make a grid, and a grid of two rows and
 * two columns at least is a table.  A cell is what no rule parts: merged cells come out with their spans.  Rules may be
 * broken, double, skewed by RULED_SKEW_MAX; the outer ones may be missing at the sides, above and below.  Text,
 * underlines, single boxes, stamps and pictures give no table.
 *
 * Of 150 dots an inch and more nothing is gained; a page of A4 takes 4 ms then, twice that for 8 bits a pixel. */
#pragma once
#include "base/fail.h"
#include "base/list.h"
#include <leptonica/allheaders.h>

#define RULED_SKEW_MAX 0.035F /* the slope of rules, two degrees; what leans more are no rules of a table */

/* Pixels of the picture, [left, right) and [top, bottom). */
typedef struct {
    int left, top, right, bottom;
} RuledBox;

typedef struct {
    RuledBox box;      /* what lies between its rules; on a skewed page the upright box around it */
    int row, column;   /* of its first row and column, from 0 */
    int rows, columns; /* how many it takes: 1 unless it is merged */
} RuledCell;

typedef struct {
    RuledBox box;
    int rows, columns;
    RuledCell *cell; /* by rows, then columns; every place of the grid is in one of them */
    size_t n;
    float slope;    /* of its rows: how much lower they are a pixel further right */
    float *x, *y;   /* of its columns and rows, edges in upright pixels (ruled_at): columns + 1, rows + 1 */
    int *at;        /* rows * columns: which cell */
    bool all_ruled; /* every side of every cell has its rule: false when outer ones are missing */
} RuledTable;
typedef LIST(RuledTable) RuledTableList;

/* A rule across the page that belongs to no table: what parts head and body of tables without upright rules, underlines
 * headings, sets off footnotes. */
typedef struct {
    int left, right, y;
} RuledLine;
typedef LIST(RuledLine) RuledLineList;

typedef struct {
    RuledTableList tables; /* from above */
    RuledLineList lines;   /* from above */
} Ruled;

/* `page`: 1 bit a pixel (scans: binarised, upright), or 8 bits grey of a page drawn by a program, where paper is 255
 * and also pale shades are meant.  `dpi` decides what is long and what is thin.  Nothing can fail: a picture of another
 * depth, or so full of lines that it is none of a text, has no tables.  The picture is not changed. */
void ruled_find(Ctx *c, PIX *page, int dpi, Ruled *found);

/* The cell at a point of the picture, whatever the skew; NULL outside of the table. */
const RuledCell *ruled_at(const RuledTable *table, float x, float y);
