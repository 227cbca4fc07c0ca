// SPDX-License-Identifier: Apache-2.0
/* pdf_aligned.c -- tables by alignment alone: lines that have several pieces each, under each other, of which not all
 * is text that flows.  What is set in two columns to be read one after the other, the head of a letter, a list or a
 * table of contents is none. */
#include "sight/pdf_cells.h"
#include "sight/pdf_page.h"

enum { LINES_MAX = 400, ALONE_MAX = 6, HEADS_MAX = 2, RULES_MAX = 200 };

/* -- where it ends ------------------------------------------------------------------------------------------ */

/* Of how many pieces of `above` a line stands under, at least in part. */
static size_t stands_under(const PdfLine *l, const PdfLine *above)
{
    size_t n = 0;
    bool under = false;
    for (size_t i = 0; i < above->n; i++) {
        bool begins = !i || above->word[i].left - above->word[i - 1].right > 0.9F * pdf_height(above);
        if (begins) n += under, under = false;
        under |= above->word[i].left < l->right && above->word[i].right > l->left;
    }
    return n + under;
}

/* Lines from i on that may be a table's; `last`: of those with several pieces. */
static size_t find_end(const PdfLineList *lines, size_t i)
{
    const PdfLine *multi = &lines->at[i];
    size_t end = i + 1, alone = 0;
    for (size_t k = i + 1; k < lines->n && k < i + LINES_MAX; k++) {
        const PdfLine *l = &lines->at[k];
        if (l->table || l->page != multi->page || l->top - l[-1].bottom > 2.3F * pdf_height(&lines->at[i])) break;
        if (line_pieces(l) > 1) {
            multi = l, end = k + 1, alone = 0;
            continue;
        }
        if (++alone > ALONE_MAX) break;
        if (stands_under(l, multi) > 1) { /* across columns: heads a group, or the table is over */
            bool next = k + 1 < lines->n && line_pieces(&lines->at[k + 1]) > 1 && lines->at[k + 1].page == l->page;
            if (!next || alone > 1) break;
        } else if (l->left > lines->at[i].left + 8 && l->top - l[-1].bottom < 0.5F * pdf_height(l) && end == k)
            end = k + 1; /* a cell goes on */
    }
    return end;
}

/* -- is it one? --------------------------------------------------------------------------------------------- */

typedef struct {
    int rows, columns, cells, figures, letters, filled_first;
    int second, second_figures; /* cells of the second column */
} Counted;

static Counted count(Ctx *c, const Grid *grid, int columns)
{
    Counted n = {.rows = (int)grid->rows.n, .columns = columns};
    for (size_t r = 0; r < grid->rows.n; r++)
        for (size_t k = 0; k < grid->rows.at[r].cells.n; k++) {
            const GridCell *cell = &grid->rows.at[r].cells.at[k];
            size_t bytes = 0;
            for (size_t b = 0; b < cell->blocks.n; b++) bytes += cell->blocks.at[b].text.n + 1;
            if (!bytes) continue;
            bool figure = cell->blocks.n == 1 && text_is_figure(cell->blocks.at[0].text);
            n.cells++, n.letters += (int)bytes;
            if (cell->column) n.figures += figure;
            else n.filled_first++;
            if (cell->column == 1) n.second++, n.second_figures += figure;
        }
    (void)c;
    return n;
}

/* "Chapter 2 ........ 17" */
static bool has_leaders(Ctx *c, const PdfLine *line, size_t n)
{
    size_t leaders = 0;
    for (size_t i = 0; i < n; i++)
        leaders += str_contains(pdf_text(c, line[i].word, line[i].n), S("....")) ||
                   str_contains(pdf_text(c, line[i].word, line[i].n), S(". . . ."));
    return leaders * 3 > n;
}

static bool is_table(const Counted *n, size_t rules)
{
    enum { LETTERS_MAX = 45 };
    int inner = n->cells - n->filled_first;
    bool short_cells = n->letters < LETTERS_MAX * n->cells, full = n->cells * 2 >= n->rows * n->columns;
    if (n->rows < 3 || inner < 3 || !full) return n->rows == 2 && n->columns >= 4 && rules >= 2 && n->figures >= 3;
    if (n->columns == 2)
        return (n->second_figures * 5 >= n->second * 3 && n->filled_first * 4 >= n->rows * 3 && short_cells) ||
               rules >= (size_t)n->rows;
    return n->figures * 10 >= inner * 3 || rules >= 2 ||
           (short_cells && n->rows >= 4 && n->letters < 30 * n->cells && n->cells * 3 >= n->rows * n->columns * 2) ||
           (n->rows >= 4 && n->columns >= 4 && n->cells * 4 >= n->rows * n->columns * 3);
}

/* Lines of a head whose cells are so near to each other that they look like one piece; more than HEADS_MAX when no line
 * of several pieces follows. */
static size_t heads_above(const PdfLineList *lines, size_t i)
{
    size_t n = 0;
    for (; n <= HEADS_MAX && i + n < lines->n; n++) {
        const PdfLine *l = &lines->at[i + n];
        if (l->table || l->page != lines->at[i].page || (n && l->top - l[-1].bottom > 1.2F * pdf_height(l))) break;
        if (line_pieces(l) > 1) return n;
    }
    return HEADS_MAX + 1;
}

/* -- the whole ---------------------------------------------------------------------------------------------- */

/* Rules between the lines that reach over more than one piece. */
static size_t rules_of(const PdfRuleList *rules, const PdfLine *line, size_t n, float *at)
{
    size_t found = 0;
    float left = line->left, right = line->right, height = pdf_height(line);
    for (size_t i = 0; i < n; i++) {
        if (line[i].left < left) left = line[i].left;
        if (line[i].right > right) right = line[i].right;
    }
    for (size_t i = 0; i < rules->n && found < RULES_MAX; i++) {
        const PdfRule *r = &rules->at[i];
        bool beside = r->page == line->page && r->y > line->top - height && r->y < line[n - 1].bottom + height;
        if (!beside || r->left > left + 0.2F * (right - left) || r->right < right - 0.2F * (right - left)) continue;
        at[found++] = r->y;
    }
    return found;
}

size_t pdf_aligned(Ctx *c, const PdfLineList *lines, const PdfRuleList *rules, size_t i, Block *block)
{
    const PdfLine *first = &lines->at[i];
    float rule[RULES_MAX];
    size_t heads = heads_above(lines, i);
    if (first->table || heads > HEADS_MAX) return 0;
    size_t n = find_end(lines, i + heads) - i;
    if (n < heads + 2) return 0;
    Cells cells = {.line = first, .n = n, .rule = rule, .rules = rules_of(rules, first, n, rule)};
    cells_columns(c, &cells);
    for (size_t k = 0; k < heads; k++)
        if (!cells_hold(&cells, &first[k])) return 0;
    if (cells.columns < 2) return 0;
    Grid *grid = cells_grid(c, &cells);
    Counted counted = count(c, grid, cells.columns);
    bool contents = counted.figures * 2 <= counted.cells && has_leaders(c, first, n); /* or an index */
    if (contents || !is_table(&counted, cells.rules)) return 0;
    *block = (Block){.grid = grid, .page_begins = i && first[-1].page != first->page};
    return n;
}
