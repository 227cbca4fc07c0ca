// SPDX-License-Identifier: Apache-2.0
/* extension.c -- a later due day: the agency proposes a day and says why; who assigned grants it, a shorter one with a
 * reason, or refuses with a reason.  Nobody else changes a due day. */
#include "work/inside.h"

#define EXTENSION_COLUMNS                                                                                              \
    "SELECT e.id, e.task_id, e.state, e.due_before, e.due_asked, e.due_granted, e.reason, e.answer, e.asked_at, "      \
    "e.answered_at, " PERSON_NAME("p") ", " PERSON_NAME("b") " FROM task_extension e " PERSON_JOIN(                    \
        "e", "asked_by", "p") PERSON_JOIN("e", "answered_by", "b")

static TaskExtension read_extension(Rows *r)
{
    return (TaskExtension){.id = row_integer(r, 0),
                           .task = row_integer(r, 1),
                           .state = row_text(r, 2),
                           .before = row_day(r, 3),
                           .asked = row_day(r, 4),
                           .granted = row_day(r, 5),
                           .reason = row_text(r, 6),
                           .answer = row_text(r, 7),
                           .asked_at = row_integer(r, 8),
                           .answered_at = row_integer(r, 9),
                           .asked_by = row_text(r, 10),
                           .answered_by = row_text(r, 11)};
}

static Fail read_extensions(Ctx *c, Rows *r, TaskExtensionList *extensions)
{
    *extensions = (TaskExtensionList){0};
    while (rows_next(r)) *list_add(&c->mem, extensions) = read_extension(r);
    return rows_end(r);
}

Fail task_extensions(Ctx *c, Id task, TaskExtensionList *extensions)
{
    Rows r;
    TRY(store_query(c, &r, EXTENSION_COLUMNS "WHERE e.office_id = $1 AND e.task_id = $2 ORDER BY e.id", OFFICE, task));
    return read_extensions(c, &r, extensions);
}

Fail task_extensions_open(Ctx *c, TaskExtensionList *extensions)
{
    Rows r;
    TRY(store_query(c, &r, EXTENSION_COLUMNS "WHERE e.office_id = $1 AND e.state = 'asked' ORDER BY e.id LIMIT 1000",
                    OFFICE));
    return read_extensions(c, &r, extensions);
}

static Id who(const Ctx *c) { return actor_is_known(c->actor) ? c->actor->person : 0; }

Fail task_extension_ask(Ctx *c, Id task, Day due, Str reason)
{
    Task t;
    TaskExtensionList before;
    TRY(task_by_id(c, task, &t));
    if (t.state != TASK_NEW && t.state != TASK_DOING)
        return fail(c, FAIL_CONFLICT, "Việc đang ở trạng thái “%s” nên không xin gia hạn được.",
                    task_states[t.state].name);
    if (t.due == NO_DAY) return fail(c, FAIL_CONFLICT, "Việc này không có hạn nên không cần gia hạn.");
    if (due == NO_DAY || due <= t.due || due < c->today)
        return fail(c, FAIL_INPUT, "Ngày đề nghị phải sau hạn hiện nay %.*s và không phải ngày đã qua.",
                    STR_ARGS(day_vietnamese(&c->mem, t.due)));
    if (!str_trim(reason).n) return fail(c, FAIL_INPUT, "Hãy ghi lý do xin gia hạn.");
    TRY(task_extensions(c, task, &before));
    if (before.n && str_equal(before.at[before.n - 1].state, S("asked")))
        return fail(c, FAIL_CONFLICT, "Đề nghị gia hạn trước đang chờ trả lời. Hãy chờ, hoặc nhắc cơ quan giao việc.");
    TRY(store_run(c,
                  "INSERT INTO task_extension (office_id, id, task_id, state, due_before, due_asked, reason, asked_at, "
                  "asked_by, answer) VALUES ($1, $2, $3, 'asked', $4, $5, $6, $7, $8, '')",
                  OFFICE, id_new(c->now), task, due_kept(c, t.due), due_kept(c, due), reason, c->now, who(c)));
    return task_remark(c, &t, "extension", "Xin gia hạn", reason, due_words(c, t.due), due_words(c, due));
}

static Fail write_answer(Ctx *c, const TaskExtension *e, Day due, Str reason)
{
    const char *state = due == NO_DAY ? "refused" : due < e->asked ? "shortened" : "granted";
    return store_run(c,
                     "UPDATE task_extension SET state = $3, due_granted = $4, answer = $5, answered_at = $6, "
                     "answered_by = $7 WHERE office_id = $1 AND id = $2",
                     OFFICE, e->id, state, value_day(c, due), reason, c->now, who(c));
}

Fail task_extension_answer(Ctx *c, Id task, Id extension, Day due, Str reason)
{
    Rows r;
    Task before;
    TRY(store_query(c, &r, EXTENSION_COLUMNS "WHERE e.office_id = $1 AND e.id = $2 AND e.task_id = $3", OFFICE,
                    extension, task));
    bool found = rows_next(&r);
    TaskExtension e = found ? read_extension(&r) : (TaskExtension){0};
    TRY(rows_end(&r));
    if (!found || !str_equal(e.state, S("asked")))
        return fail(c, FAIL_CONFLICT, "Đề nghị này đã được trả lời. Hãy tải lại trang.");
    if ((due == NO_DAY || due < e.asked) && !str_trim(reason).n)
        return fail(c, FAIL_INPUT, "Hãy ghi lý do không cho đủ thời gian đã đề nghị.");
    TRY(task_by_id(c, e.task, &before));
    if (due != NO_DAY && (due <= before.due || due > e.asked))
        return fail(c, FAIL_INPUT, "Hạn mới phải sau %.*s và không quá ngày được đề nghị %.*s.",
                    STR_ARGS(due_words(c, before.due)), STR_ARGS(due_words(c, e.asked)));
    TRY(write_answer(c, &e, due, reason));
    if (due == NO_DAY)
        return task_remark(c, &before, "refused", "Không cho gia hạn", reason, due_words(c, e.asked),
                           due_words(c, before.due));
    Task after = before;
    after.due = due;
    TRY(task_save(c, &before, &after));
    return task_note(c, &after, "granted", due < e.asked ? "Cho gia hạn ngắn hơn" : "Cho gia hạn", reason,
                     due_words(c, before.due), due_words(c, due));
}
