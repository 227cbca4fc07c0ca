// SPDX-License-Identifier: Apache-2.0
/* ocr.c -- Tesseract's words, each as high as the letters of its line: so lines of a scan look to pdf_flow.c as those
 * of a PDF do. */
#include "sight/scan.h"
#include <tesseract/capi.h>

/* A process reads one page and ends: nothing is given back. */
static TessBaseAPI *api;

Fail ocr_ready(Ctx *c)
{
    setMsgSeverity(L_SEVERITY_NONE);
    if (api) return OK;
    api = TessBaseAPICreate();
    if (!api || TessBaseAPIInit2(api, NULL, "vie", OEM_LSTM_ONLY))
        return fail(c, FAIL_STORE,
                    "Máy chủ chưa cài phần nhận dạng chữ tiếng Việt. Hãy nhờ người quản trị cài gói tesseract-ocr-vie, "
                    "rồi gửi lại; hoặc gửi bản Word của văn bản.");
    TessBaseAPISetVariable(api, "tessedit_do_invert", "0");
    TessBaseAPISetVariable(api, "debug_file", "/dev/null");
    return OK;
}

/* Of letters of one em in a font of letters (Times): what stands over the base line, under it, and how far words
 * usually reach up. */
static const float over = 0.89F, under = 0.22F, reach = 0.70F;

typedef struct {
    Ctx *c;
    float points; /* of a pixel */
    OcrWordList *words;
    LIST(float) ems; /* of each word, by its line */
} Reading;

static int by_value(const void *a, const void *b)
{
    float x = *(const float *)a, y = *(const float *)b;
    return x < y ? -1 : x > y;
}

static float middle_of(Ctx *c, const float *values, size_t n)
{
    if (!n) return 0;
    Arena mark = c->mem;
    float *sorted = NEW(&c->mem, float, n);
    memcpy(sorted, values, n * sizeof *values);
    qsort(sorted, n, sizeof *sorted, by_value);
    float middle = sorted[n / 2];
    c->mem.at = mark.at;
    return middle;
}

/* The words from `first` on are a line: their em, until the page's is known. */
static void close_line(Reading *r, size_t first, float base)
{
    size_t n = r->words->n - first;
    float *up = NEW(&r->c->mem, float, n + 1);
    for (size_t i = 0; i < n; i++) up[i] = base - r->words->at[first + i].word.top;
    float em = middle_of(r->c, up, n) / reach;
    for (size_t i = 0; i < n; i++) {
        r->words->at[first + i].word.bottom = base;
        *list_add(&r->c->mem, &r->ems) = em;
    }
}

/* Rules, folds and dirt, not words. */
static bool is_dirt(Str s, int confidence)
{
    enum { SURE = 50 };
    bool letters = false, drawn = true;
    for (size_t i = 0; i < s.n; i++) {
        unsigned char b = (unsigned char)s.p[i];
        letters |= b >= 0xC3 || (b >= '0' && b <= '9') || (b >= 'a' && b <= 'z') || (b >= 'A' && b <= 'Z');
        drawn &= strchr("_|~=^`'\"\\", s.p[i]) != NULL;
    }
    return drawn || (!letters && confidence < SURE);
}

/* The letter of Icelandic that looks like "Đ", alone or beside it. */
static Str without_eth(Arena *a, Str s)
{
    static const Str eth = STR("Ð"), d = STR("Đ");
    char *p = NEW(a, char, s.n + 1);
    size_t n = 0;
    while (s.n) {
        bool stroked = str_starts(s, eth) || str_starts(s, d);
        size_t step = stroked ? d.n : 1;
        if (stroked && n >= d.n && str_starts(s, eth) && !memcmp(p + n - d.n, d.p, d.n)) step = 0;
        if (step) memcpy(p + n, stroked ? d.p : s.p, step);
        n += step, s = str_from(s, stroked ? d.n : 1);
    }
    return (Str){p, n};
}

static void add_word(Reading *r, const TessResultIterator *at, const TessPageIterator *box)
{
    int left, top, right, bottom;
    char *text = TessResultIteratorGetUTF8Text(at, RIL_WORD);
    Str s = text ? str_trim(str_of(text)) : (Str){0};
    int confidence = (int)TessResultIteratorConfidence(at, RIL_WORD);
    if (s.n && str_is_utf8(s) && !is_dirt(s, confidence) &&
        TessPageIteratorBoundingBox(box, RIL_WORD, &left, &top, &right, &bottom)) {
        OcrWord *w = list_add(&r->c->mem, r->words);
        w->word = (PdfWord){(float)left * r->points, (float)right * r->points, (float)top * r->points,
                            (float)bottom * r->points, without_eth(&r->c->mem, s)};
        w->confidence = confidence;
    }
    TessDeleteText(text);
}

static float base_of(const Reading *r, const TessPageIterator *box)
{
    int x1, y1, x2, y2, left, top, right, bottom = 0;
    if (TessPageIteratorBaseline(box, RIL_TEXTLINE, &x1, &y1, &x2, &y2)) return (float)(y1 + y2) / 2 * r->points;
    TessPageIteratorBoundingBox(box, RIL_TEXTLINE, &left, &top, &right, &bottom);
    return (float)bottom * r->points;
}

/* Letters of about the page's size are of that size. */
static void level_heights(Reading *r)
{
    float page = middle_of(r->c, r->ems.at, r->ems.n);
    for (size_t i = 0; i < r->words->n; i++) {
        PdfWord *w = &r->words->at[i].word;
        float em = r->ems.at[i] > 0.8F * page && r->ems.at[i] < 1.25F * page ? page : r->ems.at[i], base = w->bottom;
        w->top = base - over * em, w->bottom = base + under * em;
        if (w->top < 0) w->top = 0;
    }
}

static void add_words(Reading *r, const TessResultIterator *at)
{
    const TessPageIterator *box = TessResultIteratorGetPageIteratorConst(at);
    size_t first = r->words->n;
    float base = 0;
    do {
        if (TessPageIteratorIsAtBeginningOf(box, RIL_TEXTLINE)) {
            close_line(r, first, base);
            first = r->words->n, base = base_of(r, box);
        }
        add_word(r, at, box);
    } while (TessResultIteratorNext((TessResultIterator *)at, RIL_WORD));
    close_line(r, first, base);
}

static Fail recognise(Reading *r, TessPageSegMode mode)
{
    TessBaseAPISetPageSegMode(api, mode);
    if (TessBaseAPIRecognize(api, NULL))
        return fail(r->c, FAIL_INPUT, "Không nhận dạng được chữ trên ảnh. Hãy quét lại rõ hơn rồi gửi lại.");
    TessResultIterator *at = TessBaseAPIGetIterator(api);
    if (at) add_words(r, at);
    TessResultIteratorDelete(at);
    return OK;
}

/* -- tables ------------------------------------------------------------------------------------------------- */

enum { RULE = 4 }; /* pixels beside a rule that are its own */

/* Something stands in it; a stroke of a rule is nothing. */
static bool has_ink(PIX *page, const RuledBox *b)
{
    enum { INK = 160, LEAST = 40 };
    int dark = 0;
    for (int y = b->top + RULE; y < b->bottom - RULE; y++) {
        const l_uint32 *line = pixGetData(page) + (ptrdiff_t)y * pixGetWpl(page);
        for (int x = b->left + RULE; x < b->right - RULE && dark < LEAST; x++) dark += GET_DATA_BYTE(line, x) < INK;
    }
    return dark >= LEAST;
}

static bool is_inside(PIX *page, const RuledBox *b)
{
    return b->left >= 0 && b->top >= 0 && b->right <= pixGetWidth(page) && b->bottom <= pixGetHeight(page);
}

static Fail read_cells(Reading *r, PIX *page, const RuledTable *t)
{
    for (size_t i = 0; i < t->n; i++) {
        const RuledBox *b = &t->cell[i].box;
        if (!is_inside(page, b) || !has_ink(page, b)) continue;
        TessBaseAPISetRectangle(api, b->left + RULE, b->top + RULE, b->right - b->left - 2 * RULE,
                                b->bottom - b->top - 2 * RULE);
        TRY(recognise(r, PSM_SINGLE_BLOCK));
    }
    return OK;
}

/* What is left of the page when its tables are covered. */
static Fail read_rest(Reading *r, const CleanPage *page)
{
    PIX *rest = page->pix;
    if (page->ruled.tables.n) {
        PIX **kept = page_keep(r->c);
        rest = *kept = pixCopy(NULL, page->pix);
        if (!rest) return OK;
        for (size_t i = 0; i < page->ruled.tables.n; i++) {
            RuledBox b = page->ruled.tables.at[i].box;
            pixRasterop(rest, b.left - RULE, b.top - RULE, b.right - b.left + 2 * RULE, b.bottom - b.top + 2 * RULE,
                        PIX_SET, NULL, 0, 0);
        }
    }
    TessBaseAPISetImage2(api, rest);
    TessBaseAPISetSourceResolution(api, SCAN_DPI);
    return recognise(r, PSM_AUTO);
}

Fail ocr_words(Ctx *c, const CleanPage *page, OcrWordList *words)
{
    *words = (OcrWordList){0};
    Reading r = {.c = c, .points = (float)(page->width / pixGetWidth(page->pix)), .words = words};
    TRY(ocr_ready(c));
    TRY(read_rest(&r, page));
    if (page->ruled.tables.n) {
        TessBaseAPISetImage2(api, page->pix);
        TessBaseAPISetSourceResolution(api, SCAN_DPI);
    }
    for (size_t i = 0; i < page->ruled.tables.n; i++) TRY(read_cells(&r, page->pix, &page->ruled.tables.at[i]));
    level_heights(&r);
    return OK;
}
