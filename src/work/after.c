// SPDX-License-Identifier: Apache-2.0
/* after.c -- what has to end before what begins: between two tasks, or two activities, of one plan.
 *
 * It is said, not enforced: nobody is kept from working, but whoever looks sees what does not fit.  One that waits for
 * another is a row of task_after; the rows of a plan never come back to where they began. */
#include "work/inside.h"

enum { NAME_SHOWN = 120 };

/* -- what does not fit ------------------------------------------------------------------------------------------- */

AfterEnd task_after_end(const Task *t)
{
    return (AfterEnd){.begins = t->begins,
                      .due = t->due,
                      .is_over = t->state == TASK_DONE || t->state == TASK_CANCELLED,
                      .is_late = t->class == CLASS_OVERDUE,
                      .is_under_way = t->state == TASK_DOING || t->state == TASK_ASKED};
}

Str task_after_wrong(Arena *a, const AfterEnd *item, const AfterEnd *before)
{
    if (item->is_over || before->is_over || before->due == NO_DAY) return (Str){0};
    Day from = item->begins != NO_DAY ? item->begins : item->due;
    Str due = day_vietnamese(a, before->due);
    if (before->is_late && item->is_under_way)
        return str_format(a, "đang làm trong khi việc trước quá hạn %.*s chưa xong", STR_ARGS(due));
    if (from == NO_DAY || from >= before->due) return (Str){0};
    return str_format(a, "%s %.*s trong khi việc trước hạn %.*s", item->begins != NO_DAY ? "bắt đầu" : "đến hạn",
                      STR_ARGS(day_vietnamese(a, from)), STR_ARGS(due));
}

/* -- the rows ----------------------------------------------------------------------------------------------------- */

static Fail ids_before(Ctx *c, const char *kind, Id item, IdList *ids)
{
    Rows r;
    TRY(store_query(c, &r,
                    "SELECT after_id FROM task_after WHERE office_id = $1 AND kind = $2 AND item_id = $3 "
                    "ORDER BY after_id",
                    OFFICE, kind, item));
    while (rows_next(&r)) *list_add(&c->mem, ids) = row_integer(&r, 0);
    return rows_end(&r);
}

static bool has(const IdList *ids, Id id)
{
    for (size_t i = 0; i < ids->n; i++)
        if (ids->at[i] == id) return true;
    return false;
}

/* Does `item` have to end before `from` begins, over however many?  Each is looked at once. */
static Fail leads_back(Ctx *c, const char *kind, Id from, Id item, bool *back)
{
    IdList seen = {0};
    *back = false;
    *list_add(&c->mem, &seen) = from;
    for (size_t i = 0; i < seen.n && !*back; i++) {
        IdList next = {0};
        if (seen.n > AFTER_WALK_MAX)
            return fail(c, FAIL_CONFLICT,
                        "Chuỗi trước sau này dài quá %d mục nên không xét hết được. Hãy bỏ bớt thứ tự không cần.",
                        AFTER_WALK_MAX);
        TRY(ids_before(c, kind, seen.at[i], &next));
        for (size_t k = 0; k < next.n; k++)
            if (!has(&seen, next.at[k])) *list_add(&c->mem, &seen) = next.at[k];
        *back = has(&next, item);
    }
    return OK;
}

static Fail add_row(Ctx *c, const char *kind, Id item, Str name, Id after, Str after_name)
{
    IdList before = {0};
    bool back;
    name = str_head(name, NAME_SHOWN), after_name = str_head(after_name, NAME_SHOWN);
    TRY(ids_before(c, kind, item, &before));
    if (has(&before, after))
        return fail(c, FAIL_CONFLICT, "“%.*s” đã đứng sau “%.*s” rồi.", STR_ARGS(name), STR_ARGS(after_name));
    if (before.n >= AFTER_MAX)
        return fail(c, FAIL_CONFLICT, "“%.*s” đã đứng sau %d mục, không thêm được nữa. Hãy bỏ bớt.", STR_ARGS(name),
                    AFTER_MAX);
    TRY(leads_back(c, kind, after, item, &back));
    if (back)
        return fail(c, FAIL_CONFLICT,
                    "Không đặt được “%.*s” sau “%.*s”: theo thứ tự đã đặt, “%.*s” phải đợi “%.*s” xong trước.",
                    STR_ARGS(name), STR_ARGS(after_name), STR_ARGS(after_name), STR_ARGS(name));
    return store_run(c, "INSERT INTO task_after (office_id, id, kind, item_id, after_id) VALUES ($1, $2, $3, $4, $5)",
                     OFFICE, id_new(c->now), kind, item, after);
}

static Fail drop_row(Ctx *c, const char *kind, Id item, Id after)
{
    int64_t changed;
    TRY(store_change(c, &changed,
                     "DELETE FROM task_after WHERE office_id = $1 AND kind = $2 AND item_id = $3 AND after_id = $4",
                     OFFICE, kind, item, after));
    return changed ? OK : fail(c, FAIL_MISSING, "Thứ tự này đã được bỏ. Hãy tải lại trang.");
}

/* -- tasks -------------------------------------------------------------------------------------------------------- */

Fail task_befores(Ctx *c, Id task, TaskList *tasks)
{
    Rows r;
    TRY(store_query(c, &r,
                    TASK_COLUMNS "JOIN task_after a ON a.office_id = t.office_id AND a.after_id = t.id "
                                 "WHERE t.office_id = $1 AND a.office_id = $1 AND a.kind = 'task' AND a.item_id = $2 "
                                 "ORDER BY a.after_id",
                    OFFICE, task));
    return read_tasks(c, &r, tasks);
}

Fail task_waiters(Ctx *c, Id task, TaskList *tasks)
{
    Rows r;
    TRY(store_query(c, &r,
                    TASK_COLUMNS "JOIN task_after a ON a.office_id = t.office_id AND a.item_id = t.id "
                                 "WHERE t.office_id = $1 AND a.office_id = $1 AND a.kind = 'task' AND a.after_id = $2 "
                                 "ORDER BY a.item_id LIMIT $3",
                    OFFICE, task, (int)AFTER_WAITERS_MAX));
    return read_tasks(c, &r, tasks);
}

static bool is_assigned(const Task *t) { return t->state != TASK_PROPOSED && t->state != TASK_DROPPED; }

/* Of the other plan's task nothing is told, not even its name. */
Fail task_after_add(Ctx *c, Id task, Id after)
{
    Task t, before;
    if (task == after) return fail(c, FAIL_INPUT, "Một việc không thể đợi chính nó. Hãy chọn việc khác.");
    TRY(task_by_id(c, task, &t));
    TRY(task_by_id(c, after, &before));
    if (!t.plan || t.plan != before.plan || !is_assigned(&t) || !is_assigned(&before))
        return fail(c, FAIL_INPUT, "Chỉ đặt được thứ tự giữa hai việc đã giao của cùng một kế hoạch.");
    TRY(add_row(c, "task", task, t.title, after, before.title));
    return task_remark(c, &t, "after", "Đặt việc phải xong trước", (Str){0}, (Str){0},
                       str_head(before.title, TASK_TITLE_MAX));
}

Fail task_after_drop(Ctx *c, Id task, Id after)
{
    Task t, before;
    TRY(task_by_id(c, task, &t));
    TRY(drop_row(c, "task", task, after));
    TRY(task_by_id(c, after, &before));
    return task_remark(c, &t, "after", "Bỏ việc phải xong trước", (Str){0}, str_head(before.title, TASK_TITLE_MAX),
                       S("không cần đợi"));
}

/* -- activities -----------------------------------------------------------------------------------------------------
 */

Fail node_afters(Ctx *c, Id plan, NodeAfterList *afters)
{
    Rows r;
    *afters = (NodeAfterList){0};
    TRY(store_query(c, &r,
                    "SELECT a.item_id, a.after_id FROM plan_part n JOIN task_after a ON a.office_id = n.office_id "
                    "AND a.kind = 'node' AND a.item_id = n.id WHERE n.office_id = $1 AND n.plan_id = $2 "
                    "ORDER BY a.item_id, a.after_id",
                    OFFICE, plan));
    while (rows_next(&r)) *list_add(&c->mem, afters) = (NodeAfter){row_integer(&r, 0), row_integer(&r, 1)};
    return rows_end(&r);
}

/* "3.1.a Tuyên truyền …". */
static Fail name_of_node(Ctx *c, Id plan, Id node, Str *name)
{
    PlanActivityList all;
    TRY(plan_activities(c, plan, &all));
    for (size_t i = 0; i < all.n; i++) {
        if (all.at[i].node != node) continue;
        *name = str_format(&c->mem, "%.*s %.*s", STR_ARGS(all.at[i].code), STR_ARGS(all.at[i].title));
        return OK;
    }
    return fail(c, FAIL_INPUT, "Chỉ đặt được thứ tự giữa hai hoạt động của cùng một kế hoạch.");
}

static Fail note_node(Ctx *c, Id plan, Id node, Str name, const char *act, Str before, Str after)
{
    return journal_write(c, (JournalEntry){.act = act,
                                           .object = "activity",
                                           .id = node,
                                           .within = plan,
                                           .title = str_head(name, TASK_TITLE_MAX),
                                           .before = str_head(before, TASK_TITLE_MAX),
                                           .after = str_head(after, TASK_TITLE_MAX)});
}

Fail node_after_add(Ctx *c, Id plan, Id node, Id after)
{
    Str name, before;
    if (node == after) return fail(c, FAIL_INPUT, "Một hoạt động không thể đợi chính nó. Hãy chọn hoạt động khác.");
    TRY(name_of_node(c, plan, node, &name));
    TRY(name_of_node(c, plan, after, &before));
    TRY(add_row(c, "node", node, name, after, before));
    return note_node(c, plan, node, name, "Đặt hoạt động phải xong trước", (Str){0}, before);
}

Fail node_after_drop(Ctx *c, Id plan, Id node, Id after)
{
    Str name, before;
    TRY(name_of_node(c, plan, node, &name));
    TRY(name_of_node(c, plan, after, &before));
    TRY(drop_row(c, "node", node, after));
    return note_node(c, plan, node, name, "Bỏ hoạt động phải xong trước", before, (Str){0});
}
