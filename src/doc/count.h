// SPDX-License-Identifier: Apache-2.0
/* count.h -- automatic numbers of lists as an office program shows them. */
#pragma once
#include "base/arena.h"

typedef enum {
    COUNT_NONE,
    COUNT_DECIMAL,
    COUNT_DECIMAL_ZERO,
    COUNT_UPPER_ROMAN,
    COUNT_LOWER_ROMAN,
    COUNT_UPPER_LETTER,
    COUNT_LOWER_LETTER,
    COUNT_BULLET
} CountForm;

enum { COUNT_LEVELS = 10 };

/* "IV" of 4; letters go on with AA (Word), Latin ones only.  Empty for COUNT_NONE, COUNT_BULLET and n < 0. */
Str count_text(Arena *a, CountForm form, int n);

/* The sign of a bullet as readers of text know it: symbol fonts keep theirs among private letters. */
Str count_bullet(Str sign);
