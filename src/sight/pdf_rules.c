// SPDX-License-Identifier: Apache-2.0
/* pdf_rules.c -- the rules of a page: poppler tells where letters are, but not lines, so the page is drawn and looked
 * at as a scan is (ruled.h).  Most pages have none: seen at a glance, in a third of the time. */
#include "sight/pdf_file.h"
#include "sight/pdf_page.h"

enum { DRAW_DPI = 150, DRAW_SIDE_MAX = 4000, POINTS = 72 };

typedef struct {
    cairo_surface_t *surface;
    PIX *grey;
} Drawing;

static void end_drawing(void *arg)
{
    Drawing *d = arg;
    if (d->surface) cairo_surface_destroy(d->surface);
    d->surface = NULL;
    pixDestroy(&d->grey);
}

static const uint32_t *row_of(const Drawing *d, int y)
{
    const unsigned char *bytes = cairo_image_surface_get_data(d->surface);
    return (const uint32_t *)(const void *)(bytes + (ptrdiff_t)y * cairo_image_surface_get_stride(d->surface));
}

/* Rules and shades are long stretches of one colour, letters are not: every stretch of twice PIECE dots holds a whole
 * piece. */
static bool has_stretch(const uint32_t *dot, int wide)
{
    enum { PIECE = 32, WHITE = 0xFFFFFF };
    for (int x = 0; x + PIECE <= wide; x += PIECE) {
        int k = 1;
        if ((dot[x] & WHITE) == WHITE || dot[x] != dot[x + PIECE - 1]) continue;
        while (k < PIECE && dot[x + k] == dot[x]) k++;
        if (k == PIECE) return true;
    }
    return false;
}

/* The darkest of a dot's three colours: a yellow shade is no paper. */
static PIX *grey_of(const Drawing *d, int wide, int high)
{
    PIX *grey = pixCreateNoInit(wide, high, 8);
    for (int y = 0; grey && y < high; y++) {
        const uint32_t *dot = row_of(d, y);
        l_uint32 *to = pixGetData(grey) + (ptrdiff_t)y * pixGetWpl(grey);
        for (int x = 0; x < wide; x++) {
            uint32_t r = dot[x] >> 16 & 255, g = dot[x] >> 8 & 255, b = dot[x] & 255, least = r < g ? r : g;
            SET_DATA_BYTE(to, x, (l_uint8)(b < least ? b : least));
        }
    }
    return grey;
}

static void look(Ctx *c, Drawing *d, int wide, int high, int dpi, Ruled *found)
{
    bool any = false;
    if (cairo_surface_status(d->surface)) return;
    for (int y = 0; y < high && !any; y++) any = has_stretch(row_of(d, y), wide);
    if (any && (d->grey = grey_of(d, wide, high))) ruled_find(c, d->grey, dpi, found);
}

float pdf_rules(Ctx *c, PopplerPage *page, Ruled *found)
{
    Drawing *d = NEW(&c->mem, Drawing, 1);
    double wide, high, scale = (double)DRAW_DPI / POINTS;
    *found = (Ruled){0};
    arena_at_end(&c->mem, end_drawing, d);
    poppler_page_get_size(page, &wide, &high);
    double longest = wide > high ? wide : high;
    if (longest * scale > DRAW_SIDE_MAX) scale = DRAW_SIDE_MAX / longest; /* a poster */
    int w = (int)(wide * scale), h = (int)(high * scale);
    if (w < 1 || h < 1) return 1;
    d->surface = pdf_surface(page, w, h, scale);
    look(c, d, w, h, (int)(scale * POINTS + 0.5), found);
    end_drawing(d);
    return (float)scale;
}
