// SPDX-License-Identifier: Apache-2.0
/* act.c -- who acts at which hour of the made-up day, and on what. */
#include "demo/inside.h"

enum { DAY_MS = 24 * 3600 * 1000, HOUR_MS = 3600 * 1000, VIETNAM_HOURS = 7 };

void demo_act(Ctx *c, Demo *d, const Actor *actor, int hour)
{
    c->actor = actor;
    c->today = d->today;
    c->now = (int64_t)d->today * DAY_MS + (int64_t)(hour - VIETNAM_HOURS) * HOUR_MS + dice(d, HOUR_MS);
}

const Agency *demo_agency(const Demo *d, Str code)
{
    for (size_t i = 0; i < d->agencies.n; i++)
        if (str_equal(d->agencies.at[i].code, code)) return &d->agencies.at[i];
    return NULL;
}

Fail demo_tasks(Ctx *c, TaskState state, IdList *tasks)
{
    Rows r;
    bool open = state == TASK_STATE_COUNT;
    *tasks = (IdList){0};
    TRY(store_query(
        c, &r,
        "SELECT id FROM work_task WHERE office_id = $1 AND (state = $2 OR (is_open = 1 AND $2 = '')) ORDER BY id",
        OFFICE, open ? S("") : str_of(task_states[state].key)));
    while (rows_next(&r)) *list_add(&c->mem, tasks) = row_integer(&r, 0);
    return rows_end(&r);
}
