-- SPDX-License-Identifier: Apache-2.0
-- Which open tasks fell silent, when a day begins, without reading each: while the counters roll on nobody can save.
DROP INDEX task_is_open;
CREATE INDEX task_is_open ON task (office_id, is_open, due, id, said_day);
