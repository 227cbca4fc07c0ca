// SPDX-License-Identifier: Apache-2.0
/* table.h -- the tables of a document as rows and cells, whatever they were: cells between bars (Markdown) or tabs,
 * cells under each other, cells one a line.  Nothing here knows what a table says; it is told by its form alone.
 *
 * A row that spans all columns ("II. Kinh tế số") is a cell with that span: it never ends the table.  What goes on
 * behind a page break, with the head once more, is the same table. */
#pragma once
#include "base/list.h"
#include "doc/doc.h"

typedef struct {
    Str text;        /* wrapped lines joined with a blank; may be empty */
    int column;      /* 0-based; -1 where the form does not say: rows of a cell a line with another number of cells */
    int span;        /* how many columns it takes, at least 1 */
    int first, last; /* numbers of its lines */
} DocCell;

typedef struct {
    LIST(DocCell) cells;
    bool parted; /* its own line in the text: not what an empty first cell goes on with */
} DocRow;

typedef struct DocTable {
    size_t begin, end; /* lines of the document: [begin, end) of doc->line */
    int columns;       /* at least 3 */
    Str head[16];      /* of each column, lines joined; those of a cell above several columns stand in each */
    bool numbered;     /* the first column counts the rows */
    LIST(DocRow) rows; /* without the head */
} DocTable;
typedef LIST(DocTable) DocTableList;

enum { TABLE_COLUMNS_MAX = 16, TABLE_CELL_MAX = 4096 /* bytes; a longer one is no cell: the table ends */ };

/* All tables of `doc`, in their order; they never overlap: those that its file named, else those that its lines look
 * like.  Linear in the document. */
void doc_tables(Ctx *c, const Doc *doc, DocTableList *tables);

/* The cell of a column; empty when there is none.  One of a span counts in its first column only. */
Str table_cell(const DocRow *row, int column);
/* The text of a row that spans all columns, or stands alone in it; empty when it is no such row. */
Str table_across(const DocTable *table, const DocRow *row);
/* "TT", "STT", "Số TT": heads the column that counts the rows. */
bool table_is_counter(Ctx *c, Str head);
/* "1", "1.1", "II", "A", "b)": what numbers a row. */
bool cell_is_number(Str s);
