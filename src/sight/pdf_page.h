// SPDX-License-Identifier: Apache-2.0
/* pdf_page.h -- a page of a PDF as words and lines with their places, between pdf.c (poppler), pdf_flow.c (paragraphs)
 * and pdf_table.c (tables).  Points (1/72 inch), y from the top. */
#pragma once
#include "doc/block.h"

typedef struct {
    float left, right, top, bottom;
    Str text;
} PdfWord;

/* What stands beside each other, from left to right. */
typedef struct {
    PdfWord *word;
    size_t n;
    float left, right, top, bottom;
    int page;                        /* from 0 */
    float paper_width, paper_height; /* of its page */
    bool blank_before;               /* more room than between lines of a paragraph */
} PdfLine;
typedef LIST(PdfLine) PdfLineList;

static inline float pdf_height(const PdfLine *l) { return l->bottom - l->top; }

/* The words with blanks between.  pdf_line.c */
Str pdf_text(Ctx *c, const PdfWord *word, size_t n);

/* The place of words from …, n of them. */
DocBox pdf_box(const PdfLine *line, size_t from, size_t n);

/* When a table begins at line i: its block, and how many lines it takes; else 0.  pdf_table.c */
size_t pdf_table(Ctx *c, const PdfLineList *lines, size_t i, Block *block);

/* Lines as paragraphs and tables, in the order in which they are read.  pdf_flow.c */
void pdf_flow(Ctx *c, const PdfLineList *lines, BlockList *blocks);
