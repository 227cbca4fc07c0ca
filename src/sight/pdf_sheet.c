// SPDX-License-Identifier: Apache-2.0
/* pdf_sheet.c -- a page's words and rules as lines, whoever found them; and what every page repeats. */
#include "doc/table_inside.h"
#include "sight/pdf_page.h"

static int by_top(const void *a, const void *b)
{
    const PdfLine *x = a, *y = b;
    return x->top < y->top ? -1 : x->top > y->top ? 1 : x->left < y->left ? -1 : x->left > y->left;
}

void pdf_sheet(Ctx *c, const Ruled *ruled, float scale, PdfPaper paper, PdfWordList *words, PdfLineList *lines,
               PdfRuleList *rules)
{
    size_t before = lines->n;
    pdf_ruled(c, ruled, scale, paper, words, lines);
    size_t tables = lines->n - before;
    pdf_lines(c, words->at, words->n, paper, lines);
    if (tables) qsort(lines->at + before, lines->n - before, sizeof *lines->at, by_top);
    for (size_t i = 0; i < ruled->lines.n; i++) {
        const RuledLine *l = &ruled->lines.at[i];
        *list_add(&c->mem, rules) =
            (PdfRule){(float)l->left / scale, (float)l->right / scale, (float)l->y / scale, paper.number};
    }
}

/* -- what is on every page ---------------------------------------------------------------------------------- */

/* "3", "- 3 -", "Trang 3/10". */
static bool is_page_number(Ctx *c, const PdfLine *line)
{
    Str s = pdf_text(c, line->word, line->n);
    size_t digits = 0, others = 0;
    if (str_starts(s, S("Trang "))) s = str_from(s, sizeof "Trang " - 1);
    for (size_t i = 0; i < s.n; i++)
        if (s.p[i] >= '0' && s.p[i] <= '9') digits++;
        else others += !strchr(" -/|", s.p[i]);
    return digits && digits <= 6 && !others && s.n <= 12;
}

/* It stands under or over the text as a line of it does: the last word of a paragraph, not the number of the page. */
static bool is_of_text(const PdfLineList *lines, size_t i, bool first)
{
    const PdfLine *l = &lines->at[i], *text = first ? l + 1 : l - 1;
    if (first ? i + 1 == lines->n : !i) return false;
    float apart = first ? text->top - l->top : l->top - text->top, aside = l->left - text->left;
    return text->page == l->page && apart < 1.6F * pdf_height(l) && aside < 4 && aside > -80;
}

/* The same text, numbers aside, at the same place. */
static bool is_same(Ctx *c, const PdfLine *a, const PdfLine *b)
{
    Str x = pdf_text(c, a->word, a->n), y = pdf_text(c, b->word, b->n);
    if (a->page == b->page || x.n != y.n || a->top - b->top > 4 || b->top - a->top > 4) return false;
    for (size_t i = 0; i < x.n; i++) {
        bool numbers = x.p[i] >= '0' && x.p[i] <= '9' && y.p[i] >= '0' && y.p[i] <= '9';
        if (x.p[i] != y.p[i] && !numbers) return false;
    }
    return true;
}

/* The head of a table that each page repeats is known as such when the table is read. */
static bool heads_table(Ctx *c, const PdfLineList *lines, size_t i)
{
    enum { HEAD_LINES_MAX = 6 };
    for (size_t k = i; k < lines->n && k < i + HEAD_LINES_MAX && lines->at[k].page == lines->at[i].page; k++)
        if (lines->at[k].table || table_is_counter(c, lines->at[k].word[0].text)) return true;
    return false;
}

/* Page numbers, and heads and feet that pages repeat: at an edge of a page, on three pages in a row at least. */
void pdf_drop_furniture(Ctx *c, PdfLineList *lines)
{
    enum { PAGES_NEAR = 3 };
    bool *drop = NEW(&c->mem, bool, lines->n + 1);
    for (size_t i = 0; i < lines->n; i++) {
        const PdfLine *line = &lines->at[i];
        bool first = !i || line[-1].page != line->page, last = i + 1 == lines->n || line[1].page != line->page;
        size_t same = 0;
        if ((!first && !last) || line->table) continue;
        Arena mark = c->mem;
        for (size_t k = i; k-- > 0 && lines->at[k].page >= line->page - PAGES_NEAR;)
            same += is_same(c, line, &lines->at[k]);
        for (size_t k = i + 1; k < lines->n && lines->at[k].page <= line->page + PAGES_NEAR; k++)
            same += is_same(c, line, &lines->at[k]);
        drop[i] = (is_page_number(c, line) && !is_of_text(lines, i, first)) || (same >= 2 && !heads_table(c, lines, i));
        c->mem.at = mark.at;
    }
    size_t n = 0;
    for (size_t i = 0; i < lines->n; i++)
        if (!drop[i]) lines->at[n++] = lines->at[i];
    lines->n = n;
}
