// SPDX-License-Identifier: Apache-2.0
/* answers_inside.h -- for the files answers_*.c only. */
#pragma once
#include "form/answers.h"

/* whole / 10^decimals, exact. */
typedef struct {
    int64_t whole;
    int decimals;
} Number;

/* Digits with points and commas; a single comma before three digits stands between thousands when `comma_groups`. */
bool number_read(Str s, bool comma_groups, Number *number);
/* The same with a sign, blanks between thousands, a unit behind. */
bool answers_number_read(Arena *mem, Str typed, Str unit, bool is_whole, Number *number);
bool money_read(Arena *mem, Str typed, int64_t *money);
Str decimal_words(Arena *mem, double x, int decimals); /* "1.234,5" */
/* The two days of "2024-10-01/2024-10-10". */
bool period_split(Str text, Day *from, Day *to);
