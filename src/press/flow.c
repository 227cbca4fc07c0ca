// SPDX-License-Identifier: Apache-2.0
/* flow.c -- what follows each other, and where a page ends: no heading is the last on it, no line of a paragraph alone
 * on it, footnotes stand on the page that calls them, a signature stays with the last words above it. */
#include "base/out.h"
#include "press/inside.h"

/* What stands in the list, set but not drawn. */
typedef struct {
    const Laid *laid;
    Box *box;          /* of a text, a rule */
    TablePress *table; /* of a table */
    BoxList cells;     /* of what stands side by side */
} Block;

static double side_row(const Side *side, const BoxList *cells, size_t row)
{
    double height = 0;
    for (size_t k = row; k < row + (size_t)side->columns && k < cells->n; k++) {
        double own = box_height(cells->at[k], 0, cells->at[k]->lines.n);
        if (own > height) height = own;
    }
    return height;
}

static double side_height(const Block *b)
{
    double height = 0;
    for (size_t i = 0; i < b->cells.n; i += (size_t)b->laid->side->columns)
        height += side_row(b->laid->side, &b->cells, i);
    return height;
}

static void set_block(Press *p, const Laid *l, Block *b)
{
    if (b->laid) return;
    b->laid = l;
    if (l->what == LAID_TABLE) b->table = table_begin(p, l->table);
    if (l->what == LAID_TEXT || l->what == LAID_RULE) {
        b->box = NEW(&p->c->mem, Box, 1);
        b->box->width = p->width;
        if (l->what == LAID_RULE) box_rule(p, b->box, l->rule);
        else box_text(p, b->box, &l->text, (Setting){.width = p->width, .before = l->before});
    }
    if (l->what == LAID_SIDE)
        for (size_t i = 0; i < l->side->cells.n; i++)
            *list_add(&p->c->mem, &b->cells) =
                box_of(p, &l->side->cells.at[i], POINTS(l->side->width[i % (size_t)l->side->columns]));
}

static bool is_with_next(const Laid *l)
{
    return l->with_next || (l->what == LAID_TEXT && look_of(l->text.style)->with_next);
}

/* How many of its lines may not be left alone at the foot of a page. */
static size_t first_lines(const Box *b) { return b->lines.n <= 3 ? b->lines.n : 2; }

/* The room without which block i must not begin on a page; with what has to stand on the same one. */
static double least(Press *p, const LaidList *list, Block *blocks, size_t i)
{
    enum { CHAIN_MOST = 12 };
    double height = 0;
    for (size_t k = i; k < list->n && k < i + CHAIN_MOST; k++) {
        const Laid *l = &list->at[k];
        Block *b = &blocks[k];
        set_block(p, l, b);
        if (l->what == LAID_TABLE) return height + table_least(p, b->table);
        if (l->what == LAID_SIDE) return height + side_height(b);
        if (l->what == LAID_BREAK) return height;
        size_t n = is_with_next(l) ? b->box->lines.n : first_lines(b->box);
        height += box_height(b->box, 0, n) + box_notes(b->box, 0, n);
        if (!is_with_next(l)) return height;
    }
    return height;
}

static void add_outline(Press *p, const Set *set, double y)
{
    int level = set->look->outline;
    if (!level) return;
    Str title = laid_words(&p->c->mem, set->text);
    Str place = str_format(&p->c->mem, "page=%d pos=[%d %d]", p->pages, (int)p->left, (int)y);
    int parent = level > 1 && p->outline[level - 1] ? p->outline[level - 1] : CAIRO_PDF_OUTLINE_ROOT;
    p->outline[level] = cairo_pdf_surface_add_outline(p->surface, parent, str_c(&p->c->mem, title), place.p,
                                                      CAIRO_PDF_OUTLINE_FLAG_OPEN);
    for (int k = level + 1; k < 8; k++) p->outline[k] = 0;
}

/* How many lines go on this page, and not one too many: the next page gets two at least. */
static size_t lines_here(const Press *p, const Box *b, size_t from)
{
    double room = page_left(p);
    size_t to = from;
    while (to < b->lines.n) {
        double notes = box_notes(b, from, to + 1);
        if (notes > 0 && !p->notes.n) notes += NOTES_GAP;
        double above = from || !p->fresh ? 0 : b->lines.at[0].above;
        if (box_height(b, from, to + 1) - above + notes > room + 0.01) break;
        to++;
    }
    if (to + 1 == b->lines.n && to - from > 2) to--;
    return to;
}

static void put_box(Press *p, Box *b)
{
    const char *role = b->lines.at[0].set ? b->lines.at[0].set->look->role : NULL;
    size_t from = 0;
    if (role) tag_begin(p, role);
    while (from < b->lines.n) {
        size_t to = lines_here(p, b, from);
        if (to == from && p->fresh) to++; /* higher than a page: cut off rather than never */
        if (to > from) {
            double y = p->fresh && !from ? p->y - b->lines.at[0].above : p->y;
            if (!from && role) add_outline(p, b->lines.at[0].set, y);
            draw_lines(p, b, from, to, p->left, y, TAG_NOTHING);
            page_notes(p, b, from, to);
            p->y = y + box_height(b, from, to), p->fresh = false;
            from = to;
        }
        if (from < b->lines.n) page_turn(p);
    }
    if (role) tag_end(p, role);
    box_free(p, b);
}

static void put_side(Press *p, Block *b)
{
    const Side *side = b->laid->side;
    for (size_t i = 0; i < b->cells.n; i += (size_t)side->columns) {
        double x = p->left;
        for (size_t k = 0; k < (size_t)side->columns && i + k < b->cells.n; k++) {
            Box *cell = b->cells.at[i + k];
            draw_lines(p, cell, 0, cell->lines.n, x, p->y, TAG_EACH);
            x += POINTS(side->width[k]);
        }
        p->y += side_row(side, &b->cells, i), p->fresh = false;
    }
    for (size_t i = 0; i < b->cells.n; i++) box_free(p, b->cells.at[i]);
}

static void put_block(Press *p, Block *b)
{
    switch (b->laid->what) {
    case LAID_TEXT:
    case LAID_RULE: put_box(p, b->box); break;
    case LAID_TABLE: table_put(p, b->table); break;
    case LAID_SIDE: put_side(p, b); break;
    case LAID_BREAK: page_turn(p); break;
    }
}

/* cairo forgets the tags of a page whose size is set, and those behind the last page: so the tag around all begins when
 * the first page has its size, and ends before the last one is shown. */
void press_part(Press *p, const LaidPart *part, bool first, bool last)
{
    Block *blocks = NEW(&p->c->mem, Block, part->list.n + 1);
    p->part = part, p->page = 0;
    page_set(p);
    page_begin(p);
    if (first) tag_begin(p, "Document");
    if (part->address.n) page_address(p);
    for (size_t i = 0; i < part->list.n; i++) {
        if (least(p, &part->list, blocks, i) > page_left(p) && !p->fresh) page_turn(p);
        put_block(p, &blocks[i]);
    }
    page_foot(p);
    if (last) tag_end(p, "Document");
    page_end(p);
}
