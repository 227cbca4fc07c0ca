// SPDX-License-Identifier: Apache-2.0
/* decode.h -- of several words at each place, those that go best together. */
#pragma once
#include "viet/channel.h"

enum { CHOICES_MAX = CANDIDATES_MAX + 1 };
#define SLOT_NEVER (-1e20F) /* a choice that is out of the question: score */

typedef struct {
    uint16_t word[CHOICES_MAX];
    float score[CHOICES_MAX];   /* of the word itself: how well it explains what was read */
    float through[CHOICES_MAX]; /* of the best sentence with this word here, below the best of all: 0 for that one */
    int n, best;
} Slot;

/* What words are likely: a model, and beside it what this document and this office are known to say. */
typedef struct {
    const Model *model, *known;      /* the second may be NULL */
    const uint64_t *seen;            /* pairs_seen of the first */
    float known_weight, unknown_log; /* 0..1, and log(1 - known_weight) */
} Language;

/* A filter that most pairs which the model does not have fail without being looked for: 1 bit of 2^PAIR_BITS each.
 * Takes 0.5 ms. */
enum { PAIR_BITS = 21 };
const uint64_t *pairs_seen(Arena *a, const Model *m);

/* Room for decoding with one language, used again and again. */
typedef struct Decoder Decoder;
Decoder *decoder_of(Arena *a, const Language *l);

/* Fill `best` and `through` of slots that follow each other, from a sentence's beginning.  Trigrams, a beam; gives back
 * its memory. */
void decode(Arena a, Decoder *d, Slot *slot, size_t n);
