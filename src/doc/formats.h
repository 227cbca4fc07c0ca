// SPDX-License-Identifier: Apache-2.0
/* formats.h -- the parsers of files that are no text.  They run in a process of their own (apart.h); nothing here is
 * called where other people's data is in reach.
 *
 * FAIL_INPUT or FAIL_ROOM with one sentence that says what to do. */
#pragma once
#include "doc/block.h"

enum {
    FORMAT_PART_MAX = 32 << 20, /* bytes of one part of an archive, counted while it is unpacked */
    FORMAT_PAGES_MAX = 500
};

Fail docx_parse(Ctx *c, Str bytes, Parsed *parsed) CHECKED;  /* .docx: ECMA-376 part 1, 17 */
Fail odt_parse(Ctx *c, Str bytes, Parsed *parsed) CHECKED;   /* .odt: OpenDocument 1.3 part 3, 4–9 and 19–20 */
Fail tasks_parse(Ctx *c, Str bytes, Parsed *parsed) CHECKED; /* .xlsx: a list of tasks, one a row */

typedef Fail FormatParser(Ctx *c, Str bytes, Parsed *parsed);

/* The parser for these bytes, by their contents; loads what it needs (PDF: the folder sight), so it is asked before the
 * walls go up. */
Fail format_parser(Ctx *c, Str bytes, FormatParser **parser) CHECKED;

/* Any of them. */
Fail format_parse(Ctx *c, Str bytes, Parsed *parsed) CHECKED;
