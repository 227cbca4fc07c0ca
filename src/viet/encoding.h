// SPDX-License-Identifier: Apache-2.0
/* encoding.h -- Vietnamese text of any age as UTF-8: which code it is written in is found by its syllables.
 *
 * UTF-8 (composed or not), UTF-16 of either order with or without a mark, windows-1258, TCVN3 (the fonts named .Vn…,
 * "ABC"), VNI (the fonts named VNI-…) and VIQR ("Vie^.t Nam").  Text in TCVN3 or VNI that a newer program kept as if it
 * were letters of Western Europe ("Céng hoµ" in UTF-8) counts as well: that is how it stands in .docx and PDF. */
#pragma once
#include "base/arena.h"

typedef enum {
    CODE_UNKNOWN, /* no text in a code that we know */
    CODE_UTF8,
    CODE_UTF16,
    CODE_1258,
    CODE_TCVN3,
    CODE_VNI,
    CODE_VIQR,
} TextCode;

/* "TCVN3 (ABC)", for sentences; empty for CODE_UNKNOWN. */
const char *text_code_name(TextCode code);

/* Which code `bytes` are in, and the same as UTF-8 without a byte order mark: `bytes` themselves, or a slice of them,
 * where they are UTF-8 already.  CODE_UNKNOWN leaves *utf8 untouched.  Time is linear. */
TextCode viet_to_utf8(Arena *a, Str bytes, Str *utf8);
