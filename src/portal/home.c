// SPDX-License-Identifier: Apache-2.0
/* home.c -- the plan at a glance. */
#include "http/reply.h"
#include "http/request.h"
#include "http/shared.h"
#include "people/rights.h"
#include "plan/json.h"
#include "portal/view.h"
#include "portal/web.h"

/* Monday; day 0 of our count, 1970-01-01, was a Thursday. */
static Day week_begin(Day d) { return d - ((d + 3) % 7 + 7) % 7; }

static Str countdown(Ctx *c, const PlanCard *p, int left)
{
    Day from = p->from, to = p->to, today = c->today;
    Str first = from == NO_DAY ? (Str){0} : day_vietnamese(&c->mem, from),
        last = to == NO_DAY ? (Str){0} : day_vietnamese(&c->mem, to);
    if (from == NO_DAY && to == NO_DAY) return S("Văn bản không ghi thời gian tổ chức chung.");
    if (from != NO_DAY && today < from)
        return str_format(&c->mem, "Còn %d ngày đến khi bắt đầu, %.*s.", from - today, STR_ARGS(first));
    if (to == NO_DAY) return str_format(&c->mem, "Đang diễn ra từ %.*s.", STR_ARGS(first));
    if (today > to && left)
        return str_format(&c->mem, "Đợt tổ chức đã qua ngày cuối, %.*s; còn %d việc chưa xong.", STR_ARGS(last), left);
    if (today > to) return str_format(&c->mem, "Đợt tổ chức đã qua ngày cuối, %.*s.", STR_ARGS(last));
    if (today == to) return S("Hôm nay là ngày cuối của đợt tổ chức.");
    return str_format(&c->mem, "Còn %d ngày đến hết đợt tổ chức, %.*s.", to - today, STR_ARGS(last));
}

static const Column shown_columns[] = {COL_ALL_AT(TimelineRow, activity, &plan_activity_record),
                                       COL_TEXT(TimelineRow, when.words, "state"),
                                       COL_TEXT(TimelineRow, wrong_label, "wrong"),
                                       COL_NUMBER(TimelineRow, tasks, "tasks"),
                                       COL_NUMBER(TimelineRow, done, "done"),
                                       {0}};
static const Record shown_record = {.name = "HomeActivity", .columns = shown_columns};

static const char *verb(int kind) { return event_verb((EventKind)kind); }
static const Column event_columns[] = {COL_DAY(Event, day, "day"),       COL_KEY(Event, kind, "what", verb),
                                       COL_TEXT(Event, code, "code"),    COL_TEXT(Event, title, "title"),
                                       COL_INTEGER(Event, plan, "plan"), {0}};
const Record event_record = {.name = "Event", .columns = event_columns};

/* Only what is open; the page has the others too. */
static RecordValue open_findings(Ctx *c, const void *page)
{
    const HomePage *m = page;
    PlanFindingList *some = NEW(&c->mem, PlanFindingList, 1);
    *some = *m->findings;
    if (some->n > (size_t)m->plan->open) some->n = (size_t)m->plan->open;
    return (RecordValue){.at = some};
}

static RecordValue activities_of(Ctx *c, const void *page)
{
    (void)c;
    return (RecordValue){.at = &((const HomePage *)page)->timeline->rows};
}

static const Column plan_columns[] = {
    COL_TEXT(HomePage, countdown, "countdown"),
    COL_MADE(COLUMN_ROWS, "activities", activities_of, .of = &shown_record, .step = sizeof(TimelineRow)),
    COL_ROWS_AT(HomePage, week, "week", &event_record),
    COL_MADE(COLUMN_ROWS, "findings", open_findings, .of = &plan_finding_record, .step = sizeof(PlanFinding)),
    {0}};
static const Record plan_record = {.name = "HomePlan", .columns = plan_columns};

/* Without a plan there is only the day. */
static RecordValue plan_of(Ctx *c, const void *page)
{
    (void)c;
    return (RecordValue){.at = ((const HomePage *)page)->plan ? page : NULL};
}

static RecordValue setup_of(Ctx *c, const void *page)
{
    (void)c;
    const Setup *s = ((const HomePage *)page)->setup;
    return (RecordValue){.at = s->is_shown ? s : NULL};
}

static const Column home_columns[] = {COL_DAY(HomePage, today, "today"),
                                      COL_AT(HomePage, plan, "plan", &plan_card_record),
                                      COL_MADE(COLUMN_RECORD, "setup", setup_of, .of = &setup_record),
                                      COL_MADE(COLUMN_ALL, "", plan_of, .of = &plan_record, .some = true),
                                      {0}};
const Record home_record = {.name = "Home", .columns = home_columns};

static void count_states(HomePage *m)
{
    for (size_t i = 0; i < m->timeline->rows.n; i++) switch (m->timeline->rows.at[i].when.state) {
        case WHEN_NOW: m->now++; break;
        case WHEN_OVER: m->over++; break;
        case WHEN_LATER:
        case WHEN_UNKNOWN: m->later++; break;
        }
}

/* What is done of each activity, and what is left of all of them. */
static Fail count_tasks(Ctx *c, const PlanCard *plan, Timeline *t, int *left)
{
    TaskCountList counts;
    *left = 0;
    TRY(task_counts(c, plan->id, GRAIN_NODE, c->today, &counts));
    for (size_t i = 0; i < t->rows.n; i++) {
        TimelineRow *row = &t->rows.at[i];
        Counts n = counts_of(&counts, str_format(&c->mem, "%lld", (long long)row->activity->node));
        row->done = (int)(n.class[CLASS_IN_TIME] + n.class[CLASS_LATE]);
        row->tasks = (int)(count_total(&n) - n.class[CLASS_CANCELLED]);
    }
    for (size_t i = 0; i < counts.n; i++) {
        const Counts *n = &counts.at[i].n;
        *left += (int)(n->class[CLASS_LATER] + n->class[CLASS_SOON] + n->class[CLASS_OVERDUE] +
                       n->class[CLASS_UNDATED] + n->class[CLASS_PAUSED]);
    }
    return OK;
}

static bool has_desk(const Ctx *c)
{
    static const char *const rights[] = {"work.report", "work.assign", "work.sign", "difficulty.direct", "system.read"};
    for (size_t i = 0; i < sizeof rights / sizeof *rights; i++)
        if (actor_is_known(c->actor) && right_somewhere(c->actor, rights[i])) return true;
    return false;
}

/* The plan and its time line; what it points to is in c's memory. */
static Fail find_plan(Ctx *c, PlanCard *plan, HomePage *m)
{
    PlanActivityList activities;
    PlanFindingList *findings = NEW(&c->mem, PlanFindingList, 1);
    EventList *week = NEW(&c->mem, EventList, 1), later;
    Timeline *timeline = NEW(&c->mem, Timeline, 1);
    int left;
    m->week_from = week_begin(c->today);
    TRY(plan_activities(c, plan->id, &activities));
    TRY(plan_findings(c, plan->id, findings));
    TRY(events_between(c, 0, m->week_from, m->week_from + 6, week));
    TRY(events_between(c, 0, m->week_from + 7, NO_DAY, &later));
    *timeline = timeline_of(c, plan, &activities, findings, NO_DAY, NO_DAY);
    TRY(count_tasks(c, plan, timeline, &left));
    m->plan = plan, m->timeline = timeline, m->week = week, m->findings = findings;
    m->next = later.n ? &later.at[0] : NULL;
    m->countdown = countdown(c, plan, left);
    count_states(m);
    return OK;
}

/* What is personal on it, found before. */
typedef struct {
    Setup setup;
    PanelsOwn own;
} Before;

static PanelSubject subject_of(const PlanCard *plan)
{
    return (PanelSubject){.id = plan->id && plan_is_active(plan) ? plan->id : 0};
}

static void draw_empty(Ctx *c, Out *o, const HomePage *m)
{
    if (m->setup->is_shown) setup_steps(o, m->setup);
    else home_empty(o);
    if (right_here(c, "system.read")) home_acts(o, m->panels); /* others have nothing to do before there is a plan */
}

static Fail draw_home(Ctx *c, const Request *q, Reply *r, Out *o, const void *before)
{
    const Before *b = before;
    PlanCard plan;
    Panels panels;
    HomePage m = {.today = c->today, .setup = &b->setup, .panels = &panels};
    shared_title(c, r, S("Trang đầu"));
    TRY(plan_current(c, &plan));
    TRY(panels_draw_with(c, q, r, PANEL_OF_HOME, subject_of(&plan), &b->own, &panels));
    if (!plan.id) return draw_empty(c, o, &m), OK;
    TRY(find_plan(c, &plan, &m));
    m.actor = c->actor, m.has_desk = has_desk(c), m.may_review = right_here(c, "plan.review");
    home_page(o, &m);
    return OK;
}

static Fail home_json(Ctx *c, Reply *r, PlanCard *plan, const Setup *setup)
{
    HomePage m = {.today = c->today, .setup = setup};
    if (plan->id) TRY(find_plan(c, plan, &m));
    return reply_record(c, r, &home_record, &m);
}

Fail home_get(Ctx *c, const Request *q, Reply *r)
{
    PlanCard plan;
    Before b;
    TRY(plan_current(c, &plan));
    TRY(setup_find(c, &plan, &b.setup));
    if (right_here(c, "system.read")) reply_not_kept(r); /* a disk fills up without any table changing */
    if (reply_is_json(r)) return home_json(c, r, &plan, &b.setup);
    TRY(panels_own(c, q, PANEL_OF_HOME, subject_of(&plan), &b.own));
    if (b.setup.is_shown) return unshared_page(c, q, r, draw_home, &b);
    return shared_page(c, q, r, panels_own_key(c, &b.own), draw_home, &b);
}
