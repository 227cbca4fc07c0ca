// SPDX-License-Identifier: Apache-2.0
#include "paper/archive.h"
#include <zip.h>

typedef struct {
    zip_t *zip;
    zip_source_t *file; /* what the archive is written to, in memory */
} Archive;

static void drop(void *arg)
{
    Archive *w = arg;
    if (w->zip) zip_discard(w->zip);
    if (w->file) zip_source_free(w->file);
    w->zip = NULL, w->file = NULL;
}

static Fail no_memory(Ctx *c)
{
    return fail(c, FAIL_STORE, "Không tạo được tệp: máy chủ đang thiếu bộ nhớ. Hãy thử lại sau ít phút.");
}

static bool add(zip_t *zip, const ArchivePart *part)
{
    enum { NO_TIME = 0, FIRST_OF_JANUARY_1980 = 0x21, QUICK = 1, USUAL = 6, LARGE = 256 << 10 };
    zip_source_t *source = zip_source_buffer(zip, part->bytes.p, part->bytes.n, 0);
    zip_int64_t at = source ? zip_file_add(zip, part->name, source, ZIP_FL_ENC_UTF_8 | ZIP_FL_OVERWRITE) : -1;
    if (at < 0) {
        if (source) zip_source_free(source);
        return false;
    }
    zip_uint64_t index = (zip_uint64_t)at;
    zip_int32_t how = part->stored ? ZIP_CM_STORE : ZIP_CM_DEFLATE;
    return !zip_set_file_compression(zip, index, how, part->bytes.n > LARGE ? QUICK : USUAL) &&
           !zip_file_set_dostime(zip, index, NO_TIME, FIRST_OF_JANUARY_1980, 0);
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

Fail archive_write(Ctx *c, const ArchiveParts *parts, Str *bytes)
{
    Archive *w = NEW(&c->mem, Archive, 1);
    arena_at_end(&c->mem, drop, w);
    w->file = zip_source_buffer_create(NULL, 0, 0, NULL);
    if (!w->file) return no_memory(c);
    w->zip = zip_open_from_source(w->file, ZIP_CREATE | ZIP_TRUNCATE, NULL);
    if (!w->zip) return no_memory(c);
    zip_source_keep(w->file); /* the archive frees its own hold of it when it is closed */
    for (size_t i = 0; i < parts->n; i++)
        if (!add(w->zip, &parts->at[i])) return no_memory(c);
    if (zip_close(w->zip)) return no_memory(c);
    w->zip = NULL;
    Fail result = read_back(c, w->file, bytes);
    drop(w);
    return result;
}
