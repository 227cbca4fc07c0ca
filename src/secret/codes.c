// SPDX-License-Identifier: Apache-2.0
#include "secret/codes.h"
#include <liboath/oath.h>
#include <qrencode.h>
#include <stdlib.h>

static bool code_at(Str key, int64_t seconds, char code[CODE_DIGITS + 1])
{
    char *bytes = NULL;
    size_t n;
    if (oath_base32_decode(key.p, key.n, &bytes, &n) != OATH_OK) return false;
    bool good = oath_totp_generate(bytes, n, (time_t)seconds, CODE_STEP_SECONDS, 0, CODE_DIGITS, code) == OATH_OK;
    free(bytes);
    return good;
}

/* Into a buffer: an arena may jump, which would leak what the library made. */
static int draw(const char *text, unsigned char bits[QR_SIDE_MAX * QR_SIDE_MAX])
{
    QRcode *made = QRcode_encodeString8bit(text, 0, QR_ECLEVEL_M);
    int side = made && made->width <= QR_SIDE_MAX ? made->width : 0;
    for (int i = 0; i < side * side; i++) bits[i] = made->data[i] & 1;
    if (made) QRcode_free(made);
    return side;
}

__attribute__((constructor)) static void start(void)
{
    if (oath_init() != OATH_OK) abort();
}

const void *codes_calls(void)
{
    static const CodesCalls calls = {.code_at = code_at, .draw = draw};
    return &calls;
}
