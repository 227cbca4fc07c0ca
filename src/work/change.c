// SPDX-License-Identifier: Apache-2.0
/* change.c -- making tasks and changing what they say: one by one, merged, split. */
#include "work/inside.h"

/* -- checking what was typed --------------------------------------------------------------------------------- */

static size_t letters(Str s)
{
    size_t n = 0;
    for (size_t i = 0; i < s.n; i++) n += (s.p[i] & 0xC0) != 0x80;
    return n;
}

static Fail check_texts(Ctx *c, const NewTask *n)
{
    if (!str_trim(n->title).n) return fail(c, FAIL_INPUT, "Hãy ghi tên việc: làm gì, ra sản phẩm gì.");
    if (letters(n->title) > TASK_TITLE_MAX)
        return fail(c, FAIL_INPUT, "Tên việc dài quá %d chữ. Hãy rút gọn, phần còn lại ghi ở nội dung.",
                    TASK_TITLE_MAX);
    if (letters(n->content) > TASK_TEXT_MAX || letters(n->product) > TASK_TEXT_MAX)
        return fail(c, FAIL_INPUT, "Nội dung dài quá %d chữ. Hãy rút gọn hoặc đính kèm tệp.", TASK_TEXT_MAX);
    if (n->due != NO_DAY && n->begins != NO_DAY && n->due < n->begins)
        return fail(c, FAIL_INPUT, "Hạn phải từ ngày bắt đầu %.*s trở đi.",
                    STR_ARGS(day_vietnamese(&c->mem, n->begins)));
    return OK;
}

static Fail check_lead(Ctx *c, Str lead, Str *branch)
{
    Org org;
    *branch = (Str){0};
    if (!lead.n) return OK;
    TRY(org_alone(c, lead, &org));
    if (org.to != NO_DAY && org.to <= c->today)
        return fail(c, FAIL_INPUT, "%.*s không còn hoạt động từ %.*s. Hãy chọn cơ quan kế tục.", STR_ARGS(org.name),
                    STR_ARGS(day_vietnamese(&c->mem, org.to)));
    return org_branch(c, org.code, branch);
}

/* -- one task ---------------------------------------------------------------------------------------------------- */

Fail task_add(Ctx *c, const NewTask *n, bool assign_now, Id *task)
{
    const TaskMoveRow *m = &task_moves[MOVE_ASSIGN];
    Str branch;
    Task t;
    TRY(check_texts(c, n));
    TRY(check_lead(c, n->lead, &branch));
    if (assign_now) TRY(task_must_have_lead(c, n->lead, n->title));
    TRY(task_insert(c, n, S(""), branch, assign_now, &t));
    *task = t.id;
    return assign_now ? task_note(c, &t, m->entry, m->name, (Str){0}, (Str){0}, str_of(task_states[t.state].name))
                      : task_note(c, &t, "add", "Thêm việc", (Str){0}, (Str){0}, t.lead);
}

/* What changed, for the history: "tên việc, hạn". */
static Str changes(Ctx *c, const Task *t, const NewTask *n)
{
    Str what = {0};
    const struct {
        bool differs;
        const char *name;
    } parts[] = {{!str_equal(t->title, n->title), "tên việc"},     {!str_equal(t->content, n->content), "nội dung"},
                 {!str_equal(t->product, n->product), "sản phẩm"}, {!str_equal(t->lead, n->lead), "cơ quan chủ trì"},
                 {t->begins != n->begins, "ngày bắt đầu"},         {t->due != n->due, "hạn"}};
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        if (parts[i].differs) what = str_format(&c->mem, "%.*s%s%s", STR_ARGS(what), what.n ? ", " : "", parts[i].name);
    return what;
}

Fail task_change(Ctx *c, Id task, int seen, const NewTask *n)
{
    Task before;
    Str branch;
    TRY(task_by_id(c, task, &before));
    if (seen && seen != before.version)
        return fail(c, FAIL_CONFLICT,
                    "Việc này vừa có người khác sửa (nay là “%.*s”, hạn %.*s). Hãy xem lại rồi lưu lần nữa.",
                    STR_ARGS(str_head(before.title, 120)), STR_ARGS(due_words(c, before.due)));
    TRY(check_texts(c, n));
    TRY(check_lead(c, n->lead, &branch));
    Task after = before;
    after.title = n->title, after.content = n->content, after.product = n->product;
    after.begins = n->begins, after.due = n->due, after.lead = n->lead, after.branch = branch;
    if (before.state == TASK_PROPOSED) after.due_first = n->due;
    Str what = changes(c, &before, n);
    if (!what.n) return OK;
    bool moved = !str_equal(before.lead, after.lead);
    if (moved && before.state != TASK_PROPOSED && before.state != TASK_NEW && before.state != TASK_RETURNED)
        return fail(c, FAIL_CONFLICT,
                    "Việc đã bắt đầu thì không chuyển cơ quan khác. Hãy hủy việc này và giao việc mới.");
    if (moved && before.state == TASK_RETURNED) after.state = TASK_NEW;
    TRY(task_save_texts(c, &after));
    TRY(task_save(c, &before, &after));
    Str old = str_equal(what, S("hạn")) ? due_words(c, before.due) : before.title;
    return task_note(c, &after, "change", "Sửa việc", what, old,
                     str_equal(what, S("hạn")) ? due_words(c, after.due) : after.title);
}

Fail task_set_due(Ctx *c, Id task, Day due, Str reason)
{
    Task before;
    TRY(task_by_id(c, task, &before));
    if (before.due == due) return OK;
    if (before.begins != NO_DAY && due != NO_DAY && due < before.begins)
        return fail(c, FAIL_INPUT, "Hạn phải từ ngày bắt đầu %.*s trở đi.",
                    STR_ARGS(day_vietnamese(&c->mem, before.begins)));
    if (before.state == TASK_DONE || before.state == TASK_CANCELLED)
        return fail(c, FAIL_CONFLICT, "Việc đã kết thúc thì không đổi hạn. Hãy mở lại việc trước.");
    if (before.state != TASK_PROPOSED && !str_trim(reason).n)
        return fail(c, FAIL_INPUT, "Việc đã giao: hãy ghi lý do đổi hạn để cơ quan chủ trì biết.");
    Task after = before;
    after.due = due;
    if (before.state == TASK_PROPOSED) after.due_first = due;
    TRY(task_save(c, &before, &after));
    return task_note(c, &after, "due", "Đổi hạn", reason, due_words(c, before.due), due_words(c, due));
}

/* -- items and partners ------------------------------------------------------------------------------------------ */

static Fail count_items(Ctx *c, Id task, int *n)
{
    Rows r;
    TRY(store_query(c, &r, "SELECT count(*) FROM task_item WHERE office_id = $1 AND task_id = $2", OFFICE, task));
    *n = rows_next(&r) ? (int)row_integer(&r, 0) : 0;
    return rows_end(&r);
}

Fail task_item_add(Ctx *c, Id task, bool is_figure, Str text, Str unit, const int64_t *target, Id *item)
{
    int n;
    TRY(count_items(c, task, &n));
    if (n >= TASK_ITEMS_MAX)
        return fail(c, FAIL_INPUT, "Một việc có nhiều nhất %d mục. Hãy tách thành hai việc.", TASK_ITEMS_MAX);
    if (!str_trim(text).n || letters(text) > TASK_TITLE_MAX * 2)
        return fail(c, FAIL_INPUT, "Hãy ghi mục này trong 1 đến %d chữ.", TASK_TITLE_MAX * 2);
    *item = id_new(c->now);
    TRY(task_words(c, task, text));
    return store_run(c,
                     "INSERT INTO task_item (office_id, id, task_id, place, kind, text, unit, target, is_done, value) "
                     "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 0, NULL)",
                     OFFICE, *item, task, n + 1, is_figure ? "figure" : "check", text, unit,
                     target ? value_integer(*target) : SQL_NULL);
}

Fail task_item_drop(Ctx *c, Id task, Id item)
{
    int64_t changed;
    TRY(store_change(c, &changed, "DELETE FROM task_item WHERE office_id = $1 AND id = $2 AND task_id = $3", OFFICE,
                     item, task));
    return changed ? OK : fail(c, FAIL_MISSING, "Việc này không có mục đó. Hãy mở lại trang của việc.");
}

Fail task_partner_add(Ctx *c, Id task, TaskPartner p)
{
    Rows r;
    TRY(store_query(c, &r, "SELECT coalesce(max(place), 0) FROM task_partner WHERE office_id = $1 AND task_id = $2",
                    OFFICE, task));
    int place = rows_next(&r) ? (int)row_integer(&r, 0) + 1 : 1;
    TRY(rows_end(&r));
    if (place > TASK_PARTNERS_MAX)
        return fail(c, FAIL_INPUT, "Một việc có nhiều nhất %d cơ quan phối hợp. Hãy chọn một nhóm cơ quan.",
                    TASK_PARTNERS_MAX);
    return store_run(c,
                     "INSERT INTO task_partner (office_id, task_id, place, org, class, name) "
                     "VALUES ($1, $2, $3, $4, $5, $6)",
                     OFFICE, task, place, p.org, p.class, p.name);
}

/* -- proposals together -------------------------------------------------------------------------------------------- */

static Fail must_be_proposal(Ctx *c, const Task *t)
{
    if (t->state == TASK_PROPOSED) return OK;
    return fail(c, FAIL_CONFLICT, "“%.*s” đã giao rồi nên không gộp hay tách được nữa.",
                STR_ARGS(str_head(t->title, 120)));
}

/* Its items go over to another task, behind those that are there. */
static Fail hand_over(Ctx *c, const Task *from, Id to)
{
    TaskItemList items;
    Id item;
    TRY(task_items(c, from->id, &items));
    TRY(task_item_add(c, to, false, from->title, (Str){0}, NULL, &item));
    for (size_t i = 0; i < items.n; i++) {
        const TaskItem *k = &items.at[i];
        TRY(task_item_add(c, to, k->is_figure, k->text, k->unit, k->has_target ? &k->target : NULL, &item));
    }
    return OK;
}

Fail task_merge(Ctx *c, const Id *tasks, size_t n)
{
    Task first, next;
    if (n < 2) return fail(c, FAIL_INPUT, "Hãy đánh dấu ít nhất hai việc của cùng một cơ quan để gộp.");
    TRY(task_by_id(c, tasks[0], &first));
    TRY(must_be_proposal(c, &first));
    Task merged = first;
    for (size_t i = 1; i < n; i++) {
        TRY(task_by_id(c, tasks[i], &next));
        TRY(must_be_proposal(c, &next));
        if (!str_equal(next.lead, first.lead))
            return fail(c, FAIL_INPUT, "Chỉ gộp được việc của cùng một cơ quan: %.*s và %.*s là hai cơ quan.",
                        STR_ARGS(first.lead_name), STR_ARGS(next.lead_name));
        TRY(hand_over(c, &next, first.id));
        TRY(task_move(c, next.id, MOVE_DROP, S("gộp vào việc khác")));
        if (merged.due != NO_DAY && (next.due == NO_DAY || next.due > merged.due)) merged.due = next.due;
    }
    merged.due_first = merged.due;
    TRY(task_save(c, &first, &merged));
    return task_note(c, &merged, "merge", "Gộp việc dự kiến", str_format(&c->mem, "gộp %zu việc", n), (Str){0},
                     (Str){0});
}

Fail task_split(Ctx *c, Id task)
{
    Task t;
    TaskItemList items;
    TRY(task_by_id(c, task, &t));
    TRY(must_be_proposal(c, &t));
    TRY(task_items(c, task, &items));
    if (items.n < 2) return fail(c, FAIL_INPUT, "Việc này không có từ hai mục trở lên để tách.");
    for (size_t i = 0; i < items.n; i++) {
        NewTask n = {.plan = t.plan,
                     .node = t.node,
                     .parent = t.parent,
                     .lead = t.lead,
                     .assigner = t.assigner,
                     .title = str_head(items.at[i].text, TASK_TITLE_MAX),
                     .product = t.product,
                     .begins = t.begins,
                     .due = t.due};
        Id part;
        TRY(task_add(c, &n, false, &part));
    }
    return task_move(c, task, MOVE_DROP, S("tách thành từng việc"));
}
