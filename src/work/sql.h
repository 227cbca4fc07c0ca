// SPDX-License-Identifier: Apache-2.0
/* sql.h -- what other folders' statements may say of tasks: words with one meaning each, and the views of derived.sql
 * (work_task, work_stand, work_entry, work_extension, work_watch, work_item, work_figure), which are the only way to
 * the tables (tools/layers).
 */
#pragma once
#include "base/fail.h"

/* How "no due day" is kept: behind all days. */
#define NO_DUE "9999-12-31"
static inline Str due_kept(Ctx *c, Day due) { return due == NO_DAY ? S(NO_DUE) : day_iso(&c->mem, due); }

/* The agency itself still has to act; t = the name of a row of task or work_task. */
#define TASK_IS_OWED(t) t ".is_open = 1 AND " t ".state <> 'asked'"
/* Entries of what others do to an agency's tasks, but for assigning them: an index has these alone, so asking for them
 * costs little however long the histories are.  In these very words, or it is not used. */
#define ENTRY_IS_TOLD(e)                                                                                               \
    e ".kind IN ('insist', 'redo', 'reopen', 'unsigned', 'granted', 'refused', 'due', 'pause', 'resume', 'cancel', "   \
      "'urge', 'comment')"
/* It is overdue on the day `today` (an ISO text, "$3"): the class "Quá hạn" of state.h. */
#define TASK_IS_LATE(t, today)                                                                                         \
    "(" TASK_IS_OWED(t) " AND " t ".due < " today " OR " t ".state = 'asked' AND " t ".asked_day > " t ".due)"
/* Its class as the number in TASK_CLASSES, of a row of task or task_stand: what task_class says (work_test.c,
 * figures_test.c compare them).  `soon` = the last day that is soon. */
#define TASK_CLASS(t, today, soon)                                                                                     \
    "CASE WHEN " t ".state = 'done' AND " t ".asked_day > " t ".due THEN 5 WHEN " t ".state = 'done' THEN 4 "          \
    "WHEN " t ".state = 'paused' THEN 6 WHEN " t ".state IN ('cancelled', 'dropped') THEN 7 "                          \
    "WHEN " t ".due = '" NO_DUE "' THEN 3 "                                                                            \
    "WHEN " t ".state = 'asked' AND " t ".asked_day > " t ".due THEN 2 WHEN " t ".state = 'asked' THEN 0 "             \
    "WHEN " t ".due > " soon " THEN 0 WHEN " t ".due >= " today " THEN 1 ELSE 2 END"
