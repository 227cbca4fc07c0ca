// SPDX-License-Identifier: Apache-2.0
/* Any bytes as a picture or PDF of which a page is shown and made ready to be read; and as the words of scanned pages,
 * whose answer goes through a parcel.  Tesseract itself is not asked: it would take seconds a try. */
#include "doc/parcel.h"
#include "sight/scan.h"
#include "sight/sight.h"
#include <assert.h>

static Fail show(Ctx *c, void *arg)
{
    Str jpeg;
    TRY(page_picture(c, *(Str *)arg, &(PageOrder){1, PICTURE_WIDTH_MIN, 1, 150}, &jpeg));
    assert(str_starts(jpeg, S("\xFF\xD8\xFF")));
    return OK;
}

static Fail clean(Ctx *c, void *arg)
{
    SeenPage seen;
    CleanPage page;
    TRY(page_open(c, *(Str *)arg, 1, PICTURE_WIDTH_MIN, &seen));
    if ((int64_t)pixGetWidth(seen.pix) * pixGetHeight(seen.pix) > 1 << 16) return OK; /* slow, and no other way */
    TRY(clean_page(c, &seen, &page));
    assert(pixGetDepth(page.pix) == 8 && page.turn >= 0 && page.turn <= 3);
    return OK;
}

static Fail join(Ctx *c, void *arg)
{
    Parsed parsed, again;
    Out parcel = {.mem = &c->mem};
    TRY(words_parse(c, *(Str *)arg, &parsed));
    parcel_pack(&parcel, OK, (Str){0}, &parsed);
    Fail result = parcel_open(c, out_str(&parcel), &again);
    assert(!result && str_equal(again.text, parsed.text) && again.sheets == parsed.sheets);
    return OK;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    static Arena whole;
    static Fail (*const all[])(Ctx *, void *) = {show, clean, join};
    if (!whole.at) whole = arena_reserve((size_t)256 << 20);
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        Ctx c = {.mem = whole};
        Fail result = edge_run(&c, all[i], &(Str){(const char *)bytes, n});
        assert(!result || c.why[0]);
    }
    return 0;
}
