// SPDX-License-Identifier: Apache-2.0
/* Tables: files of Excel, openpyxl and text editors are read; what is broken or hostile gets one sentence. */
#include "doc/package.h"
#include "doc/sheet_inside.h"
#include "doc/sheet_world.h"

/* -- text --------------------------------------------------------------------------------------------------- */

static void text_is_read(void **state)
{
    (void)state;
    reads(S("a,b\n1,2\n"), "1: a | b\n2: 1 | 2");
    reads(S("\xEF\xBB\xBF"
            "a;b\r\n1;\"2,5\"\r\n"),
          "1: a | b\n2: 1 | 2,5");
    reads(S("a\tb, c; d\r1\t2"), "1: a | b, c; d\n2: 1 | 2"); /* CR alone ends a line */
    reads(S("chỉ một cột\nhai"), "1: chỉ một cột\n2: hai");
    reads(S("Danh sách\n\n a ;b;; \n;;;\n;;3\n"), "1: Danh sách\n3: a | b\n5:  |  | 3");
    reads(S("sep=|\r\na,b|c\r\n"), "2: a,b | c");
    reads(S("\"sep=;\"\n"), "1: sep=;");
    reads(S("\"a;b;c\",d\n1,2"), "1: a;b;c | d\n2: 1 | 2"); /* what is quoted says nothing about the rest */
}

static void quotes_are_those_of_rfc_4180(void **state)
{
    (void)state;
    reads(S("a,\"b \"\"c\"\"\nd\r\ne\",f\r\n2,3"), "1: a | b \"c\"\nd\r\ne | f\n4: 2 | 3");
    reads(S("\"a\rb\",1\nc"), "1: a\rb | 1\n3: c");
    reads(S("\"\",\"\"\"\"\n"), "1:  | \"");
    reads(S("5\" dài, \"a\"\n"), "1: 5\" dài | \"a\""); /* no quote at its beginning */
    reads(S("\"a\" b,c\n"), "1: a b | c");
    reads(S("a\t\"b\tc\"\n"), "1: a | b\tc");
    refuses(S("a,b\n\nx,\"y\n"), FAIL_INPUT, "Dòng 3: dấu ngoặc kép mở mà không đóng");
    refuses(S("a,\""), FAIL_INPUT, "Dòng 1: dấu ngoặc kép");
}

static void letters_come_in_one_form(void **state)
{
    (void)state;
    reads(S("a\xCC\x82\xCC\x81,\xC2\xA0 b\xC2\xA0 c \xC2\xA0\n"), "1: ấ | b\xC2\xA0 c");
    reads(S("\xFF\xFEm\0\xE3\0\t\0\x3D\xD8\x00\xDE\r\0\n\0x\0"), "1: mã | 😀\n2: x");
    reads(S("\xFE\xFF\0m\0\xE3\0,\0b"), "1: mã | b");
    refuses(S("\xFF\xFEm\0\x3D\xD8"), FAIL_INPUT, "UTF-8");
    refuses(S("\xFF\xFEm\0\x00\xDEx\0"), FAIL_INPUT, "UTF-8");
    refuses(S("\xFF\xFEm\0a"), FAIL_INPUT, "UTF-8");
    refuses(S("\xFF\xFEm\0\0\0"), FAIL_INPUT, "không phải bảng tính");
    refuses(S("H\xE0 N\xF4i,x\n"), FAIL_INPUT, "CSV UTF-8");
    refuses(S("a,b\0c\n"), FAIL_INPUT, "không phải bảng tính");
}

static void the_guard_of_formulas_goes_again(void **state)
{
    (void)state;
    reads(S("'=1,'+84,'-,'@a,'b,'\n"), "1: =1 | +84 | - | @a | 'b | '");
}

/* -- .xlsx made by hand ------------------------------------------------------------------------------------- */

static void cells_are_read_as_excel_shows_them(void **state)
{
    (void)state;
    reads(
        xlsx_of(&c.mem,
                (Workbook){
                    .sheet = SHEET(
                        "<row r=\"2\"><c r=\"A2\" t=\"s\"><v>0</v></c><c r=\"C2\" t=\"s\"><v>1</v></c><c "
                        "t=\"s\"><v>2</v></c></row>"
                        "<row r=\"5\"><c t=\"inlineStr\"><is><r><t>A</t></r><r><t>n</t></r><rPh><t>x</t></rPh></is></c>"
                        "<c><v>912345678</v></c><c t=\"str\"><f>A1&amp;\"\"</f><v> kết quả</v></c><c "
                        "t=\"e\"><v>#REF!</v></c>"
                        "<c t=\"b\"><v>1</v></c><c t=\"b\"><v>0</v></c><c/></row>"
                        "<row><c r=\"A6\"/></row><row><c><v>x</v></c></row>"),
                    .strings = STRINGS(
                        "<si><r><t>họ </t></r><r><t xml:space=\"preserve\">tên</t></r><rPh sb=\"0\" eb=\"1\"><t>no</t>"
                        "</rPh></si><si><t>một_x000A_hai_x005F_x0041__xD800_</t></si><si/>")}),
        "2: họ tên |  | một\nhai_x0041__xD800_\n5: An | 912345678 | kết quả |  | TRUE | FALSE\n7: x");
}

static void numbers_look_like_numbers(void **state)
{
    (void)state;
    static const struct {
        const char *file, *shown;
    } rows[] = {{"0912", "912"},   {"7.0", "7"},
                {"1E3", "1000"},   {"0.30000000000000004", "0.3"},
                {"-5", "-5"},      {"-0", "0"},
                {"1.5", "1.5"},    {"123456789012345", "123456789012345"},
                {"1e20", "1E+20"}, {"1.25e-7", "1.25E-07"},
                {"2.", "2"},       {"abc", "abc"},
                {"0x10", "0x10"},  {"1e999", "1e999"},
                {" 12 ", "12"},    {"", ""},
                {"nan", "nan"},    {"1-2", "1-2"}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        assert_str(sheet_number(&c.mem, str_of(rows[i].file), NUMBER_PLAIN, false), str_of(rows[i].shown));
}

static void dates_are_told_from_numbers(void **state)
{
    (void)state;
    static const struct {
        const char *file;
        NumberForm form;
        bool from_1904;
        const char *shown;
    } rows[] = {
        {"45930", NUMBER_DATE, false, "2025-09-30"},
        {"45930.302083333336", NUMBER_DATE, false, "2025-09-30 07:15"},
        {"45930.99999999", NUMBER_DATE, false, "2025-10-01"},
        {"45930.5000116", NUMBER_DATE, false, "2025-09-30 12:00:01"},
        {"44468", NUMBER_DATE, true, "2025-09-30"},
        {"1", NUMBER_DATE, false, "1900-01-01"},
        {"59", NUMBER_DATE, false, "1900-02-28"},
        {"60", NUMBER_DATE, false, "60"}, /* a day that never was */
        {"61", NUMBER_DATE, false, "1900-03-01"},
        {"0.25", NUMBER_DATE, false, "06:00"},
        {"-1", NUMBER_DATE, false, "-1"},
        {"2958465", NUMBER_DATE, true, "2958465"},
        {"99999999", NUMBER_DATE, false, "99999999"},
        {"0.302083333333333", NUMBER_TIME, false, "07:15"},
        {"1.5", NUMBER_TIME, false, "36:00"},
        {"chưa rõ", NUMBER_DATE, false, "chưa rõ"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        assert_str(sheet_number(&c.mem, str_of(rows[i].file), rows[i].form, rows[i].from_1904), str_of(rows[i].shown));
}

static void formats_say_what_is_a_date(void **state)
{
    (void)state;
    static const struct {
        const char *code;
        NumberForm form;
    } rows[] = {
        {"dd/mm/yyyy;@", NUMBER_DATE},
        {"[$-42A]dd\\ mmmm\\ yyyy", NUMBER_DATE},
        {"mm", NUMBER_DATE},
        {"h:mm", NUMBER_TIME},
        {"[h]:mm:ss", NUMBER_TIME},
        {"[mm]:ss", NUMBER_TIME},
        {"d/m h:mm", NUMBER_DATE},
        {"General", NUMBER_PLAIN},
        {"0.00E+00", NUMBER_PLAIN},
        {"#,##0\\ \"đồng/ngày (d)\"", NUMBER_PLAIN},
        {"[Red]0;[Magenta]0", NUMBER_PLAIN},
        {"0_d*d", NUMBER_PLAIN},
        {"0;dd", NUMBER_PLAIN},
        {"\"ngày", NUMBER_PLAIN},
        {"[", NUMBER_PLAIN},
        {"\\", NUMBER_PLAIN},
        {"", NUMBER_PLAIN},
        {"YYYY\"-\"MM", NUMBER_DATE},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (sheet_form_custom(str_of(rows[i].code)) != rows[i].form) test_fails("%s is taken wrongly", rows[i].code);
    for (int id = 0; id < 60; id++)
        if (id <= 49 && (id < 14 || id > 22) && (id < 27 || id > 36) && (id < 45 || id > 47))
            assert_int_equal(sheet_form_builtin(id), NUMBER_PLAIN);
    assert_int_equal(sheet_form_builtin(14), NUMBER_DATE);
    assert_int_equal(sheet_form_builtin(20), NUMBER_TIME);
    assert_int_equal(sheet_form_builtin(22), NUMBER_DATE);
    /* by the format of the cell, not by that of a named style; a file may say 14 anew */
    reads(xlsx_of(&c.mem,
                  (Workbook){.sheet = SHEET("<row><c s=\"0\"><v>45930</v></c><c s=\"1\"><v>45930</v></c><c "
                                            "s=\"2\"><v>45930</v></c><c s=\"9\"><v>45930</v></c></row>"),
                             .styles = S("<styleSheet xmlns=\"" XMLNS_MAIN "\"><numFmts><numFmt numFmtId=\"170\" "
                                         "formatCode=\"yyyy\"/><numFmt numFmtId=\"14\" formatCode=\"0\"/></numFmts>"
                                         "<cellStyleXfs><xf numFmtId=\"15\"/></cellStyleXfs><cellXfs><xf "
                                         "numFmtId=\"14\"/><xf numFmtId=\"170\"/><xf numFmtId=\"15\"/></cellXfs>"
                                         "<dxfs><xf numFmtId=\"15\"/></dxfs></styleSheet>")}),
          "1: 45930 | 2025-09-30 | 2025-09-30 | 45930");
}

static void strict_files_and_1904_are_read(void **state)
{
    (void)state;
    reads(
        xlsx_of(&c.mem,
                (Workbook){.sheet = S("<x:worksheet xmlns:x=\"" XMLNS_STRICT "\"><x:sheetData><x:row><x:c t=\"d\"><x:v>"
                                      "2025-09-30T00:00:00</x:v></x:c><x:c t=\"d\"><x:v>2025-09-30T07:15:00</x:v></x:c>"
                                      "<x:c s=\"0\"><x:v>44468</x:v></x:c><c><v>other</v></c></x:row></x:sheetData>"
                                      "</x:worksheet>"),
                           .styles = S("<styleSheet xmlns=\"" XMLNS_STRICT "\"><cellXfs><xf numFmtId=\"14\"/></cellXfs>"
                                       "</styleSheet>"),
                           .workbook = S("<workbook xmlns=\"" XMLNS_STRICT "\" xmlns:r=\"http://purl.oclc.org/ooxml/"
                                         "officeDocument/relationships\"><workbookPr date1904=\"true\"/><sheets>"
                                         "<sheet r:id=\"r1\"/></sheets></workbook>")}),
        "1: 2025-09-30 | 2025-09-30 07:15:00 | 2025-09-30");
}

static Str with_workbook(const char *sheets)
{
    return xlsx_of(&c.mem,
                   (Workbook){.sheet = CELL("><v>1</v>"),
                              .workbook = str_format(&c.mem,
                                                     "<workbook xmlns=\"" XMLNS_MAIN "\" xmlns:r=\"" XMLNS_RELATION
                                                     "\"><sheets>%s</sheets></workbook>",
                                                     sheets)});
}

static void the_first_visible_worksheet_counts(void **state)
{
    (void)state;
    reads(with_workbook("<sheet state=\"hidden\" r:id=\"r9\"/><sheet state=\"veryHidden\" r:id=\"r9\"/>"
                        "<sheet r:id=\"r2\"/><sheet state=\"visible\" r:id=\"r1\"/><sheet r:id=\"r9\"/>"),
          "1: 1");
    refuses(with_workbook("<sheet state=\"hidden\" r:id=\"r1\"/>"), FAIL_INPUT, "không có trang tính nào hiện");
    refuses(with_workbook(""), FAIL_INPUT, "không có trang tính nào hiện");
}

/* -- files of other programs -------------------------------------------------------------------------------- */

static void files_of_other_programs_are_read(void **state)
{
    (void)state;
    reads(corpus("openpyxl.xlsx"), "1: Họ và tên | Điện thoại | Ngày sinh | Lúc | Tỉ lệ | Đúng | Lỗi | Công thức\n"
                                   "2: Nguyễn Thị Hường | 912345678 | 1990-03-01 | 2025-09-30 07:15 | 0.3 | TRUE\n"
                                   "5: Trần Văn\xC2\xA0Đức |  |  | 07:05 | 123456789012\n"
                                   "7: gộp |  |  | hai\ndòng | aA & <b>");
    reads(corpus("unicode-text.tsv"), "1: mã | tên\n2: 1 | Sở \"A\"");
    reads(corpus("people.csv"), "1: họ tên | cơ quan\n2: An, Văn | STTTT");
}

/* -- refusals ----------------------------------------------------------------------------------------------- */

static void what_is_no_table_gets_one_sentence(void **state)
{
    (void)state;
    refuses(S(""), FAIL_INPUT, "không có chữ nào");
    refuses(S(" \r\n,,\n"), FAIL_INPUT, "không có chữ nào");
    refuses(with_sheet(SHEET("")), FAIL_INPUT, "không có chữ nào");
    refuses(S("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 old"), FAIL_INPUT, ".xls kiểu cũ");
    refuses(S("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0"), FAIL_INPUT,
            "có mật khẩu");
    refuses(S("%PDF-1.7\n"), FAIL_INPUT, "PDF");
    refuses(S("\n<HTML><table>"), FAIL_INPUT, "trang web hoặc XML");
    refuses(S("<?xml version=\"1.0\"?><Workbook/>"), FAIL_INPUT, "trang web hoặc XML");
    ZipPart ods[] = {{"mimetype", S("application/vnd.oasis.opendocument.spreadsheet")}, {"content.xml", S("<a/>")}};
    refuses(zip_of(&c.mem, ods, 2), FAIL_INPUT, ".ods");
    refuses(zip_of(&c.mem, ods + 1, 1), FAIL_INPUT, "không phải bảng tính Excel");
    refuses(zip_of(&c.mem, ods, 0), FAIL_INPUT, "không phải bảng tính Excel");
    ZipPart word[] = {{"_rels/.rels", S(RELATIONS_OPEN "<Relationship Id=\"a\" Type=\"x/officeDocument\" "
                                                       "Target=\"word/document.xml\"/></Relationships>")},
                      {"word/document.xml", S("<w:document xmlns:w=\"w\"/>")},
                      {"word/_rels/document.xml.rels", S(RELATIONS_OPEN "</Relationships>")}};
    refuses(zip_of(&c.mem, word, 3), FAIL_INPUT, "không phải bảng tính Excel");
    word[0].bytes = S(RELATIONS_OPEN "<Relationship Id=\"a\" Type=\"x/officeDocument\" Target=\"xl/workbook.bin\"/>"
                                     "</Relationships>");
    refuses(zip_of(&c.mem, word, 3), FAIL_INPUT, ".xlsb");
    word[0].bytes = S(RELATIONS_OPEN "</Relationships>");
    refuses(zip_of(&c.mem, word, 3), FAIL_INPUT, "không phải bảng tính Excel");
}

static void what_is_broken_is_said_to_be(void **state)
{
    (void)state;
    static const struct {
        const char *sheet;
    } bad[] = {
        {"<worksheet>"},
        {"no XML"},
        {""},
        {"<worksheet xmlns=\"" XMLNS_MAIN "\"><c><v>1</v></c></worksheet>"},
        {"<worksheet xmlns=\"" XMLNS_MAIN "\"><row r=\"2\"/><row r=\"2\"/></worksheet>"},
        {"<worksheet xmlns=\"" XMLNS_MAIN "\"><row r=\"1048577\"/></worksheet>"},
        {"<worksheet xmlns=\"" XMLNS_MAIN "\"><row r=\"0\"/></worksheet>"},
        {"<worksheet xmlns=\"" XMLNS_MAIN "\"><row><c r=\"B1\"/><c r=\"A1\"/></row></worksheet>"},
        {"<worksheet xmlns=\"" XMLNS_MAIN "\"><row><c r=\"XFE1\"/></row></worksheet>"},
        {"<worksheet xmlns=\"" XMLNS_MAIN "\"><row><c r=\"ZZZZZZZZ1\"/></row></worksheet>"},
        {"<worksheet xmlns=\"" XMLNS_MAIN "\"><row><c r=\"1\"/></row></worksheet>"},
        {"<worksheet xmlns=\"" XMLNS_MAIN "\"><row><c t=\"s\"><v>0</v></c></row></worksheet>"},
        {"<worksheet xmlns=\"" XMLNS_MAIN "\"><row><c t=\"s\"><v>-1</v></c></row></worksheet>"},
        {"<worksheet xmlns=\"" XMLNS_MAIN "\"><row><c t=\"s\"><v>x</v></c></row></worksheet>"},
    };
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        refuses(with_sheet(str_of(bad[i].sheet)), FAIL_INPUT, "bị hỏng");
    }
    Str good = corpus("openpyxl.xlsx");
    for (size_t n = 4; n < good.n; n += 397) refuses(str_slice(good, 0, n), FAIL_INPUT, "bị hỏng");
    refuses(xlsx_of(&c.mem, (Workbook){.relations = S(RELATIONS_OPEN "<Relationship Id=\"r1\" Type=\"x/worksheet\" "
                                                                     "Target=\"missing.xml\"/></Relationships>")}),
            FAIL_INPUT, "bị hỏng");
    Out deep = {.mem = &c.mem};
    for (int i = 0; i <= PACKAGE_DEPTH_MAX; i++) out_raw(&deep, S("<a>"));
    for (int i = 0; i <= PACKAGE_DEPTH_MAX; i++) out_raw(&deep, S("</a>"));
    refuses(with_sheet(out_str(&deep)), FAIL_INPUT, "bị hỏng");
}

/* A wrong checksum, and a flipped byte anywhere: read, or refused with a sentence. */
static void a_flipped_byte_breaks_nothing(void **state)
{
    (void)state;
    Str good = corpus("people.xlsx");
    for (size_t i = 0; i < good.n; i += 7) {
        Arena mark = c.mem;
        char *p = NEW(&c.mem, char, good.n);
        Sheet sheet;
        memcpy(p, good.p, good.n);
        p[i] ^= 0x55;
        c.why[0] = 0;
        Fail result = sheet_read(&c, (Str){p, good.n}, &sheet);
        assert_true(!result || c.why[0]);
        arena_back(&c.mem, mark);
    }
}

static void entities_are_refused(void **state)
{
    (void)state;
    refuses(
        with_sheet(S("<!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;\">]><worksheet>&b;</worksheet>")),
        FAIL_INPUT, "DOCTYPE");
    refuses(with_sheet(S("<!DOCTYPE x SYSTEM \"file:///etc/passwd\"><worksheet/>")), FAIL_INPUT, "DOCTYPE");
    refuses(xlsx_of(&c.mem, (Workbook){.strings = S("<!DOCTYPE sst><sst/>"), .sheet = CELL("><v>1</v>")}), FAIL_INPUT,
            "DOCTYPE");
}

static void shipped_tables_are_read_by_name(void **state)
{
    (void)state;
    Sheet t = sheet_shipped(&c.mem, "org/bac-giang.tsv");
    assert_true(t.n > 400);
    assert_int_equal(sheet_column(&t, S("Parent_Code")), 4);
    assert_int_equal(sheet_column(&t, S("none")), -1);
    assert_str(sheet_named(&t, &t.row[1], S("code")), S("BTTTT"));
    assert_int_equal(sheet_named(&t, &t.row[1], S("none")).n, 0);
    assert_int_equal(sheet_cell(&t.row[1], 99).n, 0);
}

int main(void)
{
#define T(test) cmocka_unit_test_setup_teardown(test, begin, end)
    const struct CMUnitTest tests[] = {
        T(text_is_read),
        T(quotes_are_those_of_rfc_4180),
        T(letters_come_in_one_form),
        T(the_guard_of_formulas_goes_again),
        T(cells_are_read_as_excel_shows_them),
        T(numbers_look_like_numbers),
        T(dates_are_told_from_numbers),
        T(formats_say_what_is_a_date),
        T(strict_files_and_1904_are_read),
        T(the_first_visible_worksheet_counts),
        T(files_of_other_programs_are_read),
        T(what_is_no_table_gets_one_sentence),
        T(what_is_broken_is_said_to_be),
        T(a_flipped_byte_breaks_nothing),
        T(entities_are_refused),
        T(shipped_tables_are_read_by_name),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
