// SPDX-License-Identifier: Apache-2.0
/* docx_look.c -- how letters and paragraphs look: what they say themselves, else their styles, else the document
 * (ECMA-376 part 1, 17.7.2).  Styles of tables are left out: they set borders, hardly ever letters. */
#include "doc/docx_inside.h"
#include "doc/formats.h"

struct DocxLooks {
    const DocxLists *lists;
    const XmlNode *run, *paragraph; /* the document's defaults: w:rPr, w:pPr */
    Str usual;                      /* the style of paragraphs that name none */
    Str minor, major;               /* fonts of the theme */
};

static Str theme_font(const XmlNode *theme, const char *which)
{
    const XmlNode *scheme = xml_child(xml_child(theme, "a:themeElements"), "a:fontScheme");
    return xml_get(xml_child(xml_child(scheme, which), "a:latin"), "typeface");
}

DocxLooks *docx_looks(Ctx *c, const DocxLists *lists, const XmlNode *styles, const XmlNode *theme)
{
    DocxLooks *l = NEW(&c->mem, DocxLooks, 1);
    const XmlNode *defaults = xml_child(styles, "w:docDefaults");
    *l = (DocxLooks){.lists = lists,
                     .run = xml_child(xml_child(defaults, "w:rPrDefault"), "w:rPr"),
                     .paragraph = xml_child(xml_child(defaults, "w:pPrDefault"), "w:pPr"),
                     .minor = theme_font(theme, "a:minorFont"),
                     .major = theme_font(theme, "a:majorFont")};
    for (const XmlNode *n = styles ? styles->first : NULL; n; n = n->next)
        if (xml_is(n, "w:style") && str_equal(xml_get(n, "default"), S("1")) &&
            str_equal(xml_get(n, "type"), S("paragraph")))
            l->usual = xml_get(n, "styleId");
    return l;
}

/* -- who says it -------------------------------------------------------------------------------------------- */

/* Of the properties `kind` (w:rPr, w:pPr) of a style and those it is based on, the first element `tag` that has one of
 * two attributes; an element that has neither does not count. */
static bool says(const XmlNode *n, const char *const attribute[2])
{
    return n && (!attribute || xml_get(n, attribute[0]).n || (attribute[1] && xml_get(n, attribute[1]).n));
}

static const XmlNode *style_says(const DocxLooks *l, Str style, const char *kind, const char *tag,
                                 const char *const attribute[2])
{
    const XmlNode *s = docx_style(l->lists, style);
    for (int depth = 0; s && depth < BASED_ON_MAX; depth++) {
        const XmlNode *n = xml_child(xml_child(s, kind), tag);
        if (says(n, attribute)) return n;
        s = docx_style(l->lists, xml_get(xml_child(s, "w:basedOn"), "val"));
    }
    return NULL;
}

typedef struct {
    const XmlNode *run; /* its own properties */
    Str run_style, style;
} Letters;

static const XmlNode *letters_say(const DocxLooks *l, const Letters *of, const char *tag,
                                  const char *const attribute[2])
{
    const XmlNode *n = xml_child(of->run, tag);
    if (says(n, attribute)) return n;
    if ((n = style_says(l, of->run_style, "w:rPr", tag, attribute))) return n;
    if ((n = style_says(l, of->style, "w:rPr", tag, attribute))) return n;
    n = xml_child(l->run, tag);
    return says(n, attribute) ? n : NULL;
}

static bool is_on(const DocxLooks *l, const Letters *of, const char *tag)
{
    const XmlNode *n = letters_say(l, of, tag, NULL);
    Str value = xml_get(n, "val");
    return n && !(str_equal(value, S("0")) || str_equal(value, S("false")) || str_equal(value, S("off")));
}

static Str font_of(const DocxLooks *l, const Letters *of)
{
    static const char *const attribute[2] = {"ascii", "asciiTheme"};
    const XmlNode *n = letters_say(l, of, "w:rFonts", attribute);
    Str theme = xml_get(n, "asciiTheme");
    return theme.n ? str_starts(theme, S("major")) ? l->major : l->minor : xml_get(n, "ascii");
}

static int size_of(const DocxLooks *l, const Letters *of)
{
    enum { USUAL = 20, LARGEST = 3276 };
    static const char *const attribute[2] = {"val", NULL};
    int size = xml_integer(letters_say(l, of, "w:sz", attribute), "val", USUAL);
    return size < 1 || size > LARGEST ? USUAL : size;
}

/* -- letters ------------------------------------------------------------------------------------------------ */

void docx_count(Ctx *c, const DocxLooks *l, const XmlNode *run, Str style, size_t letters, DocxShapes *shapes)
{
    Letters of = {run, xml_get(xml_child(run, "w:rStyle"), "val"), style.n ? style : l->usual};
    DocxShape s = {font_of(l, &of), size_of(l, &of), is_on(l, &of, "w:b"), is_on(l, &of, "w:i"), letters};
    for (size_t i = 0; i < shapes->n; i++) {
        DocxShape *k = &shapes->at[i];
        if (k->size != s.size || k->bold != s.bold || k->italic != s.italic || !str_equal(k->font, s.font)) continue;
        k->letters += letters;
        return;
    }
    *list_add(&c->mem, shapes) = s;
}

/* -- paragraphs --------------------------------------------------------------------------------------------- */

static int paragraph_says(const DocxLooks *l, const XmlNode *own, Str style, const char *tag,
                          const char *const attribute[2], int otherwise)
{
    const XmlNode *n = xml_child(own, tag);
    if (!says(n, attribute)) n = style_says(l, style, "w:pPr", tag, attribute);
    if (!n) n = xml_child(l->paragraph, tag);
    if (!says(n, attribute)) return otherwise;
    return xml_integer(n, xml_get(n, attribute[0]).n ? attribute[0] : attribute[1], otherwise);
}

static DocAlign align_of(const DocxLooks *l, const XmlNode *own, Str style)
{
    static const char *const attribute[2] = {"val", NULL};
    const XmlNode *n = xml_child(own, "w:jc");
    if (!n) n = style_says(l, style, "w:pPr", "w:jc", attribute);
    if (!n) n = xml_child(l->paragraph, "w:jc");
    Str value = xml_get(n, "val");
    if (str_equal(value, S("center"))) return DOC_CENTRED;
    if (str_equal(value, S("right")) || str_equal(value, S("end"))) return DOC_RIGHT;
    return str_equal(value, S("both")) || str_equal(value, S("distribute")) ? DOC_JUSTIFIED : DOC_LEFT;
}

#define SAYS(tag, ...) paragraph_says(l, own, style, tag, (const char *const[2]){__VA_ARGS__}, 0)

DocParagraph *docx_look(Ctx *c, const DocxLooks *l, const XmlNode *paragraph, const DocxShapes *shapes)
{
    enum { SINGLE = 240 };
    const XmlNode *own = xml_child(paragraph, "w:pPr");
    Str style = xml_get(xml_child(own, "w:pStyle"), "val");
    if (!style.n) style = l->usual;
    DocParagraph *p = NEW(&c->mem, DocParagraph, 1);
    *p = (DocParagraph){.align = align_of(l, own, style),
                        .first = SAYS("w:ind", "firstLine") - SAYS("w:ind", "hanging"),
                        .left = SAYS("w:ind", "left", "start"),
                        .before = SAYS("w:spacing", "before"),
                        .after = SAYS("w:spacing", "after"),
                        .spacing = SAYS("w:spacing", "line")};
    if (!p->spacing) p->spacing = SINGLE;
    const XmlNode *spacing = xml_child(own, "w:spacing");
    static const char *const rule[2] = {"lineRule", NULL};
    if (!says(spacing, rule)) spacing = style_says(l, style, "w:pPr", "w:spacing", rule);
    if (says(spacing, rule) && !str_equal(xml_get(spacing, "lineRule"), S("auto"))) p->spacing = 0;
    size_t all = 0, bold = 0, italic = 0, most = 0;
    for (size_t i = 0; i < shapes->n; i++) {
        const DocxShape *s = &shapes->at[i];
        all += s->letters, bold += s->bold ? s->letters : 0, italic += s->italic ? s->letters : 0;
        if (s->letters > most) most = s->letters, p->font = s->font, p->size = s->size;
    }
    p->bold = bold * 2 > all, p->italic = italic * 2 > all;
    return p;
}
