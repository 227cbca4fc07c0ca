// SPDX-License-Identifier: Apache-2.0
/* expression_evaluate.c -- a tree and answers become a value. */
#include "form/expression_inside.h"

static Answer field_value(const Node *n, const Scope *s)
{
    const Answers *a = s->answers;
    size_t table = a->design->field[n->place].rows;
    if (table == NO_ROWS) return a->at[n->place];
    return s->row < a->rows[table].n ? a->rows[table].at[s->row].at[n->place - table - 1] : (Answer){0};
}

static Answer __attribute__((noinline)) call_value(const Node *n, const Scope *s)
{
    Answer few[4];
    Call c = {s, n, n->n <= sizeof few / sizeof *few ? few : NEW(s->mem, Answer, n->n)};
    for (size_t i = 0; i < n->n; i++)
        if (n->kid[i]->op != NODE_CELLS) c.arg[i] = tree_value(n->kid[i], s);
    return n->function->run(&c);
}

static Answer operator_value(const Node *n, const Scope *s)
{
    Answer a = tree_value(n->kid[0], s);
    if (n->op == NODE_NEGATE) return answers_calculate(NODE_SUB, answer_of_integer(0), a);
    if (n->op == NODE_OR && answer_truth(a)) return answer_of_boolean(true);
    if (n->op == NODE_AND && !answer_truth(a)) return answer_of_boolean(false);
    Answer b = tree_value(n->kid[1], s);
    switch (n->op) {
    case NODE_OR:
    case NODE_AND: return answer_of_boolean(answer_truth(b));
    case NODE_EQ: return answer_of_boolean(answers_equal(a, b));
    case NODE_NE: return answer_of_boolean(!answers_equal(a, b));
    case NODE_LT: return answer_of_boolean(answers_order(a, b) == -1);
    case NODE_GT: return answer_of_boolean(answers_order(a, b) == 1);
    case NODE_LE: return answer_of_boolean(answers_order(a, b) <= 0);
    case NODE_GE: return answer_of_boolean(answers_order(a, b) == 0 || answers_order(a, b) == 1);
    default: return answers_calculate(n->op, a, b);
    }
}

Answer tree_value(const Node *n, const Scope *s)
{
    switch (n->op) {
    case NODE_VALUE: return n->value;
    case NODE_FIELD: return field_value(n, s);
    case NODE_CELLS: return (Answer){0};
    case NODE_ROWS: return answer_of_integer((int64_t)s->answers->rows[n->place].n);
    case NODE_ROW: return answer_of_integer((int64_t)s->row + 1);
    case NODE_MORE: return s->more ? s->more[n->place] : (Answer){0};
    case NODE_TAG: return s->choice ? answer_of_text(s->choice->tag[n->place]) : (Answer){0};
    case NODE_KEY: return s->choice ? answer_of_text(s->choice->key) : (Answer){0};
    case NODE_SELF: return s->self;
    case NODE_CALL: return call_value(n, s);
    default: return operator_value(n, s);
    }
}

/* -- what it costs ------------------------------------------------------------------------------------------ */

bool work_is_over(const Work *w) { return w && w->left < 0; }

bool work_take(Work *work, int64_t n)
{
    if (!work) return true;
    if (work->left >= 0) work->left -= n;
    return work->left >= 0;
}

Answer expression_value(const Expression *e, const Scope *s)
{
    return work_take(work_of(s), e->nodes) ? tree_value(e->root, s) : (Answer){0};
}

bool expression_holds(const Expression *e, const Scope *s) { return answer_truth(expression_value(e, s)); }
