// SPDX-License-Identifier: Apache-2.0
/* save.c -- the one way in which a task that is kept changes: its row, how it stands today, the counters. */
#include "journal/proof.h"
#include "secret/secret.h"
#include "viet/text.h"
#include "work/inside.h"

/* Proposals are made by hundreds, and told by one row about their plan. */
PROOF(
    task, "task", "việc",
    "t.state || ' hạn ' || t.due || ' từ ' || t.due_first || ' ' || t.lead || ' ' || t.assigner || ' ' || t.percent || "
    "'% ' || coalesce(t.asked_day, '-') || ' ' || t.is_late_excused || ' ' || t.is_waiting_head || ' ' || t.parent_id "
    "|| ' ' || t.plan_id",
    "''", "t.state = 'proposed'")

static Fail save_stand(Ctx *c, const Task *t)
{
    return store_run(
        c,
        "INSERT INTO task_stand (office_id, task_id, day, plan_id, node_id, lead, branch, state, due, asked_day, "
        "is_late_excused, percent) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) "
        "ON CONFLICT (office_id, task_id, day) DO UPDATE SET plan_id = excluded.plan_id, node_id = excluded.node_id, "
        "lead = excluded.lead, branch = excluded.branch, state = excluded.state, due = excluded.due, "
        "asked_day = excluded.asked_day, is_late_excused = excluded.is_late_excused, percent = excluded.percent",
        OFFICE, t->id, day_iso(&c->mem, c->today), t->plan, t->node, t->lead, t->branch, task_states[t->state].key,
        due_kept(c, t->due), value_day(c, t->asked), t->is_late_excused, t->percent);
}

static Fail drop_stand(Ctx *c, Id task)
{
    return store_run(c, "DELETE FROM task_stand WHERE office_id = $1 AND task_id = $2 AND day = $3", OFFICE, task,
                     day_iso(&c->mem, c->today));
}

static bool is_counted(const Task *t) { return t->state != TASK_PROPOSED && t->state != TASK_DROPPED; }

Fail task_save(Ctx *c, const Task *before, Task *after)
{
    TRY(task_roll_for_act(c));
    after->version = before->version + 1;
    after->updated_at = c->now;
    after->class = task_class(after->state, after->due, after->asked, c->today);
    TRY(store_run(c,
                  "UPDATE task SET state = $3, is_open = $4, percent = $5, result = $6, asked_day = $7, "
                  "is_late_excused = $8, cause = $9, is_waiting_head = $10, assigned_at = $11, updated_at = $12, "
                  "said_day = $13, due = $14, due_first = $15, version = version + 1 WHERE office_id = $1 AND id = $2",
                  OFFICE, after->id, task_states[after->state].key, (int)task_states[after->state].is_open,
                  after->percent, after->result, value_day(c, after->asked), (int)after->is_late_excused, after->cause,
                  (int)after->is_waiting_head, after->assigned_at ? value_integer(after->assigned_at) : SQL_NULL,
                  after->updated_at, value_day(c, after->said), due_kept(c, after->due),
                  due_kept(c, after->due_first)));
    if (is_counted(after)) TRY(save_stand(c, after));
    else if (is_counted(before)) TRY(drop_stand(c, after->id)); /* taken back on the day it went out */
    return count_move(c, is_counted(before) ? before : NULL, is_counted(after) ? after : NULL);
}

/* Of the same activity (or of none) and the same words, whatever their case and marks. */
static Id alike_of(Ctx *c, Id plan, Id node, Str title)
{
    return digest_number("task", str_format(&c->mem, "%lld %lld %.*s", (long long)plan, (long long)node,
                                            STR_ARGS(viet_fold(&c->mem, title))));
}

enum { ALIKE_AT_ONCE = 5000 };

static Fail fill_alike(Ctx *c, bool *more)
{
    Rows r;
    TaskList all = {0};
    TRY(store_query(c, &r,
                    "SELECT id, plan_id, node_id, title FROM task WHERE office_id = $1 AND alike = 0 ORDER BY id "
                    "LIMIT $2",
                    OFFICE, (int)ALIKE_AT_ONCE));
    while (rows_next(&r))
        *list_add(&c->mem, &all) = (Task){
            .id = row_integer(&r, 0), .plan = row_integer(&r, 1), .node = row_integer(&r, 2), .title = row_text(&r, 3)};
    TRY(rows_end(&r));
    for (size_t i = 0; i < all.n; i++)
        TRY(store_run(c, "UPDATE task SET alike = $3 WHERE office_id = $1 AND id = $2", OFFICE, all.at[i].id,
                      alike_of(c, all.at[i].plan, all.at[i].node, all.at[i].title)));
    *more = all.n == ALIKE_AT_ONCE;
    return OK;
}

Fail task_alike_fill(Ctx *c)
{
    for (bool more = true; more;) {
        Arena mark = c->mem;
        TRY(fill_alike(c, &more));
        arena_back(&c->mem, mark);
    }
    return OK;
}

static Fail words_of_texts(Ctx *c, Id task, Str title, Str content, Str product)
{
    TRY(task_words(c, task, title));
    TRY(task_words(c, task, content));
    return task_words(c, task, product);
}

Fail task_save_texts(Ctx *c, const Task *t)
{
    TRY(words_of_texts(c, t->id, t->title, t->content, t->product));
    return store_run(c,
                     "UPDATE task SET lead = $3, branch = $4, title = $5, content = $6, product = $7, begins = $8, "
                     "parent_id = $9, assigner = $10, alike = $11 WHERE office_id = $1 AND id = $2",
                     OFFICE, t->id, t->lead, t->branch, t->title, t->content, t->product, value_day(c, t->begins),
                     t->parent, t->assigner, alike_of(c, t->plan, t->node, t->title));
}

Fail task_entry_add(Ctx *c, Id task, const char *kind, Str text, Str before, Str after)
{
    bool known = actor_is_known(c->actor);
    TRY(task_words(c, task, text));
    return store_run(c,
                     "INSERT INTO task_entry (office_id, id, task_id, kind, at, day, person_id, org, text, before, "
                     "after) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
                     OFFICE, id_new(c->now), task, kind, c->now, day_iso(&c->mem, c->today),
                     known ? c->actor->person : (Id)0, known ? c->actor->org : S(""), text, before, after);
}

/* The journal has the move and the days; what was written is content, and stands in the task's own history. */
static Fail note(Ctx *c, const Task *t, const char *act, Str before, Str after, bool changes_nothing)
{
    return journal_write(c, (JournalEntry){.act = act,
                                           .object = "task",
                                           .id = t->id,
                                           .within = t->plan,
                                           .title = str_head(t->title, TASK_TITLE_MAX),
                                           .before = before,
                                           .after = after,
                                           .changes_nothing = changes_nothing});
}

Fail task_note(Ctx *c, const Task *t, const char *kind, const char *act, Str text, Str before, Str after)
{
    TRY(task_entry_add(c, t->id, kind, text, before, after));
    return note(c, t, act, before, after, false);
}

Fail task_remark(Ctx *c, const Task *t, const char *kind, const char *act, Str text, Str before, Str after)
{
    TRY(task_entry_add(c, t->id, kind, text, before, after));
    return note(c, t, act, before, after, true);
}

static Fail insert_row(Ctx *c, const Task *t, Str origin)
{
    return store_run(
        c,
        "INSERT INTO task (office_id, id, plan_id, node_id, origin, parent_id, lead, branch, assigner, title, content, "
        "product, begins, due, due_first, source_title, source_due, state, is_open, percent, result, is_late_excused, "
        "cause, is_waiting_head, assigned_at, updated_at, said_day, version, alike) VALUES ($1, $2, $3, $4, $5, $6, "
        "$7, $8, $9, $10, $11, $12, $13, $14, $14, $10, $14, $15, $16, 0, '', 0, '', 0, $17, $18, $19, $20, $21)",
        OFFICE, t->id, t->plan, t->node, origin, t->parent, t->lead, t->branch, t->assigner, t->title, t->content,
        t->product, value_day(c, t->begins), due_kept(c, t->due), task_states[t->state].key,
        (int)task_states[t->state].is_open, t->assigned_at ? value_integer(t->assigned_at) : SQL_NULL, t->updated_at,
        value_day(c, t->said), t->version, t->alike);
}

Fail task_insert(Ctx *c, const NewTask *n, Str origin, Str branch, bool assign_now, Task *made)
{
    *made = (Task){.id = id_new(c->now),
                   .plan = n->plan,
                   .node = n->node,
                   .parent = n->parent,
                   .lead = n->lead,
                   .branch = branch,
                   .assigner = n->assigner,
                   .title = n->title,
                   .content = n->content,
                   .product = n->product,
                   .begins = n->begins,
                   .due = n->due,
                   .due_first = n->due,
                   .state = assign_now ? TASK_NEW : TASK_PROPOSED,
                   .asked = NO_DAY,
                   .said = assign_now ? c->today : NO_DAY, /* silence is counted from here */
                   .assigned_at = assign_now ? c->now : 0,
                   .updated_at = c->now,
                   .version = assign_now,
                   .alike = alike_of(c, n->plan, n->node, n->title)};
    TRY(words_of_texts(c, made->id, n->title, n->content, n->product));
    if (assign_now) TRY(task_roll(c)); /* before it is there to be counted */
    TRY(insert_row(c, made, origin));
    if (!assign_now) return OK;
    TRY(save_stand(c, made));
    return count_move(c, NULL, made);
}
