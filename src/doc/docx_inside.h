// SPDX-License-Identifier: Apache-2.0
/* docx_inside.h -- between docx.c, which walks over the text, and docx_list.c, which knows styles and counts lists. */
#pragma once
#include "doc/count.h"
#include "doc/xml.h"

typedef struct DocxLists DocxLists;

/* `styles` and `numbering` are the roots of these parts, or NULL when the file has none. */
DocxLists *docx_lists(Ctx *c, const XmlNode *styles, const XmlNode *numbering);

/* The number that Word shows before this paragraph (w:p), with a blank behind it; empty when it has none.  Call it for
 * each paragraph of the text once, in order: lists count on. */
Str docx_number(Ctx *c, DocxLists *lists, const XmlNode *paragraph);

/* A switch of a style (w:vanish, w:caps) that a run or paragraph stands in, through those it is based on. */
bool docx_style_has(const DocxLists *lists, Str style, const char *property);
/* A switch of these properties: "<w:caps/>" is on, w:val="0" off; -1 when they do not say. */
int docx_switch(const XmlNode *properties, const char *property);
