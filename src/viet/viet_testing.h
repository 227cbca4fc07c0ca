// SPDX-License-Identifier: Apache-2.0
/* viet_testing.h -- text as other programs send it; for *_test.c only. */
#pragma once
#include "base/testing.h"
#include <utf8proc.h>

/* With the marks as signs of their own (NFD), as macOS names files. */
static inline Str decomposed(Arena *a, Str s)
{
    utf8proc_uint8_t *p = NULL;
    utf8proc_ssize_t n =
        utf8proc_map((const utf8proc_uint8_t *)s.p, (utf8proc_ssize_t)s.n, &p, UTF8PROC_DECOMPOSE | UTF8PROC_STABLE);
    Str copy = str_copy(a, (Str){(char *)p, (size_t)n});
    free(p);
    return copy;
}
