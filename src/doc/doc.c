// SPDX-License-Identifier: Apache-2.0
#include "doc/doc.h"
#include "base/list.h"
#include "viet/text.h"
#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

enum { INDENTED_OF_HUNDRED = 6, SNIFFED = 4096 };

typedef LIST(Line) LineList;

/* Inner runs of blanks become one; blanks at the ends go.  The input itself when there is nothing to change. */
static Str tidy(Arena *a, Str raw)
{
    Str s = str_trim(raw);
    bool clean = true;
    for (size_t i = 0; i + 1 < s.n && clean; i++)
        clean = !(s.p[i] == '\t' || s.p[i] == '\f' || (s.p[i] == ' ' && s.p[i + 1] == ' ') ||
                  (s.p[i] == '\xC2' && s.p[i + 1] == '\xA0'));
    if (clean) return s;
    char *p = NEW(a, char, s.n + 1);
    size_t n = 0;
    for (size_t i = 0; i < s.n; i++) {
        bool wide = s.p[i] == '\xC2' && i + 1 < s.n && s.p[i + 1] == '\xA0';
        bool blank = wide || s.p[i] == ' ' || (s.p[i] >= '\t' && s.p[i] <= '\r');
        /* A tab or a run of three blanks parts columns: annex tables are recognised by it. */
        if (!blank) p[n++] = s.p[i];
        else if (n && p[n - 1] != ' ') p[n++] = ' ';
        i += wide;
    }
    return str_trim((Str){p, n});
}

/* -- Markdown ----------------------------------------------------------------------------------------------- */

/* Written as Markdown: headings begin with "#", or lines are bold. */
static bool is_markdown(Str bytes)
{
    enum { SIGNS_MIN = 3 };
    size_t signs = 0;
    for (Str line; signs < SIGNS_MIN && str_cut(&bytes, '\n', &line);)
        signs += str_starts(line, S("# ")) || str_starts(line, S("## ")) || str_starts(line, S("### ")) ||
                 (str_starts(line, S("**")) && str_contains(str_from(line, 2), S("**")));
    return signs >= SIGNS_MIN;
}

/* The line without the signs of headings and of bold and slanted letters; a row of a table keeps its bars. */
static Str unmarked(Arena *a, Str text)
{
    Str s = text;
    while (s.n && s.p[0] == '#') s = str_from(s, 1);
    if (s.n < text.n && (!s.n || s.p[0] != ' ')) s = text;
    s = str_trim(s);
    if (s.n > 2 && s.p[0] == '*' && s.p[1] != ' ' && s.p[1] != '*' && s.p[s.n - 1] == '*') s = str_slice(s, 1, s.n - 1);
    if (!str_contains(s, S("**")) && !str_contains(s, S("__"))) return s;
    char *p = NEW(a, char, s.n + 1);
    size_t n = 0;
    for (size_t i = 0; i < s.n; i++) {
        bool mark = (s.p[i] == '*' || s.p[i] == '_') && i + 1 < s.n && s.p[i + 1] == s.p[i];
        if (mark) i++;
        else p[n++] = s.p[i];
    }
    return str_trim((Str){p, n});
}

static void add_line(Arena *a, LineList *lines, Str raw, int number, int page, bool page_begins, bool markdown)
{
    /* Lines beyond the bound are cut at a blank; nobody writes them by hand. */
    do {
        size_t n = raw.n;
        if (n > DOC_LINE_MAX) {
            for (n = DOC_LINE_MAX; n > DOC_LINE_MAX / 2 && raw.p[n] != ' '; n--) {}
            while (n < raw.n && ((unsigned char)raw.p[n] & 0xC0) == 0x80) n++; /* not inside a letter */
        }
        Str part = str_slice(raw, 0, n);
        Str text = markdown ? unmarked(a, tidy(a, part)) : tidy(a, part);
        *list_add(a, lines) =
            (Line){.number = number, .page = page, .text = viet_nfc(a, text), .raw = part, .page_begins = page_begins};
        raw = str_from(raw, n);
        page_begins = false;
    } while (raw.n);
}

/* A form feed that was flattened to one blank leaves a line that begins with it; where many lines do, it is an indent.
 */
static bool blanks_mark_pages(Str bytes)
{
    size_t indented = 0, lines = 0;
    for (Str line; str_cut(&bytes, '\n', &line);) {
        if (!str_trim(line).n) continue;
        lines++;
        indented += line.p[0] == ' ' || line.p[0] == '\t';
    }
    return indented * 100 <= lines * INDENTED_OF_HUNDRED;
}

static Fail check(Ctx *c, Str bytes)
{
    if (bytes.n > DOC_BYTES_MAX)
        return fail(c, FAIL_INPUT, "Tệp lớn hơn %d MB, không phải một bản kế hoạch. Hãy chọn đúng tệp văn bản.",
                    DOC_BYTES_MAX >> 20);
    if (!str_trim(bytes).n) return fail(c, FAIL_INPUT, "Tệp không có chữ nào. Hãy chọn tệp văn bản của kế hoạch.");
    if (str_index(bytes, 0) < bytes.n)
        return fail(
            c, FAIL_INPUT,
            "Đây không phải tệp văn bản. Hãy chọn tệp Word (.docx), OpenDocument (.odt), PDF hoặc văn bản (.txt) của "
            "kế hoạch.");
    if (!str_is_utf8(bytes))
        return fail(
            c, FAIL_INPUT,
            "Không nhận ra bảng mã của tệp: không phải UTF-8, Unicode, TCVN3, VNI, VIQR hay windows-1258. Hãy lưu "
            "lại theo mã UTF-8 rồi gửi lại.");
    return OK;
}

Fail doc_from_text(Ctx *c, Str bytes, Doc *doc)
{
    LineList lines = {0};
    if (str_starts(bytes, S("\xEF\xBB\xBF"))) bytes = str_from(bytes, 3);
    TRY(check(c, bytes));
    Str whole = bytes;
    bool flattened = blanks_mark_pages(bytes), markdown = is_markdown(bytes);
    int number = 0, page = 1;
    for (Str line; str_cut(&bytes, '\n', &line);) {
        bool feed = str_index(line, '\f') < line.n;
        bool begins = number > 0 && (feed || (flattened && line.n > 1 && line.p[0] == ' ' && str_trim(line).n));
        if (++number > DOC_LINES_MAX)
            return fail(c, FAIL_INPUT, "Tệp có hơn %d dòng, không phải một bản kế hoạch. Hãy chọn đúng tệp.",
                        DOC_LINES_MAX);
        page += begins;
        add_line(&c->mem, &lines, line, number, page, begins, markdown);
    }
    *doc = (Doc){.line = lines.at, .n = lines.n, .pages = page, .text = whole, .code = CODE_UTF8, .is_text = true};
    return OK;
}

static void close_file(void *descriptor)
{
    if (*(int *)descriptor > 0) close(*(int *)descriptor);
}

Fail doc_load_file(Ctx *c, const char *path, Str *bytes)
{
    int *file = NEW(&c->mem, int, 1);
    struct stat about;
    arena_at_end(&c->mem, close_file, file);
    *file = open(path, O_RDONLY | O_CLOEXEC);
    if (*file < 0 || fstat(*file, &about))
        return fail(c, FAIL_MISSING, "Không mở được tệp “%s”: %s. Hãy kiểm tra đường dẫn.", path, strerror(errno));
    if (!S_ISREG(about.st_mode)) return fail(c, FAIL_INPUT, "“%s” không phải là một tệp.", path);
    if (about.st_size > DOC_SCAN_BYTES_MAX)
        return fail(c, FAIL_INPUT, "Tệp “%s” lớn hơn %d MB, không phải một bản kế hoạch.", path,
                    DOC_SCAN_BYTES_MAX >> 20);
    char *p = NEW(&c->mem, char, (size_t)about.st_size + 1);
    size_t n = 0;
    for (ssize_t got; n < (size_t)about.st_size; n += (size_t)got) {
        got = read(*file, p + n, (size_t)about.st_size - n);
        if (got < 0) return fail(c, FAIL_MISSING, "Không đọc được tệp “%s”: %s.", path, strerror(errno));
        if (got == 0) break;
    }
    *bytes = (Str){p, n};
    return OK;
}
