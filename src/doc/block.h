// SPDX-License-Identifier: Apache-2.0
/* block.h -- what office files and PDF are made of: paragraphs and tables, before they become lines.
 *
 * A parser (docx.c, odt.c, pdf.c) fills a list of blocks; blocks_text makes the text of them that doc.h cuts into
 * lines, one a paragraph and one a row, and the tables with the numbers of their lines.  A table is one when it has
 * three columns and a head; others only place things beside each other, as the head of a letter does: what stands in
 * them follows, row by row, cell by cell. */
#pragma once
#include "doc/layout.h"
#include "doc/table.h"

typedef struct Grid Grid;

typedef struct {
    Str text;                 /* a paragraph; '\n' where it breaks its line */
    Grid *grid;               /* or a table; NULL for a paragraph */
    bool page_begins;         /* a page begins with it */
    DocBoxList boxes;         /* where it is printed; none when the file does not say */
    bool note;                /* a footnote: stands at the foot of its page */
    const DocParagraph *look; /* of a paragraph of a Word file; its line is set here */
    const DocSection *ends;   /* the section that ends with it, likewise; NULL = none */
} Block;
typedef LIST(Block) BlockList;

typedef struct {
    int column, span; /* of the table's finest columns; span >= 1 */
    bool goes_on;     /* merged with the cell above: it has no text of its own */
    BlockList blocks;
} GridCell;

typedef struct {
    LIST(GridCell) cells;
    bool head; /* the file says that it is repeated on each page */
} GridRow;

struct Grid {
    LIST(GridRow) rows;
};

enum { GRID_SPAN_MAX = 1024 }; /* a table that claims more columns is none */

/* What a parser hands over: UTF-8 text, and tables whose begin and end are numbers of its lines (1-based, end behind
 * the last). */
typedef struct {
    size_t line; /* 1-based */
    DocBox box;
} PlacedBox;

typedef struct {
    Str text;
    DocTableList tables;
    DrawnTableList drawn;
    DocLayout layout;      /* of a Word file: doc.h */
    bool workbook;         /* doc.h */
    int undrawn;           /* doc.h */
    LIST(PlacedBox) boxes; /* in the order of their lines */
    int sheets;            /* doc.h; at most DOC_PAGES_MAX */
    DocTurn turn[DOC_PAGES_MAX];
    bool is_picture; /* the text is not there: its pages must be read by OCR (doc/scan.h) */
    bool is_layer;   /* the text lies under pictures of the pages: some program's OCR */
} Parsed;

void blocks_text(Ctx *c, const BlockList *blocks, Parsed *parsed);
