// SPDX-License-Identifier: Apache-2.0
#include "doc/block.h"
#include "base/out.h"
#include "doc/drawn.h"
#include "doc/table_inside.h"

typedef struct {
    Ctx *c;
    Out text;
    int lines;  /* written so far */
    bool page;  /* the next line begins a page */
    bool notes; /* the last line was a footnote's */
    Parsed *parsed;
} Writing;

/* -- lines -------------------------------------------------------------------------------------------------- */

/* Control characters are no text, and would be taken for line ends and pages. */
static void write_clean(Out *o, Str s)
{
    for (size_t i = 0; i < s.n; i++) {
        bool control = (unsigned char)s.p[i] < ' ' && s.p[i] != '\t';
        out_char(o, control ? ' ' : s.p[i]);
    }
}

static void write_line(Writing *w, Str s)
{
    s = str_trim(s); /* a blank at the front would be taken for a page's trace */
    if (w->page && w->lines) out_char(&w->text, '\f');
    w->page = false;
    write_clean(&w->text, s);
    out_char(&w->text, '\n');
    w->lines++;
}

/* Of the line that was written last. */
static void place(Writing *w, const DocBoxList *boxes)
{
    for (size_t i = 0; i < boxes->n; i++)
        *list_add(&w->c->mem, &w->parsed->boxes) = (PlacedBox){(size_t)w->lines, boxes->at[i]};
}

/* The line is that which is written next, or was written last. */
static void look(Writing *w, const Block *b, int line)
{
    if (!b->look || !str_trim(b->text).n) return;
    DocParagraph *p = list_add(&w->c->mem, &w->parsed->layout.paragraphs);
    *p = *b->look, p->line = (size_t)line;
}

static void end_section(Writing *w, const Block *b)
{
    if (!b->ends) return;
    DocSection *s = list_add(&w->c->mem, &w->parsed->layout.sections);
    *s = *b->ends, s->last = (size_t)w->lines;
}

static void write_paragraph(Writing *w, const Block *b)
{
    Str rest = b->text, line;
    if (w->notes && !b->note) w->page = true; /* the foot of a page ends where the next begins */
    w->notes = b->note;
    w->page |= b->page_begins;
    if (b->note) write_line(w, (Str){0});
    look(w, b, w->lines + 1);
    if (!rest.n) write_line(w, rest);
    while (str_cut(&rest, '\n', &line)) write_line(w, line);
    place(w, &b->boxes);
    end_section(w, b);
}

static void write_blocks(Writing *w, const BlockList *blocks);

/* -- tables ------------------------------------------------------------------------------------------------- */

static void flatten(Out *o, const BlockList *blocks)
{
    for (size_t i = 0; i < blocks->n; i++) {
        const Block *b = &blocks->at[i];
        if (o->n && o->p[o->n - 1] != ' ') out_char(o, ' ');
        write_clean(o, str_trim(b->text));
        for (size_t r = 0; b->grid && r < b->grid->rows.n; r++)
            for (size_t k = 0; k < b->grid->rows.at[r].cells.n; k++)
                flatten(o, &b->grid->rows.at[r].cells.at[k].blocks);
    }
}

static uint16_t least(uint16_t a, uint16_t b) { return a < b ? a : b; }
static uint16_t most(uint16_t a, uint16_t b) { return a > b ? a : b; }

/* A cell is one place, on each page that it stands on; boxes[from …] are its own. */
static void gather_boxes(Ctx *c, const BlockList *blocks, size_t from, DocBoxList *boxes)
{
    for (size_t i = 0; i < blocks->n; i++) {
        for (size_t k = 0; k < blocks->at[i].boxes.n; k++) {
            DocBox b = blocks->at[i].boxes.at[k];
            DocBox *last = boxes->n > from ? &boxes->at[boxes->n - 1] : NULL;
            if (!last || last->page != b.page) *list_add(&c->mem, boxes) = b;
            else
                *last = (DocBox){b.page, least(last->left, b.left), least(last->top, b.top), most(last->right, b.right),
                                 most(last->bottom, b.bottom)};
        }
        const Grid *inner = blocks->at[i].grid;
        for (size_t r = 0; inner && r < inner->rows.n; r++)
            for (size_t k = 0; k < inner->rows.at[r].cells.n; k++)
                gather_boxes(c, &inner->rows.at[r].cells.at[k].blocks, from, boxes);
    }
}

static void row_boxes(Ctx *c, const GridRow *row, DocBoxList *boxes)
{
    for (size_t i = 0; i < row->cells.n; i++)
        if (!row->cells.at[i].goes_on) gather_boxes(c, &row->cells.at[i].blocks, boxes->n, boxes);
}

/* The paragraphs of a row are of the line that was written last. */
static void row_looks(Writing *w, const GridRow *row)
{
    for (size_t i = 0; i < row->cells.n; i++) {
        const BlockList *blocks = &row->cells.at[i].blocks;
        for (size_t k = 0; k < blocks->n; k++) {
            look(w, &blocks->at[k], w->lines);
            const Grid *inner = blocks->at[k].grid;
            for (size_t r = 0; inner && r < inner->rows.n; r++) row_looks(w, &inner->rows.at[r]);
        }
    }
}

/* What stands in a cell, in one line with single blanks. */
static Str cell_text(Ctx *c, const GridCell *cell)
{
    Out raw = {.mem = &c->mem}, o = {.mem = &c->mem};
    flatten(&raw, &cell->blocks);
    Str s = str_trim(out_str(&raw));
    for (size_t i = 0; i < s.n; i++) {
        char at = s.p[i] == '\t' ? ' ' : s.p[i];
        if (at != ' ' || (o.n && o.p[o.n - 1] != ' ')) out_char(&o, at);
    }
    return out_str(&o);
}

typedef struct {
    const Grid *grid;
    size_t first, body;              /* rows of the head: [first, body) */
    int leaf[TABLE_COLUMNS_MAX + 1]; /* where each column begins, and where the last one ends */
    int leaves;
    DocTable table;
} Columns;

static size_t filled_cells(Ctx *c, const GridRow *row)
{
    size_t n = 0;
    for (size_t i = 0; i < row->cells.n; i++) n += cell_text(c, &row->cells.at[i]).n > 0;
    return n;
}

static bool goes_on_somewhere(const GridRow *row)
{
    for (size_t i = 0; i < row->cells.n; i++)
        if (row->cells.at[i].goes_on) return true;
    return false;
}

static const GridCell *covering(const GridRow *row, int column)
{
    for (size_t i = 0; i < row->cells.n; i++) {
        const GridCell *cell = &row->cells.at[i];
        if (column >= cell->column && column < cell->column + cell->span) return cell;
    }
    return NULL;
}

/* "(1) (2) (3) …" below the head: the columns numbered. */
static bool numbers_columns(Ctx *c, const GridRow *row)
{
    int64_t number, before = 0;
    for (size_t i = 0; i < row->cells.n; i++) {
        Str s = cell_text(c, &row->cells.at[i]);
        if (s.n > 2 && s.p[0] == '(') s = str_slice(s, 1, s.n - 1);
        if (s.n == 1 && !before && s.p[0] == 'A' + (char)i) continue;
        if (!str_integer(s, &number) || number != before + 1) return false;
        before = number;
    }
    return before > 1;
}

/* Without cells merged with the head, the second line of a head has none below "TT" and short words below others. */
static bool is_second_head(Ctx *c, const GridRow *first, const GridRow *row)
{
    enum { HEAD_BYTES_MAX = 60 };
    bool wide = false, below = false;
    for (size_t i = 0; i < first->cells.n; i++) wide |= first->cells.at[i].span > 1;
    for (size_t i = 0; i < row->cells.n; i++) {
        Str s = cell_text(c, &row->cells.at[i]);
        if (s.n > HEAD_BYTES_MAX || (!row->cells.at[i].column && s.n)) return false;
        below |= s.n > 0;
    }
    return wide && below && row->cells.n > first->cells.n;
}

static size_t head_end(Ctx *c, const Grid *grid, size_t first)
{
    enum { HEAD_ROWS_MAX = 4 };
    size_t at = first + 1;
    const GridRow *row = grid->rows.at;
    for (; at < grid->rows.n && at < first + HEAD_ROWS_MAX; at++) {
        const GridCell *number = covering(&row[at], row[first].cells.at[0].column);
        bool counts = number && cell_is_number(cell_text(c, number));
        bool head =
            row[at].head || (!counts && goes_on_somewhere(&row[at])) || is_second_head(c, &row[first], &row[at]);
        if (!head || numbers_columns(c, &row[at])) break;
    }
    return at < grid->rows.n ? at : first + 1;
}

/* The columns are what the last line of the head parts; a cell above several of them stands in each. */
static bool find_columns(Ctx *c, const Grid *grid, Columns *t)
{
    enum { COLUMNS_MIN = 3 };
    *t = (Columns){.grid = grid};
    while (t->first < grid->rows.n && filled_cells(c, &grid->rows.at[t->first]) < COLUMNS_MIN) t->first++;
    if (t->first + 1 >= grid->rows.n) return false;
    t->body = head_end(c, grid, t->first);
    const GridRow *last = &grid->rows.at[t->body - 1];
    if (last->cells.n < COLUMNS_MIN || last->cells.n > TABLE_COLUMNS_MAX) return false;
    for (size_t i = 0; i < last->cells.n; i++) {
        int begin = last->cells.at[i].column, k = t->leaves++;
        t->leaf[k] = begin, t->leaf[k + 1] = begin + last->cells.at[i].span;
        for (size_t r = t->first; r < t->body; r++) {
            const GridCell *cell = covering(&grid->rows.at[r], begin);
            if (cell && !cell->goes_on) t->table.head[k] = table_joined(c, t->table.head[k], cell_text(c, cell));
        }
    }
    t->table.columns = t->leaves;
    t->table.numbered = table_is_counter(c, t->table.head[0]);
    return cell_is_number(t->table.head[0]) ? false : true;
}

static int leaf_of(const Columns *t, int column)
{
    int k = t->leaves - 1;
    while (k > 0 && column < t->leaf[k]) k--;
    return k;
}

typedef struct {
    Str text[TABLE_COLUMNS_MAX];
    int span[TABLE_COLUMNS_MAX];
    bool goes_on[TABLE_COLUMNS_MAX];
    DocBoxList boxes;
} LeafRow;

static LeafRow leaf_row(Ctx *c, const Columns *t, const GridRow *row)
{
    LeafRow all = {0};
    for (size_t i = 0; i < row->cells.n; i++) {
        const GridCell *cell = &row->cells.at[i];
        int k = leaf_of(t, cell->column);
        all.text[k] = table_joined(c, all.text[k], cell->goes_on ? (Str){0} : cell_text(c, cell));
        all.span[k] = leaf_of(t, cell->column + cell->span - 1) - k + 1;
        all.goes_on[k] |= cell->goes_on;
    }
    row_boxes(c, row, &all.boxes);
    return all;
}

static bool is_head_again(const Columns *t, const LeafRow *row)
{
    for (int k = 0; k < t->leaves; k++)
        if (!str_equal(row->text[k], t->table.head[k])) return false;
    return true;
}

/* What is merged over several rows holds for each row that has something of its own before it: the agency of five
 * tasks.  Before all others it is the task itself, which then goes on. */
static void fill_merged(const Columns *t, LeafRow *row, const LeafRow *above)
{
    bool own = false;
    for (int k = 0; k < t->leaves; k++) {
        bool had = row->text[k].n > 0;
        if (row->goes_on[k] && !had && own) row->text[k] = above->text[k];
        own |= had;
    }
}

static bool write_row(Writing *w, Columns *t, const LeafRow *row, bool head)
{
    Out line = {.mem = &w->c->mem};
    int filled = 0, only = 0;
    for (int k = 0; k < t->leaves; k++) {
        if (k) out_char(&line, '\t');
        out_raw(&line, row->text[k]);
        if (row->text[k].n) filled++, only = k;
    }
    if (!filled) return false;
    write_line(w, out_str(&line));
    place(w, &row->boxes);
    if (head) return true;
    Line at = {.number = w->lines};
    DocRow *to = table_add_row(w->c, &t->table);
    to->parted = true;
    bool across = filled == 1 && (row->span[only] >= t->leaves - 1 || (only < 2 && row->span[only] > 1));
    if (across) table_add_cell(w->c, to, row->text[only], 0, t->leaves, &at);
    for (int k = 0; k < t->leaves && !across; k++)
        if (row->text[k].n) table_add_cell(w->c, to, row->text[k], k, 1, &at);
    return true;
}

/* A scan's "TT" is read as anything short; its column counts all the same. */
static bool counts_rows(const DocTable *t)
{
    enum { HEAD_BYTES_MAX = 6, ROWS_MIN = 2 };
    int64_t number, before = 0;
    size_t counted = 0, own = 0;
    if (t->head[0].n > HEAD_BYTES_MAX) return false;
    for (size_t i = 0; i < t->rows.n; i++) {
        const DocRow *row = &t->rows.at[i];
        Str first = table_cell(row, 0);
        if (row->cells.n < 2 || !first.n) continue;
        own++;
        while (first.n && strchr(". ", first.p[first.n - 1])) first.n--;
        if (str_integer(first, &number) && number == before + 1) counted++, before = number;
        else if (cell_is_number(first)) counted++;
    }
    return counted >= ROWS_MIN && before >= ROWS_MIN && counted * 3 >= own * 2;
}

static void write_table(Writing *w, Columns *t)
{
    LeafRow head = {0}, above = {0};
    memcpy(head.text, t->table.head, sizeof head.text);
    for (size_t r = t->first; r < t->body; r++) row_boxes(w->c, &t->grid->rows.at[r], &head.boxes);
    t->table.begin = (size_t)w->lines + 1;
    if (write_row(w, t, &head, true))
        for (size_t r = t->first; r < t->body; r++) row_looks(w, &t->grid->rows.at[r]);
    for (size_t i = t->body; i < t->grid->rows.n; i++) {
        const GridRow *from = &t->grid->rows.at[i];
        LeafRow row = leaf_row(w->c, t, from);
        if ((i == t->body && numbers_columns(w->c, from)) || is_head_again(t, &row)) continue;
        LeafRow own = row;
        fill_merged(t, &row, &above);
        if (write_row(w, t, &row, false)) row_looks(w, from);
        for (int k = 0; k < t->leaves; k++)
            if (!own.goes_on[k]) above.text[k] = own.text[k];
    }
    t->table.end = (size_t)w->lines + 1;
    t->table.numbered |= counts_rows(&t->table);
    if (t->table.rows.n) *list_add(&w->c->mem, &w->parsed->tables) = t->table;
}

static void write_cells(Writing *w, const Grid *grid, size_t from, size_t to)
{
    for (size_t i = from; i < to; i++)
        for (size_t k = 0; k < grid->rows.at[i].cells.n; k++) write_blocks(w, &grid->rows.at[i].cells.at[k].blocks);
}

static void write_grid(Writing *w, const Grid *grid)
{
    Columns t;
    drawn_table(w->c, grid, list_add(&w->c->mem, &w->parsed->drawn));
    if (!find_columns(w->c, grid, &t)) {
        write_cells(w, grid, 0, grid->rows.n);
        return;
    }
    write_cells(w, grid, 0, t.first); /* a title inside of the table */
    write_table(w, &t);
}

static void write_blocks(Writing *w, const BlockList *blocks)
{
    for (size_t i = 0; i < blocks->n; i++) {
        const Block *b = &blocks->at[i];
        w->page |= b->grid && b->page_begins;
        if (b->grid) write_grid(w, b->grid);
        else write_paragraph(w, b);
    }
}

void blocks_text(Ctx *c, const BlockList *blocks, Parsed *parsed)
{
    Writing w = {.c = c, .text = {.mem = &c->mem}, .parsed = parsed};
    *parsed = (Parsed){0};
    write_blocks(&w, blocks);
    parsed->text = str_slice(out_str(&w.text), 0, w.text.n ? w.text.n - 1 : 0);
}
