// SPDX-License-Identifier: Apache-2.0
/* pdf_test.c -- pages drawn word by word, read in the order of people.  Letters with marks need fonts in the file:
 * test/documents has such. */
#include "doc/format_testing.h"

/* A text at x, y points from the left and the top, and its size; 0 = operators that draw something. */
typedef struct {
    int page, x, y, size;
    const char *text;
} Print;

/* The file without its table of objects: poppler finds them. */
static Str pdf_of(const Print *print, size_t n, int pages, const char *trailer)
{
    Out o = {.mem = &c.mem};
    out_raw(&o, S("%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids["));
    for (int k = 0; k < pages; k++) out_format(&o, "%d 0 R ", 10 + 2 * k);
    out_format(&o, "]/Count %d>>endobj\n3 0 obj<</Type/Font/Subtype/Type1/BaseFont/Times-Roman>>endobj\n", pages);
    for (int k = 0; k < pages; k++) {
        Out page = {.mem = &c.mem};
        for (size_t i = 0; i < n; i++)
            if (print[i].page == k && !print[i].size) out_format(&page, "%s\n", print[i].text);
            else if (print[i].page == k)
                out_format(&page, "BT /F %d Tf %d %d Td (%s) Tj ET\n", print[i].size, print[i].x, 842 - print[i].y,
                           print[i].text);
        out_format(&o,
                   "%d 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F 3 0 R>>>>/Contents %d "
                   "0 R>>endobj\n",
                   10 + 2 * k, 11 + 2 * k);
        out_format(&o, "%d 0 obj<</Length %zu>>stream\n%.*s\nendstream endobj\n", 11 + 2 * k, page.n + 1, (int)page.n,
                   page.n ? page.p : "");
    }
    out_format(&o, "trailer<</Root 1 0 R%s>>\n%%%%EOF\n", trailer);
    return out_str(&o);
}

static void reads(const Print *print, size_t n, int pages, const char *lines)
{
    Doc doc;
    c.why[0] = 0;
    if (doc_read(&c, pdf_of(print, n, pages, ""), &doc)) test_fails("refused: %s", c.why);
    assert_str(doc_shown(&c, &doc), str_of(lines));
}
#define READS(print, pages, lines) reads(print, sizeof(print) / sizeof *(print), pages, lines)

static void what_stands_side_by_side_is_read_one_after_the_other(void **state)
{
    (void)state;
    static const Print print[] = {
        {0, 300, 60, 13, "CONG HOA XA HOI CHU NGHIA VIET NAM"},
        {0, 80, 60, 13, "UY BAN NHAN DAN"},
        {0, 90, 76, 13, "TINH HOA AN"},
        {0, 340, 76, 13, "Doc lap - Tu do - Hanh phuc"},
        {0, 80, 100, 13, "So: 12/KH-UBND"},
        {0, 360, 100, 13, "Hoa An, ngay 05 thang 02 nam 2025"},
        {0, 250, 140, 14, "KE HOACH"},
        {0, 200, 158, 14, "To chuc hoi thi nam 2025"},
    };
    READS(print, 1,
          "UY BAN NHAN DAN\nTINH HOA AN\nSo: 12/KH-UBND\nCONG HOA XA HOI CHU NGHIA VIET NAM\nDoc lap - Tu do - Hanh "
          "phuc\n"
          "Hoa An, ngay 05 thang 02 nam 2025\nKE HOACH\nTo chuc hoi thi nam 2025\n");
}

#define FULL "aaaa bbbb cccc dddd eeee ffff gggg hhhh iiii jjjj kkkk llll mmmm nnnn oooo pppp qqqq rrrr"
static void full_lines_go_on_over_pages_without_their_numbers(void **state)
{
    (void)state;
    static const Print print[] = {
        {0, 300, 30, 12, "1"},
        {0, 110, 70, 12, FULL},
        {0, 85, 86, 12, FULL},
        {0, 85, 102, 12, "ket thuc."},
        {0, 110, 118, 12, "Doan hai " FULL},
        {1, 300, 30, 12, "2"},
        {1, 85, 70, 12, FULL},
        {1, 85, 86, 12, "het."},
        {1, 110, 102, 12, "Doan ba."},
    };
    READS(print, 2, FULL " " FULL " ket thuc.\nDoan hai " FULL " " FULL " het.\nDoan ba.\n");
}

static void a_table_is_found_by_the_places_of_its_words(void **state)
{
    (void)state;
    static const Print print[] = {
        {0, 240, 50, 12, "DANH MUC"},
        {0, 62, 80, 12, "TT"},
        {0, 110, 80, 12, "Noi dung nhiem vu"},
        {0, 300, 80, 12, "Chu tri"},
        {0, 420, 80, 12, "Thoi gian"},
        {0, 65, 104, 12, "1"},
        {0, 90, 104, 12, "Viec thu nhat co"},
        {0, 300, 104, 12, "So Y te"},
        {0, 420, 104, 12, "Quy I"},
        {0, 90, 118, 12, "hai dong"},
        {0, 60, 142, 12, "II. Nhom viec chung cua ca tinh keo qua moi cot cua bang nay"},
        {0, 65, 166, 12, "2"},
        {0, 90, 166, 12, "Viec thu hai"},
        {0, 300, 166, 12, "So Noi vu"},
        {0, 420, 166, 12, "Quy II"},
        {0, 65, 190, 12, "3"},
        {0, 90, 190, 12, "Viec thu ba"},
        {0, 300, 190, 12, "So A"},
        {0, 420, 190, 12, "Quy III"},
        {1, 62, 50, 12, "TT"},
        {1, 110, 50, 12, "Noi dung nhiem vu"},
        {1, 300, 50, 12, "Chu tri"},
        {1, 420, 50, 12, "Thoi gian"},
        {1, 90, 74, 12, "goi dau trang"},
        {1, 65, 98, 12, "4"},
        {1, 90, 98, 12, "Viec cuoi"},
        {1, 300, 98, 12, "So B"},
        {1, 420, 98, 12, "Quy IV"},
        {1, 85, 160, 12, "Ghi chu o duoi bang, mot dong dai keo qua cac cot cua bang."},
    };
    READS(print, 2,
          "DANH MUC\nTT Noi dung nhiem vu Chu tri Thoi gian\n1 Viec thu nhat co hai dong So Y te Quy I\n"
          "II. Nhom viec chung cua ca tinh keo qua moi cot cua bang nay\n2 Viec thu hai So Noi vu Quy II\n3 Viec thu "
          "ba goi dau trang So A Quy III\n4 Viec cuoi So B Quy IV\n"
          "Ghi chu o duoi bang, mot dong dai keo qua cac cot cua bang.\n"
          "= TT | Noi dung nhiem vu | Chu tri | Thoi gian\n3: 0 1 1 Viec thu nhat co hai dong 2 So Y te 3 Quy I\n"
          "4: 0+4 II. Nhom viec chung cua ca tinh keo qua moi cot cua bang nay\n5: 0 2 1 Viec thu hai 2 So Noi vu 3 "
          "Quy II\n"
          "6: 0 3 1 Viec thu ba goi dau trang 2 So A 3 Quy III\n7: 0 4 1 Viec cuoi 2 So B 3 Quy IV\n");
}

/* In ten-thousandths of a page of 595 x 842 points, to a hundredth of it. */
static void stands(const Line *l, size_t k, int page, int left, int middle)
{
    enum { NEAR = 100 };
    if (k >= l->boxes) test_fails("line %d has %zu places", l->number, l->boxes);
    const DocBox *b = &l->box[k];
    int y = (b->top + b->bottom) / 2;
    if (b->page != page || abs(b->left - left * 10000 / 595) > NEAR || abs(y - middle * 10000 / 842) > NEAR ||
        b->right <= b->left || b->bottom <= b->top)
        test_fails("line %d stands on %d at %d %d", l->number, b->page, b->left, y);
}

static Doc placed(const Print *print, size_t n)
{
    Doc doc;
    c.why[0] = 0;
    if (doc_read(&c, pdf_of(print, n, 2, ""), &doc)) test_fails("refused: %s", c.why);
    assert_int_equal(doc.sheets, 2);
    return doc;
}

static void printed_lines_and_cells_know_their_places(void **state)
{
    (void)state;
    static const Print text[] = {
        {0, 110, 70, 12, FULL}, {0, 85, 86, 12, FULL}, {0, 110, 102, 12, "Hai " FULL}, {1, 85, 70, 12, "het."}};
    static const Print table[] = {
        {0, 62, 160, 12, "TT"},         {0, 110, 160, 12, "Noi dung"}, {0, 300, 160, 12, "Chu tri"},
        {0, 420, 160, 12, "Thoi gian"}, {0, 65, 184, 12, "1"},         {0, 90, 184, 12, "Viec mot"},
        {0, 300, 184, 12, "So A"},      {0, 420, 184, 12, "Quy I"},    {0, 65, 208, 12, "2"},
        {0, 90, 208, 12, "Viec hai"},   {0, 300, 208, 12, "So B"},     {0, 420, 208, 12, "Quy II"},
        {1, 62, 50, 12, "TT"},          {1, 110, 50, 12, "Noi dung"},  {1, 300, 50, 12, "Chu tri"},
        {1, 420, 50, 12, "Thoi gian"},  {1, 90, 74, 12, "goi trang"},  {1, 65, 98, 12, "3"},
        {1, 90, 98, 12, "Viec ba"},     {1, 300, 98, 12, "So C"},      {1, 420, 98, 12, "Quy IV"},
    };
    Doc doc = placed(text, sizeof text / sizeof *text);
    stands(&doc.line[0], 0, 1, 110, 67);
    stands(&doc.line[0], 1, 1, 85, 83);
    stands(&doc.line[1], 0, 1, 110, 99);
    stands(&doc.line[1], 1, 2, 85, 67); /* the paragraph goes on over the page */
    doc = placed(table, sizeof table / sizeof *table);
    stands(&doc.line[0], 3, 1, 420, 157); /* the head */
    stands(&doc.line[1], 1, 1, 90, 181);
    stands(&doc.line[1], 3, 1, 420, 181);
    stands(&doc.line[2], 1, 1, 90, 205); /* a cell that goes on over the page */
    stands(&doc.line[2], 2, 2, 90, 71);
    stands(&doc.line[3], 1, 2, 90, 95);
}

/* Rows of cells, "<rows x columns>" behind merged ones. */
static void draws(const Print *print, size_t n, int pages, const char *expected)
{
    Doc doc;
    Out o = {.mem = &c.mem};
    c.why[0] = 0;
    if (doc_read(&c, pdf_of(print, n, pages, ""), &doc)) test_fails("refused: %s", c.why);
    for (size_t t = 0; t < doc.drawn.n; t++)
        for (size_t i = 0, row = 0; i < doc.drawn.at[t].cells.n; i++) {
            const DrawnCell *cell = &doc.drawn.at[t].cells.at[i];
            if (i) out_raw(&o, (size_t)cell->row > row ? S("\n") : S(" | "));
            row = (size_t)cell->row;
            out_raw(&o, cell->text);
            if (cell->rows * cell->columns > 1) out_format(&o, "<%dx%d>", cell->rows, cell->columns);
        }
    assert_str(out_str(&o), str_of(expected));
}

#define ACROSS(y)  "50 " #y " 500 0.6 re f"
#define DOWN(x, y) #x " " #y " 0.6 60 re f"
static void a_table_with_rules_goes_on_on_the_next_page(void **state)
{
    (void)state;
    static const Print print[] = {
        {0, 0, 0, 0, ACROSS(160) " " ACROSS(140) " " ACROSS(120) " " ACROSS(100)},
        {0, 0, 0, 0, DOWN(50, 100) " " DOWN(120, 100) " " DOWN(300, 100) " " DOWN(550, 100)},
        {0, 55, 697, 10, "TT"},
        {0, 130, 697, 10, "Noi dung"},
        {0, 310, 697, 10, "Chu tri"},
        {0, 55, 717, 10, "1"},
        {0, 130, 717, 10, "Viec mot"},
        {0, 310, 717, 10, "So A"},
        {0, 55, 737, 10, "2"},
        {0, 130, 737, 10, "Viec hai"},
        {0, 310, 737, 10, "So B"},
        {1, 0, 0, 0, ACROSS(760) " " ACROSS(740) " " ACROSS(720) " " ACROSS(700)},
        {1, 0, 0, 0, DOWN(50, 700) " " DOWN(120, 700) " " DOWN(300, 700) " " DOWN(550, 700)},
        {1, 55, 97, 10, "TT"},
        {1, 130, 97, 10, "Noi dung"},
        {1, 310, 97, 10, "Chu tri"},
        {1, 130, 117, 10, "con lai"},
        {1, 55, 137, 10, "3"},
        {1, 130, 137, 10, "Viec ba"},
        {1, 310, 137, 10, "So C"},
    };
    draws(print, sizeof print / sizeof *print, 2,
          "TT | Noi dung | Chu tri\n1 | Viec mot | So A\n2 | Viec hai con lai | So B\n3 | Viec ba | So C");
}

static void columns_of_figures_are_a_table_without_any_rule(void **state)
{
    (void)state;
    static const Print print[] = {
        {0, 72, 60, 11, "Public expenditure on services is reported each quarter by all departments of the state."},
        {0, 72, 74, 11, "The figures below were agreed with the office and include transfers between levels."},
        {0, 160, 100, 11, "Men"},
        {0, 250, 100, 11, "Women"},
        {0, 72, 118, 11, "Austria"},
        {0, 160, 118, 11, "1,234"},
        {0, 250, 118, 11, "95.5"},
        {0, 72, 132, 11, "Belgium"},
        {0, 160, 132, 11, "845"},
        {0, 250, 132, 11, "4.0"},
        {0, 72, 146, 11, "Denmark"},
        {0, 160, 146, 11, "12"},
        {0, 250, 146, 11, "-"},
        {0, 72, 180, 11, "Estimates for the last period are provisional and will be revised when returns have come."},
    };
    draws(print, sizeof print / sizeof *print, 1,
          " | Men | Women\nAustria | 1,234 | 95.5\nBelgium | 845 | 4.0\nDenmark | 12 | -");
}

static void text_in_two_columns_and_lists_are_no_table(void **state)
{
    (void)state;
    static const Print print[] = {
        {0, 60, 60, 10, "Public expenditure on services is reported each"},
        {0, 320, 60, 10, "office and include transfers between levels of"},
        {0, 60, 74, 10, "quarter by all departments. The figures below"},
        {0, 320, 74, 10, "government. Estimates for the last period are"},
        {0, 60, 88, 10, "were agreed with the statistical office in 2012"},
        {0, 320, 88, 10, "provisional and will be revised when returns"},
        {0, 60, 102, 10, "and checked against the accounts of the year."},
        {0, 320, 102, 10, "have been received from all reporting units."},
        {0, 60, 140, 10, "1."},
        {0, 80, 140, 10, "First of the purposes"},
        {0, 60, 154, 10, "2."},
        {0, 80, 154, 10, "Second of the purposes"},
        {0, 60, 168, 10, "3."},
        {0, 80, 168, 10, "Third of the purposes"},
        {0, 60, 200, 10, "Chapter one ...................."},
        {0, 400, 200, 10, "1"},
        {0, 60, 214, 10, "Chapter two ...................."},
        {0, 400, 214, 10, "12"},
        {0, 60, 228, 10, "Chapter three .................."},
        {0, 400, 228, 10, "27"},
    };
    draws(print, sizeof print / sizeof *print, 1, "");
}

static void refuses(Str bytes, const char *part)
{
    Doc doc;
    c.why[0] = 0;
    assert_int_equal(doc_read(&c, bytes, &doc), FAIL_INPUT);
    if (!strstr(c.why, part)) test_fails("\"%s\" does not say \"%s\"", c.why, part);
}

static void a_pdf_without_text_locked_broken_or_too_long_says_what_to_do(void **state)
{
    (void)state;
    refuses(pdf_of(NULL, 0, 1, ""), "trang trắng");
    refuses(pdf_of(NULL, 0, 501, ""), "hơn 500 trang");
    refuses(pdf_of(NULL, 0, 1,
                   "/Encrypt<</Filter/Standard/V 1/R "
                   "2/O(01234567890123456789012345678901)/U(01234567890123456789012345678901)/P -1>>"
                   "/ID[(0123456789012345)(0123456789012345)]"),
            "mật khẩu");
    refuses(S("%PDF-1.7\nkhông còn gì"), "bị hỏng");
}

int main(void)
{
#define T(test) cmocka_unit_test_setup_teardown(test, begin, end)
    const struct CMUnitTest tests[] = {
        T(what_stands_side_by_side_is_read_one_after_the_other),
        T(full_lines_go_on_over_pages_without_their_numbers),
        T(a_table_is_found_by_the_places_of_its_words),
        T(a_table_with_rules_goes_on_on_the_next_page),
        T(columns_of_figures_are_a_table_without_any_rule),
        T(text_in_two_columns_and_lists_are_no_table),
        T(printed_lines_and_cells_know_their_places),
        T(a_pdf_without_text_locked_broken_or_too_long_says_what_to_do),
    };
    return cmocka_run_group_tests_name("pdf", tests, NULL, NULL);
}
