// SPDX-License-Identifier: Apache-2.0
#include "sight/page.h"
#include "sight/pdf_file.h"

static Fail broken(Ctx *c)
{
    return fail(c, FAIL_INPUT, "Ảnh bị hỏng, không mở được. Hãy chụp hoặc quét lại rồi gửi lại.");
}

static Fail no_page(Ctx *c, int page)
{
    return fail(c, FAIL_MISSING, "Tệp không có trang %d. Hãy mở lại từ trang kế hoạch.", page);
}

static Fail too_large(Ctx *c)
{
    return fail(c, FAIL_INPUT,
                "Ảnh có hơn %d triệu điểm, quá lớn để đọc. Hãy quét lại ở 300 dpi, hoặc thu nhỏ ảnh rồi gửi lại.",
                PAGE_PIXELS_MAX >> 20);
}

static bool is_tiff(Str bytes) { return str_starts(bytes, S("II*\0")) || str_starts(bytes, S("MM\0*")); }

/* -- pictures ----------------------------------------------------------------------------------------------- */

/* Its size is read from its head, before a pixel is unpacked. */
static Fail check_size(Ctx *c, Str bytes, int page)
{
    int width = 0, height = 0, depth = 0;
    const l_uint8 *data = (const l_uint8 *)bytes.p;
    int failed = is_tiff(bytes)
                     ? readHeaderMemTiff(data, bytes.n, page - 1, &width, &height, NULL, NULL, NULL, NULL, NULL)
                     : pixReadHeaderMem(data, bytes.n, NULL, &width, &height, &depth, NULL, NULL);
    if (failed || width < 1 || height < 1) return broken(c);
    bool large = width > PAGE_SIDE_MAX || height > PAGE_SIDE_MAX || (int64_t)width * height > PAGE_PIXELS_MAX;
    return large ? too_large(c) : OK;
}

static Fail count_pictures(Ctx *c, Str bytes, int *pages)
{
    *pages = 1;
    if (!is_tiff(bytes)) return check_size(c, bytes, 1);
    /* One more than may be is enough to know. */
    int width, height;
    for (*pages = 0; *pages <= FORMAT_PAGES_MAX; ++*pages)
        if (readHeaderMemTiff((const l_uint8 *)bytes.p, bytes.n, *pages, &width, &height, NULL, NULL, NULL, NULL, NULL))
            break;
    return *pages ? OK : broken(c);
}

static Fail open_picture(Ctx *c, Str bytes, int page, SeenPage *seen)
{
    int pages;
    TRY(count_pictures(c, bytes, &pages));
    if (page > pages) return no_page(c, page);
    TRY(check_size(c, bytes, page));
    const l_uint8 *data = (const l_uint8 *)bytes.p;
    PIX **kept = page_keep(c);
    seen->pix = *kept = is_tiff(bytes) ? pixReadMemTiff(data, bytes.n, page - 1) : pixReadMem(data, bytes.n);
    if (!seen->pix) return broken(c);
    int dpi = pixGetXRes(seen->pix);
    seen->points = dpi >= PAGE_DPI_MIN && dpi <= 1200 ? pixGetWidth(seen->pix) * 72.0 / dpi : 0;
    return OK;
}

/* -- all kinds ---------------------------------------------------------------------------------------------- */

Fail page_count(Ctx *c, Str bytes, int *pages)
{
    PopplerDocument *document;
    setMsgSeverity(L_SEVERITY_NONE);
    if (format_is_pdf(bytes)) return pdf_open(c, bytes, &document, pages);
    TRY(count_pictures(c, bytes, pages));
    if (*pages <= FORMAT_PAGES_MAX) return OK;
    return fail(c, FAIL_INPUT,
                "Tệp ảnh có hơn %d trang, không phải một bản kế hoạch. Hãy tách phần kế hoạch thành tệp riêng.",
                FORMAT_PAGES_MAX);
}

Fail page_open(Ctx *c, Str bytes, int page, int width, SeenPage *seen)
{
    PopplerDocument *document;
    int pages;
    *seen = (SeenPage){0};
    setMsgSeverity(L_SEVERITY_NONE);
    if (page < 1) return no_page(c, page);
    if (!format_is_pdf(bytes)) return open_picture(c, bytes, page, seen);
    TRY(pdf_open(c, bytes, &document, &pages));
    return page > pages ? no_page(c, page) : pdf_draw(c, document, page, width, seen);
}
