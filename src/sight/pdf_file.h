// SPDX-License-Identifier: Apache-2.0
/* pdf_file.h -- a PDF opened with poppler, and its pages drawn. */
#pragma once
#include "sight/page.h"
#include <cairo.h>
#include <poppler.h>

/* Closed when the arena is given back.  FAIL_INPUT with one sentence when it is locked, broken or too long. */
Fail pdf_open(Ctx *c, Str bytes, PopplerDocument **document, int *pages) CHECKED;

/* Page `page` from 1 on white, `width` pixels wide.  FAIL_INPUT with one sentence when that is too large. */
Fail pdf_draw(Ctx *c, PopplerDocument *document, int page, int width, SeenPage *seen) CHECKED;

/* The page on white (CAIRO_FORMAT_RGB24), or a surface that says what went wrong (cairo_surface_status).  Whoever asks
 * destroys it. */
cairo_surface_t *pdf_surface(PopplerPage *page, int width, int height, double scale);
