// SPDX-License-Identifier: Apache-2.0
/* Any bytes as a table.  Behind "XLSX" stand the parts of a workbook with form feeds between, so that the fuzzer need
 * not invent checksums.  What was read keeps the promises of sheet.h, and comes back when it is written and read again.
 */
#include "base/list.h"
#include "doc/sheet.h"
#include "doc/sheet_testing.h"
#include "doc/sheet_write.h"
#include "viet/text.h"
#include <assert.h>

static void check(Ctx *c, const Sheet *sheet)
{
    size_t cells = 0;
    assert(sheet->n && sheet->n <= SHEET_ROWS_MAX);
    for (size_t i = 0; i < sheet->n; i++) {
        const SheetRow *row = &sheet->row[i];
        cells += row->n;
        assert(row->number >= 1 && (!i || row->number > sheet->row[i - 1].number));
        assert(row->n && row->n <= SHEET_COLUMNS_MAX && row->cell[row->n - 1].n);
        for (size_t k = 0; k < row->n; k++) {
            Str s = row->cell[k];
            assert(s.n <= SHEET_CELL_MAX && str_is_utf8(s) && str_trim(s).n == s.n);
            assert(s.n > 64 || str_equal(viet_nfc(&c->mem, s), s)); /* viet_nfc orders the first 32 marks of a letter */
        }
    }
    assert(cells <= SHEET_CELLS_MAX);
}

/* Control characters go when a text is written, so only the shape of plain texts must come back. */
static Fail write_and_read(Ctx *c, const Sheet *sheet, SheetFile file)
{
    static const SheetColumn columns[] = {{"a", 5}, {"b", 5}, {"c", 5}};
    SheetWriter *w;
    Sheet again;
    Str bytes;
    TRY(sheet_begin(c, file, sheet->row[0].cell[0], columns, 3, &w));
    for (size_t i = 0; i < sheet->n && i < 40; i++) {
        for (int k = 0; k < 3; k++) sheet_text(w, sheet_cell(&sheet->row[i], k));
        sheet_end_row(w);
    }
    Fail failed = sheet_end(w, &bytes);
    assert(!failed);
    failed = sheet_read(c, bytes, &again);
    assert(!failed);
    assert(again.n <= 41 && again.row[0].n == 3);
    check(c, &again);
    return OK;
}

static Str part(Str *rest)
{
    Str piece = {0};
    str_cut(rest, '\f', &piece);
    return piece;
}

static Fail properties(Ctx *c, void *arg)
{
    Str s = *(Str *)arg, rest = str_from(s, 4);
    Sheet sheet;
    bool written = s.n && s.p[s.n - 1] % 16 == 0; /* seldom: a workbook takes a millisecond */
    if (str_starts(s, S("XLSX"))) {
        Workbook w = {0};
        w.sheet = part(&rest), w.strings = part(&rest), w.styles = part(&rest);
        w.workbook = part(&rest), w.relations = part(&rest);
        s = xlsx_of(&c->mem, w);
    }
    TRY(sheet_read(c, s, &sheet));
    check(c, &sheet);
    TRY(write_and_read(c, &sheet, SHEET_CSV));
    return written ? write_and_read(c, &sheet, SHEET_XLSX) : OK;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    static Arena whole;
    if (!whole.at) whole = arena_reserve(64 << 20);
    Ctx c = {.mem = whole};
    Fail result = edge_run(&c, properties, &(Str){(const char *)bytes, n});
    assert(!result || c.why[0]);
    return 0;
}
