// SPDX-License-Identifier: Apache-2.0
/* words.c -- words of scanned pages as text (scan.h), and from there the same way as words of a PDF. */
#include "base/out.h"
#include "sight/scan.h"
#include "sight/sight.h"

enum { HUNDREDTHS = 100, MILLIONTHS = 1000000 };

static int hundredths(double points) { return (int)(points * HUNDREDTHS + (points < 0 ? -0.5 : 0.5)); }

/* -- a page is read ----------------------------------------------------------------------------------------- */

static void write_box(Out *o, const RuledBox *b, double scale)
{
    out_format(o, " %d %d %d %d", hundredths(b->left * scale), hundredths(b->top * scale), hundredths(b->right * scale),
               hundredths(b->bottom * scale));
}

/* `scale`: points of a pixel. */
static void write_table(Out *o, const RuledTable *t, double scale)
{
    out_raw(o, S("table"));
    write_box(o, &t->box, scale);
    out_format(o, " %d %d %d %d\nedges", t->rows, t->columns, (int)(t->slope * MILLIONTHS), t->all_ruled);
    for (int i = 0; i <= t->columns; i++) out_format(o, " %d", hundredths((double)t->x[i] * scale));
    for (int i = 0; i <= t->rows; i++) out_format(o, " %d", hundredths((double)t->y[i] * scale));
    for (size_t i = 0; i < t->n; i++) {
        const RuledCell *cell = &t->cell[i];
        out_format(o, "\ncell %d %d %d %d", cell->row, cell->column, cell->rows, cell->columns);
        write_box(o, &cell->box, scale);
    }
    out_char(o, '\n');
}

static void write_ruled(Out *o, const Ruled *ruled, double scale)
{
    for (size_t i = 0; i < ruled->lines.n; i++) {
        const RuledLine *l = &ruled->lines.at[i];
        out_format(o, "rule %d %d %d\n", hundredths(l->left * scale), hundredths(l->right * scale),
                   hundredths(l->y * scale));
    }
    for (size_t i = 0; i < ruled->tables.n; i++) write_table(o, &ruled->tables.at[i], scale);
}

static Str written(Ctx *c, const CleanPage *page, const OcrWordList *words)
{
    Out o = {.mem = &c->mem};
    out_format(&o, "page %d %d %d %d %d\n", hundredths(page->width), hundredths(page->height), page->turn,
               (int)(page->skew * HUNDREDTHS), (int)(SCAN_DPI / page->scale + 0.5));
    write_ruled(&o, &page->ruled, page->width / pixGetWidth(page->pix));
    for (size_t i = 0; i < words->n; i++) {
        const PdfWord *w = &words->at[i].word;
        out_format(&o, "%d %d %d %d %d %.*s\n", hundredths((double)w->left), hundredths((double)w->top),
                   hundredths((double)w->right), hundredths((double)w->bottom), words->at[i].confidence,
                   STR_ARGS(w->text));
    }
    return out_str(&o);
}

Fail page_words(Ctx *c, Str bytes, const PageOrder *order, Str *words)
{
    enum { DRAWN = 2480, DRAWN_WIDE = 3508 }; /* pixels of A4 at 300 dpi */
    SeenPage seen;
    CleanPage clean;
    OcrWordList found = {0};
    TRY(page_open(c, bytes, order->page, DRAWN, &seen));
    if (format_is_pdf(bytes) && pixGetWidth(seen.pix) > pixGetHeight(seen.pix)) /* it lies, or is wide */
        TRY(page_open(c, bytes, order->page, DRAWN_WIDE, &seen));
    TRY(clean_page(c, &seen, &clean));
    if (clean.has_ink) TRY(ocr_words(c, &clean, &found));
    *words = written(c, &clean, &found);
    return OK;
}

Fail picture_parse(Ctx *c, Str bytes, Parsed *parsed)
{
    *parsed = (Parsed){.is_picture = true};
    return page_count(c, bytes, &parsed->sheets);
}

/* -- pages are put together --------------------------------------------------------------------------------- */

enum { SIDE_MAX = 10000 * HUNDREDTHS, GRID_MAX = 512 }; /* of a page; rows or columns of a table */

typedef struct {
    Ctx *c;
    PdfPaper paper; /* of the page that is open */
    bool is_open;
    PdfWordList words;
    Ruled ruled; /* hundredths of a point are its pixels */
    PdfLineList lines;
    PdfRuleList rules;
    Parsed *parsed;
} Joining;

/* The first n numbers of a line, each 0 … most; false when they are not all there. */
static bool numbers(Str *line, int *to, int n, int most)
{
    Str piece;
    int64_t number;
    for (int i = 0; i < n; i++) {
        if (!str_cut(line, ' ', &piece) || !str_integer(piece, &number) || number < 0 || number > most) return false;
        to[i] = (int)number;
    }
    return true;
}

static bool signed_number(Str *line, int *to, int most)
{
    bool minus = str_starts(*line, S("-"));
    if (minus) *line = str_from(*line, 1);
    if (!numbers(line, to, 1, most)) return false;
    if (minus) *to = -*to;
    return true;
}

static bool box_of(Str *line, RuledBox *b)
{
    int n[4];
    if (!numbers(line, n, 4, SIDE_MAX) || n[0] > n[2] || n[1] > n[3]) return false;
    *b = (RuledBox){n[0], n[1], n[2], n[3]};
    return true;
}

/* A table has all its edges, and a cell at each place. */
static bool tables_whole(const Ruled *ruled)
{
    for (size_t i = 0; i < ruled->tables.n; i++) {
        const RuledTable *t = &ruled->tables.at[i];
        if (!t->x) return false;
        for (int k = 0; k < t->rows * t->columns; k++)
            if (t->at[k] < 0) return false;
    }
    return true;
}

static bool close_page(Joining *j)
{
    bool good = tables_whole(&j->ruled);
    if (good && j->is_open) pdf_sheet(j->c, &j->ruled, HUNDREDTHS, j->paper, &j->words, &j->lines, &j->rules);
    j->words = (PdfWordList){0};
    j->ruled = (Ruled){0};
    return good;
}

static bool open_page(Joining *j, Str line)
{
    enum { QUARTERS = 3 };
    int size[2], turn, skew;
    Parsed *p = j->parsed;
    if (!close_page(j) || p->sheets == DOC_PAGES_MAX || !numbers(&line, size, 2, SIDE_MAX) || !size[0] || !size[1] ||
        !numbers(&line, &turn, 1, QUARTERS) || !signed_number(&line, &skew, DOC_SKEW_MAX))
        return false;
    j->paper = (PdfPaper){p->sheets, (float)size[0] / HUNDREDTHS, (float)size[1] / HUNDREDTHS};
    p->turn[p->sheets++] = (DocTurn){(uint8_t)turn, (int16_t)skew};
    return j->is_open = true;
}

static bool add_rule(Joining *j, Str line)
{
    int n[3];
    if (!numbers(&line, n, 3, SIDE_MAX)) return false;
    *list_add(&j->c->mem, &j->ruled.lines) = (RuledLine){n[0], n[1], n[2]};
    return true;
}

static bool add_table(Joining *j, Str line)
{
    int size[2], slope, all;
    RuledTable *t = list_add(&j->c->mem, &j->ruled.tables);
    *t = (RuledTable){0};
    if (!box_of(&line, &t->box) || !numbers(&line, size, 2, GRID_MAX) || !size[0] || !size[1] ||
        !signed_number(&line, &slope, MILLIONTHS) || !numbers(&line, &all, 1, 1))
        return false;
    size_t places = (size_t)size[0] * (size_t)size[1];
    t->rows = size[0], t->columns = size[1], t->slope = (float)slope / MILLIONTHS, t->all_ruled = all;
    t->at = NEW(&j->c->mem, int, places);
    t->cell = NEW(&j->c->mem, RuledCell, places);
    for (size_t i = 0; i < places; i++) t->at[i] = -1;
    return true;
}

static bool add_edges(Joining *j, RuledTable *t, Str line)
{
    size_t n = (size_t)(t->rows + t->columns + 2);
    if (t->x) return false;
    t->x = NEW(&j->c->mem, float, n);
    t->y = t->x + t->columns + 1;
    for (size_t i = 0; i < n; i++) {
        int edge;
        if (!signed_number(&line, &edge, SIDE_MAX)) return false;
        t->x[i] = (float)edge;
    }
    return true;
}

static bool add_cell(RuledTable *t, Str line)
{
    int n[4];
    RuledCell *cell = &t->cell[t->n];
    if (t->n == (size_t)(t->rows * t->columns) || !numbers(&line, n, 4, GRID_MAX) || n[2] < 1 || n[3] < 1 ||
        n[0] + n[2] > t->rows || n[1] + n[3] > t->columns || !box_of(&line, &cell->box))
        return false;
    cell->row = n[0], cell->column = n[1], cell->rows = n[2], cell->columns = n[3];
    for (int r = n[0]; r < n[0] + n[2]; r++)
        for (int k = n[1]; k < n[1] + n[3]; k++) t->at[r * t->columns + k] = (int)t->n;
    t->n++;
    return true;
}

static bool add_word(Joining *j, Str line)
{
    RuledBox b;
    int confidence;
    if (!box_of(&line, &b) || !numbers(&line, &confidence, 1, HUNDREDTHS) || !line.n) return false;
    *list_add(&j->c->mem, &j->words) = (PdfWord){(float)b.left / HUNDREDTHS, (float)b.right / HUNDREDTHS,
                                                 (float)b.top / HUNDREDTHS, (float)b.bottom / HUNDREDTHS, line};
    return true;
}

static bool add_line(Joining *j, Str line)
{
    Str word, rest = line;
    str_cut(&rest, ' ', &word);
    RuledTable *t = j->ruled.tables.n ? &j->ruled.tables.at[j->ruled.tables.n - 1] : NULL;
    if (str_equal(word, S("page"))) return open_page(j, rest);
    if (!j->is_open) return false;
    if (str_equal(word, S("rule"))) return add_rule(j, rest);
    if (str_equal(word, S("table"))) return add_table(j, rest);
    if (str_equal(word, S("edges"))) return t && add_edges(j, t, rest);
    if (str_equal(word, S("cell"))) return t && add_cell(t, rest);
    return add_word(j, line);
}

Fail words_parse(Ctx *c, Str bytes, Parsed *parsed)
{
    Joining j = {.c = c, .parsed = parsed};
    BlockList blocks = {0};
    bool good = str_is_utf8(bytes);
    *parsed = (Parsed){0};
    for (Str line; good && str_cut(&bytes, '\n', &line);) good = !line.n || add_line(&j, line);
    if (!good || !close_page(&j) || !j.is_open)
        return fail(c, FAIL_INPUT, "Chữ đã nhận dạng bị hỏng. Hãy gửi lại tệp.");
    Parsed pages = *parsed;
    pdf_drop_furniture(c, &j.lines);
    pdf_flow(c, &j.lines, &j.rules, &blocks);
    blocks_text(c, &blocks, parsed);
    parsed->sheets = pages.sheets;
    memcpy(parsed->turn, pages.turn, sizeof pages.turn);
    return OK;
}
