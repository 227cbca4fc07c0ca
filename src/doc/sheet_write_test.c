// SPDX-License-Identifier: Apache-2.0
/* What is written comes back when it is read, and no text becomes a formula. */
#include "doc/sheet_world.h"
#include "doc/sheet_write.h"
#include <zip.h>

/* -- writing ------------------------------------------------------------------------------------------------ */

static const SheetColumn columns[] = {{"Họ và tên", 30}, {"Số", 8}, {"Hạn", 12}, {"Lúc", 18}, {"Ghi chú", 40}};

static Fail write_some(Ctx *ctx, SheetFile file, Str *bytes)
{
    SheetWriter *w;
    TRY(sheet_begin(ctx, file, S("Phân công: quý I/2025 [bản nháp] của Sở Thông tin và Truyền thông"), columns, 5, &w));
    sheet_text(w, S("Nguye\xCC\x82\xCC\x83n Văn \"An\", B;C"));
    sheet_integer(w, 12345);
    sheet_day(w, day_of(2025, 9, 30));
    sheet_time(w, INT64_C(1759191300000)); /* 2025-09-30 00:15 UTC */
    sheet_text(w, S("=HYPERLINK(\"http://x\")"));
    sheet_end_row(w);
    sheet_text(w, S("+84 912 345 678"));
    sheet_integer(w, -1234567890123456789);
    sheet_day(w, NO_DAY);
    sheet_time(w, INT64_C(1759251599999)); /* a millisecond before midnight in Vietnam */
    sheet_text(w, S("hai\r\ndòng\x01\xEF\xBF\xBE & <b> _x0041_"));
    sheet_end_row(w);
    sheet_text(w, S("http://example.vn"));
    sheet_end_row(w);
    return sheet_end(w, bytes);
}

static Fail write_at_edge(Ctx *at, void *bytes) { return write_some(at, SHEET_XLSX, bytes); }

static void too_little_room_gives_everything_back(void **state)
{
    (void)state;
    Str bytes;
    size_t files = open_files();
    assert_true(rooms_that_fail(write_at_edge, &bytes, 1024) > 5);
    assert_int_equal(open_files(), files);
}

static const char as_read[] =
    "1: Họ và tên | Số | Hạn | Lúc | Ghi chú\n"
    "2: Nguyễn Văn \"An\", B;C | 12345 | 2025-09-30 | 2025-09-30 07:15 | =HYPERLINK(\"http://x\")\n"
    "3: +84 912 345 678 | -1234567890123456789 |  | 2025-09-30 23:59 | hai\ndòng & <b> _x0041_\n"
    "%d: http://example.vn";

static void xlsx_comes_back(void **state)
{
    (void)state;
    Str bytes;
    size_t files = open_files();
    assert_int_equal(write_some(&c, SHEET_XLSX, &bytes), OK);
    assert_int_equal(open_files(), files);
    reads(bytes, str_format(&c.mem, as_read, 4).p);
    zip_t *z = zip_open_from_source(zip_source_buffer_create(bytes.p, bytes.n, 0, NULL), ZIP_RDONLY, NULL);
    char part[20000] = "";
    zip_file_t *f = zip_fopen(z, "xl/worksheets/sheet1.xml", 0);
    assert_true(zip_fread(f, part, sizeof part - 1) > 0);
    zip_fclose(f);
    assert_null(strstr(part, "<f>"));
    assert_null(strstr(part, "<hyperlink"));
    assert_non_null(strstr(part, "<pane ySplit=\"1\""));
    assert_non_null(strstr(part, "<autoFilter ref=\"A1:E4\"/>"));
    f = zip_fopen(z, "xl/workbook.xml", 0);
    assert_true(zip_fread(f, part, sizeof part - 1) > 0);
    zip_fclose(f);
    assert_non_null(strstr(part, "name=\"Phân công  quý I 2025  bản nháp\""));
    zip_discard(z);
}

static void csv_comes_back(void **state)
{
    (void)state;
    Str bytes;
    assert_int_equal(write_some(&c, SHEET_CSV, &bytes), OK);
    assert_str(
        bytes,
        S("\xEF\xBB\xBFHọ và tên,Số,Hạn,Lúc,Ghi chú\r\n"
          "\"Nguyễn Văn \"\"An\"\", B;C\",12345,2025-09-30,2025-09-30 07:15,\"'=HYPERLINK(\"\"http://x\"\")\"\r\n"
          "'+84 912 345 678,-1234567890123456789,,2025-09-30 23:59,\"hai\ndòng & <b> _x0041_\"\r\n"
          "http://example.vn,,,,\r\n"));
    reads(bytes, str_format(&c.mem, as_read, 5).p); /* a line more: one text has two */
}

static void no_text_becomes_a_formula(void **state)
{
    (void)state;
    static const SheetColumn one[] = {{"a", 5}};
    static const char *const texts[] = {"=1", "+1", "-1", "@a", "\t=1", "\r=1"};
    static const char *const written[] = {"'=1", "'+1", "'-1", "'@a", "\"'\t=1\"", "'=1"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        SheetWriter *w;
        Str bytes;
        assert_int_equal(sheet_begin(&c, SHEET_CSV, S(""), one, 1, &w), OK);
        sheet_text(w, str_of(texts[i]));
        sheet_end_row(w);
        assert_int_equal(sheet_end(w, &bytes), OK);
        assert_str(bytes, str_format(&c.mem,
                                     "\xEF\xBB\xBF"
                                     "a\r\n%s\r\n",
                                     written[i]));
    }
}

static void odd_titles_and_long_texts_are_written(void **state)
{
    (void)state;
    static const SheetColumn one[] = {{"a", 5}};
    static const char *const titles[] = {
        "", "''", "'a'", "[]:*?/\\", "a\tb\nc", "\xff", "Ủy ban nhân dân tỉnh Bắc Giang năm 2025"};
    Str letters = repeated("", "ữ", 40000, "");
    for (size_t i = 0; i < sizeof titles / sizeof *titles; i++) {
        SheetWriter *w;
        Sheet sheet;
        Str bytes;
        assert_int_equal(sheet_begin(&c, SHEET_XLSX, str_of(titles[i]), one, 1, &w), OK);
        sheet_text(w, letters);
        sheet_end_row(w);
        sheet_end_row(w);
        assert_int_equal(sheet_end(w, &bytes), OK);
        assert_int_equal(sheet_read(&c, bytes, &sheet), OK);
        assert_int_equal(sheet.row[1].cell[0].n, 32767 * 3);
    }
}

int main(void)
{
#define T(test) cmocka_unit_test_setup_teardown(test, begin, end)
    const struct CMUnitTest tests[] = {
        T(too_little_room_gives_everything_back), T(xlsx_comes_back), T(csv_comes_back), T(no_text_becomes_a_formula),
        T(odd_titles_and_long_texts_are_written),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
