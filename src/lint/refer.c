// SPDX-License-Identifier: Apache-2.0
/* refer.c -- "Phụ lục II", "mục 3 Phần II Kế hoạch này": what the draft says of itself has to be there.  What is said
 * of other documents nobody can tell from here. */
#include "base/map.h"
#include "lint/inside.h"
#include "reading/marker.h"
#include "viet/text.h"

/* What there is: numbers of annexes, markers of parts; small letters.  Once for all, so that time stays linear. */
typedef struct {
    Map annexes, marks;
    bool any; /* an annex, whatever its number */
} There;

/* The next word of a folded text. */
static Str next_word(Str *rest)
{
    Str word = {0};
    str_cut(rest, ' ', &word);
    return word;
}

static bool is_roman(Str s)
{
    for (size_t i = 0; i < s.n; i++)
        if (!strchr("ivx", s.p[i])) return false;
    return s.n > 0;
}

static bool is_number(Str s)
{
    int64_t n;
    return str_integer(s, &n) && n > 0;
}

/* The words behind it say that it is a part of another document. */
static bool is_of_another(Str rest)
{
    static const Str others[] = {STR("nghi dinh"),         STR("thong tu"),      STR("quyet dinh"),
                                 STR("nghi quyet"),        STR("luat"),          STR("cua "),
                                 STR("ban hanh kem theo"), STR("kem theo nghi"), STR("kem theo thong"),
                                 STR("kem theo quyet"),    STR("chi thi"),       STR("cong van"),
                                 STR("kem theo cong van")};
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        if (str_starts(rest, others[i])) return true;
    return false;
}

/* -- annexes ------------------------------------------------------------------------------------------------ */

static void check_annexes(Lint *l, const There *there, int at)
{
    const LintLine *k = &l->lines.at[at];
    Str rest = k->folded;
    for (size_t i; (i = str_find(rest, S("phu luc"))) < rest.n;) {
        rest = str_trim(str_from(rest, i + S("phu luc").n));
        Str behind = rest, number = next_word(&behind);
        bool named = is_roman(number) || is_number(number);
        if (!named) behind = rest;
        if (is_of_another(behind) || (!named && !str_starts(behind, S("kem theo"))) ||
            (named ? map_get(&there->annexes, number) != NULL : there->any))
            continue;
        if (named)
            LINT(l, REFERENCE, at,
                 "Văn bản nhắc đến Phụ lục %.*s nhưng không có phụ lục này. Hãy bổ sung phụ lục hoặc sửa chỗ nhắc.",
                 STR_ARGS(viet_upper(&l->c->mem, number)));
        else
            LINT(l, REFERENCE, at,
                 "Văn bản nhắc đến phụ lục kèm theo nhưng tệp không có phụ lục nào. Hãy bổ sung phụ lục hoặc bỏ chỗ "
                 "nhắc.");
        return;
    }
}

/* -- parts -------------------------------------------------------------------------------------------------- */

/* "nêu trên", "Kế hoạch này": within a few words behind it. */
static bool is_of_itself(Str rest)
{
    static const Str selves[] = {STR("ke hoach nay"),   STR("van ban nay"), STR("chuong trinh nay"),
                                 STR("quyet dinh nay"), STR("neu tren"),    STR("noi tren"),
                                 STR("tren day"),       STR("duoi day")};
    enum { WINDOW = 48 };
    Str window = str_slice(rest, 0, WINDOW);
    for (size_t i = 0; i < sizeof selves / sizeof *selves; i++)
        if (str_contains(window, selves[i])) return true;
    return false;
}

static void check_parts(Lint *l, const There *there, int at)
{
    static const Str nouns[] = {STR(" muc "), STR(" phan ")};
    Arena *a = &l->c->mem;
    /* The text without folding its numbers: "3.1" stays. */
    Str text = str_format(a, " %.*s", STR_ARGS(viet_plain(a, viet_lower(a, l->lines.at[at].line->text))));
    for (size_t k = 0; k < sizeof nouns / sizeof *nouns; k++) {
        Str rest = text;
        for (size_t i; (i = str_find(rest, nouns[k])) < rest.n;) {
            rest = str_from(rest, i + nouns[k].n);
            size_t n = 0;
            while (n < rest.n && ((rest.p[n] >= '0' && rest.p[n] <= '9') || strchr("ivx.", rest.p[n]))) n++;
            while (n && rest.p[n - 1] == '.') n--;
            Str mark = str_slice(rest, 0, n);
            bool ends = n == rest.n || strchr(" ,;.)", rest.p[n]);
            bool digits = n && rest.p[0] >= '0' && rest.p[0] <= '9';
            if (!ends || !(digits || is_roman(mark)) || !is_of_itself(str_from(rest, n)) ||
                map_get(&there->marks, mark))
                continue;
            LINT(l, REFERENCE, at, "Văn bản nhắc đến mục %.*s của chính nó nhưng không có mục này. Hãy sửa chỗ nhắc.",
                 STR_ARGS(digits ? mark : viet_upper(a, mark)));
        }
    }
}

static void look_around(Lint *l, There *there)
{
    Marker m;
    Arena *a = &l->c->mem;
    for (size_t i = 0; i < l->lines.n; i++) {
        LintLine *k = &l->lines.at[i];
        if (k->style == PAPER_ANNEX) {
            Str rest = str_from(k->folded, S("phu luc ").n);
            there->any = true;
            *map_put(a, &there->annexes, next_word(&rest)) = k;
        } else if (k->style == PAPER_BODY && marker_take(l->c, false, k->line->text, &m))
            *map_put(a, &there->marks, viet_lower(a, m.code)) = k;
    }
}

void lint_references(Lint *l)
{
    There there = {0};
    look_around(l, &there);
    for (size_t i = 0; i < l->lines.n; i++) {
        PaperStyle style = l->lines.at[i].style;
        if (style != PAPER_BODY && style != PAPER_CELL) continue;
        check_annexes(l, &there, (int)i);
        check_parts(l, &there, (int)i);
    }
}
