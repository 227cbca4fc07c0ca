// SPDX-License-Identifier: Apache-2.0
/* package_change.c -- an archive with some of its parts changed, by libzip, which copies the others packed as they are.
 */
#include "doc/package.h"
#include <stdlib.h>
#include <zip.h>

typedef struct {
    zip_t *zip;
    zip_source_t *file; /* the archive, in memory: what is written becomes its contents */
} Change;

static void drop(void *arg)
{
    Change *w = arg;
    if (w->zip) zip_discard(w->zip);
    if (w->file) zip_source_free(w->file);
    w->zip = NULL, w->file = NULL;
}

static Fail no_memory(Ctx *c)
{
    return fail(c, FAIL_STORE, "Không tạo được tệp: máy chủ đang thiếu bộ nhớ. Hãy thử lại sau ít phút.");
}

static bool put_part(zip_t *zip, const PackagePart *part)
{
    zip_source_t *source = zip_source_buffer(zip, part->bytes.p, part->bytes.n, 0);
    zip_int64_t at = zip_name_locate(zip, part->name, ZIP_FL_NOCASE);
    if (!source) return false;
    bool done = at >= 0 ? !zip_file_replace(zip, (zip_uint64_t)at, source, 0)
                        : zip_file_add(zip, part->name, source, ZIP_FL_ENC_UTF_8) >= 0;
    if (!done) zip_source_free(source);
    return done;
}

static Fail read_back(Ctx *c, zip_source_t *file, Str *bytes)
{
    zip_stat_t about;
    if (zip_source_stat(file, &about) || !(about.valid & ZIP_STAT_SIZE) || zip_source_open(file)) return no_memory(c);
    char *p = arena_bytes(&c->mem, about.size);
    zip_int64_t got = zip_source_read(file, p, about.size);
    zip_source_close(file);
    if (got < 0 || (zip_uint64_t)got != about.size) return no_memory(c);
    *bytes = (Str){p, about.size};
    return OK;
}

Fail package_change(Ctx *c, Str archive, const PackagePart *parts, size_t n, Str *changed)
{
    Change *w = NEW(&c->mem, Change, 1);
    arena_at_end(&c->mem, drop, w);
    /* Of memory that is not its own libzip 1.7 frees the last piece all the same when it writes behind what is there.
     */
    char *own = malloc(archive.n + 1);
    if (own && archive.n) memcpy(own, archive.p, archive.n);
    w->file = own ? zip_source_buffer_create(own, archive.n, 1, NULL) : NULL;
    if (!w->file) free(own);
    if (!w->file) return no_memory(c);
    w->zip = zip_open_from_source(w->file, 0, NULL);
    if (!w->zip) return package_broken(c);
    zip_source_keep(w->file); /* the archive frees its own hold of it when it is closed */
    for (size_t i = 0; i < n; i++)
        if (!put_part(w->zip, &parts[i])) return no_memory(c);
    if (zip_close(w->zip)) return package_broken(c);
    w->zip = NULL;
    TRY(read_back(c, w->file, changed));
    drop(w);
    return OK;
}
