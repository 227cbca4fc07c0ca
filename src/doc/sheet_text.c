// SPDX-License-Identifier: Apache-2.0
/* sheet_text.c -- CSV and TSV as rows. */
#include "base/out.h"
#include "doc/sheet_inside.h"
#include <utf8proc.h>

/* -- letters ------------------------------------------------------------------------------------------------ */

static Fail not_unicode(Ctx *c)
{
    return fail(
        c, FAIL_INPUT,
        "Tệp không theo mã UTF-8. Trong Excel hãy chọn Lưu thành “CSV UTF-8” hoặc “Sổ làm việc Excel (.xlsx)” rồi "
        "gửi lại.");
}

static uint32_t unit_at(Str s, size_t i, bool big)
{
    unsigned char x = (unsigned char)s.p[i], y = (unsigned char)s.p[i + 1];
    return big ? (uint32_t)(x << 8 | y) : (uint32_t)(y << 8 | x);
}

/* UTF-16 without its byte order mark.  Half a letter is refused. */
static Fail from_utf16(Ctx *c, Str s, bool big, Str *text)
{
    Out o = {.mem = &c->mem};
    char utf8[4];
    if (s.n % 2) return not_unicode(c);
    for (size_t i = 0; i < s.n; i += 2) {
        uint32_t letter = unit_at(s, i, big);
        if (letter >= 0xD800 && letter <= 0xDFFF) {
            uint32_t low = i + 2 < s.n ? unit_at(s, i + 2, big) : 0;
            if (letter >= 0xDC00 || low < 0xDC00 || low > 0xDFFF) return not_unicode(c);
            letter = 0x10000 + ((letter - 0xD800) << 10) + (low - 0xDC00);
            i += 2;
        }
        out_raw(&o, (Str){utf8, (size_t)utf8proc_encode_char((utf8proc_int32_t)letter, (utf8proc_uint8_t *)utf8)});
    }
    *text = out_str(&o);
    return OK;
}

static Fail to_utf8(Ctx *c, Str bytes, Str *text)
{
    *text = bytes;
    if (str_starts(bytes, S("\xFF\xFE"))) TRY(from_utf16(c, str_from(bytes, 2), false, text));
    else if (str_starts(bytes, S("\xFE\xFF"))) TRY(from_utf16(c, str_from(bytes, 2), true, text));
    else if (str_starts(bytes, S("\xEF\xBB\xBF"))) *text = str_from(bytes, 3);
    if (str_index(*text, 0) < text->n)
        return fail(c, FAIL_INPUT, "Tệp không phải bảng tính Excel (.xlsx), cũng không phải CSV. Hãy chọn đúng tệp.");
    return str_is_utf8(*text) ? OK : not_unicode(c);
}

/* -- lines -------------------------------------------------------------------------------------------------- */

typedef struct {
    Ctx *c;
    Str rest;      /* what was not read yet */
    char between;  /* cells */
    int line;      /* where the row that is being read begins */
    int next_line; /* where the next one does */
} Text;

static bool is_line_end(char c) { return c == '\n' || c == '\r'; }

static Str first_line(Str s)
{
    size_t n = 0;
    while (n < s.n && !is_line_end(s.p[n])) n++;
    return str_slice(s, 0, n);
}

static void skip_line_end(Text *t) { t->rest = str_from(t->rest, str_starts(t->rest, S("\r\n")) ? 2 : 1); }

/* The first line that has a tab, a comma or a semicolon outside of quotes tells what stands between cells. */
static char sniff(Str s)
{
    size_t commas = 0, semicolons = 0;
    bool quoted = false;
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] == '"') quoted = !quoted;
        if (quoted) continue;
        if (s.p[i] == '\t') return '\t';
        commas += s.p[i] == ',';
        semicolons += s.p[i] == ';';
        if (is_line_end(s.p[i]) && commas + semicolons) break;
    }
    return semicolons > commas ? ';' : ',';
}

/* Excel's own way to say it: a first line "sep=;". */
static void begin_text(Text *t)
{
    Str line = first_line(t->rest);
    if (line.n == 5 && str_starts(line, S("sep=")) && line.p[4] != '"') {
        t->between = line.p[4];
        t->rest = str_from(t->rest, line.n);
        skip_line_end(t);
        t->next_line++;
    } else t->between = sniff(t->rest);
}

/* -- cells -------------------------------------------------------------------------------------------------- */

static Str plain_cell(Text *t)
{
    size_t n = 0;
    while (n < t->rest.n && t->rest.p[n] != t->between && !is_line_end(t->rest.p[n])) n++;
    Str cell = str_slice(t->rest, 0, n);
    t->rest = str_from(t->rest, n);
    return cell;
}

/* RFC 4180: "" is a quote, line ends belong to the cell.  What stands behind the closing quote is kept: somebody meant
 * it. */
static Fail quoted_cell(Text *t, Str *cell)
{
    Str from = str_from(t->rest, 1);
    size_t end = 0, n = 0;
    while (end < from.n && (from.p[end] != '"' || (end + 1 < from.n && from.p[end + 1] == '"')))
        end += from.p[end] == '"' ? 2 : 1;
    if (end >= from.n)
        return fail(t->c, FAIL_INPUT, "Dòng %d: dấu ngoặc kép mở mà không đóng. Hãy đóng lại rồi gửi lại.", t->line);
    t->rest = str_from(from, end + 1);
    Str behind = plain_cell(t);
    char *p = NEW(&t->c->mem, char, end + behind.n + 1);
    for (size_t i = 0; i < end; i += from.p[i] == '"' ? 2 : 1) {
        t->next_line += from.p[i] == '\n' || (from.p[i] == '\r' && !(i + 1 < end && from.p[i + 1] == '\n'));
        p[n++] = from.p[i];
    }
    if (behind.n) memcpy(p + n, behind.p, behind.n);
    *cell = (Str){p, n + behind.n};
    return OK;
}

/* The apostrophe of sheet_write.h. */
static Str without_guard(Str s)
{
    bool guarded = s.n > 1 && s.p[0] == '\'' && strchr("=+-@", s.p[1]);
    return guarded ? str_from(s, 1) : s;
}

static Fail read_row(Text *t, StrList *cells)
{
    cells->n = 0;
    t->line = t->next_line++;
    for (;;) {
        Arena *a = &t->c->mem;
        Str cell;
        if (str_starts(t->rest, S("\""))) TRY(quoted_cell(t, &cell));
        else cell = plain_cell(t);
        if (cells->n < SHEET_COLUMNS_MAX) *list_add(a, cells) = sheet_tidy(a, without_guard(cell));
        else if (str_trim(cell).n) return sheet_column_beyond(t->c, t->line);
        if (!t->rest.n) return OK;
        if (t->rest.p[0] != t->between) break;
        t->rest = str_from(t->rest, 1);
    }
    skip_line_end(t);
    return OK;
}

Fail sheet_rows_of_text(SheetRows *rows, Str bytes)
{
    Text t = {.c = rows->c, .next_line = 1};
    StrList cells = {0};
    TRY(to_utf8(rows->c, bytes, &t.rest));
    begin_text(&t);
    while (t.rest.n) {
        TRY(read_row(&t, &cells));
        TRY(sheet_add_row(rows, t.line, cells.at, cells.n));
    }
    return OK;
}
