// SPDX-License-Identifier: Apache-2.0
/* pdf.c -- a PDF with text in it: poppler says which letter stands where; order, paragraphs and tables are found by
 * place, for what is printed side by side is stored in any order. */
#include "doc/table_inside.h"
#include "sight/pdf_file.h"
#include "sight/pdf_page.h"
#include "sight/sight.h"

typedef struct {
    Ctx *c;
    PopplerDocument *document;
    PopplerPage *page;
    char *text;
    PopplerRectangle *box;
    double width, height; /* of the page */
    PdfLineList lines;
    PdfRuleList rules;
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
static void drop_furniture(Ctx *c, PdfLineList *lines)
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
        drop[i] = is_page_number(c, line) || (same >= 2 && !heads_table(c, lines, i));
        c->mem.at = mark.at;
    }
    size_t n = 0;
    for (size_t i = 0; i < lines->n; i++)
        if (!drop[i]) lines->at[n++] = lines->at[i];
    lines->n = n;
}

/* -- the document ------------------------------------------------------------------------------------------- */

static int by_top(const void *a, const void *b)
{
    const PdfLine *x = a, *y = b;
    return x->top < y->top ? -1 : x->top > y->top ? 1 : x->left < y->left ? -1 : x->left > y->left;
}

/* Lines and tables of a page, from above. */
static void add_lines(Pdf *p, PdfWordList *words, int page)
{
    Ruled ruled = {0};
    PdfPaper paper = {page, (float)p->width, (float)p->height};
    size_t before = p->lines.n;
    float scale = words->n ? pdf_rules(p->c, p->page, &ruled) : 1;
    pdf_ruled(p->c, &ruled, scale, paper, words, &p->lines);
    size_t tables = p->lines.n - before;
    pdf_lines(p->c, words->at, words->n, paper, &p->lines);
    if (tables) qsort(p->lines.at + before, p->lines.n - before, sizeof *p->lines.at, by_top);
    for (size_t i = 0; i < ruled.lines.n; i++) {
        const RuledLine *l = &ruled.lines.at[i];
        *list_add(&p->c->mem, &p->rules) =
            (PdfRule){(float)l->left / scale, (float)l->right / scale, (float)l->y / scale, page};
    }
}

static void read_page(Pdf *p, int number)
{
    guint boxes = 0;
    PdfWordList words = {0};
    p->page = poppler_document_get_page(p->document, number);
    if (p->page) poppler_page_get_size(p->page, &p->width, &p->height);
    p->text = p->page ? poppler_page_get_text(p->page) : NULL;
    if (p->text && poppler_page_get_text_layout(p->page, &p->box, &boxes))
        add_words(p, str_copy(&p->c->mem, str_of(p->text)), boxes, &words);
    add_lines(p, &words, number);
    end_page(p);
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
    if (!p->lines.n)
        return fail(
            c, FAIL_INPUT,
            "Tệp PDF chỉ có ảnh, không có chữ. Hãy nhận dạng chữ (OCR) tiếng Việt, lưu thành .docx hoặc .txt, hoặc xin "
            "bản Word của văn bản.");
    drop_furniture(c, &p->lines);
    pdf_flow(c, &p->lines, &p->rules, &blocks);
    blocks_text(c, &blocks, parsed);
    parsed->sheets = pages;
    return OK;
}
