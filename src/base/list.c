// SPDX-License-Identifier: Apache-2.0
#include "base/list.h"

void *list_grown(Arena *a, const void *old, size_t n, size_t *room, size_t size, size_t align)
{
    size_t more = *room ? *room * 2 : 8;
    char *at = arena_take(a, size, align, more);
    if (n) memcpy(at, old, n * size);
    *room = more;
    return at;
}
