// SPDX-License-Identifier: Apache-2.0
/* home.c -- the plan at a glance. */
#include "http/reply.h"
#include "http/request.h"
#include "people/rights.h"
#include "plan/json.h"
#include "portal/view.h"
#include "portal/web.h"

/* Monday; day 0 of our count, 1970-01-01, was a Thursday. */
static Day week_begin(Day d) { return d - ((d + 3) % 7 + 7) % 7; }

static Str countdown(Ctx *c, const PlanCard *p)
{
    Day from = p->from, to = p->to, today = c->today;
    Str first = from == NO_DAY ? (Str){0} : day_vietnamese(&c->mem, from),
        last = to == NO_DAY ? (Str){0} : day_vietnamese(&c->mem, to);
    if (from == NO_DAY && to == NO_DAY) return S("Văn bản không ghi thời gian tổ chức chung.");
    if (from != NO_DAY && today < from)
        return str_format(&c->mem, "Còn %d ngày đến khi bắt đầu, %.*s.", from - today, STR_ARGS(first));
    if (to == NO_DAY) return str_format(&c->mem, "Đang diễn ra từ %.*s.", STR_ARGS(first));
    if (today > to) return str_format(&c->mem, "Đợt tổ chức đã kết thúc ngày %.*s.", STR_ARGS(last));
    if (today == to) return S("Hôm nay là ngày cuối của đợt tổ chức.");
    return str_format(&c->mem, "Còn %d ngày đến hết đợt tổ chức, %.*s.", to - today, STR_ARGS(last));
}

static Fail home_json(Ctx *c, Reply *r, const HomePage *m)
{
    json_t *activities = json_array(), *week = json_array(), *findings = json_array();
    for (size_t i = 0; i < m->timeline->rows.n; i++) {
        json_t *row = activity_row_json(c, m->timeline->rows.at[i].activity);
        json_object_set_new(row, "state", json_str(m->timeline->rows.at[i].when.words));
        json_object_set_new(row, "wrong", json_str(m->timeline->rows.at[i].wrong_label));
        json_array_append_new(activities, row);
    }
    for (size_t i = 0; i < m->week->n; i++) {
        const Event *e = &m->week->at[i];
        json_array_append_new(week,
                              json_pack("{s:o,s:s,s:o,s:o}", "day", json_day(c, e->day), "what", event_verb(e->kind),
                                        "code", json_str(e->code), "title", json_str(e->title)));
    }
    for (size_t i = 0; i < m->findings->n && (int)i < m->plan->open; i++)
        json_array_append_new(findings, finding_json(&m->findings->at[i]));
    return reply_json(c, r,
                      json_pack("{s:o,s:o,s:o,s:o,s:o,s:o}", "today", json_day(c, c->today), "countdown",
                                json_str(m->countdown), "plan", card_json(c, m->plan), "activities", activities, "week",
                                week, "findings", findings));
}

static void count_states(HomePage *m)
{
    for (size_t i = 0; i < m->timeline->rows.n; i++) switch (m->timeline->rows.at[i].when.state) {
        case WHEN_NOW: m->now++; break;
        case WHEN_OVER: m->over++; break;
        case WHEN_LATER:
        case WHEN_UNKNOWN: m->later++; break;
        }
}

Fail home_get(Ctx *c, const Request *q, Reply *r)
{
    PlanCard plan;
    PlanActivityList activities;
    PlanFindingList findings;
    EventList week, later;
    TRY(plan_current(c, &plan));
    if (!plan.id && reply_is_json(r))
        return reply_json(c, r, json_pack("{s:o,s:n}", "today", json_day(c, c->today), "plan"));
    if (!plan.id) {
        home_empty(reply_page(c, q, r, S("Trang đầu")), right_here(c, "plan.review"));
        return OK;
    }
    Day monday = week_begin(c->today);
    TRY(plan_activities(c, plan.id, &activities));
    TRY(plan_findings(c, plan.id, &findings));
    TRY(events_between(c, 0, monday, monday + 6, &week));
    TRY(events_between(c, 0, monday + 7, NO_DAY, &later));
    Timeline timeline = timeline_of(c, &plan, &activities, &findings, NO_DAY, NO_DAY);
    HomePage m = {.plan = &plan,
                  .timeline = &timeline,
                  .week = &week,
                  .next = later.n ? &later.at[0] : NULL,
                  .findings = &findings,
                  .today = c->today,
                  .week_from = monday,
                  .countdown = countdown(c, &plan)};
    count_states(&m);
    if (reply_is_json(r)) return home_json(c, r, &m);
    home_page(reply_page(c, q, r, S("Trang đầu")), &m);
    return OK;
}
