// SPDX-License-Identifier: Apache-2.0
/* zip.c -- the directory of an archive (PKWARE's APPNOTE, 4.3), as strictly as no honest writer minds.
 *
 * An archive is read from its end by some programs and from its beginning by others; so both must tell the same: it
 * begins with its first file, the directory ends where its end says, every file stands where the directory says and
 * under the same name, no two share a name or bytes.  Nothing is encrypted, no name leads out of a folder, and all
 * together unpack to at most UNPACKED_MAX.  Nothing is unpacked here. */
#include "base/list.h"
#include "upload/inside.h"
#include <stdlib.h>

enum {
    END_SIZE = 22,
    CENTRAL_SIZE = 46,
    LOCAL_SIZE = 30,
    COMMENT_MAX = 0xFFFF,
    ENTRIES_MAX = 4096,
    UNPACKED_MAX = 256 << 20,
    STORED = 0,
    DEFLATED = 8,
    ENCRYPTED = 1
};

static size_t number(Str s, size_t at, int bytes)
{
    size_t n = 0;
    for (int i = bytes; i-- > 0;) n = n << 8 | (unsigned char)s.p[at + (size_t)i];
    return n;
}

/* Where the record of the end stands; s.n when there is none whose comment ends with the file. */
static size_t find_end(Str s)
{
    for (size_t comment = 0; comment <= COMMENT_MAX && s.n >= END_SIZE + comment; comment++) {
        size_t at = s.n - END_SIZE - comment;
        if (str_starts(str_from(s, at), S("PK\5\6")) && number(s, at + 20, 2) == comment) return at;
    }
    return s.n;
}

bool zip_ends_here(Str s) { return find_end(s) < s.n; }

/* -- names -------------------------------------------------------------------------------------------------- */

static bool is_good_name(Str name)
{
    if (!name.n || name.p[0] == '/') return false;
    for (size_t i = 0; i < name.n; i++)
        if ((unsigned char)name.p[i] < ' ' || name.p[i] == '\\' || name.p[i] == ':') return false;
    Str rest = name, part;
    while (str_cut(&rest, '/', &part))
        if (str_equal(part, S("..")) || str_equal(part, S("."))) return false;
    return true;
}

static int by_name(const void *a, const void *b)
{
    return str_compare((*(const ZipEntry *const *)a)->name, (*(const ZipEntry *const *)b)->name);
}

static bool has_twins(Ctx *c, const ZipEntryList *all)
{
    const ZipEntry **sorted = NEW(&c->mem, const ZipEntry *, all->n + 1);
    for (size_t i = 0; i < all->n; i++) sorted[i] = &all->at[i];
    qsort(sorted, all->n, sizeof *sorted, by_name);
    for (size_t i = 1; i < all->n; i++)
        if (str_equal(sorted[i - 1]->name, sorted[i]->name)) return true;
    return false;
}

/* -- files -------------------------------------------------------------------------------------------------- */

typedef struct {
    Str bytes;
    size_t directory; /* where it begins */
    size_t at;        /* of the file that is read now, in the directory */
    size_t used;      /* bytes of all files so far: more than there are means that some share theirs */
    size_t unpacked;
} Reading;

/* The file that the directory names at r->at. */
static bool read_entry(Reading *r, ZipEntry *e)
{
    Str s = r->bytes;
    size_t at = r->at, left = s.n - at;
    if (left < CENTRAL_SIZE || memcmp(s.p + at, "PK\1\2", 4)) return false;
    size_t flags = number(s, at + 8, 2), method = number(s, at + 10, 2), packed = number(s, at + 20, 4),
           size = number(s, at + 24, 4), n = number(s, at + 28, 2), local = number(s, at + 42, 4),
           after = CENTRAL_SIZE + n + number(s, at + 30, 2) + number(s, at + 32, 2);
    if (left < after || flags & ENCRYPTED || (method != STORED && method != DEFLATED)) return false;
    if (method == STORED && packed != size) return false;
    e->name = str_slice(s, at + CENTRAL_SIZE, at + CENTRAL_SIZE + n);
    if (local > r->directory || r->directory - local < LOCAL_SIZE + n || memcmp(s.p + local, "PK\3\4", 4)) return false;
    size_t head = LOCAL_SIZE + n + number(s, local + 28, 2);
    if (number(s, local + 26, 2) != n || number(s, local + 8, 2) != method ||
        !str_equal(str_slice(s, local + LOCAL_SIZE, local + LOCAL_SIZE + n), e->name) ||
        r->directory - local < head + packed)
        return false;
    e->packed = method != STORED;
    e->bytes = str_slice(s, local + head, local + head + packed);
    r->used += head + packed;
    r->unpacked += size;
    r->at += after;
    return is_good_name(e->name) && r->used <= r->directory && r->unpacked <= UNPACKED_MAX;
}

bool zip_entries(Ctx *c, Str s, ZipEntryList *entries)
{
    size_t end = find_end(s);
    *entries = (ZipEntryList){0};
    if (end == s.n || !str_starts(s, S("PK\3\4"))) return false;
    size_t n = number(s, end + 10, 2), size = number(s, end + 12, 4), from = number(s, end + 16, 4);
    bool one_disk = !number(s, end + 4, 4) && number(s, end + 8, 2) == n;
    if (!one_disk || !n || n > ENTRIES_MAX || from > end || size != end - from) return false;
    Reading r = {.bytes = str_slice(s, 0, end), .directory = from, .at = from};
    for (size_t i = 0; i < n; i++)
        if (!read_entry(&r, list_add(&c->mem, entries))) return false;
    return r.at == end && !has_twins(c, entries);
}
