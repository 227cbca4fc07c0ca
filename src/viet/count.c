// SPDX-License-Identifier: Apache-2.0
/* count.c -- a model from a stream of words: interpolated Kneser-Ney with one discount for each length (Chen and
 * Goodman, "An empirical study of smoothing techniques for language modeling", 1998). */
#include "viet/packing.h"

typedef struct {
    uint64_t words;
    uint32_t n;
} Counted;
typedef struct {
    Counted *at;
    size_t n;
} Counts;

enum { BYTE_KINDS = 256, KEY_BYTES = 6, DISCOUNTS = 3 };

/* Ascending, by bytes from the last to the first: the keys are 48 bits. */
static uint64_t *sort(Arena *a, uint64_t *keys, size_t n)
{
    uint64_t *other = (uint64_t *)arena_take(a, sizeof *keys, _Alignof(uint64_t), n);
    for (int shift = 0; shift < KEY_BYTES * 8; shift += 8) {
        size_t at[BYTE_KINDS + 1] = {0};
        for (size_t i = 0; i < n; i++) at[(keys[i] >> shift & 0xFF) + 1]++;
        if (at[1] == n) continue; /* all of them 0 */
        for (int i = 0; i < BYTE_KINDS; i++) at[i + 1] += at[i];
        for (size_t i = 0; i < n; i++) other[at[keys[i] >> shift & 0xFF]++] = keys[i];
        uint64_t *swap = keys;
        keys = other, other = swap;
    }
    return keys;
}

static Counts count(Arena *a, const uint64_t *sorted, size_t n)
{
    Counts c = {NEW(a, Counted, n), 0};
    for (size_t i = 0; i < n; i++) {
        if (!c.n || c.at[c.n - 1].words != sorted[i]) c.at[c.n++] = (Counted){sorted[i], 0};
        c.at[c.n - 1].n++;
    }
    return c;
}

/* Every three words that follow each other; nothing reaches over an end. */
static Counts count_triples(Arena *a, const WordStream *s)
{
    uint64_t *keys = NEW(a, uint64_t, s->n), first = WORD_END, second = WORD_END;
    for (size_t i = 0; i < s->n; i++) {
        uint64_t third = s->at[i];
        keys[i] = first << 32 | second << 16 | third;
        first = third == WORD_END ? WORD_END : second, second = third;
        if (second == WORD_END) first = WORD_END;
    }
    return count(a, sort(a, keys, s->n), s->n);
}

/* A pair counts as often as different words stand before it; behind an end, as often as it was seen. */
static Counts count_pairs(Arena *a, const Counts *triples)
{
    size_t n = 0, all = 0;
    for (size_t i = 0; i < triples->n; i++)
        all += (triples->at[i].words >> 16 & 0xFFFF) == WORD_END ? triples->at[i].n : 1;
    uint64_t *keys = NEW(a, uint64_t, all);
    for (size_t i = 0; i < triples->n; i++) {
        uint64_t pair = triples->at[i].words & 0xFFFFFFFF;
        uint32_t times = pair >> 16 == WORD_END ? triples->at[i].n : 1;
        while (times--) keys[n++] = pair;
    }
    return count(a, sort(a, keys, n), n);
}

/* What is taken off a count of 1, of 2, of 3 and more (Chen and Goodman's modified discounts). */
typedef struct {
    double of[DISCOUNTS + 1];
} Discounts;

static Discounts discounts_of(const Counts *c)
{
    double kinds[DISCOUNTS + 2] = {0};
    Discounts d = {.of = {0, 0.5, 0.5, 0.5}};
    for (size_t i = 0; i < c->n; i++)
        if (c->at[i].n <= DISCOUNTS + 1) kinds[c->at[i].n]++;
    double share = kinds[1] > 0 ? kinds[1] / (kinds[1] + 2 * kinds[2]) : 0;
    for (int k = 1; k <= DISCOUNTS && share > 0 && kinds[k] > 0; k++) {
        double off = k - (k + 1) * share * kinds[k + 1] / kinds[k];
        if (off > 0 && off < k) d.of[k] = off;
    }
    return d;
}

static double discount(const Discounts *d, uint32_t n) { return d->of[n < DISCOUNTS ? n : DISCOUNTS]; }

/* A word is as likely as different words stand before it; what the discount takes goes to all alike. */
static double *weigh_words(Arena *a, size_t words, const Counts *pairs)
{
    const double off = 0.5;
    double *p = NEW(a, double, words), all = 0, kinds = 0;
    for (size_t i = 0; i < pairs->n; i++) p[pairs->at[i].words & 0xFFFF]++, all++;
    for (size_t w = 0; w < words; w++) kinds += p[w] > 0;
    for (size_t w = 0; w < words; w++)
        p[w] = all > 0 ? ((p[w] > 0 ? p[w] - off : 0) + off * kinds / (double)words) / all : 1.0 / (double)words;
    return p;
}

static double pair_p(const Unpacked *u, const double *left, uint64_t pair)
{
    size_t from = 0, to = u->pairs.n;
    while (from < to) {
        size_t middle = (from + to) / 2;
        if (u->pairs.at[middle].words < pair) from = middle + 1;
        else to = middle;
    }
    if (from < u->pairs.n && u->pairs.at[from].words == pair) return u->pairs.at[from].p;
    return left[pair >> 16] * u->alone[pair & 0xFFFF];
}

static double *weigh_pairs(Arena *a, Unpacked *u, const Counts *c)
{
    const Discounts off = discounts_of(c);
    double *left = NEW(a, double, u->words->n);
    for (size_t w = 0; w < u->words->n; w++) left[w] = 1;
    u->pairs.at = NEW(a, Gram, c->n);
    for (size_t i = 0, end; i < c->n; i = end) {
        uint64_t first = c->at[i].words >> 16;
        double all = 0, rest = 0;
        for (end = i; end < c->n && c->at[end].words >> 16 == first; end++)
            all += c->at[end].n, rest += discount(&off, c->at[end].n);
        left[first] = rest / all;
        for (size_t k = i; k < end; k++)
            u->pairs.at[u->pairs.n++] = (Gram){c->at[k].words, (c->at[k].n - discount(&off, c->at[k].n)) / all +
                                                                   left[first] * u->alone[c->at[k].words & 0xFFFF]};
    }
    return left;
}

static void weigh_triples(Arena *a, Unpacked *u, const Counts *c, const double *left, uint32_t least)
{
    const Discounts off = discounts_of(c);
    u->triples.at = NEW(a, Gram, c->n);
    for (size_t i = 0, end; i < c->n; i = end) {
        uint64_t before = c->at[i].words >> 16;
        double all = 0, rest = 0;
        for (end = i; end < c->n && c->at[end].words >> 16 == before; end++) {
            all += c->at[end].n;
            rest += c->at[end].n < least ? c->at[end].n : discount(&off, c->at[end].n);
        }
        for (size_t k = i; k < end && (before & 0xFFFF) != WORD_END; k++) {
            uint64_t words = c->at[k].words;
            if (c->at[k].n < least) continue;
            double shorter = pair_p(u, left, words & 0xFFFFFFFF);
            u->triples.at[u->triples.n++] =
                (Gram){words, (c->at[k].n - discount(&off, c->at[k].n)) / all + rest / all * shorter};
        }
    }
}

Str model_count(Arena *a, const ModelWords *words, const WordStream *stream, uint32_t least)
{
    Counts triples = count_triples(a, stream), pairs = count_pairs(a, &triples);
    Unpacked u = {.words = words, .alone = weigh_words(a, words->n, &pairs)};
    const double *left = weigh_pairs(a, &u, &pairs);
    weigh_triples(a, &u, &triples, left, least);
    return model_pack(a, &u);
}
