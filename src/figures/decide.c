// SPDX-License-Identifier: Apache-2.0
/* decide.c -- what waits for a decision.  Each query reads as many rows as can be shown, by an index, however many
 * tasks there are. */
#include "figures/figures.h"
#include "viet/workday.h"

const DecisionRow decision_kinds[DECISION_KINDS] = {
    [DECIDE_DIRECTION] = {"Khó khăn chờ chỉ đạo", "Chỉ đạo"}, [DECIDE_EXTENSION] = {"Xin gia hạn", "Trả lời"},
    [DECIDE_RETURNED] = {"Bị trả lại", "Giao lại hoặc hủy"},  [DECIDE_CONFIRM] = {"Báo xong, chờ xác nhận", "Xác nhận"},
    [DECIDE_OVERDUE] = {"Quá hạn lâu nhất", "Đôn đốc"},
};

enum { WHAT_MAX = 160 }; /* bytes of what somebody wrote that a row shows */

static Str beginning(Ctx *c, Str text)
{
    Str head = str_head(text, WHAT_MAX);
    return head.n < text.n ? str_format(&c->mem, "%.*s…", STR_ARGS(head)) : text;
}

static Fail find_directions(Ctx *c, Id plan, size_t most, DecisionList *found)
{
    DifficultyList list;
    Str next;
    DifficultyChoice choice = {.waits = WAITS_CHAIRMAN, .plan = plan, .most = (int)most, .grouped = true};
    TRY(difficulty_list(c, &choice, &list, &next));
    for (size_t i = 0; i < list.n && found->n < most; i++) {
        const Difficulty *d = &list.at[i];
        Str others = d->n > 1 ? str_format(&c->mem, "%d cơ quan cùng nêu", d->n) : d->task_title;
        *list_add(&c->mem, found) =
            (Decision){DECIDE_DIRECTION, d->task, d->id, beginning(c, d->text), d->org, others, d->waits_since, 0};
    }
    return OK;
}

static Str due_words(Ctx *c, Day due)
{
    if (due == NO_DAY) return S("không có hạn");
    return str_format(&c->mem, "hạn %.*s", STR_ARGS(day_vietnamese(&c->mem, due)));
}

static Fail find_extensions(Ctx *c, Id plan, size_t most, DecisionList *found)
{
    Rows r;
    TRY(store_query(
        c, &r,
        "SELECT e.task_id, t.title, t.lead, e.asked_at, t.due, e.due_asked, e.reason FROM work_extension e "
        "JOIN work_task t ON t.office_id = e.office_id AND t.id = e.task_id "
        "WHERE e.office_id = $1 AND e.state = 'asked' AND ($2 = 0 OR t.plan_id = $2) ORDER BY e.id LIMIT $3",
        OFFICE, plan, most));
    while (rows_next(&r)) {
        Str before = due_words(c, row_day(&r, 4)), after = day_vietnamese(&c->mem, row_day(&r, 5));
        Str what = str_format(&c->mem, "%.*s, xin gia hạn đến %.*s: %.*s", STR_ARGS(before), STR_ARGS(after),
                              STR_ARGS(beginning(c, row_text(&r, 6))));
        *list_add(&c->mem, found) = (Decision){DECIDE_EXTENSION,
                                               row_integer(&r, 0),
                                               0,
                                               row_text(&r, 1),
                                               row_text(&r, 2),
                                               what,
                                               day_at(row_integer(&r, 3)),
                                               0};
    }
    return rows_end(&r);
}

static Fail find_asked(Ctx *c, Id plan, size_t most, DecisionList *found)
{
    Rows r;
    TRY(store_query(
        c, &r,
        "SELECT t.id, t.title, t.lead, t.asked_day, t.due FROM work_task t WHERE t.office_id = $1 "
        "AND t.state = 'asked' AND ($2 = 0 OR t.plan_id = $2) ORDER BY t.asked_day NULLS LAST, t.id LIMIT $3",
        OFFICE, plan, most));
    while (rows_next(&r)) {
        Day asked = row_day(&r, 3), due = row_day(&r, 4);
        const char *late = asked != NO_DAY && due != NO_DAY && asked > due ? "báo xong sau hạn" : "báo xong trong hạn";
        *list_add(&c->mem, found) =
            (Decision){DECIDE_CONFIRM, row_integer(&r, 0), 0, row_text(&r, 1), row_text(&r, 2), str_of(late), asked, 0};
    }
    return rows_end(&r);
}

/* The first tasks of a state by due day; `to` NO_DAY = whatever it is. */
static Fail find_state(Ctx *c, Id plan, TaskState state, Day to, size_t most, DecisionList *found)
{
    TaskChoice choice = TASK_ANY;
    TaskList tasks;
    Str next;
    choice.plan = plan, choice.state = state, choice.due_to = to, choice.most = (int)most;
    TRY(task_list(c, &choice, &tasks, &next));
    for (size_t i = 0; i < tasks.n; i++) {
        const Task *t = &tasks.at[i];
        bool returned = state == TASK_RETURNED;
        Str what = str_format(&c->mem, "%.*s, %s", STR_ARGS(due_words(c, t->due)),
                              returned            ? "cơ quan trả lại"
                              : state == TASK_NEW ? "chưa nhận"
                                                  : "đang làm");
        *list_add(&c->mem, found) =
            (Decision){returned ? DECIDE_RETURNED : DECIDE_OVERDUE, t->id, 0, t->title, t->lead, what,
                       returned ? day_at(t->updated_at) : t->due,   0};
    }
    return OK;
}

/* Two states, each in order of its days: together in order. */
static Fail find_overdue(Ctx *c, Id plan, size_t most, DecisionList *found)
{
    DecisionList fresh = {0}, doing = {0};
    TRY(find_state(c, plan, TASK_NEW, c->today - 1, most, &fresh));
    TRY(find_state(c, plan, TASK_DOING, c->today - 1, most, &doing));
    for (size_t i = 0, k = 0; i + k < fresh.n + doing.n && found->n < most;) {
        bool first = k == doing.n || (i < fresh.n && fresh.at[i].since <= doing.at[k].since);
        *list_add(&c->mem, found) = first ? fresh.at[i++] : doing.at[k++];
    }
    return OK;
}

/* How many of each kind are shown: one in turn, until there is no more room. */
static void share_out(const DecisionList found[DECISION_KINDS], size_t most, size_t shown[DECISION_KINDS])
{
    size_t n = 0;
    for (bool more = true; more && n < most;) {
        more = false;
        for (int k = 0; k < DECISION_KINDS && n < most; k++) {
            if (shown[k] == found[k].n) continue;
            shown[k]++, n++;
            more = true;
        }
    }
}

static void count_days(Ctx *c, DecisionList *decisions)
{
    const Workdays *table = workdays();
    for (size_t i = 0; i < decisions->n; i++) {
        Decision *d = &decisions->at[i];
        if (d->since == NO_DAY) continue;
        d->days = d->kind == DECIDE_OVERDUE ? c->today - d->since : workday_count(table, d->since, c->today);
    }
}

Fail figure_decisions(Ctx *c, Id plan, size_t most, DecisionList *decisions)
{
    DecisionList found[DECISION_KINDS] = {0};
    size_t shown[DECISION_KINDS] = {0};
    *decisions = (DecisionList){0};
    TRY(find_directions(c, plan, most, &found[DECIDE_DIRECTION]));
    TRY(find_extensions(c, plan, most, &found[DECIDE_EXTENSION]));
    TRY(find_state(c, plan, TASK_RETURNED, NO_DAY, most, &found[DECIDE_RETURNED]));
    TRY(find_asked(c, plan, most, &found[DECIDE_CONFIRM]));
    TRY(find_overdue(c, plan, most, &found[DECIDE_OVERDUE]));
    share_out(found, most, shown);
    for (int k = 0; k < DECISION_KINDS; k++)
        for (size_t i = 0; i < shown[k]; i++) *list_add(&c->mem, decisions) = found[k].at[i];
    count_days(c, decisions);
    return OK;
}
