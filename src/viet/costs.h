// SPDX-License-Identifier: Apache-2.0
/* costs.h -- inside of a channel (channel.c, costs.c, walk.c): its table, and what the signs of the one word that is
 * looked for cost as each letter.
 *
 * A row holds for each j how well some letters give the first j signs.  Rows are of whole vectors of LANES, so that
 * compilers make a few instructions of a loop over one. */
#pragma once
#include "viet/channel.h"
#include "viet/letter.h"

enum { LETTERS = LETTER_FIRST_SIGN, SIGNS = SIGNS_MAX, POINTS = 0x2200, LIGATURES = 0xFB00, LIGATURES_N = 7 };
enum {
    LANES = 8,
    LANES_MAX = 2 * LANES,
    KINDS = 4, /* a letter takes none to three signs */
    UNITS_MAX = 4096,
    TWOS_MAX = 64,
    DEPTH_MAX = WORD_LETTERS_MAX + 1,
    SHAPES = 2 /* small letters and capitals */
};

/* log P in steps of 1 / STEPS.  Two of the worst still fit, and no row holds less than NEVER. */
typedef int16_t Cost;
enum { STEPS = WORD_STEPS, NEVER = -16000 };
#define COST(log_p) ((Cost)((log_p)*STEPS - 0.5F))

/* What a letter, or two, cost as the k signs before place j: [k][j]. */
typedef Cost Costs[KINDS][LANES_MAX];

/* What no row of the table knows. */
static const Cost SAME = COST(-1.5F), SAME_BASE = COST(-5), OTHER_CASE = COST(-6.5F), OTHER_VOWEL = COST(-7),
                  UNLIKE = COST(-10), LOST = COST(-9), TWO_OF_BASE = COST(-8.5F), TWO = COST(-12), THREE = COST(-14);

/* A row of the table: one or two printed letters, 0 where there is none. */
typedef struct {
    uint32_t read; /* up to three signs, ten bits each */
    uint16_t first, second;
    Cost score;
} Unit;

struct Channel {
    uint16_t sign[POINTS], ligature[LIGATURES_N];
    int signs;
    uint32_t point[SIGNS];
    uint16_t base[SIGNS]; /* the sign of its base letter */
    Cost one[LETTERS][SIGNS], none[LETTERS];
    Cost most[SHAPES][SIGNS], most_none[SHAPES]; /* the best of one[][sign], of none */
    Unit unit[UNITS_MAX]; /* of two or three signs, or of two letters; ascending by what was read */
    int units;
    /* of the word that is being looked for */
    int n, lanes;
    uint32_t turn, made[LETTERS];           /* the turn in which a letter's costs were made */
    uint16_t read[LANES_MAX], where[SIGNS]; /* where each base letter was read: 1 bit a place */
    Costs letter[LETTERS];
    Costs group[SHAPES][VOWEL_GROUPS]; /* the best of its letters */
    uint32_t group_made[SHAPES][VOWEL_GROUPS];
    uint8_t two[LETTERS][LETTERS]; /* 1 + place in twos, 0 = none */
    bool begins_two[LETTERS];
    struct {
        uint16_t first, second;
        Costs costs;
    } twos[TWOS_MAX];
    int n_twos;
    /* At most what the signs from here on can add, by the least and most letters that are to come. */
    Cost rest[SHAPES][WORD_LEFT_MAX + 1][WORD_LEFT_MAX + 1][LANES_MAX];
};

/* The number of a sign that some row names, or 0. */
uint16_t channel_sign(const Channel *c, uint32_t point);

/* Begin with a word of c->n signs in c->read. */
void costs_begin(Channel *c);
void costs_make_letter(Channel *c, int letter);
void costs_make_group(Channel *c, int shape, int group);

/* A letter's costs, made when it is first looked at: most letters never are. */
static inline const Cost (*letter_costs(Channel *c, int letter))[LANES_MAX]
{
    if (c->made[letter] != c->turn) costs_make_letter(c, letter);
    return (const Cost(*)[LANES_MAX])c->letter[letter];
}

static inline const Cost (*group_costs(Channel *c, int shape, int group))[LANES_MAX]
{
    if (c->group_made[shape][group] != c->turn) costs_make_group(c, shape, group);
    return (const Cost(*)[LANES_MAX])c->group[shape][group];
}
