// SPDX-License-Identifier: Apache-2.0
/* picture_test.c -- pages as pictures, made in the process that parses. */
#include "doc/apart.h"
#include "doc/format_testing.h"
#include "sight/page.h"

/* A page of `width` by `height`, grey, with a black square in its upper left corner. */
static PIX *paper(int width, int height)
{
    PIX *pix = pixCreate(width, height, 8);
    pixSetAllArbitrary(pix, 200);
    PIX *square = pixCreate(width / 4, height / 4, 8);
    pixRasterop(pix, 0, 0, width / 4, height / 4, PIX_SRC, square, 0, 0);
    pixDestroy(&square);
    return pix;
}

static Str file_of(PIX *pix, int format)
{
    l_uint8 *data;
    size_t n;
    assert_false(pixWriteMem(&data, &n, pix, format));
    Str bytes = str_copy(&c.mem, (Str){(char *)data, n});
    lept_free(data);
    pixDestroy(&pix);
    return bytes;
}

static PIX *shown(Str bytes, PageOrder order)
{
    Str jpeg;
    c.why[0] = 0;
    if (apart_page(&c, bytes, PAGE_PICTURE, order, &jpeg)) test_fails("refused: %s", c.why);
    PIX *pix = pixReadMem((const l_uint8 *)jpeg.p, jpeg.n);
    assert_non_null(pix);
    assert_int_equal(pixGetWidth(pix), order.width);
    return pix;
}

static unsigned grey(PIX *pix, double x, double y)
{
    l_uint32 value;
    PIX *g = pixConvertTo8(pix, 0);
    pixGetPixel(g, (int)(pixGetWidth(pix) * x), (int)(pixGetHeight(pix) * y), &value);
    pixDestroy(&g);
    return value;
}

static void pictures_come_as_wide_as_asked_and_upright(void **state)
{
    (void)state;
    static const int formats[] = {IFF_PNG, IFF_JFIF_JPEG, IFF_TIFF_LZW};
    for (int i = 0; i < 3; i++) {
        Str bytes = file_of(paper(800, 400), formats[i]);
        PIX *pix = shown(bytes, (PageOrder){1, 200, 0, 0});
        assert_int_equal(pixGetHeight(pix), 100);
        assert_true(grey(pix, 0.1, 0.1) < 40 && grey(pix, 0.9, 0.1) > 160);
        pixDestroy(&pix);
        pix = shown(bytes, (PageOrder){1, 200, 1, 0}); /* what was left above is right above */
        assert_int_equal(pixGetHeight(pix), 400);
        assert_true(grey(pix, 0.9, 0.1) < 40 && grey(pix, 0.1, 0.1) > 160);
        pixDestroy(&pix);
    }
}

/* 842 points high, a black square in the lower left corner of the second page: y counts from below. */
static void pages_of_a_pdf_are_drawn(void **state)
{
    (void)state;
    Str bytes =
        S("%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R 4 0 R]/Count "
          "2>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\n4 0 obj<</Type/Page/Parent 2 0 "
          "R/MediaBox[0 0 595 842]/Contents 5 0 R>>endobj\n5 0 obj<</Length 16>>stream\n0 0 200 200 re f\nendstream "
          "endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n");
    PIX *pix = shown(bytes, (PageOrder){2, 300, 0, 0});
    assert_true(abs(pixGetHeight(pix) - 425) < 3);
    assert_true(grey(pix, 0.1, 0.9) < 40 && grey(pix, 0.1, 0.1) > 250);
    pixDestroy(&pix);
    pix = shown(bytes, (PageOrder){1, 300, 0, 0});
    assert_true(grey(pix, 0.1, 0.9) > 250);
    pixDestroy(&pix);
}

static void refuses(Str bytes, PageOrder order, Fail kind, const char *part)
{
    Str jpeg = {0};
    c.why[0] = 0;
    Fail result = apart_page(&c, bytes, PAGE_PICTURE, order, &jpeg);
    if (result != kind || !strstr(c.why, part)) test_fails("%s: \"%s\"", fail_meaning(result), c.why);
    assert_int_equal(jpeg.n, 0);
}

static void what_cannot_be_shown_says_why(void **state)
{
    (void)state;
    Str png = file_of(paper(800, 400), IFF_PNG);
    refuses(png, (PageOrder){2, 200, 0, 0}, FAIL_MISSING, "không có trang 2");
    refuses(png, (PageOrder){1, 20000, 0, 0}, FAIL_INPUT, "rộng từ");
    refuses(str_slice(png, 0, 30), (PageOrder){1, 200, 0, 0}, FAIL_INPUT, "bị hỏng");
    /* 60,000 x 60,000 pixels in a hundred bytes: refused by its head. */
    Str bomb = str_copy(&c.mem, png);
    memcpy((char *)bomb.p + 16, "\0\0\xEA\x60\0\0\xEA\x60", 8);
    refuses(bomb, (PageOrder){1, 200, 0, 0}, FAIL_INPUT, "triệu điểm");
}

int main(void)
{
#define T(test) cmocka_unit_test_setup_teardown(test, begin, end)
    const struct CMUnitTest tests[] = {
        T(pictures_come_as_wide_as_asked_and_upright),
        T(pages_of_a_pdf_are_drawn),
        T(what_cannot_be_shown_says_why),
    };
    return cmocka_run_group_tests_name("picture", tests, NULL, NULL);
}
