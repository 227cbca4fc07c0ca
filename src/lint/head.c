// SPDX-License-Identifier: Apache-2.0
/* head.c -- country and motto, number and symbol, place and day, kind and title (appendix I, part II.1–4). */
#include "lint/inside.h"
#include "viet/text.h"

/* Both places of the tone are official: HÒA and HOÀ. */
static void check_motto(Lint *l)
{
    int motto = lint_first(l, PAPER_MOTTO), tagline = lint_first(l, PAPER_TAGLINE);
    if (motto == LINT_NOWHERE)
        LINT(l, MOTTO, 0, "Thiếu Quốc hiệu. Hãy ghi “CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM” ở góc phải đầu trang.");
    else {
        Str text = viet_nfc(&l->c->mem, l->lines.at[motto].line->text);
        if (!str_equal(text, S("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")) &&
            !str_equal(text, S("CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM")))
            LINT(l, MOTTO, motto, "Quốc hiệu viết sai. Hãy ghi đúng “CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM”.");
    }
    if (tagline == LINT_NOWHERE)
        LINT(l, MOTTO, motto == LINT_NOWHERE ? 0 : motto,
             "Thiếu Tiêu ngữ. Hãy ghi “Độc lập - Tự do - Hạnh phúc” dưới Quốc hiệu.");
    else if (!str_equal(viet_nfc(&l->c->mem, l->lines.at[tagline].line->text), S("Độc lập - Tự do - Hạnh phúc")))
        LINT(l, MOTTO, tagline,
             "Tiêu ngữ viết sai. Hãy ghi “Độc lập - Tự do - Hạnh phúc”: chữ cái đầu mỗi cụm viết hoa, gạch nối có cách "
             "chữ "
             "ở hai bên.");
}

/* -- number and symbol -------------------------------------------------------------------------------------- */

static bool is_digit(char c) { return c >= '0' && c <= '9'; }
static bool is_code(char c)
{
    return is_digit(c) || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (unsigned char)c >= 0x80 ||
           strchr("-&.", c);
}

typedef struct {
    bool colon, spaced; /* a blank beside a sign where none belongs */
    Str number, symbol;
} NumberLine;

/* "Số: 05/BC-STTTT …": what follows the symbol belongs to another column. */
static NumberLine number_of(Str s)
{
    NumberLine n = {0};
    size_t i = 0, slash = str_index(s, '/');
    while (i < slash && s.p[i] != ' ' && s.p[i] != ':') i++;
    while (i < slash && (s.p[i] == ' ' || s.p[i] == ':')) n.colon |= s.p[i++] == ':';
    n.number = str_trim(str_slice(s, i, slash));
    n.spaced = n.number.n && slash && s.p[slash - 1] == ' ' && is_digit(n.number.p[n.number.n - 1]);
    size_t from = slash + 1, to = from;
    if (from < s.n && s.p[from] == ' ') n.spaced = true, from = to = from + 1;
    for (;;) {
        while (to < s.n && is_code(s.p[to])) to++;
        /* "KH - UBND", "KH- UBND", "KH -UBND" */
        bool before = to > from && s.p[to - 1] == '-', after = to + 1 < s.n && s.p[to + 1] == '-';
        if (to + 1 >= s.n || s.p[to] != ' ' || !(before || after)) break;
        n.spaced = true, to++;
    }
    n.symbol = str_slice(s, from, to);
    return n;
}

static void check_symbol(Lint *l, int at, Str symbol)
{
    Str first = symbol, rest = symbol;
    str_cut(&rest, '-', &first);
    first = str_trim(first);
    Str due = paper_kind_abbreviation(l->kind);
    if (!l->has_kind && str_equal(first, S("CV")))
        LINT(l, NUMBER_FORM, at,
             "Công văn không ghi “CV” trong ký hiệu. Hãy ghi tên viết tắt cơ quan và đơn vị soạn thảo, ví dụ "
             "“UBND-KGVX”.");
    if (l->has_kind && due.n && symbol.n && !str_equal(first, due))
        LINT(l, NUMBER_FORM, at,
             "Ký hiệu “%.*s” không hợp với tên loại %.*s. Hãy ghi “%.*s-” rồi tên viết tắt cơ quan ban hành.",
             STR_ARGS(symbol), STR_ARGS(paper_kind_name(l->kind)), STR_ARGS(due));
}

static void check_number(Lint *l)
{
    int at = lint_first(l, PAPER_NUMBER);
    if (at == LINT_NOWHERE && l->kind == PAPER_MINUTES) return;
    if (at == LINT_NOWHERE) {
        LINT(l, NUMBER_FORM, 0,
             "Thiếu dòng số, ký hiệu. Hãy ghi “Số:      /%.*s-…” dưới tên cơ quan ban hành, để trống số đến khi ký.",
             STR_ARGS(l->has_kind ? paper_kind_abbreviation(l->kind) : S("UBND")));
        return;
    }
    NumberLine n = number_of(l->lines.at[at].line->text);
    if (!n.colon) LINT(l, NUMBER_FORM, at, "Sau chữ “Số” phải có dấu hai chấm. Hãy ghi “Số: …”.");
    if (n.spaced)
        LINT(l, NUMBER_FORM, at,
             "Trong số, ký hiệu không để cách chữ quanh “/” và “-”. Hãy viết liền, ví dụ “05/BC-STTTT”.");
    if (n.number.n == 1 && is_digit(n.number.p[0]))
        LINT(l, NUMBER_FORM, at, "Số nhỏ hơn 10 phải thêm số 0 phía trước. Hãy ghi “0%.*s”.", STR_ARGS(n.number));
    /* "27-CTr/TU", as the Party and its unions write */
    if (str_index(n.number, '-') == n.number.n) check_symbol(l, at, n.symbol);
}

/* -- place and day ------------------------------------------------------------------------------------------ */

/* What stands between two words of the line, trimmed. */
static Str between(Str s, const char *from, const char *to)
{
    size_t begin = str_find(s, str_of(from));
    if (begin == s.n) return (Str){0};
    Str rest = str_from(s, begin + strlen(from));
    return str_trim(str_slice(rest, 0, to ? str_find(rest, str_of(to)) : rest.n));
}

/* Number and day in one line, parted by a tab. */
static bool is_date_and_number(const LintLine *k)
{
    return k->style == PAPER_NUMBER && str_contains(k->folded, S(" ngay ")) && str_contains(k->folded, S(" thang "));
}

static void check_day(Lint *l)
{
    int at = lint_first(l, PAPER_DATE);
    for (int i = 0; at == LINT_NOWHERE && i < (int)l->lines.n && l->lines.at[i].style != PAPER_NAME; i++)
        if (is_date_and_number(&l->lines.at[i])) at = i;
    if (at == LINT_NOWHERE) {
        LINT(l, DATE_FORM, 0,
             "Thiếu địa danh và thời gian. Hãy ghi theo mẫu “Bắc Giang, ngày 05 tháng 02 năm 2025”, để trống ngày đến "
             "khi ký.");
        return;
    }
    Str text = viet_lower(&l->c->mem, viet_nfc(&l->c->mem, l->lines.at[at].line->text));
    Str day = between(text, "ngày", "tháng"), month = between(text, "tháng", "năm");
    if (day.n == 1 && is_digit(day.p[0]))
        LINT(l, DATE_FORM, at, "Ngày nhỏ hơn 10 phải thêm số 0 phía trước. Hãy ghi “ngày 0%.*s”.", STR_ARGS(day));
    if (str_equal(month, S("1")) || str_equal(month, S("2")))
        LINT(l, DATE_FORM, at, "Tháng 1, tháng 2 phải thêm số 0 phía trước. Hãy ghi “tháng 0%.*s”.", STR_ARGS(month));
    Str before = str_trim(str_slice(text, 0, str_find(text, S("ngày"))));
    if (!str_ends(before, S(",")) || before.n < 2)
        LINT(l, DATE_FORM, at,
             "Trước “ngày …” phải có địa danh và dấu phẩy. Hãy ghi theo mẫu “Bắc Giang, ngày 05 tháng 02 năm 2025”.");
}

/* -- kind and title ----------------------------------------------------------------------------------------- */

static void check_title(Lint *l)
{
    int name = lint_first(l, PAPER_NAME), title = lint_first(l, PAPER_TITLE), about = lint_first(l, PAPER_ABOUT);
    if (name == LINT_NOWHERE) {
        if (about == LINT_NOWHERE)
            LINT(l, TITLE_FORM, 0,
                 "Không thấy tên loại (KẾ HOẠCH, BÁO CÁO …) hay trích yếu “V/v …”. Hãy ghi theo thể thức của loại văn "
                 "bản.");
        return;
    }
    if (!viet_is_upper(l->lines.at[name].line->text))
        LINT(l, TITLE_FORM, name, "Tên loại văn bản phải in hoa. Hãy ghi “%.*s”.",
             STR_ARGS(viet_upper(&l->c->mem, l->lines.at[name].line->text)));
    if (title == LINT_NOWHERE)
        LINT(l, TITLE_FORM, name,
             "Thiếu trích yếu nội dung. Hãy ghi ngay dưới tên loại, căn giữa, chữ in thường, đậm.");
    else if (viet_is_upper(l->lines.at[title].line->text) && str_letters(l->lines.at[title].line->text) > 12)
        LINT(l, TITLE_FORM, title,
             "Trích yếu viết bằng chữ in thường, kiểu chữ đứng, đậm, không in hoa toàn bộ. Hãy viết lại.");
}

void lint_head(Lint *l)
{
    if (!l->has_form || !l->lines.n) return;
    check_motto(l);
    check_number(l);
    check_day(l);
    check_title(l);
}
