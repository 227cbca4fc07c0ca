-- SPDX-License-Identifier: Apache-2.0
-- What is in one state, of one district or of all, by due day, among hundreds of thousands of tasks.  The day of the report is
-- there too: by it those that were reported too late are passed over without being read.

CREATE INDEX task_of_branch_state ON task (office_id, branch, state, due, id, asked_day);
DROP INDEX task_of_state;
CREATE INDEX task_of_state ON task (office_id, state, due, id, asked_day);
