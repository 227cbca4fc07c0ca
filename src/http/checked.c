// SPDX-License-Identifier: Apache-2.0
/* checked.c -- what a row declares and what its address names besides, together: checked, and told what is wrong. */
#include "http/inside.h"

Fail inputs_check(Ctx *c, Request *q)
{
    const char *first;
    TRY(declared_check(c, q, &first));
    if (q->route->more) TRY(more_check(c, q));
    return first ? fail(c, FAIL_INPUT, "%s", first) : OK;
}

Fail input_rule(const Request *q, const char *name, Fail result)
{
    const Input *in = more_named(q, name);
    if (!in) declared_value(q, name); /* aborts when nobody declares it */
    q->told->ruled = !result ? NULL : in ? in->name : name;
    return result;
}

const char *request_problem(const Request *q, const char *name)
{
    if (!q->is_again) return NULL;
    if (!*name) return q->problem;
    for (int i = 0; q->refused_inputs && q->refused_inputs[i].type != INPUT_END; i++)
        if (!strcmp(q->refused_inputs[i].name, name)) return q->refused[i].problem;
    return problem_of(q, str_of(name));
}
