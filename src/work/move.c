// SPDX-License-Identifier: Apache-2.0
/* move.c -- a task goes from state to state (state.h: task_moves), is reported, signed by the head, excused. */
#include "people/rights.h"
#include "work/inside.h"

/* -- moves ------------------------------------------------------------------------------------------------------- */

static Fail refuse_move(Ctx *c, const Task *t, TaskMove move)
{
    return fail(c, FAIL_CONFLICT, "Việc “%.*s” đang ở trạng thái “%s” nên không thể “%s”. Hãy tải lại trang.",
                STR_ARGS(str_head(t->title, 120)), task_states[t->state].name, task_moves[move].name);
}

/* When completion is reported: lateness is fixed, and a late task says why. */
static Fail ask(Ctx *c, Task *t, Str cause)
{
    t->asked = c->today;
    t->percent = 100;
    t->said = c->today;
    if (str_trim(cause).n) t->cause = cause;
    if (t->due != NO_DAY && c->today > t->due && !t->cause.n)
        return fail(c, FAIL_INPUT, "Việc này quá hạn từ %.*s: hãy ghi nguyên nhân chậm rồi gửi lại.",
                    STR_ARGS(day_vietnamese(&c->mem, t->due)));
    return OK;
}

Fail task_must_have_lead(Ctx *c, Str lead, Str title)
{
    if (lead.n) return OK;
    return fail(c, FAIL_INPUT, "“%.*s” chưa có cơ quan chủ trì. Hãy chọn cơ quan rồi giao.",
                STR_ARGS(str_head(title, 120)));
}

static Fail apply_move(Ctx *c, Task *t, TaskMove move, Str reason)
{
    switch (move) {
    case MOVE_ASSIGN:
        TRY(task_must_have_lead(c, t->lead, t->title));
        t->assigned_at = c->now;
        t->due_first = t->due;
        t->said = c->today; /* silence is counted from here */
        break;
    case MOVE_INSIST:
        t->assigned_at = c->now;
        t->said = c->today;
        break;
    case MOVE_ACCEPT:
    case MOVE_RETURN: t->said = c->today; break;
    case MOVE_ASK: return ask(c, t, reason);
    case MOVE_CONFIRM: t->percent = 100; break;
    case MOVE_REDO:
    case MOVE_REOPEN:
        t->asked = NO_DAY;
        t->percent = t->percent == 100 ? 90 : t->percent;
        break;
    case MOVE_DROP:
    case MOVE_REPORT:
    case MOVE_PAUSE:
    case MOVE_RESUME:
    case MOVE_CANCEL:
    case TASK_MOVE_COUNT: break;
    }
    t->is_waiting_head = false;
    return OK;
}

Fail task_move(Ctx *c, Id task, TaskMove move, Str reason)
{
    const TaskMoveRow *m = &task_moves[move];
    Task before;
    TRY(task_by_id(c, task, &before));
    if (!task_may(before.state, move)) return refuse_move(c, &before, move);
    if (m->needs_reason && !str_trim(reason).n)
        return fail(c, FAIL_INPUT, "Hãy ghi lý do để bên kia biết vì sao “%s”.", m->name);
    Task after = before;
    TRY(apply_move(c, &after, move, reason));
    if (m->to < TASK_STATE_COUNT) after.state = m->to;
    TRY(task_save(c, &before, &after));
    return task_note(c, &after, m->entry, m->name, reason, str_of(task_states[before.state].name),
                     str_of(task_states[after.state].name));
}

/* -- reports of the agency -------------------------------------------------------------------------------------------
 */

Fail task_agency_get(Ctx *c, Str org, bool *head_confirms)
{
    Rows r;
    TRY(store_query(c, &r, "SELECT head_confirms FROM task_agency WHERE office_id = $1 AND org = $2", OFFICE, org));
    *head_confirms = rows_next(&r) && row_integer(&r, 0);
    return rows_end(&r);
}

Fail task_agency_set(Ctx *c, Str org, bool head_confirms)
{
    TRY(store_run(c,
                  "INSERT INTO task_agency (office_id, org, head_confirms) VALUES ($1, $2, $3) "
                  "ON CONFLICT (office_id, org) DO UPDATE SET head_confirms = excluded.head_confirms",
                  OFFICE, org, (int)head_confirms));
    return journal_write(c, (JournalEntry){.act = "Đổi cách báo cáo của cơ quan",
                                           .object = "org",
                                           .title = org,
                                           .after = head_confirms ? S("thủ trưởng xác nhận trước") : S("gửi thẳng")});
}

static Fail check_report(Ctx *c, const Task *t, const TaskReport *p)
{
    if (p->seen && p->seen != t->version)
        return fail(c, FAIL_CONFLICT,
                    "Việc “%.*s” vừa có người khác cập nhật (%d %%, %.*s). Hãy xem rồi lưu lại; phần bạn gõ vẫn còn.",
                    STR_ARGS(str_head(t->title, 80)), t->percent,
                    STR_ARGS(str_head(t->result.n ? t->result : S("chưa có kết quả"), 80)));
    if (!task_may(t->state, p->asks ? MOVE_ASK : MOVE_REPORT))
        return refuse_move(c, t, p->asks ? MOVE_ASK : MOVE_REPORT);
    if (p->percent > 100 || p->percent < -1) return fail(c, FAIL_INPUT, "Tiến độ phải từ 0 đến 100 %%.");
    if (p->link.n && !str_starts(p->link, S("https://")) && !str_starts(p->link, S("http://")))
        return fail(c, FAIL_INPUT, "Đường dẫn minh chứng phải bắt đầu bằng https://.");
    return OK;
}

Fail task_report_check(Ctx *c, const TaskReport *p)
{
    Task t;
    TRY(task_by_id(c, p->task, &t));
    TRY(check_report(c, &t, p));
    return p->asks ? ask(c, &t, p->cause) : OK;
}

/* The head comes first where the agency wants it, unless it is the head who reports. */
static Fail goes_to_head(Ctx *c, const Task *t, bool *head)
{
    TRY(task_agency_get(c, t->lead, head));
    if (right_at(c->actor, "work.sign", (Place){.org = t->lead})) *head = false;
    return OK;
}

static Fail note_report(Ctx *c, const Task *before, const Task *after, const TaskReport *p)
{
    Str old = str_format(&c->mem, "%d %%", before->percent), new = str_format(&c->mem, "%d %%", after->percent);
    if (p->link.n) TRY(task_entry_add(c, after->id, "link", p->link, (Str){0}, (Str){0}));
    if (after->state == TASK_ASKED)
        return task_note(c, after, "ask", "Đề nghị xác nhận hoàn thành", p->result,
                         str_of(task_states[before->state].name), str_of(task_states[TASK_ASKED].name));
    if (after->is_waiting_head) return task_note(c, after, "head", "Trình thủ trưởng xác nhận", p->result, old, new);
    return task_note(c, after, p->says_nothing ? "nothing" : "progress",
                     p->says_nothing ? "Không có gì mới" : "Cập nhật tiến độ", p->result, old, new);
}

Fail task_report(Ctx *c, const TaskReport *p)
{
    Task before;
    bool head = false;
    TRY(task_by_id(c, p->task, &before));
    TRY(check_report(c, &before, p));
    Task after = before;
    after.said = c->today;
    if (before.state == TASK_NEW) after.state = TASK_DOING;
    if (!p->says_nothing) {
        if (p->percent >= 0) after.percent = p->percent;
        if (p->result.n) after.result = p->result;
        if (str_trim(p->cause).n) after.cause = p->cause;
    }
    if (p->asks) {
        TRY(goes_to_head(c, &before, &head));
        TRY(ask(c, &after, p->cause));
        after.is_waiting_head = head;
        if (!head) after.state = TASK_ASKED;
    }
    TRY(task_save(c, &before, &after));
    return note_report(c, &before, &after, p);
}

Fail task_act(Ctx *c, Id task, TaskMove move, Str reason)
{
    if (move != MOVE_ASK) return task_move(c, task, move, reason);
    return task_report(c, &(TaskReport){.task = task, .percent = 100, .cause = reason, .asks = true});
}

Fail task_item_set(Ctx *c, Id task, Id item, bool is_done, const int64_t *value)
{
    int64_t changed;
    TRY(store_change(c, &changed,
                     "UPDATE task_item SET is_done = $4, value = $5 WHERE office_id = $1 AND id = $2 AND task_id = $3",
                     OFFICE, item, task, (int)is_done, value ? value_integer(*value) : SQL_NULL));
    if (!changed) return fail(c, FAIL_MISSING, "Việc này không có mục đó. Hãy mở lại trang của việc.");
    if (!value) return OK;
    return store_run(c,
                     "INSERT INTO task_figure (office_id, item_id, day, task_id, value) VALUES ($1, $2, $3, $4, $5) "
                     "ON CONFLICT (office_id, item_id, day) DO UPDATE SET value = excluded.value",
                     OFFICE, item, day_iso(&c->mem, c->today), task, *value);
}

Fail task_sign(Ctx *c, Id task, bool yes, Str reason)
{
    Task before;
    TRY(task_by_id(c, task, &before));
    if (!before.is_waiting_head)
        return fail(c, FAIL_CONFLICT, "Việc này không còn chờ thủ trưởng xác nhận. Hãy tải lại trang.");
    if (!yes && !str_trim(reason).n) return fail(c, FAIL_INPUT, "Hãy ghi điều cần sửa để chuyên viên biết.");
    Task after = before;
    after.is_waiting_head = false;
    /* The day of the official's report stays: the head's own delay does not make it late. */
    after.state = yes ? TASK_ASKED : TASK_DOING;
    if (!yes) after.asked = NO_DAY;
    TRY(task_save(c, &before, &after));
    return task_note(c, &after, yes ? "ask" : "unsigned",
                     yes ? "Thủ trưởng xác nhận báo cáo" : "Thủ trưởng trả lại báo cáo", reason,
                     str_of(task_states[before.state].name), str_of(task_states[after.state].name));
}

/* -- lateness -------------------------------------------------------------------------------------------------------
 */

static bool is_late(const Task *t) { return t->class == CLASS_OVERDUE || t->class == CLASS_LATE; }

Fail task_set_cause(Ctx *c, Id task, Str cause)
{
    Task before;
    TRY(task_by_id(c, task, &before));
    if (!is_late(&before)) return fail(c, FAIL_CONFLICT, "Việc này không chậm nên không cần ghi nguyên nhân.");
    if (!str_trim(cause).n) return fail(c, FAIL_INPUT, "Hãy ghi nguyên nhân chậm.");
    Task after = before;
    after.cause = cause;
    TRY(task_save(c, &before, &after));
    return task_note(c, &after, "cause", "Ghi nguyên nhân chậm", cause, (Str){0}, (Str){0});
}

Fail task_excuse(Ctx *c, Id task, bool excused, Str reason)
{
    Task before;
    TRY(task_by_id(c, task, &before));
    if (excused && !is_late(&before))
        return fail(c, FAIL_CONFLICT, "Việc này không chậm nên không cần ghi chậm do khách quan.");
    if (!str_trim(reason).n) return fail(c, FAIL_INPUT, "Hãy ghi lý do; lý do được giữ cùng việc này.");
    Task after = before;
    after.is_late_excused = excused;
    TRY(task_save(c, &before, &after));
    return task_note(c, &after, "excuse", excused ? "Ghi nhận chậm do khách quan" : "Bỏ ghi nhận chậm do khách quan",
                     reason, (Str){0}, (Str){0});
}
