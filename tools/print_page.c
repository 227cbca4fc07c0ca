// SPDX-License-Identifier: Apache-2.0
/* print_page FONT WEAR SEED OUT [low|fax|photo] < text -- a text as pages that a scanner could have made, for learning
 * what OCR programs make of them: OUT-1.pgm …, and OUT-1.txt … with the lines as they stand on each.
 *
 * FONT is a Pango description ("Liberation Serif 13"); WEAR 0 is a clean print, 1 a bad copy: turned, blurred, noisy.
 * Then it is scanned with half the resolution, faxed, or photographed: bent, in uneven light, not quite still. */
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

/* -- scanned, faxed, photographed --------------------------------------------------------------------------- */

typedef enum { AS_IS, LOW, FAX, PHOTO, WAYS } Way;
static const char *const way_names[WAYS] = {"", "low", "fax", "photo"};
static const double shrinks[WAYS] = {1, 2.4, 1.9, 1.9};

static double pixel(const unsigned char *in, double x, double y)
{
    int xx = (int)floor(x), yy = (int)floor(y);
    if (xx < 0 || yy < 0 || xx + 1 >= WIDTH || yy + 1 >= HEIGHT) return 255;
    const unsigned char *at = in + yy * WIDTH + xx;
    double fx = x - xx, fy = y - yy;
    return (at[0] * (1 - fx) + at[1] * fx) * (1 - fy) + (at[WIDTH] * (1 - fx) + at[WIDTH + 1] * fx) * fy;
}

/* The mean of what one pixel of the coarser grid sees: a line of `still` pixels while the hand moves. */
static double seen(const unsigned char *in, double x, double y, double size, double still)
{
    double sum = 0;
    for (int dy = 0; dy < 3; dy++)
        for (int dx = 0; dx < 3; dx++) sum += pixel(in, x + (dx - 1) * (size + still) / 3, y + (dy - 1) * size / 3);
    return sum / 9;
}

static void take(const unsigned char *in, unsigned char *out, Way way)
{
    static unsigned char coarse[WIDTH * HEIGHT];
    double size = shrinks[way], bend = way == PHOTO ? 9 : 0, lean = way == PHOTO ? 0.012 : 0,
           still = way == PHOTO ? 1.6 : 0;
    memset(coarse, 255, sizeof coarse);
    for (int y = 0; y < HEIGHT / size; y++)
        for (int x = 0; x < WIDTH / size; x++) {
            double px = x * size, py = y * size, across = px / WIDTH - 0.5, down = py / HEIGHT - 0.5;
            double v = seen(in, px + lean * down * (px - WIDTH / 2.0), py + bend * sin(3 * across), size, still);
            if (way == PHOTO) v = v * (0.78 - 0.4 * across * down - 0.15 * down) + 9 * (chance() - 0.5);
            if (way == FAX) v = v + 40 * (chance() - 0.5) > 150 ? 255 : 0;
            coarse[y * WIDTH + x] = (unsigned char)(v < 0 ? 0 : v > 255 ? 255 : v);
        }
    for (int y = 0; y < HEIGHT; y++)
        for (int x = 0; x < WIDTH; x++) out[y * WIDTH + x] = (unsigned char)pixel(coarse, x / size, y / size);
}

static void save(const char *out, int page, cairo_surface_t *surface, double much, Way way, const char *lines, size_t n)
{
    static unsigned char worn[WIDTH * HEIGHT], taken[WIDTH * HEIGHT];
    char path[PATH_ROOM];
    cairo_surface_flush(surface);
    wear(cairo_image_surface_get_data(surface), cairo_image_surface_get_stride(surface), worn, much);
    if (way) take(worn, taken, way);
    snprintf(path, sizeof path, "%s-%d.pgm", out, page);
    FILE *f = fopen(path, "wb");
    if (!f) perror(path), exit(1);
    fprintf(f, "P5\n# %d dpi\n%d %d\n255\n", DPI, WIDTH, HEIGHT);
    fwrite(way ? taken : worn, 1, sizeof worn, f);
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
    Way way = AS_IS;
    while (argc == 6 && way < WAYS && strcmp(argv[5], way_names[way])) way++;
    if (argc < 5 || argc > 6 || way == WAYS)
        return fprintf(stderr, "usage: print_page FONT WEAR SEED OUT [low|fax|photo] < text\n"), 2;
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
                save(argv[4], page++, surface, much, way, lines, n);
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
    save(argv[4], page, surface, much, way, lines, n);
    return 0;
}
