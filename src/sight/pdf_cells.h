// SPDX-License-Identifier: Apache-2.0
/* pdf_cells.h -- cells by alignment: lines of words that stand in columns become a grid.  Between pdf_aligned.c, which
 * finds where such lines begin and end, and pdf_ruled.c, which knows some of the edges from rules. */
#pragma once
#include "sight/pdf_page.h"

enum { CELLS_COLUMNS_MAX = 40 };

typedef struct {
    const PdfLine *line; /* of one page */
    size_t n;
    const float *rule; /* heights of rules across, from above */
    size_t rules;
    float edge[CELLS_COLUMNS_MAX + 1]; /* columns + 1; the outer two are those of the text */
    int columns;
} Cells;

/* Finds the columns by the room that no line crosses; what is in `edge` already stays (columns = 0: nothing is). */
void cells_columns(Ctx *c, Cells *cells);
/* Does the line stand in two columns at least, hardly a word across an edge? */
bool cells_hold(const Cells *cells, const PdfLine *line);
/* The lines as rows: a line that goes on with the one above is none. */
Grid *cells_grid(Ctx *c, const Cells *cells);

/* Runs of words with ordinary blanks between: how many. */
size_t line_pieces(const PdfLine *line);
bool text_is_figure(Str s); /* "12,5", "(3 %)", "–", "n/a" */
