// SPDX-License-Identifier: Apache-2.0
/* editing_path.c -- where the pages of a working copy are. */
#include "form/editing_view.h"

Str editing_path(Arena *mem, const Edited *m, const char *rest)
{
    return str_format(mem, "/bieu-mau/%lld%s", (long long)m->e.id, rest);
}

static Str with_number(Arena *mem, const char *pattern, Id id)
{
    Str path = str_of(pattern);
    size_t at = str_find(path, S("{}"));
    return str_format(mem, "%.*s%lld%.*s", STR_ARGS(str_slice(path, 0, at)), (long long)id,
                      STR_ARGS(str_from(path, at + 2)));
}

Str editing_next(Arena *mem, const Edited *m) { return with_number(mem, m->kind->next, m->e.id); }
Str editing_make(Arena *mem, const Edited *m, const DesignKind *kind) { return with_number(mem, kind->make, m->e.id); }
