// SPDX-License-Identifier: Apache-2.0
/* parcel.h -- what a parser found, as bytes: from a process that nobody trusts to one that everybody does.
 *
 *     kind of failure, sentence, text, number of tables, and of each its lines, columns, head, rows and cells;
 *     number of boxes, and of each its line, page and edges; number of pages, and the turn of each;
 *     whether it is a workbook, from which page on it was not drawn; number of tables as they are drawn, and of each
 * its rows, columns and cells; number of sections, and of each its last line, lengths and where its number stands;
 * number of paragraphs, and of each its line, element, font, size and lengths
 *
 * Numbers are 32 bits, little-endian; strings have their length before them.  Opening believes nothing: every length
 * is inside of the bytes, every text UTF-8, every line and column inside of what there is. */
#pragma once
#include "base/out.h"
#include "doc/block.h"

void parcel_pack(Out *o, Fail result, Str why, const Parsed *parsed);

/* What was packed, into c->why and *parsed; FAIL_STORE without a sentence when it is no parcel. */
Fail parcel_open(Ctx *c, Str bytes, Parsed *parsed) CHECKED;

/* What was made of one page (formats.h: PageMaker), in any bytes. */
void parcel_pack_page(Out *o, Fail result, Str why, Str made);
Fail parcel_open_page(Ctx *c, Str bytes, Str *made) CHECKED;
