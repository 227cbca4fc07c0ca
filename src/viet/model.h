// SPDX-License-Identifier: Apache-2.0
/* model.h -- how likely a Vietnamese syllable is after two others: a packed table of counts, used where it lies.
 *
 * The file is read in place, from the program or from a mapped file; nothing is unpacked.  Words have numbers: the
 * first few are kinds of tokens, the others stand in the model, in small letters.  Logarithms are natural, in steps of
 * 1 / MODEL_STEPS, between 0 and -MODEL_WORST.  A word that a context was never seen before costs the context's
 * back-off and what it costs after the shorter context. */
#pragma once
#include "base/list.h"

enum { WORD_END, WORD_NUMBER, WORD_OTHER, WORD_COMMA, WORD_FIRST };
enum { MODEL_WORDS_MAX = 20000, MODEL_BYTES_MAX = 5 << 20, MODEL_STEPS = 12, MODEL_WORD_BYTES_MAX = 48 };

/* What is known of a word beside its letters. */
enum { WORD_CAPITALS = 1 }; /* an abbreviation: only ever in capitals ("UBND") */

typedef struct {
    uint32_t words, pairs, triples;
    const uint32_t *letters_at; /* words + 1: where each begins in `letters` */
    const char *letters;
    const uint8_t *flags;
    const uint8_t *capital;   /* of 255 inside of a sentence, how often with a capital */
    const uint8_t *leads;     /* of 255 in small letters, how often before a capital: "huyện", "ông" */
    const uint16_t *alone;    /* a word's own cost, in steps of 1 / (MODEL_STEPS * 16) */
    const uint8_t *after_one; /* back-off of the context of one word */
    const uint32_t *pairs_at; /* words + 1: the pairs that begin with a word */
    const uint16_t *second;   /* of a pair, ascending */
    const uint8_t *pair_cost, *after_two;
    const uint32_t *triples_at; /* pairs + 1 */
    const uint16_t *third;
    const uint8_t *triple_cost;
} Model;

/* Take `bytes` (aligned to 8) as a model: false when they are none, are cut short, or point outside of themselves.
 * Everything is checked once, so that what follows need not.  O(size). */
bool model_open(Str bytes, Model *m);

Str model_word(const Model *m, int word);
/* The pair's place, or -1. */
int64_t model_pair(const Model *m, int first, int second);
/* log P(third | first second); after a sentence's end nothing before it counts. */
float model_log(const Model *m, int first, int second, int third);
float model_log_pair(const Model *m, int second, int third);
float model_log_alone(const Model *m, int word);

/* -- making one --------------------------------------------------------------------------------------------- */

typedef LIST(uint16_t) WordStream; /* sentences end in WORD_END */

/* The words that a model can hold, in the order of their numbers; the first WORD_FIRST are the kinds. */
typedef struct {
    Str word;
    uint32_t seen, capitals; /* inside of sentences; with a capital first letter */
    uint32_t small, leads;   /* in small letters before another word; before one with a capital */
    uint8_t flags;
} ModelWord;
typedef LIST(ModelWord) ModelWords;

/* Kneser-Ney counts of a stream, packed.  Triples seen less than `least` times are left to their pairs. */
Str model_count(Arena *a, const ModelWords *words, const WordStream *stream, uint32_t least);
/* The weighted mean of models with the same words, packed; weights add up to 1.  Triples that say hardly more than
 * their pairs are left out. */
enum { MODEL_PARTS_MAX = 5 };
Str model_mix(Arena *a, const ModelWords *words, const Model *parts, const double *weights, int n);
