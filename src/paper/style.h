// SPDX-License-Identifier: Apache-2.0
/* style.h -- how each part of a document looks, for the writers of files: one table, after Decree 30/2020/NĐ-CP,
 * appendix I, part I (the page) and II (the parts) and the model pages behind them. */
#pragma once
#include "paper/paper.h"

/* The page, in millimetres (I.1–I.3: top and bottom 20–25, left 30–35, right 15–20). */
#define PAGE_SHORT  210.0
#define PAGE_LONG   297.0
#define PAGE_TOP    20.0
#define PAGE_BOTTOM 20.0
#define PAGE_LEFT   30.0
#define PAGE_RIGHT  20.0
#define PAGE_NUMBER 10.0 /* from the upper edge to the page's number, which stands in the margin (I.6) */

/* What the decree allows where one value was chosen above and in the table: what others wrote is held to it (../lint).
 */
typedef struct {
    double least, most;
} Allowed;
extern const Allowed allowed_top, allowed_bottom, allowed_left, allowed_right; /* mm */
extern const Allowed allowed_first;                                            /* mm: indent of a first line (II.5) */
#define STYLE_BEFORE    6.0 /* points at least between paragraphs (II.5) */
#define STYLE_LINE_MOST 1.5
/* Points; {0, 0} where the decree is silent: tables, foot notes. */
Allowed style_size(PaperStyle style);

#define STYLE_FONT         "Times New Roman" /* I.4; on paper and in PDF its twin by measures, Liberation Serif */
#define STYLE_LINE         1.15              /* between lines of running text: single to 1.5 (II.5) */
#define STYLE_CELL_MARGIN  1.5               /* mm left and right inside of a table's cell */
#define STYLE_TAGLINE_RULE 56.0 /* mm: as long as "Độc lập - Tự do - Hạnh phúc" in 13 points bold */

typedef enum { TEXT_JUSTIFIED, TEXT_LEFT, TEXT_CENTRED, TEXT_RIGHT } TextAlign;

typedef struct {
    const char *id, *name; /* in Word; a built-in name where Word has one, so that its outline and menus know it */
    const char *role;      /* in a tagged PDF */
    double size;           /* points */
    bool marker_bold, bold, italic, red;
    TextAlign align;
    double first, left;   /* mm: indent of the first line, of all lines */
    double before, after; /* points */
    bool spaced;          /* STYLE_LINE between its lines */
    bool with_next;       /* never the last on a page */
    int outline;          /* 1 … of a heading */
} Look;

const Look *look_of(PaperStyle style);
