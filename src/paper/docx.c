// SPDX-License-Identifier: Apache-2.0
/* docx.c -- a document as a Word file: its parts one after the other, each a section (17.6). */
#include "paper/docx_inside.h"

static void put_section(Out *o, const LaidPart *part)
{
    double wide = part->landscape ? PAGE_LONG : PAGE_SHORT, high = part->landscape ? PAGE_SHORT : PAGE_LONG;
    OUT_LITERAL(o, "<w:sectPr><w:headerReference w:type=\"default\" r:id=\"h1\"/><w:headerReference w:type=\"first\" "
                   "r:id=\"h2\"/>");
    if (part->address.n) OUT_LITERAL(o, "<w:footerReference w:type=\"first\" r:id=\"f1\"/>");
    out_format(o, "<w:type w:val=\"nextPage\"/><w:pgSz w:w=\"%d\" w:h=\"%d\"%s/>", twips(wide), twips(high),
               part->landscape ? " w:orient=\"landscape\"" : "");
    out_format(o,
               "<w:pgMar w:top=\"%d\" w:right=\"%d\" w:bottom=\"%d\" w:left=\"%d\" w:header=\"%d\" w:footer=\"%d\" "
               "w:gutter=\"0\"/><w:pgNumType w:start=\"1\"/><w:titlePg/></w:sectPr>",
               twips(PAGE_TOP), twips(PAGE_RIGHT), twips(PAGE_BOTTOM), twips(PAGE_LEFT), twips(PAGE_NUMBER),
               twips(PAGE_NUMBER));
}

/* A section ends in the properties of its last paragraph, here an empty one that takes no room. */
static void end_part(Out *o, const LaidPart *part)
{
    OUT_LITERAL(o,
                "<w:p><w:pPr><w:spacing w:before=\"0\" w:after=\"0\" w:line=\"20\" w:lineRule=\"exact\"/><w:rPr><w:sz "
                "w:val=\"2\"/></w:rPr>");
    put_section(o, part);
    OUT_LITERAL(o, "</w:pPr></w:p>");
}

static void put_document(Docx *d, const Paper *p)
{
    LaidParts parts = laid_of(&d->c->mem, p);
    OUT_LITERAL(&d->body, XML_HEAD "<w:document " W_NS "><w:body>");
    for (size_t i = 0; i < parts.n; i++) {
        const LaidPart *part = &parts.at[i];
        docx_list(d, &part->list, laid_width(part->landscape));
        if (i + 1 < parts.n) end_part(&d->body, part);
        else {
            /* Word wants a paragraph behind a table. */
            OUT_LITERAL(&d->body, "<w:p><w:pPr><w:spacing w:before=\"0\" w:after=\"0\" w:line=\"20\" "
                                  "w:lineRule=\"exact\"/><w:rPr><w:sz w:val=\"2\"/></w:rPr></w:pPr></w:p>");
            put_section(&d->body, part);
        }
    }
    OUT_LITERAL(&d->body, "</w:body></w:document>");
}

Fail paper_docx(Ctx *c, const Paper *p, Str *bytes)
{
    ArchiveParts parts = {0};
    Arena *a = &c->mem;
    Docx d = {.c = c, .parts = &parts, .body = {.mem = a}, .notes = {.mem = a}, .relations = {.mem = a}};
    put_document(&d, p);
    docx_parts(&d, p);
    *list_add(a, &parts) = (ArchivePart){.name = "word/document.xml", .bytes = out_str(&d.body)};
    return archive_write(c, &parts, bytes);
}
