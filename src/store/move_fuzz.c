// SPDX-License-Identifier: Apache-2.0
/* Lines of COPY as a broken server might send them. */
#include "store/move_inside.h"
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const int types[] = {VALUE_TEXT, VALUE_INTEGER, VALUE_REAL, VALUE_BYTES};
    char *line = malloc(size + 1), *p = line;
    if (!line) return 0;
    if (size) memcpy(line, data, size);
    line[size] = 0;
    for (size_t i = 0; i < MOVE_COLUMNS; i++) {
        Value v = move_take_column(&p, types[i % 4]);
        bool counted = v.type == VALUE_TEXT || v.type == VALUE_BYTES;
        if (p < line || p > line + size) abort();
        if (counted && v.text.n && (v.text.p < line || v.text.p + v.text.n > line + size)) abort();
    }
    free(line);
    return 0;
}
