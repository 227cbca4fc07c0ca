// SPDX-License-Identifier: Apache-2.0
/* Any bytes as every kind's shape, and as a name: told without reading beyond them; what is taken for an archive holds
 * only slices of itself under names that lead nowhere. */
#include "upload/inside.h"
#include <assert.h>

static void check_archive(Ctx *c, Str bytes)
{
    ZipEntryList all;
    size_t sum = 0;
    if (!zip_entries(c, bytes, &all)) return;
    assert(zip_ends_here(bytes) && all.n);
    for (size_t i = 0; i < all.n; i++) {
        const ZipEntry *e = &all.at[i];
        assert(e->name.n && e->name.p[0] != '/' && str_index(e->name, 0) == e->name.n);
        assert(e->bytes.p >= bytes.p && e->bytes.p + e->bytes.n <= bytes.p + bytes.n);
        sum += e->bytes.n;
    }
    assert(sum < bytes.n);
}

static Fail properties(Ctx *c, void *arg)
{
    Str bytes = *(Str *)arg;
    for (int k = UPLOAD_UNKNOWN + 1; k < UPLOAD_KINDS; k++) {
        bool is = upload_kinds[k].is(c, bytes);
        bool archive = k == UPLOAD_DOCX || k == UPLOAD_XLSX || k == UPLOAD_ODT;
        assert(!is || archive == zip_ends_here(bytes));
        Str name = upload_name(&c->mem, bytes, (UploadKind)k);
        assert(name.n && name.n <= UPLOAD_NAME_MAX && str_is_utf8(name) && name.p[0] != '.');
        assert(str_index(name, '/') == name.n && str_index(name, '\\') == name.n && str_index(name, 0) == name.n);
        assert(str_equal(upload_name(&c->mem, name, (UploadKind)k), name));
    }
    check_archive(c, bytes);
    return OK;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    static Arena whole;
    if (!whole.at) whole = arena_reserve(64 << 20);
    Ctx c = {.mem = whole, .now = 1, .today = 20000};
    Fail result = edge_run(&c, properties, &(Str){(const char *)bytes, n});
    assert(!result);
    return 0;
}
