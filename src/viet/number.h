// SPDX-License-Identifier: Apache-2.0
/* number.h -- numbers as Vietnamese people write them. */
#pragma once
#include "base/arena.h"

/* "1.234.500", "-12": points between thousands. */
Str number_words(Arena *a, int64_t n);
