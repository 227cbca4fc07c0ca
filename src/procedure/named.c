// SPDX-License-Identifier: Apache-2.0
/* named.c -- states, moves and quotas by their names; the words of the text. */
#include "procedure/procedure.h"

const char *const state_kinds[STATE_KINDS] = {"open", "decided", "ended"};
const char *const outcomes[OUTCOMES] = {"", "agreed", "refused", "withdrawn"};
const char *const outcome_names[OUTCOMES] = {"", "Đồng ý", "Không đồng ý", "Đã rút"};

const ProcedureState *procedure_state(const Procedure *p, Str name)
{
    for (size_t i = 0; name.n && i < p->states; i++)
        if (str_equal(p->state[i].name, name)) return &p->state[i];
    return NULL;
}

const ProcedureMove *procedure_move(const Procedure *p, Str name)
{
    for (size_t i = 0; name.n && i < p->moves; i++)
        if (str_equal(p->move[i].name, name)) return &p->move[i];
    return NULL;
}

const ProcedureQuota *procedure_quota(const Procedure *p, Str name)
{
    for (size_t i = 0; name.n && i < p->quotas; i++)
        if (str_equal(p->quota[i].name, name)) return &p->quota[i];
    return NULL;
}
