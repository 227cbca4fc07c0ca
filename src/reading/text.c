// SPDX-License-Identifier: Apache-2.0
/* text.c -- a value and the lines that it stands on: what every stage makes. */
#include "reading/inside.h"

Text text_of(Str s, int first, int last)
{
    return (Text){.text = s, .raw = s, .first_line = first, .last_line = last, .confidence = 1};
}

Str without_final(Str s, const char *signs)
{
    while (s.n && (s.p[s.n - 1] == ' ' || strchr(signs, s.p[s.n - 1]))) s.n--;
    return s;
}
