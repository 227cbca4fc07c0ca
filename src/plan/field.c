// SPDX-License-Identifier: Apache-2.0
#include "plan/field.h"

const FieldInfo plan_fields[PLAN_FIELD_COUNT] = {
#define X(symbol, name, label, type, kinds, many) [PLAN_##symbol] = {name, label, type, (NodeKinds)(kinds), many},
    PLAN_FIELDS(X)
#undef X
};

PlanField plan_field_named(Str name)
{
    int i = 0;
    while (i < PLAN_FIELD_COUNT && !str_equal(str_of(plan_fields[i].name), name)) i++;
    return (PlanField)i;
}
