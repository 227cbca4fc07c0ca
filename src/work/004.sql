-- SPDX-License-Identifier: Apache-2.0
-- What one district has in one state, by due day, among hundreds of thousands of tasks.

CREATE INDEX task_of_branch_state ON task (office_id, branch, state, due, id);
