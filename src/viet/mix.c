// SPDX-License-Identifier: Apache-2.0
/* mix.c -- several models made one: the weighted mean of what they say, for every pair and triple that one of them
 * holds, above all of those who know what follows their first words. */
#include "viet/packing.h"
#include <math.h>

/* A triple that is within this factor of what its pair says already is left to the pair. */
static const double SAYS_NO_MORE = 1.12;

typedef struct {
    const Model *part;
    const double *weight;
    int n;
} Parts;

/* A model that was learnt before others knows fewer words: those it does not know are as likely as the rarest. */
static const double RAREST = 1e-8;

static double alone(const Model *m, int third)
{
    return third < (int)m->words ? exp((double)model_log_alone(m, third)) : RAREST;
}

static double after_one(const Model *m, int second, int third)
{
    bool known = second < (int)m->words && third < (int)m->words;
    return known ? exp((double)model_log_pair(m, second, third)) : alone(m, third);
}

static double after_two(const Model *m, int first, int second, int third)
{
    bool known = first < (int)m->words && second < (int)m->words && third < (int)m->words;
    return known ? exp((double)model_log(m, first, second, third)) : after_one(m, second, third);
}

/* Who knows little of what follows these words still has so much of a vote. */
static const double VOTE_PAIR = 0.1, VOTE_TRIPLE = 0.05;

/* How much a model knows of what follows: all that it does not leave to the shorter context. */
static double knows(uint8_t left) { return 1 - exp(-(double)left / MODEL_STEPS); }

static double mean(const Parts *p, int first, int second, int third)
{
    double sum = 0, votes = 0;
    for (int i = 0; i < p->n; i++) {
        const Model *m = &p->part[i];
        int64_t met = first < (int)m->words && second < (int)m->words ? model_pair(m, first, second) : -1;
        double vote = p->weight[i] * (VOTE_TRIPLE + (met < 0 ? 0 : sqrt(knows(m->after_two[met]))));
        sum += vote * after_two(m, first, second, third), votes += vote;
    }
    return sum / votes;
}

static double mean_pair(const Parts *p, int second, int third)
{
    double sum = 0, votes = 0;
    for (int i = 0; i < p->n; i++) {
        const Model *m = &p->part[i];
        double vote = p->weight[i] * (VOTE_PAIR + (second < (int)m->words ? knows(m->after_one[second]) : 0));
        sum += vote * after_one(m, second, third), votes += vote;
    }
    return sum / votes;
}

/* Ascending lists of words walked together. */
typedef struct {
    const uint16_t *at[MODEL_PARTS_MAX], *end[MODEL_PARTS_MAX];
    int n;
} Walk;

static int walk_next(Walk *w)
{
    int least = -1;
    for (int i = 0; i < w->n; i++)
        if (w->at[i] < w->end[i] && (least < 0 || *w->at[i] < least)) least = *w->at[i];
    for (int i = 0; i < w->n && least >= 0; i++)
        if (w->at[i] < w->end[i] && *w->at[i] == least) w->at[i]++;
    return least;
}

static void mix_pairs(Arena *a, const Parts *p, Unpacked *u)
{
    for (size_t first = 0; first < u->words->n; first++) {
        Walk w = {.n = p->n};
        for (int i = 0; i < p->n; i++) {
            const Model *m = &p->part[i];
            w.at[i] = w.end[i] = NULL;
            if (first >= m->words) continue;
            w.at[i] = m->second + m->pairs_at[first], w.end[i] = m->second + m->pairs_at[first + 1];
        }
        for (int second; (second = walk_next(&w)) >= 0;)
            *list_add(a, &u->pairs) =
                (Gram){(uint64_t)first << 16 | (uint64_t)second, mean_pair(p, (int)first, second)};
    }
}

static void mix_triples(Arena *a, const Parts *p, Unpacked *u)
{
    for (size_t k = 0; k < u->pairs.n; k++) {
        int first = (int)(u->pairs.at[k].words >> 16), second = (int)(u->pairs.at[k].words & 0xFFFF);
        Walk w = {.n = p->n};
        for (int i = 0; i < p->n; i++) {
            const Model *m = &p->part[i];
            int64_t pair = first < (int)m->words ? model_pair(m, first, second) : -1;
            w.at[i] = w.end[i] = NULL;
            if (pair < 0) continue;
            w.at[i] = m->third + m->triples_at[pair], w.end[i] = m->third + m->triples_at[pair + 1];
        }
        for (int third; (third = walk_next(&w)) >= 0;) {
            double said = mean(p, first, second, third), shorter = mean_pair(p, second, third);
            if (said < shorter * SAYS_NO_MORE && shorter < said * SAYS_NO_MORE) continue;
            *list_add(a, &u->triples) = (Gram){u->pairs.at[k].words << 16 | (uint64_t)third, said};
        }
    }
}

Str model_mix(Arena *a, const ModelWords *words, const Model *parts, const double *weights, int n)
{
    Parts p = {parts, weights, n};
    Unpacked u = {.words = words, .alone = NEW(a, double, words->n)};
    for (size_t w = 0; w < words->n; w++)
        for (int i = 0; i < n; i++) u.alone[w] += weights[i] * alone(&parts[i], (int)w);
    mix_pairs(a, &p, &u);
    mix_triples(a, &p, &u);
    return model_pack(a, &u);
}
