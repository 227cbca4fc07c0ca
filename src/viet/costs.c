// SPDX-License-Identifier: Apache-2.0
#include "viet/costs.h"

void costs_make_letter(Channel *c, int letter)
{
    Cost(*s)[LANES_MAX] = c->letter[letter];
    const Cost *one = c->one[letter], none = c->none[letter];
    c->made[letter] = c->turn;
    for (int j = 0; j < LANES_MAX; j++) s[0][j] = none, s[2][j] = TWO, s[3][j] = THREE;
    for (int j = 1; j <= c->n; j++) s[1][j] = one[c->read[j - 1]];
    s[1][0] = s[2][0] = s[2][1] = s[3][0] = s[3][1] = s[3][2] = NEVER;
    for (int at = c->where[c->base[letter]], j = 0; at; at >>= 1, j++) {
        if (!(at & 1)) continue;
        if (j > 0) s[2][j + 1] = TWO_OF_BASE;
        if (j + 2 < LANES_MAX) s[2][j + 2] = TWO_OF_BASE;
    }
}

static void keep_best(const Cost *restrict one, Cost *restrict best)
{
    for (int j = 0; j < KINDS * LANES_MAX; j++) best[j] = one[j] > best[j] ? one[j] : best[j];
}

void costs_make_group(Channel *c, int shape, int group)
{
    Cost *all = c->group[shape][group][0];
    int first = group_first(group);
    c->group_made[shape][group] = c->turn;
    memcpy(all, letter_costs(c, shape ? letter_capital(first) : first), sizeof(Costs));
    for (int letter = first + 1; letter < group_first(group + 1); letter++)
        keep_best(letter_costs(c, shape ? letter_capital(letter) : letter)[0], all);
}

static Cost (*two_of(Channel *c, int first, int second))[LANES_MAX]
{
    uint8_t *at = &c->two[first][second];
    if (!*at) {
        if (c->n_twos == TWOS_MAX) return NULL;
        c->twos[c->n_twos].first = (uint16_t)first, c->twos[c->n_twos].second = (uint16_t)second;
        for (int k = 0; k < KINDS; k++)
            for (int j = 0; j < LANES_MAX; j++) c->twos[c->n_twos].costs[k][j] = NEVER;
        *at = (uint8_t)++c->n_twos, c->begins_two[first] = true;
    }
    return c->twos[*at - 1].costs;
}

/* The rows whose signs are read[end - k, end); keeps the best cost of them for each shape of letters. */
static void cost_units(Channel *c, int end, int k, Cost most[SHAPES])
{
    uint32_t signs = 0;
    for (int i = end - k; i < end; i++) signs = signs << 10 | c->read[i];
    int from = 0, to = c->units;
    while (from < to) {
        int middle = (from + to) / 2;
        if (c->unit[middle].read < signs) from = middle + 1;
        else to = middle;
    }
    for (; from < c->units && c->unit[from].read == signs; from++) {
        const Unit *u = &c->unit[from];
        if (!u->second) letter_costs(c, u->first);
        Cost(*s)[LANES_MAX] = u->second ? two_of(c, u->first, u->second) : c->letter[u->first];
        if (!s) continue;
        s[k][end] = u->score;
        /* The first of two letters may be the capital of a word in small letters. */
        int last = u->second ? u->second : u->first;
        Cost *best = &most[letter_is_capital(last)];
        if (u->score > *best) *best = u->score;
    }
}

/* The best cost of some signs: [end][signs taken][shape of letters]. */
typedef Cost Most[LANES_MAX][KINDS][SHAPES];

/* to[j] = at most what the signs from j on cost as one letter more than `from` has. */
static void one_letter_more(const Channel *c, const Most most, int shape, const Cost *from, Cost *to)
{
    for (int j = 0; j <= c->n; j++) {
        int best = from[j] + c->most_none[shape];
        for (int k = 1; k < KINDS && j + k <= c->n; k++)
            if (most[j + k][k][shape] + from[j + k] > best) best = most[j + k][k][shape] + from[j + k];
        to[j] = best < NEVER ? NEVER : (Cost)best;
    }
}

static void cost_rest(Channel *c, const Most most, int shape)
{
    Cost exact[DEPTH_MAX + 1][LANES_MAX], (*rest)[WORD_LEFT_MAX + 1][LANES_MAX] = c->rest[shape];
    for (int m = 0; m <= DEPTH_MAX; m++)
        for (int j = 0; j < LANES_MAX; j++) exact[m][j] = NEVER;
    exact[0][c->n] = 0;
    for (int m = 1; m <= DEPTH_MAX; m++) one_letter_more(c, most, shape, exact[m - 1], exact[m]);
    for (int m = WORD_LEFT_MAX + 1; m <= DEPTH_MAX; m++) /* the last stands for all that are longer */
        for (int j = 0; j < LANES_MAX; j++)
            if (exact[m][j] > exact[WORD_LEFT_MAX][j]) exact[WORD_LEFT_MAX][j] = exact[m][j];
    for (int least = 0; least <= WORD_LEFT_MAX; least++) {
        memcpy(rest[least][least], exact[least], sizeof exact[least]);
        for (int m = least + 1; m <= WORD_LEFT_MAX; m++)
            for (int j = 0; j < LANES_MAX; j++)
                rest[least][m][j] = exact[m][j] > rest[least][m - 1][j] ? exact[m][j] : rest[least][m - 1][j];
    }
}

static void begin_turn(Channel *c)
{
    for (int i = 0; i < c->n_twos; i++)
        c->two[c->twos[i].first][c->twos[i].second] = 0, c->begins_two[c->twos[i].first] = false;
    c->n_twos = 0, c->turn++;
    memset(c->where, 0, sizeof c->where);
    for (int i = 0; i < c->n; i++) c->where[c->base[c->read[i]]] |= (uint16_t)(1U << i);
    for (int i = c->n; i < LANES_MAX; i++) c->read[i] = 0;
    c->lanes = c->n < LANES ? LANES : LANES_MAX;
}

void costs_begin(Channel *c)
{
    begin_turn(c);
    Most most;
    for (int end = 1; end <= c->n; end++)
        for (int k = 1; k < KINDS && k <= end; k++) {
            uint16_t sign = c->read[end - 1];
            for (int shape = 0; shape < SHAPES; shape++)
                most[end][k][shape] = k == 1 ? c->most[shape][sign] : k == 2 ? TWO_OF_BASE : THREE;
            cost_units(c, end, k, most[end][k]);
        }
    for (int shape = 0; shape < SHAPES; shape++) cost_rest(c, most, shape);
}
