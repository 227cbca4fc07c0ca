// SPDX-License-Identifier: Apache-2.0
/* pdf.c -- a PDF with text in it: poppler says which letter stands where; order, paragraphs and tables are found by
 * place, for what is printed side by side is stored in any order. */
#include "doc/apart.h"
#include "sight/pdf_file.h"
#include "sight/pdf_page.h"
#include "sight/sight.h"
#include <math.h>

typedef struct {
    Ctx *c;
    PopplerDocument *document;
    PopplerPage *page;
    char *text;
    PopplerRectangle *box;
    PdfLineList lines;
    PdfRuleList rules;
    int undrawn; /* the first page, from 1, whose rules were not looked at; 0 = all were */
    int covered; /* pages that a picture covers */
    int bare;    /* of them without text */
} Pdf;

static void end_page(void *arg)
{
    Pdf *p = arg;
    g_free(p->text);
    g_free(p->box);
    if (p->page) g_object_unref(p->page);
    p->text = NULL, p->box = NULL, p->page = NULL;
}

/* -- words -------------------------------------------------------------------------------------------------- */

static size_t letter_bytes(const char *s)
{
    unsigned char first = (unsigned char)*s;
    return first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
}

/* A letter goes on with the word when it stands right behind it. */
static bool goes_on(const PdfWord *w, const PopplerRectangle *box)
{
    float height = w->bottom - w->top;
    return w->text.n && (float)box->x1 < w->right + 0.15F * height && (float)box->x1 > w->left - 1 &&
           (float)box->y1 < w->bottom && (float)box->y2 > w->top;
}

static void add_words(Pdf *p, Str text, guint boxes, PdfWordList *words)
{
    PdfWord *open = NULL;
    size_t at = 0;
    for (guint i = 0; i < boxes && at < text.n; i++) {
        Str letter = str_slice(text, at, at + letter_bytes(text.p + at));
        const PopplerRectangle *box = &p->box[i];
        at += letter.n;
        bool blank = (unsigned char)letter.p[0] <= ' ' || str_equal(letter, S("\xC2\xA0"));
        if (blank || (open && !goes_on(open, box))) open = NULL;
        if (blank) continue;
        if (!open) {
            open = list_add(&p->c->mem, words);
            *open = (PdfWord){(float)box->x1, (float)box->x2, (float)box->y1, (float)box->y2, letter};
            continue;
        }
        open->text.n = (size_t)(letter.p + letter.n - open->text.p);
        if ((float)box->x2 > open->right) open->right = (float)box->x2;
        if ((float)box->y2 > open->bottom) open->bottom = (float)box->y2;
        if ((float)box->y1 < open->top) open->top = (float)box->y1;
    }
}

/* -- the document ------------------------------------------------------------------------------------------- */

/* A picture lies on most of it: a scan, with or without text under it. */
static bool is_covered(PopplerPage *page, PdfPaper paper)
{
    bool found = false;
    GList *all = poppler_page_get_image_mapping(page);
    for (const GList *at = all; at && !found; at = at->next) {
        const PopplerRectangle *box = &((const PopplerImageMapping *)at->data)->area;
        found = fabs((box->x2 - box->x1) * (box->y2 - box->y1)) > 0.6 * (double)paper.width * (double)paper.height;
    }
    poppler_page_free_image_mapping(all);
    return found;
}

/* Scans under a text of hundreds of pages take a tenth of a second each to draw: what is left is read without its
 * rules, and the reader is told from which page on. */
static bool may_draw(Pdf *p, int page)
{
    enum { DRAW_SECONDS = APART_SECONDS / 2 };
    struct timespec used;
    if (!p->undrawn && !clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &used) && used.tv_sec >= DRAW_SECONDS)
        p->undrawn = page + 1;
    return !p->undrawn;
}

static void read_page(Pdf *p, int number)
{
    enum { WORDS_FEW = 5 }; /* a stamp of a scanner, a page number */
    guint boxes = 0;
    PdfWordList words = {0};
    Ruled ruled = {0};
    double width = 0, height = 0;
    p->page = poppler_document_get_page(p->document, number);
    if (p->page) poppler_page_get_size(p->page, &width, &height);
    p->text = p->page ? poppler_page_get_text(p->page) : NULL;
    if (p->text && poppler_page_get_text_layout(p->page, &p->box, &boxes))
        add_words(p, str_copy(&p->c->mem, str_of(p->text)), boxes, &words);
    PdfPaper paper = {number, (float)width, (float)height};
    bool covered = p->page && is_covered(p->page, paper);
    p->covered += covered, p->bare += covered && words.n < WORDS_FEW;
    float scale = words.n && may_draw(p, number) ? pdf_rules(p->c, p->page, &ruled) : 1;
    end_page(p);
    pdf_sheet(p->c, &ruled, scale, paper, &words, &p->lines, &p->rules);
}

Fail pdf_parse(Ctx *c, Str bytes, Parsed *parsed)
{
    Pdf *p = NEW(&c->mem, Pdf, 1);
    BlockList blocks = {0};
    int pages;
    p->c = c;
    arena_at_end(&c->mem, end_page, p);
    TRY(pdf_open(c, bytes, &p->document, &pages));
    for (int i = 0; i < pages; i++) read_page(p, i);
    pdf_drop_furniture(c, &p->lines);
    pdf_flow(c, &p->lines, &p->rules, &blocks);
    blocks_text(c, &blocks, parsed);
    parsed->sheets = pages, parsed->undrawn = p->undrawn;
    parsed->is_picture = !p->lines.n || p->bare;
    parsed->is_layer = p->covered * 2 > pages;
    return OK;
}
