// SPDX-License-Identifier: Apache-2.0
/* layout.h -- how a Word document is laid out: its pages, and how its paragraphs look, with styles, themes and defaults
 * resolved (ECMA-376 part 1, 17.3, 17.6, 17.7).  Lengths are twentieths of a point, as the format has them.
 *
 * What the file does not say is what Word does then: Calibri's and Times' defaults of the standard, 10 points. */
#pragma once
#include "base/list.h"

enum { TWIPS_OF_POINT = 20, DOC_SECTIONS_MAX = 64 /* further ones are not looked at */ };
#define TWIPS_OF_MM (1440 / 25.4)

typedef enum { DOC_LEFT, DOC_CENTRED, DOC_RIGHT, DOC_JUSTIFIED } DocAlign;

typedef struct {
    size_t line;       /* number of its first line (Line.number); the rows of a table have several of one line */
    int element;       /* which element of word/document.xml it is, or stands in, from 1: where a comment may hang */
    Str font;          /* of most of its letters, as are the next three; empty = the file names none */
    int size;          /* half points; 0 = unknown (foot notes) */
    bool bold, italic; /* of more than half of them */
    DocAlign align;
    int first, left;   /* indents: of the first line (negative = hanging), of all */
    int before, after; /* above, below */
    int spacing;       /* between lines, 240 = single; 0 = a fixed height */
    bool in_cell;      /* in a table, also one that only places things */
} DocParagraph;

/* Where a section's pages have their number. */
typedef enum { DOC_NUMBER_NONE, DOC_NUMBER_TOP, DOC_NUMBER_TOP_ASIDE, DOC_NUMBER_BOTTOM } DocNumber;

typedef struct {
    size_t last;                  /* the number of its last line */
    int width, height;            /* of the paper */
    int top, right, bottom, left; /* margins; the gutter counts as left */
    DocNumber number;             /* of its pages */
    bool first_too;               /* also the first page shows it */
} DocSection;

typedef struct {
    LIST(DocParagraph) paragraphs; /* those with text, in the order of their lines */
    LIST(DocSection) sections;     /* none = not a Word file */
} DocLayout;
