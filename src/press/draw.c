// SPDX-License-Identifier: Apache-2.0
/* draw.c -- lines onto the page, with the tags that say what they are.
 *
 * cairo 1.16 marks only what stands in a tag that has no other tag inside of it.  So a paragraph is either such a tag
 * itself, or all of it stands in spans and links. */
#include "base/out.h"
#include "press/inside.h"
#include <hb.h>

void tag_begin(Press *p, const char *tag) { cairo_tag_begin(p->cr, tag, NULL); }
void tag_end(Press *p, const char *tag) { cairo_tag_end(p->cr, tag); }

void draw_rule(Press *p, double x, double y, double length, double thick)
{
    cairo_set_line_width(p->cr, thick);
    cairo_move_to(p->cr, x, y);
    cairo_line_to(p->cr, x + length, y);
    cairo_stroke(p->cr);
}

/* The blank at which a line was broken is an empty glyph, which cairo writes as a span of its own that keeps readers
 * from the words behind it, and which keeps the words apart.  So it is a blank again; the sign that breaks a line goes.
 */
static void give_blanks(PangoLayoutLine *line)
{
    for (GSList *at = line->runs; at; at = at->next) {
        PangoGlyphItem *item = at->data;
        PangoGlyphString *s = item->glyphs;
        const char *end = pango_layout_get_text(line->layout) + item->item->offset + item->item->length;
        hb_codepoint_t blank = 0;
        if (item->item->length >= (int)strlen(LINE_SEPARATOR) && str_equal((Str){end - 3, 3}, S(LINE_SEPARATOR)))
            s->num_glyphs--, item->item->length -= 3, item->item->num_chars--;
        if (!hb_font_get_nominal_glyph(pango_font_get_hb_font(item->item->analysis.font), ' ', &blank)) continue;
        for (int i = 0; i < s->num_glyphs; i++)
            if (s->glyphs[i].glyph == PANGO_GLYPH_EMPTY) s->glyphs[i].glyph = blank;
    }
}

/* -- links --------------------------------------------------------------------------------------------------------- */

/* The source of what stands at this byte; empty when it has none. */
static Str source_at(const Set *set, size_t at)
{
    if (at < set->marker_end) return (Str){0};
    for (size_t i = 0; i < set->text->runs.n; i++)
        if (at < set->run_end[i]) return set->text->runs.at[i].source;
    return (Str){0};
}

static void begin_link(Press *p, Str source)
{
    Out o = {.mem = &p->c->mem};
    OUT_LITERAL(&o, "uri='");
    for (size_t i = 0; i < source.n; i++) {
        if (source.p[i] == '\'' || source.p[i] == '\\') out_char(&o, '\\');
        if ((unsigned char)source.p[i] > ' ') out_char(&o, source.p[i]);
    }
    OUT_LITERAL(&o, "'");
    out_char(&o, 0);
    cairo_tag_begin(p->cr, CAIRO_TAG_LINK, o.p);
}

/* A line of a paragraph with links, run by run: a span or a link each. */
static void draw_linked(Press *p, const Set *set, PangoLayoutLine *line, double x, double baseline)
{
    Str open = {0};
    const char *tag = NULL;
    for (GSList *at = line->runs; at; at = at->next) {
        PangoGlyphItem *item = at->data;
        Str source = source_at(set, (size_t)item->item->offset);
        if (tag && !str_equal(source, open)) cairo_tag_end(p->cr, tag), tag = NULL;
        if (!tag) {
            open = source, tag = source.n ? CAIRO_TAG_LINK : "Span";
            if (source.n) begin_link(p, source);
            else tag_begin(p, tag);
        }
        x += (double)item->start_x_offset / PANGO_SCALE;
        cairo_move_to(p->cr, x, baseline - (double)item->y_offset / PANGO_SCALE);
        pango_cairo_show_glyph_item(p->cr, pango_layout_get_text(set->layout), item);
        x += (double)(pango_glyph_string_get_width(item->glyphs) + item->end_x_offset) / PANGO_SCALE;
    }
    if (tag) cairo_tag_end(p->cr, tag);
}

/* -- lines ----------------------------------------------------------------------------------------------------------
 */

/* "KHẨN", "DỰ THẢO": in a frame. */
static void draw_frame(Press *p, PangoLayoutLine *line, double x, double y, double height)
{
    enum { ROOM = 12, ABOVE = 1 };
    PangoRectangle r;
    pango_layout_line_get_extents(line, NULL, &r);
    cairo_set_line_width(p->cr, 1);
    cairo_rectangle(p->cr, x - ROOM, y - ABOVE, (double)r.width / PANGO_SCALE + 2 * ROOM, height + 2 * ABOVE);
    cairo_stroke(p->cr);
}

static void draw_line(Press *p, const BoxLine *l, double x, double y)
{
    PangoLayoutLine *line = pango_layout_get_line(l->set->layout, l->line);
    give_blanks(line);
    if (l->set->look->red) cairo_set_source_rgb(p->cr, 0.75, 0, 0);
    if (l->set->linked) draw_linked(p, l->set, line, x + l->x, y + l->baseline);
    else {
        cairo_move_to(p->cr, x + l->x, y + l->baseline);
        pango_cairo_show_layout_line(p->cr, line);
    }
    if (l->set->text->style == PAPER_STAMP) draw_frame(p, line, x + l->x, y, l->height);
    if (l->set->look->red) cairo_set_source_rgb(p->cr, 0, 0, 0);
}

static bool is_tagged(const Box *b, size_t from, size_t to, BoxTags tags)
{
    if (tags != TAG_IF_MANY) return tags == TAG_EACH;
    for (size_t i = from + 1; i < to; i++)
        if (b->lines.at[i].set != b->lines.at[from].set) return true;
    return false;
}

void draw_lines(Press *p, const Box *b, size_t from, size_t to, double x, double y, BoxTags tags)
{
    const Set *open = NULL;
    bool tagged = is_tagged(b, from, to, tags);
    for (size_t i = from; i < to; i++) {
        const BoxLine *l = &b->lines.at[i];
        if (i > from || !i) y += l->above;
        if (open && open != l->set) tag_end(p, open->look->role), open = NULL;
        if (tagged && l->set && !open) tag_begin(p, l->set->look->role), open = l->set;
        if (l->set) draw_line(p, l, x, y);
        else draw_rule(p, x + (b->width - l->rule) / 2, y, l->rule, 0.75);
        y += l->height;
    }
    if (open) tag_end(p, open->look->role);
}
