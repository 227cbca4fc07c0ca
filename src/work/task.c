// SPDX-License-Identifier: Apache-2.0
/* task.c -- reading one task and what hangs on it. */
#include "people/people.h"
#include "work/inside.h"

Str due_words(Ctx *c, Day due) { return due == NO_DAY ? S("không có hạn") : day_vietnamese(&c->mem, due); }

Task read_task(Ctx *c, Rows *r)
{
    Task t = {.id = row_integer(r, 0),
              .plan = row_integer(r, 1),
              .node = row_integer(r, 2),
              .parent = row_integer(r, 3),
              .lead = row_text(r, 4),
              .branch = row_text(r, 5),
              .assigner = row_text(r, 6),
              .lead_name = row_text(r, 7),
              .title = row_text(r, 8),
              .content = row_text(r, 9),
              .product = row_text(r, 10),
              .begins = row_day(r, 11),
              .due = row_day(r, 12),
              .due_first = row_day(r, 13),
              .state = task_state_of(row_text(r, 14)),
              .percent = (int)row_integer(r, 15),
              .result = row_text(r, 16),
              .asked = row_day(r, 17),
              .said = row_day(r, 18),
              .is_late_excused = row_integer(r, 19),
              .is_waiting_head = row_integer(r, 20),
              .cause = row_text(r, 21),
              .assigned_at = row_integer(r, 22),
              .updated_at = row_integer(r, 23),
              .version = (int)row_integer(r, 24),
              .alike = row_integer(r, 25)};
    t.class = task_class(t.state, t.due, t.asked, c->today);
    return t;
}

Fail read_tasks(Ctx *c, Rows *r, TaskList *tasks)
{
    *tasks = (TaskList){0};
    while (rows_next(r)) *list_add(&c->mem, tasks) = read_task(c, r);
    return rows_end(r);
}

Fail task_by_id(Ctx *c, Id task, Task *t)
{
    Rows r;
    Fail result = store_one(c, &r, TASK_COLUMNS "WHERE t.office_id = $1 AND t.id = $2", OFFICE, task);
    if (result == FAIL_MISSING) return fail_rather(c, FAIL_MISSING, "Không có việc này. Hãy mở lại từ danh sách việc.");
    TRY(result);
    *t = read_task(c, &r);
    return rows_end(&r);
}

Fail task_items(Ctx *c, Id task, TaskItemList *items)
{
    Rows r;
    *items = (TaskItemList){0};
    TRY(store_query(c, &r,
                    "SELECT id, kind, text, unit, is_done, target, value FROM task_item "
                    "WHERE office_id = $1 AND task_id = $2 ORDER BY place, id",
                    OFFICE, task));
    while (rows_next(&r))
        *list_add(&c->mem, items) = (TaskItem){.id = row_integer(&r, 0),
                                               .task = task,
                                               .is_figure = str_equal(row_text(&r, 1), S("figure")),
                                               .text = row_text(&r, 2),
                                               .unit = row_text(&r, 3),
                                               .is_done = row_integer(&r, 4),
                                               .has_target = !row_is_null(&r, 5),
                                               .target = row_integer(&r, 5),
                                               .has_value = !row_is_null(&r, 6),
                                               .value = row_integer(&r, 6)};
    return rows_end(&r);
}

/* The name of a class comes from its table, which is in memory. */
Fail task_partners(Ctx *c, Id task, TaskPartnerList *partners)
{
    Rows r;
    OrgClassList classes;
    *partners = (TaskPartnerList){0};
    TRY(org_classes_load(c, &classes));
    TRY(store_query(c, &r,
                    "SELECT p.org, p.class, p.name, " ORG_NAME("''") " FROM task_partner p " ORG_NAME_JOIN(
                        "p", "org") "WHERE p.office_id = $1 AND p.task_id = $2 ORDER BY p.place",
                    OFFICE, task));
    while (rows_next(&r)) {
        TaskPartner *p = list_add(&c->mem, partners);
        *p = (TaskPartner){row_text(&r, 0), row_text(&r, 1), row_text(&r, 2)};
        const OrgClass *class = p->class.n ? org_class(&classes, p->class) : NULL;
        if (!p->name.n) p->name = row_text(&r, 3).n ? row_text(&r, 3) : class ? class->name : p->org;
    }
    return rows_end(&r);
}

/* What a partner is in are few tasks of very many: the store is kept from walking along all open ones by day, which
 * it would for the sake of the order. */
#define HELPED_BY(partner, rest)                                                                                       \
    TASK_COLUMNS "WHERE t.office_id = $1 AND t.id IN (SELECT task_id FROM (SELECT p.task_id FROM task_partner p "      \
                 "WHERE p.office_id = $1 AND " partner " ORDER BY p.task_id DESC LIMIT $5) AS newest) "                \
                 "AND t.is_open + 0 = 1 " rest "ORDER BY t.due || '', t.id LIMIT $4"
enum { HELPED_LOOKED_AT = 1000 };

Fail tasks_helped(Ctx *c, Str org, const StrList *classes, TaskList *tasks)
{
    Rows r;
    *tasks = (TaskList){0};
    for (size_t i = 0; i <= classes->n && tasks->n < TASKS_HELPED_MAX; i++) {
        if (i < classes->n)
            TRY(store_query(c, &r, HELPED_BY("p.class = $2", "AND t.lead <> $3 "), OFFICE, classes->at[i], org,
                            (int)TASKS_HELPED_MAX, (int)HELPED_LOOKED_AT));
        else
            TRY(store_query(c, &r, HELPED_BY("p.org = $2", "AND $3 = '' "), OFFICE, org, S(""), (int)TASKS_HELPED_MAX,
                            (int)HELPED_LOOKED_AT));
        while (rows_next(&r))
            if (tasks->n < TASKS_HELPED_MAX) *list_add(&c->mem, tasks) = read_task(c, &r);
        TRY(rows_end(&r));
    }
    return OK;
}

Fail tasks_waiting_head(Ctx *c, Id plan, Str org, int most, TaskList *tasks)
{
    Rows r;
    *tasks = (TaskList){0};
    TRY(store_query(c, &r,
                    TASK_COLUMNS "WHERE t.office_id = $1 AND t.lead = $2 AND t.is_waiting_head = 1 "
                                 "AND t.is_open + 0 = 1 AND ($3 = 0 OR t.plan_id = $3) ORDER BY t.due, t.id LIMIT $4",
                    OFFICE, org, plan, most));
    return read_tasks(c, &r, tasks);
}

Fail tasks_watched(Ctx *c, Id person, int most, TaskList *tasks)
{
    Rows r;
    *tasks = (TaskList){0};
    TRY(store_query(c, &r,
                    TASK_COLUMNS "WHERE t.office_id = $1 AND t.id IN (SELECT k.task_id FROM task_watch k "
                                 "WHERE k.office_id = $1 AND k.person_id = $2) AND t.is_open + 0 = 1 "
                                 "ORDER BY t.due || '', t.id LIMIT $3",
                    OFFICE, person, most));
    while (rows_next(&r)) *list_add(&c->mem, tasks) = read_task(c, &r);
    return rows_end(&r);
}

Fail task_entries(Ctx *c, Id task, TaskEntryList *entries)
{
    Rows r;
    *entries = (TaskEntryList){0};
    TRY(store_query(
        c, &r,
        "SELECT e.id, e.kind, e.at, e.day, e.person_id, e.org, e.text, e.before, e.after, " PERSON_NAME(
            "p") " FROM task_entry e " PERSON_JOIN("e", "person_id",
                                                   "p") "WHERE e.office_id = $1 AND e.task_id = $2 ORDER BY e.id",
        OFFICE, task));
    while (rows_next(&r))
        *list_add(&c->mem, entries) = (TaskEntry){.id = row_integer(&r, 0),
                                                  .task = task,
                                                  .kind = row_text(&r, 1),
                                                  .at = row_integer(&r, 2),
                                                  .day = row_day(&r, 3),
                                                  .person = row_integer(&r, 4),
                                                  .org = row_text(&r, 5),
                                                  .text = row_text(&r, 6),
                                                  .before = row_text(&r, 7),
                                                  .after = row_text(&r, 8),
                                                  .person_name = row_text(&r, 9)};
    return rows_end(&r);
}

Fail task_roll_up(Ctx *c, Id task, TaskRollUp *sum)
{
    Rows r;
    *sum = (TaskRollUp){0};
    TRY(store_query(
        c, &r,
        "SELECT count(*), coalesce(sum(CASE WHEN state = 'done' THEN 1 ELSE 0 END), 0), "
        "coalesce(sum(CASE WHEN state = 'done' THEN 100 ELSE percent END), 0), "
        "coalesce(sum(CASE WHEN " TASK_IS_LATE(
            "t", "$3") " THEN 1 ELSE 0 END), 0) FROM task t "
                       "WHERE office_id = $1 AND parent_id = $2 AND state NOT IN ('proposed', 'dropped', 'cancelled')",
        OFFICE, task, day_iso(&c->mem, c->today)));
    if (rows_next(&r)) {
        sum->parts = (int)row_integer(&r, 0);
        sum->done = (int)row_integer(&r, 1);
        sum->percent = sum->parts ? (int)(row_integer(&r, 2) / sum->parts) : 0;
        sum->overdue = (int)row_integer(&r, 3);
    }
    return rows_end(&r);
}
