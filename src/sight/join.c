// SPDX-License-Identifier: Apache-2.0
/* join.c -- photos and scans of single pages become one PDF: a JPEG goes in as it is, other pictures without loss. */
#include "doc/join.h"
#include "sight/page.h"
#include "sight/sight.h"

typedef struct {
    L_PTRA *pages; /* of L_BYTEA, a PDF each */
    L_COMP_DATA *data;
    l_uint8 *whole;
} Joining;

static void end_joining(void *arg)
{
    Joining *j = arg;
    int n = 0;
    if (j->pages) ptraGetActualCount(j->pages, &n);
    for (int i = 0; i < n; i++) {
        L_BYTEA *page = ptraRemove(j->pages, i, L_NO_COMPACTION);
        l_byteaDestroy(&page);
    }
    ptraDestroy(&j->pages, 0, 0);
    l_CIDataDestroy(&j->data);
    lept_free(j->whole);
}

static Fail broken(Ctx *c, size_t number)
{
    return fail(c, FAIL_INPUT, "Tệp thứ %zu bị hỏng, không mở được. Hãy chụp hoặc quét lại trang ấy rồi gửi lại.",
                number);
}

/* `data` becomes the next page, as large as paper of an office: pictures of telephones do not know. */
static bool add_page(Joining *j)
{
    const double a4_inches = 8.27;
    int shorter = j->data->w < j->data->h ? j->data->w : j->data->h;
    l_uint8 *pdf = NULL;
    size_t n = 0;
    j->data->res = (int)(shorter / a4_inches + 0.5);
    if (j->data->res < 1) j->data->res = 1;
    bool good = !cidConvertToPdfData(j->data, NULL, &pdf, &n);
    j->data = NULL; /* it was freed */
    L_BYTEA *page = good ? l_byteaInitFromMem(pdf, n) : NULL;
    if (page) ptraAdd(j->pages, page);
    lept_free(pdf);
    return page;
}

/* Packed without loss; what a fax has is not used, for leptonica writes it by way of a file, which nobody has here. */
static Fail add_drawn(Ctx *c, Joining *j, Str bytes, size_t number)
{
    int pages;
    TRY(page_count(c, bytes, &pages));
    for (int i = 1; i <= pages; i++) {
        SeenPage seen;
        Arena mark = c->mem;
        TRY(page_open(c, bytes, i, 0, &seen));
        if (pixGenerateCIData(seen.pix, L_FLATE_ENCODE, 0, 0, &j->data) || !add_page(j)) return broken(c, number);
        arena_back(&c->mem, mark);
    }
    return OK;
}

static Fail add_file(Ctx *c, Joining *j, Str bytes, size_t number)
{
    int pages;
    if (!str_starts(bytes, S("\xFF\xD8\xFF"))) return add_drawn(c, j, bytes, number);
    TRY(page_count(c, bytes, &pages));                              /* its size */
    l_uint8 *own = l_binaryCopy((const l_uint8 *)bytes.p, bytes.n); /* which it frees with what it makes */
    j->data = own ? l_generateJpegDataMem(own, bytes.n, 0) : NULL;
    return j->data && add_page(j) ? OK : broken(c, number);
}

Fail pages_join(Ctx *c, Str bytes, const PageOrder *unused, Str *pdf)
{
    Joining *j = NEW(&c->mem, Joining, 1);
    Str file;
    size_t n = 0;
    (void)unused;
    arena_at_end(&c->mem, end_joining, j);
    setMsgSeverity(L_SEVERITY_NONE);
    j->pages = ptraCreate(0);
    for (size_t number = 1; join_next(&bytes, &file); number++) TRY(add_file(c, j, file, number));
    int pages = 0;
    ptraGetActualCount(j->pages, &pages);
    if (pages > FORMAT_PAGES_MAX)
        return fail(c, FAIL_INPUT, "Các tệp có hơn %d trang, không phải một bản kế hoạch. Hãy gửi riêng phần kế hoạch.",
                    FORMAT_PAGES_MAX);
    if (!pages || ptraConcatenatePdfToData(j->pages, NULL, &j->whole, &n))
        return fail(c, FAIL_INPUT, "Không ghép được các ảnh thành một tệp. Hãy ghép thành một tệp PDF rồi gửi lại.");
    *pdf = (Str){(const char *)j->whole, n};
    return OK;
}
