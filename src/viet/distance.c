// SPDX-License-Identifier: Apache-2.0
#include "viet/distance.h"

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

static int least(int a, int b) { return a < b ? a : b; }

void viet_distance_first(Str read, int *row)
{
    row[0] = 0;
    for (size_t j = 0; j < read.n; j++) row[j + 1] = row[j] + cost_of_loss(read.p[j]);
}

int viet_distance_next(Str read, char letter, const int *above, int *row)
{
    int loss = cost_of_loss(letter), smallest = row[0] = above[0] + loss;
    for (size_t j = 0; j < read.n; j++) {
        int best = above[j] + cost_of_swap(letter, read.p[j]);
        best = least(best, least(above[j + 1] + loss, row[j] + cost_of_loss(read.p[j])));
        row[j + 1] = best;
        smallest = least(smallest, best);
    }
    return smallest;
}

double viet_distance(Str read, Str meant, double limit)
{
    int rows[2][VIET_DISTANCE_MAX + 1], most = (int)(limit * 100 + 0.5);
    if (read.n > VIET_DISTANCE_MAX || meant.n > VIET_DISTANCE_MAX) return ABOVE;
    /* Losing blanks is the cheapest way to bridge a difference in length. */
    size_t apart = read.n > meant.n ? read.n - meant.n : meant.n - read.n;
    if ((int)apart * LOSE_BLANK > most) return limit + 1;
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
