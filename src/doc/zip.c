// SPDX-License-Identifier: Apache-2.0
#include "doc/zip.h"
#include <stdlib.h>
#include <zip.h>

struct Zip {
    zip_t *zip;
    zip_file_t *part;   /* that is unpacked */
    zip_source_t *file; /* of one that is written: the archive becomes its contents */
};

static void end_part(Zip *z)
{
    if (z->part) zip_fclose(z->part);
    z->part = NULL;
}

static void close_all(Zip *z)
{
    end_part(z);
    if (z->zip) zip_discard(z->zip);
    if (z->file) zip_source_free(z->file);
    *z = (Zip){0};
}

static void drop(void *zip) { close_all(zip); }

static Zip *new_zip(Ctx *c)
{
    Zip *z = NEW(&c->mem, Zip, 1);
    arena_at_end(&c->mem, drop, z);
    return z;
}

/* -- reading ------------------------------------------------------------------------------------------------ */

static Fail open_bytes(Ctx *c, Str bytes, Zip **zip)
{
    Zip *z = new_zip(c);
    zip_source_t *source = zip_source_buffer_create(bytes.p, bytes.n, 0, NULL);
    if (!source) return zip_no_memory(c);
    z->zip = zip_open_from_source(source, ZIP_RDONLY, NULL);
    if (!z->zip) zip_source_free(source);
    *zip = z;
    return z->zip ? OK : FAIL_INPUT;
}

static int64_t count(Zip *z) { return zip_get_num_entries(z->zip, 0); }
static int64_t find(Zip *z, const char *name) { return zip_name_locate(z->zip, name, ZIP_FL_NOCASE); }

static bool about(Zip *z, int64_t i, Str *name, uint64_t *size)
{
    zip_stat_t found;
    if (zip_stat_index(z->zip, (zip_uint64_t)i, 0, &found)) return false;
    if (!(found.valid & ZIP_STAT_SIZE) || !(found.valid & ZIP_STAT_NAME)) return false;
    *name = str_of(found.name);
    *size = found.size;
    return true;
}

static ZipState begin(Zip *z, int64_t i)
{
    z->part = i < 0 ? NULL : zip_fopen_index(z->zip, (zip_uint64_t)i, 0);
    if (z->part) return ZIP_READS;
    return i >= 0 && zip_error_code_zip(zip_get_error(z->zip)) == ZIP_ER_NOPASSWD ? ZIP_LOCKED : ZIP_BROKEN;
}

static int64_t read_part(Zip *z, char *to, size_t room) { return zip_fread(z->part, to, room); }

/* -- writing ------------------------------------------------------------------------------------------------ */

static Fail create(Ctx *c, Str begins_with, Zip **zip)
{
    Zip *z = *zip = new_zip(c);
    /* Of memory that is not its own libzip 1.7 frees the last piece all the same when it writes behind what is there.
     */
    char *own = begins_with.n ? malloc(begins_with.n) : NULL;
    if (begins_with.n && !own) return zip_no_memory(c);
    if (own) memcpy(own, begins_with.p, begins_with.n);
    z->file = zip_source_buffer_create(own, begins_with.n, own != NULL, NULL);
    if (!z->file) free(own);
    if (!z->file) return zip_no_memory(c);
    z->zip = zip_open_from_source(z->file, own ? 0 : ZIP_CREATE | ZIP_TRUNCATE, NULL);
    if (z->zip) zip_source_keep(z->file); /* the archive frees its own hold of it when it is closed */
    return z->zip ? OK : own ? FAIL_INPUT : zip_no_memory(c);
}

static bool put(Zip *z, const char *name, Str bytes)
{
    zip_source_t *source = zip_source_buffer(z->zip, bytes.p, bytes.n, 0);
    int64_t at = find(z, name);
    if (!source) return false;
    bool done = at >= 0 ? !zip_file_replace(z->zip, (zip_uint64_t)at, source, 0)
                        : zip_file_add(z->zip, name, source, ZIP_FL_ENC_UTF_8) >= 0;
    if (!done) zip_source_free(source);
    return done;
}

static bool put_alike(Zip *z, const char *name, Str bytes, ZipPacking packing)
{
    enum { NO_TIME = 0, FIRST_OF_JANUARY_1980 = 0x21, QUICK = 1, USUAL = 6 };
    zip_source_t *source = zip_source_buffer(z->zip, bytes.p, bytes.n, 0);
    zip_int64_t at = source ? zip_file_add(z->zip, name, source, ZIP_FL_ENC_UTF_8 | ZIP_FL_OVERWRITE) : -1;
    if (at < 0) {
        if (source) zip_source_free(source);
        return false;
    }
    zip_uint64_t index = (zip_uint64_t)at;
    zip_int32_t how = packing == ZIP_STORED ? ZIP_CM_STORE : ZIP_CM_DEFLATE;
    return !zip_set_file_compression(z->zip, index, how, packing == ZIP_QUICK ? QUICK : USUAL) &&
           !zip_file_set_dostime(z->zip, index, NO_TIME, FIRST_OF_JANUARY_1980, 0);
}

static Fail read_back(Ctx *c, zip_source_t *file, Str *bytes)
{
    zip_stat_t found;
    if (zip_source_stat(file, &found) || !(found.valid & ZIP_STAT_SIZE) || zip_source_open(file))
        return zip_no_memory(c);
    char *p = arena_bytes(&c->mem, found.size);
    zip_int64_t got = zip_source_read(file, p, found.size);
    zip_source_close(file);
    if (got < 0 || (zip_uint64_t)got != found.size) return zip_no_memory(c);
    *bytes = (Str){p, found.size};
    return OK;
}

static Fail write_all(Ctx *c, Zip *z, Str *bytes)
{
    if (zip_close(z->zip)) return FAIL_INPUT;
    z->zip = NULL;
    TRY(read_back(c, z->file, bytes));
    close_all(z);
    return OK;
}

const void *zip_calls(void)
{
    static const ZipCalls calls = {.open = open_bytes,
                                   .count = count,
                                   .find = find,
                                   .about = about,
                                   .begin = begin,
                                   .read = read_part,
                                   .end = end_part,
                                   .close = close_all,
                                   .create = create,
                                   .put = put,
                                   .put_alike = put_alike,
                                   .write = write_all};
    return &calls;
}
