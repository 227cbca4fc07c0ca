// SPDX-License-Identifier: Apache-2.0
/* pdf_page.h -- a page of a PDF as words, lines and tables with their places.  Points (1/72 inch), y from the top.
 *
 * pdf.c (poppler) → pdf_rules.c (its rules) → pdf_ruled.c (tables with rules) → pdf_counted.c, pdf_aligned.c (tables
 * without) → pdf_flow.c (the order in which all is read). */
#pragma once
#include "doc/block.h"
#include "sight/ruled.h"
#include <poppler.h>

typedef struct {
    float left, right, top, bottom;
    Str text;
} PdfWord;

typedef LIST(PdfWord) PdfWordList;

typedef struct {
    int number;          /* from 0 */
    float width, height; /* of the paper */
} PdfPaper;

/* A table on a page, as the words of its cells. */
typedef struct {
    Grid *grid;
    const float *edge; /* of its columns: columns + 1 */
    int columns;
    bool open; /* no rule closes it on some side: its last row may go on */
} PdfTable;

/* What stands beside each other, from left to right.  A table with rules is a line of one empty word. */
typedef struct {
    PdfWord *word;
    size_t n;
    float left, right, top, bottom;
    int page;                        /* from 0 */
    float paper_width, paper_height; /* of its page */
    const PdfTable *table;           /* or NULL */
} PdfLine;
typedef LIST(PdfLine) PdfLineList;

/* A rule across a page that belongs to no table. */
typedef struct {
    float left, right, y;
    int page;
} PdfRule;
typedef LIST(PdfRule) PdfRuleList;

static inline float pdf_height(const PdfLine *l) { return l->bottom - l->top; }

/* The words with blanks between.  pdf_line.c */
Str pdf_text(Ctx *c, const PdfWord *word, size_t n);

/* The place of words from …, n of them. */
DocBox pdf_box(const PdfLine *line, size_t from, size_t n);

/* Words in any order as lines from above, put behind the others; changes the order of the words. */
void pdf_lines(Ctx *c, PdfWord *word, size_t n, PdfPaper paper, PdfLineList *lines);

/* The page's rules in pixels; how many of these a point has.  pdf_rules.c */
float pdf_rules(Ctx *c, PopplerPage *page, Ruled *found);

/* Takes the words of tables with rules out of `words`; the tables come as lines.  `scale`: pixels that a point has in
 * what was found.  pdf_ruled.c */
void pdf_ruled(Ctx *c, const Ruled *found, float scale, PdfPaper paper, PdfWordList *words, PdfLineList *tables);

/* When a table begins at line i: its block, and how many lines it takes; else 0.  Tables whose head begins with "TT",
 * over pages: pdf_counted.c.  Others, on one page: pdf_aligned.c */
size_t pdf_counted(Ctx *c, const PdfLineList *lines, size_t i, Block *block);
size_t pdf_aligned(Ctx *c, const PdfLineList *lines, const PdfRuleList *rules, size_t i, Block *block);

/* A page's words and rules as lines and tables, from above, behind `lines`; `scale`: pixels of what was found that a
 * point has.  pdf_sheet.c */
void pdf_sheet(Ctx *c, const Ruled *ruled, float scale, PdfPaper paper, PdfWordList *words, PdfLineList *lines,
               PdfRuleList *rules);
/* Page numbers, and heads and feet that pages repeat, go. */
void pdf_drop_furniture(Ctx *c, PdfLineList *lines);

/* Lines as paragraphs and tables, in the order in which they are read.  pdf_flow.c */
void pdf_flow(Ctx *c, const PdfLineList *lines, const PdfRuleList *rules, BlockList *blocks);
