// SPDX-License-Identifier: Apache-2.0
/* state.h -- the states of a task, and the classes that a state and the days make: one table each.
 *
 * The states and classes are those on which the systems of Vietnamese provinces settled (Thanh Hóa, Hải Dương; the
 * ministry's monthly table counts by them).  Lateness is fixed by the day on which the agency reported completion, not
 * by the day on which somebody confirmed it; finishing on the due day is in time. */
#pragma once
#include "base/fail.h"

/* symbol, in tables, as pages say it, not finished: the agency or who assigned it still has to act */
#define TASK_STATES(X)                                                                                                 \
    X(PROPOSED, "proposed", "Dự kiến giao", false) /* nobody but the coordinator sees it */                            \
    X(NEW, "new", "Chưa nhận", true)                                                                                   \
    X(DOING, "doing", "Đang làm", true)                                                                                \
    X(ASKED, "asked", "Chờ xác nhận", true)                                                                            \
    X(DONE, "done", "Hoàn thành", false)                                                                               \
    X(RETURNED, "returned", "Trả lại", true) /* by the agency, before it began: the assigner has to answer */          \
    X(PAUSED, "paused", "Tạm dừng", false)                                                                             \
    X(CANCELLED, "cancelled", "Hủy", false)                                                                            \
    X(DROPPED, "dropped", "Không giao", false) /* a proposal that the coordinator took out */

typedef enum {
#define X(symbol, key, name, is_open) TASK_##symbol,
    TASK_STATES(X)
#undef X
        TASK_STATE_COUNT
} TaskState;

typedef struct {
    const char *key, *name;
    bool is_open; /* not finished: the agency or who assigned it still has to act */
} TaskStateRow;
extern const TaskStateRow task_states[TASK_STATE_COUNT];
TaskState task_state_of(Str key); /* TASK_STATE_COUNT when there is no such state */

/* The classes, each task that was assigned in exactly one. */
#define TASK_CLASSES(X)                                                                                                \
    X(LATER, "chua-den-han", "Chưa đến hạn", "○")                                                                      \
    X(SOON, "sap-den-han", "Sắp đến hạn", "◐")                                                                         \
    X(OVERDUE, "qua-han", "Quá hạn", "●")                                                                              \
    X(UNDATED, "khong-han", "Không có hạn", "○")                                                                       \
    X(IN_TIME, "dung-han", "Hoàn thành đúng hạn", "✓")                                                                 \
    X(LATE, "xong-qua-han", "Hoàn thành quá hạn", "✓")                                                                 \
    X(PAUSED, "tam-dung", "Tạm dừng", "‖")                                                                             \
    X(CANCELLED, "huy", "Hủy", "×")

/* As the choices of an input (http/route.h): "chua-den-han=Chưa đến hạn|…"; behind others: "|chua-den-han=…". */
#define TASK_CLASS_CHOICE(symbol, key, name, mark) "|" key "=" name
#define TASK_CLASS_MORE                            TASK_CLASSES(TASK_CLASS_CHOICE)
#define TASK_CLASS_CHOICES                         (&(TASK_CLASS_MORE)[1])

typedef enum {
#define X(symbol, key, name, mark) CLASS_##symbol,
    TASK_CLASSES(X)
#undef X
        TASK_CLASS_COUNT
} TaskClass;

typedef struct {
    const char *key, *name, *mark; /* in addresses; as pages say it; a mark beside the word */
} TaskClassRow;
extern const TaskClassRow task_classes[TASK_CLASS_COUNT];
TaskClass task_class_of(Str key); /* TASK_CLASS_COUNT when there is no such class */

/* A task whose due day is at most so many days away is "sắp đến hạn". */
enum { TASK_SOON_DAYS = 3 };

/* The class on `today`.  NO_DAY due = none: open it is UNDATED, done it is in time.  `asked` is the day of the last
 * report of completion. */
TaskClass task_class(TaskState state, Day due, Day asked, Day today);

/* What may be done to a task in a state. */
typedef enum {
    MOVE_ASSIGN,  /* giao việc: the proposal goes out */
    MOVE_DROP,    /* take the proposal out, or in again */
    MOVE_ACCEPT,  /* nhận việc */
    MOVE_RETURN,  /* trả lại, before work began */
    MOVE_INSIST,  /* giao lại what was returned */
    MOVE_REPORT,  /* cập nhật: percent, result, figures, evidence */
    MOVE_ASK,     /* đề nghị xác nhận hoàn thành */
    MOVE_CONFIRM, /* xác nhận hoàn thành */
    MOVE_REDO,    /* chưa đạt: làm tiếp */
    MOVE_PAUSE,
    MOVE_RESUME,
    MOVE_CANCEL,
    MOVE_REOPEN, /* open again what was done or cancelled */
    TASK_MOVE_COUNT
} TaskMove;

typedef struct {
    const char *key, *name; /* in forms: "nhan"; on buttons: "Nhận việc" */
    unsigned from;          /* bit of each state in which it may be done */
    TaskState to;           /* TASK_STATE_COUNT = stays */
    bool by_assigner;       /* by who assigned it (work.manage); otherwise by the agency that leads it (work.report) */
    bool needs_reason;
    const char *entry; /* kind of the row in its history */
    const char *did;   /* as a receipt says it: "giao" in "Đã giao 12 việc." */
} TaskMoveRow;
extern const TaskMoveRow task_moves[TASK_MOVE_COUNT];
static inline bool task_may(TaskState state, TaskMove move) { return task_moves[move].from >> state & 1; }
/* The move that leads from one state to another without a report of progress; TASK_MOVE_COUNT when none does. */
TaskMove task_move_between(TaskState from, TaskState to);
TaskMove task_move_of(Str key); /* TASK_MOVE_COUNT when there is no such move */
