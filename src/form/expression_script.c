// SPDX-License-Identifier: Apache-2.0
/* expression_script.c -- the tree as JSON for web/expression.js:
 *
 *     12 or "chữ" or ""                a value; ["day", "2024-10-01"] is none: days are texts
 *     ["field", "so_luong"]            ["cells", "cot"]  ["rows", "bang"]  ["row"]  ["more", "trang_thai"]
 *     ["tag", "huyen"]  ["key"]  ["self"]
 *     ["+", kid, kid]                  operators as they are written; ["neg", kid]
 *     ["call", "round", kid, kid]      functions; those that only the server has make the whole unknown */
#include "base/out.h"
#include "form/expression_inside.h"

static void put_text(Out *o, Str s)
{
    static const char hex[] = "0123456789abcdef";
    out_char(o, '"');
    for (size_t i = 0; i < s.n; i++) {
        unsigned char b = (unsigned char)s.p[i];
        if (b == '"' || b == '\\') out_char(o, '\\'), out_char(o, (char)b);
        else if (b < ' ' || b == '<' || b == 0x7F) {
            out_raw(o, S("\\u00"));
            out_char(o, hex[b >> 4]);
            out_char(o, hex[b & 15]);
        } else out_char(o, (char)b);
    }
    out_char(o, '"');
}

static void put_named(Out *o, const char *what, Str name)
{
    out_format(o, "[\"%s\",", what);
    put_text(o, name);
    out_char(o, ']');
}

static void put_value(Out *o, Answer a)
{
    bool is_number = a.kind == IS_INTEGER || (a.kind == IS_DECIMAL && __builtin_isfinite(a.decimal));
    if (is_number) out_raw(o, answer_text(o->mem, a));
    else put_text(o, answer_text(o->mem, a));
}

static void put_node(Out *o, const Expression *e, const Node *n)
{
    static const char *const signs[] = {
        [NODE_NEGATE] = "neg", [NODE_OR] = "or", [NODE_AND] = "and", [NODE_EQ] = "=",   [NODE_NE] = "!=",
        [NODE_LT] = "<",       [NODE_LE] = "<=", [NODE_GT] = ">",    [NODE_GE] = ">=",  [NODE_ADD] = "+",
        [NODE_SUB] = "-",      [NODE_MUL] = "*", [NODE_DIV] = "div", [NODE_MOD] = "mod"};
    const Names *names = &e->names;
    switch (n->op) {
    case NODE_VALUE: put_value(o, n->value); return;
    case NODE_FIELD: put_named(o, "field", names->design->field[n->place].name); return;
    case NODE_CELLS: put_named(o, "cells", names->design->field[n->place].name); return;
    case NODE_ROWS: put_named(o, "rows", names->design->field[n->place].name); return;
    case NODE_MORE: put_named(o, "more", names->more[n->place]); return;
    case NODE_TAG: put_named(o, "tag", names->tags->tag[n->place]); return;
    case NODE_ROW: out_raw(o, S("[\"row\"]")); return;
    case NODE_KEY: out_raw(o, S("[\"key\"]")); return;
    case NODE_SELF: out_raw(o, S("[\"self\"]")); return;
    case NODE_CALL: out_format(o, "[\"call\",\"%s\"", n->function->name); break;
    default: out_format(o, "[\"%s\"", signs[n->op]); break;
    }
    for (size_t i = 0; i < n->n; i++) {
        out_char(o, ',');
        put_node(o, e, n->kid[i]);
    }
    out_char(o, ']');
}

Str expression_script(Arena *mem, const Expression *e)
{
    Out o = {.mem = mem};
    put_node(&o, e, e->root);
    return out_str(&o);
}
