// SPDX-License-Identifier: Apache-2.0
#include "base/asset.h"
#include "doc/sheet_inside.h"
#include <assert.h>

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

Fail sheet_read_one(Ctx *c, Str bytes, int which, Sheet *sheet, SheetBook *book)
{
    SheetRows rows = {.c = c, .which = which, .book.sheets = 1};
    TRY(read_rows(&rows, bytes));
    *sheet = (Sheet){rows.rows.at, rows.rows.n, rows.merge, rows.merges}, *book = rows.book;
    return OK;
}

Fail sheet_read(Ctx *c, Str bytes, Sheet *sheet)
{
    SheetBook book;
    Sheet first;
    TRY(sheet_read_one(c, bytes, 0, &first, &book));
    if (!first.n) return fail(c, FAIL_INPUT, "Bảng không có chữ nào. Hãy chọn đúng tệp rồi gửi lại.");
    *sheet = first;
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
