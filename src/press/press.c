// SPDX-License-Identifier: Apache-2.0
#include "press/press.h"
#include "press/inside.h"

#define FAMILY "Liberation Serif" /* has the measures of Times New Roman, and all Vietnamese letters */

/* -- what the libraries hold ------------------------------------------------------------------------------------ */

/* cairo calls it from its own frames, so the arena is not asked. */
static cairo_status_t take_bytes(void *press, const unsigned char *bytes, unsigned int n)
{
    Press *p = press;
    char *to = HEAP_ADD(&p->file, char, n);
    if (!to) return CAIRO_STATUS_NO_MEMORY;
    memcpy(to, bytes, n);
    return CAIRO_STATUS_SUCCESS;
}

static void close_press(void *press)
{
    Press *p = press;
    for (; p->alive; p->alive = p->alive->next)
        if (p->alive->layout) g_object_unref(p->alive->layout);
    if (p->font) pango_font_description_free(p->font);
    if (p->pango) g_object_unref(p->pango);
    if (p->cr) cairo_destroy(p->cr);
    if (p->surface) cairo_surface_destroy(p->surface);
    free(p->file.at);
    *p = (Press){0};
}

static Fail no_font(Ctx *c)
{
    return fail(c, FAIL_STORE,
                "Máy chủ thiếu phông chữ " FAMILY ", nên chưa tạo được PDF. Hãy báo người quản trị cài gói "
                "fonts-liberation2.");
}

static Fail no_memory(Ctx *c)
{
    return fail(c, FAIL_STORE, "Không tạo được PDF: máy chủ đang thiếu bộ nhớ. Hãy thử lại sau ít phút.");
}

static Fail find_font(Press *p)
{
    p->font = pango_font_description_new();
    pango_font_description_set_family(p->font, FAMILY);
    pango_font_description_set_absolute_size(p->font, 14 * PANGO_SCALE);
    PangoFont *font = pango_context_load_font(p->pango, p->font);
    if (!font) return no_font(p->c);
    PangoFontDescription *found = pango_font_describe(font);
    bool same = !strcmp(pango_font_description_get_family(found), FAMILY);
    pango_font_description_free(found);
    g_object_unref(font);
    return same ? OK : no_font(p->c);
}

static Fail open_press(Press *p)
{
    p->surface = cairo_pdf_surface_create_for_stream(take_bytes, p, POINTS(PAGE_SHORT), POINTS(PAGE_LONG));
    p->cr = cairo_create(p->surface);
    if (cairo_status(p->cr)) return no_memory(p->c);
    p->pango = pango_cairo_create_context(p->cr);
    pango_context_set_round_glyph_positions(p->pango, FALSE);
    cairo_font_options_t *options = cairo_font_options_create();
    cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
    cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
    pango_cairo_context_set_font_options(p->pango, options);
    cairo_font_options_destroy(options);
    pango_context_set_language(p->pango, pango_language_from_string("vi"));
    return find_font(p);
}

/* The file as cairo makes it. */
static Fail print(Press *p, const Paper *paper)
{
    LaidParts parts = laid_of(&p->c->mem, paper);
    for (size_t i = 0; i < parts.n; i++) press_part(p, &parts.at[i], i == 0, i + 1 == parts.n);
    cairo_status_t drawn = cairo_status(p->cr);
    cairo_surface_finish(p->surface);
    /* A tag that it does not know would leave a broken file and say nothing but this. */
    return drawn || cairo_surface_status(p->surface) ? no_memory(p->c) : OK;
}

Fail press_pdf(Ctx *c, const Paper *paper, int part, Str *bytes)
{
    Press *p = NEW(&c->mem, Press, 1);
    arena_at_end(&c->mem, close_press, p);
    p->c = c;
    TRY(open_press(p));
    TRY(print(p, paper));
    TRY(press_archive(c, paper, part, (Str){p->file.at, p->file.n}, bytes));
    close_press(p);
    return OK;
}
