// SPDX-License-Identifier: Apache-2.0
#include "work/state.h"
#include <string.h>

const TaskStateRow task_states[TASK_STATE_COUNT] = {
#define X(symbol, key, name, is_open) {key, name, is_open},
    TASK_STATES(X)
#undef X
};

const TaskClassRow task_classes[TASK_CLASS_COUNT] = {
#define X(symbol, key, name, mark) {key, name, mark},
    TASK_CLASSES(X)
#undef X
};

#define B(state) (1u << TASK_##state)
#define OPEN     (B(NEW) | B(DOING) | B(RETURNED))

/* key, button, from, to, by the assigner, needs a reason, kind of its row in the history, in a receipt */
/* clang-format off */
const TaskMoveRow task_moves[TASK_MOVE_COUNT] = {
    [MOVE_ASSIGN]  = {"giao",       "Giao việc",              B(PROPOSED),                 TASK_NEW,         true,  false, "assign", "giao"},
    [MOVE_DROP]    = {"bo",         "Không giao",             B(PROPOSED),                 TASK_DROPPED,     true,  false, "drop", "bỏ khỏi danh sách dự kiến"},
    [MOVE_ACCEPT]  = {"nhan",       "Nhận việc",              B(NEW),                      TASK_DOING,       false, false, "accept", "nhận"},
    [MOVE_RETURN]  = {"tra-lai",    "Trả lại",                B(NEW),                      TASK_RETURNED,    false, true,  "return", "trả lại"},
    [MOVE_INSIST]  = {"giao-lai",   "Giao lại",               B(RETURNED),                 TASK_NEW,         true,  true,  "insist", "giao lại"},
    [MOVE_REPORT]  = {"cap-nhat",   "Cập nhật",               B(NEW) | B(DOING),           TASK_DOING,       false, false, "progress", "cập nhật"},
    [MOVE_ASK]     = {"de-nghi",    "Đề nghị xác nhận",       B(NEW) | B(DOING),           TASK_ASKED,       false, false, "ask", "đề nghị xác nhận"},
    [MOVE_CONFIRM] = {"xac-nhan",   "Xác nhận hoàn thành",    B(ASKED),                    TASK_DONE,        true,  false, "confirm", "xác nhận hoàn thành"},
    [MOVE_REDO]    = {"lam-lai",    "Chưa đạt, làm tiếp",     B(ASKED),                    TASK_DOING,       true,  true,  "redo", "yêu cầu làm tiếp"},
    [MOVE_PAUSE]   = {"tam-dung",   "Tạm dừng",               OPEN,                        TASK_PAUSED,      true,  true,  "pause", "tạm dừng"},
    [MOVE_RESUME]  = {"tiep-tuc",   "Cho làm tiếp",           B(PAUSED),                   TASK_DOING,       true,  false, "resume", "cho làm tiếp"},
    [MOVE_CANCEL]  = {"huy",        "Hủy việc",               OPEN | B(PAUSED) | B(ASKED), TASK_CANCELLED,   true,  true,  "cancel", "hủy"},
    [MOVE_REOPEN]  = {"mo-lai",     "Mở lại",                 B(DONE) | B(CANCELLED),      TASK_DOING,       true,  true,  "reopen", "mở lại"},
};
/* clang-format on */

TaskState task_state_of(Str key)
{
    for (int i = 0; i < TASK_STATE_COUNT; i++)
        if (str_equal(key, str_of(task_states[i].key))) return (TaskState)i;
    return TASK_STATE_COUNT;
}

TaskClass task_class_of(Str key)
{
    for (int i = 0; i < TASK_CLASS_COUNT; i++)
        if (str_equal(key, str_of(task_classes[i].key))) return (TaskClass)i;
    return TASK_CLASS_COUNT;
}

TaskMove task_move_between(TaskState from, TaskState to)
{
    for (int i = 0; i < TASK_MOVE_COUNT; i++)
        if (i != MOVE_REPORT && from != to && task_moves[i].to == to && task_may(from, (TaskMove)i)) return (TaskMove)i;
    return TASK_MOVE_COUNT;
}

TaskMove task_move_of(Str key)
{
    for (int i = 0; i < TASK_MOVE_COUNT; i++)
        if (str_equal(key, str_of(task_moves[i].key))) return (TaskMove)i;
    return TASK_MOVE_COUNT;
}

TaskClass task_class(TaskState state, Day due, Day asked, Day today)
{
    bool in_time = due == NO_DAY || asked == NO_DAY || asked <= due;
    switch (state) {
    case TASK_DONE: return in_time ? CLASS_IN_TIME : CLASS_LATE;
    case TASK_ASKED: return due == NO_DAY ? CLASS_UNDATED : in_time ? CLASS_LATER : CLASS_OVERDUE;
    case TASK_PAUSED: return CLASS_PAUSED;
    case TASK_CANCELLED:
    case TASK_DROPPED: return CLASS_CANCELLED;
    case TASK_PROPOSED:
    case TASK_NEW:
    case TASK_DOING:
    case TASK_RETURNED:
    case TASK_STATE_COUNT: break;
    }
    if (due == NO_DAY) return CLASS_UNDATED;
    if (due > today + TASK_SOON_DAYS) return CLASS_LATER;
    return due >= today ? CLASS_SOON : CLASS_OVERDUE;
}
