// SPDX-License-Identifier: Apache-2.0
/* odt.c -- an OpenDocument text as blocks.  Deleted text stands in text:tracked-changes, which nobody opens here, so
 * what is read has all changes accepted; heads and feet of pages stand in the styles. */
#include "base/map.h"
#include "base/out.h"
#include "doc/count.h"
#include "doc/formats.h"
#include "doc/xml.h"

typedef struct {
    CountForm form;
    Str prefix, suffix, bullet;
    int start, shows; /* how many levels it shows */
} Level;

typedef struct {
    Level level[COUNT_LEVELS];
    int value[COUNT_LEVELS];
    bool counted[COUNT_LEVELS];
} ListStyle;

/* A list inside of which the walk is. */
typedef struct Inside {
    ListStyle *style;
    Str name;
    int level;  /* 0-based */
    bool waits; /* the next paragraph is the first of its item */
    int starts; /* with this number; -1 = goes on */
} Inside;

typedef struct {
    Ctx *c;
    Package *package;
    Map lists, styles, named; /* ListStyle; style:style; the style of the list that had this xml:id */
    ListStyle *outline;
    bool page;
    int notes_seen;
} Odt;

typedef struct {
    Out text;
    LIST(const XmlNode *) boxes, notes;
} Inline;

static void read_blocks(Odt *d, const XmlNode *parent, Inside *in, BlockList *blocks);

/* -- styles of lists ---------------------------------------------------------------------------------------- */

static CountForm form_of(Str s)
{
    static const CountForm forms[] = {['1'] = COUNT_DECIMAL,
                                      ['I'] = COUNT_UPPER_ROMAN,
                                      ['i'] = COUNT_LOWER_ROMAN,
                                      ['A'] = COUNT_UPPER_LETTER,
                                      ['a'] = COUNT_LOWER_LETTER};
    unsigned char first = s.n ? (unsigned char)s.p[0] : 0;
    if (str_starts(s, S("01"))) return COUNT_DECIMAL_ZERO; /* LibreOffice: "01, 02, 03, ..." */
    return first < sizeof forms / sizeof *forms ? forms[first] : COUNT_NONE;
}

static ListStyle *list_style(Ctx *c, const XmlNode *n)
{
    ListStyle *style = NEW(&c->mem, ListStyle, 1);
    for (const XmlNode *k = n->first; k; k = k->next) {
        int level = xml_integer(k, "level", 0) - 1;
        if (level < 0 || level >= COUNT_LEVELS) continue;
        bool bullet = xml_is(k, "text:list-level-style-bullet");
        style->level[level] = (Level){.form = bullet ? COUNT_BULLET : form_of(xml_get(k, "num-format")),
                                      .prefix = xml_get(k, "num-prefix"),
                                      .suffix = xml_get(k, "num-suffix"),
                                      .bullet = xml_get(k, "bullet-char"),
                                      .start = xml_integer(k, "start-value", 1),
                                      .shows = xml_integer(k, "display-levels", 1)};
    }
    return style;
}

static void add_styles(Odt *d, const XmlNode *group)
{
    for (const XmlNode *n = group ? group->first : NULL; n; n = n->next)
        if (xml_is(n, "text:list-style")) *map_put(&d->c->mem, &d->lists, xml_get(n, "name")) = list_style(d->c, n);
        else if (xml_is(n, "text:outline-style")) d->outline = list_style(d->c, n);
        else if (xml_is(n, "style:style")) *map_put(&d->c->mem, &d->styles, xml_get(n, "name")) = (void *)n;
}

/* What a style says, or one of those it comes from. */
static Str style_says(const Odt *d, Str name, const char *properties, const char *attribute)
{
    enum { PARENTS_MAX = 12 };
    const XmlNode *s = name.n ? map_get(&d->styles, name) : NULL;
    for (int depth = 0; s && depth < PARENTS_MAX; depth++) {
        Str says = xml_get(properties ? xml_child(s, properties) : s, attribute);
        Str parent = xml_get(s, "parent-style-name");
        if (says.n) return says;
        s = parent.n ? map_get(&d->styles, parent) : NULL;
    }
    return (Str){0};
}

/* -- counting ----------------------------------------------------------------------------------------------- */

static Str number_of(Odt *d, ListStyle *style, int level, int starts)
{
    Out o = {.mem = &d->c->mem};
    const Level *of = &style->level[level];
    if (of->form == COUNT_BULLET) return str_format(&d->c->mem, "%.*s ", STR_ARGS(count_bullet(of->bullet)));
    style->value[level] = starts >= 0 ? starts : style->counted[level] ? style->value[level] + 1 : of->start;
    style->counted[level] = true;
    for (int k = level + 1; k < COUNT_LEVELS; k++) style->counted[k] = false;
    if (of->form == COUNT_NONE) return (Str){0};
    out_raw(&o, of->prefix);
    for (int k = level + 1 - of->shows < 0 ? 0 : level + 1 - of->shows; k <= level; k++) {
        const Level *shown = &style->level[k];
        Str text = count_text(&d->c->mem, shown->form, style->counted[k] ? style->value[k] : shown->start);
        out_raw(&o, text);
        if (k < level && text.n) out_char(&o, '.');
    }
    out_raw(&o, of->suffix);
    out_char(&o, ' ');
    return out_str(&o);
}

/* -- the text of a paragraph -------------------------------------------------------------------------------- */

static bool is_left_out(const XmlNode *n)
{
    static const char *const tags[] = {"text:tracked-changes",
                                       "office:annotation",
                                       "text:hidden-text",
                                       "draw:object",
                                       "text:table-of-content",
                                       "office:forms",
                                       NULL};
    for (const char *const *t = tags; *t; t++)
        if (xml_is(n, *t)) return true;
    return false;
}

static void read_inline(Odt *d, const XmlNode *parent, Inline *in)
{
    enum { BLANKS_MAX = 200 };
    for (const XmlNode *n = parent ? parent->first : NULL; n; n = n->next) {
        if (!n->tag.n && n->text.n)
            for (size_t i = 0; i < n->text.n; i++) out_char(&in->text, n->text.p[i] == '\n' ? ' ' : n->text.p[i]);
        else if (xml_is(n, "text:s"))
            for (int k = xml_integer(n, "c", 1); k > 0 && k < BLANKS_MAX; k--) out_char(&in->text, ' ');
        else if (xml_is(n, "text:tab")) out_char(&in->text, '\t');
        else if (xml_is(n, "text:line-break")) out_char(&in->text, '\n');
        else if (xml_is(n, "text:soft-page-break")) d->page |= !in->text.n;
        else if (xml_is(n, "text:note")) *list_add(&d->c->mem, &in->notes) = xml_child(n, "text:note-body");
        else if (xml_is(n, "draw:text-box") || xml_is(n, "draw:custom-shape") || xml_is(n, "draw:rect"))
            *list_add(&d->c->mem, &in->boxes) = n;
        else if (!is_left_out(n) &&
                 !str_equal(style_says(d, xml_get(n, "style-name"), "style:text-properties", "display"), S("none")))
            read_inline(d, n, in);
    }
}

static void read_note(Odt *d, const XmlNode *note, BlockList *blocks)
{
    Inline in = {.text = {.mem = &d->c->mem}};
    out_format(&in.text, "%d ", ++d->notes_seen);
    read_inline(d, note, &in);
    *list_add(&d->c->mem, blocks) = (Block){.text = out_str(&in.text), .note = true};
}

/* The number before a paragraph: of the item that it opens, or of the outline that a heading stands in. */
static Str number_before(Odt *d, const XmlNode *p, Inside *in)
{
    int level = xml_integer(p, "outline-level", 0) - 1;
    if (in && in->waits) {
        in->waits = false;
        return number_of(d, in->style, in->level, in->starts);
    }
    bool heading = xml_is(p, "text:h") && level >= 0 && level < COUNT_LEVELS;
    return heading && !in && d->outline && !str_equal(xml_get(p, "is-list-header"), S("true"))
               ? number_of(d, d->outline, level, -1)
               : (Str){0};
}

static void read_paragraph(Odt *d, const XmlNode *p, Inside *in, BlockList *blocks)
{
    Inline one = {.text = {.mem = &d->c->mem}};
    Str style = xml_get(p, "style-name");
    bool began = d->page || str_equal(style_says(d, style, "style:paragraph-properties", "break-before"), S("page"));
    d->page = false;
    if (str_equal(style_says(d, style, "style:text-properties", "display"), S("none"))) return;
    read_inline(d, p, &one);
    Str text = out_str(&one.text);
    began |= d->page, d->page = false;
    bool empty = !str_trim(text).n;
    Str number = empty ? (Str){0} : number_before(d, p, in);
    *list_add(&d->c->mem, blocks) = (Block){
        .text = number.n ? str_format(&d->c->mem, "%.*s%.*s", STR_ARGS(number), STR_ARGS(str_trim(text))) : text,
        .page_begins = began && !empty};
    d->page = began && empty;
    for (size_t i = 0; i < one.notes.n; i++)
        if (one.notes.at[i]) read_note(d, one.notes.at[i], blocks);
    for (size_t i = 0; i < one.boxes.n; i++) read_blocks(d, one.boxes.at[i], NULL, blocks);
}

/* -- lists -------------------------------------------------------------------------------------------------- */

/* Which style a list has: its own, that of the list around it, or that of its first paragraph. */
static Inside open_list(Odt *d, const XmlNode *list, const Inside *around)
{
    Inside in = {.name = xml_get(list, "style-name"), .level = around ? around->level + 1 : 0, .starts = -1};
    Str goes_on = xml_get(list, "continue-list");
    if (!in.name.n && around) in.name = around->name;
    if (!in.name.n) {
        const XmlNode *p = xml_child(xml_child(list, "text:list-item"), "text:p");
        in.name = style_says(d, xml_get(p, "style-name"), NULL, "list-style-name");
    }
    if (in.level >= COUNT_LEVELS) in.level = COUNT_LEVELS - 1;
    in.style = in.name.n ? map_get(&d->lists, in.name) : NULL;
    ListStyle *before = goes_on.n ? map_get(&d->named, goes_on) : NULL;
    if (before) in.style = before;
    if (!in.style) in.style = NEW(&d->c->mem, ListStyle, 1);
    bool anew = !around && !before && !str_equal(xml_get(list, "continue-numbering"), S("true"));
    for (int k = 0; anew && k < COUNT_LEVELS; k++) in.style->counted[k] = false;
    Str id = xml_get(list, "id");
    if (id.n) *map_put(&d->c->mem, &d->named, id) = in.style;
    return in;
}

static void read_list(Odt *d, const XmlNode *list, const Inside *around, BlockList *blocks)
{
    Inside in = open_list(d, list, around);
    for (const XmlNode *n = list->first; n; n = n->next) {
        bool item = xml_is(n, "text:list-item");
        if (!item && !xml_is(n, "text:list-header")) continue;
        in.waits = item, in.starts = xml_integer(n, "start-value", -1);
        /* An item that only holds an inner list is not numbered itself. */
        read_blocks(d, n, &in, blocks);
    }
}

/* -- tables ------------------------------------------------------------------------------------------------- */

enum { REPEATED_MAX = 64 };

static int times(const XmlNode *n, const char *attribute, int most)
{
    int k = xml_integer(n, attribute, 1);
    return k < 1 ? 1 : k > most ? most : k;
}

static void read_cells(Odt *d, const XmlNode *tr, GridRow *row, int below[GRID_SPAN_MAX])
{
    int column = 0, covers = 0; /* covered cells that the cell before spans */
    for (const XmlNode *n = tr->first; n; n = n->next) {
        bool covered = xml_is(n, "table:covered-table-cell");
        if (!covered && !xml_is(n, "table:table-cell")) continue;
        for (int k = times(n, "number-columns-repeated", REPEATED_MAX); k > 0 && column < GRID_SPAN_MAX;
             k--, column++) {
            if (covered && covers > 0) {
                covers--;
                continue;
            }
            GridCell cell = {.column = column, .span = 1, .goes_on = covered && below[column] > 0};
            if (covered && below[column] > 0) below[column]--;
            if (!covered) {
                cell.span = times(n, "number-columns-spanned", GRID_SPAN_MAX);
                covers = cell.span - 1;
                for (int c = column; c < column + cell.span && c < GRID_SPAN_MAX; c++)
                    below[c] = times(n, "number-rows-spanned", 1 << 16) - 1;
                read_blocks(d, n, NULL, &cell.blocks);
            }
            *list_add(&d->c->mem, &row->cells) = cell;
        }
    }
}

static void read_rows(Odt *d, const XmlNode *parent, Grid *grid, bool head, int below[GRID_SPAN_MAX])
{
    for (const XmlNode *n = parent->first; n; n = n->next) {
        bool rows = xml_is(n, "table:table-rows") || xml_is(n, "table:table-row-group");
        if (rows || xml_is(n, "table:table-header-rows")) read_rows(d, n, grid, head || !rows, below);
        if (!xml_is(n, "table:table-row")) continue;
        for (int k = times(n, "number-rows-repeated", REPEATED_MAX); k > 0; k--) {
            GridRow row = {.head = head};
            read_cells(d, n, &row, below);
            if (row.cells.n) *list_add(&d->c->mem, &grid->rows) = row;
        }
    }
}

static void read_table(Odt *d, const XmlNode *n, BlockList *blocks)
{
    Block table = {.grid = NEW(&d->c->mem, Grid, 1), .page_begins = d->page};
    d->page = false;
    read_rows(d, n, table.grid, false, NEW(&d->c->mem, int, GRID_SPAN_MAX));
    *list_add(&d->c->mem, blocks) = table;
}

/* -- the text ----------------------------------------------------------------------------------------------- */

static void read_blocks(Odt *d, const XmlNode *parent, Inside *in, BlockList *blocks)
{
    for (const XmlNode *n = parent->first; n; n = n->next) {
        if (xml_is(n, "text:p") || xml_is(n, "text:h")) read_paragraph(d, n, in, blocks);
        else if (xml_is(n, "text:list")) read_list(d, n, in, blocks);
        else if (xml_is(n, "table:table")) read_table(d, n, blocks);
        else if (xml_is(n, "text:soft-page-break")) d->page = true;
        else if (n->tag.n && !is_left_out(n)) read_blocks(d, n, in, blocks); /* sections, frames, numbered paragraphs */
    }
}

static Fail part_root(Odt *d, const char *part, const XmlNode **root)
{
    *root = NULL;
    return package_has(d->package, part) ? xml_read(d->c, d->package, part, FORMAT_PART_MAX, root) : OK;
}

Fail odt_parse(Ctx *c, Str bytes, Parsed *parsed)
{
    Odt d = {.c = c};
    BlockList blocks = {0};
    const XmlNode *content, *styles;
    TRY(package_open(c, bytes, &d.package));
    TRY(part_root(&d, "styles.xml", &styles));
    TRY(part_root(&d, "content.xml", &content));
    const XmlNode *text = xml_child(xml_child(content, "office:body"), "office:text");
    if (!text)
        return fail(c, FAIL_INPUT,
                    "Đây không phải văn bản OpenDocument. Hãy mở tệp bằng LibreOffice, lưu thành .odt rồi gửi lại.");
    add_styles(&d, xml_child(styles, "office:styles"));
    add_styles(&d, xml_child(styles, "office:automatic-styles"));
    add_styles(&d, xml_child(content, "office:automatic-styles"));
    read_blocks(&d, text, NULL, &blocks);
    package_close(d.package);
    blocks_text(c, &blocks, parsed);
    return OK;
}
