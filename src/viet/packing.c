// SPDX-License-Identifier: Apache-2.0
/* packing.c -- a model written: costs in steps, and for each context what is left for words never seen behind it. */
#include "viet/packing.h"
#include <math.h>

enum { COST_MAX = 255, ALONE_STEPS = MODEL_STEPS * 16 };

/* In steps of the finer kind or of the coarser. */
static uint32_t cost(double p, uint32_t steps, uint32_t most)
{
    if (p <= 0) return most;
    double c = -log(p) * steps;
    return c <= 0 ? 0 : c >= most ? most : (uint32_t)lrint(c);
}

typedef struct {
    const Unpacked *from;
    uint8_t *after_one, *after_two;
    uint32_t *pairs_at, *triples_at;
} Contexts;

static size_t find_gram(const Grams *g, uint64_t words)
{
    size_t from = 0, to = g->n;
    while (from < to) {
        size_t middle = (from + to) / 2;
        if (g->at[middle].words < words) from = middle + 1;
        else to = middle;
    }
    return from;
}

/* What remains of 1 behind the seen, over what the shorter context gave the unseen. */
static double rest(double seen, double seen_shorter)
{
    double left = 1 - seen, shorter = 1 - seen_shorter;
    return left < 1e-6 ? 1e-6 : shorter < 1e-6 ? 1 : fmin(left / shorter, 1);
}

static double *weigh_pairs(Arena *a, const Contexts *k)
{
    const Unpacked *u = k->from;
    double *after = NEW(a, double, u->words->n);
    size_t i = 0;
    for (size_t w = 0; w < u->words->n; w++) {
        double seen = 0, shorter = 0;
        k->pairs_at[w] = (uint32_t)i;
        for (; i < u->pairs.n && u->pairs.at[i].words >> 16 == w; i++)
            seen += u->pairs.at[i].p, shorter += u->alone[u->pairs.at[i].words & 0xFFFF];
        after[w] = rest(seen, shorter);
        k->after_one[w] = (uint8_t)cost(after[w], MODEL_STEPS, COST_MAX);
    }
    k->pairs_at[u->words->n] = (uint32_t)i;
    return after;
}

static void weigh_triples(const Contexts *k, const double *after)
{
    const Unpacked *u = k->from;
    size_t i = 0;
    for (size_t pair = 0; pair < u->pairs.n; pair++) {
        double seen = 0, shorter = 0;
        k->triples_at[pair] = (uint32_t)i;
        for (; i < u->triples.n && u->triples.at[i].words >> 16 == u->pairs.at[pair].words; i++) {
            uint64_t words = u->triples.at[i].words, second = words >> 16 & 0xFFFF;
            size_t at = find_gram(&u->pairs, words & 0xFFFFFFFF);
            bool known = at < u->pairs.n && u->pairs.at[at].words == (words & 0xFFFFFFFF);
            seen += u->triples.at[i].p;
            shorter += known ? u->pairs.at[at].p : after[second] * u->alone[words & 0xFFFF];
        }
        k->after_two[pair] = (uint8_t)cost(rest(seen, shorter), MODEL_STEPS, COST_MAX);
    }
    k->triples_at[u->pairs.n] = (uint32_t)i;
}

typedef struct {
    char *p;
    size_t n;
} Writer;

static void write_section(Writer *w, const void *bytes, size_t n)
{
    if (n) memcpy(w->p + w->n, bytes, n);
    w->n += (n + 7) / 8 * 8;
}

/* Words that were seldom seen lead to names as often as others do. */
static const double MEAN_LEADS = 20, LEADS_PRIOR = 4;

static void fill_words(Arena *a, const Unpacked *u, ModelHead *head, Model *m)
{
    uint32_t *at = NEW(a, uint32_t, u->words->n + 1), n = 0;
    uint8_t *flags = NEW(a, uint8_t, u->words->n), *capital = NEW(a, uint8_t, u->words->n),
            *leads = NEW(a, uint8_t, u->words->n);
    uint16_t *alone = NEW(a, uint16_t, u->words->n);
    for (size_t i = 0; i < u->words->n; i++) n += (uint32_t)u->words->at[i].word.n;
    char *letters = NEW(a, char, n + 1);
    head->letters = n, n = 0;
    for (size_t i = 0; i < u->words->n; i++) {
        const ModelWord *w = &u->words->at[i];
        at[i] = n;
        if (w->word.n) memcpy(letters + n, w->word.p, w->word.n);
        n += (uint32_t)w->word.n;
        flags[i] = w->flags;
        capital[i] = (uint8_t)((w->capitals * 255.0 + 25) / (w->seen + 1.0));
        leads[i] = (uint8_t)((w->leads * 255.0 + MEAN_LEADS * LEADS_PRIOR) / (w->small + LEADS_PRIOR));
        alone[i] = (uint16_t)cost(u->alone[i], ALONE_STEPS, UINT16_MAX);
    }
    at[u->words->n] = n;
    m->letters_at = at, m->letters = letters, m->flags = flags, m->capital = capital, m->leads = leads,
    m->alone = alone;
}

static void fill_grams(Arena *a, const Unpacked *u, Model *m)
{
    uint16_t *second = NEW(a, uint16_t, u->pairs.n), *third = NEW(a, uint16_t, u->triples.n);
    uint8_t *pair_cost = NEW(a, uint8_t, u->pairs.n), *triple_cost = NEW(a, uint8_t, u->triples.n);
    for (size_t i = 0; i < u->pairs.n; i++) {
        second[i] = (uint16_t)u->pairs.at[i].words;
        pair_cost[i] = (uint8_t)cost(u->pairs.at[i].p, MODEL_STEPS, COST_MAX);
    }
    for (size_t i = 0; i < u->triples.n; i++) {
        third[i] = (uint16_t)u->triples.at[i].words;
        triple_cost[i] = (uint8_t)cost(u->triples.at[i].p, MODEL_STEPS, COST_MAX);
    }
    m->second = second, m->third = third, m->pair_cost = pair_cost, m->triple_cost = triple_cost;
}

Str model_pack(Arena *a, const Unpacked *u)
{
    Model m = {0};
    ModelHead head = {.words = (uint32_t)u->words->n, .pairs = (uint32_t)u->pairs.n, .triples = (uint32_t)u->triples.n};
    memcpy(head.magic, MODEL_MAGIC, sizeof head.magic);
    Contexts k = {u, NEW(a, uint8_t, u->words->n), NEW(a, uint8_t, u->pairs.n), NEW(a, uint32_t, u->words->n + 1),
                  NEW(a, uint32_t, u->pairs.n + 1)};
    weigh_triples(&k, weigh_pairs(a, &k));
    m.after_one = k.after_one, m.after_two = k.after_two, m.pairs_at = k.pairs_at, m.triples_at = k.triples_at;
    fill_words(a, u, &head, &m);
    fill_grams(a, u, &m);
    size_t size = sizeof head;
#define X(name, type, count) size += ((count) * sizeof(type) + 7) / 8 * 8;
    MODEL_SECTIONS(X)
#undef X
    head.size = (uint32_t)size;
    Writer w = {.p = (char *)NEW(a, uint64_t, size / 8)};
    write_section(&w, &head, sizeof head);
#define X(name, type, count) write_section(&w, m.name, (count) * sizeof(type));
    MODEL_SECTIONS(X)
#undef X
    return (Str){w.p, w.n};
}
