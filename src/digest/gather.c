// SPDX-License-Identifier: Apache-2.0
/* gather.c -- what a letter tells, kind by kind.  What happened in the very millisecond of the last letter is told:
 * rather twice than never. */
#include "difficulty/difficulty.h"
#include "digest/digest.h"
#include "people/sql.h"
#include "urge/urge.h"
#include "viet/workday.h"
#include "work/sql.h"
#include "work/work.h"

enum { WHAT_MAX = 120, LOOKED_AT = 200 }; /* bytes of a title or a remark; tasks that a letter looks at */

bool digest_is_empty(const Digest *d)
{
    for (int k = 0; k < DIGEST_KIND_COUNT; k++)
        if (d->lines[k].n) return false;
    return true;
}

static Str brief(Ctx *c, Str text)
{
    Str head = str_head(text, WHAT_MAX);
    return head.n < text.n ? str_format(&c->mem, "%.*s…", STR_ARGS(head)) : text;
}

static void add(Ctx *c, Digest *d, DigestKind kind, Str text, Str path)
{
    DigestLineList *lines = &d->lines[kind];
    if (lines->n >= DIGEST_LINES) d->more[kind]++;
    else *list_add(&c->mem, lines) = (DigestLine){text, path};
}

static Str task_path(Ctx *c, Id task) { return str_format(&c->mem, "/viec/%lld", (long long)task); }

static Str due_words(Ctx *c, Day due)
{
    return due == NO_DAY ? S("") : str_format(&c->mem, ", hạn %.*s", STR_ARGS(day_vietnamese(&c->mem, due)));
}

/* Joins below are CROSS where their order is meant: SQLite would rather walk along all entries than along the few tasks
 * of an agency, or of who watches them. */

/* -- of an agency ------------------------------------------------------------------------------------------------- */

static Fail gather_due(Ctx *c, Str org, Digest *d)
{
    TaskChoice a = TASK_ANY;
    TaskList tasks;
    Str next;
    a.plan = actor_plan(c->actor), a.lead = org, a.only_open = true, a.due_to = c->today + TASK_SOON_DAYS,
    a.most = LOOKED_AT;
    TRY(task_list(c, &a, &tasks, &next));
    for (size_t i = 0; i < tasks.n; i++) {
        const Task *t = &tasks.at[i];
        if (t->class != CLASS_OVERDUE && t->class != CLASS_SOON) continue;
        d->overdue += t->class == CLASS_OVERDUE;
        Str when = t->class == CLASS_OVERDUE ? str_format(&c->mem, "quá hạn %d ngày", c->today - t->due)
                   : t->due == c->today      ? S("hạn hôm nay")
                                             : str_format(&c->mem, "còn %d ngày", t->due - c->today);
        add(c, d, DIGEST_DUE, str_format(&c->mem, "%.*s: %.*s", STR_ARGS(brief(c, t->title)), STR_ARGS(when)),
            task_path(c, t->id));
    }
    return OK;
}

static Fail gather_new(Ctx *c, Str org, int64_t since, Digest *d)
{
    Rows r;
    TRY(store_query(c, &r,
                    "SELECT id, title, due FROM work_task WHERE office_id = $1 AND lead = $2 AND is_open = 1 "
                    "AND assigned_at >= $3 AND ($5 = 0 OR plan_id = $5) ORDER BY due, id LIMIT $4",
                    OFFICE, org, since, (int)LOOKED_AT, actor_plan(c->actor)));
    while (rows_next(&r))
        add(c, d, DIGEST_NEW,
            str_format(&c->mem, "%.*s%.*s", STR_ARGS(brief(c, row_text(&r, 1))),
                       STR_ARGS(due_words(c, row_day(&r, 2)))),
            task_path(c, row_integer(&r, 0)));
    return rows_end(&r);
}

static Fail gather_back(Ctx *c, Str org, int64_t since, Digest *d)
{
    Rows r;
    TRY(store_query(c, &r,
                    "SELECT t.id, t.title, e.text FROM work_task t CROSS JOIN work_entry e "
                    "WHERE t.office_id = $1 AND t.lead = $2 AND t.is_open = 1 "
                    "AND e.office_id = t.office_id AND e.task_id = t.id AND e.id >= $6 AND " ENTRY_IS_TOLD(
                        "e") " AND e.kind IN ('redo', 'insist', 'reopen', 'unsigned') AND e.at >= $3 "
                             "AND ($5 = 0 OR t.plan_id = $5) ORDER BY e.id LIMIT $4",
                    OFFICE, org, since, (int)LOOKED_AT, actor_plan(c->actor), id_from(since)));
    while (rows_next(&r))
        add(c, d, DIGEST_BACK,
            str_format(&c->mem, "%.*s: %.*s", STR_ARGS(brief(c, row_text(&r, 1))), STR_ARGS(brief(c, row_text(&r, 2)))),
            task_path(c, row_integer(&r, 0)));
    return rows_end(&r);
}

static Fail gather_extensions(Ctx *c, Str org, int64_t since, Digest *d)
{
    Rows r;
    TRY(store_query(c, &r,
                    "SELECT t.id, t.title, e.state, e.due_granted, e.answer FROM work_task t "
                    "CROSS JOIN work_extension e WHERE t.office_id = $1 AND t.lead = $2 AND t.is_open = 1 "
                    "AND e.office_id = t.office_id AND e.task_id = t.id AND e.answered_at >= $3 "
                    "AND e.state IN ('granted', 'shortened', 'refused') AND ($5 = 0 OR t.plan_id = $5) "
                    "ORDER BY e.id LIMIT $4",
                    OFFICE, org, since, (int)LOOKED_AT, actor_plan(c->actor)));
    while (rows_next(&r)) {
        Day due = row_day(&r, 3);
        Str what = due == NO_DAY ? str_format(&c->mem, "không được gia hạn: %.*s", STR_ARGS(brief(c, row_text(&r, 4))))
                                 : str_format(&c->mem, "được gia hạn đến %.*s", STR_ARGS(day_vietnamese(&c->mem, due)));
        add(c, d, DIGEST_ANSWERED,
            str_format(&c->mem, "%.*s: %.*s", STR_ARGS(brief(c, row_text(&r, 1))), STR_ARGS(what)),
            task_path(c, row_integer(&r, 0)));
    }
    return rows_end(&r);
}

/* Answers and directions wait for the agency to say whether they help. */
static Fail gather_answers(Ctx *c, Str org, Digest *d)
{
    DifficultyChoice a = {.waits = WAITS_AGENCY, .plan = actor_plan(c->actor), .org = org};
    DifficultyList list;
    Str next;
    TRY(difficulty_list(c, &a, &list, &next));
    for (size_t i = 0; i < list.n; i++) {
        const Difficulty *k = &list.at[i];
        Str words = k->direction.n ? k->direction : k->answer;
        add(c, d, DIGEST_ANSWERED,
            str_format(&c->mem, "Khó khăn “%.*s”: %.*s", STR_ARGS(brief(c, k->text)), STR_ARGS(brief(c, words))),
            str_format(&c->mem, "/kho-khan/%lld", (long long)k->id));
    }
    return OK;
}

static Fail gather_urges(Ctx *c, Str org, Digest *d)
{
    UrgeList urges;
    TRY(urges_open(c, org, &urges));
    for (size_t i = 0; i < urges.n; i++) {
        const Urge *u = &urges.at[i];
        add(c, d, DIGEST_URGED,
            str_format(&c->mem, "Lần thứ %d, ngày %.*s%s%.*s", u->nth, STR_ARGS(day_vietnamese(&c->mem, u->day)),
                       u->note.n ? ": " : "", STR_ARGS(brief(c, u->note))),
            str_format(&c->mem, "/cap-nhat/%.*s", STR_ARGS(org)));
    }
    return OK;
}

static Fail gather_signatures(Ctx *c, Str org, Digest *d)
{
    TaskList tasks;
    TRY(tasks_waiting_head(c, actor_plan(c->actor), org, LOOKED_AT, &tasks));
    for (size_t i = 0; i < tasks.n; i++)
        add(c, d, DIGEST_SIGN, brief(c, tasks.at[i].title), task_path(c, tasks.at[i].id));
    return OK;
}

/* -- of a person, of the desk ------------------------------------------------------------------------------------- */

typedef struct {
    Id task;
    Str title, who, text;
} Talk;
typedef LIST(Talk) TalkList;

static Fail read_talk(Ctx *c, Id person, int64_t since, TalkList *all)
{
    Rows r;
    TRY(store_query(c, &r,
                    "SELECT t.id, t.title, " PERSON_NAME(
                        "p") ", e.text FROM work_watch w CROSS JOIN work_entry e "
                             "JOIN work_task t ON t.office_id = w.office_id AND t.id = w.task_id " PERSON_JOIN(
                                 "e", "person_id",
                                 "p") "WHERE w.office_id = $1 AND w.person_id = $2 AND e.office_id = w.office_id AND "
                                      "e.task_id = w.task_id AND e.id >= $5 AND e.person_id <> $2 AND " ENTRY_IS_TOLD(
                                          "e") " AND e.kind = 'comment' "
                                               "AND e.at >= $3 ORDER BY e.id LIMIT $4",
                    OFFICE, person, since, (int)LOOKED_AT, id_from(since)));
    while (rows_next(&r))
        *list_add(&c->mem, all) = (Talk){row_integer(&r, 0), row_text(&r, 1), row_text(&r, 2), row_text(&r, 3)};
    return rows_end(&r);
}

/* Who watches a task that does not concern them hears nothing of what is said inside of it. */
static Fail gather_talk(Ctx *c, Id person, int64_t since, Digest *d)
{
    TalkList all = {0};
    TRY(read_talk(c, person, since, &all));
    for (size_t i = 0; i < all.n; i++) {
        const Talk *k = &all.at[i];
        Task t;
        bool may;
        TRY(task_by_id(c, k->task, &t));
        TRY(task_allows(c, &t, "work.inside", &may));
        if (may)
            add(c, d, DIGEST_TALK,
                str_format(&c->mem, "%.*s, %.*s: %.*s", STR_ARGS(brief(c, k->title)), STR_ARGS(k->who),
                           STR_ARGS(brief(c, k->text))),
                task_path(c, k->task));
    }
    return OK;
}

static Fail gather_desk(Ctx *c, Digest *d)
{
    TaskCountList counts;
    TaskExtensionList extensions;
    int waiting;
    TRY(task_counts(c, actor_plan(c->actor), GRAIN_ALL, c->today, &counts));
    TRY(task_extensions_open(c, &extensions));
    TRY(difficulty_count(c, WAITS_COORDINATOR, S(""), &waiting));
    Counts n = counts_of(&counts, S(""));
    const struct {
        int64_t n;
        const char *what, *path;
    } rows[] = {{n.asked, "việc chờ xác nhận hoàn thành", "/viec?trang-thai=asked"},
                {n.returned, "việc bị trả lại", "/viec?trang-thai=returned"},
                {(int64_t)extensions.n, "đề nghị gia hạn", "/lanh-dao"},
                {waiting, "khó khăn chờ trả lời", "/kho-khan?cho=dieu-phoi"}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (rows[i].n)
            add(c, d, DIGEST_DESK, str_format(&c->mem, "%lld %s", (long long)rows[i].n, rows[i].what),
                str_of(rows[i].path));
    return OK;
}

/* On the first working day of a week: nothing stays open unseen. */
static Fail gather_oldest(Ctx *c, DifficultyWaits waits, Digest *d)
{
    const Workdays *days = workdays();
    Day monday = c->today - (day_weekday(c->today) - MONDAY);
    DifficultyChoice a = {.waits = waits, .plan = actor_plan(c->actor), .most = DIFFICULTY_OLDEST};
    DifficultyList list;
    Str next;
    for (Day day = monday; day < c->today; day++)
        if (workday_is(days, day)) return OK;
    TRY(difficulty_list(c, &a, &list, &next));
    for (size_t i = 0; i < list.n; i++) {
        const Difficulty *k = &list.at[i];
        add(c, d, DIGEST_OLDEST,
            str_format(&c->mem, "%.*s, chờ %d ngày làm việc: %.*s", STR_ARGS(k->org_name), k->days,
                       STR_ARGS(brief(c, k->text))),
            str_format(&c->mem, "/kho-khan/%lld", (long long)k->id));
    }
    return OK;
}

/* -- all of it ---------------------------------------------------------------------------------------------------- */

static Fail gather_agency(Ctx *c, const Duty *duty, int64_t since, Digest *d)
{
    TRY(gather_urges(c, duty->org, d));
    TRY(gather_new(c, duty->org, since, d));
    TRY(gather_due(c, duty->org, d));
    TRY(gather_back(c, duty->org, since, d));
    TRY(gather_extensions(c, duty->org, since, d));
    TRY(gather_answers(c, duty->org, d));
    return duty->role == ROLE_HEAD ? gather_signatures(c, duty->org, d) : OK;
}

static Fail gather_duty(Ctx *c, const Duty *duty, int64_t since, Digest *d)
{
    switch (duty->role) {
    case ROLE_OFFICIAL:
    case ROLE_HEAD: return gather_agency(c, duty, since, d);
    case ROLE_COORDINATOR: TRY(gather_desk(c, d)); return gather_oldest(c, WAITS_COORDINATOR, d);
    case ROLE_CHAIRMAN: return gather_oldest(c, WAITS_CHAIRMAN, d);
    default: return OK;
    }
}

Fail digest_gather(Ctx *c, Id person, int64_t since, Digest *d)
{
    DutyList duties;
    DigestSwitches off;
    const Actor *before = c->actor;
    Fail result = OK;
    *d = (Digest){0};
    TRY(digest_switches(c, person, &off));
    TRY(duties_of(c, person, false, &duties));
    for (size_t i = 0; i < duties.n && !result; i++) {
        const Duty *duty = &duties.at[i];
        Actor as;
        if (!duty_holds(duty, c->today)) continue;
        TRY(duty_actor(c, duty, &as));
        c->actor = &as;
        result = gather_duty(c, duty, since, d);
        if (!result && !i) result = gather_talk(c, person, since, d);
        c->actor = before;
    }
    for (int k = 0; k < DIGEST_KIND_COUNT; k++)
        if (off.is_off[k]) d->lines[k] = (DigestLineList){0}, d->more[k] = 0;
    if (off.is_off[DIGEST_DUE]) d->overdue = 0;
    return result;
}
