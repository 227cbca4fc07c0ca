// SPDX-License-Identifier: Apache-2.0
#include "sight/pdf_file.h"

static void close_document(void *arg)
{
    PopplerDocument **document = arg;
    if (*document) g_object_unref(*document);
    *document = NULL;
}

Fail pdf_open(Ctx *c, Str bytes, PopplerDocument **document, int *pages)
{
    GError *error = NULL;
    PopplerDocument **kept = NEW(&c->mem, PopplerDocument *, 1);
    arena_at_end(&c->mem, close_document, kept);
    GBytes *data = g_bytes_new_static(bytes.p, bytes.n);
    *document = *kept = poppler_document_new_from_bytes(data, NULL, &error);
    bool locked = error && error->domain == POPPLER_ERROR && error->code == POPPLER_ERROR_ENCRYPTED;
    g_clear_error(&error);
    g_bytes_unref(data);
    if (locked) return fail(c, FAIL_INPUT, "Tệp PDF có mật khẩu. Hãy bỏ mật khẩu, lưu lại rồi gửi lại.");
    if (!*document)
        return fail(c, FAIL_INPUT, "Tệp PDF bị hỏng, không đọc được. Hãy xuất lại PDF từ văn bản gốc rồi gửi lại.");
    *pages = poppler_document_get_n_pages(*document);
    if (*pages > FORMAT_PAGES_MAX)
        return fail(c, FAIL_INPUT,
                    "Tệp PDF có hơn %d trang, không phải một bản kế hoạch. Hãy tách phần kế hoạch thành tệp riêng.",
                    FORMAT_PAGES_MAX);
    return OK;
}

/* -- drawing ------------------------------------------------------------------------------------------------ */

/* cairo keeps xRGB in a word, leptonica RGBx. */
static PIX *pix_of(cairo_surface_t *surface)
{
    int width = cairo_image_surface_get_width(surface), height = cairo_image_surface_get_height(surface);
    PIX *pix = pixCreateNoInit(width, height, 32);
    if (!pix) return NULL;
    for (int y = 0; y < height; y++) {
        const unsigned char *row =
            cairo_image_surface_get_data(surface) + (ptrdiff_t)y * cairo_image_surface_get_stride(surface);
        const uint32_t *from = (const uint32_t *)(const void *)row;
        l_uint32 *to = pixGetData(pix) + (ptrdiff_t)y * pixGetWpl(pix);
        for (int x = 0; x < width; x++) to[x] = from[x] << 8;
    }
    return pix;
}

cairo_surface_t *pdf_surface(PopplerPage *page, int width, int height, double scale)
{
    cairo_surface_t *surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, width, height);
    cairo_t *pen = cairo_create(surface);
    cairo_set_source_rgb(pen, 1, 1, 1);
    cairo_paint(pen);
    cairo_scale(pen, scale, scale);
    poppler_page_render(page, pen);
    cairo_destroy(pen);
    cairo_surface_flush(surface);
    return surface;
}

static PIX *drawn(PopplerPage *page, int width, int height, double scale)
{
    cairo_surface_t *surface = pdf_surface(page, width, height, scale);
    PIX *pix = cairo_surface_status(surface) ? NULL : pix_of(surface);
    cairo_surface_destroy(surface);
    return pix;
}

Fail pdf_draw(Ctx *c, PopplerDocument *document, int page, int width, SeenPage *seen)
{
    double w = 0, h = 0;
    PIX **kept = page_keep(c);
    PopplerPage *p = poppler_document_get_page(document, page - 1);
    if (p) poppler_page_get_size(p, &w, &h);
    bool drawable = w > 1 && h > 1 && h / w < PAGE_SIDE_MAX;
    double scale = drawable ? width / w : 0;
    if (drawable && h * scale <= PAGE_SIDE_MAX && h * scale * width <= PAGE_PIXELS_MAX)
        seen->pix = *kept = drawn(p, width, (int)(h * scale) + 1, scale);
    seen->points = w;
    if (p) g_object_unref(p);
    if (seen->pix) return OK;
    return fail(c, FAIL_INPUT, "Trang %d của tệp PDF không vẽ được. Hãy xuất lại PDF từ văn bản gốc rồi gửi lại.",
                page);
}
