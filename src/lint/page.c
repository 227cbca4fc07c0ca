// SPDX-License-Identifier: Apache-2.0
/* page.c -- paper, margins, numbers of pages (appendix I, part I.1–3 and I.6), of files that say how they are laid out.
 */
#include "lint/inside.h"
#include <math.h>

static const double near = 0.6; /* mm: programs round */

static double mm(int twips) { return twips / TWIPS_OF_MM; }
static bool is_about(double a, double b) { return fabs(a - b) <= near + 0.4; }
static bool is_outside(int twips, Allowed a) { return mm(twips) < a.least - near || mm(twips) > a.most + near; }

static void check_paper(Lint *l, const DocSection *s, int at)
{
    double across = mm(s->width), along = mm(s->height), small = across < along ? across : along,
           large = across < along ? along : across;
    if (is_about(small, PAGE_SHORT) && is_about(large, PAGE_LONG)) return;
    LINT(l, PAPER_SIZE, at, "Khổ giấy đang là %.0f × %.0f mm. Hãy đặt khổ A4 (210 × 297 mm) trong Bố trí trang.",
         across, along);
}

static void check_margins(Lint *l, const DocSection *s, int at)
{
    const struct {
        const char *name;
        int is;
        Allowed due;
    } edges[] = {{"trên", s->top, allowed_top},
                 {"dưới", s->bottom, allowed_bottom},
                 {"trái", s->left, allowed_left},
                 {"phải", s->right, allowed_right}};
    Str wrong = {0};
    if (s->width > s->height) return; /* the decree gives those of upright pages */
    for (size_t i = 0; i < sizeof edges / sizeof *edges; i++)
        if (is_outside(edges[i].is, edges[i].due))
            wrong =
                str_format(&l->c->mem, "%.*s%s%s %.0f mm (quy định %.0f–%.0f)", STR_ARGS(wrong), wrong.n ? ", " : "",
                           edges[i].name, mm(edges[i].is), edges[i].due.least, edges[i].due.most);
    if (wrong.n) LINT(l, MARGINS, at, "Lề trang chưa đúng: %.*s. Hãy sửa trong Bố trí trang.", STR_ARGS(wrong));
}

/* A page holds about so many letters; shorter texts may have but one page. */
enum { PAGE_LETTERS = 3500 };

static void check_page_number(Lint *l, const DocSection *s, int at, size_t letters)
{
    if (s->number == DOC_NUMBER_NONE && letters > PAGE_LETTERS)
        LINT(l, PAGE_NUMBERS, at, "Trang không được đánh số. Hãy chèn số trang ở giữa lề trên, từ trang thứ hai.");
    if (s->number == DOC_NUMBER_BOTTOM)
        LINT(l, PAGE_NUMBERS, at, "Số trang đang ở chân trang. Hãy đặt số trang ở giữa lề trên, từ trang thứ hai.");
    if (s->number == DOC_NUMBER_TOP_ASIDE)
        LINT(l, PAGE_NUMBERS, at, "Số trang chưa ở giữa. Hãy căn giữa số trang trong lề trên.");
    if (s->number != DOC_NUMBER_NONE && s->first_too && at == 0)
        LINT(l, PAGE_NUMBERS, at,
             "Trang thứ nhất không hiển thị số trang. Hãy chọn “Trang đầu khác” (Different First Page).");
}

void lint_pages(Lint *l)
{
    const DocLayout *layout = l->doc->layout;
    size_t from = 0;
    for (size_t i = 0; layout && l->has_form && i < layout->sections.n; i++) {
        const DocSection *s = &layout->sections.at[i];
        size_t letters = 0, first = from;
        for (; from < l->lines.n && (size_t)l->lines.at[from].line->number <= s->last; from++)
            letters += str_letters(l->lines.at[from].line->text);
        if (first == from) continue; /* nothing stands in it */
        check_paper(l, s, (int)first);
        check_margins(l, s, (int)first);
        check_page_number(l, s, (int)first, letters);
    }
}
