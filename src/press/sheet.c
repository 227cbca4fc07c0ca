// SPDX-License-Identifier: Apache-2.0
/* sheet.c -- an SVG for each item, by librsvg, which without an address of its own reads nothing outside of it. */
#include "doc/package.h"
#include "paper/template_data.h"
#include "paper/template_inside.h"
#include "press/press.h"
#include "viet/text.h"
#include <cairo-pdf.h>
#include <librsvg/rsvg.h>

#define POINTS(mm) ((mm)*72 / 25.4)

/* -- the SVG as pieces of text between marks
 * --------------------------------------------------------------------------- */

typedef struct {
    Str text; /* as it is written, up to the mark */
    Str name; /* of the mark behind it; empty = none */
} Stretch;
typedef LIST(Stretch) Stretches;

static void add_mark(Ctx *c, Str name, const TemplateValue *items, TemplateProblems *problems)
{
    Scope scope = {items->shape, NULL};
    TemplateValue *v = data_find(&scope, name);
    if (v && v->kind == TEMPLATE_TEXT) return;
    Finder finder = {c, problems};
    Str nearest = v ? (Str){0} : data_nearest(&c->mem, &scope, name);
    problem(&finder, &(Tag){.part = S("Mẫu SVG"), .around = str_format(&c->mem, "{%.*s}", STR_ARGS(name))},
            nearest.n
                ? str_format(&c->mem, "Không có mục “%.*s”. Có phải là “%.*s”?", STR_ARGS(name), STR_ARGS(nearest))
                : str_format(&c->mem, "Không có mục “%.*s” dùng được trong mẫu này.", STR_ARGS(name)));
}

static bool is_style(const Node *n) { return node_is(n, "style") || node_is(n, "svg:style"); }

/* Marks stand in texts only, never in a style sheet or an attribute. */
static void cut_text(Ctx *c, Str s, Out *o, Stretches *to, const TemplateValue *items, TemplateProblems *problems)
{
    while (s.n) {
        size_t open = str_index(s, '{'), close = str_index(s, '}');
        out_text(o, str_slice(s, 0, open));
        if (open >= s.n || close < open || close >= s.n) {
            out_text(o, str_from(s, open));
            return;
        }
        Stretch *one = list_add(&c->mem, to);
        one->text = out_str(o), one->name = viet_nfc(&c->mem, str_trim(str_slice(s, open + 1, close)));
        add_mark(c, one->name, items, problems);
        *o = (Out){.mem = &c->mem};
        s = str_from(s, close + 1);
    }
}

static void cut(Ctx *c, const Node *n, Out *o, Stretches *to, const TemplateValue *items, TemplateProblems *problems)
{
    if (!n->name.n) {
        if (is_style(n->parent)) out_text(o, n->text);
        else cut_text(c, n->text, o, to, items, problems);
        return;
    }
    out_char(o, '<'), out_raw(o, n->name);
    for (size_t i = 0; i + 1 < n->attribute.n; i += 2) {
        out_char(o, ' '), out_raw(o, n->attribute.at[i]), OUT_LITERAL(o, "=\"");
        out_text(o, n->attribute.at[i + 1]);
        out_char(o, '"');
    }
    out_char(o, '>');
    for (const Node *k = n->first; k; k = k->next) cut(c, k, o, to, items, problems);
    OUT_LITERAL(o, "</"), out_raw(o, n->name), out_char(o, '>');
}

static Fail read_svg(Ctx *c, Str svg, const TemplateValue *items, Stretches *to, TemplateProblems *problems)
{
    Node *root;
    Out o = {.mem = &c->mem};
    if (svg.n > SHEET_SVG_MAX) return fail(c, FAIL_ROOM, "Mẫu SVG lớn hơn %d MB. Hãy bỏ bớt ảnh.", SHEET_SVG_MAX >> 20);
    if (tree_read(c, svg, &root) || !(node_is(root, "svg") || node_is(root, "svg:svg")))
        return fail_rather(c, FAIL_INPUT, "Tệp mẫu không phải ảnh SVG đọc được. Hãy lưu lại dạng SVG rồi gửi lại.");
    cut(c, root, &o, to, items, problems);
    list_add(&c->mem, to)->text = out_str(&o);
    return problems->n ? fail(c, FAIL_INPUT, "%.*s", STR_ARGS(problems->at[0].sentence)) : OK;
}

static Str filled(Ctx *c, const Stretches *svg, TemplateValue *item)
{
    Out o = {.mem = &c->mem};
    for (size_t i = 0; i < svg->n; i++) {
        out_raw(&o, svg->at[i].text);
        const TemplateValue *v = svg->at[i].name.n ? data_find(&(Scope){item, NULL}, svg->at[i].name) : NULL;
        if (v) out_text(&o, viet_printable(&c->mem, v->text));
    }
    return out_str(&o);
}

/* -- pages ------------------------------------------------------------------------------------------------------------
 */

typedef struct {
    Ctx *c;
    cairo_surface_t *surface;
    cairo_t *cr;
    Heap file;
    RsvgHandle *svg;
} Sheets;

static cairo_status_t take_bytes(void *sheets, const unsigned char *bytes, unsigned int n)
{
    Sheets *s = sheets;
    char *to = HEAP_ADD(&s->file, char, n);
    if (to) memcpy(to, bytes, n);
    return to ? CAIRO_STATUS_SUCCESS : CAIRO_STATUS_NO_MEMORY;
}

static void close_sheets(void *sheets)
{
    Sheets *s = sheets;
    if (s->svg) g_object_unref(s->svg);
    if (s->cr) cairo_destroy(s->cr);
    if (s->surface) cairo_surface_destroy(s->surface);
    free(s->file.at);
    *s = (Sheets){0};
}

static Fail draw(Sheets *s, Str svg, RsvgRectangle where)
{
    s->svg = rsvg_handle_new_from_data((const guint8 *)svg.p, svg.n, NULL);
    bool good = s->svg != NULL;
    if (good) rsvg_handle_set_dpi(s->svg, 96);
    good = good && rsvg_handle_render_document(s->svg, s->cr, &where, NULL);
    if (s->svg) g_object_unref(s->svg);
    s->svg = NULL;
    return good ? OK
                : fail(s->c, FAIL_INPUT,
                       "Không vẽ được mẫu SVG. Hãy mở bằng chương trình vẽ, lưu lại dạng SVG rồi gửi lại.");
}

static Fail look_at_page(Ctx *c, SheetPage *page)
{
    enum { LEAST = 10, MOST = 1200, MANY = 100 };
    if (page->columns < 1) page->columns = 1;
    if (page->rows < 1) page->rows = 1;
    if (!(page->width >= LEAST && page->width <= MOST && page->height >= LEAST && page->height <= MOST))
        return fail(c, FAIL_INPUT, "Khổ giấy phải từ %d đến %d mm mỗi chiều.", LEAST, MOST);
    double wide = page->width - 2 * page->margin - (page->columns - 1) * page->gap,
           high = page->height - 2 * page->margin - (page->rows - 1) * page->gap;
    if (page->columns > MANY || page->rows > MANY || wide / page->columns < 1 || high / page->rows < 1)
        return fail(c, FAIL_INPUT, "Lề và khoảng cách không còn chỗ cho số hàng, số cột trên khổ giấy này.");
    return OK;
}

static RsvgRectangle place(const SheetPage *p, int i)
{
    double wide = (p->width - 2 * p->margin - (p->columns - 1) * p->gap) / p->columns,
           high = (p->height - 2 * p->margin - (p->rows - 1) * p->gap) / p->rows;
    double x = p->margin + i % p->columns * (wide + p->gap) + p->right,
           y = p->margin + i / p->columns * (high + p->gap) + p->down;
    return (RsvgRectangle){POINTS(x), POINTS(y), POINTS(wide), POINTS(high)};
}

Fail press_sheets(Ctx *c, Str svg, const TemplateValue *items, SheetPage page, Str *pdf, TemplateProblems *problems)
{
    Stretches stretches = {0};
    Sheets *s = NEW(&c->mem, Sheets, 1);
    TRY(look_at_page(c, &page));
    if (items->items.n > SHEETS_MAX)
        return fail(c, FAIL_ROOM, "Mỗi lần in nhiều nhất %d tờ. Hãy chia thành nhiều lần.", SHEETS_MAX);
    TRY(read_svg(c, svg, items, &stretches, problems));
    arena_at_end(&c->mem, close_sheets, s);
    s->c = c;
    s->surface = cairo_pdf_surface_create_for_stream(take_bytes, s, POINTS(page.width), POINTS(page.height));
    s->cr = cairo_create(s->surface);
    int many = page.columns * page.rows;
    for (size_t i = 0; i < items->items.n; i++) {
        char *mark = c->mem.at;
        TRY(draw(s, filled(c, &stretches, items->items.at[i]), place(&page, (int)(i % (size_t)many))));
        if (i % (size_t)many == (size_t)many - 1 || i + 1 == items->items.n) cairo_show_page(s->cr);
        c->mem.at = mark;
    }
    cairo_surface_finish(s->surface);
    if (cairo_status(s->cr) || cairo_surface_status(s->surface))
        return fail(c, FAIL_STORE, "Không tạo được PDF: máy chủ đang thiếu bộ nhớ. Hãy thử lại sau ít phút.");
    *pdf = str_copy(&c->mem, (Str){s->file.at, s->file.n});
    close_sheets(s);
    return OK;
}
