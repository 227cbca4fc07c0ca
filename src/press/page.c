// SPDX-License-Identifier: Apache-2.0
/* page.c -- pages: their size, number, address and footnotes. */
#include "base/out.h"
#include "press/inside.h"

/* -- pages ------------------------------------------------------------------------------------------------------ */

void page_set(Press *p)
{
    bool turned = p->part->landscape;
    p->wide = POINTS(turned ? PAGE_LONG : PAGE_SHORT), p->high = POINTS(turned ? PAGE_SHORT : PAGE_LONG);
    p->left = POINTS(PAGE_LEFT), p->width = POINTS(laid_width(turned));
    p->top = POINTS(PAGE_TOP), p->bottom = p->high - POINTS(PAGE_BOTTOM);
}

static Box *one_line(Press *p, PaperStyle style, Str text)
{
    PaperText *t = NEW(&p->c->mem, PaperText, 1);
    Box *b = NEW(&p->c->mem, Box, 1);
    t->style = style;
    *list_add(&p->c->mem, &t->runs) = (PaperRun){.text = text};
    box_text(p, b, t, (Setting){.width = p->width});
    return b;
}

static void draw_number(Press *p)
{
    Box *b = one_line(p, PAPER_PAGE_NUMBER, str_format(&p->c->mem, "%d", p->page));
    draw_lines(p, b, 0, b->lines.n, p->left, POINTS(PAGE_NUMBER), TAG_NOTHING);
    box_free(p, b);
}

void page_address(Press *p)
{
    enum { GAP = 3 };
    Box *b = one_line(p, PAPER_ADDRESS, p->part->address);
    double y = p->high - POINTS(PAGE_NUMBER) - box_height(b, 0, b->lines.n);
    draw_rule(p, p->left, y - GAP, p->width, 0.75);
    draw_lines(p, b, 0, b->lines.n, p->left, y, TAG_EACH);
    box_free(p, b);
}

void page_begin(Press *p)
{
    p->page++, p->pages++;
    p->y = p->top, p->fresh = true;
    cairo_pdf_surface_set_size(p->surface, p->wide, p->high);
    if (p->page > 1) draw_number(p);
}

void page_foot(Press *p)
{
    enum { RULE = 144 };
    if (!p->notes.n) return;
    double y = p->bottom - p->notes_height + NOTES_GAP;
    draw_rule(p, p->left, y - (double)NOTES_GAP / 2, RULE, 0.5);
    for (size_t i = 0; i < p->notes.n; i++) {
        Box *note = p->notes.at[i];
        draw_lines(p, note, 0, note->lines.n, p->left, y, TAG_EACH);
        y += box_height(note, 0, note->lines.n);
        box_free(p, note);
    }
    p->notes.n = 0, p->notes_height = 0;
}

void page_end(Press *p)
{
    page_foot(p);
    cairo_show_page(p->cr);
}

void page_turn(Press *p)
{
    page_end(p);
    page_begin(p);
}

double page_left(const Press *p) { return p->bottom - p->notes_height - p->y; }

void page_notes(Press *p, const Box *b, size_t from, size_t to)
{
    for (size_t i = from; i < to; i++)
        for (size_t k = 0; k < b->lines.at[i].notes.n; k++) {
            Box *note = b->lines.at[i].notes.at[k];
            if (!p->notes.n) p->notes_height = NOTES_GAP;
            p->notes_height += box_height(note, 0, note->lines.n);
            *list_add(&p->c->mem, &p->notes) = note;
        }
}
