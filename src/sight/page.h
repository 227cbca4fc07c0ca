// SPDX-License-Identifier: Apache-2.0
/* page.h -- a page of whatever file as leptonica's PIX: for who looks at it (picture.c) and who reads it. */
#pragma once
#include "doc/formats.h"
#include <leptonica/allheaders.h>

enum {
    PAGE_PIXELS_MAX = 60 << 20, /* a page of A4 at 600 dpi has 35 million; more is refused before it is unpacked */
    PAGE_SIDE_MAX = 20000,      /* pixels */
    PAGE_DPI_MIN = 36,
    PAGE_DPI_MAX = 600
};

typedef struct {
    PIX *pix;      /* as the file has it; freed when the arena is given back */
    double points; /* width of the page in points; 0 = the file does not say */
} SeenPage;

/* How many pages there are.  FAIL_INPUT with one sentence for what is locked, broken, no picture or too long. */
Fail page_count(Ctx *c, Str bytes, int *pages) CHECKED;

/* Page `page` from 1, at `width` pixels when it is drawn (PDF); a picture comes as large as it is.  FAIL_MISSING when
 * there is none; FAIL_INPUT with one sentence when it is broken or too large. */
Fail page_open(Ctx *c, Str bytes, int page, int width, SeenPage *seen) CHECKED;

/* Where to put a PIX that is freed when the arena is given back. */
PIX **page_keep(Ctx *c);
