// SPDX-License-Identifier: Apache-2.0
/* json.h -- a task as others see it: the same wherever one is told. */
#pragma once
#include "http/record.h"
#include "work/work.h"

extern const Record task_record, task_count_record;
extern const Record task_list_record, task_page_record; /* of TaskListPage, TaskPage (work/view.h) */
const char *task_state_key(int state);
const char *task_class_key(int class);
const char *task_state_name(int state), *task_class_name(int class); /* as pages say it */
