// SPDX-License-Identifier: Apache-2.0
/* table_inside.h -- between table_find.c, which walks over the lines, the forms in which tables stand, and table.c, of
 * which they are made; only doc/ includes it.  Each form looks at line i and fills `table` when one of its own begins
 * there. */
#pragma once
#include "doc/table.h"

enum { TABLE_GAP_LINES = 3, TABLE_HEAD_LINES = 4 };

bool table_bars(Ctx *c, const Doc *doc, size_t i, DocTable *table);    /* | a | b |      table_marked.c */
bool table_tabs(Ctx *c, const Doc *doc, size_t i, DocTable *table);    /* a <tab> b */
bool table_aligned(Ctx *c, const Doc *doc, size_t i, DocTable *table); /* cells under each other   table_aligned.c */
bool table_cells(Ctx *c, const Doc *doc, size_t i, DocTable *table);   /* a cell a line  table_cells.c */

DocRow *table_add_row(Ctx *c, DocTable *table);
void table_add_cell(Ctx *c, DocRow *row, Str text, int column, int span, const Line *line);
/* Join a wrapped line to what the column holds in this row; false when the cell grows beyond all cells. */
bool table_join(Ctx *c, DocRow *row, Str text, int column, const Line *line);
Str table_joined(Ctx *c, Str a, Str b); /* with a blank between */
bool table_is_heading(Str line);        /* "III. …", "2. …": a heading, not the rest of a cell */
bool line_is_page_number(const Line *line);
/* The next line from i on that holds text and no page number, at most TABLE_GAP_LINES further; doc->n when none. */
size_t table_next_line(const Doc *doc, size_t i);
