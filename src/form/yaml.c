// SPDX-License-Identifier: Apache-2.0
#include "base/module.h"
#include "form/yaml_inside.h"
#include <stdarg.h>
#include <stdio.h>

void yaml_problem(Yaml *y, Spot spot, const char *format, ...)
{
    char text[1000];
    va_list args;
    va_start(args, format);
    vsnprintf(text, sizeof text, format, args);
    va_end(args);
    problem_add(y->mem, &y->problems, spot, "%s", text);
}

/* -- before and between -------------------------------------------------------------------------------------- */

/* A character at `s`: its bytes, 1 when it is ill-formed. */
static size_t character(Str s, bool *is_good)
{
    unsigned char c = (unsigned char)s.p[0];
    size_t length = c < 0x80 ? 1 : c >= 0xf0 ? 4 : c >= 0xe0 ? 3 : 2;
    *is_good = length <= s.n && (length == 1 || str_is_utf8(str_slice(s, 0, length)));
    return *is_good ? length : 1;
}

/* What libyaml would refuse, or take for the end of a line that no editor counts. */
static bool is_control(Str c)
{
    unsigned char first = (unsigned char)c.p[0];
    if (c.n == 1) return (first < ' ' && first != '\t' && first != '\n') || first == 0x7f;
    return (c.n == 2 && first == 0xc2 && (unsigned char)c.p[1] < 0xa0) || str_equal(c, S("\xef\xbb\xbf")) ||
           str_equal(c, S("\xef\xbf\xbe")) || str_equal(c, S("\xef\xbf\xbf")) || str_equal(c, S(YAML_OPEN)) ||
           str_equal(c, S(YAML_CLOSE));
}
static bool is_separator(Str c) { return str_equal(c, S("\u2028")) || str_equal(c, S("\u2029")); }

/* Behind "${" comes a name and its bracket: how long the name is; else 0. */
static size_t name_length(Str s)
{
    size_t n = str_index(s, '}');
    if (n == s.n || n > 2 * DESIGN_NAME_MAX) return 0;
    for (size_t i = 0; i < n; i++)
        if ((unsigned char)s.p[i] <= ' ' || strchr("{,[]\"'", s.p[i])) return 0;
    return n;
}

/* The text with LF alone at the ends of its lines.  What no YAML may hold becomes a blank and is named: the first place
 * of each kind. */
static Str readable(Yaml *y, Str bytes)
{
    Str text = {arena_bytes(y->mem, 3 * bytes.n), 0}, c;
    Spot spot = {.line = 1, .column = 1};
    bool is_good, is_utf8 = true, is_clean = true;
    size_t close = 0; /* how far the bracket is that closes ${ */
    if (str_starts(bytes, S("\xef\xbb\xbf"))) bytes = str_from(bytes, 3);
    for (; bytes.n; bytes = str_from(bytes, c.n)) {
        c = str_slice(bytes, 0, character(bytes, &is_good));
        bool is_end = c.p[0] == '\n' || c.p[0] == '\r', is_crlf = str_starts(bytes, S("\r\n"));
        if (is_crlf) continue;
        if (!is_good && is_utf8)
            yaml_problem(y, spot, "tệp không phải bảng mã UTF-8, sai từ đây: lưu lại với bảng mã UTF-8"),
                is_utf8 = false;
        if (is_good && !is_end && is_control(c) && is_clean)
            yaml_problem(y, spot, "ở đây có ký tự điều khiển không đọc được: xóa đi"), is_clean = false;
        Str kept = is_end ? S("\n") : !is_good || is_control(c) || is_separator(c) ? S(" ") : c;
        bool is_open = c.p[0] == '{' && str_ends(text, S("$")) && name_length(str_from(bytes, 1));
        if (close && !(close -= c.n < close ? c.n : close)) kept = S(YAML_CLOSE);
        if (is_open) close = name_length(str_from(bytes, 1)) + 1, kept = S(YAML_OPEN);
        memcpy((char *)text.p + text.n, kept.p, kept.n);
        text.n += kept.n;
        spot.column++;
        if (is_end) spot.line++, spot.column = 1;
    }
    return text;
}

static Str line_at(Str text, int number)
{
    Str line = {0};
    while (number-- && str_cut(&text, '\n', &line)) {}
    return line;
}

/* Blanks the line where it broke, or the last one with something in it above; false when there is none. */
static bool leave_out(Str text, Spot spot)
{
    for (int number = spot.line; number > 0; number--) {
        Str line = line_at(text, number);
        if (!str_trim(line).n) continue;
        memset((char *)line.p, ' ', line.n);
        return true;
    }
    return false;
}

/* libyaml stops at the first Tab that indents: all of them are named at once, and nothing else of the grammar, which
 * they spoil.  false when there is none. */
static bool name_tabs(Yaml *y, Str text)
{
    Str line;
    bool some = false;
    for (int number = 1; str_cut(&text, '\n', &line); number++) {
        size_t blanks = 0;
        while (blanks < line.n && line.p[blanks] == ' ') blanks++;
        if (blanks == line.n || line.p[blanks] != '\t' || !str_trim(line).n) continue;
        yaml_problem(y, (Spot){.line = number, .column = (int)blanks + 1},
                     "lùi đầu dòng bằng dấu cách, không bằng phím Tab");
        some = true;
    }
    return some;
}

Yaml yaml_read(Arena *mem, Str bytes)
{
    Yaml y = {.mem = mem};
    if (bytes.n > DESIGN_SOURCE_MAX) {
        yaml_problem(&y, (Spot){0}, "Tệp dài %zu KB, chỉ nhận đến %d KB: bớt nội dung hoặc chia thành nhiều tệp.",
                     bytes.n >> 10, DESIGN_SOURCE_MAX >> 10);
        y.is_broken = true;
        return y;
    }
    Ctx c = {0}; /* for the sentence only */
    void *tree;
    if (module_function(&c, "yaml", "yaml_tree", &tree)) {
        yaml_problem(&y, (Spot){0}, "%s", c.why);
        y.is_broken = true;
        return y;
    }
    Str text = readable(&y, bytes);
    for (int round = 0;; round++) {
        DesignProblems before = y.problems;
        Arena mark = *mem;
        YamlBreak broken = ((YamlTree *)tree)(&y, text);
        if (!broken.says) break;
        y.is_broken = true;
        if (!broken.is_end) arena_back(mem, mark), y.problems = before, y.root = NULL;
        Str line = line_at(text, broken.spot.line);
        if (!broken.is_end && !round && line.n && memchr(line.p, '\t', line.n) && name_tabs(&y, text)) break;
        yaml_problem(&y, broken.spot, "%s", broken.says);
        if (broken.is_end || round == YAML_BREAKS_MAX || !leave_out(text, broken.spot)) break;
    }
    if (!y.root && !y.problems.n) yaml_problem(&y, (Spot){.line = 1, .column = 1}, "tệp chưa có nội dung gì");
    return y;
}
