// SPDX-License-Identifier: Apache-2.0
#include "viet/model.h"
#include "viet/packing.h"

/* Rows of so many words are long; how far from a guess is looked first. */
enum { FAR = 64, NEAR = 16 };

static const uint64_t section_size[SECTIONS] = {
#define X(name, type, n) sizeof(type),
    MODEL_SECTIONS(X)
#undef X
};

static bool ascends_to(const uint32_t *at, uint32_t n, uint32_t end)
{
    if (at[0]) return false;
    for (uint32_t i = 0; i < n; i++)
        if (at[i] > at[i + 1]) return false;
    return at[n] == end;
}

static bool all_below(const uint16_t *word, uint32_t n, uint32_t words)
{
    for (uint32_t i = 0; i < n; i++)
        if (word[i] >= words) return false;
    return true;
}

bool model_open(Str bytes, Model *m)
{
    ModelHead head;
    if (bytes.n < sizeof head || bytes.n > MODEL_BYTES_MAX || (uintptr_t)bytes.p % 8) return false;
    memcpy(&head, bytes.p, sizeof head);
    if (memcmp(head.magic, MODEL_MAGIC, sizeof head.magic) || head.size != bytes.n) return false;
    if (head.words < WORD_FIRST || head.words > MODEL_WORDS_MAX || head.pairs > MODEL_BYTES_MAX ||
        head.triples > MODEL_BYTES_MAX || head.letters > MODEL_BYTES_MAX)
        return false;
    uint64_t count[SECTIONS] = {
#define X(name, type, n) (uint64_t)(n),
        MODEL_SECTIONS(X)
#undef X
    };
    const char *at[SECTIONS];
    uint64_t end = sizeof head;
    for (int i = 0; i < SECTIONS; i++) {
        at[i] = bytes.p + end;
        end += (count[i] * section_size[i] + 7) / 8 * 8;
    }
    if (end != bytes.n) return false;
    *m = (Model){.words = head.words, .pairs = head.pairs, .triples = head.triples};
    int i = 0;
#define X(name, type, n) m->name = (const type *)at[i++];
    MODEL_SECTIONS(X)
#undef X
    return ascends_to(m->letters_at, m->words, head.letters) && ascends_to(m->pairs_at, m->words, m->pairs) &&
           ascends_to(m->triples_at, m->pairs, m->triples) && all_below(m->second, m->pairs, m->words) &&
           all_below(m->third, m->triples, m->words);
}

Str model_word(const Model *m, int word)
{
    return (Str){m->letters + m->letters_at[word], m->letters_at[word + 1] - m->letters_at[word]};
}

/* Where `word` stands in the ascending at[from, to), or -1. */
static int64_t find(const uint16_t *at, uint32_t from, uint32_t to, int word)
{
    while (from < to) {
        uint32_t middle = (from + to) / 2;
        if (at[middle] < word) from = middle + 1;
        else if (at[middle] > word) to = middle;
        else return middle;
    }
    return -1;
}

/* The same in a long row, from where it would stand if words were spread evenly: halving alone would touch memory all
 * over the row. */
static int64_t find_far(const uint16_t *at, uint32_t from, uint32_t to, int word, uint32_t words)
{
    uint32_t guess = from + (uint32_t)((uint64_t)(to - from) * (uint32_t)word / words);
    if (at[guess] <= word)
        for (uint32_t step = NEAR; from = guess, guess + step < to; guess += step, step *= 2) {
            if (at[guess + step] > word) return find(at, from, guess + step, word);
        }
    else
        for (uint32_t step = NEAR; to = guess, guess >= from + step; guess -= step, step *= 2) {
            if (at[guess - step] <= word) return find(at, guess - step, to, word);
        }
    return find(at, from, to, word);
}

int64_t model_pair(const Model *m, int first, int second)
{
    uint32_t from = m->pairs_at[first], to = m->pairs_at[first + 1];
    if (to - from < FAR) return find(m->second, from, to, second);
    return find_far(m->second, from, to, second, m->words);
}

float model_log_alone(const Model *m, int word) { return (float)m->alone[word] * (-1.0F / (MODEL_STEPS * 16)); }

float model_log_pair(const Model *m, int second, int third)
{
    int64_t pair = model_pair(m, second, third);
    if (pair >= 0) return (float)m->pair_cost[pair] * (-1.0F / MODEL_STEPS);
    return (float)m->after_one[second] * (-1.0F / MODEL_STEPS) + model_log_alone(m, third);
}

float model_log(const Model *m, int first, int second, int third)
{
    int64_t context = second == WORD_END ? -1 : model_pair(m, first, second);
    if (context < 0) return model_log_pair(m, second, third);
    int64_t triple = find(m->third, m->triples_at[context], m->triples_at[context + 1], third);
    if (triple >= 0) return (float)m->triple_cost[triple] * (-1.0F / MODEL_STEPS);
    return (float)m->after_two[context] * (-1.0F / MODEL_STEPS) + model_log_pair(m, second, third);
}
