// SPDX-License-Identifier: Apache-2.0
/* docx_section.c -- the pages of a Word document (ECMA-376 part 1, 17.6): paper, margins, and where their number
 * stands, which the parts of their heads and feet say (17.10). */
#include "base/map.h"
#include "doc/docx_inside.h"
#include "doc/formats.h"

typedef struct {
    bool shows; /* it has the number of the page */
    bool centred;
} Margin; /* a head or a foot */

struct DocxSections {
    Package *package;
    const DocxLooks *looks;
    const XmlNode *relations;
    Map read; /* heads and feet by the name of their part: Margin */
    Margin head, foot, first_head, first_foot;
    int n;
};

/* -- the number of the page --------------------------------------------------------------------------------- */

/* " PAGE \* MERGEFORMAT ": the field, and no other that has it in its name. */
static bool is_page_field(Str code)
{
    Str word;
    code = str_trim(code);
    return str_cut(&code, ' ', &word) && str_equal(word, S("PAGE"));
}

static bool has_number(const XmlNode *parent, bool *behind_tab)
{
    for (const XmlNode *n = parent ? parent->first : NULL; n; n = n->next) {
        if (xml_is(n, "w:tab")) *behind_tab = true;
        if (xml_is(n, "w:pgNum")) return true;
        if (xml_is(n, "w:fldSimple") && is_page_field(xml_get(n, "instr"))) return true;
        if (xml_is(n, "w:instrText") && n->first && is_page_field(n->first->text)) return true;
        if (!xml_is(n, "w:pPr") && has_number(n, behind_tab)) return true;
    }
    return false;
}

/* Centred by its paragraph, by a frame that stands in the middle, or behind the head's tab. */
static bool find_number(Ctx *c, const DocxSections *s, const XmlNode *parent, Margin *margin)
{
    for (const XmlNode *n = parent ? parent->first : NULL; n; n = n->next) {
        bool tab = false;
        if (!xml_is(n, "w:p")) {
            if (find_number(c, s, n, margin)) return true;
            continue;
        }
        if (!has_number(n, &tab)) continue;
        DocAlign align = docx_look(c, s->looks, n, &(DocxShapes){0})->align;
        Str frame = xml_get(xml_child(xml_child(n, "w:pPr"), "w:framePr"), "xAlign");
        *margin = (Margin){true, align == DOC_CENTRED || str_equal(frame, S("center")) || (align == DOC_LEFT && tab)};
        return true;
    }
    return false;
}

/* NULL of a part that is missing or broken: the text is read all the same. */
static const XmlNode *root_of(Ctx *c, const DocxSections *s, const char *part)
{
    const XmlNode *root;
    if (!package_has(s->package, part)) return NULL;
    if (!xml_read(c, s->package, part, FORMAT_PART_MAX, &root)) return root;
    c->why[0] = 0;
    return NULL;
}

DocxSections *docx_sections(Ctx *c, Package *package, const DocxLooks *looks)
{
    DocxSections *s = NEW(&c->mem, DocxSections, 1);
    *s = (DocxSections){.package = package, .looks = looks};
    s->relations = root_of(c, s, "word/_rels/document.xml.rels");
    return s;
}

/* The head or foot that a reference names. */
static Margin margin_of(Ctx *c, DocxSections *s, const XmlNode *reference)
{
    for (const XmlNode *n = s->relations ? s->relations->first : NULL; n; n = n->next) {
        if (!str_equal(xml_get(n, "Id"), xml_get(reference, "id"))) continue;
        Str target = xml_get(n, "Target");
        Str part = str_starts(target, S("/")) ? str_copy(&c->mem, str_from(target, 1))
                                              : str_format(&c->mem, "word/%.*s", STR_ARGS(target));
        const Margin *known = map_get(&s->read, part);
        if (known) return *known;
        Margin *found = NEW(&c->mem, Margin, 1);
        find_number(c, s, root_of(c, s, part.p), found);
        *map_put(&c->mem, &s->read, part) = found;
        return *found;
    }
    return (Margin){0};
}

static void read_margins(Ctx *c, DocxSections *s, const XmlNode *properties)
{
    for (const XmlNode *n = properties ? properties->first : NULL; n; n = n->next) {
        bool head = xml_is(n, "w:headerReference"), first = str_equal(xml_get(n, "type"), S("first"));
        if (!head && !xml_is(n, "w:footerReference")) continue;
        if (str_equal(xml_get(n, "type"), S("even"))) continue;
        *(head ? first ? &s->first_head : &s->head : first ? &s->first_foot : &s->foot) = margin_of(c, s, n);
    }
}

/* -- the page ----------------------------------------------------------------------------------------------- */

const DocSection *docx_section(Ctx *c, DocxSections *s, const XmlNode *properties)
{
    enum { LETTER_WIDTH = 12240, LETTER_HEIGHT = 15840, INCH = 1440 }; /* where nothing is said */
    if (s->n++ >= DOC_SECTIONS_MAX) return NULL;
    const XmlNode *paper = xml_child(properties, "w:pgSz"), *margin = xml_child(properties, "w:pgMar");
    DocSection *now = NEW(&c->mem, DocSection, 1);
    *now = (DocSection){.width = xml_integer(paper, "w", LETTER_WIDTH),
                        .height = xml_integer(paper, "h", LETTER_HEIGHT),
                        .top = abs(xml_integer(margin, "top", INCH)),
                        .bottom = abs(xml_integer(margin, "bottom", INCH)),
                        .right = xml_integer(margin, "right", INCH),
                        .left = xml_integer(margin, "left", INCH) + xml_integer(margin, "gutter", 0)};
    read_margins(c, s, properties);
    bool first_differs = docx_switch(properties, "w:titlePg") == 1;
    if (s->head.shows) now->number = s->head.centred ? DOC_NUMBER_TOP : DOC_NUMBER_TOP_ASIDE;
    else if (s->foot.shows) now->number = DOC_NUMBER_BOTTOM;
    if (now->number) now->first_too = !first_differs || s->first_head.shows || s->first_foot.shows;
    return now;
}
