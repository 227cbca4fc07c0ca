// SPDX-License-Identifier: Apache-2.0
/* clean.c -- a page as a scanner or a telephone gave it, made ready for reading: stamps fade, light evens out, noise
 * goes, lines stand level, heads up. */
#include "sight/scan.h"
#include <math.h>

/* Paper of an office: A4.  A picture says little about its size that can be trusted. */
static const double a4_short = 595.3, a4_long = 841.9;

typedef struct {
    Ctx *c;
    PIX *pix;
} Cleaning;

/* A step that failed leaves the page as it was. */
static void step(Cleaning *k, PIX *made)
{
    if (!made) return;
    *page_keep(k->c) = made;
    k->pix = made;
}

/* -- colour and light --------------------------------------------------------------------------------------- */

/* Red ink, of stamps, fades when it is seen through red. */
static void to_grey(Cleaning *k)
{
    PIX *flat = pixRemoveColormap(k->pix, REMOVE_CMAP_BASED_ON_SRC);
    if (flat) step(k, flat);
    step(k, pixGetDepth(k->pix) == 32 ? pixConvertRGBToGray(k->pix, 0.8F, 0.1F, 0.1F) : pixConvertTo8(k->pix, 0));
}

static void to_size(Cleaning *k, const SeenPage *seen, CleanPage *clean)
{
    int w = pixGetWidth(k->pix), h = pixGetHeight(k->pix);
    clean->width = seen->points > 200 && seen->points < 2000 ? seen->points : w <= h ? a4_short : a4_long;
    clean->scale = clean->width / 72 * SCAN_DPI / w;
    if (clean->scale > 0.9 && clean->scale < 1.12) clean->scale = 1;
    if (clean->scale < 0.25) clean->scale = 0.25;
    if (clean->scale > 4) clean->scale = 4;
    if (clean->scale != 1) step(k, pixScale(k->pix, (float)clean->scale, (float)clean->scale));
    clean->height = clean->width * h / w;
}

/* Shadows and yellowed paper become white; letters keep their grey. */
static void even_light(Cleaning *k)
{
    enum { TILE = 32, THRESHOLD = 100, LEAST = 200, BACKGROUND = 230, SMOOTH = 2 };
    step(k, pixBackgroundNorm(k->pix, NULL, NULL, TILE, TILE, THRESHOLD, LEAST, BACKGROUND, SMOOTH, SMOOTH));
}

/* -- noise -------------------------------------------------------------------------------------------------- */

enum { INK = 160 }; /* what is darker is ink, once the light is even */

/* Black points with nothing around them, of a million points. */
static int lonely_points(PIX *black)
{
    int lonely = 0, all = pixGetWidth(black) * pixGetHeight(black);
    SEL *alone = selCreateFromString("oooooCooo", 3, 3, NULL);
    if (!alone) return 0;
    selSetElement(alone, 1, 1, SEL_HIT);
    for (int i = 0; i < 9; i++)
        if (i != 4) selSetElement(alone, i / 3, i % 3, SEL_MISS);
    PIX *found = pixHMT(NULL, black, alone);
    if (found) pixCountPixels(found, &lonely, NULL);
    pixDestroy(&found);
    selDestroy(&alone);
    return (int)((int64_t)lonely * 1000000 / (all ? all : 1));
}

static unsigned char median_of_nine(const unsigned char *above, const unsigned char *row, const unsigned char *below)
{
    unsigned char v[9] = {above[0], above[1], above[2], row[0], row[1], row[2], below[0], below[1], below[2]};
    for (int i = 0; i < 5; i++)
        for (int k = i + 1; k < 9; k++)
            if (v[k] < v[i]) {
                unsigned char t = v[i];
                v[i] = v[k], v[k] = t;
            }
    return v[4];
}

/* Differs from the points beside, above and below it. */
static bool is_speck(const unsigned char *above, const unsigned char *row, const unsigned char *below)
{
    enum { APART = 60 };
    return abs(row[0] - row[-1]) >= APART && abs(row[0] - row[1]) >= APART && abs(row[0] - above[0]) >= APART &&
           abs(row[0] - below[0]) >= APART;
}

/* Such points become the median of what is around them; letters stay as they are. */
static PIX *without_specks(PIX *pix)
{
    int w = pixGetWidth(pix), h = pixGetHeight(pix);
    PIX *made = pixCopy(NULL, pix);
    unsigned char *rows = made ? malloc((size_t)w * 3) : NULL;
    for (int y = 1; rows && y + 1 < h; y++) {
        for (int r = y == 1 ? 0 : 2; r < 3; r++) {
            const l_uint32 *from = pixGetData(pix) + (ptrdiff_t)(y + r - 1) * pixGetWpl(pix);
            unsigned char *to = rows + (size_t)((y + r - 1) % 3) * (size_t)w;
            for (int x = 0; x < w; x++) to[x] = (unsigned char)GET_DATA_BYTE(from, x);
        }
        const unsigned char *a = rows + (size_t)((y - 1) % 3) * (size_t)w, *b = rows + (size_t)(y % 3) * (size_t)w,
                            *d = rows + (size_t)((y + 1) % 3) * (size_t)w;
        l_uint32 *out = pixGetData(made) + (ptrdiff_t)y * pixGetWpl(made);
        for (int x = 1; x + 1 < w; x++)
            if (is_speck(a + x, b + x, d + x)) SET_DATA_BYTE(out, x, median_of_nine(a + x - 1, b + x - 1, d + x - 1));
    }
    free(rows);
    return made;
}

static PIX *black_of(Cleaning *k)
{
    PIX **kept = page_keep(k->c);
    return *kept = pixThresholdToBinary(k->pix, INK);
}

/* Spots smaller than the smallest dot of a letter: what a JPEG made of specks.  Counted first: a clean page has few. */
static void without_spots(Cleaning *k)
{
    enum { SIDE = 5, MANY = 400 };
    PIX *black = black_of(k), **kept = page_keep(k->c);
    int spots = 0;
    PIX *rest = black ? pixSelectBySize(black, SIDE, SIDE, 8, L_SELECT_IF_EITHER, L_SELECT_IF_GTE, NULL) : NULL;
    *kept = rest;
    if (!rest) return;
    PIX **mask = page_keep(k->c);
    *mask = pixXor(NULL, black, rest);
    if (*mask) pixCountConnComp(*mask, 8, &spots);
    if (spots < MANY) return;
    PIX **wide = page_keep(k->c); /* with their grey edge */
    *wide = pixDilateBrick(NULL, *mask, 3, 3);
    if (*wide) pixSetMasked(k->pix, *wide, 255);
}

/* -- upright ------------------------------------------------------------------------------------------------ */

/* Which way is up is told by what reaches over and under the lines; without confidence nothing is turned. */
static void turn_up(Cleaning *k, CleanPage *clean)
{
    float up = 0, left = 0;
    int turn = 0;
    PIX *black = black_of(k);
    if (!black || pixOrientDetect(black, &up, &left, 0, 0)) return;
    makeOrientDecision(up, left, 0, 0, &turn, 0);
    static const int quarters[] = {[L_TEXT_ORIENT_UNKNOWN] = 0,
                                   [L_TEXT_ORIENT_UP] = 0,
                                   [L_TEXT_ORIENT_LEFT] = 1,
                                   [L_TEXT_ORIENT_DOWN] = 2,
                                   [L_TEXT_ORIENT_RIGHT] = 3};
    clean->turn = quarters[turn];
    if (!clean->turn) return;
    step(k, pixRotateOrth(k->pix, clean->turn));
    if (clean->turn == 2) return;
    double width = clean->width;
    clean->width = clean->height, clean->height = width;
}

static void level(Cleaning *k, CleanPage *clean)
{
    const float least = 0.12F, sure = 2.5F;
    float angle = 0, confidence = 0;
    PIX *black = black_of(k);
    if (!black || pixFindSkew(black, &angle, &confidence) || confidence < sure || fabsf(angle) < least) return;
    clean->skew = (double)angle;
    step(k, pixRotate(k->pix, angle * (float)M_PI / 180, L_ROTATE_AREA_MAP, L_BRING_IN_WHITE, 0, 0));
}

static bool has_ink(Cleaning *k)
{
    enum { LEAST_OF_MILLION = 150 };
    int count = 0;
    PIX *black = black_of(k);
    if (black) pixCountPixels(black, &count, NULL);
    return (int64_t)count * 1000000 > (int64_t)pixGetWidth(k->pix) * pixGetHeight(k->pix) * LEAST_OF_MILLION;
}

Fail clean_page(Ctx *c, const SeenPage *seen, CleanPage *clean)
{
    enum { NOISY = 60 };
    Cleaning k = {c, seen->pix};
    *clean = (CleanPage){0};
    to_grey(&k);
    if (pixGetDepth(k.pix) != 8)
        return fail(c, FAIL_INPUT, "Ảnh bị hỏng, không mở được. Hãy chụp hoặc quét lại rồi gửi lại.");
    PIX *raw = black_of(&k);
    if (raw && lonely_points(raw) > NOISY) step(&k, without_specks(k.pix));
    to_size(&k, seen, clean);
    even_light(&k);
    without_spots(&k);
    turn_up(&k, clean);
    level(&k, clean);
    clean->has_ink = has_ink(&k);
    PIX *black = black_of(&k);
    if (black) ruled_find(c, black, SCAN_DPI, &clean->ruled);
    clean->pix = k.pix;
    return OK;
}
