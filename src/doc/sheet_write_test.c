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

static Str part_of(Str xlsx, const char *name)
{
    zip_t *z = zip_open_from_source(zip_source_buffer_create(xlsx.p, xlsx.n, 0, NULL), ZIP_RDONLY, NULL);
    char *part = NEW(&c.mem, char, 20000);
    zip_file_t *f = zip_fopen(z, name, 0);
    assert_non_null(f);
    size_t n = 0;
    for (zip_int64_t got; (got = zip_fread(f, part + n, 20000 - n)) > 0;) n += (size_t)got;
    zip_fclose(f);
    zip_discard(z);
    return (Str){part, n};
}

static Fail write_formulas(Ctx *ctx, SheetFile file, Str *bytes)
{
    static const SheetColumn sums[] = {{"Cơ quan", 30}, {"a", 8}, {"b", 8}, {"Tổng", 8}, {"%", 8}};
    static const SheetColumn notes[] = {{"Việc", 30}};
    SheetWriter *w;
    TRY(sheet_begin(ctx, file, S("Số liệu"), sums, 5, &w));
    for (int64_t i = 0; i < 2; i++) {
        Str row = str_format(&ctx->mem, "%zu", sheet_row_number(w));
        sheet_text(w, S("=Sở"));
        sheet_integer(w, 3 * i);
        sheet_integer(w, i);
        sheet_formula(w, str_format(&ctx->mem, "=SUM(B%s:C%s)", row.p, row.p), 4 * i);
        sheet_share(w, str_format(&ctx->mem, "=IF(D%s=0,\"\",B%s/D%s)", row.p, row.p, row.p), 3 * i, 4 * i);
        sheet_end_row(w);
    }
    sheet_foot(w);
    sheet_text(w, S("Cộng"));
    sheet_formula(w, S("=SUBTOTAL(109,B2:B3)"), 3);
    sheet_end_row(w);
    TRY(sheet_next(w, S("Từng việc"), notes, 1));
    sheet_text(w, S("một"));
    sheet_end_row(w);
    return sheet_end(w, bytes);
}

static Fail formulas_at_edge(Ctx *at, void *bytes) { return write_formulas(at, SHEET_XLSX, bytes); }

static void formulas_keep_what_they_give(void **state)
{
    (void)state;
    Str bytes;
    size_t files = open_files();
    assert_true(rooms_that_fail(formulas_at_edge, &bytes, 1024) > 5);
    assert_int_equal(write_formulas(&c, SHEET_XLSX, &bytes), OK);
    assert_int_equal(open_files(), files);
    reads(bytes, "1: Cơ quan | a | b | Tổng | %\n2: =Sở | 0 | 0 | 0\n3: =Sở | 3 | 1 | 4 | 0.75\n4: Cộng | 3");
    Str first = part_of(bytes, "xl/worksheets/sheet1.xml"), second = part_of(bytes, "xl/worksheets/sheet2.xml");
    assert_true(str_contains(first, S("<f>SUM(B3:C3)</f><v>4</v>")));
    assert_true(str_contains(first, S("<f>IF(D2=0,\"\",B2/D2)</f><v></v>")));
    assert_true(str_contains(first, S("<f>SUBTOTAL(109,B2:B3)</f><v>3</v>")));
    assert_true(str_contains(first, S("<autoFilter ref=\"A1:E3\"/>"))); /* the totals stay where they are */
    assert_true(str_contains(second, S("<autoFilter ref=\"A1:A2\"/>")));
    assert_true(str_contains(second, S("<pane ySplit=\"1\"")));
    assert_int_equal(write_formulas(&c, SHEET_CSV, &bytes), OK);
    assert_str(bytes, S("\xEF\xBB\xBF"
                        "Cơ quan,a,b,Tổng,%\r\n'=Sở,0,0,0,\r\n'=Sở,3,1,4,0.7500\r\nCộng,3,,,\r\n\r\nViệc\r\nmột\r\n"));
}

static void no_text_becomes_a_formula(void **state)
{
    (void)state;
    static const SheetColumn one[] = {{"a", 5}};
    static const char *const texts[] = {"=1", "+1", "-1", "-12.5", "-1+1", "-", "@a", "\t=1", "\r=1"};
    static const char *const written[] = {"'=1", "'+1", "-1", "-12.5", "'-1+1", "'-", "'@a", "\"'\t=1\"", "'=1"};
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
        T(too_little_room_gives_everything_back),
        T(xlsx_comes_back),
        T(csv_comes_back),
        T(no_text_becomes_a_formula),
        T(formulas_keep_what_they_give),
        T(odd_titles_and_long_texts_are_written),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
