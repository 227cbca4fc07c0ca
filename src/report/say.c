// SPDX-License-Identifier: Apache-2.0
/* say.c -- how a document that writes itself mentions figures, agencies and the plan. */
#include "report/draft.h"
#include "viet/text.h"

DocumentPart *part_begin(Drafting *d, Out *o, const char *key, int level, Str marker, Str heading)
{
    DocumentPart *p = list_add(&d->c->mem, &d->draft->parts);
    *p = (DocumentPart){.key = str_of(key), .level = level, .marker = marker, .heading = heading};
    *o = (Out){.mem = &d->c->mem};
    return p;
}

void part_end(DocumentPart *p, const Out *o) { p->text = p->source = str_trim(out_str(o)); }

void say_figure(Drafting *d, Out *o, FigureKind kind, Id node, Str words, Str unit)
{
    DocumentFigureList *all = &d->draft->figures;
    int nth = 0;
    for (size_t i = 0; i < all->n; i++) {
        DocumentFigure *one = &all->at[i];
        if (one->nth > nth) nth = one->nth;
        if (one->kind == kind && one->node == node && str_equal(one->words, words) && str_equal(one->unit, unit)) {
            out_raw(o, figure_token(o->mem, one->value, one->nth));
            return;
        }
    }
    int64_t value = facts_count(d->c, &d->facts, kind, node, words, unit);
    *list_add(&d->c->mem, all) = (DocumentFigure){
        .nth = nth + 1, .kind = kind, .node = node, .words = words, .unit = unit, .value = value, .now = value};
    out_raw(o, figure_token(o->mem, value, nth + 1));
}

void say_heading(Drafting *d, const char *key, int level, Str marker, Str heading)
{
    Out o;
    part_end(part_begin(d, &o, key, level, marker, heading), &o);
}

int64_t count_now(Drafting *d, FigureKind kind, Id node)
{
    return facts_count(d->c, &d->facts, kind, node, (Str){0}, (Str){0});
}

Fail say_orgs(Drafting *d, Out *o, const StrList *orgs, size_t most)
{
    size_t n = orgs->n <= most + 1 ? orgs->n : most; /* "và 1 cơ quan khác" takes as much room as its name */
    for (size_t i = 0; i < n; i++) {
        Str name;
        TRY(facts_name(d->c, &d->facts, orgs->at[i], &name));
        out_format(o, "%s%.*s", i ? i + 1 == n && n == orgs->n ? " và " : ", " : "", STR_ARGS(name));
    }
    if (n < orgs->n) out_format(o, " và %zu cơ quan khác", orgs->n - n);
    return OK;
}

Str in_sentence(Arena *a, Str text)
{
    size_t first = 1;
    while (first < text.n && ((unsigned char)text.p[first] & 0xC0) == 0x80) first++;
    size_t word = str_index(text, ' ');
    if (viet_is_upper(str_slice(text, 0, word)) && word > first) return text;
    Str small = viet_lower(a, str_slice(text, 0, first));
    return str_format(a, "%.*s%.*s", STR_ARGS(small), STR_ARGS(str_from(text, first)));
}

Str bare_end(Str text)
{
    text = str_trim(text);
    while (text.n && strchr(".;, ", text.p[text.n - 1])) text.n--;
    return text;
}

void say_plan(Drafting *d, Out *o, bool with_title)
{
    const PlanCard *p = &d->draft->plan;
    out_format(o, "Kế hoạch");
    if (p->number.n) out_format(o, " số %.*s", STR_ARGS(p->number));
    if (p->issued != NO_DAY) out_format(o, " ngày %.*s", STR_ARGS(day_vietnamese(o->mem, p->issued)));
    if (p->issuer.n) out_format(o, " của %.*s", STR_ARGS(p->issuer));
    if (with_title && p->title.n) out_format(o, " về %.*s", STR_ARGS(in_sentence(o->mem, p->title)));
}

void list_end(Out *o)
{
    if (str_ends(out_str(o), S(";\n"))) o->n -= 2, out_format(o, ".\n");
}

void say_line(Out *o, const char *begin, Str text, const char *end)
{
    if (text.n) out_format(o, "%s%.*s%s\n", begin, STR_ARGS(text), end);
}
