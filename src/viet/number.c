// SPDX-License-Identifier: Apache-2.0
#include "viet/number.h"

Str number_words(Arena *mem, int64_t whole)
{
    char digits[24], text[40];
    int n =
        snprintf(digits, sizeof digits, "%llu", whole < 0 ? 0 - (unsigned long long)whole : (unsigned long long)whole);
    int k = 0;
    if (whole < 0) text[k++] = '-';
    for (int i = 0; i < n; i++) {
        if (i && (n - i) % 3 == 0) text[k++] = '.';
        text[k++] = digits[i];
    }
    return str_copy(mem, (Str){text, (size_t)k});
}
