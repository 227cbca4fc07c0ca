// SPDX-License-Identifier: Apache-2.0
/* Spreadsheets: what is written is read again; what is broken, huge or tricky gets one sentence. */
#include "base/testing.h"
#include "doc/doc.h"
#include "doc/table.h"
#include "doc/xlsx.h"
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>
#include <zip.h>

static Arena whole;
static Ctx c;

static int begin(void **state)
{
    (void)state;
    whole = arena_reserve((size_t)256 << 20);
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

static const SheetColumn columns[] = {{"họ tên", 30}, {"cơ quan", 12}, {"ghi chú", 40}};
static const Str first[] = {STR("Nguyễn Văn An"), STR("STTTT"), STR("=1+1")};
static const Str second[] = {STR("Trần Thị “Bình”, \"B\""), STR("0912345678"), STR("hai\ndòng")};

static Str written(SheetKind kind)
{
    SheetRows rows = {0};
    Str bytes;
    *list_add(&c.mem, &rows) = first;
    *list_add(&c.mem, &rows) = second;
    assert_int_equal(sheet_write(&c, kind, columns, 3, &rows, &bytes), OK);
    return bytes;
}

static void a_spreadsheet_is_read_as_it_was_written(void **state)
{
    (void)state;
    Str text;
    Table t;
    Str bytes = written(SHEET_XLSX);
    assert_true(str_starts(bytes, S("PK")));
    assert_int_equal(xlsx_table(&c, bytes, &text), OK);
    assert_true(table_open(&c.mem, text, &t));
    assert_int_equal(table_column(&t, S("cơ quan")), 1);
    assert_true(table_next(&c.mem, &t));
    assert_int_equal(t.line, 2);
    assert_str(table_cell(&t, 0), first[0]);
    assert_str(table_cell(&t, 2), S("=1+1")); /* a text, not 2 */
    assert_true(table_next(&c.mem, &t));
    assert_str(table_cell(&t, 0), second[0]);
    assert_str(table_cell(&t, 1), S("0912345678"));
    assert_str(table_cell(&t, 2), S("hai dòng"));
    assert_false(table_next(&c.mem, &t));
}

static void csv_starts_no_formula(void **state)
{
    (void)state;
    Str bytes = written(SHEET_CSV);
    assert_str(bytes, S("\xEF\xBB\xBFhọ tên,cơ quan,ghi chú\r\n"
                        "Nguyễn Văn An,STTTT,\"'=1+1\"\r\n"
                        "\"Trần Thị “Bình”, \"\"B\"\"\",0912345678,\"hai\ndòng\"\r\n"));
    Str text;
    assert_int_equal(xlsx_table(&c, bytes, &text), OK); /* stays as it is */
    assert_str(text, bytes);
}

/* -- made by hand ------------------------------------------------------------------------------------------- */

static Str workbook(const char *sheet, const char *strings)
{
    static const char book[] =
        "<workbook xmlns=\"m\" xmlns:r=\"r\"><sheets><sheet name=\"a\" sheetId=\"1\" state=\"hidden\" r:id=\"x\"/>"
        "<sheet name=\"b\" sheetId=\"2\" r:id=\"rId7\"/></sheets></workbook>",
                      relations[] =
                          "<Relationships><Relationship Id=\"rId7\" Target=\"worksheets/s.xml\"/></Relationships>";
    const struct {
        const char *name, *text;
    } parts[] = {{"xl/workbook.xml", book},
                 {"xl/_rels/workbook.xml.rels", relations},
                 {"xl/worksheets/s.xml", sheet},
                 {"xl/sharedStrings.xml", strings}};
    char path[] = "/tmp/ngayso-sheet-XXXXXX";
    close(mkstemp(path));
    zip_t *z = zip_open(path, ZIP_CREATE | ZIP_TRUNCATE, NULL);
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        if (parts[i].text)
            zip_file_add(z, parts[i].name, zip_source_buffer(z, parts[i].text, strlen(parts[i].text), 0), 0);
    assert_int_equal(zip_close(z), 0);
    Str bytes = {NEW(&c.mem, char, 1 << 20), 0};
    FILE *f = fopen(path, "r");
    bytes.n = fread((char *)(uintptr_t)bytes.p, 1, 1 << 20, f);
    fclose(f);
    unlink(path);
    return bytes;
}

static void cells_are_read_as_excel_shows_them(void **state)
{
    (void)state;
    Str text;
    Str bytes =
        workbook("<worksheet xmlns=\"m\"><sheetData><row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"C1\" "
                 "t=\"s\"><v>1</v></c></row>"
                 "<row r=\"4\"><c r=\"A4\" t=\"inlineStr\"><is><t>An</t></is></c><c r=\"B4\"><v>912345678</v></c>"
                 "<c r=\"C4\" t=\"str\"><f>A1</f><v>kết quả</v></c><c r=\"D4\" "
                 "t=\"e\"><v>#REF!</v></c></row></sheetData></worksheet>",
                 "<sst xmlns=\"m\"><si><r><t>họ </t></r><r><t>tên</t></r><rPh><t>no</t></rPh></si><si><t>vai &amp; "
                 "trò</t></si></sst>");
    assert_int_equal(xlsx_table(&c, bytes, &text), OK);
    assert_str(text, S("họ tên\t\tvai & trò\n\n\nAn\t912345678\tkết quả"));
}

static void expect(Str bytes, const char *part)
{
    Str text;
    c.why[0] = 0;
    assert_int_equal(xlsx_table(&c, bytes, &text), FAIL_INPUT);
    if (!strstr(c.why, part)) test_fails("\"%s\" does not say %s", c.why, part);
}

static void what_cannot_be_read_gets_one_sentence(void **state)
{
    (void)state;
    expect(S("\xD0\xCF\x11\xE0 old"), ".xls cũ");
    expect(S("\xFF\xFEh\0"), "UTF-16");
    expect(S("h\xE0"), "UTF-8");
    expect(S("PK nothing"), "bị hỏng");
    expect(str_slice(written(SHEET_XLSX), 0, 2000), "bị hỏng");
    expect(workbook("<worksheet><a></worksheet>", NULL), "bị hỏng");
    expect(
        workbook("<!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;\">]><worksheet>&b;</worksheet>", NULL),
        "bị hỏng");
    expect(
        workbook(
            "<worksheet xmlns=\"m\"><sheetData><row r=\"90000\"><c r=\"A1\"><v>1</v></c></row></sheetData></worksheet>",
            NULL),
        "quá nhiều dòng");
    static char bomb[20 << 20];
    memset(bomb, ' ', sizeof bomb - 1);
    memcpy(bomb, "<worksheet>", 11);
    expect(workbook(bomb, NULL), "quá lớn");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_spreadsheet_is_read_as_it_was_written, begin, end),
        cmocka_unit_test_setup_teardown(csv_starts_no_formula, begin, end),
        cmocka_unit_test_setup_teardown(cells_are_read_as_excel_shows_them, begin, end),
        cmocka_unit_test_setup_teardown(what_cannot_be_read_gets_one_sentence, begin, end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
