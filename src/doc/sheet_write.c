// SPDX-License-Identifier: Apache-2.0
#include "doc/sheet_write.h"
#include "base/module.h"
#include "base/out.h"
#include "doc/sheet_inside.h"
#include "doc/workbook.h"
#include "viet/text.h"
#include <assert.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

struct SheetWriter {
    Ctx *c;
    SheetFile file;
    const SheetColumn *columns;
    size_t n, column, row; /* of columns; the next cell */
    size_t foot;           /* where the rows below the table begin; 0 = none yet */
    bool failed, too_long;

    Out csv;

    int memory;   /* a file without a name that is written to, + 1; 0 = none yet */
    bool on_disk; /* that file, and what is not yet written of CSV */
    const WorkbookCalls *calls;
    Workbook *book; /* NULL = none, or not any more */
};

enum { LETTERS_MAX = 32767, TITLE_MAX = 31, EXCEL_ROWS = 1048576 };
#define EXACT_MAX INT64_C(999999999999999)

const char *sheet_media_type(SheetFile file)
{
    return file == SHEET_CSV ? "text/csv; charset=utf-8"
                             : "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
}

const char *sheet_extension(SheetFile file) { return file == SHEET_CSV ? ".csv" : ".xlsx"; }

/* -- texts -------------------------------------------------------------------------------------------------- */

/* The first `most` letters, as a copy with a NUL behind it. */
static const char *letters(Arena *a, Str s, size_t most)
{
    size_t i = 0;
    for (size_t seen = 0; i < s.n; i++)
        if (((unsigned char)s.p[i] & 0xC0) != 0x80 && seen++ == most) break;
    return str_c(a, str_slice(s, 0, i));
}

/* -- CSV ---------------------------------------------------------------------------------------------------- */

/* "-12.5": a number below zero calculates nothing. */
static bool is_negative(Str s)
{
    if (s.n < 2 || s.p[0] != '-') return false;
    for (size_t i = 1; i < s.n; i++)
        if ((s.p[i] < '0' || s.p[i] > '9') && s.p[i] != '.') return false;
    return true;
}

/* What a spreadsheet would calculate is a text: somebody may have typed it to be calculated where the file is opened.
 */
static void put_csv(SheetWriter *w, Str s)
{
    bool formula = s.n && memchr("=+-@\t", s.p[0], 5) && !is_negative(s), quoted = false;
    for (size_t i = 0; i < s.n; i++) quoted |= memchr("\",;\t\n", s.p[i], 5) != NULL;
    if (w->column) out_char(&w->csv, ',');
    if (quoted) out_char(&w->csv, '"');
    if (formula) out_char(&w->csv, '\'');
    for (Str part; str_cut(&s, '"', &part);) {
        out_raw(&w->csv, part);
        if (s.p) out_raw(&w->csv, S("\"\""));
    }
    if (quoted) out_char(&w->csv, '"');
}

/* -- XLSX --------------------------------------------------------------------------------------------------- */

static void close_workbook(void *writer)
{
    SheetWriter *w = writer;
    if (w->book) w->calls->drop(w->book);
    if (w->memory) close(w->memory - 1);
    w->book = NULL, w->memory = 0;
}

/* Excel's rules for the name of a worksheet. */
static const char *worksheet_name(Ctx *c, Str title)
{
    Str s = str_trim(viet_printable(&c->mem, title));
    char *p = NEW(&c->mem, char, s.n + 1);
    for (size_t i = 0; i < s.n; i++) p[i] = strchr("[]:*?/\\'\t\n", s.p[i]) ? ' ' : s.p[i];
    s = str_trim((Str){p, s.n});
    return s.n ? letters(&c->mem, s, TITLE_MAX) : "Bảng";
}

static CellPlace place(const SheetWriter *w) { return (CellPlace){w->row, w->column}; }

static bool add_worksheet(SheetWriter *w, Str title)
{
    return w->calls->add_sheet(w->book, worksheet_name(w->c, title), w->columns, w->n);
}

static Fail no_workbook(Ctx *c) { return fail(c, FAIL_STORE, "Không tạo được tệp Excel. Hãy thử lại sau ít phút."); }

#define ON_DISK "/var/tmp" /* where what is large may lie for a while (hier(7)) */

static Fail open_file(SheetWriter *w)
{
    arena_at_end(&w->c->mem, close_workbook, w);
    int file = w->on_disk ? open(ON_DISK, O_TMPFILE | O_RDWR | O_CLOEXEC, 0600) : memfd_create("sheet", MFD_CLOEXEC);
    w->memory = file + 1;
    return file < 0 ? fail(w->c, FAIL_STORE, "Không có chỗ để tạo tệp. Hãy thử lại sau ít phút.") : OK;
}

/* The library writes to a path only: here to that of a file that has no name elsewhere. */
static Fail begin_workbook(SheetWriter *w, Str title)
{
    Ctx *c = w->c;
    const void *calls;
    TRY(module_calls(c, "workbook", "workbook_calls", &calls));
    w->calls = calls;
    TRY(open_file(w));
    Str path = str_format(&c->mem, "/proc/self/fd/%d", w->memory - 1);
    const char *shown = letters(&c->mem, viet_printable(&c->mem, title), 200);
    w->book = w->calls->begin(&c->mem, path.p, w->on_disk ? ON_DISK : NULL, shown);
    return w->book && add_worksheet(w, title) ? OK : no_workbook(c);
}

static void put_string(SheetWriter *w, Str s, Look look)
{
    Arena *a = &w->c->mem;
    const char *text = letters(a, sheet_escape(a, s), LETTERS_MAX);
    if (*text) w->failed |= !w->calls->text(w->book, place(w), text, look);
}

static void put_moment(SheetWriter *w, Day day, int64_t minute, Look look)
{
    w->failed |= !w->calls->moment(w->book, place(w), day, minute, look);
}

/* The library refuses a range that ends above a row which it has put aside, so this comes before the foot is written.
 */
static void end_table(SheetWriter *w)
{
    if (w->file == SHEET_XLSX && !w->foot) w->failed |= !w->calls->filter(w->book, (CellPlace){w->row - 1, w->n - 1});
}

static Fail save_workbook(SheetWriter *w)
{
    end_table(w);
    Workbook *book = w->book;
    w->book = NULL; /* it is gone, saved or not */
    return !w->calls->save(book) || w->failed ? no_workbook(w->c) : OK;
}

static Fail end_workbook(SheetWriter *w, Str *bytes)
{
    Ctx *c = w->c;
    struct stat about;
    TRY(save_workbook(w));
    if (fstat(w->memory - 1, &about)) return no_workbook(c);
    char *p = NEW(&c->mem, char, (size_t)about.st_size);
    size_t n = 0;
    for (ssize_t got = 1; got > 0 && n<(size_t)about.st_size; n += got> 0 ? (size_t)got : 0)
        got = pread(w->memory - 1, p + n, (size_t)about.st_size - n, (off_t)n);
    if (n < (size_t)about.st_size) return fail(c, FAIL_STORE, "Không đọc lại được tệp Excel. Hãy thử lại sau ít phút.");
    close_workbook(w);
    *bytes = (Str){p, n};
    return OK;
}

/* -- cells of either ---------------------------------------------------------------------------------------- */

/* A cell may be written; XLSX has no row beyond the last. */
static bool next_cell(SheetWriter *w)
{
    assert(w->column < w->n && "as many cells as columns");
    w->too_long |= w->file == SHEET_XLSX && w->row >= EXCEL_ROWS;
    return !w->too_long;
}

static void put_text(SheetWriter *w, Str s, Look look)
{
    if (!next_cell(w)) return;
    Arena mark = w->c->mem;
    s = viet_printable(&w->c->mem, s);
    if (w->file == SHEET_CSV) put_csv(w, s);
    else {
        put_string(w, s, look);
        w->c->mem.at = mark.at; /* the library has its own copy */
    }
    w->column++;
}

void sheet_text(SheetWriter *w, Str s) { put_text(w, s, w->foot ? LOOK_HEADING : LOOK_TEXT); }

/* A spreadsheet counts with 15 digits: longer numbers stay whole as texts. */
void sheet_integer(SheetWriter *w, int64_t n)
{
    if (!next_cell(w)) return;
    if (w->file == SHEET_CSV) out_format(&w->csv, "%s%lld", w->column ? "," : "", (long long)n);
    else if (n > EXACT_MAX || n < -EXACT_MAX) put_string(w, str_format(&w->c->mem, "%lld", (long long)n), LOOK_TEXT);
    else w->failed |= !w->calls->number(w->book, place(w), (double)n, w->foot ? LOOK_TOTAL : LOOK_NUMBER);
    w->column++;
}

static void put_formula(SheetWriter *w, Str formula, const double *value, Look look)
{
    assert(str_starts(formula, S("=")));
    w->failed |= !w->calls->formula(w->book, place(w), str_c(&w->c->mem, formula), value, look);
}

void sheet_formula(SheetWriter *w, Str formula, int64_t value)
{
    if (w->file == SHEET_CSV) sheet_integer(w, value);
    else if (next_cell(w)) {
        put_formula(w, formula, &(double){(double)value}, w->foot ? LOOK_TOTAL : LOOK_NUMBER);
        w->column++;
    }
}

void sheet_share(SheetWriter *w, Str formula, int64_t part, int64_t base)
{
    if (!next_cell(w)) return;
    double value = base ? (double)part / (double)base : 0;
    if (w->file == SHEET_CSV) put_csv(w, base ? str_format(&w->c->mem, "%.4f", value) : (Str){0});
    else put_formula(w, formula, base ? &value : NULL, w->foot ? LOOK_TOTAL_SHARE : LOOK_SHARE);
    w->column++;
}

void sheet_day(SheetWriter *w, Day day)
{
    if (!next_cell(w)) return;
    if (w->file == SHEET_CSV) put_csv(w, day_iso(&w->c->mem, day));
    else if (day != NO_DAY) put_moment(w, day, 0, LOOK_DAY);
    w->column++;
}

void sheet_time(SheetWriter *w, int64_t utc_ms)
{
    enum { MINUTES_A_DAY = 1440, ZONE = 7 * 60 };
    if (!next_cell(w)) return;
    Day day = day_at(utc_ms);
    int64_t minute = (utc_ms - (utc_ms % 60000 + 60000) % 60000) / 60000 + ZONE - (int64_t)day * MINUTES_A_DAY;
    if (w->file == SHEET_XLSX) put_moment(w, day, minute, LOOK_TIME);
    else
        put_csv(w, str_format(&w->c->mem, "%.*s %02d:%02d", STR_ARGS(day_iso(&w->c->mem, day)), (int)(minute / 60),
                              (int)(minute % 60)));
    w->column++;
}

/* What is written of CSV goes to the file; the arena may be put back. */
static void spill(SheetWriter *w)
{
    Str rest = out_str(&w->csv);
    while (rest.n && !w->failed) {
        ssize_t n = write(w->memory - 1, rest.p, rest.n);
        w->failed |= n <= 0;
        rest = str_from(rest, n > 0 ? (size_t)n : 0);
    }
    w->csv = (Out){.mem = &w->c->mem};
}

void sheet_end_row(SheetWriter *w)
{
    if (w->file == SHEET_CSV) {
        for (; w->column < w->n; w->column++) out_raw(&w->csv, w->column ? S(",") : S(""));
        out_raw(&w->csv, S("\r\n"));
        if (w->on_disk) spill(w);
    }
    w->column = 0;
    w->row++;
}

size_t sheet_row_number(const SheetWriter *w) { return w->row + 1; }

void sheet_foot(SheetWriter *w)
{
    end_table(w);
    w->foot = w->row;
}

static void put_names(SheetWriter *w)
{
    for (size_t i = 0; i < w->n; i++) put_text(w, str_of(w->columns[i].name), LOOK_HEADING);
    sheet_end_row(w);
}

Fail sheet_next(SheetWriter *w, Str title, const SheetColumn *columns, size_t n)
{
    assert(n && !w->column && "the last row was ended");
    end_table(w);
    w->columns = columns, w->n = n, w->row = w->foot = 0;
    if (w->file == SHEET_CSV) out_raw(&w->csv, S("\r\n"));
    else if (!add_worksheet(w, title)) return no_workbook(w->c);
    put_names(w);
    return OK;
}

static Fail begin(Ctx *c, SheetWriter sheet, Str title, SheetWriter **writer)
{
    SheetWriter *w = NEW(&c->mem, SheetWriter, 1);
    assert(sheet.n);
    *w = sheet;
    if (w->file == SHEET_CSV && w->on_disk) TRY(open_file(w));
    if (w->file == SHEET_XLSX) TRY(begin_workbook(w, title));
    else out_raw(&w->csv, S("\xEF\xBB\xBF"));
    put_names(w);
    *writer = w;
    return OK;
}

Fail sheet_begin(Ctx *c, SheetFile file, Str title, const SheetColumn *columns, size_t n, SheetWriter **w)
{
    return begin(c, (SheetWriter){.c = c, .file = file, .columns = columns, .n = n, .csv = {.mem = &c->mem}}, title, w);
}

Fail sheet_begin_file(Ctx *c, SheetFile file, Str title, const SheetColumn *columns, size_t n, SheetWriter **w)
{
    SheetWriter sheet = {.c = c, .file = file, .columns = columns, .n = n, .on_disk = true, .csv = {.mem = &c->mem}};
    return begin(c, sheet, title, w);
}

bool sheet_is_full(const SheetWriter *w) { return w->too_long; }

static Fail is_short_enough(const SheetWriter *w)
{
    if (!w->too_long) return OK;
    return fail(w->c, FAIL_ROOM, "Bảng dài hơn %d dòng của Excel. Hãy lọc bớt, hoặc tải dạng CSV.", EXCEL_ROWS);
}

Fail sheet_end_file(SheetWriter *w, int *file)
{
    TRY(is_short_enough(w));
    if (w->file == SHEET_XLSX) TRY(save_workbook(w));
    else spill(w);
    if (w->failed) return fail(w->c, FAIL_STORE, "Đĩa không còn chỗ cho tệp này. Hãy lọc bớt rồi thử lại.");
    *file = w->memory - 1;
    return OK;
}

Fail sheet_end(SheetWriter *w, Str *bytes)
{
    TRY(is_short_enough(w));
    if (w->file == SHEET_XLSX) return end_workbook(w, bytes);
    *bytes = out_str(&w->csv);
    return OK;
}
