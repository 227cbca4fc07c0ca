// SPDX-License-Identifier: Apache-2.0
/* day.c -- one day of all agencies: they accept, report, ask, or do nothing, as their temper is. */
#include "demo/inside.h"
#include "difficulty/difficulty.h"

enum { CERTAIN_DAYS = 3 }; /* before the end, when whoever is not done finishes */

/* How often, of a thousand days. */
static const struct {
    unsigned accept, report, step; /* step: percent that a report brings at most */
} tempers[TEMPERS] = {
    [TEMPER_DILIGENT] = {650, 380, 60},
    [TEMPER_SLOW] = {300, 170, 40},
    [TEMPER_SILENT] = {60, 20, 30},
};

static bool is_late(const Task *t, Day today) { return t->due != NO_DAY && today > t->due; }
static bool is_near(const Task *t, Day today) { return t->due != NO_DAY && t->due - today <= 2; }

/* -- an official ------------------------------------------------------------------------------------------------ */

static Fail tick_items(Ctx *c, Demo *d, Id task)
{
    TaskItemList items;
    TRY(task_items(c, task, &items));
    for (size_t i = 0; i < items.n; i++) {
        int64_t value = 20 + dice(d, 400);
        TRY(task_item_set(c, task, items.at[i].id, true, items.at[i].is_figure ? &value : NULL));
    }
    return OK;
}

static Fail finish(Ctx *c, Demo *d, const Agency *a, const Task *t)
{
    TaskReport report = {.task = t->id, .percent = 100, .asks = true};
    if (is_late(t, d->today)) report.cause = say(d, SAY_CAUSE);
    TRY(tick_items(c, d, t->id));
    TRY(demo_show(c, d, a, t, &report));
    return task_report(c, &report);
}

/* Nobody has held on Saturday what is on the 10th. */
static bool may_be_over(const Demo *d, const Task *t) { return t->begins == NO_DAY || t->begins <= d->today; }

static Fail report_progress(Ctx *c, Demo *d, const Agency *a, const Task *t)
{
    enum { PREPARED = 90 };
    int percent = t->percent + 10 + (int)dice(d, tempers[a->temper].step);
    if (!may_be_over(d, t) && percent > PREPARED) percent = PREPARED;
    if (percent >= 100) return finish(c, d, a, t);
    TaskReport report = {.task = t->id, .percent = percent, .result = say(d, SAY_RESULT)};
    if (dice_says(d, 120)) report = (TaskReport){.task = t->id, .says_nothing = true, .percent = -1};
    return task_report(c, &report);
}

static Fail ask_more_time(Ctx *c, Demo *d, const Task *t)
{
    TaskExtensionList all;
    TRY(task_extensions(c, t->id, &all));
    if (all.n || t->due == NO_DAY || d->today > t->due + 3) return OK;
    Day due = (t->due > d->today ? t->due : d->today) + 5 + (int)dice(d, 6);
    return task_extension_ask(c, t->id, due, say(d, SAY_EXTENSION));
}

static Fail work_on(Ctx *c, Demo *d, const Agency *a, const Task *t)
{
    unsigned hurry = is_near(t, d->today) && a->temper != TEMPER_SILENT ? 2 : 1;
    Id difficulty;
    demo_act(c, d, &a->official, 8 + (int)dice(d, 8));
    if (t->is_waiting_head) {
        demo_act(c, d, &a->head, 16);
        return d->left || dice_says(d, 700) ? task_sign(c, t->id, true, (Str){0}) : OK;
    }
    if (d->left && may_be_over(d, t) && (t->state == TASK_NEW || t->state == TASK_DOING))
        return d->left <= CERTAIN_DAYS || dice_says(d, 400) ? finish(c, d, a, t) : OK;
    if (t->state == TASK_NEW && dice_says(d, 6)) return task_move(c, t->id, MOVE_RETURN, say(d, SAY_RETURN));
    if (t->state == TASK_NEW && dice_says(d, tempers[a->temper].accept))
        return task_move(c, t->id, MOVE_ACCEPT, (Str){0});
    if (t->state != TASK_DOING) return OK;
    if (dice_says(d, 14)) return difficulty_raise(c, t->id, str_of(demo_hardship(d, a)->text), &difficulty);
    if (is_near(t, d->today) && t->percent < 60 && dice_says(d, 220)) return ask_more_time(c, d, t);
    if (dice_says(d, 12)) return task_comment(c, t->id, say(d, SAY_COMMENT));
    if (dice_says(d, tempers[a->temper].report * hurry)) return report_progress(c, d, a, t);
    return OK;
}

/* -- the day ----------------------------------------------------------------------------------------------------- */

/* A district gives a part of its task to each of its first communes. */
static Fail break_down(Ctx *c, Demo *d, Str district, const char *const *communes, int n)
{
    IdList tasks;
    const Agency *a = demo_agency(d, district);
    TRY(demo_tasks(c, TASK_DOING, &tasks));
    for (size_t i = 0; a && i < tasks.n; i++) {
        Task t;
        TRY(task_by_id(c, tasks.at[i], &t));
        if (!str_equal(t.lead, district)) continue;
        demo_act(c, d, &a->head, 9);
        for (int k = 0; k < n; k++) {
            NewTask part = {.lead = str_of(communes[k]), .title = t.title, .begins = NO_DAY, .due = t.due};
            Id id;
            TRY(task_break_down(c, t.id, &part, &id));
        }
        return OK;
    }
    return OK;
}

Fail demo_day(Ctx *c, Demo *d)
{
    static const char *const communes[] = {"X07552", "X07555", "X07558"};
    IdList open;
    dice_begin(d, 1000 + (unsigned)d->today);
    demo_act(c, d, &d->coordinator, 7);
    TRY(demo_tasks(c, TASK_STATE_COUNT, &open));
    for (size_t i = 0; i < open.n; i++) {
        Arena mark = c->mem;
        Task t;
        TRY(task_by_id(c, open.at[i], &t));
        const Agency *a = demo_agency(d, t.lead);
        if (a) TRY(work_on(c, d, a, &t));
        arena_back(&c->mem, mark);
    }
    if (d->today == day_of(2024, 9, 19)) TRY(break_down(c, d, S("H219"), communes, 3));
    return demo_desk(c, d);
}
