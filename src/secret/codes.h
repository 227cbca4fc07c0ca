// SPDX-License-Identifier: Apache-2.0
/* codes.h -- what totp.c asks of liboath and libqrencode, which are a module (base/module.h): a command needs neither.
 */
#pragma once
#include "secret/secret.h"

enum { QR_SIDE_MAX = 177 }; /* of version 40, the largest */

typedef struct {
    /* The code of a key in base32 at a time (UTC, seconds); false when it is no key. */
    bool (*code_at)(Str key, int64_t seconds, char code[CODE_DIGITS + 1]);
    /* side × side of them, row by row, 1 = dark; 0 when the text is too long. */
    int (*draw)(const char *text, unsigned char bits[QR_SIDE_MAX * QR_SIDE_MAX]);
} CodesCalls;
const void *codes_calls(void);
