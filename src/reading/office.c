// SPDX-License-Identifier: Apache-2.0
/* office.c -- how an office itself writes: what ngayso learn put beside its data (viet/learn.h). */
#include "reading/reading.h"
#include "store/store.h"
#include "viet/repair.h"
#include <unistd.h>

Fail office_wording(Ctx *c, const char *data, Str *office)
{
    *office = (Str){0};
    if (store_is_address(data)) return OK;
    const char *path = str_format(&c->mem, "%s" REPAIR_OFFICE_SUFFIX "%c", data, 0).p;
    if (access(path, R_OK)) return OK;
    Str bytes;
    TRY(doc_load_file(c, path, &bytes));
    char *aligned = (char *)NEW(&c->mem, uint64_t, bytes.n / sizeof(uint64_t) + 1);
    memcpy(aligned, bytes.p, bytes.n);
    *office = (Str){aligned, bytes.n};
    return OK;
}
