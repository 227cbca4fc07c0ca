// SPDX-License-Identifier: Apache-2.0
/* Tables: files of Excel, openpyxl and text editors are read; what is written comes back; what is broken, hostile or
 * too large gets one sentence. */
#include "base/testing.h"
#include "doc/doc.h"
#include "doc/sheet.h"
#include "doc/sheet_inside.h"
#include "doc/sheet_testing.h"
#include "doc/sheet_write.h"
#include <dirent.h>
#include <stdlib.h>
#include <unistd.h>
#include <zip.h>

static Arena whole;
static Ctx c;

static int begin(void **state)
{
    (void)state;
    whole = arena_reserve((size_t)512 << 20);
    c = (Ctx){.mem = whole};
    return 0;
}
static int end(void **state)
{
    (void)state;
    arena_back(&c.mem, whole);
    arena_release(&whole);
    return 0;
}

/* Rows as "number: cell | cell". */
static Str shown(const Sheet *sheet)
{
    Out o = {.mem = &c.mem};
    for (size_t i = 0; i < sheet->n; i++) {
        out_format(&o, "%s%d: ", i ? "\n" : "", sheet->row[i].number);
        for (size_t k = 0; k < sheet->row[i].n; k++)
            out_format(&o, "%s%.*s", k ? " | " : "", STR_ARGS(sheet->row[i].cell[k]));
    }
    return out_str(&o);
}

static Fail read_edge(Ctx *ctx, void *arg) { return sheet_read(ctx, ((Str *)arg)[0], (Sheet *)((Str *)arg + 1)); }

static void reads(Str bytes, const char *rows)
{
    Sheet sheet;
    c.why[0] = 0;
    if (sheet_read(&c, bytes, &sheet)) test_fails("refused: %s", c.why);
    assert_str(shown(&sheet), str_of(rows));
}

static void refuses(Str bytes, Fail kind, const char *part)
{
    Sheet sheet = {0};
    c.why[0] = 0;
    assert_int_equal(sheet_read(&c, bytes, &sheet), kind);
    assert_int_equal(sheet.n, 0); /* untouched */
    if (!strstr(c.why, part)) test_fails("\"%s\" does not say \"%s\"", c.why, part);
}

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

#define SHEET(rows)   S("<worksheet xmlns=\"" XMLNS_MAIN "\"><sheetData>" rows "</sheetData></worksheet>")
#define STRINGS(list) S("<sst xmlns=\"" XMLNS_MAIN "\">" list "</sst>")
#define CELL(what)    SHEET("<row r=\"1\"><c " what "</c></row>")

static Str with_sheet(Str sheet) { return xlsx_of(&c.mem, (Workbook){.sheet = sheet}); }

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

static Str corpus(const char *name)
{
    Str bytes;
    if (doc_load_file(&c, str_format(&c.mem, "test/corpus/doc/%s", name).p, &bytes)) test_fails("%s", c.why);
    return bytes;
}

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
    for (int i = 0; i <= 100; i++) out_raw(&deep, S("<a>"));
    for (int i = 0; i <= 100; i++) out_raw(&deep, S("</a>"));
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

/* Made by libzip: compressed, or with a password. */
static Str archive(const char *name, Str bytes, const char *password)
{
    char path[] = "/tmp/ngayso-sheet-XXXXXX";
    close(mkstemp(path));
    zip_t *z = zip_open(path, ZIP_CREATE | ZIP_TRUNCATE, NULL);
    zip_int64_t i = zip_file_add(z, name, zip_source_buffer(z, bytes.p, bytes.n, 0), 0);
    if (password) zip_file_set_encryption(z, (zip_uint64_t)i, ZIP_EM_AES_256, password);
    assert_int_equal(zip_close(z), 0);
    Str file;
    assert_int_equal(doc_load_file(&c, path, &file), OK);
    unlink(path);
    return file;
}

static void a_bomb_is_noticed_while_it_is_unpacked(void **state)
{
    (void)state;
    Str blanks = {NEW(&c.mem, char, SHEET_PART_MAX + 1), SHEET_PART_MAX + 1};
    memset((char *)(uintptr_t)blanks.p, ' ', blanks.n);
    Str bomb = archive("_rels/.rels", blanks, NULL);
    assert_true(bomb.n < 100000);
    refuses(bomb, FAIL_ROOM, "quá lớn");
    /* one that lies about its size: the fields of the directory and of the part say 1 */
    char *p = NEW(&c.mem, char, bomb.n);
    memcpy(p, bomb.p, bomb.n);
    size_t directory = str_find(bomb, S("PK\x01\x02"));
    memcpy(p + directory + 24, "\1\0\0\0", 4);
    memcpy(p + 22, "\1\0\0\0", 4);
    Sheet sheet;
    c.why[0] = 0;
    assert_true(sheet_read(&c, (Str){p, bomb.n}, &sheet) && c.why[0]);
    refuses(archive("_rels/.rels", S(RELATIONS_OPEN "</Relationships>"), "bí mật"), FAIL_INPUT, "có mật khẩu");
}

/* -- limits ------------------------------------------------------------------------------------------------- */

static Str repeated(const char *first, const char *one, size_t n, const char *last)
{
    Out o = {.mem = &c.mem};
    out_raw(&o, str_of(first));
    for (size_t i = 0; i < n; i++) out_raw(&o, str_of(one));
    out_raw(&o, str_of(last));
    return out_str(&o);
}

static void limits_hold(void **state)
{
    (void)state;
    Sheet sheet;
    refuses(repeated("", "0123456789abcdef", (SHEET_BYTES_MAX >> 4) + 1, ""), FAIL_ROOM, "lớn hơn 10 MB");
    assert_int_equal(sheet_read(&c, repeated("", "x\n\n", SHEET_ROWS_MAX, ""), &sheet), OK);
    assert_int_equal(sheet.row[sheet.n - 1].number, SHEET_ROWS_MAX * 2 - 1);
    refuses(repeated("", "x\n", SHEET_ROWS_MAX + 1, ""), FAIL_ROOM, "hơn 20000 dòng");
    reads(repeated("a", ",", 100000, ""), "1: a"); /* empty ones do not count */
    refuses(repeated("a\n", ",", SHEET_COLUMNS_MAX, "x"), FAIL_ROOM, "Dòng 2 có hơn 256 cột");
    refuses(repeated("", "a,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,b\n", SHEET_CELLS_MAX / 31 + 1, ""), FAIL_ROOM,
            "hơn 500000 ô");
    refuses(repeated("a\nb,", "x", SHEET_CELL_MAX + 1, ""), FAIL_ROOM, "Dòng 2 có ô dài hơn 96 KB");
    refuses(with_sheet(SHEET("<row><c r=\"IW1\"><v>1</v></c></row>")), FAIL_ROOM, "Dòng 1 có hơn 256 cột");
    reads(with_sheet(SHEET("<row><c><v>1</v></c><c r=\"IW1\" t=\"str\"><v> </v></c></row>")), "1: 1");
    refuses(with_sheet(repeated("<worksheet xmlns=\"" XMLNS_MAIN "\">", "<row><c><v>1</v></c></row>",
                                SHEET_ROWS_MAX + 1, "</worksheet>")),
            FAIL_ROOM, "hơn 20000 dòng");
    refuses(with_sheet(repeated("<worksheet xmlns=\"" XMLNS_MAIN "\"><row r=\"1\">", "<c><v>1</v></c>", 20000,
                                "</row></worksheet>")),
            FAIL_INPUT, "bị hỏng"); /* beyond the columns of Excel */
}

/* A string of many cells is there once: 32 MB of them would not fit. */
static void shared_strings_stay_shared(void **state)
{
    (void)state;
    Sheet sheet;
    Str strings = repeated("<sst xmlns=\"" XMLNS_MAIN "\"><si><t>", "0123456789", 9000, "</t></si></sst>");
    Str rows = repeated("<worksheet xmlns=\"" XMLNS_MAIN "\">", "<row><c t=\"s\"><v>0</v></c></row>", SHEET_ROWS_MAX,
                        "</worksheet>");
    Str bytes = xlsx_of(&c.mem, (Workbook){.sheet = rows, .strings = strings});
    char *before = c.mem.at;
    assert_int_equal(sheet_read(&c, bytes, &sheet), OK);
    assert_true(c.mem.at - before < 4 << 20);
    assert_ptr_equal(sheet.row[0].cell[0].p, sheet.row[SHEET_ROWS_MAX - 1].cell[0].p);
}

static size_t open_files(void)
{
    size_t n = 0;
    DIR *all = opendir("/proc/self/fd");
    while (readdir(all)) n++;
    closedir(all);
    return n;
}

static Fail write_edge(Ctx *ctx, void *arg);

/* Whatever the room, the edge is reached and everything is given back (the sanitizers tell of what is not). */
static void too_little_room_is_no_harm(void **state)
{
    (void)state;
    Str in[] = {corpus("openpyxl.xlsx"), {0}};
    size_t files = open_files();
    int failed = 0;
    for (size_t room = 0;; room += 256) {
        Ctx small = {.mem = c.mem};
        small.mem.end = small.mem.at + room;
        if (edge_run(&small, read_edge, in) == OK) break;
        failed++;
    }
    assert_true(failed > 5);
    for (size_t room = 0;; room += 2048) {
        Ctx small = {.mem = c.mem};
        small.mem.end = small.mem.at + room;
        if (edge_run(&small, write_edge, NULL) == OK) break;
        failed++;
    }
    assert_int_equal(open_files(), files);
}

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

static Fail write_edge(Ctx *ctx, void *arg)
{
    (void)arg;
    Str bytes;
    return write_some(ctx, SHEET_XLSX, &bytes);
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
        T(a_bomb_is_noticed_while_it_is_unpacked),
        T(limits_hold),
        T(shared_strings_stay_shared),
        T(too_little_room_is_no_harm),
        T(xlsx_comes_back),
        T(csv_comes_back),
        T(no_text_becomes_a_formula),
        T(odd_titles_and_long_texts_are_written),
        T(shipped_tables_are_read_by_name),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
