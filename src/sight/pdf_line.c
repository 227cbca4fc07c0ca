// SPDX-License-Identifier: Apache-2.0
#include "sight/pdf_page.h"

Str pdf_text(Ctx *c, const PdfWord *word, size_t n)
{
    size_t bytes = 0;
    for (size_t i = 0; i < n; i++) bytes += word[i].text.n + 1;
    char *p = NEW(&c->mem, char, bytes + 1), *at = p;
    for (size_t i = 0; i < n; i++) {
        if (i) *at++ = ' ';
        memcpy(at, word[i].text.p, word[i].text.n);
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
