// SPDX-License-Identifier: Apache-2.0
/* distance.h -- how far two folded texts are apart when one of them was OCR'd.
 *
 * A weighted edit distance: substituting, losing or inserting a letter costs less the likelier the OCR does it
 * (weights learnt from rendered text: data/viet/ocr-channel.tsv, an asset).  Both sides come from viet_fold_ocr. */
#pragma once
#include "base/arena.h"

/* 0 = the same; about 1 for each unrelated letter.  Stops early and returns more than `limit` when it must be above it.
 * Time O(|a|·|b|), cut by `limit` to a band.  Memory on the stack: texts longer than VIET_DISTANCE_MAX bytes give a
 * value above any limit. */
enum { VIET_DISTANCE_MAX = 400 };
double viet_distance(Str read, Str meant, double limit);

/* The distance divided by the longer length, 0..1: what thresholds are stated in. */
double viet_distance_ratio(Str read, Str meant, double limit);

/* Which of `n` names somebody meant who wrote `wrote`: the nearest one within two fifths of its length; n when none is.
 */
size_t viet_nearest(Arena *a, Str wrote, const Str *names, size_t n);

/* One step of it, for whoever compares one text with many that share beginnings: from the row of costs of a prefix of
 * the other text to the row of that prefix and one more letter.  Rows have read.n + 1 entries, in hundredths; the first
 * row comes from viet_distance_first.  Returns the least of the new row: no text with this prefix is nearer. */
void viet_distance_first(Str read, int *row);
int viet_distance_next(Str read, char letter, const int *above, int *row);

/* How often each letter stands in a text, and what that alone says about a distance: it is at least so much, in
 * hundredths.  Cheap; so whoever looks for the nearest of many need not compare with most of them.  For texts of up to
 * UINT16_MAX bytes. */
enum { VIET_LETTER_KINDS = 32 };
typedef struct {
    uint16_t n[VIET_LETTER_KINDS];
} VietLetters;
VietLetters viet_letters(Str folded);
int viet_distance_bound(const VietLetters *x, const VietLetters *y);
