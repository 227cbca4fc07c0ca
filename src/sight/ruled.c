// SPDX-License-Identifier: Apache-2.0
/* ruled.c -- from a picture to its long straight lines; ruled_grid.c makes tables of them.
 *
 * Shaded cells count by their edges: what is wider than any rule in both directions is a shade, and its outline as good
 * as a rule.  On a page that a program drew, shades may be so pale that dark rules stand in them: so it is looked at
 * twice, for what is dark and for what is not white. */
#include "sight/ruled_inside.h"

/* All lengths are pixels at 150 dots an inch. */
enum { UNIT_DPI = 150, RUN_ACROSS = 28, RUN_DOWN = 22, THICK_MAX = 9, RULES_MAX = 6000 };

/* Freed with the arena, for what is found goes there. */
typedef struct {
    PIX *ink, *fill, *lines;
    BOXA *boxes;
} Look;

static void end_look(void *arg)
{
    Look *l = arg;
    pixDestroy(&l->ink);
    pixDestroy(&l->fill);
    pixDestroy(&l->lines);
    boxaDestroy(&l->boxes);
}

/* Shades become their outlines. */
static void outline_shades(Look *l, float unit)
{
    int wide = (int)(THICK_MAX * unit) + 2;
    l->fill = pixOpenBrick(NULL, l->ink, wide, wide);
    l_int32 none = 1;
    if (!l->fill || pixZero(l->fill, &none) || none) return;
    pixSubtract(l->ink, l->ink, l->fill);
    PIX *inner = pixErodeBrick(NULL, l->fill, 5, 5);
    if (!inner) return;
    pixSubtract(l->fill, l->fill, inner);
    pixDestroy(&inner);
    pixOr(l->ink, l->ink, l->fill);
}

/* Where the line is at its end: the middle of its pixels in a few columns (rows, of an upright one). */
static float middle_at(PIX *pix, const RuledBox *b, bool down, int from, int to)
{
    long sum = 0, n = 0;
    l_uint32 bit;
    for (int along = from; along < to; along++)
        for (int across = down ? b->left : b->top; across < (down ? b->right : b->bottom); across++)
            if (!pixGetPixel(pix, down ? across : along, down ? along : across, &bit) && bit) sum += across, n++;
    return n ? (float)sum / (float)n + 0.5F : 0;
}

static void add_rule(Ctx *c, const Look *l, const RuledBox *b, bool down, float unit, RuleList *rules)
{
    int from = down ? b->top : b->left, to = down ? b->bottom : b->right, length = to - from;
    int across = down ? b->right - b->left : b->bottom - b->top;
    if ((float)across > THICK_MAX * unit + RULED_SKEW_MAX * (float)length) return;
    int end = length / 4 < 8 ? length / 4 : 8;
    float first = middle_at(l->lines, b, down, from, from + end), last = middle_at(l->lines, b, down, to - end, to);
    *list_add(&c->mem, rules) =
        (Rule){.from = (float)from, .to = (float)to, .at = (first + last) / 2, .lean = (last - first) / (float)length};
}

static void find_direction(Ctx *c, Look *l, bool down, float unit, RuleList *rules)
{
    int run = (int)((down ? RUN_DOWN : RUN_ACROSS) * unit);
    /* Specks on a rule cut it: gaps of two pixels close. */
    l->lines = pixCloseSafeBrick(NULL, l->ink, down ? 1 : 3, down ? 3 : 1);
    if (l->lines) pixOpenBrick(l->lines, l->lines, down ? 1 : run, down ? run : 1);
    l->boxes = l->lines ? pixConnCompBB(l->lines, 8) : NULL;
    int n = l->boxes ? boxaGetCount(l->boxes) : 0;
    for (int i = 0; i < n && n <= RULES_MAX; i++) {
        l_int32 x, y, w, h;
        if (!boxaGetBoxGeometry(l->boxes, i, &x, &y, &w, &h))
            add_rule(c, l, &(RuledBox){x, y, x + w, y + h}, down, unit, rules);
    }
    pixDestroy(&l->lines);
    boxaDestroy(&l->boxes);
}

/* `below`: grey values that count as ink; of 1 bit a pixel all ink does. */
static void find_rules(Ctx *c, PIX *page, int below, float unit, Rules *rules)
{
    Look *l = NEW(&c->mem, Look, 1);
    arena_at_end(&c->mem, end_look, l);
    l->ink = pixGetDepth(page) == 1 ? pixCopy(NULL, page) : pixThresholdToBinary(page, below);
    if (l->ink) {
        outline_shades(l, unit);
        find_direction(c, l, false, unit, &rules->across);
        find_direction(c, l, true, unit, &rules->down);
    }
    end_look(l);
}

void ruled_find(Ctx *c, PIX *page, int dpi, Ruled *found)
{
    enum { DARK = 170, NOT_WHITE = 251 };
    float unit = (float)dpi / UNIT_DPI;
    Rules rules = {0};
    *found = (Ruled){0};
    if (pixGetDepth(page) != 1 && pixGetDepth(page) != 8) return;
    if (pixGetDepth(page) == 8) find_rules(c, page, NOT_WHITE, unit, &rules);
    find_rules(c, page, DARK, unit, &rules);
    ruled_grids(c, &rules, unit, found);
}
