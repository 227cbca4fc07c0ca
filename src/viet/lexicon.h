// SPDX-License-Identifier: Apache-2.0
/* lexicon.h -- the words of a model, found by their letters; and text as a stream of their numbers. */
#pragma once
#include "viet/model.h"
#include "viet/piece.h"

/* A node's children stand together, so a level is walked in order. */
typedef struct {
    uint32_t first;
    uint16_t word; /* 0 = none ends here */
    uint8_t letter, children;
    int16_t most; /* word_frequent of the most frequent word that ends here or below */
    uint8_t
        alike; /* how many letters from this on are the same vowel but for the tone, side by side; 0 for consonants */
    uint8_t least_left, most_left; /* letters that these words go on with; WORD_LEFT_MAX or more */
} WordNode;

enum { WORD_LEFT_MAX = 7 };

typedef struct {
    const WordNode *node; /* the root is node[0] */
    size_t n;
} Lexicon;

enum { WORD_LETTERS_MAX = 15 };

/* What being frequent adds to how likely a word was meant, 0.7 * log P, in steps of 1 / WORD_STEPS. */
enum { WORD_STEPS = 128 };
int word_frequent(const Model *m, int word);

Lexicon lexicon_of(Arena *a, const Model *m);
/* The number of a word of small letters in their usual writing (letters_place_tone), or -1. */
int lexicon_find(const Lexicon *v, const uint8_t *letters, int n);
/* The number of a piece as it stands: a word, or a kind of token. */
int lexicon_piece(const Lexicon *v, const Piece *p);

/* The stream of a text, for counting: with the stops between its pieces. */
void lexicon_stream(Arena *a, const Lexicon *v, const Pieces *pieces, WordStream *stream);
