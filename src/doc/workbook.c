// SPDX-License-Identifier: Apache-2.0
#include "doc/workbook.h"
#include <xlsxwriter.h>

struct Workbook {
    lxw_workbook *book;
    lxw_worksheet *sheet;
    lxw_format *look[LOOKS];
};

enum { A4 = 9 /* ECMA-376, 18.3.1.63 */ };

static void drop(Workbook *b)
{
    lxw_worksheet *sheet;
    if (!b->book) return;
    /* The library closes a worksheet's temporary file only when it writes the workbook. */
    LXW_FOREACH_WORKSHEET(sheet, b->book)
    if (sheet->optimize_tmpfile) fclose(sheet->optimize_tmpfile);
    lxw_workbook_free(b->book);
    b->book = NULL;
}

static bool add_looks(Workbook *b)
{
    static const struct {
        const char *number; /* NULL = a text */
        bool is_bold;
    } looks[LOOKS] = {
        [LOOK_TEXT] = {NULL, false},    [LOOK_HEADING] = {NULL, true},      [LOOK_NUMBER] = {"0", false},
        [LOOK_SHARE] = {"0.0%", false}, [LOOK_DAY] = {"dd/mm/yyyy", false}, [LOOK_TIME] = {"dd/mm/yyyy hh:mm", false},
        [LOOK_TOTAL] = {"0", true},     [LOOK_TOTAL_SHARE] = {"0.0%", true}};
    for (int i = 0; i < LOOKS; i++) {
        lxw_format *format = b->look[i] = workbook_add_format(b->book);
        if (!format) return false;
        format_set_align(format, LXW_ALIGN_VERTICAL_TOP);
        if (looks[i].number) format_set_num_format(format, looks[i].number);
        else format_set_text_wrap(format);
        if (looks[i].is_bold) format_set_bold(format);
    }
    return true;
}

static Workbook *begin(Arena *a, const char *path, const char *folder, const char *title)
{
    Workbook *b = NEW(a, Workbook, 1);
    lxw_workbook_options options = {.constant_memory = LXW_TRUE, .tmpdir = (char *)(uintptr_t)folder};
    b->book = workbook_new_opt(path, &options);
    if (!b->book) return NULL;
    if (!add_looks(b)) {
        drop(b);
        return NULL;
    }
    workbook_set_properties(b->book, &(lxw_doc_properties){.title = (char *)(uintptr_t)title});
    return b;
}

static bool add_sheet(Workbook *b, const char *name, const SheetColumn *columns, size_t n)
{
    b->sheet = workbook_add_worksheet(b->book, name);
    if (!b->sheet) return false;
    for (size_t i = 0; i < n; i++) worksheet_set_column(b->sheet, (lxw_col_t)i, (lxw_col_t)i, columns[i].width, NULL);
    worksheet_freeze_panes(b->sheet, 1, 0);
    worksheet_set_paper(b->sheet, A4), worksheet_set_landscape(b->sheet);
    worksheet_fit_to_pages(b->sheet, 1, 0); /* one page wide, as long as it takes */
    worksheet_repeat_rows(b->sheet, 0, 0);
    return true;
}

#define AT (lxw_row_t) at.row, (lxw_col_t)at.column

static bool put_text(Workbook *b, CellPlace at, const char *text, Look look)
{
    return !worksheet_write_string(b->sheet, AT, text, b->look[look]);
}

static bool put_number(Workbook *b, CellPlace at, double n, Look look)
{
    return !worksheet_write_number(b->sheet, AT, n, b->look[look]);
}

static bool put_moment(Workbook *b, CellPlace at, Day day, int64_t minute, Look look)
{
    lxw_datetime when = {.hour = (int)(minute / 60), .min = (int)(minute % 60)};
    day_split(day, &when.year, &when.month, &when.day);
    return !worksheet_write_datetime(b->sheet, AT, &when, b->look[look]);
}

static bool put_formula(Workbook *b, CellPlace at, const char *formula, const double *value, Look look)
{
    return value ? !worksheet_write_formula_num(b->sheet, AT, formula, b->look[look], *value)
                 : !worksheet_write_formula_str(b->sheet, AT, formula, b->look[look], "");
}

static bool filter(Workbook *b, CellPlace last)
{
    return !worksheet_autofilter(b->sheet, 0, 0, (lxw_row_t)last.row, (lxw_col_t)last.column);
}

static bool save(Workbook *b)
{
    lxw_workbook *book = b->book;
    b->book = NULL; /* workbook_close frees it */
    return workbook_close(book) == LXW_NO_ERROR;
}

const void *workbook_calls(void)
{
    static const WorkbookCalls calls = {.begin = begin,
                                        .add_sheet = add_sheet,
                                        .text = put_text,
                                        .number = put_number,
                                        .moment = put_moment,
                                        .formula = put_formula,
                                        .filter = filter,
                                        .save = save,
                                        .drop = drop};
    return &calls;
}
