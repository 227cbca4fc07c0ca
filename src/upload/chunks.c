// SPDX-License-Identifier: Apache-2.0
/* chunks.c -- bytes by their digest, in the database: where several programs share one, a directory would be only one
 * machine's.
 *
 * Each chunk is a write of its own, so that nobody waits long behind a large file; the row in upload_kept comes last
 * and says that all of them are there. */
#include "secret/secret.h"
#include "upload/inside.h"

enum { CHUNK_BYTES = 1 << 20 };

typedef struct {
    Str digest, bytes; /* bytes: of this chunk, or all of the file */
    size_t place;
} Chunk;

static Fail write_chunk(Ctx *c, void *arg)
{
    const Chunk *k = arg;
    return store_run(
        c,
        "INSERT INTO upload_chunk (office_id, digest, place, kept_at, content) VALUES ($1, $2, $3, $4, $5) "
        "ON CONFLICT (office_id, digest, place) DO UPDATE SET kept_at = excluded.kept_at, "
        "content = excluded.content",
        OFFICE, k->digest, k->place, c->now, value_bytes(k->bytes));
}

static Fail write_kept(Ctx *c, void *arg)
{
    const Chunk *k = arg;
    return store_run(c,
                     "INSERT INTO upload_kept (office_id, digest, bytes, kept_at) VALUES ($1, $2, $3, $4) "
                     "ON CONFLICT (office_id, digest) DO UPDATE SET bytes = excluded.bytes, kept_at = excluded.kept_at",
                     OFFICE, k->digest, k->bytes.n, c->now);
}

static Fail read_whole(Ctx *c, Str digest, size_t n, Str *bytes)
{
    Rows r;
    size_t length = 0;
    char *p = files_room(c, n), letters[DIGEST_LETTERS + 1];
    TRY(store_query(c, &r, "SELECT content FROM upload_chunk WHERE office_id = $1 AND digest = $2 ORDER BY place",
                    OFFICE, digest));
    while (rows_next(&r)) {
        Arena mark = c->mem;
        Str part = row_bytes(&r, 0);
        if (length + part.n > n) part.n = n - length;
        memcpy(p + length, part.p ? part.p : "", part.n);
        length += part.n;
        arena_back(&c->mem, mark);
    }
    TRY(rows_end(&r));
    *bytes = (Str){p, length};
    digest_into(letters, "upload", *bytes);
    return length == n && str_equal(str_of(letters), digest) ? OK : FAIL_MISSING;
}

Fail chunks_read(Ctx *c, Str digest, size_t n, Str *bytes)
{
    Fail result = read_whole(c, digest, n, bytes);
    if (result != FAIL_MISSING) return result;
    return fail(c, FAIL_STORE,
                "Tệp này không còn nguyên vẹn trong kho dữ liệu. Hãy báo người quản trị chạy 'ngayso files --check'.");
}

Fail chunks_keep(Ctx *c, Str digest, Str bytes)
{
    Arena mark = c->mem;
    Str there;
    Fail whole = read_whole(c, digest, bytes.n, &there);
    arena_back(&c->mem, mark);
    if (whole && whole != FAIL_MISSING) return whole;
    for (size_t at = 0; whole && at < bytes.n; at += CHUNK_BYTES) {
        Chunk k = {digest, str_slice(bytes, at, at + CHUNK_BYTES), at / CHUNK_BYTES};
        TRY(store_write_from(c, write_chunk, &k));
    }
    return store_write_from(c, write_kept, &(Chunk){.digest = digest, .bytes = bytes});
}

Fail chunks_have(Ctx *c, Str digest, size_t n, bool *have)
{
    Rows r;
    TRY(store_query(c, &r, "SELECT bytes FROM upload_kept WHERE office_id = $1 AND digest = $2", OFFICE, digest));
    *have = rows_next(&r) && (size_t)row_integer(&r, 0) == n;
    return rows_end(&r);
}

/* -- care --------------------------------------------------------------------------------------------------- */

Fail chunks_older(Ctx *c, int64_t before, FileList *digests)
{
    Rows r;
    TRY(store_query(c, &r, "SELECT digest FROM upload_kept WHERE office_id = $1 AND kept_at < $2 ORDER BY digest",
                    OFFICE, before));
    while (rows_next(&r)) *list_add(&c->mem, digests) = row_text(&r, 0);
    return rows_end(&r);
}

typedef struct {
    int64_t before, dropped;
} Unfinished;

static Fail drop_unfinished(Ctx *c, void *arg)
{
    Unfinished *u = arg;
    return store_change(c, &u->dropped,
                        "DELETE FROM upload_chunk WHERE office_id = $1 AND kept_at < $2 AND digest NOT IN "
                        "(SELECT digest FROM upload_kept WHERE office_id = $1)",
                        OFFICE, u->before);
}

Fail chunks_drop_unfinished(Ctx *c, int64_t before, size_t *dropped)
{
    Unfinished u = {.before = before};
    TRY(store_write_from(c, drop_unfinished, &u));
    *dropped = (size_t)u.dropped;
    return OK;
}

Fail chunks_drop(Ctx *c, Str digest, int64_t before, bool *dropped)
{
    int64_t rows = 0;
    TRY(store_change(c, &rows, "DELETE FROM upload_kept WHERE office_id = $1 AND digest = $2 AND kept_at < $3", OFFICE,
                     digest, before));
    *dropped = rows > 0;
    if (!rows) return OK;
    return store_run(c, "DELETE FROM upload_chunk WHERE office_id = $1 AND digest = $2", OFFICE, digest);
}
