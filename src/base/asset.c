// SPDX-License-Identifier: Apache-2.0
#include "base/asset.h"
#include <stdio.h>
#include <stdlib.h>

const Asset *asset_find(Str name)
{
    for (const Asset *a = assets; a->name.n; a++)
        if (str_equal(a->name, name)) return a;
    return NULL;
}

Str asset(const char *name)
{
    const Asset *found = asset_find(str_of(name));
    if (!found) {
        fprintf(stderr, "ngayso: the build left out the asset %s\n", name);
        abort();
    }
    return found->bytes;
}
