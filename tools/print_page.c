// SPDX-License-Identifier: Apache-2.0
/* print_page FONT WEAR SEED OUT < text -- a text as pages that a scanner could have made, for learning what OCR
 * programs make of them: OUT-1.pgm …, and OUT-1.txt … with the lines as they stand on each.
 *
 * FONT is a Pango description ("Liberation Serif 13"); WEAR 0 is a clean print, 1 a bad copy: turned, blurred, noisy.
 */
#include <math.h>
#include <pango/pangocairo.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    DPI = 200,
    WIDTH = 8 * DPI + DPI / 4,
    HEIGHT = 11 * DPI + DPI * 7 / 10,
    MARGIN_X = DPI,
    MARGIN_Y = DPI * 4 / 5,
    TEXT_MAX = 1 << 20,
    PATH_ROOM = 512
};

static uint64_t state;
static double chance(void)
{
    state = state * 6364136223846793005ULL + 1442695040888963407ULL;
    return (double)(state >> 33) / (double)(1ULL << 31);
}

/* Each pixel is the mean of its neighbours, `share` of it; then grain; then a copier's contrast. */
static void wear(const unsigned char *in, int stride, unsigned char *out, double much)
{
    double share = 0.25 * much, grain = 70 * much, contrast = 1 + 1.5 * much,
           level = 128 + 30 * (chance() - 0.5) * much;
    for (int y = 0; y < HEIGHT; y++)
        for (int x = 0; x < WIDTH; x++) {
            double sum = 0;
            for (int dy = -1; dy <= 1; dy++)
                for (int dx = -1; dx <= 1; dx++) {
                    int yy = y + dy, xx = x + dx;
                    bool inside = yy >= 0 && xx >= 0 && yy < HEIGHT && xx < WIDTH;
                    sum += (inside ? in[yy * stride + 4 * xx] : 255) * (dx || dy ? share : 1);
                }
            double v = sum / (1 + 8 * share) + grain * (chance() + chance() - 1);
            v = level + (v - level) * contrast;
            if (chance() < 0.0004 * much) v = chance() < 0.5 ? 0 : 255;
            out[y * WIDTH + x] = (unsigned char)(v < 0 ? 0 : v > 255 ? 255 : v);
        }
}

static void save(const char *out, int page, cairo_surface_t *surface, double much, const char *lines, size_t n)
{
    static unsigned char worn[WIDTH * HEIGHT];
    char path[PATH_ROOM];
    cairo_surface_flush(surface);
    wear(cairo_image_surface_get_data(surface), cairo_image_surface_get_stride(surface), worn, much);
    snprintf(path, sizeof path, "%s-%d.pgm", out, page);
    FILE *f = fopen(path, "wb");
    if (!f) perror(path), exit(1);
    fprintf(f, "P5\n# %d dpi\n%d %d\n255\n", DPI, WIDTH, HEIGHT);
    fwrite(worn, 1, sizeof worn, f);
    fclose(f);
    snprintf(path, sizeof path, "%s-%d.txt", out, page);
    f = fopen(path, "wb");
    if (!f) perror(path), exit(1);
    fwrite(lines, 1, n, f);
    fclose(f);
}

static cairo_t *fresh_page(cairo_surface_t *surface, double much)
{
    cairo_t *c = cairo_create(surface);
    cairo_set_source_rgb(c, 1, 1, 1);
    cairo_paint(c);
    cairo_set_source_rgb(c, 0, 0, 0);
    cairo_translate(c, WIDTH / 2.0, HEIGHT / 2.0);
    cairo_rotate(c, (chance() - 0.5) * 0.012 * much);
    cairo_translate(c, -WIDTH / 2.0, -HEIGHT / 2.0);
    return c;
}

int main(int argc, char **argv)
{
    static char text[TEXT_MAX], lines[TEXT_MAX];
    if (argc != 5) return fprintf(stderr, "usage: print_page FONT WEAR SEED OUT < text\n"), 2;
    double much = strtod(argv[2], NULL), y = MARGIN_Y;
    state = strtoull(argv[3], NULL, 10) * 2654435761ULL + 1;
    size_t size = fread(text, 1, sizeof text - 1, stdin), n = 0;
    int page = 1;
    cairo_surface_t *surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, WIDTH, HEIGHT);
    cairo_t *c = fresh_page(surface, much);
    PangoLayout *layout = pango_cairo_create_layout(c);
    pango_cairo_context_set_resolution(pango_layout_get_context(layout), DPI);
    PangoFontDescription *font = pango_font_description_from_string(argv[1]);
    pango_layout_set_font_description(layout, font);
    pango_layout_set_width(layout, (WIDTH - 2 * MARGIN_X) * PANGO_SCALE);
    pango_layout_set_spacing(layout, 4 * PANGO_SCALE);
    for (char *at = text; at < text + size;) {
        char *end = strchr(at, '\n');
        if (!end) end = text + size;
        pango_layout_set_text(layout, at, (int)(end - at));
        for (int i = 0; i < pango_layout_get_line_count(layout); i++) {
            PangoLayoutLine *line = pango_layout_get_line_readonly(layout, i);
            PangoRectangle box;
            pango_layout_line_get_pixel_extents(line, NULL, &box);
            if (y + box.height > HEIGHT - MARGIN_Y) {
                save(argv[4], page++, surface, much, lines, n);
                n = 0, y = MARGIN_Y;
                cairo_destroy(c);
                c = fresh_page(surface, much);
            }
            cairo_move_to(c, MARGIN_X, y - box.y);
            pango_cairo_show_layout_line(c, line);
            y += box.height * 1.15;
            memcpy(lines + n, at + line->start_index, (size_t)line->length);
            n += (size_t)line->length;
            lines[n++] = '\n';
        }
        y += 8;
        at = end + 1;
    }
    save(argv[4], page, surface, much, lines, n);
    return 0;
}
