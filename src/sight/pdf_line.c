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
