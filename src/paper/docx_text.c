// SPDX-License-Identifier: Apache-2.0
/* docx_text.c -- the text of a Word file: paragraphs, rules, tables (ECMA-376 part 1, 17.3, 17.4, 17.11).  The order of
 * elements inside of pPr, rPr, tblPr, tcPr is the schema's. */
#include "paper/docx_inside.h"
#include "viet/text.h"

/* -- runs ------------------------------------------------------------------------------------------------------- */

/* Only what differs from the paragraph's style. */
static void put_look(Docx *d, Out *o, const Look *look, bool bold, unsigned flags)
{
    bool plain = flags & PAPER_PLAIN;
    bool b = !plain && (bold || flags & PAPER_BOLD), i = !plain && (look->italic || flags & PAPER_ITALIC);
    OUT_LITERAL(o, "<w:rPr>");
    if (b != look->bold) out_raw(o, b ? S("<w:b/>") : S("<w:b w:val=\"0\"/>"));
    if (i != look->italic) out_raw(o, i ? S("<w:i/>") : S("<w:i w:val=\"0\"/>"));
    if (d->size > 0)
        out_format(o, "<w:sz w:val=\"%d\"/><w:szCs w:val=\"%d\"/>", (int)(d->size * 2), (int)(d->size * 2));
    if (flags & PAPER_UNDERLINE) OUT_LITERAL(o, "<w:u w:val=\"single\"/>");
    if (flags & PAPER_RAISED) OUT_LITERAL(o, "<w:vertAlign w:val=\"superscript\"/>");
    OUT_LITERAL(o, "</w:rPr>");
}

static void put_words(Out *o, Str s)
{
    OUT_LITERAL(o, "<w:t xml:space=\"preserve\">");
    out_text(o, s);
    OUT_LITERAL(o, "</w:t>");
}

/* Lines and tabs are elements of their own. */
static void put_string(Docx *d, Out *o, Str s)
{
    s = viet_printable(&d->c->mem, s);
    while (s.n) {
        size_t n = 0;
        while (n < s.n && s.p[n] != '\n' && s.p[n] != '\t') n++;
        if (n) put_words(o, str_slice(s, 0, n));
        if (n < s.n) out_raw(o, s.p[n] == '\n' ? S("<w:br/>") : S("<w:tab/>"));
        s = str_from(s, n + 1);
    }
}

static void put_run(Docx *d, Out *o, const Look *look, bool bold, Str text, unsigned flags)
{
    OUT_LITERAL(o, "<w:r>");
    put_look(d, o, look, bold, flags);
    put_string(d, o, text);
    OUT_LITERAL(o, "</w:r>");
}

static void put_note(Docx *d, Out *o, Str note)
{
    int id = ++d->n_notes;
    const Look *look = look_of(PAPER_NOTE);
    out_format(o, "<w:r><w:rPr><w:vertAlign w:val=\"superscript\"/></w:rPr><w:footnoteReference w:id=\"%d\"/></w:r>",
               id);
    out_format(&d->notes,
               "<w:footnote w:id=\"%d\"><w:p><w:pPr><w:pStyle w:val=\"%s\"/></w:pPr><w:r><w:rPr><w:vertAlign "
               "w:val=\"superscript\"/></w:rPr><w:footnoteRef/></w:r>",
               id, look->id);
    put_run(d, &d->notes, look, false, S(" "), 0);
    put_run(d, &d->notes, look, false, note, 0);
    OUT_LITERAL(&d->notes, "</w:p></w:footnote>");
}

static void begin_link(Docx *d, Out *o, Str source)
{
    int id = ++d->n_links;
    out_format(&d->relations,
               "<Relationship Id=\"l%d\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
               "hyperlink\" TargetMode=\"External\" Target=\"",
               id);
    out_text(&d->relations, viet_printable(&d->c->mem, source));
    OUT_LITERAL(&d->relations, "\"/>");
    out_format(o, "<w:hyperlink r:id=\"l%d\" w:history=\"1\">", id);
}

static void put_runs(Docx *d, Out *o, const PaperText *t, const Look *look, bool strong)
{
    if (t->marker.n)
        put_run(d, o, look, strong || look->marker_bold, str_format(&d->c->mem, "%.*s ", STR_ARGS(t->marker)), 0);
    for (size_t i = 0; i < t->runs.n; i++) {
        const PaperRun *run = &t->runs.at[i];
        bool link = run->source.n;
        if (link) begin_link(d, o, run->source);
        put_run(d, o, look, strong || look->bold, run->text, run->look);
        if (link) OUT_LITERAL(o, "</w:hyperlink>");
        if (run->note.n) put_note(d, o, run->note);
    }
}

/* -- paragraphs --------------------------------------------------------------------------------------------------- */

static const char *const aligns[] = {"both", "left", "center", "right"};

typedef struct {
    bool with_next, strong;
    double before;          /* points more than the style's */
    const TextAlign *align; /* NULL = the style's */
} Differs;

static void put_paragraph(Docx *d, const PaperText *t, Differs differs)
{
    Out *o = &d->body;
    const Look *look = look_of(t->style);
    out_format(o, "<w:p><w:pPr><w:pStyle w:val=\"%s\"/>", look->id);
    if (differs.with_next && !look->with_next) OUT_LITERAL(o, "<w:keepNext/>");
    if (differs.before > 0) out_format(o, "<w:spacing w:before=\"%d\"/>", (int)(20 * (look->before + differs.before)));
    if (differs.align && *differs.align != look->align) out_format(o, "<w:jc w:val=\"%s\"/>", aligns[*differs.align]);
    OUT_LITERAL(o, "</w:pPr>");
    put_runs(d, o, t, look, differs.strong);
    OUT_LITERAL(o, "</w:p>");
}

/* An empty paragraph of two points with a border: unlike a drawn line it stays where it is when somebody edits. */
static void put_rule(Docx *d, double rule, double width)
{
    int indent = twips((width - rule) / 2);
    out_format(
        &d->body,
        "<w:p><w:pPr><w:keepNext/><w:pBdr><w:top w:val=\"single\" w:sz=\"6\" w:space=\"0\" w:color=\"000000\"/>"
        "</w:pBdr><w:spacing w:before=\"40\" w:after=\"80\" w:line=\"40\" w:lineRule=\"exact\"/><w:ind w:left=\"%d\" "
        "w:right=\"%d\"/><w:rPr><w:sz w:val=\"4\"/></w:rPr></w:pPr></w:p>",
        indent, indent);
}

/* -- tables ------------------------------------------------------------------------------------------------------- */

static void put_empty(Out *o, PaperStyle style)
{
    out_format(o, "<w:p><w:pPr><w:pStyle w:val=\"%s\"/></w:pPr></w:p>", look_of(style)->id);
}

static void put_cell(Docx *d, const PaperTable *t, const LaidRow *row, const LaidCell *cell, const int *width)
{
    Out *o = &d->body;
    int wide = 0;
    for (int k = 0; k < cell->span; k++) wide += width[cell->column + k];
    out_format(o, "<w:tc><w:tcPr><w:tcW w:w=\"%d\" w:type=\"dxa\"/>", wide);
    if (cell->span > 1) out_format(o, "<w:gridSpan w:val=\"%d\"/>", cell->span);
    if (cell->goes_on) OUT_LITERAL(o, "<w:vMerge/>");
    else if (cell->rows > 1) OUT_LITERAL(o, "<w:vMerge w:val=\"restart\"/>");
    if (row->head) OUT_LITERAL(o, "<w:vAlign w:val=\"center\"/>");
    OUT_LITERAL(o, "</w:tcPr>");
    TextAlign align = laid_cell_align(t, row, cell);
    size_t n = cell->goes_on || !cell->cell ? 0 : cell->cell->texts.n;
    for (size_t i = 0; i < n; i++) {
        PaperText text = cell->cell->texts.at[i];
        if (text.style == PAPER_CELL) text.style = laid_cell_style(row);
        put_paragraph(d, &text, (Differs){.strong = row->strong, .align = &align});
    }
    if (!n) put_empty(o, laid_cell_style(row));
    OUT_LITERAL(o, "</w:tc>");
}

static void put_grid(Out *o, const int *width, int n)
{
    OUT_LITERAL(o, "<w:tblGrid>");
    for (int k = 0; k < n; k++) out_format(o, "<w:gridCol w:w=\"%d\"/>", width[k]);
    OUT_LITERAL(o, "</w:tblGrid>");
}

static void put_table(Docx *d, const PaperTable *t, double mm)
{
    Out *o = &d->body;
    int width[PAPER_COLUMNS_MAX], whole = twips(mm);
    double sum = 0;
    for (int k = 0; k < t->columns; k++) sum += t->column[k].width;
    for (int k = 0; k < t->columns; k++) width[k] = (int)(whole * t->column[k].width / sum);
    out_format(o,
               "<w:tbl><w:tblPr><w:tblStyle w:val=\"NSTable\"/><w:tblW w:w=\"%d\" w:type=\"dxa\"/><w:tblLayout "
               "w:type=\"fixed\"/><w:tblLook w:val=\"0020\" w:firstRow=\"1\" w:lastRow=\"0\" w:firstColumn=\"0\" "
               "w:lastColumn=\"0\" w:noHBand=\"1\" w:noVBand=\"1\"/></w:tblPr>",
               whole);
    put_grid(o, width, t->columns);
    LaidRows rows = laid_rows(&d->c->mem, t);
    d->size = t->size;
    for (size_t r = 0; r < rows.n; r++) {
        OUT_LITERAL(o, "<w:tr><w:trPr>");
        if (laid_row_is_whole(&rows.at[r])) OUT_LITERAL(o, "<w:cantSplit/>");
        if (rows.at[r].head) OUT_LITERAL(o, "<w:tblHeader/>");
        OUT_LITERAL(o, "</w:trPr>");
        for (size_t k = 0; k < rows.at[r].cells.n; k++) put_cell(d, t, &rows.at[r], &rows.at[r].cells.at[k], width);
        OUT_LITERAL(o, "</w:tr>");
    }
    OUT_LITERAL(o, "</w:tbl>");
    d->size = 0;
}

static void put_side(Docx *d, const Side *side)
{
    Out *o = &d->body;
    int width[4];
    for (int k = 0; k < side->columns; k++) width[k] = twips(side->width[k]);
    OUT_LITERAL(o, "<w:tbl><w:tblPr><w:tblW w:w=\"0\" w:type=\"auto\"/><w:tblLayout w:type=\"fixed\"/><w:tblCellMar>"
                   "<w:left w:w=\"0\" w:type=\"dxa\"/><w:right w:w=\"0\" w:type=\"dxa\"/></w:tblCellMar></w:tblPr>");
    put_grid(o, width, side->columns);
    for (size_t i = 0; i < side->cells.n; i++) {
        int k = (int)i % side->columns;
        if (!k) OUT_LITERAL(o, "<w:tr><w:trPr><w:cantSplit/></w:trPr>");
        out_format(o, "<w:tc><w:tcPr><w:tcW w:w=\"%d\" w:type=\"dxa\"/></w:tcPr>", width[k]);
        const LaidList *cell = &side->cells.at[i];
        docx_list(d, cell, side->width[k]);
        if (!cell->n) put_empty(o, PAPER_COPY);
        OUT_LITERAL(o, "</w:tc>");
        if (k == side->columns - 1) OUT_LITERAL(o, "</w:tr>");
    }
    OUT_LITERAL(o, "</w:tbl>");
}

void docx_list(Docx *d, const LaidList *list, double width)
{
    for (size_t i = 0; i < list->n; i++) {
        const Laid *l = &list->at[i];
        bool tables_meet = i && l->what == LAID_TABLE && list->at[i - 1].what == LAID_TABLE;
        if (tables_meet) put_empty(&d->body, PAPER_CELL); /* or Word makes one table of two */
        switch (l->what) {
        case LAID_TEXT: put_paragraph(d, &l->text, (Differs){.with_next = l->with_next, .before = l->before}); break;
        case LAID_RULE: put_rule(d, l->rule, width); break;
        case LAID_TABLE: put_table(d, l->table, width); break;
        case LAID_SIDE: put_side(d, l->side); break;
        case LAID_BREAK: OUT_LITERAL(&d->body, "<w:p><w:r><w:br w:type=\"page\"/></w:r></w:p>"); break;
        }
    }
}
