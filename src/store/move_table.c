// SPDX-License-Identifier: Apache-2.0
/* move_table.c -- a table that moves: its columns and its key, as both ends ask for them. */
#include "base/out.h"
#include "store/move_inside.h"

int move_type(Str name)
{
    if (str_equal_ascii(name, S("BIGINT")) || str_equal_ascii(name, S("INTEGER"))) return VALUE_INTEGER;
    if (str_equal_ascii(name, S("REAL")) || str_equal_ascii(name, S("double precision"))) return VALUE_REAL;
    return str_equal_ascii(name, S("BYTEA")) ? VALUE_BYTES : VALUE_TEXT;
}

Str move_columns(Ctx *c, const MoveTable *t, bool key_only)
{
    Out o = {.mem = &c->mem};
    for (int i = 0; i < (key_only ? t->n_key : t->n); i++)
        out_format(&o, "%s%.*s", i ? ", " : "", STR_ARGS(t->column[key_only ? t->key[i] : i].name));
    return out_str(&o);
}

Str move_last_query(Ctx *c, const MoveTable *t)
{
    Str columns = move_columns(c, t, true);
    Out o = {.mem = &c->mem};
    out_format(&o, "SELECT %.*s FROM %.*s ORDER BY ", STR_ARGS(columns), STR_ARGS(t->name));
    for (int i = 0; i < t->n_key; i++)
        out_format(&o, "%s%.*s DESC", i ? ", " : "", STR_ARGS(t->column[t->key[i]].name));
    out_raw(&o, S(" LIMIT 1"));
    return out_str(&o);
}

Fail move_add_column(Ctx *c, MoveTableList *tables, Str table, MoveColumn column, int key_place)
{
    bool is_new = !tables->n || !str_equal(tables->at[tables->n - 1].name, table);
    MoveTable *t = is_new ? list_add(&c->mem, tables) : &tables->at[tables->n - 1];
    if (is_new) *t = (MoveTable){.name = table};
    if (t->n == MOVE_COLUMNS || key_place > MOVE_COLUMNS)
        return fail(c, FAIL_STORE, "Bảng %.*s có quá nhiều cột.", STR_ARGS(table));
    if (key_place > 0) t->key[key_place - 1] = t->n;
    if (key_place > t->n_key) t->n_key = key_place;
    t->column[t->n++] = column;
    return OK;
}
