// SPDX-License-Identifier: Apache-2.0
/* box.c -- paragraphs set by pango, their lines in boxes. */
#include "base/out.h"
#include "press/inside.h"
#include "viet/text.h"

/* -- setting a paragraph --------------------------------------------------------------------------------------- */

static void mark(PangoAttrList *list, PangoAttribute *attribute, size_t from, size_t to)
{
    attribute->start_index = (guint)from, attribute->end_index = (guint)to;
    pango_attr_list_insert(list, attribute);
}

static void mark_look(PangoAttrList *list, double size, bool bold, bool italic, const PaperRun *run, size_t from,
                      size_t to)
{
    unsigned look = run ? run->look : 0;
    bool plain = look & PAPER_PLAIN;
    if (!plain && (bold || look & PAPER_BOLD)) mark(list, pango_attr_weight_new(PANGO_WEIGHT_BOLD), from, to);
    if (!plain && (italic || look & PAPER_ITALIC)) mark(list, pango_attr_style_new(PANGO_STYLE_ITALIC), from, to);
    if (look & PAPER_UNDERLINE) mark(list, pango_attr_underline_new(PANGO_UNDERLINE_SINGLE), from, to);
    /* In black, as all: the colour only makes pango end its runs where the link does. */
    if (run && run->source.n) mark(list, pango_attr_foreground_new(0, 0, 0), from, to);
    if (look & PAPER_RAISED) {
        mark(list, pango_attr_size_new_absolute((int)(size * 0.62 * PANGO_SCALE)), from, to);
        mark(list, pango_attr_rise_new((int)(size * 0.35 * PANGO_SCALE)), from, to);
    }
}

static void add_words(Press *p, Out *o, Str s)
{
    s = viet_printable(&p->c->mem, s);
    for (size_t i = 0; i < s.n; i++)
        if (s.p[i] == '\n') OUT_LITERAL(o, " " LINE_SEPARATOR);
        else out_char(o, s.p[i]);
}

/* The number of a footnote, behind the run that calls it. */
static void add_note(Press *p, Out *o, PangoAttrList *list, double size)
{
    size_t from = o->n;
    out_format(o, "%d", ++p->notes_seen);
    mark_look(list, size, false, false, &(PaperRun){.look = PAPER_RAISED}, from, o->n);
}

static Str words_of(Press *p, Set *set, PangoAttrList *list, Setting how, double size)
{
    const PaperText *t = set->text;
    Out o = {.mem = &p->c->mem};
    if (t->marker.n) {
        add_words(p, &o, t->marker);
        out_char(&o, ' ');
        mark_look(list, size, how.strong || set->look->marker_bold, set->look->italic, NULL, 0, o.n);
    }
    set->marker_end = o.n;
    for (size_t i = 0; i < t->runs.n; i++) {
        const PaperRun *run = &t->runs.at[i];
        size_t from = o.n;
        add_words(p, &o, run->text);
        mark_look(list, size, how.strong || set->look->bold, set->look->italic, run, from, o.n);
        set->run_end[i] = o.n;
        set->linked |= run->source.n > 0;
        if (run->note.n) add_note(p, &o, list, size);
    }
    return out_str(&o);
}

static void shape(Press *p, Set *set, Setting how)
{
    double size = how.size > 0 ? how.size : set->look->size;
    TextAlign align = how.align ? *how.align : set->look->align;
    PangoAttrList *list = pango_attr_list_new();
    Str s = words_of(p, set, list, how, size);
    /* As Word does it; with kerning a blank between "A" and "A" is so narrow that readers miss it. */
    mark(list, pango_attr_font_features_new("kern=0"), 0, s.n);
    PangoLayout *l = set->layout = pango_layout_new(p->pango);
    pango_font_description_set_absolute_size(p->font, size * PANGO_SCALE);
    pango_layout_set_font_description(l, p->font);
    pango_layout_set_attributes(l, list);
    pango_attr_list_unref(list);
    pango_layout_set_text(l, s.p, (int)s.n);
    pango_layout_set_wrap(l, PANGO_WRAP_WORD_CHAR);
    pango_layout_set_width(l, (int)((how.width - POINTS(set->look->left)) * PANGO_SCALE));
    pango_layout_set_indent(l, (int)(POINTS(set->look->first) * PANGO_SCALE));
    pango_layout_set_justify(l, align == TEXT_JUSTIFIED);
    if (align == TEXT_CENTRED) pango_layout_set_alignment(l, PANGO_ALIGN_CENTER);
    if (align == TEXT_RIGHT) pango_layout_set_alignment(l, PANGO_ALIGN_RIGHT);
    if (set->look->spaced) pango_layout_set_line_spacing(l, (float)STYLE_LINE);
}

static Set *set_text(Press *p, const PaperText *t, Setting how)
{
    Set *set = NEW(&p->c->mem, Set, 1);
    set->text = t, set->look = look_of(t->style);
    set->run_end = NEW(&p->c->mem, size_t, t->runs.n + 1);
    set->next = p->alive, set->me = &p->alive;
    if (p->alive) p->alive->me = &set->next;
    p->alive = set;
    shape(p, set, how);
    return set;
}

static void set_free(Set *set)
{
    if (set->layout) g_object_unref(set->layout);
    set->layout = NULL;
    *set->me = set->next;
    if (set->next) set->next->me = set->me;
}

/* -- boxes ------------------------------------------------------------------------------------------------------- */

/* The footnotes that are called in these bytes of the set. */
static void find_notes(Press *p, const Set *set, size_t from, size_t to, int *number, BoxLine *line)
{
    for (size_t i = 0; i < set->text->runs.n; i++) {
        const PaperRun *run = &set->text->runs.at[i];
        if (!run->note.n || set->run_end[i] < from || set->run_end[i] >= to) continue;
        PaperText *t = NEW(&p->c->mem, PaperText, 1);
        t->style = PAPER_NOTE;
        *list_add(&p->c->mem, &t->runs) =
            (PaperRun){.text = str_format(&p->c->mem, "%d", ++*number), .look = PAPER_RAISED};
        *list_add(&p->c->mem, &t->runs) = (PaperRun){.text = str_format(&p->c->mem, " %.*s", STR_ARGS(run->note))};
        Box *note = NEW(&p->c->mem, Box, 1);
        box_text(p, note, t, (Setting){.width = p->width});
        *list_add(&p->c->mem, &line->notes) = note;
    }
}

void box_text(Press *p, Box *b, const PaperText *t, Setting how)
{
    int number = p->notes_seen;
    Set *set = set_text(p, t, how);
    PangoLayoutIter *at = pango_layout_get_iter(set->layout);
    size_t begun = b->lines.n;
    b->width = how.width;
    do {
        PangoRectangle r;
        PangoLayoutLine *line = pango_layout_iter_get_line_readonly(at);
        BoxLine *to = list_add(&p->c->mem, &b->lines);
        pango_layout_iter_get_line_extents(at, NULL, &r);
        *to = (BoxLine){.set = set, .line = set->lines++, .height = (double)r.height / PANGO_SCALE};
        to->baseline = (double)(pango_layout_iter_get_baseline(at) - r.y) / PANGO_SCALE;
        to->x = POINTS(set->look->left) + (double)r.x / PANGO_SCALE;
        find_notes(p, set, (size_t)line->start_index, (size_t)(line->start_index + line->length + 1), &number, to);
    } while (pango_layout_iter_next_line(at));
    pango_layout_iter_free(at);
    b->lines.at[begun].above = set->look->before + how.before;
    b->lines.at[b->lines.n - 1].height += set->look->after;
}

void box_rule(Press *p, Box *b, double mm)
{
    enum { ABOVE = 2, BELOW = 5 }; /* points */
    *list_add(&p->c->mem, &b->lines) = (BoxLine){.above = ABOVE, .height = BELOW, .rule = POINTS(mm)};
}

Box *box_of(Press *p, const LaidList *list, double width)
{
    Box *b = NEW(&p->c->mem, Box, 1);
    b->width = width;
    for (size_t i = 0; i < list->n; i++) {
        const Laid *l = &list->at[i];
        if (l->what == LAID_RULE) box_rule(p, b, l->rule);
        else if (l->what == LAID_TEXT) box_text(p, b, &l->text, (Setting){.width = width, .before = l->before});
    }
    return b;
}

double box_height(const Box *b, size_t from, size_t to)
{
    double height = 0;
    for (size_t i = from; i < to; i++) height += b->lines.at[i].height + (i > from || !i ? b->lines.at[i].above : 0);
    return height;
}

double box_notes(const Box *b, size_t from, size_t to)
{
    double height = 0;
    for (size_t i = from; i < to; i++)
        for (size_t k = 0; k < b->lines.at[i].notes.n; k++) {
            const Box *note = b->lines.at[i].notes.at[k];
            height += box_height(note, 0, note->lines.n);
        }
    return height;
}

size_t box_fit(const Box *b, size_t from, double height)
{
    size_t to = from;
    while (to < b->lines.n && box_height(b, from, to + 1) <= height) to++;
    return to;
}

void box_free(Press *p, Box *b)
{
    (void)p;
    for (size_t i = 0; i < b->lines.n; i++) {
        Set *set = b->lines.at[i].set;
        if (set && set->layout && (!i || b->lines.at[i - 1].set != set)) set_free(set);
    }
}
