// SPDX-License-Identifier: Apache-2.0
/* numeral.h -- Roman numerals as OCR programs read them: strokes of all kinds. */
#pragma once
#include "base/arena.h"

/* 1 … 12 for "I" … "XII"; 0 = it is none. */
int numeral_value(Str s);
/* "H", "1I", "Il" behind I are II: the next numeral when `s` is made of its strokes and is none itself; else empty. */
Str numeral_misread(Arena *a, Str s, int last);
