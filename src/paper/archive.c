// SPDX-License-Identifier: Apache-2.0
#include "paper/archive.h"
#include "doc/zip_memory.h"

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

Fail archive_write(Ctx *c, const ArchiveParts *parts, Str *bytes)
{
    ZipMemory *w;
    TRY(zip_memory_open(c, (Str){0}, &w));
    for (size_t i = 0; i < parts->n; i++)
        if (!add(w->zip, &parts->at[i])) return zip_no_memory(c);
    Fail result = zip_memory_close(c, w, bytes);
    return result == FAIL_INPUT ? zip_no_memory(c) : result;
}
