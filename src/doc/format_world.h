// SPDX-License-Identifier: Apache-2.0
/* format_world.h -- office files made by hand, and what was read of them in one text; for *_test.c and *_fuzz.c. */
#pragma once
#include "doc/sheet_testing.h"
#include "doc/table.h"

#define W_URI "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
#define W_NS  " xmlns:w=\"" W_URI "\" xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\""
#define O_URI "urn:oasis:names:tc:opendocument:xmlns:"
#define O_NS                                                                                                           \
    " xmlns:office=\"" O_URI "office:1.0\" xmlns:text=\"" O_URI "text:1.0\" xmlns:table=\"" O_URI                      \
    "table:1.0\" xmlns:style=\"" O_URI "style:1.0\" xmlns:draw=\"" O_URI "drawing:1.0\""

/* The inner XML of each part; empty ones are left out. */
typedef struct {
    Str body, numbering, styles, footnotes;
} WordParts;

static inline Str word_of(Arena *a, WordParts w)
{
    ZipPart parts[5] = {
        {"[Content_Types].xml", S("<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>")}};
    size_t n = 1;
    parts[n++] = (ZipPart){"word/document.xml",
                           str_format(a, "<w:document" W_NS "><w:body>%.*s</w:body></w:document>", STR_ARGS(w.body))};
    if (w.numbering.n)
        parts[n++] = (ZipPart){"word/numbering.xml",
                               str_format(a, "<w:numbering" W_NS ">%.*s</w:numbering>", STR_ARGS(w.numbering))};
    if (w.styles.n)
        parts[n++] =
            (ZipPart){"word/styles.xml", str_format(a, "<w:styles" W_NS ">%.*s</w:styles>", STR_ARGS(w.styles))};
    if (w.footnotes.n)
        parts[n++] = (ZipPart){"word/footnotes.xml",
                               str_format(a, "<w:footnotes" W_NS ">%.*s</w:footnotes>", STR_ARGS(w.footnotes))};
    return zip_of(a, parts, n);
}

static inline Str odt_of(Arena *a, Str styles, Str text)
{
    ZipPart parts[] = {
        {"mimetype", S("application/vnd.oasis.opendocument.text")},
        {"content.xml",
         str_format(a,
                    "<office:document-content" O_NS
                    "><office:automatic-styles>%.*s</office:automatic-styles><office:body><office:text>%.*s</"
                    "office:text></office:body></office:document-content>",
                    STR_ARGS(styles), STR_ARGS(text))}};
    return zip_of(a, parts, 2);
}

/* Lines, one each; then each table: its head, and its rows with the numbers of their lines. */
static inline Str doc_shown(Ctx *c, const Doc *doc)
{
    Out o = {.mem = &c->mem};
    for (size_t i = 0; i < doc->n; i++)
        out_format(&o, "%s%.*s\n", doc->line[i].page_begins ? "^" : "", STR_ARGS(doc->line[i].text));
    for (size_t i = 0; i < doc->tables; i++) {
        const DocTable *t = &doc->table[i];
        for (int k = 0; k < t->columns; k++) out_format(&o, "%s%.*s", k ? " | " : "= ", STR_ARGS(t->head[k]));
        for (size_t r = 0; r < t->rows.n; r++)
            for (size_t k = 0; k < t->rows.at[r].cells.n; k++) {
                const DocCell *cell = &t->rows.at[r].cells.at[k];
                if (!k) out_format(&o, "\n%d:", cell->first);
                out_format(&o, cell->span > 1 ? " %d+%d %.*s" : " %d%.0d %.*s", cell->column,
                           cell->span > 1 ? cell->span : 0, STR_ARGS(cell->text));
            }
        out_char(&o, '\n');
    }
    return out_str(&o);
}
