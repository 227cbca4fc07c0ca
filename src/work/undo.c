// SPDX-License-Identifier: Apache-2.0
/* undo.c -- an act on a task is taken back: the row that task_save changed, and its items, get their values of before,
 * unless somebody changed the task meanwhile.  The history keeps both. */
#include "base/out.h"
#include "people/rights.h"
#include "work/inside.h"

Str task_kept(Ctx *c, const Task *t)
{
    return str_format(&c->mem,
                      "%s" RECEIPT_PART "%d" RECEIPT_PART "%.*s" RECEIPT_PART "%.*s" RECEIPT_PART "%.*s" RECEIPT_PART
                      "%.*s" RECEIPT_PART "%lld" RECEIPT_PART "%d" RECEIPT_PART "%d" RECEIPT_PART "%.*s" RECEIPT_PART
                      "%.*s",
                      task_states[t->state].key, t->percent, STR_ARGS(receipt_day_kept(c, t->asked)),
                      STR_ARGS(receipt_day_kept(c, t->said)), STR_ARGS(receipt_day_kept(c, t->due)),
                      STR_ARGS(receipt_day_kept(c, t->due_first)), (long long)t->assigned_at, t->is_late_excused,
                      t->is_waiting_head, STR_ARGS(t->cause), STR_ARGS(t->result));
}

/* In the order of task_kept. */
static void put_back(Task *t, Str *kept)
{
    t->state = task_state_of(receipt_part(kept));
    t->percent = (int)receipt_number(kept);
    t->asked = receipt_day(kept);
    t->said = receipt_day(kept);
    t->due = receipt_day(kept);
    t->due_first = receipt_day(kept);
    t->assigned_at = receipt_number(kept);
    t->is_late_excused = receipt_number(kept);
    t->is_waiting_head = receipt_number(kept);
    t->cause = receipt_part(kept);
    t->result = receipt_part(kept);
}

static Str items_kept(Ctx *c, const TaskItemList *before, const TaskItemList *after)
{
    Out o = {.mem = &c->mem};
    for (size_t i = 0; i < before->n; i++) {
        const TaskItem *a = &before->at[i], *b = i < after->n ? &after->at[i] : a;
        if (a->id != b->id || (a->is_done == b->is_done && a->has_value == b->has_value && a->value == b->value))
            continue;
        out_format(&o, RECEIPT_PART "%lld" RECEIPT_PART "%d" RECEIPT_PART "%d" RECEIPT_PART "%lld", (long long)a->id,
                   a->is_done, a->has_value, (long long)a->value);
    }
    return out_str(&o);
}

/* In the order of items_kept.  A first figure goes with its day in the course of the figures. */
static Fail put_items_back(Ctx *c, Id task, Str kept)
{
    while (kept.n) {
        Id item = receipt_number(&kept);
        bool is_done = receipt_number(&kept), has = receipt_number(&kept);
        int64_t value = receipt_number(&kept);
        TRY(task_item_set(c, task, item, is_done, has ? &value : NULL));
        if (!has)
            TRY(store_run(c, "DELETE FROM task_figure WHERE office_id = $1 AND item_id = $2 AND day = $3", OFFICE, item,
                          value_day(c, c->today)));
    }
    return OK;
}

Fail task_undo(Ctx *c, Id task, int version, Str kept, Str *title)
{
    Task before;
    TRY(task_by_id(c, task, &before));
    *title = before.title;
    if (c->actor && !right_at(c->actor, "work.manage", task_assigner_place(&before)) &&
        !right_at(c->actor, "work.report", task_lead_place(&before)))
        return fail(c, FAIL_CONFLICT, "bạn không còn quyền với việc này");
    if (before.version != version) return fail(c, FAIL_CONFLICT, "đã có người đổi tiếp sau đó");
    Task after = before;
    put_back(&after, &kept);
    TRY(put_items_back(c, task, kept));
    TRY(task_save(c, &before, &after));
    return task_note(c, &after, "undo", "Hoàn tác", (Str){0}, str_of(task_states[before.state].name),
                     str_of(task_states[after.state].name));
}

/* Proposals too. */
static Fail has_tasks(Ctx *c, Id plan, bool *has)
{
    Rows r;
    TRY(store_query(c, &r, "SELECT 1 FROM task WHERE office_id = $1 AND plan_id = $2 LIMIT 1", OFFICE, plan));
    *has = rows_next(&r);
    return rows_end(&r);
}

/* The undoer of "plan.activation": the plan knows nothing of tasks. */
Fail task_undo_activation(Ctx *c, Id plan, int version, Str before, Str *title)
{
    PlanCard card;
    bool has;
    (void)version, (void)before;
    TRY(plan_card(c, plan, &card));
    *title = card.number.n ? card.number : card.file_name;
    if (c->actor && !right_at(c->actor, "plan.activate", (Place){.plan = plan}))
        return fail(c, FAIL_CONFLICT, "bạn không còn quyền kích hoạt kế hoạch này");
    TRY(has_tasks(c, plan, &has));
    if (has) return fail(c, FAIL_CONFLICT, "đã lập danh sách việc từ kế hoạch này");
    return plan_deactivate(c, plan);
}

Fail task_receipt_items(Ctx *c, ReceiptDraft *k, const Task *before, const TaskItemList *items)
{
    Task after;
    TaskItemList now;
    TRY(task_by_id(c, before->id, &after));
    if (after.version == before->version) return OK;
    TRY(task_items(c, before->id, &now));
    Str kept = task_kept(c, before), changed = items_kept(c, items, &now);
    receipt_did(k, "task", after.id, after.version, str_format(&c->mem, "%.*s%.*s", STR_ARGS(kept), STR_ARGS(changed)));
    return OK;
}

Fail task_receipt(Ctx *c, ReceiptDraft *k, const Task *before)
{
    return task_receipt_items(c, k, before, &(TaskItemList){0});
}
