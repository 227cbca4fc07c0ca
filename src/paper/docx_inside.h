// SPDX-License-Identifier: Apache-2.0
/* docx_inside.h -- what the writers of a Word file's parts share. */
#pragma once
#include "base/out.h"
#include "paper/archive.h"
#include "paper/laid.h"

typedef struct {
    Ctx *c;
    Out body, notes, relations; /* of word/document.xml, word/footnotes.xml and document.xml.rels */
    int n_notes, n_links;
    double size; /* of the letters of the table that is being written; 0 = the style's */
    ArchiveParts *parts;
} Docx;

#define W_NS                                                                                                           \
    "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" "                                        \
    "xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\""
#define XML_HEAD "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"

/* Twentieths of a point, Word's measure. */
static inline int twips(double mm) { return (int)(mm * 1440 / 25.4 + 0.5); }

/* docx_text.c: paragraphs, rules, tables, what stands side by side. */
void docx_list(Docx *d, const LaidList *list, double width);
/* docx_parts.c: everything beside the text. */
void docx_parts(Docx *d, const Paper *p);
