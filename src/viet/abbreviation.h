// SPDX-License-Identifier: Apache-2.0
/* abbreviation.h -- abbreviations with a Đ that a program without it read as D, B, P …: "HDND", "505/Qb-TTg", "HBND".
 */
#pragma once
#include "viet/model.h"

typedef struct {
    const Model *model;
    LIST(uint16_t) crossed; /* abbreviations of the model with a Đ */
} Abbreviations;

Abbreviations abbreviations_of(Arena *a, const Model *m);
/* `core` with every part of capitals that is such an abbreviation, and none that is known as it stands; else `core`
 * itself. */
Str abbreviations_restored(Arena *a, const Abbreviations *k, Str core);

/* How often an abbreviation was seen, as a power of 2; in ModelWord.flags and Model.flags. */
enum { LEVEL_SHIFT = 4, LEVEL_MAX = 15 };
static inline int word_level(uint8_t flags) { return flags >> LEVEL_SHIFT; }
