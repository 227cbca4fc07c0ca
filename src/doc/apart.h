// SPDX-License-Identifier: Apache-2.0
/* apart.h -- a stranger's file is parsed by a process of its own: this program started anew, with limits on time and
 * memory, and after its first breath allowed to compute, to take memory, to read what it was given and to answer, and
 * nothing else (seccomp).  What goes wrong in a library for PDF goes wrong there.
 *
 * The answer is a text and tables in a small format whose every number is checked (parcel.h); or what was made of one
 * page. */
#pragma once
#include "doc/formats.h"

enum {
    APART_SECONDS = 20,          /* of CPU; 500 pages of PDF take five */
    APART_WAIT_SECONDS = 60,     /* by the clock, when the machine has other work */
    APART_MEMORY = 768 << 20,    /* address space */
    APART_ANSWER_MAX = 32 << 20, /* bytes */
    APART_JOINED_MAX = DOC_SCAN_BYTES_MAX + (1 << 20)
};

/* FAIL_INPUT with the parser's sentence, or one for a parser that fell or took too long; FAIL_ROOM; FAIL_STORE when no
 * process could be started. */
Fail apart_parse(Ctx *c, Str bytes, Parsed *parsed) CHECKED;

/* The same of what PAGE_WORDS made of all pages, one behind the other. */
Fail apart_parse_words(Ctx *c, Str words, Parsed *parsed) CHECKED;

/* Something of one page: PAGE_PICTURE is a JPEG (checked to be one).  A second's work at most: for the reader's side,
 * never for the writer.  Failures as above; FAIL_MISSING when the file has no such page. */
Fail apart_page(Ctx *c, Str bytes, PageKind kind, PageOrder order, Str *made) CHECKED;
/* The same, until there is something to read from the descriptor `stop` (-1 = never): FAIL_BUSY then. */
Fail apart_page_until(Ctx *c, Str bytes, PageKind kind, PageOrder order, int stop, Str *made) CHECKED;

/* Files of doc/join.h, in pieces, as one PDF; *pdf lives as long as c's arena, outside of it. */
Fail apart_join(Ctx *c, const Str *pieces, size_t n, Str *pdf) CHECKED;
