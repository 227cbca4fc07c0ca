// SPDX-License-Identifier: Apache-2.0
/* Any bytes as an office file or PDF; behind "WORD" and "TEXT" stand the parts of a document with form feeds between,
 * so that the fuzzer need not invent checksums.  The parsers run in this process; then what they found goes through a
 * parcel, and any bytes are opened as one. */
#include "base/list.h"
#include "doc/format_world.h"
#include "doc/formats.h"
#include "doc/parcel.h"
#include <assert.h>

static Str part(Str *rest)
{
    Str piece = {0};
    str_cut(rest, '\f', &piece);
    return piece;
}

static Fail properties(Ctx *c, void *arg)
{
    Str s = *(Str *)arg, rest = str_from(s, 4);
    Parsed parsed, again;
    Doc doc;
    Out parcel = {.mem = &c->mem};
    if (str_starts(s, S("WORD"))) {
        WordParts w = {0};
        w.body = part(&rest), w.numbering = part(&rest), w.styles = part(&rest), w.footnotes = part(&rest);
        s = word_of(&c->mem, w);
    } else if (str_starts(s, S("TEXT"))) {
        Str styles = part(&rest);
        s = odt_of(&c->mem, styles, rest);
    } else if (parcel_open(c, s, &again)) c->why[0] = 0;
    TRY(format_parse(c, s, &parsed));
    assert(str_is_utf8(parsed.text));
    parcel_pack(&parcel, OK, (Str){0}, &parsed);
    Fail result = parcel_open(c, out_str(&parcel), &again);
    assert(!result && str_equal(again.text, parsed.text) && again.tables.n == parsed.tables.n);
    return doc_from_text(c, again.text, &doc);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    static Arena whole;
    if (!whole.at) whole = arena_reserve((size_t)256 << 20);
    Ctx c = {.mem = whole};
    Fail result = edge_run(&c, properties, &(Str){(const char *)bytes, n});
    assert(!result || c.why[0]);
    return 0;
}
