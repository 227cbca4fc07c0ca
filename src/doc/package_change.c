// SPDX-License-Identifier: Apache-2.0
/* package_change.c -- an archive with some of its parts changed, by libzip, which copies the others packed as they are.
 */
#include "doc/package.h"
#include "doc/zip.h"

Fail package_change(Ctx *c, Str archive, const PackagePart *parts, size_t n, Str *changed)
{
    const ZipCalls *zip;
    Zip *z;
    if (!archive.n) return package_broken(c);
    TRY(zip_ready(c, &zip));
    Fail result = zip->create(c, archive, &z);
    for (size_t i = 0; i < n && !result; i++)
        if (!zip->put(z, parts[i].name, parts[i].bytes)) result = zip_no_memory(c);
    if (!result) result = zip->write(c, z, changed);
    return result == FAIL_INPUT ? package_broken(c) : result;
}
