// SPDX-License-Identifier: Apache-2.0
/* watch.c -- comments, whom they name, and who wants to hear of a task. */
#include "people/people.h"
#include "work/inside.h"

enum { MENTIONS_MAX = 10 };

Fail task_watch(Ctx *c, Id task, Id person, bool watch)
{
    if (!watch)
        return store_run(c, "DELETE FROM task_watch WHERE office_id = $1 AND task_id = $2 AND person_id = $3", OFFICE,
                         task, person);
    return store_run(c,
                     "INSERT INTO task_watch (office_id, task_id, person_id, made_at) VALUES ($1, $2, $3, $4) "
                     "ON CONFLICT (office_id, task_id, person_id) DO NOTHING",
                     OFFICE, task, person, c->now);
}

Fail task_watchers(Ctx *c, Id task, IdList *people)
{
    Rows r;
    *people = (IdList){0};
    TRY(store_query(c, &r, "SELECT person_id FROM task_watch WHERE office_id = $1 AND task_id = $2 ORDER BY person_id",
                    OFFICE, task));
    while (rows_next(&r)) *list_add(&c->mem, people) = row_integer(&r, 0);
    return rows_end(&r);
}

static bool is_of_account(char x)
{
    return (x >= 'a' && x <= 'z') || (x >= 'A' && x <= 'Z') || (x >= '0' && x <= '9') || x == '.' || x == '-' ||
           x == '_';
}

/* Whether somebody may read what is said of the task, in any of their duties of today. */
static Fail may_hear(Ctx *c, const Task *t, Id person, bool *may)
{
    DutyList duties;
    const Actor *before = c->actor;
    Fail result = OK;
    *may = false;
    TRY(duties_of(c, person, false, &duties));
    for (size_t i = 0; i < duties.n && !*may && !result; i++) {
        const Duty *d = &duties.at[i];
        Actor as;
        if (!duty_holds(d, c->today)) continue;
        TRY(duty_actor(c, d, &as));
        c->actor = &as;
        result = task_allows(c, t, "work.inside", may);
        c->actor = before;
    }
    return result;
}

/* "@nguyen.van.an nhờ xem": the accounts that stand in it.  A name that nobody has is only text. */
static Fail watch_mentioned(Ctx *c, const Task *t, Str text)
{
    for (int n = 0; n < MENTIONS_MAX; n++) {
        Person p;
        bool may;
        text = str_from(text, str_index(text, '@') + 1);
        size_t end = 0;
        while (end < text.n && is_of_account(text.p[end])) end++;
        Str account = str_slice(text, 0, end);
        while (str_ends(account, S("."))) account.n--;
        if (!account.n && !text.n) return OK;
        if (!account.n) continue;
        Fail found = person_by_account(c, account, &p);
        if (found == FAIL_MISSING) c->why[0] = 0;
        if (found == FAIL_MISSING) continue;
        TRY(found);
        TRY(may_hear(c, t, p.id, &may));
        if (!may)
            return fail(c, FAIL_INPUT,
                        "@%.*s thuộc cơ quan không liên quan đến việc này nên không xem được trao đổi. Hãy bỏ tên đó, "
                        "hoặc ghi cơ quan ấy vào phối hợp.",
                        STR_ARGS(account));
        TRY(task_watch(c, t->id, p.id, true));
    }
    return OK;
}

Fail task_comment(Ctx *c, Id task, Str text)
{
    Task t;
    TRY(task_by_id(c, task, &t));
    if (!str_trim(text).n) return fail(c, FAIL_INPUT, "Hãy viết ý kiến rồi gửi.");
    TRY(watch_mentioned(c, &t, text));
    if (actor_is_known(c->actor)) TRY(task_watch(c, task, c->actor->person, true));
    return task_remark(c, &t, "comment", "Góp ý", text, (Str){0}, (Str){0});
}
