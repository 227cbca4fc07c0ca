-- SPDX-License-Identifier: Apache-2.0
-- What waits for a task: the other way along task_after.

CREATE INDEX task_after_before ON task_after (office_id, kind, after_id, item_id);
