// SPDX-License-Identifier: Apache-2.0
/* packing.h -- the file of a model, shared by who reads it (model.c) and who writes it (count.c, mix.c).
 *
 * A head, then the sections in this order, each padded to eight bytes; little-endian, as every machine that runs
 * Debian's amd64 and arm64 is. */
#pragma once
#include "viet/model.h"

#define MODEL_MAGIC "VIETMOD2"

typedef struct {
    char magic[8];
    uint32_t size, words, pairs, triples, letters, reserved;
} ModelHead;

/* Name in Model, type of an element, how many (of `head`). */
#define MODEL_SECTIONS(X)                                                                                              \
    X(letters_at, uint32_t, head.words + 1)                                                                            \
    X(letters, char, head.letters)                                                                                     \
    X(flags, uint8_t, head.words)                                                                                      \
    X(capital, uint8_t, head.words)                                                                                    \
    X(leads, uint8_t, head.words)                                                                                      \
    X(alone, uint16_t, head.words)                                                                                     \
    X(after_one, uint8_t, head.words)                                                                                  \
    X(pairs_at, uint32_t, head.words + 1)                                                                              \
    X(second, uint16_t, head.pairs)                                                                                    \
    X(pair_cost, uint8_t, head.pairs)                                                                                  \
    X(after_two, uint8_t, head.pairs)                                                                                  \
    X(triples_at, uint32_t, head.pairs + 1)                                                                            \
    X(third, uint16_t, head.triples)                                                                                   \
    X(triple_cost, uint8_t, head.triples)

enum {
#define X(name, type, n) SECTION_##name,
    MODEL_SECTIONS(X)
#undef X
        SECTIONS
};

/* What goes into a model: probabilities of words, and of pairs and triples in ascending order of their words. Back-offs
 * follow from them.  A triple's pair must be there too. */
typedef struct {
    uint64_t words; /* first << 16 | second, or first << 32 | second << 16 | third */
    double p;
} Gram;
typedef LIST(Gram) Grams;

typedef struct {
    const ModelWords *words;
    double *alone; /* of each word, all above 0 */
    Grams pairs, triples;
} Unpacked;

Str model_pack(Arena *a, const Unpacked *u);
