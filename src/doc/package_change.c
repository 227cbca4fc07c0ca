// SPDX-License-Identifier: Apache-2.0
/* package_change.c -- an archive with some of its parts changed, by libzip, which copies the others packed as they are.
 */
#include "doc/package.h"
#include "doc/zip_memory.h"

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

Fail package_change(Ctx *c, Str archive, const PackagePart *parts, size_t n, Str *changed)
{
    ZipMemory *w;
    if (!archive.n) return package_broken(c);
    TRY(zip_memory_open(c, archive, &w));
    if (!w->zip) return package_broken(c);
    for (size_t i = 0; i < n; i++)
        if (!put_part(w->zip, &parts[i])) return zip_no_memory(c);
    Fail result = zip_memory_close(c, w, changed);
    return result == FAIL_INPUT ? package_broken(c) : result;
}
