// SPDX-License-Identifier: Apache-2.0
#include "doc/zip_memory.h"
#include <stdlib.h>

static void drop(void *arg)
{
    ZipMemory *w = arg;
    if (w->zip) zip_discard(w->zip);
    if (w->file) zip_source_free(w->file);
    w->zip = NULL, w->file = NULL;
}

Fail zip_no_memory(Ctx *c)
{
    return fail(c, FAIL_STORE, "Không tạo được tệp: máy chủ đang thiếu bộ nhớ. Hãy thử lại sau ít phút.");
}

Fail zip_memory_open(Ctx *c, Str begins_with, ZipMemory **archive)
{
    ZipMemory *w = *archive = NEW(&c->mem, ZipMemory, 1);
    arena_at_end(&c->mem, drop, w);
    /* Of memory that is not its own libzip 1.7 frees the last piece all the same when it writes behind what is there.
     */
    char *own = begins_with.n ? malloc(begins_with.n) : NULL;
    if (begins_with.n && !own) return zip_no_memory(c);
    if (own) memcpy(own, begins_with.p, begins_with.n);
    w->file = zip_source_buffer_create(own, begins_with.n, own != NULL, NULL);
    if (!w->file) free(own);
    if (!w->file) return zip_no_memory(c);
    w->zip = zip_open_from_source(w->file, own ? 0 : ZIP_CREATE | ZIP_TRUNCATE, NULL);
    if (w->zip) zip_source_keep(w->file); /* the archive frees its own hold of it when it is closed */
    return w->zip || own ? OK : zip_no_memory(c);
}

static Fail read_back(Ctx *c, zip_source_t *file, Str *bytes)
{
    zip_stat_t about;
    if (zip_source_stat(file, &about) || !(about.valid & ZIP_STAT_SIZE) || zip_source_open(file))
        return zip_no_memory(c);
    char *p = arena_bytes(&c->mem, about.size);
    zip_int64_t got = zip_source_read(file, p, about.size);
    zip_source_close(file);
    if (got < 0 || (zip_uint64_t)got != about.size) return zip_no_memory(c);
    *bytes = (Str){p, about.size};
    return OK;
}

Fail zip_memory_close(Ctx *c, ZipMemory *w, Str *bytes)
{
    if (zip_close(w->zip)) return FAIL_INPUT;
    w->zip = NULL;
    TRY(read_back(c, w->file, bytes));
    drop(w);
    return OK;
}
