// SPDX-License-Identifier: Apache-2.0
/* Texts as anybody may type them into a part: cut at their figures they are whole again, and what differs between two
 * puts both together again. */
#include "report/draft.h"
#include <stdlib.h>

static DocumentFigure known[] = {{.nth = 1, .value = 4}, {.nth = 12, .value = 1234567}};
static const DocumentFigureList figures = {.at = known, .n = 2, .room = 2};

static void cut(Ctx *c, Str text)
{
    TextPieceList pieces;
    size_t letters = 0;
    text_pieces(&c->mem, text, &figures, &pieces);
    for (size_t i = 0; i < pieces.n; i++) letters += pieces.at[i].text.n;
    if (letters > text.n) abort();
    c->why[0] = 0;
    if (text_check(c, text, &figures)) return;
    Str renewed = text_renewed(&c->mem, text, &figures); /* what may stand there stays as it is */
    if (text_check(c, renewed, &figures)) abort();
    if (!str_equal(text_renewed(&c->mem, renewed, &figures), renewed)) abort();
}

static void compare(Ctx *c, Str before, Str after)
{
    DiffPieceList pieces;
    Out x = {.mem = &c->mem}, y = {.mem = &c->mem};
    text_diff(&c->mem, before, after, &pieces);
    for (size_t i = 0; i < pieces.n; i++) {
        if (pieces.at[i].kind != DIFF_NEW) out_raw(&x, pieces.at[i].text);
        if (pieces.at[i].kind != DIFF_GONE) out_raw(&y, pieces.at[i].text);
    }
    if (!str_equal(out_str(&x), before) || !str_equal(out_str(&y), after)) abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static Arena whole;
    if (!whole.at) whole = arena_reserve((size_t)256 << 20);
    Ctx c = {.mem = whole};
    Str all = {(const char *)data, size};
    if (size > 4096) return 0;
    cut(&c, all);
    compare(&c, str_slice(all, 0, size / 2), str_from(all, size / 2));
    arena_back(&c.mem, whole);
    return 0;
}
