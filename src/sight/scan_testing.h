// SPDX-License-Identifier: Apache-2.0
/* scan_testing.h -- pages as a scanner sees them, drawn with a font of the system; for *_test.c only. */
#pragma once
#include "base/arena.h"
#include "base/testing.h"
#include <cairo.h>
#include <leptonica/allheaders.h>
#include <math.h>

/* A5 at 200 dpi: small enough to be read in a second. */
enum { PAPER_WIDTH = 1165, PAPER_HEIGHT = 1200, PAPER_DPI = 200 };

static inline PIX *paper_with(const char *const *lines, int n, double size)
{
    cairo_surface_t *s = cairo_image_surface_create(CAIRO_FORMAT_RGB24, PAPER_WIDTH, PAPER_HEIGHT);
    cairo_t *pen = cairo_create(s);
    cairo_set_source_rgb(pen, 1, 1, 1);
    cairo_paint(pen);
    cairo_set_source_rgb(pen, 0.1, 0.1, 0.1);
    cairo_select_font_face(pen, "Liberation Serif", CAIRO_FONT_SLANT_NORMAL, CAIRO_FONT_WEIGHT_NORMAL);
    cairo_set_font_size(pen, size);
    for (int i = 0; i < n; i++) {
        cairo_move_to(pen, 90, 150 + i * size * 1.5);
        cairo_show_text(pen, lines[i]);
    }
    cairo_surface_flush(s);
    PIX *pix = pixCreate(PAPER_WIDTH, PAPER_HEIGHT, 8);
    for (int y = 0; y < PAPER_HEIGHT; y++)
        for (int x = 0; x < PAPER_WIDTH; x++)
            pixSetPixel(pix, x, y, cairo_image_surface_get_data(s)[y * cairo_image_surface_get_stride(s) + 4 * x]);
    cairo_destroy(pen);
    cairo_surface_destroy(s);
    pixSetResolution(pix, PAPER_DPI, PAPER_DPI);
    return pix;
}

/* A telephone's light: one corner is dark; grain over all. */
static inline void paper_shadow(PIX *pix)
{
    unsigned state = 7;
    for (int y = 0; y < pixGetHeight(pix); y++)
        for (int x = 0; x < pixGetWidth(pix); x++) {
            l_uint32 v;
            state = state * 1664525 + 1013904223;
            pixGetPixel(pix, x, y, &v);
            pixSetPixel(pix, x, y, v * (250 - (unsigned)(x + y) / 18) / 255 + (state >> 28));
        }
}

static inline Str paper_file(Arena *a, PIX *pix, int format)
{
    l_uint8 *data;
    size_t n;
    assert_false(pixWriteMem(&data, &n, pix, format));
    Str bytes = str_copy(a, (Str){(char *)data, n});
    lept_free(data);
    pixDestroy(&pix);
    return bytes;
}
