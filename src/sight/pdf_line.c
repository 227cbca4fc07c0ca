// SPDX-License-Identifier: Apache-2.0
/* pdf_line.c -- words that stand beside each other. */
#include "sight/pdf_page.h"

Str pdf_text(Ctx *c, const PdfWord *word, size_t n)
{
    size_t bytes = 0;
    for (size_t i = 0; i < n; i++) bytes += word[i].text.n + 1;
    char *p = NEW(&c->mem, char, bytes + 1), *at = p;
    for (size_t i = 0; i < n; i++) {
        if (i) *at++ = ' ';
        if (word[i].text.n) memcpy(at, word[i].text.p, word[i].text.n); /* a table is an empty word */
        at += word[i].text.n;
    }
    return (Str){p, (size_t)(at - p)};
}

static uint16_t part_of(float at, float whole)
{
    float part = whole > 0 ? at / whole * DOC_BOX_WHOLE : 0;
    return (uint16_t)(part < 0 ? 0 : part > DOC_BOX_WHOLE ? DOC_BOX_WHOLE : part);
}

DocBox pdf_box(const PdfLine *line, size_t from, size_t n)
{
    const PdfWord *w = &line->word[from];
    float left = w->left, right = w->right, top = w->top, bottom = w->bottom;
    for (size_t i = 1; i < n; i++) {
        if (w[i].left < left) left = w[i].left;
        if (w[i].right > right) right = w[i].right;
        if (w[i].top < top) top = w[i].top;
        if (w[i].bottom > bottom) bottom = w[i].bottom;
    }
    return (DocBox){line->page + 1, part_of(left, line->paper_width), part_of(top, line->paper_height),
                    part_of(right, line->paper_width), part_of(bottom, line->paper_height)};
}

static int by_middle(const void *a, const void *b)
{
    const PdfWord *x = a, *y = b;
    float dx = x->top + x->bottom, dy = y->top + y->bottom;
    return dx < dy ? -1 : dx > dy ? 1 : x->left < y->left ? -1 : x->left > y->left;
}

static int by_left(const void *a, const void *b)
{
    const PdfWord *x = a, *y = b;
    return x->left < y->left ? -1 : x->left > y->left;
}

/* A small raised number behind a word refers to a footnote. */
static bool is_reference(const PdfLine *line, const PdfWord *w)
{
    int64_t number;
    float height = w->bottom - w->top;
    return w != line->word && str_integer(w->text, &number) && height < 0.75F * pdf_height(line) &&
           w->top < line->top + 0.3F * pdf_height(line) && w->left - w[-1].right < 0.3F * height;
}

static void close_line(Ctx *c, PdfLine *line, PdfLineList *lines)
{
    size_t n = 0;
    qsort(line->word, line->n, sizeof *line->word, by_left);
    line->left = line->word[0].left, line->right = line->word[0].right;
    for (size_t i = 0; i < line->n; i++) {
        if (is_reference(line, &line->word[i])) continue;
        if (line->word[i].right > line->right) line->right = line->word[i].right;
        line->word[n++] = line->word[i];
    }
    line->n = n;
    *list_add(&c->mem, lines) = *line;
}

void pdf_lines(Ctx *c, PdfWord *word, size_t n, PdfPaper paper, PdfLineList *lines)
{
    PdfLine line = {0};
    if (n) qsort(word, n, sizeof *word, by_middle);
    for (size_t i = 0; i < n; i++) {
        PdfWord *w = &word[i];
        float middle = (w->top + w->bottom) / 2;
        if (line.n && middle > line.top && middle < line.top + 0.75F * pdf_height(&line)) {
            line.n++;
            if (w->bottom - w->top > pdf_height(&line)) line.top = w->top, line.bottom = w->bottom;
            continue;
        }
        if (line.n) close_line(c, &line, lines);
        line = (PdfLine){.word = w,
                         .n = 1,
                         .top = w->top,
                         .bottom = w->bottom,
                         .page = paper.number,
                         .paper_width = paper.width,
                         .paper_height = paper.height};
    }
    if (line.n) close_line(c, &line, lines);
}
