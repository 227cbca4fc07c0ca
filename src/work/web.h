// SPDX-License-Identifier: Apache-2.0
/* web.h -- the handlers that feature.c gives to the routes. */
#pragma once
#include "http/route.h"

/* web_assign.c */
Fail assign_get(Ctx *c, const Request *q, Reply *r);
Fail assign_all_get(Ctx *c, const Request *q, Reply *r);
Fail assign_sync_post(Ctx *c, const Request *q, Reply *r);
Fail assign_post(Ctx *c, const Request *q, Reply *r);
Fail task_new_get(Ctx *c, const Request *q, Reply *r);
Fail task_new_post(Ctx *c, const Request *q, Reply *r);

/* web_list.c */
Fail place_of_list(Ctx *c, const Request *q, Place *place);
Fail task_list_get(Ctx *c, const Request *q, Reply *r);
Fail task_bulk_post(Ctx *c, const Request *q, Reply *r);
extern const ListKind task_list_kind;
/* Who does the work of one agency comes for that: their lists, board and calendar open on it, one press from
 * everybody's.
 */
bool task_opens_on_own(const Ctx *c);

/* web_task.c */
Fail task_get(Ctx *c, const Request *q, Reply *r);
Fail task_edit_get(Ctx *c, const Request *q, Reply *r);
Fail task_edit_post(Ctx *c, const Request *q, Reply *r);
Fail task_part_get(Ctx *c, const Request *q, Reply *r);
Fail task_part_post(Ctx *c, const Request *q, Reply *r);

/* web_act.c: what is done to one task */
Fail task_manage_post(Ctx *c, const Request *q, Reply *r);
Fail task_report_post(Ctx *c, const Request *q, Reply *r);
Fail task_due_post(Ctx *c, const Request *q, Reply *r);
Fail task_repeat_post(Ctx *c, const Request *q, Reply *r);
Fail task_excuse_post(Ctx *c, const Request *q, Reply *r);
Fail task_sign_post(Ctx *c, const Request *q, Reply *r);
Fail extension_ask_post(Ctx *c, const Request *q, Reply *r);
Fail extension_answer_post(Ctx *c, const Request *q, Reply *r);
Fail comment_post(Ctx *c, const Request *q, Reply *r);
Fail watch_post(Ctx *c, const Request *q, Reply *r);
Fail item_add_post(Ctx *c, const Request *q, Reply *r);
Fail item_drop_post(Ctx *c, const Request *q, Reply *r);
Fail evidence_prepare(Ctx *c, const Request *q, Reply *r);
Fail evidence_post(Ctx *c, const Request *q, Reply *r);

/* Where a task's rights are needed: at the agency that leads it, at the one that assigned it. */
Fail place_of_lead(Ctx *c, const Request *q, Place *place);
Fail place_of_assigner(Ctx *c, const Request *q, Place *place);
Fail place_of_assigner_of(Ctx *c, Id task, Place *place);        /* where the task does not stand in the input "task" */
Fail place_of_concerned(Ctx *c, const Request *q, Place *place); /* work.h: task_place */
Fail place_of_evidence(Ctx *c, Id task, Place *place);           /* of what hangs on a task */

/* panel.html */
/* On the menu. */
CountWaiting tasks_waiting;

/* home.html */
DrawPanel work_desk_home, work_sign_home;

DrawPanel work_assign_panel, work_tasks_panel;

/* What the JSON of these pages is made from. */
extern const Record assign_record;
