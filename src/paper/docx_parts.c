// SPDX-License-Identifier: Apache-2.0
/* docx_parts.c -- what a Word file has beside its text: styles, settings, foot notes, head of the pages, properties. */
#include "paper/docx_inside.h"
#include "viet/text.h"

#define OFFICE "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
#define WORD   "application/vnd.openxmlformats-officedocument.wordprocessingml."

static void add(Docx *d, const char *name, const Out *o)
{
    *list_add(&d->c->mem, d->parts) = (ArchivePart){.name = name, .bytes = out_str(o)};
}

/* -- styles (17.7) ------------------------------------------------------------------------------------------------ */

static void put_style(Out *o, PaperStyle style)
{
    static const char *const aligns[] = {"both", "left", "center", "right"};
    const Look *k = look_of(style);
    bool custom = str_starts(str_of(k->id), S("NS"));
    out_format(o, "<w:style w:type=\"paragraph\"%s w:styleId=\"%s\"><w:name w:val=\"",
               custom ? " w:customStyle=\"1\"" : "", k->id);
    out_c(o, k->name);
    OUT_LITERAL(o, "\"/><w:basedOn w:val=\"Normal\"/>");
    if (k->outline) OUT_LITERAL(o, "<w:next w:val=\"NSBody\"/>");
    OUT_LITERAL(o, "<w:qFormat/><w:pPr>");
    if (k->with_next) OUT_LITERAL(o, "<w:keepNext/>");
    if (style == PAPER_STAMP) {
        for (int side = 0; side < 4; side++)
            out_format(o, "%s<w:%s w:val=\"single\" w:sz=\"8\" w:space=\"1\" w:color=\"C00000\"/>%s",
                       side ? "" : "<w:pBdr>", (const char *[]){"top", "left", "bottom", "right"}[side],
                       side < 3 ? "" : "</w:pBdr>");
    }
    out_format(o, "<w:spacing w:before=\"%d\" w:after=\"%d\" w:line=\"%d\" w:lineRule=\"auto\"/>",
               (int)(k->before * 20), (int)(k->after * 20), (int)(240 * (k->spaced ? STYLE_LINE : 1)));
    int left = style == PAPER_STAMP ? 18 : (int)k->left, right = style == PAPER_STAMP ? 18 : 0;
    out_format(o, "<w:ind w:left=\"%d\" w:right=\"%d\" w:firstLine=\"%d\"/><w:jc w:val=\"%s\"/>", twips(left),
               twips(right), twips(k->first), aligns[k->align]);
    if (k->outline) out_format(o, "<w:outlineLvl w:val=\"%d\"/>", k->outline - 1);
    OUT_LITERAL(o, "</w:pPr><w:rPr>");
    if (k->bold) OUT_LITERAL(o, "<w:b/>");
    if (k->italic) OUT_LITERAL(o, "<w:i/>");
    out_format(o, "<w:color w:val=\"%s\"/><w:sz w:val=\"%d\"/><w:szCs w:val=\"%d\"/></w:rPr></w:style>",
               k->red ? "C00000" : "000000", (int)(k->size * 2), (int)(k->size * 2));
}

static void put_styles(Docx *d)
{
    Out o = {.mem = &d->c->mem};
    OUT_LITERAL(&o,
                XML_HEAD "<w:styles " W_NS "><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii=\"" STYLE_FONT
                         "\" w:hAnsi=\"" STYLE_FONT "\" w:eastAsia=\"" STYLE_FONT "\" w:cs=\"" STYLE_FONT
                         "\"/><w:sz w:val=\"28\"/><w:szCs w:val=\"28\"/><w:lang w:val=\"vi-VN\" w:eastAsia=\"vi-VN\" "
                         "w:bidi=\"ar-SA\"/></w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>"
                         "<w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\"><w:name w:val=\"Normal\"/>"
                         "<w:qFormat/></w:style>"
                         "<w:style w:type=\"table\" w:default=\"1\" w:styleId=\"TableNormal\"><w:name w:val=\"Normal "
                         "Table\"/><w:uiPriority w:val=\"99\"/><w:semiHidden/><w:unhideWhenUsed/><w:tblPr><w:tblInd "
                         "w:w=\"0\" w:type=\"dxa\"/><w:tblCellMar><w:top w:w=\"0\" w:type=\"dxa\"/><w:left w:w=\"85\" "
                         "w:type=\"dxa\"/><w:bottom w:w=\"0\" w:type=\"dxa\"/><w:right w:w=\"85\" w:type=\"dxa\"/>"
                         "</w:tblCellMar></w:tblPr></w:style>"
                         "<w:style w:type=\"table\" w:customStyle=\"1\" w:styleId=\"NSTable\"><w:name w:val=\"NĐ30 "
                         "Bảng\"/><w:basedOn w:val=\"TableNormal\"/><w:qFormat/><w:tblPr><w:tblBorders>");
    static const char *const sides[] = {"top", "left", "bottom", "right", "insideH", "insideV"};
    for (size_t i = 0; i < sizeof sides / sizeof *sides; i++)
        out_format(&o, "<w:%s w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"000000\"/>", sides[i]);
    OUT_LITERAL(&o, "</w:tblBorders></w:tblPr></w:style>");
    for (int s = 0; s < PAPER_STYLES_N; s++) put_style(&o, (PaperStyle)s);
    OUT_LITERAL(&o, "</w:styles>");
    add(d, "word/styles.xml", &o);
}

/* -- settings, notes, heads ---------------------------------------------------------------------------------------- */

static void put_settings(Docx *d)
{
    Out o = {.mem = &d->c->mem};
    OUT_LITERAL(&o, XML_HEAD "<w:settings " W_NS "><w:zoom w:percent=\"100\"/><w:defaultTabStop w:val=\"567\"/>");
    if (d->n_notes) OUT_LITERAL(&o, "<w:footnotePr><w:footnote w:id=\"-1\"/><w:footnote w:id=\"0\"/></w:footnotePr>");
    OUT_LITERAL(&o, "<w:compat><w:compatSetting w:name=\"compatibilityMode\" "
                    "w:uri=\"http://schemas.microsoft.com/office/word\" w:val=\"15\"/></w:compat>"
                    "<w:themeFontLang w:val=\"vi-VN\"/><w:decimalSymbol w:val=\",\"/><w:listSeparator w:val=\";\"/>"
                    "</w:settings>");
    add(d, "word/settings.xml", &o);
}

static void put_notes(Docx *d)
{
    if (!d->n_notes) return;
    Out o = {.mem = &d->c->mem};
    OUT_LITERAL(&o,
                XML_HEAD "<w:footnotes " W_NS "><w:footnote w:type=\"separator\" w:id=\"-1\"><w:p><w:r><w:separator/>"
                         "</w:r></w:p></w:footnote><w:footnote w:type=\"continuationSeparator\" w:id=\"0\"><w:p><w:r>"
                         "<w:continuationSeparator/></w:r></w:p></w:footnote>");
    out_raw(&o, out_str(&d->notes));
    OUT_LITERAL(&o, "</w:footnotes>");
    add(d, "word/footnotes.xml", &o);
}

/* The number of the page, from the second on; the first page has a head of its own, an empty one. */
static void put_heads(Docx *d)
{
    Out number = {.mem = &d->c->mem}, first = {.mem = &d->c->mem};
    OUT_LITERAL(&number,
                XML_HEAD "<w:hdr " W_NS "><w:p><w:pPr><w:pStyle w:val=\"Header\"/></w:pPr><w:fldSimple w:instr=\" "
                         "PAGE \"><w:r><w:t>2</w:t></w:r></w:fldSimple></w:p></w:hdr>");
    OUT_LITERAL(&first, XML_HEAD "<w:hdr " W_NS "><w:p><w:pPr><w:pStyle w:val=\"Header\"/></w:pPr></w:p></w:hdr>");
    add(d, "word/header1.xml", &number);
    add(d, "word/header2.xml", &first);
}

static void put_foot(Docx *d, const Paper *p)
{
    if (!p->address.n) return;
    Out o = {.mem = &d->c->mem};
    OUT_LITERAL(&o, XML_HEAD "<w:ftr " W_NS
                             "><w:p><w:pPr><w:pStyle w:val=\"Footer\"/><w:pBdr><w:top w:val=\"single\" w:sz=\"6\" "
                             "w:space=\"4\" w:color=\"000000\"/></w:pBdr></w:pPr><w:r><w:t xml:space=\"preserve\">");
    Str address = viet_printable(&d->c->mem, p->address);
    for (Str line; str_cut(&address, '\n', &line);) {
        out_text(&o, line);
        if (address.n) OUT_LITERAL(&o, "</w:t><w:br/><w:t xml:space=\"preserve\">");
    }
    OUT_LITERAL(&o, "</w:t></w:r></w:p></w:ftr>");
    add(d, "word/footer1.xml", &o);
}

/* -- the package (part 2) -------------------------------------------------------------------------------------------
 */

static void put_relation(Out *o, const char *id, const char *type, const char *target)
{
    out_format(o, "<Relationship Id=\"%s\" Type=\"%s\" Target=\"%s\"/>", id, type, target);
}

#define RELATIONS_OPEN XML_HEAD "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"

static void put_relations(Docx *d, const Paper *p)
{
    Out o = {.mem = &d->c->mem}, top = {.mem = &d->c->mem};
    OUT_LITERAL(&o, RELATIONS_OPEN);
    put_relation(&o, "s1", OFFICE "styles", "styles.xml");
    put_relation(&o, "s2", OFFICE "settings", "settings.xml");
    put_relation(&o, "h1", OFFICE "header", "header1.xml");
    put_relation(&o, "h2", OFFICE "header", "header2.xml");
    if (d->n_notes) put_relation(&o, "n1", OFFICE "footnotes", "footnotes.xml");
    if (p->address.n) put_relation(&o, "f1", OFFICE "footer", "footer1.xml");
    out_raw(&o, out_str(&d->relations));
    OUT_LITERAL(&o, "</Relationships>");
    add(d, "word/_rels/document.xml.rels", &o);
    OUT_LITERAL(&top, RELATIONS_OPEN);
    put_relation(&top, "r1", OFFICE "officeDocument", "word/document.xml");
    put_relation(&top, "r2", "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties",
                 "docProps/core.xml");
    put_relation(&top, "r3", OFFICE "extended-properties", "docProps/app.xml");
    OUT_LITERAL(&top, "</Relationships>");
    add(d, "_rels/.rels", &top);
}

static void put_type(Out *o, const char *part, const char *type)
{
    out_format(o, "<Override PartName=\"%s\" ContentType=\"%s\"/>", part, type);
}

static void put_types(Docx *d, const Paper *p)
{
    Out o = {.mem = &d->c->mem};
    OUT_LITERAL(&o,
                XML_HEAD "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default "
                         "Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
                         "<Default Extension=\"xml\" ContentType=\"application/xml\"/>");
    put_type(&o, "/word/document.xml", WORD "document.main+xml");
    put_type(&o, "/word/styles.xml", WORD "styles+xml");
    put_type(&o, "/word/settings.xml", WORD "settings+xml");
    put_type(&o, "/word/header1.xml", WORD "header+xml");
    put_type(&o, "/word/header2.xml", WORD "header+xml");
    if (d->n_notes) put_type(&o, "/word/footnotes.xml", WORD "footnotes+xml");
    if (p->address.n) put_type(&o, "/word/footer1.xml", WORD "footer+xml");
    put_type(&o, "/docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml");
    put_type(&o, "/docProps/app.xml", "application/vnd.openxmlformats-officedocument.extended-properties+xml");
    OUT_LITERAL(&o, "</Types>");
    add(d, "[Content_Types].xml", &o);
}

static void put_properties(Docx *d, const Paper *p)
{
    Arena *a = &d->c->mem;
    Out core = {.mem = a}, app = {.mem = a};
    Str name = p->name.n ? viet_capital(a, viet_lower(a, p->name)) : paper_kind_name(p->kind);
    Str time = str_format(a, "%.*sT00:00:00Z", STR_ARGS(day_iso(a, p->day == NO_DAY ? d->c->today : p->day)));
    OUT_LITERAL(&core, XML_HEAD "<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/"
                                "core-properties\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" "
                                "xmlns:dcterms=\"http://purl.org/dc/terms/\" "
                                "xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><dc:title>");
    out_text(&core, viet_printable(a, p->title.n ? p->title : name));
    OUT_LITERAL(&core, "</dc:title><dc:subject>");
    out_text(&core, name);
    OUT_LITERAL(&core, "</dc:subject><dc:creator>");
    out_text(&core, viet_printable(a, p->issuer_in_text.n ? p->issuer_in_text : p->issuer));
    out_format(&core,
               "</dc:creator><dcterms:created xsi:type=\"dcterms:W3CDTF\">%.*s</dcterms:created><dc:language>vi-VN"
               "</dc:language></cp:coreProperties>",
               STR_ARGS(time));
    OUT_LITERAL(&app, XML_HEAD "<Properties xmlns=\"http://schemas.openxmlformats.org/officeDocument/2006/"
                               "extended-properties\"><Application>Ngày Số</Application></Properties>");
    add(d, "docProps/core.xml", &core);
    add(d, "docProps/app.xml", &app);
}

void docx_parts(Docx *d, const Paper *p)
{
    put_types(d, p);
    put_relations(d, p);
    put_properties(d, p);
    put_styles(d);
    put_settings(d);
    put_heads(d);
    put_foot(d, p);
    put_notes(d);
}
