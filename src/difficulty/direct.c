// SPDX-License-Identifier: Apache-2.0
/* direct.c -- the chairman's direction of one difficulty, or of all that say the same at once. */
#include "difficulty/inside.h"

static Fail may_direct(Ctx *c, const Difficulty *d, Str text, Str lead, Day due)
{
    if (d->state != DIFFICULTY_SUBMITTED) return difficulty_refuse(c, d, "Chỉ đạo");
    if (!str_trim(text).n) return fail(c, FAIL_INPUT, "Hãy ghi ý kiến chỉ đạo.");
    if (!lead.n) return fail(c, FAIL_INPUT, "Hãy chọn cơ quan thực hiện chỉ đạo.");
    if (due != NO_DAY && due < c->today) return fail(c, FAIL_INPUT, "Hạn thực hiện chỉ đạo phải từ hôm nay trở đi.");
    return OK;
}

/* One task for who is to do it. */
typedef struct {
    Str text, lead, whose; /* whose: names of who raised it */
    Id task;
    const Difficulty *first;
} Direction;
typedef LIST(Direction) DirectionList;

static Direction *direction_of(Ctx *c, DirectionList *all, Str text, Str lead)
{
    for (size_t i = 0; i < all->n; i++)
        if (str_equal(all->at[i].text, text) && str_equal(all->at[i].lead, lead)) return &all->at[i];
    Direction *new = list_add(&c->mem, all);
    *new = (Direction){.text = text, .lead = lead};
    return new;
}

static Fail give(Ctx *c, Direction *one, Day due)
{
    NewTask n = {.plan = one->first->plan,
                 .node = one->first->node,
                 .lead = one->lead,
                 .begins = NO_DAY,
                 .due = due,
                 .assigner = actor_is_known(c->actor) ? c->actor->org : (Str){0},
                 .title = str_head(one->text, TASK_TITLE_MAX),
                 .content =
                     str_head(str_format(&c->mem, "Chỉ đạo để giải quyết khó khăn của %.*s.", STR_ARGS(one->whose)),
                              TASK_TEXT_MAX)};
    TRY(task_add(c, &n, true, &one->task));
    /* What stands in their way is for who is to remove it, inside of the task: all agencies read its content. */
    return task_comment(c, one->task, one->first->text);
}

static Fail tell(Ctx *c, Difficulty *d, Str text, Id task)
{
    d->direction = text;
    d->direction_task = task;
    TRY(difficulty_set(c, d, DIFFICULTY_DIRECTED));
    TRY(difficulty_note(c, d, "direct", "Chỉ đạo", text));
    return difficulty_tell_joined(c, d, DIFFICULTY_DIRECTED, "direct", "Chỉ đạo", text);
}

Fail difficulty_direct_all(Ctx *c, const IdList *ids, Str text, Str lead, Day due, IdList *tasks)
{
    DirectionList all = {0};
    Difficulty *d = NEW(&c->mem, Difficulty, ids->n);
    size_t *of = NEW(&c->mem, size_t, ids->n);
    for (size_t i = 0; i < ids->n; i++) {
        TRY(difficulty_by_id(c, ids->at[i], &d[i]));
        Str says = text.n ? text : d[i].proposal, who = lead.n ? lead : difficulty_doer(&d[i]);
        TRY(may_direct(c, &d[i], says, who, due));
        Direction *one = direction_of(c, &all, says, who);
        if (!one->first) one->first = &d[i];
        one->whose = one->whose.n ? str_format(&c->mem, "%.*s; %.*s", STR_ARGS(one->whose), STR_ARGS(d[i].org_name))
                                  : d[i].org_name;
        of[i] = (size_t)(one - all.at);
    }
    for (size_t i = 0; i < all.n; i++) TRY(give(c, &all.at[i], due));
    for (size_t i = 0; i < ids->n; i++) TRY(tell(c, &d[i], all.at[of[i]].text, all.at[of[i]].task));
    *tasks = (IdList){0};
    for (size_t i = 0; i < all.n; i++) *list_add(&c->mem, tasks) = all.at[i].task;
    return OK;
}

Fail difficulty_direct(Ctx *c, Id id, Str text, Str lead, Day due)
{
    IdList tasks;
    IdList one = {.at = &id, .n = 1};
    if (!str_trim(text).n) return fail(c, FAIL_INPUT, "Hãy ghi ý kiến chỉ đạo.");
    return difficulty_direct_all(c, &one, text, lead, due, &tasks);
}
