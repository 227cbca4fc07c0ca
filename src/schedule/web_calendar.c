// SPDX-License-Identifier: Apache-2.0
/* web_calendar.c -- open tasks by due day, and calendars of them for phones. */
#include "http/record.h"
#include "http/shared.h"
#include "schedule/view.h"
#include "schedule/web.h"
#include "work/json.h"
#include "work/web.h"

static Day first_of(Day day)
{
    int y, m, d;
    day_split(day, &y, &m, &d);
    return day_of(y, m, 1);
}

enum { LONGER_THAN_A_MONTH = 32 };

static Fail month_of(Ctx *c, const Request *q, Day *month)
{
    Str typed = input_text(q, "thang");
    *month = first_of(c->today);
    if (!typed.n) return OK;
    Day day = day_parse_iso(str_format(&c->mem, "%.*s-01", STR_ARGS(typed)));
    if (day == NO_DAY) return fail(c, FAIL_INPUT, "Tháng phải viết như 2024-10.");
    *month = day;
    return OK;
}

/* The day in the list, which stays in order. */
static CalendarDay *day_in(Ctx *c, CalendarDayList *days, Day day, const Workdays *work)
{
    size_t i = 0;
    while (i < days->n && days->at[i].day < day) i++;
    if (i < days->n && days->at[i].day == day) return &days->at[i];
    (void)list_add(&c->mem, days);
    memmove(&days->at[i + 1], &days->at[i], (days->n - 1 - i) * sizeof *days->at);
    days->at[i] = (CalendarDay){.day = day, .is_workday = workday_is(work, day)};
    return &days->at[i];
}

static Fail add_events(Ctx *c, const CalendarPage *m, const Workdays *work, CalendarDayList *days)
{
    EventList all;
    TRY(events_between(c, actor_plan(c->actor), m->month, m->after - 1, &all));
    for (size_t i = 0; i < all.n; i++) *list_add(&c->mem, &day_in(c, days, all.at[i].day, work)->events) = all.at[i];
    return OK;
}

static Fail fill_days(Ctx *c, CalendarPage *m, CalendarDayList *days)
{
    DayCountList counts;
    const Workdays *work = workdays();
    TRY(schedule_days(c, actor_plan(c->actor), m->org, m->month, m->after - 1, &counts));
    for (size_t i = 0; i < counts.n; i++) {
        CalendarDay *k = list_add(&c->mem, days);
        TaskChoice a = TASK_ANY;
        Str next;
        *k = (CalendarDay){.day = counts.at[i].day,
                           .n = counts.at[i].n,
                           .is_more = counts.at[i].is_more,
                           .is_workday = workday_is(work, counts.at[i].day)};
        a.plan = actor_plan(c->actor), a.lead = m->org, a.only_open = true, a.due_from = a.due_to = k->day,
        a.most = CALENDAR_SHOWN;
        TRY(task_list(c, &a, &k->tasks, &next));
    }
    return m->org.n ? OK : add_events(c, m, work, days);
}

static const Column day_columns[] = {COL_DAY(CalendarDay, day, "day"),
                                     COL_NUMBER(CalendarDay, n, "n"),
                                     COL_YES(CalendarDay, is_more, "more"),
                                     COL_YES(CalendarDay, is_workday, "workday"),
                                     COL_ROWS(CalendarDay, events, "events", &event_record),
                                     COL_ROWS(CalendarDay, tasks, "tasks", &task_record),
                                     {0}};
static const Record day_record = {.name = "ScheduleDay", .columns = day_columns};
static const Column calendar_columns[] = {COL_DAY(CalendarPage, month, "month"),
                                          COL_TEXT(CalendarPage, org, "org"),
                                          COL_ROWS_AT(CalendarPage, days, "days", &day_record),
                                          {0}};
const Record schedule_record = {.name = "Schedule", .columns = calendar_columns};

/* What the page and its JSON say; what it points to is in c's memory. */
static Fail find_calendar(Ctx *c, const Request *q, CalendarPage *m)
{
    CalendarDayList *days = NEW(&c->mem, CalendarDayList, 1);
    *m = (CalendarPage){.q = q, .days = days, .today = c->today};
    TRY(month_of(c, q, &m->month));
    m->before = first_of(m->month - 1), m->after = first_of(m->month + LONGER_THAN_A_MONTH);
    m->has_own = task_opens_on_own(c);
    TRY(lead_opened(c, q, &m->org));
    if (m->org.n) {
        Org org;
        TRY(org_by_code(c, m->org, &org));
        m->org_name = org.name;
    }
    return fill_days(c, m, days);
}

/* What is one person's on it: their addresses for phones, and the one that was just made. */
typedef struct {
    FeedList feeds;
    Str new_address;
} Addresses;

static Fail draw_calendar(Ctx *c, const Request *q, Reply *r, Out *o, const void *addresses)
{
    const Addresses *b = addresses;
    CalendarPage m;
    TRY(find_calendar(c, q, &m));
    m.feeds = &b->feeds, m.new_address = b->new_address;
    m.may_subscribe = actor_is_known(c->actor), m.has_agency = m.may_subscribe && c->actor->org.n;
    shared_title(c, r, S("Lịch"));
    schedule_calendar_page(o, &m);
    return OK;
}

static Fail feeds_of_actor(Ctx *c, FeedList *feeds)
{
    *feeds = (FeedList){0};
    return actor_is_known(c->actor) ? feeds_of(c, c->actor->person, feeds) : OK;
}

/* Who has addresses on their phone sees a page of their own. */
Fail schedule_get(Ctx *c, const Request *q, Reply *r)
{
    CalendarPage m;
    Addresses b = {0};
    if (reply_is_json(r)) {
        TRY(find_calendar(c, q, &m));
        return reply_record(c, r, &schedule_record, &m);
    }
    TRY(feeds_of_actor(c, &b.feeds));
    if (b.feeds.n) return unshared_page(c, q, r, draw_calendar, &b);
    return shared_page(c, q, r, (Str){0}, draw_calendar, &b);
}

/* The address is told in this one answer and kept nowhere. */
Fail schedule_feed_post(Ctx *c, const Request *q, Reply *r)
{
    Str token;
    Addresses b = {0};
    int64_t days_ahead = 0; /* "khong" is no number */
    (void)str_integer(input_text(q, "nhac"), &days_ahead);
    TRY(feed_new(c, str_equal(input_text(q, "loai"), S("toi")), (int)days_ahead, &token));
    TRY(feeds_of_actor(c, &b.feeds));
    b.new_address = str_format(&c->mem, "%.*s/lich-viec/%.*s", STR_ARGS(request_site(q)), STR_ARGS(token));
    return unshared_page(c, q, r, draw_calendar, &b);
}

Fail schedule_feed_drop_post(Ctx *c, const Request *q, Reply *r)
{
    TRY(feed_drop(c, input_id(q, "dia-chi")));
    return reply_redirect(c, r, "/lich-viec#dang-ky");
}

Fail schedule_feed_get(Ctx *c, const Request *q, Reply *r)
{
    Feed feed;
    TaskList tasks;
    TRY(feed_tasks(c, input_text(q, "token"), &feed, &tasks));
    Calendar k = calendar_begin(c, reply_text(c, r, "text/calendar; charset=utf-8"),
                                feed.org.n ? str_format(&c->mem, "Việc của %.*s", STR_ARGS(feed.name)) : feed.name,
                                request_site(q));
    k.days_ahead = feed.days_ahead;
    for (size_t i = 0; i < tasks.n; i++) calendar_task(&k, &tasks.at[i]);
    calendar_end(&k);
    reply_file_name(c, r,
                    feed.org.n ? str_format(&c->mem, "viec-%.*s.ics", STR_ARGS(feed.org)) : S("viec-theo-doi.ics"));
    return OK;
}
