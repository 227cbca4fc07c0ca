// SPDX-License-Identifier: Apache-2.0
#include "base/asset.h"
#include "doc/sheet_inside.h"
#include "viet/text.h"
#include <assert.h>

/* -- rows --------------------------------------------------------------------------------------------------- */

/* Blanks that do not break come along when text is copied from a web page or from Word. */
static Str trim(Str s)
{
    static const Str wide = STR("\xC2\xA0");
    for (;;) {
        s = str_trim(s);
        if (str_starts(s, wide)) s = str_from(s, wide.n);
        else if (str_ends(s, wide)) s = str_slice(s, 0, s.n - wide.n);
        else return s;
    }
}

/* What is far over the limit is refused anyway.  viet_nfc takes sixteen times the room of what it gives. */
Str sheet_tidy(Arena *a, Str s)
{
    char *at = a->at;
    s = trim(s);
    Str nfc = s.n > 2 * SHEET_CELL_MAX ? s : viet_nfc(a, s);
    if (nfc.p == s.p) return s;
    memmove(at, nfc.p, nfc.n);
    a->at = at + nfc.n;
    return (Str){at, nfc.n};
}

Fail sheet_column_beyond(Ctx *c, int number)
{
    return fail(c, FAIL_ROOM, "Dòng %d có hơn %d cột. Hãy bỏ các cột không dùng rồi gửi lại.", number,
                SHEET_COLUMNS_MAX);
}

static Fail check_room(const SheetRows *rows, int number, size_t n)
{
    if (n > SHEET_COLUMNS_MAX) return sheet_column_beyond(rows->c, number);
    if (rows->rows.n == SHEET_ROWS_MAX)
        return fail(rows->c, FAIL_ROOM, "Bảng có hơn %d dòng. Hãy chia thành nhiều tệp nhỏ hơn.", SHEET_ROWS_MAX);
    if (rows->cells + n > SHEET_CELLS_MAX)
        return fail(rows->c, FAIL_ROOM, "Bảng có hơn %d ô. Hãy chia thành nhiều tệp nhỏ hơn.", SHEET_CELLS_MAX);
    return OK;
}

Fail sheet_add_row(SheetRows *rows, int number, const Str *cell, size_t n)
{
    Ctx *c = rows->c;
    while (n && !cell[n - 1].n) n--;
    if (!n) return OK;
    TRY(check_room(rows, number, n));
    Str *kept = NEW(&c->mem, Str, n);
    for (size_t i = 0; i < n; i++) {
        kept[i] = cell[i];
        if (cell[i].n > SHEET_CELL_MAX)
            return fail(c, FAIL_ROOM, "Dòng %d có ô dài hơn %d KB. Hãy rút ngắn ô đó rồi gửi lại.", number,
                        SHEET_CELL_MAX >> 10);
    }
    rows->cells += n;
    *list_add(&c->mem, &rows->rows) = (SheetRow){number, kept, n};
    return OK;
}

/* -- what the file is --------------------------------------------------------------------------------------- */

/* OLE: .xls and .doc of before 2007, and the wrapping of an .xlsx with a password, which says so in UTF-16. */
static Fail refuse_ole(Ctx *c, Str bytes)
{
    static const char package[] = "E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e";
    if (str_contains(bytes, (Str){package, sizeof package}))
        return fail(c, FAIL_INPUT, "Tệp Excel có mật khẩu. Hãy bỏ mật khẩu, lưu lại rồi gửi lại.");
    return fail(c, FAIL_INPUT,
                "Đây là tệp .xls kiểu cũ. Hãy mở bằng Excel, chọn Lưu thành “Sổ làm việc Excel (.xlsx)” rồi gửi lại.");
}

static Fail refuse_others(Ctx *c, Str bytes)
{
    static const char *const markup[] = {"<!doctype", "<html", "<?xml", "<table"};
    Str begin = str_trim(str_slice(bytes, 0, 64));
    for (size_t i = 0; i < sizeof markup / sizeof *markup; i++)
        if (str_equal_ascii(str_slice(begin, 0, strlen(markup[i])), str_of(markup[i])))
            return fail(
                c, FAIL_INPUT,
                "Đây là trang web hoặc XML chứ không phải bảng tính. Hãy mở bằng Excel, lưu thành .xlsx rồi gửi "
                "lại.");
    if (str_starts(bytes, S("%PDF-")))
        return fail(c, FAIL_INPUT, "Đây là tệp PDF. Hãy gửi bảng tính Excel (.xlsx) hoặc CSV.");
    return OK;
}

static Fail read_rows(SheetRows *rows, Str bytes)
{
    Ctx *c = rows->c;
    if (bytes.n > SHEET_BYTES_MAX)
        return fail(c, FAIL_ROOM, "Tệp lớn hơn %d MB. Hãy chia thành nhiều tệp nhỏ hơn.", SHEET_BYTES_MAX >> 20);
    if (str_starts(bytes, S("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"))) return refuse_ole(c, bytes);
    if (str_starts(bytes, S("PK\x03\x04")) || str_starts(bytes, S("PK\x05\x06")))
        return sheet_rows_of_xlsx(rows, bytes);
    TRY(refuse_others(c, bytes));
    return sheet_rows_of_text(rows, bytes);
}

Fail sheet_read(Ctx *c, Str bytes, Sheet *sheet)
{
    SheetRows rows = {.c = c};
    TRY(read_rows(&rows, bytes));
    if (!rows.rows.n) return fail(c, FAIL_INPUT, "Bảng không có chữ nào. Hãy chọn đúng tệp rồi gửi lại.");
    *sheet = (Sheet){rows.rows.at, rows.rows.n};
    return OK;
}

Sheet sheet_shipped(Arena *a, const char *name)
{
    Ctx c = {.mem = *a};
    Sheet sheet = {0};
    Fail failed = sheet_read(&c, asset(name), &sheet);
    assert(!failed && "the tables of the program are good");
    (void)failed;
    *a = c.mem;
    return sheet;
}

int sheet_column(const Sheet *sheet, Str name)
{
    for (size_t i = 0; i < sheet->row[0].n; i++)
        if (str_equal_ascii(sheet->row[0].cell[i], name)) return (int)i;
    return -1;
}
