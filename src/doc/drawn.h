// SPDX-License-Identifier: Apache-2.0
/* drawn.h -- the tables of a file as they are drawn: every cell with its place and its span, whatever the table says.
 * doc/table.h is what readers of plans work with: a head and rows.  This is for who wants the table itself: `ngayso
 * read
 * --tables`. */
#pragma once
#include "doc/block.h"
#include "doc/doc.h"

/* A table with rules or aligned cells of a PDF, any table of an office file; empty cells are cells. */
void drawn_table(Ctx *c, const Grid *grid, DrawnTable *table);

/* All tables of a document; of one that is text those that its lines look like. */
void drawn_tables(Ctx *c, const Doc *doc, DrawnTableList *tables);
