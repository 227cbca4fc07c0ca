// SPDX-License-Identifier: Apache-2.0
/* docx.c -- a Word document as blocks: what a reader of the printed page would see, with all changes accepted.  Heads
 * and feet of pages are parts of their own, which nobody opens here. */
#include "base/out.h"
#include "doc/docx_inside.h"
#include "doc/formats.h"
#include "doc/symbol.h"
#include "viet/text.h"

typedef struct {
    Ctx *c;
    Package *package;
    DocxLists *lists;
    DocxLooks *looks;
    DocxSections *sections;
    int outer; /* the paragraph in whose text boxes it reads: no comment may hang inside of them; 0 = none */
    int cells; /* how many tables deep it is */
    const XmlNode *footnotes, *endnotes;
    bool page;      /* a page began, and nothing stood on it so far */
    int notes_seen; /* so far */
} Docx;

/* A paragraph while its runs are read. */
typedef struct {
    Out text;
    Str style;
    LIST(const XmlNode *) boxes, notes;
    DocxShapes shapes;
    size_t letters; /* of the run that is read */
    bool page;      /* a page begins before its first word */
} Inline;

static void read_blocks(Docx *d, const XmlNode *parent, BlockList *blocks);
static void read_inline(Docx *d, const XmlNode *parent, Inline *in);

static bool is_any(const XmlNode *n, const char *const *tags)
{
    for (; *tags; tags++)
        if (xml_is(n, *tags)) return true;
    return false;
}

/* What stands for its children: marks of changes that were accepted, links, controls. */
static bool is_wrapper(const XmlNode *n)
{
    static const char *const tags[] = {"w:ins",       "w:moveTo",    "w:hyperlink", "w:smartTag", "w:sdtContent",
                                       "w:customXml", "w:fldSimple", "w:dir",       "w:bdo",      NULL};
    return is_any(n, tags);
}

/* Of the two forms of the same drawing the first one. */
static const XmlNode *chosen(const XmlNode *alternates)
{
    const XmlNode *choice = xml_child(alternates, "mc:Choice");
    return choice ? choice : xml_child(alternates, "mc:Fallback");
}

/* -- runs --------------------------------------------------------------------------------------------------- */

static void find_boxes(Docx *d, const XmlNode *parent, Inline *in)
{
    for (const XmlNode *n = parent ? parent->first : NULL; n; n = n->next) {
        if (xml_is(n, "w:txbxContent")) *list_add(&d->c->mem, &in->boxes) = n;
        else if (xml_is(n, "mc:AlternateContent")) find_boxes(d, chosen(n), in);
        else find_boxes(d, n, in);
    }
}

static void add_note(Docx *d, const XmlNode *notes, const XmlNode *reference, Inline *in)
{
    Str id = xml_get(reference, "id");
    for (const XmlNode *n = notes ? notes->first : NULL; n; n = n->next)
        if (str_equal(xml_get(n, "id"), id) && !xml_get(n, "type").n) {
            *list_add(&d->c->mem, &in->notes) = n;
            return;
        }
}

static void read_break(Docx *d, const XmlNode *n, Inline *in)
{
    bool page = str_equal(xml_get(n, "type"), S("page"));
    if (page && str_trim(out_str(&in->text)).n) d->page = true;
    else if (page) in->page = true;
    out_char(&in->text, page ? ' ' : '\n');
}

/* "w:char" is a number in base 16. */
static void read_symbol(const XmlNode *n, Inline *in)
{
    char digits[8] = {0};
    Str code = xml_get(n, "char");
    for (size_t i = 0; i < code.n && i + 1 < sizeof digits; i++) digits[i] = code.p[i];
    out_raw(&in->text, symbol_text(xml_get(n, "font"), (unsigned)strtoul(digits, NULL, 16)));
}

static void read_text(Docx *d, const XmlNode *t, Str font, bool capitals, Inline *in)
{
    size_t before = in->text.n;
    for (const XmlNode *n = t->first; n; n = n->next) {
        if (n->tag.n) continue;
        Str s = symbols_shown(&d->c->mem, font, n->text);
        if (capitals) s = viet_upper(&d->c->mem, s);
        for (size_t i = 0; i < s.n; i++) out_char(&in->text, s.p[i] == '\n' ? ' ' : s.p[i]);
    }
    in->letters += str_letters(str_from(out_str(&in->text), before));
}

static void read_run(Docx *d, const XmlNode *run, Inline *in)
{
    const XmlNode *own = xml_child(run, "w:rPr");
    Str style = xml_get(xml_child(own, "w:rStyle"), "val"), font = xml_get(xml_child(own, "w:rFonts"), "ascii");
    bool on[2];
    static const char *const switches[] = {"w:vanish", "w:caps"};
    for (int k = 0; k < 2; k++) {
        int says = docx_switch(own, switches[k]);
        on[k] = says >= 0
                    ? says
                    : docx_style_has(d->lists, style, switches[k]) || docx_style_has(d->lists, in->style, switches[k]);
    }
    if (on[0]) return;
    in->letters = 0;
    for (const XmlNode *n = run->first; n; n = n->next) {
        if (xml_is(n, "w:t")) read_text(d, n, font, on[1], in);
        else if (xml_is(n, "w:sym")) read_symbol(n, in);
        else if (xml_is(n, "w:tab") || xml_is(n, "w:ptab")) out_char(&in->text, '\t');
        else if (xml_is(n, "w:br") || xml_is(n, "w:cr")) read_break(d, n, in);
        else if (xml_is(n, "w:noBreakHyphen")) out_char(&in->text, '-');
        else if (xml_is(n, "w:lastRenderedPageBreak")) in->page |= !in->text.n;
        else if (xml_is(n, "w:footnoteReference")) add_note(d, d->footnotes, n, in);
        else if (xml_is(n, "w:endnoteReference")) add_note(d, d->endnotes, n, in);
        else if (xml_is(n, "mc:AlternateContent")) find_boxes(d, chosen(n), in);
        else if (xml_is(n, "w:drawing") || xml_is(n, "w:pict") || xml_is(n, "w:object")) find_boxes(d, n, in);
    }
    if (in->letters) docx_count(d->c, d->looks, own, in->style, in->letters, &in->shapes);
}

static void read_inline(Docx *d, const XmlNode *parent, Inline *in)
{
    for (const XmlNode *n = parent ? parent->first : NULL; n; n = n->next) {
        if (xml_is(n, "w:r")) read_run(d, n, in);
        else if (xml_is(n, "w:sdt")) read_inline(d, xml_child(n, "w:sdtContent"), in);
        else if (xml_is(n, "mc:AlternateContent")) read_inline(d, chosen(n), in);
        else if (is_wrapper(n)) read_inline(d, n, in);
    }
}

/* -- paragraphs --------------------------------------------------------------------------------------------- */

/* "1 Việc treo băng rôn …": its number, then all its paragraphs. */
static void read_note(Docx *d, const XmlNode *note, int outer, BlockList *blocks)
{
    Inline in = {.text = {.mem = &d->c->mem}};
    out_format(&in.text, "%d ", ++d->notes_seen);
    for (const XmlNode *n = note->first; n; n = n->next)
        if (xml_is(n, "w:p")) {
            Inline one = {.text = {.mem = &d->c->mem}};
            read_inline(d, n, &one);
            out_raw(&in.text, str_trim(out_str(&one.text)));
            out_char(&in.text, ' ');
        }
    DocParagraph *look = NEW(&d->c->mem, DocParagraph, 1);
    look->element = outer; /* as large as it likes */
    *list_add(&d->c->mem, blocks) = (Block){.text = out_str(&in.text), .note = true, .look = look};
}

/* The mark at its end was deleted: it goes on in the next one. */
static bool runs_on(const XmlNode *paragraph)
{
    const XmlNode *mark = xml_child(xml_child(paragraph, "w:pPr"), "w:rPr");
    return xml_child(mark, "w:del") || xml_child(mark, "w:moveFrom");
}

/* A table of contents says nothing that does not stand below. */
static bool is_contents_line(Str style) { return str_starts(style, S("TOC")) || str_starts(style, S("Mclc")); }

/* The section that ends with this paragraph. */
static const DocSection *section_of(Docx *d, const XmlNode *properties)
{
    const XmlNode *n = xml_child(properties, "w:sectPr");
    return n ? docx_section(d->c, d->sections, n) : NULL;
}

static const DocParagraph *look_of(Docx *d, const XmlNode *p, const DocxShapes *shapes)
{
    DocParagraph *look = docx_look(d->c, d->looks, p, shapes);
    look->element = d->outer ? d->outer : p->number;
    look->in_cell = d->cells > 0;
    return look;
}

static const XmlNode *read_paragraph(Docx *d, const XmlNode *p, BlockList *blocks)
{
    const XmlNode *first = p;
    const XmlNode *properties = xml_child(p, "w:pPr");
    Inline in = {.text = {.mem = &d->c->mem}, .style = xml_get(xml_child(properties, "w:pStyle"), "val")};
    bool began = d->page || docx_switch(properties, "w:pageBreakBefore") == 1;
    d->page = false;
    read_inline(d, p, &in);
    while (runs_on(p) && p->next && xml_is(p->next, "w:p")) read_inline(d, p = p->next, &in);
    Str text = out_str(&in.text);
    bool empty = !str_trim(text).n;
    /* Also one with nothing in it counts, as Word has it; its number alone would say nothing. */
    Str number = docx_number(d->c, d->lists, p);
    if (empty) number = (Str){0};
    began |= in.page;
    d->page |= began && empty;
    if (!is_contents_line(in.style))
        *list_add(&d->c->mem, blocks) = (Block){
            .text = number.n ? str_format(&d->c->mem, "%.*s%.*s", STR_ARGS(number), STR_ARGS(str_trim(text))) : text,
            .page_begins = began && !empty,
            .look = look_of(d, first, &in.shapes),
            .ends = section_of(d, xml_child(p, "w:pPr"))};
    int outer = d->outer;
    if (!outer) d->outer = first->number;
    for (size_t i = 0; i < in.notes.n; i++) read_note(d, in.notes.at[i], d->outer, blocks);
    for (size_t i = 0; i < in.boxes.n; i++) read_blocks(d, in.boxes.at[i], blocks);
    d->outer = outer;
    return p;
}

/* -- tables ------------------------------------------------------------------------------------------------- */

static int span_of(const XmlNode *properties, const char *tag, int least)
{
    int n = xml_integer(xml_child(properties, tag), "val", least);
    return n < least ? least : n > GRID_SPAN_MAX ? GRID_SPAN_MAX : n;
}

static void read_cells(Docx *d, const XmlNode *parent, GridRow *row, int *column)
{
    for (const XmlNode *n = parent ? parent->first : NULL; n; n = n->next) {
        if (xml_is(n, "w:sdt")) read_cells(d, xml_child(n, "w:sdtContent"), row, column);
        else if (is_wrapper(n)) read_cells(d, n, row, column);
        if (!xml_is(n, "w:tc") || *column > GRID_SPAN_MAX) continue;
        const XmlNode *properties = xml_child(n, "w:tcPr"), *merged = xml_child(properties, "w:vMerge");
        GridCell cell = {.column = *column, .span = span_of(properties, "w:gridSpan", 1)};
        cell.goes_on = merged && !str_equal(xml_get(merged, "val"), S("restart"));
        if (!cell.goes_on) read_blocks(d, n, &cell.blocks);
        *column += cell.span;
        *list_add(&d->c->mem, &row->cells) = cell;
    }
}

static void read_rows(Docx *d, const XmlNode *parent, Grid *grid)
{
    for (const XmlNode *n = parent ? parent->first : NULL; n; n = n->next) {
        if (xml_is(n, "w:sdt")) read_rows(d, xml_child(n, "w:sdtContent"), grid);
        else if (is_wrapper(n)) read_rows(d, n, grid);
        const XmlNode *properties = xml_child(n, "w:trPr");
        if (!xml_is(n, "w:tr") || xml_child(properties, "w:del")) continue;
        GridRow row = {.head = docx_switch(properties, "w:tblHeader") == 1};
        int column = span_of(properties, "w:gridBefore", 0);
        read_cells(d, n, &row, &column);
        if (row.cells.n) *list_add(&d->c->mem, &grid->rows) = row;
    }
}

/* -- the text ----------------------------------------------------------------------------------------------- */

static bool is_contents(const XmlNode *control)
{
    const XmlNode *part = xml_child(xml_child(control, "w:sdtPr"), "w:docPartObj");
    return str_equal(xml_get(xml_child(part, "w:docPartGallery"), "val"), S("Table of Contents"));
}

static void read_blocks(Docx *d, const XmlNode *parent, BlockList *blocks)
{
    for (const XmlNode *n = parent ? parent->first : NULL; n; n = n->next) {
        if (xml_is(n, "w:p")) n = read_paragraph(d, n, blocks);
        else if (xml_is(n, "w:tbl")) {
            Block table = {.grid = NEW(&d->c->mem, Grid, 1), .page_begins = d->page};
            d->page = false;
            d->cells++;
            read_rows(d, n, table.grid);
            d->cells--;
            *list_add(&d->c->mem, blocks) = table;
        } else if (xml_is(n, "w:sdt")) {
            if (!is_contents(n)) read_blocks(d, xml_child(n, "w:sdtContent"), blocks);
        } else if (xml_is(n, "mc:AlternateContent")) read_blocks(d, chosen(n), blocks);
        else if (is_wrapper(n)) read_blocks(d, n, blocks);
    }
}

/* What another program put in as a file of its own is not read: its text would be missing unseen. */
static bool has_foreign_part(const XmlNode *parent)
{
    for (const XmlNode *n = parent ? parent->first : NULL; n; n = n->next)
        if (xml_is(n, "w:altChunk") || (xml_is(n, "w:sdt") && has_foreign_part(xml_child(n, "w:sdtContent"))))
            return true;
    return false;
}

static Fail part_root(Docx *d, const char *part, const XmlNode **root)
{
    *root = NULL;
    return package_has(d->package, part) ? xml_read(d->c, d->package, part, FORMAT_PART_MAX, root) : OK;
}

/* The last section ends with the text. */
static void end_layout(Ctx *c, const DocSection *last, Parsed *parsed)
{
    DocSection *s = list_add(&c->mem, &parsed->layout.sections);
    *s = *last, s->last = 1;
    for (size_t i = 0; i < parsed->text.n; i++) s->last += parsed->text.p[i] == '\n';
}

Fail docx_parse(Ctx *c, Str bytes, Parsed *parsed)
{
    Docx d = {.c = c};
    BlockList blocks = {0};
    const XmlNode *document, *styles, *numbering, *theme;
    TRY(package_open(c, bytes, &d.package));
    TRY(part_root(&d, "word/document.xml", &document));
    if (!document)
        return fail(c, FAIL_INPUT, "Đây không phải văn bản Word. Hãy mở tệp bằng Word, lưu thành .docx rồi gửi lại.");
    TRY(part_root(&d, "word/styles.xml", &styles));
    TRY(part_root(&d, "word/numbering.xml", &numbering));
    TRY(part_root(&d, "word/footnotes.xml", &d.footnotes));
    TRY(part_root(&d, "word/endnotes.xml", &d.endnotes));
    if (has_foreign_part(xml_child(document, "w:body")))
        return fail(c, FAIL_INPUT,
                    "Tệp có phần nội dung nhúng từ tệp khác, chương trình không đọc được. Hãy mở bằng Word, lưu lại "
                    "rồi gửi lại.");
    TRY(part_root(&d, "word/theme/theme1.xml", &theme));
    d.lists = docx_lists(c, styles, numbering);
    d.looks = docx_looks(c, d.lists, styles, theme);
    d.sections = docx_sections(c, d.package, d.looks);
    const XmlNode *body = xml_child(document, "w:body");
    read_blocks(&d, body, &blocks);
    const DocSection *last = docx_section(c, d.sections, xml_child(body, "w:sectPr"));
    package_close(d.package);
    blocks_text(c, &blocks, parsed);
    if (last) end_layout(c, last, parsed);
    return OK;
}
