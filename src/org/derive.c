// SPDX-License-Identifier: Apache-2.0
/* derive.c -- the rows of derived.sql: kept up by whoever adds a name, and made again by the same code. */
#include "org/inside.h"
#include "viet/text.h"

static Str hexadecimal(Arena *a, Str s)
{
    static const char digits[] = "0123456789abcdef";
    char *p = NEW(a, char, 2 * s.n + 1);
    for (size_t i = 0; i < s.n; i++) {
        p[2 * i] = digits[(unsigned char)s.p[i] >> 4];
        p[2 * i + 1] = digits[s.p[i] & 15];
    }
    return (Str){p, 2 * s.n};
}

Fail org_derive_name(Ctx *c, Id name, Id org, Str text, Str code)
{
    Arena mark = c->mem;
    Str both = str_format(&c->mem, "%.*s %.*s", STR_ARGS(text), STR_ARGS(code));
    Str folded = str_format(&c->mem, " %.*s ", STR_ARGS(viet_fold(&c->mem, both)));
    Fail result = store_run(
        c, "INSERT INTO org_search (office_id, name_id, org_id, folded, order_key) VALUES ($1, $2, $3, $4, $5)", OFFICE,
        name, org, folded, hexadecimal(&c->mem, viet_order_key(&c->mem, text)));
    arena_back(&c->mem, mark);
    return result;
}

Fail org_rebuild(Ctx *c)
{
    typedef struct {
        Id id, org;
        Str name, code;
    } Name;
    LIST(Name) all = {0};
    Rows r;
    TRY(store_query(c, &r,
                    "SELECT n.id, n.org_id, n.name, o.code FROM org_name n "
                    "JOIN org o ON o.office_id = n.office_id AND o.id = n.org_id WHERE n.office_id = $1",
                    OFFICE));
    while (rows_next(&r))
        *list_add(&c->mem, &all) = (Name){row_integer(&r, 0), row_integer(&r, 1), row_text(&r, 2), row_text(&r, 3)};
    TRY(rows_end(&r));
    for (size_t i = 0; i < all.n; i++)
        TRY(org_derive_name(c, all.at[i].id, all.at[i].org, all.at[i].name, all.at[i].code));
    return OK;
}
