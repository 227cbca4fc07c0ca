// SPDX-License-Identifier: Apache-2.0
/* basis.c -- what the draft rests on: how it is cited (appendix I, part II.5), whether it can be, and whether another
 * text has replaced it (data/lint/replaced.tsv). */
#include "base/asset.h"
#include "lint/inside.h"
#include "reading/marker.h"
#include "viet/date.h"
#include "viet/text.h"

/* -- what replaced it --------------------------------------------------------------------------------------- */

typedef struct {
    Str number, by, title; /* title: folded, of laws */
    Day passed, from;
} Replaced;
typedef LIST(Replaced) ReplacedList;

static void load_replaced(Ctx *c, ReplacedList *all)
{
    Str rest = asset("lint/replaced.tsv"), line;
    str_cut(&rest, '\n', &line); /* the names of the columns */
    while (str_cut(&rest, '\n', &line)) {
        Str cell[5] = {0};
        for (size_t i = 0; i < 5; i++) str_cut(&line, '\t', &cell[i]);
        if (cell[3].n)
            *list_add(&c->mem, all) = (Replaced){cell[0], cell[3], viet_fold(&c->mem, cell[4]), day_parse_iso(cell[1]),
                                                 day_parse_iso(cell[2])};
    }
}

/* Cited by its number, or a law by its title and the day on which it was passed. */
static bool cites(const Replaced *r, const LintLine *k)
{
    if (str_contains(k->line->text, r->number)) return true;
    return r->title.n && r->passed != NO_DAY && str_contains(k->folded, r->title) &&
           viet_find_date(k->line->text).day == r->passed;
}

static void check_replaced(Lint *l, int at, const ReplacedList *all)
{
    for (size_t i = 0; i < all->n; i++) {
        const Replaced *r = &all->at[i];
        if (r->from > l->day || !cites(r, &l->lines.at[at])) continue;
        LINT(l, BASIS_EXPIRED, at, "Căn cứ này đã được thay thế từ ngày %.*s bằng %.*s. Hãy thay căn cứ.",
             STR_ARGS(day_vietnamese(&l->c->mem, r->from)), STR_ARGS(r->by));
        return;
    }
}

/* -- how it is cited ---------------------------------------------------------------------------------------- */

/* "2023" of "13/2023/NĐ-CP"; 0 where the number has no year. */
static int year_of(Str number)
{
    Str rest = number, part;
    int64_t year;
    str_cut(&rest, '/', &part);
    return str_cut(&rest, '/', &part) && part.n == 4 && str_integer(part, &year) ? (int)year : 0;
}

/* Kinds and how their symbols begin. */
static const struct {
    Str kind, symbol;
    const char *name, *example;
} forms[] = {
    {STR("nghi dinh so"), STR("NĐ-CP"), "Nghị định", "13/2023/NĐ-CP"},
    {STR("thong tu so"), STR("TT-"), "Thông tư", "01/2024/TT-BNV"},
    {STR("thong tu lien tich so"), STR("TTLT-"), "Thông tư liên tịch", "01/2015/TTLT-BTP-BNV"},
};

static void check_symbol(Lint *l, int at, Str number)
{
    Str folded = l->lines.at[at].folded;
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        size_t kind = str_find(folded, forms[i].kind);
        if (kind > S("can cu ").n) continue; /* a kind that the title speaks of, or none */
        size_t slash = number.n;
        while (slash && number.p[slash - 1] != '/') slash--;
        if (!str_starts(str_from(number, slash), forms[i].symbol) || !year_of(number))
            LINT(l, BASIS_FORM, at, "Số của %s viết chưa đúng: “%.*s”. Hãy ghi theo mẫu “%s”.", forms[i].name,
                 STR_ARGS(number), forms[i].example);
        return;
    }
}

static void check_number(Lint *l, int at)
{
    const LintLine *k = &l->lines.at[at];
    Str number;
    size_t begin, end;
    bool law = str_starts(k->folded, S("can cu luat ")) || str_starts(k->folded, S("can cu bo luat ")) ||
               str_starts(k->folded, S("can cu phap lenh "));
    if (!str_starts(k->folded, S("can cu ")) || !number_find(l->c, k->line->text, &number, &begin, &end)) return;
    if (law) {
        if (str_contains(number, S("/QH")) || str_contains(number, S("/UBTVQH")))
            LINT(l, BASIS_FORM, at,
                 "Luật, Pháp lệnh làm căn cứ không ghi số, ký hiệu và cơ quan ban hành. Hãy bỏ “số %.*s”.",
                 STR_ARGS(number));
        return;
    }
    check_symbol(l, at, number);
    FoundDate date = viet_find_date(str_from(k->line->text, end));
    int year = year_of(number), y, m, d;
    if (date.day == NO_DAY) {
        LINT(l, BASIS_FORM, at,
             "Căn cứ thiếu ngày ban hành. Hãy ghi đủ tên loại, số, ký hiệu, ngày, cơ quan ban hành và trích yếu.");
        return;
    }
    day_split(date.day, &y, &m, &d);
    if (year && year != y)
        LINT(l, BASIS_DATE, at, "Số %.*s là của năm %d nhưng ngày ban hành ghi năm %d. Hãy đối chiếu với văn bản gốc.",
             STR_ARGS(number), year, y);
    else if (date.day > l->day)
        LINT(l, BASIS_DATE, at, "Căn cứ ban hành ngày %.*s, sau ngày của dự thảo (%.*s). Hãy sửa ngày hoặc bỏ căn cứ.",
             STR_ARGS(day_vietnamese(&l->c->mem, date.day)), STR_ARGS(day_vietnamese(&l->c->mem, l->day)));
}

static void check_ends(Lint *l)
{
    int last = LINT_NOWHERE;
    for (int i = 0; i < (int)l->lines.n; i++)
        if (l->lines.at[i].style == PAPER_BASIS) last = i;
    bool said = false;
    for (int i = 0; i <= last; i++) {
        if (l->lines.at[i].style != PAPER_BASIS) continue;
        bool good = str_ends(l->lines.at[i].line->text, i < last ? S(";") : S("."));
        /* "…, Ủy ban nhân dân tỉnh ban hành Kế hoạch": the last one may go on */
        bool goes_on = i == last && str_ends(l->lines.at[i].line->text, S(","));
        if (!good && !goes_on && !said)
            LINT(l, BASIS_FORM, i,
                 i < last ? "Cuối mỗi căn cứ ghi dấu chấm phẩy. Hãy thêm “;”."
                          : "Cuối căn cứ cuối cùng ghi dấu chấm. Hãy thay bằng “.”."),
                said = true;
    }
}

void lint_bases(Lint *l)
{
    ReplacedList all = {0};
    load_replaced(l->c, &all);
    for (int i = 0; i < (int)l->lines.n; i++) {
        if (l->lines.at[i].style != PAPER_BASIS && !str_starts(l->lines.at[i].folded, S("can cu "))) continue;
        check_number(l, i);
        check_replaced(l, i, &all);
    }
    if (l->has_form) check_ends(l);
}
