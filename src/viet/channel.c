// SPDX-License-Identifier: Apache-2.0
/* channel.c -- the table of a channel: what it knows, and what is taken for what it does not know. */
#include "viet/costs.h"

static uint16_t *sign_place(Channel *c, uint32_t point)
{
    if (point < POINTS) return &c->sign[point];
    if (point >= LIGATURES && point < LIGATURES + LIGATURES_N) return &c->ligature[point - LIGATURES];
    return NULL;
}

uint16_t channel_sign(const Channel *c, uint32_t point)
{
    const uint16_t *at = sign_place((Channel *)c, point);
    return at ? *at : 0;
}

static uint16_t sign_made(Channel *c, uint32_t point)
{
    uint16_t *at = sign_place(c, point);
    if (!at) return 0;
    if (!*at && c->signs < SIGNS) c->point[c->signs] = point, *at = (uint16_t)c->signs++;
    return *at;
}

static Cost unknown_one(const Channel *c, int letter, uint16_t sign)
{
    if (c->base[letter] != c->base[sign])
        return letter_is_vowel(letter) && sign < LETTER_FIRST_SIGN && sign && letter_is_vowel(sign) &&
                       letter_is_capital(letter) == letter_is_capital(sign)
                   ? OTHER_VOWEL
                   : UNLIKE;
    if (letter == sign) return SAME;
    return letter_is_capital(letter) == letter_is_capital(sign) ? SAME_BASE : OTHER_CASE;
}

static void make_defaults(Channel *c)
{
    c->signs = LETTER_FIRST_SIGN;
    for (int i = 1; i < LETTER_FIRST_SIGN; i++) {
        c->point[i] = letter_point(i);
        uint16_t *at = sign_place(c, c->point[i]);
        if (at) *at = (uint16_t)i;
        c->base[i] = (uint16_t)letter_of(letter_base(c->point[i]));
    }
    for (uint32_t p = ' ' + 1; p < 0x7F; p++) sign_made(c, p);
    for (int i = LETTER_FIRST_SIGN; i < SIGNS; i++) c->base[i] = (uint16_t)i;
    for (int letter = 1; letter < LETTERS; letter++) {
        c->none[letter] = LOST;
        for (int s = 0; s < SIGNS; s++)
            c->one[letter][s] = s < LETTER_FIRST_SIGN ? unknown_one(c, letter, (uint16_t)s) : UNLIKE;
    }
}

static int by_read(const void *x, const void *y)
{
    const Unit *a = x, *b = y;
    return (a->read > b->read) - (a->read < b->read);
}

static void take_row(Channel *c, Str printed, Str read, Cost score)
{
    uint8_t letters[2];
    int n = letters_of(printed, letters, 2), k = 0;
    uint32_t signs = 0;
    for (; read.n && k < KINDS; k++) signs = signs << 10 | sign_made(c, letter_next(&read));
    if (n < 1 || k >= KINDS) return;
    if (n == 1 && k == 0) c->none[letters[0]] = score;
    else if (n == 1 && k == 1) c->one[letters[0]][signs] = score;
    else if (c->units < UNITS_MAX) c->unit[c->units++] = (Unit){signs, letters[0], n == 2 ? letters[1] : 0, score};
}

/* "-0.42"; false when it is no such number. */
static bool read_cost(Str s, Cost *cost)
{
    char text[16], *end;
    if (s.n >= sizeof text) return false;
    memcpy(text, s.p, s.n), text[s.n] = 0;
    double value = strtod(text, &end);
    if (end == text || value > 0) return false;
    *cost = value * STEPS < NEVER ? NEVER : COST(value);
    return true;
}

static void find_most(Channel *c)
{
    for (int s = 0; s < SIGNS; s++) {
        Cost small = NEVER, capital = NEVER;
        for (int letter = 1; letter < LETTERS; letter++) {
            Cost *most = letter_is_capital(letter) ? &capital : &small;
            if (c->one[letter][s] > *most) *most = c->one[letter][s];
        }
        c->most[0][s] = small, c->most[1][s] = capital;
    }
    c->most_none[0] = c->most_none[1] = NEVER;
    for (int letter = 1; letter < LETTERS; letter++) {
        Cost *most = &c->most_none[letter_is_capital(letter)];
        if (c->none[letter] > *most) *most = c->none[letter];
    }
}

Channel *channel_load(Arena *a, Str table)
{
    Channel *c = NEW(a, Channel, 1);
    make_defaults(c);
    for (Str line, printed, read, score; str_cut(&table, '\n', &line);) {
        Cost cost;
        if (!str_cut(&line, '\t', &printed) || !str_cut(&line, '\t', &read) || !str_cut(&line, '\t', &score)) continue;
        if (read_cost(score, &cost)) take_row(c, printed, read, cost);
    }
    qsort(c->unit, (size_t)c->units, sizeof *c->unit, by_read);
    find_most(c);
    return c;
}
