// SPDX-License-Identifier: Apache-2.0
/* gzip.c -- pages as browsers ask for them; files were packed when the program was built (static.c).  A page that is
 * drawn for one person is packed once and sent once: quickly, by ISA-L (half of zlib's quickest, no larger), and what
 * it has in common with others (shared.h) goes in as it was packed before.  A gzip file (RFC 1952) holds one stream of
 * blocks; a piece that is "flushed fully" ends at a whole byte and looks back at nothing, so pieces stand behind one
 * another in any order. */
#include "http/inside.h"
#include <isa-l/crc.h>
#include <isa-l/crc64.h>
#include <isa-l/igzip_lib.h>

/* Bytes that do not get smaller need five more for each block of up to 64 KiB (RFC 1951, 3.2.4), and each piece some.
 */
static size_t room_for(size_t n) { return n + n / 4096 + 128; }

/* ISA-L's memory, as large as a page: each thread's own. */
static _Thread_local struct {
    struct isal_zstream stream;
    uint8_t level[ISAL_DEF_LVL1_DEFAULT];
} packer;

/* Short pieces repeat little: finding that costs more than it saves. */
enum { SHORT_PIECE = 2048 };

static void put(char *p, size_t *n, const void *bytes, size_t more)
{
    memcpy(p + *n, bytes, more);
    *n += more;
}

/* A form's token does not get smaller: a block of its bytes as they are (RFC 1951, 3.2.4). */
enum { TINY_PIECE = 192 };
static void put_stored(Str piece, char *packed, size_t *n)
{
    const unsigned char low = (unsigned char)piece.n, head[] = {0, low, 0, (unsigned char)~low, 0xFF};
    put(packed, n, head, sizeof head);
    put(packed, n, piece.p, piece.n);
}

/* One piece behind what is packed; false = there is no room. */
static bool put_piece(Str piece, char *packed, size_t room, size_t *n)
{
    struct isal_zstream *s = &packer.stream;
    if (piece.n <= TINY_PIECE && room - *n > TINY_PIECE + 5) return put_stored(piece, packed, n), true;
    isal_deflate_stateless_init(s);
    s->level = piece.n < SHORT_PIECE ? 0 : 1;
    s->level_buf = packer.level;
    s->level_buf_size = sizeof packer.level;
    s->flush = FULL_FLUSH;
    s->next_in = (uint8_t *)(uintptr_t)piece.p;
    s->avail_in = (uint32_t)piece.n;
    s->next_out = (uint8_t *)packed + *n;
    s->avail_out = (uint32_t)(room - *n);
    if (isal_deflate_stateless(s) != COMP_OK || s->avail_in) return false;
    *n += s->total_out;
    return true;
}

uint64_t gzip_tag(Str bytes) { return crc64_ecma_refl(0, (const unsigned char *)bytes.p, bytes.n); }

Str gzip_piece(Arena *a, Str bytes)
{
    size_t room = room_for(bytes.n), n = 0;
    char *p = arena_bytes(a, room);
    return put_piece(bytes, p, room, &n) ? (Str){p, n} : (Str){0};
}

static void put_four(char *p, size_t *n, uint32_t value)
{
    const unsigned char bytes[] = {(unsigned char)value, (unsigned char)(value >> 8), (unsigned char)(value >> 16),
                                   (unsigned char)(value >> 24)};
    put(p, n, bytes, sizeof bytes);
}

Str gzip_page(Arena *a, Str page, const PackedList *packed)
{
    static const unsigned char head[] = {0x1f, 0x8b, 8 /* deflate */, 0, 0, 0, 0, 0, 0, 3 /* Unix */};
    static const unsigned char last[] = {3, 0}; /* an empty block that says so */
    size_t room = room_for(page.n), n = 0, at = 0;
    for (size_t i = 0; i < packed->n; i++) room += packed->at[i].bytes.n + room_for(0);
    if ((size_t)(a->end - a->at) <= room) return (Str){0};
    char *p = arena_bytes(a, room);
    put(p, &n, head, sizeof head);
    for (size_t i = 0; i <= packed->n; i++) {
        Packed next = i < packed->n ? packed->at[i] : (Packed){.from = page.n};
        if (next.from > at && !put_piece(str_slice(page, at, next.from), p, room, &n)) return (Str){0};
        if (next.bytes.n) put(p, &n, next.bytes.p, next.bytes.n);
        at = next.from + next.n;
    }
    put(p, &n, last, sizeof last);
    put_four(p, &n, crc32_gzip_refl(0, (const unsigned char *)page.p, page.n));
    put_four(p, &n, (uint32_t)page.n);
    return n < page.n ? (Str){p, n} : (Str){0};
}
