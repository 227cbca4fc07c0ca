-- SPDX-License-Identifier: Apache-2.0
-- What other folders may read of tasks: each a projection of one table, its columns a promise.  (Rebuilding also fills
-- task.alike where it is 0: save.c.)

DROP VIEW IF EXISTS work_task;
CREATE VIEW work_task AS
    SELECT office_id, id, plan_id, node_id, parent_id, lead, branch, assigner, title, due, state, is_open, percent, asked_day,
        is_waiting_head, assigned_at, said_day, cause, is_late_excused, updated_at
    FROM task;
DROP VIEW IF EXISTS work_stand;
CREATE VIEW work_stand AS
    SELECT office_id, task_id, day, plan_id, node_id, lead, branch, state, due, asked_day, percent FROM task_stand;
DROP VIEW IF EXISTS work_entry;
CREATE VIEW work_entry AS SELECT office_id, id, task_id, kind, at, day, person_id, org, text FROM task_entry;
DROP VIEW IF EXISTS work_extension;
CREATE VIEW work_extension AS
    SELECT office_id, id, task_id, state, due_asked, due_granted, reason, answer, asked_at, answered_at FROM task_extension;
DROP VIEW IF EXISTS work_watch;
CREATE VIEW work_watch AS SELECT office_id, task_id, person_id FROM task_watch;
DROP VIEW IF EXISTS work_item;
CREATE VIEW work_item AS SELECT office_id, id, task_id, place, kind, text, unit, target FROM task_item;
DROP VIEW IF EXISTS work_figure;
CREATE VIEW work_figure AS SELECT office_id, item_id, day, task_id, value FROM task_figure;
