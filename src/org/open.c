// SPDX-License-Identifier: Apache-2.0
/* open.c -- the data file as commands open it. */
#include "org/org.h"

static Fail fill(Ctx *c, void *nothing)
{
    (void)nothing;
    return org_ensure_shipped(c);
}

Fail org_open_data(Ctx *c, const char *path, Store **store)
{
    TRY(store_open_held(c, (StoreOptions){.path = path, .is_deaf = true, .steps = migrations}, store));
    if (store_needs_rebuild(*store))
        return fail(c, FAIL_CONFLICT, "Tệp '%s' do bản trước tạo ra. Hãy chạy trước: ngayso rebuild --data %s", path,
                    path);
    return store_write(c, *store, fill, NULL);
}
