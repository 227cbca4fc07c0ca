// SPDX-License-Identifier: Apache-2.0
#include "journal/journal.h"
#include "schedule/schedule.h"
#include "secret/secret.h"

Fail feeds_of(Ctx *c, Id person, FeedList *feeds)
{
    Rows r;
    *feeds = (FeedList){0};
    TRY(store_query(c, &r,
                    "SELECT id, org, made_at FROM schedule_feed WHERE office_id = $1 AND person_id = $2 ORDER BY id",
                    OFFICE, person));
    while (rows_next(&r))
        *list_add(&c->mem, feeds) = (Feed){row_integer(&r, 0), row_text(&r, 1), row_text(&r, 1), row_integer(&r, 2)};
    TRY(rows_end(&r));
    for (size_t i = 0; i < feeds->n; i++) {
        Org org;
        TRY(org_by_code(c, feeds->at[i].org, &org));
        feeds->at[i].org_name = org.name;
    }
    return OK;
}

Fail feed_new(Ctx *c, Str *token)
{
    FeedList feeds;
    Id id = id_new(c->now);
    TRY(feeds_of(c, c->actor->person, &feeds));
    if (feeds.n >= FEEDS_MAX)
        return fail(c, FAIL_CONFLICT, "Đã có %d địa chỉ lịch. Hãy thu hồi một địa chỉ không dùng nữa.", FEEDS_MAX);
    if (!c->actor->org.n) return fail(c, FAIL_CONFLICT, "Hãy chọn một nhiệm vụ ở trang tài khoản rồi tạo lịch.");
    *token = token_new(&c->mem);
    TRY(store_run(c,
                  "INSERT INTO schedule_feed (office_id, id, digest, person_id, org, made_at) "
                  "VALUES ($1, $2, $3, $4, $5, $6)",
                  OFFICE, id, digest(&c->mem, "feed", *token), c->actor->person, c->actor->org, c->now));
    return journal_write(c,
                         (JournalEntry){.act = "Tạo địa chỉ lịch", .object = "feed", .id = id, .title = c->actor->org});
}

Fail feed_drop(Ctx *c, Id feed)
{
    int64_t changed;
    TRY(store_change(c, &changed, "DELETE FROM schedule_feed WHERE office_id = $1 AND id = $2 AND person_id = $3",
                     OFFICE, feed, c->actor->person));
    if (!changed) return fail(c, FAIL_MISSING, "Địa chỉ lịch này đã được thu hồi.");
    return journal_write(c, (JournalEntry){.act = "Thu hồi địa chỉ lịch", .object = "feed", .id = feed});
}

/* Whoever left, or has no duty any more that may read these tasks, reads nothing. */
static Fail may_read(Ctx *c, Id person, Str org, bool *may)
{
    Person p;
    DutyList duties;
    *may = false;
    TRY(person_by_id(c, person, &p));
    if (!str_equal(p.state, S("active"))) return OK;
    TRY(duties_of(c, person, false, &duties));
    for (size_t i = 0; i < duties.n; i++) {
        const Duty *d = &duties.at[i];
        Actor as = {.person = person,
                    .org = d->org,
                    .role = d->role,
                    .plan = d->plan,
                    .subtree = str_format(&c->mem, "\n%.*s\n", STR_ARGS(d->org))};
        *may |= duty_holds(d, c->today) && right_at(&as, "work.read", (Place){.org = org});
    }
    return OK;
}

static Fail find_feed(Ctx *c, Str token, Id *person, Str *org)
{
    Rows r;
    *person = 0;
    TRY(store_query(c, &r, "SELECT person_id, org FROM schedule_feed WHERE office_id = $1 AND digest = $2", OFFICE,
                    digest(&c->mem, "feed", token)));
    if (rows_next(&r)) *person = row_integer(&r, 0), *org = row_text(&r, 1);
    return rows_end(&r);
}

Fail feed_tasks(Ctx *c, Str token, Org *org, TaskList *tasks)
{
    Id person;
    Str code = {0}, next;
    bool may = false;
    TaskChoice a = TASK_ANY;
    TRY(find_feed(c, token, &person, &code));
    if (person) TRY(may_read(c, person, code, &may));
    if (!may) return fail(c, FAIL_MISSING, "Địa chỉ lịch này không còn. Hãy tạo địa chỉ mới ở trang Lịch việc.");
    TRY(org_by_code(c, code, org));
    a.lead = org->code, a.only_open = true, a.most = FEED_TASKS_MAX, a.due_to = day_of(9999, 1, 1);
    return task_list(c, &a, tasks, &next);
}

Fail schedule_days(Ctx *c, Str lead, Day from, Day to, DayCountList *days)
{
    Rows r;
    Str first = day_iso(&c->mem, from), last = day_iso(&c->mem, to);
    *days = (DayCountList){0};
    if (lead.n)
        TRY(store_query(c, &r,
                        "SELECT due, count(*) FROM task WHERE office_id = $1 AND lead = $2 AND is_open = 1 "
                        "AND due >= $3 AND due <= $4 GROUP BY due ORDER BY due",
                        OFFICE, lead, first, last));
    else
        TRY(store_query(c, &r,
                        "SELECT due, count(*) FROM task WHERE office_id = $1 AND is_open = 1 AND due >= $2 "
                        "AND due <= $3 GROUP BY due ORDER BY due",
                        OFFICE, first, last));
    while (rows_next(&r)) *list_add(&c->mem, days) = (DayCount){row_day(&r, 0), (int)row_integer(&r, 1)};
    return rows_end(&r);
}
