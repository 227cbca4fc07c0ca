// SPDX-License-Identifier: Apache-2.0
#include "base/map.h"
#include "journal/journal.h"
#include "org/directory.h"
#include "org/org.h"
#include "org/sql.h"
#include "urge/inside.h"
#include "viet/workday.h"
#include <stdlib.h>

/* -- whom
 * ---------------------------------------------------------------------------------------------------------------- */

static Fail last_of(Ctx *c, UrgeCandidate *k)
{
    Rows r;
    TRY(store_query(c, &r, "SELECT nth, at, day FROM urge WHERE office_id = $1 AND org = $2 ORDER BY id DESC LIMIT 1",
                    OFFICE, k->org));
    k->last_day = NO_DAY;
    if (rows_next(&r)) k->nth = (int)row_integer(&r, 0), k->last_at = row_integer(&r, 1), k->last_day = row_day(&r, 2);
    if (k->last_at && c->now - k->last_at < URGE_EVERY_MS) k->spared_until = k->last_at + URGE_EVERY_MS;
    return rows_end(&r);
}

static Day day_or_last(Day due) { return due == NO_DAY ? INT32_MAX : due; }

/* What burns most first: late ones, the longest of them, then soon ones, then the silent. */
static int by_heat(const void *x, const void *y)
{
    const UrgeCandidate *a = x, *b = y;
    if (a->late != b->late) return a->late > b->late ? -1 : 1;
    if (a->first_due != b->first_due) return day_or_last(a->first_due) < day_or_last(b->first_due) ? -1 : 1;
    if (a->soon != b->soon) return a->soon > b->soon ? -1 : 1;
    if (a->silent != b->silent) return a->silent > b->silent ? -1 : 1;
    return str_compare(a->org, b->org);
}

/* Without what is asked of each: from the counters alone. */
static Fail read_owing(Ctx *c, Id plan, UrgeCandidateList *list)
{
    TaskCountList counts;
    const Directory *directory;
    *list = (UrgeCandidateList){0};
    TRY(task_counts(c, plan, GRAIN_LEAD, c->today, &counts));
    TRY(org_directory(c, &directory));
    for (size_t i = 0; i < counts.n; i++) {
        const Counts *n = &counts.at[i].n;
        const Org *org = directory_by_code(directory, counts.at[i].item);
        UrgeCandidate k = {.late = (int)count_late(n), .soon = (int)n->class[CLASS_SOON], .silent = (int)n->silent};
        if (!org || (!k.late && !k.soon && !k.silent)) continue;
        k.org_id = org->id, k.org = org->code, k.name = org->name;
        *list_add(&c->mem, list) = k;
    }
    return OK;
}

Fail urge_candidates(Ctx *c, Id plan, UrgeCandidateList *list)
{
    TaskOwedFirstList firsts;
    Map by_org = {0};
    TRY(read_owing(c, plan, list));
    TRY(task_owed_firsts(c, plan, &firsts));
    for (size_t i = 0; i < firsts.n; i++) *map_put(&c->mem, &by_org, firsts.at[i].org) = &firsts.at[i];
    for (size_t i = 0; i < list->n; i++) {
        UrgeCandidate *k = &list->at[i];
        const TaskOwedFirst *first = map_get(&by_org, k->org);
        if (first) k->first_due = first->due, k->branch = first->branch;
        else TRY(task_owed_first(c, plan, k->org, &k->first_due, &k->branch)); /* it owes since this midnight */
        TRY(last_of(c, k));
    }
    if (list->n) qsort(list->at, list->n, sizeof *list->at, by_heat);
    return OK;
}

Fail urges_lately(Ctx *c, int *n)
{
    Rows r;
    TRY(store_one(c, &r, "SELECT count(*) FROM urge WHERE office_id = $1 AND day >= $2 AND at > $3", OFFICE,
                  day_iso(&c->mem, c->today - 1), c->now - URGE_EVERY_MS));
    *n = (int)row_integer(&r, 0);
    return rows_end(&r);
}

/* Agencies by code, each once. */
static Fail urged_today(Ctx *c, Map *orgs)
{
    Rows r;
    TRY(store_query(c, &r, "SELECT DISTINCT org FROM urge WHERE office_id = $1 AND day = $2", OFFICE,
                    day_iso(&c->mem, c->today)));
    while (rows_next(&r)) *map_put(&c->mem, orgs, row_text(&r, 0)) = c;
    return rows_end(&r);
}

Fail urge_sum(Ctx *c, Id plan, UrgeSum *sum)
{
    UrgeCandidateList list;
    Map urged = {0};
    *sum = (UrgeSum){0};
    TRY(urged_today(c, &urged));
    TRY(read_owing(c, plan, &list));
    for (size_t i = 0; i < list.n; i++) {
        const UrgeCandidate *k = &list.at[i];
        sum->agencies += k->late > 0, sum->late += k->late;
        if (k->late) sum->urged += map_get(&urged, k->org) != NULL;
        sum->silent_agencies += !k->late && k->silent;
    }
    return OK;
}

/* -- what went out
 * --------------------------------------------------------------------------------------------------------- */

#define COLUMNS                                                                                                        \
    "SELECT u.id, u.batch_id, u.org, " ORG_NAME("u.org") ", u.note, u.forced, u.nth, u.day, u.at, u.seen_at "          \
                                                         "FROM urge u " ORG_NAME_JOIN("u", "org")

static Fail read_urges(Ctx *c, Rows *r, UrgeList *urges)
{
    *urges = (UrgeList){0};
    while (rows_next(r))
        *list_add(&c->mem, urges) = (Urge){.id = row_integer(r, 0),
                                           .batch = row_integer(r, 1),
                                           .org = row_text(r, 2),
                                           .org_name = row_text(r, 3),
                                           .note = row_text(r, 4),
                                           .forced = row_text(r, 5),
                                           .nth = (int)row_integer(r, 6),
                                           .day = row_day(r, 7),
                                           .at = row_integer(r, 8),
                                           .seen_at = row_integer(r, 9)};
    return rows_end(r);
}

Fail urges_of_batch(Ctx *c, Id batch, UrgeList *urges)
{
    Rows r;
    TRY(store_query(c, &r, COLUMNS "WHERE u.office_id = $1 AND u.batch_id = $2 ORDER BY u.id", OFFICE, batch));
    TRY(read_urges(c, &r, urges));
    return urges->n ? OK : fail(c, FAIL_MISSING, "Không có lần đôn đốc này. Hãy mở lại từ trang đôn đốc.");
}

Fail urges_open(Ctx *c, Str org, UrgeList *urges)
{
    Rows r;
    TRY(store_query(c, &r,
                    COLUMNS "WHERE u.office_id = $1 AND u.org = $2 AND u.seen_at IS NULL ORDER BY u.id DESC LIMIT 5",
                    OFFICE, org));
    return read_urges(c, &r, urges);
}

Fail urge_tasks(Ctx *c, Id urge, TaskList *tasks)
{
    Rows r;
    IdList ids = {0};
    *tasks = (TaskList){0};
    TRY(store_query(c, &r, "SELECT task_id FROM urge_task WHERE office_id = $1 AND urge_id = $2 ORDER BY task_id",
                    OFFICE, urge));
    while (rows_next(&r)) *list_add(&c->mem, &ids) = row_integer(&r, 0);
    TRY(rows_end(&r));
    for (size_t i = 0; i < ids.n; i++) TRY(task_by_id(c, ids.at[i], list_add(&c->mem, tasks)));
    return OK;
}

Fail urges_seen(Ctx *c, Str org)
{
    return store_run(c, "UPDATE urge SET seen_at = $3 WHERE office_id = $1 AND org = $2 AND seen_at IS NULL", OFFICE,
                     org, c->now);
}

/* -- urging
 * ------------------------------------------------------------------------------------------------------------------ */

enum { HOUR_MS = 3600 * 1000, VIETNAM_HOURS = 7 };

Str urge_opens(Ctx *c)
{
    int hour = (int)((c->now / HOUR_MS + VIETNAM_HOURS) % 24);
    const Workdays *days = workdays();
    bool is_workday = workday_is(days, c->today);
    if (is_workday && hour >= URGE_FROM_HOUR && hour < URGE_TO_HOUR) return (Str){0};
    Day next = is_workday && hour < URGE_FROM_HOUR ? c->today : workday_add(days, c->today, 1);
    return str_format(&c->mem, "%d giờ %s, %.*s", URGE_FROM_HOUR, day_weekday_name(next),
                      STR_ARGS(day_vietnamese(&c->mem, next)));
}

static Str spared_words(Ctx *c, const UrgeCandidate *k)
{
    return str_format(&c->mem, "vừa được đôn đốc lúc %.*s, gửi lại được sau 4 giờ",
                      STR_ARGS(time_vietnamese(&c->mem, k->last_at)));
}

/* Late and soon ones, then the silent ones. */
static Fail pressing(Ctx *c, Str org, TaskList *tasks)
{
    Str next;
    TaskList more;
    TaskChoice a = TASK_ANY;
    a.lead = org;
    a.only_open = true;
    a.due_to = c->today + TASK_SOON_DAYS;
    a.most = URGE_TASKS_MAX;
    TRY(task_list(c, &a, tasks, &next));
    if (tasks->n == URGE_TASKS_MAX) return OK;
    a.due_from = c->today + TASK_SOON_DAYS + 1;
    a.due_to = NO_DAY;
    a.only_late_silent = true;
    TRY(task_list(c, &a, &more, &next));
    for (size_t i = 0; i < more.n && tasks->n < URGE_TASKS_MAX; i++) *list_add(&c->mem, tasks) = more.at[i];
    return OK;
}

static Fail urge_one(Ctx *c, const UrgeCandidate *k, Str note, Str forced, Id batch, Id id)
{
    TaskList tasks;
    Str text = str_format(&c->mem, "lần thứ %d%s%.*s", k->nth + 1, note.n ? ": " : "", STR_ARGS(note));
    TRY(pressing(c, k->org, &tasks));
    TRY(store_run(c,
                  "INSERT INTO urge (office_id, id, batch_id, org, nth, day, at, person_id, note, forced) "
                  "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
                  OFFICE, id, batch, k->org, k->nth + 1, day_iso(&c->mem, c->today), c->now,
                  actor_is_known(c->actor) ? c->actor->person : (Id)0, note, forced));
    for (size_t i = 0; i < tasks.n; i++) {
        if (tasks.at[i].state == TASK_ASKED) continue;
        TRY(store_run(c, "INSERT INTO urge_task (office_id, urge_id, task_id) VALUES ($1, $2, $3)", OFFICE, id,
                      tasks.at[i].id));
        TRY(task_entry_add(c, tasks.at[i].id, "urge", text, (Str){0}, (Str){0}));
    }
    TRY(urge_letters(c, k, &tasks, text, id));
    return journal_write(c,
                         (JournalEntry){.act = "Đôn đốc", .object = "urge", .id = id, .title = k->name, .after = text});
}

/* One of them, or a line of the receipt that says why not. */
static Fail urge_or_spare(Ctx *c, const UrgeCandidate *k, Str note, Str forced, ReceiptDraft *receipt, Id *batch)
{
    if (!str_trim(forced).n && k->spared_until) {
        Str path = str_format(&c->mem, "/viec?co-quan=%.*s", STR_ARGS(k->org));
        if (receipt) receipt_passed_over(receipt, FAIL_CONFLICT, k->name, path, spared_words(c, k));
        return OK;
    }
    Id id = id_new(c->now);
    if (!*batch) *batch = id;
    TRY(urge_one(c, k, note, forced, *batch, id));
    if (receipt) receipt_did_for_good(receipt); /* letters went out */
    return OK;
}

static bool is_chosen(const IdList *orgs, Id org)
{
    for (size_t i = 0; i < orgs->n; i++)
        if (orgs->at[i] == org) return true;
    return false;
}

Fail urge_send(Ctx *c, const IdList *orgs, Str note, Str forced, ReceiptDraft *receipt, Id *batch)
{
    UrgeCandidateList all;
    const UrgeCandidate *spared = NULL;
    Str opens = urge_opens(c);
    *batch = 0;
    if (!orgs->n) return fail(c, FAIL_INPUT, "Hãy đánh dấu ít nhất một cơ quan để đôn đốc.");
    if (opens.n && !str_trim(forced).n)
        return fail(c, FAIL_CONFLICT,
                    "Ngoài giờ làm việc. Gửi được từ %.*s; muốn gửi ngay hãy ghi lý do ở ô “Vẫn gửi”.",
                    STR_ARGS(opens));
    TRY(urge_candidates(c, 0, &all));
    for (size_t i = 0; i < all.n; i++) {
        if (!is_chosen(orgs, all.at[i].org_id)) continue;
        spared = &all.at[i];
        TRY(urge_or_spare(c, spared, note, forced, receipt, batch));
    }
    if (*batch) return OK;
    if (spared)
        return fail(c, FAIL_CONFLICT, "%.*s %.*s, hoặc ghi lý do ở ô “Vẫn gửi”.", STR_ARGS(spared->name),
                    STR_ARGS(spared_words(c, spared)));
    return fail(c, FAIL_CONFLICT, "Các cơ quan này không còn việc nào quá hạn hay chưa báo cáo. Hãy tải lại trang.");
}
