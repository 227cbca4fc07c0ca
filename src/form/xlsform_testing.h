// SPDX-License-Identifier: Apache-2.0
/* xlsform_testing.h -- worksheets from text, a row each line, cells between |; for xlsform_test.c and the fuzzer only.
 */
#pragma once
#include "base/list.h"
#include "form/xlsform.h"

static inline Sheet sheet_of(Arena *mem, Str text)
{
    LIST(SheetRow) rows = {0};
    Str line, cell;
    for (int number = 1; str_cut(&text, '\n', &line); number++) {
        LIST(Str) cells = {0};
        size_t n = 0;
        while (str_cut(&line, '|', &cell)) {
            *list_add(mem, &cells) = str_trim(cell);
            if (str_trim(cell).n) n = cells.n;
        }
        if (n) *list_add(mem, &rows) = (SheetRow){number, cells.at, n};
    }
    return (Sheet){.row = rows.at, .n = rows.n};
}
