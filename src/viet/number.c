// SPDX-License-Identifier: Apache-2.0
#include "viet/number.h"

/* From its end: pages are full of them, so without printf. */
Str number_words(Arena *mem, int64_t whole)
{
    char text[40];
    size_t at = sizeof text;
    uint64_t rest = whole < 0 ? 0 - (uint64_t)whole : (uint64_t)whole;
    int n = 0;
    do {
        if (n && n % 3 == 0) text[--at] = '.';
        text[--at] = (char)('0' + rest % 10);
        rest /= 10, n++;
    } while (rest);
    if (whole < 0) text[--at] = '-';
    return str_copy(mem, (Str){text + at, sizeof text - at});
}
