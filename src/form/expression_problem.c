// SPDX-License-Identifier: Apache-2.0
/* expression_problem.c -- how one says what is wrong: where, what it is called, what was meant perhaps. */
#include "form/expression_inside.h"
#include "viet/distance.h"
#include <stdarg.h>

Node *parse_fails(Parse *p, size_t at, const char *format, ...)
{
    if (p->problem->text.n) return NULL;
    char text[1000];
    va_list args;
    va_start(args, format);
    vsnprintf(text, sizeof text, format, args);
    va_end(args);
    p->problem->at = (int)str_letters(str_slice(p->text, 0, at)) + 1;
    p->problem->text = str_copy(p->mem, str_head(str_of(text), sizeof text - 4));
    return NULL;
}

Str node_called(Parse *p, const Node *n)
{
    const Names *names = p->names;
    switch (n->op) {
    case NODE_FIELD:
    case NODE_CELLS:
    case NODE_ROWS: return str_format(p->mem, "${%.*s}", STR_ARGS(names->design->field[n->place].name));
    case NODE_MORE: return str_format(p->mem, "${%.*s}", STR_ARGS(names->more[n->place]));
    case NODE_VALUE: return str_format(p->mem, "«%.*s»", STR_ARGS(answer_text(p->mem, n->value)));
    case NODE_SELF: return S("trường này (dấu chấm)");
    case NODE_CALL: return str_format(p->mem, "kết quả của %s()", n->function->name);
    default: return S("phần này");
    }
}

Str nearest_words(Arena *mem, Str wrong, const StrList *names, const char *before, const char *behind)
{
    size_t near = viet_nearest(mem, wrong, names->at, names->n);
    Str best = near < names->n ? names->at[near] : (Str){0};
    return best.n ? str_format(mem, " Có phải là %s%.*s%s không?", before, STR_ARGS(best), behind) : (Str){0};
}
