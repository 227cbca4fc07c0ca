// SPDX-License-Identifier: Apache-2.0
/* learn.h -- a model from texts: what `make model` and `ngayso learn` do. */
#pragma once
#include "viet/model.h"

typedef struct {
    Str text;       /* UTF-8, one paragraph or name a line */
    double weight;  /* of all sources and the base, 1 together */
    uint32_t least; /* triples seen less often are left out */
    bool foreign;   /* not of our field: only its Vietnamese syllables become words, and none that is rare */
} LearnSource;

enum { LEARN_SOURCES_MAX = MODEL_PARTS_MAX - 1 };

/* The model of `n` sources, beside `base` where that is not NULL; its words keep their numbers.  More than
 * MODEL_WORDS_MAX words: the rest is WORD_OTHER.  The same input gives the same bytes. */
Str model_learn(Arena *a, const LearnSource *source, int n, const Model *base, double base_weight);
