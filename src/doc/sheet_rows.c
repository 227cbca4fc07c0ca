// SPDX-License-Identifier: Apache-2.0
/* sheet_rows.c -- rows as the readers of all kinds of files add them: tidied, within the limits. */
#include "doc/sheet_inside.h"
#include "viet/text.h"

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
