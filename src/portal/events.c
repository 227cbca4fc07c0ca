// SPDX-License-Identifier: Apache-2.0
#include "portal/events.h"
#include <stdlib.h>

const char *event_verb(EventKind kind)
{
    static const char *const verbs[] = {"bắt đầu", "kết thúc", "diễn ra", "hạn", "hạn"};
    return verbs[kind];
}

typedef struct {
    Ctx *c;
    Day from, to;
    EventList *all;
} Gathering;

static void add(Gathering *g, const PlanCard *plan, Day day, EventKind kind, Str code, Str title)
{
    if (day == NO_DAY || (g->from != NO_DAY && day < g->from) || (g->to != NO_DAY && day > g->to)) return;
    *list_add(&g->c->mem, g->all) = (Event){day, kind, plan->id, code, title, plan->number};
}

static Fail gather(Gathering *g, const PlanCard *plan)
{
    PlanActivityList activities;
    TRY(plan_activities(g->c, plan->id, &activities));
    for (size_t i = 0; i < activities.n; i++) {
        const PlanActivity *a = &activities.at[i];
        bool one_day = a->from == a->to;
        add(g, plan, a->from, one_day ? EVENT_ONE_DAY : EVENT_BEGINS, a->code, a->title);
        if (!one_day) add(g, plan, a->to, a->from == NO_DAY ? EVENT_DUE : EVENT_ENDS, a->code, a->title);
    }
    add(g, plan, plan->report_due, EVENT_REPORT, (Str){0}, S("Báo cáo kết quả"));
    return OK;
}

static int by_day(const void *x, const void *y)
{
    const Event *a = x, *b = y;
    if (a->day != b->day) return a->day < b->day ? -1 : 1;
    if (a->kind != b->kind) return (int)a->kind - (int)b->kind;
    if (a->plan != b->plan) return a->plan < b->plan ? -1 : 1;
    return str_compare(a->code, b->code);
}

Fail events_between(Ctx *c, Id plan, Day from, Day to, EventList *events)
{
    Gathering g = {c, from, to, events};
    PlanCardList plans = {0};
    *events = (EventList){0};
    if (plan) TRY(plan_card(c, plan, list_add(&c->mem, &plans)));
    else TRY(plan_cards(c, &plans));
    for (size_t i = 0; i < plans.n; i++) TRY(gather(&g, &plans.at[i]));
    if (events->n) qsort(events->at, events->n, sizeof *events->at, by_day);
    return OK;
}
