// SPDX-License-Identifier: Apache-2.0
/* look.c -- font, size, bold, italic, alignment, indents (appendix I, part I.4 and II), by what src/paper writes
 * itself. What many paragraphs have in common is said once, at the first of them. */
#include "lint/inside.h"
#include "viet/text.h"
#include <math.h>

enum { LONG = 100 /* letters: a paragraph of running text, no heading */ };

static double points(int half) { return half / 2.0; }

/* -- font --------------------------------------------------------------------------------------------------- */

/* Signs of lists come in fonts of their own. */
static bool is_due_font(Str font)
{
    return !font.n || str_equal_ascii(font, S(STYLE_FONT)) || str_equal_ascii(font, S("Symbol")) ||
           str_starts(font, S("Wingdings"));
}

static void check_fonts(Lint *l)
{
    const DocLayout *layout = l->doc->layout;
    size_t n = 0;
    const DocParagraph *first = NULL;
    for (size_t i = 0; i < layout->paragraphs.n; i++)
        if (!is_due_font(layout->paragraphs.at[i].font)) first = n++ ? first : &layout->paragraphs.at[i];
    if (n)
        LINT(l, FONT, lint_line(l, (int)first->line),
             "Phông chữ “%.*s”%s không đúng quy định. Hãy dùng " STYLE_FONT ", bộ mã Unicode.", STR_ARGS(first->font),
             n > 1 ? str_format(&l->c->mem, " (và ở %zu đoạn khác)", n - 1).p : "");
}

/* -- size and style of each component ----------------------------------------------------------------------- */

static const struct {
    PaperStyle style;
    const char *name;
    bool look, centred; /* bold and italic, and alignment, are looked at, not size alone */
} components[] = {
    {PAPER_MOTTO, "Quốc hiệu", true, false},
    {PAPER_TAGLINE, "Tiêu ngữ", true, false},
    {PAPER_GOVERNING, "Tên cơ quan", false, false},
    {PAPER_ISSUER, "Tên cơ quan ban hành", true, false},
    {PAPER_NUMBER, "Số, ký hiệu", true, false},
    {PAPER_DATE, "Địa danh và thời gian", true, false},
    {PAPER_ABOUT, "Trích yếu công văn", true, false},
    {PAPER_NAME, "Tên loại văn bản", true, true},
    {PAPER_TITLE, "Trích yếu nội dung", true, true},
    {PAPER_BASIS, "Căn cứ", true, false},
    {PAPER_TO, "Kính gửi", false, false},
    {PAPER_BODY, "Nội dung", false, false},
    {PAPER_COPIES, "Chữ “Nơi nhận:”", true, false},
    {PAPER_COPY, "Danh sách nơi nhận", true, false},
    {PAPER_CAPACITY, "Chức vụ người ký", true, false},
    {PAPER_SIGNER, "Họ tên người ký", true, false},
    {PAPER_ANNEX, "Chữ “Phụ lục”", true, true},
    {PAPER_ANNEX_TITLE, "Tên phụ lục", true, true},
    {PAPER_ANNEX_OF, "Chỉ dẫn kèm theo", true, false},
};

/* Remarks below tables are smaller, and in italics. */
static bool is_remark(const LintLine *k) { return k->style == PAPER_BODY && k->look->italic && k->look->size < 26; }

static bool has_wrong_size(const LintLine *k)
{
    const double near = 0.25;
    Allowed due = style_size(k->style);
    double size = points(k->look->size);
    return due.most > 0 && k->look->size && (size < due.least - near || size > due.most + near) && !is_remark(k);
}

static Str range(Arena *a, Allowed r)
{
    return r.least < r.most ? str_format(a, "%.0f–%.0f", r.least, r.most) : str_format(a, "%.0f", r.least);
}

static Str number(Arena *a, double size)
{
    return size == floor(size) ? str_format(a, "%.0f", size) : str_format(a, "%d,5", (int)size);
}

static void check_size(Lint *l, PaperStyle style, const char *name)
{
    size_t n = 0;
    int first = LINT_NOWHERE;
    for (size_t i = 0; i < l->lines.n; i++) {
        const LintLine *k = &l->lines.at[i];
        if (k->style == style && k->look && has_wrong_size(k) && !n++) first = (int)i;
    }
    if (!n) return;
    Arena *a = &l->c->mem;
    LINT(l, SIZE, first, "%s đang dùng cỡ chữ %.*s%s, quy định là %.*s. Hãy sửa cỡ chữ.", name,
         STR_ARGS(number(a, points(l->lines.at[first].look->size))),
         n > 1 ? str_format(a, " (và ở %zu đoạn khác)", n - 1).p : "", STR_ARGS(range(a, style_size(style))));
}

/* "đậm, đứng" */
static Str words_of(Arena *a, bool bold, bool italic, bool centred)
{
    return str_format(a, "%s, %s%s", bold ? "đậm" : "không đậm", italic ? "nghiêng" : "đứng",
                      centred ? ", căn giữa" : "");
}

static void check_look(Lint *l, PaperStyle style, const char *name, bool centred)
{
    const Look *due = look_of(style);
    for (size_t i = 0; i < l->lines.n; i++) {
        const LintLine *k = &l->lines.at[i];
        if (k->style != style || !k->look || !k->look->size) continue;
        if (k->look->bold == due->bold && k->look->italic == due->italic && (!centred || k->look->align == DOC_CENTRED))
            continue;
        LINT(l, LOOK, (int)i, "%s phải là chữ %.*s. Hãy sửa kiểu chữ.", name,
             STR_ARGS(words_of(&l->c->mem, due->bold, due->italic, centred)));
        return;
    }
}

/* -- paragraphs of running text ----------------------------------------------------------------------------- */

typedef bool Wrong(const DocParagraph *p);

static bool is_ragged(const DocParagraph *p) { return p->align != DOC_JUSTIFIED; }
static bool is_dense(const DocParagraph *p) { return p->before + p->after < STYLE_BEFORE * TWIPS_OF_POINT; }
static bool is_loose(const DocParagraph *p) { return p->spacing > STYLE_LINE_MOST * 240 + 1; }
static bool is_outdented(const DocParagraph *p)
{
    const double near = 0.6;
    double first = (p->first + p->left) / TWIPS_OF_MM;
    return first < allowed_first.least - near || first > allowed_first.most + near;
}

/* Where most paragraphs of running text are so, one finding says so. */
static void check_text(Lint *l, Wrong *wrong, LintKind kind, const char *sentence)
{
    size_t n = 0, all = 0;
    int first = LINT_NOWHERE;
    for (size_t i = 0; i < l->lines.n; i++) {
        const LintLine *k = &l->lines.at[i];
        if (k->style != PAPER_BODY || !k->look || !k->look->size || str_letters(k->line->text) < LONG) continue;
        all++;
        if (wrong(k->look) && !n++) first = (int)i;
    }
    if (n * 2 > all) lint_found(l, kind, first, str_of(sentence));
}

void lint_looks(Lint *l)
{
    if (!l->doc->layout || !l->has_form) return;
    check_fonts(l);
    for (size_t i = 0; i < sizeof components / sizeof *components; i++) {
        check_size(l, components[i].style, components[i].name);
        if (components[i].look) check_look(l, components[i].style, components[i].name, components[i].centred);
    }
    check_text(l, is_ragged, LINT_LOOK,
               "Nội dung phải căn đều hai lề. Hãy chọn các đoạn nội dung và căn đều (Justify).");
    check_text(
        l, is_outdented, LINT_SPACING,
        "Chữ đầu dòng của mỗi đoạn phải lùi vào 1 cm hoặc 1,27 cm. Hãy sửa thụt lề dòng đầu của các đoạn nội dung.");
    check_text(l, is_dense, LINT_SPACING,
               "Khoảng cách giữa các đoạn tối thiểu là 6 pt. Hãy đặt khoảng cách trước hoặc sau đoạn từ 6 pt.");
    check_text(l, is_loose, LINT_SPACING,
               "Khoảng cách giữa các dòng tối đa là 1,5 dòng. Hãy thu hẹp khoảng cách dòng.");
}
