// SPDX-License-Identifier: Apache-2.0
/* scan_test.c -- pictures of pages become lines with places, whichever way they lie; what cannot be read says why.
 * test/documents reads whole plans. */
#include "doc/apart.h"
#include "doc/format_testing.h"
#include "doc/join.h"
#include "doc/scan.h"
#include "sight/scan_testing.h"
#include "viet/text.h"

static const char *const text[] = {"KẾ HOẠCH", "Tổ chức Ngày hội đọc sách năm 2025 trên địa bàn tỉnh",
                                   "1. Các sở, ban, ngành chủ động xây dựng chương trình;",
                                   "2. Ủy ban nhân dân các xã, phường phối hợp thực hiện",
                                   "trước ngày 15 tháng 9 năm 2025."};
enum { LINES = 5, SIZE = 38 };

static PIX *plan_page(void) { return paper_with(text, LINES, SIZE); }

static Doc read_well(Str bytes)
{
    Doc doc;
    c.why[0] = 0;
    if (doc_read(&c, bytes, &doc)) test_fails("refused: %s", c.why);
    return doc;
}

/* Every word stands there. */
static void holds(const Doc *doc, const char *words)
{
    Str rest = str_of(words), word, all = viet_fold(&c.mem, doc->text);
    while (str_cut(&rest, ' ', &word))
        if (!str_contains(all, viet_fold(&c.mem, word)))
            test_fails("no \"%.*s\" in \"%.*s\"", STR_ARGS(word), STR_ARGS(doc->text));
}
#define ALL "KẾ HOẠCH Ngày hội đọc sách năm 2025 sở ban ngành chủ động Ủy ban nhân dân phường 15 tháng 9"

static void a_photo_in_bad_light_is_read_with_its_places(void **state)
{
    (void)state;
    PIX *pix = plan_page();
    paper_shadow(pix);
    Doc doc = read_well(paper_file(&c.mem, pix, IFF_JFIF_JPEG));
    holds(&doc, ALL);
    assert_str(doc.line[0].text, S("KẾ HOẠCH"));
    assert_int_equal(doc.sheets, 1);
    const DocBox *b = doc.line[0].box;
    assert_int_equal(b->page, 1);
    assert_in_range(b->left, 90 * 10000 / PAPER_WIDTH - 150, 90 * 10000 / PAPER_WIDTH + 150);
    assert_in_range((b->top + b->bottom) / 2, 105 * 10000 / PAPER_HEIGHT, 160 * 10000 / PAPER_HEIGHT);
}

/* As it is shown (page_picture), so the places are. */
static void pages_that_lie_are_turned(void **state)
{
    (void)state;
    for (int turn = 1; turn <= 3; turn += 2) {
        PIX *flat = plan_page(), *pix = pixRotateOrth(flat, turn);
        pixDestroy(&flat);
        Doc doc = read_well(paper_file(&c.mem, pix, IFF_PNG));
        assert_int_equal(doc.turn[0].quarters, 4 - turn);
        assert_str(doc.line[0].text, S("KẾ HOẠCH"));
        assert_in_range(doc.line[0].box->left, 500, 1000);
    }
}

static void pages_that_lean_are_levelled(void **state)
{
    (void)state;
    PIX *flat = plan_page(), *pix = pixRotate(flat, (float)(2 * M_PI / 180), L_ROTATE_AREA_MAP, L_BRING_IN_WHITE, 0, 0);
    pixDestroy(&flat);
    pixSetResolution(pix, PAPER_DPI, PAPER_DPI);
    Doc doc = read_well(paper_file(&c.mem, pix, IFF_PNG));
    holds(&doc, ALL);
    assert_in_range(doc.turn[0].skew + 1000, 1000 - 230, 1000 - 170);
}

static void pages_of_a_tiff_follow_each_other(void **state)
{
    (void)state;
    l_uint8 *data;
    size_t n;
    PIXA *all = pixaCreate(2);
    pixaAddPix(all, plan_page(), L_INSERT);
    static const char *const second[] = {"Nơi nhận: các sở, ban, ngành thuộc tỉnh;", "- Lưu: Văn thư, phòng tổng hợp."};
    pixaAddPix(all, paper_with(second, 2, SIZE), L_INSERT);
    assert_false(pixaWriteMemMultipageTiff(&data, &n, all));
    Doc doc = read_well(str_copy(&c.mem, (Str){(char *)data, n}));
    lept_free(data);
    pixaDestroy(&all);
    assert_int_equal(doc.sheets, 2);
    holds(&doc, ALL " Nơi nhận Lưu Văn thư");
    assert_int_equal(doc.line[doc.n - 1].box->page, 2);
}

/* A telephone's JPEG, a scanner's PNG and a fax of two pages: one document, read in this order. */
static void pictures_that_were_sent_together_are_one_document(void **state)
{
    (void)state;
    static const char *const last[] = {"Nơi nhận: các sở, ban, ngành thuộc tỉnh;", "- Lưu: Văn thư, phòng tổng hợp."};
    PIX *grey = paper_with(last, 2, SIZE), *fax = pixThresholdToBinary(grey, 150);
    pixDestroy(&grey);
    Str files[] = {paper_file(&c.mem, plan_page(), IFF_JFIF_JPEG), paper_file(&c.mem, plan_page(), IFF_PNG),
                   paper_file(&c.mem, fax, IFF_TIFF_G4)},
        pdf;
    if (join_pages(&c, files, 3, &pdf)) test_fails("%s", c.why);
    assert_true(str_starts(pdf, S("%PDF-")));
    assert_true(pdf.n < files[0].n + 2 * files[1].n + files[2].n + 8000); /* the JPEG as it was */
    Doc doc = read_well(pdf);
    assert_int_equal(doc.sheets, 3);
    holds(&doc, ALL " Nơi nhận Lưu Văn thư");
    assert_int_equal(doc.line[0].box->page, 1);
    assert_int_equal(doc.line[doc.n - 1].box->page, 3);
}

static void what_cannot_be_joined_says_which_file(void **state)
{
    (void)state;
    Str page = paper_file(&c.mem, plan_page(), IFF_JFIF_JPEG), pdf;
    assert_int_equal(join_pages(&c, (Str[]){page, S("%PDF-1.4 …")}, 2, &pdf), FAIL_INPUT);
    assert_non_null(strstr(c.why, "Tệp thứ 2 không phải ảnh"));
    c.why[0] = 0;
    assert_int_equal(join_pages(&c, (Str[]){page, page, str_slice(page, 0, 60)}, 3, &pdf), FAIL_INPUT);
    if (!strstr(c.why, "hỏng")) test_fails("%s", c.why);
    Str many = S("9\nabc"), file; /* a length that is not there */
    assert_false(join_next(&many, &file));
}

static void refuses(Str bytes, const char *part)
{
    Doc doc;
    c.why[0] = 0;
    Fail result = doc_read(&c, bytes, &doc);
    if (result != FAIL_INPUT || !strstr(c.why, part)) test_fails("%s: \"%s\"", fail_meaning(result), c.why);
}

static void what_holds_no_print_says_what_to_do(void **state)
{
    (void)state;
    refuses(paper_file(&c.mem, paper_with(NULL, 0, SIZE), IFF_PNG), "trang trắng");
    PIX *page = plan_page(), *coarse = pixScale(page, 0.12F, 0.12F);
    pixDestroy(&page);
    refuses(paper_file(&c.mem, coarse, IFF_PNG), "quá thấp để đọc chữ");
    /* Waves of ink. */
    PIX *pix = paper_with(NULL, 0, SIZE);
    for (int row = 0; row < 8; row++)
        for (int x = 100; x < 1000; x++)
            for (int k = 0; k < 3; k++)
                pixSetPixel(pix, x, 150 + row * 100 + k + (int)(25 * sin(x / (8.0 + row)) * cos(x / 37.0)), 30);
    refuses(paper_file(&c.mem, pix, IFF_PNG), "quét lại");
}

static void how_well_a_text_reads(void **state)
{
    (void)state;
    assert_true(scan_quality(S("Ủy ban nhân dân tỉnh ban hành Kế hoạch tổ chức thực hiện")) > 0.95);
    assert_true(scan_quality(S("Uy ban nhan dan tinh ban hanh Ke hoach to chirc thuc hien")) < 0.5);
    assert_true(scan_quality(S("Uỷ bnn nhân dfln tỉnh hnn hành Kê hoqch tò chirc thvrc hiện")) < 0.8);
}

int main(void)
{
#define T(test) cmocka_unit_test_setup_teardown(test, begin, end)
    const struct CMUnitTest tests[] = {
        T(a_photo_in_bad_light_is_read_with_its_places),
        T(pages_that_lie_are_turned),
        T(pages_that_lean_are_levelled),
        T(pages_of_a_tiff_follow_each_other),
        T(pictures_that_were_sent_together_are_one_document),
        T(what_cannot_be_joined_says_which_file),
        T(what_holds_no_print_says_what_to_do),
        T(how_well_a_text_reads),
    };
    return cmocka_run_group_tests_name("scan", tests, NULL, NULL);
}
