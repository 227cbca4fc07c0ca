// SPDX-License-Identifier: Apache-2.0
/* docx_list.c -- the numbers of lists (ECMA-376 part 1, 17.9): a paragraph names a list (w:num) by itself or by its
 * style; the list is a form (w:abstractNum) with levels, some of them overridden.  Lists of one form count together,
 * unless a list says that it begins anew. */
#include "base/list.h"
#include "base/map.h"
#include "base/out.h"
#include "doc/docx_inside.h"

typedef struct {
    CountForm form;
    Str text, style;    /* "%1.%2."; the style of paragraph that stands for the level */
    int start, restart; /* begins anew after a level above this one; -1 = after any */
    bool legal;         /* all numbers decimal */
} Level;

typedef struct {
    Level level[COUNT_LEVELS];
    int value[COUNT_LEVELS];
    bool counted[COUNT_LEVELS];
    Str style; /* the levels are those of the list of this style */
} Form;

typedef struct {
    Form *form;
    Level *own[COUNT_LEVELS]; /* overridden levels */
    int start[COUNT_LEVELS];  /* -1 = goes on */
    bool begun[COUNT_LEVELS]; /* its own start was taken: at the first paragraph of this level */
} List;

struct DocxLists {
    Map styles, forms, lists; /* by their identifiers: XmlNode, Form, List */
};

/* -- styles ------------------------------------------------------------------------------------------------- */

const XmlNode *docx_style(const DocxLists *l, Str id) { return id.n ? map_get(&l->styles, id) : NULL; }
static Str value_of(const XmlNode *n, const char *tag) { return xml_get(xml_child(n, tag), "val"); }

int docx_switch(const XmlNode *properties, const char *property)
{
    const XmlNode *n = xml_child(properties, property);
    if (!n) return -1;
    Str value = xml_get(n, "val");
    return !(str_equal(value, S("0")) || str_equal(value, S("false")) || str_equal(value, S("off")));
}

bool docx_style_has(const DocxLists *l, Str style, const char *property)
{
    const XmlNode *s = docx_style(l, style);
    for (int depth = 0; s && depth < BASED_ON_MAX; depth++, s = docx_style(l, value_of(s, "w:basedOn"))) {
        int on = docx_switch(xml_child(s, "w:rPr"), property);
        if (on >= 0) return on;
    }
    return false;
}

/* -- forms and lists ---------------------------------------------------------------------------------------- */

static CountForm form_of(Str name)
{
    static const struct {
        Str name;
        CountForm form;
    } names[] = {{STR("decimal"), COUNT_DECIMAL},
                 {STR("decimalZero"), COUNT_DECIMAL_ZERO},
                 {STR("upperRoman"), COUNT_UPPER_ROMAN},
                 {STR("lowerRoman"), COUNT_LOWER_ROMAN},
                 {STR("upperLetter"), COUNT_UPPER_LETTER},
                 {STR("lowerLetter"), COUNT_LOWER_LETTER},
                 {STR("bullet"), COUNT_BULLET},
                 {STR("none"), COUNT_NONE}};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (str_equal(name, names[i].name)) return names[i].form;
    return COUNT_DECIMAL; /* the standard's default; others are of other scripts */
}

static Level level_of(const XmlNode *n)
{
    const XmlNode *start = xml_child(n, "w:start");
    return (Level){.form = form_of(value_of(n, "w:numFmt")),
                   .text = value_of(n, "w:lvlText"),
                   .style = value_of(n, "w:pStyle"),
                   .start = start ? xml_integer(start, "val", 0) : 0,
                   .restart = xml_integer(xml_child(n, "w:lvlRestart"), "val", -1),
                   .legal = docx_switch(n, "w:isLgl") == 1};
}

static int level_number(const XmlNode *n, const char *attribute)
{
    int level = xml_integer(n, attribute, -1);
    return level >= 0 && level < COUNT_LEVELS ? level : -1;
}

static void add_form(Ctx *c, DocxLists *l, const XmlNode *n)
{
    Form *form = NEW(&c->mem, Form, 1);
    form->style = value_of(n, "w:numStyleLink");
    for (const XmlNode *k = n->first; k; k = k->next) {
        int level = xml_is(k, "w:lvl") ? level_number(k, "ilvl") : -1;
        if (level >= 0) form->level[level] = level_of(k);
    }
    *map_put(&c->mem, &l->forms, xml_get(n, "abstractNumId")) = form;
}

static void add_list(Ctx *c, DocxLists *l, const XmlNode *n)
{
    List *list = NEW(&c->mem, List, 1);
    list->form = map_get(&l->forms, value_of(n, "w:abstractNumId"));
    if (!list->form) return;
    for (int k = 0; k < COUNT_LEVELS; k++) list->start[k] = -1;
    for (const XmlNode *k = n->first; k; k = k->next) {
        int level = xml_is(k, "w:lvlOverride") ? level_number(k, "ilvl") : -1;
        if (level < 0) continue;
        const XmlNode *own = xml_child(k, "w:lvl");
        if (own) *(list->own[level] = NEW(&c->mem, Level, 1)) = level_of(own);
        list->start[level] = xml_integer(xml_child(k, "w:startOverride"), "val", -1);
    }
    *map_put(&c->mem, &l->lists, xml_get(n, "numId")) = list;
}

/* A form may leave its levels to the list of a style. */
static Form *followed(const DocxLists *l, Form *form)
{
    for (int depth = 0; form && form->style.n && depth < BASED_ON_MAX; depth++) {
        const XmlNode *properties = xml_child(docx_style(l, form->style), "w:pPr");
        const List *list = map_get(&l->lists, value_of(xml_child(properties, "w:numPr"), "w:numId"));
        if (!list || list->form == form) break;
        form = list->form;
    }
    return form;
}

DocxLists *docx_lists(Ctx *c, const XmlNode *styles, const XmlNode *numbering)
{
    DocxLists *l = NEW(&c->mem, DocxLists, 1);
    for (const XmlNode *n = styles ? styles->first : NULL; n; n = n->next)
        if (xml_is(n, "w:style")) *map_put(&c->mem, &l->styles, xml_get(n, "styleId")) = (void *)n;
    for (const XmlNode *n = numbering ? numbering->first : NULL; n; n = n->next)
        if (xml_is(n, "w:abstractNum")) add_form(c, l, n);
    for (const XmlNode *n = numbering ? numbering->first : NULL; n; n = n->next)
        if (xml_is(n, "w:num")) add_list(c, l, n);
    return l;
}

/* -- counting ----------------------------------------------------------------------------------------------- */

static const Level *level_at(const List *list, const Form *form, int k)
{
    return list->own[k] ? list->own[k] : &form->level[k];
}

/* The list and level of a paragraph: its own, else those of its style, whose level may be the one that names it. */
static List *find_list(const DocxLists *l, const XmlNode *paragraph, int *level)
{
    const XmlNode *properties = xml_child(paragraph, "w:pPr"), *own = xml_child(properties, "w:numPr");
    Str id = value_of(own, "w:numId"), style = value_of(properties, "w:pStyle");
    *level = level_number(xml_child(own, "w:ilvl"), "val");
    const XmlNode *s = docx_style(l, style);
    for (int depth = 0; s && depth < BASED_ON_MAX && (!id.n || *level < 0); depth++) {
        const XmlNode *from = xml_child(xml_child(s, "w:pPr"), "w:numPr");
        if (!id.n) id = value_of(from, "w:numId");
        if (*level < 0) *level = level_number(xml_child(from, "w:ilvl"), "val");
        if (id.n && *level < 0) break;
        s = docx_style(l, value_of(s, "w:basedOn"));
    }
    List *list = id.n ? map_get(&l->lists, id) : NULL;
    const Form *form = list ? followed(l, list->form) : NULL;
    for (int k = 0; form && !own && k < COUNT_LEVELS; k++)
        if (style.n && str_equal(form->level[k].style, style)) *level = k;
    if (*level < 0) *level = 0;
    return list;
}

static int start_of(const List *list, const Form *form, int level)
{
    return list->start[level] >= 0 ? list->start[level] : level_at(list, form, level)->start;
}

/* pandoc gives each inner list an identifier of its own, with starts for all levels: those above are not meant. */
static void count_on(List *list, Form *form, int level)
{
    for (int k = 0; k < level; k++) /* a level that was left out counts as begun */
        if (!form->counted[k]) form->value[k] = start_of(list, form, k), form->counted[k] = true;
    bool anew = list->start[level] >= 0 && !list->begun[level];
    form->value[level] = form->counted[level] && !anew ? form->value[level] + 1 : start_of(list, form, level);
    list->begun[level] = true;
    form->counted[level] = true;
    for (int k = level + 1; k < COUNT_LEVELS; k++) {
        int after = level_at(list, form, k)->restart;
        if (after != 0 && (after < 0 || level < after)) form->counted[k] = false;
    }
}

/* "%1.%2." with the numbers of these levels. */
static void write_number(Ctx *c, Out *o, const List *list, const Form *form, int level)
{
    const Level *of = level_at(list, form, level);
    for (size_t i = 0; i < of->text.n; i++) {
        char next = i + 1 < of->text.n ? of->text.p[i + 1] : 0;
        if (of->text.p[i] != '%' || next < '1' || next > '9') {
            out_char(o, of->text.p[i]);
            continue;
        }
        int k = next - '1';
        CountForm as = level_at(list, form, k)->form;
        if (of->legal && as != COUNT_NONE) as = COUNT_DECIMAL;
        out_raw(o, count_text(&c->mem, as, form->value[k]));
        i++;
    }
}

Str docx_number(Ctx *c, DocxLists *l, const XmlNode *paragraph)
{
    int level;
    Out o = {.mem = &c->mem};
    List *list = find_list(l, paragraph, &level);
    Form *form = list ? followed(l, list->form) : NULL;
    if (!form) return (Str){0};
    count_on(list, form, level);
    const Level *of = level_at(list, form, level);
    if (of->form == COUNT_BULLET) out_raw(&o, count_bullet(of->text));
    else write_number(c, &o, list, form, level);
    if (o.n) out_char(&o, ' ');
    return out_str(&o);
}
