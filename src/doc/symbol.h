// SPDX-License-Identifier: Apache-2.0
/* symbol.h -- letters of fonts that hold signs instead of letters (Symbol, Wingdings): what they show, as text. */
#pragma once
#include "base/arena.h"

/* `code` as the file has it: 0x20..0xFF, or the same among private letters (U+F020..U+F0FF).  "□" for a sign that we do
 * not know: something stands there.  The result lives as long as the program. */
Str symbol_text(Str font, unsigned code);

/* A text in which private letters become what they show in that font; the same text when it has none. */
Str symbols_shown(Arena *a, Str font, Str text);
