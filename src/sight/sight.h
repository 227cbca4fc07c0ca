// SPDX-License-Identifier: Apache-2.0
/* sight.h -- what a file looks like: parsers that need large libraries, in a module of their own (base/module.h).  Like
 * all parsers they run in a process of their own (doc/apart.h). */
#pragma once
#include "doc/formats.h"

Fail pdf_parse(Ctx *c, Str bytes, Parsed *parsed) CHECKED;     /* .pdf, by poppler: its text, or that it is pictures */
Fail picture_parse(Ctx *c, Str bytes, Parsed *parsed) CHECKED; /* JPEG, PNG, TIFF: how many pages to be read */

/* A page of a PDF, or of a picture (JPEG, PNG, TIFF with several), as a JPEG `order->width` pixels wide (its height is
 * bounded, too: a strip comes narrower).  FAIL_MISSING when there is no such page. */
Fail page_picture(Ctx *c, Str bytes, const PageOrder *order, Str *jpeg) CHECKED;

/* The words of such a page as text (scan.h), read by Tesseract; nothing but its first line when nothing is on it. */
Fail page_words(Ctx *c, Str bytes, const PageOrder *order, Str *words) CHECKED;
/* Such words of all pages, one page after the other, as paragraphs and tables. */
Fail words_parse(Ctx *c, Str bytes, Parsed *parsed) CHECKED;

/* The files of doc/join.h as one PDF. */
Fail pages_join(Ctx *c, Str bytes, const PageOrder *unused, Str *pdf) CHECKED;
