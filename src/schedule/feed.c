// SPDX-License-Identifier: Apache-2.0
#include "journal/journal.h"
#include "schedule/schedule.h"
#include "secret/secret.h"

static Fail name_feed(Ctx *c, Feed *f)
{
    Org org;
    f->name = S("Việc tôi theo dõi");
    if (!f->org.n) return OK;
    TRY(org_by_code(c, f->org, &org));
    f->name = org.name;
    return OK;
}

Fail feeds_of(Ctx *c, Id person, FeedList *feeds)
{
    Rows r;
    *feeds = (FeedList){0};
    TRY(store_query(
        c, &r,
        "SELECT id, org, made_at, days_ahead FROM schedule_feed WHERE office_id = $1 AND person_id = $2 ORDER BY id",
        OFFICE, person));
    while (rows_next(&r))
        *list_add(&c->mem, feeds) = (Feed){.id = row_integer(&r, 0),
                                           .org = row_text(&r, 1),
                                           .made_at = row_integer(&r, 2),
                                           .days_ahead = (int)row_integer(&r, 3)};
    TRY(rows_end(&r));
    for (size_t i = 0; i < feeds->n; i++) TRY(name_feed(c, &feeds->at[i]));
    return OK;
}

Fail feed_new(Ctx *c, bool of_watched, int days_ahead, Str *token)
{
    FeedList feeds;
    Id id = id_new(c->now);
    Str org = of_watched ? (Str){0} : c->actor->org;
    TRY(feeds_of(c, c->actor->person, &feeds));
    if (feeds.n >= FEEDS_MAX)
        return fail(c, FAIL_CONFLICT, "Đã có %d địa chỉ lịch. Hãy thu hồi một địa chỉ không dùng nữa.", FEEDS_MAX);
    if (!of_watched && !org.n) return fail(c, FAIL_CONFLICT, "Hãy chọn một nhiệm vụ ở trang tài khoản rồi tạo lịch.");
    *token = token_new(&c->mem);
    TRY(store_run(c,
                  "INSERT INTO schedule_feed (office_id, id, digest, person_id, org, made_at, days_ahead) "
                  "VALUES ($1, $2, $3, $4, $5, $6, $7)",
                  OFFICE, id, digest(&c->mem, "feed", *token), c->actor->person, org, c->now, days_ahead));
    return journal_write(c, (JournalEntry){.act = "Tạo địa chỉ lịch", .object = "feed", .id = id, .title = org});
}

Fail feed_drop(Ctx *c, Id feed)
{
    int64_t changed;
    TRY(store_change(c, &changed, "DELETE FROM schedule_feed WHERE office_id = $1 AND id = $2 AND person_id = $3",
                     OFFICE, feed, c->actor->person));
    if (!changed) return fail(c, FAIL_MISSING, "Địa chỉ lịch này đã được thu hồi.");
    return journal_write(c, (JournalEntry){.act = "Thu hồi địa chỉ lịch", .object = "feed", .id = feed});
}

/* What the person may read today: the places of their duties.  Whoever left reads nothing. */
typedef LIST(Actor) ActorList;
static Fail readers_of(Ctx *c, Id person, ActorList *readers)
{
    Person p;
    DutyList duties;
    *readers = (ActorList){0};
    TRY(person_by_id(c, person, &p));
    if (!str_equal(p.state, S("active"))) return OK;
    TRY(duties_of(c, person, false, &duties));
    for (size_t i = 0; i < duties.n; i++) {
        const Duty *d = &duties.at[i];
        if (duty_holds(d, c->today)) TRY(duty_actor(c, d, list_add(&c->mem, readers)));
    }
    return OK;
}

static bool may_read(const ActorList *readers, Place place)
{
    bool may = false;
    for (size_t i = 0; i < readers->n; i++) may |= right_at(&readers->at[i], "work.read", place);
    return may;
}

static Fail find_feed(Ctx *c, Str token, Id *person, Feed *feed)
{
    Rows r;
    *person = 0;
    TRY(store_query(
        c, &r, "SELECT id, person_id, org, made_at, days_ahead FROM schedule_feed WHERE office_id = $1 AND digest = $2",
        OFFICE, digest(&c->mem, "feed", token)));
    if (rows_next(&r)) {
        *person = row_integer(&r, 1);
        *feed = (Feed){.id = row_integer(&r, 0),
                       .org = row_text(&r, 2),
                       .made_at = row_integer(&r, 3),
                       .days_ahead = (int)row_integer(&r, 4)};
    }
    TRY(rows_end(&r));
    return *person ? name_feed(c, feed) : OK;
}

static Fail watched_tasks(Ctx *c, Id person, const ActorList *readers, TaskList *tasks)
{
    TaskList all;
    TRY(tasks_watched(c, person, FEED_TASKS_MAX, &all));
    for (size_t i = 0; i < all.n; i++) {
        const Task *t = &all.at[i];
        if (t->due != NO_DAY && may_read(readers, task_lead_place(t))) *list_add(&c->mem, tasks) = *t;
    }
    return OK;
}

Fail feed_tasks(Ctx *c, Str token, Feed *feed, TaskList *tasks)
{
    Id person;
    Str next;
    ActorList readers = {0};
    TaskChoice a = TASK_ANY;
    *tasks = (TaskList){0};
    TRY(find_feed(c, token, &person, feed));
    if (person) TRY(readers_of(c, person, &readers));
    if (!readers.n || (feed->org.n && !may_read(&readers, (Place){.org = feed->org})))
        return fail(c, FAIL_MISSING, "Địa chỉ lịch này không còn. Hãy tạo địa chỉ mới ở trang Lịch việc.");
    if (!feed->org.n) return watched_tasks(c, person, &readers, tasks);
    a.lead = feed->org, a.only_open = true, a.most = FEED_TASKS_MAX, a.due_to = day_of(9999, 1, 1);
    TaskList all;
    TRY(task_list(c, &a, &all, &next));
    for (size_t i = 0; i < all.n; i++) /* a duty may be for one plan only */
        if (may_read(&readers, (Place){.org = all.at[i].lead, .plan = all.at[i].plan}))
            *list_add(&c->mem, tasks) = all.at[i];
    return OK;
}

/* From one day that has any to the next, and of each no more are counted than are told. */
#define OF_PLAN "($4 = 0 OR t.plan_id = $4) "
#define DAYS(whose)                                                                                                    \
    "WITH RECURSIVE of_month (due) AS (SELECT min(t.due) FROM work_task t WHERE t.office_id = $1 AND " whose           \
    "t.is_open = 1 AND t.due >= $2 AND t.due <= $3 AND " OF_PLAN                                                       \
    "UNION ALL SELECT (SELECT min(t.due) FROM work_task t "                                                            \
    "WHERE t.office_id = $1 AND " whose "t.is_open = 1 AND t.due > d.due AND t.due <= $3 AND " OF_PLAN ") "            \
    "FROM of_month d WHERE d.due IS NOT NULL) "                                                                        \
    "SELECT d.due, (SELECT count(*) FROM (SELECT 1 FROM work_task t WHERE t.office_id = $1 AND " whose                 \
    "t.is_open = 1 AND t.due = d.due AND " OF_PLAN "LIMIT $5) AS counted) "                                            \
    "FROM of_month d WHERE d.due IS NOT NULL ORDER BY d.due"

Fail schedule_days(Ctx *c, Id plan, Str lead, Day from, Day to, DayCountList *days)
{
    Rows r;
    Str first = day_iso(&c->mem, from), last = day_iso(&c->mem, to);
    *days = (DayCountList){0};
    if (lead.n)
        TRY(store_query(c, &r, DAYS("t.lead = $6 AND "), OFFICE, first, last, plan, SCHEDULE_COUNTED + 1, lead));
    else TRY(store_query(c, &r, DAYS(""), OFFICE, first, last, plan, SCHEDULE_COUNTED + 1));
    while (rows_next(&r)) {
        int n = (int)row_integer(&r, 1);
        bool is_more = n > SCHEDULE_COUNTED;
        *list_add(&c->mem, days) = (DayCount){row_day(&r, 0), is_more ? SCHEDULE_COUNTED : n, is_more};
    }
    return rows_end(&r);
}
