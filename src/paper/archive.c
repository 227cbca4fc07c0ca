// SPDX-License-Identifier: Apache-2.0
#include "paper/archive.h"
#include "doc/zip.h"

enum { LARGE = 256 << 10 }; /* bytes that are packed quickly */

Fail archive_write(Ctx *c, const ArchiveParts *parts, Str *bytes)
{
    const ZipCalls *zip;
    Zip *z;
    TRY(zip_ready(c, &zip));
    TRY(zip->create(c, (Str){0}, &z));
    for (size_t i = 0; i < parts->n; i++) {
        const ArchivePart *p = &parts->at[i];
        ZipPacking packing = p->stored ? ZIP_STORED : p->bytes.n > LARGE ? ZIP_QUICK : ZIP_USUAL;
        if (!zip->put_alike(z, p->name, p->bytes, packing)) return zip_no_memory(c);
    }
    Fail result = zip->write(c, z, bytes);
    return result == FAIL_INPUT ? zip_no_memory(c) : result;
}
