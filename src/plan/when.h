// SPDX-License-Identifier: Apache-2.0
/* when.h -- days in words, as every page says them. */
#pragma once
#include "base/arena.h"
#include "base/day.h"

/* "15/9/2024 – 10/10/2024", "ngày 10/10/2024", "từ 01/10/2024", "đến hết 31/10/2024"; empty when both are NO_DAY. */
Str period_words(Arena *a, Day from, Day to);

typedef enum { WHEN_UNKNOWN, WHEN_LATER, WHEN_NOW, WHEN_OVER } WhenState;
typedef struct {
    WhenState state;
    Str words; /* "bắt đầu sau 3 ngày", "còn 12 ngày", "đã kết thúc 5 ngày", "chưa rõ thời gian" */
} When;
/* How [from, to] stands on `today`. */
When when_of(Arena *a, Day from, Day to, Day today);
