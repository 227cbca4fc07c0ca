// SPDX-License-Identifier: Apache-2.0
#include "viet/distance.h"
#include "viet/text.h"
#include <stdlib.h>
#include <threads.h>

/* Costs in hundredths.  The table of pairs is learnt (data/viet/README.md); the build makes it from the TSV. */
enum { LOSE = 70, LOSE_BLANK = 30, SWAP = 100, SWAP_BLANK = 35, ABOVE = 1 << 20 };

static const unsigned char learnt[26][26] = {
#define L(c) [c - 'a']
#include "ocr_costs.inc"
#undef L
};

static int cost_of_loss(char c) { return c == ' ' ? LOSE_BLANK : LOSE; }

static int cost_of_swap(char x, char y)
{
    if (x == y) return 0;
    if (x == ' ' || y == ' ') return SWAP_BLANK;
    if (x < 'a' || x > 'z' || y < 'a' || y > 'z') return SWAP;
    int cost = x < y ? learnt[x - 'a'][y - 'a'] : learnt[y - 'a'][x - 'a'];
    return cost ? cost : SWAP;
}

/* The same for every two bytes of ASCII, worked out once: comparing asks for little else. */
static unsigned char swaps[128][128];
static once_flag swaps_are_there = ONCE_FLAG_INIT;

static void work_out_swaps(void)
{
    for (int x = 0; x < 128; x++)
        for (int y = 0; y < 128; y++) swaps[x][y] = (unsigned char)cost_of_swap((char)x, (char)y);
}

static int least(int a, int b) { return a < b ? a : b; }

/* -- bounds ------------------------------------------------------------------------------------------------- */

/* The low five bits tell the letters and the blank apart.  Digits fall on letters: that only lowers the bound. */
enum { KIND_BITS = VIET_LETTER_KINDS - 1, BLANK = ' ' & KIND_BITS };

VietLetters viet_letters(Str folded)
{
    VietLetters letters = {0};
    for (size_t i = 0; i < folded.n; i++) letters.n[folded.p[i] & KIND_BITS]++;
    return letters;
}

int viet_distance_bound(const VietLetters *x, const VietLetters *y)
{
    /* Letters that only one of them has, and by how many x is the longer one: in the width of the counts, so that eight
     * are compared at once. */
    uint16_t only_x = 0, only_y = 0;
    for (int i = 0; i < VIET_LETTER_KINDS; i++) {
        uint16_t both = x->n[i] < y->n[i] ? x->n[i] : y->n[i];
        only_x = (uint16_t)(only_x + x->n[i] - both);
        only_y = (uint16_t)(only_y + y->n[i] - both);
    }
    int apart = only_x + only_y, longer = only_x - only_y;
    /* Those of one side are swapped for those of the other; what the longer text has more is lost, blanks first. */
    int lost = abs(longer), swapped = (apart - lost) / 2;
    int blanks = least(lost, (longer > 0 ? x : y)->n[BLANK]);
    return swapped * SWAP_BLANK + blanks * LOSE_BLANK + (lost - blanks) * LOSE;
}

/* -- rows --------------------------------------------------------------------------------------------------- */

void viet_distance_first(Str read, int *row)
{
    call_once(&swaps_are_there, work_out_swaps);
    row[0] = 0;
    for (size_t j = 0; j < read.n; j++) row[j + 1] = row[j] + cost_of_loss(read.p[j]);
}

int viet_distance_next(Str read, char letter, const int *above, int *row)
{
    const unsigned char *swap = swaps[letter & 127];
    int loss = cost_of_loss(letter), smallest = row[0] = above[0] + loss;
    for (size_t j = 0; j < read.n; j++) {
        int best = least(above[j] + swap[read.p[j] & 127], above[j + 1] + loss);
        best = least(best, row[j] + cost_of_loss(read.p[j]));
        row[j + 1] = best;
        smallest = least(smallest, best);
    }
    return smallest;
}

double viet_distance(Str read, Str meant, double limit)
{
    int rows[2][VIET_DISTANCE_MAX + 1], most = (int)(limit * 100 + 0.5);
    if (read.n > VIET_DISTANCE_MAX || meant.n > VIET_DISTANCE_MAX) return ABOVE;
    VietLetters in_read = viet_letters(read), in_meant = viet_letters(meant);
    if (viet_distance_bound(&in_read, &in_meant) > most) return limit + 1;
    viet_distance_first(read, rows[0]);
    for (size_t i = 0; i < meant.n; i++)
        if (viet_distance_next(read, meant.p[i], rows[i % 2], rows[(i + 1) % 2]) > most) return limit + 1;
    return rows[meant.n % 2][read.n] / 100.0;
}

double viet_distance_ratio(Str read, Str meant, double limit)
{
    size_t longer = read.n > meant.n ? read.n : meant.n;
    return longer ? viet_distance(read, meant, limit * (double)longer) / (double)longer : 0;
}

size_t viet_nearest(Arena *a, Str wrote, const Str *names, size_t n)
{
    double least_ratio = 0.4;
    size_t nearest = n;
    Arena mark = *a;
    Str folded = viet_fold(a, wrote);
    for (size_t i = 0; i < n; i++) {
        double ratio = viet_distance_ratio(folded, viet_fold(a, names[i]), least_ratio);
        if (ratio < least_ratio) least_ratio = ratio, nearest = i;
    }
    arena_back(a, mark);
    return nearest;
}
