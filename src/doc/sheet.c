// SPDX-License-Identifier: Apache-2.0
/* sheet.c -- rows as a file that spreadsheets open. */
#include "base/out.h"
#include "doc/xlsx.h"
#include <stdio.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>
#include <xlsxwriter.h>

/* -- CSV ---------------------------------------------------------------------------------------------------- */

static void put_csv(Out *o, Str s)
{
    bool formula = s.n && strchr("=+-@\t\r", s.p[0]), quoted = formula;
    for (size_t i = 0; i < s.n; i++) quoted |= s.p[i] && strchr(",;\"\r\n", s.p[i]) != NULL;
    if (quoted) out_char(o, '"');
    if (formula) out_char(o, '\'');
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] == '"') out_char(o, '"');
        out_char(o, s.p[i]);
    }
    if (quoted) out_char(o, '"');
}

/* With a byte order mark: Excel takes it for UTF-8 then. */
static Str csv(Ctx *c, const SheetColumn *columns, size_t n, const SheetRows *rows)
{
    Out o = {.mem = &c->mem};
    out_raw(&o, S("\xEF\xBB\xBF"));
    for (size_t i = 0; i < n; i++) {
        if (i) out_char(&o, ',');
        put_csv(&o, str_of(columns[i].name));
    }
    for (size_t r = 0; r < rows->n; r++)
        for (size_t i = 0; i < n; i++) {
            out_raw(&o, i ? S(",") : S("\r\n"));
            put_csv(&o, rows->at[r][i]);
        }
    out_raw(&o, S("\r\n"));
    return out_str(&o);
}

/* -- XLSX --------------------------------------------------------------------------------------------------- */

enum { CELL_MAX = 32000 }; /* Excel takes 32,767 letters */

/* All texts as C strings first: the library's own memory must not be cut short by a jump of the arena. */
static const char **texts_of(Ctx *c, size_t n, const SheetRows *rows)
{
    const char **texts = NEW(&c->mem, const char *, n * rows->n + 1);
    for (size_t r = 0; r < rows->n; r++)
        for (size_t i = 0; i < n; i++) texts[r * n + i] = str_c(&c->mem, str_head(rows->at[r][i], CELL_MAX));
    return texts;
}

static void close_file(void *file)
{
    if (*(int *)file > 0) close(*(int *)file);
}

static void fill(lxw_workbook *book, const SheetColumn *columns, size_t n, size_t n_rows, const char **texts)
{
    lxw_worksheet *sheet = workbook_add_worksheet(book, NULL);
    lxw_format *names = workbook_add_format(book), *wrapped = workbook_add_format(book);
    format_set_bold(names);
    format_set_text_wrap(wrapped);
    format_set_align(wrapped, LXW_ALIGN_VERTICAL_TOP);
    for (size_t i = 0; i < n; i++) {
        worksheet_set_column(sheet, (lxw_col_t)i, (lxw_col_t)i, columns[i].width, NULL);
        worksheet_write_string(sheet, 0, (lxw_col_t)i, columns[i].name, names);
    }
    for (size_t r = 0; r < n_rows; r++)
        for (size_t i = 0; i < n; i++)
            worksheet_write_string(sheet, (lxw_row_t)(r + 1), (lxw_col_t)i, texts[r * n + i], wrapped);
    worksheet_freeze_panes(sheet, 1, 0);
    worksheet_autofilter(sheet, 0, 0, (lxw_row_t)n_rows, (lxw_col_t)(n - 1));
}

/* The library writes to a path only: here that of a file without a name, which goes with its descriptor. */
static Fail xlsx(Ctx *c, const SheetColumn *columns, size_t n, const SheetRows *rows, Str *bytes)
{
    const char **texts = texts_of(c, n, rows);
    char path[40];
    int *file = NEW(&c->mem, int, 1);
    arena_at_end(&c->mem, close_file, file);
    *file = memfd_create("xlsx", MFD_CLOEXEC);
    snprintf(path, sizeof path, "/proc/self/fd/%d", *file);
    lxw_workbook_options options = {.constant_memory = LXW_TRUE};
    lxw_workbook *book = *file > 0 ? workbook_new_opt(path, &options) : NULL;
    if (book) fill(book, columns, n, rows->n, texts);
    struct stat size;
    if (!book || workbook_close(book) != LXW_NO_ERROR || fstat(*file, &size))
        return fail(c, FAIL_STORE, "Không tạo được tệp Excel. Hãy thử lại, hoặc tải CSV.");
    char *all = NEW(&c->mem, char, (size_t)size.st_size + 1);
    ssize_t got = pread(*file, all, (size_t)size.st_size, 0);
    *bytes = (Str){all, got > 0 ? (size_t)got : 0};
    return OK;
}

Fail sheet_write(Ctx *c, SheetKind kind, const SheetColumn *columns, size_t n, const SheetRows *rows, Str *bytes)
{
    if (kind == SHEET_XLSX) return xlsx(c, columns, n, rows, bytes);
    *bytes = csv(c, columns, n, rows);
    return OK;
}
