// SPDX-License-Identifier: Apache-2.0
/* calendar.c -- what begins, ends and is due in a month; the same as a feed. */
#include "http/record.h"
#include "http/request.h"
#include "http/shared.h"
#include "plan/steps.h"
#include "portal/ical.h"
#include "portal/view.h"
#include "portal/web.h"

static Day month_of(Day d, int months_later)
{
    int year, month, day;
    day_split(d, &year, &month, &day);
    month += months_later - 1;
    return day_of(year + (month + 120) / 12 - 10, (month + 120) % 12 + 1, 1);
}

/* "2024-10" -> its first day. */
static Fail month_typed(Ctx *c, Str typed, Day *month)
{
    *month = day_parse_iso(str_format(&c->mem, "%.*s-01", STR_ARGS(typed)));
    return *month != NO_DAY ? OK : fail(c, FAIL_INPUT, "Tháng phải viết như 2024-10. Hãy mở lại từ trang lịch.");
}

/* Who opens the calendar long after or before a plan sees the month nearest to today in which something happens. */
static Day nearest_month(const EventList *all, Day today)
{
    Day best = today;
    int least = -1;
    for (size_t i = 0; i < all->n; i++) {
        int far = all->at[i].day > today ? all->at[i].day - today : today - all->at[i].day;
        if (least < 0 || far < least) best = all->at[i].day, least = far;
    }
    return month_of(best, 0);
}

static EventList in_month(Ctx *c, const EventList *all, Day month)
{
    EventList some = {0};
    Day next = month_of(month, 1);
    for (size_t i = 0; i < all->n; i++)
        if (month <= all->at[i].day && all->at[i].day < next) *list_add(&c->mem, &some) = all->at[i];
    return some;
}

static const Column calendar_columns[] = {
    COL_DAY(CalendarPage, month, "month"), COL_ROWS_AT(CalendarPage, events, "events", &event_record), {0}};
const Record calendar_record = {.name = "Calendar", .columns = calendar_columns};

/* What it points to is in c's memory. */
static Fail find_month(Ctx *c, const Request *q, CalendarPage *m)
{
    EventList all, *events = NEW(&c->mem, EventList, 1);
    Id id = input_id(q, "ke-hoach");
    *m = (CalendarPage){.today = c->today, .events = events};
    if (id) {
        PlanCard *plan = NEW(&c->mem, PlanCard, 1);
        TRY(plan_card(c, id, plan));
        m->plan = plan;
    }
    TRY(events_between(c, id, NO_DAY, NO_DAY, &all));
    if (input_given(q, "thang")) {
        TRY(month_typed(c, input_text(q, "thang"), &m->month));
    } else {
        Day month = month_of(c->today, 0);
        m->month = in_month(c, &all, month).n ? month : nearest_month(&all, c->today);
        m->moved = m->month != month;
    }
    *events = in_month(c, &all, m->month);
    m->before = month_of(m->month, -1), m->after = month_of(m->month, 1);
    return OK;
}

static Fail draw_calendar(Ctx *c, const Request *q, Reply *r, Out *o, const void *unused)
{
    CalendarPage m;
    (void)unused;
    TRY(find_month(c, q, &m));
    if (m.plan) TRY(plan_steps(c, r, m.plan->id, 0));
    shared_title(c, r, S("Lịch"));
    calendar_page(o, &m);
    return OK;
}

Fail calendar_get(Ctx *c, const Request *q, Reply *r)
{
    CalendarPage m;
    if (!reply_is_json(r)) return shared_page(c, q, r, (Str){0}, draw_calendar, NULL);
    TRY(find_month(c, q, &m));
    return reply_record(c, r, &calendar_record, &m);
}

Fail calendar_feed(Ctx *c, const Request *q, Reply *r)
{
    PlanCardList plans;
    TRY(plan_cards(c, &plans));
    Calendar k = calendar_begin(c, reply_text(c, r, "text/calendar; charset=utf-8"), S("Ngày Số"), request_site(q));
    for (size_t i = 0; i < plans.n; i++) {
        PlanActivityList activities;
        TRY(plan_activities(c, plans.at[i].id, &activities));
        for (size_t n = 0; n < activities.n; n++) calendar_activity(&k, &plans.at[i], &activities.at[n]);
        calendar_report(&k, &plans.at[i]);
    }
    calendar_end(&k);
    reply_file_name(c, r, S("ngay-so.ics"));
    return OK;
}
