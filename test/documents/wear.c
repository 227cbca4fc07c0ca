// SPDX-License-Identifier: Apache-2.0
/* wear.c -- printed pages as a scanner or a telephone would see them:
 *
 *     wear [-a DEGREES] [-n NOISE] [-g GREY] [-s SHADOW] [-d DPI] [-b] [-t QUARTERS] [-q QUALITY] FROM.pgm… TO.pdf
 *
 * Pages come at 300 dpi.  NOISE: of a million points so many become black or white; GREY: spread of grey grain; SHADOW:
 * how dark one corner is, of 255; -b: black and white; one TO.tif or TO.jpg as well. */
#include <leptonica/allheaders.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { SOURCE_DPI = 300, WHITE = 255 };

typedef struct {
    double angle;
    int noise, grain, shadow, dpi, black_and_white, turn, quality;
} Wear;

static unsigned state = 1;
static int chance(int below)
{
    state = state * 1664525 + 1013904223;
    return (int)((state >> 8) % (unsigned)below);
}

static PIX *replaced(PIX *old, PIX *made)
{
    if (made != old) pixDestroy(&old);
    return made;
}

static int clamped(int v) { return v < 0 ? 0 : v > WHITE ? WHITE : v; }

static void grain(PIX *pix, const Wear *w)
{
    int width = pixGetWidth(pix), height = pixGetHeight(pix);
    for (int y = 0; y < height; y++) {
        l_uint32 *line = pixGetData(pix) + (size_t)y * (size_t)pixGetWpl(pix);
        for (int x = 0; x < width; x++) {
            int v = GET_DATA_BYTE(line, x);
            double far = (double)x / width * 0.6 + (double)y / height * 0.4;
            v = v * (WHITE - (int)(w->shadow * far)) / WHITE;
            if (w->grain) v += chance(w->grain * 2 + 1) - w->grain;
            int lot = chance(1000000);
            if (lot < w->noise) v = lot & 1 ? 0 : WHITE;
            SET_DATA_BYTE(line, x, clamped(v));
        }
    }
}

static PIX *worn(const char *path, const Wear *w)
{
    PIX *pix = pixRead(path);
    if (!pix) exit(1);
    pix = replaced(pix, pixConvertTo8(pix, 0));
    if (w->dpi != SOURCE_DPI)
        pix = replaced(pix, pixScale(pix, (float)w->dpi / SOURCE_DPI, (float)w->dpi / SOURCE_DPI));
    if (w->angle != 0)
        pix = replaced(pix, pixRotate(pix, (float)(w->angle * M_PI / 180), L_ROTATE_AREA_MAP, L_BRING_IN_WHITE, 0, 0));
    grain(pix, w);
    if (w->turn) pix = replaced(pix, pixRotateOrth(pix, w->turn));
    if (w->black_and_white) pix = replaced(pix, pixThresholdToBinary(pix, 150));
    pixSetResolution(pix, w->dpi, w->dpi);
    return pix;
}

int main(int argc, char **argv)
{
    Wear w = {.dpi = SOURCE_DPI, .quality = 75};
    for (int k; (k = getopt(argc, argv, "a:n:g:s:d:bt:q:")) != -1;)
        if (k == 'a') w.angle = strtod(optarg, NULL);
        else if (k == 'n') w.noise = (int)strtol(optarg, NULL, 10);
        else if (k == 'g') w.grain = (int)strtol(optarg, NULL, 10);
        else if (k == 's') w.shadow = (int)strtol(optarg, NULL, 10);
        else if (k == 'd') w.dpi = (int)strtol(optarg, NULL, 10);
        else if (k == 't') w.turn = (int)strtol(optarg, NULL, 10);
        else if (k == 'q') w.quality = (int)strtol(optarg, NULL, 10);
        else w.black_and_white = 1;
    if (argc - optind < 2) return 2;
    const char *to = argv[argc - 1], *end = to + strlen(to) - 4;
    PIXA *all = pixaCreate(0);
    for (int i = optind; i + 1 < argc; i++) pixaAddPix(all, worn(argv[i], &w), L_INSERT);
    if (!strcmp(end, ".tif")) return pixaWriteMultipageTiff(to, all);
    if (!strcmp(end, ".jpg")) return pixWriteJpeg(to, pixaGetPix(all, 0, L_CLONE), w.quality, 0);
    if (!strcmp(end, ".png")) return pixWritePng(to, pixaGetPix(all, 0, L_CLONE), 0);
    return pixaConvertToPdf(all, w.dpi, 1.0F, w.black_and_white ? L_G4_ENCODE : L_JPEG_ENCODE, w.quality, NULL, to);
}
