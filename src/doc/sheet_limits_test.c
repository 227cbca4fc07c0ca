// SPDX-License-Identifier: Apache-2.0
/* What is too large, or grows when it is unpacked, is refused in time; running out of room gives everything back. */
#include "doc/sheet_world.h"
#include <unistd.h>
#include <zip.h>

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

static Fail read_at_edge(Ctx *at, void *bytes)
{
    Sheet sheet;
    return sheet_read(at, *(Str *)bytes, &sheet);
}

static void too_little_room_gives_everything_back(void **state)
{
    (void)state;
    Str bytes = corpus("openpyxl.xlsx");
    size_t files = open_files();
    assert_true(rooms_that_fail(read_at_edge, &bytes, 128) > 20);
    assert_int_equal(open_files(), files);
}

int main(void)
{
#define T(test) cmocka_unit_test_setup_teardown(test, begin, end)
    const struct CMUnitTest tests[] = {
        T(a_bomb_is_noticed_while_it_is_unpacked),
        T(limits_hold),
        T(shared_strings_stay_shared),
        T(too_little_room_gives_everything_back),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
