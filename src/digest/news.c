// SPDX-License-Identifier: Apache-2.0
/* news.c -- what the morning letter would tell, on a page, at any hour; and how many things are new since one looked:
 * a bell that rings for what others did, never for what one did oneself, nor for days that pass. */
#include "digest/digest.h"
#include "work/sql.h"

int64_t digest_week(const Ctx *c) { return day_begins(c->today - DIGEST_FIRST_DAYS); }

Fail digest_seen_at(Ctx *c, Id person, int64_t *at)
{
    Rows r;
    TRY(store_query(c, &r, "SELECT at FROM digest_seen WHERE office_id = $1 AND person_id = $2", OFFICE, person));
    *at = rows_next(&r) ? row_integer(&r, 0) : 0;
    int64_t oldest = digest_week(c);
    if (*at < oldest) *at = oldest;
    return rows_end(&r);
}

Fail digest_saw(Ctx *c, Id person)
{
    return store_run(c,
                     "INSERT INTO digest_seen (office_id, person_id, at) VALUES ($1, $2, $3) "
                     "ON CONFLICT (office_id, person_id) DO UPDATE SET at = excluded.at",
                     OFFICE, person, c->now);
}

/* An entry by others since then. */
#define SINCE                                                                                                          \
    "EXISTS (SELECT 1 FROM work_entry e WHERE e.office_id = t.office_id AND e.task_id = t.id AND e.id >= $6 "          \
    "AND e.at > $3 AND e.person_id <> $4 AND "

/* What is walked is the open tasks of one agency, and no more of them than the menu can tell; or those that one person
 * watches. */
static Fail count_of_agency(Ctx *c, int64_t since, int *n)
{
    Rows r;
    TRY(store_one(
        c, &r,
        "SELECT count(*) FROM (SELECT t.id FROM work_task t WHERE t.office_id = $1 AND t.lead = $2 "
        "AND t.is_open = 1 AND ($5 = 0 OR t.plan_id = $5) AND (" SINCE ENTRY_IS_TOLD(
            "e") ") OR t.assigned_at > $3 AND " SINCE "e.kind = 'assign')) ORDER BY t.due, t.id LIMIT $7) AS news",
        OFFICE, c->actor->org, since, c->actor->person, actor_plan(c->actor), id_from(since), WAITING_TOLD + 1));
    *n += (int)row_integer(&r, 0);
    return rows_end(&r);
}

static Fail count_watched(Ctx *c, int64_t since, int *n)
{
    Rows r;
    TRY(store_one(c, &r,
                  "SELECT count(*) FROM work_watch w CROSS JOIN work_task t "
                  "WHERE w.office_id = $1 AND w.person_id = $2 AND t.office_id = w.office_id AND t.id = w.task_id "
                  "AND t.lead <> $4 AND ($5 = 0 OR t.plan_id = $5) AND EXISTS (SELECT 1 FROM work_entry e "
                  "WHERE e.office_id = w.office_id AND e.task_id = w.task_id AND e.id >= $6 AND e.at > $3 "
                  "AND e.person_id <> $2 AND " ENTRY_IS_TOLD("e") " AND e.kind = 'comment')",
                  OFFICE, c->actor->person, since, c->actor->org, actor_plan(c->actor), id_from(since)));
    *n += (int)row_integer(&r, 0);
    return rows_end(&r);
}

Fail digest_news_count(Ctx *c, int *n)
{
    int64_t since;
    *n = 0;
    if (!actor_is_known(c->actor)) return OK;
    TRY(digest_seen_at(c, c->actor->person, &since));
    bool of_agency = c->actor->role == ROLE_OFFICIAL || c->actor->role == ROLE_HEAD;
    if (of_agency && c->actor->org.n) TRY(count_of_agency(c, since, n));
    return count_watched(c, since, n);
}
