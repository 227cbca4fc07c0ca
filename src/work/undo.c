// SPDX-License-Identifier: Apache-2.0
/* undo.c -- an act on a task is taken back: the row that task_save changed gets its values of before, unless somebody
 * changed the task meanwhile.  The history keeps both. */
#include "people/rights.h"
#include "work/inside.h"

#define PART "\x1f" /* no text that was typed has it (http/input.c) */

static Str day_kept(Ctx *c, Day d) { return d == NO_DAY ? S("-") : day_iso(&c->mem, d); }

Str task_kept(Ctx *c, const Task *t)
{
    return str_format(&c->mem,
                      "%s" PART "%d" PART "%.*s" PART "%.*s" PART "%.*s" PART "%.*s" PART "%lld" PART "%d" PART
                      "%d" PART "%.*s" PART "%.*s",
                      task_states[t->state].key, t->percent, STR_ARGS(day_kept(c, t->asked)),
                      STR_ARGS(day_kept(c, t->said)), STR_ARGS(day_kept(c, t->due)),
                      STR_ARGS(day_kept(c, t->due_first)), (long long)t->assigned_at, t->is_late_excused,
                      t->is_waiting_head, STR_ARGS(t->cause), STR_ARGS(t->result));
}

static Str next_part(Str *rest)
{
    Str part = *rest;
    if (!str_cut(rest, PART[0], &part)) *rest = (Str){0};
    return part;
}

static int64_t next_number(Str *rest)
{
    int64_t n = 0;
    return str_integer(next_part(rest), &n) ? n : 0;
}

static Day next_day(Str *rest) { return day_parse_iso(next_part(rest)); }

/* In the order of task_kept. */
static void put_back(Task *t, Str kept)
{
    t->state = task_state_of(next_part(&kept));
    t->percent = (int)next_number(&kept);
    t->asked = next_day(&kept);
    t->said = next_day(&kept);
    t->due = next_day(&kept);
    t->due_first = next_day(&kept);
    t->assigned_at = next_number(&kept);
    t->is_late_excused = next_number(&kept);
    t->is_waiting_head = next_number(&kept);
    t->cause = next_part(&kept);
    t->result = next_part(&kept);
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
