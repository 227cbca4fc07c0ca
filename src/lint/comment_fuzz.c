// SPDX-License-Identifier: Apache-2.0
/* Any bytes as a Word file that gets a comment at each of its first elements; behind "WORD" stand its parts with form
 * feeds between.  What has comments reads as it did without. */
#include "doc/format_world.h"
#include "doc/formats.h"
#include "lint/comment.h"
#include <assert.h>

enum { ELEMENTS = 60 };

static Str part(Str *rest)
{
    Str piece = {0};
    str_cut(rest, '\f', &piece);
    return piece;
}

static Fail properties(Ctx *c, void *arg)
{
    Str s = *(Str *)arg, rest = str_from(s, 4), copy;
    Parsed before, after;
    Comment comments[ELEMENTS];
    for (int i = 0; i < ELEMENTS; i++) comments[i] = (Comment){i + 1, S("Hãy sửa.")};
    if (str_starts(s, S("WORD"))) {
        WordParts w = {0};
        w.body = part(&rest), w.numbering = part(&rest), w.styles = part(&rest), w.footnotes = part(&rest);
        s = word_of(&c->mem, w);
    }
    TRY(docx_parse(c, s, &before));
    TRY(comments_put(c, s, comments, ELEMENTS, S("Ngày Số"), &copy));
    Fail result = docx_parse(c, copy, &after);
    assert(!result && str_equal(before.text, after.text));
    return OK;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    enum { ROOM = 256 << 20 };
    static Ctx c;
    if (!c.mem.at) c.mem = arena_reserve(ROOM);
    Str s = {(const char *)bytes, n};
    c.why[0] = 0;
    (void)edge_run(&c, properties, &s);
    return 0;
}
