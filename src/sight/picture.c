// SPDX-License-Identifier: Apache-2.0
/* picture.c -- a page for eyes: as wide as asked, upright, a JPEG. */
#include "sight/page.h"
#include "sight/sight.h"
#include <math.h>

enum { QUALITY = 80, HEIGHT_MAX = 6000 };

static void free_data(void *arg) { lept_free(*(l_uint8 **)arg); }

/* Leptonica's steps give NULL for NULL. */
static PIX *step(Ctx *c, PIX *made)
{
    *page_keep(c) = made;
    return made;
}

static PIX *fitted(Ctx *c, PIX *pix, const PageOrder *order)
{
    pix = step(c, pixConvertTo8Or32(pix, L_CLONE, 0));
    if (pix && order->turn) pix = step(c, pixRotateOrth(pix, order->turn));
    if (pix && order->skew)
        pix = step(c,
                   pixRotate(pix, (float)order->skew * (float)M_PI / 18000, L_ROTATE_AREA_MAP, L_BRING_IN_WHITE, 0, 0));
    if (!pix) return NULL;
    float scale = (float)order->width / (float)pixGetWidth(pix), most = (float)HEIGHT_MAX / (float)pixGetHeight(pix);
    if (most < scale) scale = most;
    return scale > 0.99F && scale < 1.01F ? pix : step(c, pixScale(pix, scale, scale));
}

Fail page_picture(Ctx *c, Str bytes, const PageOrder *order, Str *jpeg)
{
    SeenPage seen;
    size_t n = 0;
    l_uint8 **data = NEW(&c->mem, l_uint8 *, 1);
    arena_at_end(&c->mem, free_data, data);
    if (order->width < PICTURE_WIDTH_MIN || order->width > PICTURE_WIDTH_MAX || order->turn < 0 || order->turn > 3 ||
        order->skew > DOC_SKEW_MAX || order->skew < -DOC_SKEW_MAX)
        return fail(c, FAIL_INPUT, "Ảnh của trang rộng từ %d đến %d điểm.", PICTURE_WIDTH_MIN, PICTURE_WIDTH_MAX);
    TRY(page_open(c, bytes, order->page, order->width, &seen));
    PIX *pix = fitted(c, seen.pix, order);
    if (!pix || pixWriteMemJpeg(data, &n, pix, QUALITY, 0))
        return fail(c, FAIL_INPUT, "Trang %d không vẽ được. Hãy mở tệp gốc để xem.", order->page);
    *jpeg = (Str){(const char *)*data, n};
    return OK;
}
