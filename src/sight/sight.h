// SPDX-License-Identifier: Apache-2.0
/* sight.h -- what a file looks like: parsers that need large libraries, in a module of their own (base/module.h).  Like
 * all parsers they run in a process of their own (doc/apart.h). */
#pragma once
#include "doc/formats.h"

Fail pdf_parse(Ctx *c, Str bytes, Parsed *parsed) CHECKED; /* .pdf with text in it, by poppler */

/* A page of a PDF, or of a picture (JPEG, PNG, TIFF with several), as a JPEG `order->width` pixels wide (its height is
 * bounded, too: a strip comes narrower).  FAIL_MISSING when there is no such page. */
Fail page_picture(Ctx *c, Str bytes, const PageOrder *order, Str *jpeg) CHECKED;
