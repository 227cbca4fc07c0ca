// SPDX-License-Identifier: Apache-2.0
/* agency.c -- agencies that do not exist (any more) on the draft's day; those that nobody knows the reader finds. */
#include "base/map.h"
#include "lint/inside.h"

/* The same name, of one that exists: then that one is meant. */
static bool goes_on(const Lint *l, const Org *o)
{
    for (size_t i = 0; i < directory_size(l->directory); i++) {
        const Org *k = directory_at(l->directory, i);
        if (k != o && str_equal(k->name, o->name) && (k->from == NO_DAY || k->from <= l->day) &&
            (k->to == NO_DAY || k->to > l->day))
            return true;
    }
    return false;
}

static void check(Lint *l, const PartyList *list, Map *told)
{
    for (size_t i = 0; i < list->n; i++) {
        const Org *o = list->at[i].org;
        if (!o || map_get(told, o->code)) continue;
        *map_put(&l->c->mem, told, o->code) = (void *)o;
        int at = lint_line(l, list->at[i].source.first_line);
        if (o->to != NO_DAY && o->to <= l->day && !goes_on(l, o))
            LINT(l, AGENCY_ENDED, at,
                 "%.*s không còn từ ngày %.*s (giải thể, sáp nhập hoặc đổi tên). Hãy ghi cơ quan tiếp nhận nhiệm vụ.",
                 STR_ARGS(o->name), STR_ARGS(day_vietnamese(&l->c->mem, o->to)));
        else if (o->from != NO_DAY && o->from > l->day && !goes_on(l, o))
            LINT(l, AGENCY_ENDED, at, "%.*s đến ngày %.*s mới thành lập. Hãy ghi cơ quan đang có.", STR_ARGS(o->name),
                 STR_ARGS(day_vietnamese(&l->c->mem, o->from)));
    }
}

void lint_agencies(Lint *l)
{
    const Reading *r = l->draft->reading;
    Map told = {0};
    if (!r) return;
    for (size_t i = 0; i < r->activities.n; i++) {
        check(l, &r->activities.at[i].leads, &told);
        check(l, &r->activities.at[i].partners, &told);
    }
    for (size_t i = 0; i < r->assignments.n; i++) check(l, &r->assignments.at[i].agencies, &told);
    for (size_t i = 0; i < r->recipients.n; i++) check(l, &r->recipients.at[i].agencies, &told);
}
