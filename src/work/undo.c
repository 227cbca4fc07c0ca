// SPDX-License-Identifier: Apache-2.0
/* undo.c -- an act on a task is taken back: the row that task_save changed gets its values of before, unless somebody
 * changed the task meanwhile.  The history keeps both. */
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
static void put_back(Task *t, Str kept)
{
    t->state = task_state_of(receipt_part(&kept));
    t->percent = (int)receipt_number(&kept);
    t->asked = receipt_day(&kept);
    t->said = receipt_day(&kept);
    t->due = receipt_day(&kept);
    t->due_first = receipt_day(&kept);
    t->assigned_at = receipt_number(&kept);
    t->is_late_excused = receipt_number(&kept);
    t->is_waiting_head = receipt_number(&kept);
    t->cause = receipt_part(&kept);
    t->result = receipt_part(&kept);
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
    put_back(&after, kept);
    TRY(task_save(c, &before, &after));
    return task_note(c, &after, "undo", "Hoàn tác", (Str){0}, str_of(task_states[before.state].name),
                     str_of(task_states[after.state].name));
}

Fail task_receipt(Ctx *c, ReceiptDraft *k, const Task *before)
{
    Task after;
    TRY(task_by_id(c, before->id, &after));
    if (after.version != before->version) receipt_did(k, "task", after.id, after.version, task_kept(c, before));
    return OK;
}
