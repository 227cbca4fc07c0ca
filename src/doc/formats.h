// SPDX-License-Identifier: Apache-2.0
/* formats.h -- the parsers of files that are no text.  They run in a process of their own (apart.h); nothing here is
 * called where other people's data is in reach.
 *
 * FAIL_INPUT or FAIL_ROOM with one sentence that says what to do. */
#pragma once
#include "doc/block.h"

enum {
    FORMAT_PART_MAX = 32 << 20, /* bytes of one part of an archive, counted while it is unpacked */
    FORMAT_PAGES_MAX = DOC_PAGES_MAX
};

Fail docx_parse(Ctx *c, Str bytes, Parsed *parsed) CHECKED;  /* .docx: ECMA-376 part 1, 17 */
Fail odt_parse(Ctx *c, Str bytes, Parsed *parsed) CHECKED;   /* .odt: OpenDocument 1.3 part 3, 4–9 and 19–20 */
Fail tasks_parse(Ctx *c, Str bytes, Parsed *parsed) CHECKED; /* .xlsx: a list of tasks, one a row */

typedef Fail FormatParser(Ctx *c, Str bytes, Parsed *parsed);

/* The parser for these bytes, by their contents; loads what it needs (PDF: the folder sight; an archive: zip.h), so it
 * is asked before the walls go up. */
Fail format_parser(Ctx *c, Str bytes, FormatParser **parser) CHECKED;

bool format_is_pdf(Str bytes); /* also with what some writers put before "%PDF-" */

/* For what page makers of PAGE_WORDS made of all pages. */
Fail format_words_parser(Ctx *c, FormatParser **parser) CHECKED;

/* Any of them. */
Fail format_parse(Ctx *c, Str bytes, Parsed *parsed) CHECKED;

/* -- one page of a file --------------------------------------------------------------------------------------- */

typedef struct {
    int page;  /* 1-based */
    int width; /* of a picture: pixels, PICTURE_WIDTH_MIN … PICTURE_WIDTH_MAX */
    int turn;  /* quarters clockwise that bring it upright: 0 … 3 */
    int skew;  /* and hundredths of a degree clockwise */
} PageOrder;
enum { PICTURE_WIDTH_MIN = 50, PICTURE_WIDTH_MAX = 3000 };

/* Something made of one page, as bytes. */
typedef Fail PageMaker(Ctx *c, Str bytes, const PageOrder *order, Str *made);

typedef enum {
    PAGE_PICTURE, /* a JPEG of that width, of a PDF or a picture (sight/picture.c) */
    PAGE_WORDS, /* its words, read by Tesseract (sight/scan.h says in which form); width, turn and skew do not count */
    PAGE_JOINED /* of the files of doc/join.h: one PDF (sight/join.c); the order does not count */
} PageKind;

/* Loads what the maker needs, before the walls go up. */
Fail format_page_maker(Ctx *c, PageKind kind, PageMaker **maker) CHECKED;
