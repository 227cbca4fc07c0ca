// SPDX-License-Identifier: Apache-2.0
/* docx_inside.h -- between docx.c, which walks over the text, and docx_list.c, which knows styles and counts lists,
 * docx_look.c and docx_section.c, which know how paragraphs and pages look. */
#pragma once
#include "doc/count.h"
#include "doc/layout.h"
#include "doc/xml.h"

typedef struct DocxLists DocxLists;

/* `styles` and `numbering` are the roots of these parts, or NULL when the file has none. */
DocxLists *docx_lists(Ctx *c, const XmlNode *styles, const XmlNode *numbering);

/* The number that Word shows before this paragraph (w:p), with a blank behind it; empty when it has none.  Call it for
 * each paragraph of the text once, in order: lists count on. */
Str docx_number(Ctx *c, DocxLists *lists, const XmlNode *paragraph);

enum { BASED_ON_MAX = 12 /* styles, each based on the next */ };
const XmlNode *docx_style(const DocxLists *lists, Str id); /* NULL when there is none */

/* A switch of a style (w:vanish, w:caps) that a run or paragraph stands in, through those it is based on. */
bool docx_style_has(const DocxLists *lists, Str style, const char *property);
/* A switch of these properties: "<w:caps/>" is on, w:val="0" off; -1 when they do not say. */
int docx_switch(const XmlNode *properties, const char *property);

/* -- how paragraphs look (docx_look.c) ----------------------------------------------------------------------- */

typedef struct DocxLooks DocxLooks;

/* `theme` may be NULL. */
DocxLooks *docx_looks(Ctx *c, const DocxLists *lists, const XmlNode *styles, const XmlNode *theme);

/* How the letters of a paragraph look, while they are counted. */
typedef struct {
    Str font;
    int size;
    bool bold, italic;
    size_t letters;
} DocxShape;
typedef LIST(DocxShape) DocxShapes;

/* So many letters more, of a run with these properties of its own (may be NULL). */
void docx_count(Ctx *c, const DocxLooks *looks, const XmlNode *run, Str style, size_t letters, DocxShapes *shapes);
/* Of a paragraph: where it stands, and what most of its letters look like. */
DocParagraph *docx_look(Ctx *c, const DocxLooks *looks, const XmlNode *paragraph, const DocxShapes *shapes);

/* -- sections (docx_section.c) ------------------------------------------------------------------------------- */

typedef struct DocxSections DocxSections;

DocxSections *docx_sections(Ctx *c, Package *package, const DocxLooks *looks);
/* What these properties (w:sectPr; NULL = none) say of pages; heads that they leave out are those of the section
 * before. NULL behind DOC_SECTIONS_MAX. */
const DocSection *docx_section(Ctx *c, DocxSections *sections, const XmlNode *properties);
